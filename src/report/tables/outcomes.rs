//! `outcomes.csv`: what became of the simulated people.

use std::io::Write;

use super::writer;
use crate::report::fields::decimal;
use crate::results::Ensemble;

/// Writes the table: one row a population, reading of your own orders, and outcome.
///
/// Columns: `population, group, outcome, of_100, count, trials, low_95, high_95`. `of_100` is a whole number of 100 people
/// (the outcomes of the groups `net` and `team` add up to 100); `low_95` and `high_95` are the ends of Wilson's 95 %
/// interval, of 100 people.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_outcomes(ensemble: &Ensemble, out: impl Write) -> csv::Result<()> {
    let mut table = writer(out);
    table.write_record(["population", "group", "outcome", "of_100", "count", "trials", "low_95", "high_95"])?;
    for outcomes in ensemble.all_outcomes() {
        for outcome in outcomes.all() {
            let (low, high) = outcome.interval_of_100();
            table.write_record([
                outcomes.population.name(outcomes.own_orders).to_owned(),
                outcome.kind.group().to_owned(),
                outcome.kind.name(),
                outcome.of_100.to_string(),
                outcome.count.to_string(),
                outcome.trials.to_string(),
                decimal(low),
                decimal(high),
            ])?;
        }
    }
    Ok(table.flush()?)
}
