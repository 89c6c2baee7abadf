//! Pool: a share of the whole company's volume, divided among those who qualify.

use super::level_pay::at_rank;
use super::{Basis, Books, Line, Needs, OrderKind, Period, Promise, Reason, Rule, Share, group_volumes};
use crate::team::MemberId;
use crate::units::{Money, Rate, Volume};

/// What a member's shares of a pool are. Public plans disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharesBy {
    /// Those of its rank.
    Rank,
    /// Those of its rank times its group's commissionable volume: its own and that of everybody below.
    GroupVolume,
}

/// Divides a rate of the whole month's commissionable volume among active members by shares, which come with rank,
/// or with rank and group volume.
///
/// `pay = pool * own shares / all shares`, rounded down to the cent so that a pool never pays more than it holds. One
/// line an earner and month. The pool is a promise: what rounding leaves, and a pool that nobody qualifies for, is
/// kept.
///
/// 1 % of 1,000,000 among 50 equal members: 200.00 each. 1 % of 12,000,000 by group volumes of 3,000,000 and 1,000,000:
/// 90,000.00 and 30,000.00.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    rate: Rate,
    shares: Vec<u32>,
    by: SharesBy,
}

impl Pool {
    /// A pool of `rate` of all volume: `shares[rank]`, the last for all higher ranks.
    #[must_use]
    pub const fn new(rate: Rate, shares: Vec<u32>) -> Self {
        Self { rate, shares, by: SharesBy::Rank }
    }

    /// The same rule with other shares than [`SharesBy::Rank`].
    #[must_use]
    pub const fn with_shares_by(mut self, by: SharesBy) -> Self {
        self.by = by;
        self
    }

    /// The shares of a rank that a member has while active.
    fn of_rank(&self, period: &Period, member: MemberId) -> u32 {
        let of_rank = at_rank(&self.shares, period.ranks()[member as usize]);
        of_rank.filter(|_| period.active()[member as usize]).copied().unwrap_or(0)
    }

    /// The volumes by which shares are multiplied, by member id; nothing where they are not.
    fn volumes(&self, period: &Period) -> Vec<Volume> {
        match self.by {
            SharesBy::Rank => Vec::new(),
            SharesBy::GroupVolume => group_volumes(period, period.commissionable(), |_| false),
        }
    }
}

impl Rule for Pool {
    fn name(&self) -> &'static str {
        "pool"
    }

    fn needs(&self) -> Needs {
        Needs::ranked(self.shares.len() > 1)
    }

    fn promises(&self, kind: OrderKind, _before: &[Option<Promise>]) -> Option<Promise> {
        let has_shares = |rank: u8| at_rank(&self.shares, rank).is_some_and(|&shares| shares > 0);
        if !(0..=kind.highest_rank).any(has_shares) {
            return Some(Promise::NOTHING);
        }
        Some(Promise { parts_per_million: self.rate.parts_per_million().into(), lines: 1 })
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        let volume: Volume = period.commissionable().iter().copied().sum();
        let pool = books.promise(&Share::of_two(self.rate, period.point_value()), volume.hundredths());
        let volumes = self.volumes(period);
        let shares = |member: MemberId| {
            let shares = i128::from(self.of_rank(period, member));
            volumes.get(member as usize).map_or(shares, |volume| shares * i128::from(volume.hundredths().max(0)))
        };
        let all: i128 = period.members().map(shares).sum();
        let basis = Basis::Money(pool);
        let mut left = pool;
        for member in period.members().filter(|_| pool > Money::ZERO) {
            let shares = shares(member);
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

/// `whole * numerator / denominator` for `0 <= numerator <= denominator`, rounded toward zero; as cents beyond counting where
/// what is shared out is, or what it is shared out by.
pub(super) fn part(whole: i64, numerator: impl Into<i128>, denominator: impl Into<i128>) -> i64 {
    let denominator = denominator.into().max(1);
    let is_counted = [whole.into(), denominator].into_iter().all(|number| number <= i128::from(Money::MOST.cents()));
    if !is_counted {
        return i64::MAX;
    }
    let exact = i128::from(whole) * numerator.into() / denominator;
    // Not more than the whole, so it fits.
    i64::try_from(exact).unwrap_or(whole)
}

/// The nearest rate to a fraction of at most 1, for showing.
pub(super) fn parts_per_million(numerator: impl Into<i128>, denominator: impl Into<i128>) -> u32 {
    u32::try_from(part(1_000_000, numerator, denominator)).unwrap_or(1_000_000)
}
