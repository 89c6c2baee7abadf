//! Structure bonus: fixed amounts for a small structure of active people, in tiers that build on each other.

use super::{Basis, Books, Line, Needs, Period, Reason, Rule};
use crate::units::{Money, Rate, Volume};

/// What the first tier asks. Every further tier asks for the same number of personally sponsored members who have each
/// reached the tier before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstTier {
    /// The member's own personal volume (PV).
    pub personal: Volume,
    /// How many personally sponsored members are asked for, in this tier and in every further one.
    pub frontline: usize,
    /// Personal volume of each of them.
    pub frontline_personal: Volume,
    /// Personal volume of the member and all it personally sponsors together.
    pub team: Volume,
}

/// Pays an active member the amount of the highest tier it reaches; tiers are not added up.
///
/// One line an earner and month; its level is the tier and its basis the team's volume. It promises no share of an
/// order.
///
/// Three tiers of 50, 250 and 1,500: own order 100, three in the front line with 100 each, together 600: 50.00; with
/// three who each earn 50: 250.00.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StructureBonus {
    first: FirstTier,
    amounts: Vec<Money>,
}

impl StructureBonus {
    /// A bonus of `amounts[0]` for the first tier, `amounts[1]` for the second, and so on.
    #[must_use]
    pub const fn new(first: FirstTier, amounts: Vec<Money>) -> Self {
        Self { first, amounts }
    }

    /// The tier each member reaches, 0 for none, and its team's volume.
    fn tiers(&self, period: &Period) -> Vec<(usize, Volume)> {
        let highest = self.amounts.len();
        let mut team = period.personal().to_vec();
        // How many in the front line have the volume of tier 1 (index 0), or have reached tier 1, 2, ...
        let mut frontline = vec![0_usize; period.len() * (highest + 1)];
        let mut tiers = vec![(0, Volume::ZERO); period.len()];
        for member in period.members().rev() {
            let at = member as usize;
            let reached = &frontline[at * (highest + 1)..(at + 1) * (highest + 1)];
            let active = period.active()[at];
            let own = period.personal()[at];
            let is_first = active && own >= self.first.personal && team[at] >= self.first.team;
            let enough = reached.iter().take(highest).take_while(|&&count| count >= self.first.frontline).count();
            let tier = if is_first { enough } else { 0 };
            tiers[at] = (tier, team[at]);
            if let Some(sponsor) = period.sponsor(member) {
                let sponsor = sponsor as usize;
                team[sponsor] += own;
                let counts = &mut frontline[sponsor * (highest + 1)..(sponsor + 1) * (highest + 1)];
                counts[0] += usize::from(active && own >= self.first.frontline_personal);
                for count in counts.iter_mut().skip(1).take(tier) {
                    *count += 1;
                }
            }
        }
        tiers
    }
}

impl Rule for StructureBonus {
    fn name(&self) -> &'static str {
        "structure-bonus"
    }

    fn needs(&self) -> Needs {
        Needs { personal: true, ..Needs::default() }
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        for (member, (tier, team)) in period.members().zip(self.tiers(period)) {
            let Some(&amount) = tier.checked_sub(1).and_then(|index| self.amounts.get(index)) else { continue };
            let level = u16::try_from(tier).unwrap_or(u16::MAX);
            let (earner, basis, reason) = (Some(member), Basis::Points(team), Reason::Paid);
            books.line(&Line { earner, source: None, level, basis, rate: Rate::ZERO, amount, reason });
        }
    }
}
