//! Trials in parallel: [`simulate`] asks a [`Scenario`] of many simulated careers and gathers an [`Ensemble`].
//!
//! The same seed gives the same ensemble on any number of threads: each trial draws from keys of its own, and what is
//! added up are integers. This is the only module that names rayon.

mod ideal;
mod settings;
mod trial;

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use rayon::{ThreadPool, ThreadPoolBuilder};

pub use settings::{Settings, SettingsError, Trials};

use crate::ensemble::{Career, Completeness, Ensemble, Metric, Outcomes, Tally, TrialRow};
use crate::growth::lifelines::Outgrown;
use crate::scenario::Scenario;
use crate::units::Month;
use trial::{Model, Workspace};

/// Why a run failed.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SimulationError {
    /// The average team outgrows memory, so no trial was run.
    #[error(
        "on average {expected:.0} people would join by month {month}, and a team may have {limit}; choose fewer \
         months (--set months={}), a smaller sponsoring.mean or more attrition",
        month.get().saturating_sub(1).max(1)
    )]
    TooLarge {
        /// The first month by which more people than the limit join on average.
        month: Month,
        /// How many join by then on average.
        expected: f64,
        /// The most members a team may have.
        limit: usize,
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
}

impl SimulationError {
    /// The trial that failed; 0 before the first.
    const fn trial(&self) -> u64 {
        match self {
            Self::TooLarge { .. } => 0,
            Self::Outgrown { trial, .. } => *trial,
        }
    }
}

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

    /// Asks the run to end soon; it keeps the trials that it has done.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// Trials that one thread takes at a time.
const BLOCK: u64 = 1000;

/// Runs a scenario.
///
/// Time grows in proportion to trials and members; memory does not grow with the trials, unless they are kept.
///
/// # Errors
/// [`SimulationError`] when a team outgrows memory.
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
    let run = Run { model: Model::new(scenario)?, settings, watch };
    let pool = thread_pool(settings);
    let (tally, mut rows, completeness) = run.all_trials(scenario, pool.as_ref())?;
    rows.sort_unstable_by_key(|row| row.trial);
    let paths = run.paths(&rows)?;
    Ok(Ensemble {
        scenario: scenario.clone(),
        seed: settings.seed,
        completeness,
        tally,
        ideal: ideal::ideal_months(scenario),
        rows,
        paths,
    })
}

/// Replays one trial of a scenario, month by month: the same career that a run with this seed has.
///
/// # Errors
/// [`SimulationError`] when its team outgrows memory.
pub fn replay(scenario: &Scenario, seed: u64, trial: u64) -> Result<Career, SimulationError> {
    let model = Model::new(scenario)?;
    model.career(seed, trial, &mut model.workspace()).map_err(|outgrown| SimulationError::Outgrown { trial, outgrown })
}

/// A pool of the asked size, or `None` to use the one that is there (also where no thread can be started).
fn thread_pool(settings: &Settings) -> Option<ThreadPool> {
    settings.threads.and_then(|threads| ThreadPoolBuilder::new().num_threads(threads.get()).build().ok())
}

struct Run<'a> {
    model: Model<'a>,
    settings: &'a Settings,
    watch: &'a Watch,
}

type Gathered = (Tally, Vec<TrialRow>);

impl Run<'_> {
    fn empty(&self, scenario: &Scenario) -> Gathered {
        (Tally::new(scenario.growth().months(), self.model.accounts), Vec::new())
    }

    fn all_trials(
        &self,
        scenario: &Scenario,
        pool: Option<&ThreadPool>,
    ) -> Result<(Tally, Vec<TrialRow>, Completeness), SimulationError> {
        let mut so_far = self.empty(scenario);
        let certain = scenario.growth().is_certain();
        let most = if certain { 1 } else { self.settings.trials.most() };
        let ends = if certain { vec![1] } else { self.settings.trials.checkpoints() };
        for end in ends {
            let begin = so_far.0.trials() + 1;
            let round = || self.round(begin, end, so_far, || self.empty(scenario));
            so_far = match pool {
                Some(pool) => pool.install(round),
                None => round(),
            }?;
            if self.watch.is_stopped() && so_far.0.trials() < most {
                return Ok((so_far.0, so_far.1, Completeness::Interrupted));
            }
            if self.is_precise(&so_far.0, scenario) {
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

    fn is_precise(&self, tally: &Tally, scenario: &Scenario) -> bool {
        let Trials::UntilPrecise { of_100, .. } = self.settings.trials else { return false };
        let last = scenario.growth().months();
        let net_total = tally.distribution(last, Metric::NetTotal);
        let downline = tally.distribution(last, Metric::Downline);
        Outcomes::new(&net_total, &downline).simulation_error_of_100() <= of_100
    }

    /// Runs trials `begin ..= end` in parallel and adds them up. Blocks are begun in order and always finished, so what
    /// an interrupted round leaves is the first trials without a gap.
    fn round(
        &self,
        begin: u64,
        end: u64,
        so_far: Gathered,
        empty: impl Fn() -> Gathered + Sync,
    ) -> Result<Gathered, SimulationError> {
        let next = AtomicU64::new(begin);
        let gathered: Mutex<Result<Gathered, SimulationError>> = Mutex::new(Ok(so_far));
        let work = |_: rayon::BroadcastContext<'_>| {
            let mine = self.take_blocks(&next, end, empty());
            let mut all = gathered.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            match (all.as_mut(), mine) {
                (Ok(all), Ok((tally, mut rows))) => {
                    all.0.merge(tally);
                    all.1.append(&mut rows);
                }
                // Of several trials that outgrow memory, the first one is named, whatever the threads did.
                (Err(known), Err(error)) if known.trial() <= error.trial() => {}
                (_, Err(error)) => *all = Err(error),
                (Err(_), Ok(_)) => {}
            }
        };
        rayon::broadcast(work);
        gathered.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn take_blocks(&self, next: &AtomicU64, end: u64, mut mine: Gathered) -> Result<Gathered, SimulationError> {
        let mut work = self.model.workspace();
        while !self.watch.is_stopped() {
            let first = next.fetch_add(BLOCK, Ordering::Relaxed);
            if first > end {
                break;
            }
            let last = end.min(first + BLOCK - 1);
            for trial in first..=last {
                self.one_trial(trial, &mut work, &mut mine).map_err(|outgrown| {
                    self.watch.stop();
                    SimulationError::Outgrown { trial, outgrown }
                })?;
            }
            self.watch.done.fetch_add(last + 1 - first, Ordering::Relaxed);
        }
        Ok(mine)
    }

    #[inline]
    fn one_trial(&self, trial: u64, work: &mut Workspace, mine: &mut Gathered) -> Result<(), Outgrown> {
        if self.settings.keep_trials {
            mine.1.push(self.model.career(self.settings.seed, trial, work)?.row());
        } else {
            self.model.run(self.settings.seed, trial, work)?;
        }
        mine.0.record(work.heads(), work.commission());
        Ok(())
    }

    /// Twenty careers at evenly spaced ranks of net total, trials with equal net in their own order.
    fn paths(&self, rows: &[TrialRow]) -> Result<Vec<Career>, SimulationError> {
        const PATHS: usize = 20;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let mut ranked: Vec<&TrialRow> = rows.iter().collect();
        ranked.sort_by_key(|row| (row.net_total, row.trial));
        let mut work = self.model.workspace();
        (0..PATHS)
            .map(|path| {
                let rank = ((2 * path + 1) * ranked.len()).div_ceil(2 * PATHS);
                let trial = ranked[rank - 1].trial;
                self.model
                    .career(self.settings.seed, trial, &mut work)
                    .map_err(|outgrown| SimulationError::Outgrown { trial, outgrown })
            })
            .collect()
    }
}
