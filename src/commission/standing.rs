//! [`Standing`]: what a plan remembers of its members' ranks from month to month.

use super::books::{Books, Ledger};
use super::ranks;
use super::remembered::MonthVolumes;
use super::scratch::Scratch;
use crate::team::MemberId;

/// The title of each member, which is the best rank it has ever been paid as, how many months in a row it has met what a
/// rank requires, and the volumes of as many months as ranks look at. Part of a [`Ledger`]; a [`Ladder`](super::Ladder) writes it once a month.
///
/// Somebody paid as rank 1, 3 and 2 in three months has the titles 1, 3 and 3.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// By member id; lowest rank for whoever is not in it.
    titles: Vec<u8>,
    /// The titles before the month that was decided last.
    before: Vec<u8>,
    /// By way (a requirement's place on the ladder), then by member id: months in a row, at most as many as it asks for.
    /// Nothing in it for ways that ask for one month.
    met: Vec<Vec<u8>>,
    /// The months that some rank still looks at, this month last; none while all look at one month only.
    volumes: Vec<MonthVolumes>,
    /// What ranks are decided on.
    desk: Scratch<Option<Box<ranks::Memory>>>,
}

/// Months in a row of one way.
#[derive(Clone, Copy)]
pub(super) struct Row {
    /// So many are remembered at most.
    pub(super) kept: u8,
    /// So many make the rank, at most as many as are remembered.
    pub(super) needed: u8,
}

impl Standing {
    /// Nobody has met or held anything yet.
    pub(super) const fn new() -> Self {
        let desk = Scratch::new(None);
        Self { titles: Vec::new(), before: Vec::new(), met: Vec::new(), volumes: Vec::new(), desk }
    }

    /// What ranks are decided on.
    pub(super) const fn desk(&mut self) -> &mut Option<Box<ranks::Memory>> {
        self.desk.get()
    }

    /// The best rank that a member has ever been paid as, this month included; 0 is the lowest.
    #[must_use]
    pub fn title(&self, member: MemberId) -> u8 {
        self.titles.get(member as usize).copied().unwrap_or(0)
    }

    /// The title that a member had before this month.
    #[must_use]
    pub fn title_before(&self, member: MemberId) -> u8 {
        self.before.get(member as usize).copied().unwrap_or(0)
    }

    /// How many months in a row, this one included, a member has met a requirement, by its place on the ladder from 0:
    /// at most as many as it asks for. 0 where one month only is asked for: nothing is remembered then.
    #[must_use]
    pub fn months_in_row(&self, way: usize, member: MemberId) -> u8 {
        self.met.get(way).and_then(|met| met.get(member as usize)).copied().unwrap_or(0)
    }

    /// Says which title a member brings into the first month.
    pub fn bring_title(&mut self, member: MemberId, title: u8) {
        let at = member as usize;
        if self.titles.len() <= at {
            self.titles.resize(at + 1, 0);
        }
        self.titles[at] = title;
    }

    /// Begins a month of so many members.
    pub(super) fn open(&mut self, members: usize) {
        self.titles.resize(self.titles.len().max(members), 0);
        self.before.clone_from(&self.titles);
    }

    /// Begins a month in which months in a row are counted: `counted` says for each way on the ladder whether its are.
    pub(super) fn open_rows(&mut self, members: usize, counted: impl Iterator<Item = bool>) {
        for (way, is_counted) in counted.enumerate() {
            if self.met.len() <= way {
                self.met.push(Vec::new());
            }
            let met = &mut self.met[way];
            met.resize(if is_counted { met.len().max(members) } else { 0 }, 0);
        }
    }

    /// Counts a month in which a member has met the requirement of a way or not. Whether that makes as many months in a
    /// row as are needed.
    pub(super) fn count(&mut self, way: usize, member: MemberId, is_met: bool, row: Row) -> bool {
        if row.kept <= 1 {
            return is_met;
        }
        let months = &mut self.met[way][member as usize];
        *months = if is_met { months.saturating_add(1).min(row.kept) } else { 0 };
        *months >= row.needed.max(1)
    }

    /// Writes down the rank that a member is paid as.
    pub(super) fn hold(&mut self, member: MemberId, rank: u8) {
        let title = &mut self.titles[member as usize];
        *title = rank.max(*title);
    }

    /// The volumes of the months before, the last one last.
    pub(super) fn volumes(&self) -> &[MonthVolumes] {
        &self.volumes
    }

    /// Keeps the volumes of a month with those of at most so many months in all.
    pub(super) fn remember(&mut self, month: MonthVolumes, most: usize) {
        self.volumes.push(month);
        let old = self.volumes.len().saturating_sub(most);
        self.volumes.drain(..old);
    }

    /// Forgets everything and keeps the memory.
    pub(super) fn clear(&mut self) {
        self.titles.clear();
        self.before.clear();
        self.met.iter_mut().for_each(Vec::clear);
        self.volumes.clear();
    }

    /// What goes on to the next month.
    pub(super) fn carried(&self) -> Self {
        let (titles, met, volumes) = (self.titles.clone(), self.met.clone(), self.volumes.clone());
        Self { titles, met, volumes, ..Self::new() }
    }

    /// Whether the same goes on to the next month.
    pub(super) fn carries_as(&self, other: &Self) -> bool {
        self.titles == other.titles && self.met == other.met && self.volumes == other.volumes
    }
}

impl Ledger {
    /// What is remembered of the members' ranks; nothing while the plan has no ladder.
    #[must_use]
    pub const fn standing(&self) -> &Standing {
        &self.standing
    }

    /// What is remembered of the members' ranks, to bring titles into the first month.
    pub const fn standing_mut(&mut self) -> &mut Standing {
        &mut self.standing
    }
}

impl Books<'_> {
    /// What is remembered of the members' ranks, this month's included.
    #[must_use]
    pub const fn standing(&self) -> &Standing {
        &self.ledger.standing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_stays_and_months_in_a_row_begin_again() {
        let mut standing = Standing::new();
        standing.bring_title(1, 2);
        let mut months = Vec::new();
        for (rank, is_met) in [(1, true), (3, true), (0, false), (2, true)] {
            standing.open(2);
            standing.open_rows(2, [false, true].into_iter());
            let reached = standing.count(1, 0, is_met, Row { kept: 2, needed: 2 });
            standing.hold(0, rank);
            months.push((standing.title_before(0), standing.title(0), standing.months_in_row(1, 0), reached));
        }
        assert_eq!(months, [(0, 1, 1, false), (1, 3, 2, true), (3, 3, 0, false), (3, 3, 1, false)]);
        assert_eq!((standing.title(1), standing.title(7), standing.months_in_row(0, 0)), (2, 0, 0));
    }

    #[test]
    fn what_is_carried_is_what_the_next_month_begins_with() {
        let mut standing = Standing::new();
        standing.open(1);
        standing.open_rows(1, [true].into_iter());
        standing.count(0, 0, true, Row { kept: 3, needed: 3 });
        standing.hold(0, 1);
        let mut carried = standing.carried();
        assert!(carried.carries_as(&standing) && carried != standing);
        for standing in [&mut standing, &mut carried] {
            standing.open(1);
            standing.open_rows(1, [true].into_iter());
            standing.count(0, 0, false, Row { kept: 3, needed: 3 });
        }
        assert_eq!(carried, standing);
        carried.clear();
        assert!(!carried.carries_as(&standing));
    }
}
