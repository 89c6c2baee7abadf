//! [`Rounding`]: how a plan comes to whole cents. Public plans disagree on the mode and on what is rounded.

use crate::units::{Money, round_half_away};

/// Which way a part of a cent goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ToCent {
    /// To the nearest cent, half a cent away from zero: 0.5 cents are 1, and -0.5 cents are -1.
    #[default]
    HalfUp,
    /// To the nearest cent, half a cent to the even one: 0.5 cents are 0, 1.5 cents are 2.
    HalfEven,
    /// The part of a cent is cut off: 0.9 cents are 0.
    TowardZero,
}

impl ToCent {
    /// A fraction of a positive denominator as whole cents; beyond counting where it does not fit.
    ///
    /// ```
    /// use downline::commission::ToCent;
    /// use downline::units::Money;
    /// let cents = |mode: ToCent| mode.round(5, 2).cents();
    /// assert_eq!([ToCent::HalfUp, ToCent::HalfEven, ToCent::TowardZero].map(cents), [3, 2, 2]);
    /// ```
    #[must_use]
    pub fn round(self, numerator: i128, denominator: i128) -> Money {
        let denominator = denominator.max(1);
        let cents = match self {
            Self::HalfUp => round_half_away(numerator, denominator),
            Self::TowardZero => narrow(numerator / denominator),
            Self::HalfEven => {
                let (whole, rest) = (numerator.div_euclid(denominator), numerator.rem_euclid(denominator));
                let up = match rest.cmp(&(denominator - rest)) {
                    std::cmp::Ordering::Less => false,
                    std::cmp::Ordering::Equal => whole % 2 != 0,
                    std::cmp::Ordering::Greater => true,
                };
                narrow(whole + i128::from(up))
            }
        };
        Money::from_cents(cents)
    }
}

fn narrow(cents: i128) -> i64 {
    i64::try_from(cents).unwrap_or(if cents < 0 { i64::MIN } else { i64::MAX })
}

/// What is rounded to whole cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RoundedPer {
    /// Each line by itself: two awards of 0.6 cents are 2 cents.
    #[default]
    Line,
    /// What a rule pays an earner in a month: two awards of 0.6 cents by one rule are 1 cent, by two rules 2.
    EarnerAndRule,
    /// What all rules pay an earner in a month.
    Earner,
}

/// How a plan comes to whole cents.
///
/// Every line is whole cents in any case. Where a sum is what is rounded, each line is what the rounded sum grows by, so
/// that the lines add up to the rounding of the exact sum.
///
/// Not touched by this are amounts that are whole cents by themselves (fixed amounts and steps) and shares of a fixed
/// amount (pools, caps), which are always cut so that the shares never exceed the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rounding {
    /// Which way a part of a cent goes.
    pub to_cent: ToCent,
    /// What is rounded.
    pub per: RoundedPer,
}

impl Rounding {
    /// Each line to the nearest cent, half a cent away from zero: the house's own, which shortcuts stand on.
    pub const EACH_LINE: Self = Self { to_cent: ToCent::HalfUp, per: RoundedPer::Line };
}

/// A cent in the units in which exact sums are kept.
const CENT: i128 = 1_000_000_000_000_000_000;

/// The exact sum of one earner's awards, and the whole cents that it has been paid as.
///
/// Sums are kept in parts of 10^-18 of a cent: exactly so for products of up to three rates, whose denominators are powers
/// of ten; of other fractions what is smaller is cut off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ExactSum {
    exact: i128,
    cents: i64,
}

impl ExactSum {
    /// Adds a fraction of a cent and returns what the rounded sum grows by.
    pub(super) fn add(&mut self, numerator: i128, denominator: i128, to_cent: ToCent) -> Money {
        let denominator = denominator.max(1);
        let (whole, rest) = (numerator / denominator, numerator % denominator);
        let part = match rest.checked_mul(CENT) {
            Some(product) => product / denominator,
            // A denominator above 10^20, of which 10^-18 is still a whole number.
            None => rest / (denominator / CENT),
        };
        self.exact = self.exact.saturating_add(whole.saturating_mul(CENT)).saturating_add(part);
        let rounded = to_cent.round(self.exact, CENT).cents();
        let grown = rounded.saturating_sub(self.cents);
        self.cents = rounded;
        Money::from_cents(grown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mode_rounds_as_it_says_on_both_sides_of_zero() {
        let rounded =
            |mode: ToCent| [-15, -11, -10, -9, -5, 5, 9, 10, 15, 25].map(|tenths| mode.round(tenths, 10).cents());
        assert_eq!(rounded(ToCent::HalfUp), [-2, -1, -1, -1, -1, 1, 1, 1, 2, 3]);
        assert_eq!(rounded(ToCent::HalfEven), [-2, -1, -1, -1, 0, 0, 1, 1, 2, 2]);
        assert_eq!(rounded(ToCent::TowardZero), [-1, -1, -1, 0, 0, 0, 0, 1, 1, 2]);
    }

    /// Panda MLM's example (github.com/chocoalano/mlm-engine, ADR-020): two awards of 0.006 are 0.02 or 0.01.
    #[test]
    fn two_awards_of_six_tenths_of_a_cent_are_one_cent_or_two() {
        let one = ToCent::HalfUp.round(6, 10);
        assert_eq!(one + one, Money::from_cents(2));
        let mut sum = ExactSum::default();
        let lines = [sum.add(6, 10, ToCent::HalfUp), sum.add(6, 10, ToCent::HalfUp)];
        assert_eq!(lines, [Money::from_cents(1), Money::ZERO]);
    }

    #[test]
    fn fractions_of_denominators_above_ten_to_the_twentieth_are_added_up() {
        let denominator = 4 * 10_i128.pow(20);
        let mut sum = ExactSum::default();
        let lines =
            [1, 1, 1, 3].map(|quarters| sum.add(quarters * 10_i128.pow(20), denominator, ToCent::HalfUp).cents());
        // 0.25, 0.50, 0.75 and 1.50 in all.
        assert_eq!(lines, [0, 1, 0, 1]);
    }

    #[test]
    fn lines_of_a_rounded_sum_add_up_to_the_rounding_of_the_exact_sum() {
        for to_cent in [ToCent::HalfUp, ToCent::HalfEven, ToCent::TowardZero] {
            let mut sum = ExactSum::default();
            let mut paid = Money::ZERO;
            for number in 1..=1_000_i128 {
                paid += sum.add(number * 123_457, 1_000_000_000_000, to_cent);
                paid += sum.add(-number * 7, 1_000_000, to_cent);
            }
            let exact = (1..=1_000_i128).map(|number| number * 123_457 - number * 7_000_000).sum::<i128>();
            assert_eq!(paid, to_cent.round(exact, 1_000_000_000_000));
        }
    }
}
