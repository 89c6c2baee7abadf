//! Unilevel: a rate for each level below the earner.

use super::{Rule, YourPay};
use crate::units::{Rate, Volume};

/// What happens to the levels when a member between buyer and earner is not active or not qualified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// Levels are tree levels: an inactive member uses one up.
    None,
    /// Inactive members are passed over.
    Standard,
    /// Inactive members, and members who do not hold the level about to be paid, are passed over.
    Dynamic,
}

/// Pays each earner a rate of the volume on each level below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unilevel {
    rates: Vec<Rate>,
    compression: Compression,
}

impl Unilevel {
    /// A rule that pays `rates[0]` on level 1, `rates[1]` on level 2, and so on.
    #[must_use]
    pub fn new(rates: Vec<Rate>, compression: Compression) -> Self {
        Self { rates, compression }
    }
}

impl Rule for Unilevel {
    fn name(&self) -> &'static str {
        "unilevel"
    }

    fn your_pay(&self, personal: Volume) -> YourPay {
        match self.compression {
            Compression::None => YourPay::PerLevel(self.rates.iter().map(|rate| rate.of_volume(personal)).collect()),
            _ => YourPay::Network,
        }
    }
}
