//! What really happens to people who join a network-marketing team, compared with the story told on the napkin?
//!
//! `downline` grows teams by chance and attrition in many simulated careers at once, lets their members buy and find
//! customers, pays them by the rules of a compensation plan, counts the costs, and gives the whole distribution of what people end up with, beside the ideal of
//! everyone sponsoring one person a month and nobody quitting.
//!
//! Five types carry it:
//!
//! - [`Scenario`]: the question. Who sponsors how many, who quits when, what it costs and how it pays; read from TOML.
//! - [`Team`]: a genealogy as lifelines, who sponsored whom and when each member joined and left.
//! - [`Growth`]: the law by which teams grow, ready to draw one from a key.
//! - [`Plan`] with [`Statement`](commission::Statement): how a month of a network is paid, line by line.
//! - [`Ensemble`]: the results of all trials, with what produced them.
//!
//! [`simulate()`] goes from the first to the last:
//!
//! ```
//! use downline::{Metric, Month, Scenario, Settings, simulate};
//!
//! let scenario = Scenario::preset("tenacious")?;
//! let ensemble = simulate(&scenario, &Settings::with_trials(5_000))?;
//!
//! let team = ensemble.distribution(Month::new(12), Metric::Team);
//! assert_eq!(ensemble.ideal(Month::new(12), Metric::Team), Some(4_096)); // the story
//! assert_eq!(team.percentile(50), Some(5)); // the middle person
//! assert!(ensemble.outcomes().lost_money.of_100 > 40);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What is public is here or in one of these rooms; everything else is private to the crate.
//!
//! - The question: [`scenario`] with its keys and presets, [`plans`] as files, both read by [`reading`].
//! - Lives and orders: [`team`], [`growth`], [`buying`], the keys of all chance in [`rng`], quantities in [`units`].
//! - Pay: [`commission`] has the rules, [`settlement`] pays the months of any network, [`genealogy`] and [`payroll`] those
//!   of a real one.
//! - Answers: [`mod@simulate`] runs trials, [`results`] hold them, [`audit`] looks at a plan, [`check`] at the simulator.
//! - What people see: [`report`] and `chart` say results in [`words`], and [`publish`] writes tables.
//!
//! The same seed gives the same bytes on any number of threads ([`rng`] says why). What theory knows exactly is in
//! [`growth::exact`], and [`check`] holds the simulator to it.
//!
//! The library prints nothing, reads no clock and opens no file: scenarios arrive as text, tables go to any
//! [`std::io::Write`], charts come back as bytes. Features: `charts` (SVG and PNG) and `cli` (the program), both on by
//! default; without them only the engine is built. Results are simulated, not actual earnings.

#![deny(clippy::print_stdout, clippy::print_stderr)]

/// Errors read well through `?`: what `main` prints of one that it returns is its `Debug` form, so that is its sentence.
macro_rules! reads_as_a_sentence {
    ($error:ty) => {
        impl std::fmt::Debug for $error {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self, out)
            }
        }
    };
}

pub mod audit;
pub mod buying;
#[cfg(feature = "charts")]
pub mod chart;
pub mod check;
pub mod commission;
pub mod genealogy;
pub mod growth;
pub mod payroll;
pub mod plans;
pub mod publish;
pub mod reading;
pub mod report;
pub mod results;
pub mod rng;
mod sampling;
pub mod scenario;
pub mod settlement;
pub mod simulate;
pub mod team;
pub mod units;
pub mod words;

pub use commission::Plan;
pub use growth::lifelines::Growth;
pub use results::{Career, Distribution, Ensemble, Metric};
pub use scenario::Scenario;
pub use simulate::{Settings, simulate};
pub use team::Team;
pub use units::{Money, Month, Rate, Volume};
