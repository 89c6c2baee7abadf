//! Flat percentage of the volume of the whole team below a member.

use super::volumes::{OwnVolume, group_volumes};
use super::{Books, Line, Period, Rule, Share, YourPay};
use crate::team::Team;
use crate::units::{Money, Month, Rate, Volume};

/// Pays an active member a share of the volume of itself and everyone below it.
///
/// `pay(p) = rate * (CV of p and of all below p)`. One line, and one rounding, an earner and month. It promises no
/// share of an order (a deep tree pays the same order many times), so it reports no breakage.
///
/// 800 members with 150 each at 6 %: 800 * 150 * 0.06 = 7,200.00.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamPercent {
    rate: Rate,
    own: OwnVolume,
}

impl TeamPercent {
    /// A rule that pays `rate` of the team's volume, the earner's own included.
    #[must_use]
    pub const fn new(rate: Rate) -> Self {
        Self { rate, own: OwnVolume::Included }
    }

    /// The same rule with or without the earner's own volume.
    #[must_use]
    pub const fn with_own_volume(mut self, own: OwnVolume) -> Self {
        self.own = own;
        self
    }

    /// The share paid.
    #[must_use]
    pub const fn rate(&self) -> Rate {
        self.rate
    }
}

impl Rule for TeamPercent {
    fn name(&self) -> &'static str {
        "team-percent"
    }

    fn your_pay(&self, _personal: Volume) -> YourPay {
        match self.own {
            OwnVolume::Included => YourPay::TeamVolume(self.rate),
            OwnVolume::Excluded => YourPay::Network,
        }
    }

    fn your_total(&self, team: &Team, month: Month, personal: Volume, _: &mut Vec<u16>) -> Option<Money> {
        if !team.members().first()?.is_active(month) {
            return Some(Money::ZERO);
        }
        let skipped = usize::from(self.own == OwnVolume::Excluded);
        let active = team.members().iter().skip(skipped).filter(|member| member.is_active(month)).count();
        let volume = personal.checked_times(i64::try_from(active).ok()?)?;
        Some(self.rate.of_volume(volume))
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        let share = Share::of(&[self.rate, period.point_value()]);
        let own = period.commissionable();
        let group = group_volumes(period, own, |_| false);
        for earner in period.members().filter(|&member| period.active()[member as usize]) {
            let counted = match self.own {
                OwnVolume::Included => group[earner as usize],
                OwnVolume::Excluded => group[earner as usize] - own[earner as usize],
            };
            if counted != Volume::ZERO {
                let amount = books.award(earner, &share, counted.hundredths());
                books.line(&Line::on_group(earner, counted, self.rate, amount));
            }
        }
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
}
