//! `commission_by_rule`: what each rule of the plan pays you.

use crate::publish::{Cell, Column, Table};
use crate::report::fields::in_shown_unit;
use crate::results::{Ensemble, Unit};

/// The table: one row a rule, in the order of the plan.
///
/// Columns: `rule, mean_last_month, mean_total`: your mean commission over all trials in the last month and in all months
/// together, in major units with six decimals.
#[must_use]
pub fn commission_by_rule(ensemble: &Ensemble) -> Table<'_> {
    let currency = ensemble.scenario().currency();
    let mean = |name: &'static str| Column::decimal(name, currency.to_owned());
    let columns = vec![Column::text("rule"), mean("mean_last_month"), mean("mean_total")];
    let rows = ensemble.commission_by_rule().into_iter().map(|rule| {
        let mean = |cents: f64| Cell::Decimal(in_shown_unit(cents, Unit::Money));
        vec![rule.rule.into(), mean(rule.mean_last_month.value), mean(rule.mean_total.value)]
    });
    Table::new("commission_by_rule", columns, rows)
}
