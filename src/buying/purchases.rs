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
        let (first, months) = self.months(member);
        let offset = usize::from(month.get()).checked_sub(first.index());
        offset.and_then(|offset| months.get(offset)).copied().unwrap_or_default()
    }

    /// A member's months in order, with the number of the first; empty for one who was not there in the window.
    #[must_use]
    pub fn months(&self, member: MemberId) -> (Month, &[Bought]) {
        let at = member as usize;
        let Some(&(begin, first)) = self.begins.get(at) else { return (Month::new(0), &[]) };
        let end = self.begins.get(at + 1).map_or(self.months.len(), |next| next.0);
        (Month::new(first), &self.months[begin..end - 1])
    }

    /// Makes room for the next member's months, with nothing in them yet.
    pub(super) fn next_member(&mut self, months: RangeInclusive<u16>) -> MemberMonths<'_> {
        let begin = self.months.len();
        self.begins.push((begin, *months.start()));
        self.months.resize(begin + months.len() + 1, Bought::default());
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
