use clap::Args;

use super::failure::Failure;

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {}

pub(super) fn check(_arguments: &CheckArguments) -> Result<(), Failure> {
    Err(Failure::Run("being built".to_owned()))
}
