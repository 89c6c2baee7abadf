//! [`Holders`]: who holds which rank in a leg, and how far below.

use super::requirement::{LegsWithRank, Requirement};
use crate::team::MemberId;

/// How far below nobody is.
const NOWHERE: u16 = u16::MAX;

/// The ranks in everybody's leg, written while ranks are decided from the recruits up.
pub(super) struct Holders {
    /// The highest rank in each member's leg, itself included.
    best: Vec<u8>,
    /// For each rank that is asked for within some depth: the level of its nearest holder in each member's leg, as the
    /// sponsor counts: 1 when the member itself holds it.
    nearest: Vec<(u8, Vec<u16>)>,
}

impl Holders {
    pub(super) fn new(requirements: &[Requirement], members: usize) -> Self {
        let demands = requirements.iter().flat_map(|requirement| &requirement.legs_with_rank);
        let mut ranks: Vec<u8> = demands.filter(|demand| demand.depth.is_some()).map(|demand| demand.rank).collect();
        ranks.sort_unstable();
        ranks.dedup();
        let nearest = ranks.into_iter().map(|rank| (rank, vec![NOWHERE; members])).collect();
        Self { best: vec![0; members], nearest }
    }

    /// In how many of these legs the rank of a demand is held.
    pub(super) fn legs(&self, heads: &[MemberId], demand: &LegsWithRank) -> usize {
        let near = demand.depth.and_then(|depth| {
            let (_, levels) = self.nearest.iter().find(|(rank, _)| *rank == demand.rank)?;
            Some(heads.iter().filter(|&&head| levels[head as usize] <= depth).count())
        });
        near.unwrap_or_else(|| heads.iter().filter(|&&head| self.best[head as usize] >= demand.rank).count())
    }

    /// Writes down the rank of a member whose legs have these heads.
    pub(super) fn pass_up(&mut self, member: MemberId, heads: &[MemberId], rank: u8) {
        let below = heads.iter().map(|&head| self.best[head as usize]).max().unwrap_or(0);
        self.best[member as usize] = below.max(rank);
        for (asked, levels) in &mut self.nearest {
            let below = heads.iter().map(|&head| levels[head as usize]).min().unwrap_or(NOWHERE);
            levels[member as usize] = if rank >= *asked { 1 } else { below.saturating_add(1) };
        }
    }
}
