use clap::Args;

use super::failure::Failure;

#[derive(Debug, Args)]
pub(crate) struct ExactArguments {}

pub(super) fn exact(_arguments: &ExactArguments) -> Result<(), Failure> {
    Err(Failure::Run("being built".to_owned()))
}
