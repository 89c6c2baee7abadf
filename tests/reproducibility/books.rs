//! Every trial's heads and money add up, month by month, and agree with the lifelines and with the plan settled in
//! full.

use downline::commission::{YourBuffer, YourMonths};
use downline::simulate::replay;
use downline::{Career, Metric, Money, Month, Scenario};

use crate::questions::{questions, team_of};

const SEED: u64 = 7;
const TRIALS: u64 = 150;

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
            assert_eq!(row.ever_joined, team.len() as u64 - 1, "{name}, trial {trial}");
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
        let mut expenses = Money::ZERO;
        let costs = scenario.costs();
        let monthly = costs.monthly + scenario.own_product().unwrap_or_default();
        for month in career.horizon().through().skip(1) {
            let of = |metric| Money::from_cents(career.value(month, metric));
            let active = career.value(month, Metric::Team) > career.value(month, Metric::Downline);
            assert_eq!(of(Metric::Gross), of(Metric::Commission) + of(Metric::RetailProfit), "{name}, month {month}");
            assert_eq!(of(Metric::Net), of(Metric::Gross) - of(Metric::Expenses), "{name}, month {month}");
            let kit = if month.get() == 1 { costs.kit } else { Money::ZERO };
            let due = if active { kit + monthly } else { kit };
            assert_eq!(of(Metric::Expenses), due, "{name}, month {month}");
            assert!(active || of(Metric::Gross) == Money::ZERO, "{name}, month {month}: paid after quitting");
            gross += of(Metric::Gross);
            expenses += of(Metric::Expenses);
            assert_eq!(of(Metric::NetTotal), gross - expenses, "{name}, month {month}");
        }
        let row = career.row();
        assert_eq!((row.gross_total, row.expenses_total), (gross, expenses), "{name}");
        assert_eq!(row.net_total, row.gross_total - row.expenses_total, "{name}");
        let ahead = |month: &Month| career.value(*month, Metric::NetTotal) > 0;
        assert_eq!(row.first_month_ahead, career.horizon().through().find(ahead), "{name}");
    });
}

#[test]
fn the_quick_way_to_your_pay_is_the_plan_settled_in_full() {
    let mut paid = 0;
    for (name, scenario) in questions() {
        let months = YourMonths::new(scenario.plan(), scenario.personal_volume());
        let mut buffer = YourBuffer::default();
        for trial in 1..=TRIALS {
            let career = replay(&scenario, SEED, trial).unwrap();
            let team = team_of(&scenario, SEED, trial);
            buffer.begin();
            for month in career.horizon().through().skip(1) {
                let quick = Money::from_cents(career.value(month, Metric::Commission));
                let full = months.full_pay(&team, month, &mut buffer);
                assert_eq!(quick, full, "{name}, trial {trial}, month {month}");
                paid += i32::from(full > Money::ZERO);
            }
        }
    }
    assert!(paid > 5_000, "only {paid} months were paid at all");
}

#[test]
fn volume_is_that_of_the_active_members() {
    for_every_career(|name, scenario, career| {
        for month in career.horizon().through().skip(1) {
            let volume = scenario.personal_volume().checked_times(career.value(month, Metric::Team)).unwrap();
            assert_eq!(career.value(month, Metric::Volume), volume.hundredths(), "{name}, month {month}");
        }
    });
}
