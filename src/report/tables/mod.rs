//! Results as [`Table`](crate::publish::Table)s: one function a table, which says its columns once. How a table looks in
//! a file is for its writer.

mod activity;
mod audit;
mod by_rule;
mod compare;
mod everyone;
mod flat_spots;
mod goals;
mod histogram;
mod milestones;
mod months;
mod months_wide;
mod outcomes;
mod plan_pay;
mod residual;
#[cfg(test)]
mod tests;
mod trials;
mod vary;
mod waiting;

pub use activity::activity;
pub use audit::audit;
pub use by_rule::commission_by_rule;
pub use compare::compare;
pub use everyone::everyone;
pub use flat_spots::{flat_spot_lines, flat_spots};
pub use goals::goals;
pub use histogram::{exact_team_law, histogram};
pub use milestones::milestones;
pub use months::months;
pub use months_wide::months_wide;
pub use outcomes::outcomes;
pub(super) use plan_pay::status;
pub use plan_pay::{LineTable, TotalTable, breakage, line_columns, total_columns};
pub use residual::residual;
pub use trials::trials;
pub use vary::vary;
pub use waiting::waiting;

use super::fields::in_shown_unit;
use crate::publish::{Cell, Column, Kind};
use crate::results::Unit;

/// A metric's value as people read it: people whole, points and money in major units, hours with decimals.
#[allow(clippy::cast_precision_loss)] // seconds of some months
pub(super) fn value(value: i64, unit: Unit) -> Cell<'static> {
    match unit {
        Unit::People => Cell::Whole(value),
        Unit::Points | Unit::Money => Cell::Hundredths(value),
        Unit::Hours => Cell::Decimal(in_shown_unit(value as f64, unit)),
    }
}

/// The value of a metric that may have none: an empty cell then.
pub(super) fn optional_value(number: Option<i64>, unit: Unit) -> Cell<'static> {
    number.map_or(Cell::Empty, |number| value(number, unit))
}

/// A column of values of a metric with this unit.
fn value_column(name: &'static str, unit: Unit, currency: &str) -> Column {
    let kind = match unit {
        Unit::People => Kind::Whole,
        Unit::Points | Unit::Money => Kind::Hundredths,
        Unit::Hours => Kind::Decimal,
    };
    Column::new(name, super::fields::unit_name(unit, currency), kind)
}
