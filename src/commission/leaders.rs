//! [`Leaders`]: the nearest leader above each member, for rules that go from leader to leader.

use super::Period;
use crate::team::MemberId;

/// The nearest leader above each member, in half the memory of options: every walk waits for it.
pub(super) struct Leaders(Vec<MemberId>);

/// No leader.
pub(super) const NOBODY: MemberId = MemberId::MAX;

impl Leaders {
    /// The leader nearest above a member.
    #[inline]
    pub(super) fn above(&self, member: MemberId) -> Option<MemberId> {
        self.0.get(member as usize).copied().filter(|&leader| leader != NOBODY)
    }
}

/// The nearest leader above each member.
pub(super) fn leaders_above(period: &Period, is_leader: impl Fn(usize) -> bool) -> Leaders {
    let mut above: Vec<MemberId> = Vec::with_capacity(period.len());
    for member in period.members() {
        above.push(
            period
                .sponsor(member)
                .map_or(NOBODY, |sponsor| if is_leader(sponsor as usize) { sponsor } else { above[sponsor as usize] }),
        );
    }
    Leaders(above)
}
