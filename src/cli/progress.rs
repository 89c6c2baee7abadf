//! A run that shows how far it is and can be interrupted.

use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use downline::growth::exact::expectations;
use downline::results::Comparison;
use downline::simulate::{
    ComparisonError, Settings, SimulationError, Trials, Watch, compare_watched, simulate_watched,
};
use downline::words::{counted, thousands};
use downline::{Ensemble, Scenario};
use indicatif::{HumanDuration, ProgressBar, ProgressState, ProgressStyle};

use super::interrupt::Simulating;
use super::output::note;

/// How long a run may take before it shows a bar.
const QUIET: Duration = Duration::from_millis(500);
/// When the pace of a run without a bar is known well enough.
const EARLY: Duration = Duration::from_secs(1);
/// When a run without a bar says that it is slow, even if no trial is done.
const SLOW: Duration = Duration::from_secs(2);
/// From so many seconds on a run without a bar says how long it will take.
const LONG: f64 = 60.0;
/// How often the bar moves and Ctrl-C is looked at.
const TICK: Duration = Duration::from_millis(50);

/// Simulates a scenario. A signal ends it early and keeps what is done; a second one ends the program.
pub(super) fn simulate(scenario: &Scenario, settings: &Settings) -> Result<Ensemble, SimulationError> {
    let what = || format!("of about {} members", thousands(members(scenario)));
    watched(settings, &what, |watch| simulate_watched(scenario, settings, watch))
}

/// Compares scenarios, in the same way.
pub(super) fn compare(scenarios: &[Scenario], settings: &Settings) -> Result<Comparison, ComparisonError> {
    let what = || {
        let sum = scenarios.iter().map(members).fold(0, i64::saturating_add);
        format!("of {} scenarios, about {} members together", scenarios.len(), thousands(sum))
    };
    watched(settings, &what, |watch| compare_watched(scenarios, settings, watch))
}

/// How many people a trial has on average, leavers and you included.
#[allow(clippy::cast_possible_truncation)] // `as` holds what is larger
fn members(scenario: &Scenario) -> i64 {
    expectations(scenario.growth()).last().map_or(1, |month| (month.ever_joined + 1.0).round() as i64)
}

fn watched<T: Send>(settings: &Settings, what: &dyn Fn() -> String, work: impl FnOnce(&Watch) -> T + Send) -> T {
    let _simulating = Simulating::begin();
    let watch = Watch::new();
    let mut is_stopping = false;
    std::thread::scope(|scope| {
        let (done, result) = channel();
        let watching = &watch;
        let worker = scope.spawn(move || {
            // The receiver outlives the run.
            let _ = done.send(work(watching));
        });
        let begun = Instant::now();
        let mut bar: Option<ProgressBar> = None;
        let is_seen = std::io::stderr().is_terminal();
        let mut pace = (!is_seen).then(|| Pace::new(settings));
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
            if Simulating::is_to_stop() && !is_stopping {
                is_stopping = true;
                watch.stop();
                let say =
                    || note("stopping: the trials done so far are kept (once more ends at once and keeps nothing)");
                bar.as_ref().map_or_else(say, |bar| bar.suspend(say));
            }
            if begun.elapsed() >= QUIET && is_seen {
                bar.get_or_insert_with(|| progress_bar(settings.trials.most())).set_position(watch.done());
            }
            match pace.as_mut().map_or(Forecast::TooEarly, |pace| pace.forecast(begun.elapsed(), watch.done())) {
                Forecast::TooEarly => {}
                // Said once, or not at all.
                Forecast::Short => pace = None,
                Forecast::Long(takes) => {
                    pace = None;
                    let trials = thousands(i64::try_from(settings.trials.most()).unwrap_or(i64::MAX));
                    let said = format!("this run {takes} ({trials} trials {})", what());
                    note(&format!("{said}; stop it with Ctrl-C and keep what is done"));
                }
            }
        }
    })
}

/// How fast trials go by, watched until it is known whether the run will take long.
struct Pace {
    trials: Trials,
    threads: usize,
    /// When the first trials were seen, and how many.
    first: Option<(Duration, u64)>,
}

impl Pace {
    fn new(settings: &Settings) -> Self {
        let machine = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        Self { trials: settings.trials, threads: settings.threads.map_or(machine, NonZeroUsize::get), first: None }
    }

    /// What is known after so much time and so many trials.
    fn forecast(&mut self, elapsed: Duration, done: u64) -> Forecast {
        let most = self.trials.most();
        if done == 0 && elapsed < SLOW {
            return Forecast::TooEarly;
        }
        if done == 0 {
            return Forecast::of("will take more than", elapsed.as_secs_f64() * rounds(most, self.threads));
        }
        let (since, seen) = *self.first.get_or_insert((elapsed, done));
        let watched = elapsed.saturating_sub(since);
        if elapsed < EARLY || (watched < EARLY / 2 && elapsed < SLOW) {
            return Forecast::TooEarly;
        }
        let rate = if done > seen { per_second(done - seen, watched) } else { per_second(done, elapsed) };
        let takes = elapsed.as_secs_f64() + count(most.saturating_sub(done)) / rate;
        let words = match self.trials {
            Trials::UntilPrecise { .. } => "may take up to",
            _ => "will take about",
        };
        Forecast::of(words, takes)
    }
}

/// How long a run will take.
#[derive(Debug, PartialEq, Eq)]
enum Forecast {
    /// Not known yet.
    TooEarly,
    /// At most a minute.
    Short,
    /// More, in words.
    Long(String),
}

impl Forecast {
    fn of(words: &str, seconds: f64) -> Self {
        if seconds > LONG { Self::Long(format!("{words} {}", in_words(seconds))) } else { Self::Short }
    }
}

/// How often each of so many threads runs a trial.
fn rounds(trials: u64, threads: usize) -> f64 {
    count(trials.div_ceil(u64::try_from(threads).unwrap_or(1).max(1)))
}

fn per_second(trials: u64, time: Duration) -> f64 {
    count(trials) / time.as_secs_f64().max(1e-9)
}

#[allow(clippy::cast_precision_loss)] // an estimate
fn count(number: u64) -> f64 {
    number as f64
}

/// A time of more than a minute in minutes, hours or days, rounded up.
#[allow(clippy::cast_possible_truncation)] // `as` holds what is larger
fn in_words(seconds: f64) -> String {
    let units = [(86_400.0, "day", "days", 2.0), (3_600.0, "hour", "hours", 1.5)];
    let (unit, one, many, _) =
        units.into_iter().find(|(unit, .., from)| seconds >= unit * from).unwrap_or((60.0, "minute", "minutes", 1.0));
    counted((seconds / unit).ceil() as i64, one, many)
}

/// How far a run is. How long it will take is said as soon as a trial is done, and not before.
fn progress_bar(trials: u64) -> ProgressBar {
    let bar = ProgressBar::new(trials);
    let left = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        // What cannot be written is not shown.
        let _ = if state.pos() == 0 { Ok(()) } else { write!(out, " {:#} left", HumanDuration(state.eta())) };
    };
    if let Ok(style) = ProgressStyle::with_template("{human_pos} of {human_len} trials [{bar:30}]{left}") {
        bar.set_style(style.progress_chars("##.").with_key("left", left));
    }
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(trials: u64) -> Pace {
        Pace { trials: Trials::Exactly(trials), threads: 2, first: None }
    }

    fn at(seconds: f64) -> Duration {
        Duration::from_secs_f64(seconds)
    }

    #[test]
    fn a_run_of_more_than_a_minute_is_foretold_within_two_seconds() {
        let mut long = pace(1_000);
        assert_eq!(long.forecast(at(0.3), 1), Forecast::TooEarly);
        assert_eq!(long.forecast(at(1.0), 8), Forecast::Long("will take about 2 minutes".to_owned()));
        // A start that takes its time is no pace.
        let mut late = pace(1_000);
        assert_eq!(late.forecast(at(0.9), 10), Forecast::TooEarly);
        assert_eq!(late.forecast(at(1.4), 110), Forecast::Short);
        let mut slow = pace(100);
        assert_eq!(slow.forecast(at(1.9), 0), Forecast::TooEarly);
        assert_eq!(slow.forecast(at(2.0), 0), Forecast::Long("will take more than 2 minutes".to_owned()));
        assert_eq!(pace(10).forecast(at(2.0), 0), Forecast::Short);
    }

    #[test]
    fn long_times_are_said_in_the_unit_that_fits() {
        for (seconds, words) in
            [(61.0, "2 minutes"), (3_599.0, "60 minutes"), (5_400.0, "2 hours"), (172_800.0, "2 days")]
        {
            assert_eq!(in_words(seconds), words);
        }
    }
}
