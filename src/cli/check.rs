//! `downline check`: the simulator against theory.

use clap::Args;
use downline::report::{check as report, json};

use super::failure::Failure;
use super::options::count;
use super::output::{answer, answer_json, width};

/// Arguments of `downline check`.
#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// The number of trials of each check, 1,000 to 100,000,000
    #[arg(long, value_name = "N", default_value = "100,000", value_parser = trials, allow_negative_numbers = true)]
    trials: u64,
    /// The seed
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Print the checks as one JSON object, with the law and source of each
    #[arg(long)]
    json: bool,
}

/// How many trials a check takes: enough to tell, and not more than fit an hour.
fn trials(text: &str) -> Result<u64, String> {
    let trials = count(text)?;
    if (1_000..=100_000_000).contains(&trials) {
        Ok(trials)
    } else {
        Err(format!("{trials} is outside 1,000 to 100,000,000"))
    }
}

/// Runs all checks; a failed one is exit code 4.
pub(super) fn check(arguments: &CheckArguments) -> Result<(), Failure> {
    let checks =
        downline::check::run(arguments.trials, arguments.seed).map_err(|error| Failure::Run(error.to_string()))?;
    if arguments.json {
        answer_json(&json::CheckObject::new(&checks))?;
    } else {
        answer(&report::text(&checks, width()))?;
    }
    if checks.passed() { Ok(()) } else { Err(Failure::CheckFailed) }
}
