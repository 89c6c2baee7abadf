//! Where a value was written: a source text with a label, and a place in it.

use std::ops::Range;
use std::sync::Arc;

use super::problem::Problem;
use super::tree::{LONGEST_TEXT, too_long};

/// What kind of text a value came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SourceKind {
    /// A preset inside the crate.
    Preset,
    /// A file, standard input, or a text given by a program.
    File,
    /// One `--set key=value`.
    Set,
    /// A plan inside the crate.
    BuiltInPlan,
    /// A plan file, or the text of one given by a program.
    PlanFile,
}

impl SourceKind {
    /// What stands in the text.
    pub(crate) const fn noun(self) -> &'static str {
        match self {
            Self::Preset | Self::File | Self::Set => "scenario",
            Self::BuiltInPlan | Self::PlanFile => "plan",
        }
    }
}

/// A text in which values are written.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) kind: SourceKind,
    /// What the user knows it by: a path, a preset's name, `--set`.
    pub(crate) label: String,
    pub(crate) text: Arc<str>,
}

/// A stretch of one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The source's number in the draft.
    pub(crate) source: usize,
    /// The bytes.
    pub(crate) span: Range<usize>,
}

/// The longest written value repeated in a message, in characters.
const LONGEST_QUOTE: usize = 40;
/// The longest key that is quoted whole: longer than all that are known.
const LONGEST_KEY: usize = 64;
/// The width of a source line shown under a message, with the line's number and a bar before it.
const WIDTH: usize = 80;
/// What stands for the rest of a line, before and behind.
const CUT: [&str; 2] = ["... ", " ..."];

/// One line of a source with the stretch to underline, made safe to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// The line's number, from 1.
    pub(crate) line: usize,
    /// The column of the first marked character, from 1.
    pub(crate) column: usize,
    /// The line, shortened around the marked stretch.
    pub(crate) text: String,
    /// How many characters of `text` stand before the mark.
    pub(crate) before: usize,
    /// How many characters are marked, at least 1.
    pub(crate) marked: usize,
}

impl Source {
    /// A text from outside; a byte order mark at its start does not count.
    pub(crate) fn new(kind: SourceKind, label: &str, text: &str) -> Self {
        Self { kind, label: one_line(label), text: text.strip_prefix('\u{feff}').unwrap_or(text).into() }
    }

    /// A text from bytes that may be too many or not UTF-8.
    pub(crate) fn from_bytes(kind: SourceKind, label: &str, bytes: &[u8]) -> Result<Self, Problem> {
        if bytes.len() > LONGEST_TEXT {
            return Err(too_long(kind, &one_line(label)));
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(kind, label, text)),
            Err(error) => {
                let line = line_of(bytes, error.valid_up_to());
                let byte = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
                let message = format!("not UTF-8 text: byte 0x{byte:02x} in line {line}");
                let help = "save the file as UTF-8 (in a spreadsheet or editor: \"Encoding: UTF-8\")".to_owned();
                Err(Problem::without_text(&one_line(label), message).with_help(Some(help)))
            }
        }
    }

    /// The text at a span, or nothing when the span does not fit the text.
    fn slice(&self, span: &Range<usize>) -> &str {
        self.text.get(span.clone()).unwrap_or("")
    }

    /// What is written at a span, shortened and safe to print.
    pub(crate) fn written(&self, span: &Range<usize>) -> String {
        quote(self.slice(span))
    }

    /// The line number of a byte, from 1.
    pub(crate) fn line(&self, byte: usize) -> usize {
        line_of(self.text.as_bytes(), byte)
    }

    /// The line of a span, with the span's part of it marked.
    pub(crate) fn excerpt(&self, span: &Range<usize>) -> Excerpt {
        let start = floor_char(&self.text, span.start);
        let end = floor_char(&self.text, span.end).max(start);
        let line_start = self.text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = self.text[start..].find('\n').map_or(self.text.len(), |newline| start + newline);
        let before = self.text[line_start..start].chars().count();
        let marked = self.text[start..end.min(line_end).max(start)].chars().count().max(1);
        let letters: Vec<char> = self.text[line_start..line_end].trim_end_matches('\r').chars().collect();
        let line = self.line(start);
        // The number has two columns or more, and a bar with a blank at each side follows.
        let room = WIDTH - 3 - line.to_string().len().max(2);
        let (text, shown_before, shown_marked) = window(&letters, before, marked, room);
        Excerpt { line, column: before + 1, text, before: shown_before, marked: shown_marked }
    }
}

/// At most `room` characters of a line around its marked stretch; returns what stands before the mark and how much is
/// marked in the shortened line.
fn window(letters: &[char], before: usize, marked: usize, room: usize) -> (String, usize, usize) {
    let before = before.min(letters.len());
    // A mark behind the end of the line needs a place as well.
    let room = room - usize::from(before == letters.len());
    // With a cut at one end there is room for this much, with cuts at both for less.
    let one_cut = room - CUT[1].len();
    let (first, last) = if letters.len() <= room {
        (0, letters.len())
    } else if before + marked.min(room / 3) <= one_cut {
        (0, one_cut)
    } else {
        let first = before.saturating_sub(room / 3).min(letters.len() - one_cut);
        let is_end = letters.len() - first <= one_cut;
        (first, if is_end { letters.len() } else { first + one_cut - CUT[0].len() })
    };
    let head = if first > 0 { CUT[0] } else { "" };
    let tail = if last < letters.len() { CUT[1] } else { "" };
    let middle: String = letters[first..last].iter().map(|&letter| printable(letter)).collect();
    let shown_before = before - first + head.len();
    let shown_marked = marked.min((last - first + head.len()).saturating_sub(shown_before)).max(1);
    (format!("{head}{middle}{tail}"), shown_before, shown_marked)
}

/// A label on one line, safe to print.
fn one_line(label: &str) -> String {
    label.chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect()
}

/// The line number of a byte, from 1.
fn line_of(bytes: &[u8], byte: usize) -> usize {
    bytes[..byte.min(bytes.len())].split(|&letter| letter == b'\n').count()
}

/// The nearest character boundary at or before a byte.
fn floor_char(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

/// A character that cannot drive a terminal: control characters become spaces (tab) or the replacement mark, and so do
/// the marks that turn the direction of writing.
fn printable(letter: char) -> char {
    match letter {
        '\t' => ' ',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ if letter.is_control() => '\u{fffd}',
        _ => letter,
    }
}

/// A text shortened to one printable line.
pub(crate) fn quote(text: &str) -> String {
    shortened(text, LONGEST_QUOTE)
}

/// A key with the rule it belongs to, which a user may have written at any length.
pub(crate) fn quote_key(key: &str) -> String {
    shortened(key, LONGEST_KEY)
}

fn shortened(text: &str, most: usize) -> String {
    let mut letters = text.trim().chars().map(printable);
    let mut short: String = letters.by_ref().take(most).collect();
    if letters.next().is_some() {
        short.push_str("...");
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source { kind: SourceKind::File, label: "a.toml".into(), text: text.into() }
    }

    #[test]
    fn an_excerpt_knows_line_and_column_in_characters() {
        let excerpt = source("ü = 1\näö = \"x\"\n").excerpt(&(14..17));
        assert_eq!((excerpt.line, excerpt.column), (2, 6));
        assert_eq!((excerpt.text.as_str(), excerpt.before, excerpt.marked), ("äö = \"x\"", 5, 3));
    }

    #[test]
    fn a_long_line_is_shortened_around_its_mark() {
        let text = format!("{}{}{}", "a".repeat(5000), "BAD", "c".repeat(5000));
        let excerpt = source(&text).excerpt(&(5000..5003));
        let marked: String = excerpt.text.chars().skip(excerpt.before).take(excerpt.marked).collect();
        assert_eq!(marked, "BAD");
        assert_eq!(excerpt.text.chars().count(), 75);
    }

    #[test]
    fn no_excerpt_nor_its_mark_is_longer_than_fits_the_terminal() {
        for length in [1, 74, 75, 76, 77, 200] {
            let source = source(&"x".repeat(length));
            for start in 0..=length {
                for end in [start, start + 1, length, length + 9] {
                    let excerpt = source.excerpt(&(start..end));
                    let room = 75 - usize::from(start == length);
                    assert_eq!(excerpt.text.chars().count(), length.min(room), "{length} {start} {end}");
                    assert!(excerpt.before + excerpt.marked <= 75, "{length} {start} {end}");
                    let marked = excerpt.text.chars().nth(excerpt.before);
                    assert!(start == length || marked == Some('x'), "{length} {start} {end}");
                }
            }
        }
    }

    #[test]
    fn spans_beyond_the_text_or_inside_a_character_do_no_harm() {
        let source = source("äö");
        for start in 0..8 {
            for end in 0..8 {
                let _ = (source.excerpt(&(start..end)), source.written(&(start..end)), source.line(start));
            }
        }
    }

    #[test]
    fn what_is_quoted_cannot_drive_the_terminal() {
        assert_eq!(quote("a\u{1b}[31m\tb"), "a\u{fffd}[31m b");
    }
}
