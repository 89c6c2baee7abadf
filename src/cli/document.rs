//! A TOML document that a command names: something built in, a file, or standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use downline::scenario::LONGEST_TEXT;

use super::failure::Failure;

/// What kind of document is asked for, in the words of the errors.
pub(super) struct Kind {
    /// Such as `scenario`.
    pub(super) noun: &'static str,
    /// A file's name to try, such as `my.toml`.
    pub(super) example: &'static str,
    /// Where to find what is built in, and how to make a file of it.
    pub(super) help: &'static str,
}

/// A document that was read, not yet looked into.
pub(super) struct Document {
    /// The file's name without its ending, or `stdin`.
    pub(super) name: String,
    /// What errors call it.
    pub(super) label: String,
    pub(super) bytes: Vec<u8>,
}

/// Opens what `word` names; `None` when it is no path, and so the name of something built in, known or not.
pub(super) fn open(word: &str, is_built_in: bool, kind: &Kind) -> Result<Option<Document>, Failure> {
    if word == "-" {
        let bytes = read(io::stdin().lock()).map_err(|error| unreadable("standard input", &error, kind))?;
        return Ok(Some(Document { name: "stdin".to_owned(), label: "<stdin>".to_owned(), bytes }));
    }
    let path = Path::new(word);
    // What is built in has no ending.
    let is_path = path.extension().is_some() || path.components().count() > 1 || path.exists();
    if is_built_in || !is_path {
        return Ok(None);
    }
    if !path.exists() {
        return Err(Failure::Usage(not_there(path, word, kind)));
    }
    if path.is_dir() {
        let Kind { noun, example, .. } = kind;
        let message = format!("{word} is a folder; name a {noun} file in it, such as {}", path.join(example).display());
        return Err(Failure::Usage(message));
    }
    let bytes = read_file(path).map_err(|error| unreadable(word, &error, kind))?;
    let name = path.file_stem().map_or_else(|| word.to_owned(), |stem| stem.to_string_lossy().into_owned());
    Ok(Some(Document { name, label: word.to_owned(), bytes }))
}

/// Reads a file as far as a document may be long.
pub(super) fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    File::open(path).and_then(read)
}

/// Reads at most one byte more than a document may have, so that a huge file costs nothing.
fn read(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(LONGEST_TEXT as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Says that a file is not there, what was looked for, and what to write: the file with the right ending, when there is
/// one.
fn not_there(path: &Path, word: &str, kind: &Kind) -> String {
    let Kind { noun, help, .. } = kind;
    let message = format!("cannot read {word}: there is no such file, and no {noun} of that name is built in");
    let meant = path.with_extension("toml");
    let is_toml = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    match (meant.is_file(), is_toml) {
        (true, false) => format!("{message}\nhelp: did you mean {}? It is there", meant.display()),
        (_, true) => format!("{message}{help}"),
        (false, false) => format!("{message}; {noun} files end in .toml{help}"),
    }
}

fn unreadable(what: &str, error: &io::Error, kind: &Kind) -> Failure {
    let help = if error.kind() == io::ErrorKind::NotFound { kind.help } else { "" };
    Failure::Usage(format!("cannot read {what}: {error}{help}"))
}
