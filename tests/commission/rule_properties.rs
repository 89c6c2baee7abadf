//! The further rules on random trees: equal to the textbook, and with the properties that each must have.

use std::sync::Arc;

use downline::commission::binary::{Carry, Ineligible, Match};
use downline::commission::cap::Cut;
use downline::commission::differential::{Brackets, Lookup};
use downline::commission::generation::AbsentLeader;
use downline::commission::matching::Cascade;
use downline::commission::{
    Binary, Breakaway, CompanyCap, Compression, Differential, Generation, Infinity, Ladder, Ledger, LegCap, Matching,
    OwnVolume, Period, Placement, Placing, Plan, Pool, Reason, Requirement, Rule, Statement, TeamPercent, Totals,
    Unilevel,
};
use downline::team::{Lifeline, NEVER, Team};
use downline::units::{Money, Rate, Volume};
use proptest::prelude::*;

use crate::properties::{period_of, rates, settle, trees};
use crate::textbook::{self, Member};
use crate::your_pay::your_pay;

fn steps() -> impl Strategy<Value = Vec<(Volume, Rate)>> {
    prop::collection::btree_map(0_i64..2_000_00, 0_u32..300_000, 1..7).prop_map(|steps| {
        // Rising with volume, as brackets are.
        let mut rates: Vec<u32> = steps.values().copied().collect();
        rates.sort_unstable();
        let volumes = steps.into_keys().map(Volume::from_hundredths);
        volumes.zip(rates.into_iter().map(Rate::from_parts_per_million)).collect()
    })
}

fn reached(steps: &[(Volume, Rate)], volume: Volume) -> Rate {
    steps.iter().rev().find(|step| step.0 <= volume).map_or(Rate::ZERO, |step| step.1)
}

fn parts(parts: u32) -> Rate {
    Rate::from_parts_per_million(parts)
}

fn volume_of(tree: &[Member]) -> Volume {
    tree.iter().map(|member| member.commissionable).sum()
}

/// A placement of two places a member, made by chance: parents before children, and what has no place goes further
/// down.
fn binary_places(tree: &[Member], seed: u64) -> Vec<(usize, bool)> {
    let mut places: Vec<(usize, bool)> = vec![(0, false)];
    let mut random = seed;
    for (member, entry) in tree.iter().enumerate().skip(1) {
        let mut at = entry.sponsor.unwrap_or(0);
        loop {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let right = random >> 63 == 1;
            let Some(other) = (1..member).find(|&other| places[other] == (at, right)) else {
                places.push((at, right));
                break;
            };
            at = other;
        }
    }
    places
}

fn placed(period: &mut Period, places: &[(usize, bool)], mirrored: bool) {
    let parents = places.iter().map(|place| u32::try_from(place.0).unwrap()).collect();
    let sides = places.iter().map(|place| u16::from(place.1 != mirrored)).collect();
    period.set_placement(Placement::new(parents, sides).unwrap()).unwrap();
}

fn rule_of(rule: impl Rule + 'static) -> Arc<dyn Rule> {
    Arc::new(rule)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_differential_by_rank_pays_what_the_textbook_pays(tree in trees(), table in prop::collection::vec(0_u32..400_000, 3), breaks in 0_u8..5) {
        let table: Vec<Rate> = table.into_iter().map(parts).collect();
        let rates: Vec<Rate> = tree.iter().map(|member| table[usize::from(member.rank)]).collect();
        let rule = Differential::by_rank(table.clone()).with_breakaway_rank(breaks);
        let totals = settle(rule, &period_of(&tree));
        let wanted = textbook::differential(&tree, &rates, &|member| tree[member].rank >= breaks);
        prop_assert_eq!(totals.earners(), wanted);
        prop_assert!(totals.earners().iter().all(|&paid| paid >= Money::ZERO));
        // What is paid and kept is the highest rate of the table on every order.
        let top = table.iter().max().copied().unwrap();
        let promise: Money = tree.iter().map(|member| top.of_volume(member.commissionable)).sum();
        prop_assert_eq!(totals.paid() + totals.kept(), promise);
    }

    #[test]
    fn a_differential_by_group_pays_what_the_textbook_pays(tree in trees(), steps in steps(), breaks in 0_u8..5) {
        let leads = |member: usize| tree[member].rank >= breaks;
        let group = |member| textbook::broken_volume(&tree, member, |member| member.personal, &leads);
        let rates: Vec<Rate> = (0..tree.len()).map(|member| reached(&steps, group(member))).collect();
        let rule = Differential::by_group(steps, Lookup::Personal, OwnVolume::Included, Brackets::Slab);
        let totals = settle(rule.with_breakaway_rank(breaks), &period_of(&tree));
        prop_assert_eq!(totals.earners(), textbook::differential(&tree, &rates, &leads));
    }

    #[test]
    fn person_by_person_and_order_by_order_agree_when_rates_never_rise_downward(tree in trees(), percents in prop::collection::vec(0_u32..30, 1..6)) {
        // Whole percents of whole points, everybody active: nothing is rounded. The rate is reached by group volume, so
        // it never rises downward.
        let mut percents = percents;
        percents.sort_unstable();
        let steps: Vec<(Volume, Rate)> = (0..)
            .zip(&percents)
            .map(|(number, percent)| (Volume::from_hundredths(number * 300_00), parts(percent * 10_000)))
            .collect();
        let mut period = period_of(&tree);
        for (id, member) in (0..).zip(&tree) {
            let points = Volume::from_hundredths(member.commissionable.hundredths() / 100 * 100);
            period.set_volume(id, points, points);
            period.set_active(id, true);
        }
        let rule = Differential::by_group(steps.clone(), Lookup::Personal, OwnVolume::Included, Brackets::Slab);
        let totals = settle(rule, &period);
        let group = downline::commission::group_volumes(&period, period.commissionable(), |_| false);
        let gross: Vec<Money> = group.iter().map(|&volume| reached(&steps, volume).of_volume(volume)).collect();
        let mut net = gross.clone();
        for (member, &sponsor) in period.sponsors().iter().enumerate().skip(1) {
            net[sponsor as usize] -= gross[member];
        }
        prop_assert_eq!(totals.earners(), net);
    }

    #[test]
    fn marginal_brackets_pay_all_groups_what_the_whole_earns(tree in trees(), steps in steps()) {
        let mut period = period_of(&tree);
        period.members().for_each(|member| period.set_active(member, true));
        let rule = Differential::by_group(steps.clone(), Lookup::Commissionable, OwnVolume::Included, Brackets::Marginal);
        let totals = settle(rule, &period);
        let whole = volume_of(&tree);
        // In millionths of a cent.
        let exact: i64 = steps.iter().enumerate().map(|(number, step)| {
            let end = steps.get(number + 1).map_or(whole, |next| next.0.min(whole));
            (end - step.0).hundredths().max(0) * i64::from(step.1.parts_per_million())
        }).sum();
        let difference = totals.paid().cents() * 1_000_000 - exact;
        // Half a cent of rounding a member.
        prop_assert!(difference.abs() <= 500_000 * i64::try_from(tree.len()).unwrap(), "{}", difference);
        prop_assert!(totals.earners().iter().all(|&paid| paid >= Money::ZERO));
    }

    #[test]
    fn matching_pays_what_the_textbook_pays(tree in trees(), rate in 0_u32..100_000, rates in rates(), cascade in any::<bool>()) {
        prop_assume!(tree.len() < 25); // the textbook takes exponential time
        let rates: Vec<Rate> = rates.into_iter().take(3).collect();
        let period = period_of(&tree);
        let base = TeamPercent::new(parts(rate));
        let base_paid = settle(base.clone(), &period).earners().to_vec();
        let matching = Matching::new(vec!["team-percent".into()], vec![rates.clone()], if cascade { Cascade::Yes } else { Cascade::No });
        let plan = Plan::new(vec![rule_of(base), rule_of(matching)]);
        let mut totals = Totals::new(period.len());
        plan.settle(&period, &mut Ledger::new(), &mut totals);
        let matched = textbook::matching(&tree, &base_paid, &rates, cascade);
        let wanted: Vec<Money> = base_paid.iter().zip(matched).map(|(&base, matched)| base + matched).collect();
        prop_assert_eq!(totals.earners(), wanted);
    }

    #[test]
    fn infinity_pays_what_the_textbook_pays(tree in trees(), rate in 0_u32..100_000, first in 1_u16..8, overlap in 0_u16..8) {
        let leads = |member: usize| tree[member].active && tree[member].rank >= 1;
        let totals = settle(Infinity::new(1, parts(rate), first, overlap), &period_of(&tree));
        let wanted = textbook::infinity(&tree, &leads, parts(rate), usize::from(first), usize::from(overlap));
        prop_assert_eq!(totals.earners(), wanted);
    }

    #[test]
    fn overrides_on_groups_pay_what_the_textbook_pays(tree in trees(), rates in rates(), rank in 0_u8..4, passed in any::<bool>()) {
        let absent = if passed { AbsentLeader::PassedOver } else { AbsentLeader::UsesGeneration };
        let leads = |member: usize| tree[member].rank >= rank && (tree[member].active || !passed);
        let totals = settle(Breakaway::new(rank, rates.clone(), absent), &period_of(&tree));
        prop_assert_eq!(totals.earners(), textbook::overrides(&tree, &leads, &rates));
        let promised = |leader: usize| -> Money {
            let group = textbook::broken_volume(&tree, leader, |member| member.commissionable, &leads);
            Rate::from_parts_per_million(rates.iter().map(|rate| rate.parts_per_million()).sum()).of_volume(group)
        };
        let promise: Money = (0..tree.len()).filter(|&member| leads(member)).map(promised).sum();
        prop_assert_eq!(totals.paid() + totals.kept(), promise);
    }

    #[test]
    fn generations_are_levels_of_leaders(tree in trees(), rates in rates(), rank in 0_u8..4, passed in any::<bool>()) {
        let absent = if passed { AbsentLeader::PassedOver } else { AbsentLeader::UsesGeneration };
        let totals = settle(Generation::new(rank, rates.clone(), absent), &period_of(&tree));
        let mut wanted = vec![Money::ZERO; tree.len()];
        for (buyer, order) in tree.iter().enumerate() {
            let leads = |&member: &usize| tree[member].rank >= rank && (tree[member].active || !passed);
            let above = textbook::uplines(&tree, buyer).into_iter().filter(leads);
            for (earner, rate) in above.zip(&rates).filter(|pair| tree[pair.0].active) {
                wanted[earner] += rate.of_volume(order.commissionable);
            }
        }
        prop_assert_eq!(totals.earners(), wanted);
        let promise = Rate::from_parts_per_million(rates.iter().map(|rate| rate.parts_per_million()).sum());
        let promise: Money = tree.iter().map(|order| promise.of_volume(order.commissionable)).sum();
        prop_assert_eq!(totals.paid() + totals.kept(), promise);
    }

    #[test]
    fn a_binary_matches_the_weaker_leg_and_keeps_all_volume(tree in trees(), seed in any::<u64>(), rate in 0_u32..300_000) {
        let places = binary_places(&tree, seed);
        let rule = || rule_of(Binary::new(Match::WeakerLeg(vec![parts(rate)]), Carry::Both, Ineligible::KeepBoth, Placing::Left));
        let plan = Plan::new(vec![rule()]);
        let mut period = period_of(&tree);
        placed(&mut period, &places, false);
        let mut mirror = period.clone();
        placed(&mut mirror, &places, true);
        let (mut ledger, mut mirrored) = (Ledger::new(), Ledger::new());
        let mut matched = vec![Volume::ZERO; tree.len()];
        for month in 1..=3 {
            let mut statement = Statement::new();
            plan.settle(&period, &mut ledger, &mut statement);
            for line in statement.lines() {
                let earner = line.earner.unwrap() as usize;
                matched[earner] += Volume::from_hundredths(line.basis.hundredths());
                prop_assert_eq!(line.amount, parts(rate).of_volume(Volume::from_hundredths(line.basis.hundredths())));
            }
            let mut other = Statement::new();
            plan.settle(&mirror, &mut mirrored, &mut other);
            for member in period.members() {
                prop_assert_eq!(statement.paid_to(member), other.paid_to(member), "left and right swapped");
                let at = member as usize;
                let carry = ledger.carry(0, member);
                let legs = [false, true].map(|right| textbook::leg(&tree, &places, at, right).checked_times(month).unwrap());
                if rate > 3_000 {
                    // Matched and carried volume make what came in, on each leg. (Lines of no money say no volume.)
                    let lost = |leg: usize| legs[leg] - carry[leg] - matched[at];
                    prop_assert_eq!(lost(0), lost(1));
                    prop_assert!(lost(0).hundredths().abs() < 200 * month, "{:?}", lost(0));
                }
                prop_assert!(carry.iter().all(|&volume| volume >= Volume::ZERO));
                if tree[at].active && rate > 0 {
                    prop_assert!(carry[0] == Volume::ZERO || carry[1] == Volume::ZERO);
                }
            }
        }
    }

    #[test]
    fn any_binary_pays_at_most_its_rate_of_the_weaker_leg(tree in trees(), seed in any::<u64>(), unit in 1_i64..300_00, policy in 0_usize..3) {
        let policy = [Ineligible::KeepBoth, Ineligible::LoseWeaker, Ineligible::LoseAll][policy];
        let places = binary_places(&tree, seed);
        let mut period = period_of(&tree);
        placed(&mut period, &places, false);
        let unit_volume = Volume::from_hundredths(unit);
        let pays = Match::Units { stronger: unit_volume, weaker: unit_volume, amounts: vec![Money::from_cents(unit)] };
        let totals = settle(Binary::new(pays, Carry::Flush, policy, Placing::Left), &period);
        for (member, &paid) in totals.earners().iter().enumerate() {
            let legs = [false, true].map(|right| textbook::leg(&tree, &places, member, right).hundredths());
            let most = if tree[member].active { legs[0].min(legs[1]) / unit * unit } else { 0 };
            prop_assert_eq!(paid.cents(), most);
        }
    }

    #[test]
    fn a_pool_pays_what_it_holds_but_for_a_cent_a_payee(tree in trees(), rate in 0_u32..100_000, shares in prop::collection::vec(0_u32..9, 3)) {
        let period = period_of(&tree);
        let totals = settle(Pool::new(parts(rate), shares.clone()), &period);
        let pool = parts(rate).of_volume(volume_of(&tree));
        let payees = tree.iter().filter(|member| member.active && shares[usize::from(member.rank)] > 0).count();
        prop_assert_eq!(totals.paid() + totals.kept(), pool);
        prop_assert!(totals.paid() <= pool);
        if payees > 0 {
            prop_assert!((pool - totals.paid()).cents() < i64::try_from(payees).unwrap().max(1));
        }
    }

    #[test]
    fn a_company_cap_is_never_passed_and_cuts_nothing_below_it(tree in trees(), rates in rates(), cap in 0_u32..400_000, how in 0_usize..3) {
        let how = [Cut::ProRata, Cut::LowestRankFirst, Cut::HardStop][how];
        let period = period_of(&tree);
        let level = Unilevel::new(rates, Compression::Standard);
        let uncapped = settle(level.clone(), &period);
        let cap_rule = CompanyCap::new(vec!["unilevel".into()], parts(cap), how);
        let mut totals = Totals::new(period.len());
        Plan::new(vec![rule_of(level), rule_of(cap_rule)]).settle(&period, &mut Ledger::new(), &mut totals);
        let most = parts(cap).of_volume(volume_of(&tree));
        prop_assert!(totals.paid() <= most);
        prop_assert_eq!(totals.paid() + totals.kept(), uncapped.paid() + uncapped.kept());
        if uncapped.paid() <= most {
            prop_assert_eq!(totals.earners(), uncapped.earners());
        } else {
            prop_assert!((most - totals.paid()).cents() <= i64::try_from(tree.len()).unwrap());
        }
        let capped = totals.breakage().find(|cause| cause.0 == Reason::Capped).map_or(Money::ZERO, |cause| cause.1);
        prop_assert_eq!(uncapped.paid() - capped, totals.paid());
    }

    #[test]
    fn counted_volume_is_at_most_the_raw_and_a_cap_of_all_is_no_cap(own in 0_i64..1_000, legs in prop::collection::vec(0_i64..10_000, 0..8), percent in 0_u32..=100, required in 0_i64..20_000) {
        let volume = Volume::from_hundredths;
        let legs: Vec<Volume> = legs.into_iter().map(volume).collect();
        let raw = LegCap::None.counted(volume(own), &legs, volume(required));
        let rate = parts(percent * 10_000);
        let of_total = LegCap::OfTotal(rate).counted(volume(own), &legs, volume(required));
        let of_requirement = LegCap::OfRequirement(rate).counted(volume(own), &legs, volume(required));
        prop_assert!(of_total <= raw && of_requirement <= raw);
        prop_assert_eq!(LegCap::OfTotal(Rate::ONE).counted(volume(own), &legs, volume(required)), raw);
        // No leg counts more than its share, and one that is cut counts all of it: the total fits itself.
        if percent > 0 {
            let most = volume(rate.of_volume(of_total).cents());
            let refit: Volume = volume(own) + legs.iter().map(|&leg| leg.min(most)).sum();
            let error = (refit - of_total).hundredths().abs();
            prop_assert!(of_total == Volume::ZERO || error <= i64::try_from(legs.len()).unwrap() + 1, "{:?}", error);
        }
    }
}

/// With ranks to be earned a plan is no sum over your team.
#[test]
fn a_plan_whose_ranks_are_earned_each_month_is_no_sum() {
    let percents = |numbers: &[u32]| numbers.iter().map(|number| parts(number * 10_000)).collect::<Vec<Rate>>();
    let level = Unilevel::new(percents(&[5, 5, 5]), Compression::None).with_depth_by_rank(vec![1, 3]);
    let ladder = Ladder::new(vec![Requirement { active_legs: 2, ..Requirement::default() }]);
    let plan = Plan::new(vec![rule_of(level)]).with_ladder(ladder);
    let mut team = Team::new();
    for (sponsor, joined, left) in [(0, 0, NEVER), (0, 1, NEVER), (1, 1, NEVER), (0, 2, 4), (2, 2, NEVER)] {
        team.push(Lifeline { sponsor, joined, left });
    }
    assert_eq!(plan.your_sums(), None);
    // Month 1: one leg, so rank 0 and level 1 only: member 1. Months 2 and 3: two active legs, three levels: 1, 3, 2
    // and 4. Month 4: member 3 has left.
    assert_eq!(your_pay(&plan, &team, Volume::from_hundredths(100_00), 4), [5_00, 20_00, 20_00, 5_00]);
}
