//! `waiting`: what waiting costs or brings people who quit in the red.

use super::optional_value;
use crate::publish::{Cell, Column, Row, Table};
use crate::report::fields::in_shown_unit;
use crate::results::{Comparison, Metric, Waiting};
use crate::scenario::OwnOrdersAre;

/// The table: one row a pair of scenarios and reading of your own orders, where people quit in the red sooner under one of them.
///
/// Columns: `quits_under, waits_under, own_orders, quit_of_100, quit, trials, ahead_then_of_100, ahead_later_of_100,
/// better_of_100, same_of_100, worse_of_100, change_p10, change_p50, change_p90, change_mean`. Counts from `ahead_then_of_100` on
/// are of 100 of those who quit; changes are net having waited less net having quit, person by person.
#[must_use]
pub fn waiting(comparison: &Comparison) -> Table<'_> {
    let currency = comparison.ensembles().first().map_or("", |base| base.scenario().currency());
    let mut columns = ["quits_under", "waits_under", "own_orders"].map(Column::text).to_vec();
    columns.push(Column::whole("quit_of_100", "of 100 people"));
    columns.extend(["quit", "trials"].map(|name| Column::whole(name, "trials")));
    let counts = ["ahead_then_of_100", "ahead_later_of_100", "better_of_100", "same_of_100", "worse_of_100"];
    columns.extend(counts.map(|name| Column::whole(name, "of 100 who quit")));
    let changes = ["change_p10", "change_p50", "change_p90"];
    columns.extend(changes.map(|name| Column::hundredths(name, currency.to_owned())));
    columns.push(Column::decimal("change_mean", currency.to_owned()));
    let readings = [OwnOrdersAre::Cost, OwnOrdersAre::BoughtAnyway];
    let rows = comparison.waiting().iter().flat_map(move |pair| readings.map(|reading| row(comparison, pair, reading)));
    Table::new("waiting", columns, rows)
}

fn row<'a>(comparison: &'a Comparison, waiting: &Waiting, reading: OwnOrdersAre) -> Row<'a> {
    let name = |side: usize| comparison.ensembles()[side].scenario().name();
    let (them, unit) = (waiting.of_them(reading), Metric::NetTotal.unit());
    let (verdict, change) = (them.change.verdict(), them.change.distribution());
    let mut row = vec![
        name(waiting.quits_under).into(),
        name(waiting.waits_under).into(),
        reading.name().into(),
        waiting.quit.of_100.into(),
        waiting.quit.count.into(),
        waiting.quit.trials.into(),
    ];
    let counts = [them.ahead_then, them.ahead_later, verdict.better, verdict.same, verdict.worse];
    row.extend(counts.map(|people| people.of_100.into()));
    row.extend([10, 50, 90].map(|percent| optional_value(change.percentile(percent), unit)));
    row.push(Cell::decimal(change.mean().map(|mean| in_shown_unit(mean, unit))));
    row
}
