//! Everyone who joined: what `run` says of a whole organisation beside you.

use serde_json::Value;
use tempfile::tempdir;

use crate::support::{Csv, answer, downline, flat, json, names, read, run_into};

const SMALL: [&str; 4] = ["--trials", "500", "--set", "organisation.members=600"];

fn small<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    [&["run", "typical"], &SMALL[..], arguments].concat()
}

#[test]
fn the_parts_of_each_group_make_up_everyone() {
    let folder = tempdir().unwrap();
    let arguments = small(&["--json"]);
    run_into(folder.path(), &arguments);
    let table = Csv::read(folder.path(), "everyone.csv");
    let number = |row: &[String], name: &str| row[table.column(name)].parse::<f64>().unwrap();
    let of = |group: &str| table.rows.iter().filter(|row| row[0] == group).collect::<Vec<_>>();
    let all = of("all")[0];
    for group in ["all", "tenure", "level", "tenth"] {
        let sum = |name: &str| of(group).iter().map(|row| number(row, name)).sum::<f64>();
        assert_eq!(sum("people"), number(all, "people"), "{group}");
        assert_eq!(sum("of_100"), 100.0, "{group}");
        assert!((sum("share_of_commission") - 1.0).abs() < 1e-4, "{group}");
        for (count, whole) in [("commission_mean", "people"), ("net_mean", "people")] {
            let weighted: f64 = of(group).iter().map(|row| number(row, count) * number(row, whole)).sum();
            assert!((weighted / number(all, "people") - number(all, count)).abs() < 1e-4, "{group} {count}");
        }
    }
    assert_eq!(of("tenth").len(), 10);
    // The JSON has the same rows.
    let groups = json(&arguments)["everyone"]["groups"].as_array().unwrap().clone();
    assert_eq!(groups.len(), table.rows.len());
    for (row, object) in table.rows.iter().zip(&groups) {
        assert_eq!((object["group"].as_str().unwrap(), object["value"].as_str().unwrap()), (&*row[0], &*row[1]));
        for name in table.header.split(", ").skip(2) {
            assert!((object[name].as_f64().unwrap() - number(row, name)).abs() < 1e-6, "{name} of {row:?}");
        }
    }
}

#[test]
fn everyone_is_the_organisation_that_an_audit_pays() {
    let run = json(&small(&["--json", "--seed", "3"]));
    let audit = json(&[
        "plan",
        "audit",
        "hybrid",
        "--set",
        "organisation.members=600",
        "--search",
        "0",
        "--seed",
        "3",
        "--json",
    ]);
    let (everyone, paid) = (&run["everyone"], &audit["plans"][0]);
    assert_eq!(everyone["people"], paid["concentration"]["everybody"]);
    assert_eq!(everyone["top_6_of_100_share"], paid["concentration"]["top_6_of_100_share"]);
    let sum = everyone["commission_mean"].as_f64().unwrap() * everyone["people"].as_f64().unwrap();
    assert!((sum - paid["paid"].as_f64().unwrap()).abs() < 0.005, "{sum} is not {}", paid["paid"]);
}

#[test]
fn the_first_lines_tell_of_you_and_of_everyone() {
    let text = flat(&answer(&small(&[])));
    let object = json(&small(&["--json"]));
    let of_100 = |population: &str| {
        let outcomes = object["outcomes"].as_array().unwrap();
        let is_it = |outcome: &&Value| outcome["population"] == population && outcome["outcome"] == "came_out_ahead";
        outcomes.iter().find(is_it).unwrap()["of_100"].as_u64().unwrap()
    };
    let [you, you_anyway, all, all_anyway] =
        ["you", "you_bought_anyway", "everyone_who_joined", "everyone_who_joined_bought_anyway"].map(of_100);
    let nothing = &object["everyone"]["zero_commission_of_100"];
    let lines = [
        format!(
            "You: of 100 simulated new distributors, {you} (own orders a cost) or {you_anyway} (bought anyway) came out ahead"
        ),
        format!(
            "Everyone who joined: of 100 members of a whole simulated organisation, {nothing} got no commission in 12 \
             months, and {all} (own orders a cost) or {all_anyway} (bought anyway) came out ahead after all costs."
        ),
    ];
    let question = text.find("What does one new distributor have").unwrap();
    for line in lines {
        assert!(text.find(&line).is_some_and(|at| at < question), "{line}\nis not among the first lines of\n{text}");
    }
    assert!(text.contains("To keep its size, each member brought in"), "{text}");
}

#[test]
fn where_nobody_quits_there_is_no_everyone_and_the_answer_says_why() {
    let folder = tempdir().unwrap();
    let arguments = small(&["--set", "attrition.quit=[{rate=0}]"]);
    run_into(folder.path(), &arguments);
    assert!(!names(folder.path()).iter().any(|name| name == "everyone.csv"));
    let text = flat(&answer(&arguments));
    assert!(text.contains("Everyone who joined: there is none, because nobody ever quits in this scenario"), "{text}");
    let object = json(&[&arguments[..], &["--json"]].concat());
    assert_eq!((&object["everyone"], object["no_everyone"].as_str()), (&Value::Null, Some("nobody-quits")));
}

#[test]
fn everyone_can_be_left_out_and_the_recipe_says_so() {
    let folder = tempdir().unwrap();
    run_into(folder.path(), &small(&["--no-everyone"]));
    assert!(!names(folder.path()).iter().any(|name| name == "everyone.csv"));
    assert!(!read(folder.path(), "outcomes.csv").contains("everyone_who_joined"));
    let manifest: Value = serde_json::from_str(&read(folder.path(), "manifest.json")).unwrap();
    assert!(manifest["again"].as_str().unwrap().contains(" --no-everyone "), "{manifest}");
    let text = answer(&small(&["--no-everyone"]));
    assert!(!text.contains("Everyone who joined"), "{text}");
    let object = json(&small(&["--no-everyone", "--json"]));
    assert_eq!((&object["everyone"], object["no_everyone"].as_str()), (&Value::Null, Some("not-asked")));
}

#[test]
fn an_organisation_that_outgrows_memory_is_left_out_with_the_reason() {
    let large = ["organisation.members=1000000", "organisation.age=600", "attrition.quit=[{rate=1}]"];
    let changes = large.iter().flat_map(|change| ["--set", change]).collect::<Vec<_>>();
    let all = downline(&[&["run", "typical", "--trials", "200"], &changes[..]].concat());
    assert_eq!(all.code, Some(0), "{all:?}");
    let text = flat(&all.stdout);
    assert!(text.contains("there is none, because the organisation would outgrow memory; choose fewer"), "{text}");
}
