//! Quantities with their units: [`Money`], [`Volume`], [`Rate`], [`Probability`] and [`Month`].
//!
//! Money and volume are integers, rates are exact parts per million, and there is one rounding rule
//! ([`round_half_away`]), so a commission is the same cent on every machine and in every order of adding up.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// An amount of money in integer cents (hundredths of the major unit) of the scenario's currency.
///
/// ```
/// use downline::units::Money;
/// assert_eq!(Money::from_cents(720_000).to_string(), "7200.00");
/// assert_eq!(Money::from_cents(-5).to_string(), "-0.05");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

impl Money {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// An amount of so many cents.
    #[must_use]
    #[inline]
    pub const fn from_cents(cents: i64) -> Self {
        Self(counted(cents))
    }

    /// The amount in cents.
    #[must_use]
    pub const fn cents(self) -> i64 {
        self.0
    }

    /// The amount in major units, for statistics and axes only (a float is never added up).
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // for showing and for means; nothing is paid by it
    pub fn to_major(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// `count` times this amount.
    #[must_use]
    pub fn times(self, count: i64) -> Self {
        Self(self.0.checked_mul(count).map_or(BEYOND, counted))
    }
}

/// A volume of points in integer hundredths of a point.
///
/// Points are what a plan counts: personal volume (PV) and group volume (GV) qualify a member, commissionable volume
/// (CV) is what a percentage is paid on. One point is worth one major unit of money unless a plan says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Volume(i64);

impl Volume {
    /// No volume.
    pub const ZERO: Self = Self(0);

    /// A volume of so many hundredths of a point.
    #[must_use]
    #[inline]
    pub const fn from_hundredths(hundredths: i64) -> Self {
        Self(counted(hundredths))
    }

    /// The volume in hundredths of a point.
    #[must_use]
    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// The volume of `count` members who each have this volume, or `None` when it cannot be counted.
    #[must_use]
    pub fn checked_times(self, count: i64) -> Option<Self> {
        self.0.checked_mul(count).map(Self).filter(|volume| volume.is_counted())
    }
}

/// Amounts are counted below this many hundredths either way: a quarter of what 64 bits hold, so that no sum of two of them, and
/// no sum with [`BEYOND`], looks like an amount that is counted.
const COUNTED: i64 = 1 << 61;

/// What stands for an amount that cannot be counted. It lies so that whatever is added to it, itself included, is not
/// counted either.
const BEYOND: i64 = 3 << 61;

#[inline]
const fn is_counted(hundredths: i64) -> bool {
    (hundredths.wrapping_add(COUNTED).cast_unsigned()) < 2 * COUNTED.cast_unsigned()
}

/// The amount itself where it is counted.
#[inline]
const fn counted(hundredths: i64) -> i64 {
    if is_counted(hundredths) { hundredths } else { beyond() }
}

/// As good as never, so the processor is told to go on.
#[cold]
const fn beyond() -> i64 {
    BEYOND
}

/// Sums and differences. One that cannot be counted is beyond counting from then on, whatever is added to it or taken from
/// it: no panic, and no amount that looks like another.
macro_rules! additive {
    ($unit:ident, $hundredths:literal) => {
        impl $unit {
            /// Whether the amount is known: it, and everything that it was added up from, is below 23 quadrillion either way.
            /// Sums beyond that, which no real network comes to but a plan of matches of matches can ask for, are beyond
            /// counting for good, as no number among floats is. Whoever adds up what a user can make large asks this, and
            /// refuses.
            ///
            /// ```
            #[doc = concat!("use downline::units::", stringify!($unit), ";")]
            #[doc = concat!("let one = ", stringify!($unit), "::from_", $hundredths, "(2_000_000_000_000_000_000);")]
            /// assert!(one.is_counted());
            /// assert!(!(one + one).is_counted());
            /// assert!(!(one + one - one).is_counted());
            /// ```
            #[must_use]
            #[inline]
            pub const fn is_counted(self) -> bool {
                is_counted(self.0)
            }

            /// The least amount that is counted.
            pub const LEAST: Self = Self(-COUNTED);

            /// The largest amount that is counted.
            pub const MOST: Self = Self(COUNTED - 1);
        }
        impl Add for $unit {
            type Output = Self;
            #[inline]
            fn add(self, other: Self) -> Self {
                Self(counted(self.0.wrapping_add(other.0)))
            }
        }
        impl Sub for $unit {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                // Nothing less than what cannot be counted would be counted.
                if is_counted(other.0) { Self(counted(self.0.wrapping_sub(other.0))) } else { Self(beyond()) }
            }
        }
        impl Neg for $unit {
            type Output = Self;
            fn neg(self) -> Self {
                Self(0) - self
            }
        }
        impl AddAssign for $unit {
            #[inline]
            fn add_assign(&mut self, other: Self) {
                *self = *self + other;
            }
        }
        impl SubAssign for $unit {
            fn sub_assign(&mut self, other: Self) {
                *self = *self - other;
            }
        }
        impl Sum for $unit {
            fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
                amounts.fold(Self(0), Add::add)
            }
        }
        impl fmt::Display for $unit {
            /// Two decimals, a point, no thousands marks: `-1206.00`.
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                if !self.is_counted() {
                    return out.pad("beyond counting");
                }
                let sign = if self.0 < 0 { "-" } else { "" };
                let hundredths = self.0.unsigned_abs();
                out.pad(&format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100))
            }
        }
    };
}

additive!(Money, "cents");
additive!(Volume, "hundredths");

/// An exact rate in parts per million: 6 % is 60,000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(u32);

/// One million: the parts in a whole.
const PARTS: i128 = 1_000_000;

impl Rate {
    /// A rate of nothing.
    pub const ZERO: Self = Self(0);
    /// The whole: 100 %.
    pub const ONE: Self = Self(1_000_000);

    /// A rate of so many parts per million.
    #[must_use]
    pub const fn from_parts_per_million(parts: u32) -> Self {
        Self(parts)
    }

    /// The rate nearest to a fraction such as `0.06`, or `None` outside 0 to 1 (100 %) or when it has more than six
    /// decimals, so that what is written is exactly what is paid.
    #[must_use]
    pub fn from_fraction(fraction: f64) -> Option<Self> {
        if !(0.0..=1.0).contains(&fraction) {
            return None;
        }
        let parts = (fraction * 1e6).round();
        if (fraction * 1e6 - parts).abs() > 1e-6 {
            return None;
        }
        // In 0 ..= 1,000,000 by the check above.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Some(Self(parts as u32))
    }

    /// The rate in parts per million.
    #[must_use]
    pub const fn parts_per_million(self) -> u32 {
        self.0
    }

    /// The rate as a fraction, for showing.
    #[must_use]
    pub fn to_fraction(self) -> f64 {
        f64::from(self.0) / 1e6
    }

    /// This share of a commissionable volume, in money at one major unit a point, rounded once
    /// ([`round_half_away`]).
    ///
    /// ```
    /// use downline::units::{Money, Rate, Volume};
    /// let six_percent = Rate::from_parts_per_million(60_000);
    /// let team = Volume::from_hundredths(800 * 150_00);
    /// assert_eq!(six_percent.of_volume(team), Money::from_cents(7_200_00));
    /// ```
    #[must_use]
    pub fn of_volume(self, volume: Volume) -> Money {
        Money(self.share_of(volume.0))
    }

    /// Whether this share of a volume, at one major unit a point, is a whole number of cents.
    #[must_use]
    pub fn is_whole_of(self, volume: Volume) -> bool {
        i128::from(volume.0) * i128::from(self.0) % PARTS == 0
    }

    /// This share of an amount of money, rounded once ([`round_half_away`]).
    #[must_use]
    pub fn of_money(self, amount: Money) -> Money {
        Money(self.share_of(amount.0))
    }

    fn share_of(self, amount: i64) -> i64 {
        round_half_away(i128::from(amount) * i128::from(self.0), PARTS)
    }
}

impl fmt::Display for Rate {
    /// As a percentage with the decimals it needs: `6 %`, `13.5 %`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = self.0 / 10_000;
        let rest = format!("{:04}", self.0 % 10_000);
        let decimals = rest.trim_end_matches('0');
        if decimals.is_empty() { write!(out, "{whole} %") } else { write!(out, "{whole}.{decimals} %") }
    }
}

/// The project's one rounding rule: to the nearest integer, halves away from zero (2.5 to 3, -2.5 to -3).
///
/// `denominator` must be positive. A quotient beyond 64 bits is held at the end of the range, which as an
/// amount is beyond counting ([`Money::is_counted`]).
#[must_use]
#[inline]
pub fn round_half_away(numerator: i128, denominator: i128) -> i64 {
    const SMALL: i128 = 1 << 61;
    if numerator.abs() < SMALL && denominator < SMALL {
        // Nearly always: 64 bits are enough, and much quicker to divide.
        #[allow(clippy::cast_possible_truncation)] // below 2^61
        let (numerator, denominator) = (numerator as i64, denominator as i64);
        let magnitude = (numerator.abs() * 2 + denominator) / (denominator * 2);
        return if numerator < 0 { -magnitude } else { magnitude };
    }
    round_half_away_of_many_digits(numerator, denominator)
}

/// A number of people in words that fit a line: whole, and from a quadrillion on with its power of ten.
pub(crate) fn whole(number: f64) -> String {
    if number.abs() < 1e15 { format!("{number:.0}") } else { format!("{number:.1e}") }
}

fn round_half_away_of_many_digits(numerator: i128, denominator: i128) -> i64 {
    let magnitude = (numerator.abs() * 2 + denominator) / (denominator * 2);
    let rounded = if numerator < 0 { -magnitude } else { magnitude };
    i64::try_from(rounded).unwrap_or(if rounded < 0 { i64::MIN } else { i64::MAX })
}

/// A probability: a number from 0 to 1, never NaN.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Probability(f64);

impl Probability {
    /// Never.
    pub const ZERO: Self = Self(0.0);
    /// Always.
    pub const ONE: Self = Self(1.0);

    /// A probability, or `None` outside 0 to 1 or not a number.
    #[must_use]
    pub fn new(probability: f64) -> Option<Self> {
        (0.0..=1.0).contains(&probability).then_some(Self(probability))
    }

    /// The number from 0 to 1.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }
}

/// A month of the career, counted from 0 (your own joining) to the horizon; 1 is the first full month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(u16);

impl Month {
    /// The longest horizon: 50 years.
    pub const LONGEST: u16 = 600;

    /// Month number `number`.
    #[must_use]
    pub const fn new(number: u16) -> Self {
        Self(number)
    }

    /// The month's number.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }

    /// The month's number as an index into a table that starts at month 0.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// Months 0, 1, ... up to and including this one.
    pub fn through(self) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
        (0..=self.0).map(Self)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_round_away_from_zero_on_both_sides() {
        for (numerator, rounded) in [(5, 1), (4, 0), (-5, -1), (-4, 0), (15, 2), (-15, -2), (0, 0)] {
            assert_eq!(round_half_away(numerator, 10), rounded, "{numerator}/10");
            let large = 10 * i128::from(i64::MAX);
            assert_eq!(round_half_away(numerator * large, 10 * large), rounded, "{numerator}/10 in many digits");
        }
    }

    #[test]
    fn a_number_of_any_size_fits_a_line() {
        assert_eq!([12.4, 8_589_934_592.0, 1.26e180].map(whole), ["12", "8589934592", "1.3e180"]);
    }

    #[test]
    fn a_rate_is_what_was_written_or_refused() {
        assert_eq!(Rate::from_fraction(0.07).map(Rate::parts_per_million), Some(70_000));
        assert_eq!(Rate::from_fraction(0.072_5).map(|rate| rate.to_string()), Some("7.25 %".into()));
        assert_eq!(Rate::from_fraction(0.123_456_7), None);
        assert_eq!(Rate::from_fraction(1.01), None);
        assert_eq!(Rate::from_fraction(-0.01), None);
        assert_eq!(Rate::from_fraction(f64::NAN), None);
    }

    #[test]
    fn probabilities_outside_zero_to_one_cannot_be_made() {
        assert!(Probability::new(1.0).is_some());
        assert!(Probability::new(-0.0).is_some());
        for wrong in [1.000_001, -0.1, f64::NAN, f64::INFINITY] {
            assert!(Probability::new(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_sum_that_cannot_be_counted_never_looks_like_an_amount_again() {
        let (most, least, cent) = (Money::MOST, Money::LEAST, Money::from_cents(1));
        assert_eq!(most.to_string(), "23058430092136939.51");
        assert!(most.is_counted() && least.is_counted() && (most + least).is_counted());
        let beyond = most + cent;
        let others = [Money::ZERO, cent, -cent, most, least, beyond];
        let sums =
            others.into_iter().flat_map(|other| [beyond + other, other + beyond, beyond - other, other - beyond]);
        assert!(sums.into_iter().all(|sum| sum == beyond && !sum.is_counted()));
        for sum in [least - cent, -beyond, most.times(2), cent.times(i64::MAX), most + most, least + least] {
            assert_eq!(sum, beyond);
        }
        assert_eq!([most, most, least, least].into_iter().sum::<Money>(), beyond);
        assert_eq!([i64::MAX, i64::MIN].map(Money::from_cents), [beyond; 2]);
        assert_eq!(beyond.to_string(), "beyond counting");
        assert!(beyond > most);
    }

    #[test]
    fn the_article_s_fifth_is_paid_seven_thousand_two_hundred() {
        let volume = Volume::from_hundredths(150_00).checked_times(800).unwrap();
        assert_eq!(Rate::from_parts_per_million(60_000).of_volume(volume).to_string(), "7200.00");
    }
}
