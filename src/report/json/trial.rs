//! One career month by month: `downline run --trial K --json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::numbers::{ByMetric, Major, Quantity};
use super::shared::{ScenarioHead, Writer};
use crate::results::{Career, Unit};
use crate::scenario::Scenario;
use crate::units::Month;

/// One career, month by month. Money and points are numbers in major units, people are whole numbers.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "trial")]
pub struct TrialObject<'a> {
    #[serde(flatten)]
    writer: Writer,
    /// What was asked.
    scenario: ScenarioHead<'a>,
    /// The seed: the same seed and trial are the same career.
    seed: u64,
    /// The number of the trial, from 1.
    trial: u64,
    /// People you sponsored yourself.
    sponsored: u64,
    /// The deepest level below you on which anybody ever joined; 0 with nobody.
    depth: u16,
    /// Months you were active, 0 up to the horizon.
    months_active: u16,
    /// The month in which you left. Null when you stayed until the horizon.
    left_in_month: Option<u16>,
    /// The first month at whose end net is above 0, your own orders a cost. Null when there is none.
    first_month_ahead: Option<u16>,
    /// The month from whose end on net stays above 0, your own orders a cost. Null when there is none.
    ahead_to_stay: Option<u16>,
    /// What you earned in all months, in money.
    gross_total: Major,
    /// What your own orders came to in all months, in money.
    own_orders_total: Major,
    /// What you spent in all months, your own orders among it, in money.
    expenses_total: Major,
    /// The lowest that net came to at any month's end, in money, your own orders a cost.
    lowest_net_total: Major,
    /// The hours that you worked in all months. Missing where the scenario has no week of yours.
    #[serde(skip_serializing_if = "Option::is_none")]
    hours_total: Option<Quantity>,
    /// Month-ends 0, 1, 2, ... up to the horizon.
    months: Vec<MonthObject>,
}

/// One month-end of the career.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "month")]
struct MonthObject {
    /// The month, 0 (your own joining) up to the horizon.
    month: u16,
    /// The value of every metric at the month's end, in the unit that a run names; `hours` only with a week of yours.
    metrics: ByMetric<Quantity>,
}

impl<'a> TrialObject<'a> {
    /// The object of this career.
    #[must_use]
    pub fn new(career: &Career, scenario: &'a Scenario, seed: u64) -> Self {
        let row = career.row();
        let month = |month: Month| MonthObject {
            month: month.get(),
            metrics: ByMetric::new(scenario, |metric| Quantity::new(career.value(month, metric), metric.unit())),
        };
        Self {
            writer: Writer::THIS,
            scenario: ScenarioHead::of(scenario),
            seed,
            trial: career.trial,
            sponsored: row.sponsored,
            depth: row.depth,
            months_active: row.months_active,
            left_in_month: career.left().map(Month::get),
            first_month_ahead: row.first_month_ahead.map(Month::get),
            ahead_to_stay: row.ahead_to_stay.map(Month::get),
            gross_total: row.gross_total.into(),
            own_orders_total: row.own_orders_total.into(),
            expenses_total: row.expenses_total.into(),
            lowest_net_total: row.lowest_net_total.into(),
            hours_total: scenario.activity().map(|_| Quantity::new(row.seconds_total, Unit::Hours)),
            months: career.horizon().through().map(month).collect(),
        }
    }
}
