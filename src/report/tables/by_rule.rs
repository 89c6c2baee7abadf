//! `commission_by_rule`: what each rule of the plan pays you.

use crate::publish::{Cell, Column, Table};
use crate::report::fields::in_shown_unit;
use crate::results::{Ensemble, Unit};

/// The table: one row a rule, in the order of the plan.
///
/// Columns: `rule, mean_last_month, mean_total, mean_last_month_error, mean_total_error`: your mean commission over all trials
/// in the last month and in all months together, and the standard errors of both, in major units with six decimals. An error
/// is empty at one trial.
#[must_use]
pub fn commission_by_rule(ensemble: &Ensemble) -> Table<'_> {
    let currency = ensemble.scenario().currency();
    let mean = |name: &'static str| Column::decimal(name, currency.to_owned());
    let mut columns = vec![Column::text("rule")];
    columns.extend(["mean_last_month", "mean_total", "mean_last_month_error", "mean_total_error"].map(mean));
    let rows = ensemble.commission_by_rule().into_iter().map(|rule| {
        let shown = |cents: Option<f64>| Cell::decimal(cents.map(|cents| in_shown_unit(cents, Unit::Money)));
        let (last, total) = (rule.mean_last_month, rule.mean_total);
        let numbers = [Some(last.value), Some(total.value), last.error, total.error].map(shown);
        std::iter::once(rule.rule.into()).chain(numbers).collect()
    });
    Table::new("commission_by_rule", columns, rows)
}
