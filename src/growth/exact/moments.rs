//! Mean and variance of the head-count, month by month, by recursion on the months left.

use super::generating_function::last_working_month;
use super::recruits::Recruits;
use crate::growth::parameters::GrowthParameters;
use crate::units::Month;

/// Mean and variance of a number of people.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Moments {
    pub(super) mean: f64,
    pub(super) variance: f64,
}

/// The exact moments of `team` for months 0 to `month`.
///
/// Given the quitting month, a member's recruits of different months are independent but for the propensity, which adds
/// its variance times the square of the recruits' total mean; the quitting month is then averaged out.
pub(super) fn team_moments(parameters: &GrowthParameters, month: Month) -> Vec<Moments> {
    let months = month.index();
    let survival = parameters.attrition().survival(month);
    let members = Recruits::new(parameters.members());
    let member_mean = parameters.members().mean();
    let mut joiners: Vec<Moments> = Vec::with_capacity(months + 1);
    for left in 0..=months {
        let moments = head_moments(members, member_mean, &survival, &joiners, left, left);
        joiners.push(moments);
    }
    let you = Recruits::new(parameters.your_law());
    let your_mean = parameters.your_law().mean();
    let your_survival = parameters.your_survival(month);
    let working = last_working_month(parameters, months);
    (0..=months)
        .map(|reached| head_moments(you, your_mean, &your_survival, &joiners, reached, working.min(reached)))
        .collect()
}

fn head_moments(
    law: Recruits,
    law_mean: f64,
    survival: &[f64],
    recruits: &[Moments],
    months: usize,
    working: usize,
) -> Moments {
    let (spread_of_month, spread_of_mean) = law.variances();
    let (mut total_mean, mut mean_below, mut variance_below) = (0.0, 0.0, 0.0);
    let (mut mean, mut square) = (0.0, 0.0);
    for tenure in 1..=months {
        if tenure <= working {
            let recruit = recruits[months - tenure];
            total_mean += recruit.mean;
            mean_below = law_mean * total_mean;
            variance_below += law_mean * recruit.variance + spread_of_month * recruit.mean * recruit.mean;
        }
        let quits = survival[tenure - 1] - survival[tenure];
        let variance = variance_below + spread_of_mean * total_mean * total_mean;
        mean += quits * mean_below;
        square += quits * (variance + mean_below * mean_below);
    }
    let stays = survival[months];
    let active = 1.0 + mean_below;
    let variance = variance_below + spread_of_mean * total_mean * total_mean;
    mean += stays * active;
    square += stays * (variance + active * active);
    // A difference of squares: rounding must not make a certain head-count vary.
    Moments { mean, variance: (square - mean * mean).max(0.0) }
}
