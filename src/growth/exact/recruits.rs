//! The law of what one member brings in over several months, as a generating function.

use num_complex::Complex;

use crate::growth::parameters::{Distribution, OffspringLaw};

/// A sponsoring law, ready to be evaluated at complex arguments.
///
/// Each month of a member's working life adds one *term*, computed from the generating function `F` of what a recruit of
/// that month becomes. Terms are gathered into a total, and the total gives the generating function.
#[derive(Clone, Copy, Debug)]
pub(super) enum Recruits {
    /// The same whole number every month: the terms are `F^number`, the total is their product.
    Fixed {
        /// People a month.
        number: u32,
    },
    /// One person or none: the terms are `1 - p + p F`, the total is their product.
    Bernoulli {
        /// The probability of one person.
        probability: f64,
    },
    /// Poisson: the terms are `exp(-mean (1 - F))`, the total is their product.
    Poisson {
        /// People a month.
        mean: f64,
    },
    /// Poisson with a gamma mean drawn once: the terms are `mean (1 - F) / shape`, the total is their sum `x`, and the
    /// generating function `(1 + x)^-shape`.
    Uneven {
        /// The mean of the members' means over the shape.
        scale: f64,
        /// The gamma shape.
        shape: f64,
    },
}

const ONE: Complex<f64> = Complex::new(1.0, 0.0);

impl Recruits {
    /// The law of these parameters.
    pub(super) fn new(law: OffspringLaw) -> Self {
        let mean = law.mean();
        match (law.distribution(), law.propensity_shape()) {
            // A whole number from 0 to 100 by validation.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            (Distribution::Fixed, _) => Self::Fixed { number: mean as u32 },
            (Distribution::Bernoulli, _) => Self::Bernoulli { probability: mean },
            (Distribution::Poisson, None) => Self::Poisson { mean },
            (Distribution::Poisson, Some(shape)) => Self::Uneven { scale: mean / shape, shape },
        }
    }

    /// The total of no months.
    pub(super) const fn nothing(self) -> Complex<f64> {
        match self {
            Self::Uneven { .. } => Complex::new(0.0, 0.0),
            _ => ONE,
        }
    }

    /// The term of one working month whose recruits have the generating function `recruit`.
    pub(super) fn month(self, recruit: Complex<f64>) -> Complex<f64> {
        match self {
            Self::Fixed { number } => power(recruit, number),
            Self::Bernoulli { probability } => ONE - (ONE - recruit) * probability,
            Self::Poisson { mean } => {
                let exponent = (recruit - ONE) * mean;
                polar(libm::exp(exponent.re), exponent.im)
            }
            Self::Uneven { scale, .. } => (ONE - recruit) * scale,
        }
    }

    /// A total with one more month.
    #[inline]
    pub(super) fn and(self, total: Complex<f64>, month: Complex<f64>) -> Complex<f64> {
        match self {
            Self::Uneven { .. } => total + month,
            _ => total * month,
        }
    }

    /// The generating function of a total.
    #[inline]
    pub(super) fn of(self, total: Complex<f64>) -> Complex<f64> {
        match self {
            Self::Uneven { shape, .. } => negative_power_of_one_plus(total, shape),
            _ => total,
        }
    }

    /// What one call of [`Recruits::of`] costs, in complex multiplications (measured).
    pub(super) const fn steps(self) -> u64 {
        match self {
            Self::Uneven { .. } => 30,
            _ => 1,
        }
    }

    /// The variance of one month's recruits beyond that of the mean drawn once, and the variance of that mean.
    pub(super) fn variances(self) -> (f64, f64) {
        match self {
            Self::Fixed { .. } => (0.0, 0.0),
            Self::Bernoulli { probability } => (probability * (1.0 - probability), 0.0),
            Self::Poisson { mean } => (mean, 0.0),
            Self::Uneven { scale, shape } => (scale * shape, scale * scale * shape),
        }
    }
}

/// The complex number of this modulus and argument.
fn polar(modulus: f64, argument: f64) -> Complex<f64> {
    let (sine, cosine) = libm::sincos(argument);
    Complex::new(modulus * cosine, modulus * sine)
}

/// `(1 + x)^-shape` for a real part of `x` of 0 or more (rounding aside), where the principal logarithm is the right
/// one. Written with `log1p`, so that a small `x` keeps its digits.
fn negative_power_of_one_plus(x: Complex<f64>, shape: f64) -> Complex<f64> {
    let log_modulus = 0.5 * libm::log1p(x.re * (2.0 + x.re) + x.im * x.im);
    let argument = libm::atan2(x.im, 1.0 + x.re);
    polar(libm::exp(-shape * log_modulus), -shape * argument)
}

/// `base^exponent` by repeated squaring.
fn power(base: Complex<f64>, mut exponent: u32) -> Complex<f64> {
    let mut result = ONE;
    let mut square = base;
    while exponent > 0 {
        if exponent % 2 == 1 {
            result *= square;
        }
        square *= square;
        exponent /= 2;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_power_is_a_repeated_product() {
        let base = Complex::new(0.6, -0.7);
        let mut product = ONE;
        for exponent in 0..20 {
            assert!((power(base, exponent) - product).norm() < 1e-14, "{exponent}");
            product *= base;
        }
    }

    #[test]
    fn a_shape_of_one_is_the_reciprocal_and_a_large_shape_the_exponential() {
        let x = Complex::new(0.3, 1.7);
        assert!((negative_power_of_one_plus(x, 1.0) - ONE / (ONE + x)).norm() < 1e-15);
        let shape = 1e9;
        let nearly = negative_power_of_one_plus(x / shape, shape);
        assert!((nearly - polar(libm::exp(-0.3), -1.7)).norm() < 1e-8);
    }
}
