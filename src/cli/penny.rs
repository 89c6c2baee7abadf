//! `downline penny`: the story that is told, and what simulated teams do.

use std::num::NonZeroUsize;

use clap::Args;
use downline::report::json;
use downline::report::penny::{MOST_DAYS, PennyReport, text};
use downline::results::Completeness;
use downline::{Ensemble, Scenario};

use super::failure::Failure;
use super::options::{SimulationOptions, count};
use super::output::{answer, answer_json, width};
use super::progress::simulate;

/// Arguments of `downline penny`.
#[derive(Debug, Args)]
pub(crate) struct PennyArguments {
    /// How many days the penny doubles, 1 to 60
    #[arg(long, value_name = "N", default_value_t = 30)]
    days: u32,
    /// The number of trials of the simulated teams, such as 1e6; 100,000 unless given
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true)]
    trials: Option<u64>,
    /// The seed; the same seed gives the same numbers
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// The number of threads; never changes a number
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// Print the story and the results as one JSON object
    #[arg(long)]
    json: bool,
}

/// The scenario whose volume and plan the story is told with.
const STORY: &str = "ideal";
/// The simulated teams beside it.
const SIMULATED: [&str; 2] = ["tenacious", "typical"];

/// Tells the story, never without the simulated teams.
pub(super) fn penny(arguments: &PennyArguments) -> Result<(), Failure> {
    if !(1..=MOST_DAYS).contains(&arguments.days) {
        return Err(Failure::Usage(format!("--days {} is outside 1 to {MOST_DAYS}", arguments.days)));
    }
    let (trials, seed, threads) = (arguments.trials, arguments.seed, arguments.threads);
    let settings = SimulationOptions { trials, precision: None, seed, threads }.settings(false)?;
    let story = Scenario::preset(STORY)?;
    let mut ensembles: Vec<Ensemble> = Vec::new();
    for name in SIMULATED {
        ensembles.push(simulate(&Scenario::preset(name)?, &settings)?);
    }
    let report = PennyReport::new(arguments.days, &story, &ensembles);
    if arguments.json {
        answer_json(&json::PennyObject::new(&report))?;
    } else {
        answer(&text(&report, width()))?;
    }
    let interrupted = ensembles.iter().any(|ensemble| ensemble.completeness() == Completeness::Interrupted);
    if interrupted { Err(Failure::Interrupted) } else { Ok(()) }
}
