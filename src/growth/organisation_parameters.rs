//! What an organisation in which everyone is counted is asked to be: how many members, how old, and how many of its last
//! months are looked at.

/// Why organisation parameters were refused. Each variant's text says what is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OrganisationError {
    /// A size outside 10 to 1,000,000 members.
    #[error("an organisation of {members} members is outside 10 to 1000000")]
    Members {
        /// The members that were given.
        members: u32,
    },
    /// An age outside 2 to 600 months.
    #[error("an age of {age} months is outside 2 to 600")]
    Age {
        /// The age that was given.
        age: u16,
    },
    /// A number of last months outside 1 to 60, or more than the organisation is old.
    #[error("the last {months} months are outside 1 to {most}")]
    Months {
        /// The months that were given.
        months: u16,
        /// The most that can be looked at: 60, or the age where it is less.
        most: u16,
    },
}

/// An organisation in which everyone is counted: its size, its age, and its last months, which are looked at.
///
/// It grows in the first half of its life and keeps its size in the second. By default it has 10,000 members, is 120
/// months old, and its last 12 months are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrganisationParameters {
    members: u32,
    age: u16,
    months: u16,
}

impl Default for OrganisationParameters {
    fn default() -> Self {
        Self { members: 10_000, age: 120, months: 12 }
    }
}

impl OrganisationParameters {
    /// The fewest members.
    pub const FEWEST: u32 = 10;
    /// The most members.
    pub const MOST: u32 = 1_000_000;
    /// The least age in months.
    pub const YOUNGEST: u16 = 2;
    /// The largest age in months.
    pub const OLDEST: u16 = 600;
    /// The most months that are looked at.
    pub const MOST_MONTHS: u16 = 60;

    /// An organisation of 10 to 1,000,000 members, 2 to 600 months old, of which the last 1 to 60 months are looked at,
    /// and no more than it is old.
    ///
    /// # Errors
    /// [`OrganisationError`] outside these ranges.
    pub fn new(members: u32, age: u16, months: u16) -> Result<Self, OrganisationError> {
        if !(Self::FEWEST..=Self::MOST).contains(&members) {
            return Err(OrganisationError::Members { members });
        }
        if !(Self::YOUNGEST..=Self::OLDEST).contains(&age) {
            return Err(OrganisationError::Age { age });
        }
        let most = age.min(Self::MOST_MONTHS);
        if !(1..=most).contains(&months) {
            return Err(OrganisationError::Months { months, most });
        }
        Ok(Self { members, age, months })
    }

    /// How many members the organisation has in the second half of its life.
    #[must_use]
    pub const fn members(&self) -> u32 {
        self.members
    }

    /// Its age in months.
    #[must_use]
    pub const fn age(&self) -> u16 {
        self.age
    }

    /// The month at whose end it first has all its members: half of its age.
    #[must_use]
    pub const fn full_since(&self) -> u16 {
        self.age / 2
    }

    /// How many members it should have at a month's end: in its first half it grows by the same factor every month, from
    /// one member to all; then it keeps its size.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 1 to a million
    pub fn size_at(&self, month: u16) -> u32 {
        let full = self.full_since();
        if month >= full {
            return self.members;
        }
        let exponent = f64::from(month) / f64::from(full);
        libm::round(libm::pow(f64::from(self.members), exponent)) as u32
    }

    /// How many of its last months are looked at.
    #[must_use]
    pub const fn months(&self) -> u16 {
        self.months
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_range_ends_where_it_is_said_to() {
        for (members, age, months) in [(10, 2, 1), (1_000_000, 600, 60), (10_000, 12, 12)] {
            let made = OrganisationParameters::new(members, age, months).unwrap();
            assert_eq!((made.members(), made.age(), made.months()), (members, age, months));
        }
        for (members, age, months) in [(9, 2, 1), (1_000_001, 2, 1), (10, 1, 1), (10, 601, 1), (10, 2, 0), (10, 99, 61)]
        {
            assert!(OrganisationParameters::new(members, age, months).is_err(), "{members} {age} {months}");
        }
        let error = OrganisationParameters::new(10, 11, 12).unwrap_err();
        assert_eq!(error.to_string(), "the last 12 months are outside 1 to 11");
    }

    #[test]
    fn the_default_is_an_organisation_that_can_be_asked_for() {
        let usual = OrganisationParameters::default();
        assert_eq!(OrganisationParameters::new(usual.members, usual.age, usual.months), Ok(usual));
    }
}
