//! [`Recorded`]: the counters of some trials of a scenario, to be kept, sent and added up.
//!
//! Trials 1 to 50,000 and 50,001 to 100,000 recorded apart and merged are the same bytes as 1 to 100,000 recorded at once,
//! on any number of threads: what is recorded is put in one order, and which amounts are rounded depends on what was
//! counted alone.

mod bytes;
mod counted;
mod error;
mod heads;
mod residual;
mod values;

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

pub(crate) use counted::Counted;
pub use error::RecordError;
pub(crate) use heads::{FreeRecord, HeadMonth, HeadRecord};
pub(crate) use residual::{LegMonth, ResidualRecord};
pub(crate) use values::ValueRecord;

use super::tally::Tally;
use crate::scenario::Scenario;

/// Counters of trials of one scenario under one seed, counted by one version of the program.
///
/// Parts merge in any order. Results are made of trials 1, 2, 3, ... without a gap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    program: String,
    scenario: String,
    seed: u64,
    /// Nothing is random, so trial 1 stands for all.
    is_certain: bool,
    /// First and last of each run of trials, in rising order and with a gap between any two.
    trials: Vec<(u64, u64)>,
    counts: Counts,
}

/// What was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counts {
    pub(crate) trials: TrialCounts,
    /// Where you stop working.
    pub(crate) residual: Option<ResidualRecord>,
}

/// What was counted of every trial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum TrialCounts {
    /// Of trials whose money follows from the heads.
    Heads(HeadRecord),
    /// Of trials with values of their own.
    Values(ValueRecord),
}

impl Counts {
    fn is_of(&self, trials: u64) -> bool {
        self.trials.is_of(trials) && self.residual.as_ref().is_none_or(|residual| residual.is_of(trials))
    }

    /// Whether the same is counted as in others.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let residual_is_like = match (&self.residual, &other.residual) {
            (Some(residual), Some(other)) => residual.is_like(other),
            (None, None) => true,
            _ => false,
        };
        residual_is_like && self.trials.is_like(&other.trials)
    }

    fn merge(&mut self, other: &Self) {
        self.trials.merge(&other.trials);
        if let (Some(residual), Some(more)) = (&mut self.residual, &other.residual) {
            residual.merge(more);
        }
    }
}

impl TrialCounts {
    fn is_of(&self, trials: u64) -> bool {
        match self {
            Self::Heads(record) => record.is_of(trials),
            Self::Values(record) => record.is_of(trials),
        }
    }

    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Heads(record), Self::Heads(other)) => record.is_like(other),
            (Self::Values(record), Self::Values(other)) => record.is_like(other),
            _ => false,
        }
    }

    fn merge(&mut self, other: &Self) {
        match (self, other) {
            (Self::Heads(record), Self::Heads(more)) => record.merge(more),
            (Self::Values(record), Self::Values(more)) => record.merge(more),
            // Whoever merges has asked whether they are alike.
            _ => {}
        }
    }
}

/// The version of the program that records.
const PROGRAM: &str = env!("CARGO_PKG_VERSION");

impl Recorded {
    /// What a tally has counted in these trials.
    pub(crate) fn new(scenario: &Scenario, seed: u64, trials: RangeInclusive<u64>, tally: Tally) -> Self {
        Self {
            program: PROGRAM.to_owned(),
            scenario: scenario.hash(),
            seed,
            is_certain: scenario.is_certain(),
            trials: vec![trials.into_inner()],
            counts: tally.counts(),
        }
    }

    /// The version of the program that recorded it.
    #[must_use]
    pub fn program(&self) -> &str {
        &self.program
    }

    /// The hash of the scenario of which it was asked ([`Scenario::hash`]).
    #[must_use]
    pub fn scenario_hash(&self) -> &str {
        &self.scenario
    }

    /// The seed.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// Which trials are recorded: ranges in rising order, with a gap between any two. Trial 1 stands for all where nothing
    /// in the scenario is random.
    pub fn trials(&self) -> impl Iterator<Item = RangeInclusive<u64>> {
        self.trials.iter().map(|&(first, last)| first..=last)
    }

    /// Adds the trials of another record.
    ///
    /// # Errors
    /// [`RecordError`] when it is of another scenario, seed or version of the program, or when a trial is in both. Nothing
    /// has changed then.
    pub fn merge(&mut self, other: &Self) -> Result<(), RecordError> {
        self.same("scenario", &self.scenario, &other.scenario)?;
        self.same("seed", &self.seed.to_string(), &other.seed.to_string())?;
        self.same("version of the program", &self.program, &other.program)?;
        if self.is_certain != other.is_certain || !self.counts.is_like(&other.counts) {
            return Err(RecordError::Damaged { why: "two records of one scenario count different things" });
        }
        if self.is_certain {
            return Ok(());
        }
        let trials = joined(&self.trials, &other.trials)?;
        self.counts.merge(&other.counts);
        self.trials = trials;
        Ok(())
    }

    /// What was counted, for results of a scenario: of all trials from 1 on.
    pub(crate) fn of_whole(self, scenario: &Scenario) -> Result<Counts, RecordError> {
        self.same("scenario", &self.scenario, &scenario.hash())?;
        self.same("version of the program", &self.program, PROGRAM)?;
        match self.trials.as_slice() {
            [(1, _)] => Ok(self.counts),
            [(first, _), ..] if *first > 1 => Err(RecordError::Gap { first: 1, last: first - 1 }),
            [(_, last), (next, _), ..] => Err(RecordError::Gap { first: last + 1, last: next - 1 }),
            _ => Err(RecordError::Damaged { why: "no trial is in it" }),
        }
    }

    #[allow(clippy::unused_self)] // reads as the sentence it is
    fn same(&self, what: &'static str, one: &str, other: &str) -> Result<(), RecordError> {
        if one == other {
            return Ok(());
        }
        Err(RecordError::Foreign { what, one: one.to_owned(), other: other.to_owned() })
    }

    /// What was read is checked as a whole.
    fn checked(self) -> Result<Self, RecordError> {
        let damaged = |why| Err(RecordError::Damaged { why });
        let in_order = self.trials.iter().all(|&(first, last)| 1 <= first && first <= last);
        let apart = self.trials.windows(2).all(|pair| pair[0].1.saturating_add(1) < pair[1].0);
        if self.trials.is_empty() || !in_order || !apart {
            return damaged("its trials are not in order");
        }
        // Ranges without a number in common have no more numbers than there are.
        let trials = self.trials.iter().map(|(first, last)| last - first + 1).sum();
        if !self.counts.is_of(trials) || (self.is_certain && self.trials != [(1, 1)]) {
            return damaged("its counts do not add up to its trials");
        }
        Ok(self)
    }
}

/// Ranges in rising order as one list, those that touch as one range.
fn joined(one: &[(u64, u64)], other: &[(u64, u64)]) -> Result<Vec<(u64, u64)>, RecordError> {
    let mut all = [one, other].concat();
    all.sort_unstable();
    let mut joined: Vec<(u64, u64)> = Vec::with_capacity(all.len());
    for (first, last) in all {
        match joined.last_mut() {
            Some(before) if first <= before.1 => {
                return Err(RecordError::Overlap { first, last: last.min(before.1) });
            }
            Some(before) if first == before.1 + 1 => before.1 = last,
            _ => joined.push((first, last)),
        }
    }
    Ok(joined)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Month;

    #[test]
    fn ranges_join_where_they_touch_and_never_overlap() {
        assert_eq!(joined(&[(1, 3)], &[(4, 9)]), Ok(vec![(1, 9)]));
        assert_eq!(joined(&[(4, 9)], &[(1, 3)]), Ok(vec![(1, 9)]));
        assert_eq!(joined(&[(1, 3), (8, 9)], &[(5, 6)]), Ok(vec![(1, 3), (5, 6), (8, 9)]));
        assert_eq!(joined(&[(1, 3), (5, 9)], &[(4, 4)]), Ok(vec![(1, 9)]));
        assert_eq!(joined(&[(1, 5)], &[(5, 9)]), Err(RecordError::Overlap { first: 5, last: 5 }));
        assert_eq!(joined(&[(1, 9)], &[(3, 4)]), Err(RecordError::Overlap { first: 3, last: 4 }));
    }

    /// A record that says so many trials, of which none was counted.
    fn saying(trials: RangeInclusive<u64>) -> Recorded {
        let scenario = Scenario::preset("typical").unwrap();
        Recorded::new(&scenario, 1, trials, Tally::of_values(Month::new(12), false, 1, None, None))
    }

    #[test]
    fn another_version_of_the_program_is_refused() {
        let (mut mine, other) = (saying(1..=5), Recorded { program: "0.0.9".to_owned(), ..saying(6..=9) });
        let said = format!(
            "the version of the program differs: {PROGRAM} here, 0.0.9 there; record all trials with the same version of \
             the program"
        );
        assert_eq!(mine.merge(&other).unwrap_err().to_string(), said);
        let scenario = Scenario::preset("typical").unwrap();
        let old = Recorded { program: "0.0.9".to_owned(), ..saying(1..=5) };
        let foreign = old.of_whole(&scenario).unwrap_err();
        assert!(foreign.to_string().starts_with("the version of the program differs: 0.0.9 here"), "{foreign}");
    }

    #[test]
    fn counts_that_are_not_those_of_the_trials_are_damage() {
        let damaged = |recorded: Recorded| matches!(recorded.checked(), Err(RecordError::Damaged { .. }));
        assert!(damaged(saying(1..=5)), "nobody was counted");
        assert!(damaged(Recorded { trials: vec![], ..saying(1..=5) }));
        assert!(damaged(Recorded { trials: vec![(0, 0)], ..saying(1..=5) }));
        assert!(damaged(Recorded { trials: vec![(3, 2)], ..saying(1..=5) }));
        assert!(damaged(Recorded { trials: vec![(5, 6), (1, 2)], ..saying(1..=5) }));
        assert!(damaged(Recorded { trials: vec![(1, 2), (3, 4)], ..saying(1..=5) }), "they touch");
        // Bytes with their right sum, and no sense.
        let read = Recorded::from_bytes(&saying(1..=5).to_bytes()).unwrap_err();
        assert_eq!(read, RecordError::Damaged { why: "its counts do not add up to its trials" });
    }
}
