//! `downline plan rules`: every rule with all its keys.

use downline::plans::REFERENCE;

use crate::cli::failure::Failure;
use crate::cli::output::answer;

/// Prints the reference.
pub(super) fn rules() -> Result<(), Failure> {
    answer(REFERENCE)
}
