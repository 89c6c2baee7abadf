//! [`Failure`]: how a command ends when it does not end well, with its exit code.

use std::io;
use std::process::ExitCode;

use downline::scenario::ScenarioErrors;
use downline::simulate::{SettingsError, SimulationError};
use downline::words::{Width, broken, printable};

use super::output::note_width;

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
    /// Interrupted before anything was done that could be kept.
    StoppedAtOnce,
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
            Self::StoppedAtOnce => {
                (130, Some("interrupted before the first trial was done: nothing is kept".to_owned()))
            }
            Self::ClosedPipe => (0, None),
        };
        if let Some(message) = message {
            use std::io::Write as _;
            let label = if message.starts_with("error") { "" } else { "error: " };
            // Nothing is left to be done when stderr is closed as well.
            let _ = writeln!(io::stderr(), "{}", fitted(&format!("{label}{message}"), note_width()));
        }
        ExitCode::from(code)
    }
}

/// The text with its long lines broken at blanks to fit the terminal; a path stays whole, and so does a line of a file
/// that is shown with a mark under it. Names in it do nothing but show.
fn fitted(text: &str, width: Width) -> String {
    let shown = |line: &str| if is_quoted(line) { line.to_owned() } else { lines_of(line, width) };
    text.lines().map(|line| shown(&printable(line))).collect::<Vec<_>>().join("\n")
}

/// Whether a line shows a place, a line of a file or the mark under it.
fn is_quoted(line: &str) -> bool {
    let rest = line.trim_start_matches(|letter: char| letter == ' ' || letter.is_ascii_digit());
    rest.starts_with("-->") || rest.starts_with('|')
}

/// A line that fits; advice goes on below its first word.
fn lines_of(line: &str, width: Width) -> String {
    broken(line, width.columns(), "", if line.starts_with("help: ") { "        " } else { "  " }).join("\n")
}

impl From<ScenarioErrors> for Failure {
    fn from(errors: ScenarioErrors) -> Self {
        Self::Usage(errors.text(note_width()))
    }
}

impl From<SettingsError> for Failure {
    fn from(error: SettingsError) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<SimulationError> for Failure {
    fn from(error: SimulationError) -> Self {
        if error == SimulationError::Stopped { Self::StoppedAtOnce } else { Self::Run(error.to_string()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_message_fits_the_terminal_and_a_shown_line_stays_as_it_is() {
        let shown = format!("  --> mine.toml:1:1\n   |\n 1 | {}\n   | ^", "word ".repeat(20));
        let message = format!("error: {}end\nhelp: {}end", "word ".repeat(30), "word ".repeat(30));
        let text = fitted(&format!("{message}\n{shown}"), Width::USUAL);
        let (words, rest) = text.split_at(text.find("  -->").unwrap());
        assert!(words.lines().all(|line| line.chars().count() <= 80), "{words}");
        assert!(words.contains("\n  word") && words.contains("\n        word"), "{words}");
        assert_eq!(words.split_whitespace().count(), 2 + 62);
        assert_eq!(rest, shown);
        let path = "x".repeat(100);
        assert_eq!(fitted(&path, Width::USUAL), path);
        assert_eq!(fitted("no file \u{1b}[2Jmy.toml", Width::USUAL), "no file  [2Jmy.toml");
    }
}
