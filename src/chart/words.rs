//! Numbers as charts say them: a true minus sign, millions and billions in words.

use crate::words;

pub(crate) use crate::words::capital;

/// A text with the true minus sign before each negative amount or number.
pub(crate) fn with_minus(text: &str) -> String {
    text.replace('-', "−")
}

/// A text with the apostrophes of print.
pub(crate) fn typographic(text: &str) -> String {
    text.replace('\'', "’")
}

/// An amount of cents to the cent: `−$1,206.00`.
pub(crate) fn money(cents: i64, currency: &str) -> String {
    with_minus(&words::money(cents, currency))
}

/// An amount of cents as an axis shows it: `−$1,000`, `$0.05`, `$1.5 million`.
pub(crate) fn axis_money(cents: f64, currency: &str) -> String {
    let sign = if cents < 0.0 { "−" } else { "" };
    let mark = words::currency_mark(currency);
    let units = cents.abs() / 100.0;
    if units < 100.0 && (units - units.round()).abs() > 0.001 {
        format!("{sign}{mark}{units:.2}")
    } else {
        format!("{sign}{mark}{}", magnitude(units))
    }
}

/// A count as an axis shows it: `4,096`, `1.5 million`, `8.6 billion`.
pub(crate) fn axis_count(count: f64) -> String {
    let sign = if count < 0.0 { "−" } else { "" };
    format!("{sign}{}", magnitude(count.abs()))
}

fn magnitude(number: f64) -> String {
    for (unit, name) in [(1e15, "quadrillion"), (1e12, "trillion"), (1e9, "billion"), (1e6, "million")] {
        if number >= unit {
            let text = format!("{:.1}", number / unit);
            return format!("{} {name}", text.strip_suffix(".0").unwrap_or(&text));
        }
    }
    // Below a million.
    #[allow(clippy::cast_possible_truncation)]
    words::thousands(number.round() as i64)
}

/// Text that may stand in XML: without control characters, which no escape can carry.
pub(crate) fn printable(text: &str) -> String {
    words::printable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text escaped for XML.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&apos;"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_say_large_numbers_in_words() {
        assert_eq!(axis_count(4_096.0), "4,096");
        assert_eq!(axis_count(8_589_934_592.0), "8.6 billion");
        assert_eq!(axis_count(2e6), "2 million");
        assert_eq!(axis_money(-100_000.0, "USD"), "−$1,000");
        assert_eq!(axis_money(5.0, "USD"), "$0.05");
        assert_eq!(axis_money(150_000_000.0, "EUR"), "EUR 1.5 million");
    }

    #[test]
    fn control_characters_do_not_reach_the_xml() {
        assert_eq!(printable("a\u{1}b\tc\u{FFFF} "), "a b c");
        assert_eq!(escaped("<a & 'b'>"), "&lt;a &amp; &apos;b&apos;&gt;");
    }
}
