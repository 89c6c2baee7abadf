//! The models that are checked, and teams drawn from them.

use super::CheckError;
use super::measure::Sample;
use crate::growth::lifelines::{Growth, Sponsors};
use crate::growth::month_by_month;
use crate::growth::parameters::{
    Attrition, AttritionStep, Distribution, GrowthParameters, OffspringLaw, ParameterError, Staying, You,
};
use crate::rng::MemberKey;
use crate::team::Team;
use crate::units::{Month, Probability};

/// You stay and sponsor by the members' law.
pub(super) const STAYS: You = You { stated_mean: None, staying: Staying::Stays, stop_working: None, quits_in: None };
/// You are a typical newcomer, who may quit.
pub(super) const TYPICAL: You =
    You { stated_mean: None, staying: Staying::MayQuit, stop_working: None, quits_in: None };

/// The month looked at.
pub(super) const MONTH_12: Month = Month::new(12);

/// Quitting in these steps of a monthly probability and a number of months, none for the last.
fn attrition(steps: &[(f64, Option<u16>)]) -> Result<Attrition, ParameterError> {
    // The rates are written below, all of them probabilities.
    let rate = |rate| Probability::new(rate).unwrap_or(Probability::ONE);
    Attrition::new(steps.iter().map(|&(each, months)| AttritionStep { rate: rate(each), months }).collect())
}

/// One in ten quits every month.
pub(super) fn one_in_ten() -> Result<Attrition, ParameterError> {
    attrition(&[(0.1, None)])
}

/// Everyone quits after one month.
pub(super) fn one_month_each() -> Result<Attrition, ParameterError> {
    attrition(&[(1.0, None)])
}

/// Newcomers quit most: the hazards by tenure of the `typical` preset.
pub(super) fn by_tenure() -> Result<Attrition, ParameterError> {
    attrition(&[(0.135, Some(3)), (0.0725, Some(9)), (0.054, Some(12)), (0.04, None)])
}

/// Poisson sponsoring of people who are all alike.
pub(super) fn alike(mean: f64) -> Result<OffspringLaw, ParameterError> {
    OffspringLaw::new(Distribution::Poisson, mean, None)
}

/// Poisson sponsoring of people who differ: the sponsoring of the `typical` preset.
pub(super) fn uneven() -> Result<OffspringLaw, ParameterError> {
    OffspringLaw::new(Distribution::Poisson, 0.07, Some(0.18))
}

/// Draws `trials` teams the fast way and shows each to `look`.
pub(super) fn draw(
    model: &GrowthParameters,
    trials: u64,
    seed: u64,
    mut look: impl FnMut(&Team),
) -> Result<(), CheckError> {
    let growth = Growth::new(model);
    let (mut team, mut sponsors) = (Team::new(), Sponsors::default());
    for trial in 1..=trials {
        growth.grow(MemberKey::you(seed, trial), &mut team, &mut sponsors)?;
        look(&team);
    }
    Ok(())
}

/// Draws `trials` teams the readable way and shows each to `look`.
pub(super) fn draw_month_by_month(model: &GrowthParameters, trials: u64, seed: u64, mut look: impl FnMut(&Team)) {
    let mut team = Team::new();
    for trial in 1..=trials {
        month_by_month::grow(model, MemberKey::you(seed, trial), &mut team);
        look(&team);
    }
}

/// The head-counts of month 12.
pub(super) fn month_12(model: &GrowthParameters, trials: u64, seed: u64) -> Result<Sample, CheckError> {
    let mut sample = Sample::default();
    draw(model, trials, seed, |team| sample.add(active(team, MONTH_12)))?;
    Ok(sample)
}

/// The team at the end of a month.
pub(super) fn active(team: &Team, month: Month) -> usize {
    team.members().iter().filter(|member| member.is_active(month)).count()
}
