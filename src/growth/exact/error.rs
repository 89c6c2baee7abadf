//! How far the exact engine goes, and what it says where it stops.

use crate::units::{Month, whole};

/// How much work an exact law may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most cells (head-counts 0, 1, 2, ...) a law may spread over; a power of two.
    pub cells: usize,
    /// The most elementary steps, each about the cost of one complex multiplication (some 2 nanoseconds). A law takes one for
    /// each cell and each pair of months, because people whose propensities differ forget no month; where teams grow wider
    /// with the months, that is their third power.
    pub steps: u64,
}

impl Limits {
    /// For someone who asked for the exact law and waits for it: up to 1,048,576 cells and some 20 seconds.
    pub const PATIENT: Self = Self { cells: 1 << 20, steps: 10_000_000_000 };
    /// For a law that only accompanies something else: up to 65,536 cells and some tenths of a second.
    pub const QUICK: Self = Self { cells: 1 << 16, steps: 200_000_000 };
}

impl Default for Limits {
    fn default() -> Self {
        Self::PATIENT
    }
}

/// Why an exact law was not computed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ExactError {
    /// The head-count spreads over more cells than the limit.
    #[error(
        "the exact law of month {month} spreads over more than {limit} head-counts (the mean is {}); \
         ask for an earlier month or lower the sponsoring, or simulate it",
        whole(*mean)
    )]
    TooWide {
        /// The month asked for.
        month: Month,
        /// The exact mean of the head-count.
        mean: f64,
        /// The most cells allowed.
        limit: usize,
    },
    /// The computation takes more steps than the limit.
    #[error(
        "the exact law of month {month} takes too long: {steps} steps where {limit} are allowed; \
         ask for an earlier month, or simulate it"
    )]
    TooCostly {
        /// The month asked for.
        month: Month,
        /// The steps it would take.
        steps: u64,
        /// The most steps allowed.
        limit: u64,
    },
}
