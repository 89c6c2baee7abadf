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
pub use plan_audit::{MemberPay, MonthPay, PlanAudit, RankPay};
