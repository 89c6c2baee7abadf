//! One month of a network, totals only: how the time grows with the members and levels, by the shape of the tree; and
//! months of a small team, paid for one earner.
//!
//! `cargo bench --bench settlement -- 'unilevel'`; `-- 'by size'` goes to ten million members, which takes about 3 GB and some minutes.

#![allow(clippy::inconsistent_digit_grouping)] // hundredths are written as 100_00

use std::cell::OnceCell;
use std::hint::black_box;
use std::sync::Arc;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use downline::commission::binary::{Carry, Ineligible, Match};
use downline::commission::cap::Cut;
use downline::commission::differential::{Brackets, EqualBelow, Lookup};
use downline::commission::generation::{AbsentLeader, EndsAt};
use downline::commission::infinity::{EndedBy, LeaderTerms};
use downline::commission::matching::Cascade;
use downline::commission::rank_advancement::SkippedRanks;
use downline::commission::retail::MarginOf;
use downline::commission::structure::FirstTier;
use downline::commission::{
    Binary, Breakaway, CompanyCap, Compression, CustomerDiscount, Differential, EarnerByRule, EarnerCap, FastStart,
    Generation, Infinity, Ladder, Ledger, LegCap, LegsWithRank, MatchDown, Matching, Matrix, OwnVolume, Period,
    Placing, Plan, Pool, RankAdvancement, RankBonus, Requirement, Retail, Rule, Standing, StructureBonus, TeamPercent,
    Totals, Unilevel,
};
use downline::plans::{BUILT_IN, PlanFile};
use downline::units::{Money, Month, Rate, Volume};

const MEMBERS: u32 = 1_000_000;

/// A small generator of its own, so that a bench tree never changes with a dependency.
struct Lehmer(u64);

impl Lehmer {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(((self.0 >> 32) * u64::from(limit)) >> 32).unwrap()
    }
}

/// A network of this shape in which nine of ten members are active, everybody orders, and half of it is sold on.
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
        period.set_retail(id, Money::from_cents(volume.hundredths() / 2));
        period.set_active(id, random.below(10) > 0);
        period.set_rank(id, u8::try_from(random.below(6)).unwrap());
        period.set_joined(id, u16::try_from(u64::from(id) * 24 / u64::from(members)).unwrap());
    }
    period.set_month(Month::new(24));
    let placement = Placing::BreadthFirst(2).place(&period);
    period.set_placement(placement).unwrap();
    period
}

fn percents(numbers: &[u32]) -> Vec<Rate> {
    numbers.iter().map(|number| Rate::from_parts_per_million(number * 10_000)).collect()
}

fn stairstep(brackets: Brackets) -> Differential {
    let volumes = [100_00, 400_00, 1_000_00, 2_500_00, 3_250_00, 5_000_00, 7_500_00].map(Volume::from_hundredths);
    let steps = volumes.into_iter().zip(percents(&[3, 6, 9, 12, 15, 18, 21])).collect();
    Differential::by_group(steps, Lookup::Commissionable, OwnVolume::Included, brackets)
}

/// The forms of a differential, an infinity override and a generation rule that look at more than one rank.
fn by_rank() -> Vec<(&'static str, Arc<dyn Rule>)> {
    let rates = percents(&[0, 5, 10, 15, 20, 25]);
    let tied = |equal_below| Differential::by_rank(rates.clone()).with_equal_below(equal_below);
    let minimum = EqualBelow::Minimum { minimum: percents(&[1])[0], payees: 3 };
    let matches = EqualBelow::Match { rates: percents(&[0, 10, 15, 20, 20, 20]), payees: 3 };
    let terms = |rank: u8| {
        let (rate, below_lower_leader) = (percents(&[u32::from(rank)])[0], percents(&[2])[0]);
        LeaderTerms { rank, rate, below_lower_leader, first_level: 9, overlap: 9 }
    };
    let leaders = [3, 4, 5].map(terms).to_vec();
    let generation = Generation::new(3, percents(&[5, 3, 1]), AbsentLeader::UsesGeneration);
    vec![
        ("differential-minimum", Arc::new(tied(minimum))),
        ("differential-match", Arc::new(tied(matches))),
        ("infinity-by-rank", Arc::new(Infinity::by_rank(leaders, EndedBy::EqualOrHigher))),
        ("generation-same-rank", Arc::new(generation.with_ends_at(EndsAt::SameRank))),
    ]
}

/// Rules that read what another one pays are timed together with it.
fn pairs() -> Vec<(&'static str, Vec<Arc<dyn Rule>>)> {
    let first = || -> Arc<dyn Rule> { Arc::new(TeamPercent::new(percents(&[6])[0])) };
    let on = || vec!["team-percent".to_owned()];
    let matching = Matching::new(on(), vec![percents(&[10, 5, 3])], Cascade::Yes);
    let by_leaders = matching.clone().with_leader_rank(4);
    let match_down = MatchDown::new(on(), percents(&[25, 10]));
    let earner_cap = EarnerCap::new(on(), vec![Money::from_cents(500_00), Money::from_cents(2_000_00)]);
    vec![
        ("team-percent and matching", vec![first(), Arc::new(matching)]),
        ("team-percent and matching by leaders", vec![first(), Arc::new(by_leaders)]),
        ("team-percent and match-down", vec![first(), Arc::new(match_down)]),
        ("team-percent and earner-cap", vec![first(), Arc::new(earner_cap)]),
        ("team-percent and cap", vec![first(), Arc::new(CompanyCap::new(on(), percents(&[30])[0], Cut::ProRata))]),
    ]
}

/// Rules that pay a member for what it sells, buys and reaches itself.
fn of_ones_own() -> Vec<(&'static str, Arc<dyn Rule>)> {
    let steps = [500_00, 1_000_00].map(Volume::from_hundredths);
    let by_volume = |rates: &[u32]| steps.into_iter().zip(percents(rates)).collect::<Vec<_>>();
    let sales = steps.map(|step| Money::from_cents(step.hundredths()));
    let by_sales = |rates: &[u32]| sales.into_iter().zip(percents(rates)).collect::<Vec<_>>();
    let hundred = Volume::from_hundredths(100_00);
    let first = FirstTier {
        personal: hundred,
        frontline: 3,
        frontline_personal: hundred,
        team: Volume::from_hundredths(600_00),
    };
    let amounts = |amounts: &[i64]| amounts.iter().map(|&amount| Money::from_cents(amount)).collect();
    let advancement = RankAdvancement::new(amounts(&[0, 50_00, 100_00, 200_00, 500_00, 1_000_00]), SkippedRanks::Paid);
    vec![
        ("retail", Arc::new(Retail::new(percents(&[20, 22, 24, 26, 28, 30]), MarginOf::RetailPrice))),
        ("retail-by-sales", Arc::new(Retail::by_sales(by_sales(&[20, 25]), MarginOf::Cost, Brackets::Slab))),
        ("customer-discount", Arc::new(CustomerDiscount::by_rank(percents(&[0, 25, 35, 42, 42, 50])))),
        (
            "customer-discount-by-volume",
            Arc::new(CustomerDiscount::by_volume(by_volume(&[5, 10]), Lookup::Commissionable, Brackets::Slab)),
        ),
        ("structure-bonus", Arc::new(StructureBonus::new(first, amounts(&[50_00, 250_00, 1_500_00])))),
        ("rank-advancement", Arc::new(advancement)),
        ("rank-bonus", Arc::new(RankBonus::new(amounts(&[0, 0, 300_00, 600_00, 900_00, 1_200_00])))),
    ]
}

/// A ledger in which everybody has just risen to its rank.
fn risen(period: &Period) -> Ledger {
    let mut ledger = Ledger::new();
    for (id, &rank) in (0..).zip(period.ranks()) {
        ledger.standing_mut().bring_title(id, rank);
    }
    ledger
}

fn rules() -> Vec<(&'static str, Arc<dyn Rule>)> {
    let levels = percents(&[5, 5, 5, 4, 3, 2, 1]);
    let by_rank = |compression| Unilevel::new(levels.clone(), compression).with_depth_by_rank(vec![2, 3, 4, 5, 6, 7]);
    let weaker_leg = Match::WeakerLeg(percents(&[10]));
    vec![
        ("team-percent", Arc::new(TeamPercent::new(Rate::from_parts_per_million(60_000)))),
        ("unilevel-none", Arc::new(by_rank(Compression::None))),
        ("unilevel-standard", Arc::new(by_rank(Compression::Standard))),
        ("unilevel-dynamic", Arc::new(by_rank(Compression::Dynamic))),
        ("differential-by-rank", Arc::new(Differential::by_rank(percents(&[0, 5, 10, 15, 20, 25])))),
        ("differential-by-group", Arc::new(stairstep(Brackets::Slab))),
        ("differential-marginal", Arc::new(stairstep(Brackets::Marginal))),
        ("breakaway", Arc::new(Breakaway::new(4, percents(&[5, 3, 1]), AbsentLeader::PassedOver))),
        ("generation", Arc::new(Generation::new(4, percents(&[5, 3, 1]), AbsentLeader::UsesGeneration))),
        ("infinity", Arc::new(Infinity::new(5, percents(&[2])[0], 9, 9))),
        ("binary", Arc::new(Binary::new(weaker_leg, Carry::Both, Ineligible::KeepBoth, Placing::BreadthFirst(2)))),
        ("matrix", Arc::new(Matrix::new(by_rank(Compression::Standard), Placing::BreadthFirst(2)))),
        ("fast-start", Arc::new(FastStart::new(percents(&[20, 10, 5]), 3, Compression::Standard))),
        ("pool", Arc::new(Pool::new(percents(&[1])[0], vec![0, 0, 0, 1, 2, 3]))),
    ]
}

fn shapes(criterion: &mut Criterion) {
    for shape in ["random", "chain", "star"] {
        let period = network(shape, MEMBERS);
        let mut group = criterion.benchmark_group(format!("{shape} tree of {MEMBERS}"));
        group.throughput(Throughput::Elements(u64::from(MEMBERS))).sample_size(10);
        let ledger = risen(&period);
        let alone = rules().into_iter().chain(by_rank()).chain(of_ones_own()).map(|(name, rule)| (name, vec![rule]));
        for (name, rules) in alone.chain(pairs()) {
            let plan = Plan::new(rules);
            group.bench_function(name, |bencher| {
                let settle = |mut ledger: Ledger| {
                    let mut totals = Totals::new(period.len());
                    plan.settle(&period, &mut ledger, &mut totals);
                    black_box(totals.paid())
                };
                bencher.iter_batched(|| ledger.clone(), settle, BatchSize::PerIteration);
            });
        }
    }
}

/// What comes before the rules: ranks, and places in trees of limited width.
fn preparation(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("preparation");
    group.sample_size(10);
    for shape in ["random", "chain", "star"] {
        let mut period = network(shape, MEMBERS);
        let volume = Volume::from_hundredths(10_000_00);
        let ladder = Ladder::new(vec![
            Requirement { personal: Volume::from_hundredths(100_00), ..Requirement::default() },
            Requirement {
                group: volume,
                leg_cap: LegCap::OfTotal(percents(&[50])[0]),
                legs_with_rank: vec![LegsWithRank::new(2, 1)],
                ..Requirement::default()
            },
        ]);
        let mut standing = Standing::default();
        group.bench_function(format!("ladder, {shape}"), |bencher| {
            bencher.iter(|| ladder.apply(&mut period, &mut standing));
        });
        for (name, placing) in [("alternating", Placing::Alternating), ("breadth first", Placing::BreadthFirst(3))] {
            group.bench_function(format!("placing {name}, {shape}"), |bencher| {
                bencher.iter(|| black_box(placing.place(&period)));
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

/// Up to ten million members, for rules of each kind: down the whole tree, up a few levels or steps, by legs.
fn sizes(criterion: &mut Criterion) {
    const KINDS: [&str; 7] = [
        "team-percent",
        "unilevel-dynamic",
        "differential-by-rank",
        "breakaway",
        "binary",
        "matrix",
        "team-percent and matching",
    ];
    for (shape, members) in
        ["random", "chain", "star"].into_iter().flat_map(|shape| [(shape, MEMBERS), (shape, 10 * MEMBERS)])
    {
        let mut group = criterion.benchmark_group(format!("by size, {shape}"));
        // Built only when asked for: `cargo bench -- unilevel` should not wait for ten million members.
        let period = OnceCell::new();
        group.throughput(Throughput::Elements(u64::from(members))).sample_size(10);
        let alone = rules().into_iter().map(|(name, rule)| (name, vec![rule]));
        for (name, rules) in alone.chain(pairs()).filter(|rule| KINDS.contains(&rule.0)) {
            let plan = Plan::new(rules);
            group.bench_with_input(BenchmarkId::new(name, members), &members, |bencher, _| {
                let period = period.get_or_init(|| network(shape, members));
                bencher.iter(|| {
                    let mut totals = Totals::new(period.len());
                    plan.settle(period, &mut Ledger::new(), &mut totals);
                    black_box(totals.paid())
                });
            });
        }
    }
}

/// A month of a team of nine, as a simulated career is paid: for the first member only, in memory that is used again.
fn small(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("a month of nine");
    for built_in in BUILT_IN {
        let plan = PlanFile::built_in(built_in.name).unwrap().plan().clone();
        let mut period = network("random", 9);
        let (mut ledger, mut yours) = (Ledger::new(), EarnerByRule::new(0));
        group.bench_function(built_in.name, |bencher| {
            bencher.iter(|| {
                yours.clear();
                plan.qualify_for_pay(&mut period, &mut ledger);
                plan.settle(&period, &mut ledger, &mut yours);
                black_box(yours.total())
            });
        });
    }
}

criterion_group!(benches, shapes, preparation, levels, members, sizes, small);
criterion_main!(benches);
