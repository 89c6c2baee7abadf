use clap::Args;

use super::failure::Failure;

#[derive(Debug, Args)]
pub(crate) struct CompareArguments {}

pub(super) fn compare(_arguments: &CompareArguments) -> Result<(), Failure> {
    Err(Failure::Run("being built".to_owned()))
}
