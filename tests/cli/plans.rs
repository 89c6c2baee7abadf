//! `downline plan list` and `show`, and a scenario under a plan.

use crate::support::{answer, downline, fits_the_terminal, json};

const PLANS: [&str; 8] = ["flat", "unilevel", "fast-start", "stairstep", "breakaway", "binary", "matrix", "hybrid"];

#[test]
fn the_list_has_every_built_in_plan_and_each_is_shown_as_a_commented_file() {
    let list = answer(&["plan", "list"]);
    fits_the_terminal(&list);
    for plan in PLANS {
        assert!(list.lines().any(|line| line.split_whitespace().next() == Some(plan)), "{plan}");
        let text = answer(&["plan", "show", plan]);
        assert!(text.starts_with("# ") && text.contains("[[rules]]"), "{plan}");
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
    assert!(text.contains("Average commission by rule"), "{text}");
    let object = json(&[&arguments[..], &["--json", "-q"]].concat());
    let rules = object["commission_by_rule"].as_array().unwrap();
    assert_eq!(rules[0]["rule"], "fast-start");
    assert!(rules[1]["mean_total"].as_f64().unwrap() > 0.0);
}

#[test]
fn a_plan_file_that_is_not_there_is_named() {
    downline(&["run", "typical", "--set", "plan.file=no-such-plan.toml"])
        .fails(2, &["cannot read the plan file no-such-plan.toml", "plan list"]);
}

/// The plan file stands beside the scenario's file, whatever folder the program is started from.
#[test]
fn a_plan_file_is_seen_from_the_scenario_s_file() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("mine.toml"), answer(&["plan", "show", "unilevel"])).unwrap();
    let typical = answer(&["presets", "typical"]);
    let head = typical.split("[plan").next().unwrap();
    let scenario = folder.path().join("asked.toml");
    std::fs::write(&scenario, format!("{head}[plan]\nfile = \"mine.toml\"\n")).unwrap();
    let asked = json(&["run", scenario.to_str().unwrap(), "--trials", "100", "--json", "-q"]);
    let named = json(&["run", "typical", "--set", "plan.name=unilevel", "--trials", "100", "--json", "-q"]);
    assert_eq!(asked["scenario"]["hash"], named["scenario"]["hash"]);
    assert_eq!(asked["months"], named["months"]);
}
