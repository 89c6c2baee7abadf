//! Flat percentage of the whole team's volume, your own included.

use super::{Rule, YourPay};
use crate::units::{Rate, Volume};

/// Pays a member this share of the volume of itself and everyone active below it, one line a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamPercent {
    rate: Rate,
}

impl TeamPercent {
    /// A rule that pays `rate` of the team's volume.
    #[must_use]
    pub const fn new(rate: Rate) -> Self {
        Self { rate }
    }

    /// The share paid.
    #[must_use]
    pub const fn rate(&self) -> Rate {
        self.rate
    }
}

impl Rule for TeamPercent {
    fn name(&self) -> &'static str {
        "team-percent"
    }

    fn your_pay(&self, _personal: Volume) -> YourPay {
        YourPay::TeamVolume(self.rate)
    }
}
