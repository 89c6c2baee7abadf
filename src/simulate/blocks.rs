//! Trials shared out among threads, such that neither the threads nor an early end change what is gathered.
//!
//! Blocks of trials are begun in order. Small trials go by blocks that take a moment: a run that is to stop finishes them, so that
//! what it leaves is the first trials without a gap. Large trials go one by one and are gathered in order
//! ([`InOrder`]): a run that is to stop leaves them where they are, and what others have done beyond them goes with them.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Watch;

/// The most trials that one thread takes at a time.
const MOST_TRIALS: u64 = 1000;
/// After so many trials of a block whoever watches sees them.
const SEEN_EVERY: u64 = 16;
/// A block is about so much work, a twentieth of a second.
const WORK: f64 = 5e5;

/// What a trial does that is in its midst when the run is to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stopping {
    /// It goes on to its end.
    Finishes,
    /// It leaves off and fails; what it comes to is not asked for.
    LeavesOff,
}

/// What is done with every trial.
pub(super) trait Work: Sync {
    /// The memory of one thread.
    type Workspace;
    /// What trials are added up into; the sum must not depend on their order.
    type Gathered: Send;
    /// Why a trial failed.
    type Error: Send;

    /// What a trial costs on average, in months of members.
    fn cost(&self) -> f64;
    /// Memory for one thread.
    fn workspace(&self, stopping: Stopping) -> Self::Workspace;
    fn empty(&self) -> Self::Gathered;
    fn one_trial(
        &self,
        trial: u64,
        workspace: &mut Self::Workspace,
        gathered: &mut Self::Gathered,
    ) -> Result<(), Self::Error>;
    fn merge(&self, all: &mut Self::Gathered, more: Self::Gathered);
}

/// A trial that failed: of several, the one with the lowest number.
pub(super) struct Failed<E> {
    pub(super) trial: u64,
    pub(super) error: E,
}

/// Adds these trials to what is gathered, on all threads of the current pool. What an interrupted run leaves is the first
/// trials without a gap.
pub(super) fn gather<W: Work>(
    work: &W,
    trials: RangeInclusive<u64>,
    watch: &Watch,
    so_far: W::Gathered,
) -> Result<W::Gathered, Failed<W::Error>> {
    let (first, end) = trials.into_inner();
    let all = Trials { work, watch, next: AtomicU64::new(first), end: AtomicU64::new(end), failed: Mutex::new(None) };
    let (block, stopping) = (block(work.cost()), stopping(work.cost()));
    let gathered = Mutex::new(InOrder { next: first, all: so_far, waiting: BTreeMap::new() });
    rayon::broadcast(|_| match stopping {
        Stopping::LeavesOff => all.take_single(&gathered),
        Stopping::Finishes => all.take_blocks(block, &gathered),
    });
    let failed = all.failed.into_inner().unwrap_or_else(PoisonError::into_inner);
    let gathered = gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
    match failed {
        // A run that was stopped before it came to the failing trial never saw it.
        Some(failed) if stopping == Stopping::Finishes || gathered.next >= failed.trial => Err(failed),
        _ => Ok(gathered.all),
    }
}

/// The trials that are to be done.
struct Trials<'a, W: Work> {
    work: &'a W,
    watch: &'a Watch,
    next: AtomicU64,
    /// The last one; the one before a trial that has failed.
    end: AtomicU64,
    failed: Mutex<Option<Failed<W::Error>>>,
}

impl<W: Work> Trials<'_, W> {
    /// Takes so many trials and says which, unless there are none left or the run is to stop.
    fn take(&self, block: u64) -> Option<RangeInclusive<u64>> {
        if self.watch.is_stopped() {
            return None;
        }
        let first = self.next.fetch_add(block, Ordering::Relaxed);
        let end = self.end.load(Ordering::Relaxed);
        (first <= end).then(|| first..=end.min(first + block - 1))
    }

    /// Of several trials that fail, the first one is named, whatever the threads did: those before it are still done.
    fn fail(&self, trial: u64, error: W::Error) {
        self.end.fetch_min(trial - 1, Ordering::Relaxed);
        let mut failed = lock(&self.failed);
        if failed.as_ref().is_none_or(|known| trial < known.trial) {
            *failed = Some(Failed { trial, error });
        }
    }

    /// Blocks of small trials, gathered when all are done.
    fn take_blocks(&self, block: u64, gathered: &Mutex<InOrder<W::Gathered>>) {
        let mut workspace = self.work.workspace(Stopping::Finishes);
        let mut mine = self.work.empty();
        while let Some(trials) = self.take(block) {
            let last = *trials.end();
            let mut unseen = 0;
            for trial in trials {
                if let Err(error) = self.work.one_trial(trial, &mut workspace, &mut mine) {
                    return self.fail(trial, error);
                }
                unseen += 1;
                if unseen == SEEN_EVERY || trial == last {
                    self.watch.done.fetch_add(unseen, Ordering::Relaxed);
                    unseen = 0;
                }
            }
        }
        self.work.merge(&mut lock(gathered).all, mine);
    }

    /// Large trials, each gathered when all before it are.
    fn take_single(&self, gathered: &Mutex<InOrder<W::Gathered>>) {
        let mut workspace = self.work.workspace(Stopping::LeavesOff);
        while let Some(trials) = self.take(1) {
            let trial = *trials.start();
            let mut mine = self.work.empty();
            let done = self.work.one_trial(trial, &mut workspace, &mut mine);
            // Left where it was: nothing is known of it.
            if self.watch.is_stopped() && done.is_err() {
                return;
            }
            match done {
                Ok(()) => lock(gathered).put(self.work, trial, mine),
                Err(error) => return self.fail(trial, error),
            }
            self.watch.done.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// The first trials without a gap, and those beyond it.
struct InOrder<G> {
    /// The first trial that is not among them.
    next: u64,
    all: G,
    waiting: BTreeMap<u64, G>,
}

impl<G> InOrder<G> {
    fn put<W: Work<Gathered = G>>(&mut self, work: &W, trial: u64, gathered: G) {
        self.waiting.insert(trial, gathered);
        while let Some(gathered) = self.waiting.remove(&self.next) {
            work.merge(&mut self.all, gathered);
            self.next += 1;
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What trials of such a cost do when the run is to stop.
pub(super) fn stopping(cost: f64) -> Stopping {
    if block(cost) == 1 { Stopping::LeavesOff } else { Stopping::Finishes }
}

/// How many trials of such a cost a thread takes at a time; never changes a number.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 1 to 1,000
fn block(cost: f64) -> u64 {
    ((WORK / cost.max(1.0)) as u64).clamp(1, MOST_TRIALS)
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;

    use rayon::ThreadPoolBuilder;

    use super::*;

    #[test]
    fn small_trials_go_by_the_thousand_and_large_ones_alone() {
        assert_eq!([0.0, 5.9, 500.0, 1e4, 5e5, 2e7].map(block), [1000, 1000, 1000, 50, 1, 1]);
    }

    /// Trials that are gathered as their numbers. Some fail; one waits for the run to be stopped.
    struct Numbers<'a> {
        cost: f64,
        failing: &'a [u64],
        /// A trial that is in its midst when the run is stopped, by another trial.
        stopping: Option<(u64, u64, &'a Watch, Barrier)>,
    }

    impl Work for Numbers<'_> {
        type Workspace = ();
        type Gathered = Vec<u64>;
        type Error = &'static str;

        fn cost(&self) -> f64 {
            self.cost
        }

        fn workspace(&self, _stopping: Stopping) {}

        fn empty(&self) -> Vec<u64> {
            Vec::new()
        }

        fn one_trial(&self, trial: u64, (): &mut (), gathered: &mut Vec<u64>) -> Result<(), &'static str> {
            if let Some((long, stopper, watch, both)) = &self.stopping {
                if trial == *long {
                    both.wait();
                    return Err("left off");
                }
                if trial == *stopper {
                    watch.stop();
                    both.wait();
                }
            }
            if self.failing.contains(&trial) {
                return Err("fails");
            }
            gathered.push(trial);
            Ok(())
        }

        fn merge(&self, all: &mut Vec<u64>, mut more: Vec<u64>) {
            all.append(&mut more);
            all.sort_unstable();
        }
    }

    fn on_two_threads(work: &Numbers<'_>, watch: &Watch) -> Result<Vec<u64>, u64> {
        let pool = ThreadPoolBuilder::new().num_threads(2).build().unwrap();
        pool.install(|| gather(work, 1..=5_000, watch, Vec::new())).map_err(|failed| failed.trial)
    }

    #[test]
    fn all_trials_are_gathered_large_or_small() {
        for cost in [1.0, 1e9] {
            let watch = Watch::new();
            let work = Numbers { cost, failing: &[], stopping: None };
            assert_eq!(on_two_threads(&work, &watch).unwrap(), (1..=5_000).collect::<Vec<u64>>());
            assert_eq!(watch.done(), 5_000);
        }
    }

    #[test]
    fn the_first_of_several_failing_trials_is_named() {
        for cost in [1.0, 1e9] {
            for _ in 0..50 {
                let work = Numbers { cost, failing: &[1_500, 1_501, 3_000, 4_999], stopping: None };
                assert_eq!(on_two_threads(&work, &Watch::new()), Err(1_500));
            }
        }
    }

    #[test]
    fn a_run_that_stops_in_a_long_trial_keeps_those_before_it_and_none_beyond() {
        let watch = Watch::new();
        let stopping = Some((7, 40, &watch, Barrier::new(2)));
        let work = Numbers { cost: 1e9, failing: &[], stopping };
        assert_eq!(on_two_threads(&work, &watch).unwrap(), [1, 2, 3, 4, 5, 6]);
    }
}
