//! Expected joiners by level and month: who is expected where in the tree, and for how long.

use super::expectations::{convolve, zero_if_none};
use super::generating_function::last_working_month;
use crate::growth::parameters::GrowthParameters;
use crate::units::Month;

/// How long you are taken to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YourLife {
    /// As long as you may stay: joiners of all lives together.
    AsItIs,
    /// In every month: the joiners of a month, given that you are still active at its end or later.
    AsIfYouStayed,
}

/// Expected joiners below you, by level and by month from 0 to the horizon. Infinite where they outgrow a floating-point
/// number.
///
/// With `r0` your mean, `r` the members' and `S` the survival curves, level 1 has `J_1(t) = r0 S_you(t-1)` joiners in month
/// `t` (none from a stop-working month on), and level `d` has `J_d(t) = r sum_{j<t} J_{d-1}(j) S(t-1-j)`: whoever joined in
/// month `j` sponsors in month `t` when it is still there at the month's start. A joiner of month `j` is active at the end
/// of month `t` with probability `S(t-j)`. Your own stay says nothing of the others', so given that you are there at the end
/// of month `t`, the joiners up to then are those of a you who stays.
#[derive(Clone, Debug)]
pub struct ExpectedJoiners {
    /// By level from 1, then by month from 0.
    by_level: Vec<Vec<f64>>,
    /// On all levels together, by month from 0.
    everybody: Vec<f64>,
    survival: Vec<f64>,
}

impl ExpectedJoiners {
    /// The joiners on levels 1 to `deepest`, and those on all levels together.
    #[must_use]
    pub fn new(parameters: &GrowthParameters, life: YourLife, deepest: u16) -> Self {
        let horizon = parameters.months();
        let survival = parameters.attrition().survival(horizon);
        let mean = parameters.members().mean();
        let brought_in =
            |above: &[f64], month: usize| zero_if_none(mean, || mean * convolve(&survival, above, month, month));
        let first = first_level(parameters, life);
        let mut everybody = Vec::with_capacity(first.len());
        for (month, yours) in first.iter().enumerate() {
            everybody.push(yours + brought_in(&everybody, month));
        }
        let mut by_level = Vec::with_capacity(usize::from(deepest));
        let mut level = first;
        for _ in 0..deepest {
            let below = (0..level.len()).map(|month| brought_in(&level, month)).collect();
            by_level.push(std::mem::replace(&mut level, below));
        }
        Self { by_level, everybody, survival }
    }

    /// Joiners of a level, by month from 0; level 1 stands directly below you. Nobody beyond the deepest level asked for.
    #[must_use]
    pub fn on_level(&self, level: u16) -> &[f64] {
        let index = usize::from(level).checked_sub(1);
        index.and_then(|index| self.by_level.get(index)).map_or(&[], Vec::as_slice)
    }

    /// Joiners on all levels together, by month from 0.
    #[must_use]
    pub fn everybody(&self) -> &[f64] {
        &self.everybody
    }

    /// The expected number of these joiners who are active at a month's end, by tenure from 0.
    pub fn active<'a>(&'a self, joiners: &'a [f64], month: Month) -> impl Iterator<Item = f64> + 'a {
        let joined = joiners.iter().take(month.index() + 1).rev();
        // 0 of an infinite number of people are still there after a certain end.
        joined.zip(&self.survival).map(|(joined, alive)| if *alive == 0.0 { 0.0 } else { joined * alive })
    }
}

/// Those whom you bring in yourself, by month from 0.
fn first_level(parameters: &GrowthParameters, life: YourLife) -> Vec<f64> {
    let horizon = parameters.months();
    let alive = match life {
        YourLife::AsItIs => parameters.your_survival(horizon),
        YourLife::AsIfYouStayed => vec![1.0; horizon.index() + 1],
    };
    let working = last_working_month(parameters, horizon.index());
    let yours = |month: usize| {
        if (1..=working).contains(&month) { parameters.your_law().mean() * alive[month - 1] } else { 0.0 }
    };
    (0..=horizon.index()).map(yours).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::growth::exact::{active_by_level, expectations};
    use crate::growth::parameters::{Attrition, AttritionStep, Distribution, OffspringLaw, Staying, You};
    use crate::units::Probability;

    fn parameters(you: You) -> GrowthParameters {
        let step = |rate, months| AttritionStep { rate: Probability::new(rate).unwrap(), months };
        let steps = vec![step(0.135, Some(3)), step(0.0725, Some(9)), step(0.054, Some(12)), step(0.04, None)];
        let law = OffspringLaw::new(Distribution::Poisson, 0.07, Some(0.18)).unwrap();
        GrowthParameters::new(24, law, Attrition::new(steps).unwrap(), you).unwrap()
    }

    /// Forward from you, level by level, gives the same people as backward from the month looked at.
    #[test]
    fn joiners_who_are_still_there_are_the_active_members_of_their_level() {
        let quits_in = Some(Month::new(5));
        let yours = [
            You { stated_mean: Some(0.5), staying: Staying::Stays, ..You::default() },
            You { stated_mean: Some(0.5), stop_working: Some(Month::new(7)), ..You::default() },
            You { staying: Staying::Stays, quits_in, ..You::default() },
        ];
        for you in yours {
            let parameters = parameters(you);
            let joiners = ExpectedJoiners::new(&parameters, YourLife::AsItIs, 6);
            let (levels, people) = (active_by_level(&parameters, 6), expectations(&parameters));
            let mut ever = 0.0;
            for month in parameters.months().through() {
                for level in 1..=6 {
                    let active: f64 = joiners.active(joiners.on_level(level), month).sum();
                    let expected = levels[month.index()][usize::from(level)];
                    assert!((active - expected).abs() < 1e-12, "{you:?}, month {month}, level {level}");
                }
                let active: f64 = joiners.active(joiners.everybody(), month).sum();
                assert!((active - people[month.index()].downline()).abs() < 1e-12, "{you:?}, month {month}");
                ever += joiners.everybody()[month.index()];
                assert!((ever - people[month.index()].ever_joined).abs() < 1e-12, "{you:?}, month {month}");
            }
            assert!(joiners.on_level(0).is_empty() && joiners.on_level(7).is_empty());
        }
    }

    #[test]
    fn as_if_you_stayed_only_your_own_life_is_another() {
        let (may_quit, stays) =
            (parameters(You::default()), parameters(You { staying: Staying::Stays, ..You::default() }));
        let given = ExpectedJoiners::new(&may_quit, YourLife::AsIfYouStayed, 3);
        let staying = ExpectedJoiners::new(&stays, YourLife::AsItIs, 3);
        assert_eq!(given.on_level(3), staying.on_level(3));
        assert_eq!(given.everybody(), staying.everybody());
        // The control: in your own life you bring somebody in as long as you are there.
        let living = ExpectedJoiners::new(&may_quit, YourLife::AsItIs, 3);
        let there = may_quit.your_survival(Month::new(12))[11];
        assert!((living.on_level(1)[12] - given.on_level(1)[12] * there).abs() < 1e-15 && there < 0.4);
    }
}
