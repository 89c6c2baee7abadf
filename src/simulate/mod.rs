//! Trials in parallel: [`simulate`] asks a [`Scenario`] of many simulated careers and gathers an [`Ensemble`]. What all members
//! of a whole organisation get, [`everyone`] tells.
//!
//! The same seed gives the same ensemble on any number of threads: each trial draws from keys of its own, and what is
//! added up are integers. What is known without trials, [`expected_months`] computes exactly.

mod account;
mod blocks;
mod career;
mod compare;
mod everyone;
mod expected;
mod fault;
mod legs;
mod pay;
mod record;
mod settings;
mod story;

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use rayon::{ThreadPool, ThreadPoolBuilder};

pub use compare::{ComparisonError, compare, compare_watched};
pub use everyone::everyone;
pub use expected::{ExpectedMonth, ExpectedValue, expected_months};
pub use record::{finish, record};
pub use settings::{Settings, SettingsError, Trials};

use crate::growth::lifelines::Outgrown;
use crate::results::{Career, Completeness, Ensemble, Finished, Tally, TrialRow};
use crate::scenario::Scenario;
use crate::units::{Money, Month, whole};
use blocks::{Failed, Stopping, Work};
use career::{Model, Workspace};
use fault::Fault;

/// Why a run failed.
#[derive(Clone, Copy, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SimulationError {
    /// The average team outgrows memory, so no trial was run.
    #[error(
        "on average {} people would join by month {month}, and a team may have {limit}, {why}; choose fewer months (--set \
         months={}), a smaller sponsoring.mean or more attrition",
        whole(*expected),
        month.get().saturating_sub(1).max(1)
    )]
    TooLarge {
        /// The first month by which more people than the limit join on average.
        month: Month,
        /// How many join by then on average.
        expected: f64,
        /// The most members a team may have.
        limit: usize,
        /// What limits them, as a part of a sentence.
        why: &'static str,
    },
    /// Trials that do not exist, or none.
    #[error("trials {first} to {last} cannot be run; give the first and the last of 1 to {}", Trials::MOST)]
    NoTrials {
        /// The first that was asked for.
        first: u64,
        /// The last that was asked for.
        last: u64,
    },
    /// One trial's team outgrew memory.
    #[error("trial {trial}: {outgrown}")]
    Outgrown {
        /// The trial, from 1.
        trial: u64,
        /// What happened.
        #[source]
        outgrown: Outgrown,
    },
    /// In one trial you were paid more than can be counted.
    #[error(
        "trial {trial}: by month {month} you are paid more than {}, which is the most that can be counted; lower the rates or \
         amounts of the plan, or choose fewer months",
        Money::MOST
    )]
    TooMuchPaid {
        /// The trial, from 1.
        trial: u64,
        /// The month by which it was too much.
        month: Month,
    },
    /// The run was stopped before its first trial was done.
    #[error("the run was stopped before its first trial was done, so there is nothing to keep")]
    Stopped,
}

reads_as_a_sentence!(SimulationError);

/// A running simulation seen from outside: how far it is, and a way to stop it early.
#[derive(Debug, Default)]
pub struct Watch {
    done: AtomicU64,
    stop: AtomicBool,
}

impl Watch {
    /// A watch for one run.
    #[must_use]
    pub const fn new() -> Self {
        Self { done: AtomicU64::new(0), stop: AtomicBool::new(false) }
    }

    /// Trials done so far.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// Asks the run to end at once: it keeps the first trials, up to one that takes long and is left off.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// Runs a scenario.
///
/// Time grows in proportion to trials and members; memory does not grow with the trials, unless they are kept.
///
/// # Errors
/// [`SimulationError`] when a team outgrows memory, or is paid more than can be counted.
///
/// ```
/// use downline::{Metric, Month, Scenario, Settings, simulate};
/// let scenario = Scenario::preset("tenacious")?;
/// let ensemble = simulate(&scenario, &Settings::with_trials(2_000))?;
/// let team = ensemble.distribution(Month::new(12), Metric::Team);
/// assert_eq!(team.percentile(50), Some(5));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn simulate(scenario: &Scenario, settings: &Settings) -> Result<Ensemble, SimulationError> {
    simulate_watched(scenario, settings, &Watch::new())
}

/// Runs a scenario that can be watched and stopped from another thread.
///
/// # Errors
/// As [`simulate`].
pub fn simulate_watched(scenario: &Scenario, settings: &Settings, watch: &Watch) -> Result<Ensemble, SimulationError> {
    let run = Run { model: Model::with_goals(scenario, &settings.goals)?, settings, watch };
    let pool = thread_pool(settings);
    let (tally, mut rows, completeness) = run.all_trials(scenario, pool.as_ref())?;
    rows.sort_unstable_by_key(|row| row.trial);
    let paths = run.paths(&rows)?;
    let (finished, story) = (Finished::of_tally(tally), story::story_months(scenario));
    Ok(Ensemble::new(scenario, settings.seed, completeness, finished, story).with_trials(rows, paths))
}

/// Replays one trial of a scenario, month by month: the same career that a run with this seed has.
///
/// # Errors
/// [`SimulationError`] when its team outgrows memory, or you are paid more than can be counted.
pub fn replay(scenario: &Scenario, seed: u64, trial: u64) -> Result<Career, SimulationError> {
    let model = Model::new(scenario)?;
    model.career(seed, trial, &mut model.workspace()).map_err(|fault| fault.in_trial(trial))
}

/// A pool of the asked size, or `None` to use the one that is there (also where no thread can be started).
fn thread_pool(settings: &Settings) -> Option<ThreadPool> {
    settings.threads.and_then(|threads| ThreadPoolBuilder::new().num_threads(threads.get()).build().ok())
}

/// Does the work on the pool, or on the one that is there.
fn on<T: Send>(pool: Option<&ThreadPool>, work: impl FnOnce() -> T + Send) -> T {
    match pool {
        Some(pool) => pool.install(work),
        None => work(),
    }
}

struct Run<'a> {
    model: Model<'a>,
    settings: &'a Settings,
    watch: &'a Watch,
}

type Gathered = (Tally, Vec<TrialRow>);

impl<'a> Work for Run<'a> {
    type Workspace = Workspace<'a>;
    type Gathered = Gathered;
    type Error = Fault;

    fn cost(&self) -> f64 {
        self.model.cost
    }

    fn workspace(&self, stopping: Stopping) -> Workspace<'a> {
        self.model.workspace().stopping(stopping, self.watch)
    }

    fn empty(&self) -> Gathered {
        (self.model.empty_tally(), Vec::new())
    }

    #[inline]
    fn one_trial(&self, trial: u64, work: &mut Workspace<'a>, mine: &mut Gathered) -> Result<(), Fault> {
        if self.settings.keep_trials {
            mine.1.push(self.model.career(self.settings.seed, trial, work)?.row());
        }
        if !self.settings.keep_trials || self.model.heads().is_some() {
            self.model.run(self.settings.seed, trial, work)?;
        }
        self.model.record(work, &mut mine.0);
        Ok(())
    }

    fn merge(&self, all: &mut Gathered, (tally, mut rows): Gathered) {
        all.0.merge(tally);
        all.1.append(&mut rows);
    }
}

impl Run<'_> {
    fn all_trials(
        &self,
        scenario: &Scenario,
        pool: Option<&ThreadPool>,
    ) -> Result<(Tally, Vec<TrialRow>, Completeness), SimulationError> {
        let mut so_far = self.empty();
        let certain = scenario.is_certain();
        let most = if certain { 1 } else { self.settings.trials.most() };
        let ends = if certain { vec![1] } else { self.settings.trials.checkpoints() };
        for end in ends {
            let begin = so_far.0.trials() + 1;
            let round = || blocks::gather(self, begin..=end, self.watch, so_far);
            so_far = on(pool, round).map_err(|Failed { trial, error }| error.in_trial(trial))?;
            if self.watch.is_stopped() && so_far.0.trials() < most {
                if so_far.0.trials() == 0 {
                    return Err(SimulationError::Stopped);
                }
                return Ok((so_far.0, so_far.1, Completeness::Interrupted));
            }
            if self.is_precise(&so_far.0) {
                return Ok((so_far.0, so_far.1, Completeness::Complete));
            }
        }
        let completeness = match (certain, &self.settings.trials) {
            (true, _) => Completeness::Certain,
            (_, Trials::Exactly(_)) => Completeness::Complete,
            (_, Trials::UntilPrecise { .. }) => Completeness::ShortOfPrecision,
        };
        Ok((so_far.0, so_far.1, completeness))
    }

    fn is_precise(&self, tally: &Tally) -> bool {
        let Trials::UntilPrecise { of_100, .. } = self.settings.trials else { return false };
        tally.simulation_error_of_100() <= of_100
    }

    /// Twenty careers at evenly spaced ranks of net total, trials with equal net in their own order. None where they would
    /// take long and the run is to stop.
    fn paths(&self, rows: &[TrialRow]) -> Result<Vec<Career>, SimulationError> {
        const PATHS: usize = 20;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let mut ranked: Vec<&TrialRow> = rows.iter().collect();
        ranked.sort_by_key(|row| (row.last.net_total, row.trial));
        let mut work = self.workspace(blocks::stopping(self.model.cost));
        let paths = (0..PATHS)
            .map(|path| {
                let rank = ((2 * path + 1) * ranked.len()).div_ceil(2 * PATHS);
                let trial = ranked[rank - 1].trial;
                self.model.career(self.settings.seed, trial, &mut work).map_err(|fault| fault.in_trial(trial))
            })
            .collect();
        if paths == Err(SimulationError::Stopped) { Ok(Vec::new()) } else { paths }
    }
}
