//! Samples of whole numbers held to exact laws: z values and chi-square tests.
//!
//! Seeds are fixed in each test and never tried again. A mean or a share fails beyond five standard errors, a
//! chi-square test below a p value of one in a million, so that a sound sampler passes under almost any seed.

use statrs::distribution::{ChiSquared, ContinuousCDF};

/// A z value beyond which a simulated figure is wrong.
pub(crate) const FARTHEST: f64 = 5.0;
/// A p value below which a simulated distribution is wrong.
pub(crate) const LEAST_LIKELY: f64 = 1e-6;
/// The least expected count of a chi-square cell; smaller ones are pooled.
const LEAST_EXPECTED: f64 = 20.0;

/// How often each whole number came up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sample {
    counts: Vec<u64>,
    trials: u64,
}

impl Sample {
    pub(crate) fn add(&mut self, value: usize) {
        if value >= self.counts.len() {
            self.counts.resize(value + 1, 0);
        }
        self.counts[value] += 1;
        self.trials += 1;
    }

    pub(crate) fn trials(&self) -> f64 {
        self.trials as f64
    }

    pub(crate) fn share(&self, value: usize) -> f64 {
        self.counts.get(value).copied().unwrap_or(0) as f64 / self.trials()
    }

    pub(crate) fn mean(&self) -> f64 {
        self.moment(1, 0.0)
    }

    pub(crate) fn variance(&self) -> f64 {
        self.moment(2, self.mean()) * self.trials() / (self.trials() - 1.0)
    }

    fn moment(&self, power: i32, around: f64) -> f64 {
        let terms = self.counts.iter().enumerate().map(|(n, count)| (n as f64 - around).powi(power) * *count as f64);
        terms.sum::<f64>() / self.trials()
    }

    /// How many standard errors the mean lies from an exact mean, by the sample's own variance.
    pub(crate) fn z_of_mean(&self, exact: f64) -> f64 {
        (self.mean() - exact) / (self.variance() / self.trials()).sqrt()
    }

    /// How many standard errors the variance lies from an exact variance, by the sample's own fourth moment.
    pub(crate) fn z_of_variance(&self, exact: f64) -> f64 {
        let variance = self.variance();
        let fourth = self.moment(4, self.mean());
        (variance - exact) / ((fourth - variance * variance) / self.trials()).sqrt()
    }

    /// How many standard errors the share of a value lies from its exact probability.
    pub(crate) fn z_of_share(&self, value: usize, exact: f64) -> f64 {
        (self.share(value) - exact) / (exact * (1.0 - exact) / self.trials()).sqrt()
    }

    /// The p value of the whole distribution against a law given as probabilities of 0, 1, 2, ...; what the law leaves
    /// to 1 is its tail.
    pub(crate) fn p_value(&self, law: &[f64]) -> f64 {
        let (mut cells, mut expected, mut observed) = (Vec::new(), 0.0, 0.0);
        for (value, probability) in law.iter().enumerate() {
            expected += probability * self.trials();
            observed += self.share(value) * self.trials();
            if expected >= LEAST_EXPECTED {
                cells.push((expected, observed));
                (expected, observed) = (0.0, 0.0);
            }
        }
        let rest = |side: fn(&(f64, f64)) -> f64| self.trials() - cells.iter().map(side).sum::<f64>();
        let (expected, observed) = (rest(|cell| cell.0), rest(|cell| cell.1));
        if expected >= LEAST_EXPECTED {
            cells.push((expected, observed));
        } else if let Some(last) = cells.last_mut() {
            *last = (last.0 + expected, last.1 + observed);
        }
        p_of(cells.iter().map(|(expected, observed)| (observed - expected).powi(2) / expected).sum(), cells.len() - 1)
    }

    /// The p value of two samples of equal size having the same law.
    pub(crate) fn p_value_of_same_law(&self, other: &Self) -> f64 {
        assert_eq!(self.trials, other.trials, "samples of equal size");
        let (mut cells, mut pair) = (Vec::new(), (0.0, 0.0));
        for value in 0..self.counts.len().max(other.counts.len()) {
            pair.0 += self.share(value) * self.trials();
            pair.1 += other.share(value) * self.trials();
            if pair.0 + pair.1 >= 2.0 * LEAST_EXPECTED {
                cells.push(pair);
                pair = (0.0, 0.0);
            }
        }
        if let Some(last) = cells.last_mut() {
            *last = (last.0 + pair.0, last.1 + pair.1);
        }
        p_of(cells.iter().map(|(one, two)| (one - two).powi(2) / (one + two)).sum(), cells.len() - 1)
    }
}

impl FromIterator<usize> for Sample {
    fn from_iter<I: IntoIterator<Item = usize>>(values: I) -> Self {
        let mut sample = Self::default();
        values.into_iter().for_each(|value| sample.add(value));
        sample
    }
}

/// The chance of a chi-square statistic at least so large.
fn p_of(statistic: f64, freedom: usize) -> f64 {
    assert!(freedom > 0, "a law of one cell has nothing to test");
    ChiSquared::new(freedom as f64).unwrap().sf(statistic)
}

#[track_caller]
pub(crate) fn assert_z(what: &str, z: f64) {
    assert!(z.abs() <= FARTHEST, "{what}: z = {z:.2}");
}

#[track_caller]
pub(crate) fn assert_p(what: &str, p: f64) {
    assert!(p >= LEAST_LIKELY, "{what}: p = {p:.2e}");
}

/// A negative control: something wrong that the test must notice.
#[track_caller]
pub(crate) fn assert_rejected(what: &str, p: f64) {
    assert!(p < LEAST_LIKELY, "{what} should be rejected, but p = {p:.2e}");
}
