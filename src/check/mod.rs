//! The simulator against theory, for users: [`run`] draws teams and holds them to exact laws, and returns a table.
//!
//! Each [`Check`] compares one simulated figure, or a whole distribution, with its exact value. Some checks are negative
//! controls: a law that is slightly wrong on purpose, which the simulated teams must reject; they show that the table
//! can say no. Customers and money are those of a whole scenario, simulated as anybody's is. The same themes, with more
//! models and more trials, are tests of the project.
//!
//! What of a scenario is published elsewhere, [`calibration`] holds it to.

pub mod calibration;
mod measure;
mod models;
mod themes;

use crate::growth::exact::ExactError;
use crate::growth::lifelines::Outgrown;
use crate::growth::parameters::ParameterError;
use crate::scenario::{Misfit, ScenarioErrors};
use crate::simulate::SimulationError;

/// The z value beyond which a figure does not agree with its law. Chance passes it once in 1.7 million checks.
pub const FARTHEST: f64 = 5.0;

/// The fewest trials that can tell anything; [`run`] never does fewer.
pub const FEWEST_TRIALS: u64 = 1_000;

/// The fewest trials of a negative control, so that it has the power to reject.
const FEWEST_CONTROL_TRIALS: u64 = 20_000;

/// What of a simulated sample is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The mean; its error from the sample's own variance.
    Mean,
    /// The variance; its error from the sample's own fourth moment.
    Variance,
    /// The share of trials with a value.
    Share,
    /// The whole distribution, by chi-square in cells of 20 expected trials or more: `simulated` is the statistic and
    /// `exact` its degrees of freedom, which is what it is on average.
    Distribution,
}

impl Measure {
    /// The measure in a word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::Variance => "variance",
            Self::Share => "share",
            Self::Distribution => "distribution",
        }
    }
}

/// What a check is expected to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// Simulated and exact agree.
    Agreement,
    /// The law is wrong on purpose: the simulated teams must reject it.
    Rejection,
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// What is looked at, such as `team in month 12`.
    pub name: &'static str,
    /// The law or formula it is held to, with its source.
    pub law: &'static str,
    /// What of the sample is compared.
    pub measure: Measure,
    /// How many trials were drawn.
    pub trials: u64,
    /// The simulated figure.
    pub simulated: f64,
    /// The exact figure.
    pub exact: f64,
    /// How many standard errors lie between the two.
    pub z: f64,
    /// What is expected of the check.
    pub expectation: Expectation,
}

impl Check {
    /// Whether the check said what is expected of it: agreement within [`FARTHEST`] standard errors, or for a negative
    /// control a rejection.
    #[must_use]
    pub fn passed(&self) -> bool {
        // Written so that a z that is not a number never passes.
        match self.expectation {
            Expectation::Agreement => self.z.abs() <= FARTHEST,
            Expectation::Rejection => self.z.abs() > FARTHEST,
        }
    }

    /// The verdict in words.
    #[must_use]
    pub fn verdict(&self) -> &'static str {
        match (self.expectation, self.passed()) {
            (Expectation::Agreement, true) => "pass",
            (Expectation::Agreement, false) => "FAIL",
            (Expectation::Rejection, true) => "rightly rejected",
            (Expectation::Rejection, false) => "FAIL: not rejected",
        }
    }
}

/// The table of all checks.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckReport {
    /// The trials of an ordinary check; slow ones have fewer, negative controls at least 20,000.
    pub trials: u64,
    /// The seed.
    pub seed: u64,
    /// The checks, in the order of the themes.
    pub checks: Vec<Check>,
}

impl CheckReport {
    /// Whether every check passed.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.checks.iter().all(Check::passed)
    }

    /// The checks that failed.
    pub fn failures(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|check| !check.passed())
    }
}

/// Why the checks could not be run; none of it happens with the models that are built in.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CheckError {
    /// A model was refused.
    #[error(transparent)]
    Parameters(#[from] ParameterError),
    /// An exact law was not computed.
    #[error(transparent)]
    Exact(#[from] ExactError),
    /// A team outgrew memory.
    #[error(transparent)]
    Outgrown(#[from] Outgrown),
    /// A scenario was refused.
    #[error(transparent)]
    Scenario(#[from] ScenarioErrors),
    /// A plan that does not fit its scenario.
    #[error(transparent)]
    Misfit(#[from] Misfit),
    /// A scenario was not simulated.
    #[error(transparent)]
    Simulation(#[from] SimulationError),
}

/// Runs all checks with `trials` trials each (at least [`FEWEST_TRIALS`]). Time is in proportion to the trials: some
/// seconds for 100,000. The same seed gives the same table.
///
/// # Errors
/// [`CheckError`], which the built-in models do not meet.
///
/// ```
/// let report = downline::check::run(5_000, 1)?;
/// assert!(report.passed(), "{:#?}", report.failures().collect::<Vec<_>>());
/// # Ok::<(), downline::check::CheckError>(())
/// ```
pub fn run(trials: u64, seed: u64) -> Result<CheckReport, CheckError> {
    let trials = trials.max(FEWEST_TRIALS);
    let mut checks = Vec::new();
    for (number, theme) in (0..).zip(themes::ALL) {
        // A seed of its own, so that one theme's luck is not the next one's.
        checks.extend(theme(trials, seed.wrapping_add(number << 40))?);
    }
    Ok(CheckReport { trials, seed, checks })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_passes_and_holds_rejected_controls() {
        let report = run(20_000, 1).unwrap();
        assert!(report.passed(), "{:#?}", report.failures().collect::<Vec<_>>());
        let rejected = report.checks.iter().filter(|check| check.verdict() == "rightly rejected");
        assert!(rejected.count() >= 3);
        assert_eq!(report, run(20_000, 1).unwrap());
    }

    #[test]
    fn few_trials_are_raised_and_still_pass() {
        let report = run(0, 2).unwrap();
        assert_eq!(report.trials, FEWEST_TRIALS);
        assert!(report.passed(), "{:#?}", report.failures().collect::<Vec<_>>());
    }

    #[test]
    fn a_figure_far_off_or_not_a_number_fails() {
        let check = |z, expectation| Check {
            name: "",
            law: "",
            measure: Measure::Mean,
            trials: 1,
            simulated: 0.0,
            exact: 0.0,
            z,
            expectation,
        };
        assert_eq!(check(-4.9, Expectation::Agreement).verdict(), "pass");
        assert_eq!(check(-5.1, Expectation::Agreement).verdict(), "FAIL");
        assert_eq!(check(f64::NAN, Expectation::Agreement).verdict(), "FAIL");
        assert_eq!(check(3.0, Expectation::Rejection).verdict(), "FAIL: not rejected");
        assert_eq!(check(f64::NAN, Expectation::Rejection).verdict(), "FAIL: not rejected");
    }
}
