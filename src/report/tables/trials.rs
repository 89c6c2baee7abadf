//! `trials.csv`: every trial in a line.

use std::io::Write;

use serde::Serialize;

use super::writer;
use crate::results::TrialRow;
use crate::units::{Money, Month};

#[derive(Serialize)]
struct Row {
    trial: u64,
    team: i64,
    downline: i64,
    ever_joined: i64,
    sponsored: u64,
    depth: u16,
    months_active: u16,
    customers: i64,
    commission_last_month: String,
    net_last_month: String,
    gross_total: String,
    own_orders_total: String,
    expenses_total: String,
    net_total: String,
    net_total_bought_anyway: String,
    lowest_net_total: String,
    first_month_ahead: Option<u16>,
    ahead_to_stay: Option<u16>,
}

impl From<&TrialRow> for Row {
    fn from(row: &TrialRow) -> Self {
        let money = |cents: i64| Money::from_cents(cents).to_string();
        Self {
            trial: row.trial,
            team: row.last.team,
            downline: row.last.downline,
            ever_joined: row.last.ever_joined,
            sponsored: row.sponsored,
            depth: row.depth,
            months_active: row.months_active,
            customers: row.last.customers,
            commission_last_month: money(row.last.commission),
            net_last_month: money(row.last.net),
            gross_total: row.gross_total.to_string(),
            own_orders_total: row.own_orders_total.to_string(),
            expenses_total: row.expenses_total.to_string(),
            net_total: money(row.last.net_total),
            net_total_bought_anyway: money(row.last.net_total_bought_anyway),
            lowest_net_total: row.lowest_net_total.to_string(),
            first_month_ahead: row.first_month_ahead.map(Month::get),
            ahead_to_stay: row.ahead_to_stay.map(Month::get),
        }
    }
}

/// Writes the table of these trials; a caller with more than [`MOST_ROWS`](super::MOST_ROWS) continues in further
/// files.
///
/// Columns: `trial, team, downline, ever_joined, sponsored, depth, months_active, customers, commission_last_month,
/// net_last_month, gross_total, own_orders_total, expenses_total, net_total, net_total_bought_anyway, lowest_net_total,
/// first_month_ahead, ahead_to_stay`; the last two are empty for one who was never ahead, or is not at the horizon.
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
