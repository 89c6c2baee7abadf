//! [`Purchases`]: what everybody bought and sold, month by month.

use std::ops::RangeInclusive;

use crate::team::MemberId;
use crate::units::{Money, Month, Volume};

/// What one member bought and sold in one month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bought {
    /// Points of its own order; none in a month without one.
    pub own: Volume,
    /// Points of its customers' orders.
    pub sold: Volume,
    /// What its customers paid.
    pub price: Money,
    /// How many customers it has at the month's end.
    pub customers: u32,
}

impl Bought {
    /// Points of the member's own and its customers' orders; its kit's are not among them.
    #[must_use]
    pub fn points(&self) -> Volume {
        self.own + self.sold
    }
}

/// What the members of a network bought and sold in each month of a window at whose end they were there, by member id.
#[derive(Clone, Debug, Default)]
pub struct Purchases {
    months: Vec<Bought>,
    /// By member: where its months begin, and which month the first of them is.
    begins: Vec<(usize, u16)>,
}

impl Purchases {
    /// Of nobody yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { months: Vec::new(), begins: Vec::new() }
    }

    /// Forgets everybody and keeps the memory.
    pub fn clear(&mut self) {
        self.months.clear();
        self.begins.clear();
    }

    /// How many members there are.
    #[must_use]
    pub const fn members(&self) -> usize {
        self.begins.len()
    }

    /// What a member bought and sold in a month; nothing outside its months.
    #[must_use]
    #[inline]
    pub fn of(&self, member: MemberId, month: Month) -> Bought {
        let at = member as usize;
        let Some(&(begin, first)) = self.begins.get(at) else { return Bought::default() };
        let end = self.begins.get(at + 1).map_or(self.months.len(), |next| next.0);
        let place = usize::from(month.get()).checked_sub(usize::from(first)).map(|offset| begin + offset);
        place.filter(|&place| place < end).map(|place| self.months[place]).unwrap_or_default()
    }

    /// A member's months in order, with the number of the first; empty for one who was not there in the window.
    #[must_use]
    pub fn months(&self, member: MemberId) -> (Month, &[Bought]) {
        let at = member as usize;
        let Some(&(begin, first)) = self.begins.get(at) else { return (Month::new(0), &[]) };
        let end = self.begins.get(at + 1).map_or(self.months.len(), |next| next.0);
        (Month::new(first), &self.months[begin..end])
    }

    /// Makes room for the next member's months, with nothing in them yet.
    pub(super) fn next_member(&mut self, months: RangeInclusive<u16>) -> &mut [Bought] {
        let begin = self.months.len();
        self.begins.push((begin, *months.start()));
        self.months.resize(begin + months.len(), Bought::default());
        &mut self.months[begin..]
    }
}
