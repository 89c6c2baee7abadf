//! [`Tally`]: the counters that every trial is added to.

use super::counter::Counter;
use super::finished::HeadResults;
use super::goals::GoalTally;
use super::head_counts::HeadCounts;
use super::head_nets::HeadNets;
use super::head_tally::HeadTally;
use super::metric::{Metric, Unit, Values};
use super::milestones::{Hourly, MilestoneTally};
use super::moments::Moments;
use super::outcome::{Ended, OutcomeTally};
use super::recorded::{Counted, Counts, TrialCounts, ValueRecord};
use super::residual::{AfterStop, ResidualTally};
use crate::units::Month;

/// One trial, as it is counted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Trial<'a> {
    /// Values by month, from month 0.
    pub(crate) months: &'a [Values],
    /// The month in which the hazard takes you, or would if you did not stay.
    pub(crate) would_quit: u16,
    /// Booked in month 1, whether or not you stay.
    pub(crate) kit: i64,
    /// Your commission by rule, in cents: of the last month, and of all months.
    pub(crate) by_rule: &'a [[i64; 2]],
}

impl Trial<'_> {
    fn ended(&self) -> Ended {
        let net_by = |month: u16| {
            let values = &self.months[usize::from(month)];
            [values.net_total, values.net_total_bought_anyway]
        };
        let last = self.months.last().copied().unwrap_or_default();
        let horizon = u16::try_from(self.months.len() - 1).unwrap_or(u16::MAX);
        let stood = self.would_quit.saturating_sub(1);
        Ended {
            ahead_by: Ended::ahead_by(horizon, net_by),
            net_total: [last.net_total, last.net_total_bought_anyway],
            if_free: (stood, if stood == 0 { [-self.kit; 2] } else { net_by(stood.min(horizon)) }),
            net_last_month: [last.net, last.net + last.own_orders],
            downline: last.downline,
            has_left: last.team == last.downline,
        }
    }
}

/// Counters of all trials.
#[derive(Clone, Debug)]
pub(crate) struct Tally {
    pub(super) trials: TrialTally,
    /// Where you stop working.
    pub(super) residual: Option<Box<ResidualTally>>,
}

/// Counters of every trial: of all values, or of heads from which they follow.
#[derive(Clone, Debug)]
pub(super) enum TrialTally {
    /// Of trials whose money follows from the heads.
    Heads(Box<HeadTally>),
    /// Of trials with values of their own.
    Values(Box<ValueTally>),
}

/// So many trials are counted together, metric by metric: they fit beside the counters of one metric.
const TOGETHER: usize = 32;

/// Counters of every value.
#[derive(Clone, Debug)]
pub(crate) struct ValueTally {
    /// The last trials, which are not counted yet: by month from 1, by metric, then by trial, as they will be counted.
    last: Vec<[[i64; TOGETHER]; Metric::COUNTED.len()]>,
    /// How many those are.
    uncounted: usize,
    /// By month from 1, then by metric.
    pub(super) months: Vec<[Counter; Metric::COUNTED.len()]>,
    pub(super) outcomes: OutcomeTally,
    pub(super) milestones: MilestoneTally,
    pub(super) goals: GoalTally,
    /// Your commission by rule, in cents: of the last month, and of all months.
    pub(super) by_rule: Vec<[Moments; 2]>,
}

impl Tally {
    /// Of trials whose money follows from the heads under a plan of one rule. `stays`: whether you are told to stay; `stop`:
    /// the month in which you stop working.
    pub(crate) fn of_heads(horizon: Month, stays: bool, nets: HeadNets, stop: Option<Month>) -> Self {
        let trials = TrialTally::Heads(Box::new(HeadTally::new(horizon, stays, nets)));
        Self { trials, residual: residual(horizon, stop) }
    }

    /// Of trials with values of their own under a plan of so many rules. `hourly` where a week is worked.
    pub(crate) fn of_values(
        horizon: Month,
        stays: bool,
        rules: usize,
        stop: Option<Month>,
        hourly: Option<Hourly>,
    ) -> Self {
        let trials = TrialTally::Values(Box::new(ValueTally::new(horizon, stays, rules, hourly)));
        Self { trials, residual: residual(horizon, stop) }
    }

    /// The same with goals to look at, where every value is counted.
    pub(crate) fn with_goals(mut self, goals: GoalTally) -> Self {
        if let TrialTally::Values(tally) = &mut self.trials {
            tally.goals = goals;
        }
        self
    }

    pub(crate) const fn trials(&self) -> u64 {
        match &self.trials {
            TrialTally::Heads(tally) => tally.trials(),
            TrialTally::Values(tally) => tally.outcomes.trials(),
        }
    }

    /// The widest half-width of the 95 % intervals of all that is counted, of 100 people.
    pub(crate) fn simulation_error_of_100(&self) -> f64 {
        match &self.trials {
            TrialTally::Heads(tally) => HeadResults::of(tally).outcomes().simulation_error_of_100(),
            TrialTally::Values(tally) => tally.outcomes.simulation_error_of_100(),
        }
    }

    /// What was counted, in the order in which it is recorded.
    pub(crate) fn counts(self) -> Counts {
        let trials = match self.trials {
            TrialTally::Heads(tally) => TrialCounts::Heads(tally.record_of_all()),
            TrialTally::Values(tally) => TrialCounts::Values(tally.record_of_all()),
        };
        Counts { trials, residual: self.residual.map(|residual| residual.record_of_all()) }
    }

    /// Adds a trial by its heads; only to a tally of heads.
    #[inline]
    pub(crate) fn record_heads(&mut self, heads: &HeadCounts, ever_joined: u32, would_quit: u16) {
        if let TrialTally::Heads(tally) = &mut self.trials {
            tally.record(heads, ever_joined, would_quit);
        }
    }

    /// Adds a trial by its values; only to a tally of values.
    pub(crate) fn record(&mut self, trial: &Trial<'_>) {
        if let TrialTally::Values(tally) = &mut self.trials {
            tally.record(trial);
        }
    }

    /// Adds what comes of a trial after the stop; only where you stop working.
    pub(crate) fn record_residual(&mut self, trial: &AfterStop<'_>) {
        if let Some(residual) = &mut self.residual {
            residual.record(trial);
        }
    }

    /// Adds all trials of another tally of the same scenario.
    pub(crate) fn merge(&mut self, other: Self) {
        if self.trials() == 0 {
            *self = other;
            return;
        }
        if let (Some(residual), Some(more)) = (&mut self.residual, other.residual) {
            residual.merge(*more);
        }
        match (&mut self.trials, other.trials) {
            (TrialTally::Heads(tally), TrialTally::Heads(more)) => tally.merge(*more),
            (TrialTally::Values(tally), TrialTally::Values(more)) => tally.merge(*more),
            // Two tallies of one scenario count the same.
            _ => {}
        }
    }
}

/// Counters of what comes after the stop.
fn residual(horizon: Month, stop: Option<Month>) -> Option<Box<ResidualTally>> {
    // From the month before the stop to the horizon.
    stop.map(|stop| Box::new(ResidualTally::new(horizon.index() + 2 - stop.index())))
}

impl ValueTally {
    fn new(horizon: Month, stays: bool, rules: usize, hourly: Option<Hourly>) -> Self {
        let counter = |metric: Metric| match metric.unit() {
            Unit::People => Counter::of_people(),
            Unit::Points | Unit::Money | Unit::Hours => Counter::of_amounts(),
        };
        let months = (0..horizon.get()).map(|_| Metric::COUNTED.map(counter)).collect();
        let outcomes = OutcomeTally::new(horizon, stays);
        let last = vec![[[0; TOGETHER]; Metric::COUNTED.len()]; usize::from(horizon.get())];
        let (milestones, by_rule) = (MilestoneTally::new(hourly), vec![[Moments::NONE; 2]; rules]);
        let goals = GoalTally::default();
        Self { last, uncounted: 0, months, outcomes, milestones, goals, by_rule }
    }

    fn record(&mut self, trial: &Trial<'_>) {
        for (metrics, values) in self.last.iter_mut().zip(&trial.months[1..]) {
            metrics.iter_mut().zip(values.all()).for_each(|(trials, value)| trials[self.uncounted] = value);
        }
        self.uncounted += 1;
        if self.uncounted == TOGETHER {
            self.count_last();
        }
        for (sums, of_trial) in self.by_rule.iter_mut().zip(trial.by_rule) {
            sums[0].add_one(of_trial[0]);
            sums[1].add_one(of_trial[1]);
        }
        self.outcomes.record(&trial.ended());
        self.milestones.record(trial.months);
        self.goals.record(trial);
    }

    /// Nothing more will be counted.
    pub(super) fn rest(&mut self) {
        self.count_last();
        self.months.iter_mut().flatten().for_each(Counter::rest);
    }

    fn count_last(&mut self) {
        for (counter, trials) in self.months.iter_mut().flatten().zip(self.last.iter().flatten()) {
            counter.add_all(&trials[..self.uncounted]);
        }
        self.uncounted = 0;
    }

    fn merge(&mut self, mut other: Self) {
        self.count_last();
        other.count_last();
        self.outcomes.merge(&other.outcomes);
        self.milestones.merge(other.milestones);
        self.goals.merge(other.goals);
        for (sums, more) in self.by_rule.iter_mut().zip(other.by_rule) {
            sums[0].merge(more[0]);
            sums[1].merge(more[1]);
        }
        let pairs = self.months.iter_mut().flatten().zip(other.months.into_iter().flatten());
        pairs.for_each(|(counter, more)| counter.merge(more));
    }

    fn record_of_all(mut self) -> ValueRecord {
        self.count_last();
        let recorded = |counters: &[Counter; Metric::COUNTED.len()]| {
            counters.iter().map(|counter| Counted(counter.distribution())).collect()
        };
        let months = self.months.iter().map(recorded).collect();
        let milestones = Box::new(self.milestones.record_of_all());
        ValueRecord { months, outcomes: self.outcomes, milestones, by_rule: self.by_rule }
    }
}
