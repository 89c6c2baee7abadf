//! Months of small teams, as a simulated career is paid: for one earner only, in memory that is used again, and with
//! ranks decided only where a rule reads them. What that earner is paid must be what a full statement says, rule by rule,
//! also when volume is carried and titles are held; and memory that was used before must leave no trace.

use std::sync::Arc;

use downline::commission::cap::Cut;
use downline::commission::{
    Above, CompanyCap, Compression, EarnerByRule, FastStart, Ledger, Line, OrderKind, Period, Plan, Promise, Statement,
    Unilevel,
};
use downline::plans::{BUILT_IN, PlanFile};
use downline::team::{Lifeline, NEVER, Team};
use downline::units::{Money, Month, Rate, Volume};
use proptest::prelude::*;

use crate::months::config;
use crate::random_plans::{self, Draw};

const MONTHS: u16 = 7;

/// What one member brings in a month.
#[derive(Clone, Copy)]
struct Brings {
    active: bool,
    personal: Volume,
    commissionable: Volume,
    retail: Money,
    rank: u8,
}

/// A network by months: who has joined by then, and what everybody brings.
struct Network {
    lifelines: Vec<Lifeline>,
    /// By month, then by member.
    months: Vec<Vec<Brings>>,
    /// Who owns each position; everybody its own, where nobody is said to.
    owners: Vec<u32>,
}

fn drawn(draw: &mut Draw, most: u64) -> Network {
    let id = |number: u64| u32::try_from(number).unwrap();
    let mut lifelines = vec![Lifeline { sponsor: 0, joined: 0, left: NEVER }];
    for number in 1..=draw.below(most) {
        let sponsor = if draw.chance(30) { 0 } else { id(draw.below(number)) };
        let joined = lifelines.last().unwrap().joined.max(u16::try_from(number * u64::from(MONTHS) / most).unwrap());
        lifelines.push(Lifeline { sponsor, joined, left: NEVER });
    }
    let points = |draw: &mut Draw| match draw.below(6) {
        0 | 1 => 110_00,
        2 => 0,
        3 => 4_000_00,
        _ => draw.below(300_00),
    };
    let volume = |hundredths: u64| Volume::from_hundredths(i64::try_from(hundredths).unwrap());
    let brings = |draw: &mut Draw| {
        let personal = points(draw);
        Brings {
            active: draw.chance(80),
            personal: volume(personal),
            commissionable: volume(if draw.chance(70) { personal } else { points(draw) }),
            retail: Money::from_cents(if draw.chance(50) { 0 } else { i64::try_from(draw.below(90_00)).unwrap() }),
            rank: u8::try_from(draw.below(4)).unwrap(),
        }
    };
    let months = (0..MONTHS).map(|_| lifelines.iter().map(|_| brings(draw)).collect()).collect();
    let owners =
        (0..lifelines.len() as u64).map(|member| id(if draw.chance(20) { draw.below(member + 1) } else { member }));
    Network { owners: owners.collect(), lifelines, months }
}

impl Network {
    fn members(&self, month: u16) -> usize {
        self.lifelines.iter().filter(|life| life.joined <= month).count()
    }

    /// Writes what everybody brings in a month who has joined by then.
    fn write(&self, month: u16, plan: &Plan, period: &mut Period) {
        for (id, brings) in period.members().zip(&self.months[usize::from(month)]) {
            period.set_volume(id, brings.personal, brings.commissionable);
            period.set_active(id, brings.active);
            if plan.needs().retail {
                period.set_retail(id, brings.retail);
            }
            if plan.ladder().is_none() {
                period.set_rank(id, brings.rank);
            }
            if plan.needs().owner {
                period.set_owner(id, self.owners[id as usize]);
            }
        }
    }

    /// The month as new data.
    fn fresh(&self, month: u16, plan: &Plan) -> Period {
        let lives = &self.lifelines[..self.members(month)];
        let mut period = Period::new(lives.iter().map(|life| life.sponsor).collect()).unwrap();
        period.set_month(Month::new(month));
        for (id, life) in period.members().zip(lives) {
            period.set_joined(id, life.joined);
        }
        self.write(month, plan, &mut period);
        period
    }

    /// The month in memory that was used before.
    fn fill(&self, month: u16, plan: &Plan, period: &mut Period) {
        let mut team = Team::new();
        for &life in &self.lifelines[..self.members(month)] {
            team.push(life);
        }
        period.fill(&team, Month::new(month), Volume::ZERO);
        self.write(month, plan, period);
    }
}

/// The lines of a rule that pay or take back.
fn lines<'a>(plan: &'a Plan, statement: &'a Statement, rule: usize) -> impl Iterator<Item = &'a Line> {
    let of_rule = statement.entries().iter().filter(move |entry| statement.rule(entry) == plan.labels()[rule]);
    of_rule.map(|entry| entry.line()).filter(|line| line.reason.is_paid())
}

/// What a statement says that one earner is paid by each rule.
fn by_rule(plan: &Plan, statement: &Statement, earner: u32) -> Vec<Money> {
    let paid =
        |rule| lines(plan, statement, rule).filter(|line| line.earner == Some(earner)).map(|line| line.amount).sum();
    (0..plan.labels().len()).map(paid).collect()
}

/// The most that each rule promises to pay in a month, in cents, and whether it promises nothing on any order; only where
/// points are worth 1 and members are brought in by their sponsors.
fn most_by_rule(plan: &Plan, period: &Period) -> Vec<Option<(i128, bool)>> {
    let highest_rank = period.ranks().iter().chain(period.leader_ranks()).copied().max().unwrap_or(0);
    let mut most = vec![Some((0_i128, true)); plan.rules().len()];
    for (buyer, volume) in period.commissionable().iter().enumerate() {
        let above = match (buyer, period.sponsors()[buyer]) {
            (0, _) => Above::Nobody,
            (_, 0) => Above::One,
            _ => Above::Many,
        };
        let age = period.month().get() - period.joined()[buyer];
        let mut promises = Vec::new();
        for (rule, most) in plan.rules().iter().zip(&mut most) {
            let promise = rule.promises(OrderKind { age, above, highest_rank }, &promises);
            promises.push(promise);
            *most =
                promise.zip(*most).filter(|_| plan.point_value() == Rate::ONE).map(|(promise, (cents, is_nothing))| {
                    let share = i128::from(promise.parts_per_million) * i128::from(volume.hundredths());
                    (cents + share + i128::from(promise.lines) * 1_000_000, is_nothing && promise == Promise::NOTHING)
                });
        }
    }
    most.into_iter().map(|most| most.map(|(cents, is_nothing)| (cents / 1_000_000 + 1, is_nothing))).collect()
}

/// What is used again from month to month, and from network to network.
#[derive(Default)]
struct Used {
    period: Period,
    quick: Ledger,
    full: Ledger,
}

/// Settles the months of a network in each way, and says where they differ.
fn compare(name: &str, plan: &Plan, network: &Network, earner: u32, used: &mut Used) -> Result<i64, TestCaseError> {
    used.quick.clear();
    used.full.clear();
    let mut ledger = Ledger::new();
    let mut paid = 0;
    let mut yours = EarnerByRule::new(earner);
    for month in 0..MONTHS {
        let mut period = network.fresh(month, plan);
        plan.qualify(&mut period, &mut ledger);
        let mut statement = Statement::new();
        plan.settle(&period, &mut ledger, &mut statement);

        for (rule, most) in most_by_rule(plan, &period).into_iter().enumerate() {
            let Some((cents, is_nothing)) = most else { continue };
            let paid: Money = lines(plan, &statement, rule).map(|line| line.amount).sum();
            prop_assert!(
                i128::from(paid.cents()) <= cents,
                "{name}, month {month}, rule {rule}: {paid:?} of at most {cents}"
            );
            let writes = lines(plan, &statement, rule).next().is_some();
            prop_assert!(!is_nothing || !writes, "{name}, month {month}, rule {rule} writes lines");
        }

        network.fill(month, plan, &mut used.period);
        plan.qualify_for_pay(&mut used.period, &mut used.quick);
        yours.clear();
        plan.settle(&used.period, &mut used.quick, &mut yours);
        prop_assert_eq!(yours.by_rule(), by_rule(plan, &statement, earner), "{}, month {}", name, month);

        network.fill(month, plan, &mut used.period);
        plan.qualify(&mut used.period, &mut used.full);
        prop_assert_eq!(&used.period, &period, "{}, month {}", name, month);
        let mut again = Statement::new();
        plan.settle(&used.period, &mut used.full, &mut again);
        prop_assert_eq!(&again, &statement, "{}, month {}", name, month);
        prop_assert!(used.full.carries_as(&ledger), "{name}, month {month}");
        paid += yours.total().cents().abs();
    }
    Ok(paid)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn one_earner_is_paid_by_a_built_in_plan_what_a_statement_says(seed in any::<u64>(), earner in 0_u32..3) {
        let mut draw = Draw::new(seed);
        for built_in in BUILT_IN {
            let plan = PlanFile::built_in(built_in.name).unwrap().plan().clone();
            let mut used = Used::default();
            for _ in 0..3 {
                compare(built_in.name, &plan, &drawn(&mut draw, 12), earner, &mut used)?;
            }
        }
    }

    #[test]
    fn one_earner_is_paid_by_any_plan_what_a_statement_says(
        seed in any::<u64>(),
        rules in prop::collection::vec((0_usize..64, any::<u64>()), 1..6),
        earner in 0_u32..3,
    ) {
        let text = random_plans::plan(seed, &rules);
        let file = PlanFile::from_toml("random", "random.toml", &text).unwrap();
        let (mut draw, mut used) = (Draw::new(seed ^ 1), Used::default());
        for most in [12, 12, 1, 12] {
            compare(&text, file.plan(), &drawn(&mut draw, most), earner, &mut used)?;
        }
    }

    /// A network in which ways up are shortened by tables.
    #[test]
    fn one_earner_of_a_larger_network_is_paid_what_a_statement_says(
        seed in any::<u64>(),
        rules in prop::collection::vec((0_usize..64, any::<u64>()), 1..4),
    ) {
        let text = random_plans::plan(seed, &rules);
        let file = PlanFile::from_toml("random", "random.toml", &text).unwrap();
        compare(&text, file.plan(), &drawn(&mut Draw::new(seed), 140), 0, &mut Used::default())?;
    }
}

/// The comparisons would be worth little if nobody were paid.
#[test]
fn somebody_is_paid_in_small_months() {
    let mut draw = Draw::new(5);
    for built_in in BUILT_IN {
        let plan = PlanFile::built_in(built_in.name).unwrap().plan().clone();
        let paid =
            (0..20).map(|_| compare(built_in.name, &plan, &drawn(&mut draw, 12), 0, &mut Used::default()).unwrap());
        assert!(paid.sum::<i64>() > 0, "{}", built_in.name);
    }
}

/// Under a cap of 40 %, of 30 % that are promised on orders below you, the pay of others matters where it may be cut.
#[test]
fn a_month_near_its_cap_is_cut_for_one_earner_as_for_all() {
    for (most, paid) in [(30, 30_00), (29, 29_00), (10, 10_00)] {
        let levels = Unilevel::new(vec![percent(30)], Compression::None);
        let cap = CompanyCap::new(vec!["unilevel".into()], percent(most), Cut::ProRata);
        let plan = Plan::new(vec![Arc::new(levels), Arc::new(cap)]);
        let mut month = Period::new(vec![0, 0]).unwrap();
        month.set_volume(1, Volume::from_hundredths(100_00), Volume::from_hundredths(100_00));
        let mut yours = EarnerByRule::new(0);
        plan.settle(&month, &mut Ledger::new(), &mut yours);
        assert_eq!(yours.total(), Money::from_cents(paid), "{most} %");
    }
}

fn percent(number: u32) -> Rate {
    Rate::from_parts_per_million(number * 10_000)
}

/// What the first member is paid in a month of these orders, in hundredths of a point by member id, when nobody else matters.
fn paid_to_the_first(plan: &Plan, sponsors: &[u32], orders: &[i64], with: impl Fn(&mut Period)) -> Money {
    let mut month = Period::new(sponsors.to_vec()).unwrap();
    for (id, &hundredths) in (0..).zip(orders) {
        month.set_volume(id, Volume::from_hundredths(hundredths), Volume::from_hundredths(hundredths));
    }
    with(&mut month);
    let mut yours = EarnerByRule::new(0);
    plan.settle(&month, &mut Ledger::new(), &mut yours);
    yours.total()
}

fn capped(rule: impl downline::commission::Rule + 'static, most: u32) -> Plan {
    let cap = CompanyCap::new(vec![rule.name().to_owned()], percent(most), Cut::ProRata);
    Plan::new(vec![Arc::new(rule), Arc::new(cap)])
}

/// Half of two orders of a hundredth of a point is half a cent each, which is rounded to two cents; half of both is one.
#[test]
fn lines_that_are_rounded_up_are_seen_to_pass_a_cap_that_their_rates_do_not() {
    let plan = capped(Unilevel::new(vec![percent(50)], Compression::None), 50);
    assert_eq!(paid_to_the_first(&plan, &[0, 0, 0], &[0, 1, 1], |_| {}), Money::from_cents(1));
    let plan = capped(Unilevel::new(vec![percent(50)], Compression::None), 100);
    assert_eq!(paid_to_the_first(&plan, &[0, 0, 0], &[0, 1, 1], |_| {}), Money::from_cents(2));
}

/// 30 of 100 are paid, but of a month in which 80 were given back 35 % is 7: whom those 80 paid nothing loses nothing.
#[test]
fn what_is_given_back_makes_room_under_a_cap_smaller() {
    let plan = capped(Unilevel::new(vec![percent(30)], Compression::None), 35);
    let paid = paid_to_the_first(&plan, &[0, 0, 1], &[0, 100_00, -80_00], |month| month.set_active(1, false));
    assert_eq!(paid, Money::from_cents(7_00));
}

/// The newcomer's sponsor is the first member, but a second one brought it in: 20 % of 100 to that one, and 10 % to the first
/// member above, which a cap of 24 % cuts to 8.00.
#[test]
fn orders_that_go_up_by_enrollers_are_not_promised_by_sponsors() {
    let plan = capped(FastStart::new(vec![percent(20), percent(10)], 3, Compression::None), 24);
    let by_another = |month: &mut Period| month.set_enrollers(vec![0, 0, 1]).unwrap();
    assert_eq!(paid_to_the_first(&plan, &[0, 0, 0], &[0, 0, 100_00], by_another), Money::from_cents(8_00));
    assert_eq!(paid_to_the_first(&plan, &[0, 0, 0], &[0, 0, 100_00], |_| {}), Money::from_cents(20_00));
}

/// With a guarantee what one leader is paid decides about what another hands on, to the cent, and of each only the sum of what
/// both rules pay is rounded: for one earner, too, the first rule must be written for everybody.
#[test]
fn sums_of_an_earner_are_rounded_for_one_as_for_all() {
    let seed = 3_294_453_607_704_821_159;
    let text = random_plans::plan(seed, &[(19, 3_050_604_035_912_613_231), (5, 7_778_662_018_221_358_237)]);
    assert!(text.contains("rounded-per = \"earner\"") && text.contains("guarantee"), "{text}");
    let file = PlanFile::from_toml("random", "random.toml", &text).unwrap();
    compare(&text, file.plan(), &drawn(&mut Draw::new(seed), 140), 0, &mut Used::default()).unwrap();
}
