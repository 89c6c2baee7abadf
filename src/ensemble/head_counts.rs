//! [`HeadCounts`]: who joins and who leaves in one trial, counted by month from the ends of the lifelines.

use crate::team::{Lifeline, NEVER, Newcomers};

/// A power of two above the longest horizon, so that a mask brings every month into range and [`NEVER`] into a cell
/// beyond all months.
const MONTHS: usize = 1024;

/// The head-counts of one trial, by month.
#[derive(Clone, Debug)]
pub(crate) struct HeadCounts {
    horizon: u16,
    joiners: Box<[u32; MONTHS]>,
    leavers: Box<[u32; MONTHS]>,
    your_left: u16,
}

impl HeadCounts {
    /// Counts for months up to `horizon`.
    pub(crate) fn new(horizon: u16) -> Self {
        Self { horizon, joiners: Box::new([0; MONTHS]), leavers: Box::new([0; MONTHS]), your_left: NEVER }
    }

    /// How many joined and how many left below you in a month.
    #[inline]
    pub(crate) fn of(&self, month: usize) -> (u32, u32) {
        (self.joiners[month % MONTHS], self.leavers[month % MONTHS])
    }

    /// The month in which you leave, or [`NEVER`].
    #[inline]
    pub(crate) const fn your_left(&self) -> u16 {
        self.your_left
    }
}

impl Newcomers for HeadCounts {
    #[inline]
    fn begin(&mut self, you: Lifeline) {
        let months = usize::from(self.horizon) + 1;
        self.joiners[..months].fill(0);
        self.leavers[..months].fill(0);
        self.your_left = you.left;
    }

    #[inline]
    fn join(&mut self, member: Lifeline) {
        self.joiners[usize::from(member.joined) % MONTHS] += 1;
        self.leavers[usize::from(member.left) % MONTHS] += 1;
    }
}
