//! The bands, what is known to be missed, and who is measured.

use super::*;

fn small(preset: &str, changes: &[&str]) -> Scenario {
    let mut draft = Draft::preset(preset).unwrap();
    ["organisation.members=300"].iter().chain(changes).for_each(|change| draft.set(change).unwrap());
    draft.finish().unwrap().0
}

fn held<'a>(report: &'a CalibrationReport, number: &str) -> &'a Held {
    report.held.iter().find(|held| held.target.number == number).unwrap()
}

#[test]
fn the_targets_are_t1_to_t13_with_the_bands_of_the_sources() {
    let numbers: Vec<String> = targets::ALL.iter().map(|target| target.number.to_owned()).collect();
    assert_eq!(numbers, (1..=13).map(|number| format!("T{number}")).collect::<Vec<_>>());
    let bands: Vec<(f64, f64)> =
        targets::ALL.iter().flat_map(|target| target.bands).map(|band| (band.low, band.high)).collect();
    let by_hand = [
        (64.0, 88.0),
        (86.0, 99.0),
        (0.0, 0.0),
        (150.0, 1_500.0),
        (70.0, 79.0),
        (20.0, 50.0),
        (55.0, 75.0),
        (40.0, 60.0),
        (2.0, 8.0),
        (10.0, 30.0),
        (2.0, 20.0),
        (75.0, 96.0),
        (2.0, 7.0),
        (15.0, 50.0),
    ];
    assert_eq!(bands, by_hand);
    assert!(targets::ALL[0].bands[0].holds(64.0) && !targets::ALL[0].bands[0].holds(63.9));
    assert!(!targets::ALL[0].bands[0].holds(f64::NAN));
}

/// Survival of `typical`: 0.6472 after 3 months, 0.3288 after 12, 0.0388 after 60.
#[test]
fn newcomers_stay_as_the_attrition_says_whoever_you_are() {
    for preset in ["typical", "tenacious"] {
        let report = calibrate(&small(preset, &[]), 20_000, 1).unwrap();
        for (number, exact) in [("T7", 64.721), ("T6", 32.876), ("T9", 3.88)] {
            let found = held(&report, number).values[0].unwrap();
            // Five standard errors of 20,000.
            let error = 5.0 * (exact * (100.0 - exact) / 20_000.0_f64).sqrt();
            assert!((found - exact).abs() < error, "{number} of {preset}: {found}");
        }
    }
    let harsh = calibrate(&small("harsh", &[]), 20_000, 1).unwrap();
    assert!(held(&harsh, "T7").values[0].unwrap() < 61.5);
}

#[test]
fn only_typical_has_known_misses_and_only_its_misses_fail() {
    let report = calibrate(&small("typical", &[]), 1_000, 1).unwrap();
    // Another organisation is another scenario.
    assert!(!report.is_typical && report.passed());
    let missed = Held { target: &targets::ALL[12], values: vec![Some(12.0)] };
    let new = Held { target: &targets::ALL[0], values: vec![Some(12.0)] };
    let fine = Held { target: &targets::ALL[9], values: vec![Some(15.0), Some(15.0)] };
    let of = |held: &[&Held], is_typical| {
        let held = held.iter().map(|held| (*held).clone()).collect();
        CalibrationReport { held, is_typical, ..report.clone() }
    };
    assert!(of(&[&missed, &fine], true).passed());
    assert!(!of(&[&missed, &new], true).passed());
    assert!(of(&[&missed, &new], false).passed());
    assert!(of(&[&missed], true).known_miss(&missed).is_some());
    assert!(of(&[&missed], false).known_miss(&missed).is_none());
    assert_eq!(Held { values: vec![Some(15.0), Some(25.0)], ..fine }.is_inside(), Some(false));
    assert_eq!(Held { values: vec![None], ..new }.is_inside(), None);
}

#[test]
fn dollars_are_not_compared_with_other_money_and_no_everyone_is_an_error() {
    let report = calibrate(&small("typical", &["currency=\"EUR\""]), 1_000, 1).unwrap();
    assert_eq!(["T2", "T4"].map(|number| held(&report, number).is_inside()), [None; 2]);
    assert!(held(&report, "T1").is_inside().is_some());
    let nobody = calibrate(&small("typical", &["attrition.quit=[{rate=0}]"]), 1_000, 1).unwrap_err();
    assert!(nobody.to_string().contains("nobody ever quits"), "{nobody}");
}
