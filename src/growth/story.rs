//! The story as it is told: everyone sponsors at the same steady rate and nobody quits. Arithmetic, not a model of people.
//!
//! A member's n-th recruit joins in its own month `ceil(n / rate)`. At one a month the team doubles: `2^m` people after `m`
//! months, `C(m, d)` of them `d` levels below you. The story stops where it would need more people than are alive.

use super::doubling::EVERYONE_ALIVE;
use crate::team::{Lifeline, NEVER, Team};
use crate::units::Month;

/// How many people everyone brings in a month in the story: above 0 to 100, exact to a millionth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoryRate(u32);

impl Default for StoryRate {
    /// One a month: the team doubles.
    fn default() -> Self {
        Self(1_000_000)
    }
}

impl StoryRate {
    /// A rate of people a month; `None` outside 0.000001 to 100 or with more than six decimals.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 1 to 100,000,000 by the check
    pub fn new(people: f64) -> Option<Self> {
        let millionths = (people * 1e6).round();
        let is_exact = (people * 1e6 - millionths).abs() <= 1e-6;
        (people <= 100.0 && millionths >= 1.0 && is_exact).then_some(Self(millionths as u32))
    }

    /// People a month.
    #[must_use]
    pub fn people(self) -> f64 {
        f64::from(self.0) / 1e6
    }

    /// How many people a member has brought in after so many months: `floor(rate * months)`.
    #[must_use]
    pub(crate) fn recruits_by(self, months: u16) -> u64 {
        u64::from(self.0) * u64::from(months) / 1_000_000
    }

    /// How many people a member brings in during its month of this number, counted from 1.
    #[must_use]
    pub(crate) fn recruits_in(self, month: u16) -> u64 {
        self.recruits_by(month) - self.recruits_by(month - 1)
    }
}

/// The story's team month by month, as far as there are people.
///
/// ```
/// use downline::growth::story::{Story, StoryRate};
/// use downline::units::Month;
/// let story = Story::new(StoryRate::default(), Month::new(12));
/// assert_eq!(story.team(Month::new(12)), Some(4_096));
/// assert_eq!(story.joiners_on_level(3)[5], 6); // C(4, 2) joined on level 3 in month 5
/// ```
#[derive(Clone, Debug)]
pub struct Story {
    rate: StoryRate,
    /// People who join in month 0 (you), 1, 2, ...; ends where there would be more than are alive.
    joiners: Vec<u64>,
}

impl Story {
    /// The story up to a horizon.
    #[must_use]
    pub fn new(rate: StoryRate, horizon: Month) -> Self {
        let mut joiners = vec![1];
        let mut team = 1;
        for month in 1..=horizon.get() {
            let newcomers = brought_in(rate, &joiners, month);
            team += newcomers;
            if team > EVERYONE_ALIVE {
                break;
            }
            joiners.push(newcomers);
        }
        Self { rate, joiners }
    }

    /// The rate of the story.
    #[must_use]
    pub const fn rate(&self) -> StoryRate {
        self.rate
    }

    /// People who join in month 0 (you alone), 1, 2, ..., as far as there are people.
    #[must_use]
    pub fn joiners(&self) -> &[u64] {
        &self.joiners
    }

    /// The team at the end of a month, you included; `None` once it is more than everyone alive, and beyond the horizon.
    #[must_use]
    pub fn team(&self, month: Month) -> Option<u64> {
        self.joiners.get(..=month.index()).map(|joiners| joiners.iter().sum())
    }

    /// People who join so many levels below you in month 0, 1, 2, ..., as far as there are people.
    #[must_use]
    pub fn joiners_on_level(&self, level: u16) -> Vec<u64> {
        let mut on_level = vec![0; self.joiners.len()];
        on_level[0] = 1;
        for _ in 0..level {
            let below = |month: usize| u16::try_from(month).map_or(0, |month| brought_in(self.rate, &on_level, month));
            on_level = (0..on_level.len()).map(below).collect();
        }
        on_level
    }

    /// Draws the team member by member up to the last month in which it has at most `most` people: lifelines in the order
    /// of joining. Returns that month.
    pub fn draw(&self, most: u64, team: &mut Team) -> Month {
        team.clear();
        team.push(Lifeline { sponsor: 0, joined: 0, left: NEVER });
        let mut last = 0;
        for (month, _) in (0..).zip(&self.joiners).skip(1) {
            if self.team(Month::new(month)).is_none_or(|people| people > most) {
                break;
            }
            for sponsor in 0..team.next_id() {
                let joined = team.members()[sponsor as usize].joined;
                if joined < month {
                    for _ in 0..self.rate.recruits_in(month - joined) {
                        team.push(Lifeline { sponsor, joined: month, left: NEVER });
                    }
                }
            }
            last = month;
        }
        Month::new(last)
    }
}

/// How many people those who joined in months 0, 1, 2, ... bring in during a month; none before month 1.
fn brought_in(rate: StoryRate, joiners: &[u64], month: u16) -> u64 {
    let earlier = (0..month).zip(joiners);
    earlier
        .map(|(joined, &people)| people.saturating_mul(rate.recruits_in(month - joined)))
        .fold(0, u64::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::growth::doubling;

    #[test]
    fn at_one_a_month_the_team_doubles_until_everyone_alive_is_in_it() {
        let story = Story::new(StoryRate::default(), Month::new(40));
        for month in Month::new(40).through() {
            assert_eq!(story.team(month), doubling::team(month), "{month}");
        }
        assert_eq!(story.joiners().len(), 33);
    }

    #[test]
    fn a_recruit_joins_in_the_month_in_which_its_number_is_reached() {
        // 1.3 a month: recruits 1 to 6 join in months ceil(n / 1.3) = 1, 2, 3, 4, 4, 5.
        let rate = StoryRate::new(1.3).unwrap();
        assert_eq!([1, 2, 3, 4, 5].map(|month| rate.recruits_in(month)), [1, 1, 1, 2, 1]);
        // 0.29 a month: the 29th joins in month 100, exactly.
        let slow = StoryRate::new(0.29).unwrap();
        assert_eq!([slow.recruits_by(99), slow.recruits_by(100)], [28, 29]);
        assert_eq!([0.0, -1.0, 100.1, f64::NAN, 0.000_000_1].map(StoryRate::new), [None; 5]);
    }

    /// The textbook: a member's n-th recruit joins in its month ceil(n / rate), told member by member.
    fn by_hand(hundredths: u32, months: u16) -> Vec<u64> {
        let mut joined = vec![0_u16];
        let mut next = 0;
        while next < joined.len() {
            let own = joined[next];
            for number in 1_u32.. {
                let month = u32::from(own) + (number * 100).div_ceil(hundredths);
                match u16::try_from(month).ok().filter(|month| *month <= months) {
                    Some(month) => joined.push(month),
                    None => break,
                }
            }
            next += 1;
        }
        (0..=months).map(|month| joined.iter().filter(|own| **own == month).count() as u64).collect()
    }

    #[test]
    fn the_joiners_of_each_month_are_those_of_the_story_told_by_hand() {
        for hundredths in [25, 50, 100, 130, 250] {
            let story = Story::new(StoryRate::new(f64::from(hundredths) / 100.0).unwrap(), Month::new(8));
            assert_eq!(story.joiners(), by_hand(hundredths, 8), "{hundredths} hundredths a month");
        }
        // One in two months: the team doubles every other month.
        let story = Story::new(StoryRate::new(0.5).unwrap(), Month::new(7));
        let team: Vec<u64> = (0..=7).filter_map(|month| story.team(Month::new(month))).collect();
        assert_eq!(team, [1, 1, 2, 2, 4, 4, 8, 8]);
    }

    #[test]
    fn the_story_is_drawn_to_the_last_month_with_so_many_people() {
        let story = Story::new(StoryRate::default(), Month::new(20));
        let mut team = Team::new();
        assert_eq!(story.draw(1 << 14, &mut team), Month::new(14));
        assert_eq!(team.len(), 1 << 14);
        assert_eq!(story.draw((1 << 14) - 1, &mut team), Month::new(13));
        assert_eq!((story.team(Month::new(20)), story.team(Month::new(21))), (Some(1 << 20), None));
        assert_eq!((story.draw(0, &mut team), team.len()), (Month::new(0), 1));
    }

    #[test]
    fn levels_add_up_to_everybody_and_are_those_of_pascal_s_triangle_at_one_a_month() {
        let doubling_story = Story::new(StoryRate::default(), Month::new(12));
        for level in 0..=13 {
            let joined: u64 = doubling_story.joiners_on_level(level).iter().sum();
            assert_eq!(Some(joined), doubling::on_level(Month::new(12), level));
        }
        for people in [0.5, 1.3] {
            let story = Story::new(StoryRate::new(people).unwrap(), Month::new(10));
            let by_level: Vec<Vec<u64>> = (0..=10).map(|level| story.joiners_on_level(level)).collect();
            for month in 0..=10 {
                assert_eq!(by_level.iter().map(|level| level[month]).sum::<u64>(), story.joiners()[month], "{people}");
            }
        }
    }

    #[test]
    fn the_drawn_story_has_the_counted_people_on_each_level() {
        for people in [0.5, 1.0, 1.3, 2.0] {
            let story = Story::new(StoryRate::new(people).unwrap(), Month::new(9));
            let mut team = Team::new();
            let last = story.draw(1_000, &mut team);
            assert_eq!(Some(team.len() as u64), story.team(last));
            let mut levels = Vec::new();
            team.levels_into(&mut levels);
            for level in 0..5 {
                let joined = story.joiners_on_level(level);
                for month in 0..=last.get() {
                    let drawn = team.members().iter().zip(&levels);
                    let drawn = drawn.filter(|(member, at)| member.joined == month && **at == level).count() as u64;
                    assert_eq!(drawn, joined[usize::from(month)], "{people} a month, level {level}, month {month}");
                }
            }
        }
    }
}
