//! Level rules line by line against their textbook: unilevel with everything it knows, matrix with every placing, fast
//! start and generations.

use downline::commission::generation::{AbsentLeader, LeaderOrder};
use downline::commission::{Compression, FastStart, Generation, Matrix, Placing, Unilevel};
use downline::units::{Money, Rate, Volume};
use proptest::prelude::*;

use crate::months::{alone, config, months, paid_lines, parts, period, placement, something};
use crate::properties::{levels, rates, unilevel_of};
use crate::textbook::{Counting, Levels};
use crate::textbook_levels::{self, Further};
use crate::textbook_month::{Month, times};
use crate::textbook_placing::{Fill, place};

fn further() -> impl Strategy<Value = Further> {
    let new = prop::option::of((0_u16..9, (0_u32..=1_000_000).prop_map(parts)));
    let own = prop::collection::vec((0_u32..300_000).prop_map(parts), 0..4);
    (own, prop::option::of(0_u8..4), new, prop::collection::vec(0_usize..9, 0..4))
        .prop_map(|(own, breakaway, new, legs)| Further { own, breakaway, new, legs })
}

/// Every way of filling a tree, in the engine's words and in the textbook's.
fn fills() -> impl Strategy<Value = (Placing, Fill)> {
    prop_oneof![
        Just((Placing::Left, Fill::Outer(false))),
        Just((Placing::Right, Fill::Outer(true))),
        Just((Placing::Alternating, Fill::InTurn)),
        Just((Placing::Balanced, Fill::FewerMembers)),
        Just((Placing::WeakerLeg, Fill::LessVolume)),
        (1_u16..5).prop_map(|width| (Placing::BreadthFirst(width), Fill::Breadth(usize::from(width)))),
        (1_u16..5).prop_map(|width| (Placing::DepthFirst(width), Fill::Depth(usize::from(width)))),
    ]
}

fn with(rule: Unilevel, further: &Further) -> Unilevel {
    let rule = rule.with_own_rates(further.own.clone()).with_depth_by_active_legs(further.legs.clone());
    let rule = further.breakaway.into_iter().fold(rule, Unilevel::with_breakaway_rank);
    further.new.into_iter().fold(rule, |rule, (months, share)| rule.with_new_member_share(months, share))
}

/// The sum of each level's highest rate on every order, rounded order by order.
fn promise(month: &Month, plan: &Levels, further: &Further) -> i64 {
    let most = plan.rates.iter().map(Vec::len).max().unwrap_or(0);
    let highest = |level: usize| plan.rates.iter().filter_map(|rates| rates.get(level)).max().copied();
    let own = further.own.iter().max().copied();
    let all = (0..most).filter_map(highest).chain(own).map(Rate::parts_per_million).sum();
    let all = Rate::from_parts_per_million(all);
    let mut sum = 0;
    for (buyer, entry) in month.tree.iter().enumerate() {
        let new = further.new.filter(|new| textbook_levels::is_new(month, buyer, new.0));
        let shares = [month.worth, plan.broad, new.map_or(Rate::ONE, |new| new.1), all];
        sum += times(entry.commissionable.hundredths(), &shares);
    }
    sum
}

fn compression(counting: Counting) -> Compression {
    match counting {
        Counting::Everybody => Compression::None,
        Counting::Active => Compression::Standard,
        Counting::Holding => Compression::Dynamic,
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn everything_a_unilevel_knows_is_paid_by_the_book(month in months(), plan in levels(), further in further()) {
        let statement = alone(with(unilevel_of(&plan), &further), &period(&month));
        let wanted = textbook_levels::levels(&month, &plan, &further, &|member| month.tree[member].sponsor);
        prop_assert_eq!(paid_lines(&statement, "unilevel"), something(wanted));
        let whole = statement.paid() + statement.kept();
        prop_assert_eq!(whole.cents(), promise(&month, &plan, &further));
    }

    #[test]
    fn everybody_is_placed_where_a_literal_search_finds_room(month in months(), fill in fills()) {
        let (made, found) = (fill.0.place(&period(&month)), placement(&place(&month, fill.1)));
        prop_assert_eq!(made.parents(), found.parents());
        prop_assert_eq!(made.positions(), found.positions());
    }

    #[test]
    fn a_matrix_is_paid_by_the_book(month in months(), plan in levels(), further in further(), fill in fills(), given in any::<bool>()) {
        let places = place(&month, fill.1);
        let mut period = period(&month);
        if given {
            // The network says where its members stand, and the rule is told another placing.
            period.set_placement(placement(&places)).unwrap();
        }
        let placing = if given { Placing::BreadthFirst(7) } else { fill.0 };
        let statement = alone(Matrix::new(with(unilevel_of(&plan), &further), placing), &period);
        let above = |member: usize| places[member].map(|place| place.0);
        let wanted = textbook_levels::levels(&month, &plan, &further, &above);
        prop_assert_eq!(paid_lines(&statement, "matrix"), something(wanted));
        let whole = statement.paid() + statement.kept();
        prop_assert_eq!(whole.cents(), promise(&month, &plan, &further));
    }

    #[test]
    fn a_fast_start_is_paid_by_the_book(month in months(), rates in prop::collection::vec(rates(), 1..4), first in 1_u16..9, counting in 0_usize..3, minimum in 0_i64..200_00) {
        let counting = [Counting::Everybody, Counting::Active, Counting::Holding][counting];
        let minimum = Volume::from_hundredths(minimum);
        let rule = FastStart::new(rates[0].clone(), first, compression(counting)).with_minimum_volume(minimum);
        let rule = rule.with_rates_by_rank(rates.clone());
        let statement = alone(rule, &period(&month));
        let wanted = textbook_levels::fast_start(&month, &rates, first, counting, minimum);
        prop_assert_eq!(paid_lines(&statement, "fast-start"), something(wanted));
        // It promises each generation's highest rate on the orders of new members, and nothing on others.
        let new = (0..month.tree.len()).filter(|&member| textbook_levels::is_new(&month, member, first));
        let most = rates.iter().map(Vec::len).max().unwrap();
        let highest = |level: usize| rates.iter().filter_map(|rates| rates.get(level)).max().unwrap().parts_per_million();
        let all = parts((0..most).map(highest).sum());
        let promised: i64 = new.map(|member| times(month.tree[member].commissionable.hundredths(), &[month.worth, all])).sum();
        prop_assert_eq!((statement.paid() + statement.kept()).cents(), promised);
    }

    #[test]
    fn generations_are_paid_by_the_book(month in months(), rates in rates(), rank in 0_u8..4, passed in any::<bool>(), broad in 1_u32..=1_000_000, own in any::<bool>()) {
        let absent = if passed { AbsentLeader::PassedOver } else { AbsentLeader::UsesGeneration };
        let order = if own { LeaderOrder::OwnGeneration } else { LeaderOrder::GenerationAbove };
        let rule = Generation::new(rank, rates.clone(), absent).with_broad_percentage(parts(broad));
        let rule = rule.with_leader_order(order);
        let statement = alone(rule, &period(&month));
        let wanted = textbook_levels::generations(&month, rank, &rates, passed, parts(broad), own);
        prop_assert_eq!(paid_lines(&statement, "generation"), something(wanted));
        let all = parts(rates.iter().map(|rate| rate.parts_per_million()).sum());
        let of = |volume: Volume| times(volume.hundredths(), &[month.worth, parts(broad), all]);
        let promise: i64 = month.tree.iter().map(|member| of(member.commissionable)).sum();
        prop_assert_eq!((statement.paid() + statement.kept()).cents(), promise);
    }
}

/// The negative control: breadth and depth are told apart, and so is another width.
#[test]
fn another_way_of_filling_is_another_tree() {
    let member = |sponsor| crate::textbook::Member {
        sponsor,
        active: true,
        personal: Volume::ZERO,
        commissionable: Volume::from_hundredths(100_00),
        rank: 0,
    };
    let tree: Vec<_> = std::iter::once(None).chain([Some(0); 5]).map(member).collect();
    let month = Month {
        number: 1,
        worth: Rate::ONE,
        joined: vec![0; 6],
        retail: vec![Money::ZERO; 6],
        owner: (0..6).collect(),
        tree,
    };
    let parents = |fill| place(&month, fill).iter().flatten().map(|place| place.0).collect::<Vec<_>>();
    assert_eq!(parents(Fill::Breadth(2)), [0, 0, 1, 1, 2]);
    assert_eq!(parents(Fill::Depth(2)), [0, 0, 1, 1, 3]);
    assert_eq!(parents(Fill::Breadth(3)), [0, 0, 0, 1, 1]);
    assert_eq!(parents(Fill::Outer(true)), [0, 1, 2, 3, 4]);
    assert_eq!(parents(Fill::InTurn), [0, 0, 1, 2, 3]);
}
