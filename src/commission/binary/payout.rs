//! What a pair of legs pays, and what each of them gives for it.

use super::Match;
use super::cycles::cycles;
use crate::commission::Share;
use crate::commission::level_pay::at_rank;
use crate::units::{Money, Rate, Volume};

/// A payout in the making.
pub(super) struct Payout {
    pub(super) amount: Money,
    pub(super) rate: Rate,
    /// The weaker leg's volume that was matched.
    pub(super) basis: Volume,
    /// What is left of the legs.
    pub(super) rest: [Volume; 2],
}

impl Match {
    /// Whether a member of this rank is paid anything for any legs.
    pub(super) fn pays_rank(&self, rank: u8) -> bool {
        match self {
            Self::WeakerLeg(rates) | Self::Ratio(rates) => rate_of(rates, rank) != Rate::ZERO,
            Self::Units { amounts, .. } | Self::Cycles { amounts, .. } => amount_of(amounts, rank) != Money::ZERO,
            Self::Steps(_) => true,
        }
    }

    /// What these legs pay, and what each of them gives for it. `award` comes to whole cents.
    pub(super) fn pay(
        &self,
        legs: [Volume; 2],
        rank: u8,
        worth: Rate,
        mut award: impl FnMut(Share, Volume) -> Money,
    ) -> Payout {
        // Of equal legs the left one counts as the stronger.
        let weaker = usize::from(legs[1] <= legs[0]);
        let (less, more) = (legs[weaker], legs[1 - weaker]);
        let (amount, rate, taken) = match self {
            _ if less <= Volume::ZERO => (Money::ZERO, Rate::ZERO, [Volume::ZERO; 2]),
            Self::WeakerLeg(rates) => {
                let rate = rate_of(rates, rank);
                (award(Share::of_two(rate, worth), less), rate, [less; 2])
            }
            Self::Ratio(rates) => {
                let rate = rate_of(rates, rank);
                let share = Share::of_two(rate, worth).times(less.hundredths(), more.hundredths());
                (award(share, less), rate, [less; 2])
            }
            Self::Units { stronger, weaker: light, amounts } => {
                let units = whole(less, *light).min(whole(more, *stronger));
                let times = |volume: Volume| volume.checked_times(units).unwrap_or(Volume::ZERO);
                (paid_for(units, amounts, rank), Rate::ZERO, [times(*light), times(*stronger)])
            }
            Self::Cycles { stronger, weaker: light, amounts } => {
                let (cycles, rest) = cycles([more, less], *stronger, *light);
                (paid_for(cycles, amounts, rank), Rate::ZERO, [less - rest[1], more - rest[0]])
            }
            Self::Steps(steps) => {
                let step = steps.iter().rev().find(|step| step.0 <= less).copied().unwrap_or_default();
                (step.1, Rate::ZERO, [step.0; 2])
            }
        };
        let mut rest = legs;
        rest[weaker] -= taken[0];
        rest[1 - weaker] -= taken[1];
        Payout { amount, rate, basis: taken[0], rest }
    }
}

/// The rate of a rank; the last one is that of all higher ranks.
fn rate_of(rates: &[Rate], rank: u8) -> Rate {
    at_rank(rates, rank).copied().unwrap_or(Rate::ZERO)
}

/// What a unit pays a rank; the last amount is that of all higher ranks.
fn amount_of(amounts: &[Money], rank: u8) -> Money {
    at_rank(amounts, rank).copied().unwrap_or(Money::ZERO)
}

/// What so many units pay a rank.
fn paid_for(units: i64, amounts: &[Money], rank: u8) -> Money {
    amount_of(amounts, rank).checked_times(units).unwrap_or(Money::ZERO)
}

/// How many whole units of a size are in a volume; none of a size of nothing.
fn whole(volume: Volume, size: Volume) -> i64 {
    if size <= Volume::ZERO { 0 } else { volume.hundredths() / size.hundredths() }
}
