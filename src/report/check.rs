//! The table of checks of the simulator against theory: `downline check`.

use super::headings::columns;
use crate::check::{Check, CheckReport, Expectation, FARTHEST};
use crate::publish::{Cell, Row, Table, TextLayout, write_text};
use crate::words::layout::{cut, wrapped};
use crate::words::{Width, check as words};

/// The checks as a table in so many columns, the controls apart from them.
#[must_use]
pub fn text(report: &CheckReport, width: Width) -> String {
    let (controls, checks): (Vec<&Check>, Vec<&Check>) =
        report.checks.iter().partition(|check| check.expectation == Expectation::Rejection);
    let mut rows: Vec<Row<'_>> = checks.iter().map(|check| row(check)).collect();
    if !controls.is_empty() {
        rows.extend([vec![Cell::BLANK], vec![words::CONTROLS.into()]]);
        rows.extend(controls.iter().map(|check| row(check)));
    }
    let table = Table::new("checks", columns(&[words::COLUMNS], &[]), rows);
    let table = write_text(table, TextLayout::new(0, 0, width));
    let verdict = words::verdict(checks.len(), controls.len(), report.failures().count());
    let title = wrapped(&words::title(report.trials, report.seed), width);
    let explained = wrapped(&words::explained(FARTHEST), width);
    format!("{title}\n\n{table}\n\n{}\n{explained}\n", wrapped(&verdict, width))
}

fn row(check: &Check) -> Row<'static> {
    vec![
        cut(check.name, LONGEST_NAME).into(),
        short_measure(check).into(),
        figure(check.simulated).into(),
        figure(check.exact).into(),
        distance(check.z).into(),
        short_verdict(check).into(),
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
