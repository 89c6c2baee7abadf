//! [`Tally`]: the counters that every trial is added to, and the distributions they become.
//!
//! Only what differs from trial to trial is counted. Whatever follows from it (volume from the head-count, expenses
//! from your being active, net from commission) is derived from the finished distributions, cell by cell.

use super::counter::Counter;
use super::distribution::Distribution;
use super::metric::Metric;
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

/// The head-counts of one trial, by month.
#[derive(Clone, Debug, Default)]
pub(crate) struct HeadCounts {
    /// Joined below you in month 0, 1, ..., N; one cell more for those who never do.
    pub(crate) joiners: Vec<u32>,
    /// Left below you in month 0, 1, ..., N; one cell more for those who stay.
    pub(crate) leavers: Vec<u32>,
    /// The month in which you leave, or a month beyond the horizon.
    pub(crate) your_left: u16,
}

/// What is counted of one month.
#[derive(Clone, Debug, Default)]
struct MonthTally {
    downline_with_you: Counter,
    downline_without_you: Counter,
    ever_joined: Counter,
    joiners: Counter,
    leavers: Counter,
    /// Your commission while active, unless it follows from the head-count.
    commission: Counter,
    /// While you are active: members active summed over the months (with `per_member`), or net so far.
    wealth: Counter,
    /// The same, counted once in the month in which you leave.
    wealth_at_leaving: Counter,
}

/// Counters of all months.
#[derive(Clone, Debug)]
pub(crate) struct Tally {
    months: Vec<MonthTally>,
    accounts: Accounts,
    trials: u64,
}

impl Tally {
    pub(crate) fn new(horizon: Month, accounts: Accounts) -> Self {
        Self { months: vec![MonthTally::default(); horizon.index() + 1], accounts, trials: 0 }
    }

    pub(crate) const fn trials(&self) -> u64 {
        self.trials
    }

    /// Adds a trial. `commission` holds your commission by month, in cents; it is read only when the accounts pay no
    /// fixed amount per member.
    #[inline]
    pub(crate) fn record(&mut self, heads: &HeadCounts, commission: &[i64]) {
        self.trials += 1;
        if self.accounts.per_member.is_some() {
            self.record_months(heads, |_, _, team| (team, None));
        } else {
            let accounts = self.accounts;
            self.record_months(heads, |month, active, _| {
                let pay = commission[month];
                (pay - accounts.expenses(month, active), Some(pay))
            });
        }
    }

    /// `gain` gives what a month adds to your wealth, and the commission to be counted, if any.
    #[inline(always)]
    fn record_months(&mut self, heads: &HeadCounts, gain: impl Fn(usize, bool, i64) -> (i64, Option<i64>)) {
        let (mut downline, mut ever_joined, mut wealth) = (0i64, 0i64, 0i64);
        let your_left = usize::from(heads.your_left);
        let changes = heads.joiners.iter().zip(&heads.leavers).enumerate();
        for (tally, (month, (&joiners, &leavers))) in self.months.iter_mut().zip(changes).skip(1) {
            let (joiners, leavers) = (i64::from(joiners), i64::from(leavers));
            downline += joiners - leavers;
            ever_joined += joiners;
            tally.ever_joined.add(ever_joined);
            tally.joiners.add(joiners);
            if month < your_left {
                let (more, commission) = gain(month, true, downline + 1);
                wealth += more;
                tally.downline_with_you.add(downline);
                tally.leavers.add(leavers);
                tally.wealth.add(wealth);
                if let Some(commission) = commission {
                    tally.commission.add(commission);
                }
            } else {
                tally.downline_without_you.add(downline);
                tally.leavers.add(leavers + i64::from(month == your_left));
                if month == your_left {
                    let kit_only = if self.accounts.per_member.is_some() { 0 } else { gain(month, false, 0).0 };
                    tally.wealth_at_leaving.add(wealth + kit_only);
                }
            }
        }
    }

    /// Adds all trials of another tally of the same scenario.
    pub(crate) fn merge(&mut self, other: Self) {
        self.trials += other.trials;
        for (month, more) in self.months.iter_mut().zip(other.months) {
            month.downline_with_you.merge(more.downline_with_you);
            month.downline_without_you.merge(more.downline_without_you);
            month.ever_joined.merge(more.ever_joined);
            month.joiners.merge(more.joiners);
            month.leavers.merge(more.leavers);
            month.commission.merge(more.commission);
            month.wealth.merge(more.wealth);
            month.wealth_at_leaving.merge(more.wealth_at_leaving);
        }
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
            Metric::Team => {
                tally.downline_with_you.distribution().map(|downline| downline + 1).and(&self.without_you(index))
            }
            Metric::Downline => tally.downline_with_you.distribution().and(&self.without_you(index)),
            Metric::EverJoined => tally.ever_joined.distribution(),
            Metric::Joiners => tally.joiners.distribution(),
            Metric::Leavers => tally.leavers.distribution(),
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
        let active = self.worth(&self.months[month].wealth, month, saved);
        (1..=month).fold(active, |so_far, left| {
            let counter = &self.months[left].wealth_at_leaving;
            so_far.and(&self.worth(counter, left - 1, saved))
        })
    }

    /// The net of those counted by a wealth counter, who were active for so many months.
    fn worth(&self, wealth: &Counter, active_months: usize, saved: Money) -> Distribution {
        let saved = saved.cents() * to_i64(active_months);
        match self.accounts.per_member {
            Some(amount) => {
                // Somebody who leaves in month 1 has the kit and nothing else.
                let expenses = self.accounts.expenses_while_active(active_months).max(self.accounts.kit.cents());
                wealth.distribution().map(|member_months| member_months * amount.cents() - expenses + saved)
            }
            None => wealth.distribution().map(|net| net + saved),
        }
    }

    /// Your commission in the trials in which you are active.
    fn commission(&self, month: usize) -> Distribution {
        match self.accounts.per_member {
            Some(amount) => {
                let downline = self.months[month].downline_with_you.distribution();
                downline.map(|downline| (downline + 1) * amount.cents())
            }
            None => self.months[month].commission.distribution(),
        }
    }

    fn active(&self, month: usize) -> u64 {
        self.months[month].downline_with_you.distribution().trials()
    }

    fn without_you(&self, month: usize) -> Distribution {
        self.months[month].downline_without_you.distribution()
    }

    /// This value for every trial in which you have left.
    fn gone(&self, month: usize, value: i64) -> Distribution {
        Distribution::new(vec![(value, self.trials - self.active(month))])
    }
}

fn to_i64(months: usize) -> i64 {
    i64::try_from(months).unwrap_or(i64::MAX)
}
