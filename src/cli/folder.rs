//! [`OutputFolder`]: files that appear whole or not at all.
//!
//! Every file is written under a temporary name beside its place and then renamed. Nothing that was there before is
//! touched unless `--force` was given, and then only files of the same names.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use downline::publish::{Dialect, MOST_ROWS, Parts, part_name};
use downline::report::manifest::{ContentHash, FileRecord};
use tempfile::TempDir;

use super::failure::Failure;

/// A folder to be filled. Files wait in a temporary folder until [`OutputFolder::publish`].
#[derive(Debug)]
pub(super) struct OutputFolder {
    path: PathBuf,
    waiting: TempDir,
    files: Vec<FileRecord>,
    /// Removed again when nothing comes to be in it.
    empty: Option<EmptyFolder>,
}

/// A folder that was made for files that may not come: it goes unless they do.
#[derive(Debug)]
struct EmptyFolder(PathBuf);

impl Drop for EmptyFolder {
    fn drop(&mut self) {
        // Only an empty folder can be removed this way, and one that stays does no harm.
        let _ = fs::remove_dir(&self.0);
    }
}

impl OutputFolder {
    /// Makes ready to fill a folder, which must be new or empty unless `force`.
    pub(super) fn open(path: &Path, force: bool) -> Result<Self, Failure> {
        let failed = |error: io::Error| Failure::Run(format!("cannot write into {}: {error}", path.display()));
        if path.exists() && !path.is_dir() {
            return Err(Failure::Run(format!("{} is a file; --out needs a folder", path.display())));
        }
        if path.is_dir() && !force && fs::read_dir(path).map_err(failed)?.next().is_some() {
            return Err(Failure::Run(format!(
                "the folder {} is not empty; choose a new one, or add --force to replace files of the same names",
                path.display()
            )));
        }
        let is_new = !path.exists();
        fs::create_dir_all(path).map_err(failed)?;
        let empty = is_new.then(|| EmptyFolder(path.to_owned()));
        let waiting = tempfile::Builder::new().prefix(".downline-").tempdir_in(path).map_err(failed)?;
        Ok(Self { path: path.to_owned(), waiting, files: Vec::new(), empty })
    }

    /// Writes a file through `write`.
    pub(super) fn file(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let write_all = || {
            let mut out = create(self.waiting.path(), name)?;
            write(&mut out)?;
            out.flush()?;
            Ok(out.hash.record(name))
        };
        let record = write_all().map_err(|error: io::Error| self.failed(name, &error))?;
        self.files.push(record);
        Ok(())
    }

    /// Begins a table that may be too long for one file: `name.csv`, `name-2.csv` and so on. Several may be written at
    /// once; each is part of the folder when it is kept ([`OutputFolder::keep`]).
    pub(super) fn long_table(&self, name: &'static str, dialect: Dialect) -> Result<FolderParts, Failure> {
        let waiting = self.waiting.path().to_owned();
        let first = part_name(name, 1, dialect);
        let out = create(&waiting, &first).map_err(|error| self.failed(&first, &error))?;
        Ok(FolderParts { waiting, name, dialect, out, files: Vec::new() })
    }

    /// Takes a long table that is complete.
    pub(super) fn keep(&mut self, mut table: FolderParts) -> Result<(), Failure> {
        table.end().map_err(|error| self.failed(&part_name(table.name, 1, table.dialect), &error))?;
        self.files.append(&mut table.files);
        Ok(())
    }

    /// A file of the folder could not be written.
    pub(super) fn failed(&self, name: &str, error: &io::Error) -> Failure {
        Failure::Run(format!("cannot write {}: {error}", self.path.join(name).display()))
    }

    /// The files so far.
    pub(super) fn files(&self) -> &[FileRecord] {
        &self.files
    }

    /// Moves all files to their places, in the order in which they were written.
    pub(super) fn publish(mut self) -> Result<(), Failure> {
        for file in &self.files {
            let place = self.path.join(&file.name);
            fs::rename(self.waiting.path().join(&file.name), &place)
                .map_err(|error| Failure::Run(format!("cannot write {}: {error}", place.display())))?;
        }
        if let Some(EmptyFolder(filled)) = &mut self.empty {
            filled.clear();
        }
        self.waiting.close().map_err(|error| Failure::Run(format!("cannot clear a temporary folder: {error}")))
    }
}

/// A file of the folder in writing.
type HashedFile = Hashing<BufWriter<fs::File>>;

fn create(folder: &Path, name: &str) -> io::Result<HashedFile> {
    let file = fs::File::create(folder.join(name))?;
    Ok(Hashing { out: BufWriter::with_capacity(1 << 16, file), hash: ContentHash::default() })
}

/// The files of one long table, the last one in writing.
pub(super) struct FolderParts {
    waiting: PathBuf,
    name: &'static str,
    dialect: Dialect,
    out: HashedFile,
    /// The parts that are complete.
    files: Vec<FileRecord>,
}

impl FolderParts {
    /// The name of the part in writing.
    fn file_name(&self) -> String {
        part_name(self.name, self.files.len() + 1, self.dialect)
    }

    /// Ends the part in writing.
    fn end(&mut self) -> io::Result<()> {
        self.out.flush()?;
        let hash = std::mem::take(&mut self.out.hash);
        self.files.push(hash.record(&self.file_name()));
        Ok(())
    }
}

impl Write for FolderParts {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Parts for FolderParts {
    fn most_rows(&self) -> usize {
        MOST_ROWS
    }

    fn next_part(&mut self) -> io::Result<()> {
        self.end()?;
        self.out = create(&self.waiting, &self.file_name())?;
        Ok(())
    }
}

/// A writer that takes a hash of what passes through.
struct Hashing<W> {
    out: W,
    hash: ContentHash,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
