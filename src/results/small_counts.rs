//! [`SmallCounts`]: the usual small head-counts of one month, counted in fixed arrays.
//!
//! Nearly every trial of nearly every scenario is small. One comparison finds that out, and then all counts of the
//! month are plain increments; what does not fit goes to the [`Counter`](super::counter::Counter)s.

use super::head_counts::Change;

/// Head-counts below this are small.
const PEOPLE: usize = 256;
/// Members below you summed over the months, below this, are small.
const DOWNLINE_MONTHS: usize = 2048;

/// The head-counts of one trial at the end of a month.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    pub(super) ever_joined: u32,
    pub(super) downline: u32,
    pub(super) joiners: u32,
    pub(super) leavers: u32,
}

impl Seen {
    /// Goes on by a month.
    #[inline]
    pub(super) const fn month(&mut self, change: Change) {
        let Change { joiners, leavers } = change;
        let downline = self.downline + joiners - leavers;
        *self = Self { ever_joined: self.ever_joined + joiners, downline, joiners, leavers };
    }
}

/// How often each small value came up.
#[derive(Clone, Debug)]
pub(super) struct SmallCounts {
    pub(super) ever_joined: [u64; PEOPLE],
    pub(super) joiners: [u64; PEOPLE],
    pub(super) leavers: [u64; PEOPLE],
    pub(super) downline_with_you: [u64; PEOPLE],
    pub(super) downline_without_you: [u64; PEOPLE],
    pub(super) downline_months: [u64; DOWNLINE_MONTHS],
}

impl Default for SmallCounts {
    fn default() -> Self {
        let people = || [0; PEOPLE];
        Self {
            ever_joined: people(),
            joiners: people(),
            leavers: people(),
            downline_with_you: people(),
            downline_without_you: people(),
            downline_months: [0; DOWNLINE_MONTHS],
        }
    }
}

impl SmallCounts {
    /// Counts a month in which you are active. Only of trials that [are small](Self::are_small).
    #[inline]
    pub(super) fn count_with_you(&mut self, seen: Seen, downline_months: u64) {
        self.count_people(seen);
        increment(&mut self.downline_with_you, seen.downline);
        increment(&mut self.downline_months, downline_months);
    }

    /// Counts a month in which you have left. Only of trials that [are small](Self::are_small).
    #[inline]
    pub(super) fn count_without_you(&mut self, seen: Seen) {
        self.count_people(seen);
        increment(&mut self.downline_without_you, seen.downline);
    }

    /// Whether all counts of a trial of so many months are small. Nobody is active, joins or leaves who has not joined, you
    /// apart: so the number of those who ever join bounds every count.
    #[inline]
    pub(super) fn are_small(ever_joined: u32, months: usize) -> bool {
        let joined = ever_joined as usize;
        joined + 1 < PEOPLE && joined.saturating_mul(months) < DOWNLINE_MONTHS
    }

    #[inline]
    fn count_people(&mut self, seen: Seen) {
        increment(&mut self.ever_joined, seen.ever_joined);
        increment(&mut self.joiners, seen.joiners);
        increment(&mut self.leavers, seen.leavers);
    }

    /// Adds all counts of another month tally.
    pub(super) fn merge(&mut self, other: &Self) {
        add(&mut self.ever_joined, &other.ever_joined);
        add(&mut self.joiners, &other.joiners);
        add(&mut self.leavers, &other.leavers);
        add(&mut self.downline_with_you, &other.downline_with_you);
        add(&mut self.downline_without_you, &other.downline_without_you);
        add(&mut self.downline_months, &other.downline_months);
    }
}

/// One more of a value that is known to be in range: the mask changes nothing and spares a second check.
#[inline]
#[allow(clippy::cast_possible_truncation)] // the mask takes the lower bits anyway
fn increment<const LENGTH: usize>(counts: &mut [u64; LENGTH], value: impl Into<u64>) {
    counts[value.into() as usize % LENGTH] += 1;
}

fn add(counts: &mut [u64], more: &[u64]) {
    counts.iter_mut().zip(more).for_each(|(count, more)| *count += more);
}
