//! [`Failure`]: how a command ends when it does not end well, with its exit code.

use std::io;
use std::process::ExitCode;

use downline::scenario::ScenarioErrors;
use downline::simulate::{SettingsError, SimulationError};

/// Why a command ended early, or with something to say beside its answer.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Bad usage, or a scenario that cannot be read, found or accepted.
    Usage(String),
    /// The run or the output failed.
    Run(String),
    /// Finished without the precision that was asked for.
    ShortOfPrecision(String),
    /// A check failed; the table has said which.
    CheckFailed,
    /// Interrupted; what was done is kept.
    Interrupted,
    /// Nobody reads the answer any more.
    ClosedPipe,
}

impl Failure {
    /// The output could not be written to `what`.
    pub(crate) fn writing(what: &str, error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::ClosedPipe
        } else {
            Self::Run(format!("cannot write {what}: {error}"))
        }
    }

    /// Says what happened on stderr and gives the exit code.
    pub(crate) fn report(self) -> ExitCode {
        let (code, message) = match self {
            Self::Run(message) => (1, Some(message)),
            Self::Usage(message) => (2, Some(message)),
            Self::ShortOfPrecision(message) => (3, Some(message)),
            Self::CheckFailed => (4, None),
            Self::Interrupted => (130, Some("interrupted: the trials done so far are kept".to_owned())),
            Self::ClosedPipe => (0, None),
        };
        if let Some(message) = message {
            use std::io::Write as _;
            let label = if message.starts_with("error") { "" } else { "error: " };
            // Nothing is left to be done when stderr is closed as well.
            let _ = writeln!(io::stderr(), "{label}{message}");
        }
        ExitCode::from(code)
    }
}

impl From<ScenarioErrors> for Failure {
    fn from(errors: ScenarioErrors) -> Self {
        Self::Usage(errors.to_string())
    }
}

impl From<SettingsError> for Failure {
    fn from(error: SettingsError) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<SimulationError> for Failure {
    fn from(error: SimulationError) -> Self {
        Self::Run(error.to_string())
    }
}
