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
        if books.only() == Some(0) && self.goes_straight_up() {
            return self.pay_first_member(books);
        }
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

    /// Whether an order goes up from the member above its buyer, and whoever may not be paid hands nothing on.
    fn goes_straight_up(&self) -> bool {
        let begins_above = self.terms.own.is_none() && !self.rule.begins_at_buyer;
        let is_handed_on = self.rule.boundary.is_some() || self.rule.unpaid == Unpaid::RollsUp;
        begins_above && !is_handed_on && !self.rule.of_lower_rank
    }

    /// As [`Climb::settle`], where nobody reads what others than the first member are paid: each order is looked at once, where
    /// it has come to the top, and what they come to is one entry.
    fn pay_first_member(&self, books: &mut Books<'_>) {
        let levels = self.levels_of_the_first();
        if levels == 0 {
            return;
        }
        let (orders, rank) = (self.rule.orders, self.period.ranks()[0]);
        let counts = [orders.old, orders.new].map(|share| share != Rate::ZERO);
        let month = self.period.month().get();
        let members = self.parents.len();
        let (volumes, joined) = (&self.period.commissionable()[..members], &self.period.joined()[..members]);
        let mut paid = Money::ZERO;
        for buyer in 1..members {
            let of_new = usize::from(month.saturating_sub(joined[buyer]) < orders.months);
            if volumes[buyer] == Volume::ZERO || !counts[of_new] {
                continue;
            }
            let parent = self.parents[buyer];
            let used_up = if parent == 0 { 0 } else { self.used_up(parent) };
            if used_up < levels {
                let share = &self.terms.levels[used_up][of_new].at(rank).1;
                paid += books.award(0, share, volumes[buyer].hundredths());
            }
        }
        let line = || Line::on_order(0, 0, 1, Volume::ZERO, Rate::ZERO, Money::ZERO);
        books.entry(Some(0), paid, Reason::Paid, line);
    }

    /// How many levels the first member may be paid on.
    fn levels_of_the_first(&self) -> usize {
        let leads = match self.rule.counting {
            Counting::Leaders(rank) | Counting::ActiveLeaders(rank) => self.leads(0, rank),
            Counting::Everybody | Counting::Active | Counting::Holding => true,
        };
        if !leads || !self.period.active()[0] {
            return 0;
        }
        let held = self.rule.levels_of_member(self.terms, self.period, 0, self.legs.first().copied());
        self.terms.levels.len().min(held.into())
    }

    /// How many levels are used up from this member to below the first.
    fn used_up(&self, mut member: MemberId) -> usize {
        let mut used_up = 0;
        while member != 0 {
            let Some(step) = self.terms.levels.get(used_up) else { break };
            used_up += usize::from(self.counts(member, step[0].number));
            member = self.parents[member as usize];
        }
        used_up
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
