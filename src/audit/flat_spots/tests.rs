//! Flat spots that are known to exist, and plans that are known to have none.

use std::sync::Arc;

use super::*;
use crate::commission::differential::{Brackets, Lookup};
use crate::commission::generation::AbsentLeader;
use crate::commission::{
    Breakaway, Compression, Differential, EarnerCap, Ladder, LegsWithRank, OwnVolume, Plan, Requirement, Rule,
    TeamPercent, Unilevel,
};
use crate::units::Rate;

fn points(points: i64) -> Volume {
    Volume::from_hundredths(points * 100)
}

const fn percent(number: u32) -> Rate {
    Rate::from_parts_per_million(number * 10_000)
}

fn searched(plan: &Plan, most_members: usize) -> FlatSpots {
    find(plan, SearchSettings { order: points(100), most_members, most_settlements: 3_000_000 })
}

fn one(rule: impl Rule + 'static) -> Plan {
    Plan::new(vec![Arc::new(rule)])
}

fn slabs() -> Differential {
    let steps = vec![(points(200), percent(5)), (points(1_000), percent(10))];
    Differential::by_group(steps, Lookup::Commissionable, OwnVolume::Included, Brackets::Slab)
}

/// Months in a row make no flat spot of their own: the months before were like this one.
#[test]
fn months_in_a_row_are_searched_as_months_alike() {
    let spots = |months_in_row| {
        let asked = |group| Requirement { group: points(group), months_in_row, ..Requirement::default() };
        let ladder =
            Ladder::new(vec![asked(400), Requirement { legs_with_rank: vec![LegsWithRank::new(1, 1)], ..asked(800) }]);
        let rule = Unilevel::new([6, 4].map(percent).to_vec(), Compression::Standard).with_depth_by_rank(vec![0, 1, 2]);
        searched(&one(rule).with_ladder(ladder), 3)
    };
    let alike = spots(1);
    assert!(!alike.found.is_empty());
    assert_eq!(spots(3), alike);
}

/// The negative control: a flat percent has no flat spot, however far one looks.
#[test]
fn a_flat_percent_has_no_flat_spot() {
    let spots = searched(&one(TeamPercent::new(percent(6))), 5);
    assert_eq!(spots.found, []);
    assert_eq!(spots.complete_up_to, 5);
    assert!(spots.settlements > 1_000);
}

#[test]
fn levels_counted_in_the_tree_have_no_flat_spot_either() {
    let spots = searched(&one(Unilevel::new(vec![percent(6), percent(4)], Compression::None)), 5);
    assert_eq!(spots.found, []);
}

/// Compression: a member in between becomes active and takes the level. A (100), B (0), C (100): A is paid 6 % of C's
/// order, and 4 % of it once B is active: 6.00, then 6 % of B's 100 and 4 % of C's 100. With two such C it falls:
/// 12.00, then 6.00 + 8.00. With 6/1 %: 12.00, then 6.00 + 2.00.
#[test]
fn with_compression_an_upline_loses_a_level_when_a_member_becomes_active() {
    let plan = one(Unilevel::new(vec![percent(6), percent(1)], Compression::Standard));
    let spots = searched(&plan.with_active_volume(points(100)), 4);
    let spot = spots.of(Kind { effect: Effect::Falls, who: Who::Above, becomes_active: true }).unwrap();
    // The smallest: one member below who orders more than twice; A 6 % of 1,000, then 6 % of 100 and 1 % of 1,000.
    assert_eq!(spot.sponsors, [0, 0, 1]);
    assert_eq!(spot.before.iter().map(|member| member.volume).collect::<Vec<_>>(), [100, 0, 900].map(points));
    assert_eq!((spot.before[0].paid, spot.after[0].paid), (Money::from_cents(54_00), Money::from_cents(15_00)));
    assert_eq!(spot.change(), Money::from_cents(-39_00));
    assert!(spots.of(Kind { effect: Effect::Falls, who: Who::Above, becomes_active: false }).is_none());
}

/// The known flat spot of slab brackets: a leg reaches its sponsor's bracket, and the sponsor's part of it is gone.
#[test]
fn slab_brackets_take_from_the_upline_of_one_who_reaches_its_bracket() {
    let spots = searched(&one(slabs()), 3);
    let spot = spots.of(Kind { effect: Effect::Falls, who: Who::Above, becomes_active: false }).unwrap();
    // A with 100 sponsors B with 100: A's group has 200, so A has 5 % and B nothing: A 5.00 + 5.00. B orders 100 more
    // and has 5 % itself: A is left with its own 5.00.
    assert_eq!(spot.sponsors, [0, 0]);
    assert_eq!((spot.buyer, spot.member), (1, 0));
    assert_eq!(spot.before.iter().map(|member| member.volume).collect::<Vec<_>>(), [100, 100].map(points));
    assert_eq!((spot.before[0].paid, spot.after[0].paid), (Money::from_cents(10_00), Money::from_cents(5_00)));
    let told: Money = spot.lines_before.iter().map(|line| line.line.amount).sum();
    assert_eq!(told, spot.before[0].paid);
    assert!(spots.of(Kind { effect: Effect::Falls, who: Who::Buyer, becomes_active: false }).is_none());
}

/// The same with breakaway: the leader's whole group leaves, and volume and pay with it.
#[test]
fn slab_brackets_with_breakaway_take_the_group_from_the_upline() {
    let leader = Requirement { group: points(400), ..Requirement::default() };
    let bracket = vec![(points(400), percent(10))];
    let slab = Differential::by_group(bracket, Lookup::Commissionable, OwnVolume::Included, Brackets::Slab);
    let rules: Vec<Arc<dyn Rule>> = vec![
        Arc::new(slab.with_breakaway_rank(1)),
        Arc::new(Breakaway::new(1, vec![percent(1)], AbsentLeader::UsesGeneration)),
    ];
    let spots = searched(&Plan::new(rules).with_ladder(Ladder::new(vec![leader])), 3);
    assert_eq!(spots.edges, [400].map(points));
    let spot = spots.of(Kind { effect: Effect::Falls, who: Who::Above, becomes_active: false }).unwrap();
    // A with 100 sponsors B with 300: A's group has 400, so A is paid 10 % of all: 40.00. B orders 100 more, is a leader
    // and takes 400 away: A's own 100 reach no bracket, and 1 % of B's group is left: 4.00.
    assert_eq!(spot.sponsors, [0, 0]);
    assert_eq!(spot.before.iter().map(|member| member.volume).collect::<Vec<_>>(), [100, 300].map(points));
    assert_eq!((spot.before[1].rank, spot.after[1].rank), (0, 1));
    assert_eq!((spot.before[0].paid, spot.after[0].paid), (Money::from_cents(40_00), Money::from_cents(4_00)));
}

#[test]
fn above_a_cap_more_volume_brings_no_more_pay() {
    let cap = EarnerCap::new(vec!["team-percent".to_owned()], vec![Money::from_cents(30_00)]);
    let plan = Plan::new(vec![Arc::new(TeamPercent::new(percent(6))), Arc::new(cap)]);
    let spots = searched(&plan, 2);
    let buyer = spots.of(Kind { effect: Effect::StandsStill, who: Who::Buyer, becomes_active: false }).unwrap();
    assert_eq!(buyer.sponsors, [0]);
    assert_eq!(buyer.after[0].paid, Money::from_cents(30_00));
    let above = spots.of(Kind { effect: Effect::StandsStill, who: Who::Above, becomes_active: false }).unwrap();
    assert_eq!((above.buyer, above.member, above.change()), (1, 0, Money::ZERO));
    assert!(spots.found.iter().all(|spot| spot.kind.effect == Effect::StandsStill));
}

#[test]
fn a_search_ends_with_its_budget_and_says_so() {
    let settings = SearchSettings { order: points(100), most_members: 6, most_settlements: 500 };
    let plan = one(TeamPercent::new(percent(6)));
    let spots = find(&plan, settings);
    assert!(spots.complete_up_to < 6);
    // A month and an order of everybody after it are settled together.
    assert!(spots.settlements < 500 + 7);
    assert_eq!(spots, find(&plan, settings));
}
