//! [`HeadRecord`]: what is recorded of trials whose money follows from the heads.

use serde::{Deserialize, Serialize};

use super::counted::Counted;
use crate::results::metric::Unit;
use crate::results::outcome::AHEAD_BY;

/// Counts of heads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct HeadRecord {
    /// By month from 1.
    pub(crate) months: Vec<HeadMonth>,
    /// Of people who may quit, where you are told to stay.
    pub(crate) free: Option<FreeRecord>,
    pub(crate) trials: u64,
}

/// What is recorded of one month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct HeadMonth {
    /// Members below you, while you are active and once you have left.
    pub(crate) downline_with_you: Counted,
    pub(crate) downline_without_you: Counted,
    pub(crate) ever_joined: Counted,
    pub(crate) joiners: Counted,
    pub(crate) leavers: Counted,
    /// While you are active: members below you, summed over the months so far.
    pub(crate) downline_months: Counted,
    /// The same, counted once in the month in which you leave.
    pub(crate) at_leaving: Counted,
}

/// What is recorded of people who may quit, where you are told to stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FreeRecord {
    /// By at how many month-ends such a person stands: members below, summed over those.
    pub(crate) stood: Vec<Counted>,
    /// Who stands at the ends of these months, and is ahead: by reading.
    pub(crate) ahead_by: [[u64; AHEAD_BY.len()]; 2],
    /// Members below those who stand at the horizon.
    pub(crate) downline: Counted,
}

impl HeadRecord {
    /// Whether it counts so many trials everywhere.
    pub(super) fn is_of(&self, trials: u64) -> bool {
        let mut left = 0_u64;
        let is_counted = |month: &HeadMonth| {
            left = u64::saturating_add(left, month.at_leaving.trials());
            let heads = [&month.ever_joined, &month.joiners, &month.leavers];
            let with_you = month.downline_with_you.trials();
            heads.into_iter().all(|counted| counted.trials() == trials)
                && month.downline_months.trials() == with_you
                && month.downline_without_you.trials() == left
                && with_you.checked_add(left) == Some(trials)
        };
        let free = self.free.as_ref();
        self.trials == trials
            && !self.months.is_empty()
            && self.months.iter().all(is_counted)
            && free.is_none_or(|free| free.is_of(trials, self.months.len()))
    }

    /// Whether it counts the same things as another one.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.months.len() == other.months.len() && self.free.is_some() == other.free.is_some()
    }

    /// Adds another record of the same scenario.
    pub(super) fn merge(&mut self, other: &Self) {
        self.trials += other.trials;
        for (month, more) in self.months.iter_mut().zip(&other.months) {
            month.merge(more);
        }
        if let (Some(free), Some(more)) = (&mut self.free, &other.free) {
            free.merge(more);
        }
    }
}

impl HeadMonth {
    fn merge(&mut self, other: &Self) {
        let pairs = [
            (&mut self.downline_with_you, &other.downline_with_you),
            (&mut self.downline_without_you, &other.downline_without_you),
            (&mut self.ever_joined, &other.ever_joined),
            (&mut self.joiners, &other.joiners),
            (&mut self.leavers, &other.leavers),
            (&mut self.downline_months, &other.downline_months),
            (&mut self.at_leaving, &other.at_leaving),
        ];
        pairs.into_iter().for_each(|(counted, more)| counted.merge(more, Unit::People));
    }
}

impl FreeRecord {
    fn is_of(&self, trials: u64, months: usize) -> bool {
        let standing = self.stood.last().map(Counted::trials);
        let stood: u128 = self.stood.iter().map(|counted| u128::from(counted.trials())).sum();
        self.stood.len() == months + 1
            && stood == u128::from(trials)
            && standing == Some(self.downline.trials())
            && self.ahead_by.iter().flatten().all(|&count| count <= trials)
    }

    fn merge(&mut self, other: &Self) {
        let stood = self.stood.iter_mut().zip(&other.stood);
        stood.for_each(|(counted, more)| counted.merge(more, Unit::People));
        self.downline.merge(&other.downline, Unit::People);
        let pairs = self.ahead_by.iter_mut().flatten().zip(other.ahead_by.iter().flatten());
        pairs.for_each(|(count, more)| *count += more);
    }
}
