//! [`Legs`]: how many of your legs are self-sufficient, month by month, from the lifelines of one trial.
//!
//! A leg is somebody whom you sponsored with everybody below. It is self-sufficient at a month's end when somebody in it
//! sponsored in that month or in the two before. Whoever you sponsored yourself makes no leg self-sufficient.

use crate::team::{Lifeline, MemberId};
use crate::units::Month;

/// So many months a leg is self-sufficient from the month in which somebody in it sponsored.
const MONTHS: u16 = 3;

/// The count of one trial, with memory to count the next in.
#[derive(Clone, Debug, Default)]
pub(super) struct Legs {
    /// The leg of each member, by member id; of no meaning for you.
    leg: Vec<u32>,
    /// By leg: the last month in which it is self-sufficient by those who have been counted.
    until: Vec<u16>,
    /// By month from 0, and one beyond: how many legs begin and cease to be self-sufficient.
    changes: Vec<[u32; 2]>,
    /// By month from 0.
    by_month: Vec<u32>,
}

impl Legs {
    /// Counts the legs of a team whose members are numbered in the order of joining. You have none once you have left.
    ///
    /// Takes time in proportion to members and months.
    pub(super) fn count(&mut self, members: &[Lifeline], horizon: Month) {
        self.changes.clear();
        self.changes.resize(horizon.index() + 2, [0; 2]);
        self.leg.clear();
        self.leg.push(0);
        self.until.clear();
        for member in members.iter().skip(1) {
            self.join(*member);
        }
        let left = members.first().map_or(0, |you| you.left);
        let mut legs = 0;
        self.by_month.clear();
        for (month, [begin, cease]) in (0..=horizon.get()).zip(&self.changes) {
            legs = legs + begin - cease;
            self.by_month.push(if month < left { legs } else { 0 });
        }
    }

    /// How many legs are self-sufficient at the ends of months 0, 1, 2, ... up to the horizon.
    pub(super) fn by_month(&self) -> &[u32] {
        &self.by_month
    }

    /// Takes the next who joins.
    fn join(&mut self, member: Lifeline) {
        if member.sponsor == 0 {
            self.leg.push(next_leg(&self.until));
            self.until.push(0);
            return;
        }
        let leg = self.leg[member.sponsor as usize];
        self.leg.push(leg);
        let until = &mut self.until[leg as usize];
        // Months that an earlier one has brought are not counted twice.
        let (first, last) = (member.joined.max(*until + 1), member.joined + MONTHS - 1);
        *until = last;
        let beyond = self.changes.len() - 1;
        // Whoever joins in the same month as the one before adds none.
        if first <= last {
            self.changes[usize::from(first).min(beyond)][0] += 1;
            self.changes[usize::from(last + 1).min(beyond)][1] += 1;
        }
    }
}

#[allow(clippy::cast_possible_truncation)] // there are no more legs than members
const fn next_leg(legs: &[u16]) -> MemberId {
    legs.len() as MemberId
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{MemberKey, Purpose};
    use crate::team::NEVER;
    use rand::RngExt;

    /// You, who leave in a month, and the others as sponsor and month of joining; nobody else leaves.
    fn network(left: u16, others: &[(MemberId, u16)]) -> Vec<Lifeline> {
        let you = Lifeline { sponsor: 0, joined: 0, left };
        let others = others.iter().map(|&(sponsor, joined)| Lifeline { sponsor, joined, left: NEVER });
        std::iter::once(you).chain(others).collect()
    }

    fn counted(members: &[Lifeline], horizon: u16) -> Vec<u32> {
        let mut legs = Legs::default();
        legs.count(members, Month::new(horizon));
        legs.by_month().to_vec()
    }

    #[test]
    fn a_leg_is_self_sufficient_for_three_months_from_each_sponsoring() {
        // One leg, whose first member sponsors in month 4: months 4, 5 and 6.
        assert_eq!(counted(&network(NEVER, &[(0, 1), (1, 4)]), 8), [0, 0, 0, 0, 1, 1, 1, 0, 0]);
        // The recruit of month 4 sponsors in month 6, so to month 8: one leg, never counted twice.
        assert_eq!(counted(&network(NEVER, &[(0, 1), (1, 4), (2, 6)]), 9), [0, 0, 0, 0, 1, 1, 1, 1, 1, 0]);
        // Two in one month are one leg; a gap between months 6 and 9 stays one.
        let twice = network(NEVER, &[(0, 1), (1, 4), (1, 4), (1, 9)]);
        assert_eq!(counted(&twice, 10), [0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1]);
    }

    #[test]
    fn legs_are_told_apart_and_those_you_bring_in_make_none_self_sufficient() {
        // You bring in somebody every month, and nobody of them sponsors.
        assert_eq!(counted(&network(NEVER, &[(0, 1), (0, 2), (0, 3)]), 5), [0; 6]);
        // Two legs, in months 2 to 4 and 3 to 5.
        assert_eq!(counted(&network(NEVER, &[(0, 1), (0, 1), (1, 2), (2, 3)]), 6), [0, 0, 1, 2, 2, 1, 0]);
    }

    #[test]
    fn a_leg_lives_on_when_the_one_you_sponsored_has_left() {
        let mut members = network(NEVER, &[(0, 1), (1, 2), (2, 7)]);
        members[1].left = 3;
        assert_eq!(counted(&members, 9), [0, 0, 1, 1, 1, 0, 0, 1, 1, 1]);
    }

    #[test]
    fn who_has_left_has_no_legs() {
        assert_eq!(counted(&network(4, &[(0, 1), (1, 2), (1, 5)]), 7), [0, 0, 1, 1, 0, 0, 0, 0]);
        assert_eq!(counted(&network(1, &[]), 2), [0, 0, 0]);
    }

    /// Written from the sentence that says what such a leg is: month by month, leg by leg, everybody looked at.
    fn slowly(members: &[Lifeline], horizon: u16) -> Vec<u32> {
        let leg_of = |mut member: usize| {
            while members[member].sponsor != 0 {
                member = members[member].sponsor as usize;
            }
            member
        };
        let is_leg = |&leg: &usize| leg > 0 && members[leg].sponsor == 0;
        let sponsored = |leg: usize, month: u16| {
            let mut others = (1..members.len()).filter(|&member| member != leg && leg_of(member) == leg);
            others.any(|member| members[member].joined <= month && members[member].joined + 2 >= month)
        };
        let of_month = |month: u16| {
            let legs = (0..members.len()).filter(is_leg).filter(|&leg| sponsored(leg, month)).count();
            if members[0].left > month { u32::try_from(legs).unwrap() } else { 0 }
        };
        (0..=horizon).map(of_month).collect()
    }

    #[test]
    fn the_count_is_that_of_a_slow_one_on_random_networks() {
        let (mut legs, mut most) = (Legs::default(), 0);
        for case in 1..=400 {
            let mut random = MemberKey::you(5, case).stream(Purpose::Monthly);
            let horizon = random.random_range(1..=30_u16);
            let people = random.random_range(0..=60);
            let mut joined: Vec<u16> = (0..people).map(|_| random.random_range(1..=horizon)).collect();
            joined.sort_unstable();
            let left = if case % 3 == 0 { random.random_range(1..=horizon) } else { NEVER };
            let mut members = network(left, &[]);
            for month in joined {
                // Somebody who had joined before, if there is anybody but you.
                let before = members.iter().filter(|member| member.joined < month).count();
                let sponsor = random.random_range(0..before.max(1));
                members.push(Lifeline { sponsor: MemberId::try_from(sponsor).unwrap(), joined: month, left: NEVER });
            }
            legs.count(&members, Month::new(horizon));
            assert_eq!(legs.by_month(), slowly(&members, horizon), "case {case}");
            most = most.max(legs.by_month().iter().copied().max().unwrap_or(0));
        }
        assert!(most >= 4, "at most {most} legs at a time");
    }
}
