//! [`Distribution`]: how often each value came up in all trials.

/// Whether the values of a distribution are the trials' own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Accuracy {
    /// Every value is exact: always so up to 1,000,000 trials.
    #[default]
    Exact,
    /// There were more than a million distinct values: each is within 0.1 % of a trial's own.
    Rounded,
}

/// A distribution over integers: each value with the number of trials that had it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Distribution {
    /// Values in rising order, each once, with counts above 0.
    cells: Vec<(i64, u64)>,
    trials: u64,
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
        let trials = cells.iter().map(|cell| cell.1).sum();
        Self { cells, trials, accuracy: Accuracy::Exact }
    }

    /// The same distribution, known to be of this accuracy.
    #[must_use]
    pub(crate) const fn with_accuracy(mut self, accuracy: Accuracy) -> Self {
        self.accuracy = accuracy;
        self
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
        self.trials
    }

    /// The distribution of `f(value)`.
    #[must_use]
    pub fn map(&self, f: impl Fn(i64) -> i64) -> Self {
        Self::new(self.cells.iter().map(|&(value, count)| (f(value), count)).collect()).with_accuracy(self.accuracy)
    }

    /// This distribution and another one, counted together.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self::together([self.clone(), other.clone()])
    }

    /// All of these, counted together.
    pub(crate) fn together(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut accuracy = Accuracy::Exact;
        let mut cells = Vec::new();
        for mut part in parts {
            if part.accuracy == Accuracy::Rounded {
                accuracy = Accuracy::Rounded;
            }
            cells.append(&mut part.cells);
        }
        Self::new(cells).with_accuracy(accuracy)
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
        self.at_rank((u128::from(percent) * u128::from(self.trials)).div_ceil(100))
    }

    /// The value at a rank counted from 1 in rising order; rank 0 counts as 1. `None` beyond the last trial.
    #[must_use]
    pub fn at_rank(&self, rank: u128) -> Option<i64> {
        let mut seen = 0u128;
        self.cells.iter().find_map(|&(value, count)| {
            seen += u128::from(count);
            (seen >= rank).then_some(value)
        })
    }

    /// The mean; `None` without trials.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn mean(&self) -> Option<f64> {
        (self.trials > 0).then(|| {
            let total: i128 = self.cells.iter().map(|&(value, count)| i128::from(value) * i128::from(count)).sum();
            total as f64 / self.trials as f64
        })
    }

    /// The variance over trials with divisor `trials - 1`; `None` below two trials.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn variance(&self) -> Option<f64> {
        let mean = self.mean().filter(|_| self.trials > 1)?;
        let squares: f64 = self.cells.iter().map(|&(value, count)| (value as f64 - mean).powi(2) * count as f64).sum();
        Some(squares / (self.trials - 1) as f64)
    }

    /// The standard error of the mean; `None` below two trials.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn mean_error(&self) -> Option<f64> {
        self.variance().map(|variance| (variance / self.trials as f64).sqrt())
    }
}
