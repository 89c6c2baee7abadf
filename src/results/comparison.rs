//! [`Comparison`]: several scenarios on the same random people, and what changes for each person.

use super::counter::Counter;
use super::distribution::Distribution;
use super::metric::{Metric, Values};
use super::outcome::wilson_of_100;
use super::{Completeness, Ensemble, Waiting};
use crate::words::{part_of_100, split_100};

/// Results of several scenarios on the same random people: trial 7 of each is the same newcomer with the same luck.
#[derive(Clone, Debug)]
pub struct Comparison {
    pub(crate) ensembles: Vec<Ensemble>,
    pub(crate) differences: Vec<PairedDifferences>,
    pub(crate) waiting: Vec<Waiting>,
    pub(crate) completeness: Completeness,
}

impl Comparison {
    /// The results of each scenario, in the order given; the first is the base. A scenario without randomness has one
    /// trial, which stands for all.
    #[must_use]
    pub fn ensembles(&self) -> &[Ensemble] {
        &self.ensembles
    }

    /// What changes for each person under the second scenario, the third, and so on, in place of the first.
    #[must_use]
    pub fn differences(&self) -> &[PairedDifferences] {
        &self.differences
    }

    /// Where scenarios make people quit after months in the red: of those who quit so in the one, what waiting as in the other
    /// costs or brings them. Pairs of the first scenario and another, in order.
    #[must_use]
    pub fn waiting(&self) -> &[Waiting] {
        &self.waiting
    }

    /// Whether all trials that were asked for are there.
    #[must_use]
    pub const fn completeness(&self) -> Completeness {
        self.completeness
    }

    /// The number of people of whom each scenario was asked.
    #[must_use]
    pub fn trials(&self) -> u64 {
        self.ensembles.iter().map(Ensemble::trials).max().unwrap_or(0)
    }

    /// The widest half-width of the 95 % intervals of all counts of 100 people, paired ones included.
    #[must_use]
    pub fn simulation_error_of_100(&self) -> f64 {
        let scenarios = self.ensembles.iter().filter(|ensemble| ensemble.completeness() != Completeness::Certain);
        let each = scenarios.map(|ensemble| ensemble.simulation_error_of_100());
        let paired = self.differences.iter().map(PairedDifferences::simulation_error_of_100);
        if self.completeness == Completeness::Certain { 0.0 } else { each.chain(paired).fold(0.0, f64::max) }
    }
}

/// What one scenario changes for each person at the horizon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairedDifferences {
    /// Of [`Metric::Team`].
    pub team: Difference,
    /// Of [`Metric::NetTotal`].
    pub net_total: Difference,
    /// Of [`Metric::NetTotalBoughtAnyway`].
    pub net_total_bought_anyway: Difference,
}

impl PairedDifferences {
    /// Each difference with its metric.
    #[must_use]
    pub const fn each(&self) -> [(Metric, &Difference); 3] {
        [
            (Metric::Team, &self.team),
            (Metric::NetTotal, &self.net_total),
            (Metric::NetTotalBoughtAnyway, &self.net_total_bought_anyway),
        ]
    }

    /// The widest half-width of the 95 % intervals of who is better off, the same and worse off, of 100 people.
    pub(crate) fn simulation_error_of_100(&self) -> f64 {
        let verdicts = self.each().map(|(_, difference)| difference.verdict());
        let counts = verdicts.iter().flat_map(|verdict| [verdict.better, verdict.same, verdict.worse]);
        let halves = counts.map(|count| {
            let (low, high) = count.interval_of_100();
            (high - low) / 2.0
        });
        halves.fold(0.0, f64::max)
    }
}

/// The distribution over people of one metric's value under a scenario less its value under the base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    distribution: Distribution,
}

impl Difference {
    pub(super) const fn of(distribution: Distribution) -> Self {
        Self { distribution }
    }

    /// The distribution of the differences, in the metric's integer unit.
    #[must_use]
    pub const fn distribution(&self) -> &Distribution {
        &self.distribution
    }

    /// How many people are better off, the same, and worse off than under the base.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let trials = self.distribution.trials();
        let counts = [
            self.distribution.count(|difference| difference > 0),
            self.distribution.count(|difference| difference == 0),
            self.distribution.count(|difference| difference < 0),
        ];
        let parts = split_100(&counts);
        let of = |index: usize| People { of_100: parts[index], count: counts[index], trials };
        Verdict { better: of(0), same: of(1), worse: of(2) }
    }
}

/// How many people are better off, the same, and worse off: whole numbers of 100 that add up to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Those with a larger value than under the base.
    pub better: People,
    /// Those with the same value.
    pub same: People,
    /// Those with a smaller value.
    pub worse: People,
}

/// So many of the simulated people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct People {
    /// How many of 100.
    pub of_100: u8,
    /// The number of trials.
    pub count: u64,
    /// The number of all trials.
    pub trials: u64,
}

impl People {
    /// So many of all trials.
    pub(crate) fn of(count: u64, trials: u64) -> Self {
        let [of_100, _] = split_100(&[count, trials.saturating_sub(count)]).try_into().unwrap_or_default();
        Self { of_100, count, trials }
    }

    /// The number of 100 in words: "fewer than 1" where somebody rounds to nobody.
    #[must_use]
    pub fn in_words(&self) -> String {
        part_of_100(self.of_100, self.count, self.trials)
    }

    /// Wilson's 95 % interval, of 100 people.
    #[must_use]
    pub fn interval_of_100(&self) -> (f64, f64) {
        wilson_of_100(self.count, self.trials)
    }
}

/// Counts of the differences of one scenario, while trials are added.
#[derive(Clone, Debug)]
pub(crate) struct PairedCounters {
    team: Counter,
    net_total: Counter,
    net_total_bought_anyway: Counter,
}

impl PairedCounters {
    /// Of no trial.
    pub(crate) fn new() -> Self {
        let net = Counter::of_amounts;
        Self { team: Counter::of_people(), net_total: net(), net_total_bought_anyway: net() }
    }

    /// Adds a trial, given the values at the horizon under the scenario and under the base.
    pub(crate) fn add(&mut self, values: &Values, base: &Values) {
        self.team.add(values.team - base.team);
        self.net_total.add(values.net_total - base.net_total);
        self.net_total_bought_anyway.add(values.net_total_bought_anyway - base.net_total_bought_anyway);
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.team.merge(other.team);
        self.net_total.merge(other.net_total);
        self.net_total_bought_anyway.merge(other.net_total_bought_anyway);
    }

    pub(crate) fn differences(&self) -> PairedDifferences {
        let difference = |counter: &Counter| Difference { distribution: counter.distribution() };
        PairedDifferences {
            team: difference(&self.team),
            net_total: difference(&self.net_total),
            net_total_bought_anyway: difference(&self.net_total_bought_anyway),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_better_off_with_a_larger_value_than_under_the_base() {
        let mut counters = PairedCounters::new();
        for (team, net_total) in [(3, -5), (0, -5), (1, 0)] {
            counters.add(&Values { team, net_total, ..Values::default() }, &Values::default());
        }
        let differences = counters.differences();
        let team = differences.team.verdict();
        assert_eq!([team.better.count, team.same.count, team.worse.count], [2, 1, 0]);
        assert_eq!([team.better.of_100, team.same.of_100, team.worse.of_100], [67, 33, 0]);
        let net = differences.net_total;
        assert_eq!(net.distribution().cells(), [(-5, 2), (0, 1)]);
        assert_eq!(net.verdict().worse.in_words(), "67");
    }
}
