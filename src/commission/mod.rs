//! How a plan pays. A [`Plan`] is a list of rules; each [`Rule`] turns one month of a network, a [`Period`], into
//! [`Line`]s, and a [`Sink`] adds them up ([`Totals`]) or keeps them all ([`Statement`]).
//!
//! ```
//! use std::sync::Arc;
//! use downline::commission::{Compression, Ledger, Period, Plan, Statement, Unilevel};
//! use downline::units::{Money, Rate, Volume};
//!
//! let percent = |number: u32| Rate::from_parts_per_million(number * 10_000);
//! let plan = Plan::new(vec![Arc::new(Unilevel::new(vec![percent(6), percent(4)], Compression::None))]);
//!
//! // John (0) sponsors Mike (1), Mike sponsors Jessica (2), and Jessica orders for 100.
//! let mut month = Period::new(vec![0, 0, 1])?;
//! month.set_volume(2, Volume::from_hundredths(100_00), Volume::from_hundredths(100_00));
//!
//! let mut statement = Statement::new();
//! plan.settle(&month, &mut Ledger::new(), &mut statement);
//! assert_eq!(statement.paid_to(1), Money::from_cents(6_00));
//! assert_eq!(statement.paid_to(0), Money::from_cents(4_00));
//! # Ok::<(), downline::commission::PeriodError>(())
//! ```
//!
//! Commission never draws and keeps no hidden state: the same month pays the same cents. Each rule stands in a file of
//! its own; none recurses, because a sponsor's id is always below its recruits' ids.

#![allow(clippy::similar_names)] // an earner has earned: the field's own words

pub mod binary;
mod books;
pub mod breakaway;
pub mod cap;
pub mod customer_discount;
mod desk;
pub mod differential;
mod earnings;
mod family;
pub mod fast_start;
pub mod generation;
mod groups;
mod holders;
pub mod infinity;
mod leaders;
mod leg_weights;
mod legs;
mod level_pay;
mod line;
pub mod match_down;
pub mod matching;
pub mod matrix;
mod needs;
mod outlook;
mod parts;
mod period;
mod period_error;
pub mod placement;
mod places;
mod plan;
pub mod pool;
pub mod rank_advancement;
pub mod rank_bonus;
pub mod ranks;
mod remembered;
mod requirement;
pub mod retail;
mod rounding;
mod scratch;
mod share;
mod sides;
mod sink;
mod standing;
pub mod structure;
pub mod team_percent;
pub mod unilevel;
mod volumes;
mod your_sum;

pub use binary::Binary;
pub use books::{Books, Ledger};
pub use breakaway::Breakaway;
pub use cap::{CompanyCap, EarnerCap};
pub use customer_discount::CustomerDiscount;
pub use differential::Differential;
pub use fast_start::FastStart;
pub use generation::Generation;
pub use infinity::Infinity;
pub use level_pay::Unpaid;
pub use line::{Basis, Line, Reason};
pub use match_down::MatchDown;
pub use matching::Matching;
pub use matrix::Matrix;
pub use needs::Needs;
pub use outlook::{Above, OrderKind, Promise};
pub use period::{Period, Present};
pub use period_error::PeriodError;
pub use placement::{Placement, PlacementError, Placing};
pub(crate) use plan::labels;
pub use plan::{Plan, Rule};
pub use pool::Pool;
pub use rank_advancement::RankAdvancement;
pub use rank_bonus::RankBonus;
pub use ranks::{CapOn, Ladder, LegCap, LegsWithRank, LineDemand, PaidAs, Requirement};
pub use retail::Retail;
pub use rounding::{RoundedPer, Rounding, ToCent};
pub use share::Share;
pub use sink::{EarnerByRule, Entry, Sink, Statement, Totals};
pub use standing::Standing;
pub use structure::StructureBonus;
pub use team_percent::TeamPercent;
pub use unilevel::{Compression, Unilevel};
pub use volumes::{OwnVolume, group_volumes};
pub use your_sum::YourSum;
