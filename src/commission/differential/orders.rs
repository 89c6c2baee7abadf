//! The way up from each buyer, order by order.

use super::climb::Climb;
use super::{Differential, EqualBelow, OwnOrder, difference, share_of};
use crate::commission::level_pay::at_rank;
use crate::commission::{Basis, Books, Line, Period, Reason, Share};
use crate::team::MemberId;
use crate::units::{Money, Rate, Volume};

/// Pays every order of the month. A walk jumps from one payee to the next, so that it takes at most as many steps as
/// there are different rates and payees that are tied.
pub(super) fn settle(rule: &Differential, period: &Period, books: &mut Books<'_>) {
    let (mut group, mut reached) = (Vec::new(), Vec::new());
    rule.reach(period, &mut group, &mut reached);
    drop(group);
    let present = |(&rate, &active): (&Rate, &bool)| if active { rate } else { Rate::ZERO };
    let rates: Vec<Rate> = reached.iter().zip(period.active()).map(present).collect();
    let tied_rate = |member: usize| match &rule.equal_below {
        EqualBelow::Nothing => Rate::ZERO,
        EqualBelow::Minimum { minimum, .. } => *minimum,
        EqualBelow::Match { rates, .. } => at_rank(rates, period.ranks()[member]).copied().unwrap_or(Rate::ZERO),
    };
    let is_tied = |member: usize| rates[member] > Rate::ZERO && tied_rate(member) > Rate::ZERO;
    let pays_tied = rule.equal_below != EqualBelow::Nothing;
    let climb = Climb::new(rule, period, &rates, pays_tied.then_some(&is_tied));
    let broken = if pays_tied { below_a_break(rule, period) } else { Vec::new() };
    let orders = Orders { rule, period, reached: &reached, rates: &rates, climb, broken, top: rule.top() };
    books.by_members(period.len(), |members, books| {
        for buyer in members {
            let volume = period.commissionable()[buyer as usize];
            if volume != Volume::ZERO {
                orders.pay(buyer, volume, books);
            }
        }
    });
}

/// Whether the way up from each member ends at a group that has broken away, not at the first member.
fn below_a_break(rule: &Differential, period: &Period) -> Vec<bool> {
    let mut broken = vec![false; period.len()];
    for (member, &sponsor) in period.sponsors().iter().enumerate().skip(1) {
        broken[member] = rule.breaks(period, member) || broken[sponsor as usize];
    }
    broken
}

/// What all orders of a month share.
struct Orders<'a> {
    rule: &'a Differential,
    period: &'a Period,
    /// The rate each member has reached.
    reached: &'a [Rate],
    /// The same, and nothing while inactive.
    rates: &'a [Rate],
    climb: Climb<'a>,
    /// Empty when tied members are paid nothing.
    broken: Vec<bool>,
    top: Rate,
}

/// One order on its way up.
struct Order {
    buyer: MemberId,
    volume: Volume,
    /// The share of the volume that is paid on, and what it comes to.
    counted: Rate,
    basis: Volume,
    /// The highest rate paid so far.
    paid: Rate,
    /// What is left of the promise of the highest rate.
    left: Money,
    /// What the last payee is paid on this order, rounded by itself: in a rounded sum the line depends on those before.
    last: Money,
    /// How many tied uplines may still be paid.
    payees: u16,
}

impl Orders<'_> {
    fn pay(&self, buyer: MemberId, volume: Volume, books: &mut Books<'_>) {
        let counted = self.rule.orders.counted(self.period, buyer);
        if counted == Rate::ZERO {
            return;
        }
        let basis = if counted == Rate::ONE { volume } else { Share::of(&[counted]).of_points(volume) };
        let is_discount = self.rule.own_order == OwnOrder::TakenAsDiscount;
        let paid = if is_discount { self.reached[buyer as usize] } else { Rate::ZERO };
        let left = books.promise(&self.share(counted, difference(self.top, paid)), volume.hundredths());
        let payees = match self.rule.equal_below {
            EqualBelow::Nothing => 0,
            EqualBelow::Minimum { payees, .. } | EqualBelow::Match { payees, .. } => payees,
        };
        let mut order = Order { buyer, volume, counted, basis, paid, left, last: Money::ZERO, payees };
        if self.rule.own_order == OwnOrder::Paid && self.rates[buyer as usize] > Rate::ZERO {
            self.pay_difference(&mut order, buyer, books);
        }
        let mut higher = self.climb.higher(buyer, order.paid);
        let mut at = buyer;
        loop {
            let tied = if self.pays_tied(&order) { self.climb.tied(at) } else { None };
            // On one way up the nearer member has the larger id; nobody is less than anybody.
            let Some(earner) = tied.max(higher) else { break };
            if Some(earner) == higher {
                if !self.pay_minimum(&mut order, earner, books) {
                    self.pay_difference(&mut order, earner, books);
                }
                higher = self.climb.higher(earner, order.paid);
            } else {
                self.pay_tied(&mut order, earner, books);
            }
            at = earner;
        }
        self.write_rest(&order, books);
    }

    /// This rate of an order of which this share counts.
    fn share(&self, counted: Rate, rate: Rate) -> Share {
        share_of(counted, rate, self.period.point_value())
    }

    fn line(&self, order: &Order, earner: MemberId, rate: Rate, amount: Money) -> Line {
        let level = self.climb.level(order.buyer, earner);
        Line::on_order(earner, order.buyer, level, order.basis, rate, amount)
    }

    /// What this rate of the order comes to when it is kept.
    fn promise(&self, order: &Order, rate: Rate, books: &Books<'_>) -> Money {
        books.promise(&self.share(order.counted, rate), order.volume.hundredths())
    }

    fn pay_difference(&self, order: &mut Order, earner: MemberId, books: &mut Books<'_>) {
        let rate = self.rates[earner as usize];
        let own = difference(rate, order.paid);
        let amount = books.award(earner, &self.share(order.counted, own), order.volume.hundredths());
        books.entry(Some(earner), amount, Reason::Paid, || self.line(order, earner, own, amount));
        order.left -= amount;
        if self.rule.equal_below != EqualBelow::Nothing {
            order.last = self.promise(order, own, books);
        }
        order.paid = rate;
    }

    /// Pays the minimum to an upline whose difference is smaller, and keeps the difference; whether it did.
    fn pay_minimum(&self, order: &mut Order, earner: MemberId, books: &mut Books<'_>) -> bool {
        let EqualBelow::Minimum { minimum, .. } = self.rule.equal_below else { return false };
        let rate = self.rates[earner as usize];
        let own = difference(rate, order.paid);
        if order.payees == 0 || own >= minimum {
            return false;
        }
        self.pay_tied(order, earner, books);
        let kept = self.promise(order, own, books);
        books.keep(&self.line(order, earner, own, kept), kept, Reason::LowerRate);
        order.left -= kept;
        order.paid = rate;
        true
    }

    /// Whether a tied upline would be paid, if there is one.
    fn pays_tied(&self, order: &Order) -> bool {
        let is_match = matches!(self.rule.equal_below, EqualBelow::Match { .. });
        order.payees > 0 && !(is_match && order.last == Money::ZERO)
    }

    fn pay_tied(&self, order: &mut Order, earner: MemberId, books: &mut Books<'_>) {
        let (rate, basis, amount) = match &self.rule.equal_below {
            EqualBelow::Nothing => return,
            EqualBelow::Minimum { minimum, .. } => {
                let amount = books.award(earner, &self.share(order.counted, *minimum), order.volume.hundredths());
                // Each minimum is promised by itself; what a rounded sum makes of it is rounding.
                order.last = self.promise(order, *minimum, books);
                order.left += order.last - amount;
                (*minimum, Basis::Points(order.basis), amount)
            }
            EqualBelow::Match { rates, .. } => {
                let rate = at_rank(rates, self.period.ranks()[earner as usize]).copied().unwrap_or(Rate::ZERO);
                let (share, basis) = (Share::of_two(rate, Rate::ONE), order.last);
                let amount = books.award(earner, &share, basis.cents());
                order.last = books.promise(&share, basis.cents());
                (rate, Basis::Money(basis), amount)
            }
        };
        order.payees -= 1;
        if amount != Money::ZERO {
            let line = || Line { basis, ..self.line(order, earner, rate, amount) };
            books.entry(Some(earner), amount, Reason::Paid, line);
        }
    }

    /// What no rate on the way reaches, the minima for which nobody stands above, and what roundings leave.
    fn write_rest(&self, order: &Order, books: &mut Books<'_>) {
        let buyer = order.buyer;
        let nobody = |rate, amount| Line { earner: None, ..self.line(order, buyer, rate, amount) };
        let rate = difference(self.top, order.paid);
        let unreached = self.promise(order, rate, books);
        let rest = order.left - unreached;
        if unreached != Money::ZERO {
            books.entry(None, unreached, Reason::RateNotReached, || nobody(rate, unreached));
        }
        if rest != Money::ZERO {
            books.entry(None, rest, Reason::Rounding, || nobody(Rate::ZERO, rest));
        }
        if let EqualBelow::Minimum { minimum, .. } = self.rule.equal_below {
            let one = self.promise(order, minimum, books);
            let all = one.times(order.payees.into());
            let broken = self.broken[buyer as usize];
            let reason = if broken { Reason::BrokenAway } else { Reason::NoUplineLeft };
            let rate = minimum.parts_per_million().saturating_mul(u32::from(order.payees));
            books.keep(&nobody(Rate::from_parts_per_million(rate), all), all, reason);
        }
    }
}
