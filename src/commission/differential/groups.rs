//! Marginal brackets: paid group by group, because no single order stands in one bracket.

use super::Differential;
use crate::commission::volumes::{OwnVolume, group_volumes};
use crate::commission::{Books, Line, Period, Reason, Share};
use crate::team::MemberId;
use crate::units::{Money, Rate, Volume};

/// One settlement, by members. Exact sums are in parts per million of a hundredth of a point, so that nothing is
/// rounded before a line.
struct Groups<'a> {
    rule: &'a Differential,
    period: &'a Period,
    steps: &'a [(Volume, Rate)],
    /// What the groups of a member's legs earn.
    below: Vec<i128>,
    /// What is paid in a member's group, without groups that broke away from it.
    paid: Vec<Money>,
}

/// Pays what a group earns less what the groups of its legs earn.
pub(super) fn settle(
    rule: &Differential,
    period: &Period,
    steps: &[(Volume, Rate)],
    own: OwnVolume,
    books: &mut Books<'_>,
) {
    let alone = period.commissionable();
    let group = group_volumes(period, alone, |member| rule.breaks(period, member));
    let mut groups =
        Groups { rule, period, steps, below: vec![0; period.len()], paid: vec![Money::ZERO; period.len()] };
    for member in period.members().rev() {
        let at = member as usize;
        let counted = if own == OwnVolume::Included { group[at] } else { group[at] - alone[at] };
        groups.pay(member, counted, group[at], books);
    }
}

impl Groups<'_> {
    /// Pays one member, after all below it.
    fn pay(&mut self, member: MemberId, counted: Volume, group: Volume, books: &mut Books<'_>) {
        let at = member as usize;
        let earned = marginal(self.steps, counted);
        let (is_active, net) = (self.period.active()[at], (earned - self.below[at]).max(0));
        let (numerator, denominator) = self.cents(net);
        let due = if is_active && net > 0 {
            books.award_fraction(member, numerator, denominator)
        } else {
            books.promise_fraction(numerator, denominator)
        };
        let rate = self.steps.iter().rev().find(|step| step.0 <= counted).map_or(Rate::ZERO, |step| step.1);
        let line = Line::on_group(member, counted, rate, due);
        if is_active && net > 0 {
            books.line(&line);
            self.paid[at] += due;
        }
        if let Some(sponsor) = self.period.sponsor(member).filter(|_| !self.rule.breaks(self.period, at)) {
            self.below[sponsor as usize] += if is_active { earned.max(self.below[at]) } else { self.below[at] };
            let paid = self.paid[at];
            self.paid[sponsor as usize] += paid;
            return;
        }
        if !is_active && due != Money::ZERO {
            books.line(&line.kept(due, Reason::NotActive));
        }
        let absent = if is_active { Money::ZERO } else { due };
        self.keep_rest(member, group, earned.max(self.below[at]), self.paid[at] + absent, books);
    }

    /// What is kept of the promise of a whole group because of its lower brackets and of rounding: `earned` is what its
    /// brackets earn, and `said` what the lines so far come to.
    fn keep_rest(&self, head: MemberId, group: Volume, earned: i128, said: Money, books: &mut Books<'_>) {
        let top = self.rule.top();
        let promise = books.promise(&Share::of_two(top, self.period.point_value()), group.hundredths());
        let at_top = i128::from(group.hundredths()) * i128::from(top.parts_per_million());
        let (numerator, denominator) = self.cents(at_top - earned);
        let unreached = books.promise_fraction(numerator, denominator);
        let line = Line { earner: None, source: Some(head), ..Line::on_group(head, group, top, unreached) };
        if unreached != Money::ZERO {
            books.line(&line.kept(unreached, Reason::RateNotReached));
        }
        let rest = promise - said - unreached;
        if rest != Money::ZERO {
            books.line(&Line { rate: Rate::ZERO, ..line.kept(rest, Reason::Rounding) });
        }
    }

    /// An exact sum as a fraction of a cent.
    fn cents(&self, exact: i128) -> (i128, i128) {
        (exact * i128::from(self.period.point_value().parts_per_million()), 1_000_000_000_000)
    }
}

/// Each bracket's rate on the part of the volume inside it, in parts per million of a hundredth.
pub(in crate::commission) fn marginal(steps: &[(Volume, Rate)], volume: Volume) -> i128 {
    let end_of = |number: usize| steps.get(number + 1).map_or(volume, |next| next.0.min(volume));
    let part = |(number, step): (usize, &(Volume, Rate))| {
        let inside = i128::from((end_of(number) - step.0).hundredths().max(0));
        inside * i128::from(step.1.parts_per_million())
    };
    steps.iter().enumerate().map(part).sum()
}
