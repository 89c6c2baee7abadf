//! Flat spots: volume goes up by one order, and somebody's pay stands still or falls.
//!
//! [`find`] goes through all small trees, with volumes around the edges at which the plan begins to pay differently, adds
//! one order to each member in turn, and keeps the smallest case of each [`Kind`]. It draws nothing: the same plan gives
//! the same cases.

mod search;
#[cfg(test)]
mod tests;
mod trees;

pub use search::find;

use crate::commission::Line;
use crate::team::MemberId;
use crate::units::{Money, Volume};

/// What happens to somebody's pay when volume goes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// It falls, by more than a cent (one cent is what rounding may do).
    Falls,
    /// It stays the same, though it is more than with half of the buyer's volume: what paid before pays no more. Pay
    /// that never depended on the buyer's volume is no flat spot.
    StandsStill,
}

/// Who it happens to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// The member whose volume goes up.
    Buyer,
    /// Somebody above the buyer.
    Above,
    /// Somebody else.
    Elsewhere,
}

/// One kind of flat spot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kind {
    /// What happens to the pay.
    pub effect: Effect,
    /// Whose pay.
    pub who: Who,
    /// Whether the order makes the buyer active, which lets it use up a level, or qualify somebody.
    pub becomes_active: bool,
}

impl Kind {
    /// All kinds that are looked for. Pay that stands still is looked for only where it once rose with the buyer's volume
    /// and where the buyer was active all along.
    pub const ALL: [Self; 8] = [
        Self::new(Effect::Falls, Who::Buyer, false),
        Self::new(Effect::Falls, Who::Above, false),
        Self::new(Effect::Falls, Who::Elsewhere, false),
        Self::new(Effect::Falls, Who::Buyer, true),
        Self::new(Effect::Falls, Who::Above, true),
        Self::new(Effect::Falls, Who::Elsewhere, true),
        Self::new(Effect::StandsStill, Who::Buyer, false),
        Self::new(Effect::StandsStill, Who::Above, false),
    ];

    const fn new(effect: Effect, who: Who, becomes_active: bool) -> Self {
        Self { effect, who, becomes_active }
    }

    /// The kind in tables, such as `falls-above` or `falls-above-on-activation`.
    #[must_use]
    pub fn name(self) -> String {
        let effect = match self.effect {
            Effect::Falls => "falls",
            Effect::StandsStill => "stands-still",
        };
        let who = match self.who {
            Who::Buyer => "buyer",
            Who::Above => "above",
            Who::Elsewhere => "elsewhere",
        };
        format!("{effect}-{who}{}", if self.becomes_active { "-on-activation" } else { "" })
    }
}

/// How far to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchSettings {
    /// By how much a member's volume goes up; above nothing.
    pub order: Volume,
    /// The members of the largest tree, at most 6.
    pub most_members: usize,
    /// The most months settled before the search ends.
    pub most_settlements: u64,
}

/// One member of a small tree, before and after the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Personal and commissionable volume.
    pub volume: Volume,
    /// The rank it is paid as.
    pub rank: u8,
    /// Its pay by all rules.
    pub paid: Money,
}

/// A rule's line for the member whose pay does not rise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLine {
    /// The rule's name.
    pub rule: String,
    /// The line.
    pub line: Line,
}

/// The smallest case of one kind: the fewest members, then the least volume.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlatSpot {
    /// Its kind.
    pub kind: Kind,
    /// Who sponsored whom, by member; member 0 is the root.
    pub sponsors: Vec<MemberId>,
    /// Who orders.
    pub buyer: MemberId,
    /// Whose pay does not rise.
    pub member: MemberId,
    /// All members before the order.
    pub before: Vec<Standing>,
    /// All members after the order.
    pub after: Vec<Standing>,
    /// The paid lines of the member whose pay does not rise, before the order.
    pub lines_before: Vec<RuleLine>,
    /// The same after the order.
    pub lines_after: Vec<RuleLine>,
}

impl FlatSpot {
    /// The change of the pay: nothing or less.
    #[must_use]
    pub fn change(&self) -> Money {
        self.after[self.member as usize].paid - self.before[self.member as usize].paid
    }
}

/// What a search found, and how far it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlatSpots {
    /// By how much a member's volume went up.
    pub order: Volume,
    /// The smallest case of each kind that was found, in the order of [`Kind::ALL`].
    pub found: Vec<FlatSpot>,
    /// How many months were settled.
    pub settlements: u64,
    /// All trees up to so many members were searched.
    pub complete_up_to: usize,
    /// The volumes around which the search looked: the plan's own edges.
    pub edges: Vec<Volume>,
}

impl FlatSpots {
    /// The case of a kind.
    #[must_use]
    pub fn of(&self, kind: Kind) -> Option<&FlatSpot> {
        self.found.iter().find(|spot| spot.kind == kind)
    }
}
