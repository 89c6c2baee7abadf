//! Trials recorded apart and merged are trials recorded at once: the same bytes and the same results, whatever the order,
//! the split and the threads. What does not belong together is refused.

use std::num::NonZeroUsize;
use std::ops::RangeInclusive;

use downline::results::{RecordError, Recorded, StopPay};
use downline::simulate::{finish, record};
use downline::{Ensemble, Metric, Scenario, Settings, simulate};

use crate::questions::{preset_with, questions};

const SEED: u64 = 23;

fn recorded_on(threads: usize, scenario: &Scenario, trials: RangeInclusive<u64>) -> Recorded {
    let settings = Settings { threads: NonZeroUsize::new(threads), ..Settings::default() }.with_seed(SEED);
    record(scenario, &settings, trials).unwrap()
}

fn recorded(scenario: &Scenario, trials: RangeInclusive<u64>) -> Recorded {
    recorded_on(1, scenario, trials)
}

/// Merged in the order given, each part written and read on the way.
fn merged(parts: &[Recorded]) -> Recorded {
    let read = |part: &Recorded| Recorded::from_bytes(&part.to_bytes()).unwrap();
    let mut all = read(&parts[0]);
    parts[1..].iter().for_each(|part| all.merge(&read(part)).unwrap());
    all
}

/// Every result of one ensemble is that of another.
fn assert_same(name: &str, one: &Ensemble, other: &Ensemble) {
    for month in one.months().through() {
        for metric in Metric::ALL {
            let (one, other) = (one.distribution(month, metric), other.distribution(month, metric));
            assert!(one == other, "{name}: {} of month {month}", metric.name());
            assert_eq!(one.estimate(), other.estimate(), "{name}");
        }
    }
    assert_eq!(one.all_outcomes(), other.all_outcomes(), "{name}");
    assert_eq!(one.commission_by_rule(), other.commission_by_rule(), "{name}");
    assert_eq!(one.left_by_the_horizon(), other.left_by_the_horizon(), "{name}");
    assert_same_residual(name, one, other);
    let produced = |ensemble: &Ensemble| {
        let from = ensemble.provenance();
        (from.scenario().hash(), from.seed(), from.trials(), from.completeness())
    };
    assert_eq!(produced(one), produced(other), "{name}");
}

/// What comes after the stop is the same, where there is one.
fn assert_same_residual(name: &str, one: &Ensemble, other: &Ensemble) {
    let (Some(one), Some(other)) = (one.residual(), other.residual()) else {
        let stops = [one, other].map(|ensemble| ensemble.scenario().growth().you().stop_working);
        assert_eq!(stops, [None; 2], "{name}");
        return;
    };
    for month in one.months() {
        assert_eq!(one.self_sufficient_legs(month), other.self_sufficient_legs(month), "{name}");
        assert_eq!(one.with_a_self_sufficient_leg(month), other.with_a_self_sufficient_leg(month), "{name}");
    }
    assert_eq!(one.half_life(), other.half_life(), "{name}");
    for (one, other) in one.by_legs().iter().zip(&other.by_legs()) {
        assert_eq!((one.legs, one.people), (other.legs, other.people), "{name}");
        StopPay::ALL.into_iter().for_each(|pay| assert_eq!(one.paid(pay), other.paid(pay), "{name}: {pay:?}"));
    }
}

#[test]
fn parts_in_any_order_are_the_whole_on_any_number_of_threads() {
    for (name, scenario) in questions() {
        let whole = recorded(&scenario, 1..=2_600);
        let parts = [
            recorded_on(2, &scenario, 1..=700),
            recorded_on(8, &scenario, 701..=701),
            recorded_on(1, &scenario, 702..=1_900),
            recorded_on(8, &scenario, 1_901..=2_600),
        ];
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
            let merged = merged(&order.map(|part: usize| parts[part].clone()));
            assert!(merged.to_bytes() == whole.to_bytes(), "{name}: bytes of {order:?}");
        }
        for threads in [2, 8] {
            let at_once = recorded_on(threads, &scenario, 1..=2_600);
            assert!(at_once.to_bytes() == whole.to_bytes(), "{name}: bytes on {threads} threads");
        }
        let run = simulate(&scenario, &Settings::with_trials(2_600).with_seed(SEED)).unwrap();
        assert_same(name, &finish(merged(&parts), &scenario).unwrap(), &run);
    }
}

/// With orders spread, a year has more than 4,096 distinct amounts in some parts and not in others.
#[test]
fn amounts_are_rounded_alike_whichever_part_has_too_many_of_them() {
    let scenario = preset_with("builder", &[]);
    let whole = recorded(&scenario, 1..=12_000);
    for split in [1, 3_000, 6_000, 11_900] {
        let parts = [recorded(&scenario, split + 1..=12_000), recorded(&scenario, 1..=split)];
        assert!(merged(&parts).to_bytes() == whole.to_bytes(), "split at {split}");
    }
    let run = simulate(&scenario, &Settings::with_trials(12_000).with_seed(SEED)).unwrap();
    assert_same("builder", &finish(whole, &scenario).unwrap(), &run);
    // The negative control: other trials are other bytes.
    assert!(recorded(&scenario, 2..=501).to_bytes() != recorded(&scenario, 1..=500).to_bytes());
}

#[test]
fn a_scenario_without_chance_is_recorded_once_and_merges_with_itself() {
    let scenario = preset_with("ideal", &[]);
    let (first, second) = (recorded(&scenario, 1..=50_000), recorded(&scenario, 50_001..=100_000));
    let merged = merged(&[second, first]);
    assert_eq!(merged.trials().collect::<Vec<_>>(), [1..=1]);
    let run = simulate(&scenario, &Settings::default().with_seed(SEED)).unwrap();
    assert_same("ideal", &finish(merged, &scenario).unwrap(), &run);
}

#[test]
fn what_does_not_belong_together_is_refused_and_changes_nothing() {
    let scenario = preset_with("typical", &[]);
    let mut first = recorded(&scenario, 1..=100);
    let before = first.clone();
    let other_scenario = recorded(&preset_with("harsh", &[]), 101..=200);
    let other_seed = record(&scenario, &Settings::default().with_seed(5), 101..=200).unwrap();
    let said = |refused: Result<(), RecordError>| refused.unwrap_err().to_string();
    assert_eq!(
        said(first.merge(&other_seed)),
        "the seed differs: 23 here, 5 there; record all trials with the same seed"
    );
    let hashes = (scenario.hash(), preset_with("harsh", &[]).hash());
    assert_eq!(
        said(first.merge(&other_scenario)),
        format!(
            "the scenario differs: {} here, {} there; record all trials with the same scenario",
            hashes.0, hashes.1
        )
    );
    assert_eq!(
        said(first.merge(&recorded(&scenario, 90..=200))),
        "trials 90 to 100 are in both records; each trial counts once, so leave one of the records out or record other \
         trials"
    );
    assert_eq!(first, before);
    assert_eq!(
        finish(first.clone(), &preset_with("harsh", &[])).unwrap_err().to_string(),
        format!(
            "the scenario differs: {} here, {} there; record all trials with the same scenario",
            hashes.0, hashes.1
        )
    );
    // A gap may be closed later, and results wait for that.
    first.merge(&recorded(&scenario, 102..=200)).unwrap();
    assert_eq!(first.trials().collect::<Vec<_>>(), [1..=100, 102..=200]);
    assert_eq!(
        finish(first.clone(), &scenario).unwrap_err().to_string(),
        "trial 101 is missing; results are made of trials from 1 on without a gap, so record and merge them first"
    );
    assert_eq!(finish(recorded(&scenario, 3..=9), &scenario).unwrap_err(), RecordError::Gap { first: 1, last: 2 });
    first.merge(&recorded(&scenario, 101..=101)).unwrap();
    assert_eq!(finish(first, &scenario).unwrap().trials(), 200);
}

#[test]
fn trials_that_do_not_exist_are_not_recorded() {
    let scenario = preset_with("typical", &[]);
    #[allow(clippy::reversed_empty_ranges)] // an empty range is what is refused
    for (trials, said) in [(0..=9, "trials 0 to 9"), (9..=8, "trials 9 to 8"), (1..=u64::MAX, "trials 1 to 18446")] {
        let error = record(&scenario, &Settings::default(), trials).unwrap_err().to_string();
        assert!(error.starts_with(said) && error.ends_with("of 1 to 1000000000"), "{error}");
    }
}

#[test]
fn bytes_that_were_changed_anywhere_are_refused() {
    for name in ["typical", "heads"] {
        let scenario = questions().into_iter().find(|(question, _)| question.starts_with(name)).unwrap().1;
        let bytes = recorded(&scenario, 1..=50).to_bytes();
        assert!(Recorded::from_bytes(&bytes).is_ok());
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 0x10;
            assert!(Recorded::from_bytes(&changed).is_err(), "{name}: byte {at}");
            assert!(Recorded::from_bytes(&bytes[..at]).is_err(), "{name}: cut short to {at} bytes");
        }
        assert!(Recorded::from_bytes(&[&bytes[..], &[0]].concat()).is_err(), "{name}: one byte more");
    }
}

#[test]
fn a_foreign_a_damaged_and_a_newer_record_are_each_said_to_be_what_they_are() {
    let bytes = recorded(&preset_with("typical", &[]), 1..=50).to_bytes();
    let said = |bytes: &[u8]| Recorded::from_bytes(bytes).unwrap_err().to_string();
    assert_eq!(said(b"trial,team\n1,3\n"), "these bytes are no record of trials; give what `Recorded::to_bytes` wrote");
    assert_eq!(said(b""), said(b"trial,team"));
    assert_eq!(
        said(&bytes[..100]),
        "the record is damaged: its bytes are not the ones that were written; copy it again, or record its trials again"
    );
    assert_eq!(said(&bytes[..10]), "the record is damaged: it is cut short; copy it again, or record its trials again");
    // The form's version stands behind the mark, lowest byte first.
    let mut newer = bytes;
    newer[8] += 1;
    assert_eq!(
        said(&newer),
        "the record has form 2, and this program reads forms up to 1; read it with a newer downline"
    );
}
