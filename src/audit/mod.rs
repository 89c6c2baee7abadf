//! For the plan designer: what a plan pays in a whole simulated organisation, to whom, and where it stands still.
//!
//! An [`Organisation`] is grown to a stated size, its members order by an [`OrderLaw`], a plan pays them for some months
//! ([`pay`] gives a [`PlanAudit`]), two plans are compared on the same orders ([`Comparison`]), and [`flat_spots`] looks
//! for small trees in which more volume brings somebody no more pay, or less.
//!
//! Nothing here draws but the organisation and its orders, each member from a key of its own: the same seed audits every
//! plan on the same people and the same orders.

mod comparison;
mod concentration;
mod customers;
pub mod flat_spots;
mod orders;
mod pay;
mod plan_audit;
#[cfg(test)]
mod tests;
mod tracing;

pub use comparison::{Comparison, RankChange, RankedBy};
pub use concentration::{Concentration, concentration};
pub use customers::CustomerLaw;
pub use orders::{MonthOrders, OrderError, OrderLaw, Origin};
pub use pay::pay;
pub use plan_audit::{LevelPay, MemberPay, MonthPay, PlanAudit, RankPay, RulePay};

use crate::commission::Plan;
use crate::units::{Rate, Volume};

/// A plan to be audited, with the names that a report needs.
#[derive(Clone, Debug)]
pub struct AuditedPlan<'a> {
    /// What results call it.
    pub name: String,
    /// One line that says what it is.
    pub title: String,
    /// Its rules and ranks.
    pub plan: &'a Plan,
    /// Names of the ranks, the lowest first; may be empty.
    pub rank_names: &'a [String],
    /// What a commissionable point is worth in major units.
    pub point_value: Rate,
    /// The personal volume from which a member is active in a month; nobody is active without an order.
    pub active_volume: Volume,
}

impl AuditedPlan<'_> {
    /// The name of a rank, or its number where it has none.
    #[must_use]
    pub fn rank_name(&self, rank: u8) -> String {
        self.rank_names.get(usize::from(rank)).cloned().unwrap_or_else(|| format!("rank {rank}"))
    }

    /// Whether personal volume makes a member active in a month.
    #[must_use]
    pub fn is_active(&self, personal: Volume) -> bool {
        personal > Volume::ZERO && personal >= self.active_volume
    }
}
