//! Writing values as canonical TOML: the same text for the same value, read back to the same bits.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::units::Rate;

/// A rate as a fraction with the decimals it needs: `0.06`, `1.0`.
pub(crate) fn rate(rate: Rate) -> String {
    let parts = rate.parts_per_million();
    let decimals = format!("{:06}", parts % 1_000_000);
    let decimals = decimals.trim_end_matches('0');
    format!("{}.{}", parts / 1_000_000, if decimals.is_empty() { "0" } else { decimals })
}

/// A number as TOML reads it back to the same bits.
pub(crate) fn number(number: f64) -> String {
    format!("{number:?}")
}

/// A text as a TOML basic string on one line.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            _ if letter.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(letter));
            }
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// The first 8 hex digits of the SHA-256 of a text.
pub(crate) fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(4).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_keep_the_decimals_they_need() {
        for (parts, text) in [(60_000, "0.06"), (1, "0.000001"), (1_000_000, "1.0"), (0, "0.0"), (135_000, "0.135")] {
            assert_eq!(rate(Rate::from_parts_per_million(parts)), text);
        }
    }

    #[test]
    fn texts_are_quoted_on_one_line() {
        assert_eq!(quoted("a \"b\" \\ c\nd\u{7f}"), "\"a \\\"b\\\" \\\\ c\\u000Ad\\u007F\"");
    }
}
