//! How long members stay, and how lines die out.

use downline::growth::parameters::Distribution;
use downline::units::Month;

use crate::models::{TYPICAL, Way, constant, draw, head_counts, law, model, poisson, tenured};
use crate::statistics::{FARTHEST, Sample, assert_z};

const TRIALS: u64 = 200_000;

/// Without sponsoring, `team` is you: active after t months with probability S(t).
#[test]
fn you_stay_as_long_as_the_survival_curve_says() {
    let curve = tenured().survival(Month::new(24));
    for (seed, way) in [(1, Way::Lifelines), (2, Way::MonthByMonth)] {
        let alone = model(poisson(0.0), tenured(), TYPICAL);
        let samples = head_counts(&alone, way, [1, 2, 3, 4, 12, 13, 24], TRIALS, seed);
        for (month, sample) in [1, 2, 3, 4, 12, 13, 24].into_iter().zip(&samples) {
            assert_z(&format!("S({month}), {way:?}"), sample.z_of_share(1, curve[month]));
        }
        // The control: hazards that begin a month late.
        let z = samples[3].z_of_share(1, curve[3]);
        assert!(z.abs() > FARTHEST, "hazards shifted by a month should be rejected, but z = {z:.2}");
    }
}

/// Members of the network stay by the same curve as you would.
#[test]
fn recruits_stay_as_long_as_the_survival_curve_says() {
    let curve = tenured().survival(Month::new(24));
    let mut active = [const { Vec::new() }; 5];
    let tenures = [1, 3, 4, 11, 20];
    draw(&model(poisson(0.3), tenured(), TYPICAL), Way::Lifelines, TRIALS, 3, |team| {
        // One recruit a team, so that the lives looked at are independent.
        let first = team.members().iter().skip(1).min_by_key(|member| member.joined);
        if let Some(first) = first.filter(|first| first.joined <= 4) {
            for (active, tenure) in active.iter_mut().zip(tenures) {
                active.push(usize::from(first.is_active(Month::new(first.joined + tenure))));
            }
        }
    });
    for (active, tenure) in active.into_iter().zip(tenures) {
        let sample = Sample::from_iter(active);
        assert_z(&format!("S({tenure}) of a recruit"), sample.z_of_share(1, curve[usize::from(tenure)]));
    }
}

/// A member's active line is gone by month t with the probability of the backward iteration.
#[test]
fn lines_die_out_by_the_months_of_the_table() {
    let months = [1, 3, 6, 12, 24];
    let rows = [
        (0.15, [0.086_070_797_643, 0.210_765_227_009, 0.330_242_888_133, 0.459_501_720_204, 0.566_071_017_943]),
        (0.10, [0.090_483_741_804, 0.229_155_935_480, 0.371_810_292_859, 0.540_540_241_352, 0.700_266_193_157]),
        (0.07, [0.093_239_381_991, 0.240_975_236_508, 0.398_965_476_904, 0.592_855_992_907, 0.779_864_467_254]),
    ];
    for (seed, (mean, extinct)) in (11..).zip(rows) {
        for (way, trials) in [(Way::Lifelines, TRIALS), (Way::MonthByMonth, TRIALS / 4)] {
            let samples = head_counts(&model(poisson(mean), constant(0.1), TYPICAL), way, months, trials, seed);
            for ((month, exact), sample) in months.into_iter().zip(extinct).zip(samples) {
                assert_z(&format!("gone by month {month} at {mean}, {way:?}"), sample.z_of_share(0, exact));
            }
        }
    }
}

/// The control: one person or none has the same mean as Poisson and other chances to die out.
#[test]
fn extinction_sees_the_law_of_sponsoring() {
    let either = model(law(Distribution::Bernoulli, 0.15), constant(0.1), TYPICAL);
    let [month_12] = head_counts(&either, Way::Lifelines, [12], TRIALS, 21);
    let z = month_12.z_of_share(0, 0.459_501_720_204);
    assert!(z.abs() > FARTHEST, "bernoulli in place of poisson should be rejected, but z = {z:.2}");
}
