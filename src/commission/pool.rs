//! Pool: a share of the whole company's volume, divided among those who qualify.

use super::{Basis, Books, Line, Needs, Period, Reason, Rule, Share};
use crate::units::{Money, Rate, Volume};

/// Divides a rate of the whole month's commissionable volume among active members by shares, which come with rank.
///
/// `pay = pool * own shares / all shares`, rounded down to the cent so that a pool never pays more than it holds. One
/// line an earner and month. The pool is a promise: what rounding leaves, and a pool that nobody qualifies for, is
/// kept.
///
/// 1 % of 1,000,000 among 50 equal members: 200.00 each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    rate: Rate,
    shares: Vec<u32>,
}

impl Pool {
    /// A pool of `rate` of all volume: `shares[rank]`, the last for all higher ranks.
    #[must_use]
    pub const fn new(rate: Rate, shares: Vec<u32>) -> Self {
        Self { rate, shares }
    }

    fn shares(&self, period: &Period, member: usize) -> u32 {
        if !period.active()[member] {
            return 0;
        }
        self.shares.get(usize::from(period.ranks()[member])).or(self.shares.last()).copied().unwrap_or(0)
    }
}

impl Rule for Pool {
    fn name(&self) -> &'static str {
        "pool"
    }

    fn needs(&self) -> Needs {
        Needs::ranked(self.shares.len() > 1)
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        let volume: Volume = period.commissionable().iter().copied().sum();
        let pool = books.promise(&Share::of(&[self.rate, period.point_value()]), volume.hundredths());
        let all: i64 = (0..period.len()).map(|member| i64::from(self.shares(period, member))).sum();
        let basis = Basis::Money(pool);
        let mut left = pool;
        for member in period.members().filter(|_| pool > Money::ZERO) {
            let shares = i64::from(self.shares(period, member as usize));
            if shares == 0 {
                continue;
            }
            let amount = Money::from_cents(part(pool.cents(), shares, all));
            left -= amount;
            let (earner, rate) = (Some(member), Rate::from_parts_per_million(parts_per_million(shares, all)));
            books.line(&Line { earner, source: None, level: 0, basis, rate, amount, reason: Reason::Paid });
        }
        if left != Money::ZERO {
            let reason = if all == 0 { Reason::NobodyQualified } else { Reason::Rounding };
            let line = Line { earner: None, source: None, level: 0, basis, rate: Rate::ZERO, amount: left, reason };
            books.line(&line);
        }
    }
}

/// `whole * numerator / denominator` for `0 <= numerator <= denominator`, rounded toward zero.
pub(super) fn part(whole: i64, numerator: i64, denominator: i64) -> i64 {
    let exact = i128::from(whole) * i128::from(numerator) / i128::from(denominator.max(1));
    // Not more than the whole, so it fits.
    i64::try_from(exact).unwrap_or(whole)
}

/// The nearest rate to a fraction of at most 1, for showing.
pub(super) fn parts_per_million(numerator: i64, denominator: i64) -> u32 {
    u32::try_from(part(1_000_000, numerator, denominator)).unwrap_or(1_000_000)
}
