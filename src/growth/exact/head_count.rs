//! [`HeadCount`]: the exact law of `team` at one month's end.

use crate::units::{Month, Probability};

/// The slack of a quantile: a cumulative probability that misses its level by less has reached it.
const ROUNDING: f64 = 1e-12;

/// A few times the rounding of one cell of the transform (1e-17, measured from 16 to 65,536 cells).
const NOISE: f64 = 1e-16;

/// The exact law of `team` (active members, you included while active) at the end of one month.
#[derive(Clone, Debug, PartialEq)]
pub struct HeadCount {
    month: Month,
    probabilities: Vec<f64>,
    cells: usize,
    mean: f64,
    variance: f64,
}

impl HeadCount {
    pub(super) fn new(month: Month, mut probabilities: Vec<f64>, mean: f64, variance: f64) -> Self {
        // What is below the rounding of the transform is not a probability, and may even be negative.
        for probability in &mut probabilities {
            if *probability < NOISE {
                *probability = 0.0;
            }
        }
        let cells = probabilities.len();
        let support = probabilities.iter().rposition(|&probability| probability > 0.0).map_or(1, |last| last + 1);
        probabilities.truncate(support);
        Self { month, probabilities, cells, mean, variance }
    }

    /// The month.
    #[must_use]
    pub const fn month(&self) -> Month {
        self.month
    }

    /// `P(team = n)` for n = 0, 1, 2, ..., up to the last head-count whose probability can be told from 0 (about
    /// 1e-16). Absolute error below 1e-12 for means up to 1,000, beyond that in proportion to the mean.
    #[must_use]
    pub fn probabilities(&self) -> &[f64] {
        &self.probabilities
    }

    /// How many cells the law was computed on: a power of two beyond which less than 1e-13 of it lies (of a certain law,
    /// its support).
    #[must_use]
    pub const fn cells(&self) -> usize {
        self.cells
    }

    /// `P(team = n)`.
    #[must_use]
    pub fn probability(&self, head_count: u64) -> f64 {
        usize::try_from(head_count).ok().and_then(|index| self.probabilities.get(index)).copied().unwrap_or(0.0)
    }

    /// `P(team >= n)`.
    #[must_use]
    pub fn at_least(&self, head_count: u64) -> f64 {
        let Ok(from) = usize::try_from(head_count) else { return 0.0 };
        // Summed from the far end, so that a small tail keeps its digits.
        self.probabilities.iter().skip(from).rev().sum()
    }

    /// `P(team = 0)`: you have quit and nobody below you is active.
    #[must_use]
    pub fn share_of_zero(&self) -> f64 {
        self.probability(0)
    }

    /// The expected head-count, from its own recursion.
    #[must_use]
    pub const fn mean(&self) -> f64 {
        self.mean
    }

    /// The variance of the head-count, from its own recursion.
    #[must_use]
    pub const fn variance(&self) -> f64 {
        self.variance
    }

    /// The quantile: the smallest n with `P(team <= n) >= level`, the same rank rule as for simulated trials.
    #[must_use]
    pub fn quantile(&self, level: Probability) -> u64 {
        let mut reached = 0.0;
        let index = self.probabilities.iter().position(|probability| {
            reached += probability;
            reached >= level.get() - ROUNDING
        });
        index.unwrap_or(self.probabilities.len() - 1) as u64
    }
}
