//! Who is paid more and who less under another plan: `comparison` of an audit of two.

use schemars::JsonSchema;
use serde::Serialize;

use super::numbers::Major;
use crate::audit::{Comparison, RankChange, RankedBy};
use crate::report::plan_audit::PlanAuditReport;

/// Two plans on the same people and orders.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "comparison")]
pub(super) struct ComparisonObject {
    /// Whose ranks these are: the second plan's where the first has none.
    ranked_by: RankedByObject,
    /// By the highest rank of a member, the lowest first. Ranks that nobody reached are missing.
    by_rank: Vec<RankObject>,
    /// Everybody.
    everybody: ChangeObject,
}

/// Whose ranks members are told apart by.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "ranked_by")]
enum RankedByObject {
    /// The first plan's.
    First,
    /// The second plan's.
    Second,
}

/// What the change of plan does to members of one rank.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "rank_change")]
struct RankObject {
    #[serde(flatten)]
    change: ChangeObject,
    /// The rank's name.
    rank: String,
}

/// What the change of plan does to members.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "change")]
struct ChangeObject {
    /// Members.
    members: u64,
    /// Members who are paid more under the second plan.
    better: u64,
    /// Members who are paid the same.
    same: u64,
    /// Members who are paid less.
    worse: u64,
    /// What they are paid under the first plan, in money.
    paid_before: Major,
    /// What they are paid under the second plan, in money.
    paid_after: Major,
    /// The mean change a member and month, in money. Null without members.
    mean_monthly_change: Option<f64>,
}

impl ComparisonObject {
    pub(super) fn new(report: &PlanAuditReport<'_>, comparison: &Comparison) -> Self {
        let rank = |change: &RankChange| RankObject {
            change: change.into(),
            rank: report.compared_rank(comparison, change.rank),
        };
        Self {
            ranked_by: match comparison.ranked_by {
                RankedBy::First => RankedByObject::First,
                RankedBy::Second => RankedByObject::Second,
            },
            by_rank: comparison.ranks.iter().map(rank).collect(),
            everybody: (&comparison.everybody).into(),
        }
    }
}

impl From<&RankChange> for ChangeObject {
    fn from(change: &RankChange) -> Self {
        Self {
            members: change.members(),
            better: change.better,
            same: change.same,
            worse: change.worse,
            paid_before: change.before.into(),
            paid_after: change.after.into(),
            mean_monthly_change: change.mean_monthly_change(),
        }
    }
}
