//! All rooted trees of a few members, each shape once, and [`SmallTree`]: one of them with volumes.

use std::sync::Arc;

use crate::commission::{Period, Placement, Placing, Plan, Present};
use crate::settlement::{Network, Settlement};
use crate::team::MemberId;
use crate::units::{Month, Volume};

/// A tree of a few members, each with its volume.
#[derive(Clone)]
pub(super) struct SmallTree {
    pub(super) sponsors: Vec<MemberId>,
    /// Personal and commissionable volume, by member.
    pub(super) volumes: Vec<Volume>,
}

impl SmallTree {
    /// Nobody is new any more: bonuses on first months do not show.
    pub(super) const MONTH: Month = Month::new(100);

    /// Where the placings of a plan put the members.
    pub(super) fn places(&self, plan: &Plan) -> Vec<(Placing, Arc<Placement>)> {
        let mut settlement = Settlement::new(plan);
        settlement.begin(self);
        settlement.into_places()
    }
}

impl Network for SmallTree {
    fn fill(&self, month: Month, period: &mut Period) {
        period.begin(month);
        for (&sponsor, &volume) in self.sponsors.iter().zip(&self.volumes) {
            period.push(Present { sponsor, joined: 0, is_active: true, personal: volume, commissionable: volume });
        }
    }

    fn newcomers(&self, period: &mut Period) {
        self.fill(Self::MONTH, period);
    }
}

/// The shapes of trees of so many members, as sponsors by member, in a fixed order: 1, 1, 2, 4, 9, 20, ...
pub(super) fn shapes(members: usize) -> Vec<Vec<MemberId>> {
    let mut shapes: Vec<(String, Vec<MemberId>)> = Vec::new();
    let mut sponsors: Vec<MemberId> = vec![0; members];
    loop {
        let form = canonical(&sponsors, 0);
        if shapes.iter().all(|known| known.0 != form) {
            shapes.push((form, sponsors.clone()));
        }
        // The next list in which every sponsor is an earlier member.
        let Some(place) = (2..members).rev().find(|&place| (sponsors[place] as usize) + 1 < place) else { break };
        sponsors[place] += 1;
        sponsors[place + 1..].fill(0);
    }
    shapes.into_iter().map(|shape| shape.1).collect()
}

/// The same text for the same shape: brackets around the sorted texts of the recruits. Trees here have a handful of
/// members, so recursion is shallow.
fn canonical(sponsors: &[MemberId], member: MemberId) -> String {
    let recruits = (1..).zip(&sponsors[1..]).filter(|(_, sponsor)| **sponsor == member);
    let mut texts: Vec<String> = recruits.map(|(recruit, _)| canonical(sponsors, recruit)).collect();
    texts.sort_unstable();
    format!("({})", texts.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rooted trees: OEIS A000081.
    #[test]
    fn every_shape_stands_once() {
        let counts: Vec<usize> = (1..=6).map(|members| shapes(members).len()).collect();
        assert_eq!(counts, [1, 1, 2, 4, 9, 20]);
        assert_eq!(shapes(3), [vec![0, 0, 0], vec![0, 0, 1]]);
    }
}
