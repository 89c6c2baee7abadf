//! The cells of one line of delimited text.

use std::borrow::Cow;

/// Why the quotes of a line cannot be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum QuoteFault {
    /// A quoted cell without an end.
    Open,
    /// Text between a closing quote and the next delimiter.
    TextAfter,
}

impl QuoteFault {
    /// What is said of the row.
    pub(super) const fn message(self) -> &'static str {
        match self {
            Self::Open => "has a quote that is not closed in its row",
            Self::TextAfter => "has a quoted cell with more text after its closing quote",
        }
    }
}

/// Splits a line into cells without the blanks around them; a cell in quotes may hold delimiters, and quotes doubled.
///
/// All cells are there even when the quotes are wrong, as well as they can be told.
pub(super) fn split<'a>(line: &'a [u8], delimiter: u8, cells: &mut Vec<Cow<'a, [u8]>>) -> Result<(), QuoteFault> {
    cells.clear();
    let mut fault = Ok(());
    let mut rest = Some(line);
    while let Some(text) = rest {
        let start = text.iter().position(|&byte| byte != b' ').unwrap_or(0);
        let (cell, after) = if text.get(start) == Some(&b'"') {
            let (cell, after) = quoted_cell(&text[start + 1..]);
            let after = after.unwrap_or_else(|| {
                fault = Err(QuoteFault::Open);
                &[]
            });
            (cell, after)
        } else {
            (Cow::Borrowed(&[][..]), text)
        };
        let end = after.iter().position(|&byte| byte == delimiter);
        let plain = trimmed(end.map_or(after, |end| &after[..end]));
        if text.get(start) == Some(&b'"') {
            if !plain.is_empty() {
                fault = fault.and(Err(QuoteFault::TextAfter));
            }
            cells.push(cell);
        } else {
            cells.push(Cow::Borrowed(plain));
        }
        rest = end.map(|end| &after[end + 1..]);
    }
    fault
}

/// A cell after its opening quote, and what follows its closing one, if it is closed.
fn quoted_cell(text: &[u8]) -> (Cow<'_, [u8]>, Option<&[u8]>) {
    let mut copied: Option<Vec<u8>> = None;
    let mut rest = text;
    loop {
        let Some(quote) = rest.iter().position(|&byte| byte == b'"') else {
            let cell = copied.map_or(Cow::Borrowed(trimmed(text)), |mut cell| {
                cell.extend_from_slice(rest);
                Cow::Owned(trimmed(&cell).to_vec())
            });
            return (cell, None);
        };
        let after = &rest[quote + 1..];
        if after.first() == Some(&b'"') {
            copied.get_or_insert_default().extend_from_slice(&rest[..=quote]);
            rest = &after[1..];
            continue;
        }
        let cell = match copied {
            None => Cow::Borrowed(trimmed(&rest[..quote])),
            Some(mut cell) => {
                cell.extend_from_slice(&rest[..quote]);
                Cow::Owned(trimmed(&cell).to_vec())
            }
        };
        return (cell, Some(after));
    }
}

/// The text without blanks around it: spaces, tabs, line ends and no-break spaces.
pub(super) fn trimmed(text: &[u8]) -> &[u8] {
    const NO_BREAK: &[u8] = "\u{a0}".as_bytes();
    let mut text = text.trim_ascii();
    loop {
        let inner = text.strip_prefix(NO_BREAK).unwrap_or(text);
        let inner = inner.strip_suffix(NO_BREAK).unwrap_or(inner).trim_ascii();
        if inner.len() == text.len() {
            return text;
        }
        text = inner;
    }
}

/// Writes a cell so that [`split`] reads it again.
pub(super) fn write_cell(out: &mut impl std::io::Write, cell: &[u8]) -> std::io::Result<()> {
    if !cell.iter().any(|byte| matches!(byte, b',' | b';' | b'\t' | b'|' | b'"')) {
        return out.write_all(cell);
    }
    out.write_all(b"\"")?;
    for part in cell.split_inclusive(|&byte| byte == b'"') {
        out.write_all(part)?;
        if part.ends_with(b"\"") {
            out.write_all(b"\"")?;
        }
    }
    out.write_all(b"\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(line: &str) -> (Vec<String>, Result<(), QuoteFault>) {
        let mut cells = Vec::new();
        let fault = split(line.as_bytes(), b',', &mut cells);
        (cells.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect(), fault)
    }

    #[test]
    fn cells_are_what_stands_between_delimiters() {
        for (line, expected) in [
            ("", vec![""]),
            (",", vec!["", ""]),
            (" a ,b\u{a0} ", vec!["a", "b"]),
            (r#""a,b", "c" ,"#, vec!["a,b", "c", ""]),
            (r#""say ""hi""","""",x"#, vec![r#"say "hi""#, "\"", "x"]),
            (r#"5" pipe,x"#, vec![r#"5" pipe"#, "x"]),
            (r#""" "#, vec![""]),
        ] {
            let (found, fault) = cells(line);
            assert_eq!((found, fault), (expected.into_iter().map(String::from).collect(), Ok(())), "{line}");
        }
    }

    #[test]
    fn wrong_quotes_are_told_apart() {
        assert_eq!(cells(r#"a,"b,c"#), (vec!["a".into(), "b,c".into()], Err(QuoteFault::Open)));
        assert_eq!(cells(r#""a"b,c"#), (vec!["a".into(), "c".into()], Err(QuoteFault::TextAfter)));
    }

    #[test]
    fn a_written_cell_is_read_again() {
        for cell in ["", "a", "a,b", "\"", "\"\"", "a\"b", ";", "a b", "\"a\",\"b\""] {
            let mut line = Vec::new();
            write_cell(&mut line, cell.as_bytes()).unwrap();
            line.extend_from_slice(b",x");
            assert_eq!(cells(std::str::from_utf8(&line).unwrap()), (vec![cell.into(), "x".into()], Ok(())));
        }
    }
}
