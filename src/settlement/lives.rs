//! [`LivesNetwork`]: simulated people and what they bought, as a network to be paid.

use super::Network;
use crate::buying::Purchases;
use crate::commission::{Period, Present};
use crate::growth::lives::Lives;
use crate::team::MemberId;
use crate::units::{Month, Volume};

/// Who the first member of a simulated network is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstMember {
    /// You, who buy, sell and are paid like anybody.
    You,
    /// The company, which is never paid.
    Company,
}

/// The lives of a career, an organisation or the story in the order of joining, with what everybody bought: it grows from
/// month to month.
#[derive(Clone, Copy, Debug)]
pub struct LivesNetwork<'a> {
    /// Everybody, in the order of joining ([`Lives::put_in_order`]).
    pub lives: &'a Lives,
    /// What everybody bought and sold.
    pub purchases: &'a Purchases,
    /// The points of a kit, which are its buyer's in the joining month; yours in month 1.
    pub kit: Volume,
    /// Who member 0 is.
    pub first: FirstMember,
    /// Whether the plan looks at what customers outside paid.
    pub sells: bool,
}

impl LivesNetwork<'_> {
    /// The personal volume of a member in a month, all of it commissionable: own order, customers' orders and kit.
    #[must_use]
    #[inline]
    pub fn points(&self, member: MemberId, joined: u16, month: Month) -> Volume {
        let points = self.purchases.of(member, month).points();
        if self.kit == Volume::ZERO {
            return points;
        }
        let is_first_month = month.get() == if member == 0 { 1 } else { joined };
        let has_kit = is_first_month && (member > 0 || self.first == FirstMember::You);
        if has_kit { points + self.kit } else { points }
    }
}

impl Network for LivesNetwork<'_> {
    fn fill(&self, month: Month, period: &mut Period) {
        let members = &self.lives.team().members()[..self.lives.joined_by(month)];
        period.fill_with(members, month, |id, member| self.points(id, member.joined, month));
        if self.first == FirstMember::Company {
            period.set_active(0, false);
            period.set_volume(0, Volume::ZERO, Volume::ZERO);
        }
        if self.sells {
            period.members().for_each(|id| period.set_retail(id, self.purchases.of(id, month).price));
        }
    }

    fn newcomers(&self, period: &mut Period) {
        let everybody = self.lives.team().members();
        period.begin(everybody.last().map_or(Month::new(0), |last| Month::new(last.joined)));
        for (id, member) in (0..).zip(everybody) {
            let month = Month::new(member.joined.max(1));
            let volume = self.points(id, member.joined, month);
            let (sponsor, joined) = (member.sponsor, member.joined);
            period.push(Present { sponsor, joined, is_active: true, personal: volume, commissionable: volume });
        }
    }
}
