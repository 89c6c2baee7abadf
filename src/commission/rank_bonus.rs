//! Rank bonus: a fixed amount every month for the rank that a member is paid as.

use super::level_pay::at_rank;
use super::{Basis, Books, Line, Needs, Period, Reason, Rule};
use crate::units::{Money, Rate};

/// Pays every active member a fixed amount each month, by the rank it is paid as: a car bonus, a lifestyle bonus.
///
/// `pay = amounts[rank]`. One line an earner and month, of 100 % of the amount; its level is the number of the rank, and
/// there is no source. Nothing is a share of an order, so it promises nothing and reports no breakage.
///
/// Amounts of 0, 300 and 1,200: three months as rank 1 and one as rank 2 pay 300.00 three times and 1,200.00 once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankBonus {
    amounts: Vec<Money>,
}

impl RankBonus {
    /// A rule that pays `amounts[rank]` a month, the last for all higher ranks.
    #[must_use]
    pub const fn new(amounts: Vec<Money>) -> Self {
        Self { amounts }
    }
}

impl Rule for RankBonus {
    fn name(&self) -> &'static str {
        "rank-bonus"
    }

    fn needs(&self) -> Needs {
        Needs::ranked(self.amounts.len() > 1)
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        for member in period.members().filter(|&member| period.active()[member as usize]) {
            let rank = period.ranks()[member as usize];
            let amount = at_rank(&self.amounts, rank).copied().unwrap_or_default();
            if amount != Money::ZERO {
                books.line(&Line {
                    earner: Some(member),
                    source: None,
                    level: u16::from(rank),
                    basis: Basis::Money(amount),
                    rate: Rate::ONE,
                    amount,
                    reason: Reason::Paid,
                });
            }
        }
    }
}
