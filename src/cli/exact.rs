//! `downline exact`: the exact law of the team's head-count, without simulating.

use std::num::NonZeroUsize;

use clap::Args;
use downline::growth::exact::head_count;
use downline::report::exact::{ExactReport, Simulated, text};
use downline::report::json;
use downline::results::{Completeness, Distribution, Metric};
use downline::{Month, Scenario};

use super::at_work::AtWork;
use super::failure::Failure;
use super::options::{SimulationOptions, count};
use super::output::{answer, answer_json, width};
use super::progress::simulate;
use super::source::{ScenarioArguments, load};

/// Arguments of `downline exact`.
#[derive(Debug, Args)]
pub(crate) struct ExactArguments {
    #[command(flatten)]
    scenario: ScenarioArguments,
    /// The month, 0 to the scenario's last; the last unless given
    #[arg(long, value_name = "M", allow_negative_numbers = true)]
    month: Option<u16>,
    /// Simulate so many trials, such as 100,000 or 1e6, and show them beside the exact law
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true)]
    trials: Option<u64>,
    /// The seed of the trials; 1 unless given
    #[arg(long, value_name = "N", requires = "trials", allow_negative_numbers = true)]
    seed: Option<u64>,
    /// The number of threads of the trials; never changes a number
    #[arg(long, value_name = "N", requires = "trials")]
    threads: Option<NonZeroUsize>,
    /// Print the law as one JSON object
    #[arg(long)]
    json: bool,
}

/// Gives the law of one month.
pub(super) fn exact(arguments: &ExactArguments) -> Result<(), Failure> {
    let (scenario, _) = load(&arguments.scenario.scenario, &arguments.scenario.changes)?;
    if scenario.quits_after_red_months().is_some() {
        return Err(Failure::Usage(
            "with you.quits-after-red-months no exact law is known: whether you leave depends on what you are paid\nhelp: leave \
             the key out, or simulate with `downline run`"
                .to_owned(),
        ));
    }
    let month = month(arguments, &scenario)?;
    let settings = options(arguments).settings(false)?;
    let law = AtWork::during("computing the exact law", || head_count(scenario.growth(), month))
        .map_err(|error| Failure::Run(error.to_string()))?;
    let mut completeness = Completeness::Complete;
    let mut teams: Option<Distribution> = None;
    if arguments.trials.is_some() {
        let ensemble = simulate(&scenario, &settings)?;
        completeness = ensemble.completeness();
        teams = Some(ensemble.distribution(month, Metric::Team).clone());
    }
    let simulated = teams.as_ref().map(|teams| Simulated { seed: settings.seed, teams });
    let report = ExactReport { scenario: &scenario, law: &law, simulated };
    if arguments.json {
        answer_json(&json::ExactObject::new(&report))?;
    } else {
        answer(&text(&report, width()))?;
    }
    if completeness == Completeness::Interrupted { Err(Failure::Interrupted) } else { Ok(()) }
}

fn options(arguments: &ExactArguments) -> SimulationOptions {
    SimulationOptions {
        trials: arguments.trials,
        precision: None,
        seed: arguments.seed.unwrap_or(1),
        threads: arguments.threads,
    }
}

fn month(arguments: &ExactArguments, scenario: &Scenario) -> Result<Month, Failure> {
    let last = scenario.growth().months();
    match arguments.month.map(Month::new) {
        None => Ok(last),
        Some(month) if month <= last => Ok(month),
        Some(month) => Err(Failure::Usage(format!(
            "--month {month} is beyond the scenario's {last} months\nhelp: look further ahead with --set months={month}"
        ))),
    }
}
