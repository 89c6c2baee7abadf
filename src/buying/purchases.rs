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
    /// A member's months in order, and one more in which nothing happens, to which changes after its months go.
    months: Vec<Bought>,
    /// By member: where its months stand.
    members: Vec<Stretch>,
}

/// Where the months of one member stand among all.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    begin: usize,
    /// Which month the first of them is.
    first: u16,
    /// How many they are.
    count: u16,
}

impl Purchases {
    /// Of nobody yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { months: Vec::new(), members: Vec::new() }
    }

    /// Forgets everybody and keeps the memory.
    pub fn clear(&mut self) {
        self.months.clear();
        self.members.clear();
    }

    /// How many members there are.
    #[must_use]
    pub const fn members(&self) -> usize {
        self.members.len()
    }

    /// What a member bought and sold in a month; nothing outside its months.
    #[must_use]
    #[inline]
    pub fn of(&self, member: MemberId, month: Month) -> Bought {
        let Some(&Stretch { begin, first, count }) = self.members.get(member as usize) else {
            return Bought::default();
        };
        let offset = month.get().wrapping_sub(first);
        if offset < count { self.months[begin + usize::from(offset)] } else { Bought::default() }
    }

    /// A member's months in order, with the number of the first; empty for one who was not there in the window.
    #[must_use]
    pub fn months(&self, member: MemberId) -> (Month, &[Bought]) {
        let Some(&Stretch { begin, first, count }) = self.members.get(member as usize) else {
            return (Month::new(0), &[]);
        };
        (Month::new(first), &self.months[begin..begin + usize::from(count)])
    }

    /// Makes room for the next member's months, with nothing in them yet.
    pub(super) fn next_member(&mut self, months: RangeInclusive<u16>) -> MemberMonths<'_> {
        let (begin, first) = (self.months.len(), *months.start());
        let count = (months.end() + 1).saturating_sub(first);
        self.members.push(Stretch { begin, first, count });
        self.months.resize(begin + usize::from(count) + 1, Bought::default());
        MemberMonths { months: &mut self.months[begin..] }
    }
}

/// The months of one member, to be filled.
#[derive(Debug)]
pub(super) struct MemberMonths<'a> {
    /// The months and one more.
    months: &'a mut [Bought],
}

impl MemberMonths<'_> {
    /// The months in order.
    #[inline]
    pub(super) fn each(&mut self) -> impl Iterator<Item = &mut Bought> {
        let last = self.months.len() - 1;
        self.months[..last].iter_mut()
    }

    /// A customer from one month of these to before another, counted from 0, or to the end of them: noted as two changes
    /// until they are added up. How long it stays cannot be foretold, so no loop depends on it.
    #[inline]
    pub(super) fn customer(&mut self, came: usize, gone: usize, price: Money, points: Volume) {
        let last = self.months.len() - 1;
        let change = |month: &mut Bought, people: u32, price: Money, points: Volume| {
            month.customers = month.customers.wrapping_add(people);
            month.price += price;
            month.sold += points;
        };
        change(&mut self.months[came.min(last)], 1, price, points);
        change(&mut self.months[gone.min(last)], u32::MAX, -price, -points);
    }

    /// Turns the changes of customers into what they are month by month.
    pub(super) fn add_up(&mut self) {
        let mut so_far = Bought::default();
        for month in self.months.iter_mut() {
            so_far.customers = so_far.customers.wrapping_add(month.customers);
            so_far.price += month.price;
            so_far.sold += month.sold;
            *month = Bought { own: month.own, ..so_far };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_is_there_from_its_coming_to_before_its_going() {
        let money = Money::from_cents;
        let points = Volume::from_hundredths;
        let mut purchases = Purchases::new();
        let mut months = purchases.next_member(3..=6);
        months.customer(1, 3, money(40), points(30));
        months.customer(0, 9, money(10), points(10));
        months.customer(7, 9, money(1_000), points(1_000)); // after the last month
        months.add_up();
        let _ = purchases.next_member(1..=2);
        let (first, months) = purchases.months(0);
        assert_eq!(first, Month::new(3));
        let seen: Vec<_> =
            months.iter().map(|month| (month.customers, month.price.cents(), month.sold.hundredths())).collect();
        assert_eq!(seen, [(1, 10, 10), (2, 50, 40), (2, 50, 40), (1, 10, 10)]);
        assert_eq!(purchases.of(0, Month::new(4)).customers, 2);
        let nothing = Bought::default();
        assert_eq!([2, 7].map(|month| purchases.of(0, Month::new(month))), [nothing, nothing]);
        assert_eq!(purchases.months(1).1, [nothing, nothing]);
    }
}
