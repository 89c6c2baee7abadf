//! Results of all trials, with what produced them.
//!
//! An [`Ensemble`] holds the [`Distribution`] of every [`Metric`] at every month over all trials, the ideal beside it,
//! the [`Outcomes`], and, when asked for, every trial in a line ([`TrialRow`]) and twenty real paths.
//! It draws nothing, pays nothing and writes nothing.

mod career;
mod comparison;
mod counter;
mod distribution;
pub mod goodness;
mod head_counts;
mod metric;
mod outcome;
mod small_counts;
mod tally;

pub use career::{Career, TrialRow};
pub(crate) use comparison::PairedCounters;
pub use comparison::{Comparison, Difference, PairedDifferences, People, Verdict};
pub use distribution::{Accuracy, Distribution};
pub(crate) use head_counts::HeadCounts;
pub use metric::{Metric, Unit};
pub use outcome::{Outcome, OutcomeKind, Outcomes, wilson_of_100};
pub(crate) use tally::{Accounts, Tally};

use crate::scenario::Scenario;
use crate::units::Month;

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

/// What one rule of the plan pays you on average over all trials, in cents.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleCommission {
    /// What the plan calls the rule ([`crate::commission::Plan::labels`]).
    pub rule: String,
    /// In the last month.
    pub mean_last_month: f64,
    /// In all months together.
    pub mean_total: f64,
}

/// The results of all trials of a scenario.
#[derive(Clone, Debug)]
pub struct Ensemble {
    pub(crate) scenario: Scenario,
    pub(crate) seed: u64,
    pub(crate) completeness: Completeness,
    pub(crate) tally: Tally,
    /// By month, in the order of [`Metric::ALL`].
    pub(crate) ideal: Vec<[Option<i64>; Metric::ALL.len()]>,
    pub(crate) rows: Vec<TrialRow>,
    pub(crate) paths: Vec<Career>,
}

impl Ensemble {
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

    /// The number of trials behind every number here.
    #[must_use]
    pub const fn trials(&self) -> u64 {
        self.tally.trials()
    }

    /// Whether all trials that were asked for are there.
    #[must_use]
    pub const fn completeness(&self) -> Completeness {
        self.completeness
    }

    /// The horizon: the last month.
    #[must_use]
    pub const fn months(&self) -> Month {
        self.scenario.growth().months()
    }

    /// The distribution of a metric at the end of a month, over all trials, in the metric's integer unit.
    ///
    /// # Panics
    /// When the month is beyond the horizon.
    #[must_use]
    pub fn distribution(&self, month: Month, metric: Metric) -> Distribution {
        self.tally.distribution(month, metric)
    }

    /// Net total at the horizon if your own product purchases are no cost to you, because you would have bought the
    /// goods anyway. The same as the distribution of [`Metric::NetTotal`] when the scenario counts none.
    #[must_use]
    pub fn net_total_without_own_product(&self) -> Distribution {
        self.tally.net_total(self.months().index(), self.scenario.own_product().unwrap_or_default())
    }

    /// The story's value of a metric: everyone sponsors one person a month and nobody quits, under the same plan and
    /// costs. `None` once the story needs more people than are alive.
    #[must_use]
    pub fn ideal(&self, month: Month, metric: Metric) -> Option<i64> {
        self.ideal.get(month.index()).and_then(|values| values[metric as usize])
    }

    /// What each rule of the plan pays you on average, in the order of the plan.
    #[must_use]
    pub fn commission_by_rule(&self) -> Vec<RuleCommission> {
        let rules = self.scenario.plan().labels().iter().zip(self.tally.mean_by_rule());
        rules
            .map(|(label, [last, total])| RuleCommission {
                rule: label.clone(),
                mean_last_month: last,
                mean_total: total,
            })
            .collect()
    }

    /// What became of you, over all trials, at the horizon.
    #[must_use]
    pub fn outcomes(&self) -> Outcomes {
        let last = self.months();
        Outcomes::new(&self.distribution(last, Metric::NetTotal), &self.distribution(last, Metric::Downline))
    }

    /// The outcomes if your own product purchases are no cost to you.
    #[must_use]
    pub fn outcomes_without_own_product(&self) -> Outcomes {
        Outcomes::new(&self.net_total_without_own_product(), &self.distribution(self.months(), Metric::Downline))
    }

    /// Every trial in a line, in order; empty when they were not kept.
    #[must_use]
    pub fn rows(&self) -> &[TrialRow] {
        &self.rows
    }

    /// Twenty real careers, at evenly spaced ranks of their net total (2.5th, 7.5th ... 97.5th percentile); empty when
    /// trials were not kept.
    #[must_use]
    pub fn paths(&self) -> &[Career] {
        &self.paths
    }
}
