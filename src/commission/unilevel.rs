//! Unilevel: a rate for each level between buyer and earner.

use std::sync::Arc;

use super::level_pay::{self, Counting, Orders, Terms, Unpaid, Upline, at_rank};
use super::outlook::Above;
use super::{Books, Needs, OrderKind, Period, Placement, Placing, Promise, Rule, Share, YourSum};
use crate::team::MemberId;
use crate::units::{Rate, Volume};

/// What happens to the levels when a member between buyer and earner is not active or not qualified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// Levels are tree levels: an inactive member uses one up, and its share is kept by the company.
    None,
    /// Inactive members are passed over.
    Standard,
    /// Inactive members, and members who do not hold the level about to be paid, are passed over.
    Dynamic,
}

/// Pays uplines a rate of an order by level: walking up from the buyer, the first upline is paid at level 1, the next
/// at level 2, and so on.
///
/// `pay = CV * broad percentage * rate(rank, level)`, for an active earner who holds the level. Rates come by level, or
/// by rank and level; the levels held may be limited by rank, by personal volume, or both. One line, and one rounding,
/// an earner, source and level.
///
/// The rule promises the sum of each level's highest rate on every order, so what is paid and what is kept make that
/// promise to the cent.
///
/// Rates 5 %, broad percentage 40 %, an order of 200: each of the uplines who hold their level is paid
/// 200 * 0.40 * 0.05 = 4.00.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unilevel {
    /// By rank, then by level from 1; the last list is that of all higher ranks. Never empty.
    pub(super) rates: Vec<Vec<Rate>>,
    /// By rank: what a member is paid on its own orders.
    pub(super) own_rates: Vec<Rate>,
    pub(super) counting: Counting,
    pub(super) broad: Rate,
    depth_by_rank: Vec<usize>,
    depth_by_volume: Vec<(Volume, usize)>,
    /// By the number of active legs from 0, the last for all more; empty when legs open no levels.
    depth_by_legs: Vec<usize>,
    pub(super) boundary: Option<u8>,
    pub(super) orders: Orders,
    pub(super) upline: Upline,
    pub(super) unpaid: Unpaid,
    /// Whether the rates are those of the lower one of the earner's and the buyer's rank.
    pub(super) of_lower_rank: bool,
    /// Whether a buyer who uses up levels uses up the first one itself.
    pub(super) begins_at_buyer: bool,
    /// What is alike in all months; `None` while the rule is in no plan.
    pub(super) terms: Option<Arc<Terms>>,
}

impl Unilevel {
    /// A rule that pays `rates[0]` on level 1, `rates[1]` on level 2, and so on, to everybody active.
    #[must_use]
    pub fn new(rates: Vec<Rate>, compression: Compression) -> Self {
        Self {
            rates: vec![rates],
            own_rates: Vec::new(),
            counting: compression.into(),
            broad: Rate::ONE,
            depth_by_rank: Vec::new(),
            depth_by_volume: Vec::new(),
            depth_by_legs: Vec::new(),
            boundary: None,
            orders: Orders::ALIKE,
            upline: Upline::Sponsor,
            unpaid: Unpaid::Company,
            of_lower_rank: false,
            begins_at_buyer: false,
            terms: None,
        }
    }

    /// The same rule for months in which a point is worth so much.
    pub(super) fn with_terms(&self, worth: Rate) -> Self {
        Self { terms: Some(Arc::new(Terms::new(self, worth))), ..self.clone() }
    }

    /// The same rule with rates by rank: `rates[rank][level - 1]`. The last list is that of all higher ranks; an empty
    /// table changes nothing.
    #[must_use]
    pub fn with_rates_by_rank(mut self, rates: Vec<Vec<Rate>>) -> Self {
        if !rates.is_empty() {
            self.rates = rates;
        }
        self
    }

    /// The same rule in which an earner is paid the rates of the lower one of its own and the buyer's rank, where ranks
    /// stand for what people have bought into: the lower of two plans.
    ///
    /// Silver 5 %, Gold 8 %: a Gold is paid 5 % of the orders of a Silver, and a Silver 5 % of those of a Gold.
    #[must_use]
    pub const fn with_rates_of_lower_rank(mut self) -> Self {
        self.of_lower_rank = true;
        self
    }

    /// The same rule that also pays a member on its own orders, as level 0: `rates[rank]`, the last for all higher
    /// ranks.
    #[must_use]
    pub fn with_own_rates(mut self, rates: Vec<Rate>) -> Self {
        self.own_rates = rates;
        self
    }

    /// The same rule in which a rank holds so many levels: `depth[rank]`, the last for all higher ranks.
    #[must_use]
    pub fn with_depth_by_rank(mut self, depth: Vec<usize>) -> Self {
        self.depth_by_rank = depth;
        self
    }

    /// The same rule in which a member holds the levels of the highest step its personal volume reaches, and none
    /// below the lowest step: `[(0, 1), (100, 7)]` is one level with less than 100 points and seven from there.
    #[must_use]
    pub fn with_depth_by_volume(mut self, mut steps: Vec<(Volume, usize)>) -> Self {
        steps.sort_unstable();
        self.depth_by_volume = steps;
        self
    }

    /// The same rule in which a member with so many active legs holds so many levels: `depth[legs]`, the last for all
    /// more. A leg is active while its head, whom the member has sponsored, is.
    ///
    /// `[0, 1, 3]`: no level without an active leg, one with one, three with two or more.
    #[must_use]
    pub fn with_depth_by_active_legs(mut self, depth: Vec<usize>) -> Self {
        self.depth_by_legs = depth;
        self
    }

    /// The same rule paid on this share of the commissionable volume (the broad percentage).
    #[must_use]
    pub fn with_broad_percentage(mut self, broad: Rate) -> Self {
        self.broad = broad;
        self
    }

    /// The same rule in which members paid as this rank or higher break away: an order below or of theirs is paid up to
    /// them and not beyond.
    #[must_use]
    pub const fn with_breakaway_rank(mut self, rank: u8) -> Self {
        self.boundary = Some(rank);
        self
    }

    /// The same rule in which the share of a level that the member who uses it up may not be paid goes elsewhere; to the
    /// company unless said. What a lower rate leaves of the highest one is nobody's unpaid share.
    #[must_use]
    pub const fn with_unpaid(mut self, unpaid: Unpaid) -> Self {
        self.unpaid = unpaid;
        self
    }

    /// The same rule in which levels are counted up the placement tree; `placing` is where members stand when the
    /// network does not say.
    #[must_use]
    pub const fn with_placement(mut self, placing: Placing) -> Self {
        self.upline = Upline::Placement(placing);
        self
    }

    /// The same rule paid on only this share of the orders of members in their first `months` months, the joining
    /// month counting as the first: nothing when a fast start is paid instead, a part or all of it beside one.
    #[must_use]
    pub const fn with_new_member_share(mut self, months: u16, share: Rate) -> Self {
        self.orders = Orders { months, new: share, old: Rate::ONE };
        self
    }

    /// The levels a member of this rank and personal volume holds while active.
    pub(super) fn levels_held(&self, rank: u8, personal: Volume) -> usize {
        self.levels_by_rank(rank).min(self.levels_by_volume(personal))
    }

    /// The levels that a rank holds, whatever its volume.
    pub(super) fn levels_by_rank(&self, rank: u8) -> usize {
        let by_rank = at_rank(&self.depth_by_rank, rank).copied().unwrap_or(usize::MAX);
        by_rank.min(at_rank(&self.rates, rank).map_or(0, Vec::len))
    }

    /// From how many ranks on all higher ones hold the same levels.
    pub(super) fn ranks(&self) -> usize {
        self.depth_by_rank.len().max(self.rates.len())
    }

    /// The levels that an active member holds in a month, by rank, volume and, where they are asked for, active legs.
    #[inline]
    pub(super) fn levels_of_member(&self, terms: &Terms, period: &Period, member: usize, legs: Option<usize>) -> u16 {
        let mut held = terms.held(period.ranks()[member]);
        let narrow = |levels: usize| u16::try_from(levels).unwrap_or(u16::MAX);
        if !self.depth_by_volume.is_empty() {
            held = held.min(narrow(self.levels_by_volume(period.personal()[member])));
        }
        if let Some(legs) = legs {
            held = held.min(narrow(self.levels_by_legs(legs)));
        }
        held
    }

    /// Whether active legs open levels.
    pub(super) const fn counts_legs(&self) -> bool {
        !self.depth_by_legs.is_empty()
    }

    /// The levels that so many active legs open.
    pub(super) fn levels_by_legs(&self, legs: usize) -> usize {
        self.depth_by_legs.get(legs).or(self.depth_by_legs.last()).copied().unwrap_or(usize::MAX)
    }

    /// Whether a level is held as far as personal volume goes.
    pub(super) fn holds_by_volume(&self, level: u16, personal: impl FnOnce() -> Volume) -> bool {
        self.depth_by_volume.is_empty() || self.levels_by_volume(personal()) >= usize::from(level)
    }

    fn levels_by_volume(&self, personal: Volume) -> usize {
        if self.depth_by_volume.is_empty() {
            return usize::MAX;
        }
        self.depth_by_volume.iter().rev().find(|step| step.0 <= personal).map_or(0, |step| step.1)
    }

    fn reads_rank(&self) -> bool {
        let leaders = matches!(self.counting, Counting::Leaders(_));
        let tables = [self.rates.len(), self.own_rates.len(), self.depth_by_rank.len()];
        leaders || self.boundary.is_some() || tables.iter().any(|&ranks| ranks > 1)
    }

    /// The deepest level any rank is paid on.
    pub(super) fn depth(&self) -> usize {
        self.rates.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// The most that all members together are paid on an order of this kind: on each level that somebody may hold, and as far
    /// as somebody may stand above the buyer, the highest rate of the ranks that there are.
    pub(super) fn promises_on(&self, kind: OrderKind) -> Promise {
        let counted = if kind.age < self.orders.months { self.orders.new } else { self.orders.old };
        let has_leaders = match self.counting {
            Counting::Leaders(rank) | Counting::ActiveLeaders(rank) => kind.highest_rank >= rank,
            Counting::Everybody | Counting::Active | Counting::Holding => true,
        };
        let most_levels = match (kind.above, self.upline) {
            _ if !has_leaders => 0,
            _ if self.begins_at_buyer => usize::MAX,
            (Above::Nobody, _) => 0,
            (Above::One, Upline::Sponsor | Upline::Enroller) => 1,
            (Above::One | Above::Many, _) => usize::MAX,
        };
        let ranks = 0..=kind.highest_rank;
        let held = ranks.clone().map(|rank| self.levels_by_rank(rank)).max().unwrap_or(0);
        let levels = most_levels.min(held).min(self.depth());
        let rate = |rank: u8, level: usize| at_rank(&self.rates, rank).and_then(|rates| rates.get(level)).copied();
        let highest = |level: usize| ranks.clone().filter_map(|rank| rate(rank, level)).max().unwrap_or(Rate::ZERO);
        let own = ranks.clone().filter_map(|rank| at_rank(&self.own_rates, rank)).max();
        let rates = (0..levels).map(highest).chain(own.copied()).filter(|_| counted != Rate::ZERO);
        let each = rates.map(|rate| Promise { parts_per_million: rate.parts_per_million().into(), lines: 1 });
        each.fold(Promise::NOTHING, Promise::and).share(self.broad, 1).share(counted, 1)
    }

    /// Whether all that decides is a level: no windows, no other tree, no legs, no groups that break away.
    fn is_plain(&self) -> bool {
        let is_of_sponsors = self.upline == Upline::Sponsor && !self.counts_legs();
        self.boundary.is_none() && self.orders == Orders::ALIKE && is_of_sponsors
    }

    /// The shares of an order that the lowest rank is paid on each level that it holds.
    fn shares_by_level(&self) -> Vec<Share> {
        let held = self.levels_held(0, Volume::ZERO);
        self.rates[0].iter().take(held).map(|&rate| Share::of(&[self.broad, rate])).collect()
    }
}

impl Rule for Unilevel {
    fn name(&self) -> &'static str {
        "unilevel"
    }

    fn needs(&self) -> Needs {
        Needs {
            personal: !self.depth_by_volume.is_empty(),
            rank: self.reads_rank(),
            retail: false,
            owner: false,
            enroller: self.upline == Upline::Enroller,
            joined: self.orders != Orders::ALIKE,
            placing: match self.upline {
                Upline::Sponsor | Upline::Enroller => Vec::new(),
                Upline::Placement(placing) => vec![placing],
            },
            sides: false,
        }
    }

    /// With compression it matters who is not active, and with own rates what you order.
    fn your_sum(&self) -> Option<YourSum> {
        let is_sum = self.counting == Counting::Everybody
            && self.own_rates.is_empty()
            && self.depth_by_volume.is_empty()
            && self.is_plain()
            && self.unpaid != Unpaid::RollsUp;
        is_sum.then(|| YourSum::ByLevel(self.shares_by_level()))
    }

    fn volume_edges(&self) -> Vec<Volume> {
        self.depth_by_volume.iter().map(|step| step.0).collect()
    }

    fn walks<'a>(&self, period: &'a Period) -> Option<&'a [MemberId]> {
        match self.upline {
            Upline::Sponsor => Some(period.sponsors()),
            // Legs are counted among sponsors, in a tree of its own.
            _ if self.counts_legs() => None,
            Upline::Enroller => Some(period.enrollers()),
            Upline::Placement(placing) => period.placement_by(placing).map(Placement::parents),
        }
    }

    fn made_ready(&self, _labels: &[String], worth: Rate) -> Option<Arc<dyn Rule>> {
        Some(Arc::new(self.with_terms(worth)))
    }

    fn new_months(&self) -> u16 {
        self.orders.months
    }

    fn promises(&self, kind: OrderKind, _before: &[Option<Promise>]) -> Option<Promise> {
        Some(self.promises_on(kind))
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        level_pay::settle(self, period, books);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_unilevel_is_a_sum_over_members() {
        let percent = |number: u32| Rate::from_parts_per_million(number * 10_000);
        let rule = || Unilevel::new(vec![percent(5), percent(3)], Compression::None);
        assert_eq!(
            rule().your_sum(),
            Some(YourSum::ByLevel([5, 3].map(|number| Share::of(&[percent(number)])).to_vec()))
        );
        for other in [
            Unilevel::new(vec![percent(5)], Compression::Standard),
            rule().with_new_member_share(3, Rate::ZERO),
            rule().with_depth_by_active_legs(vec![0, 1]),
            rule().with_depth_by_volume(vec![(Volume::from_hundredths(100_00), 2)]),
            rule().with_breakaway_rank(1),
            rule().with_own_rates(vec![percent(5)]),
            rule().with_unpaid(Unpaid::RollsUp),
        ] {
            assert_eq!(other.your_sum(), None, "{other:?}");
        }
    }
}
