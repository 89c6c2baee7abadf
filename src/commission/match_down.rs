//! Match-down: a share of what a member earns, divided among those it has brought in.

use std::sync::Arc;

use super::earnings::Earnings;
use super::level_pay::at_rank;
use super::matching::active_below;
use super::pool::part;
use super::{Basis, Books, Line, Needs, Period, Reason, Rule, Share};
use crate::units::{Money, Rate};

/// Divides a rate of what each member earns by other rules equally among the active members it has enrolled, at the company's cost:
/// the member above loses nothing.
///
/// `pot = earned commission * rate(rank of the member above)`, and `pay = pot / active recruits`, rounded down to the
/// cent so that the shares never exceed the pot. One line a recruit, on level 1 and with the member above as source.
/// What is divided is what the named rules have paid by then; what is paid by a match-down is not matched down again.
///
/// The rule promises the pot of every member with earnings, rounded once. What rounding leaves of it is kept
/// (`rounding`), and so is all of it where no recruit is active (`nobody-qualified`).
///
/// 25 % of 10.00 among 5 active recruits: 0.50 each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchDown {
    on: Earnings,
    rates: Vec<Rate>,
}

impl MatchDown {
    /// A match-down of what the rules of these names pay: `rates[rank]` of the member above, the last rate for all
    /// higher ranks.
    #[must_use]
    pub const fn new(on: Vec<String>, rates: Vec<Rate>) -> Self {
        Self { on: Earnings::of(on), rates }
    }
}

impl Rule for MatchDown {
    fn name(&self) -> &'static str {
        "match-down"
    }

    fn needs(&self) -> Needs {
        Needs { enroller: true, ..Needs::ranked(self.rates.len() > 1) }
    }

    fn reads_earnings(&self) -> bool {
        true
    }

    fn made_ready(&self, labels: &[String], _worth: Rate) -> Option<Arc<dyn Rule>> {
        Some(Arc::new(Self { on: self.on.in_plan(labels), ..self.clone() }))
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        if !books.has_earned(&self.on) {
            return;
        }
        let earned = books.take_earned(&self.on);
        let rate = |member: usize| at_rank(&self.rates, period.ranks()[member]).copied().unwrap_or(Rate::ZERO);
        let pot = |(member, &earned): (usize, &Money)| {
            if earned > Money::ZERO {
                books.promise(&Share::of_two(rate(member), Rate::ONE), earned.cents())
            } else {
                Money::ZERO
            }
        };
        let pots: Vec<Money> = earned.iter().enumerate().map(pot).collect();
        let mut left = pots.clone();
        let recruits = active_below(period.enrollers(), period.active());
        for recruit in period.members().filter(|&member| period.active()[member as usize]) {
            // The root is its own enroller.
            if recruit == 0 {
                continue;
            }
            let payer = period.enrollers()[recruit as usize];
            let at = payer as usize;
            let count = u32::try_from(recruits[at]).unwrap_or(u32::MAX);
            let amount = Money::from_cents(part(pots[at].cents(), 1, i64::from(count)));
            if amount == Money::ZERO {
                continue;
            }
            left[at] -= amount;
            let (earner, source, basis) = (Some(recruit), Some(payer), Basis::Money(earned[at]));
            // The nearest rate, for showing: the pot is what is divided.
            let rate = Rate::from_parts_per_million(rate(at).parts_per_million() / count.max(1));
            books.line(&Line { earner, source, level: 1, basis, rate, amount, reason: Reason::Paid });
        }
        for payer in period.members().filter(|&payer| left[payer as usize] != Money::ZERO) {
            let at = payer as usize;
            let reason = if recruits[at] == 0 { Reason::NobodyQualified } else { Reason::Rounding };
            let (basis, amount) = (Basis::Money(earned[at]), left[at]);
            let rate = if recruits[at] == 0 { rate(at) } else { Rate::ZERO };
            books.line(&Line { earner: None, source: Some(payer), level: 1, basis, rate, amount, reason });
        }
        books.give_back(earned);
    }
}
