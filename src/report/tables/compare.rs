//! `compare`: what each scenario changes for each person.

use super::optional_value;
use crate::publish::{Cell, Column, Row, Table};
use crate::results::{Comparison, Difference, Metric};

/// The table: one row a metric and scenario other than the first.
///
/// Columns: `metric, base, scenario, paired_difference_p10, p50, p90, of_100_better, low_95, high_95`. The differences
/// are the scenario's value less the base's, person by person, at the horizon; `of_100_better` of 100 people have more
/// under the scenario, with Wilson's 95 % interval.
#[must_use]
pub fn compare(comparison: &Comparison) -> Table<'_> {
    let columns = vec![
        Column::text("metric"),
        Column::text("base"),
        Column::text("scenario"),
        Column::mixed("paired_difference_p10"),
        Column::mixed("p50"),
        Column::mixed("p90"),
        Column::whole("of_100_better", "of 100 people"),
        Column::decimal("low_95", "of 100 people"),
        Column::decimal("high_95", "of 100 people"),
    ];
    let mut names = comparison.ensembles().iter().map(|ensemble| ensemble.scenario().name());
    let base = names.next().unwrap_or_default();
    let rows = comparison.differences().iter().zip(names).flat_map(move |(paired, name)| {
        paired.each().map(|(metric, difference)| row(metric, [base, name], difference))
    });
    Table::new("compare", columns, rows)
}

fn row<'a>(metric: Metric, [base, scenario]: [&'a str; 2], difference: &Difference) -> Row<'a> {
    let better = difference.verdict().better;
    let (low, high) = better.interval_of_100();
    let mut row = vec![metric.name().into(), base.into(), scenario.into()];
    let percentiles = [10, 50, 90].map(|percent| difference.distribution().percentile(percent));
    row.extend(percentiles.map(|number| optional_value(number, metric.unit())));
    row.extend([better.of_100.into(), Cell::Decimal(low), Cell::Decimal(high)]);
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::{PairedCounters, Values};

    fn team_row(teams: &[(i64, i64)]) -> Row<'static> {
        let mut counters = PairedCounters::new();
        for &(team, base) in teams {
            counters.add(&Values { team, ..Values::default() }, &Values { team: base, ..Values::default() });
        }
        row(Metric::Team, ["typical", "builder"], &counters.differences().team)
    }

    /// Of four people two have more, by 3 and by 1, one the same, and one 2 less.
    #[test]
    fn differences_are_the_scenario_less_the_base_person_by_person() {
        let row = team_row(&[(4, 1), (2, 1), (5, 5), (1, 3)]);
        assert_eq!(row[..3], ["team", "typical", "builder"].map(Cell::from));
        // Ranks 1, 2 and 4 of -2, 0, 1, 3.
        assert_eq!(row[3..6], [-2, 0, 3].map(Cell::Whole));
        assert_eq!(row[6], Cell::Count(50));
        // Wilson's interval of 2 of 4: (0.5 +- 0.34996), of 100.
        let (Cell::Decimal(low), Cell::Decimal(high)) = (&row[7], &row[8]) else { panic!("{row:?}") };
        assert!((low - 15.004).abs() < 0.001 && (high - 84.996).abs() < 0.001, "{low} to {high}");
    }

    /// A third each: the whole 100 are shared out, and the first third takes what is left over.
    #[test]
    fn people_of_100_are_shared_out_by_largest_remainder() {
        assert_eq!(team_row(&[(2, 1), (1, 1), (0, 1)])[6], Cell::Count(34));
    }
}
