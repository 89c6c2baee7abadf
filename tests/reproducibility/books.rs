//! Every trial's heads and money add up, month by month, and agree with the lifelines, the purchases and the plan settled
//! in full.

use std::sync::Arc;

use downline::commission::{Books, EarnerByRule, Period, Plan, Rule, TeamPercent, YourSum};
use downline::growth::parameters::Staying;
use downline::settlement::Settlement;
use downline::simulate::replay;
use downline::{Career, Metric, Money, Month, Scenario, Settings, simulate};

use crate::questions::{Drawing, heads_alone, questions, team_of};

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

/// However a career is paid, it is the plan's own pay: month by month, and rule by rule over all trials.
#[test]
fn the_quick_ways_to_your_pay_are_the_plan_settled_in_full() {
    let (mut paid, mut short) = (0, 0);
    for (name, scenario) in questions() {
        let drawing = Drawing::new(&scenario);
        let plan = scenario.plan();
        short += i32::from(plan.your_sums().is_some());
        let is_margin: Vec<bool> = plan.rules().iter().map(|rule| rule.needs().retail).collect();
        let mut by_rule = vec![[0_i64; 2]; is_margin.len()];
        let mut settlement = Settlement::new(plan);
        let mut earner = EarnerByRule::new(0);
        for trial in 1..=TRIALS {
            let career = replay(&scenario, SEED, trial).unwrap();
            let drawn = drawing.trial(SEED, trial);
            let network = drawing.network(&drawn);
            settlement.begin(&network);
            for month in career.horizon().through().skip(1) {
                assert!(settlement.month(&network, month, &mut earner).is_continue());
                let amounts = earner.by_rule().iter().map(|amount| amount.cents());
                let mut commission = 0;
                for ((amount, is_margin), sums) in amounts.zip(&is_margin).zip(&mut by_rule) {
                    commission += if *is_margin { 0 } else { amount };
                    sums[0] += if month == career.horizon() { amount } else { 0 };
                    sums[1] += amount;
                }
                let quick = career.value(month, Metric::Commission);
                assert_eq!(quick, commission, "{name}, trial {trial}, month {month}");
                paid += i32::from(commission > 0);
            }
        }
        let ensemble = simulate(&scenario, &Settings::with_trials(TRIALS).with_seed(SEED)).unwrap();
        for (told, sums) in ensemble.commission_by_rule().iter().zip(by_rule) {
            for (mean, sum) in [told.mean_last_month, told.mean_total].into_iter().zip(sums) {
                let close = (mean * TRIALS as f64 - sum as f64).abs() < 1e-3;
                assert!(close, "{name}, {}: {mean} a trial, and {sum} cents in all", told.rule);
            }
        }
    }
    assert!(paid > 5_000 && short >= 8, "only {paid} months were paid at all, {short} plans are sums");
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
            assert!((heads.mean_total - values.mean_total).abs() < 1e-6, "{name}");
            assert!((heads.mean_last_month - values.mean_last_month).abs() < 1e-6, "{name}");
        }
        // Careers one by one are the same trials.
        let kept = simulate(&quick, &Settings::with_trials(300).with_seed(SEED).keeping_trials()).unwrap();
        for trial in [1, 17, 300] {
            assert_eq!(kept.rows()[trial - 1], replay(&slow, SEED, trial as u64).unwrap().row(), "{name}");
        }
    }
}
