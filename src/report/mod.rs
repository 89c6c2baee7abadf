//! Results as text, tables and JSON: one file for each thing that is written.
//!
//! Reports read an [`Ensemble`](crate::Ensemble) and write to any [`std::io::Write`]; they open no file and print
//! nothing. The same results give the same bytes.

mod ahead;
pub mod calibration;
pub mod career;
pub mod check;
pub mod compare;
mod everyone;
pub mod exact;
mod fields;
mod goals;
mod headings;
pub mod json;
pub mod lists;
pub mod manifest;
mod milestones;
pub mod penny;
pub mod plan_audit;
pub mod plan_pay;
mod residual;
pub mod summary;
pub mod tables;
mod waiting;
pub mod week;
