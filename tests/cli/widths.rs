//! Texts in terminals of several widths, and names that a terminal must not obey.

use std::fs;

use crate::support::{Answer, downline, program};

/// The answer in a terminal of so many columns.
fn at(columns: usize, arguments: &[&str]) -> Answer {
    let output = program().env("COLUMNS", columns.to_string()).args(arguments).output();
    output.expect("the program starts").into()
}

fn text_at(columns: usize, arguments: &[&str]) -> String {
    let answer = at(columns, arguments);
    assert_eq!(answer.code, Some(0), "{answer:?}");
    for line in answer.stdout.lines() {
        assert!(line.chars().count() <= columns, "{} of {columns} columns: {line}", line.chars().count());
        assert_eq!(line, line.trim_end(), "blanks at the end");
    }
    answer.stdout
}

const TYPICAL: [&str; 4] = ["run", "typical", "--trials", "2000"];
const TENACIOUS: [&str; 2] = ["run", "tenacious"];
const COMPARE: [&str; 5] = ["compare", "typical", "tenacious", "--trials", "2000"];

#[test]
fn summaries_are_laid_out_for_the_terminal() {
    for columns in [60, 80, 100, 120] {
        insta::assert_snapshot!(format!("typical_at_{columns}"), text_at(columns, &TYPICAL));
        insta::assert_snapshot!(format!("tenacious_at_{columns}"), text_at(columns, &TENACIOUS));
    }
    for columns in [60, 80] {
        insta::assert_snapshot!(format!("compare_at_{columns}"), text_at(columns, &COMPARE));
    }
}

#[test]
fn every_text_fits_sixty_columns_and_uses_more() {
    let books = "examples/genealogy";
    let [plan, tree, orders] = ["plan.toml", "tree.csv", "orders.csv"].map(|name| format!("{books}/{name}"));
    let pay = ["plan", "pay", "--plan", &plan, "--tree", &tree, "--orders", &orders, "--statement", "Ben"];
    let commands: [&[&str]; 12] = [
        &["run", "tenacious", "--trial", "7"],
        &["run", "typical", "--explain"],
        &["run", "builder", "--trials", "500", "--set", "months=40"],
        &["exact", "tenacious", "--trials", "1000"],
        &["penny", "--days", "60", "--trials", "500"],
        &["check", "--trials", "1000"],
        &["presets"],
        &["presets", "--keys"],
        &["plan", "list"],
        &["plan", "audit", "stairstep", "--set", "organisation.members=500"],
        &["plan", "audit", "stairstep", "breakaway", "--set", "organisation.members=500", "--search", "3"],
        &pay,
    ];
    for command in commands {
        let [narrow, usual, wide] = [60, 80, 120].map(|columns| text_at(columns, command));
        let longest = |text: &str| text.lines().map(|line| line.chars().count()).max();
        assert!(longest(&narrow) <= longest(&usual) && longest(&usual) <= longest(&wide), "{command:?}");
        // A statement is a narrow table of short sentences; all others have more to say in a line.
        assert!(command == pay || longest(&wide) > Some(100), "{command:?} uses {:?} of 120 columns", longest(&wide));
        assert_eq!(words(&narrow), words(&wide), "{command:?}: a width moves words and changes none");
    }
}

/// The words of a text in the order of the alphabet, however they are laid out. Labels and captions that are said again in
/// each block of a table count once.
fn words(text: &str) -> std::collections::BTreeSet<&str> {
    text.split_whitespace().collect()
}

#[test]
fn widths_beyond_the_range_are_brought_into_it_and_nonsense_is_the_usual_width() {
    let usual = text_at(80, &TYPICAL);
    assert_eq!(downline(&TYPICAL).stdout, usual, "no terminal");
    assert_eq!(at(20, &TYPICAL).stdout, text_at(60, &TYPICAL));
    assert_eq!(at(500, &TYPICAL).stdout, text_at(120, &TYPICAL));
    let nonsense = program().env("COLUMNS", "wide").args(TYPICAL).output().expect("the program starts");
    assert_eq!(Answer::from(nonsense).stdout, usual);
    let [narrow, wide] = [60, 120].map(|columns| at(columns, &["run", "typical", "--trials", "500", "--json"]).stdout);
    assert_eq!(narrow, wide, "no width changes an object");
}

/// A terminal obeys this: it clears the screen, and turns the direction of what follows.
const EVIL: &str = "\u{1b}[2J\u{202e}";

fn assert_harmless(text: &str, what: &str) {
    let obeyed = text.chars().find(|&letter| letter != '\n' && (letter.is_control() || letter == '\u{202e}'));
    assert_eq!(obeyed, None, "{what}: {}", text.escape_debug());
}

#[test]
fn names_from_files_and_arguments_reach_the_terminal_as_plain_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("a file");
        path.to_str().expect("a path").to_owned()
    };
    let preset = downline(&["presets", "tenacious"]).stdout;
    let named = |title: &str| {
        let title = format!("title = \"{title}\"");
        preset.lines().map(|line| if line.starts_with("title") { &title } else { line }).collect::<Vec<_>>().join("\n")
    };
    let scenario = file(&format!("{EVIL}s.toml"), &named("bad\\u202etitle"));
    let missing = format!("{EVIL}no.toml");
    for command in [
        vec!["run", &scenario, "--trials", "200"],
        vec!["run", &scenario, "--trial", "3"],
        vec!["run", &scenario, "--explain"],
        vec!["compare", "typical", &scenario, "--trials", "200"],
        vec!["exact", &scenario],
        vec!["run", &missing],
        vec!["run", "--set", &format!("months=\"{EVIL}\"")],
        vec!["run", "--trials", EVIL],
        vec![EVIL],
    ] {
        let answer = downline(&command);
        assert_harmless(&answer.stdout, &format!("{command:?}"));
        assert_harmless(&answer.stderr, &format!("{command:?}"));
    }
    let plan = file("plan.toml", &fs::read_to_string("examples/genealogy/plan.toml").expect("the example"));
    let tree = file("tree.csv", &format!("id,sponsor\nA,\n{EVIL}B,A\n"));
    let orders = file("orders.csv", &format!("id,member,month,pv,cv\n1,{EVIL}B,1,100,100\n2,A,1,100,100\n"));
    let files = ["plan", "pay", "--plan", &plan, "--tree", &tree, "--orders", &orders];
    for more in [vec!["--statement", "A"], vec!["--statement", EVIL]] {
        let answer = downline(&[&files[..], &more].concat());
        assert_harmless(&answer.stdout, &format!("{more:?}"));
        assert_harmless(&answer.stderr, &format!("{more:?}"));
    }
}

#[test]
fn a_currency_without_cents_is_written_without_them() {
    let text = text_at(80, &["run", "tenacious", "--trials", "500", "--set", "currency=\"JPY\""]);
    assert!(text.contains("JPY 12,707") && !text.contains("JPY 12,706.58"), "{text}");
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_amount =
        |pair: &&[&str]| pair[0].ends_with("JPY") && pair[1].trim_end_matches(['.', ',', ';']).contains('.');
    assert_eq!(words.windows(2).find(is_amount), None, "an amount of yen with decimals");
}

#[test]
fn amounts_of_one_table_have_one_form() {
    let large = ["run", "tenacious", "--trials", "500", "--set", "costs.kit=20000000", "--set", "currency=\"EUR\""];
    let text = text_at(80, &large);
    let table = text.lines().skip_while(|line| !line.contains("story told")).take_while(|line| !line.is_empty());
    let amounts = table.flat_map(|line| line.split("EUR ").skip(1)).filter_map(|rest| rest.split_whitespace().next());
    let amounts: Vec<&str> = amounts.collect();
    // The millions of a kit beside a commission of some dozens.
    assert!(amounts.len() == 16 && amounts.iter().any(|amount| amount.len() > 9), "{text}");
    assert_eq!(amounts.iter().find(|amount| amount.contains('.')), None, "{text}");
    assert!(!text.contains(" m ") && !text.contains(" bn"), "{text}");
}
