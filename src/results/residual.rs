//! [`Residual`]: what still comes in after you stop working, and what is left of it after the dues that keep you qualified.

mod groups;
mod half_life;
mod tally;

pub use groups::{LegsAtStop, StopPay};
pub use half_life::HalfLife;
pub(crate) use tally::{AfterStop, ResidualTally};

use super::comparison::People;
use super::distribution::Distribution;
use super::ensemble::Ensemble;
use super::estimate::Estimate;
use super::metric::Metric;
use super::recorded::{Counted, ResidualRecord};
use crate::units::Month;
use crate::words::split_100;

/// What still comes in after you stop working, from the month before the stop on.
///
/// Commission, retail profit and net of these months are those of the [`Ensemble`]; what is counted besides is here.
#[derive(Clone, Copy, Debug)]
pub struct Residual<'a> {
    ensemble: &'a Ensemble,
    stop: Month,
    record: &'a ResidualRecord,
}

/// Careers with so many self-sufficient legs at the stop, and what they were paid later.
#[derive(Clone, Copy, Debug)]
pub struct PayByLegs<'a> {
    /// How many legs they had.
    pub legs: LegsAtStop,
    /// How many careers those are. Over all groups `of_100` adds up to 100.
    pub people: People,
    pay: &'a [Counted],
}

impl<'a> Residual<'a> {
    pub(super) const fn new(ensemble: &'a Ensemble, stop: Month, record: &'a ResidualRecord) -> Self {
        Self { ensemble, stop, record }
    }

    /// The month from which on you sponsor nobody and find no customer.
    #[must_use]
    pub const fn stop(&self) -> Month {
        self.stop
    }

    /// The month before the stop: the last one in which you work, or month 0.
    #[must_use]
    pub const fn before(&self) -> Month {
        Month::new(self.stop.get().saturating_sub(1))
    }

    /// The months from the one before the stop to the horizon.
    pub fn months(&self) -> impl DoubleEndedIterator<Item = Month> + use<> {
        (self.before().get()..=self.ensemble.months().get()).map(Month::new)
    }

    /// How many of your legs are self-sufficient at the end of a month, on average: somebody in the leg sponsored in that
    /// month or in the two before. Who has left has none. `None` before the month before the stop and beyond the horizon.
    #[must_use]
    pub fn self_sufficient_legs(&self, month: Month) -> Option<Estimate> {
        self.record.months.get(self.place(month)?).and_then(|month| month.legs.estimate())
    }

    /// Of all trials, how many have a self-sufficient leg at the end of a month. `None` as for the legs.
    #[must_use]
    pub fn with_a_self_sufficient_leg(&self, month: Month) -> Option<u64> {
        self.record.months.get(self.place(month)?).map(|month| month.with_some[0])
    }

    /// Of all trials, how many have one, had you been free to quit: read at the month in which the hazard would have taken you.
    /// The same where you may quit anyway.
    #[must_use]
    pub fn with_a_leg_if_free_to_quit(&self, month: Month) -> Option<u64> {
        self.record.months.get(self.place(month)?).map(|month| month.with_some[1])
    }

    /// When the middle person's commission has halved: the first month from the stop on in which it is at most half of
    /// what it was in the month before the stop.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // cents of a month
    pub fn half_life(&self) -> HalfLife {
        let middle = |month| self.commission(month).percentile(50).unwrap_or(0) as f64;
        HalfLife::of(self.before(), self.months().map(middle))
    }

    /// When the average commission has halved.
    #[must_use]
    pub fn half_life_of_the_mean(&self) -> HalfLife {
        HalfLife::of(self.before(), self.months().map(|month| self.commission(month).mean().unwrap_or(0.0)))
    }

    /// What careers were paid later, by how many of their legs were self-sufficient at the stop.
    #[must_use]
    pub fn by_legs(&self) -> Vec<PayByLegs<'a>> {
        let trials = self.ensemble.trials();
        let count = |group: &Vec<Counted>| group.first().map_or(0, Counted::trials);
        let counts: Vec<u64> = self.record.groups.iter().map(count).collect();
        let people = split_100(&counts).into_iter().zip(counts);
        let people = people.map(|(of_100, count)| People { of_100, count, trials });
        let groups = LegsAtStop::ALL.into_iter().zip(people).zip(&self.record.groups);
        groups.map(|((legs, people), pay)| PayByLegs { legs, people, pay }).collect()
    }

    fn commission(&self, month: Month) -> &'a Distribution {
        self.ensemble.distribution(month, Metric::Commission)
    }

    fn place(&self, month: Month) -> Option<usize> {
        month.index().checked_sub(self.before().index())
    }
}

impl PayByLegs<'_> {
    /// What these careers were paid, in cents, over all of them.
    ///
    /// # Panics
    /// Never: each pay is counted of each group.
    #[must_use]
    pub fn paid(&self, pay: StopPay) -> &Distribution {
        &self.pay[pay as usize].0
    }
}
