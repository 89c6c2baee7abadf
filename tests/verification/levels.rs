//! Active members by level, and the unilevel pay that rests on them.

use std::sync::Arc;

use downline::commission::{Compression, EarnerByRule, Plan, Unilevel};
use downline::growth::exact;
use downline::growth::parameters::GrowthParameters;
use downline::settlement::{AlikeTeam, Settlement};
use downline::units::{Month, Rate, Volume};

use crate::models::{STAYS, TYPICAL, Way, constant, draw, model_of, poisson, stated, tenured, uneven};
use crate::statistics::{FARTHEST, Sample, assert_z};

const TRIALS: u64 = 200_000;

/// Active members on levels 0 to 6 in month 12.
fn by_level(model: &GrowthParameters, way: Way, trials: u64, seed: u64) -> [Sample; 7] {
    let mut samples: [Sample; 7] = Default::default();
    let mut levels = Vec::new();
    draw(model, way, trials, seed, |team| {
        team.levels_into(&mut levels);
        let mut active = [0usize; 7];
        for (member, &level) in team.members().iter().zip(&levels) {
            if let Some(active) = active.get_mut(usize::from(level)).filter(|_| member.is_active(Month::new(12))) {
                *active += 1;
            }
        }
        samples.iter_mut().zip(active).for_each(|(sample, active)| sample.add(active));
    });
    samples
}

#[test]
fn levels_fill_as_the_tables_say() {
    let constant_you_stay = model_of(12, poisson(0.15), constant(0.1), STAYS);
    let constant_you_may_quit = model_of(12, poisson(0.15), constant(0.1), TYPICAL);
    let tenured_at_half = model_of(12, uneven(), tenured(), stated(0.5));
    let rows: [(&str, &GrowthParameters, &[f64]); 3] = [
        (
            "constant, you stay",
            &constant_you_stay,
            &[
                1.076_355_695_278_5,
                0.767_244_933_474_75,
                0.374_186_174_889_375,
                0.129_789_692_710_313,
                0.032_875_950_456_562_5,
                0.006_164_968_722_468_75,
            ],
        ),
        (
            "constant, you may quit",
            &constant_you_may_quit,
            &[0.564_859_072_962, 0.517_787_483_548_5, 0.287_659_713_082_5, 0.107_872_392_405_938, 0.028_765_971_308_25],
        ),
        (
            "tenured, you at 0.5",
            &tenured_at_half,
            &[3.502_879_405_2, 1.093_679_873_8, 0.235_812_746_4, 0.036_920_646_8, 0.004_310_575_1],
        ),
    ];
    for (seed, (name, model, table)) in (1..).zip(rows) {
        for (way, trials) in [(Way::Lifelines, TRIALS), (Way::MonthByMonth, TRIALS / 4)] {
            let samples = by_level(model, way, trials, seed);
            for (level, expected) in (1..).zip(table) {
                assert_z(&format!("{name}, level {level}, {way:?}"), samples[level].z_of_mean(*expected));
            }
        }
    }
    // The control: levels counted from one too deep.
    let z = by_level(&constant_you_stay, Way::Lifelines, 10_000, 4)[2].z_of_mean(1.076_355_695_278_5);
    assert!(z.abs() > FARTHEST, "levels shifted by one should be rejected, but z = {z:.2}");
}

#[test]
fn levels_fill_as_the_exact_engine_says_when_you_stop_working() {
    let mut you = stated(1.0);
    you.stop_working = Some(Month::new(7));
    let model = model_of(12, uneven(), tenured(), you);
    let expected = exact::active_by_level(&model, 4);
    for (level, sample) in by_level(&model, Way::Lifelines, TRIALS, 5).iter().enumerate().take(5).skip(1) {
        assert_z(&format!("level {level}"), sample.z_of_mean(expected[12][level]));
    }
}

/// Pay in cents of month 12 and of months 1 to 12 by a unilevel plan, $100 a member a month.
fn unilevel_pay(model: &GrowthParameters, percents: &[u32], trials: u64, seed: u64) -> (Sample, Sample) {
    let rates = percents.iter().map(|percent| Rate::from_parts_per_million(percent * 10_000)).collect();
    let plan = Plan::new(vec![Arc::new(Unilevel::new(rates, Compression::None))]);
    let (mut settlement, mut yours) = (Settlement::new(&plan), EarnerByRule::new(0));
    let (mut last, mut all) = (Sample::default(), Sample::default());
    draw(model, Way::Lifelines, trials, seed, |team| {
        let network = AlikeTeam { team, personal: Volume::from_hundredths(100_00) };
        settlement.begin(&network);
        let paid = (1..=12).map(|month| {
            assert!(settlement.month(&network, Month::new(month), &mut yours).is_continue());
            yours.total().cents()
        });
        let pay: Vec<i64> = paid.collect();
        // In whole dollars: every line is one.
        assert!(pay.iter().all(|cents| cents % 100 == 0));
        last.add((pay[11] / 100) as usize);
        all.add((pay.iter().sum::<i64>() / 100) as usize);
    });
    (last, all)
}

#[test]
fn a_unilevel_plan_pays_the_expected_dollars() {
    const FIVE_LEVELS: [u32; 5] = [5, 5, 5, 4, 3];
    let constant = model_of(12, poisson(0.15), constant(0.1), STAYS);
    let rows = [
        ("constant", constant.clone(), 11.706_720_640_424_1, 70.090_044_280_433_4),
        ("tenured, you at 0.5", model_of(12, uneven(), tenured(), stated(0.5)), 24.322_474_4, 165.850_105_482_4),
        ("tenured, you at 1", model_of(12, uneven(), tenured(), stated(1.0)), 48.644_948_879_1, 331.700_210_964_9),
    ];
    for (seed, (name, model, month_12, cumulative)) in (11..).zip(rows) {
        let (last, all) = unilevel_pay(&model, &FIVE_LEVELS, TRIALS / 2, seed);
        assert_z(&format!("{name}, month 12: ${:.2}", last.mean()), last.z_of_mean(month_12));
        assert_z(&format!("{name}, months 1 to 12: ${:.2}", all.mean()), all.z_of_mean(cumulative));
    }
    // The control: a rate table shifted by one level.
    let (last, _) = unilevel_pay(&constant, &[0, 5, 5, 5, 4, 3], 20_000, 14);
    let z = last.z_of_mean(11.706_720_640_424_1);
    assert!(z.abs() > FARTHEST, "rates shifted by a level should be rejected, but z = {z:.2}");
}
