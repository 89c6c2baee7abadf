//! `downline presets`: the scenarios that are built in.

use clap::Args;
use downline::scenario::Draft;
use downline::scenario::presets::{PRESETS, find};

use super::failure::Failure;
use super::output::answer;

/// Arguments of `downline presets`.
#[derive(Debug, Args)]
pub(crate) struct PresetsArguments {
    /// Print this preset as a commented scenario file
    name: Option<String>,
}

/// Lists the presets, or prints one.
pub(super) fn presets(arguments: &PresetsArguments) -> Result<(), Failure> {
    match &arguments.name {
        None => answer(&list()),
        Some(name) => match find(name) {
            Some(preset) => answer(preset.toml),
            // The reader knows the nearest name.
            None => Err(Draft::preset(name)
                .err()
                .map_or_else(|| Failure::Usage(format!("no preset {name}")), Failure::from)),
        },
    }
}

fn list() -> String {
    let width = PRESETS.iter().map(|preset| preset.name.len()).max().unwrap_or(0);
    let lines: Vec<String> =
        PRESETS.iter().map(|preset| format!("  {:<width$}  {}", preset.name, preset.summary)).collect();
    format!(
        "Scenarios to run, or to start your own from:\n\n{}\n\n`downline presets NAME > my.toml` prints one as a commented file; then `downline run my.toml`.\n",
        lines.join("\n")
    )
}
