//! `months`: every metric at every month-end, the story beside the distribution.

use super::optional_value;
use crate::publish::{Cell, Column, Row, Table};
use crate::report::fields::{in_shown_unit, share, unit_name};
use crate::results::{Distribution, Ensemble, Metric, Unit};
use crate::units::Month;

/// The percentiles of the table, with their column names.
pub(in crate::report) const PERCENTILES: [(u64, &str); 7] =
    [(5, "p05"), (10, "p10"), (25, "p25"), (50, "p50"), (75, "p75"), (90, "p90"), (95, "p95")];

/// The table: one row a month and metric, months 0 to the horizon; `hours` only where the scenario has a week of yours.
///
/// Columns: `month, metric, unit, ideal, mean, mean_error, p05, p10, p25, p50, p75, p90, p95, share_zero, trials`.
#[must_use]
pub fn months(ensemble: &Ensemble) -> Table<'_> {
    let mut columns = vec![Column::whole("month", "month"), Column::text("metric"), Column::text("unit")];
    columns.push(Column::mixed("ideal"));
    columns.extend(["mean", "mean_error"].map(|name| Column::decimal(name, "")));
    columns.extend(PERCENTILES.map(|(_, name)| Column::mixed(name)));
    columns.extend([Column::decimal("share_zero", "share"), Column::whole("trials", "trials")]);
    let rows = ensemble
        .months()
        .through()
        .flat_map(move |month| Metric::of(ensemble.scenario()).map(move |metric| row(ensemble, month, metric)));
    Table::new("months", columns, rows)
}

fn row(ensemble: &Ensemble, month: Month, metric: Metric) -> Row<'_> {
    let unit = metric.unit();
    let mut row = vec![
        month.into(),
        metric.name().into(),
        unit_name(unit, ensemble.scenario().currency()).into(),
        optional_value(ensemble.ideal(month, metric), unit),
    ];
    row.extend(statistics(ensemble.distribution(month, metric), unit));
    row
}

/// The cells from `mean` on.
fn statistics(distribution: &Distribution, unit: Unit) -> Row<'static> {
    let mean = |cents: Option<f64>| Cell::decimal(cents.map(|cents| in_shown_unit(cents, unit)));
    let mut row = vec![mean(distribution.mean()), mean(distribution.mean_error())];
    row.extend(PERCENTILES.map(|(percent, _)| optional_value(distribution.percentile(percent), unit)));
    let zeros = distribution.count(|value| value == 0);
    row.extend([Cell::Decimal(share(zeros, distribution.trials())), distribution.trials().into()]);
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten people: six with nothing, one with a cent less, and one each with 1.00, 2.00 and 39.51.
    #[test]
    fn statistics_of_ten_people_are_those_worked_by_hand() {
        let ten = Distribution::new(vec![(-1, 1), (0, 6), (100, 1), (200, 1), (3_951, 1)]);
        let row = statistics(&ten, Unit::Money);
        // All have 42.50 together.
        assert_eq!(row[0], Cell::Decimal(4.25));
        // Rank ceil(p * 10 / 100) of the ten: 1, 1, 3, 5, 8, 9 and 10.
        assert_eq!(row[2..9], [-1, -1, 0, 0, 100, 200, 3_951].map(Cell::Hundredths));
        // Nearly nothing is not nothing: 6 of 10.
        assert_eq!(row[9..], [Cell::Decimal(0.6), Cell::Count(10)]);
    }

    #[test]
    fn one_person_has_a_mean_without_an_error() {
        let row = statistics(&Distribution::new(vec![(7, 1)]), Unit::People);
        assert_eq!(row[..3], [Cell::Decimal(7.0), Cell::Empty, Cell::Whole(7)]);
    }
}
