//! When you stop working nobody comes any more: no recruit and no customer of yours from that month on; and what was before
//! is as it was.

use downline::results::{LegsAtStop, StopPay};
use downline::simulate::replay;
use downline::{Metric, Month, Scenario, Settings, simulate};

use crate::questions::{preset_with, team_of};

const SEED: u64 = 31;
const TRIALS: u64 = 300;

const LAWS: [(&str, &[&str]); 4] = [
    ("builder", &[]),
    ("typical", &["sponsoring.mean=0.4"]),
    ("tenacious", &["sponsoring={distribution=\"bernoulli\",mean=0.2}", "you.sponsoring=0.9"]),
    ("tenacious", &["sponsoring={distribution=\"fixed\",mean=1}", "attrition.quit=[{rate=0.5}]", "you.sponsoring=2"]),
];

/// How many recruits of yours come from month 7 on, in all trials.
fn late_recruits(scenario: &Scenario) -> usize {
    let late = |trial| {
        let team = team_of(scenario, SEED, trial);
        team.members().iter().skip(1).filter(|member| member.sponsor == 0 && member.joined >= 7).count()
    };
    (1..=TRIALS).map(late).sum()
}

#[test]
fn no_recruit_of_yours_comes_after_the_stop() {
    for (preset, changes) in LAWS {
        let with = |more: &[&str]| preset_with(preset, &[changes, more].concat());
        assert_eq!(late_recruits(&with(&["you.stop-working-month=7"])), 0, "{preset} {changes:?}");
        // The control: they come where you go on, and in the month before the stop.
        assert!(late_recruits(&with(&[])) > 20, "{preset} {changes:?}");
        assert!(late_recruits(&with(&["you.stop-working-month=8"])) > 0, "{preset} {changes:?}");
    }
}

/// Customers who never leave are counted as they come.
#[test]
fn no_customer_of_yours_comes_after_the_stop() {
    let stay = ["customers.quit=[{rate=0}]", "you.customers=2"];
    let with = |more: &[&str]| preset_with("builder", &[&stay, more].concat());
    let (stopped, on) = (with(&["you.stop-working-month=7"]), with(&[]));
    let mut come = 0;
    for trial in 1..=TRIALS {
        let customers = |scenario: &Scenario| {
            let career = replay(scenario, SEED, trial).unwrap();
            Month::new(12).through().map(|month| career.value(month, Metric::Customers)).collect::<Vec<i64>>()
        };
        let (stopped, on) = (customers(&stopped), customers(&on));
        assert!(stopped[6..].iter().all(|&customers| customers == stopped[6]), "trial {trial}: {stopped:?}");
        assert_eq!(stopped[..=6], on[..=6], "trial {trial}");
        come += on[12] - on[6];
    }
    // The control: twelve a half-year where you go on.
    assert!(come > 10 * TRIALS.cast_signed(), "{come}");
}

/// Pay by legs adds up what replayed careers are paid: before the stop, from it on, and in the last month.
#[test]
fn pay_by_legs_is_what_replayed_careers_are_paid() {
    let heads =
        ["orders={volume=150}", "customers.gained=0", "plan={team-percent={rate=\"6%\"}}", "sponsoring.mean=0.3"];
    for (name, changes) in [("hybrid", &[][..]), ("heads", &heads), ("who may quit", &["you.stays=false"])] {
        let stop = ["months=18", "you.stop-working-month=10"];
        let scenario = preset_with("builder", &[changes, &stop].concat());
        let ensemble = simulate(&scenario, &Settings::with_trials(TRIALS).with_seed(SEED)).unwrap();
        let residual = ensemble.residual().unwrap();
        let careers: Vec<_> = (1..=TRIALS).map(|trial| replay(&scenario, SEED, trial).unwrap()).collect();
        let replayed = |months: std::ops::RangeInclusive<u16>, metric| {
            let each =
                careers.iter().flat_map(|career| months.clone().map(|month| career.value(Month::new(month), metric)));
            each.sum::<i64>()
        };
        for (pay, months, metric) in [
            (StopPay::CommissionBefore, 9..=9, Metric::Commission),
            (StopPay::CommissionLastMonth, 18..=18, Metric::Commission),
            (StopPay::NetLastMonth, 18..=18, Metric::Net),
            (StopPay::CommissionSinceStop, 10..=18, Metric::Commission),
            (StopPay::NetSinceStop, 10..=18, Metric::Net),
        ] {
            let groups = residual.by_legs();
            let cells = groups.iter().flat_map(|group| group.paid(pay).cells());
            let recorded: i64 = cells.map(|&(cents, count)| cents * count.cast_signed()).sum();
            assert_eq!(recorded, replayed(months, metric), "{name}: {pay:?}");
            assert_ne!(recorded, 0, "{name}: {pay:?}");
        }
        let people = |group: usize| residual.by_legs()[group].people.count;
        assert_eq!((0..LegsAtStop::ALL.len()).map(people).sum::<u64>(), TRIALS);
        assert!(people(1) > 0 && people(2) > 0, "{name}");
    }
}
