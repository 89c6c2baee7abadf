//! The exact engine held to a slow one that knows no generating function: month by month, by convolution, with the
//! propensity's posterior counted along; and the corners where nothing or everything happens.

use proptest::prelude::*;

use super::*;
use crate::growth::parameters::{Attrition, AttritionStep, Distribution, GrowthParameters, OffspringLaw, Staying, You};
use crate::units::{Month, Probability};

/// Head-counts 0 to 39 are followed; what goes beyond is dropped, which leaves the smaller ones exact.
const CELLS: usize = 40;
/// Monthly recruits 0 to 39 are followed: with means up to 1 the rest is below 1e-40, with a gamma shape of 0.5 or more
/// below 1e-13.
const RECRUITS: usize = 40;

type Law = Vec<f64>;

fn convolve(left: &[f64], right: &[f64]) -> Law {
    let mut sum = vec![0.0; CELLS];
    for (a, p) in left.iter().enumerate().filter(|(_, p)| **p != 0.0) {
        for (b, q) in right.iter().enumerate().take(CELLS - a) {
            sum[a + b] += p * q;
        }
    }
    sum
}

/// The law of one month's recruits of a member who has brought in `before` people in `tenure` earlier months.
fn recruits(law: OffspringLaw, tenure: usize, before: usize) -> Vec<f64> {
    let mut chances = vec![0.0; RECRUITS];
    match (law.distribution(), law.propensity_shape()) {
        (Distribution::Fixed, _) => chances[law.mean() as usize] = 1.0,
        (Distribution::Bernoulli, _) => (chances[0], chances[1]) = (1.0 - law.mean(), law.mean()),
        (Distribution::Poisson, None) => {
            chances[0] = (-law.mean()).exp();
            for n in 1..RECRUITS {
                chances[n] = chances[n - 1] * law.mean() / n as f64;
            }
        }
        (Distribution::Poisson, Some(shape)) => {
            // Gamma-Poisson conjugacy: after c recruits in a months, the rate is gamma(k + c) with rate k/r + a.
            let (shape, rate) = (shape + before as f64, shape / law.mean() + tenure as f64);
            chances[0] = (rate / (rate + 1.0)).powf(shape);
            for n in 1..RECRUITS {
                chances[n] = chances[n - 1] * (shape + n as f64 - 1.0) / n as f64 / (rate + 1.0);
            }
        }
    }
    chances
}

/// Who is followed: a joiner, or you.
#[derive(Clone, Copy)]
struct Person {
    law: OffspringLaw,
    stays: bool,
    stop: usize,
}

/// The law of a person's active self and descendants after `left` more months, at this tenure and with so many recruits.
fn slow(parameters: &GrowthParameters, person: Person, left: usize, tenure: usize, before: usize) -> Law {
    let mut alone = vec![0.0; CELLS];
    alone[1] = 1.0;
    if left == 0 {
        return alone;
    }
    let joiner = Person { law: parameters.members(), stays: false, stop: usize::MAX };
    let recruit = slow(parameters, joiner, left - 1, 0, 0);
    let hazard = if person.stays { 0.0 } else { parameters.attrition().hazard(tenure as u16 + 1).get() };
    let works = tenure + 1 < person.stop;
    let chances = if works { recruits(person.law, tenure, before) } else { vec![1.0] };
    let mut sum = vec![0.0; CELLS];
    let mut brought = vec![0.0; CELLS];
    brought[0] = 1.0;
    let remembers = person.law.propensity_shape().is_some();
    let mut unchanged = None;
    for (n, chance) in chances.into_iter().enumerate() {
        if chance > 1e-18 {
            let staying = || slow(parameters, person, left - 1, tenure + 1, before + n);
            let later = if remembers { staying() } else { unchanged.get_or_insert_with(staying).clone() };
            let mut own: Law = later.iter().map(|p| p * (1.0 - hazard)).collect();
            own[0] += hazard;
            for (cell, p) in sum.iter_mut().zip(convolve(&brought, &own)) {
                *cell += chance * p;
            }
        }
        brought = convolve(&brought, &recruit);
    }
    sum
}

fn offspring() -> impl Strategy<Value = OffspringLaw> {
    prop_oneof![
        (0u8..=2).prop_map(|number| OffspringLaw::new(Distribution::Fixed, f64::from(number), None)),
        (0.0..=1.0).prop_map(|mean| OffspringLaw::new(Distribution::Bernoulli, mean, None)),
        (0.0..=1.0).prop_map(|mean| OffspringLaw::new(Distribution::Poisson, mean, None)),
        (0.01..=0.5, 0.5..=20.0).prop_map(|(mean, shape)| OffspringLaw::new(Distribution::Poisson, mean, Some(shape))),
    ]
    .prop_map(Result::unwrap)
}

fn attrition() -> impl Strategy<Value = Attrition> {
    let rate = || prop_oneof![3 => 0.0..=1.0, 1 => Just(0.0), 1 => Just(1.0)];
    (rate(), 1u16..=2, rate()).prop_map(|(first, months, rest)| {
        let step = |rate, months| AttritionStep { rate: Probability::new(rate).unwrap(), months };
        Attrition::new(vec![step(first, Some(months)), step(rest, None)]).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_law_of_a_few_months_equals_the_slow_convolution(
        law in offspring(),
        attrition in attrition(),
        stays in any::<bool>(),
        stated in prop_oneof![Just(None), Just(Some(1.0)), Just(Some(0.0))],
        stop in 1u16..=5,
        months in 1u16..=3,
    ) {
        let staying = if stays { Staying::Stays } else { Staying::MayQuit };
        let stop_working = (stop <= months).then(|| Month::new(stop));
        let you = You { stated_mean: stated, staying, stop_working, quits_in: None };
        let parameters = GrowthParameters::new(u32::from(months), law, attrition, you).unwrap();
        let person = Person {
            law: parameters.your_law(),
            stays,
            stop: stop_working.map_or(usize::MAX, Month::index),
        };
        let slow = slow(&parameters, person, usize::from(months), 0, 0);
        let exact = head_count(&parameters, Month::new(months)).unwrap();
        for (head_count, expected) in (0..).zip(&slow) {
            let actual = exact.probability(head_count);
            prop_assert!((actual - expected).abs() < 2e-12, "P({head_count}): {actual} and slowly {expected}");
        }
        // All months at once give the same as the last alone.
        let together = head_counts(&parameters).unwrap();
        let last = &together[usize::from(months)];
        for head_count in 0..CELLS as u64 {
            prop_assert!((last.probability(head_count) - exact.probability(head_count)).abs() < 2e-12);
        }
        prop_assert_eq!(together[0].probabilities(), [0.0, 1.0]);
    }

    #[test]
    fn masses_have_the_mean_and_variance_of_the_recursions(
        law in offspring(),
        attrition in attrition(),
        stays in any::<bool>(),
        months in 1u16..=6,
    ) {
        let staying = if stays { Staying::Stays } else { Staying::MayQuit };
        let you = You { stated_mean: None, staying, stop_working: None, quits_in: None };
        let parameters = GrowthParameters::new(u32::from(months), law, attrition, you).unwrap();
        let expected = expectations(&parameters);
        let levels = active_by_level(&parameters, months);
        for law in head_counts(&parameters).unwrap() {
            let masses = || (0u32..).map(f64::from).zip(law.probabilities());
            let total: f64 = masses().map(|(_, p)| p).sum();
            let mean: f64 = masses().map(|(n, p)| n * p).sum();
            let variance: f64 = masses().map(|(n, p)| (n - law.mean()).powi(2) * p).sum();
            prop_assert!((total - 1.0).abs() < 1e-12, "total {total}");
            prop_assert!((mean - law.mean()).abs() < 1e-9 * law.mean().max(1.0), "mean {mean} {}", law.mean());
            let scale = law.variance().max(law.mean()).max(1.0);
            prop_assert!((variance - law.variance()).abs() < 1e-7 * scale, "variance {variance} {}", law.variance());
            let month = law.month().index();
            prop_assert!((expected[month].team - law.mean()).abs() < 1e-12 * law.mean().max(1.0));
            let by_level: f64 = levels[month].iter().sum();
            prop_assert!((by_level - law.mean()).abs() < 1e-12 * law.mean().max(1.0));
        }
    }
}

fn parameters(months: u32, law: OffspringLaw, hazard: f64, staying: Staying) -> GrowthParameters {
    let attrition = Attrition::constant(Probability::new(hazard).unwrap());
    GrowthParameters::new(
        months,
        law,
        attrition,
        You { stated_mean: None, staying, stop_working: None, quits_in: None },
    )
    .unwrap()
}

fn fixed(number: f64) -> OffspringLaw {
    OffspringLaw::new(Distribution::Fixed, number, None).unwrap()
}

#[test]
fn doubling_is_a_certain_law_with_binomial_levels() {
    let doubling = parameters(12, fixed(1.0), 0.0, Staying::Stays);
    let law = head_count(&doubling, Month::new(12)).unwrap();
    assert_eq!((law.probability(4096), law.mean(), law.variance()), (1.0, 4096.0, 0.0));
    assert_eq!(law.quantile(Probability::new(0.01).unwrap()), 4096);
    let binomial = [1.0, 12.0, 66.0, 220.0, 495.0, 792.0, 924.0, 792.0, 495.0, 220.0, 66.0, 12.0, 1.0];
    assert_eq!(active_by_level(&doubling, 12)[12], binomial);
    assert_eq!(expectations(&doubling)[12].ever_joined, 4095.0);
}

#[test]
fn a_nearly_certain_law_of_many_people_is_still_exact() {
    // Everyone brings in one a month; only the chance to quit, one in a thousand, is random.
    let law = head_count(&parameters(12, fixed(1.0), 0.001, Staying::Stays), Month::new(12)).unwrap();
    let mean: f64 = law.probabilities().iter().zip(0u32..).map(|(p, n)| p * f64::from(n)).sum();
    assert!((mean - law.mean()).abs() < 1e-7, "{mean} {}", law.mean());
    assert!(law.quantile(Probability::ONE) <= 4096);
    // Nobody quits with probability 0.999^(the member-months of all but you, 4096 - 1 - 12).
    assert!((law.probability(4096) / 0.999f64.powi(4083) - 1.0).abs() < 1e-9);
}

#[test]
fn without_sponsoring_there_is_only_you() {
    for law in [fixed(0.0), OffspringLaw::new(Distribution::Poisson, 0.0, Some(0.5)).unwrap()] {
        let alone = head_count(&parameters(12, law, 0.1, Staying::Stays), Month::new(12)).unwrap();
        assert_eq!(alone.probabilities(), [0.0, 1.0]);
        let mortal = head_count(&parameters(12, law, 0.1, Staying::MayQuit), Month::new(12)).unwrap();
        assert!((mortal.probability(1) - 0.9f64.powi(12)).abs() < 1e-15);
    }
}

#[test]
fn when_all_quit_at_once_the_team_is_last_month_s_recruits() {
    // A staying you brings in Poisson(2) a month; each of them sponsors once more in its only month.
    let law = OffspringLaw::new(Distribution::Poisson, 2.0, None).unwrap();
    let first = head_count(&parameters(1, law, 1.0, Staying::Stays), Month::new(1)).unwrap();
    assert!((first.probability(1) - (-2f64).exp()).abs() < 1e-15);
    let mortal = head_counts(&parameters(3, law, 1.0, Staying::MayQuit)).unwrap();
    let mut extinct = 0.0;
    for law in &mortal {
        assert!((law.share_of_zero() - extinct).abs() < 1e-14);
        extinct = (2.0 * (extinct - 1.0)).exp();
    }
}

#[test]
fn a_very_large_shape_is_plain_poisson() {
    let plain = OffspringLaw::new(Distribution::Poisson, 0.15, None).unwrap();
    let even = OffspringLaw::new(Distribution::Poisson, 0.15, Some(1000.0)).unwrap();
    let plain = head_count(&parameters(12, plain, 0.1, Staying::Stays), Month::new(12)).unwrap();
    let even = head_count(&parameters(12, even, 0.1, Staying::Stays), Month::new(12)).unwrap();
    for n in 0..40 {
        assert!((plain.probability(n) - even.probability(n)).abs() < 1e-3);
    }
}

#[test]
fn too_wide_and_too_costly_laws_are_refused_with_what_to_change() {
    let everyone = parameters(600, fixed(100.0), 0.1, Staying::Stays);
    let error = head_count(&everyone, Month::new(600)).unwrap_err();
    assert!(matches!(error, ExactError::TooWide { .. }), "{error}");
    assert!(matches!(head_counts(&everyone), Err(ExactError::TooWide { .. })));
    let doubling = parameters(33, fixed(1.0), 0.0, Staying::Stays);
    let error = head_count(&doubling, Month::new(33)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the exact law of month 33 spreads over more than 1048576 head-counts (the mean is 8589934592); \
         ask for an earlier month or lower the sponsoring, or simulate it"
    );
    let law = OffspringLaw::new(Distribution::Poisson, 0.07, Some(0.18)).unwrap();
    let long = parameters(600, law, 0.01, Staying::Stays);
    let little = Limits { cells: 1 << 16, steps: 1_000 };
    let error = head_counts_within(&long, little).unwrap_err();
    assert!(matches!(error, ExactError::TooCostly { .. } | ExactError::TooWide { .. }), "{error}");
}
