//! The answer on stdout, notes on stderr, and how wide their reader sees them.

use std::io::{self, BufWriter, Write};

use downline::report::json;
use serde::Serialize;

use downline::words::{Width, printable};
use terminal_size::{Width as Columns, terminal_size_of};

use super::failure::Failure;

/// The width of the answer: `COLUMNS` if it is set, else that of the terminal, else 80. It moves line breaks only.
pub(super) fn width() -> Width {
    asked_columns().map_or_else(|| fitting(terminal_size_of(io::stdout()).map(|size| size.0)), Width::of)
}

/// The width of what goes to stderr, in the same way.
pub(super) fn note_width() -> Width {
    asked_columns().map_or_else(|| fitting(terminal_size_of(io::stderr()).map(|size| size.0)), Width::of)
}

fn asked_columns() -> Option<usize> {
    std::env::var("COLUMNS").ok()?.trim().parse().ok().filter(|&columns| columns > 0)
}

fn fitting(terminal: Option<Columns>) -> Width {
    terminal.map_or_else(Width::default, |columns| Width::of(columns.0.into()))
}

/// Writes the answer to stdout. A closed pipe is no error: it ends the program quietly.
pub(super) fn answer(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let written =
        out.write_all(text.as_bytes()).and_then(|()| if text.ends_with('\n') { Ok(()) } else { out.write_all(b"\n") });
    written.and_then(|()| out.flush()).map_err(|error| Failure::writing("to standard output", &error))
}

/// Writes an object to stdout as indented JSON, as it is made: a large one needs no text of its own.
pub(super) fn answer_json(object: &impl Serialize) -> Result<(), Failure> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let written = json::write(object, &mut out).and_then(|()| out.flush());
    written.map_err(|error| Failure::writing("to standard output", &error))
}

/// Says something beside the answer on stderr; names in it do nothing but show.
pub(super) fn note(text: &str) {
    let lines: Vec<String> = text.lines().map(printable).collect();
    // A note that nobody can read is no reason to fail.
    let _ = writeln!(io::stderr(), "{}", lines.join("\n"));
}
