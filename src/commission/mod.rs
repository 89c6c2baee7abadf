//! How a plan pays: a [`Plan`] is a list of rules, and each [`Rule`] turns one month of a network into lines.
//!
//! Commission never draws: the same month pays the same cents. Each rule stands in a file of its own.

pub mod team_percent;
pub mod unilevel;

use std::fmt;
use std::sync::Arc;

use crate::units::{Money, Rate, Volume};

/// What decides your own commission when every active member has the same personal volume: the shortcut that lets a
/// simulated month be paid without walking the tree. A rule that has none is settled in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum YourPay {
    /// This rate of the volume of all active members, you included, rounded once.
    TeamVolume(Rate),
    /// So many cents for each active member on level 1, 2, ...; nothing below the last.
    PerLevel(Vec<Money>),
    /// The whole tree matters: settle the month and add up your lines.
    Network,
}

/// One commission rule of a plan.
pub trait Rule: fmt::Debug + Send + Sync {
    /// The rule's name as it stands in a plan, such as `team-percent`.
    fn name(&self) -> &str;

    /// What your pay depends on when every active member has `personal` volume.
    fn your_pay(&self, personal: Volume) -> YourPay {
        let _ = personal;
        YourPay::Network
    }
}

/// A compensation plan: its rules, paid one after the other.
#[derive(Clone, Debug)]
pub struct Plan {
    rules: Vec<Arc<dyn Rule>>,
}

impl Plan {
    /// A plan of these rules.
    #[must_use]
    pub fn new(rules: Vec<Arc<dyn Rule>>) -> Self {
        Self { rules }
    }

    /// The rules in the order in which they pay.
    #[must_use]
    pub fn rules(&self) -> &[Arc<dyn Rule>] {
        &self.rules
    }
}
