//! Worked cases from published plans and the rules behind them: one readable TOML file each in `tests/plans`.

use std::path::PathBuf;

use crate::case_file::{check_file, check_text};

fn files() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/plans");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn every_worked_case_is_paid_to_the_cent() {
    let files = files();
    let mut failures = Vec::new();
    let mut cases = 0;
    for file in &files {
        let checked = std::panic::catch_unwind(|| check_file(file));
        cases += checked.as_ref().copied().unwrap_or(0);
        if let Err(panic) = checked {
            let text = panic.downcast_ref::<String>().cloned().or(panic.downcast_ref::<&str>().map(|s| (*s).into()));
            failures.push(format!("{}: {}", file.display(), text.unwrap_or_default()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(cases > 80, "only {cases} cases in {} files", files.len());
}

/// A source that can be looked up says of when it is, or that nobody knows.
#[test]
fn every_source_is_dated() {
    for file in files() {
        let text = std::fs::read_to_string(&file).unwrap();
        let case: toml::Table = text.parse().unwrap();
        let [kind, source] = ["kind", "source"].map(|key| case[key].as_str().unwrap());
        let address = [".com", ".org", ".net", ".io", ".za", ".bz", ".gov", ".finance"];
        if kind == "derived" && !address.iter().any(|ending| source.contains(ending)) {
            continue;
        }
        let words = source.split(|letter: char| !letter.is_ascii_digit());
        let year = words.into_iter().any(|word| word.len() == 4 && (word.starts_with("19") || word.starts_with("20")));
        let year = year || source.contains("2010s");
        assert!(year || source.contains("undated"), "{}: {source}", file.display());
    }
}

/// Negative control: a case that expects a cent more, a line less or a wrong cause is caught.
#[test]
fn a_wrong_worked_case_is_caught() {
    let wrong = |name: &str, right: &str, wrong: &str| {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/plans").join(name);
        let text = std::fs::read_to_string(path).unwrap();
        assert!(text.contains(right), "{name} does not hold {right}");
        let text = text.replacen(right, wrong, 1);
        assert!(std::panic::catch_unwind(|| check_text(&text, name)).is_err(), "{name} passed with {wrong}");
    };
    wrong("uni-1.toml", "B = \"4.00\"", "B = \"4.01\"");
    wrong("uni-1.toml", "B = \"4.00\"", "D = \"4.00\"");
    wrong("uni-1.toml", "no-upline-left", "not-active");
    wrong("uni-4.toml", "level = 2", "level = 1");
    wrong("bin-1.toml", "carry = { You = [0, 300] }", "carry = { You = [300, 0] }");
    wrong("flat-2-cycle.toml", "row 6", "row 5");
    wrong("ret-2.toml", "together = { You = \"3168.00\" }", "together = { You = \"3166.00\" }");
    wrong("rnk-1.toml", "ranked = { You = \"Ranked\" }", "ranked = { You = \"Member\" }");
    // A printed error that is paid after all.
    wrong("dif-5.toml", "wrong = { You = \"212.00\" }", "wrong = { You = \"211.50\" }");
}
