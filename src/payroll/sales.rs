//! [`Sales`]: what was bought in a month, and how much of it by customers outside.

use crate::genealogy::Orders;
use crate::units::{Money, Month, Volume};

/// What customers outside the network bought, less what they gave back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outside {
    /// Commissionable volume, which counts as that of the members who sold it.
    pub commissionable: Volume,
    /// What they paid, if the orders say so.
    pub price: Option<Money>,
}

impl Outside {
    /// Both together.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            commissionable: self.commissionable + other.commissionable,
            price: self.price.zip(other.price).map(|(price, more)| price + more),
        }
    }
}

/// What the orders of a month come to, beside the volume of those that were not taken back.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sales {
    /// What buyers paid, less what they got back, if the orders say so.
    pub(super) price: Option<Money>,
    /// Personal and commissionable volume that is taken back in the month, below zero.
    pub(super) given_back: [Volume; 2],
    /// What customers outside bought, if the orders say who did.
    pub(super) outside: Option<Outside>,
}

impl Sales {
    /// Of the orders of a month, the refunds in it included.
    pub(super) fn of(orders: &Orders, month: Month) -> Self {
        let range = orders.in_month(month);
        let given_back = |column: Option<&[Volume]>| {
            let volumes = column.unwrap_or(&[]);
            let refunds = range.clone().filter(|&order| orders.refunded(order).is_some());
            refunds.filter_map(|order| volumes.get(order).copied()).sum()
        };
        let outside = orders.customers().map(|customers| {
            let sold = || range.clone().filter(|&order| customers[order]);
            let volumes = orders.commissionable().unwrap_or(&[]);
            Outside {
                commissionable: sold().filter_map(|order| volumes.get(order).copied()).sum(),
                price: orders.prices().map(|prices| sold().map(|order| prices[order]).sum()),
            }
        });
        Self {
            price: orders.prices().map(|prices| prices[range.clone()].iter().copied().sum()),
            given_back: [given_back(orders.personal()), given_back(orders.commissionable())],
            outside,
        }
    }
}
