//! Who brought a member in need not be its sponsor: some rules follow the one, some the other.

use std::sync::Arc;

use downline::commission::matching::Cascade;
use downline::commission::{
    Compression, FastStart, Ledger, MatchDown, Matching, Period, Plan, Rule, Statement, TeamPercent, Totals, Unilevel,
};
use downline::units::{Month, Rate, Volume};
use proptest::prelude::*;

use crate::properties::{period_of, rates, settle, trees};
use crate::textbook::Member;

const COMPRESSIONS: [Compression; 3] = [Compression::None, Compression::Standard, Compression::Dynamic];

fn new_members(tree: &[Member], joined: &[u16]) -> Period {
    let mut period = period_of(tree);
    period.set_month(Month::new(6));
    for (member, &month) in (0..period.members().len()).zip(joined.iter().cycle()) {
        period.set_joined(u32::try_from(member).unwrap(), month);
    }
    period
}

/// The same people below other members, each of which stands earlier in the tree.
fn enrolled_by(tree: &[Member], picks: &[prop::sample::Index]) -> Vec<Member> {
    let above = |(id, member): (usize, &Member)| Member {
        sponsor: (id > 0).then(|| picks[id % picks.len()].index(id)),
        ..member.clone()
    };
    tree.iter().enumerate().map(above).collect()
}

fn sponsors(tree: &[Member]) -> Vec<u32> {
    tree.iter().map(|member| u32::try_from(member.sponsor.unwrap_or(0)).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_fast_start_pays_enrollers_as_it_pays_sponsors_where_they_are_the_same(
        tree in trees(),
        rates in rates(),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 1..60),
        joined in prop::collection::vec(0_u16..7, 1..9),
        compression in 0_usize..3,
    ) {
        let rule = || FastStart::new(rates.clone(), 3, COMPRESSIONS[compression]);
        let other = enrolled_by(&tree, &picks);
        let mut period = new_members(&tree, &joined);
        let by_sponsor = settle(rule(), &period);
        period.set_enrollers(sponsors(&other)).unwrap();
        let by_enroller = settle(rule(), &period);
        prop_assert_eq!(&by_enroller, &settle(rule(), &new_members(&other, &joined)));
        // Level pay and groups follow sponsors, whoever enrolled whom.
        let level = || Unilevel::new(rates.clone(), COMPRESSIONS[compression]);
        prop_assert_eq!(settle(level(), &period), settle(level(), &new_members(&tree, &joined)));
        let team = || TeamPercent::new(Rate::from_parts_per_million(60_000));
        prop_assert_eq!(settle(team(), &period), settle(team(), &new_members(&tree, &joined)));
        period.set_enrollers(sponsors(&tree)).unwrap();
        prop_assert_eq!(settle(rule(), &period), by_sponsor);
    }

    #[test]
    fn matches_pay_enrollers_as_they_pay_sponsors_where_they_are_the_same(
        tree in trees(),
        own in rates(),
        table in prop::collection::vec(rates(), 1..4),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 1..60),
        (cascades, legs, leader, passes) in (any::<bool>(), 0_usize..3, prop::option::of(1_u8..3), any::<bool>()),
    ) {
        // What is matched is paid on own orders, so that it is the same in every tree.
        let plan = || {
            let on = || vec!["unilevel".to_owned()];
            let cascade = if cascades { Cascade::Yes } else { Cascade::No };
            let matching = Matching::new(on(), table.clone(), cascade).with_active_legs(legs);
            let matching = leader.into_iter().fold(matching, Matching::with_leader_rank);
            let matching = if passes { matching.passing_over_inactive() } else { matching };
            let base = Unilevel::new(Vec::new(), Compression::None).with_own_rates(own.clone());
            Plan::new(vec![Arc::new(base), Arc::new(matching), Arc::new(MatchDown::new(on(), own.clone()))])
        };
        let paid = |period: &Period| {
            let mut statement = Statement::new();
            plan().settle(period, &mut Ledger::new(), &mut statement);
            let mut lines: Vec<String> = statement.entries().iter().map(|entry| format!("{entry:?}")).collect();
            lines.sort_unstable();
            lines
        };
        let other = enrolled_by(&tree, &picks);
        let mut period = period_of(&tree);
        period.set_enrollers(sponsors(&other)).unwrap();
        prop_assert_eq!(paid(&period), paid(&period_of(&other)));
    }
}

/// The enroller of an early member may have a later number: 1 was brought in by 2 and stands below 0.
#[test]
fn an_enroller_may_come_later_in_the_numbers() {
    let mut period = Period::new(vec![0, 0, 0]).unwrap();
    period.set_volume(1, Volume::from_hundredths(100_00), Volume::from_hundredths(100_00));
    period.set_enrollers(vec![0, 2, 0]).unwrap();
    let percents = [20, 5].map(|number| Rate::from_parts_per_million(number * 10_000)).to_vec();
    let rule = FastStart::new(percents, 3, Compression::None);
    assert!(rule.needs().enroller);
    let totals: Totals = settle(rule, &period);
    let paid: Vec<i64> = totals.earners().iter().map(|paid| paid.cents()).collect();
    assert_eq!(paid, [5_00, 0, 20_00]);
}
