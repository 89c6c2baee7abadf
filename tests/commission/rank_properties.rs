//! The ladder on random trees over some months: equal to the textbook, blind to numbering, and the same again from what
//! was carried.

use std::cell::RefCell;
use std::sync::Arc;

use downline::commission::binary::{Carry, Ineligible, Match};
use downline::commission::rank_advancement::SkippedRanks;
use downline::commission::{
    Binary, CapOn, Compression, Ladder, Ledger, LegCap, LegsWithRank, LineDemand, OwnVolume, PaidAs, Period, Placing,
    Plan, RankAdvancement, Requirement, TeamPercent, Totals, Unilevel,
};
use downline::team::{Lifeline, NEVER, Team};
use downline::units::{Money, Month, Rate, Volume};
use proptest::prelude::*;

use crate::properties::{period_of, settle, trees};
use crate::textbook;
use crate::textbook_ranks::{Asked, History, Most};
use crate::your_pay::your_pay;

fn points(points: i64) -> Volume {
    Volume::from_hundredths(points * 100)
}

fn percent(percent: u32) -> Rate {
    Rate::from_parts_per_million(percent * 10_000)
}

/// What of a group counts: how much, with own volume or not, what of a leg, whether own volume is cut, where it stops,
/// and how much without those who lead.
type OfGroup = (i64, bool, Option<Most>, bool, Option<u8>, Option<(i64, u8)>);

fn of_group() -> impl Strategy<Value = OfGroup> {
    let most = prop_oneof![
        2 => Just(None),
        1 => (20_u32..100).prop_map(|share| Some(Most::Share(percent(share)))),
        1 => (0_i64..400).prop_map(|most| Some(Most::Points(points(most)))),
    ];
    let personal = prop::option::weighted(0.2, (0_i64..400, 1_u8..4));
    (prop_oneof![Just(0), 0_i64..900], any::<bool>(), most, any::<bool>(), prop::option::of(1_u8..4), personal)
}

/// What a rank asks for: mostly little, so that ranks are held.
fn asked() -> impl Strategy<Value = Asked> {
    let often_nothing = |most: i64| prop_oneof![Just(0), 0..most];
    let lines = prop::option::weighted(0.2, (2_usize..4, prop::collection::vec(1_u32..40, 3)));
    let with_volume = prop::collection::vec((1_usize..3, 1_i64..300), 0..2);
    let of_ranks = prop::collection::vec((1_usize..3, 1_u8..3, prop::option::of(1_u16..4)), 0..2);
    let of_legs = (lines, with_volume, 0_usize..3, of_ranks);
    let of_months = (prop_oneof![2 => Just(1), 1 => 2_usize..5], 1_usize..4, prop::option::of(1_usize..3));
    let of_sides = (often_nothing(150), prop_oneof![3 => Just(0), 1 => 1_usize..3]);
    (often_nothing(120), of_group(), of_legs, of_sides, of_months).prop_map(
        |(personal, of_group, of_legs, (weaker, active_each_side), (over, months, again))| {
            let (lines, with_volume, active_legs, legs_with_rank) = of_legs;
            let (group, with_own, of_leg, own_is_leg, stops_at, personal_group) = of_group;
            Asked {
                personal: points(personal),
                group: points(group),
                with_own,
                of_leg,
                own_is_leg,
                stops_at,
                personal_group: personal_group.map(|(volume, stop)| (points(volume), stop)),
                lines: lines.map(|(count, shares)| (count, shares.into_iter().map(percent).collect())),
                weaker: points(weaker),
                active_each_side,
                active_legs,
                legs_with_volume: with_volume.into_iter().map(|(legs, volume)| (legs, points(volume))).collect(),
                legs_with_rank,
                over,
                months,
                again: again.filter(|&again| again < months),
            }
        },
    )
}

fn requirement(asked: &Asked) -> Requirement {
    let with_rank = |&(legs, rank, depth)| LegsWithRank { legs, rank, depth };
    Requirement {
        personal: asked.personal,
        group: asked.group,
        own_volume: if asked.with_own { OwnVolume::Included } else { OwnVolume::Excluded },
        leg_cap: match asked.of_leg {
            None => LegCap::None,
            Some(Most::Share(share)) => LegCap::OfRequirement(share),
            Some(Most::Points(points)) => LegCap::Points(points),
        },
        leg_cap_on: if asked.own_is_leg { CapOn::LegsAndOwn } else { CapOn::Legs },
        group_stops_at: asked.stops_at,
        personal_group: asked.personal_group.map(|pair| pair.0).unwrap_or_default(),
        personal_group_stops_at: asked.personal_group.map(|pair| pair.1),
        lines: asked.lines.clone().map(|(count, shares)| LineDemand { count, shares }),
        weaker_leg: asked.weaker,
        active_each_side: asked.active_each_side,
        active_legs: asked.active_legs,
        legs_with_volume: asked.legs_with_volume.clone(),
        legs_with_rank: asked.legs_with_rank.iter().map(with_rank).collect(),
        over_months: u8::try_from(asked.over).unwrap(),
        months_in_row: u8::try_from(asked.months).unwrap(),
        months_in_row_again: asked.again.map(|again| u8::try_from(again).unwrap()),
    }
}

/// A network over up to six months: sponsors, who is active with which volume, and what ranks ask for.
fn histories() -> impl Strategy<Value = History> {
    let month = |members| prop::collection::vec((prop::bool::weighted(0.9), 0_i64..200), members);
    let network = (1_usize..40, 0_u8..3).prop_flat_map(move |(members, shape)| {
        let above = prop::collection::vec(any::<prop::sample::Index>(), members);
        let brought = prop::collection::vec(prop_oneof![4 => Just(0), 1 => 1_u8..4], members);
        (above, Just(shape), brought, prop::collection::vec(month(members), 1..7))
    });
    (network, prop::collection::vec(prop::collection::vec(asked(), 1..3), 1..4), any::<bool>()).prop_map(
        |((above, shape, brought, months), asked, for_life)| {
            let sponsor = |(id, above): (usize, prop::sample::Index)| {
                (id > 0).then(|| match shape {
                    0 => above.index(id),
                    1 => id - 1,
                    _ => above.index(id) / 3,
                })
            };
            let with_points =
                |month: Vec<(bool, i64)>| month.into_iter().map(|(active, volume)| (active, points(volume)));
            let mut history = History {
                sponsors: above.into_iter().enumerate().map(sponsor).collect(),
                places: Vec::new(),
                months: months.into_iter().map(|month| with_points(month).collect()).collect(),
                asked,
                brought,
                for_life,
                known: RefCell::default(),
            };
            history.places = places(&history);
            history
        },
    )
}

fn network(history: &History) -> Period {
    let sponsors = history.sponsors.iter().map(|sponsor| u32::try_from(sponsor.unwrap_or(0)).unwrap()).collect();
    let mut period = Period::new(sponsors).unwrap();
    period.members().for_each(|member| period.set_joined(member, joined(member)));
    period
}

/// Where members stand when a binary places them.
fn places(history: &History) -> Vec<Option<(usize, bool)>> {
    let placement = Placing::Alternating.place(&network(history));
    let place = |at: usize| (at > 0).then(|| (placement.parents()[at] as usize, placement.positions()[at] > 0));
    (0..history.sponsors.len()).map(place).collect()
}

/// The plan that these ranks are of; amounts are paid for new titles.
fn plan(history: &History, skipped: SkippedRanks, within: Option<u16>) -> Plan {
    let binary = Binary::new(Match::Steps(Vec::new()), Carry::Both, Ineligible::KeepBoth, Placing::Alternating);
    let amounts = [0, 1, 10, 100].map(Money::from_cents).to_vec();
    let paid_as = if history.for_life { PaidAs::Title } else { PaidAs::RankOfMonth };
    let ladder = Ladder::with_ways(history.asked.iter().map(|ways| ways.iter().map(requirement).collect()).collect())
        .with_paid_as(paid_as);
    let advancement = within.into_iter().fold(RankAdvancement::new(amounts, skipped), RankAdvancement::within_months);
    Plan::new(vec![Arc::new(binary), Arc::new(advancement)]).with_ladder(ladder)
}

fn opening(history: &History) -> Ledger {
    let mut ledger = Ledger::new();
    for (member, &title) in (0..).zip(&history.brought) {
        ledger.standing_mut().bring_title(member, title);
    }
    ledger
}

fn fill(period: &mut Period, history: &History, month: usize) {
    period.set_month(Month::new(u16::try_from(month + 1).unwrap()));
    for (member, &(active, volume)) in (0..).zip(&history.months[month]) {
        period.set_active(member, active);
        period.set_volume(member, volume, volume);
    }
}

/// In which month a member has joined: before the first, or in one of the first three.
fn joined(member: u32) -> u16 {
    u16::try_from(member % 4).unwrap()
}

/// Rank and title of everybody, and what is paid for new titles, month by month.
type Course = Vec<(Vec<u8>, Vec<u8>, Vec<Money>)>;

fn course(history: &History, within: Option<u16>) -> Course {
    let plan = plan(history, SkippedRanks::Paid, within);
    let (mut period, mut ledger) = (network(history), opening(history));
    let month = |month: usize| {
        fill(&mut period, history, month);
        plan.qualify(&mut period, &mut ledger);
        let mut totals = Totals::new(period.len());
        plan.settle(&period, &mut ledger, &mut totals);
        let titles = period.members().map(|member| ledger.standing().title(member)).collect();
        (period.ranks().to_vec(), titles, totals.earners().to_vec())
    };
    (0..history.months.len()).map(month).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ranks_and_titles_are_those_of_the_textbook(history in histories(), within in prop::option::of(1_u16..5)) {
        for (month, (ranks, titles, paid)) in course(&history, within).into_iter().enumerate() {
            let members = || 0..history.sponsors.len();
            prop_assert_eq!(ranks, members().map(|member| history.rank(month, member)).collect::<Vec<_>>());
            prop_assert_eq!(&titles, &members().map(|member| history.title(month, member)).collect::<Vec<_>>());
            // A rank that was never held before is paid, and those passed over with it, to who is in time for it.
            for member in members() {
                let before = if month == 0 { history.brought[member] } else { history.title(month - 1, member) };
                let amount: i64 = (before + 1..=titles[member]).map(|rank| [1, 10, 100][usize::from(rank) - 1]).sum();
                let months = month + 1 - usize::from(joined(u32::try_from(member).unwrap())).min(month + 1);
                let in_time = within.is_none_or(|within| months < usize::from(within));
                prop_assert_eq!(paid[member], Money::from_cents(if in_time { amount } else { 0 }));
            }
        }
    }

    #[test]
    fn a_team_percent_that_stops_pays_what_the_textbook_pays(tree in trees(), rate in 0_u32..400_000, breaks in 0_u8..4, with_own in any::<bool>()) {
        let rate = Rate::from_parts_per_million(rate);
        let own = if with_own { OwnVolume::Included } else { OwnVolume::Excluded };
        let totals = settle(TeamPercent::new(rate).with_own_volume(own).with_breakaway_rank(breaks), &period_of(&tree));
        for (member, &paid) in totals.earners().iter().enumerate() {
            let leads = |member: usize| tree[member].rank >= breaks;
            let group = textbook::broken_volume(&tree, member, |member| member.commissionable, &leads);
            let counted = if with_own { group } else { group - tree[member].commissionable };
            prop_assert_eq!(paid, if tree[member].active { rate.of_volume(counted) } else { Money::ZERO });
        }
    }

    /// Other numbers for the same people, sponsors first: nobody's rank changes. Placements do, so none is asked for.
    #[test]
    fn numbering_changes_no_rank(history in histories(), keys in prop::collection::vec(any::<u32>(), 40)) {
        let mut history = history;
        history.asked.iter_mut().flatten().for_each(|asked| (asked.weaker, asked.active_each_side) = (Volume::ZERO, 0));
        let members = history.sponsors.len();
        // By depth, then by chance.
        let above = |member: usize| history.sponsors[member];
        let depth = |member: usize| std::iter::successors(above(member), |&member| above(member)).count();
        let mut order: Vec<usize> = (0..members).collect();
        order.sort_by_key(|&member| (depth(member), keys[member]));
        let number = |member: usize| order.iter().position(|&other| other == member).unwrap();
        let other = History {
            sponsors: order.iter().map(|&member| history.sponsors[member].map(number)).collect(),
            places: Vec::new(),
            months: history.months.iter().map(|month| order.iter().map(|&member| month[member]).collect()).collect(),
            brought: order.iter().map(|&member| history.brought[member]).collect(),
            known: RefCell::default(),
            ..history.clone()
        };
        for (one, other) in course(&history, None).into_iter().zip(course(&other, None)) {
            for (new, &old) in order.iter().enumerate() {
                prop_assert_eq!((one.0[old], one.1[old], one.2[old]), (other.0[new], other.1[new], other.2[new]));
            }
        }
    }

    /// A month asked again from what was carried into it is the same month.
    #[test]
    fn a_month_from_what_was_carried_is_the_same_month(history in histories()) {
        let plan = plan(&history, SkippedRanks::NotPaid, None);
        let (mut period, mut ledger) = (network(&history), opening(&history));
        for month in 0..history.months.len() {
            let mut carried = ledger.carried();
            prop_assert!(carried.carries_as(&ledger));
            fill(&mut period, &history, month);
            plan.qualify(&mut period, &mut ledger);
            let ranks = period.ranks().to_vec();
            plan.settle(&period, &mut ledger, &mut Totals::new(period.len()));
            fill(&mut period, &history, month);
            plan.qualify(&mut period, &mut carried);
            plan.settle(&period, &mut carried, &mut Totals::new(period.len()));
            prop_assert_eq!(period.ranks(), &ranks);
            prop_assert_eq!(&carried, &ledger);
        }
    }

    /// What counts of legs is never more than there is, however groups stop.
    #[test]
    fn stopping_and_capping_only_take_away(history in histories(), share in 1_u32..100) {
        let ranked = |with: fn(&mut Asked, u32)| {
            let mut history = History { known: RefCell::default(), for_life: false, ..history.clone() };
            history.asked.truncate(1);
            history.asked[0].truncate(1);
            let asked = &mut history.asked[0][0];
            asked.lines = None;
            asked.personal_group = None;
            asked.legs_with_rank.clear();
            with(asked, share);
            course(&history, None).into_iter().flat_map(|month| month.0).collect::<Vec<u8>>()
        };
        let all = ranked(|asked, _| (asked.of_leg, asked.stops_at) = (None, None));
        let capped = ranked(|asked, share| (asked.of_leg, asked.stops_at) = (Some(Most::Share(percent(share))), None));
        let cut = ranked(|asked, share| (asked.of_leg, asked.stops_at) = (Some(Most::Points(points(share.into()))), None));
        let stopped = ranked(|asked, _| (asked.of_leg, asked.stops_at) = (None, Some(1)));
        let longer = ranked(|asked, _| (asked.of_leg, asked.stops_at, asked.months) = (None, None, asked.months + 1));
        for fewer in [capped, cut, stopped, longer] {
            prop_assert!(fewer.iter().zip(&all).all(|(fewer, all)| fewer <= all));
        }
    }
}

/// Your title in a simulated team is kept from month to month, and forgotten with the team.
#[test]
fn a_title_in_a_simulated_team_stays() {
    let rates = vec![percent(5); 3];
    let level = Unilevel::new(rates, Compression::None).with_depth_by_rank(vec![1, 3]);
    let ladder = Ladder::new(vec![Requirement { active_legs: 2, ..Requirement::default() }]);
    let plan = Plan::new(vec![Arc::new(level)]).with_ladder(ladder.with_paid_as(PaidAs::Title));
    let mut team = Team::new();
    for (sponsor, joined, left) in [(0, 0, NEVER), (0, 1, NEVER), (1, 1, NEVER), (0, 2, 4), (2, 2, NEVER)] {
        team.push(Lifeline { sponsor, joined, left });
    }
    // Month 1: one leg, level 1 only. From month 2, when there are two, three levels, though one leg has left in month 4.
    assert_eq!(your_pay(&plan, &team, points(100), 4), [5_00, 20_00, 20_00, 15_00]);
}

/// Volumes of several months are those of this team, from its first month on.
#[test]
fn months_of_a_simulated_team_are_added_up() {
    let level = Unilevel::new(vec![percent(5); 3], Compression::None).with_depth_by_rank(vec![1, 3]);
    let asked = Requirement { group: points(900), over_months: 2, ..Requirement::default() };
    let plan = Plan::new(vec![Arc::new(level)]).with_ladder(Ladder::new(vec![asked]));
    let mut team = Team::new();
    for (sponsor, joined, left) in [(0, 0, NEVER), (0, 1, NEVER), (1, 1, NEVER), (0, 2, 4), (2, 2, NEVER)] {
        team.push(Lifeline { sponsor, joined, left });
    }
    // Groups of 300, 500, 500 and 400: 300, 800, 1,000 and 900 of two months. Three levels from month 3 on.
    assert_eq!(your_pay(&plan, &team, points(100), 4), [5_00, 10_00, 20_00, 15_00]);
}

/// The negative control: histories hold ranks, lose them, and are paid for new ones; otherwise the tests above say
/// nothing.
#[test]
fn random_histories_rise_and_fall() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut held, mut below_title, mut paid) = (0, 0, 0);
    for _ in 0..50 {
        let history = histories().new_tree(&mut runner).unwrap().current();
        for (ranks, titles, amounts) in course(&history, None) {
            held += ranks.iter().filter(|&&rank| rank > 0).count();
            below_title += ranks.iter().zip(&titles).filter(|(rank, title)| rank < title).count();
            paid += amounts.iter().filter(|&&amount| amount > Money::ZERO).count();
        }
    }
    assert!(held > 200 && below_title > 100 && paid > 50, "{held} {below_title} {paid}");
}
