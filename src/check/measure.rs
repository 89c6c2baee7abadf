//! A sample of whole numbers and its distance from exact values.

// Counts of trials and people stay far below 2^53.
#![allow(clippy::cast_precision_loss)]

use super::{Check, Expectation, Measure};
use crate::results::Distribution;
use crate::simulate::ExpectedValue;

/// The least expected count of a chi-square cell; smaller ones are pooled with their neighbours.
const LEAST_EXPECTED: f64 = 20.0;

/// How often each whole number came up.
#[derive(Clone, Debug, Default)]
pub(super) struct Sample {
    counts: Vec<u64>,
    trials: u64,
}

/// What a check is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct About {
    pub(super) name: &'static str,
    pub(super) law: &'static str,
}

/// The mean of simulated amounts held to its exact value, in units of so many of the amounts' integers; what rounding to
/// whole amounts can move it is no distance.
pub(super) fn mean_is(about: About, simulated: &Distribution, exact: ExpectedValue, scale: i64) -> Check {
    let (mean, error) = (simulated.mean().unwrap_or(f64::NAN), simulated.mean_error().unwrap_or(f64::NAN));
    let difference = mean - exact.mean;
    let beyond = difference - difference.clamp(-exact.rounding, exact.rounding);
    let z = if beyond == 0.0 { 0.0 } else { beyond / error };
    let About { name, law } = about;
    let [simulated_mean, exact] = [mean, exact.mean].map(|amount| amount / scale as f64);
    let (measure, trials, expectation) = (Measure::Mean, simulated.trials(), Expectation::Agreement);
    Check { name, law, measure, trials, simulated: simulated_mean, exact, z, expectation }
}

impl Sample {
    /// The values of a distribution of people.
    pub(super) fn of(distribution: &Distribution) -> Self {
        let mut counts = Vec::new();
        for &(value, count) in distribution.cells() {
            let value = usize::try_from(value).unwrap_or(0);
            counts.resize(value + 1, 0);
            counts[value] = count;
        }
        Self { counts, trials: distribution.trials() }
    }

    /// Counts one trial's value.
    pub(super) fn add(&mut self, value: usize) {
        if value >= self.counts.len() {
            self.counts.resize(value + 1, 0);
        }
        self.counts[value] += 1;
        self.trials += 1;
    }

    /// The mean held to its exact value.
    pub(super) fn mean_is(&self, about: About, exact: f64) -> Check {
        let error = (self.variance() / self.size()).sqrt();
        self.check(about, Measure::Mean, self.mean(), exact, error)
    }

    /// The variance held to its exact value.
    pub(super) fn variance_is(&self, about: About, exact: f64) -> Check {
        let variance = self.variance();
        let error = ((self.moment(4) - variance * variance) / self.size()).sqrt();
        self.check(about, Measure::Variance, variance, exact, error)
    }

    /// The share of one value held to its exact probability.
    pub(super) fn share_is(&self, about: About, value: usize, exact: f64) -> Check {
        let share = self.count(value) / self.size();
        self.check(about, Measure::Share, share, exact, (exact * (1.0 - exact) / self.size()).sqrt())
    }

    /// The whole distribution held to a law, given as probabilities of 0, 1, 2, ...
    pub(super) fn law_is(&self, about: About, law: &[f64]) -> Check {
        let (statistic, freedom) = self.chi_square(law);
        let z = normal_score(statistic, freedom);
        Check { z, ..self.check(about, Measure::Distribution, statistic, freedom, 1.0) }
    }

    fn check(&self, about: About, measure: Measure, simulated: f64, exact: f64, error: f64) -> Check {
        let (difference, About { name, law }) = (simulated - exact, about);
        let z = if difference == 0.0 { 0.0 } else { difference / error };
        Check { name, law, measure, trials: self.trials, simulated, exact, z, expectation: Expectation::Agreement }
    }

    fn size(&self) -> f64 {
        self.trials as f64
    }

    fn count(&self, value: usize) -> f64 {
        self.counts.get(value).copied().unwrap_or(0) as f64
    }

    fn mean(&self) -> f64 {
        self.counts.iter().enumerate().map(|(value, &count)| value as f64 * count as f64).sum::<f64>() / self.size()
    }

    fn variance(&self) -> f64 {
        self.moment(2) * self.size() / (self.size() - 1.0)
    }

    /// The central moment of this order.
    fn moment(&self, order: i32) -> f64 {
        let mean = self.mean();
        let terms =
            self.counts.iter().enumerate().map(|(value, &count)| (value as f64 - mean).powi(order) * count as f64);
        terms.sum::<f64>() / self.size()
    }

    /// Pearson's statistic and its degrees of freedom; what the law leaves to 1 is its tail.
    fn chi_square(&self, law: &[f64]) -> (f64, f64) {
        let mut cells: Vec<(f64, f64)> = Vec::new();
        let (mut expected, mut observed) = (0.0, 0.0);
        for (value, probability) in law.iter().enumerate() {
            expected += probability * self.size();
            observed += self.count(value);
            if expected >= LEAST_EXPECTED {
                cells.push((expected, observed));
                (expected, observed) = (0.0, 0.0);
            }
        }
        let rest = |side: fn(&(f64, f64)) -> f64| self.size() - cells.iter().map(side).sum::<f64>();
        let tail = (rest(|cell| cell.0), rest(|cell| cell.1));
        match cells.last_mut() {
            Some(last) if tail.0 < LEAST_EXPECTED => *last = (last.0 + tail.0, last.1 + tail.1),
            _ => cells.push(tail),
        }
        let statistic = cells.iter().map(|(expected, observed)| (observed - expected).powi(2) / expected).sum();
        (statistic, (cells.len() - 1) as f64)
    }
}

/// The standard normal score of a chi-square statistic (Wilson and Hilferty 1931, doi:10.1073/pnas.17.12.684).
fn normal_score(statistic: f64, freedom: f64) -> f64 {
    let spread = 2.0 / (9.0 * freedom);
    (libm::cbrt(statistic / freedom) - (1.0 - spread)) / spread.sqrt()
}

impl Check {
    /// The same comparison as a negative control.
    pub(super) fn must_be_rejected(self) -> Self {
        Self { expectation: Expectation::Rejection, ..self }
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp)] // 1.0 is exact
mod tests {
    use super::*;
    use statrs::distribution::{ChiSquared, ContinuousCDF, Normal};

    #[test]
    fn the_normal_score_is_the_chi_square_s_own_tail() {
        let normal = Normal::standard();
        for freedom in [1.0, 3.0, 12.0, 40.0] {
            for tail in [0.5, 0.1, 0.01, 1e-4] {
                let statistic = ChiSquared::new(freedom).unwrap().inverse_cdf(1.0 - tail);
                let score = normal_score(statistic, freedom);
                // With one degree of freedom the approximation is a little lenient far out: 4.65 in place of 5.
                let close = if freedom == 1.0 { 0.13 } else { 0.09 };
                assert!((score - normal.inverse_cdf(1.0 - tail)).abs() < close, "{freedom} {tail}: {score}");
            }
        }
    }

    #[test]
    fn a_mean_of_amounts_may_be_off_by_its_rounding_and_five_errors() {
        // 1 and 3 cents in turn: a mean of 2 with an error of about 0.01.
        let amounts = Distribution::new(vec![(1, 5_000), (3, 5_000)]);
        let is = |mean, rounding| mean_is(About { name: "", law: "" }, &amounts, ExpectedValue { mean, rounding }, 100);
        assert!(is(2.04, 0.0).passed() && !is(2.06, 0.0).passed() && is(2.06, 0.02).passed());
        assert!(!is(1.0, 0.5).passed() && !is(f64::NAN, 0.5).passed());
        assert_eq!((is(2.06, 0.1).z, is(2.06, 0.1).simulated, is(2.06, 0.0).exact), (0.0, 0.02, 0.0206));
        let people = Sample::of(&Distribution::new(vec![(0, 3), (4, 1)]));
        assert_eq!((people.counts, people.trials), (vec![3, 0, 0, 0, 1], 4));
    }

    #[test]
    fn a_sample_like_its_law_passes_and_another_fails() {
        let mut sample = Sample::default();
        for trial in 0..1000 {
            sample.add(trial % 4);
        }
        let about = About { name: "", law: "" };
        assert!(sample.law_is(about, &[0.25; 4]).passed());
        assert!(!sample.law_is(about, &[0.4, 0.2, 0.2, 0.2]).passed());
        assert!(sample.law_is(about, &[0.4, 0.2, 0.2, 0.2]).must_be_rejected().passed());
        assert!(sample.mean_is(about, 1.5).passed() && sample.share_is(about, 3, 0.25).passed());
        assert!(!sample.mean_is(about, 1.8).passed() && !sample.share_is(about, 3, 0.5).passed());
        assert!(sample.variance_is(about, 1.25).passed() && !sample.variance_is(about, 2.0).passed());
    }
}
