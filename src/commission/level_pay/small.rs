//! Level pay in a small network, for whoever asks only what is paid: each order simply goes up, member by member, without
//! tables of who is next. In a large network that would take the square of its depth.

use super::{Counting, Orders, Terms, Unpaid};
use crate::commission::{Books, Line, Period, Reason, Unilevel};
use crate::team::MemberId;
use crate::units::{Money, Rate, Volume};

use super::terms::Step;

/// Up to so many members a way up is shorter than the tables that shorten it.
pub(super) const MOST_MEMBERS: usize = 64;

/// One settlement in progress, by members.
pub(super) struct Climb<'a> {
    pub(super) rule: &'a Unilevel,
    pub(super) terms: &'a Terms,
    pub(super) period: &'a Period,
    /// Who stands above each member in the tree of the rule.
    pub(super) parents: &'a [MemberId],
    /// How many active legs each member has; empty where none are asked for.
    pub(super) legs: &'a [usize],
}

impl Climb<'_> {
    /// Pays all orders.
    pub(super) fn settle(&self, books: &mut Books<'_>) {
        let Orders { new, old, .. } = self.rule.orders;
        for (buyer, &volume) in (0..).zip(self.period.commissionable()) {
            // The first member has nobody above.
            if volume == Volume::ZERO || (buyer == 0 && self.terms.own.is_none() && !self.rule.begins_at_buyer) {
                continue;
            }
            let is_new = self.rule.orders.is_new(self.period, buyer);
            if (if is_new { new } else { old }) != Rate::ZERO {
                self.pay_order(buyer, volume, usize::from(is_new), books);
            }
        }
    }

    /// Pays an order of the old (0) or of a new member (1), level by level.
    fn pay_order(&self, buyer: MemberId, volume: Volume, of_new: usize, books: &mut Books<'_>) {
        if let Some(steps) = self.terms.own.as_ref().filter(|_| self.period.active()[buyer as usize]) {
            self.pay(buyer, buyer, volume, &steps[of_new], books);
        }
        let mut payee = buyer;
        for steps in &self.terms.levels {
            let step = &steps[of_new];
            let begins = self.rule.begins_at_buyer && step.number == 1 && self.counts(payee, step.number);
            if !begins {
                match self.above(payee, |member| self.counts(member, step.number)) {
                    Some(above) => payee = above,
                    None => return,
                }
            }
            // Who uses up a level only by holding it is known to hold it.
            if self.rule.counting == Counting::Holding || self.holds(payee, step.number) {
                self.pay(payee, buyer, volume, step, books);
            } else if self.rule.unpaid == Unpaid::RollsUp
                && let Some(holder) = self.above(payee, |member| self.holds(member, step.number))
            {
                self.pay(holder, buyer, volume, step, books);
            }
        }
    }

    /// Pays an active member who holds the level.
    fn pay(&self, earner: MemberId, buyer: MemberId, volume: Volume, step: &Step, books: &mut Books<'_>) {
        if !books.wants(earner) {
            return;
        }
        let mut rank = self.period.ranks()[earner as usize];
        if self.rule.of_lower_rank {
            rank = rank.min(self.period.ranks()[buyer as usize]);
        }
        let (rate, share) = step.at(rank);
        if *rate != Rate::ZERO {
            let amount = books.award(earner, share, volume.hundredths());
            let basis = || step.counted.of_points(volume);
            let line = || Line::on_order(earner, buyer, step.number, basis(), *rate, Money::ZERO);
            books.entry(Some(earner), amount, Reason::Paid, line);
        }
    }

    /// The nearest member above of whom this is true; nobody beyond a group that has broken away.
    #[inline]
    fn above(&self, mut member: MemberId, is_it: impl Fn(MemberId) -> bool) -> Option<MemberId> {
        while member != 0 && !self.rule.boundary.is_some_and(|rank| self.leads(member, rank)) {
            member = self.parents[member as usize];
            if is_it(member) {
                return Some(member);
            }
        }
        None
    }

    fn leads(&self, member: MemberId, rank: u8) -> bool {
        self.period.leader_ranks()[member as usize] >= rank
    }

    /// Whether a member uses up this level, paid or not.
    #[inline]
    fn counts(&self, member: MemberId, level: u16) -> bool {
        match self.rule.counting {
            Counting::Everybody => true,
            Counting::Active => self.period.active()[member as usize],
            Counting::Holding => self.holds(member, level),
            Counting::Leaders(rank) => self.leads(member, rank),
            Counting::ActiveLeaders(rank) => self.period.active()[member as usize] && self.leads(member, rank),
        }
    }

    /// Whether a member is active and holds this level.
    #[inline]
    fn holds(&self, member: MemberId, level: u16) -> bool {
        let at = member as usize;
        self.period.active()[at]
            && self.rule.levels_of_member(self.terms, self.period, at, self.legs.get(at).copied()) >= level
    }
}
