//! `trials`: every trial in a line.

use crate::publish::{Column, Row, Table};
use crate::results::{Ensemble, TrialRow};
use crate::units::Money;

/// The table, one row a trial, when trials were kept.
///
/// Columns: `trial, team, downline, ever_joined, sponsored, depth, months_active, customers, commission_last_month,
/// net_last_month, gross_total, own_orders_total, expenses_total, net_total, net_total_bought_anyway, lowest_net_total,
/// first_month_ahead, ahead_to_stay`; the last two are empty for one who was never ahead, or is not at the horizon.
#[must_use]
pub fn trials(ensemble: &Ensemble) -> Table<'_> {
    let currency = ensemble.scenario().currency();
    let money = |name: &'static str| Column::hundredths(name, currency.to_owned());
    let columns = vec![
        Column::whole("trial", ""),
        Column::whole("team", "people"),
        Column::whole("downline", "people"),
        Column::whole("ever_joined", "people"),
        Column::whole("sponsored", "people"),
        Column::whole("depth", "levels"),
        Column::whole("months_active", "months"),
        Column::whole("customers", "people"),
        money("commission_last_month"),
        money("net_last_month"),
        money("gross_total"),
        money("own_orders_total"),
        money("expenses_total"),
        money("net_total"),
        money("net_total_bought_anyway"),
        money("lowest_net_total"),
        Column::whole("first_month_ahead", "month"),
        Column::whole("ahead_to_stay", "month"),
    ];
    Table::new("trials", columns, ensemble.rows().iter().map(row))
}

fn row(trial: &TrialRow) -> Row<'_> {
    let (last, money) = (&trial.last, |cents: i64| Money::from_cents(cents).into());
    vec![
        trial.trial.into(),
        last.team.into(),
        last.downline.into(),
        last.ever_joined.into(),
        trial.sponsored.into(),
        trial.depth.into(),
        trial.months_active.into(),
        last.customers.into(),
        money(last.commission),
        money(last.net),
        trial.gross_total.into(),
        trial.own_orders_total.into(),
        trial.expenses_total.into(),
        money(last.net_total),
        money(last.net_total_bought_anyway),
        trial.lowest_net_total.into(),
        trial.first_month_ahead.into(),
        trial.ahead_to_stay.into(),
    ]
}
