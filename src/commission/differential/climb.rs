//! [`Climb`]: from each member straight to those above who can be paid, decided once for all orders.

use super::Differential;
use crate::commission::Period;
use crate::team::MemberId;
use crate::units::Rate;

/// The nearest member above with a higher rate, for each member, and the nearest who is paid when tied. Both stop below
/// a group that has broken away.
pub(super) struct Climb<'a> {
    rates: &'a [Rate],
    sponsor: Vec<MemberId>,
    higher: Vec<MemberId>,
    /// Empty when tied members are paid nothing.
    tied: Vec<MemberId>,
    depth: Vec<u16>,
}

const NOBODY: MemberId = MemberId::MAX;

fn somebody(member: MemberId) -> Option<MemberId> {
    Some(member).filter(|&member| member != NOBODY)
}

impl<'a> Climb<'a> {
    /// `is_tied` says who is paid when tied, and is `None` when nobody is.
    pub(super) fn new(
        rule: &Differential,
        period: &Period,
        rates: &'a [Rate],
        is_tied: Option<&impl Fn(usize) -> bool>,
    ) -> Self {
        let members = period.len();
        let (mut sponsors, mut higher) = (vec![NOBODY; members], vec![NOBODY; members]);
        let mut tied = vec![NOBODY; if is_tied.is_some() { members } else { 0 }];
        let mut depth = vec![0_u16; members];
        for (member, &sponsor) in period.sponsors().iter().enumerate().skip(1) {
            depth[member] = depth[sponsor as usize].saturating_add(1);
            if rule.breaks(period, member) {
                continue;
            }
            sponsors[member] = sponsor;
            let mut candidate = sponsor;
            while candidate != NOBODY && rates[candidate as usize] <= rates[member] {
                candidate = higher[candidate as usize];
            }
            higher[member] = candidate;
            if let Some(is_tied) = is_tied {
                tied[member] = if is_tied(sponsor as usize) { sponsor } else { tied[sponsor as usize] };
            }
        }
        Self { rates, sponsor: sponsors, higher, tied, depth }
    }

    /// The nearest member above whose rate is higher than `paid`: as many steps at most as there are different rates.
    pub(super) fn higher(&self, member: MemberId, paid: Rate) -> Option<MemberId> {
        let at = member as usize;
        // Everybody below the next higher rate has at most the member's own.
        let mut candidate = if self.rates[at] <= paid { self.higher[at] } else { self.sponsor[at] };
        while candidate != NOBODY && self.rates[candidate as usize] <= paid {
            candidate = self.higher[candidate as usize];
        }
        somebody(candidate)
    }

    /// The nearest member above who is paid when tied.
    pub(super) fn tied(&self, member: MemberId) -> Option<MemberId> {
        self.tied.get(member as usize).copied().and_then(somebody)
    }

    /// How many tree levels the earner stands above the buyer.
    pub(super) fn level(&self, buyer: MemberId, earner: MemberId) -> u16 {
        self.depth[buyer as usize] - self.depth[earner as usize]
    }
}
