//! The long run: how fast an organisation of such members grows or shrinks, whoever you are.

use crate::growth::parameters::{Attrition, OffspringLaw};
use crate::units::Month;

/// The long-run growth of an organisation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OrganisationGrowth {
    /// The expected number of people a joiner brings in over its whole active life; infinite when nobody ever quits
    /// after some tenure.
    pub recruits_per_joiner: f64,
    /// The expected number of months in which a joiner is active at the month's start; infinite likewise.
    pub active_months: f64,
    /// The factor by which the organisation grows a month in the long run: 1 stands still, below 1 it shrinks. Where
    /// nobody sponsors it is the survival of the last attrition step.
    pub monthly_factor: f64,
}

impl OrganisationGrowth {
    /// The factor a year: the monthly factor twelve times over.
    #[must_use]
    pub fn annual_factor(&self) -> f64 {
        self.monthly_factor.powi(12)
    }
}

/// The long-run growth of an organisation whose members sponsor by `law` and quit by `attrition`.
///
/// The monthly factor `x` solves the Euler-Lotka equation `r sum_{a>=1} S(a-1) x^-a = 1` (Lotka 1907; for branching
/// processes Jagers 1975): the same equation that gives a population's growth from births and deaths by age.
#[must_use]
pub fn organisation_growth(law: OffspringLaw, attrition: &Attrition) -> OrganisationGrowth {
    let life = Life::new(attrition);
    let mean = law.mean();
    let active_months = life.discounted(1.0);
    let recruits_per_joiner = if mean == 0.0 { 0.0 } else { mean * active_months };
    let monthly_factor = if mean == 0.0 { life.forever } else { euler_lotka(mean, &life) };
    OrganisationGrowth { recruits_per_joiner, active_months, monthly_factor }
}

/// Survival up to the tenure from which on the hazard is constant, and the monthly survival after it.
struct Life {
    survival: Vec<f64>,
    forever: f64,
}

impl Life {
    fn new(attrition: &Attrition) -> Self {
        let steps = attrition.steps();
        let changing: u16 = steps.iter().filter_map(|step| step.months).fold(0, u16::saturating_add);
        let survival = attrition.survival(Month::new(changing));
        let somebody = survival.last().is_some_and(|&alive| alive > 0.0);
        let last = steps.last().filter(|_| somebody);
        Self { survival, forever: last.map_or(0.0, |step| 1.0 - step.rate.get()) }
    }

    /// `sum_{a>=1} S(a-1) x^(a-1)`, infinite where it does not converge.
    fn discounted(&self, x: f64) -> f64 {
        let last = self.survival.len() - 1;
        let (mut sum, mut weight) = (0.0, 1.0);
        for alive in &self.survival[..last] {
            sum += alive * weight;
            weight *= x;
        }
        let tail = self.survival[last];
        if tail == 0.0 {
            sum
        } else if self.forever * x >= 1.0 {
            f64::INFINITY
        } else {
            sum + tail * weight / (1.0 - self.forever * x)
        }
    }
}

/// The growth factor by bisection on its reciprocal: the sum rises with it from 0 to beyond 1.
fn euler_lotka(mean: f64, life: &Life) -> f64 {
    let enough = |x: f64| mean * x * life.discounted(x) >= 1.0;
    let (mut low, mut high) = (0.0, 1.0);
    while !enough(high) {
        low = high;
        high *= 2.0;
    }
    // Twice the bits of a double: the interval has long closed.
    for _ in 0..128 {
        let middle = 0.5 * (low + high);
        if enough(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    1.0 / high
}
