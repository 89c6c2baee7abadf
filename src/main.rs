//! The `downline` program: parse, run, exit code.

#![allow(clippy::print_stdout, clippy::print_stderr)] // the program talks; the library does not

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = match cli::parse() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let ended = cli::run(arguments);
    cli::interrupt::let_signals_pass();
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
