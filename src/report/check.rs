//! The table of checks of the simulator against theory: `downline check`.

use super::text::Table;
use crate::check::{Check, CheckReport, Expectation, FARTHEST};
use crate::words::layout::{cut, wrapped};
use crate::words::{Width, check as words};

/// The checks as a table in so many columns, the controls apart from them.
#[must_use]
pub fn text(report: &CheckReport, width: Width) -> String {
    let (controls, checks): (Vec<&Check>, Vec<&Check>) =
        report.checks.iter().partition(|check| check.expectation == Expectation::Rejection);
    let mut table = Table::default();
    table.row(words::COLUMNS);
    checks.iter().for_each(|check| table.row(row(check)));
    if !controls.is_empty() {
        table.caption("");
        table.caption(words::CONTROLS);
        controls.iter().for_each(|check| table.row(row(check)));
    }
    let verdict = words::verdict(checks.len(), controls.len(), report.failures().count());
    let title = wrapped(&words::title(report.trials, report.seed), width);
    let explained = wrapped(&words::explained(FARTHEST), width);
    format!("{title}\n\n{}\n\n{}\n{explained}\n", table.text(0, 0, width), wrapped(&verdict, width))
}

fn row(check: &Check) -> [String; 6] {
    [
        cut(check.name, LONGEST_NAME),
        short_measure(check).to_owned(),
        figure(check.simulated),
        figure(check.exact),
        distance(check.z),
        short_verdict(check).to_owned(),
    ]
}

/// The longest name of a check in the table.
const LONGEST_NAME: usize = 33;

fn short_measure(check: &Check) -> &'static str {
    match check.measure.name() {
        "distribution" => words::SHAPE,
        name => name,
    }
}

fn short_verdict(check: &Check) -> &'static str {
    match (check.expectation, check.passed()) {
        (_, false) => words::FAIL,
        (Expectation::Agreement, true) => words::PASS,
        (Expectation::Rejection, true) => words::REJECTED,
    }
}

/// A figure with as many decimals as a table of 80 columns holds.
fn figure(value: f64) -> String {
    let decimals = if value.abs() >= 1000.0 {
        1
    } else if value.abs() >= 10.0 {
        3
    } else {
        5
    };
    format!("{value:.decimals$}")
}

/// A distance: two decimals where it matters, none far out.
fn distance(z: f64) -> String {
    if z.abs() < 100.0 { format!("{z:.2}") } else { format!("{z:.0}") }
}
