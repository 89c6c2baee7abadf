//! The way up from each buyer, order by order.

use super::climb::Climb;
use super::{Differential, EqualBelow, OwnOrder, difference};
use crate::commission::level_pay::at_rank;
use crate::commission::{Basis, Books, Line, Period, Reason, Share};
use crate::team::MemberId;
use crate::units::{Money, Rate, Volume};

/// Pays every order of the month. A walk jumps from one payee to the next, so that it takes at most as many steps as
/// there are different rates and payees that are tied.
pub(super) fn settle(rule: &Differential, period: &Period, books: &mut Books<'_>) {
    let reached = rule.reached(period);
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
    for buyer in period.members() {
        let volume = period.commissionable()[buyer as usize];
        if volume != Volume::ZERO {
            orders.pay(buyer, volume, books);
        }
    }
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
    /// The highest rate paid so far.
    paid: Rate,
    /// What is left of the promise of the highest rate.
    left: Money,
    /// What the last payee was paid.
    last: Money,
    /// How many tied uplines may still be paid.
    payees: u16,
}

impl Orders<'_> {
    fn pay(&self, buyer: MemberId, volume: Volume, books: &mut Books<'_>) {
        let is_discount = self.rule.own_order == OwnOrder::TakenAsDiscount;
        let paid = if is_discount { self.reached[buyer as usize] } else { Rate::ZERO };
        let left = self.share(difference(self.top, paid)).of_volume(volume);
        let payees = match self.rule.equal_below {
            EqualBelow::Nothing => 0,
            EqualBelow::Minimum { payees, .. } | EqualBelow::Match { payees, .. } => payees,
        };
        let mut order = Order { buyer, volume, paid, left, last: Money::ZERO, payees };
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

    fn share(&self, rate: Rate) -> Share {
        Share::of_two(rate, self.period.point_value())
    }

    fn line(&self, order: &Order, earner: MemberId, rate: Rate) -> Line {
        let level = self.climb.level(order.buyer, earner);
        let amount = self.share(rate).of_volume(order.volume);
        Line::on_order(earner, order.buyer, level, order.volume, rate, amount)
    }

    fn pay_difference(&self, order: &mut Order, earner: MemberId, books: &mut Books<'_>) {
        let rate = self.rates[earner as usize];
        let line = self.line(order, earner, difference(rate, order.paid));
        books.line(&line);
        order.left -= line.amount;
        order.last = line.amount;
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
        let kept = self.line(order, earner, own);
        if kept.amount != Money::ZERO {
            books.line(&kept.kept(kept.amount, Reason::LowerRate));
        }
        order.left -= kept.amount;
        order.paid = rate;
        true
    }

    /// Whether a tied upline would be paid, if there is one.
    fn pays_tied(&self, order: &Order) -> bool {
        let is_match = matches!(self.rule.equal_below, EqualBelow::Match { .. });
        order.payees > 0 && !(is_match && order.last == Money::ZERO)
    }

    fn pay_tied(&self, order: &mut Order, earner: MemberId, books: &mut Books<'_>) {
        let line = match &self.rule.equal_below {
            EqualBelow::Nothing => return,
            EqualBelow::Minimum { minimum, .. } => self.line(order, earner, *minimum),
            EqualBelow::Match { rates, .. } => {
                let rate = at_rank(rates, self.period.ranks()[earner as usize]).copied().unwrap_or(Rate::ZERO);
                let amount = Share::of_two(rate, Rate::ONE).of_money(order.last);
                Line { basis: Basis::Money(order.last), amount, ..self.line(order, earner, rate) }
            }
        };
        order.payees -= 1;
        order.last = line.amount;
        if line.amount != Money::ZERO {
            books.line(&line);
        }
    }

    /// What no rate on the way reaches, the minima for which nobody stands above, and what roundings leave.
    fn write_rest(&self, order: &Order, books: &mut Books<'_>) {
        let buyer = order.buyer;
        let nobody = |rate| Line { earner: None, ..self.line(order, buyer, rate) };
        let unreached = nobody(difference(self.top, order.paid));
        if unreached.amount != Money::ZERO {
            books.line(&unreached.kept(unreached.amount, Reason::RateNotReached));
        }
        if order.left != unreached.amount {
            books.line(&nobody(Rate::ZERO).kept(order.left - unreached.amount, Reason::Rounding));
        }
        if let EqualBelow::Minimum { minimum, .. } = self.rule.equal_below {
            let one = nobody(minimum);
            let all = Money::from_cents(one.amount.cents().saturating_mul(i64::from(order.payees)));
            let broken = self.broken[buyer as usize];
            let reason = if broken { Reason::BrokenAway } else { Reason::NoUplineLeft };
            if all != Money::ZERO {
                let rate =
                    Rate::from_parts_per_million(minimum.parts_per_million().saturating_mul(u32::from(order.payees)));
                books.line(&Line { rate, ..one.kept(all, reason) });
            }
        }
    }
}
