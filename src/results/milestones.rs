//! [`MilestoneTally`]: what is looked at over all months of a trial together: how deep its money line goes, from when on it
//! stays ahead, and what an hour of work leaves. [`MilestoneRecord`] is what was counted.

use serde::{Deserialize, Serialize};

use super::counter::Counter;
use super::metric::{Unit, Values};
use super::recorded::Counted;

/// Counters of what all months of a trial come to.
#[derive(Clone, Debug)]
pub(crate) struct MilestoneTally {
    /// The lowest net, added up from month 1, at any month's end; own orders a cost.
    deepest: Counter,
    /// Of those who are ahead at the horizon: the month from whose end on they stay so.
    ahead_to_stay: Counter,
    /// Where the scenario has a week of yours.
    hourly: Option<HourlyTally>,
}

/// That there are hours to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hourly {
    /// The wage beside them, in cents an hour, where one is said.
    pub(crate) wage: Option<i64>,
}

/// What an hour of work leaves; nets stand in pairs by reading of your own orders.
#[derive(Clone, Debug)]
struct HourlyTally {
    /// Cents an hour.
    wage: Option<i64>,
    /// Of those who worked at all: cents an hour, rounded.
    net_an_hour: [Counter; 2],
    /// Whose net is above the wage for the same hours.
    above_wage: [u64; 2],
}

/// Seconds of an hour.
const HOUR: i128 = Unit::Hours.scale() as i128;

impl MilestoneTally {
    /// Of no trial. `hourly` where there are hours to look at.
    pub(crate) fn new(hourly: Option<Hourly>) -> Self {
        let amounts = Counter::of_amounts;
        let hourly =
            hourly.map(|Hourly { wage }| HourlyTally { wage, net_an_hour: [amounts(), amounts()], above_wage: [0; 2] });
        Self { deepest: amounts(), ahead_to_stay: Counter::of_people(), hourly }
    }

    /// Adds a trial by its months from 0.
    pub(crate) fn record(&mut self, months: &[Values]) {
        let (mut deepest, mut behind, mut last) = (i64::MAX, 0, 0);
        for (month, values) in (0..).zip(months).skip(1) {
            deepest = deepest.min(values.net_total);
            behind = if values.net_total > 0 { behind } else { month };
            last = month;
        }
        self.deepest.add(deepest);
        if behind < last {
            self.ahead_to_stay.add(behind + 1);
        }
        if let Some(hourly) = &mut self.hourly {
            hourly.record(months);
        }
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.deepest.merge(other.deepest);
        self.ahead_to_stay.merge(other.ahead_to_stay);
        if let (Some(hourly), Some(more)) = (&mut self.hourly, other.hourly) {
            hourly.merge(more);
        }
    }

    /// What was counted.
    pub(crate) fn record_of_all(&self) -> MilestoneRecord {
        let counted = |counter: &Counter| Counted(counter.distribution());
        let hourly = self.hourly.as_ref().map(|hourly| HourlyRecord {
            net_an_hour: hourly.net_an_hour.each_ref().map(counted),
            above_wage: hourly.wage.map(|_| hourly.above_wage),
        });
        MilestoneRecord { deepest: counted(&self.deepest), ahead_to_stay: counted(&self.ahead_to_stay), hourly }
    }
}

impl HourlyTally {
    fn record(&mut self, months: &[Values]) {
        let seconds: i64 = months.iter().map(|values| values.hours).sum();
        let last = months.last().copied().unwrap_or_default();
        for (reading, net) in [last.net_total, last.net_total_bought_anyway].into_iter().enumerate() {
            if seconds > 0 {
                self.net_an_hour[reading].add(an_hour(net, seconds));
            }
            let wages = |wage| i128::from(wage) * i128::from(seconds);
            let is_above = self.wage.is_some_and(|wage| i128::from(net) * HOUR > wages(wage));
            self.above_wage[reading] += u64::from(is_above);
        }
    }

    fn merge(&mut self, other: Self) {
        self.net_an_hour.iter_mut().zip(other.net_an_hour).for_each(|(counter, more)| counter.merge(more));
        self.above_wage.iter_mut().zip(other.above_wage).for_each(|(count, more)| *count += more);
    }
}

/// Cents an hour, halves away from zero.
fn an_hour(cents: i64, seconds: i64) -> i64 {
    let (cents, seconds) = (i128::from(cents) * HOUR, i128::from(seconds));
    let half = if cents < 0 { -seconds } else { seconds };
    i64::try_from((2 * cents + half) / (2 * seconds)).unwrap_or(i64::MAX)
}

/// What was counted of all months together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MilestoneRecord {
    pub(crate) deepest: Counted,
    pub(crate) ahead_to_stay: Counted,
    pub(crate) hourly: Option<HourlyRecord>,
}

/// What was counted of an hour of work, in pairs by reading of your own orders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct HourlyRecord {
    pub(crate) net_an_hour: [Counted; 2],
    pub(crate) above_wage: Option<[u64; 2]>,
}

impl MilestoneRecord {
    /// Whether it counts so many trials.
    pub(super) fn is_of(&self, trials: u64) -> bool {
        self.deepest.trials() == trials
            && self.ahead_to_stay.trials() <= trials
            && self.hourly.as_ref().is_none_or(|hourly| hourly.is_of(trials))
    }

    /// Whether it counts the same things as another one.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let what = |record: &Self| record.hourly.as_ref().map(|hourly| hourly.above_wage.is_some());
        what(self) == what(other)
    }

    /// Adds another record of the same scenario.
    pub(super) fn merge(&mut self, other: &Self) {
        self.deepest.merge(&other.deepest, Unit::Money);
        self.ahead_to_stay.merge(&other.ahead_to_stay, Unit::People);
        let Some((hourly, more)) = self.hourly.as_mut().zip(other.hourly.as_ref()) else { return };
        let pairs = hourly.net_an_hour.iter_mut().zip(&more.net_an_hour);
        pairs.for_each(|(counted, more)| counted.merge(more, Unit::Money));
        let pairs = hourly.above_wage.iter_mut().flatten().zip(more.above_wage.iter().flatten());
        pairs.for_each(|(count, more)| *count += more);
    }
}

impl HourlyRecord {
    fn is_of(&self, trials: u64) -> bool {
        let [cost, anyway] = self.net_an_hour.each_ref().map(Counted::trials);
        cost == anyway && cost <= trials && self.above_wage.iter().flatten().all(|&count| count <= trials)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A career of two hours a month in its first months, with these nets so far; 10 cents less where own orders are a cost.
    fn career(nets: &[i64], worked: usize) -> Vec<Values> {
        let month = |(month, &net): (usize, &i64)| Values {
            net_total: net,
            net_total_bought_anyway: net + 10,
            hours: if (1..=worked).contains(&month) { 7_200 } else { 0 },
            ..Values::default()
        };
        nets.iter().enumerate().map(month).collect()
    }

    #[test]
    fn careers_are_looked_at_over_all_their_months() {
        let mut tally = MilestoneTally::new(Some(Hourly { wage: Some(100) }));
        // Ahead in month 2 and not to stay: 3 cents are lost in 6 hours. Never at work. Ahead from month 3 on, with 401 cents
        // for 4 hours, the wage of which is 400.
        tally.record(&career(&[0, -5, 3, -3], 3));
        tally.record(&career(&[0, -75, -75, -75], 0));
        tally.record(&career(&[0, -50, 0, 401], 2));
        let record = tally.record_of_all();
        assert_eq!(record.deepest.0.cells(), [(-75, 1), (-50, 1), (-5, 1)]);
        assert_eq!(record.ahead_to_stay.0.cells(), [(3, 1)]);
        let hourly = record.hourly.as_ref().unwrap();
        // -3 / 6 is half a cent, which is rounded away from zero; 401 / 4 is 100.25; 7 / 6 is 1.2 and 411 / 4 is 102.75.
        assert_eq!(hourly.net_an_hour[0].0.cells(), [(-1, 1), (100, 1)]);
        assert_eq!(hourly.net_an_hour[1].0.cells(), [(1, 1), (103, 1)]);
        assert_eq!(hourly.above_wage, Some([1, 1]));
        assert!(record.is_of(3) && !record.is_of(2));
        let mut twice = record.clone();
        twice.merge(&record);
        assert!(twice.is_of(6) && twice.hourly.unwrap().above_wage == Some([2, 2]));
        assert!(!record.is_like(&MilestoneTally::new(Some(Hourly { wage: None })).record_of_all()));
    }

    #[test]
    fn an_hour_is_rounded_to_the_nearer_cent() {
        assert_eq!([1, 2, -1, -2, 5].map(|cents| an_hour(cents, 2 * 3_600)), [1, 1, -1, -1, 3]);
        assert_eq!(an_hour(i64::MAX, 1), i64::MAX);
    }
}
