//! [`Explanation`]: every value that was read with its unit and where it came from.

use std::fmt;

use crate::words::layout::{broken_beside, columns_of};
use crate::words::{Width, printable};

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// A preset of this name.
    Preset(String),
    /// A file (or standard input), with the line.
    File {
        /// What the file is known by.
        label: String,
        /// The line, from 1.
        line: usize,
    },
    /// A `--set` option.
    Set,
    /// A plan that comes with the crate, of this name.
    BuiltInPlan(String),
    /// Not given: the default.
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Preset(name) => write!(out, "preset {name}"),
            Self::File { label, line } => write!(out, "{} line {line}", tail(label, LONGEST_LABEL)),
            Self::Set => out.write_str("--set"),
            Self::BuiltInPlan(name) => write!(out, "plan {name}"),
            Self::Default => out.write_str("default"),
        }
    }
}

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The dotted key, such as `sponsoring.mean`.
    pub key: String,
    /// The value in words.
    pub value: String,
    /// The unit, or empty.
    pub unit: &'static str,
    /// Where the value came from.
    pub origin: Origin,
    /// What it comes to, each in a line, such as how many of 100 joiners are left after a year.
    pub notes: Vec<String>,
}

/// Every value of what was read, in the order of the keys.
///
/// Its `Display` is [`Explanation::text`] in 80 columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    pub(crate) rows: Vec<Row>,
}

/// The longest file label shown, in characters.
const LONGEST_LABEL: usize = 20;

impl Explanation {
    /// The rows, one for each key.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// One row a value: key and value with unit on the left, origin on the right; long values go on below, indented.
    /// What a value comes to stands below it, behind an equals sign.
    #[must_use]
    pub fn text(&self, width: Width) -> String {
        let columns = width.columns();
        let mut lines = Vec::new();
        for row in &self.rows {
            let origin = row.origin.to_string();
            let gap = if row.unit.is_empty() { "" } else { " " };
            let left = printable(&format!("{} = {}{gap}{}", row.key, row.value, row.unit));
            let beside = columns.saturating_sub(columns_of(&origin) + 2);
            let mut of_row = broken_beside(&left, beside, columns, "    ").into_iter();
            let first = of_row.next().unwrap_or_default();
            let gap = columns.saturating_sub(columns_of(&first) + columns_of(&origin));
            lines.push(format!("{first}{}{origin}", " ".repeat(gap)));
            lines.extend(of_row);
            lines.extend(
                row.notes.iter().flat_map(|note| broken_beside(&format!("  = {note}"), columns, columns, "    ")),
            );
        }
        lines.into_iter().map(|line| line + "\n").collect()
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text(Width::USUAL))
    }
}

/// The end of a text that is too long.
fn tail(text: &str, most: usize) -> String {
    let letters: Vec<char> = printable(text).chars().collect();
    if letters.len() <= most {
        return letters.into_iter().collect();
    }
    format!("...{}", letters[letters.len() + 3 - most..].iter().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_go_on_below_and_no_line_passes_eighty_columns() {
        let row = |value: &str, origin| Row {
            key: "title".into(),
            value: value.into(),
            unit: "words",
            origin,
            notes: Vec::new(),
        };
        let label = "/a/very/long/folder/name/of/somebody/first-year.toml".to_owned();
        let rows = vec![
            row("short", Origin::Default),
            row(&"many words ".repeat(20), Origin::File { label, line: 12 }),
            row(&"x".repeat(300), Origin::Set),
        ];
        let text = Explanation { rows }.to_string();
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        assert!(text.starts_with("title = short words"));
        assert!(text.contains("...y/first-year.toml line 12"), "{text}");
    }
}
