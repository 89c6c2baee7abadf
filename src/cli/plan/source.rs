//! Where a plan comes from: a built-in one, a file or standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use downline::plans::{PlanFile, find};
use downline::scenario::LONGEST_TEXT;

use crate::cli::failure::Failure;

/// Reads a plan: a built-in plan's name, a path to a .toml file, or - for standard input.
pub(super) fn load_plan(plan: &str) -> Result<PlanFile, Failure> {
    if plan == "-" {
        let bytes = read(io::stdin().lock()).map_err(|error| unreadable("standard input", &error))?;
        return Ok(PlanFile::from_bytes("stdin", "<stdin>", &bytes)?);
    }
    let path = Path::new(plan);
    let is_toml = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    let is_path = is_toml || path.components().count() > 1 || path.is_file();
    if find(plan).is_some() || !is_path {
        return Ok(PlanFile::built_in(plan)?);
    }
    if path.is_dir() {
        return Err(Failure::Usage(format!("{plan} is a folder; name a plan file in it, such as {plan}/my-plan.toml")));
    }
    let bytes = File::open(path).and_then(read).map_err(|error| unreadable(plan, &error))?;
    let name = path.file_stem().map_or_else(|| plan.to_owned(), |stem| stem.to_string_lossy().into_owned());
    Ok(PlanFile::from_bytes(&name, plan, &bytes)?)
}

/// Reads at most one byte more than a plan may have, so that a huge file costs nothing.
fn read(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(LONGEST_TEXT as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(what: &str, error: &io::Error) -> Failure {
    let help = if error.kind() == io::ErrorKind::NotFound {
        "\nhelp: `downline plan list` lists the plans that are built in; `downline plan show NAME > my-plan.toml` makes a file"
    } else {
        ""
    };
    Failure::Usage(format!("cannot read {what}: {error}{help}"))
}
