//! `downline plan`: compensation plans, one file for each thing to do with them.

mod audit;
mod inputs;
mod list;
mod pay;
mod rules;
mod show;
mod source;

use clap::Subcommand;

use super::failure::Failure;

/// What to do with compensation plans.
#[derive(Debug, Subcommand)]
pub(crate) enum PlanCommand {
    /// List the plans that are built in
    List,
    /// Print a built-in plan as a commented plan file to start your own from
    Show(show::ShowArguments),
    /// Print every rule with all its keys, as a commented plan file
    Rules,
    /// Pay a real genealogy by a plan, line by line
    Pay(pay::PayArguments),
    /// What a plan pays, to whom, and where it stands still
    Audit(audit::AuditArguments),
}

/// Runs the command.
pub(super) fn plan(command: &PlanCommand) -> Result<(), Failure> {
    match command {
        PlanCommand::List => list::list(),
        PlanCommand::Show(arguments) => show::show(arguments),
        PlanCommand::Rules => rules::rules(),
        PlanCommand::Pay(arguments) => pay::pay(arguments),
        PlanCommand::Audit(arguments) => audit::audit(arguments),
    }
}
