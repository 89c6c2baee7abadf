//! `goals`: how many people reach the goals that were set, and when.

use crate::publish::{Cell, Column, Row, Table};
use crate::report::goals::{first_and_middle, who_have, who_reach};
use crate::results::{Ensemble, GoalResult};
use crate::scenario::OwnOrdersAre;

/// The table: one row a goal and population.
///
/// Columns: `goal, population, of_100, count, trials, low_95, high_95, first_month, middle_month, of_100_at_the_end,
/// count_at_the_end`. So many of 100 people reach the goal at some month's end, with Wilson's 95 % interval; the first of them in
/// `first_month`, the middle one by `middle_month`; both are empty where nobody does. So many have it at the end of the last
/// month. Populations are those of `outcomes`.
#[must_use]
pub fn goals(ensemble: &Ensemble) -> Table<'_> {
    let columns = vec![
        Column::text("goal"),
        Column::text("population"),
        Column::whole("of_100", "of 100 people"),
        Column::whole("count", "trials"),
        Column::whole("trials", "trials"),
        Column::decimal("low_95", "of 100 people"),
        Column::decimal("high_95", "of 100 people"),
        Column::whole("first_month", "month"),
        Column::whole("middle_month", "month"),
        Column::whole("of_100_at_the_end", "of 100 people"),
        Column::whole("count_at_the_end", "trials"),
    ];
    Table::new("goals", columns, ensemble.goals().iter().map(row))
}

fn row(result: &GoalResult) -> Row<'_> {
    let (reach, have) = (who_reach(result), who_have(result));
    let (low, high) = reach.interval_of_100();
    let mut row = vec![
        Cell::text(result.goal.to_string()),
        result.population.name(OwnOrdersAre::Cost).into(),
        reach.of_100.into(),
        reach.count.into(),
        reach.trials.into(),
        Cell::Decimal(low),
        Cell::Decimal(high),
    ];
    row.extend(first_and_middle(result).map(|month| month.map_or(Cell::Empty, Cell::Whole)));
    row.extend([have.of_100.into(), have.count.into()]);
    row
}
