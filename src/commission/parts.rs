//! A month's orders shared out among threads, where their lines are only added up.

use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};

use rayon::prelude::*;

use super::Totals;
use crate::team::MemberId;

/// How many members a thread takes at a time.
const BLOCK: MemberId = 16_384;
/// Below so many members a month is paid sooner than its sums are laid out for each thread.
const WORTH_SHARING: MemberId = 4 * BLOCK;
/// More threads than this would spend their time adding up each other's sums.
const MOST_THREADS: usize = 8;

/// Whether a month of so many members is shared out at all.
pub(super) const fn is_worth_sharing(members: MemberId) -> bool {
    members >= WORTH_SHARING
}

/// Lets threads pay blocks of members, each into sums of its own, and adds these up: integers, so that who paid which
/// block makes no difference.
pub(super) fn shared_out(members: MemberId, pay: impl Fn(Range<MemberId>, &mut Totals) + Sync) -> Totals {
    let next = AtomicU32::new(0);
    let work = |_thread: usize| {
        let mut totals = Totals::new(members as usize);
        while let Some(block) = take(&next, members) {
            pay(block, &mut totals);
        }
        totals
    };
    let threads = rayon::current_num_threads().min(MOST_THREADS);
    let sums: Vec<Totals> = (0..threads).into_par_iter().with_max_len(1).map(work).collect();
    let mut all = Totals::new(0);
    for sum in sums {
        all.absorb(sum);
    }
    all
}

/// The next block that nobody has taken.
fn take(next: &AtomicU32, members: MemberId) -> Option<Range<MemberId>> {
    let block = next.fetch_add(1, Ordering::Relaxed);
    let start = block.checked_mul(BLOCK).filter(|&start| start < members)?;
    Some(start..start.saturating_add(BLOCK).min(members))
}

/// The entries of a column at these places, in their order; nothing of an empty column.
pub(super) fn gathered<T: Copy + Send + Sync>(places: &[MemberId], column: &[T]) -> Vec<T> {
    if column.is_empty() { Vec::new() } else { places.par_iter().map(|&place| column[place as usize]).collect() }
}
