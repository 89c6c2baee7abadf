//! [`HeadTally`]: trials whose money follows from the head-counts: only heads are counted, and whatever follows from them
//! is derived once at the end, cell by cell.
//!
//! That is so where every member orders the same points in every month, nobody has customers, and the plan pays you a
//! whole number of cents for each active member.

use super::counter::Counter;
use super::distribution::Distribution;
use super::head_counts::HeadCounts;
use super::metric::{Metric, Values};
use super::outcome::{AHEAD_BY, GOAL, LeftOver, OutcomeTally, Signs};
use super::small_counts::{Seen, SmallCounts, distribution_of};
use crate::units::Month;

/// The amounts that turn head-counts into accounts, in cents and hundredths of a point.
#[derive(Clone, Debug)]
pub(crate) struct HeadAccounts {
    /// The points of each active member a month, and yours.
    pub(crate) points: [i64; 2],
    /// Your commission for each active member below you, and for your own order.
    pub(crate) commission: [i64; 2],
    /// The price of your own order.
    pub(crate) own_order: i64,
    /// By month from 0: what it costs beside your own order while you are active.
    pub(crate) costs: Vec<i64>,
    /// Booked in month 1, whether or not you stay; part of the costs of month 1.
    pub(crate) kit: i64,
}

impl HeadAccounts {
    fn expenses(&self, month: usize, you_are_active: bool) -> i64 {
        match (you_are_active, month) {
            (true, _) => self.costs[month] + self.own_order,
            (false, 1) => self.kit,
            (false, _) => 0,
        }
    }
}

/// Accounts with what follows from the months alone.
#[derive(Clone, Debug)]
pub(crate) struct HeadNets {
    accounts: HeadAccounts,
    /// By how many month-ends you were active at: net but for what members below you bring.
    fixed: Vec<i64>,
}

impl HeadNets {
    pub(crate) fn new(accounts: HeadAccounts) -> Self {
        let mut fixed = vec![-accounts.kit];
        let mut net = 0;
        for month in 1..accounts.costs.len() {
            net += accounts.commission[1] - accounts.expenses(month, true);
            fixed.push(net);
        }
        Self { accounts, fixed }
    }

    /// The least sum of members below over the months so far with which somebody who stood at all of them is ahead;
    /// of no meaning beyond the horizon.
    fn ahead_from(&self, month: usize, reading: usize) -> u64 {
        let month = month.min(self.fixed.len() - 1);
        let alone = self.net(0, month)[reading];
        match (alone > 0, self.accounts.commission[0]) {
            (true, _) => 0,
            (false, 0) => u64::MAX,
            (false, a_member) => (-alone / a_member + 1).try_into().unwrap_or(u64::MAX),
        }
    }

    /// Net of a month in which you are active, with so many members below.
    fn of_month(&self, downline: i64, month: usize) -> [i64; 2] {
        let [a_member, yours] = self.accounts.commission;
        let net = a_member * downline + yours - self.accounts.expenses(month, true);
        [net, net + self.accounts.own_order]
    }

    /// Net of somebody who was active at so many month-ends with so many members below, summed over them: own orders
    /// counted, and not.
    #[inline]
    fn net(&self, downline_months: i64, active_months: usize) -> [i64; 2] {
        let net = downline_months * self.accounts.commission[0] + self.fixed[active_months];
        [net, net + to_i64(active_months) * self.accounts.own_order]
    }
}

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
    horizon: Month,
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
            horizon,
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

    /// The values at the horizon of a trial.
    pub(crate) fn at_horizon(nets: &HeadNets, heads: &HeadCounts) -> Values {
        let mut values = Values::month_0();
        let (mut downline, mut downline_months, mut active_months) = (0, 0, 0);
        let last = heads.months().len();
        for (month, change) in (1..).zip(heads.months()) {
            let is_active = month < usize::from(heads.your_left());
            downline += i64::from(change.joiners) - i64::from(change.leavers);
            if is_active {
                downline_months += downline;
                active_months += 1;
            }
            if month == last {
                values.team = downline + i64::from(is_active);
                values.downline = downline;
            }
        }
        [values.net_total, values.net_total_bought_anyway] = nets.net(downline_months, active_months);
        values
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

    /// The distribution of a metric at the end of a month above 0.
    pub(crate) fn distribution(&self, month: usize, metric: Metric) -> Distribution {
        let (tally, accounts) = (&self.months[month], &self.nets.accounts);
        let nothing = || Distribution::new(vec![(0, self.trials)]);
        // The value of each downline while you are active, and once you have left.
        let by_downline = |active: &dyn Fn(i64) -> i64, gone: &dyn Fn(i64) -> i64| {
            tally.with_you().map(active).and(&tally.without_you().map(gone))
        };
        let expenses = [true, false].map(|is_active| accounts.expenses(month, is_active));
        let [a_member, yours] = accounts.commission;
        let commission = move |downline: i64| a_member * downline + yours;
        match metric {
            Metric::Team => by_downline(&|downline| downline + 1, &|downline| downline),
            Metric::Downline => by_downline(&|downline| downline, &|downline| downline),
            Metric::EverJoined => tally.ever_joined.distribution().and(&distribution_of(&tally.small.ever_joined)),
            Metric::Joiners => tally.joiners.distribution().and(&distribution_of(&tally.small.joiners)),
            Metric::Leavers => tally.leavers.distribution().and(&distribution_of(&tally.small.leavers)),
            Metric::Customers | Metric::RetailProfit => nothing(),
            Metric::Volume => {
                let [points, yours] = accounts.points;
                by_downline(&|downline| downline * points + yours, &|downline| downline * points)
            }
            Metric::Commission | Metric::Gross => by_downline(&commission, &|_| 0),
            Metric::OwnOrders => by_downline(&|_| accounts.own_order, &|_| 0),
            Metric::Expenses => by_downline(&|_| expenses[0], &|_| expenses[1]),
            Metric::Net => by_downline(&|downline| commission(downline) - expenses[0], &|_| -expenses[1]),
            Metric::NetTotal => self.net_total(month, 0),
            Metric::NetTotalBoughtAnyway => self.net_total(month, 1),
        }
    }

    /// Your average commission, in cents: of the last month, and of all months.
    pub(crate) fn mean_commission(&self) -> [f64; 2] {
        let mean = |month: usize| self.distribution(month, Metric::Commission).mean().unwrap_or(0.0);
        let last = self.months.len() - 1;
        [mean(last), (1..=last).map(mean).sum()]
    }

    /// The exact counts of outcomes.
    pub(crate) fn outcomes(&self) -> OutcomeTally {
        let last = self.months.len() - 1;
        let nobody_below = self.distribution(last, Metric::Downline).count(|downline| downline == 0);
        let left = self.months.iter().map(|month| month.at_leaving.distribution().trials()).sum();
        let ahead_by = |month: usize, reading| {
            if month > last { 0 } else { self.net_total(month, reading).count(|net| net > 0) }
        };
        // Whoever has left has nothing left over, whatever it was before.
        let with_you = self.months[last].with_you();
        let you = std::array::from_fn(|reading| Signs {
            net: signs(&self.net_total(last, reading)),
            ahead_by: AHEAD_BY.map(|month| ahead_by(month.into(), reading)),
            left_over: left_over(&with_you.map(|downline| self.nets.of_month(downline, last)[reading])),
        });
        let may_quit = self.free.as_ref();
        let may_quit = may_quit.map(|free| std::array::from_fn(|reading| free.signs(&self.nets, reading)));
        OutcomeTally::counted((self.horizon, self.trials), (nobody_below, left), you, may_quit)
    }

    /// Net up to a month, your own orders counted (reading 0) or not (reading 1).
    fn net_total(&self, month: usize, reading: usize) -> Distribution {
        let tally = &self.months[month];
        let staying = (tally.downline_months(), month);
        let left = (1..=month).map(|left| (self.months[left].at_leaving.distribution(), left - 1));
        let parts = std::iter::once(staying).chain(left);
        let worth = |(sums, active_months): (Distribution, usize)| {
            sums.map(|downline_months| self.nets.net(downline_months, active_months)[reading])
        };
        Distribution::together(parts.map(worth))
    }
}

/// Below, at and above zero.
fn signs(net: &Distribution) -> [u64; 3] {
    [net.count(|net| net < 0), net.count(|net| net == 0), net.count(|net| net > 0)]
}

fn left_over(net_of_month: &Distribution) -> LeftOver {
    LeftOver { something: net_of_month.count(|net| net > 0), goal: net_of_month.count(|net| net >= GOAL) }
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

    /// What their months left them under a reading: whoever has quit keeps what it had.
    fn signs(&self, nets: &HeadNets, reading: usize) -> Signs {
        let net = |(stood, counter): (usize, &Counter)| counter.distribution().map(|sum| nets.net(sum, stood)[reading]);
        let kept: Vec<Distribution> = self.stood.iter().enumerate().map(net).collect();
        let ahead_by = std::array::from_fn(|at| {
            let quit_before = kept.iter().take(usize::from(AHEAD_BY[at]));
            self.ahead_by[reading][at] + quit_before.map(|net| net.count(|net| net > 0)).sum::<u64>()
        });
        let last_month = |downline| nets.of_month(downline, self.stood.len() - 1)[reading];
        let left_over = left_over(&self.downline.distribution().map(last_month));
        Signs { net: signs(&Distribution::together(kept)), ahead_by, left_over }
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

    fn with_you(&self) -> Distribution {
        self.downline_with_you.distribution().and(&distribution_of(&self.small.downline_with_you))
    }

    fn without_you(&self) -> Distribution {
        self.downline_without_you.distribution().and(&distribution_of(&self.small.downline_without_you))
    }

    fn downline_months(&self) -> Distribution {
        self.downline_months.distribution().and(&distribution_of(&self.small.downline_months))
    }
}

fn to_i64(count: impl TryInto<i64>) -> i64 {
    count.try_into().unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::Population;
    use crate::rng::MemberKey;
    use crate::scenario::OwnOrdersAre;
    use crate::team::{Lifeline, NEVER, Newcomers};

    /// A year of two months in which one person joins at once, who brings the goal a month.
    #[test]
    fn whoever_would_have_quit_has_nothing_left_over_of_the_last_month() {
        let accounts = HeadAccounts { points: [0; 2], commission: [GOAL, 0], own_order: 0, costs: vec![0; 3], kit: 0 };
        let mut tally = HeadTally::new(Month::new(2), true, HeadNets::new(accounts));
        let (you, mut heads) = (MemberKey::you(1, 1), HeadCounts::new(2));
        heads.begin(Lifeline { sponsor: 0, joined: 0, left: NEVER }, you);
        heads.join(Lifeline { sponsor: 0, joined: 1, left: NEVER }, you.recruit(0));
        for would_quit in [NEVER, 2, NEVER, 1, NEVER] {
            tally.record(&heads, 1, would_quit);
        }
        let left_over = |population| tally.outcomes().left_over(population, OwnOrdersAre::Cost);
        assert_eq!(left_over(Population::You), Some(LeftOver { something: 5, goal: 5 }));
        assert_eq!(left_over(Population::YouMayQuit), Some(LeftOver { something: 3, goal: 3 }));
    }
}
