//! Every trial's heads and money add up, month by month, and agree with the lifelines, the purchases and the plan settled
//! in full.

use std::sync::Arc;

use downline::commission::retail::MarginOf;
use downline::commission::{
    Books, Compression, EarnerByRule, Period, Plan, Retail, Rule, TeamPercent, Unilevel, YourSum,
};
use downline::growth::parameters::Staying;
use downline::settlement::Settlement;
use downline::simulate::replay;
use downline::{Career, Metric, Money, Month, Rate, Scenario, Settings, Volume, simulate};
use proptest::prelude::*;

use crate::questions::{Drawing, heads_alone, preset_with, questions, team_of};

const SEED: u64 = 7;
const TRIALS: u64 = 100;

fn for_every_career(check: impl Fn(&str, &Scenario, &Career)) {
    for (name, scenario) in questions() {
        for trial in 1..=TRIALS {
            check(&format!("{name}, trial {trial}"), &scenario, &replay(&scenario, SEED, trial).unwrap());
        }
    }
}

#[test]
fn joiners_less_leavers_is_the_change_of_the_team() {
    for_every_career(|name, _, career| {
        let of = |month: u16, metric| career.value(Month::new(month), metric);
        assert_eq!((of(0, Metric::Team), of(0, Metric::Downline), of(0, Metric::EverJoined)), (1, 0, 0), "{name}");
        for month in 1..=career.horizon().get() {
            let change = of(month, Metric::Joiners) - of(month, Metric::Leavers);
            assert_eq!(of(month, Metric::Team), of(month - 1, Metric::Team) + change, "{name}, month {month}");
            let joined = of(month - 1, Metric::EverJoined) + of(month, Metric::Joiners);
            assert_eq!(of(month, Metric::EverJoined), joined, "{name}, month {month}");
            let you = of(month, Metric::Team) - of(month, Metric::Downline);
            assert!((0..=1).contains(&you), "{name}, month {month}: you count {you} times");
        }
    });
}

#[test]
fn a_career_counts_the_lifelines_of_its_team() {
    for (name, scenario) in questions() {
        for trial in 1..=TRIALS {
            let career = replay(&scenario, SEED, trial).unwrap();
            let team = team_of(&scenario, SEED, trial);
            let mut levels = Vec::new();
            team.levels_into(&mut levels);
            let row = career.row();
            let yours = team.members().iter().skip(1).filter(|member| member.sponsor == 0).count() as u64;
            assert_eq!((row.sponsored, row.depth), (yours, *levels.iter().max().unwrap()), "{name}, trial {trial}");
            assert_eq!(row.last.ever_joined, i64::try_from(team.len()).unwrap() - 1, "{name}, trial {trial}");
            for month in career.horizon().through() {
                let active = team.members().iter().filter(|member| member.is_active(month)).count();
                let counted = career.value(month, Metric::Team);
                assert_eq!(counted, i64::try_from(active).unwrap(), "{name}, trial {trial}, month {month}");
            }
        }
    }
}

#[test]
fn money_is_neither_made_nor_lost() {
    for_every_career(|name, scenario, career| {
        let mut gross = Money::ZERO;
        let mut own_orders = Money::ZERO;
        let mut expenses = Money::ZERO;
        let costs = scenario.costs();
        for month in career.horizon().through().skip(1) {
            let of = |metric| Money::from_cents(career.value(month, metric));
            let active = career.value(month, Metric::Team) > career.value(month, Metric::Downline);
            assert_eq!(of(Metric::Gross), of(Metric::Commission) + of(Metric::RetailProfit), "{name}, month {month}");
            assert_eq!(of(Metric::Net), of(Metric::Gross) - of(Metric::Expenses), "{name}, month {month}");
            let kit = if month.get() == 1 { costs.kit } else { Money::ZERO };
            let event = if costs.events.is_in(month) { costs.event } else { Money::ZERO };
            let due = if active { kit + costs.monthly + event } else { kit };
            assert_eq!(of(Metric::Expenses), due + of(Metric::OwnOrders), "{name}, month {month}");
            let kept = [Metric::Gross, Metric::OwnOrders].map(of);
            assert!(active || kept == [Money::ZERO; 2], "{name}, month {month}: paid or bought after quitting");
            assert!(active || career.value(month, Metric::Customers) == 0, "{name}, month {month}");
            gross += of(Metric::Gross);
            own_orders += of(Metric::OwnOrders);
            expenses += of(Metric::Expenses);
            assert_eq!(of(Metric::NetTotal), gross - expenses, "{name}, month {month}");
            assert_eq!(of(Metric::NetTotalBoughtAnyway), gross - expenses + own_orders, "{name}, month {month}");
        }
        let row = career.row();
        assert_eq!((row.gross_total, row.expenses_total), (gross, expenses), "{name}");
        assert_eq!(row.own_orders_total, own_orders, "{name}");
        assert_eq!(row.last.net_total, (row.gross_total - row.expenses_total).cents(), "{name}");
        let ahead = |month: &Month| career.value(*month, Metric::NetTotal) > 0;
        assert_eq!(row.first_month_ahead, career.horizon().through().find(ahead), "{name}");
    });
}

/// Volume is what everybody buys and sells; yours has its price, your customers pay theirs, and a share of it is your
/// profit beside what the plan itself pays as a margin.
#[test]
fn volume_customers_and_prices_are_those_of_the_purchases() {
    let mut with_customers = 0;
    for (name, scenario) in questions() {
        let drawing = Drawing::new(&scenario);
        for trial in 1..=TRIALS {
            let career = replay(&scenario, SEED, trial).unwrap();
            let drawn = drawing.trial(SEED, trial);
            let network = drawing.network(&drawn);
            let members = drawn.lives.team().members();
            for month in career.horizon().through().skip(1) {
                let of = |metric| career.value(month, metric);
                let there = (0_u32..).zip(members).filter(|member| member.1.is_active(month));
                let volume: i64 = there.map(|(id, life)| network.points(id, life.joined, month).hundredths()).sum();
                assert_eq!(of(Metric::Volume), volume, "{name}, trial {trial}, month {month}");
                let yours = drawn.purchases.of(0, month);
                assert_eq!(of(Metric::Customers), i64::from(yours.customers), "{name}, trial {trial}, month {month}");
                let own = scenario.buying().orders().price(yours.own).cents();
                assert_eq!(of(Metric::OwnOrders), own, "{name}, trial {trial}, month {month}");
                let margin = scenario.buying().customers().map_or(0, |law| law.margin().of_money(yours.price).cents());
                assert!(of(Metric::RetailProfit) >= margin, "{name}, trial {trial}, month {month}");
                with_customers += u64::from(yours.customers > 0);
            }
        }
    }
    assert!(with_customers > 1_000, "only {with_customers} months had customers");
}

/// Holds every career of some trials to its months settled in full, month by month, and each rule over all of them; says
/// in how many months you were paid.
fn hold_to_the_settlement(name: &str, scenario: &Scenario, trials: u64) -> u64 {
    let drawing = Drawing::new(scenario);
    let plan = scenario.plan();
    let is_margin: Vec<bool> = plan.rules().iter().map(|rule| rule.needs().retail).collect();
    let own_margin = scenario.buying().customers().map_or(Rate::ZERO, |law| law.margin());
    let mut by_rule = vec![[0_i64; 2]; is_margin.len()];
    let (mut settlement, mut earner) = (Settlement::new(plan), EarnerByRule::new(0));
    let mut paid = 0;
    for trial in 1..=trials {
        let career = replay(scenario, SEED, trial).unwrap();
        let drawn = drawing.trial(SEED, trial);
        let network = drawing.network(&drawn);
        settlement.begin(&network);
        for month in career.horizon().through().skip(1) {
            assert!(settlement.month(&network, month, &mut earner).is_continue());
            let mut amounts = [0; 2];
            for ((amount, is_margin), sums) in earner.by_rule().iter().zip(&is_margin).zip(&mut by_rule) {
                amounts[usize::from(*is_margin)] += amount.cents();
                sums[0] += if month == career.horizon() { amount.cents() } else { 0 };
                sums[1] += amount.cents();
            }
            amounts[1] += own_margin.of_money(drawn.purchases.of(0, month).price).cents();
            let quick = [Metric::Commission, Metric::RetailProfit].map(|metric| career.value(month, metric));
            assert_eq!(quick, amounts, "{name}, trial {trial}, month {month}");
            paid += u64::from(amounts[0] > 0);
        }
    }
    let ensemble = simulate(scenario, &Settings::with_trials(trials).with_seed(SEED)).unwrap();
    for (told, sums) in ensemble.commission_by_rule().iter().zip(by_rule) {
        for (mean, sum) in [told.mean_last_month.value, told.mean_total.value].into_iter().zip(sums) {
            let close = (mean * trials as f64 - sum as f64).abs() < 1e-3;
            assert!(close, "{name}, {}: {mean} a trial, and {sum} cents in all", told.rule);
        }
    }
    paid
}

/// However a career is paid, it is the plan's own pay.
#[test]
fn the_quick_ways_to_your_pay_are_the_plan_settled_in_full() {
    let (mut paid, mut short) = (0, 0);
    for (name, scenario) in questions() {
        short += i32::from(scenario.plan().your_sums().is_some());
        paid += hold_to_the_settlement(name, &scenario, TRIALS);
    }
    assert!(paid > 5_000 && short >= 8, "only {paid} months were paid at all, {short} plans are sums");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// On random scenarios, with orders, spread, customers and kits, under plans that are sums and under the same plans
    /// with a rule that is none.
    #[test]
    fn a_career_of_a_random_scenario_is_paid_as_its_months_settled_in_full(
        (share, spread, hundredths) in (0_u32..=10, 0_u32..=20, 0_i64..300_00),
        (gained, shape, customer_spread) in (0_u32..30, prop::option::of(1_u32..20), 0_u32..=10),
        (kit, points, yours) in (0_i64..200_00, 0_u32..=20, prop::option::of(0_i64..200_00)),
        (mean, stays, stop) in (0_u32..40, any::<bool>(), prop::option::of(2_u16..10)),
        rates in prop::collection::vec((0_u32..200_000).prop_map(Rate::from_parts_per_million), 0..7),
        (of_team, least) in ((0_u32..200_000).prop_map(Rate::from_parts_per_million), 0_i64..150_00),
        with_margin in any::<bool>(),
    ) {
        let tenths = |number: u32| f64::from(number) / 10.0;
        let major = |hundredths: i64| hundredths as f64 / 100.0;
        let shape = shape.map_or("\"none\"".to_owned(), |shape| tenths(shape).to_string());
        let mut changes = vec![
            "months=10".to_owned(),
            format!("sponsoring.mean={}", f64::from(mean) / 100.0),
            format!("you.stays={stays}"),
            format!("orders={{volume={},share={},spread={}}}", major(hundredths), tenths(share), tenths(spread)),
            format!("customers.gained={}", tenths(gained)),
            format!("customers.propensity-shape={shape}"),
            format!("customers.order-spread={}", tenths(customer_spread)),
            format!("customers.points={}", tenths(points)),
            format!("kits.volume={}", major(kit)),
            format!("you.orders={}", yours.map_or("\"typical\"".to_owned(), |yours| major(yours).to_string())),
        ];
        changes.extend(stop.map(|stop| format!("you.stop-working-month={stop}")));
        changes.extend(with_margin.then(|| "customers.margin=0".to_owned()));
        let changes: Vec<&str> = changes.iter().map(String::as_str).collect();
        let scenario = preset_with("builder", &changes);
        let mut rules: Vec<Arc<dyn Rule>> = vec![
            Arc::new(Unilevel::new(rates.clone(), Compression::None)),
            Arc::new(TeamPercent::new(of_team)),
        ];
        let plan = |rules: &[Arc<dyn Rule>]| Plan::new(rules.to_vec()).with_active_volume(Volume::from_hundredths(least));
        let sums = scenario.clone().with_plan(plan(&rules)).unwrap();
        prop_assert!(sums.plan().your_sums().is_some());
        hold_to_the_settlement(&format!("{changes:?}"), &sums, 12);
        if with_margin {
            rules.push(Arc::new(Retail::new(vec![of_team], MarginOf::RetailPrice)));
        }
        rules.push(Arc::new(Unilevel::new(rates, Compression::Dynamic)));
        let settled = scenario.with_plan(plan(&rules)).unwrap();
        prop_assert!(settled.plan().your_sums().is_none());
        hold_to_the_settlement(&format!("{changes:?}"), &settled, 12);
    }
}

/// The same rule without its short cut.
#[derive(Debug)]
struct NoSum(TeamPercent);

impl Rule for NoSum {
    fn name(&self) -> &str {
        self.0.name()
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        self.0.settle(period, books);
    }
}

/// Where heads alone are counted, every figure is that of the same people lived, bought and paid one by one: every metric
/// in every month, the outcomes of both populations in both readings, who has left, and what the rule paid.
#[test]
fn counting_heads_is_recording_every_value() {
    const TRIALS: u64 = 3_000;
    for (name, quick) in heads_alone() {
        let sums = quick.plan().your_sums().unwrap();
        let [YourSum::TeamVolume(rate)] = sums.as_slice() else { panic!("{name}: no share of the team's volume") };
        let rule = Arc::new(NoSum(TeamPercent::new(*rate)));
        let slow = quick.clone().with_plan(Plan::new(vec![rule])).unwrap();
        assert_eq!(slow.plan().your_sums(), None);
        let run = |scenario: &Scenario| simulate(scenario, &Settings::with_trials(TRIALS).with_seed(SEED)).unwrap();
        let (heads, values) = (run(&quick), run(&slow));
        for month in heads.months().through() {
            for metric in Metric::ALL {
                let (heads, values) = (heads.distribution(month, metric), values.distribution(month, metric));
                assert_eq!(heads, values, "{name}, {} of month {month}", metric.name());
            }
        }
        assert_eq!(heads.all_outcomes(), values.all_outcomes(), "{name}");
        let stays = quick.growth().you().staying == Staying::Stays;
        assert_eq!(heads.all_outcomes().len(), if stays { 4 } else { 2 }, "{name}");
        assert_eq!(heads.left_by_the_horizon(), values.left_by_the_horizon(), "{name}");
        for (heads, values) in heads.commission_by_rule().iter().zip(values.commission_by_rule()) {
            assert_eq!(heads.mean_total, values.mean_total, "{name}");
            assert_eq!(heads.mean_last_month, values.mean_last_month, "{name}");
        }
        // Careers one by one are the same trials.
        let kept = simulate(&quick, &Settings::with_trials(300).with_seed(SEED).keeping_trials()).unwrap();
        for trial in [1, 17, 300] {
            assert_eq!(kept.rows()[trial - 1], replay(&slow, SEED, trial as u64).unwrap().row(), "{name}");
        }
    }
}
