//! A whole organisation, paid for the months that are looked at.

use std::ops::RangeInclusive;

use super::{LivesNetwork, Settlement};
use crate::commission::{Placing, Plan};
use crate::growth::organisation::Organisation;
use crate::units::Month;

/// The months whose purchases a plan must know to pay an organisation: those that are looked at, and all before them where
/// the plan remembers ranks or places members by volume.
#[must_use]
pub fn months_needed(organisation: &Organisation, plan: &Plan) -> RangeInclusive<Month> {
    let whole_life = plan.looks_back() || plan.needs().placing.contains(&Placing::WeakerLeg);
    let first = if whole_life { Month::new(1) } else { organisation.first_looked_at() };
    first..=organisation.age()
}

/// Settles the months of an organisation that are looked at, one after the other: `pay` is called for each of them, to
/// settle it into what it likes. `network` is the organisation with its purchases of [`months_needed`].
///
/// Volume that the plan carries from month to month starts empty; titles and months in a row are those of the
/// organisation's whole life.
pub fn settle_organisation(
    organisation: &Organisation,
    network: &LivesNetwork<'_>,
    plan: &Plan,
    mut pay: impl FnMut(&mut Settlement<'_>, Month),
) {
    let mut settlement = Settlement::new(plan);
    settlement.begin(network);
    let first = organisation.first_looked_at();
    if plan.looks_back() {
        (1..first.get()).for_each(|month| settlement.decide(network, Month::new(month)));
    }
    (first.get()..=organisation.age().get()).for_each(|month| pay(&mut settlement, Month::new(month)));
}
