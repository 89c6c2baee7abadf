//! The whole distribution of `team` at months 3, 6, 12 and 24, against the exact law and against published tables.

use downline::growth::exact;
use downline::growth::parameters::{Distribution, GrowthParameters, You};
use downline::team::Team;
use downline::units::Month;

use crate::models::{
    STAYS, TYPICAL, Way, constant, draw, head_count, head_counts, law, model, poisson, stated, steps, tenured, uneven,
};
use crate::other_models::{Order, OtherModel};
use crate::statistics::{Sample, assert_p, assert_rejected, assert_z};

/// Enough to see one head in a thousand too many or too few.
const TRIALS: u64 = 200_000;
const LOOKED_AT: [u16; 4] = [3, 6, 12, 24];

/// `P(team = n + 1)`, n = 0 to 12, in month 12 with Poisson(0.15) and survival 0.9, as computed with forty digits.
const CONSTANT_MONTH_12: [f64; 14] = [
    0.0,
    0.273_483_957_744,
    0.212_538_157_117,
    0.154_781_532_280,
    0.110_189_022_775,
    0.077_408_282_195,
    0.053_896_497_990,
    0.037_278_818_639,
    0.025_651_166_664,
    0.017_575_380_413,
    0.011_998_980_796,
    0.008_166_579_785,
    0.005_543_149_492,
    0.003_753_385_316,
];

/// The same for the published-data preset with a you of 0.5 a month who stays.
const TENURED_MONTH_12: [f64; 14] = [
    0.0,
    0.024_263_393_451,
    0.077_743_762_788,
    0.131_213_836_155,
    0.156_911_812_151,
    0.151_065_375_030,
    0.126_217_198_260,
    0.096_308_749_512,
    0.069_619_531_601,
    0.048_942_069_835,
    0.034_055_623_033,
    0.023_711_269_136,
    0.016_615_074_685,
    0.011_746_963_279,
];

/// Every kind of model: each law of sponsoring, each kind of you.
fn models() -> Vec<(&'static str, GrowthParameters)> {
    let stop = |you: You, month| You { stop_working: Some(Month::new(month)), ..you };
    vec![
        ("poisson, constant survival, you stay", model(poisson(0.15), constant(0.1), STAYS)),
        ("poisson, constant survival, you may quit", model(poisson(0.15), constant(0.1), TYPICAL)),
        ("propensity and tenure, typical you who stays", model(uneven(), tenured(), STAYS)),
        ("propensity and tenure, typical you who may quit", model(uneven(), tenured(), TYPICAL)),
        ("propensity and tenure, you at 0.5", model(uneven(), tenured(), stated(0.5))),
        ("propensity and tenure, you at 1", model(uneven(), tenured(), stated(1.0))),
        ("propensity and tenure, you at 1 until month 8", model(uneven(), tenured(), stop(stated(1.0), 8))),
        ("propensity, typical you who may quit, until month 3", model(uneven(), tenured(), stop(TYPICAL, 3))),
        ("fixed, you may quit", model(law(Distribution::Fixed, 1.0), steps(&[(0.6, Some(1)), (0.95, None)]), TYPICAL)),
        ("fixed, you at 2 until month 5", model(law(Distribution::Fixed, 1.0), constant(0.95), stop(stated(2.0), 5))),
        ("bernoulli, you stay", model(law(Distribution::Bernoulli, 0.3), constant(0.25), STAYS)),
        ("bernoulli, you may quit", model(law(Distribution::Bernoulli, 0.2), tenured(), TYPICAL)),
    ]
}

#[test]
fn lifelines_follow_the_exact_law_of_every_model_at_months_3_6_12_and_24() {
    for (seed, (name, model)) in (1..).zip(models()) {
        let laws = exact::head_counts(&model).unwrap();
        let samples = head_counts(&model, Way::Lifelines, LOOKED_AT, TRIALS, seed);
        for (month, sample) in LOOKED_AT.into_iter().zip(samples) {
            let law = &laws[usize::from(month)];
            assert_p(&format!("{name}, month {month}"), sample.p_value(law.probabilities()));
            assert_z(&format!("{name}, mean of month {month}"), sample.z_of_mean(law.mean()));
            assert_z(&format!("{name}, variance of month {month}"), sample.z_of_variance(law.variance()));
        }
    }
}

#[test]
fn month_by_month_follows_the_exact_law_of_every_model() {
    for (seed, (name, model)) in (101..).zip(models()) {
        let laws = exact::head_counts(&model).unwrap();
        let samples = head_counts(&model, Way::MonthByMonth, LOOKED_AT, TRIALS / 5, seed);
        for (month, sample) in LOOKED_AT.into_iter().zip(samples) {
            let law = &laws[usize::from(month)];
            assert_p(&format!("{name}, month {month}"), sample.p_value(law.probabilities()));
            assert_z(&format!("{name}, mean of month {month}"), sample.z_of_mean(law.mean()));
        }
    }
}

/// What the head-count does not show: everyone who ever joined, the deepest level, your own recruits and when they came.
#[test]
fn both_ways_of_drawing_agree_in_the_genealogy() {
    const PAIRS: u64 = 40_000;
    for (seed, (name, model)) in (201..).zip(models()) {
        let genealogy = |way| {
            let mut samples: [Sample; 4] = Default::default();
            let mut levels = Vec::new();
            draw(&model, way, PAIRS, seed, |team| {
                team.levels_into(&mut levels);
                let yours = || team.members().iter().skip(1).filter(|member| member.sponsor == 0);
                samples[0].add(team.len());
                samples[1].add(levels.iter().copied().max().map_or(0, usize::from));
                samples[2].add(yours().count());
                samples[3].add(yours().map(|member| usize::from(member.joined)).max().unwrap_or(0));
            });
            samples
        };
        let pairs = genealogy(Way::Lifelines).into_iter().zip(genealogy(Way::MonthByMonth));
        for (what, (fast, readable)) in ["ever joined", "depth", "your recruits", "your latest"].iter().zip(pairs) {
            if fast.variance() > 0.0 {
                assert_p(&format!("{name}, {what}"), fast.p_value_of_same_law(&readable));
            }
        }
    }
}

#[test]
fn both_engines_meet_the_published_tables() {
    let constant = model(poisson(0.15), constant(0.1), STAYS);
    let tenured = model(uneven(), tenured(), stated(0.5));
    for way in [Way::Lifelines, Way::MonthByMonth] {
        let [month_12] = head_counts(&constant, way, [12], TRIALS, 31);
        assert_p(&format!("constant, {way:?}"), month_12.p_value(&CONSTANT_MONTH_12));
        assert_z(&format!("constant mean, {way:?}"), month_12.z_of_mean(3.387_568_978_066_39));
        assert_z(&format!("constant variance, {way:?}"), month_12.z_of_variance(7.227_328_812_08));
        let [month_12] = head_counts(&tenured, way, [12], TRIALS, 32);
        assert_p(&format!("tenured, {way:?}"), month_12.p_value(&TENURED_MONTH_12));
        assert_z(&format!("tenured mean, {way:?}"), month_12.z_of_mean(5.874_008_707_8));
        assert_z(&format!("tenured variance, {way:?}"), month_12.z_of_variance(11.114_290_931_601));
    }
}

/// Negative controls: the order of a month decides the law, and the test sees it.
#[test]
fn other_orders_of_a_month_match_their_own_rows_and_are_rejected() {
    let attrition = constant(0.1);
    // Mean, variance and P(0) of the members below you in month 12.
    let rows = [
        (Order::SponsorThenQuit, 2.387_568_978_066_39, 7.227_328_812_08, 0.273_483_957_744),
        (Order::QuitThenSponsor, 2.190_294_245_770_12, 6.295_845_449_404, 0.293_084_730_112),
        (Order::SponsorThenAllQuit, 1.971_264_821_193_11, 5.296_761_296_137, 0.316_810_719_148),
    ];
    for (seed, (order, mean, variance, nobody)) in (41..).zip(rows) {
        let other = OtherModel {
            order,
            mean: 0.15,
            shape_each_month: None,
            your_mean: 0.15,
            your_shape_each_month: None,
            attrition: &attrition,
        };
        let below: Sample = other.downlines(12, TRIALS, seed).into_iter().collect();
        assert_z(&format!("mean of {order:?}"), below.z_of_mean(mean));
        assert_z(&format!("variance of {order:?}"), below.z_of_variance(variance));
        assert_z(&format!("nobody with {order:?}"), below.z_of_share(0, nobody));
        let p = below.p_value(&CONSTANT_MONTH_12[1..]);
        match order {
            Order::SponsorThenQuit => assert_p("our order", p),
            _ => assert_rejected(&format!("{order:?}"), p),
        }
    }
}

/// Negative controls: people differ and stay different; a new propensity every month has the same mean and another law.
#[test]
fn a_propensity_drawn_afresh_each_month_is_rejected() {
    let attrition = constant(0.1);
    let afresh = OtherModel {
        order: Order::SponsorThenQuit,
        mean: 0.15,
        shape_each_month: Some(0.15),
        your_mean: 0.15,
        your_shape_each_month: Some(0.15),
        attrition: &attrition,
    };
    let below: Sample = afresh.downlines(12, TRIALS, 51).into_iter().collect();
    assert_z("mean of the control", below.z_of_mean(2.387_568_978_066_39));
    assert_z("variance of the control", below.z_of_variance(12.965_500_752_156));
    assert_z("nobody in the control", below.z_of_share(0, 0.390_283_455_490));
    assert_rejected("negative binomial each month", below.p_value(&CONSTANT_MONTH_12[1..]));

    let attrition = tenured();
    let afresh = OtherModel {
        order: Order::SponsorThenQuit,
        mean: 0.07,
        shape_each_month: Some(0.18),
        your_mean: 0.5,
        your_shape_each_month: None,
        attrition: &attrition,
    };
    let below: Sample = afresh.downlines(12, TRIALS, 52).into_iter().collect();
    assert_z("the same mean", below.z_of_mean(4.874_008_707_8));
    assert_rejected("propensity each month", below.p_value(&TENURED_MONTH_12[1..]));
}

/// A negative control for the genealogy's two-sample test.
#[test]
fn a_stop_one_month_later_is_rejected() {
    let teams = |stop, seed| {
        let you = You { stop_working: Some(Month::new(stop)), ..stated(1.0) };
        let [sample] = head_counts(&model(uneven(), tenured(), you), Way::Lifelines, [24], 40_000, seed);
        sample
    };
    assert_p("the same stop", teams(8, 61).p_value_of_same_law(&teams(8, 62)));
    assert_rejected("a stop in month 9", teams(8, 61).p_value_of_same_law(&teams(9, 62)));
}

#[test]
fn a_trial_s_team_does_not_depend_on_what_was_drawn_before() {
    let model = model(uneven(), tenured(), stated(0.5));
    let mut all = Vec::new();
    draw(&model, Way::Lifelines, 50, 7, |team: &Team| all.push(head_count(team, Month::new(12))));
    let mut fewer = Vec::new();
    draw(&model, Way::Lifelines, 20, 7, |team: &Team| fewer.push(head_count(team, Month::new(12))));
    assert_eq!(all[..20], fewer);
}
