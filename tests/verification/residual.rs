//! What still comes in after you stop, held to exact laws: commission level by level to the recursion of expected joiners,
//! its half-life to that of the recursion, the middle person's to the whole law of the head-count, and self-sufficient
//! legs to the chance that nobody of a leg sponsors in three months.

use std::sync::Arc;

use downline::commission::{Compression, Plan, Unilevel};
use downline::growth::exact::head_count;
use downline::growth::lifelines::{Growth, Sponsors};
use downline::results::{Ensemble, HalfLife, LegsAtStop, Metric, StopPay};
use downline::rng::MemberKey;
use downline::scenario::Draft;
use downline::units::{Month, Probability, Rate};
use downline::{Scenario, Settings, Team, simulate};

use crate::statistics::FARTHEST;

const TRIALS: u64 = 120_000;

/// You bring in 0.5 a month until month 6, stay to month 24, and order as everybody does: 110 points a month, bought by
/// all in every month, so that a level's pay follows from its people.
fn career(changes: &[&str]) -> Scenario {
    let mut draft = Draft::preset("tenacious").unwrap();
    let plain = ["months=24", "you.stop-working-month=7", "orders={volume=110}", "customers.gained=0"];
    for change in plain.iter().chain(changes) {
        draft.set(change).unwrap_or_else(|errors| panic!("{errors}"));
    }
    draft.finish().unwrap().0
}

/// A plan that pays 10 % on one level.
fn one_level(level: usize) -> Plan {
    let mut rates = vec![Rate::from_parts_per_million(0); level];
    rates[level - 1] = Rate::from_parts_per_million(100_000);
    Plan::new(vec![Arc::new(Unilevel::new(rates, Compression::None))])
}

fn simulated(scenario: &Scenario, seed: u64) -> Ensemble {
    simulate(scenario, &Settings::with_trials(TRIALS).with_seed(seed)).unwrap()
}

/// The survival of `tenacious`, month by month: 13.5 % leave in months 1-3, 7.25 % in 4-12, 5.4 % in 13-24.
fn survival(months: usize) -> Vec<f64> {
    let mut curve = vec![1.0];
    for tenure in 1..=months {
        let hazard = [(3, 0.135), (12, 0.0725), (24, 0.054)].into_iter().find(|step| tenure <= step.0).unwrap().1;
        curve.push(curve[tenure - 1] * (1.0 - hazard));
    }
    curve
}

/// People expected to be active on a level at the ends of months 0 to 24, you working up to a month. The recursion as it
/// stands in its papers: `J_1(t) = r0`, `J_d(t) = r sum_{j<t} J_{d-1}(j) S(t-1-j)`, and `sum_j J_d(j) S(t-j)` are active.
fn people_on(level: usize, working: usize) -> Vec<f64> {
    let alive = survival(24);
    let mut joiners: Vec<f64> = (0..=24).map(|month| if (1..=working).contains(&month) { 0.5 } else { 0.0 }).collect();
    for _ in 1..level {
        let below = |month: usize| (0..month).map(|joined| joiners[joined] * alive[month - 1 - joined]).sum::<f64>();
        joiners = (0..=24).map(|month| 0.07 * below(month)).collect();
    }
    (0..=24).map(|month| (0..=month).map(|joined| joiners[joined] * alive[month - joined]).sum()).collect()
}

/// The farthest that the mean commission of months 6 to 24 lies from expectations in cents, in standard errors.
fn farthest(ensemble: &Ensemble, expected: &[f64]) -> f64 {
    let residual = ensemble.residual().unwrap();
    let z = |month: Month| {
        let commission = ensemble.distribution(month, Metric::Commission);
        (commission.mean().unwrap() - expected[month.index()]) / commission.mean_error().unwrap()
    };
    assert_eq!(residual.months().count(), 19, "months 6 to 24");
    residual.months().map(z).fold(0.0, |far: f64, z| if z.abs() > far.abs() { z } else { far })
}

#[test]
fn commission_of_each_level_after_the_stop_is_that_of_the_recursion() {
    for level in 1..=4 {
        let scenario = career(&[]).with_plan(one_level(level)).unwrap();
        let ensemble = simulated(&scenario, 40 + level as u64);
        // 10 % of 110.00 a head.
        let cents = |people: Vec<f64>| people.into_iter().map(|people| 1_100.0 * people).collect::<Vec<f64>>();
        let expected = cents(people_on(level, 6));
        let z = farthest(&ensemble, &expected);
        assert!(z.abs() <= FARTHEST, "level {level}: z = {z:.2}");
        // The controls: you work a month longer; a level further down.
        let controls =
            [farthest(&ensemble, &cents(people_on(level, 7))), farthest(&ensemble, &cents(people_on(level + 1, 6)))];
        println!("level {level}: z = {z:.2}, rejected at {controls:.1?}");
        assert!(controls.iter().all(|z| z.abs() > FARTHEST), "level {level}: {controls:?} should be rejected");
    }
}

/// The first month after `before` with at most half of what that month has.
fn halved(expected: &[f64], before: usize) -> Option<usize> {
    (before + 1..expected.len()).find(|&month| expected[month] <= expected[before] / 2.0)
}

/// You stop in month 9. Those whom you brought in become half as many; those whom they bring in become more.
#[test]
fn the_half_life_of_each_level_is_that_of_the_recursion() {
    for level in 1..=3 {
        let scenario = career(&["you.stop-working-month=9"]).with_plan(one_level(level)).unwrap();
        let found = simulated(&scenario, 50 + level as u64).residual().unwrap().half_life_of_the_mean();
        let exact = people_on(level, 8);
        let month = halved(&exact, 8);
        println!("level {level}: {found:?}");
        assert_eq!(found.month().map(Month::index), month, "level {level}");
        assert_eq!(month.is_some(), level == 1);
        if let Some(month) = month {
            assert_eq!(found.months().map(usize::from), Some(month - 8));
            // Neither neighbour comes so near to the half that luck decides.
            assert!([month - 1, month].iter().all(|&at| (exact[at] / exact[8] - 0.5).abs() > 0.01), "{exact:?}");
            // The control: who works a month longer has another half-life.
            assert_ne!(halved(&people_on(level, 9), 9), Some(month));
        } else {
            assert_eq!(found, HalfLife::NotByTheHorizon);
        }
    }
}

/// 6 % of 110 points a head is 6.60, and you order nothing: the middle person's commission follows from the middle team.
#[test]
fn the_middle_person_s_half_life_is_that_of_the_exact_head_count() {
    let plain = ["you.sponsoring=4", "you.orders=0", "plan={team-percent={rate=\"6%\"}}", "sponsoring.mean=0.02"];
    let scenario = career(&plain);
    let ensemble = simulated(&scenario, 61);
    // By month: the middle number of people below you, and whether luck could not make it another.
    let middle = |scenario: &Scenario, month: Month| {
        let law = head_count(scenario.growth(), month).unwrap();
        let team = usize::try_from(law.quantile(Probability::new(0.5).unwrap())).unwrap();
        let fewer: f64 = law.probabilities()[..team].iter().sum();
        let error = FARTHEST * 0.5 / (TRIALS as f64).sqrt();
        (team - 1, fewer < 0.5 - error && fewer + law.probabilities()[team] > 0.5 + error)
    };
    let exact: Vec<(usize, bool)> = Month::new(24).through().map(|month| middle(&scenario, month)).collect();
    let clear = exact.iter().enumerate().filter(|month| month.1.1);
    assert!(clear.clone().count() > 15, "{exact:?}");
    for (month, &(people, _)) in clear {
        let found = ensemble.distribution(Month::new(month as u16), Metric::Commission).percentile(50).unwrap();
        assert_eq!(found, 660 * i64::try_from(people).unwrap(), "month {month}");
    }
    let people: Vec<f64> = exact.iter().map(|month| month.0 as f64).collect();
    let month = halved(&people, 6).unwrap();
    assert!([6, month - 1, month].iter().all(|&month| exact[month].1), "luck decides: {exact:?}");
    assert_eq!(ensemble.residual().unwrap().half_life().month().map(Month::index), Some(month), "{people:?}");
    // The control: who works a month longer has another middle.
    let longer = career(&[&plain[..], &["you.stop-working-month=8"]].concat());
    assert_ne!(middle(&longer, Month::new(7)).0, exact[7].0);
}

/// The chance that nobody of a leg sponsors in `window` months, up to an age of the one you sponsored. That one is there to
/// sponsor up to the month in which it leaves; with a rate of 0.07 a month of gamma shape 0.18 it brings in nobody who
/// counts with probability `E exp(-rate s) = (1 + 0.07 s / 0.18)^-0.18`, where `s` adds up the months of the window, and of
/// a month before it the chance that the line of somebody who joined then is not silent.
fn silent(window: usize) -> Vec<f64> {
    let alive = survival(24);
    let mut chance: Vec<f64> = Vec::new();
    for age in 0..=24_usize {
        let counts = |month: usize| if month + window > age { 1.0 } else { 1.0 - chance[age - month] };
        let (mut sum, mut all) = (0.0, 0.0);
        let nobody = |sum: f64| (1.0 + 0.07 * sum / 0.18).powf(-0.18);
        for month in 1..=age {
            sum += counts(month);
            all += (alive[month - 1] - alive[month]) * nobody(sum);
        }
        chance.push(all + alive[age] * nobody(sum));
    }
    chance
}

/// How many legs are not silent at the end of a month, of half a leg in each of months 1 to 6.
fn legs(month: usize, silent: &[f64]) -> f64 {
    (1..=month.min(6)).map(|joined| 0.5 * (1.0 - silent[month - joined])).sum()
}

#[test]
fn self_sufficient_legs_are_those_of_the_exact_law() {
    let ensemble = simulated(&career(&[]), 70);
    let residual = ensemble.residual().unwrap();
    let farthest = |silent: &[f64]| {
        let z = |month: Month| {
            let found = residual.self_sufficient_legs(month).unwrap();
            ((found.value - legs(month.index(), silent)) / found.error.unwrap()).abs()
        };
        residual.months().map(z).fold(0.0, f64::max)
    };
    let z = farthest(&silent(3));
    let controls = [2, 4].map(|window| farthest(&silent(window)));
    println!("legs: z = {z:.2}, rejected at {controls:.1?}");
    assert!(z <= FARTHEST, "z = {z:.2}");
    assert!(controls.iter().all(|&z| z > FARTHEST), "{controls:?}: another window should be rejected");
}

/// From the sentence that says what such a leg is, everybody looked at.
fn slow_count(team: &Team, month: u16) -> i64 {
    let members = team.members();
    if members[0].left <= month {
        return 0;
    }
    let leg_of = |mut member: usize| {
        while members[member].sponsor != 0 {
            member = members[member].sponsor as usize;
        }
        member
    };
    let sponsored: std::collections::BTreeSet<usize> = (1..members.len())
        .filter(|&member| leg_of(member) != member)
        .filter(|&member| (members[member].joined..members[member].joined + 3).contains(&month))
        .map(leg_of)
        .collect();
    i64::try_from(sponsored.len()).unwrap()
}

/// On whole careers: means, people with a leg, and the groups at the stop are those of a slow count, trial by trial.
#[test]
fn legs_and_groups_of_careers_are_those_of_a_slow_count() {
    const FEW: u64 = 600;
    for changes in
        [&["sponsoring.mean=0.3"][..], &["you.sponsoring=3", "plan={team-percent={rate=\"6%\"}}"], &["you.stays=false"]]
    {
        let scenario = career(changes);
        let settings = Settings::with_trials(FEW).with_seed(9).keeping_trials();
        let ensemble = simulate(&scenario, &settings).unwrap();
        let residual = ensemble.residual().unwrap();
        let growth = Growth::new(scenario.growth());
        let teams: Vec<Team> = (1..=FEW)
            .map(|trial| {
                let mut team = Team::new();
                growth.grow(MemberKey::you(9, trial), &mut team, &mut Sponsors::default()).unwrap();
                team
            })
            .collect();
        for month in residual.months() {
            let counts: Vec<i64> = teams.iter().map(|team| slow_count(team, month.get())).collect();
            let found = residual.self_sufficient_legs(month).unwrap().value * FEW as f64;
            assert_eq!(found.round() as i64, counts.iter().sum::<i64>(), "{changes:?}, month {month}");
            let some = counts.iter().filter(|&&legs| legs > 0).count() as u64;
            assert_eq!(residual.with_a_self_sufficient_leg(month), Some(some), "{changes:?}, month {month}");
        }
        let at_stop: Vec<i64> = teams.iter().map(|team| slow_count(team, 6)).collect();
        for (group, legs) in residual.by_legs().iter().zip([0..=0, 1..=1, 2..=3, 4..=i64::MAX]) {
            let mine = || {
                ensemble.rows().iter().zip(&at_stop).filter(|trial| legs.contains(trial.1)).map(|trial| &trial.0.last)
            };
            assert_eq!(group.people.count, mine().count() as u64, "{changes:?}, {:?}", group.legs);
            let last: Vec<i64> = mine().map(|last| last.commission).collect();
            assert_eq!(group.paid(StopPay::CommissionLastMonth).trials(), group.people.count);
            let sum = |values: &[(i64, u64)]| {
                values.iter().map(|&(cents, count)| cents * i64::try_from(count).unwrap()).sum::<i64>()
            };
            assert_eq!(sum(group.paid(StopPay::CommissionLastMonth).cells()), last.iter().sum::<i64>(), "{changes:?}");
            assert_eq!(sum(group.paid(StopPay::NetLastMonth).cells()), mine().map(|last| last.net).sum::<i64>());
        }
        let of_100: u16 = residual.by_legs().iter().map(|group| u16::from(group.people.of_100)).sum();
        assert_eq!(of_100, 100);
        assert_eq!(residual.by_legs()[0].legs, LegsAtStop::None);
    }
}
