//! Sums of large networks are found on several threads, and under other numbers: they must be those of the lines.

use std::sync::Arc;

use downline::commission::cap::Cut;
use downline::commission::differential::{Brackets, EqualBelow, Lookup};
use downline::commission::generation::{AbsentLeader, EndsAt, LeaderOrder};
use downline::commission::infinity::{Counts, EndedBy, LeaderTerms};
use downline::commission::matching::Cascade;
use downline::commission::{
    Breakaway, CompanyCap, Compression, Differential, FastStart, Generation, Infinity, Ledger, Line, Matching, Matrix,
    OwnVolume, Period, Placing, Plan, Reason, Rounding, Rule, Sink, ToCent, Totals, Unilevel, Unpaid,
};
use downline::units::{Money, Month, Rate, Volume};

/// Above the size from which a month is shared out among threads.
const SHARED_OUT: u32 = 70_001;
/// Above the size from which it is renumbered as well.
const RENUMBERED: u32 = 540_001;

/// Adds up lines one by one, as any sink that is not the project's own would.
struct OneByOne {
    earners: Vec<Money>,
    kept: Vec<(Reason, Money)>,
}

impl Sink for OneByOne {
    fn line(&mut self, _rule: &str, line: &Line) {
        match line.earner.filter(|_| line.reason.is_paid()) {
            Some(earner) => self.earners[earner as usize] += line.amount,
            None => self.kept.iter_mut().filter(|kept| kept.0 == line.reason).for_each(|kept| kept.1 += line.amount),
        }
    }
}

/// A small generator of its own, so that the networks never change with a dependency.
struct Lehmer(u64);

impl Lehmer {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(((self.0 >> 32) * u64::from(limit)) >> 32).unwrap()
    }
}

fn percents(numbers: &[u32]) -> Vec<Rate> {
    numbers.iter().map(|number| Rate::from_parts_per_million(number * 10_000)).collect()
}

fn network(members: u32, sponsor: impl Fn(u32, &mut Lehmer) -> u32) -> Period {
    let mut random = Lehmer(u64::from(members));
    let sponsors = (0..members).map(|id| if id == 0 { 0 } else { sponsor(id, &mut random) }).collect();
    let mut period = Period::new(sponsors).unwrap();
    for id in 0..members {
        let volume = Volume::from_hundredths(i64::from(random.below(200_00)));
        period.set_volume(id, volume, volume);
        period.set_active(id, random.below(10) > 0);
        period.set_rank(id, u8::try_from(random.below(6)).unwrap());
        period.set_joined(id, u16::try_from(random.below(24)).unwrap());
    }
    period.set_month(Month::new(24));
    period
}

/// Overrides on groups that break away.
fn overrides() -> [(&'static str, Plan); 2] {
    let of = |absent| Breakaway::new(4, percents(&[5, 3, 1]), absent);
    let guarantee = of(AbsentLeader::UsesGeneration).with_guarantee(Volume::from_hundredths(900_00));
    let rolls_up = of(AbsentLeader::PassedOver).with_unpaid(Unpaid::RollsUp);
    [("guarantee", Plan::new(vec![Arc::new(guarantee)])), ("breakaway", Plan::new(vec![Arc::new(rolls_up)]))]
}

/// Rules that go up from every order, with each answer that changes the way.
fn plans() -> Vec<(&'static str, Plan)> {
    let levels = |compression| {
        Unilevel::new(percents(&[5, 5, 4, 3, 2, 1]), compression).with_depth_by_rank(vec![1, 2, 3, 4, 5, 6])
    };
    let differential = || Differential::by_rank(percents(&[0, 5, 10, 15, 20, 25]));
    let steps = [100_00, 1_000_00, 9_000_00].map(Volume::from_hundredths).into_iter().zip(percents(&[3, 9, 21]));
    let group = |brackets| {
        Differential::by_group(steps.clone().collect(), Lookup::Commissionable, OwnVolume::Included, brackets)
    };
    let minimum = EqualBelow::Minimum { minimum: percents(&[1])[0], payees: 3 };
    let matches = EqualBelow::Match { rates: percents(&[0, 10, 15, 20]), payees: 3 };
    let terms = |rank: u8| {
        let (rate, below_lower_leader) = (percents(&[u32::from(rank)])[0], percents(&[2])[0]);
        LeaderTerms { rank, rate, below_lower_leader, first_level: 2, overlap: 5 }
    };
    let infinity = Infinity::by_rank([3, 4, 5].map(terms).to_vec(), EndedBy::Equal);
    let generation = Generation::new(3, percents(&[5, 3, 1]), AbsentLeader::UsesGeneration);
    let one = |rule: Arc<dyn Rule>| Plan::new(vec![rule]);
    let with_match = |cascade, leader_rank: Option<u8>| {
        let matching = Matching::new(vec!["unilevel".into()], vec![percents(&[10, 5, 3])], cascade);
        let matching = leader_rank.into_iter().fold(matching, Matching::with_leader_rank);
        let cap = CompanyCap::new(vec!["unilevel".into(), "matching".into()], percents(&[15])[0], Cut::ProRata);
        Plan::new(vec![Arc::new(levels(Compression::Standard)), Arc::new(matching), Arc::new(cap)])
    };
    let half_even = Rounding { to_cent: ToCent::HalfEven, ..Rounding::EACH_LINE };
    let mut plans = vec![
        ("unilevel", one(Arc::new(levels(Compression::None).with_own_rates(percents(&[2]))))),
        ("standard", one(Arc::new(levels(Compression::Standard)))),
        ("dynamic", one(Arc::new(levels(Compression::Dynamic))).with_rounding(half_even)),
        ("rolls up", one(Arc::new(levels(Compression::None).with_unpaid(Unpaid::RollsUp).with_breakaway_rank(5)))),
        ("differential", one(Arc::new(differential().with_breakaway_rank(5)))),
        ("slab", one(Arc::new(group(Brackets::Slab)))),
        ("marginal", one(Arc::new(group(Brackets::Marginal)))),
        ("minimum", one(Arc::new(differential().with_equal_below(minimum)))),
        ("match", one(Arc::new(differential().with_equal_below(matches)))),
        ("new members", one(Arc::new(differential().with_member_shares(3, percents(&[50])[0], percents(&[33])[0])))),
        ("generation", one(Arc::new(generation.clone()))),
        ("own generation", one(Arc::new(generation.clone().with_leader_order(LeaderOrder::OwnGeneration)))),
        ("same rank", one(Arc::new(generation.clone().with_ends_at(EndsAt::SameRank)))),
        (
            "own generation of the same rank",
            one(Arc::new(generation.with_ends_at(EndsAt::SameRank).with_leader_order(LeaderOrder::OwnGeneration))),
        ),
        ("infinity", one(Arc::new(infinity.clone()))),
        ("compressed infinity", one(Arc::new(infinity.clone().passing_over_inactive()))),
        ("infinity by generations", one(Arc::new(infinity.with_counts(Counts::Leaders(2))))),
        ("fast start", one(Arc::new(FastStart::new(percents(&[20, 10, 5]), 3, Compression::Standard)))),
        ("matrix", one(Arc::new(Matrix::new(levels(Compression::Dynamic), Placing::BreadthFirst(2))))),
        (
            "matrix by legs",
            one(Arc::new(Matrix::new(
                levels(Compression::Standard).with_depth_by_active_legs(vec![1, 2, 6]),
                Placing::BreadthFirst(2),
            ))),
        ),
        ("matching", with_match(Cascade::No, None)),
        ("cascade", with_match(Cascade::Yes, None)),
        ("match by leaders", with_match(Cascade::Yes, Some(4))),
    ];
    plans.extend(overrides());
    plans
}

fn sums(plan: &Plan, period: &Period) -> Totals {
    let mut totals = Totals::new(period.len());
    plan.settle(period, &mut Ledger::new(), &mut totals);
    totals
}

/// Holds the sums of each plan on this network to its lines.
fn hold(network: &str, period: &Period) {
    for (name, plan) in plans() {
        let mut lines = OneByOne {
            earners: vec![Money::ZERO; period.len()],
            kept: Reason::ALL.into_iter().map(|reason| (reason, Money::ZERO)).collect(),
        };
        plan.settle(period, &mut Ledger::new(), &mut lines);
        let totals = sums(&plan, period);
        let differs = (0..period.len()).find(|&member| totals.earners()[member] != lines.earners[member]);
        assert_eq!(differs, None, "{name} of a {network}: the first member with another sum");
        lines.kept.retain(|kept| kept.1 != Money::ZERO);
        assert_eq!(totals.breakage().collect::<Vec<_>>(), lines.kept, "{name} of a {network}");
        assert!(totals.paid() > Money::ZERO, "{name} of a {network} pays nobody");
    }
}

#[test]
fn sums_of_threads_are_those_of_the_lines() {
    hold("random tree", &network(SHARED_OUT, |id, random| random.below(id)));
    hold("chain", &network(SHARED_OUT, |id, _| id - 1));
    // Three layers, so that generations and levels above the first are paid, too.
    hold("fan", &network(SHARED_OUT, |id, _| if id < 300 { id / 20 } else { id % 300 }));
}

#[test]
fn sums_under_other_numbers_are_those_of_the_lines() {
    let mut period = network(RENUMBERED, |id, random| random.below(id));
    hold("large random tree", &period);
    let placement = Placing::DepthFirst(3).place(&period);
    period.set_placement(placement).unwrap();
    hold("large random tree with places", &period);
}

#[test]
fn any_number_of_threads_pays_the_same() {
    let period = network(SHARED_OUT, |id, random| id / 2 + random.below(id - id / 2));
    for (name, plan) in plans() {
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| sums(&plan, &period))
        };
        let one = on(1);
        assert!([2, 3, 8].into_iter().all(|threads| on(threads) == one), "{name}");
    }
}
