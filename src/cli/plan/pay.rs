//! `downline plan pay`.

use clap::Args;

use crate::cli::failure::Failure;

/// Arguments of `downline plan pay`.
#[derive(Debug, Args)]
pub(crate) struct PayArguments {}

pub(super) fn pay(_: &PayArguments) -> Result<(), Failure> {
    Err(Failure::Usage("downline plan pay is being built".to_owned()))
}
