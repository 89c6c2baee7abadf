//! `residual`: what still comes in after you stop working, and what is left after the dues that keep you qualified.

use super::value_column;
use crate::publish::{Cell, Column, Row, Table};
use crate::report::fields::{in_shown_unit, share};
use crate::results::{Distribution, Ensemble, Metric, Residual, Unit};
use crate::units::Month;

/// The table, from the month before the stop to the horizon; `None` where you do not stop working.
///
/// Columns: `month, commission_p10, commission_p50, commission_p90, commission_mean, retail_profit_mean, own_orders_mean,
/// net_p50, net_mean, share_zero, self_sufficient_legs_mean`, and the standard errors of the five means in their order:
/// `commission_mean_error` and so on, empty at one trial. `share_zero` is the share of trials without commission, from 0
/// to 1. Net is what the month leaves after all its costs, your own orders among them.
#[must_use]
pub fn residual(ensemble: &Ensemble) -> Option<Table<'_>> {
    let residual = ensemble.residual()?;
    let currency = ensemble.scenario().currency();
    let mean = |name: &'static str| Column::decimal(name, currency.to_owned());
    let mut columns = vec![Column::whole("month", "month")];
    let commission = ["commission_p10", "commission_p50", "commission_p90"];
    columns.extend(commission.map(|name| value_column(name, Unit::Money, currency)));
    columns.extend(["commission_mean", "retail_profit_mean", "own_orders_mean"].map(mean));
    columns.push(value_column("net_p50", Unit::Money, currency));
    columns.push(mean("net_mean"));
    columns.push(Column::decimal("share_zero", "share"));
    columns.push(Column::decimal("self_sufficient_legs_mean", "legs"));
    let errors = ["commission_mean_error", "retail_profit_mean_error", "own_orders_mean_error", "net_mean_error"];
    columns.extend(errors.map(mean));
    columns.push(Column::decimal("self_sufficient_legs_mean_error", "legs"));
    Some(Table::new("residual", columns, residual.months().map(move |month| row(ensemble, &residual, month))))
}

fn row(ensemble: &Ensemble, residual: &Residual<'_>, month: Month) -> Row<'static> {
    let of = |metric| ensemble.distribution(month, metric);
    let percentile = |all: &Distribution, percent| super::optional_value(all.percentile(percent), Unit::Money);
    let mean = |metric| Cell::decimal(of(metric).mean().map(|cents| in_shown_unit(cents, Unit::Money)));
    let (commission, net) = (of(Metric::Commission), of(Metric::Net));
    let mut row = vec![month.into()];
    row.extend([10, 50, 90].map(|percent| percentile(commission, percent)));
    row.extend([Metric::Commission, Metric::RetailProfit, Metric::OwnOrders].map(mean));
    row.extend([percentile(net, 50), mean(Metric::Net)]);
    row.push(Cell::Decimal(share(commission.count(|cents| cents == 0), commission.trials())));
    let legs = residual.self_sufficient_legs(month);
    row.push(Cell::decimal(legs.map(|legs| legs.value)));
    let error = |metric| Cell::decimal(of(metric).mean_error().map(|cents| in_shown_unit(cents, Unit::Money)));
    row.extend([Metric::Commission, Metric::RetailProfit, Metric::OwnOrders, Metric::Net].map(error));
    row.push(Cell::decimal(legs.and_then(|legs| legs.error)));
    row
}
