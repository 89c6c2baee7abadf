//! The results of a scenario: `downline run --json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::everyone::EveryoneObject;
use super::goals::GoalObject;
use super::milestones::MilestoneObject;
use super::numbers::{ByMetric, Estimate, Percentiles, Quantity};
use super::residual::ResidualObject;
use super::shared::{CompletenessWord, Counted, ScenarioHead, Writer};
use crate::report::fields::{in_shown_unit, share, unit_name};
use crate::results::{Accuracy, Ensemble, Metric, NoEveryone, Outcome, Outcomes, RuleCommission, Unit};
use crate::units::Month;

/// The results of a scenario. Money and points are numbers in major units, people are whole numbers; null where there is
/// nothing to say.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "run")]
pub struct RunObject<'a> {
    #[serde(flatten)]
    writer: Writer,
    /// What was asked.
    scenario: ScenarioHead<'a>,
    /// The seed: the same seed gives the same numbers.
    seed: u64,
    /// The number of trials behind every number here.
    trials: u64,
    /// How complete the results are.
    completeness: CompletenessWord,
    /// The widest half-width of the 95 % intervals of all counts, of 100 people.
    simulation_error_of_100: f64,
    /// Month-ends 0, 1, 2, ... up to the horizon.
    months: Vec<MonthObject>,
    /// What became of the simulated people.
    outcomes: Vec<OutcomeObject>,
    /// The goals that were set. Missing where none was.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    goals: Vec<GoalObject>,
    /// What all months of a career come to together.
    milestones: Vec<MilestoneObject>,
    /// What everyone got who joined a whole organisation of the same people. Null where there is none.
    everyone: Option<EveryoneObject<'a>>,
    /// Why there is no `everyone`: it was not asked for or the run was interrupted, nobody ever quits, or it would outgrow memory. Null where there is one.
    #[schemars(extend("enum" = ["not-asked", "nobody-quits", "too-large", "too-much-paid", null]))]
    no_everyone: Option<&'static str>,
    /// What each rule pays you on average, in the order of the plan.
    commission_by_rule: Vec<RuleObject>,
    /// What still comes in after you stop working. Missing where the scenario says no month in which you stop.
    #[serde(skip_serializing_if = "Option::is_none")]
    residual: Option<ResidualObject>,
}

impl<'a> RunObject<'a> {
    /// The object of these results.
    #[must_use]
    pub fn new(ensemble: &'a Ensemble) -> Self {
        let all = ensemble.all_outcomes();
        Self {
            writer: Writer::THIS,
            scenario: ScenarioHead::of(ensemble.scenario()),
            seed: ensemble.seed(),
            trials: ensemble.trials(),
            completeness: ensemble.completeness().into(),
            simulation_error_of_100: ensemble.simulation_error_of_100(),
            months: ensemble.months().through().map(|month| MonthObject::new(ensemble, month)).collect(),
            everyone: ensemble.everyone().ok().map(EveryoneObject::new),
            no_everyone: ensemble.everyone().err().map(NoEveryone::name),
            outcomes: all.iter().flat_map(OutcomeObject::all).collect(),
            goals: ensemble.goals().iter().map(GoalObject::from).collect(),
            milestones: MilestoneObject::all(ensemble),
            commission_by_rule: ensemble.commission_by_rule().into_iter().map(RuleObject::from).collect(),
            residual: ResidualObject::of(ensemble),
        }
    }
}

/// One month-end over all trials.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "month")]
struct MonthObject {
    /// The month, 0 (your own joining) up to the horizon.
    month: u16,
    /// Every metric at the month's end; `hours` only where the scenario has a week of yours.
    metrics: ByMetric<MetricObject>,
}

impl MonthObject {
    fn new(ensemble: &Ensemble, month: Month) -> Self {
        Self {
            month: month.get(),
            metrics: ByMetric::new(ensemble.scenario(), |metric| MetricObject::new(ensemble, month, metric)),
        }
    }
}

/// A metric at a month's end: the story's value, and the distribution over all trials.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "metric")]
struct MetricObject {
    /// The unit of all values here: `people`, `points`, `hours`, or the currency's code.
    unit: String,
    /// The story's value. Null once the story needs more people than are alive, or more than can be paid.
    ideal: Option<Quantity>,
    #[serde(flatten)]
    mean: Estimate,
    #[serde(flatten)]
    percentiles: Percentiles<Option<Quantity>>,
    /// The share of trials whose value is exactly 0, from 0 to 1.
    share_zero: f64,
    /// The percentiles are within this part of the true value: 0.0005 is 0.05 %. Missing where they are exact.
    #[serde(skip_serializing_if = "Option::is_none")]
    values_within: Option<f64>,
}

impl MetricObject {
    fn new(ensemble: &Ensemble, month: Month, metric: Metric) -> Self {
        let unit = metric.unit();
        let distribution = ensemble.distribution(month, metric);
        Self {
            unit: unit_name(unit, ensemble.scenario().currency()),
            ideal: ensemble.ideal(month, metric).map(|value| Quantity::new(value, unit)),
            mean: Estimate::of(distribution, unit),
            percentiles: Percentiles::of(distribution, unit),
            share_zero: share(distribution.count(|value| value == 0), distribution.trials()),
            values_within: (distribution.accuracy() == Accuracy::Rounded).then_some(0.0005),
        }
    }
}

/// An outcome: how many of the simulated people it came to.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "outcome")]
struct OutcomeObject {
    /// Whose outcome: `you`, `you_may_quit` (the same people, free to quit, where you are told to stay), or
    /// `everyone_who_joined`. With `_bought_anyway` own orders are no cost.
    #[schemars(extend("enum" = [
        "you", "you_bought_anyway", "you_may_quit", "you_may_quit_bought_anyway", "everyone_who_joined",
        "everyone_who_joined_bought_anyway"
    ]))]
    population: &'static str,
    /// The group. The outcomes of `net` add up to 100, and so do those of `team`.
    #[schemars(extend("enum" = ["net", "team", "ahead_by"]))]
    group: &'static str,
    /// What happened: `lost_money`, `broke_even`, `came_out_ahead`; `nobody_below`, `somebody_below`; `month_3` and so on,
    /// the month by whose end net is above 0.
    outcome: String,
    #[serde(flatten)]
    people: Counted,
}

impl OutcomeObject {
    fn all(outcomes: &Outcomes) -> impl Iterator<Item = Self> {
        outcomes.all().map(|outcome| Self::new(outcomes, outcome))
    }

    fn new(outcomes: &Outcomes, outcome: &Outcome) -> Self {
        Self {
            population: outcomes.population.name(outcomes.own_orders),
            group: outcome.kind.group(),
            outcome: outcome.kind.name(),
            people: Counted::of(outcomes, outcome),
        }
    }
}

/// What one rule of the plan pays you on average over all trials.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "rule")]
struct RuleObject {
    /// What the plan calls the rule.
    rule: String,
    /// In the last month, in money.
    mean_last_month: f64,
    /// The standard error of that mean, in money. Null at one trial, which says nothing of it.
    mean_last_month_error: Option<f64>,
    /// In all months together, in money.
    mean_total: f64,
    /// The standard error of that mean, in money. Null at one trial.
    mean_total_error: Option<f64>,
}

impl From<RuleCommission> for RuleObject {
    fn from(rule: RuleCommission) -> Self {
        let major = |cents: f64| in_shown_unit(cents, Unit::Money);
        Self {
            rule: rule.rule,
            mean_last_month: major(rule.mean_last_month.value),
            mean_last_month_error: rule.mean_last_month.error.map(major),
            mean_total: major(rule.mean_total.value),
            mean_total_error: rule.mean_total.error.map(major),
        }
    }
}
