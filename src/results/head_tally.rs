//! [`HeadTally`]: trials whose money follows from the head-counts: only heads are counted, and whatever follows from them
//! is derived at the end, cell by cell ([`HeadResults`](super::finished::HeadResults)).
//!
//! That is so where every member orders the same points in every month, nobody has customers, and the plan pays you a
//! whole number of cents for each active member.

use super::counter::Counter;
use super::head_counts::HeadCounts;
use super::head_nets::HeadNets;
use super::outcome::AHEAD_BY;
use super::recorded::{Counted, FreeRecord, HeadMonth, HeadRecord};
use super::small_counts::{Seen, SmallCounts};
use crate::units::Month;

/// What is counted of one month.
#[derive(Clone, Debug)]
struct MonthTally {
    small: Box<SmallCounts>,
    downline_with_you: Counter,
    downline_without_you: Counter,
    ever_joined: Counter,
    joiners: Counter,
    leavers: Counter,
    /// While you are active: members below you, summed over the months so far; what is not small.
    downline_months: Counter,
    /// The same, counted once in the month in which you leave.
    at_leaving: Counter,
}

impl MonthTally {
    fn new() -> Self {
        let people = Counter::of_people;
        Self {
            small: Box::default(),
            downline_with_you: people(),
            downline_without_you: people(),
            ever_joined: people(),
            joiners: people(),
            leavers: people(),
            downline_months: people(),
            at_leaving: people(),
        }
    }
}

/// What is counted of people who may quit, where you are told to stay.
#[derive(Clone, Debug)]
struct FreeToQuit {
    /// By at how many month-ends such a person stands: members below, summed over those.
    stood: Vec<Counter>,
    /// Who stands at the ends of these months, and is ahead: by reading.
    ahead_by: [[u64; AHEAD_BY.len()]; 2],
    /// The least sums of members below with which somebody is ahead by then: by reading.
    ahead_from: [[u64; AHEAD_BY.len()]; 2],
    /// Members below those who stand at the horizon.
    downline: Counter,
}

/// Counters of all months.
#[derive(Clone, Debug)]
pub(crate) struct HeadTally {
    months: Vec<MonthTally>,
    free: Option<FreeToQuit>,
    trials: u64,
    /// Memory for one trial: members below you while you are active, summed over the months so far.
    downline_months: Vec<u64>,
    nets: HeadNets,
}

impl HeadTally {
    pub(crate) fn new(horizon: Month, stays: bool, nets: HeadNets) -> Self {
        let months = horizon.index() + 1;
        Self {
            months: (0..months).map(|_| MonthTally::new()).collect(),
            free: stays.then(|| FreeToQuit::new(months, &nets)),
            trials: 0,
            downline_months: vec![0; months],
            nets,
        }
    }

    pub(crate) const fn trials(&self) -> u64 {
        self.trials
    }

    /// Adds a trial in which so many ever joined below you. `would_quit` is the month in which the hazard takes you, or
    /// would.
    #[inline]
    pub(crate) fn record(&mut self, heads: &HeadCounts, ever_joined: u32, would_quit: u16) {
        self.trials += 1;
        let stood = usize::from(heads.your_left()).min(self.months.len()) - 1;
        let is_small = SmallCounts::are_small(ever_joined, self.months.len());
        if is_small && stood == self.months.len() - 1 {
            self.record_small(heads);
        } else {
            self.record_any(heads, stood, is_small);
        }
        if let Some(free) = &mut self.free {
            free.record(&self.downline_months, would_quit);
        }
    }

    /// The usual trial: small, and you stay.
    #[inline]
    fn record_small(&mut self, heads: &HeadCounts) {
        let (mut so_far, mut downline_months) = (Seen::default(), 0u64);
        let months = self.months[1..].iter_mut().zip(&mut self.downline_months[1..]);
        for ((tally, sum), change) in months.zip(heads.months()) {
            so_far.month(*change);
            downline_months += u64::from(so_far.downline);
            *sum = downline_months;
            tally.small.count_with_you(so_far, downline_months);
        }
    }

    fn record_any(&mut self, heads: &HeadCounts, stood: usize, is_small: bool) {
        let (mut so_far, mut downline_months) = (Seen::default(), 0u64);
        let months = self.months[1..].iter_mut().zip(&mut self.downline_months[1..]);
        for (before, ((tally, sum), change)) in months.zip(heads.months()).enumerate() {
            so_far.month(*change);
            if before < stood {
                downline_months += u64::from(so_far.downline);
                if is_small {
                    tally.small.count_with_you(so_far, downline_months);
                } else {
                    tally.count(so_far, Some(downline_months));
                }
            } else {
                let you = u32::from(before == stood);
                let seen = Seen { leavers: so_far.leavers + you, ..so_far };
                if is_small {
                    tally.small.count_without_you(seen);
                } else {
                    tally.count(seen, None);
                }
                if before == stood {
                    tally.at_leaving.add(to_i64(downline_months));
                }
            }
            *sum = downline_months;
        }
    }

    /// Adds all trials of another tally of the same scenario.
    pub(crate) fn merge(&mut self, other: Self) {
        self.trials += other.trials;
        if let (Some(free), Some(more)) = (&mut self.free, other.free) {
            free.merge(more);
        }
        for (month, more) in self.months.iter_mut().zip(other.months) {
            month.small.merge(&more.small);
            month.downline_with_you.merge(more.downline_with_you);
            month.downline_without_you.merge(more.downline_without_you);
            month.ever_joined.merge(more.ever_joined);
            month.joiners.merge(more.joiners);
            month.leavers.merge(more.leavers);
            month.downline_months.merge(more.downline_months);
            month.at_leaving.merge(more.at_leaving);
        }
    }

    /// What was counted, in the order in which it is recorded.
    pub(super) fn record_of_all(&self) -> HeadRecord {
        let months = self.months[1..].iter().map(MonthTally::record_of_all).collect();
        HeadRecord { months, free: self.free.as_ref().map(FreeToQuit::record_of_all), trials: self.trials }
    }

    pub(super) const fn nets(&self) -> &HeadNets {
        &self.nets
    }
}

impl FreeToQuit {
    fn new(months: usize, nets: &HeadNets) -> Self {
        let stood = (0..months).map(|_| Counter::of_people()).collect();
        let ahead_from = [0, 1].map(|reading| AHEAD_BY.map(|month| nets.ahead_from(month.into(), reading)));
        Self { stood, ahead_by: Default::default(), ahead_from, downline: Counter::of_people() }
    }

    /// Only of a trial in which you stay at least as long.
    #[inline]
    fn record(&mut self, downline_months: &[u64], would_quit: u16) {
        let last = downline_months.len() - 1;
        let stood = usize::from(would_quit).saturating_sub(1).min(last);
        self.stood[stood].add(to_i64(downline_months[stood]));
        if stood == last {
            self.downline.add(to_i64(downline_months[last] - downline_months[last - 1]));
        }
        for (at, month) in AHEAD_BY.map(usize::from).into_iter().enumerate().filter(|(_, month)| *month <= last) {
            let (stands, sum) = (month <= stood, downline_months[month]);
            for (counts, from) in self.ahead_by.iter_mut().zip(&self.ahead_from) {
                counts[at] += u64::from(stands) & u64::from(sum >= from[at]);
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.stood.iter_mut().zip(other.stood).for_each(|(counter, more)| counter.merge(more));
        self.downline.merge(other.downline);
        let pairs = self.ahead_by.iter_mut().flatten().zip(other.ahead_by.into_iter().flatten());
        pairs.for_each(|(count, more)| *count += more);
    }

    fn record_of_all(&self) -> FreeRecord {
        let counted = |counter: &Counter| Counted(counter.distribution());
        let stood = self.stood.iter().map(counted).collect();
        FreeRecord { stood, ahead_by: self.ahead_by, downline: counted(&self.downline) }
    }
}

impl MonthTally {
    /// Counts what the small counts cannot hold.
    fn count(&mut self, seen: Seen, downline_months_with_you: Option<u64>) {
        self.ever_joined.add(seen.ever_joined.into());
        self.joiners.add(seen.joiners.into());
        self.leavers.add(seen.leavers.into());
        if let Some(downline_months) = downline_months_with_you {
            self.downline_with_you.add(seen.downline.into());
            self.downline_months.add(to_i64(downline_months));
        } else {
            self.downline_without_you.add(seen.downline.into());
        }
    }

    fn record_of_all(&self) -> HeadMonth {
        let (small, counted) = (&self.small, Counted::of_people);
        HeadMonth {
            downline_with_you: counted(&small.downline_with_you, &self.downline_with_you.distribution()),
            downline_without_you: counted(&small.downline_without_you, &self.downline_without_you.distribution()),
            ever_joined: counted(&small.ever_joined, &self.ever_joined.distribution()),
            joiners: counted(&small.joiners, &self.joiners.distribution()),
            leavers: counted(&small.leavers, &self.leavers.distribution()),
            downline_months: counted(&small.downline_months, &self.downline_months.distribution()),
            at_leaving: Counted(self.at_leaving.distribution()),
        }
    }
}

fn to_i64(count: impl TryInto<i64>) -> i64 {
    count.try_into().unwrap_or(i64::MAX)
}
