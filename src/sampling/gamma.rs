//! The gamma law: its distribution function and quantiles, for tables and tests of goodness of fit.

/// `Q(a, x)`: the upper tail of the gamma law of shape `a` and scale 1, by its series below the mean and by its continued
/// fraction above (Abramowitz and Stegun 1964, 6.5.29 and 6.5.31).
pub(crate) fn upper_tail(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    let front = libm::exp(a * libm::log(x) - x - libm::lgamma(a));
    if x < a + 1.0 { 1.0 - front * lower_series(a, x) } else { front * upper_fraction(a, x) }
}

/// `P(a, x)`: the gamma law's distribution function.
pub(super) fn lower_tail(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let front = libm::exp(a * libm::log(x) - x - libm::lgamma(a));
    if x < a + 1.0 { front * lower_series(a, x) } else { 1.0 - front * upper_fraction(a, x) }
}

fn lower_series(a: f64, x: f64) -> f64 {
    let (mut term, mut sum, mut n) = (1.0 / a, 1.0 / a, a);
    while term > sum * 1e-16 {
        n += 1.0;
        term *= x / n;
        sum += term;
    }
    sum
}

/// Evaluated from its end: far enough out, where it starts does not matter.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most a million
fn upper_fraction(a: f64, x: f64) -> f64 {
    let steps = 200 + (10.0 * libm::sqrt(a)).min(1e6) as u32;
    let tail = (1..=steps).rev().fold(0.0, |below, step| {
        let n = f64::from(step);
        n * (n - a) / (x + 2.0 * n + 1.0 - a - below)
    });
    1.0 / (x + 1.0 - a - tail)
}

/// The value whose upper tail is `tail`, above 0 to below 1, at or above `least`: by bisection on a scale of factors,
/// finished by Newton's steps where they stay inside.
pub(super) fn quantile_of_tail(a: f64, tail: f64, least: f64) -> f64 {
    // Below so small a value there is no mass that a double can tell from none.
    let (mut low, mut high) = (least.max(1e-300), least.max(a).max(1e-300));
    while upper_tail(a, high) > tail {
        low = high;
        high *= 2.0;
    }
    let mut x = high;
    for _ in 0..200 {
        let missed = upper_tail(a, x) - tail;
        if missed > 0.0 {
            low = x;
        } else {
            high = x;
        }
        let density = libm::exp((a - 1.0) * libm::log(x) - x - libm::lgamma(a));
        let newton = x + missed / density;
        let next = if newton > low && newton < high { newton } else { libm::sqrt(low) * libm::sqrt(high) };
        if (next - x).abs() <= 1e-12 * x || high <= low * (1.0 + 1e-15) {
            return next;
        }
        x = next;
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{ContinuousCDF, Gamma};

    #[test]
    fn both_tails_and_the_quantile_agree_with_an_independent_crate() {
        for shape in [1.0 / 9.0, 0.18, 0.3, 1.0, 4.0, 250.0] {
            let other = Gamma::new(shape, 1.0).unwrap();
            for x in [1e-9, 1e-3, 0.1, 1.0, 3.0, shape, 2.0 * shape, shape + 20.0] {
                assert!((lower_tail(shape, x) - other.cdf(x)).abs() < 1e-9, "{shape} {x}");
                assert!((upper_tail(shape, x) - other.sf(x)).abs() < 1e-9, "{shape} {x}");
            }
            for tail in [0.999, 0.75, 0.5, 0.1, 1e-3, 1e-6] {
                let x = quantile_of_tail(shape, tail, 0.0);
                assert!((upper_tail(shape, x) / tail - 1.0).abs() < 1e-9, "{shape} {tail}: {x}");
            }
        }
    }
}
