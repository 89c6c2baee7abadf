//! [`Desk`]: what rules work on while they settle a month, kept in the ledger.

use super::{Share, level_pay, matching};
use crate::units::{Money, Rate, Volume};

/// Memory of rules, each part made once and taken out while it is used: see [`Scratch`](super::scratch::Scratch).
#[derive(Debug, Default)]
pub(super) struct Desk {
    pub(super) levels: Option<Box<level_pay::Memory>>,
    pub(super) matching: Option<Box<matching::Memory>>,
    /// What other rules have paid, by member id.
    pub(super) earned: Vec<Money>,
    /// Group volumes, by member id.
    pub(super) group: Vec<Volume>,
    /// Volumes of the left and the right leg, by member id.
    pub(super) legs: Vec<[Volume; 2]>,
    /// Rates that are reached, by member id.
    pub(super) rates: Vec<Rate>,
    /// Rates and what they pay, by rank.
    pub(super) shares: Vec<(Rate, Share)>,
}

impl Desk {
    pub(super) const fn new() -> Self {
        Self {
            levels: None,
            matching: None,
            earned: Vec::new(),
            group: Vec::new(),
            legs: Vec::new(),
            rates: Vec::new(),
            shares: Vec::new(),
        }
    }
}
