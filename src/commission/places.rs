//! [`Places`]: the members of a tree in an order that has parents first.

use std::borrow::Cow;

use crate::team::MemberId;

/// The members in an order in which parents stand before those below them: by id where ids do, and otherwise level by
/// level, siblings together. Then members some levels above one place after the other are met in order as well, and a
/// walk over a million members does not wait for memory at every step.
pub(super) struct Places<'a> {
    /// The member at each place; `None` when ids already stand in that order.
    ids: Option<Vec<MemberId>>,
    /// The place above each place; the root's is its own.
    above: Cow<'a, [MemberId]>,
}

impl<'a> Places<'a> {
    /// The places of a tree of parents by member id, in which everybody is below member 0, its own parent.
    pub(super) fn new(parents: &'a [MemberId]) -> Self {
        // Parents stand first when ids are given in the order of joining. Renumbering such a tree costs more than it
        // saves (measured on a random tree of a million: those high above are few, and soon at hand).
        if parents.iter().zip(0..).skip(1).all(|(&parent, id)| parent < id) {
            return Self { ids: None, above: Cow::Borrowed(parents) };
        }
        let members = parents.len();
        // Those below each member, in one array: `first[m] .. first[m + 1]`.
        let mut first = vec![0_u32; members + 1];
        for &parent in &parents[1..] {
            first[parent as usize + 1] += 1;
        }
        for member in 0..members {
            first[member + 1] += first[member];
        }
        let mut free = first.clone();
        let mut below = vec![0; members - 1];
        for (id, &parent) in (0..).zip(parents).skip(1) {
            below[free[parent as usize] as usize] = id;
            free[parent as usize] += 1;
        }
        let mut ids: Vec<MemberId> = Vec::with_capacity(members);
        let mut above = Vec::with_capacity(members);
        ids.push(0);
        above.push(0);
        let mut place: MemberId = 0;
        while let Some(&id) = ids.get(place as usize) {
            let below = &below[first[id as usize] as usize..first[id as usize + 1] as usize];
            ids.extend_from_slice(below);
            above.resize(ids.len(), place);
            place += 1;
        }
        Self { ids: Some(ids), above: Cow::Owned(above) }
    }

    /// The member at a place.
    pub(super) fn id(&self, place: MemberId) -> MemberId {
        self.ids.as_ref().map_or(place, |ids| ids[place as usize])
    }

    /// The place above each place.
    pub(super) fn above(&self) -> &[MemberId] {
        &self.above
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_stand_level_by_level_and_siblings_together() {
        let parents = [0, 3, 1, 0, 2, 3, 1];
        let places = Places::new(&parents);
        let ids: Vec<MemberId> = (0..7).map(|place| places.id(place)).collect();
        assert_eq!(ids, [0, 3, 1, 5, 2, 6, 4]);
        for place in 1..7 {
            assert_eq!(places.id(places.above()[place as usize]), parents[places.id(place) as usize]);
        }
        assert!(Places::new(&[0, 0, 1, 0, 2]).ids.is_none());
    }
}
