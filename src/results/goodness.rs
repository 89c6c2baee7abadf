//! Whether simulated head-counts agree with a law: Pearson's chi-square over the whole distribution.

use serde::Serialize;

use super::distribution::Distribution;
use crate::sampling::GammaLaw;

/// Cells are pooled with their neighbours until this many trials are expected in each.
const EXPECTED: f64 = 20.0;

/// How well counts agree with a law.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Fit {
    /// The sum over pooled cells of (count - expected)^2 / expected.
    pub chi_square: f64,
    /// Pooled cells less one.
    pub degrees_of_freedom: usize,
    /// The probability that a true simulation agrees this badly or worse.
    pub p_value: f64,
}

/// Compares counts of 0, 1, 2, ... with their probabilities. `None` when fewer than two cells are left after pooling.
#[must_use]
#[allow(clippy::cast_precision_loss)] // trials, far below 2^53
pub(crate) fn goodness_of_fit(counts: &Distribution, probabilities: &[f64]) -> Option<Fit> {
    let trials = counts.trials() as f64;
    let cells = pooled(counts, probabilities);
    let degrees_of_freedom = cells.len().checked_sub(1).filter(|&degrees| degrees > 0)?;
    let terms = cells.iter().map(|&(probability, count)| {
        let expected = probability * trials;
        (count as f64 - expected).powi(2) / expected
    });
    let chi_square: f64 = terms.sum();
    Some(Fit { chi_square, degrees_of_freedom, p_value: upper_tail(chi_square, degrees_of_freedom as f64) })
}

/// Neighbouring values together until enough is expected; what is left over goes to the last cell.
#[allow(clippy::cast_precision_loss)] // trials, far below 2^53
fn pooled(counts: &Distribution, probabilities: &[f64]) -> Vec<(f64, u64)> {
    let trials = counts.trials() as f64;
    let mut counted = counts.cells().iter().peekable();
    let (mut probability, mut count) = (0.0, 0);
    let mut cells: Vec<(f64, u64)> = Vec::new();
    for (value, cell) in (0i64..).zip(probabilities) {
        probability += cell;
        while let Some(&(_, more)) = counted.next_if(|&&(counted, _)| counted <= value) {
            count += more;
        }
        if probability * trials >= EXPECTED {
            cells.push((probability, count));
            (probability, count) = (0.0, 0);
        }
    }
    count += counted.map(|&(_, more)| more).sum::<u64>();
    match cells.last_mut() {
        Some(last) => {
            last.0 += probability;
            last.1 += count;
        }
        None => cells.push((probability, count)),
    }
    cells
}

/// `P(X >= x)` of a chi-square law: the upper tail of a gamma law of half its degrees of freedom at half the value.
fn upper_tail(x: f64, degrees_of_freedom: f64) -> f64 {
    GammaLaw::new(degrees_of_freedom / 2.0).upper_tail(x / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{ChiSquared, ContinuousCDF};

    #[test]
    fn the_tail_is_that_of_an_independent_library() {
        for degrees in [1.0, 2.0, 7.0, 30.0, 400.0, 5_000.0] {
            let law = ChiSquared::new(degrees).unwrap();
            for times in [0.01, 0.5, 0.9, 1.0, 1.1, 1.5, 2.0, 4.0] {
                let (x, expected) = (degrees * times, law.sf(degrees * times));
                let found = upper_tail(x, degrees);
                assert!((found - expected).abs() < 1e-9, "{found} for {expected} at {x} of {degrees}");
            }
        }
    }

    #[test]
    fn counts_as_expected_agree_and_others_do_not() {
        let law = [0.5, 0.3, 0.15, 0.05];
        let fit = |counts: [u64; 4]| goodness_of_fit(&Distribution::new((0..).zip(counts).collect()), &law).unwrap();
        let exact = fit([500, 300, 150, 50]);
        assert_eq!((exact.degrees_of_freedom, exact.p_value), (3, 1.0));
        assert!(exact.chi_square < 1e-12);
        assert!(fit([560, 300, 100, 40]).p_value < 1e-4, "negative control");
    }

    #[test]
    fn rare_values_are_pooled_and_values_beyond_the_law_count_against_it() {
        let law = [0.9, 0.05, 0.03, 0.02];
        let fit = goodness_of_fit(&Distribution::new(vec![(0, 90), (1, 5), (2, 3), (3, 2)]), &law);
        assert_eq!(fit, None, "only one cell expects twenty");
        let beyond = Distribution::new(vec![(0, 900), (1, 50), (2, 30), (9, 20)]);
        assert_eq!(goodness_of_fit(&beyond, &law).unwrap().degrees_of_freedom, 3);
    }
}
