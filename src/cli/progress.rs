//! A run that shows how far it is and can be interrupted.

use std::io::IsTerminal;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use downline::ensemble::Comparison;
use downline::simulate::{ComparisonError, Settings, SimulationError, Watch, compare_watched, simulate_watched};
use downline::{Ensemble, Scenario};
use indicatif::{ProgressBar, ProgressStyle};

use super::output::note;

/// Set by Ctrl-C.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// How long a run may take before it shows a bar.
const QUIET: Duration = Duration::from_millis(500);
/// How often the bar moves and Ctrl-C is looked at.
const TICK: Duration = Duration::from_millis(50);

/// Simulates a scenario. Ctrl-C ends it early and keeps what is done; a second one ends the program.
pub(super) fn simulate(scenario: &Scenario, settings: &Settings) -> Result<Ensemble, SimulationError> {
    watched(settings, |watch| simulate_watched(scenario, settings, watch))
}

/// Compares scenarios, in the same way.
pub(super) fn compare(scenarios: &[Scenario], settings: &Settings) -> Result<Comparison, ComparisonError> {
    watched(settings, |watch| compare_watched(scenarios, settings, watch))
}

fn watched<T: Send>(settings: &Settings, work: impl FnOnce(&Watch) -> T + Send) -> T {
    listen_to_interrupts();
    let watch = Watch::new();
    std::thread::scope(|scope| {
        let (done, result) = channel();
        let watching = &watch;
        let worker = scope.spawn(move || {
            // The receiver outlives the run.
            let _ = done.send(work(watching));
        });
        let begun = Instant::now();
        let mut bar: Option<ProgressBar> = None;
        loop {
            match result.recv_timeout(TICK) {
                Ok(answer) => {
                    if let Some(bar) = bar {
                        bar.finish_and_clear();
                    }
                    return answer;
                }
                Err(RecvTimeoutError::Timeout) => {}
                // The sender goes away without sending in a panic only, which is handed on.
                Err(RecvTimeoutError::Disconnected) => match worker.join() {
                    Ok(()) => unreachable!("the worker has sent its answer"),
                    Err(panic) => std::panic::resume_unwind(panic),
                },
            }
            if INTERRUPTED.load(Ordering::Relaxed) {
                watch.stop();
            }
            if begun.elapsed() >= QUIET && std::io::stderr().is_terminal() {
                bar.get_or_insert_with(|| progress_bar(settings.trials.most())).set_position(watch.done());
            }
        }
    })
}

fn progress_bar(trials: u64) -> ProgressBar {
    let bar = ProgressBar::new(trials);
    if let Ok(style) = ProgressStyle::with_template("{human_pos} of {human_len} trials [{bar:30}] {eta} left") {
        bar.set_style(style.progress_chars("##."));
    }
    bar
}

fn listen_to_interrupts() {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| {
        let listening = ctrlc::set_handler(|| {
            if INTERRUPTED.swap(true, Ordering::Relaxed) {
                std::process::exit(130);
            }
        });
        if let Err(error) = listening {
            note(&format!("warning: Ctrl-C will not keep what is done: {error}"));
        }
    });
}
