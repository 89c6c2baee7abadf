//! What all months of a career come to together: part of `downline run --json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::numbers::Quantity;
use super::shared::Counted;
use crate::report::fields::in_shown_unit;
use crate::report::milestones::{Measure, Milestone, all};
use crate::results::{Ensemble, Unit};

/// What all months of a career come to together: who has it, and how much.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "milestone")]
pub(super) struct MilestoneObject {
    /// `lowest_net_total`, the deepest point of the money line; `ahead_to_stay`, the month from whose end on somebody stays
    /// ahead; with a week of yours `hours_total` and `net_an_hour` (of those who worked at all); with a wage
    /// `wages_of_the_same_hours`, and `more_than_the_wages`, which counts who has more than them.
    milestone: &'static str,
    /// What own orders count as: `cost` or `bought-anyway`. Null where that makes no difference.
    own_orders: Option<&'static str>,
    /// The unit of the values here: `month`, `hours`, or the currency's code.
    unit: String,
    #[serde(flatten)]
    people: Counted,
    /// The lowest value of those who have it. Null with nobody.
    lowest: Option<Quantity>,
    /// 10 of 100 of them have at most this.
    p10: Option<Quantity>,
    /// The middle one of them has this.
    p50: Option<Quantity>,
    /// 90 of 100 of them have at most this.
    p90: Option<Quantity>,
    /// Their mean; of an hour, all net by all hours.
    mean: Option<f64>,
}

impl MilestoneObject {
    /// All of a run.
    pub(super) fn all(ensemble: &Ensemble) -> Vec<Self> {
        let currency = ensemble.scenario().currency();
        all(ensemble).iter().map(|milestone| Self::new(milestone, currency)).collect()
    }

    fn new(milestone: &Milestone, currency: &str) -> Self {
        // A month is as it is, like a number of people.
        let unit = match milestone.measure {
            Measure::Month => Unit::People,
            Measure::Of(unit) => unit,
        };
        let [lowest, p10, p50, p90] =
            milestone.percentiles().map(|value| value.map(|value| Quantity::new(value, unit)));
        Self {
            milestone: milestone.name,
            own_orders: milestone.own_orders.map(crate::scenario::OwnOrdersAre::name),
            unit: milestone.unit(currency),
            people: milestone.people.into(),
            lowest,
            p10,
            p50,
            p90,
            mean: milestone.mean.map(|mean| in_shown_unit(mean, unit)),
        }
    }
}
