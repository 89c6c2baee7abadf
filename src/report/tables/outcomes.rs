//! `outcomes`: what became of the simulated people.

use crate::publish::{Cell, Column, Row, Table};
use crate::results::{Ensemble, Outcome};

/// The table: one row a population, reading of your own orders, and outcome.
///
/// Columns: `population, group, outcome, of_100, count, trials, low_95, high_95`. `of_100` is a whole number of 100 people
/// (the outcomes of the groups `net` and `team` add up to 100); `low_95` and `high_95` are the ends of Wilson's 95 %
/// interval, of 100 people; empty for everyone who joined, who depend on each other. `count` and `trials` are trials, or the
/// people of the organisation.
#[must_use]
pub fn outcomes(ensemble: &Ensemble) -> Table<'_> {
    let columns = vec![
        Column::text("population"),
        Column::text("group"),
        Column::text("outcome"),
        Column::whole("of_100", "of 100 people"),
        Column::whole("count", "trials"),
        Column::whole("trials", "trials"),
        Column::decimal("low_95", "of 100 people"),
        Column::decimal("high_95", "of 100 people"),
    ];
    let rows = ensemble.all_outcomes().into_iter().flat_map(|outcomes| {
        let population = outcomes.population.name(outcomes.own_orders);
        let row = |outcome| row(population, outcome, outcomes.interval_of_100(outcome));
        outcomes.all().map(row).collect::<Vec<_>>()
    });
    Table::new("outcomes", columns, rows)
}

fn row(population: &'static str, outcome: &Outcome, interval: Option<(f64, f64)>) -> Row<'static> {
    let (low, high) = interval.unzip();
    vec![
        population.into(),
        outcome.kind.group().into(),
        outcome.kind.name().into(),
        outcome.of_100.into(),
        outcome.count.into(),
        outcome.trials.into(),
        Cell::decimal(low),
        Cell::decimal(high),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::OutcomeKind;

    /// Newcombe, Stat. Med. 17, 1998, table I: 81 of 263 is 0.2553 to 0.3662 by the score method.
    #[test]
    fn a_row_counts_of_100_people_with_an_interval_of_100_people() {
        let outcome = Outcome { kind: OutcomeKind::LostMoney, of_100: 31, count: 81, trials: 263 };
        let row = row("you", &outcome, Some(outcome.interval_of_100()));
        let said: Row<'_> =
            vec!["you".into(), "net".into(), "lost_money".into(), 31_u8.into(), 81_u64.into(), 263_u64.into()];
        assert_eq!(row[..6], said);
        for (cell, published) in row[6..].iter().zip([25.53, 36.62]) {
            let Cell::Decimal(found) = cell else { panic!("{cell:?}") };
            assert!((found - published).abs() < 0.005, "{found} is not {published}");
        }
    }
}
