//! The checks of the simulator against theory: `downline check --json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::shared::Writer;
use crate::check::{Check, CheckReport};

/// The simulator held to theory, check by check.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "check")]
pub struct CheckObject {
    #[serde(flatten)]
    writer: Writer,
    /// The trials of an ordinary check, 1,000 to 100,000,000.
    trials: u64,
    /// The seed.
    seed: u64,
    /// Whether every check passed.
    passed: bool,
    /// The checks, in the order of the themes.
    checks: Vec<OneCheck>,
}

impl CheckObject {
    /// The object of these checks.
    #[must_use]
    pub fn new(report: &CheckReport) -> Self {
        Self {
            writer: Writer::THIS,
            trials: report.trials,
            seed: report.seed,
            passed: report.passed(),
            checks: report.checks.iter().map(OneCheck::from).collect(),
        }
    }
}

/// One simulated figure, or a whole distribution, beside its exact value.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "one_check")]
struct OneCheck {
    /// What is looked at.
    name: &'static str,
    /// The law or formula it is held to, with its source.
    law: &'static str,
    /// What of the sample is compared. Of a distribution, `simulated` is a chi-square and `exact` its degrees of freedom.
    #[schemars(extend("enum" = ["mean", "variance", "share", "distribution"]))]
    measure: &'static str,
    /// How many trials were drawn.
    trials: u64,
    /// The simulated figure.
    simulated: f64,
    /// The exact figure.
    exact: f64,
    /// The distance between the two in standard errors.
    z: f64,
    /// What the check says. A law that is wrong on purpose must be rejected.
    #[schemars(extend("enum" = ["pass", "FAIL", "rightly rejected", "FAIL: not rejected"]))]
    verdict: &'static str,
    /// Whether the check said what is expected of it.
    passed: bool,
}

impl From<&Check> for OneCheck {
    fn from(check: &Check) -> Self {
        Self {
            name: check.name,
            law: check.law,
            measure: check.measure.name(),
            trials: check.trials,
            simulated: check.simulated,
            exact: check.exact,
            z: check.z,
            verdict: check.verdict(),
            passed: check.passed(),
        }
    }
}
