//! `trials`: every trial in a line.

use super::{optional_value, value_column};
use crate::publish::{Column, Row, Table};
use crate::results::{Ensemble, TrialRow, Unit};
use crate::units::Money;

/// The table, one row a trial, when trials were kept.
///
/// Columns: `trial, team, downline, ever_joined, sponsored, depth, months_active, customers, commission_last_month,
/// net_last_month, gross_total, own_orders_total, expenses_total, net_total, net_total_bought_anyway, hours_total,
/// lowest_net_total, first_month_ahead, ahead_to_stay`; `hours_total` is empty where no week of yours is said, the last two
/// for one who was never ahead, or is not at the horizon.
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
        value_column("hours_total", Unit::Hours, currency),
        money("lowest_net_total"),
        Column::whole("first_month_ahead", "month"),
        Column::whole("ahead_to_stay", "month"),
    ];
    let has_week = ensemble.scenario().activity().is_some();
    Table::new("trials", columns, ensemble.rows().iter().map(move |trial| row(trial, has_week)))
}

fn row(trial: &TrialRow, has_week: bool) -> Row<'_> {
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
        optional_value(has_week.then_some(trial.seconds_total), Unit::Hours),
        trial.lowest_net_total.into(),
        trial.first_month_ahead.into(),
        trial.ahead_to_stay.into(),
    ]
}
