//! `--csv`: the same tables in the forms that different programs read.

use std::path::Path;

use serde_json::Value;
use tempfile::tempdir;

use crate::support::{downline, names, read, run_into};

/// The tables of a folder by name without the ending.
fn tables(folder: &Path, ending: &str) -> Vec<(String, String)> {
    let files = names(folder).into_iter().filter_map(|name| {
        let table = name.strip_suffix(ending).map(str::to_owned);
        table.map(|table| (table, read(folder, &name)))
    });
    files.collect()
}

/// The cells of a table.
fn cells(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Runs a command in all forms, and holds them to the standard one.
fn says_the_same_in_every_form(arguments: &[&str], count: usize) {
    let folder = tempdir().unwrap();
    let out = |dialect: &str| {
        let path = folder.path().join(dialect);
        run_into(&path, &[arguments, &["--csv", dialect]].concat());
        path
    };
    let standard = tables(&out("standard"), ".csv");
    assert_eq!(standard.len(), count);
    let [excel, european] = ["excel", "excel-eu"].map(|dialect| tables(&out(dialect), ".csv"));
    let tabs_folder = out("tsv");
    assert_eq!(tables(&tabs_folder, ".csv"), []);
    let tabs = tables(&tabs_folder, ".tsv");
    for (((table, excel), european), tabs) in standard.iter().zip(&excel).zip(&european).zip(&tabs) {
        let (name, text) = table;
        assert_eq!([&excel.0, &european.0, &tabs.0], [name; 3]);
        assert_eq!(excel.1, format!("\u{feff}{}", text.replace('\n', "\r\n")), "{name}");
        let asked = cells(text, b',');
        assert_eq!(cells(&tabs.1, b'\t'), asked, "{name}");
        assert!(european.1.starts_with('\u{feff}') && european.1.ends_with("\r\n"), "{name}");
        let with_commas =
            |cell: &String| if cell.parse::<f64>().is_ok() { cell.replace('.', ",") } else { cell.clone() };
        let expected: Vec<Vec<String>> = asked.iter().map(|row| row.iter().map(with_commas).collect()).collect();
        assert_eq!(cells(european.1.trim_start_matches('\u{feff}'), b';'), expected, "{name}");
    }
}

#[test]
fn a_run_says_the_same_in_every_form() {
    says_the_same_in_every_form(&["run", "typical", "--trials", "1000", "-q"], 7);
}

#[test]
fn a_comparison_says_the_same_in_every_form() {
    says_the_same_in_every_form(&["compare", "typical", "harsh", "--trials", "1000", "--json"], 1);
}

#[test]
fn an_audit_says_the_same_in_every_form() {
    let small = ["--set", "organisation.members=500", "--search", "3"];
    says_the_same_in_every_form(&[&["plan", "audit", "hybrid", "-q"][..], &small].concat(), 3);
}

#[test]
fn the_manifest_lists_the_files_as_they_are_written() {
    let folder = tempdir().unwrap();
    run_into(folder.path(), &["run", "typical", "--trials", "1000", "-q", "--csv", "tsv"]);
    let manifest: Value = serde_json::from_str(&read(folder.path(), "manifest.json")).unwrap();
    let listed = manifest["files"].as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap().to_owned());
    let mut listed: Vec<String> = listed.chain(["manifest.json".to_owned()]).collect();
    listed.sort();
    assert_eq!(listed, names(folder.path()));
    assert!(listed.contains(&"months.tsv".to_owned()));
}

#[test]
fn a_form_needs_a_folder_and_has_a_known_name() {
    downline(&["run", "typical", "--csv", "excel"]).fails(2, &["--out"]);
    downline(&["compare", "typical", "harsh", "--csv", "excel"]).fails(2, &["--out"]);
    downline(&["plan", "audit", "hybrid", "--csv", "excel"]).fails(2, &["--out"]);
    downline(&["run", "typical", "--csv", "exel", "--out", "x"]).fails(2, &["exel", "standard, excel, excel-eu, tsv"]);
}
