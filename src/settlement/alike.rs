//! [`AlikeTeam`]: a team in which everybody who is there orders the same, as a network to be paid.

use super::Network;
use crate::commission::Period;
use crate::team::Team;
use crate::units::{Month, Volume};

/// Every active member has the same personal volume, all of it commissionable: the network of laws and examples.
///
/// ```
/// use std::sync::Arc;
/// use downline::commission::{EarnerByRule, Plan, TeamPercent};
/// use downline::settlement::{AlikeTeam, Settlement};
/// use downline::team::{Lifeline, NEVER, Team};
/// use downline::units::{Money, Month, Rate, Volume};
///
/// let mut team = Team::new();
/// team.push(Lifeline { sponsor: 0, joined: 0, left: NEVER });
/// team.push(Lifeline { sponsor: 0, joined: 2, left: NEVER });
/// let network = AlikeTeam { team: &team, personal: Volume::from_hundredths(150_00) };
/// let plan = Plan::new(vec![Arc::new(TeamPercent::new(Rate::from_parts_per_million(60_000)))]);
/// let mut settlement = Settlement::new(&plan);
/// settlement.begin(&network);
/// let mut yours = EarnerByRule::new(0);
/// let paid = [1, 2].map(|month| {
///     let _ = settlement.month(&network, Month::new(month), &mut yours);
///     yours.total()
/// });
/// assert_eq!(paid, [9_00, 18_00].map(Money::from_cents));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct AlikeTeam<'a> {
    /// Who is there when.
    pub team: &'a Team,
    /// What each active member orders a month.
    pub personal: Volume,
}

impl Network for AlikeTeam<'_> {
    fn fill(&self, month: Month, period: &mut Period) {
        period.fill(self.team, month, self.personal);
    }

    /// Whoever has left keeps the place, so that the weaker leg is the one with fewer members.
    fn newcomers(&self, period: &mut Period) {
        period.fill(self.team, Month::new(Month::LONGEST), self.personal);
        for member in period.members() {
            period.set_volume(member, self.personal, self.personal);
        }
    }
}
