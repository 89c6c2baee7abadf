//! What a trial costs from scenario to ensemble: by trials, by threads, by preset and by what pays you. Elements are
//! member-months (everyone who ever joined and you, times the months), so the throughput compares across scenarios;
//! `ensemble/trials` counts trials.

use std::hint::black_box;
use std::num::NonZeroUsize;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use downline::scenario::Draft;
use downline::scenario::presets::PRESETS;
use downline::{Metric, Scenario, Settings, simulate};

/// Enough for several blocks of work on each thread.
const TRIALS: u64 = 10_000;

fn settings(trials: u64, threads: usize) -> Settings {
    Settings { threads: NonZeroUsize::new(threads), ..Settings::with_trials(trials) }
}

/// Member-months of all trials.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss)] // far below 2^53
fn member_months(scenario: &Scenario, trials: u64) -> u64 {
    let ensemble = simulate(scenario, &settings(trials, 1)).expect("a team that fits");
    let joined = ensemble.distribution(ensemble.months(), Metric::EverJoined).mean().unwrap_or(0.0);
    ((joined + 1.0) * f64::from(ensemble.months().get()) * ensemble.trials() as f64) as u64
}

/// Time grows in proportion to the trials; keeping them costs rows.
fn by_trials(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ensemble/trials");
    group.sample_size(10);
    let scenario = Scenario::preset("tenacious").expect("a preset");
    for trials in [1_000, 10_000, 100_000] {
        group.throughput(Throughput::Elements(trials));
        for (name, settings) in [("counted", settings(trials, 1)), ("kept", settings(trials, 1).keeping_trials())] {
            group.bench_with_input(BenchmarkId::new(name, trials), &settings, |bencher, settings| {
                bencher.iter(|| simulate(black_box(&scenario), settings));
            });
        }
    }
    group.finish();
}

fn by_threads(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ensemble/threads");
    group.sample_size(10);
    let scenario = Scenario::preset("momentum").expect("a preset");
    group.throughput(Throughput::Elements(member_months(&scenario, 10 * TRIALS)));
    for threads in [1, 2] {
        let settings = settings(10 * TRIALS, threads);
        group.bench_with_input(BenchmarkId::from_parameter(threads), &settings, |bencher, settings| {
            bencher.iter(|| simulate(black_box(&scenario), settings));
        });
    }
    group.finish();
}

fn by_preset(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ensemble/preset");
    group.sample_size(10);
    for preset in PRESETS {
        let scenario = Scenario::preset(preset.name).expect("a preset");
        if scenario.growth().is_certain() {
            continue; // computed once, whatever the trials
        }
        group.throughput(Throughput::Elements(member_months(&scenario, TRIALS)));
        group.bench_function(preset.name, |bencher| {
            bencher.iter(|| simulate(black_box(&scenario), &settings(TRIALS, 1)));
        });
    }
    group.finish();
}

/// The ways to your pay: by head-count, by rounded team volume, by level, and through the whole tree.
fn by_plan(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ensemble/plan");
    group.sample_size(10);
    let unilevel = |compression: &str| {
        format!("plan={{unilevel={{rates=[\"5%\",\"5%\",\"5%\",\"4%\",\"3%\"],compression=\"{compression}\"}}}}")
    };
    let plans = [
        ("head-count", "plan={team-percent={rate=\"6%\"}}".to_owned()),
        ("team-volume", "plan={team-percent={rate=\"7.777%\"}}".to_owned()),
        ("unilevel-none", unilevel("none")),
        ("unilevel-standard", unilevel("standard")),
        ("unilevel-dynamic", unilevel("dynamic")),
    ];
    for (name, assignment) in plans {
        let mut draft = Draft::preset("momentum").expect("a preset");
        draft.set(&assignment).expect("a plan");
        let scenario = draft.finish().expect("a scenario").0;
        group.throughput(Throughput::Elements(member_months(&scenario, TRIALS)));
        group.bench_function(name, |bencher| bencher.iter(|| simulate(black_box(&scenario), &settings(TRIALS, 1))));
    }
    group.finish();
}

criterion_group!(benches, by_trials, by_threads, by_preset, by_plan);
criterion_main!(benches);
