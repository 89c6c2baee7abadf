//! `downline plan audit`.

use clap::Args;

use crate::cli::failure::Failure;

/// Arguments of `downline plan audit`.
#[derive(Debug, Args)]
pub(crate) struct AuditArguments {}

pub(super) fn audit(_: &AuditArguments) -> Result<(), Failure> {
    Err(Failure::Usage("downline plan audit is being built".to_owned()))
}
