//! [`Counter`]: how often each value of one quantity came up, built by adding one trial after the other.
//!
//! Counters add up commutatively, so the trials may be shared out among threads in any way and give the same answer.

use rustc_hash::FxHashMap;

use super::distribution::{Accuracy, Distribution};

/// Values below this are counted in an array, all others in a map.
const DENSE_LIMIT: usize = 1 << 16;

/// The most distinct values kept apart. Up to 1,000,000 trials never need more, so they are always counted exactly.
const MOST_DISTINCT: usize = 1 << 20;

/// The significant bits that a value keeps when there are more distinct values than that.
const SIGNIFICANT_BITS: u32 = 11;

/// Counts of values. Exact up to about a million distinct values; beyond that, each value keeps 11 significant bits
/// (an error of at most 0.05 %), so the memory is bounded however many trials are added.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counter {
    dense: Vec<u32>,
    sparse: FxHashMap<i64, u64>,
    rounded: bool,
}

impl Counter {
    /// Counts a value once more.
    #[inline]
    pub(crate) fn add(&mut self, value: i64) {
        match usize::try_from(value).ok().and_then(|index| self.dense.get_mut(index)) {
            Some(count) => *count += 1,
            None => self.add_beyond(value),
        }
    }

    #[cold]
    fn widen(&mut self, index: usize) {
        self.dense.resize((index + 1).next_power_of_two().max(64), 0);
    }

    fn add_beyond(&mut self, value: i64) {
        match usize::try_from(value) {
            Ok(index) if index < DENSE_LIMIT => {
                self.widen(index);
                self.dense[index] += 1;
            }
            _ => self.add_sparse(value, 1),
        }
    }

    fn add_sparse(&mut self, value: i64, count: u64) {
        let key = if self.rounded { significant(value) } else { value };
        *self.sparse.entry(key).or_insert(0) += count;
        if self.sparse.len() > MOST_DISTINCT {
            self.round();
        }
    }

    /// Keeps only the significant bits from now on. Which values meet in a cell depends on the values alone, so the
    /// result does not depend on when or on which thread this happens.
    #[cold]
    fn round(&mut self) {
        self.rounded = true;
        for (value, count) in std::mem::take(&mut self.sparse) {
            *self.sparse.entry(significant(value)).or_insert(0) += count;
        }
    }

    /// Adds all counts of another counter.
    pub(crate) fn merge(&mut self, other: Self) {
        if self.dense.len() < other.dense.len() {
            self.dense.resize(other.dense.len(), 0);
        }
        for (count, more) in self.dense.iter_mut().zip(&other.dense) {
            *count += more;
        }
        if other.rounded && !self.rounded {
            self.round();
        }
        for (value, count) in other.sparse {
            self.add_sparse(value, count);
        }
    }

    /// The counts so far, in rising order of values.
    pub(crate) fn distribution(&self) -> Distribution {
        let dense = (0i64..).zip(&self.dense).map(|(value, &count)| (value, u64::from(count)));
        let sparse = self.sparse.iter().map(|(&value, &count)| (value, count));
        let accuracy = if self.rounded { Accuracy::Rounded } else { Accuracy::Exact };
        Distribution::new(dense.chain(sparse).collect()).with_accuracy(accuracy)
    }
}

/// The middle of the values that share this value's leading significant bits.
fn significant(value: i64) -> i64 {
    let magnitude = value.unsigned_abs();
    let drop = (u64::BITS - magnitude.leading_zeros()).saturating_sub(SIGNIFICANT_BITS);
    if drop == 0 {
        return value;
    }
    let middle = (magnitude >> drop << drop) | (1 << (drop - 1));
    // Only magnitudes near 2^63 can pass the largest integer, and those have no cents to lose.
    let middle = i64::try_from(middle).unwrap_or(i64::MAX);
    if value < 0 { -middle } else { middle }
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss)] // tolerances
mod tests {
    use super::*;

    #[test]
    fn counts_are_exact_and_independent_of_how_the_trials_are_shared_out() {
        let values = [3, -120_600, 0, 3, 70_000, 65_535, 3, -120_600];
        let mut together = Counter::default();
        values.iter().for_each(|&value| together.add(value));
        let mut shared = Counter::default();
        for part in values.chunks(3).rev() {
            let mut counter = Counter::default();
            part.iter().for_each(|&value| counter.add(value));
            shared.merge(counter);
        }
        assert_eq!(together.distribution(), shared.distribution());
        assert_eq!(together.distribution().cells(), [(-120_600, 2), (0, 1), (3, 3), (65_535, 1), (70_000, 1)]);
    }

    #[test]
    fn rounding_keeps_money_within_a_twentieth_of_a_percent() {
        for value in (0..62).flat_map(|bit| [1i64 << bit, (1 << bit) + (1 << bit) / 3, -(1 << bit) - 7]) {
            let error = (significant(value) - value).unsigned_abs() as f64;
            assert!(error <= value.unsigned_abs() as f64 * 0.000_5, "{value}");
        }
    }

    #[test]
    fn more_distinct_values_than_fit_are_rounded_the_same_in_any_order() {
        let count = i64::try_from(MOST_DISTINCT).unwrap() + 1000;
        let value = |index: i64| 1_000_000 + index * 977;
        let mut forward = Counter::default();
        (0..count).for_each(|index| forward.add(value(index)));
        let mut halves = [Counter::default(), Counter::default()];
        (0..count).rev().for_each(|index| halves[usize::from(index % 2 == 0)].add(value(index)));
        let [mut even, odd] = halves;
        even.merge(odd);
        assert!(forward.rounded);
        assert_eq!(forward.distribution(), even.distribution());
        let median = forward.distribution().percentile(50).unwrap();
        let exact = value(count / 2);
        assert!((median - exact).abs() as f64 <= exact as f64 * 0.001, "{median} for {exact}");
    }
}
