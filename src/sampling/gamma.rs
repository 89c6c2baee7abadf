//! The gamma law of scale 1: tails, density and quantiles, for tables and for tests of goodness of fit.

/// A gamma law of some shape.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GammaLaw {
    shape: f64,
    log_gamma: f64,
}

impl GammaLaw {
    /// The law of this shape, above 0.
    pub(crate) fn new(shape: f64) -> Self {
        Self { shape, log_gamma: libm::lgamma(shape) }
    }

    /// `Q(a, x)`: the probability of more than `x`, by its series below the mean and by its continued fraction above
    /// (Abramowitz and Stegun 1964, 6.5.29 and 6.5.31).
    pub(crate) fn upper_tail(&self, x: f64) -> f64 {
        if x <= 0.0 {
            1.0
        } else if x < self.shape + 1.0 {
            1.0 - self.front(x) * self.lower_series(x)
        } else {
            self.front(x) * self.upper_fraction(x)
        }
    }

    /// The density at `x` above 0, times `x`.
    pub(super) fn front(&self, x: f64) -> f64 {
        libm::exp(self.shape * libm::log(x) - x - self.log_gamma)
    }

    fn lower_series(&self, x: f64) -> f64 {
        let (mut term, mut n) = (1.0 / self.shape, self.shape);
        let mut sum = term;
        while term > sum * 1e-16 {
            n += 1.0;
            term *= x / n;
            sum += term;
        }
        sum
    }

    /// By Lentz's method, until a step changes nothing (Press and others, *Numerical Recipes*, 5.2 and 6.2).
    #[allow(clippy::many_single_char_names)] // the letters of the method's papers
    fn upper_fraction(&self, x: f64) -> f64 {
        const TINY: f64 = 1e-300;
        let mut b = x + 1.0 - self.shape;
        let mut c = 1.0 / TINY;
        let mut d = 1.0 / b;
        let mut fraction = d;
        for step in 1..100_000 {
            let n = f64::from(step);
            let a = n * (self.shape - n);
            b += 2.0;
            d = 1.0 / away_from_zero(a * d + b, TINY);
            c = away_from_zero(b + a / c, TINY);
            let change = c * d;
            fraction *= change;
            if (change - 1.0).abs() < 1e-16 {
                break;
            }
        }
        fraction
    }

    /// The value above which there is this probability, above 0 to below 1. It is at or above `least`; `guess` is where
    /// it is looked for first. By Newton's steps, kept inside what is known.
    pub(super) fn quantile_of_tail(&self, tail: f64, least: f64, guess: f64) -> f64 {
        let (mut low, mut high) = (least, f64::INFINITY);
        // Below so small a value there is no mass that a double can tell from none.
        let mut x = guess.max(least).max(1e-300);
        for _ in 0..200 {
            let missed = self.upper_tail(x) - tail;
            if missed > 0.0 {
                low = x;
            } else {
                high = x;
            }
            let newton = x + missed * x / self.front(x);
            let next = if newton > low && newton < high {
                newton
            } else if high.is_finite() {
                0.5 * (low + high)
            } else {
                2.0 * x
            };
            if (next - x).abs() <= 1e-12 * x {
                return next;
            }
            x = next;
        }
        x
    }
}

fn away_from_zero(value: f64, tiny: f64) -> f64 {
    if value.abs() < tiny { tiny } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{ContinuousCDF, Gamma};

    #[test]
    fn the_tail_and_the_quantile_agree_with_an_independent_crate() {
        for shape in [1.0 / 9.0, 0.18, 0.3, 1.0, 4.0, 250.0, 2_500.0] {
            let (law, other) = (GammaLaw::new(shape), Gamma::new(shape, 1.0).unwrap());
            for x in [1e-9, 1e-3, 0.1, 1.0, 3.0, shape, 2.0 * shape, shape + 20.0] {
                assert!((law.upper_tail(x) - other.sf(x)).abs() < 1e-9, "{shape} {x}");
            }
            for tail in [0.999, 0.75, 0.5, 0.1, 1e-3, 1e-6] {
                let x = law.quantile_of_tail(tail, 0.0, shape);
                assert!((law.upper_tail(x) / tail - 1.0).abs() < 1e-9, "{shape} {tail}: {x}");
            }
        }
    }
}
