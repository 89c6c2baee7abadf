//! [`YourSum`]: rules that pay you a plain sum over your team, so that no tree need be walked.

use std::sync::Arc;

use super::{Rule, Share};
use crate::units::Rate;

/// How a rule pays you where it looks at nothing but how much each member orders and how far below you it stands, as long
/// as you are active.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum YourSum {
    /// This rate of the volume of all members, yours included, rounded once a month.
    TeamVolume(Rate),
    /// These shares of the volume of each member on level 1, 2, ..., rounded once a member and month; nothing below the
    /// last.
    ByLevel(Vec<Share>),
}

/// The sums of all rules of a plan, by the number of the rule; `None` when some rule is none.
pub(super) fn all(rules: &[Arc<dyn Rule>]) -> Option<Vec<YourSum>> {
    rules.iter().map(|rule| rule.your_sum()).collect()
}
