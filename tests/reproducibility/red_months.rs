//! Months in the red make you quit, and a week of work makes your rates: each held to careers that are lived without it.

use downline::simulate::{expected_months, replay};
use downline::{Career, Metric, Month, Scenario};

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
