//! [`Holders`]: the nearest leader above who may be paid a generation.

use crate::commission::leaders::{Leaders, NOBODY};
use crate::team::MemberId;

/// How many generations each leader may be paid, so that the nearest who may is found in as many steps at most as there are
/// different numbers of generations.
pub(super) struct Holders {
    held: Vec<u16>,
    /// The nearest leader above each who may be paid more of them.
    higher: Vec<MemberId>,
}

impl Holders {
    pub(super) fn new(held: Vec<u16>, above: &Leaders) -> Self {
        let mut holders = Self { higher: vec![NOBODY; held.len()], held };
        for member in 0..holders.held.len() {
            let upline = MemberId::try_from(member).ok().and_then(|id| above.above(id));
            let more = holders.held[member].saturating_add(1);
            holders.higher[member] = upline.and_then(|upline| holders.from(upline, more)).unwrap_or(NOBODY);
        }
        holders
    }

    /// This leader when it may be paid a generation, or the nearest above it who may.
    pub(super) fn from(&self, mut leader: MemberId, generation: u16) -> Option<MemberId> {
        while leader != NOBODY && self.held[leader as usize] < generation {
            leader = self.higher[leader as usize];
        }
        Some(leader).filter(|&leader| leader != NOBODY)
    }
}
