//! [`Shopping`]: buying made ready to be drawn, member by member.

use std::ops::{ControlFlow, RangeInclusive};

use super::parameters::{BuyingParameters, Customers, OwnOrders};
use super::purchases::{MemberMonths, Purchases};
use crate::growth::lives::Lives;
use crate::rng::{MemberKey, Purpose};
use crate::sampling::{Arrivals, LifetimeTable, Sizes, Steady, Uneven};
use crate::team::Lifeline;
use crate::units::{Money, Month, Volume};

/// Buying with its sampling tables. Each member is drawn from its own key, forward in time: what it buys by a month
/// depends on nothing that is decided later.
#[derive(Clone, Debug)]
pub struct Shopping {
    horizon: u16,
    own: OwnLaw,
    customers: Option<CustomerLaw>,
    kit: Volume,
    /// Points that you order every month, when you are not a member like any other.
    your_order: Option<Volume>,
    /// From this month on you find no customer.
    you_stop: Option<Month>,
}

/// Own orders ready to be drawn.
#[derive(Clone, Debug)]
struct OwnLaw {
    usual: Sizes,
    /// The chance of an order in a month, in parts of 2^32.
    share: u64,
}

/// Customers ready to be drawn.
#[derive(Clone, Debug)]
struct CustomerLaw {
    law: Customers,
    members: Finding,
    you: Option<Steady>,
    stays: LifetimeTable,
    prices: Sizes,
}

/// How the members' customers come.
#[derive(Clone, Debug)]
enum Finding {
    Steady(Steady),
    Uneven(Uneven),
}

/// Who is there from when to when, and may find customers until when.
struct Shopper {
    key: MemberKey,
    joined: u16,
    /// The last month in which it finds customers.
    finds_until: u16,
}

impl Shopping {
    /// Prepares the tables for months up to a horizon. From month `you_stop` on you find no customer.
    #[must_use]
    pub fn new(parameters: &BuyingParameters, horizon: Month, you_stop: Option<Month>) -> Self {
        let customers = parameters.customers().map(|law| CustomerLaw::new(law, parameters.you().customers, horizon));
        Self {
            horizon: horizon.get(),
            own: OwnLaw::new(parameters.orders()),
            customers,
            kit: parameters.kit(),
            your_order: parameters.you().orders,
            you_stop,
        }
    }

    /// The points of a new member's kit, in its joining month; yours in month 1.
    #[must_use]
    pub const fn kit(&self) -> Volume {
        self.kit
    }

    /// Draws what everybody of a career buys and sells: you are member 0.
    pub fn career(&self, lives: &Lives, purchases: &mut Purchases) {
        purchases.clear();
        let window = 1..=self.horizon;
        for (id, (lifeline, key)) in (0..).zip(lives.team().members().iter().zip(lives.keys())) {
            if id == 0 {
                self.you(*lifeline, *key, purchases);
            } else {
                self.member(*lifeline, *key, &window, purchases);
            }
        }
    }

    /// Draws what the members of an organisation buy and sell in the months of a window, at most up to the horizon. Its
    /// first member is the company: it buys nothing.
    pub fn organisation(&self, lives: &Lives, window: &RangeInclusive<Month>, purchases: &mut Purchases) {
        purchases.clear();
        let window = window.start().get().max(1)..=window.end().get().min(self.horizon);
        for (id, (lifeline, key)) in (0..).zip(lives.team().members().iter().zip(lives.keys())) {
            if id == 0 {
                let _ = purchases.next_member(EMPTY);
            } else {
                self.member(*lifeline, *key, &window, purchases);
            }
        }
    }

    /// A member like any other.
    fn member(&self, line: Lifeline, key: MemberKey, window: &RangeInclusive<u16>, purchases: &mut Purchases) {
        let last = line.left.saturating_sub(1).min(*window.end());
        let first = line.joined.max(*window.start());
        if first > last {
            let _ = purchases.next_member(EMPTY);
            return;
        }
        let mut months = purchases.next_member(first..=last);
        let shopper = Shopper { key, joined: line.joined, finds_until: last };
        self.own.orders(&shopper, first, &mut months);
        if let Some(customers) = &self.customers {
            customers.of_member(&shopper, first, &mut months);
        }
    }

    /// You: as a typical member, or as stated.
    fn you(&self, line: Lifeline, key: MemberKey, purchases: &mut Purchases) {
        let last = line.left.saturating_sub(1).min(self.horizon);
        if last == 0 {
            let _ = purchases.next_member(EMPTY);
            return;
        }
        let mut months = purchases.next_member(1..=last);
        let finds_until = self.you_stop.map_or(last, |stop| last.min(stop.get() - 1));
        let shopper = Shopper { key, joined: line.joined, finds_until };
        match self.your_order {
            Some(order) => months.each().for_each(|month| month.own = order),
            None => self.own.orders(&shopper, 1, &mut months),
        }
        if let Some(customers) = &self.customers {
            match &customers.you {
                Some(stated) => customers.orders(stated, &shopper, 1, &mut months),
                None => customers.of_member(&shopper, 1, &mut months),
            }
        }
    }
}

/// No month.
#[allow(clippy::reversed_empty_ranges)] // that is what it says
const EMPTY: RangeInclusive<u16> = 1..=0;

impl OwnLaw {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 2^32
    fn new(law: &OwnOrders) -> Self {
        let share = libm::round(law.share().get() * 4_294_967_296.0) as u64;
        Self { usual: Sizes::new(law.volume().hundredths(), law.spread()), share }
    }

    /// Orders of a member in its months from `first` on. Two months share a word, the lower half first; months are
    /// counted by tenure.
    fn orders(&self, shopper: &Shopper, first: u16, months: &mut MemberMonths<'_>) {
        let words = shopper.key.numbered(Purpose::Orders);
        #[allow(clippy::cast_possible_truncation)] // the upper half
        let usual = Volume::from_hundredths(self.usual.draw((words.first() >> 32) as u32));
        for (month, bought) in (first..).zip(months.each()) {
            let tenure = month - shopper.joined;
            let word = words.word(u32::from(tenure / 2)) >> (32 * (tenure % 2));
            // Half of all months are such, and nobody can tell which: a product waits for nothing.
            let orders = i64::from((word & 0xffff_ffff) < self.share);
            bought.own = Volume::from_hundredths(usual.hundredths() * orders);
        }
    }
}

impl CustomerLaw {
    fn new(law: &Customers, yours: Option<f64>, horizon: Month) -> Self {
        let members = match law.propensity_shape() {
            Some(shape) => Finding::Uneven(Uneven::new(law.gained(), shape, horizon)),
            None => Finding::Steady(Steady::new(law.gained())),
        };
        Self {
            law: law.clone(),
            members,
            you: yours.map(Steady::new),
            stays: LifetimeTable::new(&law.leaving().survival(horizon)),
            prices: Sizes::new(law.order().cents(), law.spread()),
        }
    }

    /// Orders of the customers of a member like any other.
    fn of_member(&self, shopper: &Shopper, first: u16, months: &mut MemberMonths<'_>) {
        match &self.members {
            Finding::Steady(law) => self.orders(law, shopper, first, months),
            Finding::Uneven(law) => self.orders(law, shopper, first, months),
        }
    }

    /// Orders of a member's customers in its months from `first` on. Customers of its last, quitting month are gone before
    /// they order, so none is looked for.
    fn orders(&self, arrivals: &impl Arrivals, shopper: &Shopper, first: u16, months: &mut MemberMonths<'_>) {
        let exposure = shopper.finds_until.saturating_sub(shopper.joined);
        let lives = shopper.key.numbered(Purpose::CustomerLives);
        let words = shopper.key.numbered(Purpose::Customers);
        #[allow(clippy::cast_possible_truncation)] // the upper half
        let coming = |number| (words.word(number) >> 32) as u32;
        let mut any = false;
        let _ = arrivals.each(words, coming, exposure, |number, after| {
            any = true;
            self.order(lives.word(number), shopper.joined + after, first, months);
            ControlFlow::Continue(())
        });
        if any {
            months.add_up();
        }
    }

    /// Orders of the customer of this word who comes in a month, as long as it and its member are there.
    #[allow(clippy::cast_possible_truncation)] // the upper and the lower half of a word
    fn order(&self, word: u64, came: u16, first: u16, months: &mut MemberMonths<'_>) {
        let gone = came.saturating_add(self.stays.draw(word as u32)).max(first);
        let price = Money::from_cents(self.prices.draw((word >> 32) as u32));
        let points = self.law.points(price);
        months.customer(usize::from(came.max(first) - first), usize::from(gone - first), price, points);
    }
}
