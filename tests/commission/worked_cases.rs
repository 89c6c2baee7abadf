//! Worked cases from published plans and the rules behind them: one readable TOML file each in `tests/plans`.

use std::path::PathBuf;

use crate::case_file::check_file;

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
    for file in &files {
        if let Err(panic) = std::panic::catch_unwind(|| check_file(file)) {
            let text = panic.downcast_ref::<String>().cloned().or(panic.downcast_ref::<&str>().map(|s| (*s).into()));
            failures.push(format!("{}: {}", file.display(), text.unwrap_or_default()));
        }
    }
    assert!(!files.is_empty());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
