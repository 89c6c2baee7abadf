//! Months in the red make you quit, and a week of work makes your rates: each held to careers that are lived without it.

use downline::results::Distribution;
use downline::scenario::OwnOrdersAre;
use downline::simulate::{expected_months, replay, simulate};
use downline::{Career, Metric, Month, Scenario, Settings};

use crate::questions::preset_with;

const TRIALS: u64 = 400;

fn values(career: &Career, month: Month) -> Vec<i64> {
    Metric::ALL.map(|metric| career.value(month, metric)).to_vec()
}

/// The month that ends the first so many months in a row with a net below zero, by looking at every month.
fn red_months_end(career: &Career, in_a_row: u16) -> Option<u16> {
    let months: Vec<Month> = career.horizon().through().collect();
    let is_red = |month: &Month| career.value(*month, Metric::Net) < 0;
    months
        .windows(in_a_row.into())
        .find(|window| window.iter().all(is_red))
        .map(|window| window[window.len() - 1].get())
}

/// You quit in the attrition step of the month after the last red one, unless you are gone already: everything before is as
/// it was, and from then on as if you had stated that month.
#[test]
fn whoever_was_in_the_red_so_long_quits_in_the_next_month_and_the_past_stays() {
    let mut quit = 0;
    for (preset, in_a_row) in [("tenacious", 1), ("tenacious", 3), ("typical", 6), ("builder", 2)] {
        let without = preset_with(preset, &[]);
        let with = preset_with(preset, &[&format!("you.quits-after-red-months={in_a_row}")]);
        for trial in 1..=TRIALS {
            let (free, bound) = (replay(&without, 1, trial).unwrap(), replay(&with, 1, trial).unwrap());
            let last = red_months_end(&free, in_a_row)
                .filter(|&last| last < free.horizon().get() && free.left().is_none_or(|left| left.get() > last + 1));
            let Some(last) = last else {
                assert!(
                    free.horizon().through().all(|month| values(&free, month) == values(&bound, month)),
                    "{preset} {trial}"
                );
                continue;
            };
            quit += 1;
            assert_eq!(bound.left(), Some(Month::new(last + 1)), "{preset}, {in_a_row}, trial {trial}");
            let stated = preset_with(preset, &[&format!("you.quits-in-month={}", last + 1)]);
            let stated = replay(&stated, 1, trial).unwrap();
            for month in free.horizon().through() {
                if month.get() <= last {
                    assert_eq!(values(&bound, month), values(&free, month), "{preset}, trial {trial}, month {month}");
                }
                assert_eq!(values(&bound, month), values(&stated, month), "{preset}, trial {trial}, month {month}");
            }
        }
    }
    // Else nothing was shown.
    assert!(quit > 500, "{quit}");
}

/// A week is its rates: the same people come as at the stated rates, and other hours make other people.
#[test]
fn a_week_brings_in_whom_its_stated_rates_would() {
    let week = preset_with("week", &["you.quits-after-red-months=120"]);
    assert!(expected_months(&week)[12].of(Metric::Team).is_none(), "no law is known where leaving depends on pay");
    let activity = week.activity().unwrap().week().clone();
    let stated = preset_with(
        "week",
        &[
            "you.quits-after-red-months=120",
            &format!("you.sponsoring={}", activity.joins_a_month),
            &format!("you.customers={}", activity.customers_a_month),
        ],
    );
    // 10 conversations a week, of which a fifth sees it: 2 x (1 - 0.985^7) x 52 / 12 join.
    let joins = 2.0 * (1.0 - 0.985_f64.powi(7)) * 52.0 / 12.0;
    assert!((activity.joins_a_month - joins).abs() < 1e-12 && (0.86..0.88).contains(&joins), "{joins}");
    let careers = |scenario: &Scenario| -> Vec<Vec<i64>> {
        (1..=TRIALS).map(|trial| values(&replay(scenario, 1, trial).unwrap(), Month::new(12))).collect()
    };
    assert_eq!(careers(&week), careers(&stated));
    let idle = preset_with("week", &["you.quits-after-red-months=120", "activity.productive=0.3"]);
    assert_ne!(careers(&week), careers(&idle));
    assert!(idle.activity().unwrap().week().fits < 1.0);
}

/// The hours of a career are those of the months at whose ends you are active, an event's among them and none once you have
/// stopped; the run's are those of its careers, month by month and in all.
#[test]
fn the_hours_of_a_run_are_those_of_its_careers() {
    let changes = ["costs.event=50", "events.months=[2, 9]", "you.stop-working-month=10", "wage.hourly=15"];
    let scenario = preset_with("week", &changes);
    let settings = Settings::with_trials(TRIALS);
    let [kept, run] =
        [settings.clone().keeping_trials(), settings].map(|settings| simulate(&scenario, &settings).unwrap());
    // 130/3 hours a month, and four more in months 2 and 9.
    let hours = |month: u16| match month {
        1 | 3..=8 => 156_000,
        2 | 9 => 156_000 + 4 * 3_600,
        _ => 0,
    };
    let mut totals = Vec::new();
    let mut months = vec![Vec::new(); 13];
    for (trial, row) in (1..).zip(kept.rows()) {
        let career = replay(&scenario, 1, trial).unwrap();
        for month in career.horizon().through() {
            let active = month.get() > 0 && career.left().is_none_or(|left| month < left);
            let seconds = if active { hours(month.get()) } else { 0 };
            assert_eq!(career.value(month, Metric::Hours), seconds, "trial {trial}, month {month}");
            months[month.index()].push((seconds, 1));
        }
        let total: i64 = (1..=row.months_active).map(hours).sum();
        assert_eq!(row.seconds_total, total, "trial {trial}");
        totals.push((total, 1));
    }
    for ensemble in [&kept, &run] {
        assert_eq!(ensemble.hours_total(), Some(Distribution::new(totals.clone())));
        for (month, seconds) in months.iter().enumerate() {
            let found = ensemble.distribution(Month::new(month.try_into().unwrap()), Metric::Hours);
            assert_eq!(found, &Distribution::new(seconds.clone()), "month {month}");
        }
        // An hour's net, and who has more than the wage, counted again.
        let worked: Vec<_> = kept.rows().iter().filter(|row| row.seconds_total > 0).collect();
        let an_hour = |net: i64, seconds: i64| (net as f64 * 3_600.0 / seconds as f64).round() as i64;
        let nets = worked.iter().map(|row| (an_hour(row.last.net_total, row.seconds_total), 1)).collect();
        assert_eq!(ensemble.net_an_hour(OwnOrdersAre::Cost), Some(&Distribution::new(nets)));
        let above =
            kept.rows().iter().filter(|row| row.last.net_total_bought_anyway * 3_600 > 15_00 * row.seconds_total);
        assert_eq!(ensemble.above_the_wage(OwnOrdersAre::BoughtAnyway), Some(above.count() as u64));
        let deepest = kept.rows().iter().map(|row| (row.lowest_net_total.cents(), 1)).collect();
        assert_eq!(ensemble.deepest_net_total(), Some(&Distribution::new(deepest)));
        let to_stay = kept.rows().iter().filter_map(|row| Some((row.ahead_to_stay?.get().into(), 1))).collect();
        assert_eq!(ensemble.ahead_to_stay(), Some(&Distribution::new(to_stay)));
    }
    let without = simulate(&preset_with("typical", &[]), &Settings::with_trials(10)).unwrap();
    assert_eq!((without.hours_total(), without.net_an_hour(OwnOrdersAre::Cost)), (None, None));
}
