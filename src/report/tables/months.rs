//! `months.csv`: every metric at every month-end, the story beside the distribution.

use std::io::Write;

use super::writer;
use crate::report::fields::{cell, decimal, in_shown_unit, optional_cell, share, unit_name};
use crate::results::{Ensemble, Metric};
use crate::units::Month;

/// The percentiles of the table, with their column names.
pub(in crate::report) const PERCENTILES: [(u64, &str); 7] =
    [(5, "p05"), (10, "p10"), (25, "p25"), (50, "p50"), (75, "p75"), (90, "p90"), (95, "p95")];

/// Writes the table: one row a month and metric, months 0 to the horizon.
///
/// Columns: `month, metric, unit, ideal, mean, mean_error, p05, p10, p25, p50, p75, p90, p95, share_zero, trials`.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_months(ensemble: &Ensemble, out: impl Write) -> csv::Result<()> {
    let mut table = writer(out);
    let mut header = vec!["month", "metric", "unit", "ideal", "mean", "mean_error"];
    header.extend(PERCENTILES.map(|(_, name)| name));
    header.extend(["share_zero", "trials"]);
    table.write_record(header)?;
    for month in ensemble.months().through() {
        for metric in Metric::ALL {
            table.write_record(row(ensemble, month, metric))?;
        }
    }
    Ok(table.flush()?)
}

fn row(ensemble: &Ensemble, month: Month, metric: Metric) -> Vec<String> {
    let unit = metric.unit();
    let distribution = ensemble.distribution(month, metric);
    let statistic = |value: Option<f64>| value.map(|value| decimal(in_shown_unit(value, unit))).unwrap_or_default();
    let mut row = vec![
        month.to_string(),
        metric.name().to_owned(),
        unit_name(unit, ensemble.scenario().currency()),
        optional_cell(ensemble.ideal(month, metric), unit),
        statistic(distribution.mean()),
        statistic(distribution.mean_error()),
    ];
    row.extend(
        PERCENTILES
            .map(|(percent, _)| distribution.percentile(percent).map_or_else(String::new, |value| cell(value, unit))),
    );
    row.push(decimal(share(distribution.count(|value| value == 0), distribution.trials())));
    row.push(distribution.trials().to_string());
    row
}
