//! What every plan must keep on random months, whatever its figures. Where a property is not to be expected, the negative
//! control says so.
//!
//! Where the properties stand: 1 (a differential pays the highest rate on the way up), 2 (who is passed over may be taken
//! out in any order), 3 (scaling), 9 (paid and kept are the promise), 10 (one sale more), 11 (leg caps) and 12 (the same
//! lines twice) here; 2 with everybody active and 4 (names and rows) for a unilevel in `properties`, 4 for all rules in
//! `tests/long_properties`; 5 (person by person and order by order), 7 (pools), 8 (company caps) and more of 9 and 11 in
//! `rule_properties`; 6 (binaries) in `binary_textbook`; more of 9 beside each textbook; 10 as a report, for any plan, in
//! `src/audit/flat_spots` and `tests/plan_audit.rs`; 12 across threads in `tests/reproducibility`.

use std::collections::BTreeMap;
use std::sync::Arc;

use downline::commission::binary::{Carry, Ineligible, Match};
use downline::commission::differential::{Brackets, Lookup};
use downline::commission::generation::AbsentLeader;
use downline::commission::matching::Cascade;
use downline::commission::retail::MarginOf;
use downline::commission::{
    Binary, Breakaway, Compression, Differential, FastStart, Generation, Infinity, Ledger, LegCap, Matching, Matrix,
    OwnVolume, Period, Placing, Plan, Retail, Rule, Statement, TeamPercent, Unilevel,
};
use downline::units::{Money, Volume};
use proptest::prelude::*;

use crate::months::{alone, config, months, parts, period, settled};
use crate::textbook_month::Month;

fn percents(numbers: &[u32]) -> Vec<downline::units::Rate> {
    numbers.iter().map(|number| parts(number * 10_000)).collect()
}

/// A rule of every kind that pays in proportion to volume, at whole percents. (A structure bonus, brackets, steps, units
/// and caps do not; a pool and a company cap cut off cents.)
fn proportional() -> Vec<Arc<dyn Rule>> {
    let levels = || Unilevel::new(percents(&[5, 3, 2]), Compression::Dynamic).with_depth_by_rank(vec![1, 2, 3]);
    let on = vec!["team-percent".to_owned()];
    vec![
        Arc::new(TeamPercent::new(parts(100_000))),
        Arc::new(levels().with_own_rates(percents(&[10, 20]))),
        Arc::new(Matrix::new(levels(), Placing::BreadthFirst(2))),
        Arc::new(FastStart::new(percents(&[20, 10]), 3, Compression::Standard)),
        Arc::new(Differential::by_rank(percents(&[3, 9, 21]))),
        Arc::new(Generation::new(1, percents(&[10, 7, 5]), AbsentLeader::PassedOver)),
        Arc::new(Breakaway::new(2, percents(&[4, 2]), AbsentLeader::UsesGeneration)),
        Arc::new(Infinity::new(1, parts(20_000), 2, 2)),
        Arc::new(Matching::new(on, vec![percents(&[10, 20])], Cascade::No)),
        Arc::new(Retail::new(percents(&[25, 30]), MarginOf::RetailPrice)),
        Arc::new(Binary::new(
            Match::WeakerLeg(percents(&[10])),
            Carry::Both,
            Ineligible::KeepBoth,
            Placing::BreadthFirst(2),
        )),
    ]
}

/// The month with each volume a multiple of a hundred points, times `factor`: whole percents of it are whole cents, and
/// so are whole percents of those.
fn scaled(month: &Month, factor: i64) -> Period {
    let whole = |hundredths: i64| hundredths / 100 * 100_00 * factor;
    let mut month = month.clone();
    month.worth = parts(1_000_000);
    for (member, retail) in month.tree.iter_mut().zip(&mut month.retail) {
        member.commissionable = Volume::from_hundredths(whole(member.commissionable.hundredths()));
        *retail = Money::from_cents(whole(retail.cents()));
    }
    period(&month)
}

fn paid(statement: &Statement, members: usize) -> Vec<Money> {
    (0..).map(|member| statement.paid_to(member)).take(members).collect()
}

/// Pays a month twice; what it paid.
fn paid_twice(rules: &[Arc<dyn Rule>], period: &Period) -> [Statement; 2] {
    [(); 2].map(|()| settled(rules.to_vec(), period))
}

proptest! {
    #![proptest_config(config())]

    /// Property 1: on each order together the highest rate on the way up, no matter who gets it.
    #[test]
    fn a_differential_pays_the_highest_rate_on_the_way_up_of_each_order(month in months(), table in prop::collection::vec(0_u32..40, 3)) {
        let period = scaled(&month, 1);
        let statement = alone(Differential::by_rank(percents(&table)), &period);
        let mut by_order: BTreeMap<u32, i64> = BTreeMap::new();
        for line in statement.lines().filter(|line| line.reason.is_paid()) {
            prop_assert!(line.amount >= Money::ZERO);
            *by_order.entry(line.source.unwrap()).or_default() += line.amount.cents();
        }
        for buyer in period.members() {
            let at = buyer as usize;
            let path = month.above(at).into_iter().chain([at]).filter(|&member| month.tree[member].active);
            let highest = path.map(|member| table[usize::from(month.tree[member].rank)]).max().unwrap_or(0);
            let wanted = period.commissionable()[at].hundredths() / 100 * i64::from(highest);
            prop_assert_eq!(by_order.get(&buyer).copied().unwrap_or(0), wanted);
        }
    }

    /// Property 2: those who are passed over may as well be taken out of the tree, in any order.
    #[test]
    fn inactive_members_taken_out_one_by_one_in_any_order_leave_the_same_pay(month in months(), order in prop::collection::vec(any::<u32>(), 60)) {
        let mut month = month;
        for member in month.tree.iter_mut().filter(|member| !member.active) {
            member.commissionable = Volume::ZERO;
        }
        month.tree[0].active = true;
        let levels = |compression| Unilevel::new(percents(&[5, 3, 2, 1]), compression);
        let compressed = alone(levels(Compression::Standard), &period(&month));
        let mut inactive: Vec<usize> = (0..month.tree.len()).filter(|&member| !month.tree[member].active).collect();
        inactive.sort_by_key(|&member| order[member]);
        let mut emptied = month.clone();
        for member in inactive {
            let sponsor = emptied.tree[member].sponsor;
            for recruit in emptied.recruits(member) {
                emptied.tree[recruit].sponsor = sponsor;
            }
        }
        // Nobody is below the inactive any more, and nothing is said about who is above them.
        let plain = alone(levels(Compression::None), &period(&emptied));
        prop_assert_eq!(paid(&compressed, month.tree.len()), paid(&plain, month.tree.len()));
    }

    /// Property 3.
    #[test]
    fn seven_times_the_volume_is_seven_times_the_pay_of_every_rule_in_proportion(month in months()) {
        let [one, seven] = [1, 7].map(|factor| settled(proportional(), &scaled(&month, factor)));
        let sevenfold: Vec<i64> = paid(&one, month.tree.len()).iter().map(|amount| amount.cents() * 7).collect();
        let paid: Vec<i64> = paid(&seven, month.tree.len()).iter().map(|amount| amount.cents()).collect();
        prop_assert_eq!(paid, sevenfold);
    }

    /// Property 9: what is paid and kept of an order is the same whoever is active and of whatever rank: the promise is
    /// the plan's, and the network only decides who gets it.
    #[test]
    fn who_is_active_and_who_has_rank_moves_pay_but_makes_none(month in months(), ranks in prop::collection::vec((0_u8..3, any::<bool>()), 60)) {
        let promising: Vec<Arc<dyn Rule>> = vec![
            Arc::new(Unilevel::new(percents(&[5, 3]), Compression::Dynamic).with_own_rates(percents(&[1, 2]))),
            Arc::new(Matrix::new(Unilevel::new(percents(&[5, 3]), Compression::None), Placing::DepthFirst(3))),
            Arc::new(FastStart::new(percents(&[20, 10]), 3, Compression::Dynamic)),
            Arc::new(Differential::by_rank(percents(&[3, 9, 21]))),
            Arc::new(Generation::new(1, percents(&[10, 7, 5]), AbsentLeader::UsesGeneration)),
        ];
        let mut other = month.clone();
        for (member, (rank, active)) in other.tree.iter_mut().zip(ranks) {
            (member.rank, member.active) = (rank, active);
        }
        let [one, two] = [&month, &other].map(|month| settled(promising.clone(), &period(month)));
        prop_assert_eq!(one.paid() + one.kept(), two.paid() + two.kept());
    }

    /// Property 10, where it holds: under rules of level and of a whole team without brackets, a sale more lowers nobody's
    /// pay and keeps nobody's part.
    #[test]
    fn one_sale_more_lowers_nobodys_pay_under_rules_without_brackets(month in months(), buyer in any::<prop::sample::Index>(), points in 1_i64..500_00) {
        let rules: Vec<Arc<dyn Rule>> = proportional();
        let before = settled(rules.clone(), &period(&month));
        let buyer = buyer.index(month.tree.len());
        let mut after = month.clone();
        after.tree[buyer].commissionable += Volume::from_hundredths(points);
        let after = settled(rules, &period(&after));
        for (before, after) in paid(&before, month.tree.len()).into_iter().zip(paid(&after, month.tree.len())) {
            prop_assert!(after >= before, "{} became {}", before, after);
        }
    }

    /// Property 11: a leg that may count in full is not capped, and a cap at the requirement never decides alone.
    #[test]
    fn a_cap_at_the_whole_requirement_changes_no_decision(own in 0_i64..5_000, legs in prop::collection::vec(0_i64..30_000, 0..8), required in 0_i64..20_000) {
        let volume = Volume::from_hundredths;
        let legs: Vec<Volume> = legs.into_iter().map(volume).collect();
        let counted = |cap: LegCap| cap.counted(volume(own), &legs, volume(required));
        let capped = counted(LegCap::OfRequirement(parts(1_000_000)));
        prop_assert_eq!(capped >= volume(required), counted(LegCap::None) >= volume(required));
    }

    /// Property 12, within a process; `tests/reproducibility` holds it across threads.
    #[test]
    fn the_same_month_is_settled_to_the_same_lines(month in months()) {
        let [one, two] = paid_twice(&proportional(), &period(&month));
        prop_assert_eq!(one, two);
    }
}

fn points(points: i64) -> Volume {
    Volume::from_hundredths(points * 100)
}

fn stairstep() -> Differential {
    let steps = vec![(points(100), parts(30_000)), (points(400), parts(60_000)), (points(1_000), parts(210_000))];
    Differential::by_group(steps, Lookup::Personal, OwnVolume::Included, Brackets::Slab)
}

/// Negative control of person by person and order by order: 21 % below 19 %. Person by person the upline would be paid
/// 19.00 less 21.00 and owe 2.00; order by order it is paid nothing.
#[test]
fn an_overtaken_upline_owes_nothing() {
    let mut period = Period::new(vec![0, 0]).unwrap();
    period.set_volume(1, points(100), points(100));
    period.set_rank(1, 1);
    let statement = alone(Differential::by_rank(percents(&[19, 21])), &period);
    assert_eq!([0, 1].map(|member| statement.paid_to(member).cents()), [0, 21_00]);
}

/// Negative control of scaling: brackets pay more than in proportion.
#[test]
fn ten_times_the_volume_is_more_than_ten_times_the_pay_of_brackets() {
    let pay = |volume: i64| {
        let mut period = Period::new(vec![0]).unwrap();
        period.set_volume(0, points(volume), points(volume));
        alone(stairstep(), &period).paid().cents()
    };
    assert_eq!((pay(100), pay(1_000)), (3_00, 210_00));
}

/// Negative control of monotony, as in published plans of stairstep and breakaway: a leader of a group of 1,000 is paid
/// 21 % less what its leg has reached. The leg's own sale of 600 more makes it a leader of its own, whose group breaks
/// away; in place of 15 % of 400 = 60.00 the upline is paid 4 % of 1,000 = 40.00, and its own group is the smaller.
#[test]
fn one_sale_more_can_cost_an_upline_its_pay_where_groups_break_away() {
    let pay = |leg: i64, leg_leads: bool| {
        let mut period = Period::new(vec![0, 0]).unwrap();
        period.set_volume(0, points(1_000), points(1_000));
        period.set_volume(1, points(leg), points(leg));
        period.set_rank(0, 1);
        period.set_rank(1, u8::from(leg_leads));
        let breakaway = Breakaway::new(1, percents(&[4]), AbsentLeader::UsesGeneration);
        let rules: Vec<Arc<dyn Rule>> = vec![Arc::new(stairstep().with_breakaway_rank(1)), Arc::new(breakaway)];
        settled(rules, &period).paid_to(0).cents()
    };
    // 21 % of the own 1,000, and of the leg's 400 the 15 points between 6 % and 21 %.
    assert_eq!(pay(400, false), 210_00 + 60_00);
    assert_eq!(pay(1_000, true), 210_00 + 40_00);
}

/// Negative control of monotony without any breakaway: a leg that reaches its upline's bracket leaves it nothing.
#[test]
fn one_sale_more_can_cost_an_upline_its_difference_under_slab_brackets() {
    let pay = |leg: i64| {
        let mut period = Period::new(vec![0, 0]).unwrap();
        period.set_volume(1, points(leg), points(leg));
        period.set_volume(0, points(1), Volume::ZERO);
        alone(stairstep(), &period).paid_to(0).cents()
    };
    // 999 below and 1 of one's own are 21 %; the leg has 6 %. With 1,000 the leg has 21 % too.
    assert_eq!((pay(999), pay(1_000)), (149_85, 0));
}

/// Negative control of passing over: without compression an inactive member uses up a level.
#[test]
fn without_compression_taking_an_inactive_member_out_changes_pay() {
    let mut period = Period::new(vec![0, 0, 1]).unwrap();
    period.set_volume(2, points(100), points(100));
    period.set_active(1, false);
    let pay = |compression| alone(Unilevel::new(percents(&[5, 3]), compression), &period).paid_to(0).cents();
    assert_eq!((pay(Compression::None), pay(Compression::Standard)), (3_00, 5_00));
}

/// Negative control of swapping left and right: units of two sizes carry differently when the legs are equal.
#[test]
fn units_of_two_sizes_know_left_from_right_in_the_month_after_equal_legs() {
    let units = Match::Units { stronger: points(200), weaker: points(100), amounts: vec![Money::from_cents(20_00)] };
    let plan = Plan::new(vec![Arc::new(Binary::new(units, Carry::Both, Ineligible::KeepBoth, Placing::Alternating))]);
    let pay = |side: u32| {
        let mut ledger = Ledger::new();
        let mut month = |volumes: [i64; 2]| {
            let mut period = Period::new(vec![0, 0, 0]).unwrap();
            period.set_volume(1, points(volumes[0]), points(volumes[0]));
            period.set_volume(2, points(volumes[1]), points(volumes[1]));
            let mut statement = Statement::new();
            plan.settle(&period, &mut ledger, &mut statement);
            statement.paid_to(0).cents()
        };
        // 100 stay on the right.
        let first = month([200, 200]);
        (first, month(if side == 0 { [200, 0] } else { [0, 200] }))
    };
    assert_eq!((pay(0), pay(1)), ((20_00, 20_00), (20_00, 0)));
}
