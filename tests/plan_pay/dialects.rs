//! The tables of a payroll in the forms that spreadsheets read, and texts in them that spreadsheets would run.

use serde_json::Value;

use crate::desk::{Desk, read};

const PLAN: &str = "title = \"L\"\nrounding = \"half-up\"\nrounded-per = \"line\"\nranks = [\"=1+1\", \"@B\"]\n[[rules]]\nrule = \"unilevel\"\nunpaid = \"company\"\nrates = [\"10%\"]\ncompression = \"none\"\n";

/// `B` and the ids that begin with `=`, with a mark that turns the direction of writing among them.
fn desk() -> Desk {
    Desk::new(PLAN, "id,sponsor,joined,rank\n=A,,1,=1+1\n'=A,=A,2,@B\nB\u{202e}C,=A,2,=1+1\n")
        .with_orders("id,member,month,pv,cv\n1,'=A,2,100,99.50\n2,B\u{202e}C,2,100,100\n")
}

#[test]
fn no_text_of_a_file_reaches_a_table_as_a_formula() {
    let desk = desk();
    desk.pay(&["-q", "--out", "out"]);
    let totals = read(&desk.path("out/totals.csv"));
    assert!(totals.contains("\n2,'=A,'=1+1,active,"), "{totals}");
    for name in ["lines.csv", "totals.csv", "breakage.csv"] {
        let text = read(&desk.path("out").join(name));
        for cell in text.lines().flat_map(|line| line.split(',')) {
            assert!(!cell.starts_with(['=', '+', '@']), "{name}: {cell}");
            assert!(!cell.contains('\u{202e}'), "{name}: {cell}");
        }
    }
}

#[test]
fn two_members_never_have_one_id_in_a_table() {
    let lines = desk().lines(&["-q"]);
    let sources: Vec<&str> = lines.iter().map(|line| line[3].as_str()).collect();
    assert_eq!(sources, ["''=A", "B\\u{202e}C"]);
    assert_eq!(lines[0][2], "'=A");
}

#[test]
fn lines_come_in_the_form_that_is_asked_for() {
    let desk = desk();
    let lines = |dialect: &str| String::from_utf8(desk.pay(&["-q", "--csv", dialect]).stdout).unwrap();
    let standard = lines("standard");
    assert_eq!(standard, String::from_utf8(desk.pay(&["-q"]).stdout).unwrap());
    assert!(standard.contains(",1,99.50,0.1,9.95,paid\n"), "{standard}");
    assert_eq!(lines("excel"), format!("\u{feff}{}", standard.replace('\n', "\r\n")));
    assert_eq!(lines("tsv"), standard.replace(',', "\t"));
    let european = standard.replace(',', ";").replace('.', ",").replace('\n', "\r\n");
    assert_eq!(lines("excel-eu"), format!("\u{feff}{european}"));
}

#[test]
fn the_manifest_names_the_form_and_its_files() {
    let desk = desk();
    desk.pay(&["-q", "--csv", "tsv", "--out", "out"]);
    let manifest: Value = serde_json::from_str(&read(&desk.path("out/manifest.json"))).unwrap();
    let again = manifest["again"].as_str().unwrap();
    assert!(again.ends_with(" --csv tsv --out results"), "{again}");
    let names: Vec<&str> =
        manifest["files"].as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["lines.tsv", "totals.tsv", "breakage.tsv", "summary.json"]);
    assert!(names.iter().all(|name| desk.path("out").join(name).exists()));
}

#[test]
fn a_form_of_tables_says_nothing_of_json() {
    assert!(desk().refusal(&["--json", "--csv", "excel"]).contains("cannot be used with"));
}
