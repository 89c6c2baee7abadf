//! [`Comparison`]: who wins and who loses when one plan takes the place of another.

use std::cmp::Ordering;

use super::plan_audit::PlanAudit;
use crate::units::Money;

/// What the change of plan does to the members of one rank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RankChange {
    /// The highest rank a member is paid as under the first plan.
    pub rank: u8,
    /// Members who are paid more under the second plan.
    pub better: u64,
    /// Members who are paid the same.
    pub same: u64,
    /// Members who are paid less.
    pub worse: u64,
    /// What they are paid under the first plan.
    pub before: Money,
    /// What they are paid under the second plan.
    pub after: Money,
    /// Their months in the organisation.
    pub member_months: u64,
}

impl RankChange {
    /// How many members.
    #[must_use]
    pub const fn members(&self) -> u64 {
        self.better + self.same + self.worse
    }

    /// The mean change a member and month, in major units; `None` without members.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // far below 2^53
    pub fn mean_monthly_change(&self) -> Option<f64> {
        (self.member_months > 0).then(|| (self.after - self.before).to_major() / self.member_months as f64)
    }

    fn add(&mut self, other: &Self) {
        self.better += other.better;
        self.same += other.same;
        self.worse += other.worse;
        self.before += other.before;
        self.after += other.after;
        self.member_months += other.member_months;
    }
}

/// Two plans on the same people and orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// By the highest rank under the first plan, the lowest first; ranks that nobody reached are missing.
    pub ranks: Vec<RankChange>,
    /// Everybody.
    pub everybody: RankChange,
}

impl Comparison {
    /// Compares what two plans paid the same organisation over the same months; members whom only one of them knows are
    /// left out, which happens only when the two were not.
    #[must_use]
    pub fn new(first: &PlanAudit, second: &PlanAudit) -> Self {
        let mut ranks: Vec<RankChange> = Vec::new();
        let mut everybody = RankChange::default();
        for before in &first.members {
            let Ok(at) = second.members.binary_search_by_key(&before.member, |after| after.member) else { continue };
            let after = second.members[at].paid;
            let order = after.cmp(&before.paid);
            let change = RankChange {
                rank: before.highest_rank,
                better: u64::from(order == Ordering::Greater),
                same: u64::from(order == Ordering::Equal),
                worse: u64::from(order == Ordering::Less),
                before: before.paid,
                after,
                member_months: u64::from(before.months),
            };
            everybody.add(&change);
            match ranks.iter_mut().find(|known| known.rank == change.rank) {
                Some(known) => known.add(&change),
                None => ranks.push(change),
            }
        }
        ranks.sort_by_key(|change| change.rank);
        Self { ranks, everybody }
    }
}
