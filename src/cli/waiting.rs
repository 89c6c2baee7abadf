//! [`Waiting`]: the temporary folder in which files wait until all are there, and what is left of one whose program was killed.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::interrupt::{self, Leftover};

/// How the names of temporary folders begin; six letters and digits follow.
const PREFIX: &str = ".downline-";
/// The file by which a temporary folder is known as ours. It is locked as long as the program lives that made it.
const LOCK: &str = ".lock";

/// A temporary folder inside an output folder, gone when this is dropped or a signal ends the program.
#[derive(Debug)]
pub(super) struct Waiting {
    folder: TempDir,
    /// Kept open, so that it stays locked.
    _lock: File,
    leftovers: Vec<Leftover>,
}

impl Waiting {
    /// Makes a temporary folder inside `folder`, which is made as well where it is not there: with all that is missing above
    /// it, and gone again unless something comes to be in it.
    pub(super) fn inside(folder: &Path) -> io::Result<Self> {
        let missing = folder.ancestors().take_while(|above| !above.as_os_str().is_empty() && !above.exists());
        let mut leftovers: Vec<Leftover> = missing.map(|above| Leftover::IfEmpty(above.to_owned())).collect();
        let made = || {
            fs::create_dir_all(folder)?;
            let waiting = tempfile::Builder::new().prefix(PREFIX).tempdir_in(folder)?;
            let lock = File::create_new(waiting.path().join(LOCK))?;
            // Where files cannot be locked, the next run leaves alone what this one may leave.
            let _ = lock.try_lock();
            Ok((waiting, lock))
        };
        // A signal finds it either not made or remembered.
        interrupt::undisturbed(|found| match made() {
            Ok((folder, lock)) => {
                leftovers.insert(0, Leftover::Whole(folder.path().to_owned()));
                found.remember(&leftovers);
                Ok(Self { folder, _lock: lock, leftovers })
            }
            Err(error) => {
                leftovers.iter().for_each(Leftover::remove);
                Err(error)
            }
        })
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        interrupt::undisturbed(|found| {
            self.leftovers.iter().for_each(Leftover::remove);
            found.forget(&self.leftovers);
        });
    }
}

/// Temporary folders of ours inside a folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Left {
    /// Those whose program was killed.
    pub(super) of_killed: Vec<PathBuf>,
    /// Whether a program is at work in one.
    pub(super) is_in_use: bool,
}

/// What other runs have left inside a folder, or are at.
pub(super) fn left_in(folder: &Path) -> io::Result<Left> {
    let mut left = Left::default();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !is_name(&entry.file_name().to_string_lossy()) || !entry.file_type()?.is_dir() {
            continue;
        }
        match File::open(entry.path().join(LOCK)).map(|lock| lock.try_lock()) {
            Ok(Ok(())) => left.of_killed.push(entry.path()),
            Ok(Err(TryLockError::WouldBlock)) => left.is_in_use = true,
            // Killed before it came to lock it.
            Err(_) if fs::read_dir(entry.path())?.next().is_none() => left.of_killed.push(entry.path()),
            // With anything else in it, it is somebody else's; where files cannot be locked, whose it is cannot be found out.
            Ok(Err(TryLockError::Error(_))) | Err(_) => {}
        }
    }
    left.of_killed.sort();
    Ok(left)
}

fn is_name(name: &str) -> bool {
    let rest = name.strip_prefix(PREFIX);
    rest.is_some_and(|rest| rest.len() == 6 && rest.bytes().all(|letter| letter.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_program_leaves_is_told_from_what_is_in_use_and_from_what_is_not_ours() {
        let folder = tempfile::tempdir().unwrap();
        let make = |name: &str, file: Option<&str>| {
            let path = folder.path().join(name);
            fs::create_dir(&path).unwrap();
            file.into_iter().for_each(|file| fs::write(path.join(file), "").unwrap());
            path
        };
        let killed = [make(".downline-aB3dE6", Some(LOCK)), make(".downline-empty1", None)];
        make(".downline-backup", Some("mine.csv"));
        make(".downline-backup2", None);
        fs::write(folder.path().join(".downline-afile1"), "").unwrap();
        assert_eq!(left_in(folder.path()).unwrap(), Left { of_killed: killed.to_vec(), is_in_use: false });
        let waiting = Waiting::inside(folder.path()).unwrap();
        assert!(left_in(folder.path()).unwrap().is_in_use);
        let path = waiting.path().to_owned();
        drop(waiting);
        assert!(!path.exists() && !left_in(folder.path()).unwrap().is_in_use);
    }

    #[test]
    fn folders_that_were_made_for_nothing_go_and_one_with_something_in_it_stays() {
        let folder = tempfile::tempdir().unwrap();
        let asked = folder.path().join("a/b/c");
        drop(Waiting::inside(&asked).unwrap());
        assert!(!folder.path().join("a").exists());
        let waiting = Waiting::inside(&asked).unwrap();
        fs::write(folder.path().join("a/mine.txt"), "").unwrap();
        drop(waiting);
        assert!(folder.path().join("a/mine.txt").exists() && !folder.path().join("a/b").exists());
        fs::write(folder.path().join("file"), "").unwrap();
        Waiting::inside(&folder.path().join("new/../file/d")).unwrap_err();
    }
}
