//! [`printable`]: names that come from files and arguments, made safe to show.

/// A name as it may stand in a sentence: without control characters, which a terminal obeys, and without marks that turn
/// the direction of the text around them. Each becomes a blank.
///
/// ```
/// use downline::words::printable;
/// assert_eq!(printable("red\u{1b}[31m"), "red [31m");
/// assert_eq!(printable("Jos\u{e9} \u{4e2d}"), "Jos\u{e9} \u{4e2d}");
/// ```
#[must_use]
pub fn printable(name: &str) -> String {
    name.chars().map(|letter| if is_printable(letter) { letter } else { ' ' }).collect()
}

/// Whether a character is shown and does nothing else.
pub(crate) fn is_printable(letter: char) -> bool {
    let is_noise = matches!(letter, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}');
    !letter.is_control() && !turns_direction(letter) && !is_noise
}

/// The marks, embeddings, overrides and isolates of bidirectional text.
const fn turns_direction(letter: char) -> bool {
    matches!(letter, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_becomes_a_blank() {
        for (name, shown) in [
            ("plain", "plain"),
            ("a\u{1b}]0;title\u{7}b", "a ]0;title b"),
            ("a\r\nb\tc", "a  b c"),
            ("gold\u{202e}dlog", "gold dlog"),
            ("x\u{2066}y\u{2069}z\u{200f}", "x y z "),
            ("\u{9b}2J", " 2J"),
            ("\u{feff}id", " id"),
            ("שלום", "שלום"),
        ] {
            assert_eq!(printable(name), shown);
        }
    }
}
