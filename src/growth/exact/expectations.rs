//! Expected numbers of people by month and by level, from renewal recursions; any law, any horizon, no limit.

use super::generating_function::last_working_month;
use crate::growth::parameters::GrowthParameters;
use crate::units::Month;

/// Expected numbers of people at the end of a month. Infinite where they outgrow a floating-point number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExpectedMonth {
    /// The month.
    pub month: Month,
    /// The probability that you are active.
    pub you_active: f64,
    /// Expected active members, you included while active.
    pub team: f64,
    /// Expected number of people who ever joined below you, leavers included.
    pub ever_joined: f64,
}

impl ExpectedMonth {
    /// Expected active members without you.
    #[must_use]
    pub fn downline(&self) -> f64 {
        self.team - self.you_active
    }
}

/// What one joiner is expected to amount to after some months, and you.
struct Renewal {
    survival: Vec<f64>,
    your_survival: Vec<f64>,
    mean: f64,
    your_mean: f64,
    working: usize,
}

impl Renewal {
    fn new(parameters: &GrowthParameters, months: Month) -> Self {
        let survival = parameters.attrition().survival(months);
        let your_survival = parameters.your_survival(months);
        Self {
            survival,
            your_survival,
            mean: parameters.members().mean(),
            your_mean: parameters.your_law().mean(),
            working: last_working_month(parameters, months.index()),
        }
    }

    /// `r sum_{i=1..months} S(i-1) value[months - i]`: what a joiner's recruits amount to.
    fn of_joiner(&self, value: &[f64], months: usize) -> f64 {
        self.mean * convolve(&self.survival, value, months, months)
    }

    /// The same for you, who sponsor in your working months only.
    fn of_you(&self, value: &[f64], months: usize) -> f64 {
        self.your_mean * convolve(&self.your_survival, value, months, months.min(self.working))
    }
}

/// `sum_{i=1..working} survival[i-1] value[months-i]`.
pub(super) fn convolve(survival: &[f64], value: &[f64], months: usize, working: usize) -> f64 {
    // 0 people times an infinite number each are 0 people.
    let products = (1..=working).map(|month| match survival[month - 1] {
        0.0 => 0.0,
        alive => alive * value[months - month],
    });
    products.sum()
}

/// The expected numbers of people at the ends of months 0 to the horizon.
///
/// With `A_t` the expected active members that a joiner makes up after `t` months,
/// `A_t = S(t) + r sum_{i=1..t} S(i-1) A_{t-i}` (a renewal equation; the sum of a Leslie matrix over tenure). Whoever ever
/// joined below a joiner follows the same equation with 1 in place of `S(t)` and the joiner itself taken off.
#[must_use]
pub fn expectations(parameters: &GrowthParameters) -> Vec<ExpectedMonth> {
    let renewal = Renewal::new(parameters, parameters.months());
    let (mut active, mut ever) = (Vec::new(), Vec::new());
    let each = |month: Month| {
        let at = month.index();
        let expected = ExpectedMonth {
            month,
            you_active: renewal.your_survival[at],
            team: renewal.your_survival[at] + zero_if_none(renewal.your_mean, || renewal.of_you(&active, at)),
            ever_joined: zero_if_none(renewal.your_mean, || renewal.of_you(&ever, at)),
        };
        let joiner = renewal.survival[at] + zero_if_none(renewal.mean, || renewal.of_joiner(&active, at));
        active.push(joiner);
        let line = 1.0 + zero_if_none(renewal.mean, || renewal.of_joiner(&ever, at));
        ever.push(line);
        expected
    };
    parameters.months().through().map(each).collect()
}

/// Nobody times an infinite number each are nobody.
pub(super) fn zero_if_none(mean: f64, amount: impl FnOnce() -> f64) -> f64 {
    if mean == 0.0 { 0.0 } else { amount() }
}

/// The expected active members by level at the ends of months 0 to the horizon: `[month][level]`, level 0 (you) to
/// `deepest`.
///
/// With `A_t^d` the expected active members `d` levels below a joiner after `t` months, `A_t^0 = S(t)` and
/// `A_t^d = r sum_{i=1..t} S(i-1) A_{t-i}^{d-1}`. With constant survival `s` this is
/// `C(t, d) r^d s^(t-d)`.
#[must_use]
pub fn active_by_level(parameters: &GrowthParameters, deepest: u16) -> Vec<Vec<f64>> {
    let renewal = Renewal::new(parameters, parameters.months());
    let months = parameters.months().index();
    let mut table = vec![Vec::with_capacity(usize::from(deepest) + 1); months + 1];
    for (row, active) in table.iter_mut().zip(&renewal.your_survival) {
        row.push(*active);
    }
    // The joiners' own level above: those who stand one level higher make the next level.
    let mut joiners = renewal.survival.clone();
    for _ in 0..deepest {
        for (month, row) in table.iter_mut().enumerate() {
            row.push(zero_if_none(renewal.your_mean, || renewal.of_you(&joiners, month)));
        }
        let below = |month| zero_if_none(renewal.mean, || renewal.of_joiner(&joiners, month));
        joiners = (0..=months).map(below).collect();
    }
    table
}
