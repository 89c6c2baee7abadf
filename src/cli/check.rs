//! `downline check`: the simulator against theory.

use clap::Args;
use downline::report::check as report;

use super::failure::Failure;
use super::output::{answer, answer_json};

/// Arguments of `downline check`.
#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// The number of trials of each check, 1,000 to 100,000,000
    #[arg(long, value_name = "N", default_value_t = 100_000, value_parser = clap::value_parser!(u64).range(1_000..=100_000_000))]
    trials: u64,
    /// The seed
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Print the checks as one JSON object, with the law and source of each
    #[arg(long)]
    json: bool,
}

/// Runs all checks; a failed one is exit code 4.
pub(super) fn check(arguments: &CheckArguments) -> Result<(), Failure> {
    let checks =
        downline::check::run(arguments.trials, arguments.seed).map_err(|error| Failure::Run(error.to_string()))?;
    if arguments.json {
        answer_json(&report::json(&checks))?;
    } else {
        answer(&report::text(&checks))?;
    }
    if checks.passed() { Ok(()) } else { Err(Failure::CheckFailed) }
}
