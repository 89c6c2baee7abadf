//! How a scenario is run: trials, precision, seed and threads.

use std::num::NonZeroUsize;

use clap::Args;
use downline::simulate::{Settings, Trials};

use super::failure::Failure;

/// Options of every command that simulates.
#[derive(Debug, Args)]
pub(super) struct SimulationOptions {
    /// The number of trials; 100,000 unless --precision is given
    #[arg(long, value_name = "N")]
    pub(super) trials: Option<u64>,
    /// Run until the headline counts are known to within P of 100 people (95 % confidence), at most --trials
    #[arg(long, value_name = "P")]
    pub(super) precision: Option<f64>,
    /// The seed; the same seed gives the same numbers
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) seed: u64,
    /// The number of threads; never changes a number
    #[arg(long, value_name = "N")]
    pub(super) threads: Option<NonZeroUsize>,
}

/// Trials when neither trials nor a precision are given.
const USUAL_TRIALS: u64 = 100_000;
/// The most trials when only a precision is given.
const PATIENT_TRIALS: u64 = 10_000_000;
/// More threads than any machine has are a slip of the finger.
const MOST_THREADS: usize = 1024;

impl SimulationOptions {
    /// The settings of the run.
    pub(super) fn settings(&self, keep_trials: bool) -> Result<Settings, Failure> {
        if let Some(threads) = self.threads.filter(|threads| threads.get() > MOST_THREADS) {
            return Err(Failure::Usage(format!("--threads {threads} is outside 1 to {MOST_THREADS}")));
        }
        let trials = match self.precision {
            None => {
                Trials::exactly(self.trials.unwrap_or(USUAL_TRIALS)).map_err(|error| with_option("--trials", &error))?
            }
            Some(of_100) => Trials::until_precise(of_100, self.trials.unwrap_or(PATIENT_TRIALS))
                .map_err(|error| with_option("--precision", &error))?,
        };
        Ok(Settings { trials, seed: self.seed, threads: self.threads, keep_trials })
    }
}

fn with_option(option: &str, error: &downline::simulate::SettingsError) -> Failure {
    Failure::Usage(format!("{option}: {error}"))
}
