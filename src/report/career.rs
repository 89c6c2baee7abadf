//! One career month by month, as text and as JSON: `downline run --trial K`.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::json::{number, scenario as scenario_object};
use super::text::{Table, wrapped};
use crate::ensemble::{Career, Metric};
use crate::scenario::Scenario;
use crate::units::Month;
use crate::wording::{money, months, people, thousands};

/// The career as a table of months, in 80 columns.
#[must_use]
pub fn text(career: &Career, scenario: &Scenario, seed: u64) -> String {
    let mut table = Table::default();
    table.row(["month", "joined", "left", "team", "commission", "expenses", "net", "net so far"]);
    for month in career.horizon().through() {
        let count = |metric| thousands(career.value(month, metric));
        let amount = |metric| money(career.value(month, metric), scenario.currency());
        table.row([
            format!("{month:>5}"),
            count(Metric::Joiners),
            count(Metric::Leavers),
            count(Metric::Team),
            amount(Metric::Commission),
            amount(Metric::Expenses),
            amount(Metric::Net),
            amount(Metric::NetTotal),
        ]);
    }
    let row = career.row();
    let mut text = format!(
        "Trial {} of {} ({}), seed {seed}: one simulated career\n\n",
        career.trial,
        scenario.name(),
        scenario.hash()
    );
    let _ = writeln!(text, "{}\n", table.lines(0, 4).join("\n"));
    let below = row.last.ever_joined;
    let ahead = match row.first_month_ahead {
        Some(month) => format!("First ahead in month {month}."),
        None => "Never ahead.".to_owned(),
    };
    let words = format!(
        "You sponsored {}; {} ever joined below you, on {} levels. You were active for {}. {ahead}",
        people(i64::try_from(row.sponsored).unwrap_or(i64::MAX)),
        people(below),
        row.depth,
        months(row.months_active.into()),
    );
    let _ = writeln!(text, "{}", wrapped(&words));
    let _ = writeln!(
        text,
        "{}",
        wrapped("One career of many, and no more likely than the others. Simulated, not actual earnings.")
    );
    text
}

/// The career as JSON: the values of every metric at every month.
#[must_use]
pub fn json(career: &Career, scenario: &Scenario, seed: u64) -> Value {
    let months: Vec<Value> = career.horizon().through().map(|month| month_object(career, month)).collect();
    let row = career.row();
    json!({
        "schema_version": super::json::SCHEMA_VERSION,
        "version": env!("CARGO_PKG_VERSION"),
        "scenario": scenario_object(scenario),
        "seed": seed,
        "trial": career.trial,
        "sponsored": row.sponsored,
        "depth": row.depth,
        "months_active": row.months_active,
        "first_month_ahead": row.first_month_ahead.map(Month::get),
        "months": months,
    })
}

fn month_object(career: &Career, month: Month) -> Value {
    let metrics: Map<String, Value> = Metric::ALL
        .iter()
        .map(|&metric| (metric.name().to_owned(), number(Some(career.value(month, metric)), metric.unit())))
        .collect();
    json!({ "month": month.get(), "metrics": metrics })
}
