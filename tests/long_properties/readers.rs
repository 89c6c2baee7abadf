//! The readers of plans, scenarios and genealogies under any text.

use downline::Scenario;
use downline::genealogy::{self, Source};
use downline::plans::{BUILT_IN, PlanFile};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::checks::{read_plan, read_tree};

/// A plan with many rules, from which broken ones are made.
const WHOLE: &str = r#"
title = "Everything"
rounding = "half-up"
rounded-per = "line"
ranks = ["Member", "Leader"]
active-volume = 50
point-value = 0.8
paid-as = "rank-of-the-month"
[[qualification]]
rank = "Leader"
group-volume = 400
own-volume = "included"
leg-cap = "none"
group-volume-stops-at = "never"
[[rules]]
rule = "differential"
lookup = "cv"
own-volume = "included"
brackets = "slab"
equal-below = "nothing"
own-order = "paid"
steps = [{ volume = 400, rate = "10%" }]
breakaway-rank = "Leader"
[[rules]]
rule = "breakaway"
leader-rank = "Leader"
rates = ["1%"]
absent-leader = "uses-generation"
[[rules]]
rule = "unilevel"
unpaid = "company"
rates = ["5%", "3%"]
compression = "dynamic"
breakaway-rank = "Leader"
"#;

/// Words that mean something to the readers, and some that nearly do.
fn token() -> impl Strategy<Value = String> {
    let words = [
        "title",
        "ranks",
        "rule",
        "[[rules]]",
        "[[qualification]]",
        "[plan]",
        "rates",
        "rate",
        "=",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        ",",
        "\n",
        "#",
        "\"5%\"",
        "1e308",
        "-1",
        "nan",
        "inf",
        "9223372036854775808",
        "0x",
        "\"unilevel\"",
        "\"binary\"",
        "\"matching\"",
        "compression",
        "\"none\"",
        "on",
        "steps",
        "volume",
        "\u{feff}",
        "\0",
        "\r",
        "é",
        "1979-05-27",
    ];
    prop_oneof![
        4 => prop::sample::select(words.to_vec()).prop_map(str::to_owned),
        1 => "[a-z%0-9.\\-]{0,8}",
        1 => any::<char>().prop_map(String::from),
    ]
}

/// A text with a stretch of it replaced.
fn broken(text: &str, at: prop::sample::Index, length: usize, insert: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let start = at.index(letters.len());
    let end = (start + length).min(letters.len());
    letters[..start].iter().copied().chain(insert.chars()).chain(letters[end..].iter().copied()).collect()
}

/// A genealogy with everything in it, from which broken ones are made.
const TREE: &str = "\
id;sponsor;placement;side;joined;left;rank;pv;cv
A;;;;2024-01;;Leader;100,50;100
B;A;A;left;2024-02;;Member;1.234,50;1000
C;A;A;right;2024-02;2024-05;Member;;
D;B;B;left;2024-03;;Member;50;40
";
const ORDERS: &str =
    "id,member,month,pv,cv,price,refunds\n1,B,2024-03,10.00,8.00,12.00,\n2,D,2024-04,5,4,6,\n3,D,2024-05,-5,-4,-6,2\n";

/// Cells that mean something to the reader of genealogies, and some that nearly do.
fn cell() -> impl Strategy<Value = String> {
    let cells = [
        "id",
        "sponsor",
        "pv",
        "joined",
        "side",
        "A",
        "B",
        "C",
        "-",
        "",
        "left",
        "3",
        "2024-03",
        "2024-13",
        "1.234",
        "1,5",
        "\"",
        "\"A\"",
        "\u{feff}",
        "\0",
        "sep=;",
        "1e9",
        "-5",
        "999999999999999999999",
        "é",
        " A ",
        "\r",
        "'1",
        "65536",
    ];
    prop_oneof![4 => prop::sample::select(cells.to_vec()).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
}

#[test]
fn the_genealogy_that_is_broken_here_is_whole() {
    assert!(genealogy::read(Source::new("t", TREE.as_bytes()), Some(Source::new("o", ORDERS.as_bytes()))).is_ok());
    read_tree(TREE.as_bytes(), Some(ORDERS.as_bytes()));
}

#[test]
fn the_plans_that_are_broken_here_are_whole() {
    read_plan(WHOLE);
    assert!(PlanFile::from_toml("whole", "whole.toml", WHOLE).is_ok(), "{:?}", PlanFile::from_toml("w", "w", WHOLE));
    for plan in BUILT_IN {
        read_plan(plan.toml);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_as_a_plan_or_refused(bytes in vec(any::<u8>(), 0..400)) {
        if let Err(problems) = PlanFile::from_bytes("any", "any.toml", &bytes) {
            prop_assert!(!problems.to_string().is_empty());
        }
    }

    #[test]
    fn any_words_are_read_as_a_plan_or_refused(words in vec(token(), 0..60)) {
        read_plan(&words.join(" "));
        read_plan(&words.concat());
    }

    #[test]
    fn a_broken_plan_is_read_or_refused(
        plan in 0..=BUILT_IN.len(),
        at in any::<prop::sample::Index>(),
        length in 0_usize..12,
        insert in vec(token(), 0..3),
    ) {
        let text = BUILT_IN.get(plan).map_or(WHOLE, |plan| plan.toml);
        read_plan(&broken(text, at, length, &insert.concat()));
    }

    #[test]
    fn a_broken_scenario_is_read_or_refused(
        at in any::<prop::sample::Index>(),
        length in 0_usize..12,
        insert in vec(token(), 0..3),
    ) {
        let preset = downline::scenario::presets::PRESETS[0].toml;
        if let Err(problems) = Scenario::from_toml("any", &broken(preset, at, length, &insert.concat())) {
            prop_assert!(!problems.to_string().is_empty());
        }
    }

    #[test]
    fn any_bytes_are_read_as_a_genealogy_or_refused(tree in vec(any::<u8>(), 0..300), orders in vec(any::<u8>(), 0..100)) {
        read_tree(&tree, Some(&orders));
    }

    #[test]
    fn any_cells_are_read_as_a_genealogy_or_refused(
        rows in vec(vec(cell(), 0..5), 0..10),
        delimiter in prop::sample::select(vec![",", ";", "\t", "|"]),
    ) {
        let body: String = rows.iter().map(|row| row.join(delimiter) + "\n").collect();
        read_tree(body.as_bytes(), None);
        read_tree(format!("id{delimiter}sponsor{delimiter}pv\n{body}").as_bytes(), None);
    }

    #[test]
    fn a_broken_genealogy_is_read_or_refused(
        at in any::<prop::sample::Index>(),
        length in 0_usize..8,
        insert in vec(cell(), 0..3),
        in_orders in any::<bool>(),
    ) {
        let (tree, orders) = if in_orders {
            (TREE.to_owned(), broken(ORDERS, at, length, &insert.concat()))
        } else {
            (broken(TREE, at, length, &insert.concat()), ORDERS.to_owned())
        };
        read_tree(tree.as_bytes(), Some(orders.as_bytes()));
    }

    /// Trees of many members by many hands: every one is whole, and is read.
    #[test]
    fn whole_genealogies_of_any_shape_are_read(choices in vec(any::<prop::sample::Index>(), 1..300)) {
        let mut tree = "id,sponsor\nm0,\n".to_owned();
        for (number, choice) in (1..).zip(&choices) {
            tree += &format!("m{number},m{}\n", choice.index(number));
        }
        let records = genealogy::read(Source::new("tree.csv", tree.as_bytes()), None);
        prop_assert!(records.is_ok_and(|records| records.genealogy.len() == choices.len() + 1));
    }
}
