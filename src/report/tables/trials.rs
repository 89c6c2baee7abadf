//! `trials.csv`: every trial in a line.

use std::io::Write;

use serde::Serialize;

use super::writer;
use crate::ensemble::TrialRow;

#[derive(Serialize)]
struct Row {
    trial: u64,
    team: u64,
    downline: u64,
    ever_joined: u64,
    sponsored: u64,
    depth: u16,
    months_active: u16,
    commission_last_month: String,
    net_last_month: String,
    gross_total: String,
    expenses_total: String,
    net_total: String,
    first_month_ahead: Option<u16>,
}

impl From<&TrialRow> for Row {
    fn from(row: &TrialRow) -> Self {
        Self {
            trial: row.trial,
            team: row.team,
            downline: row.downline,
            ever_joined: row.ever_joined,
            sponsored: row.sponsored,
            depth: row.depth,
            months_active: row.months_active,
            commission_last_month: row.commission_last_month.to_string(),
            net_last_month: row.net_last_month.to_string(),
            gross_total: row.gross_total.to_string(),
            expenses_total: row.expenses_total.to_string(),
            net_total: row.net_total.to_string(),
            first_month_ahead: row.first_month_ahead.map(crate::units::Month::get),
        }
    }
}

/// Writes the table of these trials; a caller with more than [`MOST_ROWS`](super::MOST_ROWS) continues in further
/// files.
///
/// Columns: `trial, team, downline, ever_joined, sponsored, depth, months_active, commission_last_month,
/// net_last_month, gross_total, expenses_total, net_total, first_month_ahead`; the last is empty for one who was never
/// ahead.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_trials(rows: &[TrialRow], out: impl Write) -> csv::Result<()> {
    let mut table = writer(out);
    for row in rows {
        table.serialize(Row::from(row))?;
    }
    Ok(table.flush()?)
}
