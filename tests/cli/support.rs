//! Starting the program and reading its answers.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

pub(crate) const PRESETS: [&str; 7] = ["ideal", "typical", "tenacious", "builder", "momentum", "harsh", "sticky"];

/// What a run of the program came to.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl From<Output> for Answer {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
        Self { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

impl Answer {
    /// Nothing on stdout, this exit code, and all of these words on stderr.
    pub(crate) fn fails(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, Some(code), "{self:?}");
        assert_eq!(self.stdout, "", "an error is no answer");
        let flat = flat(&self.stderr);
        for word in words {
            assert!(flat.contains(word), "{word:?} is not in {flat}");
        }
    }
}

/// The text with every gap a single blank, however it was wrapped.
pub(crate) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_downline"));
    // The terminal of whoever runs the tests is none of the program's.
    command.stdin(Stdio::null()).env_remove("COLUMNS");
    command
}

pub(crate) fn downline(arguments: &[&str]) -> Answer {
    program().args(arguments).output().expect("the program starts").into()
}

/// The answer of a command that must succeed, with nothing on stderr.
pub(crate) fn answer(arguments: &[&str]) -> String {
    let answer = downline(arguments);
    // On a busy machine a run may say that it will take long.
    let said = answer.stderr.lines().find(|line| !line.starts_with("this run "));
    assert_eq!((answer.code, said), (Some(0), None), "{arguments:?}");
    answer.stdout
}

pub(crate) fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&answer(arguments)).expect("one JSON object")
}

/// Runs the program with a text on its standard input.
pub(crate) fn with_input(arguments: &[&str], input: &[u8]) -> Answer {
    let mut child = program()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // It may have read enough and gone.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    child.wait_with_output().expect("the program ends").into()
}

/// Runs into a folder that must be accepted.
pub(crate) fn run_into(folder: &Path, arguments: &[&str]) {
    let mut all = arguments.to_vec();
    let out = folder.to_str().expect("a path of ASCII");
    all.extend(["--out", out]);
    let answer = downline(&all);
    assert_eq!(answer.code, Some(0), "{answer:?}");
    assert!(answer.stderr.lines().any(|line| line.starts_with("wrote ")), "{answer:?}");
}

pub(crate) fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A CSV file as its header and rows of cells.
pub(crate) struct Csv {
    pub(crate) header: String,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Csv {
    pub(crate) fn read(folder: &Path, name: &str) -> Self {
        let text = read(folder, name);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let mut records = reader.records().map(|record| record.expect("rows of equal length"));
        let header = records.next().expect("a header").iter().collect::<Vec<_>>().join(", ");
        let rows = records.map(|record| record.iter().map(str::to_owned).collect()).collect();
        Self { header, rows }
    }

    pub(crate) fn column(&self, name: &str) -> usize {
        self.header.split(", ").position(|column| column == name).unwrap_or_else(|| panic!("no column {name}"))
    }

    /// The cells of a column.
    pub(crate) fn cells(&self, name: &str) -> Vec<&str> {
        let column = self.column(name);
        self.rows.iter().map(|row| row[column].as_str()).collect()
    }
}

/// Names of the files in a folder, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name")).collect();
    names.sort();
    names
}

/// Every line fits into 80 columns and is plain ASCII, as a terminal may be.
pub(crate) fn fits_the_terminal(text: &str) {
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{} columns: {line}\nin\n{text}", line.chars().count());
        assert!(line.is_ascii(), "{line}");
        assert_eq!(line, line.trim_end(), "blanks at the end");
    }
}
