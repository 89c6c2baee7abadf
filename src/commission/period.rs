//! [`Period`]: one month of a network as data. Every rule reads it, and nothing is decided twice: who is active and
//! with which rank stands here before any rule walks the tree.

use std::sync::Arc;

use super::parts::gathered;
use super::period_error::PeriodError;
use super::placement::{Placement, Placing};
use crate::team::{Lifeline, MemberId, Team};
use crate::units::{Money, Month, Rate, Volume};

/// One member in one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Present {
    /// An earlier member; the first member's sponsor is itself.
    pub sponsor: MemberId,
    /// The month in which it joined.
    pub joined: u16,
    /// Whether it has joined and not left.
    pub is_active: bool,
    /// Its personal volume (PV).
    pub personal: Volume,
    /// Its commissionable volume (CV).
    pub commissionable: Volume,
}

/// One month of a network, as columns by member id. Member 0 is the root; a sponsor's id is below its recruits' ids,
/// so a reverse pass over the ids sees recruits first and no rule needs recursion.
#[derive(Debug, PartialEq, Eq)]
pub struct Period {
    month: Month,
    point_value: Rate,
    sponsor: Vec<MemberId>,
    active: Vec<bool>,
    personal: Vec<Volume>,
    commissionable: Vec<Volume>,
    rank: Vec<u8>,
    /// Empty while members lead as what they are paid as.
    leader_rank: Vec<u8>,
    joined: Vec<u16>,
    placement: Option<Placement>,
    /// How each placing has placed the members, where the network does not say.
    placed: Vec<(Placing, Arc<Placement>)>,
    /// Empty while every member is its own owner.
    owner: Vec<MemberId>,
    /// Empty while sponsors are the enrollers.
    enroller: Vec<MemberId>,
    /// Empty while nobody has sold to customers.
    retail: Vec<Money>,
}

impl Clone for Period {
    fn clone(&self) -> Self {
        let mut copy = Self::default();
        copy.clone_from(self);
        copy
    }

    /// Copies into the memory of this one.
    fn clone_from(&mut self, other: &Self) {
        self.month = other.month;
        self.point_value = other.point_value;
        self.sponsor.clone_from(&other.sponsor);
        self.active.clone_from(&other.active);
        self.personal.clone_from(&other.personal);
        self.commissionable.clone_from(&other.commissionable);
        self.rank.clone_from(&other.rank);
        self.leader_rank.clone_from(&other.leader_rank);
        self.joined.clone_from(&other.joined);
        match (&mut self.placement, &other.placement) {
            (Some(own), Some(placement)) => own.first_of(placement, other.len()),
            (own, placement) => own.clone_from(placement),
        }
        self.placed.clone_from(&other.placed);
        self.owner.clone_from(&other.owner);
        self.enroller.clone_from(&other.enroller);
        self.retail.clone_from(&other.retail);
    }
}

impl Default for Period {
    /// A month of nobody, ready for [`Period::fill`].
    fn default() -> Self {
        Self {
            month: Month::default(),
            point_value: Rate::ONE,
            sponsor: Vec::new(),
            active: Vec::new(),
            personal: Vec::new(),
            commissionable: Vec::new(),
            rank: Vec::new(),
            leader_rank: Vec::new(),
            joined: Vec::new(),
            placement: None,
            placed: Vec::new(),
            owner: Vec::new(),
            enroller: Vec::new(),
            retail: Vec::new(),
        }
    }
}

impl Period {
    /// A month of this network, `sponsors[id]` being the sponsor of member `id`: everybody active, no volume, rank 0.
    ///
    /// # Errors
    /// [`PeriodError`] when there is no member, member 0 is not its own sponsor, or a sponsor is not an earlier member.
    pub fn new(sponsors: Vec<MemberId>) -> Result<Self, PeriodError> {
        let members = sponsors.len();
        let count = MemberId::try_from(members).map_err(|_| PeriodError::TooMany { members })?;
        let root = *sponsors.first().ok_or(PeriodError::Empty)?;
        if root != 0 {
            return Err(PeriodError::Root { sponsor: root });
        }
        if let Some(member) = (1..count).find(|&member| sponsors[member as usize] >= member) {
            return Err(PeriodError::SponsorNotEarlier { member, sponsor: sponsors[member as usize] });
        }
        Ok(Self {
            active: vec![true; members],
            personal: vec![Volume::ZERO; members],
            commissionable: vec![Volume::ZERO; members],
            rank: vec![0; members],
            joined: vec![0; members],
            sponsor: sponsors,
            ..Self::default()
        })
    }

    /// The month of a simulated team in which every active member has `personal` volume, all of it commissionable.
    #[must_use]
    pub fn from_team(team: &Team, month: Month, personal: Volume) -> Self {
        let mut period = Self::default();
        period.fill(team, month, personal);
        period
    }

    /// As [`Period::from_team`], into the memory of this one. Members who have not joined yet are inactive.
    pub fn fill(&mut self, team: &Team, month: Month, personal: Volume) {
        self.fill_with(team.members(), month, |_, _| personal);
    }

    /// As [`Period::fill`], of these members, each with a volume of its own while it is there.
    pub(crate) fn fill_with(
        &mut self,
        members: &[Lifeline],
        month: Month,
        personal: impl Fn(MemberId, &Lifeline) -> Volume,
    ) {
        self.begin(month);
        self.sponsor.extend(members.iter().map(|line| line.sponsor));
        self.active.extend(members.iter().map(|line| line.is_active(month)));
        self.joined.extend(members.iter().map(|line| line.joined));
        let lines = (0..).zip(members).zip(&self.active);
        self.personal.extend(lines.map(
            |((member, line), is_active)| {
                if *is_active { personal(member, line) } else { Volume::ZERO }
            },
        ));
        self.commissionable.extend_from_slice(&self.personal);
        self.rank.resize(members.len(), 0);
    }

    /// Begins a month of nobody in the memory of this one, to be filled member by member ([`Period::push`]).
    pub fn begin(&mut self, month: Month) {
        self.month = month;
        self.point_value = Rate::ONE;
        self.sponsor.clear();
        self.active.clear();
        self.personal.clear();
        self.commissionable.clear();
        self.rank.clear();
        self.leader_rank.clear();
        self.joined.clear();
        self.placement = None;
        self.placed.clear();
        self.owner.clear();
        self.enroller.clear();
        self.retail.clear();
    }

    /// Adds the next member, of rank 0 and without sales to customers.
    ///
    /// # Panics
    /// In debug builds, when the sponsor is not an earlier member.
    #[inline]
    pub fn push(&mut self, member: Present) {
        let id = self.sponsor.len();
        debug_assert!((member.sponsor as usize) < id.max(1), "a sponsor's number is below its recruit's");
        self.sponsor.push(member.sponsor);
        self.active.push(member.is_active);
        self.personal.push(member.personal);
        self.commissionable.push(member.commissionable);
        self.rank.push(0);
        self.joined.push(member.joined);
    }

    /// The same month with another worth of a point: so many parts of a major unit for one commissionable point.
    #[must_use]
    pub fn with_point_value(mut self, worth: Rate) -> Self {
        self.point_value = worth;
        self
    }

    /// Sets what one commissionable point is worth.
    pub(crate) const fn set_point_value(&mut self, worth: Rate) {
        self.point_value = worth;
    }

    /// The month's number.
    #[must_use]
    pub const fn month(&self) -> Month {
        self.month
    }

    /// Sets the month's number.
    pub const fn set_month(&mut self, month: Month) {
        self.month = month;
    }

    /// What one commissionable point is worth, as a share of a major unit; 1 unless the plan says otherwise.
    #[must_use]
    pub(crate) const fn point_value(&self) -> Rate {
        self.point_value
    }

    /// How many members there are, inactive ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sponsor.len()
    }

    /// Whether there is nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sponsor.is_empty()
    }

    /// All member ids, sponsors first.
    #[must_use]
    #[allow(clippy::cast_possible_truncation)] // `new` refuses more members than ids; teams stop far below
    pub fn members(&self) -> impl DoubleEndedIterator<Item = MemberId> + ExactSizeIterator + use<> {
        0..self.sponsor.len() as MemberId
    }

    /// Sponsors by member id; the root's is itself.
    #[must_use]
    pub fn sponsors(&self) -> &[MemberId] {
        &self.sponsor
    }

    /// The member above, or `None` for the root.
    #[must_use]
    pub fn sponsor(&self, member: MemberId) -> Option<MemberId> {
        (member != 0).then(|| self.sponsor[member as usize])
    }

    /// Who meets the plan's minimum to be paid this month, by member id.
    #[must_use]
    pub fn active(&self) -> &[bool] {
        &self.active
    }

    /// Personal volume (PV), what qualifies a member, by member id.
    #[must_use]
    pub fn personal(&self) -> &[Volume] {
        &self.personal
    }

    /// Commissionable volume (CV), what a percentage is paid on, by member id.
    #[must_use]
    pub fn commissionable(&self) -> &[Volume] {
        &self.commissionable
    }

    /// The rank each member is paid as this month, by member id; 0 is the lowest.
    #[must_use]
    pub fn ranks(&self) -> &[u8] {
        &self.rank
    }

    /// The rank by which each member leads a group and breaks away with it, by member id: the rank it is paid as unless
    /// said otherwise.
    #[must_use]
    pub fn leader_ranks(&self) -> &[u8] {
        if self.leader_rank.is_empty() { &self.rank } else { &self.leader_rank }
    }

    /// Whether it is said who brought each member in, so that it may be somebody else than the sponsor.
    pub(super) const fn has_enrollers(&self) -> bool {
        !self.enroller.is_empty()
    }

    /// Says by which rank each member leads a group; ranks of members that are missing count as the lowest.
    pub fn set_leader_ranks(&mut self, mut ranks: Vec<u8>) {
        ranks.resize(self.len(), 0);
        self.leader_rank = ranks;
    }

    /// The month in which each member joined, by member id; 0 unless said.
    #[must_use]
    pub fn joined(&self) -> &[u16] {
        &self.joined
    }

    /// What a member's own customers have paid at retail prices.
    #[must_use]
    pub fn retail(&self, member: MemberId) -> Money {
        self.retail.get(member as usize).copied().unwrap_or_default()
    }

    /// Sets what a member's own customers have paid.
    pub fn set_retail(&mut self, member: MemberId, sales: Money) {
        self.retail.resize(self.sponsor.len(), Money::ZERO);
        self.retail[member as usize] = sales;
    }

    /// The member whose position this is: the first position of its owner. Most members own their one position.
    #[must_use]
    pub fn owner(&self, member: MemberId) -> MemberId {
        self.owner.get(member as usize).copied().unwrap_or(member)
    }

    /// Says that a position belongs to the owner of another one.
    pub fn set_owner(&mut self, member: MemberId, owner: MemberId) {
        if self.owner.is_empty() {
            self.owner = self.members().collect();
        }
        self.owner[member as usize] = owner;
    }

    /// Who brought each member in, by member id: its sponsor unless said otherwise ([`Period::set_enrollers`]). The root's
    /// is itself, and an enroller's id may be above its member's.
    #[must_use]
    pub fn enrollers(&self) -> &[MemberId] {
        if self.enroller.is_empty() { &self.sponsor } else { &self.enroller }
    }

    /// Says who brought each member in, where sponsors are only those above.
    ///
    /// # Errors
    /// [`PeriodError::Enrollers`] when they are of another number of members, or somebody is not below the root.
    pub fn set_enrollers(&mut self, enrollers: Vec<MemberId>) -> Result<(), PeriodError> {
        match first_not_below_root(&enrollers, self.len()) {
            Some(member) => Err(PeriodError::Enrollers { member }),
            None => {
                self.enroller = enrollers;
                Ok(())
            }
        }
    }

    /// Where members stand in a tree of limited width: as the network says, or else as the first placing has put them
    /// ([`Period::set_placed`]).
    #[must_use]
    pub fn placement(&self) -> Option<&Placement> {
        self.placement.as_ref().or_else(|| self.placed.first().map(|placed| &*placed.1))
    }

    /// Where members stand for a rule of this placing: as the network says, or else as this placing has put them.
    #[must_use]
    pub fn placement_by(&self, placing: Placing) -> Option<&Placement> {
        let placed = || self.placed.iter().find(|placed| placed.0 == placing).map(|placed| &*placed.1);
        self.placement.as_ref().or_else(placed)
    }

    /// Says where members stand in a tree of limited width, for rules of every placing.
    ///
    /// # Errors
    /// [`PeriodError::Placement`] when it is of another number of members.
    pub fn set_placement(&mut self, placement: Placement) -> Result<(), PeriodError> {
        let (placed, members) = (placement.parents().len(), self.len());
        if placed != members {
            return Err(PeriodError::Placement { placed, members });
        }
        self.placement = Some(placement);
        Ok(())
    }

    /// Says where a placing has put the members, so that a rule of this placing need not put them anew and nobody moves
    /// from month to month. Each placing has a tree of its own; one that the network says
    /// ([`Period::set_placement`]) comes first. Where `placement` is of another number of members, the placing puts these
    /// anew.
    pub fn set_placed(&mut self, placing: Placing, placement: impl Into<Arc<Placement>>) {
        let placement = placement.into();
        let fits = placement.parents().len() == self.len();
        let placement = if fits { placement } else { Arc::new(placing.place(self)) };
        self.placed.retain(|placed| placed.0 != placing);
        self.placed.push((placing, placement));
    }

    /// Takes out what [`Period::set_placed`] said, to be used again in another month.
    pub(crate) fn take_placed(&mut self) -> Vec<(Placing, Arc<Placement>)> {
        std::mem::take(&mut self.placed)
    }

    /// The same month under other numbers and with one tree, in which sponsors, enrollers and places are those of `tree`: `ids` are
    /// the members in their new order, those above first, and `places` says where each of them stands in it.
    pub(super) fn renumbered(&self, tree: &[MemberId], ids: &[MemberId], places: &[MemberId]) -> Self {
        let numbers = |column: &[MemberId]| {
            let numbers = gathered(ids, column);
            numbers.into_iter().map(|id| places[id as usize]).collect::<Vec<MemberId>>()
        };
        let sponsor = numbers(tree);
        Self {
            month: self.month,
            point_value: self.point_value,
            active: gathered(ids, &self.active),
            personal: gathered(ids, &self.personal),
            commissionable: gathered(ids, &self.commissionable),
            rank: gathered(ids, &self.rank),
            leader_rank: gathered(ids, &self.leader_rank),
            joined: gathered(ids, &self.joined),
            placement: (!std::ptr::eq(tree, self.sponsors())).then(|| Placement::in_order(sponsor.clone())),
            placed: Vec::new(),
            owner: numbers(&self.owner),
            enroller: Vec::new(),
            retail: gathered(ids, &self.retail),
            sponsor,
        }
    }

    /// Says whether a member is active. What an inactive member ordered is still commissionable.
    pub fn set_active(&mut self, member: MemberId, active: bool) {
        self.active[member as usize] = active;
    }

    /// Says that nobody is active with less personal volume.
    pub(super) fn require(&mut self, least: Volume) {
        self.active.iter_mut().zip(&self.personal).for_each(|(active, &own)| *active &= own >= least);
    }

    /// Sets a member's personal and commissionable volume.
    pub fn set_volume(&mut self, member: MemberId, personal: Volume, commissionable: Volume) {
        self.personal[member as usize] = personal;
        self.commissionable[member as usize] = commissionable;
    }

    /// Sets the month in which a member joined.
    pub fn set_joined(&mut self, member: MemberId, month: u16) {
        self.joined[member as usize] = month;
    }

    /// What ranks are decided by, and the ranks themselves: sponsors, activity, personal volume, and ranks to be set.
    pub(super) fn columns_of_ranks(&mut self) -> (&[MemberId], &[bool], &[Volume], &mut [u8]) {
        (&self.sponsor, &self.active, &self.personal, &mut self.rank)
    }

    /// Sets the rank a member is paid as.
    pub fn set_rank(&mut self, member: MemberId, rank: u8) {
        self.rank[member as usize] = rank;
    }
}

/// The first member whose way up does not end at member 0.
fn first_not_below_root(parents: &[MemberId], members: usize) -> Option<MemberId> {
    if parents.len() != members || parents.first() != Some(&0) {
        return Some(0);
    }
    // The walk that has come by each member, counted from 1; the root's is known to end.
    let mut walk_of = vec![0_usize; members];
    walk_of[0] = usize::MAX;
    for start in 1..members {
        let mut at = start;
        while walk_of.get(at) == Some(&0) {
            walk_of[at] = start;
            at = parents[at] as usize;
        }
        // Out of the network, or back on the same walk.
        if walk_of.get(at).is_none_or(|&walk| walk == start) {
            return MemberId::try_from(start).ok();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::team::{Lifeline, NEVER};

    #[test]
    fn a_network_whose_sponsors_do_not_come_first_is_refused() {
        assert_eq!(Period::new(vec![]), Err(PeriodError::Empty));
        assert_eq!(Period::new(vec![1, 0]), Err(PeriodError::Root { sponsor: 1 }));
        assert_eq!(Period::new(vec![0, 1]), Err(PeriodError::SponsorNotEarlier { member: 1, sponsor: 1 }));
        assert_eq!(Period::new(vec![0, 0, 3]), Err(PeriodError::SponsorNotEarlier { member: 2, sponsor: 3 }));
        assert_eq!(Period::new(vec![0, 0, 1]).map(|period| period.len()), Ok(3));
    }

    #[test]
    fn everybody_is_enrolled_below_the_root() {
        let mut period = Period::new(vec![0, 0, 1, 1]).unwrap();
        assert_eq!(period.enrollers(), period.sponsors());
        for (wrong, member) in [
            (vec![0, 0, 1], 0),
            (vec![1, 0, 0, 0], 0),
            (vec![0, 2, 1, 0], 1),
            (vec![0, 0, 2, 0], 2),
            (vec![0, 0, 0, 4], 3),
        ] {
            assert_eq!(period.set_enrollers(wrong), Err(PeriodError::Enrollers { member }));
        }
        // An enroller may come later in the numbers.
        assert_eq!(period.set_enrollers(vec![0, 3, 1, 0]), Ok(()));
        assert_eq!(period.enrollers(), [0, 3, 1, 0]);
    }

    #[test]
    fn a_month_of_a_team_has_volume_where_a_lifeline_runs() {
        let mut team = Team::new();
        team.push(Lifeline { sponsor: 0, joined: 0, left: NEVER });
        team.push(Lifeline { sponsor: 0, joined: 1, left: 3 });
        team.push(Lifeline { sponsor: 1, joined: 4, left: NEVER });
        let personal = Volume::from_hundredths(150_00);
        let mut period = Period::from_team(&team, Month::new(2), personal);
        assert_eq!(period.active(), [true, true, false]);
        assert_eq!(period.commissionable(), [personal, personal, Volume::ZERO]);
        period.fill(&team, Month::new(4), personal);
        assert_eq!(period, Period::from_team(&team, Month::new(4), personal));
        assert_eq!(period.active(), [true, false, true]);
    }
}
