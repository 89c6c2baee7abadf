//! Differential (stairstep): each upline is paid the part of its rate that nobody below it has been paid yet.

mod climb;
pub(super) mod groups;
mod orders;
mod small;

use super::level_pay::{Orders, at_rank};
use super::volumes::{OwnVolume, fill_group_volumes};
use super::{Books, Needs, Period, Rule, Share};
use crate::team::MemberId;
use crate::units::{Rate, Volume};

/// Which volume of the group is looked up in the brackets. What is paid on is always commissionable volume.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// Personal volume (PV) of the group: points that qualify.
    Personal,
    /// Commissionable volume (CV) of the group: the number that is paid on.
    Commissionable,
}

/// How a bracket table is read. Public plans disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brackets {
    /// The whole volume is paid at the highest bracket reached.
    Slab,
    /// Each bracket's rate is paid on the part of the volume inside it; only with [`Lookup::Commissionable`], for any
    /// other volume it reads as [`Brackets::Slab`].
    Marginal,
}

/// What a member is paid on its own orders. Public plans disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnOrder {
    /// Its own rate, as the first on the way up.
    Paid,
    /// It has had its rate off the price, active or not: the rate counts as paid to it, without a line, and stands
    /// outside the promise.
    TakenAsDiscount,
    /// Nothing: the way up begins at its sponsor.
    NotPaid,
}

/// What an active upline of a rate above nothing is paid whose rate is not above what has been paid below it: it is
/// *tied* or *overtaken*. Public plans disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EqualBelow {
    /// Nothing.
    Nothing,
    /// This rate of the order, the nearest so many uplines. An upline whose difference is smaller than this rate is
    /// one of them: it is paid the minimum in place of its difference.
    Minimum {
        /// The least that is paid.
        minimum: Rate,
        /// How many uplines are paid it on one order.
        payees: u16,
    },
    /// A share of what the nearest payee below was paid on the same order, a match included, so that matches of
    /// matches go on upward. Uplines whose rank has no rate are passed over.
    Match {
        /// By the upline's rank, the last for all higher ranks.
        rates: Vec<Rate>,
        /// How many uplines are paid a match on one order.
        payees: u16,
    },
}

/// Where a member's rate comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    /// `rates[rank]`, the last for all higher ranks.
    Rank(Vec<Rate>),
    /// From this group volume this rate, rising.
    Group { steps: Vec<(Volume, Rate)>, lookup: Lookup, own: OwnVolume, brackets: Brackets },
}

/// Pays the difference between a member's rate and the highest rate already paid below it on the same order.
///
/// Walking up from the buyer with `paid = 0`, or with its own rate where it has had that off the price: an active
/// member of rate `r > paid` is paid `(r - paid) * CV`, then `paid = r`. The buyer is the first on the way, or not, as
/// [`OwnOrder`] says; an upline with no higher rate is paid what [`EqualBelow`] says, and nobody is ever paid less than
/// nothing. One line, and one rounding, an earner and source.
///
/// Of the orders of members in their first months, and of those of all others, only a share may be paid on: so that one
/// rule pays new members' orders only (a coded bonus), or another share of them beside a fast start. `CV` is then that
/// share of it, here and in the promise; brackets are looked up on all of it.
///
/// 21 % over 19 % over 15 % over 10 % over a buyer of 100: 10.00, 5.00, 4.00 and 2.00.
///
/// # What is promised
///
/// The highest rate of the table on every order, less what the buyer has had off the price. What no rate on the way
/// reaches is kept (`rate-not-reached`), and what the roundings of the lines leave (`rounding`).
///
/// - With [`EqualBelow::Minimum`] also the minimum, rounded, for each of so many payees. Where fewer stand above, the
///   rest is kept (`no-upline-left`, or `broken-away` below a group that broke away), and so is a difference that the
///   minimum is paid in place of (`lower-rate`). At 1 % and 3 payees a table up to 21 % promises 24 % of every order.
/// - Matches stand beside the promise: no order has a share for them.
/// - With [`Brackets::Marginal`] nothing is paid order by order but one line an earner: what the brackets earn on its
///   group less what they earn on the groups of its legs; where the head of a leg is not active, on the groups below
///   that head. The promise is the highest rate on each whole group, rounded
///   once: the first member's, and each that breaks away. What the lower brackets earn less is kept
///   (`rate-not-reached`); so is, when the head of the group is not active, what it would be paid (`not-active`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differential {
    source: Source,
    boundary: Option<u8>,
    own_order: OwnOrder,
    equal_below: EqualBelow,
    orders: Orders,
}

impl Differential {
    /// Rates by rank: `rates[rank]`, the last for all higher ranks.
    #[must_use]
    pub const fn by_rank(rates: Vec<Rate>) -> Self {
        Self::of(Source::Rank(rates))
    }

    /// Rates by group volume: from the volume of each step its rate, and nothing below the lowest.
    #[must_use]
    pub fn by_group(mut steps: Vec<(Volume, Rate)>, lookup: Lookup, own: OwnVolume, brackets: Brackets) -> Self {
        steps.sort_unstable();
        let brackets = if lookup == Lookup::Personal { Brackets::Slab } else { brackets };
        Self::of(Source::Group { steps, lookup, own, brackets })
    }

    /// A rule that pays the buyer its own rate, and tied uplines nothing.
    const fn of(source: Source) -> Self {
        Self {
            source,
            boundary: None,
            own_order: OwnOrder::Paid,
            equal_below: EqualBelow::Nothing,
            orders: Orders::ALIKE,
        }
    }

    /// The same rule in which members paid as this rank or higher break away: neither volume nor pay crosses from
    /// their group to those above.
    #[must_use]
    pub const fn with_breakaway_rank(mut self, rank: u8) -> Self {
        self.boundary = Some(rank);
        self
    }

    /// The same rule with this pay on a member's own orders, in place of [`OwnOrder::Paid`]. Marginal brackets pay no
    /// single orders: with them it changes nothing.
    #[must_use]
    pub const fn with_own_order(mut self, own_order: OwnOrder) -> Self {
        self.own_order = own_order;
        self
    }

    /// The same rule with this pay for tied and overtaken uplines, in place of [`EqualBelow::Nothing`]. With marginal
    /// brackets it changes nothing.
    #[must_use]
    pub fn with_equal_below(mut self, equal_below: EqualBelow) -> Self {
        self.equal_below = equal_below;
        self
    }

    /// The same rule paid on the share `new` of the orders of members in their first `months` months, the joining month
    /// counting as the first, and on the share `others` of all other orders. With marginal brackets it changes nothing.
    #[must_use]
    pub const fn with_member_shares(mut self, months: u16, new: Rate, others: Rate) -> Self {
        self.orders = Orders { months, new, old: others };
        self
    }

    fn breaks(&self, period: &Period, member: usize) -> bool {
        self.boundary.is_some_and(|rank| period.leader_ranks()[member] >= rank)
    }

    /// The highest rate of the table.
    fn top(&self) -> Rate {
        let top = match &self.source {
            Source::Rank(rates) => rates.iter().max().copied(),
            Source::Group { steps, .. } => steps.iter().map(|step| step.1).max(),
        };
        top.unwrap_or(Rate::ZERO)
    }

    /// The rate that each member has reached, active or not, into memory that is used again; `group` is memory to work in.
    fn reach(&self, period: &Period, group: &mut Vec<Volume>, reached: &mut Vec<Rate>) {
        reached.clear();
        match &self.source {
            Source::Rank(table) => {
                let rate = |&rank: &u8| at_rank(table, rank).copied().unwrap_or(Rate::ZERO);
                reached.extend(period.ranks().iter().map(rate));
            }
            Source::Group { steps, lookup, own, .. } => {
                let column = match lookup {
                    Lookup::Personal => period.personal(),
                    Lookup::Commissionable => period.commissionable(),
                };
                fill_group_volumes(period, column, |member| self.breaks(period, member), group);
                let rate = |(&group, &alone): (&Volume, &Volume)| {
                    let counted = if *own == OwnVolume::Included { group } else { group - alone };
                    steps.iter().rev().find(|step| step.0 <= counted).map_or(Rate::ZERO, |step| step.1)
                };
                reached.extend(group.iter().zip(column).map(rate));
            }
        }
    }
}

/// This rate of an order of which this share counts.
fn share_of(counted: Rate, rate: Rate, worth: Rate) -> Share {
    if counted == Rate::ONE { Share::of_two(rate, worth) } else { Share::of(&[counted, rate, worth]) }
}

/// How far one rate stands above another; nothing when it does not.
const fn difference(higher: Rate, lower: Rate) -> Rate {
    Rate::from_parts_per_million(higher.parts_per_million().saturating_sub(lower.parts_per_million()))
}

impl Rule for Differential {
    fn name(&self) -> &'static str {
        "differential"
    }

    fn needs(&self) -> Needs {
        let (by_rank, personal) = match &self.source {
            Source::Rank(rates) => (rates.len() > 1, false),
            Source::Group { lookup, .. } => (false, *lookup == Lookup::Personal),
        };
        let matches = matches!(&self.equal_below, EqualBelow::Match { rates, .. } if rates.len() > 1);
        let joined = self.orders != Orders::ALIKE;
        Needs { personal, joined, ..Needs::ranked(by_rank || matches || self.boundary.is_some()) }
    }

    fn volume_edges(&self) -> Vec<Volume> {
        match &self.source {
            Source::Rank(_) => Vec::new(),
            Source::Group { steps, .. } => steps.iter().map(|step| step.0).collect(),
        }
    }

    fn walks<'a>(&self, period: &'a Period) -> Option<&'a [MemberId]> {
        Some(period.sponsors())
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        match &self.source {
            Source::Group { steps, own, brackets: Brackets::Marginal, .. } => {
                groups::settle(self, period, steps, *own, books);
            }
            _ if !books.wants_kept()
                && self.equal_below == EqualBelow::Nothing
                && period.len() <= small::MOST_MEMBERS =>
            {
                small::settle(self, period, books);
            }
            _ => orders::settle(self, period, books),
        }
    }
}
