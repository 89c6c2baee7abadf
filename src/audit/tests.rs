//! Hand-computed small organisations, conservation, and the controls of the audit.

use std::ops::RangeInclusive;
use std::sync::Arc;

use super::*;
use crate::buying::parameters::{BuyingParameters, Customers, OwnOrders};
use crate::buying::{Purchases, Shopping};
use crate::commission::rank_advancement::SkippedRanks;
use crate::commission::retail::MarginOf;
use crate::commission::{
    Compression, Ladder, PaidAs, Plan, Pool, RankAdvancement, Reason, Requirement, Retail, Rule, TeamPercent, Unilevel,
};
use crate::growth::organisation::Organisation;
use crate::growth::organisation_parameters::OrganisationParameters;
use crate::growth::parameters::Attrition;
use crate::scenario::Scenario;
use crate::settlement::{FirstMember, LivesNetwork, RuleTotals, months_needed};
use crate::units::{Money, Month, Probability, Rate, Volume};

const fn percent(number: u32) -> Rate {
    Rate::from_parts_per_million(number * 10_000)
}

fn points(points: i64) -> Volume {
    Volume::from_hundredths(points * 100)
}

/// An organisation 48 months old with all that it bought.
struct Company {
    organisation: Organisation,
    purchases: Purchases,
    kit: Volume,
}

impl Company {
    /// So many members, whose last months are looked at.
    fn new(members: u32, months: u16, buying: &BuyingParameters) -> Self {
        let size = OrganisationParameters::new(members, 48, months).unwrap();
        let organisation = Organisation::grow(Scenario::preset("typical").unwrap().growth(), size, 1).unwrap();
        let whole_life = Month::new(1)..=organisation.age();
        let purchases = bought(&organisation, buying, &whole_life);
        Self { organisation, purchases, kit: buying.kit() }
    }

    fn audit(&self, plan: &Plan) -> PlanAudit {
        pay(&self.organisation, &self.purchases, self.kit, plan).unwrap()
    }

    fn origins(&self, month: Month) -> MonthOrigins {
        let (lives, purchases) = (self.organisation.lives(), &self.purchases);
        let network = LivesNetwork { lives, purchases, kit: self.kit, first: FirstMember::Company, sells: false };
        MonthOrigins::of(&self.organisation, &network, month)
    }
}

fn bought(organisation: &Organisation, buying: &BuyingParameters, months: &RangeInclusive<Month>) -> Purchases {
    let mut purchases = Purchases::new();
    Shopping::new(buying, organisation.age(), None).organisation(organisation.lives(), months, &mut purchases);
    purchases
}

/// Half of the members order in a month; nobody has customers.
/// All that a member brings, of whatever origin.
fn whole_volume(origins: &MonthOrigins, member: u32) -> Volume {
    Origin::ALL.iter().map(|&origin| origins.column(origin)[member as usize]).sum()
}

fn buying(kit: i64) -> BuyingParameters {
    let orders = OwnOrders::new(Probability::new(0.5).unwrap(), points(110), 0.5, Money::from_cents(100)).unwrap();
    BuyingParameters::new(orders).with_kit(points(kit)).unwrap()
}

/// A new customer each month, who leaves with a chance of one in three.
fn customers() -> Customers {
    let leaving = Attrition::constant(Probability::new(1.0 / 3.0).unwrap());
    let customers = Customers::new(1.0, Some(0.3), leaving).unwrap();
    customers.ordering(Money::from_cents(45_00), 0.5, 1.0, percent(25)).unwrap()
}

fn unilevel(compression: Compression) -> Unilevel {
    Unilevel::new([5, 5, 5, 4, 3].map(percent).to_vec(), compression)
}

#[test]
fn paid_and_kept_are_what_level_pay_promises_on_every_order() {
    let company = Company::new(1_000, 6, &buying(0));
    for compression in [Compression::None, Compression::Standard, Compression::Dynamic] {
        let plan = Plan::new(vec![Arc::new(unilevel(compression))]);
        let audit = company.audit(&plan);
        let mut promised = Money::ZERO;
        for month in 43..=48 {
            for &volume in company.origins(Month::new(month)).column(Origin::OwnPurchases) {
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
    let [alone, all] = [1, 48].map(|months| Company::new(500, months, &buying(0)));
    let asked = Requirement { active_legs: 2, months_in_row: 3, ..Requirement::default() };
    for paid_as in [PaidAs::RankOfMonth, PaidAs::Title] {
        let level = unilevel(Compression::None).with_depth_by_rank(vec![1, 5]);
        let advancement = RankAdvancement::new([0, 100_00].map(Money::from_cents).to_vec(), SkippedRanks::Paid);
        let plan = Plan::new(vec![Arc::new(level), Arc::new(advancement)])
            .with_ladder(Ladder::new(vec![asked.clone()]).with_paid_as(paid_as));
        let [alone, all] = [&alone, &all].map(|company| company.audit(&plan));
        assert_eq!(alone.months[0], all.months[47]);
        let paid = |audit: &PlanAudit| audit.rules.iter().map(|rule| rule.paid).collect::<Vec<Money>>();
        assert!(paid(&all)[1] > paid(&alone)[1] && alone.ranks.len() == 2, "{:?}", alone.ranks);
    }
}

#[test]
fn a_pool_pays_its_rate_of_all_volume() {
    let plan = Plan::new(vec![Arc::new(Pool::new(percent(10), vec![1]))]);
    let audit = Company::new(500, 1, &buying(0)).audit(&plan);
    let [month] = audit.months.as_slice() else { panic!("one month") };
    // 500 with the company, which is not counted.
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
    let company = Company::new(500, 3, &buying(0));
    let paid = |rate| company.audit(&Plan::new(vec![Arc::new(TeamPercent::new(percent(rate))) as Arc<dyn Rule>]));
    let comparison = Comparison::new(&paid(5), &paid(6));
    assert_eq!(comparison.everybody.worse, 0);
    assert!(comparison.everybody.better > 0);
    assert_eq!(Comparison::new(&paid(5), &paid(5)).everybody.same, comparison.everybody.members());
}

#[test]
fn commission_on_kits_is_traced_to_kits() {
    let plan = Plan::new(vec![Arc::new(unilevel(Compression::None))]);
    let [without, company] = [0, 200].map(|kit| Company::new(500, 3, &buying(kit)));
    let (without, with) = (without.audit(&plan), company.audit(&plan));
    assert_eq!(without.origins[Origin::Kits as usize], Money::ZERO);
    assert!(with.origins[Origin::Kits as usize] > Money::ZERO);
    assert_eq!(with.origins[Origin::Customers as usize], Money::ZERO);
    assert_eq!(with.origins.iter().copied().sum::<Money>(), with.paid());
    // Group rules are traced by the mix of the group: flat pay on all volume has the mix of all volume, weighted by how
    // many stand above it.
    let flat = Plan::new(vec![Arc::new(TeamPercent::new(percent(6)))]);
    let flat = company.audit(&flat);
    assert!(flat.origins[Origin::Kits as usize] > Money::ZERO);
    assert_eq!(flat.origins.iter().copied().sum::<Money>(), flat.paid());
}

/// A quarter of what customers pay is their member's margin; commission is traced to them in proportion.
#[test]
fn customers_bring_margin_and_commission() {
    let company = Company::new(500, 2, &buying(0).with_customers(customers()));
    let rules: Vec<Arc<dyn Rule>> = vec![
        Arc::new(Retail::new(vec![percent(25)], MarginOf::RetailPrice)),
        Arc::new(Pool::new(percent(10), vec![1])),
    ];
    let audit = company.audit(&Plan::new(rules));
    let mut margin = Money::ZERO;
    for month in [47, 48] {
        let origins = company.origins(Month::new(month));
        // A point costs a dollar.
        margin += origins.column(Origin::Customers).iter().map(|&sold| percent(25).of_volume(sold)).sum();
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
    let plan = Plan::new(vec![Arc::new(Pool::new(percent(10), vec![1]))]);
    let without = Company::new(500, 2, &buying(0)).audit(&plan);
    assert_eq!((without.margin(), without.origins[Origin::Customers as usize]), (None, Money::ZERO));
    // Whatever a point is worth, the parts of the volume add up to the cent.
    let third = company.audit(&plan.with_point_value(Rate::from_parts_per_million(333_333)));
    assert_eq!(third.volume_origins.iter().copied().sum::<Money>(), third.worth());
    // Members' own orders are the same with and without customers.
    assert_eq!(
        without.volume_origins[Origin::OwnPurchases as usize],
        audit.volume_origins[Origin::OwnPurchases as usize]
    );
}

#[test]
fn a_higher_minimum_makes_fewer_members_active() {
    let company = Company::new(500, 1, &buying(0));
    let plan = Plan::new(vec![Arc::new(unilevel(Compression::None))]);
    let any = company.audit(&plan);
    let hundred = company.audit(&plan.with_active_volume(points(100)));
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
    let company = Company::new(300, 2, &buying(0));
    let placing = Placing::BreadthFirst(3);
    let plan = Plan::new(vec![Arc::new(Matrix::new(unilevel(Compression::None), placing))]);
    let audit = company.audit(&plan);
    for (month, audited) in [47, 48].into_iter().zip(&audit.months) {
        let (month, origins) = (Month::new(month), company.origins(Month::new(month)));
        let joined = company.organisation.lives().joined_by(month);
        let members = &company.organisation.team().members()[..joined];
        let mut period = Period::new(members.iter().map(|member| member.sponsor).collect()).unwrap();
        for (id, member) in (0..).zip(members) {
            period.set_volume(id, whole_volume(&origins, id), whole_volume(&origins, id));
            period.set_active(id, id > 0 && member.is_active(month));
        }
        let mut totals = Totals::new(period.len());
        plan.settle(&period, &mut Ledger::new(), &mut totals);
        assert_eq!((totals.paid(), totals.kept()), (audited.paid, audited.kept));
    }
}

#[test]
fn the_same_seed_gives_the_same_audit() {
    let plan = Plan::new(vec![Arc::new(unilevel(Compression::Dynamic))]);
    let again = || Company::new(300, 4, &buying(50).with_customers(customers())).audit(&plan);
    assert_eq!(again(), again());
}

/// The first member is the company: it sponsors and stands above everybody, is not paid, buys nothing and counts nowhere.
#[test]
fn the_first_member_is_not_paid_and_not_counted() {
    let company = Company::new(500, 4, &buying(50).with_customers(customers()));
    let members = company.organisation.team().members();
    assert!(members.iter().skip(1).any(|member| member.sponsor == 0), "the company has sponsored somebody");
    let rules: [Arc<dyn Rule>; 3] = [
        Arc::new(TeamPercent::new(percent(5))),
        Arc::new(unilevel(Compression::None)),
        Arc::new(Retail::new(vec![percent(25)], MarginOf::RetailPrice)),
    ];
    let mut listed = 0;
    for rule in rules {
        let audit = company.audit(&Plan::new(vec![rule]));
        assert!(audit.members.iter().all(|member| member.member > 0));
        for month in &audit.months {
            let here = members.iter().skip(1).filter(|member| member.is_active(month.month)).count() as u64;
            assert_eq!((month.members, month.active), (here, here));
            assert!(month.paid_members <= month.members);
            assert_eq!(whole_volume(&company.origins(month.month), 0), Volume::ZERO);
        }
        let stood: u64 = audit.members.iter().map(|member| u64::from(member.months)).sum();
        assert_eq!(stood, audit.months.iter().map(|month| month.members).sum::<u64>());
        listed += audit.members.len();
    }
    // Everybody who stood at one of the month-ends is listed, paid or not.
    let looked_at = (45..=48).map(Month::new);
    let stood = |life: &&crate::team::Lifeline| looked_at.clone().any(|month| life.is_active(month));
    assert_eq!(listed, 3 * members.iter().skip(1).filter(stood).count());
}

/// A plan needs to know the purchases of [`months_needed`], and no others.
#[test]
fn a_plan_is_paid_from_the_months_that_it_needs() {
    let buying = buying(50).with_customers(customers());
    let company = Company::new(500, 3, &buying);
    let asked = Requirement { active_legs: 2, months_in_row: 3, ..Requirement::default() };
    let level = unilevel(Compression::None).with_depth_by_rank(vec![1, 5]);
    let in_a_row = Ladder::new(vec![asked]).with_paid_as(PaidAs::RankOfMonth);
    let plain = Plan::new(vec![Arc::new(unilevel(Compression::Standard))]);
    let ranked = Plan::new(vec![Arc::new(level)]).with_ladder(in_a_row);
    for (plan, first) in [(plain.with_active_volume(points(50)), 46), (ranked.with_active_volume(points(50)), 1)] {
        let needed = months_needed(&company.organisation, &plan);
        assert_eq!(needed, Month::new(first)..=Month::new(48));
        let purchases = bought(&company.organisation, &buying, &needed);
        assert_eq!(pay(&company.organisation, &purchases, company.kit, &plan).unwrap(), company.audit(&plan));
        // The control: a month less is missed.
        let short = bought(&company.organisation, &buying, &(Month::new(47)..=Month::new(48)));
        assert_ne!(pay(&company.organisation, &short, company.kit, &plan).unwrap(), company.audit(&plan));
    }
}
