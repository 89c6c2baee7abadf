//! [`OutputFolder`]: files that appear whole or not at all.
//!
//! Every file is written in a temporary folder beside its place ([`Waiting`]) and then moved. A folder that this program filled
//! before, as its manifest says, is filled anew: the files named there go, the new ones come, and nothing else is touched.
//! While that happens no manifest stands in the folder, so one that does always tells of the files beside it.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::interrupt::undisturbed;
use super::output::note;
use super::ownership::{MANIFEST, Owned, REPLACING};
use super::waiting::{Waiting, left_in};
use downline::publish::{Dialect, MOST_ROWS, Parts, part_name};
use downline::report::manifest::{ContentHash, FileRecord};

/// A folder to be filled. Files wait in a temporary folder until [`OutputFolder::publish`].
#[derive(Debug)]
pub(super) struct OutputFolder {
    path: PathBuf,
    /// What this program has left in the folder before.
    owned: Owned,
    /// Whether files of others may be replaced.
    force: bool,
    waiting: Waiting,
    files: Vec<FileRecord>,
}

impl OutputFolder {
    /// Makes ready to fill a folder, which must be new, empty or filled by this program unless `force`.
    pub(super) fn open(path: &Path, force: bool) -> Result<Self, Failure> {
        let failed = |error: io::Error| Failure::Run(format!("cannot write into {}: {error}", path.display()));
        if path.exists() && !path.is_dir() {
            return Err(Failure::Run(format!("{} is a file; --out needs a folder", path.display())));
        }
        if path.is_dir() {
            clear_of_killed(path)?;
        }
        let owned = Owned::of(path);
        if path.is_dir() && !force && owned.is_nothing() && fs::read_dir(path).map_err(failed)?.next().is_some() {
            return Err(Failure::Run(format!(
                "the folder {} is not empty, and no manifest says that downline filled it; choose a new one, or add --force \
                 to replace files of the same names",
                path.display()
            )));
        }
        let waiting = Waiting::inside(path).map_err(failed)?;
        Ok(Self { path: path.to_owned(), owned, force, waiting, files: Vec::new() })
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

    /// Writes the manifest and moves all files to their places; the manifest of the files before goes first, and the new one
    /// comes last.
    pub(super) fn publish(
        mut self,
        manifest: impl FnOnce(&[FileRecord], &mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let files = self.files.clone();
        self.file(MANIFEST, |out| manifest(&files, out))?;
        // A signal finds the files before or the new ones, whole.
        undisturbed(|_| {
            self.look_for_others()?;
            self.replace().map_err(|error| Failure::Run(format!("cannot write into {}: {error}", self.path.display())))
        })
    }

    fn replace(&self) -> io::Result<()> {
        fs::write(self.path.join(REPLACING), self.owned.with(&self.files).to_text())?;
        self.owned.remove_from(&self.path)?;
        for FileRecord { name, .. } in &self.files {
            self.put(&self.waiting.path().join(name), &self.path.join(name))?;
        }
        fs::remove_file(self.path.join(REPLACING))
    }

    /// Moves a file to its place, which is free unless others' files may be replaced.
    fn put(&self, from: &Path, to: &Path) -> io::Result<()> {
        // A second name cannot be given where something is, so a file that has just come is not overwritten. Not every file
        // system gives second names.
        match fs::hard_link(from, to) {
            Ok(()) => fs::remove_file(from),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && !self.force => Err(error),
            Err(_) => fs::rename(from, to),
        }
    }

    /// Refuses to take the place of a file that is not this program's; one may have come while it worked.
    fn look_for_others(&self) -> Result<(), Failure> {
        let is_others =
            |file: &&FileRecord| !self.owned.holds(&file.name) && self.path.join(&file.name).symlink_metadata().is_ok();
        match self.files.iter().find(is_others).filter(|_| !self.force) {
            None => Ok(()),
            Some(file) => Err(Failure::Run(format!(
                "{} is not as downline wrote it; choose another folder, or add --force to replace it",
                self.path.join(&file.name).display()
            ))),
        }
    }
}

/// Removes what programs that were killed have left in a folder, and says so; refuses where another one is at work.
fn clear_of_killed(path: &Path) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::Run(format!("cannot look into {}: {error}", path.display()));
    let left = left_in(path).map_err(failed)?;
    if left.is_in_use {
        let path = path.display();
        return Err(Failure::Run(format!(
            "another run of downline is writing into {path}; wait until it is done, or choose another folder"
        )));
    }
    for folder in left.of_killed {
        fs::remove_dir_all(&folder).map_err(failed)?;
        note(&format!("cleared {}, which a run that was killed had left", folder.display()));
    }
    if path.join(REPLACING).exists() {
        let path = path.display();
        note(&format!("a run that was killed has left {path} half replaced; its files go, and the new ones come"));
    }
    Ok(())
}

/// Names of TOML files for what is called so, each once: where a name is no plain file name, or is there already, it gets
/// a number.
pub(super) fn file_names<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<String> {
    let mut files: Vec<String> = Vec::new();
    for name in names {
        let is_plain = |letter: char| letter.is_alphanumeric() || "-_ .".contains(letter);
        let stem = if name.chars().all(is_plain) && !name.starts_with(['.', '-']) { name } else { "file" };
        let numbered = (2..).map(|number| format!("{stem}-{number}.toml"));
        let mut each = std::iter::once(format!("{stem}.toml")).chain(numbered);
        files.extend(each.find(|file| !files.contains(file)));
    }
    files
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

#[cfg(test)]
mod tests {
    use super::file_names;

    #[test]
    fn each_file_has_a_name_of_its_own_that_stays_in_the_folder() {
        let names = ["typical", "my team", "typical", "../up", "-x", "typical-2"];
        let files = ["typical.toml", "my team.toml", "typical-2.toml", "file.toml", "file-2.toml", "typical-2-2.toml"];
        assert_eq!(file_names(names), files);
    }
}
