//! [`Share`]: a product of exact rates, reduced once, so that a line is one multiplication and one rounding.

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
}

impl Share {
    /// Nothing.
    pub const NONE: Self = Self { numerator: 0, denominator: 1 };

    /// The product of these rates; the whole when there is none.
    #[must_use]
    pub fn of(rates: &[Rate]) -> Self {
        rates.iter().fold(Self { numerator: 1, denominator: 1 }, |share, rate| {
            let numerator = share.numerator * i128::from(rate.parts_per_million());
            let denominator = share.denominator * i128::from(Rate::ONE.parts_per_million());
            let divisor = greatest_common_divisor(numerator, denominator);
            Self { numerator: numerator / divisor, denominator: denominator / divisor }
        })
    }

    /// This share of a volume at one major unit a point, rounded once.
    #[must_use]
    pub fn of_volume(self, volume: Volume) -> Money {
        Money::from_cents(self.apply(volume.hundredths()))
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

    fn apply(self, amount: i64) -> i64 {
        if amount == 0 {
            return 0;
        }
        round_half_away(i128::from(amount) * self.numerator, self.denominator)
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
    fn a_rate_of_nothing_makes_nothing_of_anything() {
        assert!(Share::of(&[Rate::ONE, Rate::ZERO]).is_none());
        assert_eq!(Share::NONE.of_money(Money::from_cents(i64::MAX)), Money::ZERO);
    }
}
