//! What Ctrl-C, a request to end (TERM) and a terminal that closes (HUP) do: the program stops at once and leaves nothing
//! half-done behind.
//!
//! A simulation that is stopped keeps its first trials, and the command goes on with them; a second signal, or one while
//! nothing is simulated, ends the program with what it was writing removed. While files are replaced a signal waits until
//! they are ([`undisturbed`]).

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::output::note;

/// Whether the simulation in progress is to stop.
static STOP: AtomicBool = AtomicBool::new(false);

/// What a signal finds. Who holds this cannot be disturbed by one.
static FOUND: Mutex<Found> = Mutex::new(Found { is_simulating: false, folders: Vec::new() });

/// Who has it is not disturbed by a signal.
pub(super) struct Found {
    is_simulating: bool,
    /// Folders that go when the program ends early, the inner ones first.
    folders: Vec<Leftover>,
}

/// A folder that is not to stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Leftover {
    /// It goes with everything in it: it is this program's alone.
    Whole(PathBuf),
    /// It goes if nothing is in it.
    IfEmpty(PathBuf),
}

fn found() -> MutexGuard<'static, Found> {
    FOUND.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Listens from now on.
pub(crate) fn listen() {
    if let Err(error) = ctrlc::set_handler(signalled) {
        note(&format!("warning: Ctrl-C will not be heard, and may leave temporary files: {error}"));
    }
}

/// Called on a thread of its own, by one signal after the other.
fn signalled() {
    let found = found();
    if found.is_simulating && !STOP.swap(true, Ordering::Relaxed) {
        return;
    }
    found.folders.iter().for_each(Leftover::remove);
    note("interrupted: nothing is kept");
    // Nobody else ends the program or replaces a file meanwhile: they wait for what is held here.
    std::process::exit(130);
}

impl Leftover {
    /// Removes it, as far as it can be.
    pub(super) fn remove(&self) {
        match self {
            Self::Whole(folder) => {
                // A file may come while the others go.
                for _ in 0..100 {
                    match fs::remove_dir_all(folder) {
                        Err(_) if folder.exists() => std::thread::sleep(Duration::from_millis(2)),
                        _ => break,
                    }
                }
            }
            // Somebody else's file may have come to be in it.
            Self::IfEmpty(folder) => drop(fs::remove_dir(folder)),
        }
    }
}

impl Found {
    /// Remembers folders that are to go when the program ends early, the inner ones first.
    pub(super) fn remember(&mut self, folders: &[Leftover]) {
        self.folders.extend_from_slice(folders);
    }

    /// Forgets folders again.
    pub(super) fn forget(&mut self, folders: &[Leftover]) {
        self.folders.retain(|folder| !folders.contains(folder));
    }
}

/// Does something that a signal must find either not begun or done.
pub(super) fn undisturbed<T>(work: impl FnOnce(&mut Found) -> T) -> T {
    work(&mut found())
}

/// A simulation is in progress while this is held.
pub(super) struct Simulating(());

impl Simulating {
    pub(super) fn begin() -> Self {
        found().is_simulating = true;
        Self(())
    }

    /// Whether what is in progress is to stop.
    pub(super) fn is_to_stop() -> bool {
        STOP.load(Ordering::Relaxed)
    }
}

impl Drop for Simulating {
    fn drop(&mut self) {
        found().is_simulating = false;
    }
}

/// To be asked before the program ends: one that ends by a signal does so with that signal's code, whatever else went wrong
/// because of it.
pub(crate) fn let_signals_pass() {
    drop(found());
}
