//! For the plan designer: what a plan pays in a whole simulated organisation, to whom, and where it stands still.
//!
//! A plan pays an organisation with what it bought for some months ([`pay`] gives a [`PlanAudit`]), two plans are compared
//! on the same people and orders ([`Comparison`]), and [`flat_spots`] looks for small trees in which more volume brings
//! somebody no more pay, or less. Nothing here draws.

mod comparison;
pub mod flat_spots;
mod origins;
mod pay;
mod plan_audit;
#[cfg(test)]
mod tests;
mod tracing;

pub use comparison::{Comparison, RankChange, RankedBy};
pub use origins::{MonthOrigins, Origin};
pub use pay::pay;
pub use plan_audit::{MemberPay, MonthPay, PlanAudit, RankPay};
