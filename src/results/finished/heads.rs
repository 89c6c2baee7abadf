//! [`HeadResults`]: the results of trials whose money follows from the heads, cell by cell.

use std::sync::OnceLock;

use crate::results::counter::merged;
use crate::results::distribution::Distribution;
use crate::results::estimate::Estimate;
use crate::results::head_nets::HeadNets;
use crate::results::head_tally::HeadTally;
use crate::results::metric::Metric;
use crate::results::moments::Moments;
use crate::results::outcome::{AHEAD_BY, GOAL, LeftOver, OutcomeTally, Signs};
use crate::results::recorded::{Counted, FreeRecord, HeadRecord};
use crate::units::Month;

/// What was recorded of heads, with what turns it into money.
#[derive(Clone, Debug)]
pub(crate) struct HeadResults {
    record: HeadRecord,
    nets: HeadNets,
    /// By month from 1: net of those who have left by then, your own orders counted and not.
    have_left: OnceLock<Vec<[Distribution; 2]>>,
}

impl HeadResults {
    pub(crate) const fn new(record: HeadRecord, nets: HeadNets) -> Self {
        Self { record, nets, have_left: OnceLock::new() }
    }

    /// Of all trials that a tally has counted.
    pub(crate) fn of(tally: &HeadTally) -> Self {
        Self::new(tally.record_of_all(), tally.nets().clone())
    }

    /// The distribution of a metric at the end of a month above 0.
    pub(super) fn distribution(&self, month: usize, metric: Metric) -> Distribution {
        let (heads, accounts) = (&self.record.months[month - 1], &self.nets.accounts);
        // The value of each downline while you are active, and once you have left.
        let by_downline = |active: &dyn Fn(i64) -> i64, gone: &dyn Fn(i64) -> i64| {
            let gone = heads.downline_without_you.0.map(gone);
            together(&heads.downline_with_you.0.map(active), &gone)
        };
        let expenses = [true, false].map(|is_active| accounts.expenses(month, is_active));
        let [a_member, yours] = accounts.commission;
        let commission = move |downline: i64| a_member * downline + yours;
        match metric {
            Metric::Team => by_downline(&|downline| downline + 1, &|downline| downline),
            Metric::Downline => by_downline(&|downline| downline, &|downline| downline),
            Metric::EverJoined => heads.ever_joined.0.clone(),
            Metric::Joiners => heads.joiners.0.clone(),
            Metric::Leavers => heads.leavers.0.clone(),
            // Hours are not counted: they follow from the months in which you are active.
            Metric::Customers | Metric::RetailProfit | Metric::Hours => {
                Distribution::new(vec![(0, self.record.trials)])
            }
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

    /// Your mean commission, in cents: of the last month, and of all months.
    pub(super) fn commission(&self) -> [Option<Estimate>; 2] {
        let last = self.record.months.len();
        let mut of_all = Moments::NONE;
        for (counted, active) in self.stays() {
            for &(sum, count) in counted.0.cells() {
                of_all.add(self.nets.commission(sum, active), count);
            }
        }
        [self.distribution(last, Metric::Commission).estimate(), of_all.estimate()]
    }

    /// Everybody at the horizon: members below summed over the months at whose ends you were active, and how many those
    /// are.
    fn stays(&self) -> impl Iterator<Item = (&Counted, usize)> {
        let months = &self.record.months;
        let staying = months.last().map(|month| (&month.downline_months, months.len()));
        staying.into_iter().chain(months.iter().enumerate().map(|(before, month)| (&month.at_leaving, before)))
    }

    /// The exact counts of outcomes.
    pub(crate) fn outcomes(&self) -> OutcomeTally {
        let months = &self.record.months;
        let last = months.len();
        let nobody_below = self.distribution(last, Metric::Downline).count(|downline| downline == 0);
        let left = months.iter().map(|month| month.at_leaving.trials()).sum();
        let ahead_by = |month: usize, reading: usize| {
            if month > last { 0 } else { self.net_total(month, reading).count(|net| net > 0) }
        };
        // Whoever has left has nothing left over, whatever it was before.
        let with_you = &months[last - 1].downline_with_you.0;
        let you = std::array::from_fn(|reading| Signs {
            net: signs(&self.net_total(last, reading)),
            ahead_by: AHEAD_BY.map(|month| ahead_by(month.into(), reading)),
            left_over: left_over(&with_you.map(|downline| self.nets.of_month(downline, last)[reading])),
        });
        let may_quit = self.record.free.as_ref();
        let may_quit = may_quit.map(|free| std::array::from_fn(|reading| free_signs(free, &self.nets, reading)));
        let horizon = Month::new(u16::try_from(last).unwrap_or(Month::LONGEST));
        OutcomeTally::counted((horizon, self.record.trials), (nobody_below, left), you, may_quit)
    }

    /// Net up to a month, your own orders counted (reading 0) or not (reading 1).
    fn net_total(&self, month: usize, reading: usize) -> Distribution {
        let have_left = &self.have_left.get_or_init(|| self.all_who_left())[month - 1][reading];
        together(have_left, &self.net_of(&self.record.months[month - 1].downline_months, month, reading))
    }

    /// Month by month: those who left earlier keep what they had, and those who leave in the month join them.
    fn all_who_left(&self) -> Vec<[Distribution; 2]> {
        let mut so_far = [Distribution::default(), Distribution::default()];
        let months = self.record.months.iter().enumerate().map(|(before, heads)| {
            if heads.at_leaving.trials() > 0 {
                let more = |reading| self.net_of(&heads.at_leaving, before, reading);
                so_far = std::array::from_fn(|reading| together(&so_far[reading], &more(reading)));
            }
            so_far.clone()
        });
        months.collect()
    }

    /// Net of people who were active at so many month-ends.
    fn net_of(&self, counted: &Counted, active_months: usize, reading: usize) -> Distribution {
        counted.0.map(|downline_months| self.nets.net(downline_months, active_months)[reading])
    }
}

/// Two exact distributions, counted together.
fn together(one: &Distribution, other: &Distribution) -> Distribution {
    Distribution::in_order(merged(one.cells(), other.cells().iter().copied()))
}

/// Below, at and above zero.
fn signs(net: &Distribution) -> [u64; 3] {
    [net.count(|net| net < 0), net.count(|net| net == 0), net.count(|net| net > 0)]
}

fn left_over(net_of_month: &Distribution) -> LeftOver {
    LeftOver { something: net_of_month.count(|net| net > 0), goal: net_of_month.count(|net| net >= GOAL) }
}

/// What their months left people who may quit: whoever has quit keeps what it had.
fn free_signs(free: &FreeRecord, nets: &HeadNets, reading: usize) -> Signs {
    let net = |(stood, counted): (usize, &Counted)| counted.0.map(|sum| nets.net(sum, stood)[reading]);
    let kept: Vec<Distribution> = free.stood.iter().enumerate().map(net).collect();
    let ahead_by = std::array::from_fn(|at| {
        let quit_before = kept.iter().take(usize::from(AHEAD_BY[at]));
        free.ahead_by[reading][at] + quit_before.map(|net| net.count(|net| net > 0)).sum::<u64>()
    });
    let last_month = |downline| nets.of_month(downline, free.stood.len() - 1)[reading];
    let left_over = left_over(&free.downline.0.map(last_month));
    let mut net = [0; 3];
    for kept in &kept {
        net.iter_mut().zip(signs(kept)).for_each(|(count, more)| *count += more);
    }
    Signs { net, ahead_by, left_over }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::Population;
    use crate::results::head_counts::HeadCounts;
    use crate::results::head_nets::HeadAccounts;
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
        let left_over = |population| HeadResults::of(&tally).outcomes().left_over(population, OwnOrdersAre::Cost);
        assert_eq!(left_over(Population::You), Some(LeftOver { something: 5, goal: 5 }));
        assert_eq!(left_over(Population::YouMayQuit), Some(LeftOver { something: 3, goal: 3 }));
    }
}
