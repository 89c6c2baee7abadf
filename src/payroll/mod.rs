//! Paying a real genealogy: a tree with its orders and a plan file make a [`Payroll`], which settles month by month and
//! hands on every line.
//!
//! [`Payroll::new`] asks whether the files say everything that the plan reads ([`PayrollErrors`]); after that nothing
//! can go wrong, so nothing is ever paid on bad data. [`Payroll::pay`] carries what the plan remembers from month to
//! month and adds up a [`Summary`]; whoever wants lines, totals or a statement listens as a [`Clerk`].
//!
//! A refund is an order with negative amounts in the month in which it is given back: it makes negative lines there, and
//! what was paid before stays as it was.

mod months;
mod problem;
mod run;
mod statement;
mod summary;
mod tally;

pub use problem::{PayrollErrors, PayrollProblem};
pub use run::{Clerk, MonthEnd, Payroll};
pub use statement::{MemberMonth, MemberStatement};
pub use summary::{MonthSummary, RuleSummary, Summary, payout_ratio};
pub use tally::{MonthTally, RuleTally};
