//! The law of the team's head-count with no trials: exact probabilities, means and variances.
//!
//! [`head_count`] gives one month's law, [`head_counts`] those of all months at once, [`expectations`],
//! [`active_by_level`] and [`ExpectedJoiners`] (by level, month and tenure) the means that need no law, and
//! [`organisation_growth`] the long-run monthly growth. Members are independent of each other given their sponsor's
//! lifeline; that is all the method asks.
//!
//! # Method
//! The model is a branching process whose members live by a table of hazards (Crump and Mode 1968; Jagers 1975,
//! *Branching Processes with Biological Applications*). Let `F_t(u)` be the generating function of the active members
//! that one joiner makes up after `t` months, itself included; `S` the survival curve; and `M_t(j)` the generating
//! function of what a member brings in during the first `j` of its months. Then
//!
//! ```text
//! F_t(u) = sum_{j=1..t} [S(j-1) - S(j)] M_t(j) + S(t) u M_t(t)
//! ```
//!
//! with, for Poisson sponsoring of mean `r`, `M_t(j) = exp(-r x)`, `x = sum_{i=1..j} (1 - F_{t-i}(u))`; with gamma
//! propensity of shape `k`, `M_t(j) = (1 + r x / k)^-k`; and for the other laws the product of the one-month generating
//! functions at `F_{t-i}(u)`. You are the same sum with your own law, survival and last working month. A member who
//! quits in month `j` still sponsors in it, and nobody sponsors in the joining month: the order of a month.
//!
//! The generating function is evaluated at the `N`-th roots of unity and inverted by a fast Fourier transform (Abate
//! and Whitt 1992, doi:10.1007/BF01158520). What lies at or beyond `N` wraps around and lowers the mean by at least `N`
//! times its mass, so comparing with the exact mean bounds the wrapped mass; `N` is doubled until it is small.
//!
//! All elementary functions come from the `libm` crate, so that the digits are the same on every machine.

mod error;
mod expectations;
mod fourier;
mod generating_function;
mod head_count;
mod joiners;
mod moments;
mod organisation;
mod recruits;
mod solve;

pub use error::{ExactError, Limits};
pub use expectations::{ExpectedMonth, active_by_level, expectations};
pub use head_count::HeadCount;
pub use joiners::{ExpectedJoiners, YourLife};
pub use organisation::{OrganisationGrowth, organisation_growth};
pub use solve::{head_count, head_count_within, head_counts, head_counts_within};

#[cfg(test)]
#[allow(clippy::float_cmp)] // exact values are exact
mod oracle_tests;
#[cfg(test)]
#[allow(clippy::float_cmp, clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
// numbers below 4,097
mod slow_tests;
