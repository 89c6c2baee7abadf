//! [`ByFamily`]: a large network under other numbers, so that a walk up the tree does not wait for memory at every step.

use super::parts::gathered;
use super::{Books, Period, Rule};
use crate::team::MemberId;

/// From so many members on the way to the sponsor's memory costs more than renumbering does (measured on random trees).
const LARGE: usize = 1 << 19;

/// A network in which every member is followed by its whole team: the members met on most ways up stand next to each
/// other, and the few above large teams are soon at hand.
pub(super) struct ByFamily {
    period: Period,
    /// Who each of its members is in the network it was made of.
    ids: Vec<MemberId>,
}

impl ByFamily {
    /// A month renumbered along one of its trees; `None` when its numbers are already such, or somebody stands before the
    /// member above.
    fn of(period: &Period, tree: &[MemberId]) -> Option<Self> {
        if !(0..).zip(tree).skip(1).all(|(member, &above)| above < member) {
            return None;
        }
        let places = places(tree);
        if (0..).zip(&places).all(|(id, &place)| place == id) {
            return None;
        }
        let mut ids = vec![0; places.len()];
        for (id, &place) in (0..).zip(&places) {
            ids[place as usize] = id;
        }
        Some(Self { period: period.renumbered(tree, &ids, &places), ids })
    }

    /// Adds up a month of one rule that walks this tree, as if nobody had been renumbered.
    pub(super) fn add_up(&self, rule: &dyn Rule, books: &mut Books<'_>) {
        let sums = books.elsewhere(
            |earned| if rule.reads_earnings() { gathered(&self.ids, earned) } else { Vec::new() },
            |books| rule.settle(&self.period, books),
        );
        books.absorb(sums.under_ids(&self.ids));
    }
}

/// The trees of a month along which it has been renumbered.
pub(super) struct Families<'a> {
    period: &'a Period,
    made: Vec<(&'a [MemberId], Option<ByFamily>)>,
}

impl<'a> Families<'a> {
    pub(super) const fn new(period: &'a Period) -> Self {
        Self { period, made: Vec::new() }
    }

    /// The month for a rule that walks one tree, if it is so large that renumbering pays off.
    pub(super) fn for_rule(&mut self, rule: &dyn Rule) -> Option<&ByFamily> {
        let tree = rule.walks(self.period).filter(|tree| tree.len() >= LARGE)?;
        let known = self.made.iter().position(|made| std::ptr::eq(made.0, tree));
        let number = known.unwrap_or(self.made.len());
        if known.is_none() {
            self.made.push((tree, ByFamily::of(self.period, tree)));
        }
        self.made.get(number)?.1.as_ref()
    }
}

/// The place of each member of a tree in order: those of its legs follow it, one leg after the other.
fn places(tree: &[MemberId]) -> Vec<MemberId> {
    let mut team = vec![1; tree.len()];
    for (member, &above) in tree.iter().enumerate().skip(1).rev() {
        team[above as usize] += team[member];
    }
    let mut places = vec![0; tree.len()];
    // From here on a member's number is the next place in its team that is free.
    let mut free = team;
    if let Some(root) = free.first_mut() {
        *root = 1;
    }
    for (member, &above) in tree.iter().enumerate().skip(1) {
        let (place, members) = (free[above as usize], free[member]);
        free[above as usize] += members;
        free[member] = place + 1;
        places[member] = place;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 0 sponsors 1 and 3, 1 sponsors 2 and 4, 3 sponsors 5.
    #[test]
    fn everybody_is_followed_by_its_team() {
        assert_eq!(places(&[0, 0, 1, 0, 1, 3]), [0, 1, 2, 4, 3, 5]);
        assert!(places(&[]).is_empty());
    }
}
