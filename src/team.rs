//! [`Team`]: the genealogy as data. One row a member, with the months in which its lifeline begins and ends.
//!
//! Growth writes a team, commission reads it, and nothing else passes between them. You are member 0 and the root.
//! A sponsor's id is always smaller than its recruits' ids, so a forward pass over the ids visits sponsors first and a
//! reverse pass visits recruits first: levels and volumes need no recursion.

use crate::rng::MemberKey;
use crate::units::Month;

/// The number of a member in a [`Team`]; you are member 0.
pub type MemberId = u32;

/// The leaving month of a member who stays beyond the horizon.
pub const NEVER: u16 = u16::MAX;

/// One member: who sponsored it, and the months in which its lifeline begins and ends.
///
/// A member who joined in month `j` and left in month `q` is active at the ends of months `j ..= q - 1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifeline {
    /// The sponsor's id; smaller than the member's own, except that you are your own sponsor.
    pub sponsor: MemberId,
    /// The joining month; yours is 0.
    pub joined: u16,
    /// The leaving month, or [`NEVER`]; always after the joining month.
    pub left: u16,
}

impl Lifeline {
    /// Whether the member is active at the end of the month.
    #[must_use]
    pub const fn is_active(&self, month: Month) -> bool {
        self.joined <= month.get() && month.get() < self.left
    }
}

/// Whoever takes the members that growth draws: a [`Team`], or a count that needs no genealogy.
pub trait Newcomers {
    /// Forgets everyone who came before; you are the first. Whatever else a member does is drawn from its key.
    fn begin(&mut self, you: Lifeline, key: MemberKey);

    /// Takes the next member below you; every sponsor comes before its recruits.
    fn join(&mut self, member: Lifeline, key: MemberKey);
}

/// The members of one network as lifelines, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Team {
    members: Vec<Lifeline>,
}

impl Team {
    /// A team of nobody, ready to be grown into.
    #[must_use]
    pub const fn new() -> Self {
        Self { members: Vec::new() }
    }

    /// Forgets all members and keeps the memory.
    pub fn clear(&mut self) {
        self.members.clear();
    }

    /// Adds a member and returns its id. The first member is you: your sponsor is yourself.
    ///
    /// # Panics
    /// In debug builds, when the sponsor is not an earlier member or the lifeline ends before it begins.
    pub fn push(&mut self, member: Lifeline) -> MemberId {
        let id = self.next_id();
        debug_assert!(member.sponsor < id || (id == 0 && member.sponsor == 0), "a sponsor joins before its recruit");
        debug_assert!(member.left > member.joined, "nobody leaves in the joining month");
        self.members.push(member);
        id
    }

    /// The id of the member who joins next.
    #[must_use]
    #[inline]
    #[allow(clippy::cast_possible_truncation)] // growth stops at 20,000,000 members, far below 2^32
    pub const fn next_id(&self) -> MemberId {
        self.members.len() as MemberId
    }

    /// Puts another lifeline in the place of a member's.
    pub(crate) fn set(&mut self, member: MemberId, lifeline: Lifeline) {
        self.members[member as usize] = lifeline;
    }

    /// Sets the month in which a member leaves.
    pub fn set_left(&mut self, member: MemberId, left: u16) {
        self.members[member as usize].left = left;
    }

    /// How many members the team has ever had, you included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether nobody has joined, not even you.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// All members ever, by id.
    #[must_use]
    pub fn members(&self) -> &[Lifeline] {
        &self.members
    }

    /// Writes each member's level into `levels`: 0 for you, 1 for those you sponsored, and so on.
    pub fn levels_into(&self, levels: &mut Vec<u16>) {
        levels.clear();
        levels.reserve(self.len());
        for (id, member) in self.members.iter().enumerate() {
            let level = if id == 0 { 0 } else { levels[member.sponsor as usize].saturating_add(1) };
            levels.push(level);
        }
    }
}

impl Newcomers for Team {
    fn begin(&mut self, you: Lifeline, _key: MemberKey) {
        self.clear();
        self.push(you);
    }

    #[inline]
    fn join(&mut self, member: Lifeline, _key: MemberKey) {
        self.push(member);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lifeline_is_active_from_the_joining_month_to_the_month_before_leaving() {
        let member = Lifeline { sponsor: 0, joined: 2, left: 4 };
        let active: Vec<bool> = Month::new(5).through().map(|month| member.is_active(month)).collect();
        assert_eq!(active, [false, false, true, true, false, false]);
    }

    #[test]
    fn levels_count_the_distance_from_you() {
        let mut team = Team::new();
        for (sponsor, joined) in [(0, 0), (0, 1), (1, 2), (0, 2), (2, 3)] {
            team.push(Lifeline { sponsor, joined, left: NEVER });
        }
        let mut levels = Vec::new();
        team.levels_into(&mut levels);
        assert_eq!(levels, [0, 1, 2, 1, 3]);
    }
}
