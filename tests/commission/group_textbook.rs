//! Rules about leaders and about what others earn, line by line against their textbook.

use std::sync::Arc;

use downline::commission::generation::AbsentLeader;
use downline::commission::infinity::Counts;
use downline::commission::matching::Cascade;
use downline::commission::{Breakaway, Infinity, Matching, TeamPercent, Unpaid};
use downline::units::{Rate, Volume};
use proptest::prelude::*;

use crate::months::{alone, config, months, paid_lines, parts, period, settled, something};
use crate::properties::rates;
use crate::textbook_groups::{self, Endless, Match, Overrides};
use crate::textbook_month::by_earner;

/// Shares by volume, each step its own.
fn shares() -> impl Strategy<Value = Vec<(Volume, Rate)>> {
    let step = (0_i64..400_00, 0_u32..=1_000_000);
    prop::collection::btree_map(step.0, step.1, 0..4)
        .prop_map(|steps| steps.into_iter().map(|step| (Volume::from_hundredths(step.0), parts(step.1))).collect())
}

fn by_rank() -> impl Strategy<Value = Vec<Rate>> {
    prop::collection::vec((0_u32..400_000).prop_map(parts), 1..4)
}

fn overrides() -> impl Strategy<Value = Overrides> {
    let difference = prop::option::of((by_rank(), (0_u32..50_000).prop_map(parts)));
    // One or the other: the plan reader refuses both.
    let further = prop_oneof![
        any::<bool>().prop_map(|rolls_up| (None, rolls_up)),
        (0_i64..900_00).prop_map(|volume| (Some(Volume::from_hundredths(volume)), false)),
    ];
    (0_u8..4, rates(), any::<bool>(), difference, shares(), 1_u32..=1_000_000, further).prop_map(
        |(leader_rank, mut rates, passed_over, difference, shares, broad, (guarantee, rolls_up))| {
            if difference.is_some() && rates.is_empty() {
                rates.push(Rate::ZERO);
            }
            Overrides { leader_rank, rates, passed_over, difference, shares, broad: parts(broad), guarantee, rolls_up }
        },
    )
}

fn endless() -> impl Strategy<Value = Endless> {
    let counted = prop::option::of(0_u8..4);
    (0_u8..4, 0_u32..100_000, 1_usize..12, 0_usize..12, any::<bool>(), counted).prop_map(
        |(leader_rank, rate, first, overlap, compressed, counted)| {
            let first = if counted.is_some() { first.min(3) } else { first };
            Endless { leader_rank, rate: parts(rate), first, overlap, compressed, counted }
        },
    )
}

fn breakaway_of(plan: &Overrides) -> Breakaway {
    let absent = if plan.passed_over { AbsentLeader::PassedOver } else { AbsentLeader::UsesGeneration };
    let rule = Breakaway::new(plan.leader_rank, plan.rates.clone(), absent).with_broad_percentage(plan.broad);
    let unpaid = if plan.rolls_up { Unpaid::RollsUp } else { Unpaid::Company };
    let rule = rule.with_share_by_group(plan.shares.clone()).with_unpaid(unpaid);
    let rule = plan.guarantee.into_iter().fold(rule, Breakaway::with_guarantee);
    match &plan.difference {
        Some((rates, least)) => rule.with_difference(rates.clone(), *least),
        None => rule,
    }
}

fn matches() -> impl Strategy<Value = Match> {
    let table = prop::collection::vec(prop::collection::vec((0_u32..300_000).prop_map(parts), 0..5), 1..4);
    let leader_rank = prop::option::of(0_u8..4);
    (table, any::<bool>(), any::<bool>(), 0_usize..3, shares(), leader_rank).prop_map(
        |(rates, cascade, passed_over, active_legs, shares, leader_rank)| Match {
            rates,
            cascade,
            passed_over,
            active_legs,
            shares,
            leader_rank,
        },
    )
}

fn matching_of(plan: &Match) -> Matching {
    let cascade = if plan.cascade { Cascade::Yes } else { Cascade::No };
    let rule = Matching::new(vec!["team-percent".to_owned()], plan.rates.clone(), cascade);
    let rule = rule.with_active_legs(plan.active_legs).with_share_by_volume(plan.shares.clone());
    let rule = plan.leader_rank.into_iter().fold(rule, Matching::with_leader_rank);
    if plan.passed_over { rule.passing_over_inactive() } else { rule }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn overrides_on_groups_are_paid_by_the_book(month in months(), plan in overrides()) {
        let statement = alone(breakaway_of(&plan), &period(&month));
        prop_assert_eq!(paid_lines(&statement, "breakaway"), something(textbook_groups::overrides(&month, &plan)));
        if plan.difference.is_none() {
            let promise = textbook_groups::promise(&month, &plan);
            prop_assert_eq!((statement.paid() + statement.kept()).cents(), promise);
        }
    }

    #[test]
    fn an_infinity_override_is_paid_by_the_book(month in months(), plan in endless()) {
        let rule = Infinity::new(plan.leader_rank, plan.rate, u16::try_from(plan.first).unwrap(), u16::try_from(plan.overlap).unwrap());
        let rule = if plan.compressed { rule.passing_over_inactive() } else { rule };
        let rule = plan.counted.into_iter().fold(rule, |rule, rank| rule.with_counts(Counts::Leaders(rank)));
        let statement = alone(rule, &period(&month));
        prop_assert_eq!(paid_lines(&statement, "infinity"), something(textbook_groups::infinity(&month, &plan)));
    }

    #[test]
    fn a_match_is_paid_by_the_book(month in months(), rate in 0_u32..200_000, plan in matches()) {
        let period = period(&month);
        let base = TeamPercent::new(parts(rate));
        let statement = settled(vec![Arc::new(base), Arc::new(matching_of(&plan))], &period);
        let earned = by_earner(&paid_lines(&statement, "team-percent"), month.tree.len());
        let wanted = textbook_groups::matching(&month, &earned, &plan);
        prop_assert_eq!(paid_lines(&statement, "matching"), something(wanted));
    }
}
