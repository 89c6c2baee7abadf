//! The answer on stdout, and notes on stderr.

use std::io::{self, BufWriter, Write};

use downline::report::json;
use serde::Serialize;

use super::failure::Failure;

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

/// Says something beside the answer on stderr.
pub(super) fn note(text: &str) {
    // A note that nobody can read is no reason to fail.
    let _ = writeln!(io::stderr(), "{text}");
}
