//! `downline plan list` and `show`, and a scenario under a plan.

use crate::support::{answer, downline, fits_the_terminal, flat, json};

const PLANS: [&str; 8] = ["flat", "unilevel", "fast-start", "stairstep", "breakaway", "binary", "matrix", "hybrid"];

#[test]
fn the_list_has_every_built_in_plan_and_each_is_shown_as_a_commented_file() {
    let list = answer(&["plan", "list"]);
    fits_the_terminal(&list);
    for plan in PLANS {
        assert!(list.lines().any(|line| line.split_whitespace().next() == Some(plan)), "{plan}");
        let text = answer(&["plan", "show", plan]);
        assert!(text.starts_with("# ") && text.contains("[[rules]]"), "{plan}");
        fits_the_terminal(&text);
    }
}

#[test]
fn an_unknown_plan_is_refused_with_the_nearest() {
    downline(&["plan", "show", "bianry"]).fails(2, &["did you mean `binary`?"]);
    downline(&["run", "typical", "--set", "plan.name=bianry"]).fails(2, &["did you mean `binary`?"]);
}

#[test]
fn a_run_under_a_plan_of_several_rules_tells_the_commission_of_each() {
    let arguments = ["run", "tenacious", "--set", "plan.name=hybrid", "--trials", "300"];
    let text = answer(&arguments);
    fits_the_terminal(&text);
    assert!(flat(&text).contains("Average commission by rule (simulation error): fast-start $"), "{text}");
    let object = json(&[&arguments[..], &["--json", "-q"]].concat());
    let rules = object["commission_by_rule"].as_array().unwrap();
    assert_eq!(rules[0]["rule"], "fast-start");
    assert!(rules[1]["mean_total"].as_f64().unwrap() > 0.0);
}

/// Two rules of one name, a match of the second one: text, JSON and table call them the same.
#[test]
fn rules_of_one_name_are_told_apart_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let level = |rate| {
        format!("[[rules]]\nrule = \"unilevel\"\nunpaid = \"company\"\nrates = [\"{rate}\"]\ncompression = \"none\"\n")
    };
    let matching = "[[rules]]\nrule = \"matching\"\non = [\"unilevel-2\"]\nrates-by-rank = [[\"50%\"]]\n\
                    cascade = \"no\"\ncompression = \"none\"\n";
    let plan = folder.path().join("two.toml");
    std::fs::write(
        &plan,
        format!(
            "title = \"Two\"\nrounding = \"half-up\"\nrounded-per = \"line\"\n{}{}{matching}",
            level("10%"),
            level("5%")
        ),
    )
    .unwrap();
    let set = format!("plan.file={}", plan.display());
    let out = folder.path().join("out");
    let arguments = ["run", "tenacious", "--set", &set, "--trials", "200"];
    let text = answer(&arguments);
    let said = flat(&text);
    assert!(said.contains(" unilevel $") && said.contains(" unilevel-2 $") && said.contains(" matching $"), "{text}");
    let object = json(&[&arguments[..], &["--json", "-q"]].concat());
    let rules = object["commission_by_rule"].as_array().unwrap();
    let names: Vec<&str> = rules.iter().map(|rule| rule["rule"].as_str().unwrap()).collect();
    assert_eq!(names, ["unilevel", "unilevel-2", "matching"]);
    crate::support::run_into(&out, &arguments);
    let table = std::fs::read_to_string(out.join("commission_by_rule.csv")).unwrap();
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split(',').collect()).collect();
    let columns = ["mean_last_month", "mean_total", "mean_last_month_error", "mean_total_error"];
    assert_eq!((rows[0][0], &rows[0][1..]), ("rule", &columns[..]));
    for (row, rule) in rows[1..].iter().zip(rules) {
        assert_eq!(row[0], rule["rule"]);
        for (cell, column) in row[1..].iter().zip(columns) {
            let told = rule[column].as_f64().unwrap();
            assert!((cell.parse::<f64>().unwrap() - told).abs() < 1e-5, "{column}: {cell} {told}");
            assert!(told > 0.0, "{column} of {row:?}");
        }
    }
    let mean = |rule: usize| rules[rule]["mean_total"].as_f64().unwrap();
    assert!((mean(0) / mean(1) - 2.0).abs() < 0.01, "10 % and 5 % of the same: {rules:?}");
    assert!(mean(2) > 0.0);
    // A plan of one rule has nothing to tell apart.
    let one = folder.path().join("one");
    crate::support::run_into(&one, &["run", "typical", "--trials", "100", "--set", "plan.name=flat"]);
    assert!(!one.join("commission_by_rule.csv").exists());
}

#[test]
fn long_errors_fit_the_terminal() {
    let long_line = format!("months=[{}]", "1, ".repeat(100));
    let asked: [&[&str]; 7] = [
        &["run", "typical", "--set", &long_line],
        &["plan", "pay", "--orders=a.csv", "--month=1", "--statement=A", "--unpaid"],
        &["plan", "show", "nope"],
        &["plan", "audit", "no/such.toml"],
        &["run", "no/such.toml", "-q"],
        &["run", "--set", "plan.file=no-such-plan.toml"],
        &["run", "typical", "--out=Cargo.toml"],
    ];
    for arguments in asked {
        let refused = downline(arguments);
        assert_ne!(refused.code, Some(0));
        fits_the_terminal(&refused.stderr);
        assert!(!refused.stderr.contains("--> plans"), "{}", refused.stderr);
    }
}

#[test]
fn a_plan_file_that_is_not_there_is_named() {
    downline(&["run", "typical", "--set", "plan.file=no-such-plan.toml"])
        .fails(2, &["cannot read the plan file no-such-plan.toml", "plan list"]);
}

/// A printed preset with another plan.
fn with_plan(preset: &str, plan: &str) -> String {
    let changed = preset.replace("name = \"hybrid\"", plan);
    assert_ne!(changed, preset);
    changed
}

/// Two forms clash whether or not the file is there: it is not looked for.
#[test]
fn a_name_and_a_file_clash_before_the_file_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let scenario = folder.path().join("both.toml");
    let typical = answer(&["presets", "typical"]);
    std::fs::write(&scenario, with_plan(&typical, "name = \"binary\"\nfile = \"no-such-plan.toml\"")).unwrap();
    let refused = downline(&["run", scenario.to_str().unwrap()]);
    refused.fails(2, &["`name` and `file` both say which plan it is"]);
    assert!(!refused.stderr.contains("cannot read"), "{}", refused.stderr);
}

/// The plan file stands beside the scenario's file, whatever folder the program is started from.
#[test]
fn a_plan_file_is_seen_from_the_scenario_s_file() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("mine.toml"), answer(&["plan", "show", "unilevel"])).unwrap();
    let typical = answer(&["presets", "typical"]);
    let scenario = folder.path().join("asked.toml");
    std::fs::write(&scenario, with_plan(&typical, "file = \"mine.toml\"")).unwrap();
    let asked = json(&["run", scenario.to_str().unwrap(), "--trials", "100", "--json", "-q"]);
    let named = json(&["run", "typical", "--set", "plan.name=unilevel", "--trials", "100", "--json", "-q"]);
    assert_eq!(asked["scenario"]["hash"], named["scenario"]["hash"]);
    assert_eq!(asked["months"], named["months"]);
}

/// The reference is a plan file itself: it can be saved, shown to the program and changed.
#[test]
fn the_reference_of_all_rules_can_be_taken_as_a_plan() {
    let text = answer(&["plan", "rules"]);
    fits_the_terminal(&text);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    std::fs::write(&path, &text).unwrap();
    let set = format!("plan.file={}", path.display());
    // One of the rules is the margin itself.
    let margin = "customers.margin=0";
    let object = json(&["run", "tenacious", "--set", &set, "--set", margin, "--trials", "50", "--json", "-q"]);
    assert_eq!(object["commission_by_rule"].as_array().unwrap().len(), text.matches("[[rules]]").count());
}
