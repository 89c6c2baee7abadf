//! Group volumes while ranks are decided: a member's rank says whether its group counts for those above, and volumes of
//! months before may count with this month's.

use super::legs::{CapOn, LegCap};
use super::remembered::{MonthVolumes, of};
use super::requirement::Requirement;
use super::scratch::refill;
use crate::team::MemberId;
use crate::units::{Rate, Volume};

/// Which groups some requirements look at: the same in all months.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Outlook {
    /// The ranks at which groups stop, each once, and whether some requirement looks back at such groups.
    stops: Vec<(Option<u8>, bool)>,
    /// Legs by the place of where their groups stop, and in how many months together, each once.
    legs: Vec<(usize, u8)>,
    /// How many months of personal volume are looked at, each once; nothing for this month alone.
    own: Vec<u8>,
    /// What each requirement looks at.
    ways: Vec<Looks>,
}

/// What one requirement looks at, as places in the lists of an [`Outlook`].
#[derive(Clone, Debug, PartialEq, Eq)]
struct Looks {
    legs: usize,
    /// How much of a leg counts, with a share of the requirement worked out.
    cap: LegCap,
    /// Whether it asks for each leg by itself, not for all of them together.
    tells_apart: bool,
    /// The legs of the personal group.
    personal_group: Option<usize>,
    own: Option<usize>,
}

impl Outlook {
    pub(super) fn new(requirements: &[Requirement]) -> Self {
        let mut outlook = Self::default();
        for asked in requirements {
            let months = asked.over_months;
            let cap = match asked.leg_cap {
                LegCap::OfRequirement(share) => LegCap::Points(share_of(asked.group, share)),
                cap => cap,
            };
            let by_leg = asked.lines.is_some() || !asked.legs_with_volume.is_empty();
            let is_cut = asked.group != Volume::ZERO && (cap != LegCap::None || asked.leg_cap_on != CapOn::Legs);
            let looks = Looks {
                legs: outlook.legs_of(asked.group_stops_at, months),
                cap,
                tells_apart: by_leg || is_cut || months > 1,
                personal_group: asked.personal_group_stops_at.map(|stop| outlook.legs_of(Some(stop), months)),
                own: (months > 1).then(|| place_of(&mut outlook.own, months)),
            };
            outlook.ways.push(looks);
        }
        outlook
    }

    /// The place of the legs of groups that stop there, in so many months.
    fn legs_of(&mut self, stop: Option<u8>, months: u8) -> usize {
        let known = self.stops.iter().position(|known| known.0 == stop);
        let stop = known.unwrap_or_else(|| {
            self.stops.push((stop, false));
            self.stops.len() - 1
        });
        self.stops[stop].1 |= months > 1;
        place_of(&mut self.legs, (stop, months))
    }

    /// Whether a requirement asks for each leg by itself.
    pub(super) fn tells_legs_apart(&self, way: usize) -> bool {
        self.ways[way].tells_apart
    }

    /// Whether no more counts for a requirement than all legs together, uncut and of this month.
    pub(super) fn is_bounded(&self, way: usize) -> bool {
        let Looks { legs, cap, .. } = self.ways[way];
        self.legs[legs].1 <= 1 && !matches!(cap, LegCap::OfTotal(_))
    }

    /// How much of a leg counts for a requirement.
    pub(super) fn cap(&self, way: usize) -> LegCap {
        self.ways[way].cap
    }
}

/// This share of a volume, rounded once.
fn share_of(volume: Volume, share: Rate) -> Volume {
    Volume::from_hundredths(share.of_volume(volume).cents())
}

/// The place of an entry in a list in which each stands once.
fn place_of<T: PartialEq>(list: &mut Vec<T>, entry: T) -> usize {
    list.iter().position(|known| *known == entry).unwrap_or_else(|| {
        list.push(entry);
        list.len() - 1
    })
}

/// Group volumes while the ranks of a month are decided, from the recruits up. Used again from month to month.
#[derive(Debug, Default)]
pub(super) struct Groups {
    members: usize,
    /// By where groups stop, then by member id, one column after the other: what each member's group counts for those
    /// above, and what its legs count together while it is looked at.
    passed: Vec<Volume>,
    /// By legs that are looked at: what each member's group has counted in the months before this one, by member id;
    /// nothing for this month alone.
    earlier: Vec<Vec<Volume>>,
    /// By legs that are looked at: what the legs of the member that is looked at count for it.
    legs: Vec<Vec<Volume>>,
    /// By months: personal volume of earlier months, by member id.
    own: Vec<Vec<Volume>>,
}

impl Groups {
    /// Begins a month of so many members; `earlier` are the months before this one, the last one last.
    pub(super) fn open(&mut self, outlook: &Outlook, members: usize, earlier: &[MonthVolumes]) {
        self.members = members;
        self.passed.resize(outlook.stops.len() * members, Volume::ZERO);
        if self.legs.len() != outlook.legs.len() {
            self.legs.resize_with(outlook.legs.len(), Vec::new);
            self.earlier.resize_with(outlook.legs.len(), Vec::new);
        }
        for (sums, &(stop, months)) in self.earlier.iter_mut().zip(&outlook.legs) {
            add_up(sums, months, members, earlier, |month, sums| month.add_passed(stop, sums));
        }
        if self.own.len() != outlook.own.len() {
            self.own.resize_with(outlook.own.len(), Vec::new);
        }
        for (sums, &months) in self.own.iter_mut().zip(&outlook.own) {
            add_up(sums, months, members, earlier, MonthVolumes::add_own);
        }
    }

    /// Takes up a member, by the heads of its legs: what these count together.
    pub(super) fn take_up(&mut self, outlook: &Outlook, member: MemberId, heads: &[MemberId]) {
        for column in 0..outlook.stops.len() {
            let passed = &mut self.passed[column * self.members..][..self.members];
            passed[member as usize] = heads.iter().map(|&head| passed[head as usize]).sum();
        }
    }

    /// Looks at each leg of a member, by the heads: to be asked for before legs are told apart.
    pub(super) fn look_at(&mut self, outlook: &Outlook, heads: &[MemberId]) {
        for ((legs, earlier), &(stop, _)) in self.legs.iter_mut().zip(&self.earlier).zip(&outlook.legs) {
            let passed = &self.passed[stop * self.members..];
            legs.clear();
            legs.extend(heads.iter().map(|&head| passed[head as usize] + of(earlier, head)));
        }
    }

    /// What the legs of the member that is looked at count towards a requirement, by its place on the ladder.
    pub(super) fn legs(&self, outlook: &Outlook, way: usize) -> &[Volume] {
        &self.legs[outlook.ways[way].legs]
    }

    /// All legs of a member together, uncut and of this month.
    pub(super) fn below(&self, outlook: &Outlook, way: usize, member: MemberId) -> Volume {
        self.together(outlook, outlook.ways[way].legs, member)
    }

    fn together(&self, outlook: &Outlook, legs: usize, member: MemberId) -> Volume {
        self.passed[outlook.legs[legs].0 * self.members + member as usize]
    }

    /// All legs of the personal group together; nothing where none is asked for.
    pub(super) fn personal_group(&self, outlook: &Outlook, way: usize, member: MemberId) -> Volume {
        let looks = &outlook.ways[way];
        looks.personal_group.map_or(Volume::ZERO, |legs| {
            if looks.tells_apart { self.legs[legs].iter().copied().sum() } else { self.together(outlook, legs, member) }
        })
    }

    /// Personal volume in the months that a requirement looks at, given this month's.
    pub(super) fn own(&self, outlook: &Outlook, way: usize, member: MemberId, this_month: Volume) -> Volume {
        outlook.ways[way].own.map_or(this_month, |own| this_month + of(&self.own[own], member))
    }

    /// The member that was taken up leads as this rank: its group counts for those above, or not.
    pub(super) fn pass_up(&mut self, outlook: &Outlook, member: MemberId, own: Volume, rank: u8) {
        for (column, &(stop, _)) in outlook.stops.iter().enumerate() {
            let group = &mut self.passed[column * self.members + member as usize];
            *group = if stop.is_some_and(|stop| rank >= stop) { Volume::ZERO } else { own + *group };
        }
    }

    /// What the months after this one must know of it.
    pub(super) fn remembered(&self, outlook: &Outlook, own: &[Volume]) -> MonthVolumes {
        let columns = self.passed.chunks_exact(self.members.max(1)).zip(&outlook.stops);
        let kept = |(passed, stop): (&[Volume], &(Option<u8>, bool))| if stop.1 { passed.to_vec() } else { Vec::new() };
        MonthVolumes::new(own, columns.map(kept).collect())
    }
}

/// Sums by member id over the months before this one of so many; nothing for this month alone.
fn add_up(
    sums: &mut Vec<Volume>,
    months: u8,
    members: usize,
    earlier: &[MonthVolumes],
    add: impl Fn(&MonthVolumes, &mut [Volume]),
) {
    let before = usize::from(months.saturating_sub(1)).min(earlier.len());
    refill(sums, if before == 0 { 0 } else { members }, Volume::ZERO);
    earlier[earlier.len() - before..].iter().for_each(|month| add(month, sums));
}

/// The personally sponsored members of everybody, in one array. Used again from month to month.
#[derive(Debug, Default)]
pub(super) struct Recruits {
    /// Where those of each member begin, by member id, and where the last ones end.
    first: Vec<MemberId>,
    members: Vec<MemberId>,
}

impl Recruits {
    pub(super) fn open(&mut self, sponsors: &[MemberId]) {
        let count = MemberId::try_from(sponsors.len()).unwrap_or(MemberId::MAX);
        refill(&mut self.first, sponsors.len() + 1, 0);
        for &sponsor in sponsors.iter().skip(1) {
            self.first[sponsor as usize] += 1;
        }
        // First where those of each member end; then, from the last recruit down, where they begin.
        let mut end = 0;
        for first in &mut self.first {
            end += *first;
            *first = end;
        }
        self.members.resize(sponsors.len(), 0);
        for (member, &sponsor) in (0..count).zip(sponsors).skip(1).rev() {
            let place = &mut self.first[sponsor as usize];
            *place -= 1;
            self.members[*place as usize] = member;
        }
    }

    /// Whom a member has sponsored, in the order of their numbers.
    #[inline]
    pub(super) fn of(&self, member: MemberId) -> &[MemberId] {
        &self.members[self.first[member as usize] as usize..self.first[member as usize + 1] as usize]
    }
}
