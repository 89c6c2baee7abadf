//! [`Tally`]: the counters that every trial is added to, and the distributions they become.
//!
//! Only what differs from trial to trial is counted. Whatever follows from it (volume from the head-count, expenses
//! from your being active, net from commission) is derived from the finished distributions, cell by cell.

use super::counter::Counter;
use super::distribution::Distribution;
use super::head_counts::{Change, HeadCounts};
use super::metric::Metric;
use super::small_counts::{Seen, SmallCounts, distribution_of};
use crate::units::{Money, Month, Volume};

/// The amounts that turn head-counts into accounts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Accounts {
    /// The volume of each active member a month.
    pub(crate) personal: Volume,
    /// Your commission for each active member, when the plan pays you by head-count alone, without rounding.
    pub(crate) per_member: Option<Money>,
    /// Booked in month 1.
    pub(crate) kit: Money,
    /// Booked at every month-end at which you are active, own product included.
    pub(crate) monthly: Money,
}

impl Accounts {
    /// Your expenses of a month.
    pub(crate) fn expenses(&self, month: usize, you_are_active: bool) -> i64 {
        let kit = if month == 1 { self.kit.cents() } else { 0 };
        kit + if you_are_active { self.monthly.cents() } else { 0 }
    }

    /// Your expenses of the months up to this one, in all of which you were active.
    fn expenses_while_active(&self, months: usize) -> i64 {
        if months == 0 { 0 } else { self.kit.cents() + self.monthly.cents() * to_i64(months) }
    }
}

/// What is counted of one month.
#[derive(Clone, Debug, Default)]
struct MonthTally {
    small: Box<SmallCounts>,
    downline_with_you: Counter,
    downline_without_you: Counter,
    ever_joined: Counter,
    joiners: Counter,
    leavers: Counter,
    /// Your commission while active, unless it follows from the head-count.
    commission: Counter,
    /// While you are active: members active, summed over the months so far. What is not small; it is your wealth when
    /// the accounts pay a fixed amount per member.
    member_months: Counter,
    /// While you are active: your net so far, unless it follows from the member months.
    net: Counter,
    /// Your member months or your net, whichever is your wealth, counted once in the month in which you leave.
    wealth_at_leaving: Counter,
}

/// Counters of all months.
#[derive(Clone, Debug)]
pub(crate) struct Tally {
    months: Vec<MonthTally>,
    accounts: Accounts,
    trials: u64,
    /// Your commission by rule, in cents, added up over the trials: of the last month, and of all months.
    by_rule: Vec<[i128; 2]>,
}

impl Tally {
    pub(crate) fn new(horizon: Month, accounts: Accounts, rules: usize) -> Self {
        let months = vec![MonthTally::default(); horizon.index() + 1];
        Self { months, accounts, trials: 0, by_rule: vec![[0; 2]; rules] }
    }

    pub(crate) const fn trials(&self) -> u64 {
        self.trials
    }

    /// Adds a trial. `commission` holds your commission by month, in cents; it is read only when the accounts pay no
    /// fixed amount per member. So is `by_rule`: the last month and all months of each rule.
    #[inline]
    pub(crate) fn record(&mut self, heads: &HeadCounts, commission: &[i64], by_rule: &[[i64; 2]]) {
        self.trials += 1;
        for (sums, of_trial) in self.by_rule.iter_mut().zip(by_rule) {
            sums[0] += i128::from(of_trial[0]);
            sums[1] += i128::from(of_trial[1]);
        }
        self.record_heads(heads);
        if self.accounts.per_member.is_none() {
            self.record_money(usize::from(heads.your_left()), commission);
        }
    }

    /// Counts heads, and with a fixed amount per member the members active summed over your months.
    #[inline]
    fn record_heads(&mut self, heads: &HeadCounts) {
        let (mut downline, mut ever_joined, mut member_months) = (0u32, 0u32, 0u64);
        let your_left = usize::from(heads.your_left());
        let by_heads = self.accounts.per_member.is_some();
        for (month, (tally, change)) in (1..).zip(self.months[1..].iter_mut().zip(heads.months())) {
            let Change { joiners, leavers } = *change;
            downline = downline + joiners - leavers;
            ever_joined += joiners;
            if month < your_left {
                member_months += u64::from(downline) + 1;
                let seen = Seen { ever_joined, downline, joiners, leavers };
                if !tally.small.count_with_you(seen, member_months) {
                    tally.count(seen, true, member_months);
                }
            } else {
                let seen = Seen { ever_joined, downline, joiners, leavers: leavers + u32::from(month == your_left) };
                if !tally.small.count_without_you(seen) {
                    tally.count(seen, false, 0);
                }
                if month == your_left && by_heads {
                    tally.wealth_at_leaving.add(to_i64(member_months));
                }
            }
        }
    }

    /// Counts your commission and your net so far, while you are active and once when you leave.
    fn record_money(&mut self, your_left: usize, commission: &[i64]) {
        let mut net = 0;
        for (month, tally) in self.months.iter_mut().enumerate().skip(1) {
            let active = month < your_left;
            net += if active { commission[month] } else { 0 } - self.accounts.expenses(month, active);
            if !active {
                tally.wealth_at_leaving.add(net);
                return;
            }
            tally.net.add(net);
            tally.commission.add(commission[month]);
        }
    }

    /// Adds all trials of another tally of the same scenario.
    pub(crate) fn merge(&mut self, other: Self) {
        self.trials += other.trials;
        for (sums, more) in self.by_rule.iter_mut().zip(other.by_rule) {
            sums[0] += more[0];
            sums[1] += more[1];
        }
        for (month, more) in self.months.iter_mut().zip(other.months) {
            month.small.merge(&more.small);
            month.downline_with_you.merge(more.downline_with_you);
            month.downline_without_you.merge(more.downline_without_you);
            month.ever_joined.merge(more.ever_joined);
            month.joiners.merge(more.joiners);
            month.leavers.merge(more.leavers);
            month.commission.merge(more.commission);
            month.member_months.merge(more.member_months);
            month.net.merge(more.net);
            month.wealth_at_leaving.merge(more.wealth_at_leaving);
        }
    }

    /// Your average commission by each rule, in cents: of the last month, and of all months.
    #[allow(clippy::cast_precision_loss)] // means for people to read
    pub(crate) fn mean_by_rule(&self) -> Vec<[f64; 2]> {
        if self.accounts.per_member.is_some() {
            let last = self.months.len() - 1;
            let mean = |month: usize| {
                let month = Month::new(u16::try_from(month).unwrap_or(Month::LONGEST));
                self.distribution(month, Metric::Commission).mean().unwrap_or(0.0)
            };
            return self.by_rule.iter().map(|_| [mean(last), (1..=last).map(mean).sum()]).collect();
        }
        let trials = self.trials.max(1) as f64;
        self.by_rule.iter().map(|sums| sums.map(|sum| sum as f64 / trials)).collect()
    }

    /// The distribution of a metric at the end of a month.
    pub(crate) fn distribution(&self, month: Month, metric: Metric) -> Distribution {
        let index = month.index();
        if index == 0 {
            // You alone, before anything is bought or paid.
            return Distribution::new(vec![(i64::from(metric == Metric::Team), self.trials)]);
        }
        let tally = &self.months[index];
        match metric {
            Metric::Team => tally.with_you().map(|downline| downline + 1).and(&tally.without_you()),
            Metric::Downline => tally.with_you().and(&tally.without_you()),
            Metric::EverJoined => tally.ever_joined.distribution().and(&distribution_of(&tally.small.ever_joined)),
            Metric::Joiners => tally.joiners.distribution().and(&distribution_of(&tally.small.joiners)),
            Metric::Leavers => tally.leavers.distribution().and(&distribution_of(&tally.small.leavers)),
            Metric::Volume => {
                let personal = self.accounts.personal.hundredths();
                self.distribution(month, Metric::Team).map(|team| team * personal)
            }
            Metric::Commission | Metric::Gross => self.commission(index).and(&self.gone(index, 0)),
            Metric::RetailProfit => Distribution::new(vec![(0, self.trials)]),
            Metric::Expenses => {
                let active = Distribution::new(vec![(self.accounts.expenses(index, true), self.active(index))]);
                active.and(&self.gone(index, self.accounts.expenses(index, false)))
            }
            Metric::Net => {
                let expenses = self.accounts.expenses(index, true);
                let active = self.commission(index).map(|commission| commission - expenses);
                active.and(&self.gone(index, -self.accounts.expenses(index, false)))
            }
            Metric::NetTotal => self.net_total(index, Money::ZERO),
        }
    }

    /// Net up to a month, had each month in which you were active cost `saved` less.
    pub(crate) fn net_total(&self, month: usize, saved: Money) -> Distribution {
        let tally = &self.months[month];
        let by_heads = self.accounts.per_member.is_some();
        let wealth = if by_heads { tally.member_months() } else { tally.net.distribution() };
        let left = (1..=month).map(|left| (self.months[left].wealth_at_leaving.distribution(), left - 1));
        let parts = std::iter::once((wealth, month)).chain(left);
        Distribution::together(parts.map(|(wealth, active_months)| self.worth(&wealth, active_months, saved)))
    }

    /// The net of those with this wealth, who were active for so many months.
    fn worth(&self, wealth: &Distribution, active_months: usize, saved: Money) -> Distribution {
        let saved = saved.cents() * to_i64(active_months);
        match self.accounts.per_member {
            Some(amount) => {
                // Somebody who leaves in month 1 has the kit and nothing else.
                let expenses = self.accounts.expenses_while_active(active_months).max(self.accounts.kit.cents());
                wealth.map(|member_months| member_months * amount.cents() - expenses + saved)
            }
            None => wealth.map(|net| net + saved),
        }
    }

    /// Your commission in the trials in which you are active.
    fn commission(&self, month: usize) -> Distribution {
        match self.accounts.per_member {
            Some(amount) => self.months[month].with_you().map(|downline| (downline + 1) * amount.cents()),
            None => self.months[month].commission.distribution(),
        }
    }

    fn active(&self, month: usize) -> u64 {
        self.months[month].with_you().trials()
    }

    /// This value for every trial in which you have left.
    fn gone(&self, month: usize, value: i64) -> Distribution {
        Distribution::new(vec![(value, self.trials - self.active(month))])
    }
}

impl MonthTally {
    /// Counts what the small counts cannot hold.
    #[cold]
    fn count(&mut self, seen: Seen, with_you: bool, member_months: u64) {
        self.ever_joined.add(seen.ever_joined.into());
        self.joiners.add(seen.joiners.into());
        self.leavers.add(seen.leavers.into());
        if with_you {
            self.downline_with_you.add(seen.downline.into());
            self.member_months.add(to_i64(member_months));
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

    fn member_months(&self) -> Distribution {
        self.member_months.distribution().and(&distribution_of(&self.small.member_months))
    }
}

fn to_i64(count: impl TryInto<i64>) -> i64 {
    count.try_into().unwrap_or(i64::MAX)
}
