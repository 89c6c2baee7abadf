//! Results of all trials, with what produced them.
//!
//! An [`Ensemble`] holds the [`Distribution`] of every [`Metric`] at every month over all trials, the ideal beside it,
//! the [`Outcomes`], and, when asked for, every trial in a line ([`TrialRow`]), twenty real paths, and [`Everyone`] of a whole
//! organisation. What it counts can
//! be kept, sent and added up as [`Recorded`].
//!
//! Each trial is added to a tally while they run; the tally becomes results once. Nothing here draws, pays or writes.

mod career;
mod comparison;
mod concentration;
mod counter;
#[cfg(test)]
mod definitions_tests;
mod distribution;
mod ensemble;
mod estimate;
mod everyone;
mod finished;
mod goal;
mod goals;
pub mod goodness;
mod head_counts;
mod head_nets;
mod head_tally;
mod hours;
mod metric;
mod milestones;
mod moments;
mod outcome;
mod provenance;
mod recorded;
mod residual;
mod small_counts;
mod tally;
mod waiting;

pub use career::{Career, TrialRow};
pub(crate) use comparison::PairedCounters;
pub use comparison::{Comparison, Difference, PairedDifferences, People, Verdict};
pub use concentration::{Concentration, concentration};
pub use distribution::{Accuracy, Distribution};
pub(crate) use ensemble::StoryMonth;
pub use ensemble::{Ensemble, RuleCommission};
pub use estimate::Estimate;
pub use everyone::{Everyone, Group, Grouping, MemberOfAll, MiddleAndMean, NoEveryone, OrganisationFacts};
pub(crate) use finished::Finished;
pub use goal::{Goal, GoalError};
pub use goals::GoalResult;
pub(crate) use goals::GoalTally;
pub(crate) use head_counts::HeadCounts;
pub(crate) use head_nets::{HeadAccounts, HeadNets};
pub use metric::{Metric, Unit, Values, Whose};
pub(crate) use milestones::Hourly;
pub(crate) use outcome::{GOAL, LeftOver};
pub use outcome::{Outcome, OutcomeKind, Outcomes, Population, wilson_of_100};
pub use provenance::{Completeness, Provenance};
pub use recorded::{RecordError, Recorded};
pub(crate) use residual::AfterStop;
pub use residual::{HalfLife, LegsAtStop, PayByLegs, Residual, StopPay};
pub(crate) use tally::{Tally, Trial};
pub(crate) use waiting::WaitingCounters;
pub use waiting::{OfQuitters, Waiting};
