//! The choices of differential, infinity, generation, match-down, discount and retail on random trees: equal to the
//! textbook to the cent, every promise kept, and no walk longer for a deep tree.

use std::sync::Arc;

use downline::commission::customer_discount::CustomerDiscount;
use downline::commission::differential::{Brackets, EqualBelow, Lookup, OwnOrder};
use downline::commission::generation::{AbsentLeader, EndsAt, LeaderOrder};
use downline::commission::infinity::{EndedBy, LeaderTerms};
use downline::commission::retail::MarginOf;
use downline::commission::{
    Breakaway, Differential, Generation, Infinity, Ledger, MatchDown, OwnVolume, Period, Plan, Reason, Retail, Rule,
    TeamPercent, Totals, Unpaid,
};
use downline::units::{Money, Rate, Volume, round_half_away};
use proptest::prelude::*;

use crate::properties::{period_of, rates, settle, trees};
use crate::textbook_climb::{self, Climb};
use crate::textbook_leaders;

fn parts(parts: u32) -> Rate {
    Rate::from_parts_per_million(parts)
}

/// A table by rank in which two ranks are often alike, and some rates nothing.
fn table() -> impl Strategy<Value = Vec<Rate>> {
    let rate = prop_oneof![Just(0_u32), Just(100_000), Just(105_000), 0_u32..400_000];
    prop::collection::vec(rate.prop_map(parts), 3)
}

fn own_order() -> impl Strategy<Value = OwnOrder> {
    prop::sample::select(vec![OwnOrder::Paid, OwnOrder::TakenAsDiscount, OwnOrder::NotPaid])
}

fn equal_below() -> impl Strategy<Value = EqualBelow> {
    let minimum =
        (1_u32..50_000, 1_u16..5).prop_map(|(rate, payees)| EqualBelow::Minimum { minimum: parts(rate), payees });
    let matches = (table(), 1_u16..5).prop_map(|(rates, payees)| EqualBelow::Match { rates, payees });
    prop_oneof![Just(EqualBelow::Nothing), minimum, matches]
}

fn steps() -> impl Strategy<Value = Vec<(Volume, Rate)>> {
    prop::collection::btree_map(0_i64..2_000_00, 0_u32..300_000, 1..6).prop_map(|steps| {
        steps.into_iter().map(|(volume, rate)| (Volume::from_hundredths(volume), parts(rate))).collect()
    })
}

fn terms() -> impl Strategy<Value = Vec<LeaderTerms>> {
    let one = (0_u32..100_000, 0_u32..100_000, 1_u16..6, 0_u16..6);
    prop::collection::btree_map(0_u8..3, one, 1..4).prop_map(|leaders| {
        let terms = |(rank, (rate, below, first_level, overlap))| LeaderTerms {
            rank,
            rate: parts(rate),
            below_lower_leader: parts(below),
            first_level,
            overlap,
        };
        leaders.into_iter().map(terms).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn own_orders_and_tied_uplines_are_paid_what_the_textbook_pays(tree in trees(), rates in table(), own_order in own_order(), equal_below in equal_below(), breaks in 1_u8..5) {
        let plan = Climb { rates: rates.clone(), own_order, equal_below: equal_below.clone(), breaks };
        let rule = Differential::by_rank(rates).with_own_order(own_order).with_equal_below(equal_below);
        let totals = settle(rule.with_breakaway_rank(breaks), &period_of(&tree));
        let wanted = textbook_climb::climb(&tree, &plan);
        prop_assert_eq!(totals.earners(), wanted.earners);
        prop_assert_eq!(totals.paid() - wanted.matches + totals.kept(), wanted.promise);
        prop_assert!(totals.breakage().all(|cause| cause.0 == Reason::Rounding || cause.1 > Money::ZERO));
    }

    #[test]
    fn a_group_s_rate_is_a_discount_whether_active_or_not(tree in trees(), steps in steps()) {
        // Nobody is active: no line is paid, and what is promised is what stands over each buyer's own rate.
        let mut period = period_of(&tree);
        period.members().for_each(|member| period.set_active(member, false));
        let rule = Differential::by_group(steps.clone(), Lookup::Personal, OwnVolume::Included, Brackets::Slab);
        let totals = settle(rule.with_own_order(OwnOrder::TakenAsDiscount), &period);
        let group = downline::commission::group_volumes(&period, period.personal(), |_| false);
        let top = steps.iter().map(|step| step.1).max().unwrap();
        let promise: Money = tree.iter().zip(group).map(|(member, volume)| {
            let had = steps.iter().rev().find(|step| step.0 <= volume).map_or(0, |step| step.1.parts_per_million());
            parts(top.parts_per_million() - had).of_volume(member.commissionable)
        }).sum();
        prop_assert_eq!(totals.paid(), Money::ZERO);
        prop_assert_eq!(totals.kept(), promise);
    }

    #[test]
    fn marginal_brackets_pay_what_the_textbook_pays_and_keep_the_rest_of_the_top_rate(tree in trees(), steps in steps(), breaks in 1_u8..5) {
        let rule = Differential::by_group(steps.clone(), Lookup::Commissionable, OwnVolume::Included, Brackets::Marginal);
        let totals = settle(rule.with_breakaway_rank(breaks), &period_of(&tree));
        let wanted = textbook_climb::marginal(&tree, &steps, breaks);
        prop_assert_eq!(totals.earners(), wanted.earners);
        prop_assert_eq!(totals.paid() + totals.kept(), wanted.promise);
        prop_assert!(totals.breakage().all(|cause| cause.0 == Reason::Rounding || cause.1 > Money::ZERO));
    }

    #[test]
    fn infinity_by_rank_pays_what_the_textbook_pays(tree in trees(), terms in terms(), equal_only in any::<bool>(), compressed in any::<bool>()) {
        let ended_by = if equal_only { EndedBy::Equal } else { EndedBy::EqualOrHigher };
        let rule = Infinity::by_rank(terms.clone(), ended_by);
        let rule = if compressed { rule.passing_over_inactive() } else { rule };
        let totals = settle(rule, &period_of(&tree));
        prop_assert_eq!(totals.earners(), textbook_leaders::infinity(&tree, &terms, equal_only, compressed));
        prop_assert_eq!(totals.kept(), Money::ZERO);
    }

    #[test]
    fn generations_of_the_same_rank_pay_what_the_textbook_pays(tree in trees(), rates in rates(), rank in 0_u8..4, passed in any::<bool>(), own in any::<bool>()) {
        let absent = if passed { AbsentLeader::PassedOver } else { AbsentLeader::UsesGeneration };
        let rule = Generation::new(rank, rates.clone(), absent).with_ends_at(EndsAt::SameRank);
        let order = if own { LeaderOrder::OwnGeneration } else { LeaderOrder::GenerationAbove };
        let totals = settle(rule.with_leader_order(order), &period_of(&tree));
        prop_assert_eq!(totals.earners(), textbook_leaders::generations(&tree, &rates, rank, passed, own));
        prop_assert_eq!(totals.kept(), Money::ZERO);
    }

    #[test]
    fn where_all_leaders_have_one_rank_it_does_not_matter_who_ends_a_generation(tree in trees(), rates in rates(), passed in any::<bool>()) {
        let absent = if passed { AbsentLeader::PassedOver } else { AbsentLeader::UsesGeneration };
        let rule = Generation::new(2, rates, absent);
        let period = period_of(&tree);
        let same = settle(rule.clone().with_ends_at(EndsAt::SameRank), &period);
        let any = settle(rule, &period);
        prop_assert_eq!(same.earners(), any.earners());
    }

    #[test]
    fn overrides_by_rank_pay_what_the_textbook_pays_and_keep_the_rest(tree in trees(), table in prop::collection::vec(prop::collection::vec(0_u32..100_000, 0..4), 1..4), rank in 0_u8..4, full in 0_i64..2_000_00) {
        // Even rates, so that half of one is a rate.
        let rates: Vec<Vec<Rate>> = table.iter().map(|rates| rates.iter().map(|rate| parts(rate * 2)).collect()).collect();
        let half = (Volume::LEAST, parts(500_000));
        let rule = Breakaway::new(rank, Vec::new(), AbsentLeader::UsesGeneration)
            .with_rates_by_rank(rates.clone())
            .with_share_by_group(vec![half, (Volume::from_hundredths(full), Rate::ONE)]);
        let period = period_of(&tree);
        let [totals, account, rolled] = [Unpaid::Company, Unpaid::DefaultAccount, Unpaid::RollsUp]
            .map(|unpaid| settle(rule.clone().with_unpaid(unpaid), &period));
        let (wanted, promise) = textbook_leaders::overrides(&tree, rank, &rates, Volume::from_hundredths(full));
        prop_assert_eq!(totals.earners(), &wanted);
        // Wherever unpaid shares go, the promise is the same; the account takes nothing from anybody, and what rolls up is
        // paid beside the rest.
        for totals in [&totals, &account, &rolled] {
            prop_assert_eq!(totals.paid() + totals.kept(), promise);
        }
        prop_assert_eq!(account.earners(), &wanted);
        prop_assert!(rolled.earners().iter().zip(&wanted).all(|(rolled, wanted)| rolled >= wanted));
        prop_assert!(totals.breakage().all(|(reason, amount)| amount > Money::ZERO || reason == Reason::Rounding));
    }

    #[test]
    fn match_down_pays_what_the_textbook_pays_and_keeps_the_rest_of_the_pot(tree in trees(), base in 0_u32..100_000, rates in table()) {
        let period = period_of(&tree);
        let base = TeamPercent::new(parts(base));
        let earned = settle(base.clone(), &period);
        let down = MatchDown::new(vec!["team-percent".into()], rates.clone());
        let plan = Plan::new(vec![Arc::new(base) as Arc<dyn Rule>, Arc::new(down)]);
        let mut totals = Totals::new(period.len());
        plan.settle(&period, &mut Ledger::new(), &mut totals);
        let (shares, promise) = textbook_leaders::match_down(&tree, earned.earners(), &rates);
        let wanted: Vec<Money> = earned.earners().iter().zip(shares).map(|(&earned, share)| earned + share).collect();
        prop_assert_eq!(totals.earners(), wanted);
        prop_assert_eq!(totals.paid() - earned.paid() + totals.kept(), promise);
        prop_assert!(totals.kept() >= Money::ZERO);
    }

    #[test]
    fn a_discount_is_a_rate_of_one_s_own_volume(tree in trees(), steps in steps()) {
        let totals = settle(CustomerDiscount::by_volume(steps.clone(), Lookup::Personal, Brackets::Slab), &period_of(&tree));
        let wanted: Vec<Money> = tree.iter().map(|member| {
            let step = steps.iter().filter(|step| step.0 <= member.personal).max_by_key(|step| step.0);
            step.map_or(Money::ZERO, |step| step.1.of_volume(member.commissionable))
        }).collect();
        prop_assert_eq!(totals.earners(), wanted);
    }

    #[test]
    fn a_margin_of_cost_and_the_cost_make_the_sales(sales in 0_i64..10_000_000, steps in steps()) {
        let mut period = Period::new(vec![0]).unwrap();
        period.set_retail(0, Money::from_cents(sales));
        let in_money = |step: &(Volume, Rate)| (Money::from_cents(step.0.hundredths()), step.1);
        let by_sales = |of| Retail::by_sales(steps.iter().map(in_money).collect(), of, Brackets::Slab);
        let paid = |of| settle(by_sales(of), &period).earners()[0];
        let rate = steps.iter().rev().find(|step| step.0.hundredths() <= sales).map_or(0, |step| i128::from(step.1.parts_per_million()));
        let whole = 1_000_000_i128;
        let margin = round_half_away(i128::from(sales) * rate, whole + rate);
        prop_assert_eq!(paid(MarginOf::Cost).cents(), margin);
        prop_assert_eq!(paid(MarginOf::RetailPrice).cents(), round_half_away(i128::from(sales) * rate, whole));
        // Cost times the mark-up is the margin, but for half a cent of rounding.
        let cost = i128::from(sales - margin);
        prop_assert!((cost * rate - i128::from(margin) * whole).abs() <= whole + rate);
    }
}

/// In a line of 200,000 members of one rank a walk that met everybody above would take 20,000,000,000 steps.
#[test]
fn no_rule_walks_a_deep_line_to_its_end() {
    let members = 200_000_u32;
    let mut period = Period::new((0..members).map(|member| member.saturating_sub(1)).collect()).unwrap();
    for member in 0..members {
        period.set_volume(member, Volume::from_hundredths(100_00), Volume::from_hundredths(100_00));
        period.set_rank(member, u8::from(member % 3 == 0));
    }
    let rates = || vec![parts(50_000), parts(60_000)];
    let tied = |equal_below| Differential::by_rank(rates()).with_equal_below(equal_below);
    let cents = |paid: Money| paid.cents();
    let minimum = settle(tied(EqualBelow::Minimum { minimum: parts(10_000), payees: 2 }), &period);
    // Nearly every order pays its 6 % and twice 1 %; the few at the top have nobody above.
    assert!((cents(minimum.paid()) - 8_00 * i64::from(members)).abs() < 100_00);
    let matched = settle(tied(EqualBelow::Match { rates: vec![Rate::ONE], payees: 3 }), &period);
    assert!(cents(matched.paid()) > 6_00 * i64::from(members));
    let terms = |rank, rate| LeaderTerms { rank, rate, below_lower_leader: rate, first_level: 3, overlap: 3 };
    let leaders = vec![terms(0, parts(10_000)), terms(1, parts(20_000))];
    for ended_by in [EndedBy::Equal, EndedBy::EqualOrHigher] {
        assert!(settle(Infinity::by_rank(leaders.clone(), ended_by), &period).paid() > Money::ZERO);
    }
    let generation = Generation::new(0, rates(), AbsentLeader::PassedOver).with_ends_at(EndsAt::SameRank);
    assert!(settle(generation, &period).paid() > Money::ZERO);
}
