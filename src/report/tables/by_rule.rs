//! `commission_by_rule.csv`: what each rule of the plan pays you.

use std::io::Write;

use super::writer;
use crate::report::fields::{decimal, in_shown_unit, safe_text};
use crate::results::{Ensemble, Unit};

/// Writes the table: one row a rule, in the order of the plan.
///
/// Columns: `rule, mean_last_month, mean_total`: your mean commission over all trials in the last month and in all months
/// together, in major units with six decimals.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_commission_by_rule(ensemble: &Ensemble, out: impl Write) -> csv::Result<()> {
    let mut table = writer(out);
    table.write_record(["rule", "mean_last_month", "mean_total"])?;
    for rule in ensemble.commission_by_rule() {
        let means = [rule.mean_last_month, rule.mean_total].map(|mean| decimal(in_shown_unit(mean.value, Unit::Money)));
        let [last, total] = means;
        table.write_record([safe_text(&rule.rule), last, total])?;
    }
    Ok(table.flush()?)
}
