//! The table of checks of the simulator against theory: `downline check`.

use std::fmt::Write as _;

use super::text::{Table, wrapped};
use crate::check::{Check, CheckReport, FARTHEST};
use crate::words::thousands;

/// The checks as a table in 80 columns, with the laws they are held to below it.
#[must_use]
pub fn text(report: &CheckReport) -> String {
    let mut table = Table::default();
    table.row(["check", "of", "simulated", "exact", "z", "verdict"]);
    for check in &report.checks {
        table.row([
            shortened(check.name, 33),
            short_measure(check).to_owned(),
            figure(check.simulated),
            figure(check.exact),
            distance(check.z),
            short_verdict(check).to_owned(),
        ]);
    }
    let trials = thousands(i64::try_from(report.trials).unwrap_or(i64::MAX));
    let mut text = format!("The simulator against theory: {trials} trials a check, seed {}\n\n", report.seed);
    let _ = writeln!(text, "{}\n", table.lines(0, 0).join("\n"));
    let failed = report.failures().count();
    let verdict = if failed == 0 {
        format!("All {} checks pass.", report.checks.len())
    } else {
        format!("{failed} of {} checks FAIL.", report.checks.len())
    };
    let explained = format!(
        "{verdict} z is the distance in standard errors; beyond {FARTHEST} a check fails (for `whole`, the simulated \
         figure is a chi-square and the exact one its degrees of freedom). A control is a law that is wrong on purpose: \
         it must be rejected, or the check has no power. --json names the law and source of each line."
    );
    let _ = writeln!(text, "{}", wrapped(&explained));
    text
}

fn short_measure(check: &Check) -> &'static str {
    match check.measure.name() {
        "distribution" => "whole",
        name => name,
    }
}

fn short_verdict(check: &Check) -> &'static str {
    match check.verdict() {
        "rightly rejected" => "rejected",
        "FAIL: not rejected" => "FAIL",
        verdict => verdict,
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

fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let start: String = text.chars().take(longest - 3).collect();
    format!("{start}...")
}
