//! Rules with one line an earner and month against their textbook.

use std::sync::Arc;

use downline::commission::cap::Cut;
use downline::commission::pool::SharesBy;
use downline::commission::retail::{Inactive, MarginOf};
use downline::commission::structure::FirstTier;
use downline::commission::{
    CompanyCap, EarnerCap, OwnVolume, Pool, RankBonus, Retail, Rule, Statement, StructureBonus, TeamPercent,
};
use downline::units::{Money, Rate, Volume};
use proptest::prelude::*;

use crate::months::{alone, config, months, paid_lines, parts, period, settled, something};
use crate::textbook_month::{Month, by_earner};
use crate::textbook_monthly::{self, CompanyCut, Structure};

/// A commission to be capped, and the cap.
fn capped(month: &Month, rate: Rate, cap: impl Rule + 'static) -> (Statement, Vec<i64>) {
    let statement = settled(vec![Arc::new(TeamPercent::new(rate)), Arc::new(cap)], &period(month));
    let earned = by_earner(&paid_lines(&statement, "team-percent"), month.tree.len());
    (statement, earned)
}

/// What members keep by the statement.
fn kept(statement: &Statement, month: &Month) -> Vec<i64> {
    (0..).map(|member| statement.paid_to(member).cents()).take(month.tree.len()).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_team_percent_is_paid_by_the_book(month in months(), rates in prop::collection::vec((0_u32..300_000).prop_map(parts), 1..4), own in any::<bool>()) {
        let own_volume = if own { OwnVolume::Included } else { OwnVolume::Excluded };
        let rule = TeamPercent::new(rates[0]).with_rates_by_rank(rates.clone()).with_own_volume(own_volume);
        let statement = alone(rule, &period(&month));
        prop_assert_eq!(paid_lines(&statement, "team-percent"), something(textbook_monthly::team_percent(&month, &rates, own)));
    }

    #[test]
    fn a_pool_is_paid_by_the_book(month in months(), rate in 0_u32..300_000, shares in prop::collection::vec(0_u32..9, 1..4), by_group in any::<bool>()) {
        let by = if by_group { SharesBy::GroupVolume } else { SharesBy::Rank };
        let statement = alone(Pool::new(parts(rate), shares.clone()).with_shares_by(by), &period(&month));
        let shares: Vec<i64> = shares.into_iter().map(i64::from).collect();
        prop_assert_eq!(paid_lines(&statement, "pool"), something(textbook_monthly::pool(&month, parts(rate), &shares, by_group)));
    }

    #[test]
    fn a_structure_bonus_is_paid_by_the_book(month in months(), personal in 0_i64..150_00, frontline in 1_usize..4, front in 0_i64..150_00, team in 0_i64..500_00, amounts in prop::collection::vec(0_i64..1_000_00, 1..5)) {
        let points = Volume::from_hundredths;
        let first = FirstTier { personal: points(personal), frontline, frontline_personal: points(front), team: points(team) };
        let plan = Structure { personal: points(personal), frontline, frontline_personal: points(front), team: points(team) };
        let rule = StructureBonus::new(first, amounts.iter().map(|&amount| Money::from_cents(amount)).collect());
        let statement = alone(rule, &period(&month));
        prop_assert_eq!(paid_lines(&statement, "structure-bonus"), something(textbook_monthly::structure(&month, plan, &amounts)));
    }

    #[test]
    fn a_rank_bonus_is_paid_by_the_book(month in months(), amounts in prop::collection::vec(0_i64..1_000_00, 1..4)) {
        let rule = RankBonus::new(amounts.iter().map(|&amount| Money::from_cents(amount)).collect());
        let statement = alone(rule, &period(&month));
        prop_assert_eq!(paid_lines(&statement, "rank-bonus"), something(textbook_monthly::rank_bonus(&month, &amounts)));
        prop_assert_eq!(statement.kept(), Money::ZERO);
    }

    #[test]
    fn a_retail_margin_is_paid_by_the_book(month in months(), rates in prop::collection::vec((0_u32..500_000).prop_map(parts), 1..4), to_inactive in any::<bool>()) {
        let inactive = if to_inactive { Inactive::Paid } else { Inactive::NotPaid };
        let rule = Retail::new(rates.clone(), MarginOf::RetailPrice).with_inactive(inactive);
        let statement = alone(rule, &period(&month));
        prop_assert_eq!(paid_lines(&statement, "retail"), something(textbook_monthly::retail(&month, &rates, to_inactive)));
        // A margin is no promise: what is not paid is kept by nobody.
        prop_assert_eq!(statement.kept(), Money::ZERO);
    }

    #[test]
    fn owners_are_capped_by_the_book(month in months(), rate in 0_u32..500_000, most in prop::collection::vec(0_i64..300_00, 1..4)) {
        let cap = EarnerCap::new(vec!["team-percent".to_owned()], most.iter().map(|&cents| Money::from_cents(cents)).collect());
        let (statement, earned) = capped(&month, parts(rate), cap);
        let wanted = textbook_monthly::earner_cap(&month, &earned, &most);
        prop_assert_eq!(kept(&statement, &month), wanted);
        // What is cut off is said to be kept.
        prop_assert_eq!(statement.paid() + statement.kept(), Money::from_cents(earned.iter().sum()));
    }

    #[test]
    fn the_company_is_capped_by_the_book(month in months(), rate in 0_u32..500_000, most in 0_u32..500_000, how in 0_usize..3, counted in prop::option::of(0_u32..200_000)) {
        let cut = [Cut::ProRata, Cut::LowestRankFirst, Cut::HardStop][how];
        let plain = [CompanyCut::ProRata, CompanyCut::LowestRankFirst, CompanyCut::HardStop][how];
        let cap = CompanyCap::new(vec!["team-percent".to_owned()], parts(most), cut);
        let cap = if counted.is_some() { cap.with_counted(vec!["team-percent-2".to_owned()]) } else { cap };
        let first: [Arc<dyn Rule>; 2] = [rate, counted.unwrap_or(0)].map(|rate| Arc::new(TeamPercent::new(parts(rate))) as _);
        let [one, two] = first;
        let statement = settled(vec![one, two, Arc::new(cap)], &period(&month));
        let [earned, whole] = ["team-percent", "team-percent-2"].map(|rule| by_earner(&paid_lines(&statement, rule), month.tree.len()));
        let gone = whole.iter().sum();
        let wanted = textbook_monthly::company_cap(&month, &earned, parts(most), gone, plain);
        // What counts is paid in full.
        let wanted: Vec<i64> = wanted.iter().zip(&whole).map(|(&kept, &whole)| kept + whole).collect();
        prop_assert_eq!(kept(&statement, &month), wanted);
        prop_assert_eq!(statement.paid() + statement.kept(), Money::from_cents(earned.iter().sum::<i64>() + gone));
    }
}
