//! Threads never change a number; more trials never change earlier ones; a trial replays alone; rows and distributions
//! are two views of the same trials.

use std::num::NonZeroUsize;

use downline::ensemble::{Completeness, Distribution, TrialRow};
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
    let of_month = |month| Metric::ALL.map(|metric| ensemble.distribution(month, metric));
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
            assert_eq!(many.outcomes(), one.outcomes(), "{name}: outcomes on {threads} threads");
        }
    }
}

#[test]
fn another_seed_gives_other_careers() {
    // The negative control of this file: without it, constant results would pass every other test.
    let scenario = preset_with("builder", &[]);
    let teams = |seed| -> Vec<u64> {
        let settings = Settings::with_trials(1_000).with_seed(seed).keeping_trials();
        simulate(&scenario, &settings).unwrap().rows().iter().map(|row| row.ever_joined).collect()
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
        let people = |count: u64| i64::try_from(count).unwrap();
        let same = |metric: Metric, value: &dyn Fn(&TrialRow) -> i64| {
            let from_rows = Distribution::new(ensemble.rows().iter().map(|row| (value(row), 1)).collect());
            assert!(from_rows == ensemble.distribution(last, metric), "{name}: {}", metric.name());
        };
        same(Metric::Team, &|row| people(row.team));
        same(Metric::Downline, &|row| people(row.downline));
        same(Metric::EverJoined, &|row| people(row.ever_joined));
        same(Metric::Commission, &|row| row.commission_last_month.cents());
        same(Metric::Net, &|row| row.net_last_month.cents());
        same(Metric::NetTotal, &|row| row.net_total.cents());
    }
}

#[test]
fn keeping_the_trials_changes_no_number() {
    for (name, scenario) in questions() {
        let counted = simulate(&scenario, &Settings::with_trials(TRIALS).with_seed(20)).unwrap();
        assert!(counted.rows().is_empty() && counted.paths().is_empty());
        assert!(distributions(&counted) == distributions(&run(&scenario, TRIALS, 1)), "{name}");
    }
}
