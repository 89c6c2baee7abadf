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
        let rank = u64::try_from(rank).ok()?;
        let mut seen = 0;
        self.cells.iter().find_map(|&(value, count)| {
            seen += count;
            (seen >= rank).then_some(value)
        })
    }

    /// The share of trials whose value is exactly 0, 0 to 1; 0 without trials.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
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
