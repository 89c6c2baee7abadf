//! [`HeadNets`]: how heads become money, where every member is alike.

use super::head_counts::HeadCounts;
use super::metric::Values;

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
    pub(super) fn expenses(&self, month: usize, you_are_active: bool) -> i64 {
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
    pub(super) accounts: HeadAccounts,
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
    pub(super) fn ahead_from(&self, month: usize, reading: usize) -> u64 {
        let month = month.min(self.fixed.len() - 1);
        let alone = self.net(0, month)[reading];
        match (alone > 0, self.accounts.commission[0]) {
            (true, _) => 0,
            (false, 0) => u64::MAX,
            (false, a_member) => (-alone / a_member + 1).try_into().unwrap_or(u64::MAX),
        }
    }

    /// Net of a month in which you are active, with so many members below.
    pub(super) fn of_month(&self, downline: i64, month: usize) -> [i64; 2] {
        let [a_member, yours] = self.accounts.commission;
        let net = a_member * downline + yours - self.accounts.expenses(month, true);
        [net, net + self.accounts.own_order]
    }

    /// Net of somebody who was active at so many month-ends with so many members below, summed over them: own orders
    /// counted, and not.
    #[inline]
    pub(super) fn net(&self, downline_months: i64, active_months: usize) -> [i64; 2] {
        let net = downline_months * self.accounts.commission[0] + self.fixed[active_months];
        [net, net + i64::try_from(active_months).unwrap_or(i64::MAX) * self.accounts.own_order]
    }

    /// Your commission of all months, of the same person.
    pub(super) fn commission(&self, downline_months: i64, active_months: usize) -> i64 {
        let [a_member, yours] = self.accounts.commission;
        downline_months * a_member + i64::try_from(active_months).unwrap_or(i64::MAX) * yours
    }

    /// Commission and net of a trial's months from 0, in cents.
    pub(crate) fn pay_into(&self, heads: &HeadCounts, pay: &mut Vec<[i64; 2]>) {
        let [a_member, yours] = self.accounts.commission;
        let mut downline = 0;
        pay.clear();
        pay.push([0; 2]);
        for (month, change) in (1..).zip(heads.months()) {
            downline += i64::from(change.joiners) - i64::from(change.leavers);
            let is_active = month < usize::from(heads.your_left());
            let commission = if is_active { a_member * downline + yours } else { 0 };
            pay.push([commission, commission - self.accounts.expenses(month, is_active)]);
        }
    }

    /// The values at the horizon of a trial.
    pub(crate) fn at_horizon(&self, heads: &HeadCounts) -> Values {
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
        [values.net_total, values.net_total_bought_anyway] = self.net(downline_months, active_months);
        values
    }
}
