//! Numbers: thousands marks, and counts of 100 people that never turn somebody into nobody.

/// An integer with a comma every three digits: `-1,206`, `5,368,709`.
///
/// ```
/// assert_eq!(downline::words::thousands(-1_206), "-1,206");
/// assert_eq!(downline::words::thousands(4_096), "4,096");
/// ```
#[must_use]
pub fn thousands(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", grouped(number.unsigned_abs()))
}

pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// [`thousands`] of whatever counts things; a count beyond 64 bits stays at the largest number there is.
pub(crate) fn count(number: impl TryInto<i64>) -> String {
    thousands(number.try_into().unwrap_or(i64::MAX))
}

/// Hundredths with both decimals, without a currency: `1,234.50`.
pub(crate) fn hundredths(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let value = value.unsigned_abs();
    format!("{sign}{}.{:02}", grouped(value / 100), value % 100)
}

/// A fraction as a percentage with one decimal; a dash where there is none.
pub(crate) fn percent(fraction: Option<f64>) -> String {
    let text = fraction.map_or_else(|| "-".to_owned(), |fraction| format!("{:.1} %", fraction * 100.0));
    if text == "-0.0 %" { text[1..].to_owned() } else { text }
}

/// [`percent`] in running text, where no line may break before its sign.
pub(crate) fn percent_unbroken(fraction: Option<f64>) -> String {
    percent(fraction).replace(' ', "")
}

/// How many of 100 people `count` of `trials` are, in words that never turn somebody into nobody or nobody into
/// somebody: `13`, `fewer than 1`, `more than 99`.
///
/// Halves round up. Parts of one whole that must add up to 100 come from [`split_100`].
///
/// ```
/// use downline::words::of_100;
/// assert_eq!(of_100(13_200, 100_000), "13");
/// assert_eq!(of_100(3, 1_000), "fewer than 1");
/// assert_eq!(of_100(999, 1_000), "more than 99");
/// assert_eq!(of_100(0, 1_000), "0");
/// ```
#[must_use]
pub fn of_100(count: u64, trials: u64) -> String {
    part_of_100(rounded_of_100(count, trials), count, trials)
}

/// How many of 100 people `count` of `trials` are, as a table has it: halves round up, and 0 of none.
pub(crate) fn rounded_of_100(count: u64, trials: u64) -> u8 {
    if trials == 0 {
        return 0;
    }
    let rounded = (u128::from(count) * 200 + u128::from(trials)) / (u128::from(trials) * 2);
    u8::try_from(rounded).unwrap_or(100)
}

/// A whole number of 100 in words, given the exact count behind it: `fewer than 1` for a count above none that rounds
/// to 0, `more than 99` for a count below all that rounds to 100, else the number.
#[must_use]
pub fn part_of_100(part: u8, count: u64, trials: u64) -> String {
    match part {
        0 if count > 0 => "fewer than 1".to_owned(),
        100 if count < trials => "more than 99".to_owned(),
        part => part.to_string(),
    }
}

/// [`of_100`] for a narrow column: `13`, `< 1`, `> 99`.
///
/// ```
/// use downline::words::of_100_brief;
/// assert_eq!(of_100_brief(3, 1_000), "< 1");
/// assert_eq!(of_100_brief(999, 1_000), "> 99");
/// assert_eq!(of_100_brief(0, 1_000), "0");
/// ```
#[must_use]
pub fn of_100_brief(count: u64, trials: u64) -> String {
    brief(&of_100(count, trials))
}

/// A count in words, such as [`part_of_100`] says it, for a narrow column.
pub(crate) fn brief(words: &str) -> String {
    words.replace("fewer than", "<").replace("more than", ">")
}

/// A share of money as an amount of each 100: `73`, `less than 1`, `more than 99`.
pub(crate) fn of_each_100(share: f64) -> String {
    let rounded = (100.0 * share).round();
    match rounded {
        0.0 if share > 0.0 => "less than 1".to_owned(),
        100.0 if share < 1.0 => "more than 99".to_owned(),
        number => format!("{number:.0}"),
    }
}

/// Counts that make up a whole as whole numbers that add up to exactly 100, by largest remainder; among equal
/// remainders the earlier part wins. All zero when there is nothing to split.
///
/// ```
/// assert_eq!(downline::words::split_100(&[1, 1, 1]), [34, 33, 33]);
/// ```
#[must_use]
pub fn split_100(counts: &[u64]) -> Vec<u8> {
    let whole: u128 = counts.iter().map(|&count| u128::from(count)).sum();
    if whole == 0 {
        return vec![0; counts.len()];
    }
    let shares: Vec<u128> = counts.iter().map(|&count| u128::from(count) * 100).collect();
    // Each share is at most 100 times the whole, so each part is at most 100.
    let mut parts: Vec<u8> = shares.iter().map(|share| u8::try_from(share / whole).unwrap_or(100)).collect();
    let mut by_remainder: Vec<usize> = (0..counts.len()).collect();
    by_remainder.sort_by_key(|&part| std::cmp::Reverse(shares[part] % whole));
    let given: usize = parts.iter().map(|&part| usize::from(part)).sum();
    for &part in by_remainder.iter().take(100 - given) {
        parts[part] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_marks_stand_every_three_digits() {
        for (number, text) in
            [(0, "0"), (999, "999"), (1_000, "1,000"), (-12_345, "-12,345"), (i64::MIN, "-9,223,372,036,854,775,808")]
        {
            assert_eq!(thousands(number), text);
        }
        assert_eq!(count(1_000_u64), "1,000");
        assert_eq!(count(u64::MAX), "9,223,372,036,854,775,807");
        assert_eq!(hundredths(-123_450), "-1,234.50");
    }

    #[test]
    fn a_percentage_has_one_decimal_and_no_negative_nothing() {
        assert_eq!(percent(Some(0.123_4)), "12.3 %");
        assert_eq!(percent(Some(-0.000_1)), "0.0 %");
        assert_eq!(percent(None), "-");
        assert_eq!(percent_unbroken(Some(0.5)), "50.0%");
    }

    #[test]
    fn a_few_are_never_none_and_most_are_never_all() {
        assert_eq!(of_100(0, 0), "0");
        assert_eq!(of_100(100_000, 100_000), "100");
        assert_eq!(of_100(99_999, 100_000), "more than 99");
        assert_eq!(of_100(1, 100_000), "fewer than 1");
        assert_eq!(of_100(500, 100_000), "1");
        assert_eq!(of_100(u64::MAX, u64::MAX), "100");
        let shares = [0.0, 0.004, 0.126, 0.996, 1.0].map(of_each_100);
        assert_eq!(shares, ["0", "less than 1", "13", "more than 99", "100"]);
    }

    #[test]
    fn parts_of_a_whole_add_up_to_100() {
        assert_eq!(split_100(&[0, 0]), [0, 0]);
        assert_eq!(split_100(&[]), Vec::<u8>::new());
        assert_eq!(split_100(&[865, 5, 130]), [87, 0, 13]);
        assert_eq!(split_100(&[u64::MAX, u64::MAX, u64::MAX, 0]), [34, 33, 33, 0]);
        for counts in [[7u64, 11, 13, 17], [1, 0, 0, 999_999], [3, 3, 3, 3]] {
            let whole: u32 = split_100(&counts).into_iter().map(u32::from).sum();
            assert_eq!(whole, 100, "{counts:?}");
        }
    }
}
