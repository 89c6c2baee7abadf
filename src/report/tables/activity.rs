//! `activity`: your week of work, step by step.

use crate::publish::{Cell, Column, Table};
use crate::report::week::{is_counted, words_of};
use crate::scenario::Activity;

/// The table: one row a step, in the order of the chain.
///
/// Columns: `step, a_week, minutes_a_week, source`. `a_week` is how many of it there are, of customers how many are served; it is empty
/// for events, whose minutes are those of an event month, and for unproductive time. `source` says where figures that are told
/// of the step come from.
#[must_use]
pub fn activity(activity: &Activity) -> Table<'_> {
    let columns = vec![
        Column::text("step"),
        Column::decimal("a_week", "a week"),
        Column::decimal("minutes_a_week", "minutes"),
        Column::text("source"),
    ];
    let rows = activity.week().steps.iter().map(|step| {
        let [name, _, source] = words_of(step.step);
        let a_week = if is_counted(step.step) { Cell::Decimal(step.a_week) } else { Cell::Empty };
        vec![name.into(), a_week, Cell::Decimal(step.minutes), source.into()]
    });
    Table::new("activity", columns, rows)
}
