//! Where a plan comes from: a built-in one, a file or standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use downline::plans::{PlanFile, find};

use crate::cli::failure::Failure;

/// Reads a plan.
pub(super) fn load_plan(plan: &str) -> Result<PlanFile, Failure> {
    Ok(PlanFile::built_in(plan)?)
}
