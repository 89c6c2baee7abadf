//! The files that a payroll is made of, as its manifest names them, and the command that makes the same bytes again.

use std::path::Path;

use downline::report::manifest::{FileRecord, InputRecord, InputSource};

use crate::cli::csv::CsvDialect;
use crate::cli::source::shell_line;

/// A file or a built-in plan, in the order of the command line.
struct Input {
    role: &'static str,
    /// What the command line calls it when all files stand in one folder.
    word: String,
    source: InputSource,
}

/// What a payroll is made of.
#[derive(Default)]
pub(super) struct Inputs(Vec<Input>);

impl Inputs {
    /// Adds the plan: the bytes of a file, or none for a built-in plan of this name.
    pub(super) fn plan(&mut self, word: &str, bytes: Option<&[u8]>) {
        let Some(bytes) = bytes else {
            let source = InputSource::BuiltIn(word.to_owned());
            return self.0.push(Input { role: "plan", word: word.to_owned(), source });
        };
        self.file("plan", word, bytes);
        let Some(plan) = self.0.last_mut() else { return };
        let is_toml = Path::new(&plan.word).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
        if !is_toml && !plan.word.starts_with("./") && word != "-" {
            // Else it could be the name of a built-in plan.
            plan.word.insert_str(0, "./");
        }
    }

    /// Adds a file; `-` is standard input.
    pub(super) fn file(&mut self, role: &'static str, path: &str, bytes: &[u8]) {
        let name = Path::new(path).file_name().map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into());
        let is_named_so = |other: &Input| other.word != "-" && other.word.trim_start_matches("./") == name;
        let is_taken = self.0.iter().any(is_named_so);
        let word = match path {
            "-" => name.clone(),
            // Two files of one name cannot stand in one folder.
            _ if is_taken => format!("{role}/{name}"),
            _ if name.starts_with('-') => format!("./{name}"),
            _ => name.clone(),
        };
        self.0.push(Input { role, word, source: InputSource::File(FileRecord::of(&name, bytes)) });
    }

    /// The records of the manifest.
    pub(super) fn records(&self) -> Vec<InputRecord> {
        self.0.iter().map(|input| InputRecord { role: input.role, source: input.source.clone() }).collect()
    }

    /// The command that makes the same files again where the inputs stand in one folder, into a new folder `results`.
    pub(super) fn command(&self, month: Option<&str>, unpaid: bool, csv: CsvDialect) -> String {
        let mut words = vec!["downline".to_owned(), "plan".to_owned(), "pay".to_owned()];
        for input in &self.0 {
            words.extend([format!("--{}", input.role), input.word.clone()]);
        }
        if let Some(month) = month {
            words.extend(["--month".to_owned(), month.to_owned()]);
        }
        if unpaid {
            words.push("--unpaid".to_owned());
        }
        words.extend(csv.words().map(str::to_owned));
        words.extend(["--out".to_owned(), "results".to_owned()]);
        shell_line(words.iter().map(String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(plan: (&str, Option<&[u8]>), tree: &str, orders: Option<&str>) -> String {
        let mut inputs = Inputs::default();
        inputs.plan(plan.0, plan.1);
        inputs.file("tree", tree, b"");
        if let Some(orders) = orders {
            inputs.file("orders", orders, b"");
        }
        inputs.command(None, false, CsvDialect::Standard).replace(" --out results", "")
    }

    #[test]
    fn files_are_named_without_their_folders_and_quoted_where_needed() {
        assert_eq!(
            command(("/plans/our plan.toml", Some(b"")), "../tree.csv", Some("in/it's.csv")),
            "downline plan pay --plan 'our plan.toml' --tree tree.csv --orders 'it'\\''s.csv'"
        );
        assert_eq!(command(("flat", None), "tree.csv", None), "downline plan pay --plan flat --tree tree.csv");
    }

    #[test]
    fn a_file_is_not_taken_for_something_else() {
        assert_eq!(command(("old/flat", Some(b"")), "x/-t", None), "downline plan pay --plan ./flat --tree ./-t");
        assert_eq!(command(("-", Some(b"")), "x/-", None), "downline plan pay --plan - --tree ./-");
        let march = command(("p.toml", Some(b"")), "tree/march.csv", Some("orders/march.csv"));
        assert_eq!(march, "downline plan pay --plan p.toml --tree march.csv --orders orders/march.csv");
    }
}
