//! `downline plan audit`: the command from arguments to exit code, text, JSON and files.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use predicates::prelude::*;
use serde_json::Value;

/// An organisation of 500 members that is 48 months old.
const SIZE: [&str; 4] = ["--set", "organisation.members=500", "--set", "organisation.age=48"];

fn audit(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("downline").unwrap();
    command.args(["plan", "audit"]).args(SIZE).args(arguments);
    command
}

fn json(arguments: &[&str]) -> Value {
    let output = audit(arguments).arg("--json").assert().success().get_output().stdout.clone();
    serde_json::from_slice(&output).unwrap()
}

fn plan_file(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

const LEVELS: &str = r#"
title = "Three levels"
rounding = "half-up"
rounded-per = "line"
[[rules]]
rule = "unilevel"
unpaid = "company"
rates = ["10%", "5%", "5%"]
compression = "none"
"#;

const SLABS: &str = r#"
title = "Slab brackets with breakaway"
rounding = "half-up"
rounded-per = "line"
ranks = ["Member", "Leader"]
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
"#;

#[test]
fn the_text_fits_eighty_columns_and_says_that_it_is_simulated() {
    let folder = tempfile::tempdir().unwrap();
    let (levels, slabs) =
        (plan_file(folder.path(), "levels.toml", LEVELS), plan_file(folder.path(), "slabs.toml", SLABS));
    for arguments in [vec!["flat"], vec![&levels], vec![&slabs, &levels]] {
        let arguments: Vec<&str> = arguments.iter().map(|argument| argument as &str).collect();
        let output = audit(&arguments).assert().success().get_output().stdout.clone();
        let text = String::from_utf8(output).unwrap();
        for line in text.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
        let flowing = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for said in ["simulated", "the company, which is not paid", "Payout ratio", "were paid nothing", "Flat spots"] {
            assert!(flowing.contains(said), "{said}\n{text}");
        }
    }
}

#[test]
fn what_is_paid_and_what_is_kept_are_the_promise() {
    let folder = tempfile::tempdir().unwrap();
    let object = json(&[&plan_file(folder.path(), "levels.toml", LEVELS), "--set=customers.gained=0"]);
    let plan = &object["plans"][0];
    let number = |value: &Value| (value.as_f64().unwrap() * 100.0).round();
    let (paid, kept) = (number(&plan["paid"]), number(&plan["kept"]));
    // Whole cents, so equal is equal.
    let same = |a: f64, b: f64| (a - b).abs() < 0.5;
    assert!(same(paid + kept, number(&plan["rules"][0]["promised"])));
    // 20 % of every order, each line rounded on its own: at most half a cent a level.
    let orders = 0.5 * 500.0 * 12.0;
    assert!((paid + kept - 0.2 * number(&plan["volume_worth"])).abs() < orders * 1.2 * 1.5, "{plan}");
    let ranks: f64 = plan["ranks"].as_array().unwrap().iter().map(|rank| number(&rank["paid"])).sum();
    assert!(same(ranks, paid));
    assert_eq!(plan["origins"][0]["paid"], 0.0);
    assert_eq!(
        (&plan["origins"][0]["note"], &object["orders"]["customers"]["gained"]),
        (&"there are no customers outside".into(), &Value::from(0.0))
    );
    assert_eq!(plan["payout_ratio_of"], "commissionable volume");
}

#[test]
fn flat_spots_are_found_for_slab_brackets_with_breakaway_and_not_for_a_flat_percent() {
    let folder = tempfile::tempdir().unwrap();
    let object = json(&["flat", &plan_file(folder.path(), "slabs.toml", SLABS), "--search", "3"]);
    assert_eq!(object["plans"][0]["flat_spots"]["found"], serde_json::json!([]));
    assert_eq!(object["plans"][0]["flat_spots"]["complete_up_to_members"], 3);
    let found = object["plans"][1]["flat_spots"]["found"].as_array().unwrap();
    let spot = found.iter().find(|spot| spot["kind"] == "falls-above").unwrap();
    // A 100 over B 300: 10 % of 400. B orders 100 more and leaves with its group: 1 % of 400.
    assert_eq!(spot["members"][0]["before"]["paid"], 40.0);
    assert_eq!(spot["members"][0]["after"]["paid"], 4.0);
    assert_eq!(spot["members"][1]["after"]["rank"], "Leader");
}

#[test]
fn two_plans_are_compared_on_the_same_people() {
    let folder = tempfile::tempdir().unwrap();
    let levels = plan_file(folder.path(), "levels.toml", LEVELS);
    let object = json(&["flat", &levels]);
    let everybody = &object["comparison"]["everybody"];
    let count = |key: &str| everybody[key].as_u64().unwrap();
    assert_eq!(count("better") + count("same") + count("worse"), count("members"));
    assert_eq!(object["plans"][0]["volume"], object["plans"][1]["volume"]);
    let same = json(&["flat", "flat"]);
    assert_eq!(same["comparison"]["everybody"]["same"], same["comparison"]["everybody"]["members"]);
    // Plans of one name are told apart.
    assert_eq!([&same["plans"][0]["name"], &same["plans"][1]["name"]], ["flat", "flat-2"]);
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    let run = |seed: &str| audit(&["flat", "--json", "--seed", seed]).assert().success().get_output().stdout.clone();
    assert_eq!(run("1"), run("1"));
    assert_ne!(run("1"), run("2"));
}

#[test]
fn tables_are_written_into_a_new_folder() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let levels = plan_file(folder.path(), "levels.toml", LEVELS);
    let arguments = ["flat", &levels, "--out", out.to_str().unwrap(), "-q"];
    audit(&arguments).assert().success().stdout("").stderr(predicate::str::contains("wrote audit.csv"));
    let table = fs::read_to_string(out.join("audit.csv")).unwrap();
    assert!(table.starts_with("plan,part,item,detail,measure,unit,value\n"));
    for part in [
        "organisation",
        "orders",
        "search",
        "total",
        "month",
        "rule",
        "breakage",
        "rank",
        "level",
        "tenth",
        "origin",
        "change",
    ] {
        assert!(table.lines().any(|line| line.split(',').nth(1) == Some(part)), "{part}");
    }
    assert!(
        table.contains("flat,origin,kits,,paid,USD,0.00\n")
            && !table.contains("flat,origin,customers,,paid,USD,0.00\n")
    );
    assert!(table.contains(",orders,customers,,order,USD,45.00\n"));
    let spots = fs::read_to_string(out.join("audit_flat_spots.csv")).unwrap();
    assert!(spots.starts_with("plan,spot,kind,member,"));
    let lines = fs::read_to_string(out.join("audit_flat_spot_lines.csv")).unwrap();
    assert!(lines.starts_with("plan,spot,kind,member,when,rule,"));
    let manifest: Value = serde_json::from_str(&fs::read_to_string(out.join("manifest.json")).unwrap()).unwrap();
    assert_eq!(manifest["plans"], serde_json::json!(["flat", "levels"]));
    assert!(out.join("flat.toml").is_file() && out.join("typical.toml").is_file());
    audit(&arguments).assert().success();
}

/// `--json` and the tables are the same figures: the organisation, the orders, the search, and the lines of flat spots.
#[test]
fn the_tables_hold_what_json_holds() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let slabs = plan_file(folder.path(), "slabs.toml", SLABS);
    let object = json(&[&slabs, "--search", "3"]);
    audit(&[&slabs, "--search", "3", "--out", out.to_str().unwrap(), "-q"]).assert().success();
    let table = fs::read_to_string(out.join("audit.csv")).unwrap();
    let cell = |place: &str| {
        let row =
            table.lines().find(|line| line.starts_with(&format!("{place},"))).unwrap_or_else(|| panic!("{place}"));
        row.rsplit(',').next().unwrap().to_owned()
    };
    let same = |place: &str, value: &Value| {
        let (cell, value) = (cell(place).parse::<f64>().unwrap(), value.as_f64().unwrap());
        assert!((cell - value).abs() < 1e-6, "{place}: {cell} and {value}");
    };
    for measure in ["members", "age", "full_since", "ever_joined", "without_recruits", "sponsoring_rate"] {
        same(&format!(",organisation,,,{measure}"), &object["organisation"][measure]);
    }
    for (level, members) in object["organisation"]["members_by_level"].as_array().unwrap().iter().enumerate() {
        same(&format!(",organisation,level,{level},members"), members);
    }
    for measure in ["share", "volume", "spread", "kit"] {
        same(&format!(",orders,,,{measure}"), &object["orders"][measure]);
    }
    let plan = &object["plans"][0];
    for measure in ["active_volume", "volume", "volume_worth", "paid", "kept", "payout_ratio"] {
        same(&format!("slabs,total,,,{measure}"), &plan[measure]);
    }
    for measure in ["order", "settlements", "complete_up_to_members", "asked_up_to_members"] {
        same(&format!("slabs,search,,,{measure}"), &plan["flat_spots"][measure]);
    }
    let written = fs::read_to_string(out.join("audit_flat_spot_lines.csv")).unwrap();
    let written: Vec<Vec<&str>> = written.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let mut rows = written.iter();
    for (number, spot) in (1..).zip(plan["flat_spots"]["found"].as_array().unwrap()) {
        for (when, lines) in [("before", &spot["lines_before"]), ("after", &spot["lines_after"])] {
            for line in lines.as_array().unwrap() {
                let row = rows.next().unwrap();
                assert_eq!(
                    (row[1], row[3], row[4]),
                    (i32::to_string(&number).as_str(), spot["member"].as_str().unwrap(), when)
                );
                assert_eq!((row[5], row[6]), (line["rule"].as_str().unwrap(), line["source"].as_str().unwrap_or("")));
                for (column, key) in [(8, "basis"), (10, "rate"), (11, "amount")] {
                    assert!(
                        (row[column].parse::<f64>().unwrap() - line[key].as_f64().unwrap()).abs() < 1e-9,
                        "{row:?}"
                    );
                }
            }
        }
    }
    assert!(rows.next().is_none() && !written.is_empty());
}

#[test]
fn a_setting_without_effect_is_refused_with_the_reason() {
    for (setting, reason) in [
        ("sponsoring.mean=0.1", "organisation.members and organisation.age"),
        ("sponsoring . mean = 0.1", "organisation.members and organisation.age"),
        ("sponsoring={distribution=\"poisson\",mean=0.1}", "sponsoring.propensity-shape"),
        ("plan.name=binary", "the first argument"),
        ("months=24", "organisation.age"),
        ("you.stays=true", "all members"),
        ("story.sponsoring=2", "all members"),
        ("costs.kit=1", "before costs"),
        ("costs.monthly=1", "before costs"),
        ("orders.price-per-point=2", "before costs and margins"),
        ("customers.margin=0.1", "before costs and margins"),
        ("title=Mine", "no part"),
    ] {
        let refused = audit(&["flat", "--set", setting]).assert().code(2).stdout("");
        let text = String::from_utf8(refused.get_output().stderr.clone()).unwrap();
        let flowing = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flowing.contains("has no effect on an audit") && flowing.contains(reason), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    }
    // What the help names works.
    let paid = |arguments: &[&str]| {
        let object = json(&[&["flat", "--search", "0"], arguments].concat());
        (object["plans"][0]["paid"].as_f64().unwrap(), object["scenario"]["currency"].clone())
    };
    let (typical, currency) = paid(&[]);
    for setting in [
        "sponsoring.propensity-shape=none",
        "attrition.quit=[{ rate = \"20%\" }]",
        "organisation.members=600",
        "organisation.age=60",
        "organisation.months=6",
        "orders.share=0.6",
        "orders.volume=120",
        "orders.spread=0.9",
        "customers.gained=1",
        "customers.propensity-shape=none",
        "customers.quit=[{ rate = \"20%\" }]",
        "customers.order=50",
        "customers.order-spread=0.9",
        "customers.points=0.5",
        "kits.volume=50",
    ] {
        assert!((paid(&["--set", setting]).0 - typical).abs() > 1.0, "{setting}");
    }
    assert_eq!(currency, "USD");
    assert_eq!(paid(&["--set", "currency=EUR"]), (typical, Value::from("EUR")));
    let help = audit(&["--help"]).output().unwrap().stdout;
    assert!(String::from_utf8(help).unwrap().contains("organisation.members=20000"));
}

#[test]
fn where_nobody_orders_it_is_said() {
    let output = audit(&["stairstep", "--set=orders.share=0", "--set=customers.gained=0", "--search=0"])
        .assert()
        .success()
        .get_output()
        .stdout
        .clone();
    let text = String::from_utf8(output).unwrap();
    let flowing = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in
        ["No member orders: the share", "no volume to pay on, and nobody is paid.", "Nobody was paid anything, of"]
    {
        assert!(flowing.contains(said), "{text}");
    }
    assert!(!flowing.contains("is -") && !flowing.contains("got -"), "{text}");
}

/// What customers outside order, and pay at retail.
#[test]
fn customers_are_as_many_as_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let margin = LEVELS.to_owned()
        + "[[rules]]\nrule = \"retail\"\ninactive = \"not-paid\"\nof = \"retail-price\"\nrates-by-rank = [\"25%\"]\n";
    let plan = plan_file(folder.path(), "margin.toml", &margin);
    let of = |gained: &str| {
        let customers = "customers.order=40";
        json(&[&plan, "--set=orders.share=1", "--search=0", "--set", customers, "--set", gained])
    };
    let worth = |object: &Value| object["plans"][0]["origins"][0]["volume_worth"].as_f64().unwrap();
    let (one, two) = (of("customers.gained=0.5"), of("customers.gained=1"));
    // 500 members and 12 months at 40 a customer. Most members have been there for less than the whole time in which a
    // customer stays: 4.4 customers for each one gained a month in an organisation that has kept its size for long. One of
    // them has a standard deviation of about five customers.
    let most = 5.0 * 5.0 * 12.0 * 40.0 * 500.0_f64.sqrt();
    let expected = |gained: f64| gained * 4.375 * 500.0 * 12.0 * 40.0;
    assert!(
        (worth(&one) - expected(0.5)).abs() < most && (worth(&two) - expected(1.0)).abs() < 2.0 * most,
        "{}",
        worth(&one)
    );
    let margin = one["plans"][0]["retail_margin"].as_f64().unwrap();
    // Everybody orders, so everybody is active; each margin of a member and month is rounded to the cent.
    assert!((margin - worth(&one) / 4.0).abs() < 0.005 * 6_000.0, "{margin}");
    assert_eq!(one["plans"][0]["rules"][1]["is_retail_margin"], true);
    assert!(one["plans"][0]["payout_ratio"].as_f64().unwrap() < 0.2, "margin is in no payout ratio");
    let text = audit(&[&plan, "--search=0"]).output().unwrap().stdout;
    assert!(String::from_utf8(text).unwrap().contains("Retail margin, which members keep"));
    for (wrong, said) in [("customers.gained=101", "customers.gained"), ("customers.order=-1", "customers.order")] {
        audit(&["flat", "--set", wrong]).assert().code(2).stderr(predicate::str::contains(said));
    }
}

/// The widest columns: nearly all or hardly anybody, long names of ranks and of plans.
#[test]
fn two_built_in_plans_and_long_names_fit_eighty_columns() {
    let folder = tempfile::tempdir().unwrap();
    let named = SLABS.replace("Leader", "Senior Executive Director of the Whole Region");
    let path = plan_file(folder.path(), &format!("{}.toml", "a-plan-with-a-long-name".repeat(3)), &named);
    for arguments in [["stairstep", "breakaway", "5000"], ["stairstep", &path, "500"]] {
        let mut command = Command::cargo_bin("downline").unwrap();
        let members = format!("organisation.members={}", arguments[2]);
        command.args(["plan", "audit", "--search", "0", "--set", "organisation.age=48", "--set", &members]);
        command.args(&arguments[..2]);
        let text = String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap();
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        assert!(text.contains("> 99") && text.contains("Executive") == arguments[1].contains("long"), "{text}");
    }
}

/// The headline's parts stand apart.
#[test]
fn the_headline_has_its_parts_two_blanks_apart() {
    let output = audit(&["flat", "--search", "0"]).output().unwrap().stdout;
    let text = String::from_utf8(output).unwrap();
    assert!(text.lines().next().unwrap().contains("  plan audit  plan: flat ("), "{text}");
}

/// Two rules of one name have a row each, and so has a rule without a line; a cap promises nothing.
#[test]
fn every_rule_of_the_plan_has_a_row_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let level = |rate| {
        format!("[[rules]]\nrule = \"unilevel\"\nunpaid = \"company\"\nrates = [\"{rate}\"]\ncompression = \"none\"\n")
    };
    let cap = |on, most| format!("[[rules]]\nrule = \"earner-cap\"\non = [{on}]\nmost-by-rank = [{most}]\n");
    let rules = [level("10%"), level("5%"), cap("\"unilevel\"", 1_000_000), cap("\"unilevel-2\"", 5)].concat();
    let path = plan_file(
        folder.path(),
        "two.toml",
        &format!("title = \"Two\"\nrounding = \"half-up\"\nrounded-per = \"line\"\n{rules}"),
    );
    let object = json(&[&path, "--search", "0"]);
    let rules = object["plans"][0]["rules"].as_array().unwrap();
    let names: Vec<&str> = rules.iter().map(|rule| rule["rule"].as_str().unwrap()).collect();
    assert_eq!(names, ["unilevel", "unilevel-2", "earner-cap", "earner-cap-2"]);
    let paid = |rule: usize| rules[rule]["paid"].as_f64().unwrap();
    // 10 % and 5 % of the same orders, each line rounded.
    assert!((paid(0) / paid(1) - 2.0).abs() < 0.01, "{rules:?}");
    assert!(paid(2) == 0.0 && paid(3) < 0.0, "{rules:?}");
    assert!(rules[3]["promised"].is_null());
    let text = String::from_utf8(audit(&[&path, "--search", "0"]).output().unwrap().stdout).unwrap();
    let row = |name: &str| text.lines().find(|line| line.trim_start().starts_with(&format!("{name} "))).unwrap();
    assert!(row("earner-cap").contains("$0.00") && row("earner-cap-2").ends_with('-'), "{text}");
}

/// Without a qualification everybody would be paid as the lowest rank, which is nobody's plan; `run` refuses it too.
#[test]
fn a_plan_that_pays_by_rank_and_lets_nobody_earn_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let ranked = "title = \"By rank\"\nrounding = \"half-up\"\nrounded-per = \"line\"\nranks = [\"Member\", \"Leader\"]\n[[rules]]\nrule = \"unilevel\"\n\
                  unpaid = \"company\"\n\
                  rates = [\"10%\", \"5%\"]\ndepth-by-rank = [1, 2]\ncompression = \"none\"\n";
    let path = plan_file(folder.path(), "ranked.toml", ranked);
    let earned = "[[qualification]]\nrank = \"Leader\"\npersonal-volume = 100\n";
    let ranks = "ranks = [\"Member\", \"Leader\"]\n";
    let earned = ranked.replace(ranks, &format!("{ranks}paid-as = \"rank-of-the-month\"\n")) + earned;
    let earned = plan_file(folder.path(), "earned.toml", &earned);
    let said = "the plan pays by rank and does not say what a rank asks for";
    for arguments in [["flat", &path], [&path, "flat"]] {
        let refused = audit(&arguments).assert().code(2).stdout("").stderr(predicate::str::contains(said));
        refused.stderr(predicate::str::contains("[[qualification]]").and(predicate::str::contains("ranked.toml")));
    }
    let mut run = Command::cargo_bin("downline").unwrap();
    let set = format!("plan.file={path}");
    run.args(["run", "--set", &set, "--trials", "10"]).assert().code(2).stderr(predicate::str::contains(said));
    audit(&[&earned, "--search", "0"]).assert().success();
}

#[test]
fn bad_usage_is_refused_with_code_two() {
    for (arguments, said) in [
        (vec!["flatt"], "flat"),
        (vec!["no/such.toml"], "cannot read"),
        (vec!["flat", "--set", "organisation.months=49"], "organisation.months"),
        (vec!["flat", "--set", "organisation.months=0"], "organisation.months"),
        (vec!["flat", "--set", "organisation.age=1"], "organisation.age"),
        (vec!["flat", "--set", "organisation.members=9"], "organisation.members"),
        (vec!["flat", "--set", "organisation.member=900"], "did you mean `members`"),
        (vec!["flat", "--set", "orders.share=1.5"], "orders.share"),
        (vec!["flat", "--set", "orders.volume=-3"], "orders.volume"),
        (vec!["flat", "--set", "orders.spread=3.5"], "orders.spread"),
        (vec!["flat", "--set", "kits.volume=-1"], "kits.volume"),
        (vec!["flat", "--members", "500"], "--members"),
        (vec!["flat", "--step", "0"], "--step"),
        (vec!["flat", "--search", "7"], "--search"),
        (vec!["flat", "--scenario", "typicl"], "typical"),
        (vec!["flat", "--set", "sponsoring.mean=-1"], "sponsoring.mean"),
    ] {
        let mut with_equals: Vec<String> = Vec::new();
        for argument in arguments {
            match with_equals.last_mut() {
                // A value that begins with a minus needs its option's equals sign.
                Some(option) if option.starts_with("--") && !option.contains('=') => {
                    option.push('=');
                    option.push_str(argument);
                }
                _ => with_equals.push(argument.to_owned()),
            }
        }
        let arguments: Vec<&str> = with_equals.iter().map(String::as_str).collect();
        let refused = audit(&arguments).assert().code(2).stderr(predicate::str::contains(said));
        let text = String::from_utf8(refused.get_output().stderr.clone()).unwrap();
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    }
}

/// The first member is the company: it is not paid, and counted nowhere.
#[test]
fn the_company_is_not_among_its_members() {
    let object = json(&["flat", "--search", "0"]);
    let plan = &object["plans"][0];
    let months = plan["months"].as_array().unwrap();
    for month in months {
        assert_eq!(month["members"], 500, "{month}");
        assert!(month["paid_members"].as_u64().unwrap() <= 500);
    }
    let member_months: u64 =
        plan["ranks"].as_array().unwrap().iter().map(|rank| rank["member_months"].as_u64().unwrap()).sum();
    assert_eq!(member_months, 500 * months.len() as u64);
}

/// The organisation of an audit is that of a scenario file as well as that of settings.
#[test]
fn a_scenario_file_says_what_the_settings_say() {
    let folder = tempfile::tempdir().unwrap();
    let preset = Command::cargo_bin("downline").unwrap().args(["presets", "typical"]).output().unwrap().stdout;
    let own = String::from_utf8(preset).unwrap()
        + "\n[organisation]\nmembers = 500\nage = 48\nmonths = 6\n[kits]\nvolume = 40\n";
    let path = plan_file(folder.path(), "mine.toml", &own);
    let mut of_file = Command::cargo_bin("downline").unwrap();
    of_file.args(["plan", "audit", "flat", "--search", "0", "--json", "--scenario", &path]);
    let of_file: Value = serde_json::from_slice(&of_file.assert().success().get_output().stdout).unwrap();
    let of_settings = json(&["flat", "--search", "0", "--set", "organisation.months=6", "--set", "kits.volume=40"]);
    assert_eq!(of_file["plans"], of_settings["plans"]);
    assert_eq!(of_file["scenario"]["hash"], of_settings["scenario"]["hash"]);
    assert_eq!(of_settings["plans"][0]["months"].as_array().unwrap().len(), 6);
    assert!(of_settings["plans"][0]["origins"][2]["paid"].as_f64().unwrap() > 0.0);
    // The control: another size is another organisation.
    assert_ne!(json(&["flat", "--search", "0", "--set", "organisation.members=501"])["plans"], of_settings["plans"]);
}
