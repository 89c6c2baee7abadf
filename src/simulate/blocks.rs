//! Trials shared out among threads in blocks, such that neither the threads nor an early end change what is gathered.

use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use super::Watch;

/// The most trials that one thread takes at a time.
const MOST_TRIALS: u64 = 1000;
/// After so many trials of a block whoever watches sees them, so that the pace of a long run is known soon.
const SEEN_EVERY: u64 = 16;
/// Large teams are taken fewer at a time, about so many members, so that a run that is to stop stops soon.
const MEMBERS: f64 = 1e6;

/// What is done with every trial.
pub(super) trait Work: Sync {
    /// The memory of one thread.
    type Workspace;
    /// What trials are added up into; the sum must not depend on their order.
    type Gathered: Send;
    /// Why a trial failed.
    type Error: Send;

    /// How many members a trial has on average.
    fn members(&self) -> f64;
    fn workspace(&self) -> Self::Workspace;
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

/// Adds these trials to what is gathered, on all threads of the current pool. Blocks are begun in order and always
/// finished, so what an interrupted run leaves is the first trials without a gap.
pub(super) fn gather<W: Work>(
    work: &W,
    trials: RangeInclusive<u64>,
    watch: &Watch,
    so_far: W::Gathered,
) -> Result<W::Gathered, Failed<W::Error>> {
    let next = AtomicU64::new(*trials.start());
    let gathered = Mutex::new(Ok(so_far));
    rayon::broadcast(|_| {
        let mine = take_blocks(work, &next, *trials.end(), watch);
        let mut all = gathered.lock().unwrap_or_else(PoisonError::into_inner);
        match (all.as_mut(), mine) {
            (Ok(all), Ok(mine)) => work.merge(all, mine),
            // Of several trials that fail, the first one is named, whatever the threads did.
            (Err(Failed { trial, .. }), Err(failed)) if *trial <= failed.trial => {}
            (_, Err(failed)) => *all = Err(failed),
            (Err(_), Ok(_)) => {}
        }
    });
    gathered.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn take_blocks<W: Work>(work: &W, next: &AtomicU64, end: u64, watch: &Watch) -> Result<W::Gathered, Failed<W::Error>> {
    let mut workspace = work.workspace();
    let mut mine = work.empty();
    let block = block(work.members());
    while !watch.is_stopped() {
        let first = next.fetch_add(block, Ordering::Relaxed);
        if first > end {
            break;
        }
        let last = end.min(first + block - 1);
        let mut unreported = 0;
        for trial in first..=last {
            work.one_trial(trial, &mut workspace, &mut mine).map_err(|error| {
                watch.stop();
                Failed { trial, error }
            })?;
            unreported += 1;
            if unreported == SEEN_EVERY || trial == last {
                watch.done.fetch_add(unreported, Ordering::Relaxed);
                unreported = 0;
            }
        }
    }
    Ok(mine)
}

/// How many trials of so many members a thread takes at a time; never changes a number.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 1 to 1,000
fn block(members: f64) -> u64 {
    ((MEMBERS / members.max(1.0)) as u64).clamp(1, MOST_TRIALS)
}

#[cfg(test)]
mod tests {
    use super::block;

    #[test]
    fn small_teams_go_by_the_thousand_and_the_largest_alone() {
        assert_eq!([0.0, 5.9, 1e3, 2e4, 1e6, 2e7].map(block), [1000, 1000, 1000, 50, 1, 1]);
    }
}
