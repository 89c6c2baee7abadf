//! Published figures of ideal growth, the penny and the doubling team: one readable TOML file each in `tests/ideal`.

use std::path::PathBuf;

use downline::growth::doubling::{on_level, pennies_through_day, penny_after_doublings, penny_on_day, team};
use downline::team::{Lifeline, NEVER, Team};
use downline::units::Month;
use toml::{Table, Value};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/ideal")
}

/// `5242.88` in cents.
fn cents(text: &Value) -> u64 {
    let (units, cents) = text.as_str().unwrap().split_once('.').unwrap();
    assert_eq!(cents.len(), 2, "{text}");
    units.parse::<u64>().unwrap() * 100 + cents.parse::<u64>().unwrap()
}

fn whole(value: &Value) -> u64 {
    u64::try_from(value.as_integer().unwrap()).unwrap()
}

/// The entries of a table with a number for a key.
fn numbered<'t>(file: &'t Table, key: &str) -> Vec<(u32, &'t Value)> {
    let table = file.get(key).map(|table| table.as_table().unwrap());
    table.into_iter().flatten().map(|(number, value)| (number.parse().unwrap(), value)).collect()
}

fn tables<'t>(file: &'t Table, key: &str) -> impl Iterator<Item = &'t Table> {
    let tables = file.get(key).map(|tables| tables.as_array().unwrap());
    tables.into_iter().flatten().map(|table| table.as_table().unwrap())
}

/// Checks every figure of a file and says how many there were.
fn check(text: &str) -> usize {
    let file: Table = text.parse().unwrap();
    for key in file.keys() {
        let about = ["name", "kind", "source"].contains(&key.as_str());
        let penny = ["penny-on-day", "penny-after-doublings", "pennies-through-day"].contains(&key.as_str());
        let team = ["team", "halving", "full", "power-of-two"].contains(&key.as_str());
        assert!(about || penny || team, "{key} is not checked");
    }
    let mut figures = 0;
    for (key, value_of) in [
        ("penny-on-day", penny_on_day as fn(u32) -> Option<u64>),
        ("penny-after-doublings", penny_after_doublings),
        ("pennies-through-day", pennies_through_day),
    ] {
        for (number, published) in numbered(&file, key) {
            assert_eq!(value_of(number), Some(cents(published)), "{key} {number}");
            figures += 1;
        }
    }
    for (month, people) in numbered(&file, "team") {
        let month = Month::new(u16::try_from(month).unwrap());
        assert_eq!(team(month), Some(whole(people)), "month {month}");
        let levels: u64 = (0..=month.get()).map(|level| on_level(month, level).unwrap()).sum();
        assert_eq!(levels, whole(people), "levels of month {month}");
        figures += 1;
    }
    figures += tables(&file, "halving").map(halving).sum::<usize>();
    figures += tables(&file, "full").map(full).sum::<usize>();
    for power in tables(&file, "power-of-two") {
        let exponent = whole(&power["exponent"]);
        assert_eq!(penny_after_doublings(u32::try_from(exponent).unwrap()), Some(whole(&power["value"])));
        assert_eq!(
            team(Month::new(u16::try_from(exponent).unwrap())).is_none(),
            power["impossible"].as_bool().unwrap()
        );
        figures += 1;
    }
    figures
}

/// What a month pays that grows to the goal by doubling, in cents before rounding.
fn worked_back(goal: u64, halvings: u32, month: u32) -> f64 {
    #[allow(clippy::cast_precision_loss)] // far below 2^53
    let share = penny_on_day(month).unwrap() as f64 / penny_after_doublings(halvings).unwrap() as f64;
    #[allow(clippy::cast_precision_loss)] // dollars, far below 2^53
    let goal = goal as f64;
    goal * share
}

fn halving(case: &Table) -> usize {
    let halvings = u32::try_from(whole(&case["halvings"])).unwrap();
    let goal = cents(&case["goal"]);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few cents
    let rounded = |cents: f64| cents.round() as u64;
    assert_eq!(rounded(worked_back(goal, halvings, 1)), cents(&case["first-month"]));
    assert_eq!(rounded(worked_back(goal, halvings, halvings + 1)), goal, "the last month pays the goal");
    let Some(published) = case.get("first-quarter") else { return 1 };
    let quarter = rounded((1..=3).map(|month| worked_back(goal, halvings, month)).sum());
    assert_eq!(quarter, cents(published));
    assert_ne!(quarter, cents(&case["wrong-quarter"]), "the figure as printed");
    2
}

/// Builds the tree of these widths and counts it.
fn full(case: &Table) -> usize {
    let mut grown = Team::new();
    grown.push(Lifeline { sponsor: 0, joined: 0, left: NEVER });
    let mut level = 0..1;
    for width in case["widths"].as_array().unwrap() {
        let next = grown.next_id();
        for sponsor in level {
            for _ in 0..whole(width) {
                grown.push(Lifeline { sponsor, joined: 1, left: NEVER });
            }
        }
        level = next..grown.next_id();
    }
    let mut levels = Vec::new();
    grown.levels_into(&mut levels);
    let published = case["levels"].as_array().unwrap();
    for (level, people) in (1_u16..).zip(published) {
        assert_eq!(levels.iter().filter(|&&found| found == level).count() as u64, whole(people), "level {level}");
    }
    assert_eq!(grown.len() as u64 - 1, whole(&case["below"]));
    published.len() + 1
}

#[test]
fn every_published_figure_of_ideal_growth_comes_out() {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert_eq!(files.len(), 5, "{files:?}");
    let figures: usize = files.iter().map(|file| check(&std::fs::read_to_string(file).unwrap())).sum();
    assert_eq!(figures, 11 + 3 + 3 + 4 + 9);
}

/// Negative controls: a figure that is off by a cent, a day or a person is caught.
#[test]
fn a_wrong_figure_is_caught() {
    for (name, right, wrong) in [
        ("pen-1.toml", "30 = \"5368709.12\"", "30 = \"10737418.24\""),
        ("pen-1.toml", "10737418.23", "10737418.24"),
        ("dbl-1.toml", "4_096", "4_095"),
        ("dbl-2.toml", "\"170.90\"", "\"171.00\""),
        ("dbl-2.toml", "wrong-quarter = \"171.00\"", "wrong-quarter = \"170.90\""),
        ("dbl-2.toml", "\"24.41\"", "\"24.42\""),
        ("dbl-3.toml", "below = 78", "below = 72"),
        ("dbl-4.toml", "3_279", "3_280"),
        ("dbl-4.toml", "627_776", "627_775"),
    ] {
        let text = std::fs::read_to_string(folder().join(name)).unwrap();
        assert!(text.contains(right), "{name} does not hold {right}");
        let text = text.replacen(right, wrong, 1);
        assert!(std::panic::catch_unwind(|| check(&text)).is_err(), "{name} passed with {wrong}");
    }
}
