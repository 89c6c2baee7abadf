//! `months_wide.csv`: the few columns that a spreadsheet chart needs, one row a month.

use std::io::Write;

use super::writer;
use crate::growth::doubling::penny_after_doublings;
use crate::report::fields::optional_cell;
use crate::results::{Ensemble, Metric, Unit};
use crate::units::Month;

/// Writes the table, months 0 to the horizon.
///
/// Columns: `month, ideal_team, team_p10, team_p50, team_p90, ideal_net_total, net_total_p10, net_total_p50,
/// net_total_p90, penny_doubling`. The last is one cent doubled once a month, in major units.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_months_wide(ensemble: &Ensemble, out: impl Write) -> csv::Result<()> {
    let mut table = writer(out);
    table.write_record([
        "month",
        "ideal_team",
        "team_p10",
        "team_p50",
        "team_p90",
        "ideal_net_total",
        "net_total_p10",
        "net_total_p50",
        "net_total_p90",
        "penny_doubling",
    ])?;
    for month in ensemble.months().through() {
        let mut row = vec![month.to_string()];
        for metric in [Metric::Team, Metric::NetTotal] {
            let distribution = ensemble.distribution(month, metric);
            let percentiles = [10, 50, 90].map(|percent| distribution.percentile(percent));
            let values = [ensemble.ideal(month, metric)].into_iter().chain(percentiles);
            row.extend(values.map(|value| optional_cell(value, metric.unit())));
        }
        row.push(optional_cell(penny(month), Unit::Money));
        table.write_record(row)?;
    }
    Ok(table.flush()?)
}

/// One cent doubled once a month, as far as it can be counted.
fn penny(month: Month) -> Option<i64> {
    penny_after_doublings(month.get().into()).and_then(|cents| i64::try_from(cents).ok())
}
