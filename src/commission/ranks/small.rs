//! Ranks of a small network, without tables, where only plain requirements can be met. In a large network counting
//! somebody's legs would take the square of its width.

use super::Ladder;
use crate::commission::Period;
use crate::team::MemberId;
use crate::units::Volume;

/// In a network of so many members counting somebody's legs takes no time.
pub(super) const MOST_MEMBERS: usize = 64;

/// Memory to decide ranks in, used again from month to month.
#[derive(Debug, Default)]
pub(super) struct SmallNetwork {
    /// Personal volume of each member with all below, by member id.
    groups: Vec<Volume>,
    /// The groups of the legs of the member that is looked at.
    legs: Vec<Volume>,
}

impl Ladder {
    /// Decides a month of a small network in which nothing counts but the month, for nobody to remember, and only plain
    /// requirements can be met: without tables and only of whoever may meet any. Says whether it was such a month.
    #[inline(never)] // what is quickly known of most members is not to wait for the rest
    pub(super) fn decide_plainly(&self, period: &mut Period, network: &mut SmallNetwork) -> bool {
        let (sponsors, active, personal, ranks) = period.columns_of_ranks();
        ranks.fill(0);
        // All of a member's legs, and those with an active head.
        let mut legs = [[0_u8; 2]; MOST_MEMBERS];
        for (&sponsor, &is_active) in sponsors.iter().zip(active.iter()).skip(1) {
            let legs = &mut legs[sponsor as usize % MOST_MEMBERS];
            legs[0] += 1;
            legs[1] += u8::from(is_active);
        }
        network.groups.clear();
        let mut volume = None;
        for member in 0..ranks.len() {
            let [all, with_active_head] = legs[member % MOST_MEMBERS].map(usize::from);
            if active[member] && personal[member] >= self.asks.personal && all >= self.asks.fewest_legs {
                let volume = *volume.get_or_insert_with(|| volume_of_all(personal));
                if !self.is_plain_month(volume) {
                    return false;
                }
                ranks[member] = self.met_plainly(member, (sponsors, personal), (volume, with_active_head), network);
            }
        }
        true
    }

    /// Whether only plain requirements can be met with so much volume of all together.
    fn is_plain_month(&self, volume: Volume) -> bool {
        self.asks.plain.iter().zip(&self.asks.least).all(|(&is_plain, &least)| is_plain || least > volume)
    }

    /// The highest rank whose plain requirement a member with so many active legs meets, in a month of so much volume.
    #[inline(never)]
    fn met_plainly(
        &self,
        member: usize,
        (sponsors, personal): (&[MemberId], &[Volume]),
        (volume, active_legs): (Volume, usize),
        network: &mut SmallNetwork,
    ) -> u8 {
        let own = personal[member];
        let meets = |&way: &usize| {
            let asked = &self.requirements[way];
            self.asks.plain[way]
                && self.asks.least[way] <= volume
                && own >= asked.personal
                && active_legs >= asked.active_legs
                && (asked.group == Volume::ZERO || self.has_group(way, member, (sponsors, personal), network))
        };
        (0..self.ranks.len()).rev().find(meets).map_or(0, |way| self.ranks[way])
    }

    /// Whether a member has the group that a requirement asks for.
    fn has_group(
        &self,
        way: usize,
        member: usize,
        (sponsors, personal): (&[MemberId], &[Volume]),
        network: &mut SmallNetwork,
    ) -> bool {
        if network.groups.is_empty() {
            network.add_up(sponsors, personal);
        }
        let SmallNetwork { groups, legs } = network;
        let (asked, outlook, own) = (&self.requirements[way], &self.asks.groups, personal[member]);
        let below = groups[member] - own;
        asked.may_count(own, below, outlook.is_bounded(way)) && {
            legs.clear();
            legs.extend(heads(sponsors, member).map(|head| groups[head]));
            asked.group_counted(own, legs, outlook.cap(way)) >= asked.group
        }
    }
}

impl SmallNetwork {
    /// Adds up everybody's group.
    fn add_up(&mut self, sponsors: &[MemberId], personal: &[Volume]) {
        self.groups.extend_from_slice(personal);
        for (member, &sponsor) in sponsors.iter().enumerate().skip(1).rev() {
            let group = self.groups[member];
            self.groups[sponsor as usize] += group;
        }
    }
}

/// The volume of all together, as far as it is above zero: no group has more.
fn volume_of_all(personal: &[Volume]) -> Volume {
    personal.iter().map(|&own| own.max(Volume::ZERO)).sum()
}

/// Whom a member has sponsored.
#[inline]
fn heads(sponsors: &[MemberId], member: usize) -> impl Iterator<Item = usize> {
    let later = sponsors.iter().enumerate().skip(member + 1);
    later.filter(move |&(_, &sponsor)| sponsor as usize == member).map(|(head, _)| head)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{CapOn, LegCap, LegsWithRank, Memory, Requirement, Standing};
    use super::*;
    use crate::commission::OwnVolume;
    use crate::units::Rate;

    fn volumes(most: i64) -> impl Strategy<Value = Volume> {
        // Few different ones, so that what is asked for is often just met.
        (0..=most).prop_map(|number| Volume::from_hundredths(number * 50_00))
    }

    fn plain() -> impl Strategy<Value = Requirement> {
        let cap = prop_oneof![
            Just(LegCap::None),
            (1_u32..100).prop_map(|share| LegCap::OfRequirement(Rate::from_parts_per_million(share * 10_000))),
            (1_u32..100).prop_map(|share| LegCap::OfTotal(Rate::from_parts_per_million(share * 10_000))),
            volumes(6).prop_map(LegCap::Points),
        ];
        let on = prop_oneof![Just(CapOn::Legs), Just(CapOn::LegsAndOwn)];
        let own = prop_oneof![Just(OwnVolume::Included), Just(OwnVolume::Excluded)];
        (volumes(2), volumes(8), own, cap, on, 0_usize..4).prop_map(
            |(personal, group, own_volume, leg_cap, leg_cap_on, active_legs)| Requirement {
                personal,
                group,
                own_volume,
                leg_cap,
                leg_cap_on,
                active_legs,
                ..Requirement::default()
            },
        )
    }

    fn months() -> impl Strategy<Value = Period> {
        let member = (any::<prop::sample::Index>(), prop::bool::weighted(0.8), volumes(4), prop::bool::weighted(0.1));
        prop::collection::vec(member, 1..16).prop_map(|members| {
            let sponsor = |(id, member): (usize, &(prop::sample::Index, bool, Volume, bool))| {
                MemberId::try_from(if id == 0 { 0 } else { member.0.index(id) / 2 }).unwrap()
            };
            let mut period = Period::new(members.iter().enumerate().map(sponsor).collect()).unwrap();
            for (id, &(_, is_active, volume, is_refund)) in (0..).zip(&members) {
                period.set_active(id, is_active);
                period.set_volume(id, if is_refund { -volume } else { volume }, Volume::ZERO);
            }
            period
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_small_network_has_the_ranks_that_tables_give_it(
            mut month in months(),
            asked in prop::collection::vec(plain(), 1..5),
            beyond_reach in any::<bool>(),
        ) {
            let mut asked = asked;
            if beyond_reach {
                let (group, legs_with_rank) = (Volume::from_hundredths(400_00), vec![LegsWithRank::new(1, 1)]);
                asked.push(Requirement { group, legs_with_rank, ..Requirement::default() });
            }
            let ladder = Ladder::new(asked);
            let mut tables = month.clone();
            ladder.decide_by_tables(&mut tables, (&mut Memory::default(), &mut Standing::new()), false);
            // Whatever ranks stood there before.
            month.members().for_each(|member| month.set_rank(member, 3));
            if ladder.decide_plainly(&mut month, &mut SmallNetwork::default()) {
                prop_assert_eq!(month.ranks(), tables.ranks());
            } else {
                prop_assert!(beyond_reach);
            }
        }
    }
}
