//! [`ResidualTally`]: what is counted of trials besides their values, where you stop working.

use super::groups::{LegsAtStop, StopPay};
use crate::results::counter::Counter;
use crate::results::recorded::{Counted, LegMonth, ResidualRecord};

/// One trial, as it is counted: by month from the one before the stop.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AfterStop<'a> {
    /// How many of your legs are self-sufficient.
    pub(crate) legs: &'a [u32],
    /// The month before the stop, and the month in which the hazard takes you, or would if you did not stay.
    pub(crate) before: u16,
    pub(crate) would_quit: u16,
    /// Your commission, and what the month leaves after its dues, in cents.
    pub(crate) pay: &'a [[i64; 2]],
}

/// Counters of all trials.
#[derive(Clone, Debug)]
pub(crate) struct ResidualTally {
    /// By month from the one before the stop.
    months: Vec<LegMonth>,
    /// By how many legs were self-sufficient at the stop: a counter for each pay.
    groups: [[Counter; StopPay::ALL.len()]; LegsAtStop::ALL.len()],
}

impl ResidualTally {
    /// Of no trial; `months` is how many months there are from the one before the stop on.
    pub(crate) fn new(months: usize) -> Self {
        let group = || StopPay::ALL.map(|_| Counter::of_amounts());
        Self { months: vec![LegMonth::NONE; months], groups: LegsAtStop::ALL.map(|_| group()) }
    }

    pub(crate) fn record(&mut self, trial: &AfterStop<'_>) {
        let months = (trial.before..).zip(self.months.iter_mut().zip(trial.legs));
        months.for_each(|(at, (month, &legs))| month.add(legs, at < trial.would_quit));
        let at_stop = LegsAtStop::of(trial.legs.first().copied().unwrap_or(0));
        let counters = self.groups[at_stop as usize].iter_mut().zip(StopPay::ALL);
        counters.for_each(|(counter, pay)| counter.add(pay.of(trial.pay)));
    }

    /// Adds all trials of another tally of the same scenario.
    pub(crate) fn merge(&mut self, other: Self) {
        self.months.iter_mut().zip(&other.months).for_each(|(month, more)| month.merge(more));
        let pairs = self.groups.iter_mut().flatten().zip(other.groups.into_iter().flatten());
        pairs.for_each(|(counter, more)| counter.merge(more));
    }

    /// What was counted, in the order in which it is recorded.
    pub(crate) fn record_of_all(self) -> ResidualRecord {
        let counted = |counter: &Counter| Counted(counter.distribution());
        let groups = self.groups.iter().map(|group| group.iter().map(counted).collect()).collect();
        ResidualRecord { months: self.months, groups }
    }
}
