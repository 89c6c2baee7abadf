//! The exact law of the team's head-count: `downline exact --json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::numbers::{Estimate, Percentiles};
use super::shared::{ScenarioHead, Writer};
use crate::growth::exact::HeadCount;
use crate::report::exact::{ExactReport, Simulated};
use crate::report::fields::share;
use crate::results::goodness::{Fit, goodness_of_fit};
use crate::results::{Distribution, Unit};
use crate::units::Probability;

/// The exact law of the team's head-count in one month: members active at the month's end, you included while active.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "exact")]
pub struct ExactObject<'a> {
    #[serde(flatten)]
    writer: Writer,
    /// What was asked.
    scenario: ScenarioHead<'a>,
    /// The month, 0 up to the scenario's last.
    month: u16,
    /// The mean, in people.
    mean: f64,
    /// The variance, in people squared.
    variance: f64,
    /// The standard deviation, in people.
    standard_deviation: f64,
    /// The smallest head-counts that so many of 100 do not pass.
    quantiles: Quantiles,
    /// A simulated law of the same month. Missing where none was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    simulated: Option<SimulatedObject>,
    /// Head-counts 0, 1, 2, ...: the n-th cell is that of n people.
    cells: Vec<Cell>,
}

/// The smallest head-counts that so many of 100 do not pass.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "quantiles")]
struct Quantiles {
    #[serde(flatten)]
    percentiles: Percentiles<u64>,
    /// 99 of 100 have at most this.
    p99: u64,
}

/// Simulated head-counts held to the law.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "simulated")]
struct SimulatedObject {
    /// The seed of the run.
    seed: u64,
    /// The number of trials.
    trials: u64,
    #[serde(flatten)]
    mean: Estimate,
    /// The simulated variance, in people squared. Null at one trial.
    variance: Option<f64>,
    /// Pearson's test of the whole distribution. Null where too few different teams are left for one.
    fit: Option<FitObject>,
}

/// Pearson's chi-square over cells of 20 expected trials or more.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "fit")]
struct FitObject {
    /// The sum over the cells of (count - expected)^2 / expected.
    chi_square: f64,
    /// The cells less one.
    degrees_of_freedom: usize,
    /// The probability that a true simulation agrees this badly or worse, 0 to 1.
    p_value: f64,
}

/// One head-count.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "cell")]
struct Cell {
    /// The head-count.
    team: usize,
    /// Its exact probability, 0 to 1.
    probability: f64,
    /// In how many trials it was. Missing where none was simulated.
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u64>,
    /// In which share of the trials it was, 0 to 1. Missing where none was simulated.
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<f64>,
}

impl<'a> ExactObject<'a> {
    /// The object of this law.
    #[must_use]
    pub fn new(report: &ExactReport<'a>) -> Self {
        let law = report.law;
        let exact = |(team, &probability)| Cell { team, probability, count: None, share: None };
        let mut cells: Vec<Cell> = law.probabilities().iter().enumerate().map(exact).collect();
        if let Some(Simulated { teams, .. }) = report.simulated {
            count(&mut cells, teams);
        }
        Self {
            writer: Writer::THIS,
            scenario: ScenarioHead::of(report.scenario),
            month: law.month().get(),
            mean: law.mean(),
            variance: law.variance(),
            standard_deviation: law.variance().sqrt(),
            quantiles: Quantiles {
                percentiles: Percentiles::at(|percent| quantile(law, percent)),
                p99: quantile(law, 99),
            },
            simulated: report.simulated.map(|simulated| SimulatedObject::new(law, simulated)),
            cells,
        }
    }
}

#[allow(clippy::cast_precision_loss)] // 1 to 100
fn quantile(law: &HeadCount, percent: u64) -> u64 {
    law.quantile(Probability::new(percent as f64 / 100.0).unwrap_or(Probability::ONE))
}

/// Writes the simulated teams into the cells; there are more cells when a team lies beyond the law.
fn count(cells: &mut Vec<Cell>, teams: &Distribution) {
    let largest = teams.cells().last().and_then(|&(team, _)| usize::try_from(team).ok()).unwrap_or(0);
    cells.extend((cells.len()..=largest).map(|team| Cell { team, probability: 0.0, count: None, share: None }));
    for cell in cells.iter_mut() {
        (cell.count, cell.share) = (Some(0), Some(0.0));
    }
    for &(team, count) in teams.cells() {
        if let Some(cell) = usize::try_from(team).ok().and_then(|team| cells.get_mut(team)) {
            (cell.count, cell.share) = (Some(count), Some(share(count, teams.trials())));
        }
    }
}

impl SimulatedObject {
    fn new(law: &HeadCount, Simulated { seed, teams }: Simulated<'_>) -> Self {
        Self {
            seed,
            trials: teams.trials(),
            mean: Estimate::of(teams, Unit::People),
            variance: teams.variance(),
            fit: goodness_of_fit(teams, law.probabilities()).map(FitObject::from),
        }
    }
}

impl From<Fit> for FitObject {
    fn from(Fit { chi_square, degrees_of_freedom, p_value }: Fit) -> Self {
        Self { chi_square, degrees_of_freedom, p_value }
    }
}
