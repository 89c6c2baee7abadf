//! [`Explanation`]: every value that was read with its unit and where it came from.

use std::fmt;

use super::wrap::wrap;

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
/// Its `Display` is a text for an 80-column terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    pub(crate) rows: Vec<Row>,
}

/// The width of the text.
const WIDTH: usize = 80;
/// The longest file label shown, in characters.
const LONGEST_LABEL: usize = 20;

impl Explanation {
    /// The rows, one for each key.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
}

impl fmt::Display for Explanation {
    /// One row a value: key and value with unit on the left, origin on the right; long values go on below, indented.
    /// What a value comes to stands below it, behind an equals sign.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for row in &self.rows {
            let origin = row.origin.to_string();
            let gap = if row.unit.is_empty() { "" } else { " " };
            let left = format!("{} = {}{gap}{}", row.key, row.value, row.unit);
            let mut lines = wrap(&left, WIDTH.saturating_sub(origin.chars().count() + 2), WIDTH, "    ").into_iter();
            let first = lines.next().unwrap_or_default();
            let room = WIDTH.saturating_sub(first.chars().count());
            writeln!(out, "{first}{origin:>room$}")?;
            for line in lines {
                writeln!(out, "{line}")?;
            }
            for line in row.notes.iter().flat_map(|note| wrap(&format!("  = {note}"), WIDTH, WIDTH, "    ")) {
                writeln!(out, "{line}")?;
            }
        }
        Ok(())
    }
}

/// The end of a text that is too long.
fn tail(text: &str, most: usize) -> String {
    let letters: Vec<char> = text.chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect();
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
