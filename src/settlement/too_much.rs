//! [`TooMuchPaid`]: a plan pays more than can be counted.

use super::RuleTotals;
use crate::units::{Money, Month};

/// The amounts of a plan have added up to more than can be counted ([`Money::is_counted`]), so that what came of them is not
/// known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "by month {month} the amounts of `{rule}` and the rules before it add up to more than {}, which is the most that can be \
     counted; lower its rates or amounts, or those of the rules that it pays on",
    Money::MOST
)]
pub struct TooMuchPaid {
    /// The first rule of the plan with which it was too much.
    pub rule: String,
    /// The first month by which it was.
    pub month: Month,
}

impl TooMuchPaid {
    /// What these rules have come to by a month, where that is too much: the sum of all their lines, each without its sign,
    /// so that no sum of some of them is larger.
    pub(super) fn by(month: Month, rules: &[RuleTotals]) -> Option<Self> {
        let mut all = Money::ZERO;
        let rule = rules.iter().find(|rule| {
            all += rule.turnover;
            !all.is_counted()
        })?;
        Some(Self { rule: rule.name.clone(), month })
    }
}
