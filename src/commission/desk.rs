//! [`Desk`]: what rules work on while they settle a month, kept in the ledger.

use super::{level_pay, matching};
use crate::units::Money;

/// Memory of rules, each part made once and taken out while it is used: see [`Scratch`](super::scratch::Scratch).
#[derive(Debug, Default)]
pub(super) struct Desk {
    pub(super) levels: Option<Box<level_pay::Memory>>,
    pub(super) matching: Option<Box<matching::Memory>>,
    /// What other rules have paid, by member id.
    pub(super) earned: Vec<Money>,
}

impl Desk {
    pub(super) const fn new() -> Self {
        Self { levels: None, matching: None, earned: Vec::new() }
    }
}
