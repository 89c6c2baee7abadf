//! `milestones`: what all months of a career come to together.

use super::optional_value;
use crate::publish::{Cell, Column, Row, Table};
use crate::report::fields::in_shown_unit;
use crate::report::milestones::{Measure, Milestone, all};
use crate::results::{Ensemble, Unit};

/// The table: one row a milestone and, where it matters, reading of your own orders.
///
/// Columns: `milestone, own_orders, unit, of_100, count, trials, low_95, high_95, lowest, p10, p50, p90, mean`. So many of 100
/// people have it, with Wilson's 95 % interval, and among them values lie so. Milestones: `lowest_net_total`, the deepest point
/// of the money line; `ahead_to_stay`, the month from whose end on somebody stays ahead; where the scenario has a week,
/// `hours_total` and `net_an_hour` (of those who worked at all; its mean is all net by all hours); with a wage,
/// `wages_of_the_same_hours` and `more_than_the_wages`, which counts who has more than them.
#[must_use]
pub fn milestones(ensemble: &Ensemble) -> Table<'_> {
    let mut columns = vec![Column::text("milestone"), Column::text("own_orders"), Column::text("unit")];
    columns.push(Column::whole("of_100", "of 100 people"));
    columns.extend(["count", "trials"].map(|name| Column::whole(name, "trials")));
    columns.extend(["low_95", "high_95"].map(|name| Column::decimal(name, "of 100 people")));
    columns.extend(["lowest", "p10", "p50", "p90"].map(Column::mixed));
    columns.push(Column::decimal("mean", ""));
    let currency = ensemble.scenario().currency();
    Table::new("milestones", columns, all(ensemble).into_iter().map(move |milestone| row(&milestone, currency)))
}

fn row(milestone: &Milestone, currency: &str) -> Row<'static> {
    let people = milestone.people;
    let (low, high) = people.interval_of_100();
    // A month is as it is, like a number of people.
    let unit = match milestone.measure {
        Measure::Month => Unit::People,
        Measure::Of(unit) => unit,
    };
    let mut row = vec![
        milestone.name.into(),
        milestone.own_orders.map_or(Cell::Empty, |reading| reading.name().into()),
        Cell::text(milestone.unit(currency)),
        people.of_100.into(),
        people.count.into(),
        people.trials.into(),
        Cell::Decimal(low),
        Cell::Decimal(high),
    ];
    row.extend(milestone.percentiles().map(|value| optional_value(value, unit)));
    row.push(Cell::decimal(milestone.mean.map(|mean| in_shown_unit(mean, unit))));
    row
}
