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
    /// 2^64 / denominator, rounded down: dividing by multiplying.
    reciprocal: u64,
}

impl Share {
    /// Nothing.
    pub const NONE: Self = Self { numerator: 0, denominator: 1, reciprocal: u64::MAX };

    /// All of it.
    pub const WHOLE: Self = Self { numerator: 1, denominator: 1, reciprocal: u64::MAX };

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
        Self { numerator, denominator: 1_000_000, reciprocal: const { u64::MAX / 1_000_000 } }
    }

    /// This share times a ratio of two positive numbers.
    pub(super) fn times(self, numerator: i64, denominator: i64) -> Self {
        let reduced = Self::new(self.numerator, self.denominator);
        Self::new(reduced.numerator * i128::from(numerator), reduced.denominator * i128::from(denominator.max(1)))
    }

    fn new(numerator: i128, denominator: i128) -> Self {
        let divisor = greatest_common_divisor(numerator, denominator);
        let (numerator, denominator) = (numerator / divisor, denominator / divisor);
        let reciprocal = u64::try_from(denominator).map_or(0, |denominator| u64::MAX / denominator);
        Self { numerator, denominator, reciprocal }
    }

    /// This share of a volume at one major unit a point, rounded once.
    #[must_use]
    pub fn of_volume(self, volume: Volume) -> Money {
        Money::from_cents(self.apply(volume.hundredths()))
    }

    /// This share of so many cents, or of so many hundredths of a point at one major unit a point, as whole cents.
    #[inline]
    #[must_use]
    pub fn of_hundredths(self, hundredths: i64, to_cent: ToCent) -> Money {
        match to_cent {
            ToCent::HalfUp => Money::from_cents(self.apply(hundredths)),
            ToCent::HalfEven | ToCent::TowardZero => {
                let (numerator, denominator) = self.fraction_of(hundredths);
                to_cent.round(numerator, denominator)
            }
        }
    }

    /// This share of so many hundredths as an exact fraction.
    pub(super) fn fraction_of(self, hundredths: i64) -> (i128, i128) {
        (i128::from(hundredths) * self.numerator, self.denominator)
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

    /// Whether it is nothing.
    #[must_use]
    pub const fn is_none(self) -> bool {
        self.numerator == 0
    }

    /// Rounds half away from zero: in 64 bits where the product fits, which is several times as quick and the same
    /// number.
    fn apply(self, amount: i64) -> i64 {
        self.apply_narrow(amount)
            .unwrap_or_else(|| round_half_away(i128::from(amount) * self.numerator, self.denominator))
    }

    #[inline]
    fn apply_narrow(self, amount: i64) -> Option<i64> {
        let denominator = u64::try_from(self.denominator).ok()?;
        let product = amount.checked_mul(i64::try_from(self.numerator).ok()?)?;
        // Half of an odd denominator is cut down, so that just under a half stays under.
        let raised = product.unsigned_abs().checked_add(denominator / 2).filter(|&raised| raised < 1 << 63)?;
        // The estimate is the quotient or one less, because raised / 2^64 is below one half.
        let estimate = u64::try_from((u128::from(raised) * u128::from(self.reciprocal)) >> 64).ok()?;
        let quotient = estimate + u64::from(raised - estimate * denominator >= denominator);
        let magnitude = i64::try_from(quotient).ok()?;
        Some(if product < 0 { -magnitude } else { magnitude })
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
        assert_eq!(Share::NONE.of_money(Money::from_cents(i64::MAX)), Money::ZERO);
    }
}
