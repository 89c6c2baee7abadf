//! The simulator against theory. Each theme compares simulated teams with an exact law and has a negative control: a
//! slightly wrong model or law that the same test must reject.
//!
//! - `head_counts`: the whole distribution of the team, both ways of drawing, and other orders of a month
//! - `lives`: survival without sponsoring, and lines that die out
//! - `buying`: customers by tenure and month, own orders, of you, of members of careers and of an organisation
//! - `everyone`: everyone who joined a whole organisation: tenure, sponsors of nobody, customers, own orders, net
//! - `levels`: active members by level, and what a unilevel plan pays on them
//! - `total_size`: everyone who ever joins a line whose members have one month each
//! - `pyramid`: uniformly random sponsors
//! - `money`: volume, commission, retail profit, costs and net of every month of a scenario
//! - `residual`: what still comes in after you stop: commission by level, half-lives, self-sufficient legs
//! - `week`: those who join of a week of work, its hours, and what one of them leaves
//! - `whole_chain`: from a scenario to the results of all trials, heads and cents
//!
//! Seeds are fixed. When a test fails after a change that alters drawn numbers, do not try another seed: multiply the
//! trials by ten. An error's z grows about threefold, chance does not.
#![allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)] // trials and people

mod buying;
mod everyone;
mod head_counts;
mod levels;
mod lives;
mod models;
mod money;
#[path = "../support/other_models.rs"]
mod other_models;
mod pyramid;
mod residual;
#[path = "../support/statistics.rs"]
mod statistics;
mod total_size;
mod week;
mod whole_chain;
