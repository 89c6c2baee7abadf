//! What all months of a career come to together, as it stands in the table, in JSON and in the text: how deep the money line
//! goes, from when on it stays ahead, and what an hour of work leaves.

use crate::results::{Distribution, Ensemble, People, Unit};
use crate::scenario::OwnOrdersAre;
use crate::units::Money;

/// One of them, over all trials that have it.
#[derive(Clone, Debug)]
pub(super) struct Milestone {
    /// The name in tables and JSON.
    pub(super) name: &'static str,
    /// What own orders count as, where that matters.
    pub(super) own_orders: Option<OwnOrdersAre>,
    pub(super) measure: Measure,
    /// Who has it.
    pub(super) people: People,
    /// What they have; nothing where the milestone is to have it at all.
    pub(super) values: Option<Distribution>,
    /// The mean in the integer unit.
    pub(super) mean: Option<f64>,
}

/// What is measured of a milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// The number of a month.
    Month,
    /// A quantity.
    Of(Unit),
}

/// All milestones that a run has, in the order of the table.
pub(super) fn all(ensemble: &Ensemble) -> Vec<Milestone> {
    let readings = [OwnOrdersAre::Cost, OwnOrdersAre::BoughtAnyway];
    let mut all: Vec<Milestone> =
        [deepest(ensemble), ahead_to_stay(ensemble), hours(ensemble)].into_iter().flatten().collect();
    all.extend(readings.into_iter().filter_map(|reading| net_an_hour(ensemble, reading)));
    all.extend(wages(ensemble));
    all.extend(readings.into_iter().filter_map(|reading| above_the_wage(ensemble, reading)));
    all
}

/// The deepest point of the money line.
pub(super) fn deepest(ensemble: &Ensemble) -> Option<Milestone> {
    let values = ensemble.deepest_net_total()?.clone();
    Some(Milestone::of("lowest_net_total", Some(OwnOrdersAre::Cost), Measure::Of(Unit::Money), values, ensemble))
}

/// The month from whose end on you stay ahead.
pub(super) fn ahead_to_stay(ensemble: &Ensemble) -> Option<Milestone> {
    let values = ensemble.ahead_to_stay()?.clone();
    Some(Milestone::of("ahead_to_stay", Some(OwnOrdersAre::Cost), Measure::Month, values, ensemble))
}

/// The hours of all months.
pub(super) fn hours(ensemble: &Ensemble) -> Option<Milestone> {
    Some(Milestone::of("hours_total", None, Measure::Of(Unit::Hours), ensemble.hours_total()?, ensemble))
}

/// What an hour leaves; the mean is that of all hours together.
pub(super) fn net_an_hour(ensemble: &Ensemble, own_orders: OwnOrdersAre) -> Option<Milestone> {
    let values = ensemble.net_an_hour(own_orders)?.clone();
    let hour = Milestone::of("net_an_hour", Some(own_orders), Measure::Of(Unit::Money), values, ensemble);
    Some(Milestone { mean: ensemble.net_of_all_hours(own_orders), ..hour })
}

/// What the wage pays for the same hours.
pub(super) fn wages(ensemble: &Ensemble) -> Option<Milestone> {
    let (wage, hours) = (ensemble.scenario().hourly_wage()?, ensemble.hours_total()?);
    let wages = hours.map(|seconds| of_hours(wage, seconds));
    Some(Milestone::of("wages_of_the_same_hours", None, Measure::Of(Unit::Money), wages, ensemble))
}

/// The wage of so many seconds, halves of a cent up.
fn of_hours(wage: Money, seconds: i64) -> i64 {
    let hour = i128::from(Unit::Hours.scale());
    let wages = (i128::from(wage.cents()) * i128::from(seconds) * 2 + hour) / (2 * hour);
    i64::try_from(wages).unwrap_or(i64::MAX)
}

/// Who has more than the wage of the same hours.
pub(super) fn above_the_wage(ensemble: &Ensemble, own_orders: OwnOrdersAre) -> Option<Milestone> {
    let people = People::of(ensemble.above_the_wage(own_orders)?, ensemble.trials());
    let (own_orders, measure) = (Some(own_orders), Measure::Of(Unit::Money));
    Some(Milestone { name: "more_than_the_wages", own_orders, measure, people, values: None, mean: None })
}

impl Milestone {
    /// What those have who have it.
    fn of(
        name: &'static str,
        own_orders: Option<OwnOrdersAre>,
        measure: Measure,
        values: Distribution,
        ensemble: &Ensemble,
    ) -> Self {
        let (people, mean) = (People::of(values.trials(), ensemble.trials()), values.mean());
        Self { name, own_orders, measure, people, values: Some(values), mean }
    }

    /// The unit of its values in tables.
    pub(super) fn unit(&self, currency: &str) -> String {
        match self.measure {
            Measure::Month => "month".to_owned(),
            Measure::Of(unit) => super::fields::unit_name(unit, currency),
        }
    }

    /// The lowest, the 10th percentile, the middle and the 90th percentile.
    pub(super) fn percentiles(&self) -> [Option<i64>; 4] {
        let Some(values) = &self.values else { return [None; 4] };
        [values.at_rank(1), values.percentile(10), values.percentile(50), values.percentile(90)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wages_are_paid_to_the_cent() {
        // A third of an hour at 10.01 is 3.3366..., half an hour at 0.01 is half a cent.
        assert_eq!(of_hours(Money::from_cents(10_01), 1_200), 334);
        assert_eq!([1_799, 1_800].map(|seconds| of_hours(Money::from_cents(1), seconds)), [0, 1]);
    }
}
