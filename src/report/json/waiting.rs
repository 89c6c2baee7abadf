//! What waiting costs or brings people who quit in the red: part of `downline compare --json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::numbers::{Estimate, Percentiles, Quantity};
use super::shared::Counted;
use crate::results::{Comparison, Metric, Waiting};
use crate::scenario::OwnOrdersAre;

/// Who quits after months in the red under one scenario, and what becomes of the same people under the other.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "waiting")]
pub(super) struct WaitingObject<'a> {
    /// The name of the scenario that is quit under.
    quits_under: &'a str,
    /// The name of the scenario that is waited under.
    waits_under: &'a str,
    /// What own orders count as.
    #[schemars(extend("enum" = ["cost", "bought-anyway"]))]
    own_orders: &'static str,
    /// Who quits in the red, of all people.
    quit: Counted,
    /// Who of them is ahead when quitting.
    ahead_then: Counted,
    /// Who of them is ahead in the last month, having waited.
    ahead_later: Counted,
    /// Who of them has more for having waited.
    better: Counted,
    /// Who of them has the same.
    same: Counted,
    /// Who of them has less.
    worse: Counted,
    #[serde(flatten)]
    change: Estimate,
    #[serde(flatten)]
    percentiles: Percentiles<Option<Quantity>>,
}

impl<'a> WaitingObject<'a> {
    /// Of each pair of scenarios, under both readings of own orders.
    pub(super) fn all(comparison: &'a Comparison) -> Vec<Self> {
        let readings = [OwnOrdersAre::Cost, OwnOrdersAre::BoughtAnyway];
        let pairs = comparison.waiting().iter();
        pairs.flat_map(|pair| readings.map(|reading| Self::new(comparison, pair, reading))).collect()
    }

    fn new(comparison: &'a Comparison, waiting: &Waiting, reading: OwnOrdersAre) -> Self {
        let name = |side: usize| comparison.ensembles()[side].scenario().name();
        let (them, unit) = (waiting.of_them(reading), Metric::NetTotal.unit());
        let (verdict, change) = (them.change.verdict(), them.change.distribution());
        Self {
            quits_under: name(waiting.quits_under),
            waits_under: name(waiting.waits_under),
            own_orders: reading.name(),
            quit: waiting.quit.into(),
            ahead_then: them.ahead_then.into(),
            ahead_later: them.ahead_later.into(),
            better: verdict.better.into(),
            same: verdict.same.into(),
            worse: verdict.worse.into(),
            change: Estimate::of(change, unit),
            percentiles: Percentiles::of(change, unit),
        }
    }
}
