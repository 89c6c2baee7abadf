//! The one place that pays months: a [`Network`] is settled month by month under a plan, and [`Listener`]s keep what they
//! need of it.
//!
//! A [`Settlement`] is the loop. [`Settlement::begin`] takes a network and places its members once and for all;
//! [`Settlement::month`] fills the month, decides who is active and with which rank, pays, and hands every line to one
//! listener. Two listeners side by side are one (`(a, b)`), so however many tables are made of a month, it is settled once.
//! Ready-made listeners keep what each rule paid in all ([`RulesPaid`], with a [`RuleTotals`] a rule), what each rule paid
//! each member ([`MemberPay`]), the members' totals ([`Totals`]) or every line
//! ([`Statement`](crate::commission::Statement)).
//!
//! ```
//! use downline::commission::{Compression, Period, Plan, Totals, Unilevel};
//! use downline::settlement::{Network, RulesPaid, Settlement};
//! use downline::units::{Money, Month, Rate, Volume};
//! use std::sync::Arc;
//!
//! /// John (0) sponsors Mike (1), and Mike orders for 100 every month.
//! struct TwoPeople(Period);
//!
//! impl Network for TwoPeople {
//!     fn fill(&self, month: Month, period: &mut Period) {
//!         period.clone_from(&self.0);
//!         period.set_month(month);
//!         period.set_volume(1, Volume::from_hundredths(100_00), Volume::from_hundredths(100_00));
//!     }
//!
//!     fn newcomers(&self, period: &mut Period) {
//!         self.fill(Month::new(1), period);
//!     }
//! }
//!
//! let rates = vec![Rate::from_parts_per_million(60_000)];
//! let plan = Plan::new(vec![Arc::new(Unilevel::new(rates, Compression::None))]);
//! let network = TwoPeople(Period::new(vec![0, 0])?);
//! let mut listeners = (RulesPaid::new(&plan), Totals::default());
//! let mut settlement = Settlement::new(&plan);
//! settlement.begin(&network);
//! for month in [1, 2].map(Month::new) {
//!     let _ = settlement.month(&network, month, &mut listeners);
//! }
//! assert_eq!(listeners.0.rules()[0].paid, Money::from_cents(12_00)); // of both months
//! assert_eq!(listeners.1.earners()[0], Money::from_cents(6_00)); // of the last month
//! # Ok::<(), downline::commission::PeriodError>(())
//! ```
//!
//! A settlement never draws, knows no file and no scenario, and remembers nothing of a network that
//! [`Settlement::begin`] has left behind. Nobody else decides ranks or pays months: outside of this module and of
//! [`crate::commission`] neither `Plan::qualify` nor `Plan::settle` is called.
//!
//! [`Totals`]: crate::commission::Totals

mod alike;
mod listener;
mod lives;
mod member_pay;
mod network;
mod organisation;
mod pay;
mod rule_totals;
#[cfg(test)]
mod tests;
mod too_much;

pub use alike::AlikeTeam;
pub use listener::{Listener, MonthEnd};
pub use lives::{FirstMember, LivesNetwork};
pub use member_pay::MemberPay;
pub use network::Network;
pub use organisation::{months_needed, settle_organisation};
pub use pay::Settlement;
pub use rule_totals::{RuleTotals, RulesPaid};
pub use too_much::TooMuchPaid;
