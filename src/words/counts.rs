//! Counts of things, with the noun that fits them.

use super::numbers::thousands;

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

/// A count of trials: `1 trial`, `100,000 trials`.
pub(crate) fn trials(count: u64) -> String {
    counted(i64::try_from(count).unwrap_or(i64::MAX), "trial", "trials")
}

/// All months up to this one: `month 1`, `months 1-12`.
pub(crate) fn months_through(last: u16) -> String {
    if last == 1 { "month 1".to_owned() } else { format!("months 1-{last}") }
}

/// A text with a capital letter at its beginning.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_is_not_people() {
        assert_eq!(people(1), "1 person");
        assert_eq!(people(0), "0 people");
        assert_eq!(people(4_096), "4,096 people");
        assert_eq!(months(12), "12 months");
        assert_eq!((trials(1), trials(100_000)), ("1 trial".to_owned(), "100,000 trials".to_owned()));
        assert_eq!((months_through(1), months_through(12)), ("month 1".to_owned(), "months 1-12".to_owned()));
    }
}
