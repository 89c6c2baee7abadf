//! [`record`] and [`finish`]: trials run apart, kept as counters, and made into results once they are merged.

use std::ops::RangeInclusive;

use super::blocks::{self, Failed, Work};
use super::career::Model;
use super::{Run, Settings, SimulationError, Trials, Watch, on, story, thread_pool};
use crate::results::{Completeness, Ensemble, Finished, RecordError, Recorded};
use crate::scenario::Scenario;

/// Runs some trials of a scenario and records what they come to. Of the settings, the seed and the threads count.
///
/// Trials recorded apart and merged are the same record as all of them recorded at once. Where nothing in the scenario is
/// random, trial 1 is recorded and stands for all.
///
/// # Errors
/// [`SimulationError`] when the range holds no trial or goes beyond [`Trials::MOST`], and when a team outgrows memory.
///
/// ```
/// use downline::simulate::{finish, record};
/// use downline::{Scenario, Settings, simulate};
/// let scenario = Scenario::preset("typical")?;
/// let settings = Settings::default();
/// let mut recorded = record(&scenario, &settings, 501..=1_000)?;
/// recorded.merge(&record(&scenario, &settings, 1..=500)?)?;
/// let ensemble = finish(recorded, &scenario)?;
/// assert_eq!(ensemble.outcomes(), simulate(&scenario, &Settings::with_trials(1_000))?.outcomes());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn record(
    scenario: &Scenario,
    settings: &Settings,
    trials: RangeInclusive<u64>,
) -> Result<Recorded, SimulationError> {
    let (first, last) = (*trials.start(), *trials.end());
    if first == 0 || last < first || last > Trials::MOST {
        return Err(SimulationError::NoTrials { first, last });
    }
    let trials = if scenario.is_certain() { 1..=1 } else { trials };
    let settings = Settings { keep_trials: false, ..settings.clone() };
    let watch = Watch::new();
    let run = Run { model: Model::new(scenario)?, settings: &settings, watch: &watch };
    let all = || blocks::gather(&run, trials.clone(), &watch, run.empty());
    let (tally, _) =
        on(thread_pool(&settings).as_ref(), all).map_err(|Failed { trial, error }| error.in_trial(trial))?;
    Ok(Recorded::new(scenario, settings.seed, trials, tally))
}

/// The results of recorded trials: those of a run that keeps no trials.
///
/// # Errors
/// [`RecordError`] when the record is of another scenario or version of the program, and when trials are missing: there
/// must be all from trial 1 on.
pub fn finish(recorded: Recorded, scenario: &Scenario) -> Result<Ensemble, RecordError> {
    let seed = recorded.seed();
    let counts = recorded.of_whole(scenario)?;
    let other = || RecordError::Damaged { why: "it does not count what this scenario is asked for" };
    let model = Model::new(scenario).map_err(|_| other())?;
    let nets = model.heads().cloned();
    let finished = Finished::of_counts(counts, model.empty_tally(), nets).ok_or_else(other)?;
    let completeness = if scenario.is_certain() { Completeness::Certain } else { Completeness::Complete };
    Ok(Ensemble::new(scenario, seed, completeness, finished, story::story_months(scenario)))
}
