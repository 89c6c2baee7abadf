//! `vary`: what each value of a varied key comes to.

use super::optional_value;
use crate::publish::{Cell, Column, Row, Table};
use crate::results::{Comparison, Ensemble, Metric, Outcomes, Population};
use crate::scenario::OwnOrdersAre;

/// The quantities that stand side by side on the screen.
const METRICS: [(Metric, [&str; 3]); 4] = [
    (Metric::Team, ["team_p10", "team_p50", "team_p90"]),
    (Metric::Commission, ["commission_p10", "commission_p50", "commission_p90"]),
    (Metric::NetTotal, ["net_total_p10", "net_total_p50", "net_total_p90"]),
    (
        Metric::NetTotalBoughtAnyway,
        ["net_total_bought_anyway_p10", "net_total_bought_anyway_p50", "net_total_bought_anyway_p90"],
    ),
];

/// Counts of 100 people, own orders a cost and bought anyway.
const COUNTS: [[&str; 3]; 2] = [
    ["lost_money_of_100", "broke_even_of_100", "came_out_ahead_of_100"],
    ["lost_money_bought_anyway_of_100", "broke_even_bought_anyway_of_100", "came_out_ahead_bought_anyway_of_100"],
];

/// The table: one row a value of the key and population, the values that stand on the screen in columns.
///
/// Columns: `scenario, population`, then `team`, `commission` (of the last month), `net_total` and `net_total_bought_anyway` with
/// `_p10`, `_p50` and `_p90`, then `lost_money`, `broke_even` and `came_out_ahead` with `_of_100` and
/// `_bought_anyway_of_100`, and `nobody_below_of_100`. Of `you_may_quit` (where you are told to stay) only money is counted.
#[must_use]
pub fn vary(comparison: &Comparison) -> Table<'_> {
    let mut columns = vec![Column::text("scenario"), Column::text("population")];
    columns.extend(METRICS.iter().flat_map(|(_, names)| names.map(Column::mixed)));
    let counts = COUNTS.into_iter().flatten().chain(["nobody_below_of_100"]);
    columns.extend(counts.map(|name| Column::whole(name, "of 100 people")));
    Table::new("vary", columns, comparison.ensembles().iter().flat_map(rows))
}

fn rows(ensemble: &Ensemble) -> Vec<Row<'_>> {
    let readings = [OwnOrdersAre::Cost, OwnOrdersAre::BoughtAnyway];
    let yours = readings.map(|reading| ensemble.outcomes_read(reading));
    let free = readings.map(|reading| ensemble.outcomes_if_free_to_quit(reading));
    let mut rows = vec![row(ensemble, &yours)];
    if let (true, [Some(cost), Some(anyway)]) = (ensemble.scenario().tells_you_to_stay(), free) {
        rows.push(row(ensemble, &[cost, anyway]));
    }
    rows
}

fn row<'a>(ensemble: &'a Ensemble, outcomes: &[Outcomes; 2]) -> Row<'a> {
    let population = outcomes[0].population;
    let mut row: Row<'a> = vec![ensemble.scenario().name().into(), population.name(OwnOrdersAre::Cost).into()];
    for (metric, _) in METRICS {
        let distribution = ensemble.distribution(ensemble.months(), metric);
        row.extend([10, 50, 90].map(|percent| {
            let value = distribution.percentile(percent).filter(|_| population == Population::You);
            optional_value(value, metric.unit())
        }));
    }
    for outcomes in outcomes {
        let net = [outcomes.lost_money, outcomes.broke_even, outcomes.came_out_ahead];
        row.extend(net.map(|outcome| outcome.of_100.into()));
    }
    row.push(outcomes[0].team.map_or(Cell::Empty, |[nobody, _]| nobody.of_100.into()));
    row
}
