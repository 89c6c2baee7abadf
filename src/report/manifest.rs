//! `manifest.json`: what the files of a folder are, and the recipe that makes the same bytes again.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::json;
use crate::results::Completeness;
use crate::scenario::Scenario;

/// A file of a run, as the manifest names it.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// The manifest of these files: no path, no time, no thread count. One scenario stands as `scenario`, several as
/// `scenarios`.
#[must_use]
pub fn manifest(recipe: &Recipe<'_>, files: &[FileRecord]) -> Value {
    let mut object = json!({
        "schema_version": json::SCHEMA_VERSION,
        "program": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
    });
    let mut scenarios: Vec<Value> = recipe.scenarios.iter().map(|scenario| json::scenario(scenario)).collect();
    match scenarios.len() {
        1 => object["scenario"] = scenarios.remove(0),
        _ => object["scenarios"] = Value::Array(scenarios),
    }
    if !recipe.plans.is_empty() {
        object["plans"] = json!(recipe.plans);
    }
    object["seed"] = json!(recipe.seed);
    if let Some((trials, completeness)) = recipe.trials {
        object["trials"] = json!(trials);
        object["completeness"] = json!(json::completeness(completeness));
    }
    object["again"] = json!(recipe.again);
    object["disclaimer"] =
        json!("Simulated, not actual earnings. Not a forecast or promise, and not a company's income disclosure.");
    let files = files.iter().map(|file| json!({ "name": file.name, "bytes": file.bytes, "sha256": file.sha256 }));
    object["files"] = files.collect();
    object
}
