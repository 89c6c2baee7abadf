//! Group volumes while ranks are decided: a member's rank says whether its group counts for those above, and volumes of
//! months before may count with this month's.

use super::Period;
use super::remembered::{MonthVolumes, of};
use super::requirement::Requirement;
use crate::team::MemberId;
use crate::units::Volume;

/// Group volumes while the ranks are decided, once for each rank at which they stop.
pub(super) struct Groups {
    stops: Vec<GroupsOf>,
    /// Legs, once for each number of months that some requirement looks at.
    sums: Vec<LegsOf>,
    /// Personal volume of earlier months, by how many months are looked at.
    own: Vec<(u8, Vec<Volume>)>,
    /// What each requirement looks at.
    ways: Vec<Looks>,
}

/// Group volumes of this month that stop at one rank.
struct GroupsOf {
    stop: Option<u8>,
    /// Whether some requirement looks back at them.
    is_kept: bool,
    /// What each member's group counts for those above, by member id.
    passed: Vec<Volume>,
    /// All legs together of the member that is looked at.
    below: Volume,
}

/// What legs count in some months together.
struct LegsOf {
    /// Which groups.
    stop: usize,
    months: u8,
    /// What each member's group has counted in the months before this one, by member id; nothing for this month alone.
    earlier: Vec<Volume>,
    /// What the legs of the member that is looked at count for it.
    legs: Vec<Volume>,
}

/// What one requirement looks at, as places in the lists of [`Groups`].
struct Looks {
    legs: usize,
    /// The legs of the personal group.
    personal_group: Option<usize>,
    own: Option<usize>,
}

impl Groups {
    /// `earlier` are the months before this one, the last one last.
    pub(super) fn new(requirements: &[Requirement], members: usize, earlier: &[MonthVolumes]) -> Self {
        let mut groups = Self { stops: Vec::new(), sums: Vec::new(), own: Vec::new(), ways: Vec::new() };
        for requirement in requirements {
            let months = requirement.over_months;
            let legs = groups.legs_of(requirement.group_stops_at, months, members, earlier);
            let stop = requirement.personal_group_stops_at;
            let personal_group = stop.map(|stop| groups.legs_of(Some(stop), months, members, earlier));
            let own = groups.own_of(months, members, earlier);
            groups.ways.push(Looks { legs, personal_group, own });
        }
        groups
    }

    /// The place of the legs of groups that stop there, in so many months.
    fn legs_of(&mut self, stop: Option<u8>, months: u8, members: usize, earlier: &[MonthVolumes]) -> usize {
        let stop = self.stop(stop, members);
        if let Some(known) = self.sums.iter().position(|known| (known.stop, known.months) == (stop, months)) {
            return known;
        }
        self.stops[stop].is_kept |= months > 1;
        let earlier = summed(months, members, earlier, |month, sums| month.add_passed(stop, sums));
        self.sums.push(LegsOf { stop, months, earlier, legs: Vec::new() });
        self.sums.len() - 1
    }

    fn stop(&mut self, stop: Option<u8>, members: usize) -> usize {
        let known = self.stops.iter().position(|known| known.stop == stop);
        known.unwrap_or_else(|| {
            let passed = vec![Volume::ZERO; members];
            self.stops.push(GroupsOf { stop, is_kept: false, passed, below: Volume::ZERO });
            self.stops.len() - 1
        })
    }

    /// The place of the personal volume of earlier months, if any are looked at.
    fn own_of(&mut self, months: u8, members: usize, earlier: &[MonthVolumes]) -> Option<usize> {
        if months <= 1 {
            return None;
        }
        let known = self.own.iter().position(|known| known.0 == months);
        Some(known.unwrap_or_else(|| {
            self.own.push((months, summed(months, members, earlier, MonthVolumes::add_own)));
            self.own.len() - 1
        }))
    }

    /// Takes up the legs of a member, by their heads.
    pub(super) fn look_at(&mut self, heads: &[MemberId]) {
        for groups in &mut self.stops {
            groups.below = heads.iter().map(|&head| groups.passed[head as usize]).sum();
        }
        for sums in &mut self.sums {
            let (passed, earlier) = (&self.stops[sums.stop].passed, &sums.earlier);
            sums.legs.clear();
            sums.legs.extend(heads.iter().map(|&head| passed[head as usize] + of(earlier, head)));
        }
    }

    /// What the legs of the member that is looked at count towards a requirement, by its place on the ladder.
    pub(super) fn legs(&self, way: usize) -> &[Volume] {
        &self.sums[self.ways[way].legs].legs
    }

    /// All legs of the personal group together; nothing where none is asked for.
    pub(super) fn personal_group(&self, way: usize) -> Volume {
        self.ways[way].personal_group.map_or(Volume::ZERO, |sums| self.sums[sums].legs.iter().copied().sum())
    }

    /// Personal volume in the months that a requirement looks at, given this month's.
    pub(super) fn own(&self, way: usize, member: MemberId, this_month: Volume) -> Volume {
        this_month + self.ways[way].own.map_or(Volume::ZERO, |own| of(&self.own[own].1, member))
    }

    /// The member that is looked at is paid as this rank: its group counts for those above, or not.
    pub(super) fn pass_up(&mut self, member: MemberId, own: Volume, rank: u8) {
        for groups in &mut self.stops {
            let breaks = groups.stop.is_some_and(|stop| rank >= stop);
            groups.passed[member as usize] = if breaks { Volume::ZERO } else { own + groups.below };
        }
    }

    /// What the months after this one must know of it.
    pub(super) fn remembered(self, own: &[Volume]) -> MonthVolumes {
        let kept = |groups: GroupsOf| if groups.is_kept { groups.passed } else { Vec::new() };
        MonthVolumes::new(own, self.stops.into_iter().map(kept).collect())
    }
}

/// Sums by member id over the months before this one of so many; nothing for this month alone.
fn summed(
    months: u8,
    members: usize,
    earlier: &[MonthVolumes],
    add: impl Fn(&MonthVolumes, &mut [Volume]),
) -> Vec<Volume> {
    let before = usize::from(months.saturating_sub(1)).min(earlier.len());
    if before == 0 {
        return Vec::new();
    }
    let mut sums = vec![Volume::ZERO; members];
    earlier[earlier.len() - before..].iter().for_each(|month| add(month, &mut sums));
    sums
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
