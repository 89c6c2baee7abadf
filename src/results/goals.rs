//! [`GoalTally`]: how many trials reach the goals that were set, and when; [`GoalResult`]: what that came to.

use super::counter::Counter;
use super::distribution::Distribution;
use super::goal::Goal;
use super::outcome::Population;
use super::tally::Trial;

/// How many people reach a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalResult {
    /// The goal.
    pub goal: Goal,
    /// Whose.
    pub population: Population,
    /// Of those who reach it at some month's end: the first such month.
    pub reached: Distribution,
    /// How many have it at the end of the last month.
    pub at_the_end: u64,
    /// Of so many.
    pub trials: u64,
}

/// Counters of the goals that were set.
#[derive(Clone, Debug, Default)]
pub(crate) struct GoalTally {
    goals: Vec<(Goal, Reached, Option<Reached>)>,
    trials: u64,
}

/// Who reached a goal.
#[derive(Clone, Debug)]
struct Reached {
    first: Counter,
    at_the_end: u64,
}

impl Reached {
    fn nobody() -> Self {
        Self { first: Counter::of_people(), at_the_end: 0 }
    }

    fn add(&mut self, first: Option<u16>, at_the_end: bool) {
        if let Some(month) = first {
            self.first.add(month.into());
        }
        self.at_the_end += u64::from(at_the_end);
    }

    fn merge(&mut self, other: Self) {
        self.first.merge(other.first);
        self.at_the_end += other.at_the_end;
    }
}

impl GoalTally {
    /// Of no trial. `stays`: whether you are told to stay, so that people free to quit are counted as well.
    pub(crate) fn new(goals: &[Goal], stays: bool) -> Self {
        let counted = |goal: &Goal| (goal.clone(), Reached::nobody(), stays.then(Reached::nobody));
        Self { goals: goals.iter().map(counted).collect(), trials: 0 }
    }

    pub(super) fn record(&mut self, trial: &Trial<'_>) {
        self.trials += 1;
        // Whoever is free to quit stands at so many month-ends.
        let stood = usize::from(trial.would_quit).saturating_sub(1).min(trial.months.len() - 1);
        for (goal, yours, free) in &mut self.goals {
            let (first, at_the_end) = goal.reached(trial.months);
            yours.add(first, at_the_end);
            if let Some(free) = free {
                let is_there = stood == trial.months.len() - 1;
                free.add(first.filter(|&month| usize::from(month) <= stood), at_the_end && is_there);
            }
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.trials += other.trials;
        for ((_, yours, free), (_, more, more_free)) in self.goals.iter_mut().zip(other.goals) {
            yours.merge(more);
            if let Some((free, more)) = free.as_mut().zip(more_free) {
                free.merge(more);
            }
        }
    }

    /// What it came to: goal by goal, of you and, where you are told to stay, of the same people free to quit.
    pub(super) fn results(&self) -> Vec<GoalResult> {
        let result = |goal: &Goal, population, reached: &Reached| GoalResult {
            goal: goal.clone(),
            population,
            reached: reached.first.distribution(),
            at_the_end: reached.at_the_end,
            trials: self.trials,
        };
        let both = self.goals.iter().flat_map(|(goal, yours, free)| {
            let free = free.as_ref().map(|free| result(goal, Population::YouMayQuit, free));
            [Some(result(goal, Population::You, yours)), free]
        });
        both.flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::Values;

    #[test]
    fn goals_are_counted_of_you_and_of_people_free_to_quit() {
        let goals = [Goal::parse("team>=5").unwrap()];
        let mut tally = GoalTally::new(&goals, true);
        let career = |teams: [i64; 4]| teams.map(|team| Values { team, ..Values::default() });
        // Reached in month 2, and kept; once who is free to quit leaves in month 2, and once not. Never reached.
        for (teams, would_quit) in [([1, 4, 5, 6], 2), ([1, 5, 2, 5], u16::MAX), ([1, 1, 1, 4], 3)] {
            tally.record(&Trial { months: &career(teams), would_quit, kit: 0, by_rule: &[] });
        }
        let [yours, free] = tally.results().try_into().unwrap();
        assert_eq!((yours.reached.cells(), yours.at_the_end, yours.trials), (&[(1, 1), (2, 1)][..], 2, 3));
        assert_eq!(
            (free.reached.cells(), free.at_the_end, free.population),
            (&[(1, 1)][..], 1, Population::YouMayQuit)
        );
    }
}
