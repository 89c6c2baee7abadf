//! `downline` simulates how a network-marketing team and its income really grow.

#![deny(clippy::print_stdout, clippy::print_stderr)]

#[cfg(feature = "charts")]
pub mod chart;
pub mod commission;
pub mod ensemble;
pub mod growth;
pub mod rng;
pub mod scenario;
pub mod team;
pub mod units;
pub mod wording;
