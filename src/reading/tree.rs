//! A text as a tree of values that know where they were written.
//!
//! Size and nesting are checked before anything is parsed, so that no file can exhaust the stack or the memory.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::Problem;
use super::source::{Place, Source, SourceKind};

/// The longest text of a scenario or a plan: 1 MiB.
pub const LONGEST_TEXT: usize = 1 << 20;
/// The deepest nesting of brackets; a scenario or plan needs 4.
const DEEPEST_NESTING: usize = 32;

/// A value with its place.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) value: Value,
    pub(crate) place: Place,
}

/// A TOML value. Numbers keep their decimal text, so that money and rates are read exactly.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Text(String),
    Number { text: String, whole: bool },
    Boolean(bool),
    Datetime,
    Array(Vec<Node>),
    Table(Table),
}

impl Value {
    /// The value's type in the words of a message.
    pub(crate) const fn type_name(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::Number { whole: true, .. } => "a whole number",
            Self::Number { .. } => "a number with decimals",
            Self::Boolean(_) => "true or false",
            Self::Datetime => "a date or time",
            Self::Array(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

/// A table: keys with their places and values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub(crate) entries: BTreeMap<String, Entry>,
}

/// One key of a table.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) key: Place,
    pub(crate) node: Node,
}

/// Reads a whole text, which is source number `index`.
pub(crate) fn parse_document(source: &Source, index: usize) -> Result<Table, Problem> {
    check_limits(source)?;
    match DeTable::parse(&source.text) {
        Ok(table) => Ok(table_from(table.into_inner(), index)),
        Err(error) => Err(syntax_problem(source, index, &error, 0..0)),
    }
}

/// Reads one value that stands at `span` of source number `index`.
pub(crate) fn parse_value(source: &Source, index: usize, span: &Range<usize>) -> Result<Node, Problem> {
    check_limits(source)?;
    let text = source.text.get(span.clone()).unwrap_or("");
    match DeValue::parse(text) {
        Ok(value) => {
            let mut node = node_from(value, index);
            shift(&mut node, span.start);
            Ok(node)
        }
        Err(error) => Err(syntax_problem(source, index, &error, span.clone())),
    }
}

/// Moves all places of a value that was parsed out of the middle of its source.
fn shift(node: &mut Node, by: usize) {
    let moved = |place: &mut Place| place.span = place.span.start + by..place.span.end + by;
    moved(&mut node.place);
    match &mut node.value {
        Value::Array(items) => items.iter_mut().for_each(|item| shift(item, by)),
        Value::Table(table) => {
            for entry in table.entries.values_mut() {
                moved(&mut entry.key);
                shift(&mut entry.node, by);
            }
        }
        _ => {}
    }
}

fn syntax_problem(source: &Source, index: usize, error: &toml::de::Error, within: Range<usize>) -> Problem {
    let span = error.span().map_or(within.clone(), |span| span.start + within.start..span.end + within.start);
    let place = Place { source: index, span: span.clone() };
    if error.message().contains("recurs") {
        return too_deep(source, Some(&place));
    }
    let line = source.excerpt(&span).text;
    let help = if error.message().contains("duplicate key") {
        Some("each key may stand once: remove or rename one of the two".to_owned())
    } else if line.contains('%') && !line.contains("%\"") {
        Some("write a percentage in quotes, such as \"6%\", or as a fraction, such as 0.06".to_owned())
    } else {
        Some("this is not TOML; each line is `key = value`, and texts stand in quotes".to_owned())
    };
    Problem::new(source, Some(&place), None, error.message().replace('\n', ", ")).with_help(help)
}

fn too_deep(source: &Source, place: Option<&Place>) -> Problem {
    let message = format!("nested more than {DEEPEST_NESTING} deep");
    let help = format!("a {} needs 4 levels at most", source.kind.noun());
    Problem::new(source, place, None, message).with_help(Some(help))
}

fn check_limits(source: &Source) -> Result<(), Problem> {
    if source.text.len() > LONGEST_TEXT {
        return Err(too_long(source.kind, &source.label));
    }
    match nesting_beyond(&source.text, DEEPEST_NESTING) {
        Some(byte) => Err(too_deep(source, Some(&Place { source: 0, span: byte..byte + 1 }))),
        None => Ok(()),
    }
}

/// The problem of a text that is too long.
pub(crate) fn too_long(kind: SourceKind, label: &str) -> Problem {
    let message = format!("longer than 1 MiB ({LONGEST_TEXT} bytes), so it was not read");
    let help = format!("a {} file is a page of text; is this the right file?", kind.noun());
    Problem::without_text(label, message).with_help(Some(help))
}

/// Where brackets first nest deeper than `limit`, outside texts and comments.
///
/// In a text that is not TOML this may see brackets where there are none or the other way round; the parser's own
/// limit stands behind it.
fn nesting_beyond(text: &str, limit: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0usize;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'#' => at = end_of_line(bytes, at),
            b'"' | b'\'' => {
                at = end_of_text(bytes, at);
                continue;
            }
            b'[' | b'{' => {
                depth += 1;
                if depth > limit {
                    return Some(at);
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    None
}

fn end_of_line(bytes: &[u8], from: usize) -> usize {
    bytes[from..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |newline| from + newline)
}

/// The first byte after the text that opens at `from`; the end of the line for one that is not closed.
fn end_of_text(bytes: &[u8], from: usize) -> usize {
    let mark = bytes[from];
    let long = bytes[from..].starts_with(&[mark; 3]);
    let mut at = from + if long { 3 } else { 1 };
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if mark == b'"' => at += 1,
            b'\n' if !long => return at,
            byte if byte == mark && !long => return at + 1,
            byte if byte == mark && bytes[at..].starts_with(&[mark; 3]) => return at + 3,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

fn table_from(table: DeTable<'_>, source: usize) -> Table {
    let entries = table
        .into_iter()
        .map(|(key, value)| {
            let place = Place { source, span: key.span() };
            (key.into_inner().into_owned(), Entry { key: place, node: node_from(value, source) })
        })
        .collect();
    Table { entries }
}

fn node_from(value: Spanned<DeValue<'_>>, source: usize) -> Node {
    let place = Place { source, span: value.span() };
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(integer) => {
            let whole = i128::from_str_radix(integer.as_str(), integer.radix());
            // Beyond 128 bits only the size matters: every limit refuses it.
            let text = whole.map_or_else(|_| "1e40".to_owned(), |whole| whole.to_string());
            Value::Number { text, whole: true }
        }
        DeValue::Float(float) => Value::Number { text: float.as_str().to_owned(), whole: false },
        DeValue::Boolean(truth) => Value::Boolean(truth),
        DeValue::Datetime(_) => Value::Datetime,
        DeValue::Array(items) => Value::Array(items.into_iter().map(|item| node_from(item, source)).collect()),
        DeValue::Table(table) => Value::Table(table_from(table, source)),
    };
    Node { value, place }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_in_texts_and_comments_do_not_nest() {
        let text = "# [[[[\na = \"[[[\\\"[[\" # {{{\nb = '[[['\nc = '''[[\n[['[''' \nd = [[1]]";
        assert_eq!(nesting_beyond(text, 2), None);
        assert_eq!(nesting_beyond(text, 1), text.rfind('['));
    }

    #[test]
    fn texts_that_never_close_end_the_scan() {
        for text in ["\"", "'", "\"\"\"", "'''", "\"\\", "\"\"\"\\", "a = \"x\n[[["] {
            let _ = nesting_beyond(text, 2);
        }
    }
}
