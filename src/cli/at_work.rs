//! [`AtWork`]: what a command without trials shows while it works.

use std::io::IsTerminal;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use downline::words::printable;
use indicatif::{ProgressBar, ProgressStyle};

/// How long a command may take before it shows that it is at work.
const QUIET: Duration = Duration::from_secs(1);
/// How often what is shown is looked at.
const TICK: Duration = Duration::from_millis(100);

/// Shows on a terminal what a command is doing and for how long, once that is more than a second; gone when this is dropped.
#[derive(Debug)]
pub(super) struct AtWork {
    /// What the command is doing.
    says: Arc<Mutex<String>>,
    /// Where something is shown.
    shown: Option<(Sender<()>, JoinHandle<()>)>,
}

impl AtWork {
    /// Begins with this work, such as `reading tree.csv`.
    pub(super) fn begin(work: &str) -> Self {
        let says = Arc::new(Mutex::new(printable(work)));
        let shown = std::io::stderr().is_terminal().then(|| {
            let (end, ended) = channel::<()>();
            let says = Arc::clone(&says);
            let show = move || {
                if ended.recv_timeout(QUIET) != Err(RecvTimeoutError::Timeout) {
                    return;
                }
                let spinner = spinner();
                while ended.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                    spinner.set_message(says.lock().unwrap_or_else(PoisonError::into_inner).clone());
                    spinner.tick();
                }
                spinner.finish_and_clear();
            };
            (end, std::thread::spawn(show))
        });
        Self { says, shown }
    }

    /// Does something that may take its time.
    pub(super) fn during<T>(work: &str, does: impl FnOnce() -> T) -> T {
        let _shown = Self::begin(work);
        does()
    }

    /// Turns to other work.
    pub(super) fn turn_to(&self, work: &str) {
        printable(work).clone_into(&mut self.says.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        if let Some((end, thread)) = self.shown.take() {
            drop(end);
            // A spinner that broke is gone as well.
            let _ = thread.join();
        }
    }
}

fn spinner() -> ProgressBar {
    let spinner = ProgressBar::new_spinner().with_elapsed(QUIET);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
        spinner.set_style(style);
    }
    spinner
}
