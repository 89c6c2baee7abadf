//! The forms of the answer: lines, statement, summary, JSON, folder.

use std::io::Read;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::desk::{Desk, cents, read};

/// The example of the documentation.
fn example() -> Desk {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/genealogy");
    let file = |name: &str| read(&folder.join(name));
    Desk::new(&file("plan.toml"), &file("tree.csv")).with_orders(&file("orders.csv"))
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// A number of the JSON in cents.
fn number_in_cents(value: &Value) -> i64 {
    cents(&format!("{:.2}", value.as_f64().unwrap()))
}

#[test]
fn the_example_s_lines() {
    insta::assert_snapshot!(text(example().pay(&["--unpaid", "-q"]).stdout));
}

#[test]
fn the_example_s_statement_and_summary_fit_eighty_columns() {
    let statement = text(example().pay(&["--statement", "Ben"]).stdout);
    let summary = text(example().pay(&[]).stderr);
    for line in statement.lines().chain(summary.lines()) {
        assert!(line.chars().count() <= 80, "{line}");
    }
    insta::assert_snapshot!("statement", statement);
    insta::assert_snapshot!("summary", summary);
}

#[test]
fn json_says_the_same_as_the_tables() {
    let desk = example();
    let object: Value = serde_json::from_slice(&desk.pay(&["--json"]).stdout).unwrap();
    assert_eq!(object["schema_version"], 1);
    let lines = object["lines"].as_array().unwrap();
    assert_eq!(lines.len(), desk.lines(&[]).len());
    for (line, row) in lines.iter().zip(desk.lines(&[])) {
        assert_eq!(line["month"], row[0].as_str());
        assert_eq!(line["earner"], row[2].as_str());
        assert_eq!(number_in_cents(&line["amount"]), cents(&row[7]));
    }
    // A row for everybody who has joined, 0.00 included: 6, 7 and 8 members.
    let totals = object["totals"].as_array().unwrap();
    assert_eq!(totals.len(), 6 + 7 + 8);
    assert!(totals.iter().any(|total| total["member"] == "Eva" && total["status"] == "left" && total["total"] == 0.0));
    let sum: f64 = totals.iter().map(|total| total["total"].as_f64().unwrap()).sum();
    let summary = &object["summary"];
    assert!((sum - summary["paid"].as_f64().unwrap()).abs() < 1e-6);
    assert_eq!(summary["members"], 8);
    for key in ["payout_ratio_of_commissionable_volume", "payout_ratio_of_price"] {
        assert!(summary[key].as_f64().is_some_and(|ratio| ratio > 0.0 && ratio < 0.3), "{key}");
    }
}

#[test]
fn a_statement_as_json_adds_up() {
    let object: Value = serde_json::from_slice(&example().pay(&["--statement", "Ana", "--json"]).stdout).unwrap();
    assert_eq!(object["member"], "Ana");
    let months = object["months"].as_array().unwrap();
    assert_eq!(months.len(), 3);
    for month in months {
        let paid = month["lines"].as_array().unwrap().iter().filter(|line| line["reason"] == "paid");
        let sum: f64 = paid.map(|line| line["amount"].as_f64().unwrap()).sum();
        assert!((sum - month["paid"].as_f64().unwrap()).abs() < 1e-9);
    }
}

#[test]
fn a_folder_holds_tables_that_add_up_and_the_same_bytes_again() {
    let desk = example();
    let summary = text(desk.pay(&["--out", "pay"]).stdout);
    assert!(summary.contains("Payout ratio: "), "{summary}");
    let file = |folder: &str, name: &str| read(&desk.path(folder).join(name));
    let rows = |name: &str| -> Vec<Vec<String>> {
        let cells = |line: &str| line.split(',').map(str::to_owned).collect();
        file("pay", name).lines().skip(1).map(cells).collect()
    };
    let by_lines: i64 = rows("lines.csv").iter().map(|row| cents(&row[7])).sum();
    let by_totals: i64 = rows("totals.csv").iter().map(|row| cents(row.last().unwrap())).sum();
    assert_eq!(by_lines, by_totals);
    assert_eq!(rows("totals.csv").len(), 6 + 7 + 8);
    let header = "month,member,rank,status,pv,cv,fast-start,unilevel,total\n";
    assert!(file("pay", "totals.csv").starts_with(header));
    assert!(file("pay", "breakage.csv").starts_with("rule,reason,amount\n"));
    let object: Value = serde_json::from_str(&file("pay", "summary.json")).unwrap();
    assert_eq!(number_in_cents(&object["summary"]["paid"]), by_lines);
    // What is paid and what is kept is what the lines with --unpaid hold.
    let all: i64 = desk.lines(&["--unpaid"]).iter().map(|row| cents(&row[7])).sum();
    let kept: i64 = rows("breakage.csv").iter().map(|row| cents(&row[2])).sum();
    assert_eq!(all, by_lines + kept);

    desk.pay(&["--out", "pay", "-q"]);
    desk.pay(&["--out", "again", "-q"]);
    for name in ["lines.csv", "totals.csv", "breakage.csv", "summary.json", "manifest.json"] {
        assert_eq!(file("pay", name), file("again", name), "{name}");
    }
}

/// The manifest's command, given to a shell beside the files, makes the same bytes, the manifest's included.
#[cfg(unix)]
#[test]
fn the_manifest_says_what_it_was_made_of_and_how_to_make_it_again() {
    let desk = example();
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(desk.path("sub")).unwrap();
    for (from, to) in [("plan.toml", "our plan.toml"), ("tree.csv", "sub/it's.csv"), ("orders.csv", "orders.csv")] {
        std::fs::rename(desk.path(from), desk.path(to)).unwrap();
        let beside = folder.path().join(to.rsplit('/').next().unwrap());
        std::fs::copy(desk.path(to), beside).unwrap();
    }
    let program = assert_cmd::cargo::cargo_bin("downline");
    let plan = desk.path("our plan.toml");
    let pay = |plan: &str, options: &[&str], out: &str| {
        let mut command = Command::new(&program);
        command.current_dir(desk.path("")).args(["plan", "pay", "--plan", plan, "--tree", "sub/it's.csv"]);
        let output = command.args(["--orders", "orders.csv", "--out", out, "-q"]).args(options).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", text(output.stderr));
        serde_json::from_str::<Value>(&read(&desk.path(out).join("manifest.json"))).unwrap()
    };
    let manifest = pay(plan.to_str().unwrap(), &["--month", "2024-02-29", "--unpaid"], "first");
    let again = manifest["again"].as_str().unwrap();
    assert_eq!(
        again,
        "downline plan pay --plan 'our plan.toml' --tree 'it'\\''s.csv' --orders orders.csv --month 2024-02 --unpaid --out results"
    );
    let inputs: Vec<_> = manifest["inputs"].as_array().unwrap().iter().map(|input| &input["file"]).collect();
    assert_eq!(inputs, ["our plan.toml", "it's.csv", "orders.csv"]);
    assert_eq!(manifest["inputs"][0]["name"], "plan");
    assert_eq!(manifest["inputs"][0]["bytes"].as_u64(), Some(std::fs::metadata(&plan).unwrap().len()));
    let shell = format!("{}{}", program.display(), again.strip_prefix("downline").unwrap());
    let output = Command::new("sh").current_dir(folder.path()).args(["-c", &shell]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(output.stderr));
    for name in ["lines.csv", "totals.csv", "breakage.csv", "summary.json", "manifest.json"] {
        let (first, second) = (desk.path("first").join(name), folder.path().join("results").join(name));
        assert_eq!(read(&first), read(&second), "{name}");
    }

    let built_in = pay("unilevel", &[], "second");
    let expected = serde_json::json!({ "name": "plan", "built_in": "unilevel", "version": env!("CARGO_PKG_VERSION") });
    assert_eq!(built_in["inputs"][0], expected);
    assert!(built_in["again"].as_str().unwrap().starts_with("downline plan pay --plan unilevel --tree "), "{built_in}");
}

/// What a spreadsheet would run is text in CSV, and as it is in JSON.
#[test]
fn ids_that_are_formulas_are_harmless_in_csv() {
    let plan = "title = \"L\"\nrounding = \"half-up\"\nrounded-per = \"line\"\n[[rules]]\nrule = \"unilevel\"\nunpaid = \"company\"\nrates = [\"10%\"]\ncompression = \"none\"\n";
    let desk = Desk::new(plan, "id,sponsor,joined\n=1+1,,1\n@B,=1+1,2\n")
        .with_orders("id,member,month,pv,cv\n1,@B,2,100,100\n2,=1+1,2,100,100\n");
    let lines = text(desk.pay(&["-q"]).stdout);
    assert!(lines.contains(",'=1+1,'@B,"), "{lines}");
    let object: Value = serde_json::from_slice(&desk.pay(&["--json"]).stdout).unwrap();
    assert_eq!((&object["lines"][0]["earner"], &object["lines"][0]["source"]), (&"=1+1".into(), &"@B".into()));
}

#[test]
fn rows_in_another_order_pay_the_same() {
    let desk = example();
    let lines = desk.lines(&["--unpaid"]);
    for name in ["tree.csv", "orders.csv"] {
        let text = read(&desk.path(name));
        let mut rows: Vec<&str> = text.lines().collect();
        rows[1..].reverse();
        desk.write(name, &(rows.join("\n") + "\n"));
    }
    assert_eq!(desk.lines(&["--unpaid"]), lines);
}

#[test]
fn a_tree_may_come_from_standard_input() {
    let desk = Desk::new(
        "title = \"Levels\"\nrounding = \"half-up\"\nrounded-per = \"line\"\n[[rules]]\nrule = \"unilevel\"\nunpaid = \"company\"\nrates = [\"10%\"]\ncompression = \"none\"\n",
        "id,sponsor,cv\nA,,\nB,A,50\n",
    );
    let tree = read(&desk.path("tree.csv"));
    let mut command = assert_cmd::Command::cargo_bin("downline").unwrap();
    command.current_dir(desk.path("")).args(["plan", "pay", "--plan", "plan.toml", "--tree", "-", "-q"]);
    let output = command.write_stdin(tree).output().unwrap();
    assert_eq!(text(output.stdout), text(desk.pay(&["-q"]).stdout));
}

/// `downline plan pay ... | head -1`: no message, exit code 0.
#[test]
fn a_closed_pipe_ends_quietly() {
    let mut tree = "id,sponsor,cv\nA,,\n".to_owned();
    for member in 0..50_000 {
        tree += &format!("M{member},A,10\n");
    }
    let desk = Desk::new(
        "title = \"Levels\"\nrounding = \"half-up\"\nrounded-per = \"line\"\n[[rules]]\nrule = \"unilevel\"\nunpaid = \"company\"\nrates = [\"10%\"]\ncompression = \"none\"\n",
        &tree,
    );
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("downline"))
        .current_dir(desk.path(""))
        .args(["plan", "pay", "--plan", "plan.toml", "--tree", "tree.csv"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 5];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text(output.stderr), "");
}
