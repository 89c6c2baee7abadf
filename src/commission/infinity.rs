//! Infinity override: a rate on everything from some level down, until another leader takes over.

use super::breakaway::leaders_above;
use super::{Books, Line, Needs, Period, Rule, Share};
use crate::units::{Rate, Volume};

/// Pays leaders a rate of every order from a level below them down without end, until the next leader below.
///
/// A leader is an active member paid as the leader rank or higher. A leader `X` at a distance of `d` levels above the
/// buyer is paid `CV * rate` when `d` is at least the first level and either no other leader stands between them, or the
/// one nearest to `X` is at most `overlap` levels above the buyer. One line, and one rounding, an earner and source. It
/// promises no share of an order: how many leaders share one depends on the tree.
///
/// 2 % from level 9 down: orders of 100 on levels 9 to 12 pay 2.00 each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Infinity {
    leader_rank: u8,
    rate: Rate,
    first_level: u16,
    overlap: u16,
}

impl Infinity {
    /// A rule that pays `rate` from `first_level` down; below the next leader only as far as that leader's level
    /// `overlap`.
    #[must_use]
    pub const fn new(leader_rank: u8, rate: Rate, first_level: u16, overlap: u16) -> Self {
        Self { leader_rank, rate, first_level, overlap }
    }
}

impl Rule for Infinity {
    fn name(&self) -> &'static str {
        "infinity"
    }

    fn needs(&self) -> Needs {
        Needs::ranked(true)
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        let above =
            leaders_above(period, |member| period.active()[member] && period.ranks()[member] >= self.leader_rank);
        let mut depth = vec![0_u32; period.len()];
        for (member, &sponsor) in period.sponsors().iter().enumerate().skip(1) {
            depth[member] = depth[sponsor as usize] + 1;
        }
        let share = Share::of(&[self.rate, period.point_value()]);
        for buyer in period.members() {
            let volume = period.commissionable()[buyer as usize];
            if volume == Volume::ZERO {
                continue;
            }
            let mut leader = above[buyer as usize];
            // Every further leader stands at least a level higher, so the overlap ends the walk.
            while let Some(earner) = leader {
                let distance = depth[buyer as usize] - depth[earner as usize];
                if distance >= u32::from(self.first_level) {
                    let level = u16::try_from(distance).unwrap_or(u16::MAX);
                    books.line(&Line::on_order(earner, buyer, level, volume, self.rate, share.of_volume(volume)));
                }
                if distance > u32::from(self.overlap) {
                    break;
                }
                leader = above[earner as usize];
            }
        }
    }
}
