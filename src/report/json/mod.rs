//! Every JSON object of the program, one file a command: `--json`, and the `.json` files of a folder.
//!
//! An object is a struct made from results, and [`write()`] writes it: money and points are numbers in major units, people
//! are whole numbers, null where there is nothing to say. What is documented on a field is what its schema says
//! ([`Kind`]).

mod audit_comparison;
mod audited_plan;
mod calibration;
mod check;
mod compare;
mod everyone;
mod exact;
mod flat_spots;
mod goals;
mod manifest;
mod milestones;
mod numbers;
mod penny;
mod plan_audit;
mod plan_head;
mod plan_pay;
mod plan_statement;
mod plan_summary;
mod residual;
mod rows;
mod run;
mod schema;
mod shared;
mod trial;
mod waiting;

use std::io;

use serde::Serialize;

pub use calibration::CalibrationObject;
pub use check::CheckObject;
pub use compare::CompareObject;
pub use exact::ExactObject;
pub use manifest::ManifestObject;
pub use penny::PennyObject;
pub use plan_audit::AuditObject;
pub use plan_pay::write_payroll;
pub use plan_statement::StatementObject;
pub use plan_summary::SummaryFile;
pub use run::RunObject;
pub use schema::Kind;
pub use shared::SCHEMA_VERSION;
pub use trial::TrialObject;

/// Writes an object, indented, with a line end.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(object: &impl Serialize, mut out: impl io::Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, object)?;
    writeln!(out)
}
