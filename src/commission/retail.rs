//! Retail margin: what a member keeps of what its customers pay.

use super::{Basis, Books, Line, Needs, Period, Rule, Share};
use crate::units::{Money, Rate, Volume};

/// Pays an active member a share of what its own customers have paid, by rank.
///
/// `pay = retail sales * rate(rank)`. The rate is of the retail price: 30 % of retail is 42.857 % of cost. One line, and
/// one rounding, an earner and month. It is margin and no commission on an order of a downline, so it promises nothing
/// and reports no breakage. The line's basis is money, whatever a point is worth.
///
/// Cost 700, retail 1,000: at 30 % of retail, 300.00.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retail {
    rates: Vec<Rate>,
}

impl Retail {
    /// A margin of `rates[rank]` of the retail price, the last rate for all higher ranks.
    #[must_use]
    pub const fn new(rates: Vec<Rate>) -> Self {
        Self { rates }
    }
}

impl Rule for Retail {
    fn name(&self) -> &'static str {
        "retail"
    }

    fn needs(&self) -> Needs {
        Needs { retail: true, ..Needs::ranked(self.rates.len() > 1) }
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        for member in period.members().filter(|&member| period.active()[member as usize]) {
            let sales = period.retail(member);
            let rank = usize::from(period.ranks()[member as usize]);
            let rate = self.rates.get(rank).or(self.rates.last()).copied().unwrap_or(Rate::ZERO);
            if sales != Volume::ZERO && rate != Rate::ZERO {
                let amount = Share::of_two(rate, Rate::ONE).of_volume(sales);
                let basis = Basis::Money(Money::from_cents(sales.hundredths()));
                books.line(&Line { basis, ..Line::on_group(member, sales, rate, amount) });
            }
        }
    }
}
