//! [`LegWeights`]: the weight of everybody below each member of a placement tree that is growing.

use crate::team::MemberId;

/// No member.
const NOBODY: MemberId = MemberId::MAX;

/// Up to how many levels of sponsors a walk up to the root is quicker than a tree of paths.
const DEEPEST_WALK: u32 = 500;

/// The weight of each member and all below it, while leaves are added.
///
/// In an ordinary network adding a leaf walks up to the root. In one that is a chain of thousands that would take the
/// square of its length, so weights are kept on a link-cut tree there: every path is a balanced tree, and adding to all
/// members of a path is one number at its top.
pub(super) enum LegWeights {
    Walked { weight: Vec<i64>, parent: Vec<MemberId> },
    Paths(Paths),
}

impl LegWeights {
    /// Members without weight, none placed yet, in a network of these sponsors.
    pub(super) fn new(sponsors: &[MemberId]) -> Self {
        let mut depth = vec![0_u32; sponsors.len()];
        for (member, &sponsor) in sponsors.iter().enumerate().skip(1) {
            depth[member] = depth[sponsor as usize] + 1;
        }
        if depth.iter().any(|&depth| depth > DEEPEST_WALK) {
            Self::Paths(Paths::new(sponsors.len()))
        } else {
            Self::Walked { weight: vec![0; sponsors.len()], parent: vec![0; sponsors.len()] }
        }
    }

    /// Puts a member that has nobody below below another one.
    pub(super) fn put(&mut self, member: MemberId, above: MemberId) {
        match self {
            Self::Walked { parent, .. } => parent[member as usize] = above,
            Self::Paths(paths) => paths.above[member as usize] = above,
        }
    }

    /// Adds to a member and everybody above it.
    pub(super) fn add(&mut self, member: MemberId, more: i64) {
        match self {
            _ if more == 0 => {}
            Self::Walked { weight, parent } => {
                let mut member = member;
                loop {
                    weight[member as usize] += more;
                    if member == 0 {
                        return;
                    }
                    member = parent[member as usize];
                }
            }
            Self::Paths(paths) => paths.add(member, more),
        }
    }

    /// The weight of a member and all below it.
    pub(super) fn of(&mut self, member: MemberId) -> i64 {
        match self {
            Self::Walked { weight, .. } => weight[member as usize],
            Self::Paths(paths) => paths.of(member),
        }
    }
}

/// A link-cut tree without cutting. Each path downward is a splay tree ordered by depth.
pub(super) struct Paths {
    /// In the splay tree of its path the one above a member; at its top, whom the path hangs below.
    above: Vec<MemberId>,
    /// In the splay tree those nearer to the root, and those further from it.
    below: Vec<[MemberId; 2]>,
    weight: Vec<i64>,
    /// What is still to be added to everybody below in the splay tree.
    owed: Vec<i64>,
    /// Memory for the way up a splay tree.
    way: Vec<MemberId>,
}

impl Paths {
    fn new(members: usize) -> Self {
        Self {
            above: vec![NOBODY; members],
            below: vec![[NOBODY; 2]; members],
            weight: vec![0; members],
            owed: vec![0; members],
            way: Vec::new(),
        }
    }

    fn add(&mut self, member: MemberId, more: i64) {
        self.expose(member);
        self.weight[member as usize] += more;
        self.owed[member as usize] += more;
    }

    fn of(&mut self, member: MemberId) -> i64 {
        self.splay(member);
        self.weight[member as usize]
    }

    /// Makes the way from the root to a member one path, with the member at the top of its splay tree and nobody
    /// further down.
    fn expose(&mut self, member: MemberId) {
        let mut further = NOBODY;
        let mut at = member;
        while at != NOBODY {
            self.splay(at);
            // Whoever was further down is a path of its own now, and hangs below this one.
            self.pay(at);
            self.below[at as usize][1] = further;
            further = at;
            at = self.above[at as usize];
        }
        self.splay(member);
    }

    /// The side on which a member stands below the one above in its splay tree; `None` at the top.
    fn side(&self, member: MemberId) -> Option<usize> {
        let above = self.above[member as usize];
        (above != NOBODY).then(|| self.below[above as usize].iter().position(|&below| below == member)).flatten()
    }

    /// Hands on what is owed to those directly below.
    fn pay(&mut self, member: MemberId) {
        let owed = std::mem::take(&mut self.owed[member as usize]);
        for below in self.below[member as usize].into_iter().filter(|&below| below != NOBODY && owed != 0) {
            self.weight[below as usize] += owed;
            self.owed[below as usize] += owed;
        }
    }

    /// Brings a member to the top of its splay tree.
    fn splay(&mut self, member: MemberId) {
        let mut way = std::mem::take(&mut self.way);
        way.clear();
        way.push(member);
        let mut at = member;
        while self.side(at).is_some() {
            at = self.above[at as usize];
            way.push(at);
        }
        for &passed in way.iter().rev() {
            self.pay(passed);
        }
        self.way = way;
        while let Some(side) = self.side(member) {
            let above = self.above[member as usize];
            if let Some(upper) = self.side(above) {
                self.rotate(if upper == side { above } else { member });
            }
            self.rotate(member);
        }
    }

    /// Exchanges a member with the one above; what both owe is paid.
    fn rotate(&mut self, member: MemberId) {
        let Some(side) = self.side(member) else { return };
        let above = self.above[member as usize];
        let (top, upper) = (self.above[above as usize], self.side(above));
        let between = self.below[member as usize][1 - side];
        self.below[above as usize][side] = between;
        if between != NOBODY {
            self.above[between as usize] = above;
        }
        self.below[member as usize][1 - side] = above;
        self.above[above as usize] = member;
        self.above[member as usize] = top;
        if let Some(upper) = upper {
            self.below[top as usize][upper] = member;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Paths and walks say the same of trees of many shapes, with queries in between.
    #[test]
    fn paths_weigh_what_a_walk_weighs() {
        for shape in 0..6_u64 {
            let mut random = shape + 1;
            let mut next = |below: u64| {
                random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (random >> 33) % below
            };
            let members = 700_u32;
            let mut walked =
                LegWeights::Walked { weight: vec![0; members as usize], parent: vec![0; members as usize] };
            let mut paths = LegWeights::Paths(Paths::new(members as usize));
            for member in 0..members {
                let above = match shape {
                    0 => member.saturating_sub(1),
                    1 => member / 2,
                    2 => member.saturating_sub(2),
                    _ => {
                        member - 1_u32.min(member) - u32::try_from(next(shape * shape)).unwrap().min(member.max(1) - 1)
                    }
                };
                let more = i64::try_from(next(50)).unwrap() - 5;
                for weights in [&mut walked, &mut paths] {
                    if member > 0 {
                        weights.put(member, above.min(member - 1));
                    }
                    weights.add(member, more);
                }
                for _ in 0..4 {
                    let asked = u32::try_from(next(u64::from(member) + 1)).unwrap();
                    assert_eq!(walked.of(asked), paths.of(asked), "shape {shape}, member {asked} of {member}");
                }
            }
            for member in 0..members {
                assert_eq!(walked.of(member), paths.of(member));
            }
        }
    }

    #[test]
    fn only_deep_networks_take_the_paths() {
        let chain: Vec<MemberId> = (0..600_u32).map(|member| member.saturating_sub(1)).collect();
        assert!(matches!(LegWeights::new(&chain), LegWeights::Paths(_)));
        assert!(matches!(LegWeights::new(&chain[..500]), LegWeights::Walked { .. }));
    }
}
