//! [`HeadTally`]: trials whose money follows from the head-counts: only heads are counted, and whatever follows from them
//! is derived once at the end, cell by cell.
//!
//! That is so where every member orders the same points in every month, nobody has customers, and the plan pays you a
//! whole number of cents for each active member.

use super::counter::Counter;
use super::distribution::Distribution;
use super::head_counts::{Change, HeadCounts};
use super::metric::{Metric, Values};
use super::outcome::{Ended, OutcomeTally};
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

/// Counters of all months.
#[derive(Clone, Debug)]
pub(crate) struct HeadTally {
    months: Vec<MonthTally>,
    /// Memory for one trial: members below you while you are active, summed over the months so far.
    downline_months: Vec<i64>,
    nets: HeadNets,
}

impl HeadTally {
    pub(crate) fn new(horizon: Month, nets: HeadNets) -> Self {
        let months = horizon.index() + 1;
        Self { months: (0..months).map(|_| MonthTally::new()).collect(), downline_months: vec![0; months], nets }
    }

    /// Adds a trial. `would_quit` is the month in which the hazard takes you, or would.
    #[inline]
    pub(crate) fn record(&mut self, heads: &HeadCounts, would_quit: u16, outcomes: &mut OutcomeTally) {
        let (mut downline, mut ever_joined, mut downline_months) = (0u32, 0u32, 0u64);
        let your_left = usize::from(heads.your_left());
        for (month, (tally, change)) in (1..).zip(self.months[1..].iter_mut().zip(heads.months())) {
            let Change { joiners, leavers } = *change;
            downline = downline + joiners - leavers;
            ever_joined += joiners;
            if month < your_left {
                downline_months += u64::from(downline);
                let seen = Seen { ever_joined, downline, joiners, leavers };
                if !tally.small.count_with_you(seen, downline_months) {
                    tally.count(seen, true, downline_months);
                }
            } else {
                let seen = Seen { ever_joined, downline, joiners, leavers: leavers + u32::from(month == your_left) };
                if !tally.small.count_without_you(seen) {
                    tally.count(seen, false, 0);
                }
                if month == your_left {
                    tally.at_leaving.add(to_i64(downline_months));
                }
            }
            self.downline_months[month] = to_i64(downline_months);
        }
        outcomes.record(&self.ended(heads.your_left(), would_quit, i64::from(downline)));
    }

    /// How the trial that was counted last ended.
    #[inline]
    fn ended(&self, left: u16, would_quit: u16, downline: i64) -> Ended {
        let last = self.months.len() - 1;
        let horizon = u16::try_from(last).unwrap_or(u16::MAX);
        let stood = left.saturating_sub(1);
        let net_after = |month_ends: u16| {
            let active = usize::from(month_ends.min(stood).min(horizon));
            self.nets.net(self.downline_months[active], active)
        };
        let is_active = last < usize::from(left);
        let [a_member, yours] = self.nets.accounts.commission;
        let commission = if is_active { a_member * downline + yours } else { 0 };
        let free = would_quit.saturating_sub(1);
        let net = commission - self.nets.accounts.expenses(last, is_active);
        let own_order = if is_active { self.nets.accounts.own_order } else { 0 };
        Ended {
            ahead_by: Ended::ahead_by(horizon, net_after),
            net_total: net_after(horizon),
            if_free: (free, net_after(free)),
            net_last_month: [net, net + own_order],
            downline,
            has_left: !is_active,
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
    pub(crate) fn distribution(&self, month: Month, metric: Metric, trials: u64) -> Distribution {
        let index = month.index();
        let (tally, accounts) = (&self.months[index], &self.nets.accounts);
        let nothing = || Distribution::new(vec![(0, trials)]);
        // The value of each downline while you are active, and once you have left.
        let by_downline = |active: &dyn Fn(i64) -> i64, gone: &dyn Fn(i64) -> i64| {
            tally.with_you().map(active).and(&tally.without_you().map(gone))
        };
        let expenses = [true, false].map(|is_active| accounts.expenses(index, is_active));
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
            Metric::NetTotal => self.net_total(index, 0),
            Metric::NetTotalBoughtAnyway => self.net_total(index, 1),
        }
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

impl MonthTally {
    /// Counts what the small counts cannot hold.
    #[cold]
    fn count(&mut self, seen: Seen, with_you: bool, downline_months: u64) {
        self.ever_joined.add(seen.ever_joined.into());
        self.joiners.add(seen.joiners.into());
        self.leavers.add(seen.leavers.into());
        if with_you {
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
