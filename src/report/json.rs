//! The results as one JSON object: `downline run --json`.

use serde_json::{Map, Value, json};

use super::fields::{in_shown_unit, share, unit_name};
use super::tables::PERCENTILES;
use crate::results::{Accuracy, Completeness, Ensemble, Metric, Outcome, Outcomes, Unit};
use crate::scenario::Scenario;
use crate::units::Month;

/// The version of the object's shape; it rises when a field changes its meaning or goes.
pub const SCHEMA_VERSION: u32 = 1;

/// The results as JSON. Money and points are numbers in major units, people are whole numbers; `null` where there is
/// nothing to say.
#[must_use]
pub fn ensemble(ensemble: &Ensemble) -> Value {
    let months: Vec<Value> = ensemble.months().through().map(|month| month_object(ensemble, month)).collect();
    json!({
        "schema_version": SCHEMA_VERSION,
        "version": env!("CARGO_PKG_VERSION"),
        "scenario": scenario(ensemble.scenario()),
        "seed": ensemble.seed(),
        "trials": ensemble.trials(),
        "completeness": completeness(ensemble.completeness()),
        "simulation_error_of_100": ensemble.simulation_error_of_100(),
        "months": months,
        "outcomes": outcomes(ensemble),
        "commission_by_rule": by_rule(ensemble),
    })
}

/// What the results answer.
#[must_use]
pub fn scenario(scenario: &Scenario) -> Value {
    json!({
        "name": scenario.name(),
        "title": scenario.title(),
        "hash": scenario.hash(),
        "basis": scenario.basis().kind.name(),
        "sources": scenario.basis().sources,
        "currency": scenario.currency(),
        "months": scenario.growth().months().get(),
    })
}

/// How complete the results are, in a word.
#[must_use]
pub const fn completeness(completeness: Completeness) -> &'static str {
    match completeness {
        Completeness::Complete => "complete",
        Completeness::Certain => "certain",
        Completeness::ShortOfPrecision => "short-of-precision",
        Completeness::Interrupted => "interrupted",
    }
}

/// What each rule pays you on average, in the order of the plan.
fn by_rule(ensemble: &Ensemble) -> Value {
    let cents = |amount: f64| in_shown_unit(amount, Unit::Money);
    let rules = ensemble.commission_by_rule().into_iter().map(|rule| {
        json!({
            "rule": rule.rule,
            "mean_last_month": cents(rule.mean_last_month.value),
            "mean_total": cents(rule.mean_total.value),
        })
    });
    rules.collect()
}

fn month_object(ensemble: &Ensemble, month: Month) -> Value {
    let metrics: Map<String, Value> = Metric::ALL
        .map(|metric| (metric.name().to_owned(), metric_object(ensemble, month, metric)))
        .into_iter()
        .collect();
    json!({ "month": month.get(), "metrics": metrics })
}

fn metric_object(ensemble: &Ensemble, month: Month, metric: Metric) -> Value {
    let unit = metric.unit();
    let distribution = ensemble.distribution(month, metric);
    let statistic = |value: Option<f64>| value.map_or(Value::Null, |value| json!(in_shown_unit(value, unit)));
    let mut object = Map::new();
    object.insert("unit".into(), json!(unit_name(unit, ensemble.scenario().currency())));
    object.insert("ideal".into(), number(ensemble.ideal(month, metric), unit));
    object.insert("mean".into(), statistic(distribution.mean()));
    object.insert("mean_error".into(), statistic(distribution.mean_error()));
    for (percent, name) in PERCENTILES {
        object.insert(name.into(), number(distribution.percentile(percent), unit));
    }
    let zeros = distribution.count(|value| value == 0);
    object.insert("share_zero".into(), json!(share(zeros, distribution.trials())));
    if distribution.accuracy() == Accuracy::Rounded {
        object.insert("values_within".into(), json!(0.0005));
    }
    Value::Object(object)
}

/// A metric's integer value as a number in the shown unit.
#[allow(clippy::cast_precision_loss)] // exact up to 90 trillion
pub(super) fn number(value: Option<i64>, unit: Unit) -> Value {
    match (value, unit) {
        (None, _) => Value::Null,
        (Some(value), Unit::People) => json!(value),
        (Some(value), _) => json!(value as f64 / 100.0),
    }
}

fn outcomes(ensemble: &Ensemble) -> Value {
    let all = ensemble.all_outcomes();
    all.iter().flat_map(|outcomes| outcomes.all().map(|outcome| outcome_object(outcomes, outcome))).collect()
}

fn outcome_object(outcomes: &Outcomes, outcome: &Outcome) -> Value {
    let (low, high) = outcome.interval_of_100();
    json!({
        "population": outcomes.population.name(outcomes.own_orders),
        "group": outcome.kind.group(),
        "outcome": outcome.kind.name(),
        "of_100": outcome.of_100,
        "count": outcome.count,
        "trials": outcome.trials,
        "low_95": low,
        "high_95": high,
    })
}
