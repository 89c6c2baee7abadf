//! Flat percentage of the volume of the whole team below a member.

use super::level_pay::at_rank;
use super::volumes::{OwnVolume, fill_group_volumes};
use super::{Books, Line, Needs, Period, Rule, Share, YourSum};
use crate::units::{Rate, Volume};

/// Pays an active member a share of the volume of itself and everyone below it.
///
/// `pay(p) = rate(rank of p) * (CV of p and of all below p)`, at one rate or by rank. One line, and one rounding,
/// an earner and month. It promises no share of an order (a deep tree pays the same order many times), so it reports no
/// breakage.
///
/// With a breakaway rank the groups of members paid as that rank or higher are left out of what counts above them, and
/// those further down with them.
///
/// 800 members with 150 each at 6 %: 800 * 150 * 0.06 = 7,200.00.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamPercent {
    /// By rank, the last for all higher ranks.
    rates: Vec<Rate>,
    own: OwnVolume,
    boundary: Option<u8>,
}

impl TeamPercent {
    /// A rule that pays `rate` of the team's volume, the earner's own included.
    #[must_use]
    pub fn new(rate: Rate) -> Self {
        Self { rates: vec![rate], own: OwnVolume::Included, boundary: None }
    }

    /// The same rule with rates by the earner's rank: `rates[rank]`, the last for all higher ranks. An empty list changes
    /// nothing.
    #[must_use]
    pub fn with_rates_by_rank(mut self, rates: Vec<Rate>) -> Self {
        if !rates.is_empty() {
            self.rates = rates;
        }
        self
    }

    /// The same rule with or without the earner's own volume.
    #[must_use]
    pub const fn with_own_volume(mut self, own: OwnVolume) -> Self {
        self.own = own;
        self
    }

    /// The same rule in which members paid as this rank or higher break away: their group does not count for those
    /// above.
    #[must_use]
    pub const fn with_breakaway_rank(mut self, rank: u8) -> Self {
        self.boundary = Some(rank);
        self
    }

    /// The share paid to a rank.
    #[must_use]
    pub fn rate(&self, rank: u8) -> Rate {
        at_rank(&self.rates, rank).copied().unwrap_or(Rate::ZERO)
    }
}

impl Rule for TeamPercent {
    fn name(&self) -> &'static str {
        "team-percent"
    }

    fn your_sum(&self) -> Option<YourSum> {
        let is_sum = self.own == OwnVolume::Included && self.boundary.is_none() && self.rates.len() == 1;
        is_sum.then(|| YourSum::TeamVolume(self.rate(0)))
    }

    fn needs(&self) -> Needs {
        Needs::ranked(self.boundary.is_some() || self.rates.len() > 1)
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        let share = |&rate: &Rate| (rate, Share::of(&[rate, period.point_value()]));
        let mut shares = std::mem::take(&mut books.desk().shares);
        shares.clear();
        shares.extend(self.rates.iter().map(share));
        let own = period.commissionable();
        let mut group = std::mem::take(&mut books.desk().group);
        let breaks = |member: usize| self.boundary.is_some_and(|rank| period.leader_ranks()[member] >= rank);
        fill_group_volumes(period, own, breaks, &mut group);
        for earner in period.members().filter(|&member| period.active()[member as usize]) {
            if !books.wants(earner) {
                continue;
            }
            let counted = match self.own {
                OwnVolume::Included => group[earner as usize],
                OwnVolume::Excluded => group[earner as usize] - own[earner as usize],
            };
            let Some((rate, share)) = at_rank(&shares, period.ranks()[earner as usize]) else { continue };
            // A rank that is paid nothing has no line.
            let is_paid = *rate != Rate::ZERO || shares.len() == 1;
            if counted != Volume::ZERO && is_paid {
                let amount = books.award(earner, share, counted.hundredths());
                books.line(&Line::on_group(earner, counted, *rate, amount));
            }
        }
        books.desk().group = group;
        books.desk().shares = shares;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::commission::{Ledger, Plan, Totals};

    fn percent(number: u32) -> Rate {
        Rate::from_parts_per_million(number * 10_000)
    }

    fn paid(rule: TeamPercent, period: &Period) -> Vec<i64> {
        let mut totals = Totals::new(period.len());
        Plan::new(vec![Arc::new(rule)]).settle(period, &mut Ledger::new(), &mut totals);
        totals.earners().iter().map(|total| total.cents()).collect()
    }

    #[test]
    fn a_member_is_paid_on_all_volume_below_and_nothing_while_inactive() {
        let mut period = Period::new(vec![0, 0, 1, 1]).unwrap();
        for (member, hundredths) in [(0, 100_00), (1, 200_00), (2, 300_00), (3, 10_00)] {
            let volume = Volume::from_hundredths(hundredths);
            period.set_volume(member, volume, volume);
        }
        assert_eq!(paid(TeamPercent::new(percent(10)), &period), [61_00, 51_00, 30_00, 1_00]);
        let below = TeamPercent::new(percent(10)).with_own_volume(OwnVolume::Excluded);
        period.set_active(1, false);
        assert_eq!(paid(below, &period), [51_00, 0, 0, 0]);
    }

    #[test]
    fn a_group_that_breaks_away_counts_for_nobody_above() {
        let mut period = Period::new(vec![0, 0, 1, 2]).unwrap();
        for member in 0..4 {
            period.set_volume(member, Volume::from_hundredths(100_00), Volume::from_hundredths(100_00));
        }
        let rule = TeamPercent::new(percent(10)).with_breakaway_rank(2);
        period.set_rank(1, 1);
        assert_eq!(paid(rule.clone(), &period), [40_00, 30_00, 20_00, 10_00]);
        period.set_rank(2, 2);
        assert_eq!(paid(rule.clone(), &period), [20_00, 10_00, 20_00, 10_00]);
        assert!(rule.needs().rank && rule.your_sum().is_none());
    }
}
