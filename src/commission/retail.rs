//! Retail margin: what a member keeps of what its customers pay.

use super::differential::Brackets;
use super::differential::groups::marginal;
use super::level_pay::at_rank;
use super::{Basis, Books, Line, Needs, Period, Reason, Rule, Share};
use crate::team::MemberId;
use crate::units::{Money, Rate, Volume};

/// What a margin's rate is of. Public plans quote either.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarginOf {
    /// What the customers have paid: `sales * rate`.
    RetailPrice,
    /// What the member itself has paid for what it sold, a mark-up: `sales * rate / (1 + rate)`.
    Cost,
}

/// Whether a member who is not active keeps its margin. Public plans disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inactive {
    /// It does: its customers have paid it.
    Paid,
    /// It does not.
    NotPaid,
}

/// Where a member's rate comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    /// `rates[rank]`, the last for all higher ranks.
    Rank(Vec<Rate>),
    /// From these retail sales of the month this rate, rising; in hundredths of a major unit, as volumes are of a point.
    Sales(Vec<(Volume, Rate)>, Brackets),
}

/// Pays a member a share of what its own customers have paid, by rank or by the month's sales: an active one, and one who
/// is not active as [`Inactive`] says, at the rate of the rank that it is paid as.
///
/// `pay = retail sales * rate` for a rate of the retail price, `retail sales * rate / (1 + rate)` for one of the cost.
/// With steps all of the month's sales are paid at the rate of the highest step that they reach, and nothing below the
/// lowest; or, with marginal brackets, each part at the rate of its bracket. One line, and one rounding, an earner and month. It is margin and no commission on an order of a downline, so
/// it promises nothing and reports no breakage: the line of a member who is not paid says why (`not-active`) and comes to
/// nothing. The line's basis is money, whatever a point is worth.
///
/// Cost 700, retail 1,000: 300.00, which is 30 % of the retail price and 42.857 % of the cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retail {
    source: Source,
    of: MarginOf,
    inactive: Inactive,
}

impl Retail {
    /// A margin of `rates[rank]`, the last rate for all higher ranks, of active members.
    #[must_use]
    pub const fn new(rates: Vec<Rate>, of: MarginOf) -> Self {
        Self { source: Source::Rank(rates), of, inactive: Inactive::NotPaid }
    }

    /// A margin by the month's retail sales: from the sales of each step its rate, and nothing below the lowest. With
    /// marginal brackets each rate is of the part of the sales inside its bracket, and of the retail price. Active members
    /// are paid.
    #[must_use]
    pub fn by_sales(steps: Vec<(Money, Rate)>, of: MarginOf, brackets: Brackets) -> Self {
        let mut steps: Vec<_> = steps.into_iter().map(|(sales, rate)| (in_hundredths(sales), rate)).collect();
        steps.sort_unstable();
        let of = if brackets == Brackets::Marginal { MarginOf::RetailPrice } else { of };
        Self { source: Source::Sales(steps, brackets), of, inactive: Inactive::NotPaid }
    }

    /// The same rule with this for members who are not active, in place of [`Inactive::NotPaid`].
    #[must_use]
    pub const fn with_inactive(mut self, inactive: Inactive) -> Self {
        self.inactive = inactive;
        self
    }

    /// What a member's sales come to.
    fn amount(&self, rate: Rate, sales: Money, member: MemberId, books: &mut Books<'_>) -> Money {
        match &self.source {
            Source::Sales(steps, Brackets::Marginal) => {
                let whole = i128::from(Rate::ONE.parts_per_million());
                books.award_fraction(member, marginal(steps, in_hundredths(sales)), whole)
            }
            _ => books.award(member, &self.share(rate), sales.cents()),
        }
    }

    fn rate(&self, period: &Period, member: MemberId, sales: Money) -> Rate {
        let rate = match &self.source {
            Source::Rank(rates) => at_rank(rates, period.ranks()[member as usize]).copied(),
            Source::Sales(steps, _) => {
                steps.iter().rev().find(|step| step.0 <= in_hundredths(sales)).map(|step| step.1)
            }
        };
        rate.unwrap_or(Rate::ZERO)
    }

    fn share(&self, rate: Rate) -> Share {
        let share = Share::of_two(rate, Rate::ONE);
        let whole = i64::from(Rate::ONE.parts_per_million());
        match self.of {
            MarginOf::RetailPrice => share,
            MarginOf::Cost => share.times(whole, whole + i64::from(rate.parts_per_million())),
        }
    }
}

/// Money as brackets count it, which are of volumes elsewhere.
const fn in_hundredths(sales: Money) -> Volume {
    Volume::from_hundredths(sales.cents())
}

impl Rule for Retail {
    fn name(&self) -> &'static str {
        "retail"
    }

    fn needs(&self) -> Needs {
        let by_rank = matches!(&self.source, Source::Rank(rates) if rates.len() > 1);
        Needs { retail: true, ..Needs::ranked(by_rank) }
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        for member in period.members() {
            let sales = period.retail(member);
            let rate = self.rate(period, member, sales);
            if sales == Money::ZERO || rate == Rate::ZERO {
                continue;
            }
            let basis = Basis::Money(sales);
            let line = |amount| Line { basis, ..Line::on_group(member, Volume::ZERO, rate, amount) };
            if period.active()[member as usize] || self.inactive == Inactive::Paid {
                let amount = self.amount(rate, sales, member, books);
                books.line(&line(amount));
            } else {
                books.line(&line(Money::ZERO).kept(Money::ZERO, Reason::NotActive));
            }
        }
    }
}
