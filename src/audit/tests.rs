//! Hand-computed small organisations, conservation, and the controls of the audit.

use std::sync::Arc;

use super::*;
use crate::commission::rank_advancement::SkippedRanks;
use crate::commission::retail::MarginOf;
use crate::commission::{
    Compression, Ladder, PaidAs, Plan, Pool, RankAdvancement, Reason, Requirement, Retail, Rule, TeamPercent, Unilevel,
};
use crate::scenario::Scenario;
use crate::settlement::RuleTotals;
use crate::units::{Money, Month, Probability, Rate, Volume};

const fn percent(number: u32) -> Rate {
    Rate::from_parts_per_million(number * 10_000)
}

fn points(points: i64) -> Volume {
    Volume::from_hundredths(points * 100)
}

fn organisation(members: u32) -> Organisation {
    let scenario = Scenario::preset("typical").unwrap();
    Organisation::grow(scenario.growth(), OrganisationSettings::new(members, 48, 1).unwrap()).unwrap()
}

fn orders(kit: i64) -> OrderLaw {
    OrderLaw::new(Probability::new(0.5).unwrap(), points(110), points(kit)).unwrap()
}

fn unilevel(compression: Compression) -> Unilevel {
    Unilevel::new([5, 5, 5, 4, 3].map(percent).to_vec(), compression)
}

#[test]
fn paid_and_kept_are_what_level_pay_promises_on_every_order() {
    let organisation = organisation(1_000);
    for compression in [Compression::None, Compression::Standard, Compression::Dynamic] {
        let plan = Plan::new(vec![Arc::new(unilevel(compression))]);
        let audit = pay(&organisation, &orders(0), &plan, 6);
        let mut promised = Money::ZERO;
        for month in 43..=48 {
            let volumes = orders(0).month(&organisation, Month::new(month));
            for &volume in &volumes.own {
                promised += percent(22).of_volume(volume);
            }
        }
        let [rule] = audit.rules.as_slice() else { panic!("one rule") };
        assert_eq!(rule.promised(), Some(promised));
        assert_eq!(audit.paid() + audit.breakage().iter().map(|cause| cause.1).sum(), promised);
        // Everything adds up in every way of looking at it.
        let paid = audit.paid();
        assert_eq!(audit.members.iter().map(|member| member.paid).sum::<Money>(), paid);
        assert_eq!(audit.ranks.iter().map(|rank| rank.paid).sum::<Money>(), paid);
        assert_eq!(rule.levels().map(|level| level.1).sum::<Money>(), paid);
        assert_eq!(audit.origins.iter().copied().sum::<Money>(), paid);
        assert_eq!(audit.concentration().paid, paid);
        assert_eq!(audit.volume_origins.iter().copied().sum::<Money>(), audit.worth());
        assert!(rule.levels().map(|level| level.0).eq(1..=5));
    }
}

/// Titles and months in a row are those of the organisation's whole life, however few of its months are paid.
#[test]
fn a_month_is_paid_by_the_ranks_of_the_months_before_it() {
    let organisation = organisation(500);
    let asked = Requirement { active_legs: 2, months_in_row: 3, ..Requirement::default() };
    for paid_as in [PaidAs::RankOfMonth, PaidAs::Title] {
        let level = unilevel(Compression::None).with_depth_by_rank(vec![1, 5]);
        let advancement = RankAdvancement::new([0, 100_00].map(Money::from_cents).to_vec(), SkippedRanks::Paid);
        let plan = Plan::new(vec![Arc::new(level), Arc::new(advancement)])
            .with_ladder(Ladder::new(vec![asked.clone()]).with_paid_as(paid_as));
        let [alone, all] = [1, 48].map(|months| pay(&organisation, &orders(0), &plan, months));
        assert_eq!(alone.months[0], all.months[47]);
        let paid = |audit: &PlanAudit| audit.rules.iter().map(|rule| rule.paid).collect::<Vec<Money>>();
        assert!(paid(&all)[1] > paid(&alone)[1] && alone.ranks.len() == 2, "{:?}", alone.ranks);
    }
}

#[test]
fn a_pool_pays_its_rate_of_all_volume() {
    let organisation = organisation(500);
    let plan = Plan::new(vec![Arc::new(Pool::new(percent(10), vec![1]))]);
    let audit = pay(&organisation, &orders(0), &plan, 1);
    let [month] = audit.months.as_slice() else { panic!("one month") };
    assert_eq!(month.members, 500);
    assert_eq!(month.paid + month.kept, percent(10).of_volume(month.volume));
    assert_eq!(month.paid_members, month.active);
    let ratio = audit.payout_ratio().unwrap();
    assert!((0.099..=0.1).contains(&ratio), "{ratio}");
    assert!(audit.breakage().iter().all(|cause| cause.0 == Reason::Rounding));
}

/// Three members by hand: 0 sponsors 1, 1 sponsors 2; 6 % and 4 % by level.
#[test]
fn a_comparison_counts_who_wins_and_who_loses() {
    let member =
        |member, highest_rank, paid| MemberPay { member, months: 2, highest_rank, paid: Money::from_cents(paid) };
    let of = |members: Vec<MemberPay>| PlanAudit {
        months: vec![],
        rules: vec![],
        ranks: vec![],
        origins: [Money::ZERO; 3],
        volume_origins: [Money::ZERO; 3],
        members,
    };
    let first = of(vec![member(0, 1, 10_00), member(1, 0, 6_00), member(2, 0, 0), member(3, 0, 1_00)]);
    let second = of(vec![member(0, 0, 4_00), member(1, 0, 6_00), member(2, 0, 0), member(3, 1, 3_00)]);
    let comparison = Comparison::new(&first, &second);
    let counts = |change: &RankChange| (change.rank, change.better, change.same, change.worse);
    assert_eq!(comparison.ranks.iter().map(counts).collect::<Vec<_>>(), [(0, 1, 2, 0), (1, 0, 0, 1)]);
    assert_eq!(counts(&comparison.everybody), (0, 1, 2, 1));
    assert_eq!(comparison.everybody.after - comparison.everybody.before, Money::from_cents(-4_00));
    // -6.00 over two months.
    assert_eq!(comparison.ranks[1].mean_monthly_change(), Some(-3.0));
    let reversed = Comparison::new(&second, &first);
    assert_eq!((reversed.everybody.better, reversed.everybody.worse), (1, 1));
    // Where the first plan knows no ranks, those of the second tell members apart.
    let unranked = of(first.members.iter().map(|known| MemberPay { highest_rank: 0, ..*known }).collect());
    let by_second = Comparison::new(&unranked, &second);
    assert_eq!((comparison.ranked_by, by_second.ranked_by), (RankedBy::First, RankedBy::Second));
    assert_eq!(by_second.ranks.iter().map(counts).collect::<Vec<_>>(), [(0, 0, 2, 1), (1, 1, 0, 0)]);
}

#[test]
fn a_higher_rate_leaves_nobody_worse_off() {
    let organisation = organisation(500);
    let paid = |rate| {
        let plan = Plan::new(vec![Arc::new(TeamPercent::new(percent(rate))) as Arc<dyn Rule>]);
        pay(&organisation, &orders(0), &plan, 3)
    };
    let comparison = Comparison::new(&paid(5), &paid(6));
    assert_eq!(comparison.everybody.worse, 0);
    assert!(comparison.everybody.better > 0);
    assert_eq!(Comparison::new(&paid(5), &paid(5)).everybody.same, comparison.everybody.members());
}

#[test]
fn commission_on_kits_is_traced_to_kits() {
    let organisation = organisation(500);
    let plan = Plan::new(vec![Arc::new(unilevel(Compression::None))]);
    let without = pay(&organisation, &orders(0), &plan, 3);
    let with = pay(&organisation, &orders(200), &plan, 3);
    assert_eq!(without.origins[Origin::Kits as usize], Money::ZERO);
    assert!(with.origins[Origin::Kits as usize] > Money::ZERO);
    assert_eq!(with.origins[Origin::Customers as usize], Money::ZERO);
    assert_eq!(with.origins.iter().copied().sum::<Money>(), with.paid());
    // Group rules are traced by the mix of the group: flat pay on all volume has the mix of all volume, weighted by how
    // many stand above it.
    let flat = Plan::new(vec![Arc::new(TeamPercent::new(percent(6)))]);
    let flat = pay(&organisation, &orders(200), &flat, 3);
    assert!(flat.origins[Origin::Kits as usize] > Money::ZERO);
    assert_eq!(flat.origins.iter().copied().sum::<Money>(), flat.paid());
}

/// A quarter of what customers pay is their member's margin; commission is traced to them in proportion.
#[test]
fn customers_bring_margin_and_commission() {
    let organisation = organisation(500);
    let law = orders(0).with_customers(CustomerLaw::new(3.0, points(45)).unwrap());
    let rules: Vec<Arc<dyn Rule>> = vec![
        Arc::new(Retail::new(vec![percent(25)], MarginOf::RetailPrice)),
        Arc::new(Pool::new(percent(10), vec![1])),
    ];
    let audit = pay(&organisation, &law, &Plan::new(rules), 2);
    let mut margin = Money::ZERO;
    for month in [47, 48] {
        let sold = law.month(&organisation, Month::new(month)).customers;
        margin += sold.iter().map(|&sold| percent(25).of_volume(sold)).sum();
    }
    assert_eq!((audit.margin(), audit.rules[0].paid), (Some(margin), margin));
    // The margin is in no other figure.
    let pool = audit.rules[1].paid;
    assert_eq!((audit.paid(), audit.origins.iter().copied().sum(), audit.concentration().paid), (pool, pool, pool));
    assert_eq!(audit.commissions().flat_map(RuleTotals::levels).map(|level| level.1).sum::<Money>(), pool);
    let share =
        |of: &[Money; 3]| of[Origin::Customers as usize].to_major() / of.iter().copied().sum::<Money>().to_major();
    // Each of the pool's lines is rounded to the cent.
    let (of_pay, of_volume) = (share(&audit.origins), share(&audit.volume_origins));
    assert!((of_pay - of_volume).abs() < 0.01 && (0.6..0.8).contains(&of_volume), "{of_pay} and {of_volume}");
    let without = pay(&organisation, &orders(0), &Plan::new(vec![Arc::new(Pool::new(percent(10), vec![1]))]), 2);
    assert_eq!((without.margin(), without.origins[Origin::Customers as usize]), (None, Money::ZERO));
    // Whatever a point is worth, the parts of the volume add up to the cent.
    let plan = Plan::new(vec![Arc::new(Pool::new(percent(10), vec![1]))]);
    let third = plan.with_point_value(Rate::from_parts_per_million(333_333));
    let third = pay(&organisation, &law, &third, 2);
    assert_eq!(third.volume_origins.iter().copied().sum::<Money>(), third.worth());
    // Members' own orders are the same with and without customers.
    assert_eq!(
        without.volume_origins[Origin::OwnPurchases as usize],
        audit.volume_origins[Origin::OwnPurchases as usize]
    );
}

#[test]
fn a_higher_minimum_makes_fewer_members_active() {
    let organisation = organisation(500);
    let plan = Plan::new(vec![Arc::new(unilevel(Compression::None))]);
    let any = pay(&organisation, &orders(0), &plan, 1);
    let hundred = pay(&organisation, &orders(0), &plan.with_active_volume(points(100)), 1);
    // Without a minimum everybody who has not left is active, with or without an order.
    assert_eq!(any.months[0].active, any.months[0].members);
    assert!(hundred.months[0].active < any.months[0].active);
    assert_eq!(hundred.months[0].volume, any.months[0].volume);
    assert!(hundred.paid() < any.paid());
}

/// Placed once or month by month, a tree filled from left to right is the same tree.
#[test]
fn a_placement_made_once_is_that_of_every_month() {
    use crate::commission::{Ledger, Matrix, Period, Placing, Totals};
    let organisation = organisation(300);
    let placing = Placing::BreadthFirst(3);
    let plan = Plan::new(vec![Arc::new(Matrix::new(unilevel(Compression::None), placing))]);
    let audit = pay(&organisation, &orders(0), &plan, 2);
    for (month, audited) in [47, 48].into_iter().zip(&audit.months) {
        let volumes = orders(0).month(&organisation, Month::new(month));
        let members = &organisation.team().members()[..volumes.len()];
        let mut period = Period::new(members.iter().map(|member| member.sponsor).collect()).unwrap();
        for (id, member) in (0..).zip(members) {
            period.set_volume(id, volumes.of(id), volumes.of(id));
            period.set_active(id, member.is_active(Month::new(month)));
        }
        let mut totals = Totals::new(period.len());
        plan.settle(&period, &mut Ledger::new(), &mut totals);
        assert_eq!((totals.paid(), totals.kept()), (audited.paid, audited.kept));
    }
}

#[test]
fn the_same_seed_gives_the_same_audit() {
    let plan = Plan::new(vec![Arc::new(unilevel(Compression::Dynamic))]);
    let again = || pay(&organisation(300), &orders(50), &plan, 4);
    assert_eq!(again(), again());
}
