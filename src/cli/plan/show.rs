//! `downline plan show NAME`: a built-in plan as its commented plan file.

use clap::Args;
use downline::plans::{PlanFile, find};

use crate::cli::failure::Failure;
use crate::cli::output::answer;

/// Arguments of `downline plan show`.
#[derive(Debug, Args)]
pub(crate) struct ShowArguments {
    /// The plan's name; `downline plan list` has them all
    name: String,
}

/// Prints the plan.
pub(super) fn show(arguments: &ShowArguments) -> Result<(), Failure> {
    match find(&arguments.name) {
        Some(plan) => answer(plan.toml),
        // The reader knows the nearest name.
        None => {
            let name = &arguments.name;
            Err(PlanFile::built_in(name).err().map_or_else(|| Failure::Usage(format!("no plan {name}")), Failure::from))
        }
    }
}
