//! A changed assumption moves what people do, and nobody's luck: scenarios are compared on the same people.
//!
//! A member is known by its path from you, such as "second recruit of your first recruit".

use std::collections::BTreeMap;

use downline::Scenario;
use downline::simulate::replay;
use downline::team::{Lifeline, NEVER, Team};

use crate::questions::{preset_with, team_of};

type Path = Vec<u32>;

/// Everybody by path.
fn people(team: &Team) -> BTreeMap<Path, Lifeline> {
    let mut paths: Vec<Path> = vec![Path::new()];
    let mut recruits = vec![0; team.len()];
    for member in team.members().iter().skip(1) {
        let sponsor = member.sponsor as usize;
        let mut path = paths[sponsor].clone();
        path.push(recruits[sponsor]);
        recruits[sponsor] += 1;
        paths.push(path);
    }
    paths.into_iter().zip(team.members().iter().copied()).collect()
}

fn trials() -> impl Iterator<Item = u64> {
    1..=400
}

/// The teams of both scenarios in the same trials, and how many trials differ.
fn compare(less: &Scenario, more: &Scenario, check: impl Fn(u64, BTreeMap<Path, Lifeline>, BTreeMap<Path, Lifeline>)) {
    let mut changed = 0;
    for trial in trials() {
        let (less, more) = (team_of(less, 3, trial), team_of(more, 3, trial));
        changed += u32::from(less != more);
        check(trial, people(&less), people(&more));
    }
    assert!(changed > 100, "the change reached only {changed} of 400 trials");
}

/// A higher mean is a quicker clock: each member's n-th recruit is the same person, who comes sooner and stays for as long.
#[test]
fn a_higher_mean_brings_the_same_people_and_never_later() {
    for shape in ["0.18", "\"none\""] {
        let with = |mean: &str| {
            preset_with(
                "builder",
                &[&format!("sponsoring.propensity-shape={shape}"), &format!("sponsoring.mean={mean}")],
            )
        };
        compare(&with("0.1"), &with("0.15"), |trial, less, more| {
            for (path, lifeline) in &less {
                let there = more.get(path).unwrap_or_else(|| panic!("trial {trial}: {path:?} is gone"));
                assert!(there.joined <= lifeline.joined, "trial {trial}, {path:?}");
                let stays = |life: &Lifeline| (life.left != NEVER).then(|| life.left - life.joined);
                match (stays(there), stays(lifeline)) {
                    (Some(sooner), Some(later)) => assert_eq!(sooner, later, "trial {trial}, {path:?}"),
                    (None, Some(_)) => panic!("trial {trial}: {path:?} came sooner and stays longer"),
                    _ => {}
                }
            }
        });
    }
}

#[test]
fn a_higher_chance_brings_the_same_people_and_never_later() {
    let law = |mean| format!("sponsoring={{distribution=\"bernoulli\",mean={mean}}}");
    let less = preset_with("tenacious", &[&law(0.2)]);
    let more = preset_with("tenacious", &[&law(0.3)]);
    compare(&less, &more, |trial, less, more| {
        for (path, lifeline) in &less {
            let there = more.get(path).unwrap_or_else(|| panic!("trial {trial}: {path:?} is gone"));
            assert!(there.joined <= lifeline.joined, "trial {trial}, {path:?}");
        }
    });
}

#[test]
fn higher_attrition_moves_quitting_and_nobody_s_luck() {
    let with = |rate: &str| preset_with("builder", &[&format!("attrition.quit=[{{rate={rate}}}]")]);
    let (harder, easier) = (with("0.12"), with("0.06"));
    let same_in_both = |path: &Path| path.len() == 1;
    compare(&easier, &harder, |trial, easier, harder| {
        // You stay, so those you sponsor yourself are the same people in the same months, and nobody of them stays
        // for less long where quitting is less likely.
        let yours = |team: &BTreeMap<Path, Lifeline>| team.keys().filter(|path| same_in_both(path)).count();
        assert_eq!(yours(&easier), yours(&harder), "trial {trial}");
        for (path, hard) in harder.iter().filter(|person| same_in_both(person.0)) {
            assert_eq!(easier[path].joined, hard.joined, "trial {trial}, {path:?}");
            assert!(easier[path].left >= hard.left, "trial {trial}, {path:?}");
        }
        // So they bring in no fewer. Deeper down a longer stay spreads the same luck over more months.
        for path in harder.keys().filter(|path| path.len() == 2) {
            assert!(easier.contains_key(path), "trial {trial}: {path:?} is gone");
        }
    });
}

#[test]
fn you_sponsor_no_fewer_where_you_are_less_likely_to_quit() {
    let with = |rate: &str| preset_with("typical", &[&format!("attrition.quit=[{{rate={rate}}}]")]);
    let (harder, easier) = (with("0.2"), with("0.05"));
    for trial in trials() {
        let (hard, easy) = (replay(&harder, 3, trial).unwrap().row(), replay(&easier, 3, trial).unwrap().row());
        assert!(easy.months_active >= hard.months_active, "trial {trial}");
        assert!(easy.sponsored >= hard.sponsored, "trial {trial}");
    }
}

#[test]
fn stopping_work_takes_only_your_own_recruits_away() {
    let chance = ["sponsoring={distribution=\"bernoulli\",mean=0.1}", "you.sponsoring=0.8"];
    let typical = ["sponsoring.propensity-shape=5", "you.sponsoring=\"typical\"", "sponsoring.mean=0.4"];
    for law in [&chance[..], &["you.sponsoring=0.8"], &typical] {
        let working = preset_with("builder", law);
        let stopping = preset_with("builder", &[law, &["you.stop-working-month=6"]].concat());
        compare(&stopping, &working, |trial, stopping, working| {
            for (path, lifeline) in &working {
                let yours = path.first().is_none_or(|first| working[&vec![*first]].joined < 6);
                let kept = stopping.get(path).map(|line| (line.joined, line.left));
                let expected = yours.then_some((lifeline.joined, lifeline.left));
                assert_eq!(kept, expected, "trial {trial}, {path:?}");
            }
        });
    }
}

#[test]
fn money_changes_nobody_s_life() {
    let plain = preset_with("builder", &[]);
    let other = [
        "orders.volume=12.34",
        "customers.gained=2",
        "costs.kit=1",
        "costs.monthly=999",
        "plan={team-percent={rate=0.5}}",
    ];
    let other = preset_with("builder", &other);
    for trial in trials() {
        assert_eq!(team_of(&plain, 3, trial), team_of(&other, 3, trial), "trial {trial}");
    }
}

#[test]
fn a_longer_horizon_keeps_your_own_quitting_month() {
    let (year, two) = (preset_with("typical", &[]), preset_with("typical", &["months=24"]));
    for trial in trials() {
        let (short, long) = (team_of(&year, 3, trial).members()[0], team_of(&two, 3, trial).members()[0]);
        let in_the_year = if long.left <= 12 { long.left } else { NEVER };
        assert_eq!(short.left, in_the_year, "trial {trial}");
    }
}
