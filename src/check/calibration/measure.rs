//! [`Measured`]: what the targets look at.

use super::{CalibrationError, LIFETIME, ORGANISATIONS};
use crate::growth::organisation::Organisation;
use crate::results::{Ensemble, Everyone, NoEveryone};
use crate::scenario::{OwnOrdersAre, Scenario, ScenarioErrors};
use crate::simulate::{Settings, everyone, simulate};
use crate::units::Month;

/// The month-ends at which it is counted who is still there; the last one is that of a lifetime.
const LOOKED_AT: [u16; 4] = [3, 12, 60, LIFETIME];

/// The months of a year.
const YEAR: u16 = 12;

/// Careers up to these months, and everyone of several organisations.
pub(super) struct Measured {
    careers: Vec<Ensemble>,
    organisations: Vec<Everyone>,
    /// Of each organisation: members of a year before its end, and how many of them have left since.
    year: Vec<[u64; 2]>,
    pub(super) is_in_dollars: bool,
}

impl Measured {
    /// Of the scenario over so many months.
    pub(super) fn of(
        scenario: &dyn Fn(u16) -> Result<Scenario, ScenarioErrors>,
        trials: u64,
        seed: u64,
    ) -> Result<Self, CalibrationError> {
        let settings = Settings::with_trials(trials).with_seed(seed);
        let lifetime = scenario(LIFETIME)?;
        let (mut organisations, mut year, mut careers) = (Vec::new(), Vec::new(), Vec::new());
        for seed in (0..ORGANISATIONS).map(|number| seed.wrapping_add(number)) {
            organisations.push(everyone(&lifetime, &settings.clone().with_seed(seed))?);
            year.push(leaving_in_a_year(&lifetime, seed)?);
        }
        // The first months of a lifetime are those of a shorter run: the same people.
        for months in LOOKED_AT {
            careers.push(simulate(&scenario(months)?, &settings)?);
        }
        Ok(Self { careers, organisations, year, is_in_dollars: lifetime.currency() == "USD" })
    }

    /// The mean of a figure over the organisations; `None` where one of them has none.
    pub(super) fn of_everyone(&self, figure: impl Fn(&Everyone) -> Option<f64>) -> Option<f64> {
        mean(self.organisations.iter().map(figure))
    }

    /// Of 100 members of a year before, how many have left.
    pub(super) fn leavers_of_100(&self) -> Option<f64> {
        mean(self.year.iter().map(|&[members, left]| of_100(left, members)))
    }

    /// Of 100 newcomers, how many are still there at one of the ends of [`LOOKED_AT`].
    pub(super) fn still_there_of_100(&self, month: u16) -> Option<f64> {
        let careers = self.careers.iter().find(|careers| careers.months().get() == month)?;
        of_100(careers.trials() - careers.left_by_the_horizon(), careers.trials())
    }

    /// Of 100 newcomers, how many are ahead after a lifetime.
    pub(super) fn ahead_of_100(&self, own_orders: OwnOrdersAre) -> Option<f64> {
        let ahead = self.careers.last()?.outcomes_read(own_orders).came_out_ahead;
        of_100(ahead.count, ahead.trials)
    }
}

fn leaving_in_a_year(scenario: &Scenario, seed: u64) -> Result<[u64; 2], CalibrationError> {
    let organisation = Organisation::grow(scenario.growth(), scenario.organisation(), seed)
        .map_err(|_| CalibrationError::NoEveryone(NoEveryone::TooLarge))?;
    let before = Month::new(organisation.age().get().saturating_sub(YEAR));
    let members = || organisation.team().members().iter().skip(1).filter(|member| member.is_active(before));
    let left = members().filter(|member| !member.is_active(organisation.age()));
    Ok([members().count() as u64, left.count() as u64])
}

/// The mean; `None` of nothing, or where one is missing.
#[allow(clippy::cast_precision_loss)] // a handful of organisations
fn mean(figures: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let all: Vec<f64> = figures.collect::<Option<_>>()?;
    (!all.is_empty()).then(|| all.iter().sum::<f64>() / all.len() as f64)
}

#[allow(clippy::cast_precision_loss)] // a statistic
pub(super) fn of_100(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| 100.0 * part as f64 / whole as f64)
}
