use clap::Args;

use super::failure::Failure;

#[derive(Debug, Args)]
pub(crate) struct PennyArguments {}

pub(super) fn penny(_arguments: &PennyArguments) -> Result<(), Failure> {
    Err(Failure::Run("being built".to_owned()))
}
