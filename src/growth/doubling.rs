//! The story in closed form: everyone brings in one person a month and nobody quits, and the penny beside it.
//!
//! The team doubles every month, `2^m` people after `m` months, and `C(m, d)` of them stand `d` levels below you. It is
//! arithmetic, not a model of people: [`team`] stops where it would need more people than are alive.

use crate::units::Month;

/// Everyone alive: 8.2 billion people in the middle of 2024 (United Nations, *World Population Prospects 2024*,
/// <https://population.un.org/wpp/>).
pub const EVERYONE_ALIVE: u64 = 8_200_000_000;

/// The doubling team at the end of a month, you included: `2^m`. `None` once that is more than [`EVERYONE_ALIVE`].
///
/// ```
/// use downline::growth::doubling::team;
/// use downline::units::Month;
/// assert_eq!(team(Month::new(12)), Some(4_096));
/// assert_eq!(team(Month::new(33)), None);
/// ```
#[must_use]
pub fn team(month: Month) -> Option<u64> {
    1u64.checked_shl(u32::from(month.get())).filter(|&people| people <= EVERYONE_ALIVE)
}

/// How many of the doubling team stand `level` levels below you at the end of a month: `C(month, level)`; level 0 is you.
/// `None` where the team is.
#[must_use]
pub fn on_level(month: Month, level: u16) -> Option<u64> {
    team(month)?;
    let (months, level) = (u64::from(month.get()), u64::from(level));
    if level > months {
        return Some(0);
    }
    // Each partial product is itself a binomial coefficient, so the division leaves no rest.
    Some((0..level).fold(1, |ways, step| ways * (months - step) / (step + 1)))
}

/// The first month in which the doubling team would need more people than are alive: 33, with 8,589,934,592.
#[must_use]
pub fn first_impossible_month() -> Month {
    let mut month = 0;
    while team(Month::new(month)).is_some() {
        month += 1;
    }
    Month::new(month)
}

/// The penny that doubles every day, in cents, on day `day`: `2^(day - 1)`, one cent on day 1.
///
/// Day 30 is $5,368,709.12 after 29 doublings; thirty *doublings* are day 31, $10,737,418.24. `None` on day 0 and beyond
/// day 64.
///
/// ```
/// use downline::growth::doubling::{penny_after_doublings, penny_on_day};
/// assert_eq!(penny_on_day(30), Some(536_870_912));
/// assert_eq!(penny_after_doublings(30), Some(1_073_741_824));
/// ```
#[must_use]
pub fn penny_on_day(day: u32) -> Option<u64> {
    penny_after_doublings(day.checked_sub(1)?)
}

/// The penny after so many doublings, in cents: `2^doublings`. `None` from 64 doublings on.
#[must_use]
pub fn penny_after_doublings(doublings: u32) -> Option<u64> {
    1u64.checked_shl(doublings)
}

/// All the pennies of days 1 to `days` when each day's amount is paid out, in cents: `2^days - 1`. `None` beyond 63 days.
#[must_use]
pub fn pennies_through_day(days: u32) -> Option<u64> {
    penny_after_doublings(days).map(|next| next - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_of_doubling_is_four_thousand_and_ninety_six_people_on_thirteen_levels() {
        let month = Month::new(12);
        let levels: Vec<u64> = (0..=13).filter_map(|level| on_level(month, level)).collect();
        assert_eq!(levels, [1, 12, 66, 220, 495, 792, 924, 792, 495, 220, 66, 12, 1, 0]);
        assert_eq!(Some(levels.iter().sum()), team(month));
    }

    #[test]
    fn doubling_stops_in_the_month_that_needs_more_people_than_are_alive() {
        assert_eq!(first_impossible_month(), Month::new(33));
        assert_eq!(team(Month::new(32)), Some(4_294_967_296));
        assert_eq!(on_level(Month::new(32), 16), Some(601_080_390));
        for month in [33, 63, 64, 600] {
            assert_eq!((team(Month::new(month)), on_level(Month::new(month), 1)), (None, None), "month {month}");
        }
    }

    #[test]
    fn the_penny_s_quit_points_are_those_of_the_story() {
        let cents = |day| penny_on_day(day).unwrap();
        assert_eq!([cents(1), cents(7), cents(14), cents(20)], [1, 64, 8_192, 524_288]);
        assert_eq!([cents(21), cents(28), cents(31)], [1_048_576, 134_217_728, 1_073_741_824]);
        assert_eq!(pennies_through_day(30), Some(1_073_741_823));
        assert_eq!((penny_on_day(0), penny_on_day(65), pennies_through_day(0)), (None, None, Some(0)));
    }
}
