//! A week of work: the funnel is thinned exactly, and hours and what one of them leaves are held to exact figures.

use downline::results::TrialRow;
use downline::scenario::OwnOrdersAre;
use downline::simulate::{expected_months, simulate};
use downline::units::Month;
use downline::{Metric, Scenario, Settings};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

use crate::money::{career, hold, rejected};
use crate::statistics::{FARTHEST, Sample, assert_p, assert_rejected, assert_z};

/// Ten hours a week, with an event in every third month, under levels without compression.
const WEEK: [&str; 5] = [
    "you={sponsoring=\"activity\", customers=\"activity\", orders=110, stays=false}",
    "activity={hours=10, reach=0.133, present=0.2, follow-ups=7, join=0.015, buy=0.28}",
    "costs.event=50",
    "events.every=3",
    "wage.hourly=15",
];

fn sponsored(scenario: &Scenario, trials: u64) -> Sample {
    let ensemble = simulate(scenario, &Settings::with_trials(trials).keeping_trials()).unwrap();
    ensemble.rows().iter().map(|row| usize::try_from(row.sponsored).unwrap()).collect()
}

fn poisson(mean: f64, longest: i32) -> Vec<f64> {
    let mut law = vec![(-mean).exp()];
    (1..=longest).for_each(|count| law.push(law[law.len() - 1] * mean / f64::from(count)));
    law
}

/// 36/13 conversations a day on five days are 60 a month, and 2 of 100 join: Poisson with mean 1.2. Sixty people of whom each
/// joins with a chance of 0.02 have the same mean, and other chances: the control.
#[test]
fn those_who_join_in_a_month_are_the_thinned_conversations() {
    let week = [
        "months=1",
        "you={sponsoring=\"activity\", customers=\"activity\", stays=true}",
        "activity={hours=168, productive=1, conversations-a-day=2.7692307692307692, reach=0.5, present=1, follow-ups=1, join=0.02, \
         buy=0.1}",
    ];
    let sample = sponsored(&career(&week), 1_000_000);
    for (count, chance) in [(0, 0.301_194_211_912), (1, 0.361_433_054_295)] {
        assert_z(&format!("{count} join"), sample.z_of_share(count, chance));
    }
    assert_p("those who join in a month", sample.p_value(&poisson(1.2, 12)));
    let z = sample.z_of_share(0, 0.297_553_142_692);
    assert!(z.abs() > FARTHEST, "sixty people with a chance each should be rejected, but z = {z:.2}");
}

/// Who comes of one month of the preset's week, each contact followed by itself: spoken to or not, presented to or not, asked
/// up to seven times, and a customer or not.
fn funnel(rng: &mut Xoshiro256PlusPlus, contacts: f64) -> [usize; 2] {
    let (mut joined, mut bought) = (0, 0);
    let mut spoken = -(1.0 - rng.random::<f64>()).ln();
    while spoken < contacts {
        spoken -= (1.0 - rng.random::<f64>()).ln();
        if !(rng.random_bool(0.133) && rng.random_bool(0.2)) {
            continue;
        }
        if (0..7).any(|_| rng.random_bool(0.015)) {
            joined += 1;
        } else {
            bought += usize::from(rng.random_bool(0.28));
        }
    }
    [joined, bought]
}

/// A week worked contact by contact has the recruits of the simulated one, and its customers know nothing of its recruits.
#[test]
fn a_week_worked_contact_by_contact_has_the_same_recruits() {
    const TRIALS: u64 = 200_000;
    let scenario = career(&[&WEEK[..2], &["months=1", "you.stays=true"]].concat());
    let week = scenario.activity().unwrap().week();
    let contacts = week.goal / 0.133 * 52.0 / 12.0;
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(1);
    let months: Vec<[usize; 2]> = (0..TRIALS).map(|_| funnel(&mut rng, contacts)).collect();
    let joined: Sample = months.iter().map(|month| month[0]).collect();
    let bought: Sample = months.iter().map(|month| month[1]).collect();
    let simulated = sponsored(&scenario, TRIALS);
    assert_p("recruits of a month", joined.p_value_of_same_law(&simulated));
    assert_p("recruits of the funnel", joined.p_value(&poisson(week.joins_a_month, 10)));
    assert_p("customers of the funnel", bought.p_value(&poisson(week.customers_a_month, 15)));
    let neither: Sample = months.iter().map(|month| usize::from(month[0] + month[1] > 0)).collect();
    let chance = (-week.joins_a_month - week.customers_a_month).exp();
    assert_z("nobody joins and nobody buys", neither.z_of_share(0, chance));
    // The control: with six follow-ups fewer join.
    let six = scenario_with_six();
    assert_rejected("six follow-ups", joined.p_value(&poisson(six.activity().unwrap().week().joins_a_month, 10)));
}

fn scenario_with_six() -> Scenario {
    career(&[&WEEK[..], &["activity.follow-ups=6"]].concat())
}

/// Ten hours a week are 130/3 a month, and an event takes four more: as long as you are active at the month's end.
#[test]
fn hours_and_what_one_leaves_are_those_that_are_expected() {
    let scenario = career(&WEEK);
    let (ensemble, expected) = hold("a week", &scenario, 31, &[]);
    let mean = |month: usize, metric| expected[month].of(metric).unwrap().mean;
    let curve = scenario.growth().attrition().survival(Month::new(12));
    for (month, active) in curve.iter().enumerate().skip(1) {
        let hours = 130.0 / 3.0 + if month % 3 == 0 { 4.0 } else { 0.0 };
        assert!((mean(month, Metric::Hours) / 3_600.0 - hours * active).abs() < 1e-9, "month {month}");
    }
    // The control: hours of the month in which you leave.
    let too_many =
        |month: Month| Some(mean(month.index(), Metric::Hours) / curve[month.index()] * curve[month.index() - 1]);
    rejected("hours of the month in which you leave", &ensemble, Metric::Hours, too_many);
}

/// Net by hours of all people together: the exact ratio within five standard errors of a ratio of means.
#[test]
fn an_hour_of_all_people_leaves_the_expected_net_by_the_expected_hours() {
    let scenario = career(&WEEK);
    let (trials, expected) = (100_000, expected_months(&scenario));
    let ensemble = simulate(&scenario, &Settings::with_trials(trials).with_seed(32).keeping_trials()).unwrap();
    let hours: f64 = expected.iter().map(|month| month.of(Metric::Hours).unwrap().mean / 3_600.0).sum();
    for (reading, metric) in
        [(OwnOrdersAre::Cost, Metric::NetTotal), (OwnOrdersAre::BoughtAnyway, Metric::NetTotalBoughtAnyway)]
    {
        let net = expected[12].of(metric).unwrap();
        let exact = net.mean / hours;
        let of_row = |row: &TrialRow| row.last.of(metric) as f64 - exact * row.seconds_total as f64 / 3_600.0;
        let squares: f64 = ensemble.rows().iter().map(|row| of_row(row).powi(2)).sum();
        let error = squares.sqrt() / trials as f64 / hours;
        let off = |exact: f64| (ensemble.net_of_all_hours(reading).unwrap() - exact).abs() - net.rounding / hours;
        assert!(off(exact) < FARTHEST * error, "{} in place of {exact}", ensemble.net_of_all_hours(reading).unwrap());
        // The control: the hours of events left out.
        let without: f64 = (1..=12).map(|month| expected[month].you_active * 130.0 / 3.0).sum();
        assert!(off(net.mean / without) > FARTHEST * error, "an hour more or less should be seen");
    }
}
