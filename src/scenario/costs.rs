//! [`Costs`]: what taking part costs you, and in which months there are events.

use crate::units::{Money, Month};
use crate::words::own_orders;

/// What your own orders count as, in the result that stands first. Both readings are always shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OwnOrdersAre {
    /// Their price is an expense.
    #[default]
    Cost,
    /// You would have bought the goods anyway, so their price is no expense of taking part.
    BoughtAnyway,
}

impl OwnOrdersAre {
    /// The reading as written in a scenario file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cost => "cost",
            Self::BoughtAnyway => "bought-anyway",
        }
    }

    /// The other reading.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Cost => Self::BoughtAnyway,
            Self::BoughtAnyway => Self::Cost,
        }
    }

    /// Both readings, this one first.
    #[must_use]
    pub(crate) const fn and_the_other(self) -> [Self; 2] {
        [self, self.other()]
    }

    /// What your own orders are, in a word or two: `a cost`, `bought anyway`.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Cost => own_orders::A_COST,
            Self::BoughtAnyway => own_orders::BOUGHT_ANYWAY,
        }
    }
}

/// The months in which there is an event, such as a convention.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Events {
    /// Never.
    #[default]
    Never,
    /// In these months, rising.
    In(Vec<Month>),
    /// In every so many months: months n, 2 n, 3 n and so on.
    Every(u16),
}

impl Events {
    /// Whether there are none at all.
    #[must_use]
    pub(crate) const fn is_never(&self) -> bool {
        match self {
            Self::Never => true,
            Self::In(months) => months.is_empty(),
            Self::Every(_) => false,
        }
    }

    /// Whether there is an event in a month.
    #[must_use]
    pub fn is_in(&self, month: Month) -> bool {
        match self {
            Self::Never => false,
            Self::In(months) => months.contains(&month),
            Self::Every(months) => month.get() > 0 && month.get().is_multiple_of(*months),
        }
    }
}

/// What taking part costs you, beside your own orders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Costs {
    /// The starter kit, booked in month 1, whether or not you stay.
    pub kit: Money,
    /// The running cost of each month-end at which you are active.
    pub monthly: Money,
    /// The cost of each month with an event at whose end you are active.
    pub event: Money,
    /// When there are events.
    pub events: Events,
    /// What your own orders count as, in the result that stands first.
    pub own_orders: OwnOrdersAre,
}

impl Costs {
    /// What a month costs you beside your own order: the kit in month 1, and the rest while you are active at its end.
    #[must_use]
    pub fn of_month(&self, month: Month, is_active: bool) -> Money {
        let kit = if month.get() == 1 { self.kit } else { Money::ZERO };
        let event = if self.events.is_in(month) { self.event } else { Money::ZERO };
        kit + if is_active { self.monthly + event } else { Money::ZERO }
    }

    /// Whether an event costs something in any month up to this one.
    pub(crate) fn has_events_by(&self, last: Month) -> bool {
        self.event > Money::ZERO && last.through().any(|month| self.events.is_in(month))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kit_is_booked_once_and_events_in_their_months_while_you_are_there() {
        let events = Events::Every(3);
        let costs = Costs {
            kit: Money::from_cents(75_00),
            monthly: Money::from_cents(25_00),
            event: Money::from_cents(100_00),
            events,
            own_orders: OwnOrdersAre::Cost,
        };
        let of = |month, is_active| costs.of_month(Month::new(month), is_active).cents();
        assert_eq!([of(1, true), of(2, true), of(3, true), of(4, true)], [100_00, 25_00, 125_00, 25_00]);
        assert_eq!([of(1, false), of(2, false), of(3, false)], [75_00, 0, 0]);
        let stated = Events::In(vec![Month::new(2), Month::new(5)]);
        assert_eq!([1, 2, 5, 6].map(|month| stated.is_in(Month::new(month))), [false, true, true, false]);
    }
}
