//! `downline check`: the simulator against theory.

use clap::Args;
use downline::check::{self, CheckReport};
use downline::simulate::Trials;

use super::failure::Failure;
use super::output::{answer, answer_json};

/// Arguments of `downline check`.
#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// The number of trials of each check
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    trials: u64,
    /// The seed
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Print the checks as one JSON object
    #[arg(long)]
    json: bool,
}
