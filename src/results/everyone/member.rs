//! [`MemberOfAll`]: one member of the organisation over the months that are looked at.

use crate::scenario::OwnOrdersAre;
use crate::units::Money;

/// One member over the months that are looked at: sums of the month-ends at which it was there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MemberOfAll {
    /// Full months since joining at the last month-end at which it was there.
    pub tenure: u16,
    /// Its distance from the company: 1 for those whom nobody sponsored but the company.
    pub level: u16,
    /// Commission, without retail margin.
    pub commission: Money,
    /// What it kept of its customers' prices, with the margins that the plan pays.
    pub retail_profit: Money,
    /// Own orders.
    pub own_orders: Money,
    /// All other costs; the kit where it joined in these months.
    pub costs: Money,
}

impl MemberOfAll {
    /// What was left.
    #[must_use]
    pub fn net(&self, own_orders: OwnOrdersAre) -> Money {
        let anyway = self.commission + self.retail_profit - self.costs;
        match own_orders {
            OwnOrdersAre::Cost => anyway - self.own_orders,
            OwnOrdersAre::BoughtAnyway => anyway,
        }
    }
}
