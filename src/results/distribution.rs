//! [`Distribution`]: how often each value came up in all trials.

use super::estimate::Estimate;
use super::moments::Moments;

/// Whether the values of a distribution are the trials' own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Accuracy {
    /// Every value is exact.
    #[default]
    Exact,
    /// There were many distinct values: each is within 0.05 % of a trial's own. Counts below, at and above zero and the
    /// mean are exact all the same.
    Rounded,
}

/// A distribution over integers: each value with the number of trials that had it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Distribution {
    /// Values in rising order, each once, with counts above 0.
    cells: Vec<(i64, u64)>,
    moments: Moments,
    accuracy: Accuracy,
}

impl Distribution {
    /// A distribution of these values with their counts, in any order; equal values are added up.
    #[must_use]
    pub fn new(mut cells: Vec<(i64, u64)>) -> Self {
        cells.sort_unstable_by_key(|cell| cell.0);
        cells.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                earlier.1 += later.1;
            }
            same
        });
        cells.retain(|cell| cell.1 > 0);
        Self::in_order(cells)
    }

    /// Exact cells in rising order, each value once, with counts above 0.
    pub(crate) fn in_order(cells: Vec<(i64, u64)>) -> Self {
        let moments = Moments::of(&cells);
        Self { cells, moments, accuracy: Accuracy::Exact }
    }

    /// Cells in rising order as they were recorded, with the exact moments of what was counted.
    pub(crate) const fn recorded(cells: Vec<(i64, u64)>, moments: Moments, accuracy: Accuracy) -> Self {
        Self { cells, moments, accuracy }
    }

    pub(super) const fn moments(&self) -> Moments {
        self.moments
    }

    /// Whether the values are the trials' own.
    #[must_use]
    pub const fn accuracy(&self) -> Accuracy {
        self.accuracy
    }

    /// Values in rising order with their counts.
    #[must_use]
    pub fn cells(&self) -> &[(i64, u64)] {
        &self.cells
    }

    /// The number of trials.
    #[must_use]
    pub const fn trials(&self) -> u64 {
        self.moments.trials
    }

    /// The distribution of `f(value)` of exact values.
    #[must_use]
    pub fn map(&self, f: impl Fn(i64) -> i64) -> Self {
        let accuracy = self.accuracy;
        Self { accuracy, ..Self::new(self.cells.iter().map(|&(value, count)| (f(value), count)).collect()) }
    }

    /// The number of trials whose value meets a condition.
    #[must_use]
    pub fn count(&self, condition: impl Fn(i64) -> bool) -> u64 {
        self.cells.iter().filter(|cell| condition(cell.0)).map(|cell| cell.1).sum()
    }

    /// The quantile `percent` (1 to 100): the value at rank ceil(percent * trials / 100), computed in integers.
    /// `None` without trials.
    #[must_use]
    pub fn percentile(&self, percent: u64) -> Option<i64> {
        self.at_rank((u128::from(percent) * u128::from(self.trials())).div_ceil(100))
    }

    /// The value at a rank counted from 1 in rising order; rank 0 counts as 1. `None` beyond the last trial.
    #[must_use]
    pub fn at_rank(&self, rank: u128) -> Option<i64> {
        // There are fewer than 2^64 trials.
        let rank = u64::try_from(rank).ok()?.max(1);
        let from_top = self.trials().checked_sub(rank)? + 1;
        // From the end that is nearer.
        if rank <= from_top { nth(self.cells.iter(), rank) } else { nth(self.cells.iter().rev(), from_top) }
    }

    /// The share of trials whose value is exactly 0, 0 to 1; 0 without trials.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // trials, far below 2^53
    pub fn share_zero(&self) -> f64 {
        if self.trials() == 0 { 0.0 } else { self.count(|value| value == 0) as f64 / self.trials() as f64 }
    }

    /// The mean with its standard error; `None` without trials.
    #[must_use]
    pub fn estimate(&self) -> Option<Estimate> {
        self.moments.estimate()
    }

    /// The mean; `None` without trials.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        self.moments.mean()
    }

    /// The variance over trials with divisor `trials - 1`; `None` below two trials.
    #[must_use]
    pub fn variance(&self) -> Option<f64> {
        self.moments.variance()
    }

    /// The standard error of the mean; `None` below two trials.
    #[must_use]
    pub fn mean_error(&self) -> Option<f64> {
        self.moments.mean_error()
    }
}

/// The value of a trial, counted from 1, of cells in order.
fn nth<'a>(mut cells: impl Iterator<Item = &'a (i64, u64)>, trial: u64) -> Option<i64> {
    let mut seen = 0;
    cells.find_map(|&(value, count)| {
        seen += count;
        (seen >= trial).then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_is_the_value_at_the_rank_rounded_up() {
        let of = |values: std::ops::RangeInclusive<i64>| Distribution::new(values.map(|value| (value, 1)).collect());
        // Of 15 the 50th percentile is at rank ceil(7.5) = 8, of 10 the 25th at rank 3, and of 1 all are at rank 1.
        assert_eq!(of(1..=15).percentile(50), Some(8));
        assert_eq!(of(1..=10).percentile(25), Some(3));
        assert_eq!(of(1..=10).percentile(20), Some(2));
        assert_eq!([1, 50, 100].map(|percent| of(7..=7).percentile(percent)), [Some(7); 3]);
        // Equal values stand together, from below as from above; rank 0 counts as 1.
        let twice = Distribution::new(vec![(1, 2), (5, 3), (9, 2)]);
        let ranks = [0, 1, 2, 3, 4, 5, 6, 7, 8, u128::MAX].map(|rank| twice.at_rank(rank));
        assert_eq!(ranks, [Some(1), Some(1), Some(1), Some(5), Some(5), Some(5), Some(9), Some(9), None, None]);
        assert_eq!(Distribution::default().percentile(50), None);
    }
}
