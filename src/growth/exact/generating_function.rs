//! The generating function of the head-count, evaluated at one point of the unit circle for all months at once.

use num_complex::Complex;

use super::recruits::Recruits;
use crate::growth::parameters::GrowthParameters;
use crate::units::Month;

const NOTHING: Complex<f64> = Complex::new(0.0, 0.0);

/// Survival as the recursion needs it: `alive[j]` is `S(j)`, `quits[j]` is `S(j-1) - S(j)`.
struct Lifetime {
    alive: Vec<f64>,
    quits: Vec<f64>,
    /// The first tenure nobody reaches, or the horizon: later terms of the sum are 0.
    last: usize,
}

impl Lifetime {
    fn new(alive: Vec<f64>) -> Self {
        let mut quits = vec![0.0];
        quits.extend(alive.windows(2).map(|pair| pair[0] - pair[1]));
        let last = alive.iter().position(|&share| share == 0.0).unwrap_or(alive.len() - 1);
        Self { alive, quits, last }
    }
}

/// The recursion of the generating functions up to a horizon, with room for its intermediate values.
pub(super) struct GeneratingFunction {
    months: usize,
    members: Recruits,
    members_live: Lifetime,
    you: Recruits,
    you_live: Lifetime,
    you_work: usize,
    /// Whether you are in every respect a joiner, so that `F_t` is yours too.
    you_are_a_joiner: bool,
    /// The members' and your terms of a month whose recruits have `t` months left.
    member_terms: Vec<Complex<f64>>,
    your_terms: Vec<Complex<f64>>,
}

impl GeneratingFunction {
    /// The recursion for months 0 to `month` of these parameters (their own horizon does not matter here).
    pub(super) fn new(parameters: &GrowthParameters, month: Month) -> Self {
        let months = month.index();
        let survival = parameters.attrition().survival(month);
        let your_survival = parameters.your_survival(month);
        let you_work = last_working_month(parameters, months);
        let has_its_law = parameters.your_law() == parameters.members();
        let you_are_a_joiner = your_survival == survival && you_work == months && has_its_law;
        Self {
            months,
            members: Recruits::new(parameters.members()),
            members_live: Lifetime::new(survival),
            you: Recruits::new(parameters.your_law()),
            you_live: Lifetime::new(your_survival),
            you_work,
            you_are_a_joiner,
            member_terms: Vec::with_capacity(months + 1),
            your_terms: Vec::with_capacity(months + 1),
        }
    }

    /// Writes your generating functions `G_from(u) ..= G_months(u)` at the point `u` into `yours`.
    pub(super) fn evaluate(&mut self, u: Complex<f64>, from: usize, yours: &mut [Complex<f64>]) {
        self.member_terms.clear();
        self.your_terms.clear();
        // Your own law of month t needs joiners with up to t-1 months left.
        let joiners = if self.you_are_a_joiner { self.months } else { self.months.saturating_sub(1) };
        for left in 0..=joiners {
            let joiner = head(self.members, &self.members_live, &self.member_terms, left, left, u);
            if self.you_are_a_joiner {
                if left >= from {
                    yours[left - from] = joiner;
                }
            } else {
                self.your_terms.push(self.you.month(joiner));
            }
            self.member_terms.push(self.members.month(joiner));
        }
        if !self.you_are_a_joiner {
            for month in from..=self.months {
                yours[month - from] = head(self.you, &self.you_live, &self.your_terms, month, self.you_work, u);
            }
        }
    }

    /// About what one evaluation costs, in complex multiplications.
    pub(super) fn steps(&self, from: usize) -> u64 {
        let pairs = |rows: u64| rows * (rows + 1) / 2;
        let months = self.months as u64;
        let members = pairs(months) * (1 + self.members.steps());
        let calls_of_yours = if self.you_live.quits.iter().all(|&quits| quits == 0.0) { 1 } else { months };
        let yours = (months + 1 - from as u64) * (months + calls_of_yours * self.you.steps());
        members + if self.you_are_a_joiner { 0 } else { yours }
    }
}

/// The generating function of the active members that one member makes up `months` after joining, itself included,
/// when it sponsors in its first `working` months. `terms[t]` belongs to recruits with `t` months left.
fn head(
    law: Recruits,
    life: &Lifetime,
    terms: &[Complex<f64>],
    months: usize,
    working: usize,
    u: Complex<f64>,
) -> Complex<f64> {
    let mut total = law.nothing();
    let mut brought = law.of(total);
    let mut sum = NOTHING;
    let reach = months.min(life.last);
    for tenure in 1..=reach {
        let may_quit = life.quits[tenure] > 0.0;
        if tenure <= working {
            total = law.and(total, terms[months - tenure]);
            // The generating function is dear: only where somebody quits, and at the end.
            if may_quit || tenure == reach.min(working) {
                brought = law.of(total);
            }
        }
        if may_quit {
            sum += brought * life.quits[tenure];
        }
    }
    sum + u * brought * life.alive[months]
}

/// The last of the first `months` months in which you may sponsor.
pub(super) fn last_working_month(parameters: &GrowthParameters, months: usize) -> usize {
    parameters.you().stop_working.map_or(months, |stop| months.min(stop.index() - 1))
}
