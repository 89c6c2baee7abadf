//! `downline` simulates how a network-marketing team and its income really grow.

#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod audit;
#[cfg(feature = "charts")]
pub mod chart;
pub mod check;
pub mod commission;
pub mod ensemble;
pub mod genealogy;
pub mod growth;
pub mod payroll;
pub mod plans;
pub mod reading;
pub mod report;
pub mod rng;
pub mod scenario;
pub mod simulate;
pub mod team;
pub mod units;
pub mod wording;

pub use commission::Plan;
pub use ensemble::{Career, Distribution, Ensemble, Metric};
pub use growth::lifelines::Growth;
pub use scenario::Scenario;
pub use simulate::{Settings, simulate};
pub use team::Team;
pub use units::{Money, Month, Rate, Volume};
