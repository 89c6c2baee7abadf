//! A scenario against published figures, for users: [`calibrate`] measures what companies, regulators and surveys have
//! published and says whether each figure lies in the band that the sources span.
//!
//! Nothing in a scenario or plan is chosen to meet the figures that come of many parts together (T1, T2, T4, T11 and T13);
//! how long people stay and how unevenly they sponsor was inferred from those behind T5 to T9. Figures of a year are those
//! of everyone who joined an organisation, figures of a lifetime those of newcomers who may quit, over 120 months.

mod measure;
mod targets;

use crate::results::NoEveryone;
use crate::scenario::{Draft, Scenario, ScenarioErrors};
use crate::simulate::SimulationError;

pub use targets::{Band, Target, TargetUnit};

/// How many organisations are grown, of seeds that follow each other; their figures are averaged.
pub const ORGANISATIONS: u64 = 10;

/// The months of a lifetime: 3 of 1,000 newcomers of `typical` are still there after them.
pub const LIFETIME: u16 = 120;

/// A target with what was measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// What is measured, and what the sources span.
    pub target: &'static Target,
    /// What was measured for each of its bands, in the target's unit; `None` where there was nothing to measure, or amounts
    /// are in another currency.
    pub values: Vec<Option<f64>>,
}

impl Held {
    /// Whether each value lies in its band; `None` where one of them is missing.
    #[must_use]
    pub fn is_inside(&self) -> Option<bool> {
        let pairs = || self.values.iter().zip(self.target.bands);
        let all: Option<Vec<bool>> = pairs().map(|(value, band)| value.map(|value| band.holds(value))).collect();
        all.map(|inside| inside.into_iter().all(|inside| inside))
    }
}

/// A scenario held to all targets.
#[derive(Clone, Debug)]
pub struct CalibrationReport {
    /// The scenario that was asked about, as its newcomers and organisation are simulated: you are a typical newcomer.
    pub scenario: Scenario,
    /// How many careers were simulated.
    pub trials: u64,
    /// The seed of the careers and of the first organisation.
    pub seed: u64,
    /// The targets in order.
    pub held: Vec<Held>,
    /// Whether the scenario is the preset `typical`, whose misses are known.
    pub is_typical: bool,
}

impl CalibrationReport {
    /// Why a target is known to be missed by `typical`, where it is missed and this is `typical`.
    #[must_use]
    pub fn known_miss(&self, held: &Held) -> Option<&'static str> {
        held.target.known_miss.filter(|_| self.is_typical && held.is_inside() == Some(false))
    }

    /// Whether every miss of `typical` is known. Another scenario need not meet any target.
    #[must_use]
    pub fn passed(&self) -> bool {
        let is_fine = |held: &Held| held.is_inside() == Some(true) || self.known_miss(held).is_some();
        !self.is_typical || self.held.iter().all(is_fine)
    }
}

/// Why a scenario was not held to published figures.
#[derive(Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CalibrationError {
    /// There is no everyone to look at.
    #[error("there is no everyone to hold to published figures: {0}")]
    NoEveryone(#[from] NoEveryone),
    /// It cannot be asked over a lifetime.
    #[error(transparent)]
    Scenario(#[from] ScenarioErrors),
    /// A team outgrew memory.
    #[error(transparent)]
    Simulation(#[from] SimulationError),
}

reads_as_a_sentence!(CalibrationError);

/// Holds a scenario to the published figures: newcomers like any other, who may quit, over [`LIFETIME`] in `trials` careers,
/// and everyone who joined in the last 12 months of [`ORGANISATIONS`] organisations of its size and age.
///
/// # Errors
/// [`CalibrationError`] where nobody ever quits, or a team or an organisation outgrows memory.
pub fn calibrate(scenario: &Scenario, trials: u64, seed: u64) -> Result<CalibrationReport, CalibrationError> {
    let is_typical = Scenario::preset("typical")?.hash() == scenario.hash();
    let measured = measure::Measured::of(&|months| of_newcomers(scenario, months), trials, seed)?;
    let scenario = of_newcomers(scenario, LIFETIME)?;
    let held = targets::ALL.iter().map(|target| Held { target, values: (target.of)(&measured) }).collect();
    Ok(CalibrationReport { scenario, trials, seed, held, is_typical })
}

/// The scenario of newcomers like any other over so many months, in which everyone of a year is looked at.
fn of_newcomers(scenario: &Scenario, months: u16) -> Result<Scenario, ScenarioErrors> {
    let mut draft = Draft::from_toml(scenario.name(), scenario.name(), scenario.resolved_toml())?;
    let span = format!("months={months}");
    for change in ["organisation.months=12", "you={sponsoring=\"typical\",stays=false}", &span] {
        draft.set(change)?;
    }
    draft.finish().map(|(scenario, _)| scenario)
}

#[cfg(test)]
mod tests;
