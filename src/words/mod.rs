//! Numbers in words that people read: money with thousands marks, counts of people, "13 of 100".
//!
//! One place for the text report and the charts, so that the same result is said the same way everywhere. Tables and
//! JSON do not use it: they hold plain numbers.

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

fn grouped(number: u64) -> String {
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

/// What stands before an amount of this currency: `$` for `USD`, else the ISO code and a space.
#[must_use]
pub fn currency_mark(currency: &str) -> String {
    if currency == "USD" { "$".to_owned() } else { format!("{currency} ") }
}

/// An amount of cents to the cent: `-$1,206.00`, `EUR 25.50`.
///
/// ```
/// use downline::words::money;
/// assert_eq!(money(-120_600, "USD"), "-$1,206.00");
/// assert_eq!(money(5, "EUR"), "EUR 0.05");
/// ```
#[must_use]
pub fn money(cents: i64, currency: &str) -> String {
    let magnitude = cents.unsigned_abs();
    format!("{}.{:02}", signed_units(cents < 0, magnitude / 100, currency), magnitude % 100)
}

/// An amount of cents without the cents when there are none, as axes and running text show it: `$25`, `-$1,206.50`.
#[must_use]
pub fn money_brief(cents: i64, currency: &str) -> String {
    if cents % 100 == 0 {
        signed_units(cents < 0, cents.unsigned_abs() / 100, currency)
    } else {
        money(cents, currency)
    }
}

fn signed_units(negative: bool, units: u64, currency: &str) -> String {
    format!("{}{}{}", if negative { "-" } else { "" }, currency_mark(currency), grouped(units))
}

/// A count of people: `1 person`, `4,096 people`.
#[must_use]
pub fn people(count: i64) -> String {
    counted(count, "person", "people")
}

/// A count of months: `1 month`, `12 months`.
#[must_use]
pub fn months(count: i64) -> String {
    counted(count, "month", "months")
}

/// A count with the noun that fits it: `1 trial`, `100,000 trials`.
#[must_use]
pub fn counted(count: i64, one: &str, many: &str) -> String {
    format!("{} {}", thousands(count), if count == 1 { one } else { many })
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
    if trials == 0 {
        return "0".to_owned();
    }
    let rounded = (u128::from(count) * 200 + u128::from(trials)) / (u128::from(trials) * 2);
    part_of_100(u8::try_from(rounded).unwrap_or(100), count, trials)
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
    of_100(count, trials).replace("fewer than", "<").replace("more than", ">")
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
    }

    #[test]
    fn money_has_its_sign_before_the_currency() {
        assert_eq!(money(1_073_741_823, "USD"), "$10,737,418.23");
        assert_eq!(money(-5, "USD"), "-$0.05");
        assert_eq!(money(-120_600, "CHF"), "-CHF 1,206.00");
        assert_eq!(money(0, "USD"), "$0.00");
        assert_eq!(money_brief(-2_500, "USD"), "-$25");
        assert_eq!(money_brief(2_550, "EUR"), "EUR 25.50");
    }

    #[test]
    fn one_person_is_not_people() {
        assert_eq!(people(1), "1 person");
        assert_eq!(people(0), "0 people");
        assert_eq!(people(4_096), "4,096 people");
        assert_eq!(months(12), "12 months");
    }

    #[test]
    fn a_few_are_never_none_and_most_are_never_all() {
        assert_eq!(of_100(0, 0), "0");
        assert_eq!(of_100(100_000, 100_000), "100");
        assert_eq!(of_100(99_999, 100_000), "more than 99");
        assert_eq!(of_100(1, 100_000), "fewer than 1");
        assert_eq!(of_100(500, 100_000), "1");
        assert_eq!(of_100(u64::MAX, u64::MAX), "100");
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
