//! Scenarios side by side: `downline compare --json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::numbers::{Estimate, Percentiles, Quantity};
use super::run::RunObject;
use super::shared::{CompletenessWord, Counted, Writer};
use super::waiting::WaitingObject;
use crate::report::fields::unit_name;
use crate::results::{Comparison, Difference, Ensemble, Metric};

/// Scenarios side by side on the same random people: the differences from the first, and each as a run of its own.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "compare")]
pub struct CompareObject<'a> {
    #[serde(flatten)]
    writer: Writer,
    /// The seed: the same seed gives the same people.
    seed: Option<u64>,
    /// The number of people of whom each scenario was asked.
    trials: u64,
    /// How complete the results are.
    completeness: CompletenessWord,
    /// The widest half-width of the 95 % intervals of all counts, of 100 people, paired ones included.
    simulation_error_of_100: f64,
    /// The name of the first scenario, from which the others differ.
    base: Option<&'a str>,
    /// What changes for each person, scenario by scenario from the second on and metric by metric.
    differences: Vec<DifferenceObject<'a>>,
    /// What waiting costs or brings people who quit in the red. Missing where they quit alike under all scenarios.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    waiting: Vec<WaitingObject<'a>>,
    /// Each scenario as a run gives it, in the order of the command line.
    scenarios: Vec<RunObject<'a>>,
}

impl<'a> CompareObject<'a> {
    /// The object of this comparison.
    #[must_use]
    pub fn new(comparison: &'a Comparison) -> Self {
        let ensembles = comparison.ensembles();
        let first = ensembles.first();
        let base = first.map(name);
        let others = ensembles.iter().skip(1).zip(comparison.differences());
        let differences = others.flat_map(|(other, paired)| {
            paired.each().map(|(metric, difference)| DifferenceObject::new(base, other, metric, difference))
        });
        Self {
            writer: Writer::THIS,
            seed: first.map(Ensemble::seed),
            trials: comparison.trials(),
            completeness: comparison.completeness().into(),
            simulation_error_of_100: comparison.simulation_error_of_100(),
            base,
            differences: differences.collect(),
            waiting: WaitingObject::all(comparison),
            scenarios: ensembles.iter().map(RunObject::new).collect(),
        }
    }
}

fn name(ensemble: &Ensemble) -> &str {
    ensemble.scenario().name()
}

/// The value of a metric at the horizon under a scenario less its value under the base, person by person.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "difference")]
struct DifferenceObject<'a> {
    /// The name of the first scenario.
    base: Option<&'a str>,
    /// The name of the scenario in its place.
    scenario: &'a str,
    /// What differs.
    #[schemars(extend("enum" = ["team", "net_total", "net_total_bought_anyway"]))]
    metric: &'static str,
    /// The unit of all differences here: `people`, or the currency's code.
    unit: String,
    #[serde(flatten)]
    mean: Estimate,
    #[serde(flatten)]
    percentiles: Percentiles<Option<Quantity>>,
    /// People with a larger value than under the base.
    better: Counted,
    /// People with the same value.
    same: Counted,
    /// People with a smaller value.
    worse: Counted,
}

impl<'a> DifferenceObject<'a> {
    fn new(base: Option<&'a str>, other: &'a Ensemble, metric: Metric, difference: &Difference) -> Self {
        let (unit, distribution, verdict) = (metric.unit(), difference.distribution(), difference.verdict());
        Self {
            base,
            scenario: name(other),
            metric: metric.name(),
            unit: unit_name(unit, other.scenario().currency()),
            mean: Estimate::of(distribution, unit),
            percentiles: Percentiles::of(distribution, unit),
            better: verdict.better.into(),
            same: verdict.same.into(),
            worse: verdict.worse.into(),
        }
    }
}
