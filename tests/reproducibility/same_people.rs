//! A changed assumption moves what people do, and nobody's luck: scenarios are compared on the same people.
//!
//! A member is known by its key, which follows from its path, such as "second recruit of your first recruit".

use std::collections::BTreeMap;

use downline::Scenario;
use downline::growth::lives::Lives;
use downline::rng::Purpose;
use downline::simulate::replay;
use downline::team::{Lifeline, NEVER};

use crate::questions::{Drawing, preset_with, team_of};

/// Somebody below you, or you.
#[derive(Clone, Copy, Debug)]
struct Person {
    joined: u16,
    left: u16,
    level: usize,
    /// Whom you sponsored yourself at the head of this person's line; `None` for you.
    line: Option<u64>,
}

/// Everybody by key: that of your first recruit is the same however many recruits there are.
fn people(lives: &Lives) -> BTreeMap<u64, Person> {
    let key = |member: usize| lives.keys()[member].word(Purpose::Lifeline);
    let mut people: Vec<Person> = Vec::new();
    for (id, life) in lives.team().members().iter().enumerate() {
        let Lifeline { joined, left, .. } = *life;
        let person = match (id, life.sponsor as usize) {
            (0, _) => Person { joined, left, level: 0, line: None },
            (_, 0) => Person { joined, left, level: 1, line: Some(key(id)) },
            (_, sponsor) => Person { joined, left, level: people[sponsor].level + 1, line: people[sponsor].line },
        };
        people.push(person);
    }
    (0..).map(key).zip(people).collect()
}

fn trials() -> impl Iterator<Item = u64> {
    1..=400
}

/// The teams of both scenarios in the same trials, and how many trials differ.
fn compare(less: &Scenario, more: &Scenario, check: impl Fn(u64, BTreeMap<u64, Person>, BTreeMap<u64, Person>)) {
    let (less, more) = (Drawing::new(less), Drawing::new(more));
    let mut changed = 0;
    for trial in trials() {
        let (less, more) = (less.trial(3, trial).lives, more.trial(3, trial).lives);
        changed += u32::from(less.team() != more.team());
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
                let there = more.get(path).unwrap_or_else(|| panic!("trial {trial}: {path:x} is gone"));
                assert!(there.joined <= lifeline.joined, "trial {trial}, {path:x}");
                let stays = |life: &Person| (life.left != NEVER).then(|| life.left - life.joined);
                match (stays(there), stays(lifeline)) {
                    (Some(sooner), Some(later)) => assert_eq!(sooner, later, "trial {trial}, {path:x}"),
                    (None, Some(_)) => panic!("trial {trial}: {path:x} came sooner and stays longer"),
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
            let there = more.get(path).unwrap_or_else(|| panic!("trial {trial}: {path:x} is gone"));
            assert!(there.joined <= lifeline.joined, "trial {trial}, {path:x}");
        }
    });
}

#[test]
fn higher_attrition_moves_quitting_and_nobody_s_luck() {
    let with = |rate: &str| preset_with("builder", &[&format!("attrition.quit=[{{rate={rate}}}]")]);
    let (harder, easier) = (with("0.12"), with("0.06"));
    let same_in_both = |person: &Person| person.level == 1;
    compare(&easier, &harder, |trial, easier, harder| {
        // You stay, so those you sponsor yourself are the same people in the same months, and nobody of them stays
        // for less long where quitting is less likely.
        let yours = |team: &BTreeMap<u64, Person>| team.values().filter(|person| same_in_both(person)).count();
        assert_eq!(yours(&easier), yours(&harder), "trial {trial}");
        for (path, hard) in harder.iter().filter(|person| same_in_both(person.1)) {
            assert_eq!(easier[path].joined, hard.joined, "trial {trial}, {path:x}");
            assert!(easier[path].left >= hard.left, "trial {trial}, {path:x}");
        }
        // So they bring in no fewer. Deeper down a longer stay spreads the same luck over more months.
        for (path, _) in harder.iter().filter(|person| person.1.level == 2) {
            assert!(easier.contains_key(path), "trial {trial}: {path:x} is gone");
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
                let yours = lifeline.line.is_none_or(|line| working[&line].joined < 6);
                let kept = stopping.get(path).map(|line| (line.joined, line.left));
                let expected = yours.then_some((lifeline.joined, lifeline.left));
                assert_eq!(kept, expected, "trial {trial}, {path:x}");
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
