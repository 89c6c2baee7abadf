//! A scenario held to published figures: `downline check --calibration --json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::shared::{ScenarioHead, Writer};
use crate::check::calibration::{CalibrationReport, Held, TargetUnit};

/// A scenario held to published figures, target by target.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "calibration")]
pub struct CalibrationObject<'a> {
    #[serde(flatten)]
    writer: Writer,
    /// The scenario as it was simulated: newcomers like any other over 120 months, and organisations looked at for 12.
    scenario: ScenarioHead<'a>,
    /// The seed of the careers and of the first organisation.
    seed: u64,
    /// How many careers were simulated.
    trials: u64,
    /// Whether every target is inside or a known miss. Always true of another scenario than `typical`, which need not meet any.
    passed: bool,
    /// The targets in order.
    targets: Vec<TargetObject>,
}

/// One published figure, and what was measured.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "target")]
struct TargetObject {
    /// Its number, `T1` to `T13`.
    number: &'static str,
    /// What is measured.
    measure: &'static str,
    /// In what it is measured.
    #[schemars(extend("enum" = ["of_100", "USD", "percent", "customers"]))]
    unit: &'static str,
    /// What was measured, for each band: two where own orders are read both ways, bought anyway first.
    values: Vec<ValueObject>,
    /// Who published what of which year.
    sources: &'static str,
    /// Whether all values lie in their bands. Null where there was nothing to compare.
    inside: Option<bool>,
    /// Why `typical` is known to miss it. Null unless it does.
    known_miss: Option<&'static str>,
}

/// A value with its band, both ends included.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "value")]
struct ValueObject {
    /// The value. Null where there was nothing to measure, or amounts are not in dollars.
    value: Option<f64>,
    /// The lowest value that is accepted.
    low: f64,
    /// The highest value that is accepted.
    high: f64,
}

impl<'a> CalibrationObject<'a> {
    /// The object of these targets.
    #[must_use]
    pub fn new(report: &'a CalibrationReport) -> Self {
        Self {
            writer: Writer::THIS,
            scenario: ScenarioHead::of(&report.scenario),
            seed: report.seed,
            trials: report.trials,
            passed: report.passed(),
            targets: report.held.iter().map(|held| TargetObject::new(report, held)).collect(),
        }
    }
}

impl TargetObject {
    fn new(report: &CalibrationReport, held: &Held) -> Self {
        let target = held.target;
        let unit = match target.unit {
            TargetUnit::Of100 => "of_100",
            TargetUnit::Dollars => "USD",
            TargetUnit::Percent => "percent",
            TargetUnit::Customers => "customers",
        };
        let pairs = held.values.iter().zip(target.bands);
        Self {
            number: target.number,
            measure: target.measure,
            unit,
            values: pairs.map(|(&value, band)| ValueObject { value, low: band.low, high: band.high }).collect(),
            sources: target.sources,
            inside: held.is_inside(),
            known_miss: report.known_miss(held),
        }
    }
}
