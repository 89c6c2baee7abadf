//! [`Fault`]: why a trial came to nothing.

use super::SimulationError;
use crate::growth::lifelines::Outgrown;
use crate::units::Month;

/// Why a trial came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Its team outgrew memory.
    Outgrown(Outgrown),
    /// By this month you were paid more than can be counted.
    TooMuchPaid(Month),
    /// It left off, because the run is to stop.
    Stopped,
}

impl Fault {
    /// What a run says of it.
    pub(super) const fn in_trial(self, trial: u64) -> SimulationError {
        match self {
            Self::Outgrown(outgrown) => SimulationError::Outgrown { trial, outgrown },
            Self::TooMuchPaid(month) => SimulationError::TooMuchPaid { trial, month },
            Self::Stopped => SimulationError::Stopped,
        }
    }
}

impl From<Outgrown> for Fault {
    fn from(outgrown: Outgrown) -> Self {
        Self::Outgrown(outgrown)
    }
}
