//! [`Width`]: how wide a text may be, and how paragraphs, parts and names are fitted into it.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

/// The width of a text in columns: 60 to 120.
///
/// It changes where lines break and how tables are laid out, and never a number or a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Width(usize);

impl Width {
    /// The narrowest text.
    pub const NARROWEST: Self = Self(60);
    /// The width of a text whose reader is not known.
    pub const USUAL: Self = Self(80);
    /// The widest text: longer lines are hard to read.
    pub const WIDEST: Self = Self(120);

    /// The width for a terminal of so many columns, brought into the range.
    #[must_use]
    pub const fn of(columns: usize) -> Self {
        if columns < Self::NARROWEST.0 {
            Self::NARROWEST
        } else if columns > Self::WIDEST.0 {
            Self::WIDEST
        } else {
            Self(columns)
        }
    }

    /// The number of columns.
    #[must_use]
    pub const fn columns(self) -> usize {
        self.0
    }

    /// What is left beside so many columns.
    pub(crate) const fn less(self, columns: usize) -> usize {
        self.0.saturating_sub(columns)
    }
}

impl Default for Width {
    fn default() -> Self {
        Self::USUAL
    }
}

/// How wide a text is, in columns of a terminal.
pub(crate) fn columns_of(text: &str) -> usize {
    textwrap::core::display_width(text)
}

/// A text broken at blanks into lines of at most `columns`, the first with `first` before it and others with `others`. A
/// word that is longer than a line, such as a path, stays whole.
///
/// ```
/// assert_eq!(downline::words::broken("two short lines", 9, "", "  "), ["two short", "  lines"]);
/// ```
#[must_use]
pub fn broken(text: &str, columns: usize, first: &str, others: &str) -> Vec<String> {
    lines(text, columns, [first, others], false)
}

/// A text broken at blanks into a first line of `first` columns and lines of `columns` that begin with `indent`; a word that
/// does not fit a line is cut.
pub(crate) fn broken_beside(text: &str, first: usize, columns: usize, indent: &str) -> Vec<String> {
    // A first line that is narrower is one that begins with as many blanks, which are taken off again.
    let missing = " ".repeat(columns.saturating_sub(first));
    let mut lines = lines(text, columns, [&missing, indent], true);
    if let Some(line) = lines.first_mut() {
        line.drain(..missing.len().min(line.len()));
    }
    lines
}

fn lines(text: &str, columns: usize, [first, others]: [&str; 2], cuts_words: bool) -> Vec<String> {
    let options = Options::new(columns)
        .initial_indent(first)
        .subsequent_indent(others)
        .break_words(cuts_words)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect()
}

/// A paragraph broken at blanks to fit; further lines are indented by two. No line breaks within an amount of money or
/// before a percent sign.
pub(crate) fn wrapped(text: &str, width: Width) -> String {
    let mut one_line = String::new();
    let mut before = "";
    for word in text.split_whitespace() {
        if !one_line.is_empty() {
            one_line.push(if belong_together(before, word) { UNBROKEN } else { ' ' });
        }
        one_line.push_str(word);
        before = word;
    }
    broken(&one_line, width.0, "", "  ").join("\n").replace(UNBROKEN, " ")
}

/// A blank at which no line is broken, and which no text has.
const UNBROKEN: char = '\u{a0}';

/// Whether two words are one number with its unit: `JPY 690`, `95 %`.
fn belong_together(first: &str, second: &str) -> bool {
    let mark = first.trim_start_matches(['(', '-', '+']);
    let is_currency = mark.len() == 3 && mark.bytes().all(|letter| letter.is_ascii_uppercase());
    let begins_with_digit = |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit());
    let ends_with_digit = first.ends_with(|letter: char| letter.is_ascii_digit());
    (is_currency && begins_with_digit(second)) || (second.starts_with('%') && ends_with_digit)
}

/// Paragraphs below each other, those that are empty left out.
pub(crate) fn paragraphs<S: AsRef<str>>(texts: impl IntoIterator<Item = S>, width: Width) -> String {
    let full = texts.into_iter().filter(|text| !text.as_ref().is_empty());
    full.map(|text| wrapped(text.as_ref(), width)).collect::<Vec<_>>().join("\n")
}

/// Parts side by side, two blanks apart, on as many lines as they need; further lines are indented by two. A part is
/// broken only where it is longer than a line.
pub(crate) fn apart<S: AsRef<str>>(parts: impl IntoIterator<Item = S>, width: Width) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for part in parts {
        let part = part.as_ref();
        if line.is_empty() {
            line.push_str(part);
        } else if columns_of(&line) + 2 + columns_of(part) <= width.0 {
            line.push_str("  ");
            line.push_str(part);
        } else {
            lines.push(std::mem::replace(&mut line, format!("  {part}")));
        }
    }
    lines.push(line);
    let fitted = |line: &String| if columns_of(line) > width.0 { wrapped(line, width) } else { line.clone() };
    lines.iter().map(fitted).collect::<Vec<_>>().join("\n")
}

/// A name cut to at most `most` letters, for a column of a table.
pub(crate) fn cut(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let kept: String = name.chars().take(most.saturating_sub(3)).collect();
    format!("{}...", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_width_lies_between_sixty_and_a_hundred_and_twenty() {
        let columns = [0, 59, 60, 61, 80, 119, 120, 500].map(|columns| Width::of(columns).columns());
        assert_eq!(columns, [60, 60, 60, 61, 80, 119, 120, 120]);
        assert_eq!(Width::default(), Width::of(80));
    }

    #[test]
    fn long_paragraphs_break_at_the_width() {
        for columns in [60, 80, 120] {
            let text = wrapped(&"word ".repeat(40), Width::of(columns));
            assert!(text.lines().all(|line| line.chars().count() <= columns), "{text}");
            assert!(text.lines().skip(1).all(|line| line.starts_with("  word")), "{text}");
        }
        let path = "x".repeat(100);
        assert_eq!(wrapped(&format!("in {path} now"), Width::USUAL), format!("in\n  {path}\n  now"));
        assert_eq!(wrapped("", Width::USUAL), "");
        let before = "x".repeat(56);
        for unbroken in ["JPY 690", "(-EUR 1.50),", "95 %."] {
            let text = wrapped(&format!("{before} {unbroken}"), Width::NARROWEST);
            assert_eq!(text, format!("{before}\n  {unbroken}"));
        }
    }

    #[test]
    fn words_stay_whole_until_one_is_longer_than_a_line() {
        assert_eq!(broken_beside("one two three", 8, 7, " "), ["one two", " three"]);
        assert_eq!(broken_beside("abcdefgh", 3, 4, " "), ["abc", " def", " gh"]);
        assert_eq!(broken_beside("", 3, 4, " "), [""]);
    }

    #[test]
    fn parts_stand_two_blanks_apart_and_go_on_below() {
        assert_eq!(apart(["downline", "plan audit", "seed 1"], Width::USUAL), "downline  plan audit  seed 1");
        let (long, longer) = ("a".repeat(50), "b".repeat(40));
        assert_eq!(apart(["x", &long, &longer], Width::USUAL), format!("x  {long}\n  {longer}"));
        assert_eq!(apart(["x", &long, &longer], Width::WIDEST), format!("x  {long}  {longer}"));
    }

    #[test]
    fn names_are_cut_to_the_column() {
        assert_eq!(cut("Leader", 6), "Leader");
        assert_eq!(cut("Executive Director", 13), "Executive...");
    }
}
