//! Threads never change a number; more trials never change earlier ones; a trial replays alone; rows and distributions
//! are two views of the same trials.

use std::num::NonZeroUsize;

use downline::results::{Accuracy, Completeness, Distribution};
use downline::simulate::{Trials, Watch, replay, simulate_watched};
use downline::{Ensemble, Metric, Scenario, Settings, simulate};

use crate::questions::{preset_with, questions};

/// Several blocks of work and a remainder, so that eight threads have something to disagree about.
const TRIALS: u64 = 4_321;

fn run(scenario: &Scenario, trials: u64, threads: usize) -> Ensemble {
    let settings = Settings { threads: NonZeroUsize::new(threads), ..Settings::with_trials(trials) };
    simulate(scenario, &settings.with_seed(20).keeping_trials()).unwrap()
}

/// Every distribution of an ensemble, by month and metric.
fn distributions(ensemble: &Ensemble) -> Vec<Distribution> {
    let of_month = |month| Metric::ALL.map(|metric| ensemble.distribution(month, metric).clone());
    ensemble.months().through().flat_map(of_month).collect()
}

#[test]
fn one_two_and_eight_threads_give_the_same_ensemble() {
    for (name, scenario) in questions() {
        let one = run(&scenario, TRIALS, 1);
        let all_of_one = distributions(&one);
        for threads in [2, 8] {
            let many = run(&scenario, TRIALS, threads);
            assert!(distributions(&many) == all_of_one, "{name}: distributions on {threads} threads");
            assert!(many.rows() == one.rows(), "{name}: rows on {threads} threads");
            assert!(many.paths() == one.paths(), "{name}: paths on {threads} threads");
            assert_eq!(many.all_outcomes(), one.all_outcomes(), "{name}: outcomes on {threads} threads");
        }
    }
}

#[test]
fn another_seed_gives_other_careers() {
    // The negative control of this file: without it, constant results would pass every other test.
    let scenario = preset_with("builder", &[]);
    let teams = |seed| -> Vec<i64> {
        let settings = Settings::with_trials(1_000).with_seed(seed).keeping_trials();
        simulate(&scenario, &settings).unwrap().rows().iter().map(|row| row.last.ever_joined).collect()
    };
    let (one, other) = (teams(1), teams(2));
    let same = one.iter().zip(&other).filter(|pair| pair.0 == pair.1).count();
    assert!(same < 200, "{same} of 1,000 trials are the same under two seeds");
}

#[test]
fn a_run_until_it_is_precise_enough_takes_the_same_trials_on_any_number_of_threads() {
    let scenario = preset_with("typical", &[]);
    let run = |threads| {
        let trials = Trials::until_precise(1.0, 50_000).unwrap();
        let settings = Settings { trials, threads: NonZeroUsize::new(threads), ..Settings::default() };
        simulate(&scenario, &settings).unwrap()
    };
    let one = run(1);
    assert!((1_000..50_000).contains(&one.trials()), "{} trials", one.trials());
    for threads in [2, 8] {
        let many = run(threads);
        assert_eq!(many.trials(), one.trials());
        assert!(distributions(&many) == distributions(&one), "{threads} threads");
    }
}

#[test]
fn a_trial_alone_is_the_trial_of_the_run() {
    for (name, scenario) in questions() {
        let ensemble = run(&scenario, TRIALS, 2);
        // The block ends, their neighbours and some in between.
        for trial in [1, 2, 999, 1_000, 1_001, 2_718, 4_000, TRIALS] {
            let alone = replay(&scenario, 20, trial).unwrap().row();
            let index = usize::try_from(trial).unwrap() - 1;
            assert_eq!(alone, ensemble.rows()[index], "{name}, trial {trial}");
        }
        for path in ensemble.paths() {
            assert_eq!(path, &replay(&scenario, 20, path.trial).unwrap(), "{name}, path of trial {}", path.trial);
        }
    }
}

#[test]
fn more_trials_never_change_earlier_ones() {
    for (name, scenario) in questions() {
        let (few, many) = (run(&scenario, 1_234, 2), run(&scenario, TRIALS, 2));
        assert_eq!(few.rows().len(), 1_234);
        assert!(few.rows() == &many.rows()[..1_234], "{name}");
    }
}

#[test]
fn an_interrupted_run_keeps_the_first_trials_without_a_gap() {
    let scenario = preset_with("momentum", &["months=36"]);
    let settings = Settings { threads: NonZeroUsize::new(2), ..Settings::with_trials(1_000_000) };
    let watch = Watch::new();
    let ensemble = std::thread::scope(|scope| {
        scope.spawn(|| {
            while watch.done() < 2_000 {
                std::thread::yield_now();
            }
            watch.stop();
        });
        simulate_watched(&scenario, &settings.clone().keeping_trials(), &watch).unwrap()
    });
    assert_eq!(ensemble.completeness(), Completeness::Interrupted);
    assert!((2_000..1_000_000).contains(&ensemble.trials()));
    let whole = simulate(&scenario, &Settings::with_trials(ensemble.trials()).keeping_trials()).unwrap();
    assert!(ensemble.rows() == whole.rows());
    assert!(distributions(&ensemble) == distributions(&whole));
}

#[test]
fn rows_and_distributions_tell_of_the_same_trials() {
    for (name, scenario) in questions() {
        let ensemble = run(&scenario, TRIALS, 2);
        let last = ensemble.months();
        let numbers: Vec<u64> = ensemble.rows().iter().map(|row| row.trial).collect();
        assert_eq!(numbers, (1..=TRIALS).collect::<Vec<_>>(), "{name}");
        for metric in Metric::ALL {
            let values = ensemble.rows().iter().map(|row| (row.last.of(metric), 1)).collect();
            let (of_rows, recorded) = (Distribution::new(values), ensemble.distribution(last, metric));
            assert!(&of_rows == recorded, "{name}: {}", metric.name());
        }
    }
}

/// Distributions before the last month, and without kept trials, are those of the careers one by one, exactly as far as
/// they say that they are exact.
#[test]
fn careers_and_distributions_tell_of_the_same_trials_in_every_month() {
    const FEW: u64 = 250;
    for (name, scenario) in questions() {
        let ensemble = simulate(&scenario, &Settings::with_trials(FEW).with_seed(20)).unwrap();
        let careers: Vec<_> = (1..=FEW).map(|trial| replay(&scenario, 20, trial).unwrap()).collect();
        for month in ensemble.months().through() {
            for metric in Metric::ALL {
                let values = careers.iter().map(|career| (career.value(month, metric), 1)).collect();
                let recorded = ensemble.distribution(month, metric);
                assert_eq!(recorded.accuracy(), Accuracy::Exact, "250 trials have few values");
                assert!(&Distribution::new(values) == recorded, "{name}: {} of month {month}", metric.name());
            }
        }
    }
}

/// With more distinct amounts than are kept apart, each is within 0.05 % of a trial's own, and the counts below, at and
/// above zero and the mean are exact.
#[test]
fn many_distinct_amounts_are_within_their_bound() {
    let scenario = preset_with("builder", &[]);
    let settings = Settings::with_trials(12_000).with_seed(20);
    let counted = simulate(&scenario, &settings).unwrap();
    let exact = simulate(&scenario, &settings.keeping_trials()).unwrap();
    let last = counted.months();
    let (counted, exact) = (counted.distribution(last, Metric::NetTotal), exact.distribution(last, Metric::NetTotal));
    assert_eq!((counted.accuracy(), exact.accuracy()), (Accuracy::Rounded, Accuracy::Exact));
    assert_eq!((counted.trials(), counted.mean()), (exact.trials(), exact.mean()));
    for percent in [1, 5, 10, 25, 50, 75, 90, 95, 99] {
        let (rounded, value) = (counted.percentile(percent).unwrap(), exact.percentile(percent).unwrap());
        let most = value.unsigned_abs().div_ceil(2_000);
        assert!(rounded.abs_diff(value) <= most, "{percent} %: {rounded} and {value}");
    }
}

#[test]
fn keeping_the_trials_changes_no_number() {
    for (name, scenario) in questions() {
        let counted = simulate(&scenario, &Settings::with_trials(TRIALS).with_seed(20)).unwrap();
        assert!(counted.rows().is_empty() && counted.paths().is_empty());
        let kept = run(&scenario, TRIALS, 1);
        assert_eq!(counted.all_outcomes(), kept.all_outcomes(), "{name}");
        assert_eq!(counted.commission_by_rule(), kept.commission_by_rule(), "{name}");
        // Kept trials make amounts of the last month exact, which others are up to 4,096 distinct ones.
        let same = |pair: (&Distribution, &Distribution)| pair.0 == pair.1 || pair.0.accuracy() != pair.1.accuracy();
        assert!(distributions(&counted).iter().zip(&distributions(&kept)).all(same), "{name}");
    }
}
