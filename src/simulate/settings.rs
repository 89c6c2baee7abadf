//! [`Settings`]: how a scenario is run. Nothing here changes what is asked, and threads never change a number.

use std::num::NonZeroUsize;

use crate::results::Goal;

/// Why settings were refused.
#[derive(Clone, PartialEq, thiserror::Error)]
pub enum SettingsError {
    /// Trials outside 1 to 1,000,000,000.
    #[error("{trials} trials is outside 1 to {}", Trials::MOST)]
    TrialsOutOfRange {
        /// The number that was given.
        trials: u64,
    },
    /// A precision outside 0.01 to 50.
    #[error("a precision of {of_100} of 100 is outside 0.01 to 50")]
    PrecisionOutOfRange {
        /// The precision that was given.
        of_100: f64,
    },
}

reads_as_a_sentence!(SettingsError);

/// How many trials are run.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Trials {
    /// Exactly so many.
    Exactly(u64),
    /// Until every headline number is known to within `of_100` people of 100 with 95 % confidence, at most `most`.
    UntilPrecise {
        /// The half-width asked for, in people of 100.
        of_100: f64,
        /// The most trials to run.
        most: u64,
    },
}

impl Trials {
    /// The most trials of one run.
    pub const MOST: u64 = 1_000_000_000;

    /// So many trials.
    ///
    /// # Errors
    /// [`SettingsError::TrialsOutOfRange`] outside 1 to 1,000,000,000.
    pub fn exactly(trials: u64) -> Result<Self, SettingsError> {
        if (1..=Self::MOST).contains(&trials) {
            Ok(Self::Exactly(trials))
        } else {
            Err(SettingsError::TrialsOutOfRange { trials })
        }
    }

    /// As many trials as it takes, and at most `most`.
    ///
    /// # Errors
    /// [`SettingsError`] when the precision is outside 0.01 to 50 or `most` outside 1 to 1,000,000,000.
    pub fn until_precise(of_100: f64, most: u64) -> Result<Self, SettingsError> {
        if !(0.01..=50.0).contains(&of_100) {
            return Err(SettingsError::PrecisionOutOfRange { of_100 });
        }
        Self::exactly(most).map(|_| Self::UntilPrecise { of_100, most })
    }

    /// The most trials that may be run.
    #[must_use]
    pub const fn most(self) -> u64 {
        match self {
            Self::Exactly(trials) => trials,
            Self::UntilPrecise { most, .. } => most,
        }
    }

    /// Where the run looks whether it is precise enough: fixed numbers of trials, multiples of 1,000 that grow by about
    /// a tenth, so that the number of trials depends on the seed and the scenario only.
    pub(super) fn checkpoints(self) -> Vec<u64> {
        let Self::UntilPrecise { most, .. } = self else { return vec![self.most()] };
        let mut ends = Vec::new();
        let mut thousands = 1;
        while thousands * 1000 < most {
            ends.push(thousands * 1000);
            thousands += (thousands / 10).max(1);
        }
        ends.push(most);
        ends
    }
}

/// How a scenario is run.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// How many trials.
    pub trials: Trials,
    /// The seed: the same seed, the same numbers.
    pub seed: u64,
    /// How many threads, or `None` for one a core. Never changes a number.
    pub threads: Option<NonZeroUsize>,
    /// Whether every trial is kept as a row, and twenty paths are drawn.
    pub keep_trials: bool,
    /// What is asked of each career besides. [`simulate`](crate::simulate()) counts who reaches it; other runs do not.
    pub goals: Vec<Goal>,
}

impl Default for Settings {
    /// 100,000 trials of seed 1.
    fn default() -> Self {
        Self { trials: Trials::Exactly(100_000), seed: 1, threads: None, keep_trials: false, goals: Vec::new() }
    }
}

impl Settings {
    /// So many trials of seed 1, at least one and at most 1,000,000,000.
    #[must_use]
    pub fn with_trials(trials: u64) -> Self {
        Self { trials: Trials::Exactly(trials.clamp(1, Trials::MOST)), ..Self::default() }
    }

    /// The same settings with another seed.
    #[must_use]
    pub const fn with_seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// The same settings with every trial kept as a row, and twenty paths.
    #[must_use]
    pub const fn keeping_trials(mut self) -> Self {
        self.keep_trials = true;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checkpoints_are_fixed_and_end_at_the_most_trials() {
        let ends = Trials::until_precise(1.0, 25_500).unwrap().checkpoints();
        assert_eq!(ends[..12], [1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10_000, 11_000, 12_000]);
        assert_eq!(ends.last(), Some(&25_500));
        assert!(ends.is_sorted());
        assert_eq!(Trials::Exactly(7).checkpoints(), [7]);
    }

    #[test]
    fn impossible_settings_are_refused() {
        assert!(Trials::exactly(0).is_err());
        assert!(Trials::exactly(Trials::MOST + 1).is_err());
        assert!(Trials::until_precise(f64::NAN, 1000).is_err());
        assert!(Trials::until_precise(0.0, 1000).is_err());
    }
}
