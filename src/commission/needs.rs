//! [`Needs`]: what a rule reads of a month besides sponsors, activity and commissionable volume.

use super::placement::Placing;

/// What a rule reads of a [`Period`](super::Period) besides sponsors, activity and commissionable volume, so that a
/// network that does not say it can be refused before anything is paid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // each is a column that is read or not
pub struct Needs {
    /// Personal volume (PV).
    pub personal: bool,
    /// Ranks.
    pub rank: bool,
    /// What members' own customers have paid at retail prices.
    pub retail: bool,
    /// Which positions have the same owner. A network that does not say has an owner for each.
    pub owner: bool,
    /// Who brought each member in. In a network that does not say it is the sponsor.
    pub enroller: bool,
    /// The month in which each member joined.
    pub joined: bool,
    /// A placement tree, and how the rule makes one when the network has none. Nothing in it for rules that follow
    /// sponsors.
    pub placing: Vec<Placing>,
    /// Of the placement tree also who stands on the left and who on the right, not only below whom.
    pub sides: bool,
}

impl Needs {
    /// What either of two needs.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.personal |= other.personal;
        self.rank |= other.rank;
        self.retail |= other.retail;
        self.owner |= other.owner;
        self.enroller |= other.enroller;
        self.joined |= other.joined;
        self.sides |= other.sides;
        for placing in &other.placing {
            if !self.placing.contains(placing) {
                self.placing.push(*placing);
            }
        }
        self
    }

    /// A rule that reads ranks, when `rank`.
    pub(super) fn ranked(rank: bool) -> Self {
        Self { rank, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_rules_need_what_either_needs() {
        let balanced = Needs { placing: vec![Placing::Balanced], ..Needs::default() };
        let both = Needs::ranked(true).and(&balanced).and(&balanced);
        assert_eq!(both, Needs { rank: true, placing: vec![Placing::Balanced], ..Needs::default() });
    }
}
