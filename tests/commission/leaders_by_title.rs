//! Who leads a group need not be paid as what it leads by: groups follow the one rank, pay the other.

use std::sync::Arc;

use downline::commission::differential::{Brackets, Lookup};
use downline::commission::generation::{AbsentLeader, EndsAt};
use downline::commission::{
    Breakaway, Compression, Differential, Generation, Ladder, Ledger, OwnVolume, Period, Requirement, Rule, Standing,
    TeamPercent, Totals, Unilevel,
};
use downline::units::{Money, Rate, Volume};
use proptest::prelude::*;

use crate::properties::{period_of, rates, trees};
use crate::textbook::Member;

const LEADER: u8 = 1;

fn settle(rule: &Arc<dyn Rule>, period: &Period) -> Totals {
    let mut totals = Totals::new(period.len());
    downline::commission::Plan::new(vec![rule.clone()]).settle(period, &mut Ledger::new(), &mut totals);
    totals
}

/// Titles at or above what members are paid as.
fn titles(tree: &[Member], above: &[u8]) -> Vec<u8> {
    tree.iter().zip(above.iter().cycle()).map(|(member, &above)| (member.rank + above).min(2)).collect()
}

fn titled(tree: &[Member], titles: &[u8]) -> Vec<Member> {
    tree.iter().zip(titles).map(|(member, &rank)| Member { rank, ..member.clone() }).collect()
}

/// Rules that ask about ranks only where a group breaks away.
fn boundaries(rates: &[Rate]) -> Vec<Arc<dyn Rule>> {
    let steps = vec![(Volume::ZERO, Rate::from_parts_per_million(30_000))];
    let group = Differential::by_group(steps, Lookup::Commissionable, OwnVolume::Included, Brackets::Slab);
    vec![
        Arc::new(Unilevel::new(rates.to_vec(), Compression::Standard).with_breakaway_rank(LEADER)),
        Arc::new(TeamPercent::new(Rate::from_parts_per_million(60_000)).with_breakaway_rank(LEADER)),
        Arc::new(group.with_breakaway_rank(LEADER)),
    ]
}

/// Rules that pay leaders: who leads by title and is paid as less is paid nothing.
fn overrides(rates: &[Rate], absent: AbsentLeader) -> Vec<Arc<dyn Rule>> {
    let generation = |ends_at| Generation::new(LEADER, rates.to_vec(), absent).with_ends_at(ends_at);
    vec![Arc::new(Breakaway::new(LEADER, rates.to_vec(), absent)), Arc::new(generation(EndsAt::Leader))]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn groups_follow_titles_and_pay_the_rank_of_the_month(
        tree in trees(),
        above in prop::collection::vec(0_u8..3, 1..9),
        rates in rates(),
        passed_over in any::<bool>(),
    ) {
        let titles = titles(&tree, &above);
        let by_title = period_of(&titled(&tree, &titles));
        let mut period = period_of(&tree);
        period.set_leader_ranks(titles);
        for rule in boundaries(&rates) {
            prop_assert_eq!(settle(&rule, &period), settle(&rule, &by_title), "{:?}", rule);
        }
        let absent = if passed_over { AbsentLeader::PassedOver } else { AbsentLeader::UsesGeneration };
        for rule in overrides(&rates, absent) {
            let (found, all) = (settle(&rule, &period), settle(&rule, &by_title));
            let is_paid = |pair: (&Member, &Money)| if pair.0.rank >= LEADER { *pair.1 } else { Money::ZERO };
            let wanted: Vec<Money> = tree.iter().zip(all.earners()).map(is_paid).collect();
            prop_assert_eq!(found.earners(), &wanted[..], "{:?}", rule);
            // What they are not paid is kept.
            prop_assert_eq!(found.paid() + found.kept(), all.paid() + all.kept(), "{:?}", rule);
        }
    }
}

/// A chain in which 2 reaches 500 in the first month and not in the second: its title keeps its group apart.
#[test]
fn a_group_that_counts_for_itself_by_title_stays_apart() {
    let points = |points: i64| Volume::from_hundredths(points * 100);
    let asked = Requirement { group: points(500), group_stops_at: Some(1), ..Requirement::default() };
    let ranks = |ladder: Ladder| {
        let mut standing = Standing::default();
        [[50, 400, 500], [50, 400, 100]].map(|volumes| {
            let mut period = Period::new(vec![0, 0, 1]).unwrap();
            for (member, volume) in (0..).zip(volumes) {
                period.set_volume(member, points(volume), points(volume));
            }
            ladder.apply(&mut period, &mut standing);
            (period.ranks().to_vec(), period.leader_ranks().to_vec())
        })
    };
    let by_rank = ranks(Ladder::new(vec![asked.clone()]));
    assert_eq!(by_rank, [(vec![0, 0, 1], vec![0, 0, 1]), (vec![0, 1, 0], vec![0, 1, 0])]);
    let by_title = ranks(Ladder::new(vec![asked]).with_leaders_by_title());
    assert_eq!(by_title, [(vec![0, 0, 1], vec![0, 0, 1]), (vec![0, 0, 0], vec![0, 0, 1])]);
}
