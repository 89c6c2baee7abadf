//! The one guard of text cells: what a spreadsheet would run, or nobody can see, does not pass.
//!
//! A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV Injection"). Control
//! characters, and marks that turn the direction of writing or have no width, are spelled out: `\u{202e}`. Two different
//! texts stay different, because a text that looks as if the guard had been at it is guarded once more.

use std::borrow::Cow;

/// Begins a character that is spelled out.
const SPELLED: &str = "\\u{";

/// The text as a cell may hold it.
pub(super) fn safe(text: &str) -> Cow<'_, str> {
    if is_harmless_ascii(text) {
        return Cow::Borrowed(text);
    }
    let spelled = spelled(text);
    // An apostrophe that stands there already would be taken for ours.
    if is_formula(text.trim_start_matches('\'')) { Cow::Owned(format!("'{spelled}")) } else { spelled }
}

/// The usual case, found out quickly: it begins with a letter or digit, and all of it can be seen.
fn is_harmless_ascii(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.first().is_none_or(u8::is_ascii_alphanumeric)
        && bytes.iter().all(|&byte| matches!(byte, b' '..=b'~') && byte != b'\\')
}

/// Whether a spreadsheet would take the text for a formula. Some look past blanks and past what has no width, and read
/// fullwidth and small forms as the plain ones.
fn is_formula(text: &str) -> bool {
    let is_passed_over = |letter: char| letter.is_whitespace() || is_unseen(letter) || is_joiner(letter);
    let first = text.chars().find(|&letter| !is_passed_over(letter));
    // What begins with a control character is marked even where nothing follows.
    text.starts_with(['\t', '\r', '\n', '\0'])
        || first.is_some_and(|letter| {
            matches!(
                letter,
                '=' | '+' | '-' | '@'
                    | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}' // fullwidth
                    | '\u{fe66}' | '\u{fe62}' | '\u{fe63}' | '\u{fe6b}' // small
                    | '\u{2212}' // the minus sign
            )
        })
}

/// Whether a character acts without being seen: control characters, line and paragraph separators, marks of direction,
/// and marks without width.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}'
                | '\u{61c}'
                | '\u{200b}'
                | '\u{200e}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
        )
}

/// Marks without width that some languages are written with: they pass, and hide no formula.
const fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}')
}

/// The text with every unseen character spelled out, and the beginning of what looks spelled out as well.
fn spelled(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unseen) && !text.contains(SPELLED) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for (at, letter) in text.char_indices() {
        if is_unseen(letter) || text[at..].starts_with(SPELLED) {
            safe.extend(letter.escape_unicode());
        } else {
            safe.push(letter);
        }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn plain_names_pass_as_they_are() {
        for name in
            ["", "typical", "A-5", "007", "Übel", "'s-Hertogenbosch", "a = b", "C:\\users", "山田 太郎", "רחל", "50 %"]
        {
            assert_eq!(safe(name), name);
            assert!(matches!(safe(name), Cow::Borrowed(_)), "{name} is copied");
        }
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_marked_as_text() {
        for (name, cell) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("  =1+1", "'  =1+1"),
            ("\u{a0}=1", "'\u{a0}=1"),
            ("\u{3000}\u{ff1d}1", "'\u{3000}\u{ff1d}1"),
            ("\u{ff0b}1", "'\u{ff0b}1"),
            ("\u{ff0d}1", "'\u{ff0d}1"),
            ("\u{ff20}A1", "'\u{ff20}A1"),
            ("\u{fe66}1", "'\u{fe66}1"),
            ("\u{2212}5", "'\u{2212}5"),
            ("\t=1", "'\\u{9}=1"),
            ("\r", "'\\u{d}"),
            ("\nx", "'\\u{a}x"),
            ("\0x", "'\\u{0}x"),
            ("\u{feff}=1", "'\\u{feff}=1"),
            ("\u{200b}=1", "'\\u{200b}=1"),
            ("\u{200d}=1", "'\u{200d}=1"),
        ] {
            assert_eq!(safe(name), cell, "{name:?}");
        }
    }

    #[test]
    fn what_cannot_be_seen_is_spelled_out() {
        assert_eq!(safe("gold\u{202e}dlog"), "gold\\u{202e}dlog");
        assert_eq!(safe("a\tb\u{7f}\u{9b}c\u{2066}"), "a\\u{9}b\\u{7f}\\u{9b}c\\u{2066}");
        assert_eq!(safe("a\\u{9}b"), "a\\u{5c}u{9}b");
    }

    /// Every text of up to four of the letters that the guard looks at.
    #[test]
    fn different_texts_never_become_one_cell() {
        let letters = ["'", "=", "\u{ff1d}", " ", "\t", "\u{202e}", "\\", "u", "{", "9", "}", "5c", "a"];
        let mut texts = vec![String::new()];
        let mut last = texts.clone();
        for _ in 0..4 {
            last = last.iter().flat_map(|text| letters.iter().map(move |letter| format!("{text}{letter}"))).collect();
            texts.extend(last.iter().cloned());
        }
        texts.extend(["\\u{9}", "\\u{5c}u{9}", "'\\u{9}", "''\\u{9}=", "\\\\u{9}"].map(str::to_owned));
        texts.sort();
        texts.dedup();
        let mut cells: HashMap<String, &str> = HashMap::new();
        for text in &texts {
            let cell = safe(text).into_owned();
            assert!(!cell.contains(is_unseen), "{cell:?}");
            assert!(!is_formula(&cell), "{cell:?}");
            if let Some(other) = cells.insert(cell, text) {
                panic!("{text:?} and {other:?} are one cell");
            }
        }
        assert!(cells.len() > 30_000);
    }
}
