//! Paying a real genealogy: a tree with its orders and a plan file make a [`Payroll`], which settles month by month and
//! hands on every line.
//!
//! [`Payroll::new`] asks whether the files say everything that the plan reads ([`PayrollErrors`]); after that nothing
//! can go wrong, so nothing is ever paid on bad data. [`Payroll::pay`] has the months settled, each once, and adds up a
//! [`Summary`]; whoever wants lines, totals or a statement listens as a [`Listener`](crate::settlement::Listener).
//!
//! A sale to a customer outside (`buyer` of the orders) counts as volume of the member who sold it, and its price is
//! what a rule of retail margin pays on. Margin is no commission on volume, and no payout ratio counts it.
//!
//! A refund is an order with negative amounts that names the earlier order it takes back. It does not count in its own
//! month; there it makes the lines by which the months before would differ without what is taken back, with the reason
//! [`Refund`](crate::commission::Reason::Refund), and what was paid before stays as it was. Whoever was not paid by the
//! order loses nothing, unless the plan pays by what the order changed: a bracket, a rank, a pool. Volume that the order
//! left to be carried is taken out of what is carried into the month of the refund, and a rank that it made out of the
//! titles and the months in a row.

mod columns;
mod months;
mod problem;
mod refunds;
mod run;
mod sales;
mod statement;
mod summary;
mod summing;

pub use columns::wanted_columns;
pub use problem::{PayrollErrors, PayrollProblem};
pub use run::Payroll;
pub use sales::Outside;
pub use statement::{MemberMonth, MemberStatement};
pub use summary::{MonthSummary, Summary, payout_ratio};
