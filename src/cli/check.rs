//! `downline check`: the simulator against theory, and a scenario against published figures.

use clap::Args;
use downline::check::calibration::{CalibrationError, calibrate};
use downline::report::{calibration, check as report, json};

use super::at_work::AtWork;
use super::failure::Failure;
use super::options::count;
use super::output::{answer, answer_json, width};
use super::source::{Changes, load};

/// Arguments of `downline check`.
#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// Hold a scenario to published figures in place of theory: a preset's name or a path to a .toml file, `typical` when none
    /// is given
    #[arg(long, value_name = "PRESET", num_args = 0..=1, default_missing_value = "typical")]
    calibration: Option<String>,
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
    if let Some(scenario) = &arguments.calibration {
        return hold_to_published_figures(scenario, arguments);
    }
    let checks =
        AtWork::during("holding the simulator to theory", || downline::check::run(arguments.trials, arguments.seed))
            .map_err(|error| Failure::Run(error.to_string()))?;
    if arguments.json {
        answer_json(&json::CheckObject::new(&checks))?;
    } else {
        answer(&report::text(&checks, width()))?;
    }
    if checks.passed() { Ok(()) } else { Err(Failure::CheckFailed) }
}

/// Holds a scenario to published figures; a miss of `typical` that is not known is exit code 4.
fn hold_to_published_figures(scenario: &str, arguments: &CheckArguments) -> Result<(), Failure> {
    let (scenario, _) = load(scenario, &Changes { set: Vec::new() })?;
    let report = calibrate(&scenario, arguments.trials, arguments.seed)?;
    if arguments.json {
        answer_json(&json::CalibrationObject::new(&report))?;
    } else {
        answer(&calibration::text(&report, width()))?;
    }
    if report.passed() { Ok(()) } else { Err(Failure::CheckFailed) }
}

impl From<CalibrationError> for Failure {
    fn from(error: CalibrationError) -> Self {
        match error {
            CalibrationError::Scenario(errors) => errors.into(),
            CalibrationError::NoEveryone(_) => Self::Usage(error.to_string()),
            other => Self::Run(other.to_string()),
        }
    }
}
