//! The sentences of the check against theory.

use super::numbers::count;

/// Columns of the checks, and of the controls below them.
pub(crate) const COLUMNS: [&str; 6] = ["check", "of", "simulated", "exact", "z", "verdict"];
/// The word for a check of all sizes of a distribution at once.
pub(crate) const SHAPE: &str = "shape";
/// Over the controls.
pub(crate) const CONTROLS: &str = "Controls: laws that are wrong on purpose, and must be rejected";

pub(crate) const PASS: &str = "pass";
pub(crate) const FAIL: &str = "FAIL";
pub(crate) const REJECTED: &str = "rejected";

pub(crate) fn title(trials: u64, seed: u64) -> String {
    format!("The simulator against theory: {} trials a check, seed {seed}", count(trials))
}

/// How many checks and controls there are, and how many of them failed.
pub(crate) fn verdict(checks: usize, controls: usize, failed: usize) -> String {
    match failed {
        0 => format!("All {checks} checks pass, and all {controls} controls are rejected, as they must be."),
        failed => format!("{failed} of {} checks and controls FAIL.", checks + controls),
    }
}

/// How the table is read.
pub(crate) fn explained(farthest: f64) -> String {
    format!(
        "z says how far the simulated figure lies from the exact one, in steps that luck alone makes (standard errors); \
         beyond {farthest} a check fails. In a line of `{SHAPE}` all sizes of a distribution are compared at once: the \
         simulated figure is then a chi-square, the exact one its degrees of freedom. A control that were not rejected \
         would mean that the checks see nothing. --json names the law and source of each line."
    )
}
