//! [`Share`]: a product of exact rates, reduced once, so that a line is one multiplication and one rounding.

use super::rounding::ToCent;
use crate::units::{Money, Rate, Volume, round_half_away};

/// An exact share of a volume or an amount: the product of some rates as a fraction in lowest terms.
///
/// A share is rounded only when it is applied, so `5 % of 40 % of 200` is one rounding, not two.
///
/// ```
/// use downline::commission::Share;
/// use downline::units::{Money, Rate, Volume};
/// let percent = |number: u32| Rate::from_parts_per_million(number * 10_000);
/// let share = Share::of(&[percent(5), percent(40)]);
/// assert_eq!(share.of_volume(Volume::from_hundredths(200_00)), Money::from_cents(4_00));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    numerator: i128,
    denominator: i128,
    narrow: Narrow,
}

/// The same fraction in 64 bits, where it fits: a line is then a few multiplications. All zero where it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Narrow {
    numerator: u64,
    denominator: u64,
    /// 2^64 / denominator, rounded down: dividing by multiplying.
    reciprocal: u64,
}

impl Narrow {
    const NONE: Self = Self { numerator: 0, denominator: 0, reciprocal: 0 };

    const fn new(numerator: i128, denominator: i128) -> Self {
        const MOST: i128 = u64::MAX as i128;
        if numerator < 0 || numerator > MOST || denominator <= 0 || denominator > MOST {
            return Self::NONE;
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // both were just looked at
        let (numerator, denominator) = (numerator as u64, denominator as u64);
        Self { numerator, denominator, reciprocal: u64::MAX / denominator }
    }

    /// This share of an amount, half away from zero; `None` where a product may not fit or the amount may not be counted.
    #[inline]
    fn apply(self, amount: i64) -> Option<i64> {
        let product = u128::from(amount.unsigned_abs()) * u128::from(self.numerator);
        // Half of an odd denominator is cut down, so that just under a half stays under.
        let raised = product + u128::from(self.denominator / 2);
        if self.denominator == 0 || raised >> 61 != 0 {
            return None;
        }
        #[allow(clippy::cast_possible_truncation)] // below 2^61
        let raised = raised as u64;
        // The estimate is the quotient or one less, because raised / 2^64 is below one half.
        #[allow(clippy::cast_possible_truncation)] // the upper half of a product of two 64-bit numbers
        let estimate = ((u128::from(raised) * u128::from(self.reciprocal)) >> 64) as u64;
        let quotient = estimate + u64::from(raised - estimate * self.denominator >= self.denominator);
        #[allow(clippy::cast_possible_wrap)] // at most `raised`
        let magnitude = quotient as i64;
        Some(if amount < 0 { -magnitude } else { magnitude })
    }
}

impl Share {
    /// Nothing.
    pub const NONE: Self = Self { numerator: 0, denominator: 1, narrow: Narrow::new(0, 1) };

    /// All of it.
    pub const WHOLE: Self = Self { numerator: 1, denominator: 1, narrow: Narrow::new(1, 1) };

    /// The product of these rates; the whole when there is none.
    #[must_use]
    pub fn of(rates: &[Rate]) -> Self {
        let mut counting = rates.iter().filter(|&&rate| rate != Rate::ONE);
        if let (only, None) = (counting.next(), counting.next()) {
            return only.map_or(Self::WHOLE, |&rate| Self::of_one(rate));
        }
        rates.iter().fold(Self::new(1, 1), |share, rate| {
            let numerator = share.numerator * i128::from(rate.parts_per_million());
            Self::new(numerator, share.denominator * i128::from(Rate::ONE.parts_per_million()))
        })
    }

    /// The product of two rates, most often with the second one whole: quick enough for every line.
    pub(super) fn of_two(rate: Rate, worth: Rate) -> Self {
        if worth == Rate::ONE { Self::of_one(rate) } else { Self::of(&[rate, worth]) }
    }

    /// One rate, not reduced.
    const fn of_one(rate: Rate) -> Self {
        let numerator = rate.parts_per_million() as i128;
        let reciprocal = const { u64::MAX / 1_000_000 };
        let narrow = Narrow { numerator: rate.parts_per_million() as u64, denominator: 1_000_000, reciprocal };
        Self { numerator, denominator: 1_000_000, narrow }
    }

    /// This share times a ratio of two positive numbers.
    pub(super) fn times(self, numerator: i64, denominator: i64) -> Self {
        let reduced = Self::new(self.numerator, self.denominator);
        Self::new(reduced.numerator * i128::from(numerator), reduced.denominator * i128::from(denominator.max(1)))
    }

    fn new(numerator: i128, denominator: i128) -> Self {
        let divisor = greatest_common_divisor(numerator, denominator);
        let (numerator, denominator) = (numerator / divisor, denominator / divisor);
        Self { numerator, denominator, narrow: Narrow::new(numerator, denominator) }
    }

    /// This share of a volume at one major unit a point, rounded once.
    #[must_use]
    pub fn of_volume(self, volume: Volume) -> Money {
        Money::from_cents(self.apply(volume.hundredths()))
    }

    /// This share of so many cents, or of so many hundredths of a point at one major unit a point, as whole cents.
    #[inline]
    #[must_use]
    pub fn of_hundredths(&self, hundredths: i64, to_cent: ToCent) -> Money {
        match to_cent {
            ToCent::HalfUp => Money::from_cents(self.apply(hundredths)),
            ToCent::HalfEven | ToCent::TowardZero => {
                let (numerator, denominator) = self.fraction_of(hundredths);
                to_cent.round(numerator, denominator)
            }
        }
    }

    /// This share of so many hundredths as an exact fraction.
    pub(super) const fn fraction_of(&self, hundredths: i64) -> (i128, i128) {
        if Money::from_cents(hundredths).is_counted() || self.is_none() {
            (hundredths as i128 * self.numerator, self.denominator)
        } else {
            (i64::MAX as i128, 1)
        }
    }

    /// This share of an amount of money, rounded once.
    #[must_use]
    pub fn of_money(self, amount: Money) -> Money {
        Money::from_cents(self.apply(amount.cents()))
    }

    /// This share of a volume as a volume, rounded once.
    #[must_use]
    pub fn of_points(self, volume: Volume) -> Volume {
        Volume::from_hundredths(self.apply(volume.hundredths()))
    }

    /// The share as a fraction, for expectations; nothing is paid by it.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // products of a few rates
    pub fn to_fraction(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// Whether it is nothing.
    #[must_use]
    pub const fn is_none(self) -> bool {
        self.numerator == 0
    }

    /// Rounds half away from zero: in 64 bits where the product fits, which is several times as quick and the same
    /// number.
    #[inline]
    fn apply(&self, amount: i64) -> i64 {
        match self.narrow.apply(amount) {
            Some(cents) => cents,
            None => self.apply_wide(amount),
        }
    }

    #[cold]
    fn apply_wide(&self, amount: i64) -> i64 {
        let (numerator, denominator) = self.fraction_of(amount);
        round_half_away(numerator, denominator)
    }
}

fn greatest_common_divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_of_rates_is_rounded_only_once() {
        // 50 % of 33.3333 % of 0.03 is 0.005 less a hair: 0.00. Rounded twice it would be 0.01.
        let share = Share::of(&[Rate::from_parts_per_million(500_000), Rate::from_parts_per_million(333_333)]);
        assert_eq!(share.of_volume(Volume::from_hundredths(3)), Money::ZERO);
        assert_eq!(Share::of(&[]).of_volume(Volume::from_hundredths(7)), Money::from_cents(7));
    }

    #[test]
    fn the_quick_rounding_is_the_project_s_rounding() {
        for (numerator, denominator) in
            [(1_i128, 2_i128), (1, 3), (2, 3), (5, 7), (1, 20), (3, 1_000_000), (7, 1), (1, 1_000_000_007)]
        {
            let share = Share::new(numerator, denominator);
            for amount in (-100..=100).chain([i64::MAX / 8, i64::MIN / 8, 999_999_999_999]) {
                let slow = round_half_away(i128::from(amount) * numerator, denominator);
                assert_eq!(share.apply(amount), slow, "{amount} * {numerator} / {denominator}");
            }
        }
    }

    #[test]
    fn a_rate_of_nothing_makes_nothing_of_anything() {
        assert!(Share::of(&[Rate::ONE, Rate::ZERO]).is_none());
        assert_eq!(Share::NONE.of_money(Money::MOST + Money::MOST), Money::ZERO);
    }

    #[test]
    fn a_share_of_what_cannot_be_counted_cannot_be_counted() {
        let beyond = Money::MOST + Money::MOST;
        for share in
            [Share::WHOLE, Share::new(1, 2), Share::new(1, 1_000_000), Share::new(3, 1_000_000_000_000_000_000)]
        {
            assert_eq!(share.of_money(beyond), beyond);
            for mode in [ToCent::HalfUp, ToCent::HalfEven, ToCent::TowardZero] {
                assert_eq!(share.of_hundredths(beyond.cents(), mode), beyond);
            }
        }
    }
}
