//! The exact engine held to numbers computed independently of it: with forty digits and by direct convolution.

use super::*;
use crate::growth::parameters::{Attrition, AttritionStep, Distribution, GrowthParameters, OffspringLaw, Staying, You};
use crate::units::{Month, Probability};

const LEVELS: [f64; 8] = [0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99, 0.999];

fn probability(value: f64) -> Probability {
    Probability::new(value).unwrap()
}

fn month(number: u16) -> Month {
    Month::new(number)
}

fn poisson(mean: f64, shape: Option<f64>) -> OffspringLaw {
    OffspringLaw::new(Distribution::Poisson, mean, shape).unwrap()
}

/// The hazards of the `typical` preset.
fn typical_attrition() -> Attrition {
    let step = |rate, months| AttritionStep { rate: probability(rate), months };
    let steps = [(0.135, Some(3)), (0.0725, Some(9)), (0.054, Some(12)), (0.04, None)];
    Attrition::new(steps.into_iter().map(|(rate, months)| step(rate, months)).collect()).unwrap()
}

fn you(stated_mean: Option<f64>, staying: Staying) -> You {
    You { stated_mean, staying, stop_working: None, quits_in: None }
}

fn constant(mean: f64, survival: f64, staying: Staying) -> GrowthParameters {
    let attrition = Attrition::constant(probability(1.0 - survival));
    GrowthParameters::new(12, poisson(mean, None), attrition, you(None, staying)).unwrap()
}

fn typical(you: You) -> GrowthParameters {
    GrowthParameters::new(12, poisson(0.07, Some(0.18)), typical_attrition(), you).unwrap()
}

#[track_caller]
fn assert_near(actual: f64, expected: f64, tolerance: f64) {
    assert!((actual - expected).abs() <= tolerance, "{actual} is not {expected} within {tolerance}");
}

/// Checks a row of the "root excluded" tables: our `team` counts you, so it is one more.
#[track_caller]
fn assert_below_you(law: &HeadCount, mean: f64, variance: f64, masses: &[(u64, f64)], quantiles: [u64; 8]) {
    assert_near(law.mean() - 1.0, mean, 1e-9);
    assert_near(law.variance(), variance, 1e-9 * variance);
    for &(below, mass) in masses {
        assert_near(law.probability(below + 1), mass, 6e-13);
    }
    assert_eq!(LEVELS.map(|level| law.quantile(probability(level)) - 1), quantiles);
}

#[test]
fn constant_survival_and_a_staying_you_match_the_table_to_twelve_digits() {
    let law = head_count(&constant(0.15, 0.9, Staying::Stays), month(12)).unwrap();
    let masses = [
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
    let masses: Vec<_> = (0..).zip(masses).collect();
    assert_below_you(&law, 2.387_568_978_066_39, 7.227_328_812_08, &masses, [0, 0, 2, 3, 6, 8, 12, 18]);
    assert_eq!(law.share_of_zero(), 0.0);
    for (at_least, tail) in [(1, 0.726_516_042_256), (5, 0.171_599_047_888), (10, 0.025_198_203_387)] {
        assert_near(law.at_least(at_least + 1), tail, 6e-13);
    }
    assert_near(law.at_least(26), 6.039_870_7e-5, 6e-13);
}

#[test]
fn other_means_and_survivals_match_their_rows() {
    let few = head_count(&constant(0.07, 0.9, Staying::Stays), month(12)).unwrap();
    let masses = [(0, 0.575_015_056_368)];
    assert_below_you(&few, 0.714_367_824_343_978, 1.164_831_086_791, &masses, [0, 0, 0, 1, 2, 3, 5, 7]);
    assert_near(few.at_least(11), 9.789_788_4e-5, 6e-13);
    let many = head_count(&constant(0.3, 0.9, Staying::Stays), month(12)).unwrap();
    let masses = [(0, 0.054_732_892_849)];
    assert_below_you(&many, 11.874_150_672_384, 121.196_021_458_899, &masses, [1, 4, 9, 17, 27, 34, 50, 72]);
    assert_near(many.at_least(11), 0.472_617_712_85, 2e-12);
    assert_near(many.at_least(51), 0.010_227_306_422, 1e-12);
}

#[test]
fn one_a_month_on_average_and_nobody_quits_has_the_story_s_mean_and_a_wide_law() {
    let law = head_count(&constant(1.0, 1.0, Staying::Stays), month(12)).unwrap();
    let masses = [(0, 6.144_212e-6)];
    let quantiles = [948, 1901, 3495, 5650, 8042, 9673, 13_124, 17_590];
    assert_below_you(&law, 4095.0, 8_386_560.0, &masses, quantiles);
    assert_near(law.at_least(11), 0.999_849_047_684, 1e-12);
    assert_near(law.at_least(51), 0.998_485_650_501, 1e-12);
}

#[test]
fn a_you_who_may_quit_matches_the_mortal_rows() {
    let law = head_count(&constant(0.15, 0.9, Staying::MayQuit), month(12)).unwrap();
    assert_near(law.mean(), 1.795_856_326_022_13, 1e-13);
    assert_near(law.variance(), 6.533_685_109_447, 6e-12);
    let masses = [(0, 0.459_501_720_204), (1, 0.152_675_356_980), (2, 0.116_016_779_620), (5, 0.040_855_789_468)];
    for (head_count, mass) in masses {
        assert_near(law.probability(head_count), mass, 6e-13);
    }
}

#[test]
fn a_line_dies_out_by_the_months_of_the_table() {
    let months = [1, 3, 6, 12, 24];
    let rows = [
        (0.15, [0.086_070_797_643, 0.210_765_227_009, 0.330_242_888_133, 0.459_501_720_204, 0.566_071_017_943]),
        (0.10, [0.090_483_741_804, 0.229_155_935_480, 0.371_810_292_859, 0.540_540_241_352, 0.700_266_193_157]),
        (0.07, [0.093_239_381_991, 0.240_975_236_508, 0.398_965_476_904, 0.592_855_992_907, 0.779_864_467_254]),
    ];
    for (mean, extinct) in rows {
        let attrition = Attrition::constant(probability(0.1));
        let you = you(None, Staying::MayQuit);
        let parameters = GrowthParameters::new(24, poisson(mean, None), attrition, you).unwrap();
        let laws = head_counts(&parameters).unwrap();
        for (month, expected) in months.into_iter().zip(extinct) {
            assert_near(laws[month].share_of_zero(), expected, 6e-13);
        }
    }
}

#[test]
fn levels_match_with_constant_survival() {
    let mortal = [
        0.282_429_536_481,
        0.564_859_072_962,
        0.517_787_483_548_5,
        0.287_659_713_082_5,
        0.107_872_392_405_938,
        0.028_765_971_308_25,
    ];
    let levels = active_by_level(&constant(0.15, 0.9, Staying::MayQuit), 12);
    for (level, expected) in mortal.into_iter().enumerate() {
        assert_near(levels[12][level], expected, 1e-15);
    }
    assert_near(levels[12].iter().sum(), 1.795_856_326_022_13, 1e-14);
    let immortal = [
        1.0,
        1.076_355_695_278_5,
        0.767_244_933_474_75,
        0.374_186_174_889_375,
        0.129_789_692_710_313,
        0.032_875_950_456_562_5,
        0.006_164_968_722_468_75,
    ];
    let levels = active_by_level(&constant(0.15, 0.9, Staying::Stays), 12);
    for (level, expected) in immortal.into_iter().enumerate() {
        assert_near(levels[12][level], expected, 1e-14);
    }
    let (last, all) = unilevel(&levels);
    assert_near(last, 11.706_720_640_424_1, 1e-12);
    assert_near(all, 70.090_044_280_433_4, 1e-11);
    let expected = expectations(&constant(0.15, 0.9, Staying::Stays))[12];
    assert_near(expected.downline(), 2.387_568_978_066_39, 1e-13);
    assert_near(expected.ever_joined, 3.562_706_934_199_16, 1e-13);
}

/// Expected pay of 5/5/5/4/3 % on levels 1 to 5 at $100 per active member: in month 12, and in months 1 to 12.
fn unilevel(levels: &[Vec<f64>]) -> (f64, f64) {
    let pay = |row: &Vec<f64>| row[1..].iter().zip([5.0, 5.0, 5.0, 4.0, 3.0]).map(|(people, rate)| people * rate).sum();
    (pay(&levels[12]), levels[1..=12].iter().map(pay).sum())
}

#[test]
fn tenure_and_propensity_match_the_row_of_a_typical_you_who_stays() {
    let law = head_count(&typical(you(None, Staying::Stays)), month(12)).unwrap();
    let masses = [
        (0, 0.782_998_747_354),
        (1, 0.090_237_452_434),
        (2, 0.041_820_051_692),
        (5, 0.011_111_113_098),
        (10, 0.002_517_354_409),
    ];
    assert_below_you(&law, 0.682_361_219_1, 4.142_760_915_592, &masses, [0, 0, 0, 0, 2, 4, 10, 20]);
    assert_near(law.at_least(26), 0.000_409_492_8, 6e-11);
}

#[test]
fn tenure_and_propensity_match_the_rows_of_a_stated_you() {
    let half = head_count(&typical(you(Some(0.5), Staying::Stays)), month(12)).unwrap();
    let masses = [
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
    let masses: Vec<_> = (0..).zip(masses).collect();
    assert_below_you(&half, 4.874_008_707_8, 11.114_290_931_601, &masses, [1, 3, 4, 6, 9, 11, 16, 25]);
    assert_near(half.at_least(26), 0.001_086_135_1, 6e-11);
    let one = head_count(&typical(you(Some(1.0), Staying::Stays)), month(12)).unwrap();
    let masses = [
        (0, 0.000_588_712_262),
        (1, 0.003_772_655_010),
        (2, 0.012_411_478_518),
        (5, 0.070_791_698_068),
        (10, 0.086_166_479_320),
    ];
    assert_below_you(&one, 9.748_017_415_6, 22.228_581_863_203, &masses, [5, 6, 9, 12, 16, 18, 25, 34]);
    assert_near(one.at_least(26), 0.010_668_630_6, 6e-11);
}

#[test]
fn a_typical_you_who_may_quit_is_any_joiner() {
    let law = head_count(&typical(you(None, Staying::MayQuit)), month(12)).unwrap();
    assert_near(law.mean(), 0.716_825_879_891, 6e-13);
    assert_near(law.share_of_zero(), 0.607_112_312_231, 6e-13);
}

#[test]
fn the_descendants_of_a_random_joiner_match_their_row() {
    // A staying joiner of the quitting tenures, mixed: each stop-working month is a quitting month without you.
    let survival = typical_attrition().survival(month(12));
    let law_after = |working: u16| {
        // A month beyond the horizon is none.
        let stop_working = (working < 12).then(|| month(working + 1));
        let you = You { stated_mean: None, staying: Staying::Stays, stop_working, quits_in: None };
        head_count(&typical(you), month(12)).unwrap()
    };
    let mut descendants = vec![0.0; 40];
    for quitting in 1..=12u16 {
        let law = law_after(quitting);
        let tenure = usize::from(quitting);
        let weight = survival[tenure - 1] - survival[tenure] + if quitting == 12 { survival[12] } else { 0.0 };
        for (below, mass) in descendants.iter_mut().enumerate() {
            *mass += weight * law.probability(below as u64 + 1);
        }
    }
    let masses = [
        0.864_527_788_709,
        0.062_880_765_571,
        0.025_551_421_382,
        0.014_293_442_933,
        0.009_075_657_152,
        0.006_154_614_686,
        0.004_343_571_278,
        0.003_148_271_597,
        0.002_325_809_592,
        0.001_742_959_416,
        0.001_320_797_187,
        0.001_009_856_286,
        0.000_777_785_133,
    ];
    for (actual, expected) in descendants.into_iter().zip(masses) {
        assert_near(actual, expected, 6e-13);
    }
}

#[test]
fn expected_people_with_tenure_hazards_match_and_a_doubled_you_doubles_them() {
    let rows = [
        (3, 1.404_612_5, 1.602_725),
        (6, 2.612_054_44, 3.483_076_86),
        (9, 3.767_381_08, 5.613_255_38),
        (12, 4.874_008_71, 7.982_610_54),
    ];
    let half = expectations(&typical(you(Some(0.5), Staying::Stays)));
    let one = expectations(&typical(you(Some(1.0), Staying::Stays)));
    for (month, active, ever) in rows {
        assert_near(half[month].downline(), active, 5.1e-9);
        assert_near(half[month].ever_joined, ever, 5.1e-9);
        assert_near(one[month].downline(), 2.0 * half[month].downline(), 1e-13);
        assert_near(one[month].ever_joined, 2.0 * half[month].ever_joined, 1e-13);
    }
    let row = [3.502_879_405_2, 1.093_679_873_8, 0.235_812_746_4, 0.036_920_646_8, 0.004_310_575_1, 0.000_379_136_1];
    let levels = active_by_level(&typical(you(Some(0.5), Staying::Stays)), 6);
    for (level, expected) in (1..).zip(row) {
        assert_near(levels[12][level], expected, 5.1e-11);
    }
    let (last, all) = unilevel(&levels);
    assert_near(last, 24.322_474_439_5, 5.1e-11);
    assert_near(all, 165.850_105_482_4, 5.1e-11);
    let (last, all) = unilevel(&active_by_level(&typical(you(Some(1.0), Staying::Stays)), 6));
    assert_near(last, 48.644_948_879_1, 5.1e-11);
    assert_near(all, 331.700_210_964_9, 5.1e-11);
}

#[test]
fn an_organisation_of_typical_people_grows_as_the_table_says() {
    let rows = [
        (0.05, 0.709_420, -1.325_997, 0.8520),
        (0.06, 0.851_304, -0.693_716, 0.9199),
        (0.07, 0.993_188, -0.032_444, 0.9961),
        (0.08, 1.135_072, 0.655_745, 1.0816),
        (0.10, 1.418_840, 2.104_171, 1.2839),
        (0.15, 2.128_259, 6.050_589, 2.0238),
        (0.20, 2.837_679, 10.305_064, 3.2445),
        (0.30, 4.256_519, 19.306_386, 8.3170),
    ];
    for (mean, recruits, percent, annual) in rows {
        let growth = organisation_growth(poisson(mean, Some(0.18)), &typical_attrition());
        assert_near(growth.recruits_per_joiner, recruits, 6e-7);
        assert_near(100.0 * (growth.monthly_factor - 1.0), percent, 6e-7);
        assert_near(growth.annual_factor(), annual, 6e-5);
        assert_near(growth.active_months, 14.188, 6e-4);
    }
    let steady = organisation_growth(poisson(0.070_480_128_646_25, None), &typical_attrition());
    assert_near(steady.recruits_per_joiner, 1.0, 1e-10);
    assert_near(steady.monthly_factor, 1.0, 1e-11);
}

#[test]
fn an_organisation_nobody_quits_grows_by_its_sponsoring_and_one_of_single_months_by_its_recruits() {
    let stay = organisation_growth(poisson(0.25, None), &Attrition::constant(Probability::ZERO));
    assert_near(stay.monthly_factor, 1.25, 1e-14);
    assert!(stay.recruits_per_joiner.is_infinite());
    let leave = organisation_growth(poisson(0.25, None), &Attrition::constant(Probability::ONE));
    assert_near(leave.monthly_factor, 0.25, 1e-15);
    assert_eq!(leave.active_months, 1.0);
    let nobody = organisation_growth(poisson(0.0, None), &Attrition::constant(probability(0.1)));
    assert_eq!((nobody.monthly_factor, nobody.recruits_per_joiner), (0.9, 0.0));
}
