//! From growth parameters to head-count laws: how many cells, and the check that they are enough.

use num_complex::Complex;

use super::error::{ExactError, Limits};
use super::fourier::{Inversion, root_of_unity};
use super::generating_function::GeneratingFunction;
use super::head_count::HeadCount;
use super::moments::{Moments, team_moments};
use crate::growth::parameters::GrowthParameters;
use crate::units::Month;

/// The exact law of `team` at the end of a month, within [`Limits::PATIENT`].
///
/// The month may lie beyond the parameters' own horizon: growth does not depend on it.
///
/// # Errors
/// [`ExactError`] when the law is too wide or takes too long.
///
/// ```
/// use downline::growth::exact::head_count;
/// use downline::growth::parameters::*;
/// use downline::units::{Month, Probability};
///
/// let members = OffspringLaw::new(Distribution::Poisson, 0.15, None)?;
/// let attrition = Attrition::constant(Probability::new(0.1).expect("a probability"));
/// let you = You { stated_mean: None, staying: Staying::Stays, stop_working: None, quits_in: None };
/// let parameters = GrowthParameters::new(12, members, attrition, you)?;
/// let law = head_count(&parameters, Month::new(12))?;
/// assert!((law.mean() - 3.387_568_978_066).abs() < 1e-12);
/// assert!((law.probability(1) - 0.273_483_957_744).abs() < 1e-12); // you, and nobody else
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn head_count(parameters: &GrowthParameters, month: Month) -> Result<HeadCount, ExactError> {
    head_count_within(parameters, month, Limits::default())
}

/// [`head_count`] within other limits.
///
/// # Errors
/// [`ExactError`] when the law is too wide or takes too long.
pub fn head_count_within(parameters: &GrowthParameters, month: Month, limits: Limits) -> Result<HeadCount, ExactError> {
    let mut laws = solve(parameters, month, month, limits)?;
    Ok(laws.swap_remove(0))
}

/// The exact laws of `team` at the ends of all months 0 to the horizon, for little more than the price of the last,
/// within [`Limits::PATIENT`].
///
/// # Errors
/// [`ExactError`] when a law is too wide or they take too long.
pub fn head_counts(parameters: &GrowthParameters) -> Result<Vec<HeadCount>, ExactError> {
    head_counts_within(parameters, Limits::default())
}

/// [`head_counts`] within other limits.
///
/// # Errors
/// [`ExactError`] when a law is too wide or they take too long.
pub fn head_counts_within(parameters: &GrowthParameters, limits: Limits) -> Result<Vec<HeadCount>, ExactError> {
    solve(parameters, Month::new(0), parameters.months(), limits)
}

/// The most mass that may have wrapped around.
const WRAPPED: f64 = 1e-13;
/// What rounding adds to the apparent wrapped mass, per head of the mean: arguments turn as often as heads are counted.
const ROUNDING_PER_HEAD: f64 = 3e-16;

/// The laws of months `from` to `to`.
fn solve(parameters: &GrowthParameters, from: Month, to: Month, limits: Limits) -> Result<Vec<HeadCount>, ExactError> {
    let moments = team_moments(parameters, to).split_off(from.index());
    let months: Vec<Month> = (from.get()..=to.get()).map(Month::new).collect();
    let mut size = 16;
    for (month, law) in months.iter().zip(&moments) {
        size = size.max(first_size(*month, law, limits)?);
    }
    if parameters.is_certain() {
        return Ok(months.iter().zip(&moments).map(|(month, law)| certain(*month, law.mean)).collect());
    }
    let widest = || ExactError::TooWide { month: to, mean: moments[moments.len() - 1].mean, limit: limits.cells };
    let mut function = GeneratingFunction::new(parameters, to);
    // What will be refused is refused before the work.
    let (least, enough) = sizes(&mut function, to);
    if least > limits.cells {
        return Err(widest());
    }
    let mut circle = Circle::new(function, from.index(), months.len());
    for (size, in_vain) in [(least, 0), (enough, circle.steps(least))] {
        let steps = circle.steps(size);
        if steps > limits.steps && (size == least || in_vain > LONG) {
            return Err(ExactError::TooCostly { month: to, steps, limit: limits.steps });
        }
    }
    while size <= limits.cells {
        let steps = circle.steps(size);
        if steps > limits.steps {
            return Err(ExactError::TooCostly { month: to, steps, limit: limits.steps });
        }
        circle.refine(size);
        if let Some(laws) = circle.invert(&months, &moments) {
            return Ok(laws);
        }
        size *= 2;
    }
    Err(widest())
}

/// So many steps are not taken where they may be in vain: some two seconds.
const LONG: u64 = 1_000_000_000;

/// A size that the law of a month hardly fits into a smaller one than, and one that it fits into.
///
/// By Chernoff's bound `P(team >= n) <= G(z) z^-n` for every `z` above 1 at which the generating function is finite, so that
/// `n = (ln G(z) - ln WRAPPED) / ln z` cells hold the law; the best of some `z` is little more than it needs.
fn sizes(function: &mut GeneratingFunction, month: Month) -> (usize, usize) {
    /// No law was seen that needs less than this part of the bound.
    const SURE: f64 = 0.6;
    let cells = |halves: i32| {
        let above_one = (f64::from(halves) * 0.5).exp2();
        let mut value = [Complex::new(0.0, 0.0)];
        function.evaluate(Complex::new(1.0 + above_one, 0.0), month.index(), &mut value);
        // Where it is not finite it is no real number above 1.
        let is_finite = value[0].re.is_finite() && value[0].re >= 1.0 && value[0].im == 0.0;
        is_finite.then(|| (value[0].re.ln() - WRAPPED.ln()) / above_one.ln_1p())
    };
    let bound = (-94..20).filter_map(cells).fold(f64::INFINITY, f64::min);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // held to what a power of two can be
    let power = |cells: f64| (cells.clamp(1.0, 1e15) as usize).next_power_of_two();
    (power(bound * SURE), power(bound))
}

/// A size that probably holds a law of these moments: eight standard deviations above the mean.
fn first_size(month: Month, law: &Moments, limits: Limits) -> Result<usize, ExactError> {
    let reach = law.mean + 8.0 * law.variance.sqrt() + 2.0;
    let too_wide = ExactError::TooWide { month, mean: law.mean, limit: limits.cells };
    // The mean check cannot be passed below the mean itself; the reach is only a first guess.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    if law.mean < limits.cells as f64 {
        Ok((reach.min(limits.cells as f64).ceil() as usize).next_power_of_two().min(limits.cells))
    } else {
        Err(too_wide)
    }
}

/// The law of a head-count that is the same in every trial.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most the cell limit
fn certain(month: Month, head_count: f64) -> HeadCount {
    let mut probabilities = vec![0.0; head_count.round() as usize + 1];
    if let Some(last) = probabilities.last_mut() {
        *last = 1.0;
    }
    HeadCount::new(month, probabilities, head_count, 0.0)
}

/// The values of the generating functions on the upper half of the unit circle: one row a point, one column a month.
struct Circle {
    function: GeneratingFunction,
    from: usize,
    columns: usize,
    size: usize,
    values: Vec<Complex<f64>>,
}

impl Circle {
    const fn new(function: GeneratingFunction, from: usize, columns: usize) -> Self {
        Self { function, from, columns, size: 0, values: Vec::new() }
    }

    /// The steps of evaluating `size` cells, counting memory that must be written as well.
    fn steps(&self, size: usize) -> u64 {
        (size as u64 / 2 + 1).saturating_mul(self.function.steps(self.from) + 8 * self.columns as u64)
    }

    /// Evaluates at all roots of unity of a size; those of half the size are every second one and are kept.
    fn refine(&mut self, size: usize) {
        let kept = self.size > 0 && self.size * 2 == size;
        let mut values = vec![Complex::new(0.0, 0.0); (size / 2 + 1) * self.columns];
        for (index, row) in values.chunks_exact_mut(self.columns).enumerate() {
            if kept && index % 2 == 0 {
                let start = index / 2 * self.columns;
                row.copy_from_slice(&self.values[start..start + self.columns]);
            } else {
                self.function.evaluate(root_of_unity(index, size), self.from, row);
            }
        }
        self.values = values;
        self.size = size;
    }

    /// The laws, or `None` when mass wrapped around in one of them.
    fn invert(&self, months: &[Month], moments: &[Moments]) -> Option<Vec<HeadCount>> {
        let mut inversion = Inversion::new(self.size);
        let laws = months.iter().zip(moments).enumerate().map(|(column, (month, law))| {
            let values = self.values.iter().skip(column).step_by(self.columns);
            let probabilities = inversion.coefficients(values.copied());
            #[allow(clippy::cast_precision_loss)] // indices far below 2^53
            let mean: f64 = probabilities.iter().enumerate().map(|(index, p)| index as f64 * p).sum();
            // Each wrapped head-count is counted at least `size` too low.
            #[allow(clippy::cast_precision_loss)]
            let wrapped = (law.mean - mean).abs() / self.size as f64;
            let holds = wrapped < WRAPPED.max(ROUNDING_PER_HEAD * law.mean);
            holds.then(|| HeadCount::new(*month, probabilities, law.mean, law.variance))
        });
        laws.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::growth::parameters::{Attrition, Distribution, OffspringLaw, Staying, You};
    use crate::units::Probability;

    fn parameters(
        distribution: Distribution,
        mean: f64,
        shape: Option<f64>,
        hazard: f64,
        months: u16,
    ) -> GrowthParameters {
        let members = OffspringLaw::new(distribution, mean, shape).unwrap();
        let attrition = Attrition::constant(Probability::new(hazard).unwrap());
        let you = You { stated_mean: None, staying: Staying::Stays, stop_working: None, quits_in: None };
        GrowthParameters::new(months.into(), members, attrition, you).unwrap()
    }

    #[test]
    fn the_size_foretold_is_never_more_than_a_law_needs_and_most_often_what_it_has() {
        let mut foretold = 0;
        let mut laws = 0;
        for (distribution, mean, shape) in [
            (Distribution::Poisson, 0.15, None),
            (Distribution::Poisson, 0.15, Some(0.18)),
            (Distribution::Poisson, 0.4, Some(2.0)),
            (Distribution::Bernoulli, 0.3, None),
        ] {
            for (hazard, months) in [(0.1, 3), (0.1, 24), (0.3, 12), (0.02, 18), (0.0, 10)] {
                let parameters = parameters(distribution, mean, shape, hazard, months);
                let month = Month::new(months);
                let law = head_count(&parameters, month).unwrap();
                let (least, enough) = sizes(&mut GeneratingFunction::new(&parameters, month), month);
                let size = law.cells();
                assert!(least <= size.max(16), "{least} for {size} of {mean} {shape:?} {hazard} {months}");
                laws += 1;
                foretold += usize::from(enough * 2 >= size && enough <= size * 2);
            }
        }
        assert!(foretold * 10 >= laws * 8, "{foretold} of {laws}");
    }

    #[test]
    fn a_law_that_takes_too_long_is_refused_before_a_single_point_is_evaluated() {
        // One point of 360 months takes the 65,000th part of the limit: the sizes that fit are not tried first.
        let parameters = parameters(Distribution::Poisson, 0.1, Some(0.18), 0.09, 360);
        let limits = Limits { steps: 4_000_000, ..Limits::PATIENT };
        let month = Month::new(360);
        let error = head_count_within(&parameters, month, limits).unwrap_err();
        let ExactError::TooCostly { steps, .. } = error else { panic!("{error}") };
        let mut circle = Circle::new(GeneratingFunction::new(&parameters, month), 360, 1);
        circle.refine(16);
        assert!(steps > circle.steps(16) * 16, "{steps} are foretold, not those of the first size");
    }
}
