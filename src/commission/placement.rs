//! [`Placement`]: where members stand in a tree of limited width, and [`Placing`]: the pass that puts them there.
//!
//! Sponsor and placement are different trees. A recruit of `s` is always placed somewhere below `s`, in the order of
//! joining; who has left keeps the place.

use super::Period;
use super::leg_weights::LegWeights;
use crate::team::MemberId;

/// Why a placement was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlacementError {
    /// Not one parent and position a member.
    #[error("{parents} parents and {positions} positions do not make one placement")]
    Lengths {
        /// How many parents were given.
        parents: usize,
        /// How many positions were given.
        positions: usize,
    },
    /// A parent who does not exist.
    #[error("member {member} stands below member {parent}, who does not exist")]
    UnknownParent {
        /// The member.
        member: MemberId,
        /// Its parent.
        parent: MemberId,
    },
    /// Two members in one place.
    #[error("members {first} and {second} stand in the same place below member {parent}")]
    Occupied {
        /// The parent.
        parent: MemberId,
        /// Who stands there.
        first: MemberId,
        /// Who was put there as well.
        second: MemberId,
    },
    /// Members who are not below the root.
    #[error("member {member} is not below the root: the places above it run in a circle")]
    Unreachable {
        /// One of them.
        member: MemberId,
    },
}

/// The placement tree: each member's parent and the position below it, 0 being the leftmost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placement {
    parent: Vec<MemberId>,
    position: Vec<u16>,
    /// Parents before those below them.
    order: Vec<MemberId>,
}

impl Placement {
    /// A given placement tree; member 0 is the root and its own parent.
    ///
    /// # Errors
    /// [`PlacementError`] when the columns differ in length, a parent does not exist, two members stand in one place,
    /// or somebody is not below the root.
    pub fn new(parent: Vec<MemberId>, position: Vec<u16>) -> Result<Self, PlacementError> {
        let members = parent.len();
        if position.len() != members {
            return Err(PlacementError::Lengths { parents: members, positions: position.len() });
        }
        let mut below: Vec<(MemberId, u16, MemberId)> = Vec::with_capacity(members);
        for (member, (&above, &place)) in (0..).zip(parent.iter().zip(&position)).skip(1) {
            if above as usize >= members {
                return Err(PlacementError::UnknownParent { member, parent: above });
            }
            below.push((above, place, member));
        }
        below.sort_unstable();
        if let Some(pair) = below.windows(2).find(|pair| (pair[0].0, pair[0].1) == (pair[1].0, pair[1].1)) {
            return Err(PlacementError::Occupied { parent: pair[0].0, first: pair[0].2, second: pair[1].2 });
        }
        let mut order: Vec<MemberId> = Vec::with_capacity(members);
        order.extend((members > 0).then_some(0));
        let mut visited = 0;
        while let Some(&member) = order.get(visited) {
            let first = below.partition_point(|place| place.0 < member);
            order.extend(below[first..].iter().take_while(|place| place.0 == member).map(|place| place.2));
            visited += 1;
        }
        if order.len() < members {
            let mut reached = vec![false; members];
            for &member in &order {
                reached[member as usize] = true;
            }
            let member = (0..).zip(&reached).find(|pair| !pair.1).map_or(0, |pair| pair.0);
            return Err(PlacementError::Unreachable { member });
        }
        Ok(Self { parent, position, order })
    }

    /// Makes this one, in its own memory, the places of the first `members` of `whole`, in which nobody of them stands
    /// below somebody else: as where members are numbered in the order of joining and placed in that order.
    pub fn first_of(&mut self, whole: &Self, members: usize) {
        let members = members.min(whole.parent.len());
        let is_first = |id: MemberId| (id as usize) < members;
        debug_assert!(whole.parent[..members].iter().all(|&parent| is_first(parent)), "below somebody later");
        self.parent.clear();
        self.parent.extend_from_slice(&whole.parent[..members]);
        self.position.clear();
        self.position.extend_from_slice(&whole.position[..members]);
        self.order.clear();
        if members == whole.order.len() {
            self.order.extend_from_slice(&whole.order);
        } else {
            self.order.extend(whole.order.iter().copied().filter(|&id| is_first(id)));
        }
    }

    /// A tree of parents that stand before those below them, siblings from the left by number.
    pub(super) fn in_order(parent: Vec<MemberId>) -> Self {
        let mut taken = vec![0_u16; parent.len()];
        let mut position = vec![0; parent.len()];
        for (place, &above) in position.iter_mut().zip(&parent).skip(1) {
            *place = taken[above as usize];
            taken[above as usize] = place.saturating_add(1);
        }
        let order = (0..).zip(&parent).map(|(member, _)| member).collect();
        Self { parent, position, order }
    }

    /// Who stands above each member, by member id; the root is its own.
    #[must_use]
    pub fn parents(&self) -> &[MemberId] {
        &self.parent
    }

    /// The position below the parent, 0 being the leftmost, by member id.
    #[must_use]
    pub fn positions(&self) -> &[u16] {
        &self.position
    }

    /// All members, parents before those below them.
    #[must_use]
    pub fn order(&self) -> &[MemberId] {
        &self.order
    }
}

/// How new members are placed when a network does not say where they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placing {
    /// Two places below each member: always at the outer left end below the sponsor.
    Left,
    /// Two places: always at the outer right end below the sponsor.
    Right,
    /// Two places: a sponsor's recruits in turn at the outer left and the outer right end below it.
    Alternating,
    /// Two places: down from the sponsor to the leg with fewer members until a place is free, left in doubt.
    Balanced,
    /// Two places: down from the sponsor to the leg with less personal volume until a place is free, left in doubt.
    WeakerLeg,
    /// So many places: the first free one below the sponsor level by level, from left to right.
    BreadthFirst(u16),
    /// So many places: the first member with a free one, a member before those below it and left before right.
    DepthFirst(u16),
}

/// No member.
const FREE: MemberId = MemberId::MAX;

/// A placement tree in the making.
struct Growing {
    width: usize,
    parent: Vec<MemberId>,
    position: Vec<u16>,
    /// `width` places a member.
    places: Vec<MemberId>,
    /// Weight of a member and all below it, for the placings that compare legs.
    weight: LegWeights,
    /// How many levels below a member the nearest free place is.
    distance: Vec<u32>,
    /// For the placings along one side: somebody further out on that side, or the member itself.
    outward: [Vec<MemberId>; 2],
}

impl Placing {
    /// Places every member of a network in the order of joining; equal months by id.
    #[must_use]
    pub fn place(self, period: &Period) -> Placement {
        let members = period.len();
        let mut order: Vec<MemberId> = period.members().collect();
        let joined = joined_after_sponsors(period);
        order.sort_by_key(|&member| joined[member as usize]);
        let width = match self {
            Self::BreadthFirst(width) | Self::DepthFirst(width) => usize::from(width.max(1)),
            _ => 2,
        };
        let mut tree = Growing {
            width,
            parent: vec![0; members],
            position: vec![0; members],
            places: vec![FREE; members * width],
            weight: LegWeights::new(period.sponsors()),
            distance: vec![0; members],
            outward: [period.members().collect(), period.members().collect()],
        };
        let mut recruits = vec![0_usize; members];
        for &member in &order {
            if let Some(sponsor) = period.sponsor(member) {
                let turn = recruits[sponsor as usize] % 2;
                recruits[sponsor as usize] += 1;
                let (parent, position) = tree.find(self, sponsor, turn);
                tree.put(member, parent, position);
            }
            let weight = match self {
                Self::Balanced => 1,
                Self::WeakerLeg => period.personal()[member as usize].hundredths(),
                _ => continue,
            };
            tree.weight.add(member, weight);
        }
        Placement { parent: tree.parent, position: tree.position, order }
    }
}

/// Joining months in which nobody stands before its sponsor, whatever the network says.
fn joined_after_sponsors(period: &Period) -> Vec<u16> {
    let mut joined = period.joined().to_vec();
    for (member, &sponsor) in period.sponsors().iter().enumerate().skip(1) {
        joined[member] = joined[member].max(joined[sponsor as usize]);
    }
    joined
}

impl Growing {
    fn find(&mut self, placing: Placing, sponsor: MemberId, turn: usize) -> (MemberId, usize) {
        match placing {
            Placing::Left => (self.outermost(sponsor, 0), 0),
            Placing::Right => (self.outermost(sponsor, 1), 1),
            Placing::Alternating => (self.outermost(sponsor, turn), turn),
            Placing::Balanced | Placing::WeakerLeg => self.lightest(sponsor),
            Placing::BreadthFirst(_) => self.nearest(sponsor),
            Placing::DepthFirst(_) => self.first(sponsor),
        }
    }

    fn place(&self, member: MemberId, position: usize) -> MemberId {
        self.places[member as usize * self.width + position]
    }

    /// The last member on one side below a member, shortening the way for the next search.
    fn outermost(&mut self, member: MemberId, side: usize) -> MemberId {
        let mut end = member;
        loop {
            let further = self.outward[side][end as usize];
            let next = if further == end { self.place(end, side) } else { further };
            if next == FREE {
                break;
            }
            end = next;
        }
        let mut walked = member;
        while walked != end {
            let further = self.outward[side][walked as usize];
            let next = if further == walked { self.place(walked, side) } else { further };
            self.outward[side][walked as usize] = end;
            walked = next;
        }
        end
    }

    fn lightest(&mut self, sponsor: MemberId) -> (MemberId, usize) {
        let mut member = sponsor;
        loop {
            let legs = [self.place(member, 0), self.place(member, 1)];
            if let Some(free) = legs.iter().position(|&leg| leg == FREE) {
                return (member, free);
            }
            let right = self.weight.of(legs[1]) < self.weight.of(legs[0]);
            member = legs[usize::from(right)];
        }
    }

    /// Follows the shortest distance to a free place, left first.
    fn nearest(&self, sponsor: MemberId) -> (MemberId, usize) {
        let mut member = sponsor;
        loop {
            let at = member as usize;
            let places = &self.places[at * self.width..(at + 1) * self.width];
            if let Some(free) = places.iter().position(|&place| place == FREE) {
                return (member, free);
            }
            member = places.iter().copied().min_by_key(|&below| self.distance[below as usize]).unwrap_or(member);
        }
    }

    /// The first member with a free place on the way down the left side: before those below it and left before right,
    /// because below a member without places nothing is free yet.
    fn first(&mut self, sponsor: MemberId) -> (MemberId, usize) {
        let mut found = sponsor;
        let free = loop {
            if let Some(free) = self.free(found) {
                break free;
            }
            // Who is full stays full, so the ways past it can be shortened.
            let further = self.outward[0][found as usize];
            found = if further == found { self.place(found, 0) } else { further };
        };
        let mut walked = sponsor;
        while walked != found {
            let further = self.outward[0][walked as usize];
            let next = if further == walked { self.place(walked, 0) } else { further };
            self.outward[0][walked as usize] = found;
            walked = next;
        }
        (found, free)
    }

    fn free(&self, member: MemberId) -> Option<usize> {
        let at = member as usize;
        self.places[at * self.width..(at + 1) * self.width].iter().position(|&place| place == FREE)
    }

    fn put(&mut self, member: MemberId, parent: MemberId, position: usize) {
        self.places[parent as usize * self.width + position] = member;
        self.parent[member as usize] = parent;
        // A width is a `u16`, so a position is one.
        self.position[member as usize] = u16::try_from(position).unwrap_or(u16::MAX);
        self.weight.put(member, parent);
        self.update_distance(parent);
    }

    /// Walks up only as far as a nearest free place moves.
    fn update_distance(&mut self, from: MemberId) {
        let mut member = from;
        loop {
            let at = member as usize;
            let places = &self.places[at * self.width..(at + 1) * self.width];
            let distance_of = |&place: &MemberId| if place == FREE { 0 } else { self.distance[place as usize] + 1 };
            let distance = places.iter().map(distance_of).min().unwrap_or(0);
            if distance == self.distance[at] {
                return;
            }
            self.distance[at] = distance;
            if member == 0 {
                return;
            }
            member = self.parent[at];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parents of a network of these sponsors.
    fn placed(placing: Placing, sponsors: &[MemberId]) -> Vec<(MemberId, u16)> {
        let placement = placing.place(&Period::new(sponsors.to_vec()).unwrap());
        let checked = Placement::new(placement.parents().to_vec(), placement.positions().to_vec());
        assert!(checked.is_ok(), "{checked:?}");
        placement.parents().iter().copied().zip(placement.positions().iter().copied()).skip(1).collect()
    }

    #[test]
    fn each_placing_finds_its_place() {
        let root_recruits_six = [0; 7];
        let left = [(0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (5, 0)];
        assert_eq!(placed(Placing::Left, &root_recruits_six), left);
        assert_eq!(placed(Placing::Right, &root_recruits_six), left.map(|(parent, _)| (parent, 1)));
        let in_turn = [(0, 0), (0, 1), (1, 0), (2, 1), (3, 0), (4, 1)];
        assert_eq!(placed(Placing::Alternating, &root_recruits_six), in_turn);
        let level_by_level = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)];
        assert_eq!(placed(Placing::BreadthFirst(2), &root_recruits_six), level_by_level);
        assert_eq!(placed(Placing::BreadthFirst(3), &[0; 5]), [(0, 0), (0, 1), (0, 2), (1, 0)]);
        assert_eq!(
            placed(Placing::DepthFirst(2), &root_recruits_six),
            [(0, 0), (0, 1), (1, 0), (1, 1), (3, 0), (3, 1)]
        );
        let balanced = [(0, 0), (0, 1), (1, 0), (2, 0), (1, 1), (2, 1)];
        assert_eq!(placed(Placing::Balanced, &root_recruits_six), balanced);
    }

    #[test]
    fn a_recruit_stands_below_its_sponsor() {
        // 1 and 2 below 0; 1 recruits three, who all stand below 1.
        let places = placed(Placing::BreadthFirst(2), &[0, 0, 0, 1, 1, 1]);
        assert_eq!(places, [(0, 0), (0, 1), (1, 0), (1, 1), (3, 0)]);
    }

    #[test]
    fn depth_first_returns_to_a_member_with_a_free_place() {
        // 1 below 0, 2 below 1 by its own recruiting; then 0 recruits again and has a place itself.
        assert_eq!(placed(Placing::DepthFirst(2), &[0, 0, 1, 0, 0]), [(0, 0), (1, 0), (0, 1), (1, 1)]);
    }

    #[test]
    fn a_place_taken_twice_and_a_circle_are_refused() {
        let occupied = PlacementError::Occupied { parent: 0, first: 1, second: 2 };
        assert_eq!(Placement::new(vec![0, 0, 0], vec![0, 1, 1]), Err(occupied));
        assert_eq!(Placement::new(vec![0, 2, 1], vec![0, 0, 0]), Err(PlacementError::Unreachable { member: 1 }));
        let unknown = PlacementError::UnknownParent { member: 1, parent: 9 };
        assert_eq!(Placement::new(vec![0, 9], vec![0, 0]), Err(unknown));
    }

    #[test]
    fn long_chains_and_wide_stars_are_placed_in_no_time() {
        let chain: Vec<MemberId> = (0..200_000_u32).map(|id| id.saturating_sub(1)).collect();
        let star = vec![0; 200_000];
        // A chain whose members each recruit one more beside it.
        let comb: Vec<MemberId> = (0..200_000_u32).map(|id| id.saturating_sub(1) / 2 * 2).collect();
        for placing in
            [Placing::Left, Placing::Alternating, Placing::Balanced, Placing::BreadthFirst(2), Placing::DepthFirst(3)]
        {
            for sponsors in [&chain, &star, &comb] {
                assert_eq!(placed(placing, sponsors).len(), 199_999);
            }
        }
    }
}
