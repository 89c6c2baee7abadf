//! The models under test, and teams drawn from them.

use downline::growth::lifelines::{Growth, Sponsors};
use downline::growth::month_by_month;
use downline::growth::parameters::{
    Attrition, AttritionStep, Distribution, GrowthParameters, OffspringLaw, Staying, You,
};
use downline::rng::MemberKey;
use downline::team::Team;
use downline::units::{Month, Probability};

use crate::statistics::Sample;

pub(crate) const MONTHS: u32 = 24;

/// The hazards by tenure of the published-data preset.
pub(crate) fn tenured() -> Attrition {
    steps(&[(0.135, Some(3)), (0.0725, Some(9)), (0.054, Some(12)), (0.04, None)])
}

pub(crate) fn steps(steps: &[(f64, Option<u16>)]) -> Attrition {
    let step = |&(rate, months): &(f64, Option<u16>)| AttritionStep { rate: Probability::new(rate).unwrap(), months };
    Attrition::new(steps.iter().map(step).collect()).unwrap()
}

pub(crate) fn constant(rate: f64) -> Attrition {
    Attrition::constant(Probability::new(rate).unwrap())
}

pub(crate) fn law(distribution: Distribution, mean: f64) -> OffspringLaw {
    OffspringLaw::new(distribution, mean, None).unwrap()
}

pub(crate) fn poisson(mean: f64) -> OffspringLaw {
    law(Distribution::Poisson, mean)
}

/// The published-data preset's sponsoring: few bring in many.
pub(crate) fn uneven() -> OffspringLaw {
    OffspringLaw::new(Distribution::Poisson, 0.07, Some(0.18)).unwrap()
}

/// You stay and sponsor by the members' law.
pub(crate) const STAYS: You = You { stated_mean: None, staying: Staying::Stays, stop_working: None, quits_in: None };
/// You are a typical newcomer.
pub(crate) const TYPICAL: You =
    You { stated_mean: None, staying: Staying::MayQuit, stop_working: None, quits_in: None };

/// You stay and sponsor at a stated rate.
pub(crate) fn stated(mean: f64) -> You {
    You { stated_mean: Some(mean), ..STAYS }
}

pub(crate) fn model(law: OffspringLaw, attrition: Attrition, you: You) -> GrowthParameters {
    model_of(MONTHS, law, attrition, you)
}

pub(crate) fn model_of(months: u32, law: OffspringLaw, attrition: Attrition, you: You) -> GrowthParameters {
    GrowthParameters::new(months, law, attrition, you).unwrap()
}

/// The two ways to draw a team.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Way {
    Lifelines,
    MonthByMonth,
}

/// Draws teams of a model and shows each to `look`.
pub(crate) fn draw(model: &GrowthParameters, way: Way, trials: u64, seed: u64, mut look: impl FnMut(&Team)) {
    let growth = Growth::new(model);
    let (mut team, mut sponsors) = (Team::new(), Sponsors::default());
    for trial in 1..=trials {
        let you = MemberKey::you(seed, trial);
        match way {
            Way::Lifelines => {
                growth.grow(you, &mut team, &mut sponsors).unwrap();
            }
            Way::MonthByMonth => month_by_month::grow(model, you, &mut team),
        }
        look(&team);
    }
}

/// The team at the end of a month.
pub(crate) fn head_count(team: &Team, month: Month) -> usize {
    team.members().iter().filter(|member| member.is_active(month)).count()
}

/// Teams drawn, and their head-counts sampled at some months.
pub(crate) fn head_counts<const N: usize>(
    model: &GrowthParameters,
    way: Way,
    months: [u16; N],
    trials: u64,
    seed: u64,
) -> [Sample; N] {
    let mut samples = [const { Vec::new() }; N];
    draw(model, way, trials, seed, |team| {
        for (sample, month) in samples.iter_mut().zip(months) {
            sample.push(head_count(team, Month::new(month)));
        }
    });
    samples.map(Sample::from_iter)
}
