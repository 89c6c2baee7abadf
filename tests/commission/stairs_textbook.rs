//! Differentials line by line against their textbook.

use downline::commission::differential::{Brackets, Lookup};
use downline::commission::{Differential, OwnVolume};
use downline::units::{Rate, Volume};
use proptest::prelude::*;

use crate::months::{alone, config, months, paid_lines, parts, period, something};
use crate::textbook_differential::{self, Rates, Stairs};
use crate::textbook_month::times;

/// Brackets that need not rise.
fn steps() -> impl Strategy<Value = Vec<(Volume, Rate)>> {
    prop::collection::btree_map(0_i64..2_000_00, 0_u32..300_000, 1..7)
        .prop_map(|steps| steps.into_iter().map(|step| (Volume::from_hundredths(step.0), parts(step.1))).collect())
}

fn stairs() -> impl Strategy<Value = Stairs> {
    let rates = prop_oneof![
        prop::collection::vec((0_u32..400_000).prop_map(parts), 1..4).prop_map(Rates::ByRank),
        (steps(), any::<bool>(), any::<bool>()).prop_map(|(steps, pv, own)| Rates::ByGroup(steps, pv, own)),
    ];
    let share = || prop_oneof![Just(Rate::ZERO), Just(Rate::ONE), (0_u32..1_000_000).prop_map(parts)];
    let shares = prop::option::of((1_u16..9, share(), share()));
    (rates, prop::option::of(0_u8..4), shares).prop_map(|(rates, breakaway, shares)| Stairs {
        rates,
        breakaway,
        shares,
    })
}

fn with_breakaway(rule: Differential, rank: Option<u8>) -> Differential {
    rank.into_iter().fold(rule, Differential::with_breakaway_rank)
}

fn differential_of(plan: &Stairs) -> Differential {
    let rule = match &plan.rates {
        Rates::ByRank(rates) => Differential::by_rank(rates.clone()),
        Rates::ByGroup(steps, personal, own) => {
            let lookup = if *personal { Lookup::Personal } else { Lookup::Commissionable };
            let own = if *own { OwnVolume::Included } else { OwnVolume::Excluded };
            Differential::by_group(steps.clone(), lookup, own, Brackets::Slab)
        }
    };
    let rule =
        plan.shares.into_iter().fold(rule, |rule, (months, new, others)| rule.with_member_shares(months, new, others));
    with_breakaway(rule, plan.breakaway)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_differential_is_paid_by_the_book(month in months(), plan in stairs()) {
        let statement = alone(differential_of(&plan), &period(&month));
        prop_assert_eq!(paid_lines(&statement, "differential"), something(textbook_differential::differential(&month, &plan)));
        // Paid and kept are the highest rate of the table on every order, as far as it counts.
        let promised = |buyer: usize, volume: Volume| {
            times(volume.hundredths(), &[plan.counted(&month, buyer), month.worth, plan.top()])
        };
        let orders = month.tree.iter().enumerate();
        let promise: i64 = orders.map(|(buyer, member)| promised(buyer, member.commissionable)).sum();
        prop_assert_eq!((statement.paid() + statement.kept()).cents(), promise);
    }

    #[test]
    fn marginal_brackets_are_paid_by_the_book(month in months(), steps in steps(), breakaway in prop::option::of(0_u8..4)) {
        let mut month = month;
        month.tree.iter_mut().for_each(|member| member.active = true);
        // Brackets that fall would pay less than nothing.
        let mut rates: Vec<Rate> = steps.iter().map(|step| step.1).collect();
        rates.sort_unstable();
        let steps: Vec<(Volume, Rate)> = steps.iter().map(|step| step.0).zip(rates).collect();
        let rule = Differential::by_group(steps.clone(), Lookup::Commissionable, OwnVolume::Included, Brackets::Marginal);
        let statement = alone(with_breakaway(rule, breakaway), &period(&month));
        let wanted = textbook_differential::marginal(&month, &steps, breakaway);
        prop_assert_eq!(paid_lines(&statement, "differential"), something(wanted));
    }
}
