//! The files of a folder and what they were made of, as its manifest names them.

use schemars::JsonSchema;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::results::Completeness;
use crate::scenario::Scenario;

/// A file of a folder, as the manifest names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "file")]
pub struct FileRecord {
    /// The file's name within the folder.
    pub name: String,
    /// The number of bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
}

impl FileRecord {
    /// The record of a file with these bytes.
    #[must_use]
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        let mut hash = ContentHash::default();
        hash.update(bytes);
        hash.record(name)
    }
}

/// A hash of a file's bytes while they are being written.
#[derive(Clone, Debug, Default)]
pub struct ContentHash {
    hash: Sha256,
    bytes: u64,
}

impl ContentHash {
    /// Takes further bytes in.
    pub fn update(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
    }

    /// The record of the file.
    #[must_use]
    pub fn record(self, name: &str) -> FileRecord {
        let sha256 = self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        FileRecord { name: name.to_owned(), bytes: self.bytes, sha256 }
    }
}

/// What the files of a folder were made of.
#[derive(Clone, Debug)]
pub struct Recipe<'a> {
    /// The scenarios that were asked.
    pub scenarios: Vec<&'a Scenario>,
    /// The plans that were audited, by name.
    pub plans: Vec<&'a str>,
    /// The seed of all random people.
    pub seed: u64,
    /// Trials that were run, and how complete they are; nothing where there were none.
    pub trials: Option<(u64, Completeness)>,
    /// The command that makes the same bytes again in the folder.
    pub again: String,
}

/// Something that a payroll was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputRecord {
    /// `plan`, `tree` or `orders`.
    pub role: &'static str,
    /// Where it came from.
    pub source: InputSource,
}

/// Where an input came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputSource {
    /// A file by its name without folders, `-` for standard input.
    File(FileRecord),
    /// A plan of this name that comes with this version of the program.
    BuiltIn(String),
}
