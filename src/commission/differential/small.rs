//! The way up from each buyer in a small network, for whoever asks only what is paid: member by member, without tables of
//! who is next. In a large network that would take the square of its depth.

use super::{Differential, OwnOrder, difference, share_of};
use crate::commission::{Books, Line, Period, Reason, Share};
use crate::team::MemberId;
use crate::units::{Rate, Volume};

/// Up to so many members a way up is shorter than the tables that shorten it.
pub(super) const MOST_MEMBERS: usize = 64;

/// Pays every order of the month. Nobody is paid when tied.
pub(super) fn settle(rule: &Differential, period: &Period, books: &mut Books<'_>) {
    let mut group = std::mem::take(&mut books.desk().group);
    let mut reached = std::mem::take(&mut books.desk().rates);
    rule.reach(period, &mut group, &mut reached);
    for (buyer, &volume) in (0..).zip(period.commissionable()) {
        let counted = rule.orders.counted(period, buyer);
        if volume != Volume::ZERO && counted != Rate::ZERO {
            Order { rule, period, reached: &reached, buyer, volume, counted }.pay(books);
        }
    }
    books.desk().group = group;
    books.desk().rates = reached;
}

/// One order.
struct Order<'a> {
    rule: &'a Differential,
    period: &'a Period,
    /// The rate each member has reached, active or not.
    reached: &'a [Rate],
    buyer: MemberId,
    volume: Volume,
    /// The share of the volume that is paid on.
    counted: Rate,
}

impl Order<'_> {
    fn pay(&self, books: &mut Books<'_>) {
        let mut paid = Rate::ZERO;
        match self.rule.own_order {
            OwnOrder::Paid => paid = self.pay_difference(self.buyer, 0, paid, books),
            OwnOrder::TakenAsDiscount => paid = self.reached[self.buyer as usize],
            OwnOrder::NotPaid => {}
        }
        let (mut member, mut level) = (self.buyer, 0_u16);
        while member != 0 && !self.rule.breaks(self.period, member as usize) {
            member = self.period.sponsors()[member as usize];
            level = level.saturating_add(1);
            paid = self.pay_difference(member, level, paid, books);
        }
    }

    /// Pays a member what its rate is above what has been paid, and returns what has been paid then.
    fn pay_difference(&self, earner: MemberId, level: u16, paid: Rate, books: &mut Books<'_>) -> Rate {
        let rate = self.reached[earner as usize];
        if rate <= paid || !self.period.active()[earner as usize] {
            return paid;
        }
        if books.wants(earner) {
            let own = difference(rate, paid);
            let share = share_of(self.counted, own, self.period.point_value());
            let amount = books.award(earner, &share, self.volume.hundredths());
            let basis = || Share::of(&[self.counted]).of_points(self.volume);
            let line = || Line::on_order(earner, self.buyer, level, basis(), own, amount);
            books.entry(Some(earner), amount, Reason::Paid, line);
        }
        rate
    }
}
