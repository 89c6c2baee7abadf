//! `downline presets`: the scenarios that are built in.

use clap::Args;
use downline::report::lists;
use downline::scenario::Draft;
use downline::scenario::keys::reference;
use downline::scenario::presets::find;

use super::failure::Failure;
use super::output::{answer, width};

/// Arguments of `downline presets`.
#[derive(Debug, Args)]
pub(crate) struct PresetsArguments {
    /// Print this preset as a commented scenario file
    name: Option<String>,
    /// Print every key of a scenario with its unit, range, default and meaning
    #[arg(long, conflicts_with = "name")]
    keys: bool,
}

/// Lists the presets, or prints one.
pub(super) fn presets(arguments: &PresetsArguments) -> Result<(), Failure> {
    if arguments.keys {
        return answer(&reference(width()));
    }
    match &arguments.name {
        None => answer(&lists::presets(width())),
        Some(name) => match find(name) {
            Some(preset) => answer(preset.toml),
            // The reader knows the nearest name.
            None => Err(Draft::preset(name)
                .err()
                .map_or_else(|| Failure::Usage(format!("no preset {name}")), Failure::from)),
        },
    }
}
