//! Where a scenario comes from: a preset, a file or standard input, with `--set` on top.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use clap::Args;
use downline::Scenario;
use downline::scenario::{Draft, Explanation, presets};

use super::document::{Kind, open, read_file};
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
    let changes = changes.set.iter().flat_map(|change| ["--set", change]);
    shell_line(["downline"].into_iter().chain(words.iter().copied()).chain(changes))
}

/// Words as a line that a shell takes.
pub(super) fn shell_line<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    words.into_iter().map(shell_word).collect::<Vec<_>>().join(" ")
}

/// A word as a shell takes it, in quotes when it needs them.
fn shell_word(word: &str) -> Cow<'_, str> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./=,%+:@".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(format!("'{}'", word.replace('\'', "'\\''")))
    }
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

/// Reads a scenario once for each value of a key, as `key=value`; each is named by it.
pub(super) fn load_each(scenario: &str, changes: &Changes, assignments: &[String]) -> Result<Vec<Scenario>, Failure> {
    let mut common = draft(scenario)?;
    for change in &changes.set {
        common.set(change)?;
    }
    let load = |assignment: &String| {
        let mut draft = common.clone().named(assignment);
        draft.set(assignment)?;
        give_plan(&mut draft, scenario)?;
        Ok(draft.finish()?.0)
    };
    assignments.iter().map(load).collect()
}

/// Opens the plan file that the scenario asks for: as seen from the scenario's file, or from here when it was set on the
/// command line.
fn give_plan(draft: &mut Draft, scenario: &str) -> Result<(), Failure> {
    let Some(requested) = draft.plan_file() else { return Ok(()) };
    let folder = Path::new(scenario).parent().filter(|_| !requested.is_set && scenario != "-");
    let path = folder.map_or_else(|| PathBuf::from(requested.path), |folder| folder.join(requested.path));
    let label = path.display().to_string();
    let bytes = read_file(&path).map_err(|error| {
        Failure::Usage(format!("cannot read the plan file {label}: {error}\nhelp: plan.file is seen from the scenario's file; `downline plan list` has plans that are built in"))
    })?;
    Ok(draft.give_plan(&label, &bytes)?)
}

const SCENARIO: Kind = Kind {
    noun: "scenario",
    example: "my.toml",
    help: "\nhelp: `downline presets` lists the scenarios that are built in; `downline presets typical > my.toml` makes a file",
};

fn draft(scenario: &str) -> Result<Draft, Failure> {
    Ok(match open(scenario, presets::find(scenario).is_some(), &SCENARIO)? {
        Some(document) => Draft::from_bytes(&document.name, &document.label, &document.bytes)?,
        None => Draft::preset(scenario)?,
    })
}
