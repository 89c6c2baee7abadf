//! `manifest.json`: what the files of a run are, and the recipe that makes the same bytes again.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::json;
use crate::results::Ensemble;
use crate::words::disclaimers;

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

/// The manifest of a run with these files: no path, no time, no thread count.
#[must_use]
pub fn manifest(ensemble: &Ensemble, files: &[FileRecord]) -> Value {
    let mut object = json!({
        "schema_version": json::SCHEMA_VERSION,
        "program": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "scenario": json::scenario(ensemble.scenario()),
        "seed": ensemble.seed(),
        "trials": ensemble.trials(),
        "completeness": json::completeness(ensemble.completeness()),
        "again": format!(
            "downline run scenario.toml --seed {} --trials {} --out results",
            ensemble.seed(),
            ensemble.trials()
        ),
        "disclaimer": disclaimers::simulated(),
    });
    let files = files.iter().map(|file| json!({ "name": file.name, "bytes": file.bytes, "sha256": file.sha256 }));
    object["files"] = files.collect();
    object
}
