//! Where a scenario comes from: a preset, a file or standard input, with `--set` on top.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::Args;
use downline::Scenario;
use downline::scenario::{Draft, Explanation, LONGEST_TEXT, presets};

use super::failure::Failure;

/// What is asked.
#[derive(Debug, Args)]
pub(super) struct ScenarioArguments {
    /// A preset's name, a path to a .toml file, or - for standard input
    #[arg(value_name = "SCENARIO", default_value = "typical")]
    pub(super) scenario: String,
    #[command(flatten)]
    pub(super) changes: Changes,
}

/// Changes to a scenario.
#[derive(Debug, Args)]
pub(super) struct Changes {
    /// Replace a value of the scenario, such as sponsoring.mean=0.1 (may be repeated)
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub(super) set: Vec<String>,
}

/// The command of these words with the same changes, as a shell takes it.
pub(super) fn command_line(words: &[&str], changes: &Changes) -> String {
    let mut line = "downline".to_owned();
    let changes = changes.set.iter().flat_map(|change| ["--set", change]);
    for word in words.iter().copied().chain(changes) {
        line.push(' ');
        line.push_str(&shell_word(word));
    }
    line
}

/// A word as a shell takes it, in quotes when it needs them.
fn shell_word(word: &str) -> Cow<'_, str> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./=,%+:@".contains(letter);
    if word.chars().all(plain) { Cow::Borrowed(word) } else { Cow::Owned(format!("'{}'", word.replace('\'', "'\\''"))) }
}

/// Reads a scenario and says where its values come from.
pub(super) fn load(scenario: &str, changes: &Changes) -> Result<(Scenario, Explanation), Failure> {
    let mut draft = draft(scenario)?;
    for change in &changes.set {
        draft.set(change)?;
    }
    give_plan(&mut draft, scenario)?;
    Ok(draft.finish()?)
}

/// Opens the plan file that the scenario asks for: as seen from the scenario's file, or from here when it was set on the
/// command line.
fn give_plan(draft: &mut Draft, scenario: &str) -> Result<(), Failure> {
    let Some(requested) = draft.plan_file() else { return Ok(()) };
    let folder = Path::new(scenario).parent().filter(|_| !requested.is_set && scenario != "-");
    let path = folder.map_or_else(|| PathBuf::from(requested.path), |folder| folder.join(requested.path));
    let label = path.display().to_string();
    let bytes = File::open(&path).and_then(read).map_err(|error| {
        Failure::Usage(format!("cannot read the plan file {label}: {error}\nhelp: plan.file is seen from the scenario's file; `downline plan list` has plans that are built in"))
    })?;
    Ok(draft.give_plan(&label, &bytes)?)
}

fn draft(scenario: &str) -> Result<Draft, Failure> {
    if scenario == "-" {
        let bytes = read(io::stdin().lock()).map_err(|error| unreadable("standard input", &error))?;
        return Ok(Draft::from_bytes("stdin", "<stdin>", &bytes)?);
    }
    let path = Path::new(scenario);
    let is_toml = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    let is_path = is_toml || path.components().count() > 1 || path.is_file();
    if presets::find(scenario).is_some() || !is_path {
        return Ok(Draft::preset(scenario)?);
    }
    if path.is_dir() {
        return Err(Failure::Usage(format!(
            "{scenario} is a folder; name a scenario file in it, such as {scenario}/my.toml"
        )));
    }
    let file = File::open(path).map_err(|error| unreadable(scenario, &error))?;
    let bytes = read(file).map_err(|error| unreadable(scenario, &error))?;
    let name = path.file_stem().map_or_else(|| scenario.to_owned(), |stem| stem.to_string_lossy().into_owned());
    Ok(Draft::from_bytes(&name, scenario, &bytes)?)
}

/// Reads at most one byte more than a scenario may have, so that a huge file costs nothing.
fn read(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(LONGEST_TEXT as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(what: &str, error: &io::Error) -> Failure {
    let help = if error.kind() == io::ErrorKind::NotFound {
        "\nhelp: `downline presets` lists the scenarios that are built in; `downline presets typical > my.toml` makes a file"
    } else {
        ""
    };
    Failure::Usage(format!("cannot read {what}: {error}{help}"))
}
