//! `months_wide`: the few columns that a spreadsheet chart needs, one row a month.

use super::{optional_value, value_column};
use crate::growth::doubling::penny_after_doublings;
use crate::publish::{Column, Row, Table};
use crate::results::{Ensemble, Metric, Unit};
use crate::units::Month;

/// The table, months 0 to the horizon.
///
/// Columns: `month, ideal_team, team_p10, team_p50, team_p90, ideal_net_total, net_total_p10, net_total_p50,
/// net_total_p90, penny_doubling`. The last is one cent doubled once a month, in major units.
#[must_use]
pub fn months_wide(ensemble: &Ensemble) -> Table<'_> {
    let currency = ensemble.scenario().currency();
    let mut columns = vec![Column::whole("month", "month")];
    let team = ["ideal_team", "team_p10", "team_p50", "team_p90"];
    columns.extend(team.map(|name| value_column(name, Unit::People, currency)));
    let money = ["ideal_net_total", "net_total_p10", "net_total_p50", "net_total_p90", "penny_doubling"];
    columns.extend(money.map(|name| value_column(name, Unit::Money, currency)));
    Table::new("months_wide", columns, ensemble.months().through().map(move |month| row(ensemble, month)))
}

fn row(ensemble: &Ensemble, month: Month) -> Row<'static> {
    let mut row = vec![month.into()];
    for metric in [Metric::Team, Metric::NetTotal] {
        let distribution = ensemble.distribution(month, metric);
        let percentiles = [10, 50, 90].map(|percent| distribution.percentile(percent));
        let values = [ensemble.ideal(month, metric)].into_iter().chain(percentiles);
        row.extend(values.map(|number| optional_value(number, metric.unit())));
    }
    row.push(optional_value(penny(month), Unit::Money));
    row
}

/// One cent doubled once a month, as far as it can be counted.
fn penny(month: Month) -> Option<i64> {
    penny_after_doublings(month.get().into()).and_then(|cents| i64::try_from(cents).ok())
}
