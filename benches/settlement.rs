//! One month of a network, totals only: how the time grows with the members and levels, by the shape of the tree.
//!
//! `cargo bench --bench settlement -- 'unilevel'`

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use downline::commission::{Compression, Ledger, Period, Plan, Rule, TeamPercent, Totals, Unilevel};
use downline::units::{Rate, Volume};

const MEMBERS: u32 = 1_000_000;

/// A small generator of its own, so that a bench tree never changes with a dependency.
struct Lehmer(u64);

impl Lehmer {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(((self.0 >> 32) * u64::from(limit)) >> 32).unwrap()
    }
}

/// A network of this shape in which nine of ten members are active and everybody orders.
fn network(shape: &str, members: u32) -> Period {
    let mut random = Lehmer(1);
    let sponsors = (0..members).map(|id| match shape {
        "random" if id > 0 => random.below(id),
        "chain" => id.saturating_sub(1),
        _ => 0,
    });
    let mut period = Period::new(sponsors.collect()).unwrap();
    for id in 0..members {
        let volume = Volume::from_hundredths(100_00 + i64::from(random.below(100_00)));
        period.set_volume(id, volume, volume);
        period.set_active(id, random.below(10) > 0);
        period.set_rank(id, u8::try_from(random.below(6)).unwrap());
    }
    period
}

fn percents(numbers: &[u32]) -> Vec<Rate> {
    numbers.iter().map(|number| Rate::from_parts_per_million(number * 10_000)).collect()
}

fn rules() -> Vec<(&'static str, Arc<dyn Rule>)> {
    let levels = percents(&[5, 5, 5, 4, 3, 2, 1]);
    let by_rank = |compression| Unilevel::new(levels.clone(), compression).with_depth_by_rank(vec![2, 3, 4, 5, 6, 7]);
    vec![
        ("team-percent", Arc::new(TeamPercent::new(Rate::from_parts_per_million(60_000)))),
        ("unilevel-none", Arc::new(by_rank(Compression::None))),
        ("unilevel-standard", Arc::new(by_rank(Compression::Standard))),
        ("unilevel-dynamic", Arc::new(by_rank(Compression::Dynamic))),
    ]
}

fn shapes(criterion: &mut Criterion) {
    for shape in ["random", "chain", "star"] {
        let period = network(shape, MEMBERS);
        let mut group = criterion.benchmark_group(format!("{shape} tree of {MEMBERS}"));
        group.throughput(Throughput::Elements(u64::from(MEMBERS))).sample_size(10);
        for (name, rule) in rules() {
            let plan = Plan::new(vec![rule]);
            group.bench_function(name, |bencher| {
                bencher.iter(|| {
                    let mut totals = Totals::new(period.len());
                    plan.settle(&period, &mut Ledger::new(), &mut totals);
                    black_box(totals.paid())
                });
            });
        }
    }
}

fn levels(criterion: &mut Criterion) {
    let period = network("random", MEMBERS / 10);
    let mut group = criterion.benchmark_group("unilevel by levels");
    group.sample_size(10);
    for levels in [1, 3, 7, 15] {
        let plan = Plan::new(vec![Arc::new(Unilevel::new(percents(&vec![1; levels]), Compression::Standard))]);
        group.bench_with_input(BenchmarkId::from_parameter(levels), &levels, |bencher, _| {
            bencher.iter(|| {
                let mut totals = Totals::new(period.len());
                plan.settle(&period, &mut Ledger::new(), &mut totals);
                black_box(totals.paid())
            });
        });
    }
}

fn members(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("unilevel by members");
    group.sample_size(10);
    let plan = Plan::new(vec![Arc::new(Unilevel::new(percents(&[5, 5, 5, 4, 3]), Compression::Dynamic))]);
    for members in [10_000, 100_000, 1_000_000] {
        let period = network("random", members);
        group.throughput(Throughput::Elements(u64::from(members)));
        group.bench_with_input(BenchmarkId::from_parameter(members), &members, |bencher, _| {
            bencher.iter(|| {
                let mut totals = Totals::new(period.len());
                plan.settle(&period, &mut Ledger::new(), &mut totals);
                black_box(totals.paid())
            });
        });
    }
}

criterion_group!(benches, shapes, levels, members);
criterion_main!(benches);
