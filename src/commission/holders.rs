//! [`Holders`]: who holds which rank in a leg, and how far below.

use super::requirement::{LegsWithRank, Requirement};
use super::scratch::refill;
use crate::team::MemberId;

/// How far below nobody is.
const NOWHERE: u16 = u16::MAX;

/// The ranks in everybody's leg, written while ranks are decided from the recruits up. Used again from month to month.
#[derive(Debug, Default)]
pub(super) struct Holders {
    /// The highest rank in each member's leg, itself included. Empty while no requirement asks for ranks in legs.
    best: Vec<u8>,
    /// For each rank that is asked for within some depth: the level of its nearest holder in each member's leg, as the
    /// sponsor counts: 1 when the member itself holds it.
    nearest: Vec<Vec<u16>>,
}

/// The ranks that some requirements ask for in legs: the same in all months.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct InLegs {
    is_asked: bool,
    /// Those that are asked for within some depth, each once.
    near: Vec<u8>,
}

impl InLegs {
    pub(super) fn new(requirements: &[Requirement]) -> Self {
        let demands = || requirements.iter().flat_map(|requirement| &requirement.legs_with_rank);
        let mut near: Vec<u8> = demands().filter(|demand| demand.depth.is_some()).map(|demand| demand.rank).collect();
        near.sort_unstable();
        near.dedup();
        Self { is_asked: demands().next().is_some(), near }
    }
}

impl Holders {
    pub(super) fn open(&mut self, asked: &InLegs, members: usize) {
        refill(&mut self.best, if asked.is_asked { members } else { 0 }, 0);
        self.nearest.resize_with(asked.near.len(), Vec::new);
        self.nearest.iter_mut().for_each(|levels| refill(levels, members, NOWHERE));
    }

    /// In how many of the legs with these heads the rank of a demand is held.
    pub(super) fn legs(&self, asked: &InLegs, heads: &[MemberId], demand: &LegsWithRank) -> usize {
        let near = demand.depth.and_then(|depth| {
            let place = asked.near.iter().position(|&rank| rank == demand.rank)?;
            Some((depth, &self.nearest[place]))
        });
        match near {
            Some((depth, levels)) => heads.iter().filter(|&&head| levels[head as usize] <= depth).count(),
            None => heads.iter().filter(|&&head| self.best[head as usize] >= demand.rank).count(),
        }
    }

    /// Writes down the rank of a member whose legs have these heads.
    pub(super) fn pass_up(&mut self, asked: &InLegs, member: MemberId, heads: &[MemberId], rank: u8) {
        if asked.is_asked {
            let below = heads.iter().map(|&head| self.best[head as usize]).max().unwrap_or(0);
            self.best[member as usize] = below.max(rank);
        }
        for (&near, levels) in asked.near.iter().zip(&mut self.nearest) {
            let below = heads.iter().map(|&head| levels[head as usize]).min().unwrap_or(NOWHERE);
            levels[member as usize] = if rank >= near { 1 } else { below.saturating_add(1) };
        }
    }
}
