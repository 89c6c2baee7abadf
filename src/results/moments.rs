//! [`Moments`]: how many values there were, their exact sum and sum of squares, from which mean and error follow.

use serde::{Deserialize, Serialize};

use super::estimate::Estimate;

/// The exact sum and sum of squares of all values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Moments {
    pub(super) trials: u64,
    pub(super) sum: i128,
    pub(super) squares: i128,
}

impl Moments {
    /// Of nobody.
    pub(crate) const NONE: Self = Self { trials: 0, sum: 0, squares: 0 };

    /// Counts a value once.
    #[inline]
    pub(crate) fn add_one(&mut self, value: i64) {
        self.trials += 1;
        if value != 0 {
            let value = i128::from(value);
            self.sum += value;
            self.squares = self.squares.saturating_add(value * value);
        }
    }

    /// Counts a value so many times.
    #[inline]
    pub(crate) fn add(&mut self, value: i64, times: u64) {
        self.trials += times;
        let square = i128::from(value) * i128::from(value);
        self.sum += i128::from(value) * i128::from(times);
        // Beyond 127 bits no money of any use is left to be told apart. Squares below 2^62 stay far below.
        let is_small = value.unsigned_abs() >> 31 == 0;
        let squares = if is_small { square * i128::from(times) } else { square.saturating_mul(times.into()) };
        self.squares = self.squares.saturating_add(squares);
    }

    /// Counts each of a few values once.
    pub(crate) fn add_block(&mut self, values: &[i64]) {
        let largest = values.iter().fold(0, |largest, value| largest | value.unsigned_abs());
        if largest >> 31 != 0 || values.len() > 1 << 16 {
            return values.iter().for_each(|&value| self.add(value, 1));
        }
        // Squares below 2^62, and sums of 2^16 magnitudes below 2^31.
        let sum: i64 = values.iter().sum();
        let squares: u128 = values.iter().map(|value| u128::from((value * value).unsigned_abs())).sum();
        self.trials += values.len() as u64;
        self.sum += i128::from(sum);
        self.squares = self.squares.saturating_add(squares.cast_signed());
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.trials += other.trials;
        self.sum += other.sum;
        self.squares = self.squares.saturating_add(other.squares);
    }

    /// Of values in rising order.
    pub(super) fn of(cells: &[(i64, u64)]) -> Self {
        let trials: u64 = cells.iter().map(|cell| cell.1).sum();
        let largest = [cells.first(), cells.last()].into_iter().flatten().map(|cell| cell.0.unsigned_abs()).max();
        if largest.unwrap_or(0) >> 31 == 0 && trials >> 31 == 0 {
            // Sums below 2^62, and squares below 2^93.
            let sum = cells.iter().map(|&(value, count)| value * count.cast_signed()).sum::<i64>().into();
            let square = |&(value, count): &(i64, u64)| u128::from((value * value).unsigned_abs()) * u128::from(count);
            return Self { trials, sum, squares: cells.iter().map(square).sum::<u128>().cast_signed() };
        }
        let mut moments = Self::default();
        cells.iter().for_each(|&(value, count)| moments.add(value, count));
        moments
    }

    /// The mean with its standard error; `None` without trials.
    pub(crate) fn estimate(self) -> Option<Estimate> {
        self.mean().map(|value| Estimate { value, error: self.mean_error() })
    }

    #[allow(clippy::cast_precision_loss)] // means for people to read
    pub(super) fn mean(self) -> Option<f64> {
        (self.trials > 0).then(|| self.sum as f64 / self.trials as f64)
    }

    /// The variance over trials with divisor `trials - 1`; `None` below two trials.
    #[allow(clippy::cast_precision_loss)] // the sums are exact; only the result is a float
    pub(super) fn variance(self) -> Option<f64> {
        let Self { trials, sum, squares } = self;
        if trials < 2 {
            return None;
        }
        let number = i128::from(trials);
        // n squares - sum^2, exactly where it fits, so that equal values do not vary.
        let spread = number.checked_mul(squares).zip(sum.checked_mul(sum)).map(|(all, square)| (all - square) as f64);
        let spread = spread.unwrap_or(number as f64 * squares as f64 - sum as f64 * sum as f64);
        Some(spread.max(0.0) / (number as f64 * (number - 1) as f64))
    }

    #[allow(clippy::cast_precision_loss)] // trials, far below 2^53
    pub(super) fn mean_error(self) -> Option<f64> {
        self.variance().map(|variance| (variance / self.trials as f64).sqrt())
    }
}
