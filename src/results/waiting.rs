//! [`Waiting`]: what waiting costs or brings people who quit after so many months in the red, person by person.

use super::comparison::{Difference, People};
use super::counter::Counter;
use super::metric::Values;
use crate::scenario::OwnOrdersAre;

/// Who quits in the red under one scenario, and what becomes of the same people under another, in which they wait longer or do
/// not quit in the red at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Which scenario is quit under, in the order given.
    pub quits_under: usize,
    /// Which scenario is waited under.
    pub waits_under: usize,
    /// Who quits in the red, of all people.
    pub quit: People,
    /// What of them, your own orders a cost and bought anyway.
    of_them: [OfQuitters; 2],
}

/// What becomes of those who quit in the red, under one reading of your own orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfQuitters {
    /// Who of them is ahead when quitting.
    pub ahead_then: People,
    /// Who of them is ahead at the horizon, having waited.
    pub ahead_later: People,
    /// The net of all months having waited less that having quit, person by person.
    pub change: Difference,
}

impl Waiting {
    /// Of those who quit, under a reading of your own orders.
    #[must_use]
    pub const fn of_them(&self, own_orders: OwnOrdersAre) -> &OfQuitters {
        &self.of_them[own_orders as usize]
    }
}

/// Counters of one pair of scenarios, while trials are added.
#[derive(Clone, Debug)]
pub(crate) struct WaitingCounters {
    pair: [usize; 2],
    trials: u64,
    quit: u64,
    ahead_then: [u64; 2],
    ahead_later: [u64; 2],
    change: [Counter; 2],
}

impl WaitingCounters {
    /// Of two scenarios by their numbers, with the months in a row after which people quit in each; `None` where they are the
    /// same.
    pub(crate) fn new([base, other]: [(usize, Option<u16>); 2]) -> Option<Self> {
        let patience = |months: Option<u16>| months.unwrap_or(u16::MAX);
        let pair = match patience(base.1).cmp(&patience(other.1)) {
            std::cmp::Ordering::Less => [base.0, other.0],
            std::cmp::Ordering::Greater => [other.0, base.0],
            std::cmp::Ordering::Equal => return None,
        };
        let change = [Counter::of_amounts(), Counter::of_amounts()];
        Some(Self { pair, trials: 0, quit: 0, ahead_then: [0; 2], ahead_later: [0; 2], change })
    }

    /// The numbers of the scenario that is quit under and of the one that is waited under.
    pub(crate) const fn pair(&self) -> [usize; 2] {
        self.pair
    }

    /// Adds a trial: whether it quits in the red, with its values at the horizon, which are those at which it quit; and those of
    /// the same trial having waited.
    pub(crate) fn add(&mut self, quits: bool, quit: &Values, waited: &Values) {
        self.trials += 1;
        if !quits {
            return;
        }
        self.quit += 1;
        let nets = |values: &Values| [values.net_total, values.net_total_bought_anyway];
        for (reading, (then, later)) in nets(quit).into_iter().zip(nets(waited)).enumerate() {
            self.ahead_then[reading] += u64::from(then > 0);
            self.ahead_later[reading] += u64::from(later > 0);
            self.change[reading].add(later - then);
        }
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.trials += other.trials;
        self.quit += other.quit;
        self.ahead_then.iter_mut().zip(other.ahead_then).for_each(|(count, more)| *count += more);
        self.ahead_later.iter_mut().zip(other.ahead_later).for_each(|(count, more)| *count += more);
        self.change.iter_mut().zip(other.change).for_each(|(counter, more)| counter.merge(more));
    }

    pub(crate) fn waiting(&self) -> Waiting {
        let of_them = std::array::from_fn(|reading| OfQuitters {
            ahead_then: People::of(self.ahead_then[reading], self.quit),
            ahead_later: People::of(self.ahead_later[reading], self.quit),
            change: Difference::of(self.change[reading].distribution()),
        });
        let [quits_under, waits_under] = self.pair;
        Waiting { quits_under, waits_under, quit: People::of(self.quit, self.trials), of_them }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_is_looked_at_of_those_who_quit() {
        let values = |net: i64| Values { net_total: net, net_total_bought_anyway: net + 10, ..Values::default() };
        // The second scenario is the impatient one.
        let mut counters = WaitingCounters::new([(0, None), (1, Some(3))]).unwrap();
        assert_eq!(counters.pair(), [1, 0]);
        // One is 5 short when quitting and 20 ahead later; one loses 30 more; one does not quit.
        for (quits, quit, waited) in [(true, -5, 20), (true, -15, -45), (false, -1, 99)] {
            counters.add(quits, &values(quit), &values(waited));
        }
        let waiting = counters.waiting();
        assert_eq!((waiting.quit.count, waiting.quit.trials), (2, 3));
        let [cost, anyway] = [OwnOrdersAre::Cost, OwnOrdersAre::BoughtAnyway].map(|reading| waiting.of_them(reading));
        assert_eq!((cost.ahead_then.count, cost.ahead_later.count, cost.ahead_then.trials), (0, 1, 2));
        assert_eq!((anyway.ahead_then.count, anyway.ahead_later.count), (1, 1));
        assert_eq!(cost.change.distribution().cells(), [(-30, 1), (25, 1)]);
        assert!(WaitingCounters::new([(0, Some(3)), (1, Some(3))]).is_none());
    }
}
