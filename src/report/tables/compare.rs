//! `compare.csv`: what each scenario changes for each person.

use std::io::Write;

use super::writer;
use crate::report::fields::{decimal, optional_cell, safe_text};
use crate::results::Comparison;

/// Writes `compare.csv`: one row a metric and scenario other than the first.
///
/// Columns: `metric, base, scenario, paired_difference_p10, p50, p90, of_100_better, low_95, high_95`. The differences
/// are the scenario's value less the base's, person by person, at the horizon; `of_100_better` of 100 people have more
/// under the scenario, with Wilson's 95 % interval.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_compare(comparison: &Comparison, out: impl Write) -> csv::Result<()> {
    let mut table = writer(out);
    table.write_record([
        "metric",
        "base",
        "scenario",
        "paired_difference_p10",
        "p50",
        "p90",
        "of_100_better",
        "low_95",
        "high_95",
    ])?;
    let names: Vec<String> =
        comparison.ensembles().iter().map(|ensemble| safe_text(ensemble.scenario().name())).collect();
    for (paired, name) in comparison.differences().iter().zip(names.iter().skip(1)) {
        for (metric, difference) in paired.each() {
            let better = difference.verdict().better;
            let (low, high) = better.interval_of_100();
            let mut row = vec![metric.name().to_owned(), names[0].clone(), name.clone()];
            let percentiles = [10, 50, 90].map(|percent| difference.distribution().percentile(percent));
            row.extend(percentiles.map(|value| optional_cell(value, metric.unit())));
            row.extend([better.of_100.to_string(), decimal(low), decimal(high)]);
            table.write_record(row)?;
        }
    }
    Ok(table.flush()?)
}
