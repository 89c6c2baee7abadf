//! [`Provenance`]: what produced a result.

use crate::scenario::Scenario;

/// Whether all trials that were asked for are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// All trials were run, or as many as the asked precision took.
    Complete,
    /// Nothing in the scenario is random, so one trial stands for all.
    Certain,
    /// All trials that were allowed were run, and the asked precision was not reached.
    ShortOfPrecision,
    /// The run was interrupted: these are the first trials, without a gap.
    Interrupted,
}

/// What produced a result: who asks the same again gets the same.
#[derive(Clone, Debug)]
pub struct Provenance {
    pub(crate) scenario: Scenario,
    pub(crate) seed: u64,
    pub(crate) trials: u64,
    pub(crate) completeness: Completeness,
}

impl Provenance {
    /// The version of the program.
    pub const PROGRAM: &str = env!("CARGO_PKG_VERSION");

    /// The question that was asked.
    #[must_use]
    pub const fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The seed of the run.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// The number of trials, from trial 1 on without a gap.
    #[must_use]
    pub const fn trials(&self) -> u64 {
        self.trials
    }

    /// Whether all trials that were asked for are there.
    #[must_use]
    pub const fn completeness(&self) -> Completeness {
        self.completeness
    }
}
