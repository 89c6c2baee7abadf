//! Binaries over several months against their textbook: every way of paying, of carrying and of losing volume.

use std::sync::Arc;

use downline::commission::binary::{Carry, Ineligible, Match};
use downline::commission::differential::Brackets;
use downline::commission::{Binary, Ledger, Period, Placing, Plan, Reason, Statement};
use downline::units::{Money, Volume};
use proptest::prelude::*;

use crate::months::{config, months, parts, period, placement};
use crate::textbook_binary::{self, Carries, Inactive, Pays, TwoLegs};
use crate::textbook_month::Month;
use crate::textbook_placing::{Fill, Places, place};

fn pays() -> impl Strategy<Value = Pays> {
    // Ranks that are paid nothing are common in public plans.
    let rate = || prop_oneof![1 => Just(0), 4 => 0_u32..400_000].prop_map(parts);
    let rates = move || prop::collection::vec(rate(), 1..4);
    let amounts = prop::collection::vec(prop_oneof![1 => Just(0), 4 => 0_i64..50_00], 1..4);
    let units = (1_i64..300_00, 1_i64..300_00, amounts);
    let steps = prop::collection::btree_map(1_i64..2_000_00, 0_i64..400_00, 1..5);
    let sizes = prop::collection::btree_map(0_i64..2_000_00, rate(), 1..5);
    prop_oneof![
        (sizes, any::<bool>()).prop_map(|(steps, marginal)| Pays::Sized(steps.into_iter().collect(), marginal)),
        rates().prop_map(Pays::Weaker),
        rates().prop_map(Pays::Ratio),
        units.prop_map(|(one, other, amounts)| Pays::Units(one.max(other), one.min(other), amounts)),
        steps.prop_map(|steps| Pays::Steps(steps.into_iter().collect())),
    ]
}

fn plans() -> impl Strategy<Value = TwoLegs> {
    let carries = prop_oneof![Just(Carries::Both), Just(Carries::Nothing), (0_i64..600_00).prop_map(Carries::AtMost),];
    let inactive = prop::sample::select(vec![
        Inactive::KeepsBoth,
        Inactive::LosesWeaker,
        Inactive::LosesAll,
        Inactive::KeepsCarried,
    ]);
    let cap = prop::option::of(0_i64..100_00);
    let new = prop::option::of((1_u16..6, (0_u32..=1_000_000).prop_map(parts)));
    (pays(), carries, inactive, cap, any::<bool>(), any::<bool>(), new).prop_map(
        |(pays, carries, inactive, cap, carries_above, own_counts, new)| {
            let carries_above = carries_above && !matches!(pays, Pays::Steps(_));
            TwoLegs { pays, carries, inactive, cap, carries_above, own_counts, new }
        },
    )
}

fn binary_of(plan: &TwoLegs) -> Binary {
    let points = |hundredths: &i64| Volume::from_hundredths(*hundredths);
    let pays = match &plan.pays {
        Pays::Weaker(rates) => Match::WeakerLeg(rates.clone()),
        Pays::Ratio(rates) => Match::Ratio(rates.clone()),
        Pays::Units(stronger, weaker, amounts) => Match::Units {
            stronger: points(stronger),
            weaker: points(weaker),
            amounts: amounts.iter().copied().map(Money::from_cents).collect(),
        },
        Pays::Sized(steps, marginal) => {
            let brackets = if *marginal { Brackets::Marginal } else { Brackets::Slab };
            Match::WeakerLegSteps(steps.iter().map(|step| (points(&step.0), step.1)).collect(), brackets)
        }
        Pays::Steps(steps) => {
            Match::Steps(steps.iter().map(|step| (points(&step.0), Money::from_cents(step.1))).collect())
        }
    };
    let carry = match plan.carries {
        Carries::Both => Carry::Both,
        Carries::Nothing => Carry::Flush,
        Carries::AtMost(most) => Carry::Capped(points(&most)),
    };
    let ineligible = match plan.inactive {
        Inactive::KeepsBoth => Ineligible::KeepBoth,
        Inactive::LosesWeaker => Ineligible::LoseWeaker,
        Inactive::LosesAll => Ineligible::LoseAll,
        Inactive::KeepsCarried => Ineligible::KeepCarried,
    };
    let rule = Binary::new(pays, carry, ineligible, Placing::Left);
    let rule = if plan.own_counts { rule.with_own_volume_in_weaker_leg() } else { rule };
    let rule = if plan.carries_above { rule.with_volume_above_cap_carried() } else { rule };
    let rule = plan.new.into_iter().fold(rule, |rule, (months, share)| rule.with_new_member_share(months, share));
    plan.cap.into_iter().fold(rule, |rule, cap| rule.with_cap(Money::from_cents(cap)))
}

/// The month after: who orders and who is active moves on by one member.
fn next(month: &mut Month) {
    month.number += 1;
    let members: Vec<_> = month.tree.iter().map(|member| (member.active, member.commissionable)).collect();
    for (member, (active, commissionable)) in month.tree.iter_mut().zip(members.into_iter().cycle().skip(1)) {
        (member.active, member.commissionable) = (active, commissionable);
    }
}

fn placed(month: &Month, places: &Places) -> Period {
    let mut period = period(month);
    period.set_placement(placement(places)).unwrap();
    period
}

/// Left and right in each other's place, everywhere.
fn mirrored(places: &Places) -> Places {
    places.iter().map(|place| place.map(|(parent, side)| (parent, 1 - side))).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_binary_pays_and_carries_by_the_book(month in months(), plan in plans(), breadth in any::<bool>()) {
        let mut month = month;
        let places = place(&month, if breadth { Fill::Breadth(2) } else { Fill::InTurn });
        let rules = Plan::new(vec![Arc::new(binary_of(&plan))]);
        let mut ledger = Ledger::new();
        let mut carried = vec![[0; 2]; month.tree.len()];
        for number in 1..=4 {
            let mut statement = Statement::new();
            rules.settle(&placed(&month, &places), &mut ledger, &mut statement);
            let wanted = textbook_binary::binary(&month, &places, &plan, &mut carried);
            let paid: Vec<i64> = (0..).map(|member| statement.paid_to(member).cents()).take(month.tree.len()).collect();
            prop_assert_eq!(paid, wanted, "month {}", number);
            let on: Vec<[i64; 2]> =
                (0..).map(|member| ledger.carry(0, member).map(Volume::hundredths)).take(month.tree.len()).collect();
            prop_assert_eq!(&on, &carried, "carried from month {}", number);
            prop_assert!(carried.iter().flatten().all(|&volume| volume >= 0));
            prop_assert!(statement.lines().all(|line| line.reason.is_paid() || line.reason == Reason::Capped));
            next(&mut month);
        }
    }

    /// Nothing is lost where everything is carried, above a cap too: on each leg what is carried and what was matched make
    /// what came in.
    #[test]
    fn a_binary_that_carries_everything_loses_nothing(month in months(), rate in 1_u32..400_000, cap in prop::option::of(0_i64..100_00)) {
        let mut month = month;
        let places = place(&month, Fill::Breadth(2));
        let plan = TwoLegs {
            pays: Pays::Weaker(vec![parts(rate)]),
            carries: Carries::Both,
            inactive: Inactive::KeepsBoth,
            cap,
            carries_above: true,
            own_counts: false,
            new: None,
        };
        let rules = Plan::new(vec![Arc::new(binary_of(&plan))]);
        let mut ledger = Ledger::new();
        let mut came_in = vec![[0_i64; 2]; month.tree.len()];
        for _ in 1..=4 {
            let period = placed(&month, &places);
            let mut statement = Statement::new();
            rules.settle(&period, &mut ledger, &mut statement);
            prop_assert_eq!(statement.kept(), Money::ZERO, "nothing is cut off");
            let volumes = plan.counted(&month);
            for member in period.members() {
                let at = member as usize;
                for side in [0, 1] {
                    came_in[at][side] += textbook_binary::leg(&volumes, &places, at, side);
                }
                let carried = ledger.carry(0, member).map(Volume::hundredths);
                let matched = [0, 1].map(|side| came_in[at][side] - carried[side]);
                prop_assert_eq!(matched[0], matched[1], "both legs gave the same");
                prop_assert!(matched[0] >= 0 && matched[0] <= came_in[at][0].min(came_in[at][1]));
            }
            next(&mut month);
        }
    }

    /// Left and right are names: swapped everywhere, everybody is paid the same in every month.
    #[test]
    fn left_and_right_swapped_pay_the_same(month in months(), plan in plans()) {
        // Of equal legs the left one counts as the stronger, so that units of two sizes carry differently, and so do legs to
        // which one's own volume is added.
        let even = !matches!(plan.pays, Pays::Units(stronger, weaker, _) if stronger != weaker);
        prop_assume!(even && !plan.own_counts && !matches!(plan.inactive, Inactive::LosesWeaker));
        let mut month = month;
        let places = place(&month, Fill::InTurn);
        let other = mirrored(&places);
        let rules = Plan::new(vec![Arc::new(binary_of(&plan))]);
        let (mut ledger, mut ledger_of_other) = (Ledger::new(), Ledger::new());
        for _ in 1..=4 {
            let (mut statement, mut swapped) = (Statement::new(), Statement::new());
            rules.settle(&placed(&month, &places), &mut ledger, &mut statement);
            rules.settle(&placed(&month, &other), &mut ledger_of_other, &mut swapped);
            prop_assert_eq!(statement, swapped);
            next(&mut month);
        }
    }
}

/// Legs of 200 and 200, a unit being 200 of the stronger and 100 of the weaker leg: the left one is the stronger, so that
/// 100 stay on the right, whichever leg an inactive member would lose.
#[test]
fn of_equal_legs_the_left_one_is_the_stronger_in_every_respect() {
    let rule = Binary::new(
        Match::Units {
            stronger: Volume::from_hundredths(200_00),
            weaker: Volume::from_hundredths(100_00),
            amounts: vec![Money::from_cents(20_00)],
        },
        Carry::Both,
        Ineligible::LoseWeaker,
        Placing::Alternating,
    );
    let plan = Plan::new(vec![Arc::new(rule)]);
    let mut period = Period::new(vec![0, 0, 0]).unwrap();
    let (full, none) = (Volume::from_hundredths(200_00), Volume::ZERO);
    period.set_volume(1, full, full);
    period.set_volume(2, full, full);
    let carried = |period: &Period| {
        let (mut ledger, mut statement) = (Ledger::new(), Statement::new());
        plan.settle(period, &mut ledger, &mut statement);
        (statement.paid_to(0).cents(), ledger.carry(0, 0))
    };
    assert_eq!(carried(&period), (20_00, [none, Volume::from_hundredths(100_00)]));
    period.set_active(0, false);
    assert_eq!(carried(&period), (0, [full, none]));
}
