//! [`HeadCounts`]: who joins and who leaves in one trial, counted by month from the ends of the lifelines.

use crate::rng::MemberKey;
use crate::team::{Lifeline, NEVER, Newcomers};

/// A power of two above the longest horizon, so that a mask brings every month into range and [`NEVER`] into a cell
/// beyond all months.
const MONTHS: usize = 1024;

/// The members below you who joined and who left in a month.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Change {
    pub(crate) joiners: u32,
    pub(crate) leavers: u32,
}

/// The head-counts of one trial, by month.
#[derive(Clone, Debug)]
pub(crate) struct HeadCounts {
    horizon: u16,
    changes: Box<[Change; MONTHS]>,
    your_left: u16,
}

impl HeadCounts {
    /// Counts for months up to `horizon`.
    pub(crate) fn new(horizon: u16) -> Self {
        Self { horizon, changes: Box::new([Change::default(); MONTHS]), your_left: NEVER }
    }

    /// Who joined and who left below you in a month.
    #[inline]
    pub(crate) fn of(&self, month: usize) -> Change {
        self.changes[month % MONTHS]
    }

    /// Who joined and who left below you in months 1, 2, ... up to the horizon.
    #[inline]
    pub(crate) fn months(&self) -> &[Change] {
        &self.changes[1..=usize::from(self.horizon) % MONTHS]
    }

    /// The month in which you leave, or [`NEVER`].
    #[inline]
    pub(crate) const fn your_left(&self) -> u16 {
        self.your_left
    }
}

impl Newcomers for HeadCounts {
    #[inline]
    fn begin(&mut self, you: Lifeline, _key: MemberKey) {
        self.changes[..=usize::from(self.horizon)].fill(Change::default());
        self.your_left = you.left;
    }

    #[inline]
    fn join(&mut self, member: Lifeline, _key: MemberKey) {
        self.changes[usize::from(member.joined) % MONTHS].joiners += 1;
        self.changes[usize::from(member.left) % MONTHS].leavers += 1;
    }
}
