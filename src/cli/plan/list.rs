//! `downline plan list`: the plans that are built in.

use downline::report::lists;

use crate::cli::failure::Failure;
use crate::cli::output::{answer, width};

/// Lists the built-in plans.
pub(super) fn list() -> Result<(), Failure> {
    answer(&lists::plans(width()))
}
