//! The CSV tables: UTF-8, one header row, LF, no comments, plain numbers, money with two decimals in major units. An
//! empty cell means that there is nothing to say.

mod by_rule;
mod compare;
mod histogram;
mod months;
mod months_wide;
mod outcomes;
mod parts;
mod plan_pay;
mod trials;

use std::io::Write;

pub use by_rule::write_commission_by_rule;
pub use compare::write_compare;
pub use histogram::{exact_team_law, write_histogram};
pub use months::write_months;
pub use months_wide::write_months_wide;
pub use outcomes::write_outcomes;
pub use parts::{MOST_ROWS, Parts, Whole, part_name};
pub(super) use plan_pay::status;
pub use plan_pay::{LineTable, TotalTable, write_breakage};
pub use trials::write_trials;

/// A CSV writer of the tables' form.
pub(super) fn writer<W: Write>(out: W) -> csv::Writer<W> {
    csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(out)
}
