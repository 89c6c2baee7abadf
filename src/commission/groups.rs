//! Group volumes while ranks are decided: a member's rank says whether its group counts for those above.

use super::Period;
use super::requirement::Requirement;
use crate::team::MemberId;
use crate::units::Volume;

/// Group volumes while the ranks are decided, once for each rank at which they stop.
pub(super) struct Groups {
    stops: Vec<GroupsOf>,
    /// Which of them each requirement looks at.
    of: Vec<usize>,
}

/// Group volumes that stop at one rank.
struct GroupsOf {
    stop: Option<u8>,
    /// What each member's group counts for those above, by member id.
    passed: Vec<Volume>,
    /// What the legs of the member that is looked at count for it.
    legs: Vec<Volume>,
}

impl Groups {
    pub(super) fn new(requirements: &[Requirement], members: usize) -> Self {
        let mut groups = Self { stops: Vec::new(), of: Vec::with_capacity(requirements.len()) };
        for requirement in requirements {
            let stop = requirement.group_stops_at;
            let known = groups.stops.iter().position(|known| known.stop == stop);
            groups.of.push(known.unwrap_or(groups.stops.len()));
            if known.is_none() {
                groups.stops.push(GroupsOf { stop, passed: vec![Volume::ZERO; members], legs: Vec::new() });
            }
        }
        groups
    }

    /// Takes up the legs of a member, by their heads.
    pub(super) fn look_at(&mut self, heads: &[MemberId]) {
        for groups in &mut self.stops {
            groups.legs.clear();
            groups.legs.extend(heads.iter().map(|&head| groups.passed[head as usize]));
        }
    }

    /// What the legs of the member that is looked at count towards a requirement, by its place on the ladder.
    pub(super) fn legs(&self, way: usize) -> &[Volume] {
        &self.stops[self.of[way]].legs
    }

    /// The member that is looked at is paid as this rank: its group counts for those above, or not.
    pub(super) fn pass_up(&mut self, member: MemberId, own: Volume, rank: u8) {
        for groups in &mut self.stops {
            let breaks = groups.stop.is_some_and(|stop| rank >= stop);
            let group = own + groups.legs.iter().copied().sum();
            groups.passed[member as usize] = if breaks { Volume::ZERO } else { group };
        }
    }
}

/// The personally sponsored members of everybody, in one array.
pub(super) struct Recruits {
    first: Vec<usize>,
    members: Vec<MemberId>,
}

impl Recruits {
    pub(super) fn new(period: &Period) -> Self {
        let mut first = vec![0_usize; period.len() + 1];
        for &sponsor in period.sponsors().iter().skip(1) {
            first[sponsor as usize + 1] += 1;
        }
        for member in 0..period.len() {
            first[member + 1] += first[member];
        }
        let mut free = first.clone();
        let mut members = vec![0; period.len().saturating_sub(1)];
        for member in period.members().skip(1) {
            let place = &mut free[period.sponsors()[member as usize] as usize];
            members[*place] = member;
            *place += 1;
        }
        Self { first, members }
    }

    pub(super) fn of(&self, member: MemberId) -> &[MemberId] {
        &self.members[self.first[member as usize]..self.first[member as usize + 1]]
    }
}
