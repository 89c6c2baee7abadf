//! What a plan says about whole cents and about shares that may not be paid, on random trees.

use std::sync::Arc;

use downline::commission::binary::{Carry, Ineligible, Match};
use downline::commission::{
    Binary, Compression, Ledger, OwnVolume, Period, Placement, Placing, Plan, Reason, RoundedPer, Rounding, Statement,
    TeamPercent, ToCent, Totals, Unilevel, Unpaid,
};
use downline::units::{Money, Rate, Volume};
use proptest::prelude::*;

use crate::properties::{period_of, rates, trees};
use crate::textbook::{Member, uplines};

const MODES: [ToCent; 3] = [ToCent::HalfUp, ToCent::HalfEven, ToCent::TowardZero];
const GRAINS: [RoundedPer; 3] = [RoundedPer::Line, RoundedPer::EarnerAndRule, RoundedPer::Earner];

fn level_pay(rates: &[Rate], unpaid: Unpaid) -> Unilevel {
    Unilevel::new(rates.to_vec(), Compression::None).with_depth_by_rank(vec![1, 3, 9]).with_unpaid(unpaid)
}

/// What `rules` equal rules come to.
fn statement(tree: &[Member], rates: &[Rate], rules: usize, unpaid: Unpaid, rounding: Rounding) -> Statement {
    let rule = |_| -> Arc<dyn downline::commission::Rule> { Arc::new(level_pay(rates, unpaid)) };
    let plan = Plan::new((0..rules).map(rule).collect()).with_rounding(rounding);
    let mut statement = Statement::new();
    plan.settle(&period_of(tree), &mut Ledger::new(), &mut statement);
    statement
}

fn holds(member: &Member, level: usize) -> bool {
    member.active && level <= [1, 3, 9][usize::from(member.rank)]
}

/// What each member is paid by one rule, in millionths of a cent, without any rounding.
fn exact(tree: &[Member], rates: &[Rate]) -> Vec<i128> {
    let mut sums = vec![0; tree.len()];
    for (buyer, order) in tree.iter().enumerate() {
        for (level, (upline, rate)) in (1..).zip(uplines(tree, buyer).into_iter().zip(rates)) {
            if holds(&tree[upline], level) {
                sums[upline] += i128::from(order.commissionable.hundredths()) * i128::from(rate.parts_per_million());
            }
        }
    }
    sums
}

/// A binary beside a team percent, rounded per earner: A above B (left) and C (right), who order this much a month.
fn binary_beside(percent: u32, months: &[[i64; 2]], binary: fn(Binary) -> Binary) -> Vec<i64> {
    let five = vec![Rate::from_parts_per_million(50_000)];
    let binary =
        binary(Binary::new(Match::WeakerLeg(five), Carry::Flush, Ineligible::KeepBoth, Placing::BreadthFirst(2)));
    let team = TeamPercent::new(Rate::from_parts_per_million(percent)).with_own_volume(OwnVolume::Excluded);
    let rounding = Rounding { per: RoundedPer::Earner, ..Rounding::EACH_LINE };
    let plan = Plan::new(vec![Arc::new(team), Arc::new(binary)]).with_rounding(rounding);
    let mut ledger = Ledger::new();
    let settle = |volumes: &[i64; 2]| {
        let mut period = Period::new(vec![0, 0, 0]).unwrap();
        for (member, &hundredths) in (1..).zip(volumes) {
            let volume = Volume::from_hundredths(hundredths);
            period.set_volume(member, volume, volume);
        }
        period.set_placement(Placement::new(vec![0, 0, 0], vec![0, 0, 1]).unwrap()).unwrap();
        let mut totals = Totals::new(3);
        plan.settle(&period, &mut ledger, &mut totals);
        totals.earners()[0].cents()
    };
    months.iter().map(settle).collect()
}

/// 0.6 cents of the team and 0.6 of the legs are 1 cent together, of which the binary's line is none: a payout all the
/// same, after which the legs are lost.
#[test]
fn a_binary_flushes_after_what_it_comes_to_by_itself() {
    // 0.0006 % of 1,000.12 and 5 % of 0.12; then 5 % of 100 has no stronger leg left. 0.0006 % of 100 is nothing.
    assert_eq!(binary_beside(6, &[[12, 1_000_00], [100_00, 0]], |binary| binary), [1, 0]);
    // Without a payout of its own the leg stays: 5 % of 0.02 is a tenth of a cent.
    assert_eq!(binary_beside(6, &[[2, 1_000_00], [100_00, 0]], |binary| binary), [1, 5_00]);
}

/// What a cap cuts off is in no rounded sum: 20.994 is 20.00, and 0.33 cents of the team beside it are nothing.
#[test]
fn what_a_binary_s_cap_cuts_off_is_not_made_up_by_rounding() {
    let capped = |binary: Binary| binary.with_cap(Money::from_cents(20_00));
    assert_eq!(binary_beside(4, &[[419_88, 419_88]], capped), [20_00]);
    assert_eq!(binary_beside(4, &[[419_88, 419_88]], |binary| binary), [21_00]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_rounded_sum_is_the_rounding_of_the_exact_sum(tree in trees(), rates in rates(), mode in 0_usize..3) {
        let to_cent = MODES[mode];
        let exact = exact(&tree, &rates);
        for (per, rules, factor) in [(RoundedPer::EarnerAndRule, 1, 1), (RoundedPer::Earner, 3, 3)] {
            let paid = statement(&tree, &rates, rules, Unpaid::Company, Rounding { to_cent, per });
            for (member, &sum) in (0..).zip(&exact) {
                prop_assert_eq!(paid.paid_to(member), to_cent.round(factor * sum, 1_000_000));
            }
        }
        let each = statement(&tree, &rates, 3, Unpaid::Company, Rounding { to_cent, per: RoundedPer::EarnerAndRule });
        for (member, &sum) in (0..).zip(&exact) {
            prop_assert_eq!(each.paid_to(member).cents(), 3 * to_cent.round(sum, 1_000_000).cents());
        }
    }

    #[test]
    fn paid_and_kept_make_the_promise_however_it_is_rounded(tree in trees(), rates in rates(), unpaid in 0_usize..3) {
        let unpaid = [Unpaid::Company, Unpaid::RollsUp, Unpaid::DefaultAccount][unpaid];
        let all = Rate::from_parts_per_million(rates.iter().map(|rate| rate.parts_per_million()).sum());
        for to_cent in MODES {
            let promise = |order: &Member| {
                let product = i128::from(order.commissionable.hundredths()) * i128::from(all.parts_per_million());
                to_cent.round(product, 1_000_000)
            };
            let promised: Money = tree.iter().map(promise).sum();
            for per in GRAINS {
                let paid = statement(&tree, &rates, 1, unpaid, Rounding { to_cent, per });
                prop_assert_eq!(paid.paid() + paid.kept(), promised);
            }
        }
    }

    #[test]
    fn shares_roll_up_as_the_textbook_rolls_them(tree in trees(), rates in rates()) {
        let mut wanted = vec![Money::ZERO; tree.len()];
        for (buyer, order) in tree.iter().enumerate() {
            let above = uplines(&tree, buyer);
            for (level, rate) in (1..).zip(&rates) {
                let holder = above.iter().skip(level - 1).find(|&&upline| holds(&tree[upline], level));
                if let Some(&holder) = holder {
                    wanted[holder] += rate.of_volume(order.commissionable);
                }
            }
        }
        let mut totals = Totals::new(tree.len());
        let plan = Plan::new(vec![Arc::new(level_pay(&rates, Unpaid::RollsUp))]);
        plan.settle(&period_of(&tree), &mut Ledger::new(), &mut totals);
        prop_assert_eq!(totals.earners(), wanted);
    }

    #[test]
    fn a_default_account_gets_what_the_company_would_keep(tree in trees(), rates in rates()) {
        let company = statement(&tree, &rates, 1, Unpaid::Company, Rounding::EACH_LINE);
        let account = statement(&tree, &rates, 1, Unpaid::DefaultAccount, Rounding::EACH_LINE);
        prop_assert_eq!(company.paid(), account.paid());
        let rounded = company.kept_for(Reason::Rounding);
        prop_assert_eq!(account.kept_for(Reason::Rounding), rounded);
        prop_assert_eq!(account.kept_for(Reason::DefaultAccount), company.kept() - rounded);
    }

    #[test]
    fn the_lower_of_two_ranks_decides_the_rates(tree in trees(), table in prop::collection::vec(rates(), 3)) {
        let rule = Unilevel::new(Vec::new(), Compression::None).with_rates_by_rank(table.clone());
        let mut wanted = vec![Money::ZERO; tree.len()];
        for (buyer, order) in tree.iter().enumerate() {
            for (level, upline) in uplines(&tree, buyer).into_iter().enumerate() {
                let holds = level < table[usize::from(tree[upline].rank)].len();
                let rates = &table[usize::from(tree[upline].rank.min(order.rank))];
                if let Some(rate) = rates.get(level).filter(|_| holds && tree[upline].active) {
                    wanted[upline] += rate.of_volume(order.commissionable);
                }
            }
        }
        let mut totals = Totals::new(tree.len());
        Plan::new(vec![Arc::new(rule.with_rates_of_lower_rank())]).settle(&period_of(&tree), &mut Ledger::new(), &mut totals);
        prop_assert_eq!(totals.earners(), wanted);
    }

    /// The same sums, whether lines are kept, added up by the sink, or added up without asking it.
    #[test]
    fn sums_are_those_of_the_lines(tree in trees(), rates in rates(), grain in 0_usize..3) {
        let rounding = Rounding { to_cent: ToCent::HalfUp, per: GRAINS[grain] };
        let lines = statement(&tree, &rates, 2, Unpaid::RollsUp, rounding);
        let rule = || Arc::new(level_pay(&rates, Unpaid::RollsUp));
        let plan = Plan::new(vec![rule(), rule()]).with_rounding(rounding);
        let mut totals = Totals::new(tree.len());
        plan.settle(&period_of(&tree), &mut Ledger::new(), &mut totals);
        for (member, &paid) in (0..).zip(totals.earners()) {
            prop_assert_eq!(paid, lines.paid_to(member));
        }
        prop_assert_eq!(totals.kept(), lines.kept());
    }
}

/// The control: rounding each line is not rounding the sum, so the properties above tell the two apart.
#[test]
fn rounding_each_line_is_not_rounding_the_sum() {
    let order = |sponsor| Member {
        sponsor,
        active: true,
        personal: downline::units::Volume::ZERO,
        commissionable: downline::units::Volume::from_hundredths(60),
        rank: 2,
    };
    let tree = [order(None), order(Some(0)), order(Some(0))];
    let rates = [Rate::from_parts_per_million(10_000)];
    let paid = |per| statement(&tree, &rates, 1, Unpaid::Company, Rounding { to_cent: ToCent::HalfUp, per }).paid_to(0);
    assert_eq!(paid(RoundedPer::Line), Money::from_cents(2));
    assert_eq!(paid(RoundedPer::EarnerAndRule), Money::from_cents(1));
}
