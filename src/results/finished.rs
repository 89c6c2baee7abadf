//! [`Finished`]: the distributions of a finished run, each put together once, when it is first asked for.

mod heads;

use std::sync::OnceLock;

pub(crate) use heads::HeadResults;

use super::counter::Counter;
use super::distribution::Distribution;
use super::estimate::Estimate;
use super::goals::GoalResult;
use super::head_nets::HeadNets;
use super::metric::{Metric, Values};
use super::milestones::MilestoneRecord;
use super::moments::Moments;
use super::outcome::OutcomeTally;
use super::recorded::{Counts, ResidualRecord, TrialCounts, ValueRecord};
use super::tally::{Tally, TrialTally};

/// One month: the distribution of each metric, once it is there.
type MonthOf = [OnceLock<Distribution>; Metric::COUNTED.len()];

/// Everything that was counted, with the distributions by month and metric that were asked for so far.
#[derive(Clone, Debug)]
pub(crate) struct Finished {
    source: Source,
    /// By month from 0.
    months: Vec<MonthOf>,
    outcomes: OutcomeTally,
    /// Not where heads alone are counted.
    milestones: Option<MilestoneRecord>,
    /// Of the goals that were set.
    goals: Vec<GoalResult>,
    /// Your mean commission by rule, in cents: of the last month, and of all months; `None` without trials.
    by_rule: Vec<[Option<Estimate>; 2]>,
    /// Where you stop working.
    residual: Option<ResidualRecord>,
}

/// From what distributions come that are not there yet.
#[derive(Clone, Debug)]
enum Source {
    Heads(Box<HeadResults>),
    /// By month from 1, then by metric.
    Counters(Vec<[Counter; Metric::COUNTED.len()]>),
    /// They are all there.
    Nothing,
}

impl Finished {
    /// Of all trials that were counted in this run.
    pub(crate) fn of_tally(tally: Tally) -> Self {
        let residual = tally.residual.map(|residual| residual.record_of_all());
        let mut goals = Vec::new();
        let finished = match tally.trials {
            TrialTally::Heads(tally) => Self::of_heads(HeadResults::of(&tally)),
            TrialTally::Values(mut tally) => {
                tally.rest();
                let months = tally.months.iter().map(|_| MonthOf::default()).collect();
                goals = tally.goals.results();
                let milestones = tally.milestones.record_of_all();
                Self::of_values(Source::Counters(tally.months), months, (tally.outcomes, milestones), &tally.by_rule)
            }
        };
        Self { goals, residual, ..finished }
    }

    /// Of recorded trials, if they count what a tally of the scenario counts. `nets` where heads alone are counted.
    pub(crate) fn of_counts(counts: Counts, tally: Tally, nets: Option<HeadNets>) -> Option<Self> {
        if !tally.counts().is_like(&counts) {
            return None;
        }
        let finished = match (counts.trials, nets) {
            (TrialCounts::Heads(record), Some(nets)) => Self::of_heads(HeadResults::new(record, nets)),
            (TrialCounts::Values(ValueRecord { months, outcomes, milestones, by_rule }), None) => {
                let month = |counted: Vec<super::recorded::Counted>| {
                    let mut counted = counted.into_iter();
                    MonthOf::default().map(|_| counted.next().map_or_else(OnceLock::new, |of| OnceLock::from(of.0)))
                };
                let months = months.into_iter().map(month).collect();
                Self::of_values(Source::Nothing, months, (outcomes, *milestones), &by_rule)
            }
            _ => return None,
        };
        Some(Self { residual: counts.residual, ..finished })
    }

    fn of_heads(heads: HeadResults) -> Self {
        let (outcomes, by_rule) = (heads.outcomes(), vec![heads.commission()]);
        let months = vec![MonthOf::default(); outcomes.horizon() + 1];
        let source = Source::Heads(Box::new(heads));
        Self { source, months, outcomes, milestones: None, goals: Vec::new(), by_rule, residual: None }
    }

    fn of_values(
        source: Source,
        months: Vec<MonthOf>,
        (outcomes, milestones): (OutcomeTally, MilestoneRecord),
        by_rule: &[[Moments; 2]],
    ) -> Self {
        let by_rule = by_rule.iter().map(|sums| sums.map(Moments::estimate)).collect();
        let months = std::iter::once(MonthOf::default()).chain(months).collect();
        Self { source, months, outcomes, milestones: Some(milestones), goals: Vec::new(), by_rule, residual: None }
    }

    pub(crate) const fn trials(&self) -> u64 {
        self.outcomes.trials()
    }

    /// The exact counts of outcomes.
    pub(crate) const fn outcomes(&self) -> &OutcomeTally {
        &self.outcomes
    }

    /// What the goals that were set came to.
    pub(crate) fn goals(&self) -> &[GoalResult] {
        &self.goals
    }

    /// What all months together came to; `None` where heads alone were counted.
    pub(crate) const fn milestones(&self) -> Option<&MilestoneRecord> {
        self.milestones.as_ref()
    }

    /// What was counted besides, where you stop working.
    pub(crate) const fn residual(&self) -> Option<&ResidualRecord> {
        self.residual.as_ref()
    }

    /// Your mean commission by rule.
    pub(crate) fn by_rule(&self) -> &[[Option<Estimate>; 2]] {
        &self.by_rule
    }

    /// The distribution of a metric at the end of a month, counted from 0.
    pub(crate) fn distribution(&self, month: usize, metric: Metric) -> &Distribution {
        self.months[month][metric as usize].get_or_init(|| match (month.checked_sub(1), &self.source) {
            (None, _) => Distribution::new(vec![(Values::month_0().of(metric), self.trials())]),
            (Some(_), Source::Heads(heads)) => heads.distribution(month, metric),
            (Some(at), Source::Counters(counters)) => counters[at][metric as usize].distribution(),
            (Some(_), Source::Nothing) => Distribution::default(),
        })
    }
}
