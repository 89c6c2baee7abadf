//! [`HalfLife`]: how long commission takes to halve once you stop working.

use crate::units::Month;

/// When commission has halved, of what it was in the month before the stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HalfLife {
    /// There was no commission in the month before the stop.
    NothingToHalve,
    /// It is at most half from the stop on for the first time in a month.
    Halved {
        /// That month.
        month: Month,
        /// How many months after the month before the stop it comes, 1 or more.
        after: u16,
    },
    /// It is more than half in every month up to the horizon.
    NotByTheHorizon,
}

impl HalfLife {
    /// Of amounts by month from the one before the stop, which is month `before`.
    pub(super) fn of(before: Month, amounts: impl IntoIterator<Item = f64>) -> Self {
        let mut amounts = amounts.into_iter();
        let Some(first) = amounts.next().filter(|&amount| amount > 0.0) else { return Self::NothingToHalve };
        // Twice an amount is exact.
        match (1_u16..).zip(amounts).find(|&(_, amount)| 2.0 * amount <= first) {
            Some((after, _)) => Self::Halved { month: Month::new(before.get() + after), after },
            None => Self::NotByTheHorizon,
        }
    }

    /// The month in which it has halved, where there is one.
    #[must_use]
    pub const fn month(self) -> Option<Month> {
        match self {
            Self::Halved { month, .. } => Some(month),
            _ => None,
        }
    }

    /// How many months after the month before the stop it has halved, where it has.
    #[must_use]
    pub const fn months(self) -> Option<u16> {
        match self {
            Self::Halved { after, .. } => Some(after),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(amounts: &[i32]) -> HalfLife {
        HalfLife::of(Month::new(12), amounts.iter().map(|&amount| f64::from(amount)))
    }

    #[test]
    fn the_first_month_with_at_most_half_is_the_half_life() {
        assert_eq!(of(&[101, 90, 51, 50, 80, 3]), HalfLife::Halved { month: Month::new(15), after: 3 });
        assert_eq!(of(&[100, 50, 100]), HalfLife::Halved { month: Month::new(13), after: 1 });
        assert_eq!(of(&[100, 51, 120]), HalfLife::NotByTheHorizon);
        assert_eq!(
            (of(&[100, 51]).month(), of(&[8, 4]).month(), of(&[8, 4]).months()),
            (None, Some(Month::new(13)), Some(1))
        );
    }

    #[test]
    fn nothing_has_no_half() {
        assert_eq!(of(&[0, 0, 0]), HalfLife::NothingToHalve);
        assert_eq!(of(&[0, 7]), HalfLife::NothingToHalve);
        assert_eq!(of(&[]), HalfLife::NothingToHalve);
    }
}
