//! `histogram`: the distributions at the horizon as cells.

use super::value;
use crate::publish::{Cell, Column, Row, Table};
use crate::report::fields::share;
use crate::results::{Distribution, Ensemble, Metric};
use crate::units::Month;

/// The metrics of the table.
const METRICS: [Metric; 3] = [Metric::Team, Metric::Commission, Metric::NetTotal];

/// The most cells that a metric is spread over.
const MOST_CELLS: i64 = 200;

/// The table. `exact_team` is the exact law of the team at the horizon, by head-count, when it is known.
///
/// Columns: `metric, low, high, count, share, exact_share`. A cell holds the values from `low` to `high`, both included;
/// cells without a trial are left out. `exact_share` is the probability of the cell, when known.
#[must_use]
pub fn histogram<'a>(ensemble: &'a Ensemble, exact_team: Option<&'a [f64]>) -> Table<'a> {
    let columns = vec![
        Column::text("metric"),
        Column::mixed("low"),
        Column::mixed("high"),
        Column::whole("count", "trials"),
        Column::decimal("share", "share"),
        Column::decimal("exact_share", "share"),
    ];
    let rows = METRICS.into_iter().flat_map(move |metric| {
        let exact = exact_team.filter(|_| metric == Metric::Team);
        rows(ensemble.distribution(ensemble.months(), metric), metric, exact)
    });
    Table::new("histogram", columns, rows)
}

/// The rows of one metric.
fn rows(distribution: &Distribution, metric: Metric, exact: Option<&[f64]>) -> Vec<Row<'static>> {
    let row = |(low, high, count): (i64, i64, u64)| {
        vec![
            metric.name().into(),
            value(low, metric.unit()),
            value(high, metric.unit()),
            count.into(),
            Cell::Decimal(share(count, distribution.trials())),
            Cell::decimal(exact.map(|law| law_between(law, low, high))),
        ]
    };
    cells(distribution, metric).into_iter().map(row).collect()
}

/// Cells of equal width with their counts; money in whole major units, so that no cell's edge is between cents.
fn cells(distribution: &Distribution, metric: Metric) -> Vec<(i64, i64, u64)> {
    let (Some(&(lowest, _)), Some(&(highest, _))) = (distribution.cells().first(), distribution.cells().last()) else {
        return Vec::new();
    };
    let width = round_width(highest.saturating_sub(lowest) / MOST_CELLS + 1, metric.unit().scale());
    let mut cells: Vec<(i64, i64, u64)> = Vec::new();
    for &(value, count) in distribution.cells() {
        let low = value.div_euclid(width) * width;
        match cells.last_mut() {
            Some(last) if last.0 == low => last.2 += count,
            _ => cells.push((low, low.saturating_add(width - 1), count)),
        }
    }
    cells
}

/// The next width of 1, 2 or 5 times a power of ten in shown units.
fn round_width(at_least: i64, scale: i64) -> i64 {
    let mut power = scale;
    loop {
        for factor in [1, 2, 5] {
            let width = power.saturating_mul(factor);
            if width >= at_least {
                return width;
            }
        }
        power = power.saturating_mul(10);
    }
}

fn law_between(law: &[f64], low: i64, high: i64) -> f64 {
    let index = |value: i64| usize::try_from(value).unwrap_or(0);
    law.iter().take(index(high).saturating_add(1)).skip(index(low)).sum()
}

/// The exact law of the team at the horizon, when it can be had quickly: the last column of the table.
#[must_use]
pub fn exact_team_law(ensemble: &Ensemble) -> Option<Vec<f64>> {
    if ensemble.scenario().quits_after_red_months().is_some() {
        return None; // leaving depends on pay
    }
    let growth = ensemble.scenario().growth();
    let last: Month = ensemble.months();
    let law = crate::growth::exact::head_count_within(growth, last, crate::growth::exact::Limits::QUICK).ok()?;
    Some(law.probabilities().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_hold_every_trial_once_and_their_edges_are_round() {
        let distribution = Distribution::new(vec![(-120_600, 3), (-1, 1), (0, 2), (99, 1), (4_000_000, 1)]);
        let cells = cells(&distribution, Metric::NetTotal);
        assert_eq!(cells.iter().map(|cell| cell.2).sum::<u64>(), 8);
        assert!(cells.iter().all(|&(low, high, _)| low % 50_000 == 0 && high - low == 49_999), "{cells:?}");
        assert!(cells.iter().any(|&(low, _, count)| low == 0 && count == 3));
        assert!(cells.iter().any(|&(_, high, count)| high == -1 && count == 1), "a loss of a cent is no zero");
    }

    /// Of ten trials: losses of 12.00 and of a cent, twice nothing, and six times 0.99.
    #[test]
    fn a_row_says_what_is_in_a_cell_and_how_likely_it_is() {
        let nets = Distribution::new(vec![(-1_200, 1), (-1, 1), (0, 2), (99, 6)]);
        let said: Vec<Row<'_>> = rows(&nets, Metric::NetTotal, None);
        let expected =
            [(-1_200, -1_101, 1, 0.1), (-100, -1, 1, 0.1), (0, 99, 8, 0.8)].map(|(low, high, count, share)| {
                let ends = [low, high].map(Cell::Hundredths);
                let [low, high] = ends;
                vec!["net_total".into(), low, high, Cell::Count(count), Cell::Decimal(share), Cell::Empty]
            });
        assert_eq!(said, expected);
        // One in four teams of 0, half of them of 1, and 400 beside them: cells of 2 hold both ends.
        let law: Vec<f64> = [0.25, 0.5, 0.125, 0.125].to_vec();
        let teams = Distribution::new(vec![(0, 1), (3, 1), (400, 2)]);
        let exact: Vec<Cell<'_>> =
            rows(&teams, Metric::Team, Some(&law)).into_iter().map(|mut row| row.remove(5)).collect();
        let ends: Vec<(i64, i64, u64)> = cells(&teams, Metric::Team);
        assert_eq!(ends, [(0, 4, 2), (400, 404, 2)]);
        assert_eq!(exact, [1.0, 0.0].map(Cell::Decimal));
    }

    #[test]
    fn small_teams_have_a_cell_each() {
        let distribution = Distribution::new(vec![(0, 5), (1, 4), (7, 1)]);
        assert_eq!(cells(&distribution, Metric::Team), [(0, 0, 5), (1, 1, 4), (7, 7, 1)]);
    }
}
