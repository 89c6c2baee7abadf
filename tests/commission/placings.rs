//! Rules that place members differently have a tree each, and nobody moves in any of them.

use std::sync::Arc;

use downline::commission::binary::{Carry, Ineligible, Match};
use downline::commission::{Binary, Compression, Ledger, Matrix, Period, Placing, Plan, Rule, Totals, Unilevel};
use downline::team::{Lifeline, MemberId, NEVER, Team};
use downline::units::{Rate, Volume};

use crate::your_pay::your_pay;

fn percent(number: u32) -> Rate {
    Rate::from_parts_per_million(number * 10_000)
}

fn binary(placing: Placing) -> Arc<dyn Rule> {
    Arc::new(Binary::new(Match::WeakerLeg(vec![percent(10)]), Carry::Both, Ineligible::KeepBoth, placing))
}

fn matrix(placing: Placing) -> Arc<dyn Rule> {
    Arc::new(Matrix::new(Unilevel::new(vec![percent(7), percent(3), percent(2)], Compression::None), placing))
}

/// A recruit's sponsor, an earlier member.
fn sponsor(member: MemberId) -> MemberId {
    (member - 1) * 3 / 7
}

/// Your pay by two rules is what each pays in a plan of its own: neither stands in the other's tree.
#[test]
fn in_a_simulated_team_each_rule_has_its_own_tree() {
    let mut team = Team::new();
    for member in 0..120_u32 {
        let joined = u16::try_from(member / 12).unwrap();
        let left = if member % 5 == 3 { joined + 4 } else { NEVER };
        team.push(Lifeline { sponsor: if member == 0 { 0 } else { sponsor(member) }, joined, left });
    }
    let rules = [binary(Placing::Balanced), matrix(Placing::BreadthFirst(3)), matrix(Placing::DepthFirst(2))];
    let pay =
        |rules: &[Arc<dyn Rule>]| your_pay(&Plan::new(rules.to_vec()), &team, Volume::from_hundredths(100_00), 12);
    let alone: Vec<Vec<i64>> = rules.iter().map(|rule| pay(std::slice::from_ref(rule))).collect();
    assert!(alone.iter().all(|pay| pay[11] > 0) && alone[1] != alone[2]);
    let sums: Vec<i64> = (0..12).map(|month| alone.iter().map(|pay| pay[month]).sum()).collect();
    assert_eq!(pay(&rules), sums);
}

/// What is said of one placing is kept while volumes change, and does not count for another placing.
#[test]
fn a_month_keeps_a_tree_for_each_placing() {
    let sponsors: Vec<MemberId> = (0..40).map(|member| if member == 0 { 0 } else { sponsor(member) }).collect();
    let with_volumes = |month: u32| {
        let mut period = Period::new(sponsors.clone()).unwrap();
        for member in 0..40_u32 {
            let volume = Volume::from_hundredths(i64::from(1 + (member * 31 + month * 17) % 23) * 100);
            period.set_volume(member, volume, volume);
        }
        period
    };
    let placings = [Placing::WeakerLeg, Placing::BreadthFirst(3)];
    let (first, mut later) = (with_volumes(0), with_volumes(5));
    let moved = placings.map(|placing| placing.place(&later));
    for placing in placings {
        later.set_placed(placing, placing.place(&first));
    }
    let kept = placings.map(|placing| later.placement_by(placing).unwrap().clone());
    assert_eq!(kept, placings.map(|placing| placing.place(&first)));
    assert_ne!(kept[0], moved[0], "the volumes of the later month would move somebody");
    assert_eq!(later.placement_by(Placing::Left), None);
    let pay = |rule: Arc<dyn Rule>, period: &Period| {
        let mut totals = Totals::new(40);
        Plan::new(vec![rule]).settle(period, &mut Ledger::new(), &mut totals);
        totals
    };
    for (rule, kept) in [binary(placings[0]), matrix(placings[1])].into_iter().zip(kept) {
        let mut stated = with_volumes(5);
        stated.set_placement(kept).unwrap();
        assert_eq!(pay(Arc::clone(&rule), &later), pay(rule, &stated));
    }
    // Places of other people say nothing.
    later.set_placed(Placing::Left, Placing::Left.place(&Period::new(vec![0, 0]).unwrap()));
    assert_eq!(later.placement_by(Placing::Left), Some(&Placing::Left.place(&later)));
}
