//! [`Settlement`]: months of a network under a plan, one after the other.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::listener::Telling;
use super::{Listener, MonthEnd, Network};
use crate::commission::{Ledger, Period, Placement, Placing, Plan};
use crate::units::Month;

/// Pays one network after the other under a plan, in memory that is used again.
#[derive(Clone, Debug)]
pub struct Settlement<'a> {
    plan: &'a Plan,
    /// How the plan places members where the network does not say where they stand.
    placings: Vec<Placing>,
    period: Period,
    ledger: Ledger,
    /// Where each placing has put everybody who ever joins.
    places: Cow<'a, [(Placing, Arc<Placement>)]>,
}

impl<'a> Settlement<'a> {
    /// Nobody to be paid yet under this plan.
    #[must_use]
    pub fn new(plan: &'a Plan) -> Self {
        let placings = plan.needs().placing;
        Self { plan, placings, period: Period::default(), ledger: Ledger::new(), places: Cow::Owned(Vec::new()) }
    }

    /// Begins a network: forgets the one before, brings titles in, and places everybody once and for all months, so that
    /// nobody moves when somebody joins. Where the network says where its members stand, nobody is placed.
    pub fn begin(&mut self, network: &(impl Network + ?Sized)) {
        self.open(network);
        if self.placings.is_empty() {
            return;
        }
        network.newcomers(&mut self.period);
        let is_stated = self.period.placement().is_some();
        let place = |&placing: &Placing| (placing, Arc::new(placing.place(&self.period)));
        let places = self.placings.iter().filter(|_| !is_stated).map(place);
        self.places = Cow::Owned(places.collect());
    }

    /// Where everybody stands in a network that has begun: to begin it again without placing anybody anew.
    #[must_use]
    pub(crate) fn into_places(self) -> Vec<(Placing, Arc<Placement>)> {
        self.places.into_owned()
    }

    /// As [`Settlement::begin`], with everybody in the places that [`Settlement::into_places`] has told of the network.
    pub(crate) fn begin_in(&mut self, network: &(impl Network + ?Sized), places: &'a [(Placing, Arc<Placement>)]) {
        self.open(network);
        self.places = Cow::Borrowed(places);
    }

    /// Forgets the network before, and brings titles in.
    fn open(&mut self, network: &(impl Network + ?Sized)) {
        self.ledger.clear();
        for (member, &title) in (0..).zip(network.titles()) {
            self.ledger.standing_mut().bring_title(member, title);
        }
    }

    /// Decides a month without paying it: what a plan that looks back (on titles, months in a row or volumes of several
    /// months) must know of the months before the first one that is paid.
    pub fn decide(&mut self, network: &(impl Network + ?Sized), month: Month) {
        fill(&mut self.period, &self.places, network, month);
        self.plan.qualify(&mut self.period, &mut self.ledger);
    }

    /// Pays a month into a listener. Months are paid in order, from what the one before has carried over.
    ///
    /// Breaks off when the listener does.
    pub fn month(
        &mut self,
        network: &(impl Network + ?Sized),
        month: Month,
        listener: &mut impl Listener,
    ) -> ControlFlow<()> {
        fill(&mut self.period, &self.places, network, month);
        pay(self.plan, &mut self.period, &mut self.ledger, listener)
    }

    /// As [`Settlement::month`], from what another ledger carries: a month that is settled again, or as it would be
    /// without an order.
    pub(crate) fn month_from(
        &mut self,
        network: &(impl Network + ?Sized),
        month: Month,
        ledger: &mut Ledger,
        listener: &mut impl Listener,
    ) -> ControlFlow<()> {
        fill(&mut self.period, &self.places, network, month);
        pay(self.plan, &mut self.period, ledger, listener)
    }

    /// The month that was decided or paid last.
    #[must_use]
    pub const fn period(&self) -> &Period {
        &self.period
    }

    /// What is carried to the next month, and titles.
    #[must_use]
    pub const fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Goes on from what another ledger carries.
    pub(crate) fn set_ledger(&mut self, ledger: Ledger) {
        self.ledger = ledger;
    }
}

/// Makes the month, and puts its members into their places.
fn fill(period: &mut Period, places: &[(Placing, Arc<Placement>)], network: &(impl Network + ?Sized), month: Month) {
    let mut memory = period.take_placed();
    network.fill(month, period);
    for (placing, whole) in places {
        let before = memory.pop();
        if period.len() == whole.parents().len() {
            period.set_placed(*placing, Arc::clone(whole));
            continue;
        }
        // The memory of the month before, unless that was the whole.
        let mut placement = before.and_then(|(_, placed)| Arc::into_inner(placed)).unwrap_or_default();
        placement.first_of(whole, period.len());
        period.set_placed(*placing, placement);
    }
}

/// Decides who is active and with which rank, and pays.
fn pay(plan: &Plan, period: &mut Period, ledger: &mut Ledger, listener: &mut impl Listener) -> ControlFlow<()> {
    if listener.looks_at_ranks() {
        plan.qualify(period, ledger);
    } else {
        plan.qualify_for_pay(period, ledger);
    }
    listener.month_begin(period);
    plan.settle(period, ledger, &mut Telling { listener, rule: 0 });
    listener.month_end(&MonthEnd { plan, period, ledger })
}
