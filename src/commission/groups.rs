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
    /// By where groups stop, then by member id, one column after the other: while those below a member are decided, what they count together; from
    /// then on what the member's group counts for those above.
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
        refill(&mut self.passed, outlook.stops.len() * members, Volume::ZERO);
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

    /// Takes up the legs of a member, by their heads: to be asked for before legs are told apart.
    pub(super) fn look_at(&mut self, outlook: &Outlook, heads: &(impl Iterator<Item = MemberId> + Clone)) {
        for ((legs, earlier), &(stop, _)) in self.legs.iter_mut().zip(&self.earlier).zip(&outlook.legs) {
            let passed = &self.passed[stop * self.members..];
            legs.clear();
            legs.extend(heads.clone().map(|head| passed[head as usize] + of(earlier, head)));
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

    /// The member leads as this rank: its group counts for those above, or not.
    pub(super) fn pass_up(&mut self, outlook: &Outlook, member: MemberId, sponsor: MemberId, own: Volume, rank: u8) {
        for (column, &(stop, _)) in outlook.stops.iter().enumerate() {
            let [member_at, sponsor_at] = [member, sponsor].map(|id| column * self.members + id as usize);
            let breaks = stop.is_some_and(|stop| rank >= stop);
            let group = if breaks { Volume::ZERO } else { own + self.passed[member_at] };
            self.passed[member_at] = group;
            if member != sponsor {
                self.passed[sponsor_at] += group;
            }
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

/// Nobody.
const NOBODY: MemberId = MemberId::MAX;

/// The personally sponsored members of everybody, as far as they have been met: from the last member to the first.
#[derive(Debug, Default)]
pub(super) struct Recruits {
    /// The first recruit of each member, by member id.
    first: Vec<MemberId>,
    /// The sponsor's next recruit after each member, by member id.
    next: Vec<MemberId>,
}

impl Recruits {
    pub(super) fn open(&mut self, members: usize) {
        refill(&mut self.first, members, NOBODY);
        self.next.resize(members, NOBODY);
    }

    /// Meets a member, before all whom its sponsor has sponsored earlier.
    pub(super) fn meet(&mut self, member: MemberId, sponsor: MemberId) {
        if member != sponsor {
            self.next[member as usize] = std::mem::replace(&mut self.first[sponsor as usize], member);
        }
    }

    /// Whether a member has sponsored at least so many, as far as they are met.
    #[inline]
    pub(super) fn are(&self, fewest: usize, sponsor: MemberId) -> bool {
        fewest == 0 || self.of(sponsor).nth(fewest - 1).is_some()
    }

    /// Whom a member has sponsored, in the order of their numbers.
    #[inline]
    pub(super) fn of(&self, member: MemberId) -> impl Iterator<Item = MemberId> + Clone + '_ {
        let somebody = |member: MemberId| Some(member).filter(|&member| member != NOBODY);
        let first = self.first.get(member as usize).copied().and_then(somebody);
        std::iter::successors(first, move |&recruit| somebody(self.next[recruit as usize]))
    }
}
