//! [`Requirement`]: what a rank asks for, and whether what a member brings is that.

use super::groups::{Groups, Outlook};
use super::holders::{Holders, InLegs};
use super::legs::{CapOn, LegCap, lines};
use super::sides::Sides;
use super::volumes::OwnVolume;
use crate::team::MemberId;
use crate::units::{Rate, Volume};

/// Lines that a rank asks for: see [`lines`]. What counts is the group volume of the legs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineDemand {
    /// So many lines, the largest leg included.
    pub count: usize,
    /// What the second line, the third and so on must have of the volume of all legs.
    pub shares: Vec<Rate>,
}

/// What a member must bring in a month to be paid as a rank. Everything must be met; nothing is asked by default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// Personal volume (PV).
    pub personal: Volume,
    /// Personal volume of the group, each leg counting as `leg_cap` says.
    pub group: Volume,
    /// Whether the member's own volume counts in the group's.
    pub own_volume: OwnVolume,
    /// How much of one leg counts towards the group.
    pub leg_cap: LegCap,
    /// What the cap cuts besides the legs.
    pub leg_cap_on: CapOn,
    /// Members who lead as this rank or higher ([`Period::leader_ranks`](super::Period::leader_ranks)) have a group of their
    /// own: their leg counts nothing for those above, in the group, in the lines and in the legs with volume. `None`: all volume below counts.
    pub group_stops_at: Option<u8>,
    /// A second group volume beside `group`, never capped, with the own volume as `own_volume` says.
    pub personal_group: Volume,
    /// Where that ends: the legs of members paid as this rank or higher count nothing in it. Nothing is asked while this
    /// is `None`.
    pub personal_group_stops_at: Option<u8>,
    /// Lines of the group's legs.
    pub lines: Option<LineDemand>,
    /// Personal volume of the weaker of the two legs of the placement tree, without anything carried over.
    pub weaker_leg: Volume,
    /// Personally sponsored active members on the left and as many on the right of the placement tree, however far below.
    pub active_each_side: usize,
    /// Legs whose head is active.
    pub active_legs: usize,
    /// So many legs each of which has at least this personal volume, all below included; a leg may count in several
    /// demands.
    pub legs_with_volume: Vec<(usize, Volume)>,
    /// Legs with somebody of a rank in each; a leg may count in several demands.
    pub legs_with_rank: Vec<LegsWithRank>,
    /// All volumes above but that of the weaker leg, and lines, are looked up on the sums of so many months, this one
    /// included, as far as there were any; what a leg brings is summed first, and then capped. 0 and 1 look at this month
    /// only. With 2, 60 in one month and 60 in the next are 120 in the second.
    pub over_months: u8,
    /// In so many months in a row, this one included, all of the above must be met; 0 and 1 look at this month only.
    pub months_in_row: u8,
    /// So many are enough for who holds the title already, and at least 1; `None`: as many.
    pub months_in_row_again: Option<u8>,
}

impl Default for Requirement {
    /// Asks nothing but to be active.
    fn default() -> Self {
        let volume = Volume::ZERO;
        Self {
            personal: volume,
            group: volume,
            own_volume: OwnVolume::Included,
            leg_cap: LegCap::None,
            leg_cap_on: CapOn::Legs,
            group_stops_at: None,
            personal_group: volume,
            personal_group_stops_at: None,
            lines: None,
            weaker_leg: volume,
            active_each_side: 0,
            active_legs: 0,
            legs_with_volume: Vec::new(),
            legs_with_rank: Vec::new(),
            over_months: 1,
            months_in_row: 1,
            months_in_row_again: None,
        }
    }
}

/// So many legs in each of which somebody holds a rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegsWithRank {
    /// So many legs.
    pub legs: usize,
    /// At least this rank.
    pub rank: u8,
    /// Held within so many levels, the personally sponsored member being level 1; `None`: anywhere in the leg.
    pub depth: Option<u16>,
}

impl LegsWithRank {
    /// So many legs with this rank anywhere in each.
    #[must_use]
    pub const fn new(legs: usize, rank: u8) -> Self {
        Self { legs, rank, depth: None }
    }

    /// The same with the rank so many levels below the member at most.
    #[must_use]
    pub const fn within(self, depth: u16) -> Self {
        Self { depth: Some(depth), ..self }
    }
}

impl Requirement {
    /// Whether the group may be large enough, by all legs together: what is quickly known of most members.
    #[inline]
    pub(super) fn may_be_met(
        &self,
        way: usize,
        member: MemberId,
        own: Volume,
        outlook: &Outlook,
        groups: &Groups,
    ) -> bool {
        self.group == Volume::ZERO || self.may_count(own, groups.below(outlook, way, member), outlook.is_bounded(way))
    }

    /// Whether own volume and that of all legs together may count as much as the group is asked for; `is_bounded`:
    /// whether no more counts than those.
    pub(super) fn may_count(&self, own: Volume, below: Volume, is_bounded: bool) -> bool {
        !is_bounded || self.own_counted(own) + below >= self.group
    }

    /// Whoever has fewer legs does not meet it.
    pub(super) fn fewest_legs(&self) -> usize {
        let with_volume = self.legs_with_volume.iter().map(|demand| demand.0);
        let with_rank = self.legs_with_rank.iter().map(|demand| demand.legs);
        with_volume.chain(with_rank).chain([self.active_legs]).max().unwrap_or(0)
    }

    /// Whether it asks for personal volume, active legs and a group that stops nowhere alone, all of the month.
    pub(super) fn is_plain(&self) -> bool {
        let of_the_month = self.over_months <= 1 && self.months_in_row <= 1;
        let in_legs = self.lines.is_some() || !self.legs_with_volume.is_empty() || !self.legs_with_rank.is_empty();
        let of_sides = self.weaker_leg > Volume::ZERO || self.active_each_side > 0;
        let of_groups = self.group_stops_at.is_some() || self.personal_group_stops_at.is_some();
        of_the_month && !in_legs && !of_sides && !of_groups
    }

    /// What these legs count towards the group volume, and the own volume as far as it does; `cap` is how much of a leg.
    pub(super) fn group_counted(&self, own: Volume, legs: &[Volume], cap: LegCap) -> Volume {
        self.leg_cap_on.counted(cap, self.own_counted(own), legs, self.group)
    }

    /// What of the own volume counts in a group.
    fn own_counted(&self, own: Volume) -> Volume {
        if self.own_volume == OwnVolume::Included { own } else { Volume::ZERO }
    }
}

/// What one member brings in a month by itself.
pub(super) struct Brought<'a> {
    pub(super) member: MemberId,
    /// Personal volume of this month.
    pub(super) own: Volume,
    /// Who is active, by member id.
    pub(super) active: &'a [bool],
    pub(super) sides: &'a Sides,
}

/// What stands in the legs of the member that is looked at.
pub(super) struct Legs<'a> {
    pub(super) outlook: &'a Outlook,
    pub(super) groups: &'a Groups,
    pub(super) in_legs: &'a InLegs,
    pub(super) holders: &'a Holders,
}

impl Brought<'_> {
    /// Whether it is what a requirement asks for besides personal volume. `way` is the requirement's place on the ladder,
    /// `own` the personal volume in the months that it looks at, and `heads` are the heads of the legs.
    pub(super) fn meets(
        &self,
        asked: &Requirement,
        way: usize,
        own: Volume,
        below: &Legs<'_>,
        heads: &[MemberId],
    ) -> bool {
        let active = || heads.iter().filter(|&&head| self.active[head as usize]).count();
        let own = asked.own_counted(own);
        let personal_group = || own + below.groups.personal_group(below.outlook, way, self.member);
        let legs = below.groups.legs(below.outlook, way);
        let with_volume = |volume: Volume| legs.iter().filter(|&&leg| leg >= volume).count();
        let with_rank = |demand| below.holders.legs(below.in_legs, heads, demand);
        (asked.active_legs == 0 || active() >= asked.active_legs)
            && (asked.group == Volume::ZERO || self.group_counted(asked, way, own, below) >= asked.group)
            && (asked.personal_group_stops_at.is_none() || personal_group() >= asked.personal_group)
            && self.sides.weaker_leg(self.member) >= asked.weaker_leg
            && self.sides.active(self.member) >= asked.active_each_side
            && asked.lines.as_ref().is_none_or(|demand| lines(legs, &demand.shares) >= demand.count)
            && asked.legs_with_volume.iter().all(|&(count, volume)| with_volume(volume) >= count)
            && asked.legs_with_rank.iter().all(|demand| with_rank(demand) >= demand.legs)
    }

    /// What counts towards the group volume.
    fn group_counted(&self, asked: &Requirement, way: usize, own: Volume, below: &Legs<'_>) -> Volume {
        let Legs { outlook, groups, .. } = below;
        if outlook.tells_legs_apart(way) {
            return asked.leg_cap_on.counted(outlook.cap(way), own, groups.legs(outlook, way), asked.group);
        }
        own + groups.below(outlook, way, self.member)
    }
}
