//! The command line: one file for each subcommand, thin layers over the library. Only this module opens files, reads
//! the clock and talks to the terminal.

mod at_work;
mod check;
mod compare;
mod csv;
mod document;
mod exact;
mod failure;
mod folder;
pub(crate) mod interrupt;
mod mistakes;
mod options;
mod output;
mod ownership;
mod penny;
mod plan;
mod presets;
mod progress;
mod run;
mod schema;
mod source;
mod vary;
mod waiting;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use downline::words::printable;

use failure::Failure;

/// What really happens to people who join a network-marketing team, beside the story told on the napkin.
#[derive(Debug, Parser)]
#[command(name = "downline", version, max_term_width = 100, before_help = EXAMPLES, propagate_version = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "Examples:
  downline run                                   what joining a typical team means
  downline run tenacious --out results           with tables and charts
  downline compare typical tenacious             side by side on the same people";

#[derive(Debug, Subcommand)]
enum Command {
    /// Simulate a scenario and print the answer; with --out also write tables and charts
    Run(run::RunArguments),
    /// Compare scenarios side by side on the same random people
    Compare(compare::CompareArguments),
    /// The exact distribution of the team's head-count, without simulating
    Exact(exact::ExactArguments),
    /// The story: a penny doubled daily, a team doubled monthly, and what simulated teams do
    Penny(penny::PennyArguments),
    /// Hold the simulator to theory: a table of checks, exit code 4 when one fails
    Check(check::CheckArguments),
    /// Compensation plans: list and show them, pay a genealogy, audit one
    #[command(subcommand)]
    Plan(plan::PlanCommand),
    /// List the presets, or print one as a commented scenario file to start from
    Presets(presets::PresetsArguments),
    /// Print the JSON schema of a kind of object, or list the kinds
    #[command(hide = true)]
    Schema(schema::SchemaArguments),
}

/// Reads the arguments; a mistake in them is told with what was meant, and help is an answer.
pub(crate) fn parse() -> Result<Arguments, ExitCode> {
    Arguments::try_parse().map_err(|error| {
        let words: Vec<String> = std::env::args().skip(1).collect();
        match mistakes::key_as_option(&error, &words) {
            Some(message) => Failure::Usage(message).report(),
            // The parser repeats words as they are.
            None if error.use_stderr() && words.iter().any(|word| printable(word) != *word) => {
                Failure::Usage(error.to_string().trim_end().to_owned()).report()
            }
            None => error.exit(),
        }
    })
}

/// Runs the command.
pub(crate) fn run(arguments: Arguments) -> Result<(), Failure> {
    interrupt::listen();
    match arguments.command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Compare(arguments) => compare::compare(&arguments),
        Command::Exact(arguments) => exact::exact(&arguments),
        Command::Penny(arguments) => penny::penny(&arguments),
        Command::Check(arguments) => check::check(&arguments),
        Command::Plan(command) => plan::plan(&command),
        Command::Presets(arguments) => presets::presets(&arguments),
        Command::Schema(arguments) => schema::schema(&arguments),
    }
}
