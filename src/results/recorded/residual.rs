//! [`ResidualRecord`]: what is recorded besides, where you stop working.

use serde::{Deserialize, Serialize};

use super::counted::Counted;
use crate::results::metric::Unit;
use crate::results::moments::Moments;
use crate::results::residual::{LegsAtStop, StopPay};

/// What is recorded of trials in which you stop working.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ResidualRecord {
    /// By month from the one before the stop.
    pub(crate) months: Vec<LegMonth>,
    /// By how many legs were self-sufficient at the stop, in the order of [`LegsAtStop::ALL`]: each pay in the order of
    /// [`StopPay::ALL`].
    pub(crate) groups: Vec<Vec<Counted>>,
}

/// Self-sufficient legs at a month's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LegMonth {
    pub(crate) legs: Moments,
    /// How many trials have at least one, and have one also where you may quit.
    pub(crate) with_some: [u64; 2],
}

impl LegMonth {
    /// Of nobody.
    pub(crate) const NONE: Self = Self { legs: Moments::NONE, with_some: [0; 2] };

    /// Adds a trial with so many legs; `is_free_to_stay`: whether you would still be there, had you been free to quit.
    pub(crate) fn add(&mut self, legs: u32, is_free_to_stay: bool) {
        self.legs.add_one(legs.into());
        self.with_some[0] += u64::from(legs > 0);
        self.with_some[1] += u64::from(legs > 0 && is_free_to_stay);
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        self.legs.merge(other.legs);
        self.with_some.iter_mut().zip(other.with_some).for_each(|(count, more)| *count += more);
    }
}

impl ResidualRecord {
    /// Whether it counts so many trials everywhere.
    pub(super) fn is_of(&self, trials: u64) -> bool {
        let is_counted = |month: &LegMonth| {
            month.legs.trials == trials
                && month.with_some.is_sorted_by(|all, free| all >= free)
                && month.with_some[0] <= trials
        };
        let people = |group: &Vec<Counted>| group.first().map_or(0, Counted::trials);
        let is_group = |group: &Vec<Counted>| {
            group.len() == StopPay::ALL.len() && group.iter().all(|counted| counted.trials() == people(group))
        };
        let together = self.groups.iter().map(people).try_fold(0, u64::checked_add);
        !self.months.is_empty()
            && self.months.iter().all(is_counted)
            && self.groups.len() == LegsAtStop::ALL.len()
            && self.groups.iter().all(is_group)
            && together == Some(trials)
    }

    /// Whether it counts the same things as another one.
    pub(super) const fn is_like(&self, other: &Self) -> bool {
        self.months.len() == other.months.len()
    }

    /// Adds another record of the same scenario.
    pub(super) fn merge(&mut self, other: &Self) {
        self.months.iter_mut().zip(&other.months).for_each(|(month, more)| month.merge(more));
        let pairs = self.groups.iter_mut().flatten().zip(other.groups.iter().flatten());
        pairs.for_each(|(counted, more)| counted.merge(more, Unit::Money));
    }
}
