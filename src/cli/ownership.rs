//! [`Owned`]: which files of a folder this program has written, by what it left there.

use std::fs;
use std::io;
use std::path::{Component, Path};

use downline::report::manifest::FileRecord;
use serde::{Deserialize, Serialize};

/// The file that tells of all others.
pub(super) const MANIFEST: &str = "manifest.json";

/// Stands in a folder while its files are replaced, with the names of all that go and come: a run that was killed in
/// between leaves it, so that the next one knows what is whose.
pub(super) const REPLACING: &str = ".downline-replacing.json";

/// The names of files that this program has written into a folder.
#[derive(Debug, Default)]
pub(super) struct Owned(Vec<String>);

/// What a manifest must say to be believed.
#[derive(Serialize, Deserialize)]
struct Claim {
    program: String,
    files: Vec<Named>,
}

#[derive(Serialize, Deserialize)]
struct Named {
    name: String,
    /// What was written; a file that has changed since is no longer ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sha256: Option<String>,
}

impl Named {
    /// Whether the file is gone, or as it was written.
    fn is_unchanged(&self, folder: &Path) -> bool {
        let Some(written) = &self.sha256 else { return true };
        fs::read(folder.join(&self.name)).map_or(true, |bytes| FileRecord::of(&self.name, &bytes).sha256 == *written)
    }
}

impl Owned {
    /// What the manifest of a folder names, or what a run left that was killed while it replaced files; nothing where neither
    /// is there and ours.
    pub(super) fn of(folder: &Path) -> Self {
        let names =
            [MANIFEST, REPLACING].into_iter().filter_map(|file| claimed(folder, file).map(|names| (file, names)));
        Self(names.flat_map(|(file, names)| names.into_iter().chain([file.to_owned()])).collect())
    }

    /// Whether nothing is known to be ours.
    pub(super) const fn is_nothing(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn holds(&self, name: &str) -> bool {
        self.0.iter().any(|owned| owned == name)
    }

    /// With files that are about to come.
    pub(super) fn with(&self, files: &[FileRecord]) -> Self {
        Self(self.0.iter().cloned().chain(files.iter().map(|file| file.name.clone())).collect())
    }

    /// As [`Owned::of`] reads it.
    pub(super) fn to_text(&self) -> String {
        let files = self.0.iter().map(|name| Named { name: name.clone(), sha256: None }).collect();
        let claim = Claim { program: env!("CARGO_PKG_NAME").to_owned(), files };
        // Texts always have a JSON form.
        serde_json::to_string(&claim).unwrap_or_default()
    }

    /// Removes the files, the manifest first; those that are gone already are no matter.
    pub(super) fn remove_from(&self, folder: &Path) -> io::Result<()> {
        let others = self.0.iter().map(String::as_str).filter(|&name| name != MANIFEST && name != REPLACING);
        for name in self.0.iter().map(String::as_str).filter(|&name| name == MANIFEST).chain(others) {
            match fs::remove_file(folder.join(name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

/// The files that a manifest of ours names; `None` for any other file. Only plain names: no text may reach out of the folder.
fn claimed(folder: &Path, file: &str) -> Option<Vec<String>> {
    let claim: Claim = serde_json::from_slice(&fs::read(folder.join(file)).ok()?).ok()?;
    let is_plain = |name: &str| {
        let mut parts = Path::new(name).components();
        matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None))
    };
    let ours = claim.files.into_iter().filter(|file| is_plain(&file.name) && file.is_unchanged(folder));
    let names = ours.map(|file| file.name);
    (claim.program == env!("CARGO_PKG_NAME")).then(|| names.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_names_of_our_own_manifest_are_owned() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = |text: &str| fs::write(folder.path().join(MANIFEST), text).unwrap();
        assert!(Owned::of(folder.path()).is_nothing());
        manifest(r#"{"program": "another", "files": [{"name": "a.csv"}]}"#);
        assert!(Owned::of(folder.path()).is_nothing());
        manifest("not JSON");
        assert!(Owned::of(folder.path()).is_nothing());
        manifest(
            r#"{"program": "downline", "files": [{"name": "a.csv"}, {"name": "../b.csv"}, {"name": "/c.csv"}, {"name": ".."}]}"#,
        );
        assert_eq!(Owned::of(folder.path()).0, ["a.csv", MANIFEST]);
    }

    #[test]
    fn a_file_that_somebody_changed_is_theirs() {
        let folder = tempfile::tempdir().unwrap();
        let hash = FileRecord::of("a.toml", b"as written").sha256;
        let manifest = format!(r#"{{"program": "downline", "files": [{{"name": "a.toml", "sha256": "{hash}"}}]}}"#);
        fs::write(folder.path().join(MANIFEST), manifest).unwrap();
        fs::write(folder.path().join("a.toml"), "as written").unwrap();
        assert!(Owned::of(folder.path()).holds("a.toml"));
        fs::write(folder.path().join("a.toml"), "as changed").unwrap();
        assert!(!Owned::of(folder.path()).holds("a.toml"));
    }

    #[test]
    fn what_is_being_replaced_is_known_to_the_next_run() {
        let folder = tempfile::tempdir().unwrap();
        let before = Owned(vec!["old.csv".to_owned(), MANIFEST.to_owned()]);
        let replacing = before.with(&[FileRecord::of("new.csv", b"")]);
        fs::write(folder.path().join(REPLACING), replacing.to_text()).unwrap();
        fs::write(folder.path().join("old.csv"), "").unwrap();
        fs::write(folder.path().join("new.csv"), "").unwrap();
        fs::write(folder.path().join("foreign.csv"), "").unwrap();
        let owned = Owned::of(folder.path());
        assert!(["old.csv", "new.csv", MANIFEST].iter().all(|name| owned.holds(name)));
        owned.remove_from(folder.path()).unwrap();
        let mut left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, [REPLACING, "foreign.csv"]);
    }
}
