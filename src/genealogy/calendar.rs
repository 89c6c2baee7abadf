//! [`Calendar`]: months as the files write them, and as numbers from 0.

use std::fmt;

use crate::units::Month;

/// A calendar month, such as 2024-03; years 1900 to 2199.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalendarMonth(i32);

impl CalendarMonth {
    /// Month 1 to 12 of a year from 1900 to 2199, else `None`.
    #[must_use]
    pub fn new(year: u16, month: u8) -> Option<Self> {
        let sound = (1900..=2199).contains(&year) && (1..=12).contains(&month);
        sound.then(|| Self(i32::from(year) * 12 + i32::from(month) - 1))
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// The month of the year, 1 to 12.
    #[must_use]
    pub const fn month(self) -> i32 {
        self.0.rem_euclid(12) + 1
    }
}

impl fmt::Display for CalendarMonth {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.year(), self.month())
    }
}

/// How months are written in the files of a genealogy, and which one is [`Month`] 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Calendar {
    /// As numbers from 0 to 600.
    #[default]
    Numbered,
    /// As calendar months or dates; the earliest one in the files is month 0.
    From(CalendarMonth),
}

impl Calendar {
    /// The month that is written so, as in the files: `7`, `2024-03` or `2024-03-15`. `None` when it cannot be read,
    /// is written in the other way, or lies before month 0.
    ///
    /// ```
    /// use downline::genealogy::{Calendar, CalendarMonth};
    /// use downline::units::Month;
    /// let calendar = Calendar::From(CalendarMonth::new(2023, 12).unwrap());
    /// assert_eq!(calendar.month("2024-03"), Some(Month::new(3)));
    /// assert_eq!(calendar.label(Month::new(3)), "2024-03");
    /// ```
    #[must_use]
    pub fn month(self, text: &str) -> Option<Month> {
        let months = match (self, written(text.trim().as_bytes()).ok()?) {
            (Self::Numbered, Written::Number(number)) => number,
            (Self::From(first), Written::Calendar(month)) => month - first.0,
            _ => return None,
        };
        u16::try_from(months).ok().map(Month::new)
    }

    /// The month as the files write it.
    #[must_use]
    pub fn label(self, month: Month) -> String {
        match self {
            Self::Numbered => month.to_string(),
            Self::From(first) => CalendarMonth(first.0 + i32::from(month.get())).to_string(),
        }
    }

    /// The number of a month that was read as [`Written`].
    pub(super) fn number(self, raw: i32) -> u16 {
        let first = if let Self::From(first) = self { first.0 } else { 0 };
        // Years 1900 to 2199 are 3,600 months.
        u16::try_from(raw - first).unwrap_or(0)
    }

    /// The calendar whose first month was read as [`Written::Calendar`].
    pub(super) const fn starting(raw: i32) -> Self {
        Self::From(CalendarMonth(raw))
    }
}

/// A month as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// A number from 0 to 600.
    Number(i32),
    /// Months since the year 0.
    Calendar(i32),
}

/// Why a text is not a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MonthFault {
    /// Neither a number nor a year with a month.
    NotAMonth,
    /// Beyond 600, or a year outside 1900 to 2199.
    OutOfRange,
}

impl MonthFault {
    /// What is said of the month, after its column and text.
    pub(super) const fn message(self) -> &'static str {
        match self {
            Self::NotAMonth => "is not a month; write a number from 0 to 600, or a month as 2024-03",
            Self::OutOfRange => {
                "is out of range; write a number from 0 to 600, or a month as 2024-03 from 1900 to 2199"
            }
        }
    }
}

/// Reads a month: a whole number, or a year with a month and perhaps a day and a time of day, the year first.
pub(super) fn written(text: &[u8]) -> Result<Written, MonthFault> {
    let (negative, rest) = text.strip_prefix(b"-").map_or((false, text), |rest| (true, rest));
    if !rest.is_empty() && rest.iter().all(u8::is_ascii_digit) {
        return match number(rest) {
            Some(number) if number <= i32::from(Month::LONGEST) && (!negative || number == 0) => {
                Ok(Written::Number(number))
            }
            _ => Err(MonthFault::OutOfRange),
        };
    }
    let date = text.iter().position(|&byte| byte == b'T' || byte == b' ').map_or(text, |end| &text[..end]);
    let mut parts = date.split(|&byte| byte == b'-' || byte == b'/');
    let year = parts.next().filter(|year| year.len() == 4).and_then(number).ok_or(MonthFault::NotAMonth)?;
    let month = parts.next().filter(|month| month.len() <= 2).and_then(number).ok_or(MonthFault::NotAMonth)?;
    let day = match parts.next() {
        None if date.len() < text.len() => return Err(MonthFault::NotAMonth),
        None => 1,
        Some(day) => number(day).filter(|_| day.len() <= 2).ok_or(MonthFault::NotAMonth)?,
    };
    if parts.next().is_some() || !(1..=12).contains(&month) || !(1..=days(year, month)).contains(&day) {
        return Err(MonthFault::NotAMonth);
    }
    if !(1900..=2199).contains(&year) {
        return Err(MonthFault::OutOfRange);
    }
    Ok(Written::Calendar(year * 12 + month - 1))
}

/// Digits only, at most nine.
fn number(digits: &[u8]) -> Option<i32> {
    let sound = (1..=9).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    sound.then(|| digits.iter().fold(0, |sum, digit| sum * 10 + i32::from(digit - b'0')))
}

/// The days of a month in the Gregorian calendar.
const fn days(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_numbers_or_years_with_a_month() {
        let march = Written::Calendar(2024 * 12 + 2);
        for text in ["2024-03", "2024-3", "2024/03", "2024-03-31", "2024-03-15T10:00:00Z", "2024-03-15 00:00"] {
            assert_eq!(written(text.as_bytes()), Ok(march), "{text}");
        }
        assert_eq!(written(b"0"), Ok(Written::Number(0)));
        assert_eq!(written(b"600"), Ok(Written::Number(600)));
        assert_eq!(written(b"2024-02-29"), Ok(Written::Calendar(2024 * 12 + 1)));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "-", "March", "15.03.2024", "03/15/2024", "2024-13", "2024-00", "2023-02-29", "2024-3-", "1.5"]
        {
            assert_eq!(written(text.as_bytes()), Err(MonthFault::NotAMonth), "{text}");
        }
        for text in ["601", "-1", "202403", "45352", "99999999999999", "1899-12", "2200-01"] {
            assert_eq!(written(text.as_bytes()), Err(MonthFault::OutOfRange), "{text}");
        }
    }

    #[test]
    fn a_calendar_reads_what_it_writes() {
        let calendar = Calendar::From(CalendarMonth::new(2023, 12).unwrap());
        for month in (0..200).map(Month::new) {
            assert_eq!(calendar.month(&calendar.label(month)), Some(month));
            assert_eq!(Calendar::Numbered.month(&Calendar::Numbered.label(month)), Some(month));
        }
        assert_eq!(calendar.month("2023-11"), None);
        assert_eq!(calendar.month("7"), None);
        assert_eq!(CalendarMonth::new(2024, 13), None);
    }
}
