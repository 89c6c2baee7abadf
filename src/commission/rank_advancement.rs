//! Rank advancement: a one-time amount for a rank that a member has never held before.

use super::level_pay::is_new;
use super::{Basis, Books, Line, Needs, Period, Reason, Rule};
use crate::team::MemberId;
use crate::units::{Money, Rate, Volume};

/// What is paid for ranks that a member passes over when it rises by more than one. Public plans disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkippedRanks {
    /// Each rank between the old and the new title is paid as well.
    Paid,
    /// Only the new title is paid; those passed over are lost.
    NotPaid,
}

/// Pays a member once when its title, the best rank it has ever been paid as, first rises to a rank.
///
/// One line for each rank that is paid; its level is the number of the rank, and there is no source and nothing is
/// rounded. A title never falls, so no rank is paid twice, and a title brought into the first month
/// ([`Standing::bring_title`](super::Standing::bring_title)) is not paid. It promises no share of an order. Without a
/// [`Ladder`](super::Ladder) nobody rises and nothing is paid. Where it pays only within so many months of joining, the
/// month of joining being the first, a title reached later is paid nothing, then or ever.
///
/// Amounts of 0, 100 and 500: from rank 0 to rank 2 in one month pays 100.00 and 500.00 with [`SkippedRanks::Paid`],
/// 500.00 with [`SkippedRanks::NotPaid`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankAdvancement {
    amounts: Vec<Money>,
    skipped: SkippedRanks,
    within_months: Option<u16>,
}

impl RankAdvancement {
    /// A rule that pays `amounts[rank]` for a new title, the last for all higher ranks.
    #[must_use]
    pub const fn new(amounts: Vec<Money>, skipped: SkippedRanks) -> Self {
        Self { amounts, skipped, within_months: None }
    }

    /// The same rule that pays only members in their first so many months, the month of joining being the first.
    #[must_use]
    pub const fn within_months(mut self, months: u16) -> Self {
        self.within_months = Some(months);
        self
    }
}

impl Rule for RankAdvancement {
    fn name(&self) -> &'static str {
        "rank-advancement"
    }

    fn needs(&self) -> Needs {
        Needs { joined: self.within_months.is_some(), ..Needs::ranked(true) }
    }

    fn reads_titles(&self) -> bool {
        true
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        let in_time = |&member: &MemberId| self.within_months.is_none_or(|months| is_new(period, member, months));
        for earner in period.members().filter(in_time) {
            let (before, title) = (books.standing().title_before(earner), books.standing().title(earner));
            let first = match self.skipped {
                SkippedRanks::Paid => before.saturating_add(1),
                SkippedRanks::NotPaid => title.max(before.saturating_add(1)),
            };
            for rank in first..=title {
                let amount = self.amounts.get(usize::from(rank)).or(self.amounts.last()).copied().unwrap_or_default();
                if amount != Money::ZERO {
                    books.line(&Line {
                        earner: Some(earner),
                        source: None,
                        level: u16::from(rank),
                        basis: Basis::Points(Volume::ZERO),
                        rate: Rate::ZERO,
                        amount,
                        reason: Reason::Paid,
                    });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::commission::{Ladder, Ledger, Plan, Requirement, Totals};

    fn points(points: i64) -> Volume {
        Volume::from_hundredths(points * 100)
    }

    /// What one member is paid month by month for its volumes; ranks ask for 100, 200 and 300.
    fn paid(skipped: SkippedRanks, brought: u8, volumes: &[i64]) -> Vec<i64> {
        let amounts = [0, 100_00, 500_00, 0].map(Money::from_cents).to_vec();
        let requirement = |personal| Requirement { personal: points(personal), ..Requirement::default() };
        let ladder = Ladder::new([100, 200, 300].map(requirement).to_vec());
        let plan = Plan::new(vec![Arc::new(RankAdvancement::new(amounts, skipped))]).with_ladder(ladder);
        let mut period = Period::new(vec![0]).unwrap();
        let mut ledger = Ledger::new();
        ledger.standing_mut().bring_title(0, brought);
        let month = |&volume: &i64| {
            period.set_volume(0, points(volume), points(volume));
            plan.qualify(&mut period, &mut ledger);
            let mut totals = Totals::new(1);
            plan.settle(&period, &mut ledger, &mut totals);
            totals.earners()[0].cents()
        };
        volumes.iter().map(month).collect()
    }

    #[test]
    fn a_rank_is_paid_once() {
        for skipped in [SkippedRanks::Paid, SkippedRanks::NotPaid] {
            assert_eq!(paid(skipped, 0, &[50, 100, 50, 100, 200, 100, 200]), [0, 100_00, 0, 0, 500_00, 0, 0]);
        }
    }

    #[test]
    fn ranks_passed_over_are_paid_or_lost() {
        assert_eq!(paid(SkippedRanks::Paid, 0, &[250, 100, 300]), [600_00, 0, 0]);
        assert_eq!(paid(SkippedRanks::NotPaid, 0, &[250, 100, 300]), [500_00, 0, 0]);
        // The new title itself has no amount.
        assert_eq!(paid(SkippedRanks::NotPaid, 0, &[300, 200]), [0, 0]);
    }

    #[test]
    fn a_title_brought_along_is_not_paid_again() {
        assert_eq!(paid(SkippedRanks::Paid, 1, &[100, 200]), [0, 500_00]);
        assert_eq!(paid(SkippedRanks::Paid, 9, &[300, 200]), [0, 0]);
    }
}
