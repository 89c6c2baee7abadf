//! [`ValueRecord`]: what is recorded of trials with values of their own.

use serde::{Deserialize, Serialize};

use super::counted::Counted;
use crate::results::metric::Metric;
use crate::results::milestones::MilestoneRecord;
use crate::results::moments::Moments;
use crate::results::outcome::OutcomeTally;

/// Counts of every value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ValueRecord {
    /// By month from 1, then in the order of [`Metric::COUNTED`].
    pub(crate) months: Vec<Vec<Counted>>,
    pub(crate) outcomes: OutcomeTally,
    pub(crate) milestones: Box<MilestoneRecord>,
    /// Your commission by rule, in cents: of the last month, and of all months.
    pub(crate) by_rule: Vec<[Moments; 2]>,
}

impl ValueRecord {
    /// Whether it counts so many trials everywhere.
    pub(super) fn is_of(&self, trials: u64) -> bool {
        let is_counted = |month: &Vec<Counted>| {
            month.len() == Metric::COUNTED.len() && month.iter().all(|all| all.trials() == trials)
        };
        self.months.len() == self.outcomes.horizon()
            && self.months.iter().all(is_counted)
            && self.outcomes.is_of(trials)
            && self.milestones.is_of(trials)
            && self.by_rule.iter().flatten().all(|sums| sums.trials == trials)
    }

    /// Whether it counts the same things as another one.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.outcomes.is_like(&other.outcomes)
            && self.milestones.is_like(&other.milestones)
            && self.by_rule.len() == other.by_rule.len()
    }

    /// Adds another record of the same scenario.
    pub(super) fn merge(&mut self, other: &Self) {
        for (month, more) in self.months.iter_mut().zip(&other.months) {
            for ((counted, more), metric) in month.iter_mut().zip(more).zip(Metric::COUNTED) {
                counted.merge(more, metric.unit());
            }
        }
        self.outcomes.merge(&other.outcomes);
        self.milestones.merge(&other.milestones);
        let pairs = self.by_rule.iter_mut().flatten().zip(other.by_rule.iter().flatten());
        pairs.for_each(|(sums, more)| sums.merge(*more));
    }
}
