//! Slow samplers of models that are *not* ours but near it: the same month in other orders, and people who draw a new
//! propensity every month. They stand beside the engine as negative controls.

use downline::growth::parameters::Attrition;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};
use rand_distr::{Distribution, Gamma, Poisson};

/// The order of events inside a month.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Order {
    /// Everyone sponsors, then those who were there at the start may quit: ours.
    SponsorThenQuit,
    /// Everyone may quit, then those who are left sponsor.
    QuitThenSponsor,
    /// Everyone sponsors, then everyone may quit, newcomers too.
    SponsorThenAllQuit,
}

/// A model with an order of its own; with a shape, every member draws a new propensity every month.
pub(crate) struct OtherModel<'a> {
    pub(crate) order: Order,
    pub(crate) mean: f64,
    pub(crate) shape_each_month: Option<f64>,
    pub(crate) your_mean: f64,
    pub(crate) your_shape_each_month: Option<f64>,
    pub(crate) attrition: &'a Attrition,
}

impl OtherModel<'_> {
    /// The active members below a you who stays, after so many months, in so many trials.
    pub(crate) fn downlines(&self, months: u16, trials: u64, seed: u64) -> Vec<usize> {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
        (0..trials).map(|_| self.downline(months, &mut random)).collect()
    }

    fn downline(&self, months: u16, random: &mut Xoshiro256PlusPlus) -> usize {
        // The joining months of the active members.
        let mut active: Vec<u16> = Vec::new();
        for month in 1..=months {
            if let Order::QuitThenSponsor = self.order {
                self.quit(&mut active, month, random);
            }
            let mut newcomers = recruits(self.your_mean, self.your_shape_each_month, random);
            for _ in 0..active.len() {
                newcomers += recruits(self.mean, self.shape_each_month, random);
            }
            match self.order {
                Order::SponsorThenQuit => self.quit(&mut active, month, random),
                Order::QuitThenSponsor => {}
                Order::SponsorThenAllQuit => {
                    self.quit(&mut active, month, random);
                    let hazard = self.attrition.hazard(1).get();
                    newcomers = (0..newcomers).filter(|_| random.random::<f64>() >= hazard).count();
                }
            }
            active.extend(std::iter::repeat_n(month, newcomers));
        }
        active.len()
    }

    fn quit(&self, active: &mut Vec<u16>, month: u16, random: &mut Xoshiro256PlusPlus) {
        active.retain(|joined| random.random::<f64>() >= self.attrition.hazard(month - joined).get());
    }
}

/// The customers of a member of this tenure who draws a new rate every month: the mean of people who stay different, and
/// another law.
pub(crate) fn customers_of_changing_people(
    (gained, shape): (f64, f64),
    leaving: &Attrition,
    tenure: u16,
    trials: u64,
    seed: u64,
) -> Vec<usize> {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let member = |_| {
        let mut customers: Vec<u16> = Vec::new();
        for month in 1..=tenure {
            customers.retain(|came| random.random::<f64>() >= leaving.hazard(month - came).get());
            let newcomers = recruits(gained, Some(shape), &mut random);
            customers.extend(std::iter::repeat_n(month, newcomers));
        }
        customers.len()
    };
    (0..trials).map(member).collect()
}

fn recruits(mean: f64, shape: Option<f64>, random: &mut Xoshiro256PlusPlus) -> usize {
    let mean = shape.map_or(mean, |shape| Gamma::new(shape, mean / shape).unwrap().sample(random));
    // A propensity this small brings in nobody.
    Poisson::new(mean).map_or(0.0, |poisson: Poisson<f64>| poisson.sample(random)) as usize
}
