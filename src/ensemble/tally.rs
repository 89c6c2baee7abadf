//! [`Tally`]: the counters that every trial is added to, and the distributions they become.

use super::counter::Counter;
use super::distribution::Distribution;
use super::head_counts::HeadCounts;
use super::head_tally::{HeadNets, HeadTally};
use super::metric::{Metric, Unit, Values};
use super::outcome::{Ended, OutcomeTally};
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
    counters: Counters,
    outcomes: OutcomeTally,
    /// Your commission by rule, in cents, added up over the trials: of the last month, and of all months. Of a tally of
    /// heads it follows from them.
    by_rule: Vec<[i128; 2]>,
    last: Month,
}

/// What is counted: all values, or heads from which they follow.
#[derive(Clone, Debug)]
enum Counters {
    Heads(Box<HeadTally>),
    /// By month from 1, then by metric.
    Values(Vec<[Counter; Metric::ALL.len()]>),
}

impl Tally {
    /// Of trials whose money follows from the heads under a plan of one rule. `stays`: whether you are told to stay.
    pub(crate) fn of_heads(horizon: Month, stays: bool, nets: HeadNets) -> Self {
        Self::new(Counters::Heads(Box::new(HeadTally::new(horizon, nets))), horizon, stays, 1)
    }

    /// Of trials with values of their own under a plan of so many rules.
    pub(crate) fn of_values(horizon: Month, stays: bool, rules: usize) -> Self {
        let counter = |metric: Metric| match metric.unit() {
            Unit::People => Counter::of_people(),
            Unit::Points | Unit::Money => Counter::of_amounts(),
        };
        let months = (0..horizon.get()).map(|_| Metric::ALL.map(counter)).collect();
        Self::new(Counters::Values(months), horizon, stays, rules)
    }

    fn new(counters: Counters, last: Month, stays: bool, rules: usize) -> Self {
        Self { counters, outcomes: OutcomeTally::new(last, stays), by_rule: vec![[0; 2]; rules], last }
    }

    pub(crate) const fn trials(&self) -> u64 {
        self.outcomes.trials()
    }

    /// The exact counts of outcomes.
    pub(crate) const fn outcomes(&self) -> &OutcomeTally {
        &self.outcomes
    }

    /// Adds a trial by its heads; only to a tally of heads.
    #[inline]
    pub(crate) fn record_heads(&mut self, heads: &HeadCounts, would_quit: u16) {
        if let Counters::Heads(tally) = &mut self.counters {
            tally.record(heads, would_quit, &mut self.outcomes);
        }
    }

    /// Adds a trial by its values; only to a tally of values.
    pub(crate) fn record(&mut self, trial: &Trial<'_>) {
        let Counters::Values(months) = &mut self.counters else { return };
        for (counters, values) in months.iter_mut().zip(&trial.months[1..]) {
            counters.iter_mut().zip(values.all()).for_each(|(counter, value)| counter.add(value));
        }
        for (sums, of_trial) in self.by_rule.iter_mut().zip(trial.by_rule) {
            sums[0] += i128::from(of_trial[0]);
            sums[1] += i128::from(of_trial[1]);
        }
        self.outcomes.record(&trial.ended());
    }

    /// Adds all trials of another tally of the same scenario.
    pub(crate) fn merge(&mut self, other: Self) {
        self.outcomes.merge(&other.outcomes);
        for (sums, more) in self.by_rule.iter_mut().zip(other.by_rule) {
            sums[0] += more[0];
            sums[1] += more[1];
        }
        match (&mut self.counters, other.counters) {
            (Counters::Heads(tally), Counters::Heads(more)) => tally.merge(*more),
            (Counters::Values(months), Counters::Values(more)) => {
                let pairs = months.iter_mut().flatten().zip(more.into_iter().flatten());
                pairs.for_each(|(counter, more)| counter.merge(more));
            }
            // Two tallies of one scenario count the same.
            _ => {}
        }
    }

    /// The distribution of a metric at the end of a month.
    pub(crate) fn distribution(&self, month: Month, metric: Metric) -> Distribution {
        match (&self.counters, month.index().checked_sub(1)) {
            (_, None) => Distribution::new(vec![(Values::month_0().of(metric), self.trials())]),
            (Counters::Heads(tally), _) => tally.distribution(month, metric, self.trials()),
            (Counters::Values(months), Some(at)) => months[at][metric as usize].distribution(),
        }
    }

    /// Your average commission by each rule, in cents: of the last month, and of all months.
    #[allow(clippy::cast_precision_loss)] // means for people to read
    pub(crate) fn mean_by_rule(&self) -> Vec<[f64; 2]> {
        if let Counters::Heads(_) = self.counters {
            let mean = |month: Month| self.distribution(month, Metric::Commission).mean().unwrap_or(0.0);
            return vec![[mean(self.last), self.last.through().map(mean).sum()]];
        }
        let trials = self.trials().max(1) as f64;
        self.by_rule.iter().map(|sums| sums.map(|sum| sum as f64 / trials)).collect()
    }
}
