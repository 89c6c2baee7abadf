//! [`Lives`]: everybody's lifeline with the key that all else about a member is drawn from, in the order of joining.

use crate::rng::MemberKey;
use crate::team::{Lifeline, MemberId, Newcomers, Team};
use crate::units::Month;

/// The lifelines of a network and the members' keys, by member id.
///
/// Growth writes members sponsor by sponsor; [`Lives::put_in_order`] numbers them in the order of joining, so that who has
/// joined by a month are the first so many. Within a month the order stays, so it does not depend on who joins later.
#[derive(Clone, Debug, Default)]
pub struct Lives {
    team: Team,
    keys: Vec<MemberKey>,
    /// How many had joined by the end of month 0, 1, 2, ... up to the last month in which anybody joined.
    joined_by: Vec<usize>,
    memory: Memory,
}

/// Memory to work in, with nothing in it to rely on.
#[derive(Clone, Debug, Default)]
struct Memory {
    lifelines: Vec<Lifeline>,
    keys: Vec<MemberKey>,
    places: Vec<MemberId>,
    next: Vec<usize>,
}

impl Lives {
    /// Nobody yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The lives of a team whose members are numbered in the order of joining and of whom nothing else is drawn.
    #[must_use]
    pub(crate) fn of_story(team: Team) -> Self {
        let keys = vec![MemberKey::you(0, 0); team.len()];
        let mut lives = Self { team, keys, ..Self::default() };
        lives.count_joined();
        lives
    }

    /// Everybody's lifeline, by id.
    #[must_use]
    pub const fn team(&self) -> &Team {
        &self.team
    }

    /// Everybody's lifeline, to be grown into by hand; keys go with [`Lives::push`].
    pub(super) const fn team_mut(&mut self) -> &mut Team {
        &mut self.team
    }

    /// What else a member does is drawn from this key.
    #[must_use]
    pub fn key(&self, member: MemberId) -> MemberKey {
        self.keys[member as usize]
    }

    /// All keys, by member id.
    #[must_use]
    pub fn keys(&self) -> &[MemberKey] {
        &self.keys
    }

    /// How many people had joined by a month's end, you included: members with smaller ids.
    #[must_use]
    pub fn joined_by(&self, month: Month) -> usize {
        self.joined_by.get(month.index()).copied().unwrap_or(self.team.len())
    }

    /// Adds a member.
    pub(super) fn push(&mut self, member: Lifeline, key: MemberKey) {
        self.team.push(member);
        self.keys.push(key);
    }

    /// Numbers the members in the order of joining, and counts who has joined by when.
    pub fn put_in_order(&mut self) {
        self.count_joined();
        let Memory { lifelines, keys, places, next } = &mut self.memory;
        next.clear();
        next.push(0);
        next.extend_from_slice(&self.joined_by);
        places.clear();
        lifelines.clear();
        lifelines.extend_from_slice(self.team.members());
        keys.clone_from(&self.keys);
        for (member, key) in lifelines.iter().zip(keys.iter()) {
            let place = &mut next[usize::from(member.joined)];
            // A sponsor stands before its recruits, in the old order as in the new one.
            let id = MemberId::try_from(*place).unwrap_or(MemberId::MAX);
            places.push(id);
            let sponsor = places[member.sponsor as usize];
            self.team.set(id, Lifeline { sponsor, ..*member });
            self.keys[*place] = *key;
            *place += 1;
        }
    }

    fn count_joined(&mut self) {
        self.joined_by.clear();
        for member in self.team.members() {
            let joined = usize::from(member.joined);
            if self.joined_by.len() <= joined {
                self.joined_by.resize(joined + 1, 0);
            }
            self.joined_by[joined] += 1;
        }
        let mut so_far = 0;
        for joined in &mut self.joined_by {
            so_far += *joined;
            *joined = so_far;
        }
    }
}

impl Newcomers for Lives {
    fn begin(&mut self, you: Lifeline, key: MemberKey) {
        self.team.clear();
        self.keys.clear();
        self.push(you, key);
    }

    #[inline]
    fn join(&mut self, member: Lifeline, key: MemberKey) {
        self.push(member, key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::team::NEVER;

    #[test]
    fn members_are_numbered_in_the_order_of_joining_with_their_keys_and_sponsors() {
        let key = |number| MemberKey::you(9, number);
        let mut lives = Lives::new();
        // Written sponsor by sponsor: you bring in two in months 1 and 4, the first of them two in months 2 and 3.
        lives.begin(Lifeline { sponsor: 0, joined: 0, left: NEVER }, key(0));
        for (number, (sponsor, joined)) in (1..).zip([(0, 1), (0, 4), (1, 2), (1, 3)]) {
            lives.join(Lifeline { sponsor, joined, left: joined + 5 }, key(number));
        }
        lives.put_in_order();
        let rows: Vec<(MemberId, u16)> =
            lives.team().members().iter().map(|line| (line.sponsor, line.joined)).collect();
        assert_eq!(rows, [(0, 0), (0, 1), (1, 2), (1, 3), (0, 4)]);
        assert_eq!(lives.keys(), [0, 1, 3, 4, 2].map(key));
        assert_eq!([0, 1, 2, 3, 4, 9].map(|month| lives.joined_by(Month::new(month))), [1, 2, 3, 4, 5, 5]);
    }
}
