//! Ranks: who is paid as what this month, decided once and before any rule walks the tree.

mod small;

use super::Period;
use super::groups::{Groups, Outlook, Recruits};
use super::holders::{Holders, InLegs};
use super::placement::Placing;
use super::remembered::MonthVolumes;
use super::requirement::{Brought, Legs};
use super::sides::Sides;
use super::standing::{Row, Standing};
use crate::team::MemberId;
use crate::units::Volume;

use self::small::SmallNetwork;

pub use super::legs::{CapOn, LegCap, lines};
pub use super::requirement::{LegsWithRank, LineDemand, Requirement};

/// What a member is paid as. Public plans disagree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PaidAs {
    /// The highest rank whose requirement it meets in the month; the lowest while inactive.
    #[default]
    RankOfMonth,
    /// Its title, the best rank it has ever held, whatever it brings in the month and whether it is active or not: who
    /// is not active is paid nothing, but still breaks away and counts as a rank in a leg.
    Title,
}

/// The ranks of a plan and what each requires. Rank 0 is everybody's.
///
/// ```
/// use downline::commission::{Ladder, PaidAs, Period, Requirement, Standing};
/// use downline::units::Volume;
///
/// let points = |points: i64| Volume::from_hundredths(points * 100);
/// let silver = Requirement { personal: points(100), months_in_row: 2, ..Requirement::default() };
/// let ladder = Ladder::new(vec![silver]).with_paid_as(PaidAs::RankOfMonth);
///
/// let mut month = Period::new(vec![0])?;
/// let mut standing = Standing::default();
/// let ranks = [100, 100, 99, 100].map(|volume| {
///     month.set_volume(0, points(volume), points(volume));
///     ladder.apply(&mut month, &mut standing);
///     (month.ranks()[0], standing.title(0))
/// });
/// assert_eq!(ranks, [(0, 0), (1, 1), (0, 1), (0, 1)]);
/// # Ok::<(), downline::commission::PeriodError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ladder {
    /// All ways to all ranks, those of a rank together.
    requirements: Vec<Requirement>,
    /// The rank that each requirement leads to.
    ranks: Vec<u8>,
    paid_as: PaidAs,
    /// Whether groups follow titles, whatever their leaders are paid as.
    leaders_by_title: bool,
    /// How members are placed when the network does not say; `None` while no rule has a left and a right leg.
    placing: Option<Placing>,
    /// What follows from the requirements, worked out once.
    asks: Asks,
}

/// What the requirements of a ladder ask for together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // each is something that is asked for or not
struct Asks {
    groups: Outlook,
    in_legs: InLegs,
    /// Whoever has less personal volume in the month meets none of them.
    personal: Volume,
    /// Whoever has less volume in the month, with all below together, meets none of them.
    group: Volume,
    /// Whoever has fewer legs meets none of them.
    fewest_legs: usize,
    /// Whether some of them look at the placement tree.
    sides: bool,
    /// Whether some of them ask for more than one month in a row.
    rows: bool,
    /// The most months of which some of them add up volumes; at least 1.
    months: usize,
    /// By requirement: less volume than this in the month, of all together, and nobody meets it.
    least: Vec<Volume>,
    /// By requirement: whether it asks for personal volume, active legs and the group of the month alone.
    plain: Vec<bool>,
}

/// Memory in which ranks are decided, kept from month to month.
#[derive(Debug, Default)]
pub(super) struct Memory {
    recruits: Recruits,
    groups: Groups,
    holders: Holders,
    small: SmallNetwork,
}

impl Memory {
    /// Begins a month of a network of these sponsors; `earlier` are the volumes of the months before, the last one last.
    fn open(&mut self, asks: &Asks, sponsors: &[MemberId], earlier: &[MonthVolumes]) {
        self.groups.open(&asks.groups, sponsors.len(), earlier);
        self.holders.open(&asks.in_legs, sponsors.len());
        self.recruits.open(sponsors);
    }
}

impl Asks {
    fn new(requirements: &[Requirement]) -> Self {
        let groups = Outlook::new(requirements);
        let least = |asked: &Requirement| {
            if asked.over_months > 1 { Volume::LEAST } else { asked.personal }
        };
        let least_group = |(way, asked): (usize, &Requirement)| {
            if groups.is_bounded(way) { asked.group } else { Volume::LEAST }
        };
        Self {
            personal: requirements.iter().map(least).min().unwrap_or_default(),
            group: requirements.iter().enumerate().map(least_group).min().unwrap_or_default(),
            fewest_legs: requirements.iter().map(Requirement::fewest_legs).min().unwrap_or(0),
            in_legs: InLegs::new(requirements),
            sides: requirements.iter().any(|asked| asked.weaker_leg > Volume::ZERO || asked.active_each_side > 0),
            rows: requirements.iter().any(|asked| asked.months_in_row > 1),
            months: requirements.iter().map(|asked| usize::from(asked.over_months)).max().unwrap_or(1).max(1),
            least: requirements.iter().enumerate().map(least_group).collect(),
            plain: requirements.iter().map(Requirement::is_plain).collect(),
            groups,
        }
    }
}

impl Ladder {
    /// Ranks 1, 2, ... with these requirements, at most 255 of them, each paid in the months in which it is met.
    #[must_use]
    pub fn new(requirements: Vec<Requirement>) -> Self {
        Self::with_ways(requirements.into_iter().map(|requirement| vec![requirement]).collect())
    }

    /// Ranks 1, 2, ..., at most 255 of them, to each of which these ways lead: it is reached when one of them is met.
    /// Months in a row are those of one way; two ways that take turns make no row.
    ///
    /// With 4,000 points in a month, or 2,500 in each of two months in a row, 2,500 and 2,600 reach the rank in the
    /// second month by the second way.
    #[must_use]
    pub fn with_ways(ways: Vec<Vec<Requirement>>) -> Self {
        let mut ladder = Self::default();
        for (rank, requirements) in (1..=u8::MAX).zip(ways) {
            ladder.ranks.extend(requirements.iter().map(|_| rank));
            ladder.requirements.extend(requirements);
        }
        ladder.asks = Asks::new(&ladder.requirements);
        ladder
    }

    /// The same ladder with another answer to what a member is paid as.
    #[must_use]
    pub const fn with_paid_as(mut self, paid_as: PaidAs) -> Self {
        self.paid_as = paid_as;
        self
    }

    /// The same ladder in which members lead groups and break away with them by their titles, the best rank they have
    /// ever held, and are paid as the rank of the month: a group that broke away stays apart in the months in which its
    /// leader falls back.
    #[must_use]
    pub const fn with_leaders_by_title(mut self) -> Self {
        self.leaders_by_title = true;
        self
    }

    /// Whether members lead groups by their titles.
    #[must_use]
    pub(crate) const fn leads_by_title(&self) -> bool {
        self.leaders_by_title
    }

    /// The same ladder in a plan that places members like this.
    pub(super) const fn with_placing(mut self, placing: Option<Placing>) -> Self {
        self.placing = placing;
        self
    }

    /// What a member is paid as.
    #[must_use]
    pub const fn paid_as(&self) -> PaidAs {
        self.paid_as
    }

    /// Whether some rank asks for more than one month in a row.
    #[must_use]
    pub(crate) const fn counts_months(&self) -> bool {
        self.asks.rows
    }

    /// The most months of which some rank adds up volumes; 1 when all look at the month itself.
    #[must_use]
    pub(crate) fn months_looked_at(&self) -> usize {
        self.asks.months.max(1)
    }

    /// Whether a month depends on the months before it.
    #[must_use]
    pub(crate) fn looks_back(&self) -> bool {
        let looks_at_titles = self.paid_as == PaidAs::Title || self.leaders_by_title;
        looks_at_titles || self.counts_months() || self.months_looked_at() > 1
    }

    /// The volumes that some rank asks for, personal, of the group and of legs; what is asked of several months together
    /// as the volume of each, when all are alike.
    #[must_use]
    pub(crate) fn volume_edges(&self) -> Vec<Volume> {
        let edges = |asked: &Requirement| {
            let months = i64::from(asked.over_months.max(1));
            let of_legs = asked.legs_with_volume.clone().into_iter().map(|demand| demand.1);
            let volumes = [asked.personal, asked.group, asked.personal_group].into_iter().chain(of_legs);
            let each = move |volume: Volume| Volume::from_hundredths((volume.hundredths() + months - 1) / months);
            volumes.map(each).chain([asked.weaker_leg])
        };
        self.requirements.iter().flat_map(edges).collect()
    }

    /// Sets the rank each member is paid as, and writes into `standing` what the months after this one must know: once a
    /// month, in order.
    ///
    /// A member earns the highest rank to which it has met a requirement in as many months in a row as that asks for,
    /// whether it meets those of the ranks below or not; inactive members meet nothing. Recruits come before their
    /// sponsors, so that their ranks are decided when a sponsor's legs are looked at: demands for ranks in the legs, and
    /// groups that stop at ranks.
    pub fn apply(&self, period: &mut Period, standing: &mut Standing) {
        standing.open(period.len());
        if self.asks.rows {
            standing.open_rows(period.len(), self.requirements.iter().map(|asked| asked.months_in_row > 1));
        }
        self.decide(period, standing, true);
    }

    /// As [`Ladder::apply`] where no month looks back, so that nothing has to be written for those after this one.
    pub(super) fn apply_once(&self, period: &mut Period, standing: &mut Standing) {
        self.decide(period, standing, false);
    }

    fn decide(&self, period: &mut Period, standing: &mut Standing, remembers: bool) {
        let mut memory = standing.desk().take().unwrap_or_default();
        // Who remembers writes down everybody's rank, reached or not.
        if remembers || period.len() > small::MOST_MEMBERS || !self.decide_plainly(period, &mut memory.small) {
            self.decide_by_tables(period, (&mut memory, standing), remembers);
        } else if remembers {
            period.members().zip(period.ranks()).for_each(|(member, &rank)| standing.hold(member, rank));
        }
        *standing.desk() = Some(memory);
    }

    fn decide_by_tables(&self, period: &mut Period, (memory, standing): (&mut Memory, &mut Standing), remembers: bool) {
        let Asks { groups: outlook, in_legs, .. } = &self.asks;
        memory.open(&self.asks, period.sponsors(), standing.volumes());
        let sides =
            if self.asks.sides { Sides::new(&self.requirements, self.placing, period) } else { Sides::default() };
        let members = period.members();
        let (_, active, personal, ranks) = period.columns_of_ranks();
        for member in members.rev() {
            let at = member as usize;
            let own = personal[at];
            memory.groups.take_up(outlook, member, memory.recruits.of(member));
            let mut rank = 0;
            if self.asks.rows {
                let brought = Brought { member, own, active, sides: &sides };
                rank = self.reached(&brought, memory, standing);
            } else if active[at]
                && own >= self.asks.personal
                && memory.recruits.of(member).len() >= self.asks.fewest_legs
            {
                let brought = Brought { member, own, active, sides: &sides };
                rank = self.met(&brought, memory);
            }
            if self.paid_as == PaidAs::Title {
                rank = rank.max(standing.title(member));
            }
            if remembers {
                standing.hold(member, rank);
            }
            let leads_as = if self.leaders_by_title { standing.title(member) } else { rank };
            memory.groups.pass_up(outlook, member, own, leads_as);
            ranks[at] = rank;
            memory.holders.pass_up(in_legs, member, memory.recruits.of(member), rank);
        }
        if self.leaders_by_title {
            period.set_leader_ranks(period.members().map(|member| standing.title(member)).collect());
        }
        let before = self.months_looked_at() - 1;
        if before > 0 {
            standing.remember(memory.groups.remembered(outlook, period.personal()), before);
        }
    }

    /// The highest rank whose requirement a member meets in the month, after everybody below it.
    fn met(&self, brought: &Brought<'_>, memory: &mut Memory) -> u8 {
        let mut is_looked_at = false;
        let meets = |&way: &usize| self.meets(way, brought, memory, &mut is_looked_at);
        (0..self.ranks.len()).rev().find(meets).map_or(0, |way| self.ranks[way])
    }

    /// As [`Ladder::met`], in months enough: the months of every way are counted.
    fn reached(&self, brought: &Brought<'_>, memory: &mut Memory, standing: &mut Standing) -> u8 {
        let is_active = brought.active[brought.member as usize];
        let mut is_looked_at = false;
        let mut rank = 0;
        for (way, (requirement, &to)) in self.requirements.iter().zip(&self.ranks).enumerate() {
            let is_met = is_active && self.meets(way, brought, memory, &mut is_looked_at);
            let held = requirement.months_in_row_again.filter(|_| standing.title(brought.member) >= to);
            let row = Row { kept: requirement.months_in_row, needed: held.unwrap_or(requirement.months_in_row) };
            if standing.count(way, brought.member, is_met, row) {
                rank = to;
            }
        }
        rank
    }

    /// Whether what an active member brings in the month meets a requirement, by its place on the ladder. Its legs are
    /// looked at once, and only if something depends on them.
    fn meets(&self, way: usize, brought: &Brought<'_>, memory: &mut Memory, is_looked_at: &mut bool) -> bool {
        let (asked, outlook, member) = (&self.requirements[way], &self.asks.groups, brought.member);
        let own = memory.groups.own(outlook, way, member, brought.own);
        if own < asked.personal || !asked.may_be_met(way, member, own, outlook, &memory.groups) {
            return false;
        }
        if !*is_looked_at && outlook.tells_legs_apart(way) {
            memory.groups.look_at(outlook, memory.recruits.of(member));
            *is_looked_at = true;
        }
        let legs = Legs { outlook, groups: &memory.groups, in_legs: &self.asks.in_legs, holders: &memory.holders };
        brought.meets(asked, way, own, &legs, memory.recruits.of(member))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commission::Placement;
    use crate::units::Rate;

    fn points(points: i64) -> Volume {
        Volume::from_hundredths(points * 100)
    }

    fn asked(requirement: Requirement) -> Ladder {
        Ladder::new(vec![requirement])
    }

    /// The ranks of a month that has none before it.
    fn ranks(ladder: &Ladder, period: &mut Period) -> Vec<u8> {
        ladder.apply(period, &mut Standing::new());
        period.ranks().to_vec()
    }

    /// A network of these sponsors and personal volumes.
    fn network(sponsors: &[MemberId], volumes: &[i64]) -> Period {
        let mut period = Period::new(sponsors.to_vec()).unwrap();
        for (member, &volume) in (0..).zip(volumes) {
            period.set_volume(member, points(volume), points(volume));
        }
        period
    }

    #[test]
    fn ranks_build_on_ranks_in_the_legs() {
        // 0 sponsors 1 and 2; 3 below 1, 4 below 2. 3 and 4 have 100, everybody else nothing.
        let mut period = network(&[0, 0, 0, 1, 2], &[0, 0, 0, 100, 100]);
        let ladder = Ladder::new(vec![
            Requirement { personal: points(100), ..Requirement::default() },
            Requirement { group: points(200), legs_with_rank: vec![LegsWithRank::new(2, 1)], ..Requirement::default() },
            Requirement { active_legs: 3, ..Requirement::default() },
        ]);
        assert_eq!(ranks(&ladder, &mut period), [2, 0, 0, 1, 1]);
        period.set_active(4, false);
        assert_eq!(ranks(&ladder, &mut period), [0, 0, 0, 1, 0]);
    }

    #[test]
    fn volumes_of_several_months_are_added_up() {
        let over = |over_months| Requirement {
            group: points(200),
            leg_cap: LegCap::Points(points(100)),
            over_months,
            ..Requirement::default()
        };
        // By month: own volume and that of the leg, of which the months together count 100 at most.
        let months = [(60, 60), (40, 300), (60, 0), (60, 0), (90, 0), (200, 0)];
        let paid = [2, 3].map(|many| {
            let (ladder, mut standing) = (asked(over(many)), Standing::new());
            let mut period = network(&[0, 0], &[0, 0]);
            months.map(|(own, leg)| {
                period.set_volume(0, points(own), points(own));
                period.set_volume(1, points(leg), points(leg));
                ladder.apply(&mut period, &mut standing);
                period.ranks()[0]
            })
        });
        // 120, 100 + 100 twice, 120, 150, 290; of three months 120, 200, 260, 260, 210, 350.
        assert_eq!(paid, [[0, 1, 1, 0, 0, 1], [0, 1, 1, 1, 1, 1]]);
    }

    #[test]
    fn a_personal_group_stops_where_it_says() {
        // 1 and 2 below 0, 3 below 2: 2 and 3 reach 500 alone.
        let mut period = network(&[0, 0, 0, 2], &[100, 200, 500, 500]);
        let ladder = |personal_group| {
            Ladder::new(vec![
                Requirement { personal: points(500), ..Requirement::default() },
                Requirement {
                    group: points(1_300),
                    personal_group: points(personal_group),
                    personal_group_stops_at: Some(1),
                    ..Requirement::default()
                },
            ])
        };
        assert_eq!(ranks(&ladder(300), &mut period), [2, 0, 1, 1]);
        assert_eq!(ranks(&ladder(301), &mut period), [0, 0, 1, 1]);
    }

    #[test]
    fn active_recruits_are_asked_for_on_each_side() {
        // 0 sponsors 1, 2 and 3, of whom 3 stands far down on the left; 4 is sponsored by 1 and stands right below 0.
        let mut period = network(&[0, 0, 0, 0, 1], &[0; 5]);
        period.set_placement(Placement::new(vec![0, 0, 1, 2, 0], vec![0, 0, 0, 1, 1]).unwrap()).unwrap();
        let each = asked(Requirement { active_each_side: 1, ..Requirement::default() });
        // Nobody of one's own is on the right: 4 is another's, and is not placed below its sponsor.
        assert_eq!(ranks(&each, &mut period), [0; 5]);
        period.set_placement(Placement::new(vec![0, 0, 1, 4, 0], vec![0, 0, 0, 0, 1]).unwrap()).unwrap();
        assert_eq!(ranks(&each, &mut period), [1, 0, 0, 0, 0]);
        period.set_active(3, false);
        assert_eq!(ranks(&each, &mut period), [0; 5]);
    }

    #[test]
    fn who_holds_the_title_may_need_a_shorter_row() {
        let again = |months_in_row_again| {
            asked(Requirement {
                personal: points(100),
                months_in_row: 3,
                months_in_row_again,
                ..Requirement::default()
            })
        };
        let paid = [None, Some(1), Some(2)].map(|months| {
            let (ladder, mut standing, mut period) = (again(months), Standing::new(), network(&[0], &[0]));
            [100, 100, 100, 0, 100, 100].map(|volume| {
                period.set_volume(0, points(volume), points(volume));
                ladder.apply(&mut period, &mut standing);
                period.ranks()[0]
            })
        });
        assert_eq!(paid, [[0, 0, 1, 0, 0, 0], [0, 0, 1, 0, 1, 1], [0, 0, 1, 0, 0, 1]]);
    }

    #[test]
    fn a_rank_in_a_leg_may_have_to_be_near() {
        // 0 sponsors 1 and 2, 3 below 1, 4 below 3; 2 and 4 have 100.
        let mut period = network(&[0, 0, 0, 1, 3], &[0, 0, 100, 0, 100]);
        let within = |depth| {
            let demand = LegsWithRank { legs: 2, rank: 1, depth };
            Ladder::new(vec![
                Requirement { personal: points(100), ..Requirement::default() },
                Requirement { legs_with_rank: vec![demand], ..Requirement::default() },
            ])
        };
        let at_top = [None, Some(1), Some(2), Some(3)].map(|depth| ranks(&within(depth), &mut period)[0]);
        assert_eq!(at_top, [2, 0, 0, 2]);
    }

    #[test]
    fn legs_must_have_volume_each() {
        // Legs of 40 + 60 and 99; the first leg's lower part reaches 60 for its head.
        let mut period = network(&[0, 0, 0, 1], &[500, 40, 99, 60]);
        let legs = |demands: &[(usize, i64)]| {
            let demands = demands.iter().map(|&(count, volume)| (count, points(volume))).collect();
            asked(Requirement { legs_with_volume: demands, ..Requirement::default() })
        };
        assert_eq!(ranks(&legs(&[(1, 100)]), &mut period), [1, 0, 0, 0]);
        assert_eq!(ranks(&legs(&[(2, 100)]), &mut period), [0; 4]);
        // The leg of 100 counts in both demands.
        assert_eq!(ranks(&legs(&[(2, 99), (1, 100)]), &mut period), [1, 0, 0, 0]);
        assert_eq!(ranks(&legs(&[(1, 60)]), &mut period), [1, 1, 0, 0]);
    }

    #[test]
    fn a_rank_may_ask_for_months_in_a_row() {
        let mut period = network(&[0, 0], &[0, 0]);
        let three = Requirement { personal: points(100), months_in_row: 3, ..Requirement::default() };
        let ladder = asked(three.clone());
        let titles = asked(three).with_paid_as(PaidAs::Title);
        let (mut standing, mut with_titles) = (Standing::new(), Standing::new());
        let mut paid = [Vec::new(), Vec::new()];
        for volume in [100, 100, 100, 100, 99, 100, 100, 100, 0] {
            period.set_volume(1, points(volume), points(volume));
            period.set_active(1, volume > 0);
            ladder.apply(&mut period, &mut standing);
            paid[0].push(period.ranks()[1]);
            titles.apply(&mut period, &mut with_titles);
            paid[1].push(period.ranks()[1]);
        }
        // The month of 99 breaks the row; a title stays, while inactive too.
        assert_eq!(paid, [[0, 0, 1, 1, 0, 0, 0, 1, 0], [0, 0, 1, 1, 1, 1, 1, 1, 1]]);
        assert_eq!((standing.title(1), with_titles.title(1), standing.title(0)), (1, 1, 0));
    }

    #[test]
    fn each_way_to_a_rank_keeps_its_own_row() {
        let way = |personal: i64, months_in_row| Requirement {
            personal: points(personal),
            months_in_row,
            ..Requirement::default()
        };
        let ladder = Ladder::with_ways(vec![vec![way(200, 1), way(100, 2)], vec![way(500, 1)]]);
        let mut period = network(&[0], &[0]);
        let mut standing = Standing::new();
        let paid = [100, 250, 100, 99, 100, 500, 0].map(|volume| {
            period.set_volume(0, points(volume), points(volume));
            ladder.apply(&mut period, &mut standing);
            period.ranks()[0]
        });
        // 250 goes on with the row of 100.
        assert_eq!(paid, [0, 1, 1, 0, 0, 2, 0]);
    }

    #[test]
    fn a_group_that_stops_at_a_rank_counts_nothing_for_those_above() {
        // A chain: 3 reaches 500 alone, so 2 has its own 100 only, and 400 are missing above.
        let mut period = network(&[0, 0, 1, 2], &[300, 100, 100, 500]);
        let stops = |stop| Requirement { group: points(500), group_stops_at: stop, ..Requirement::default() };
        assert_eq!(ranks(&asked(stops(None)), &mut period), [1, 1, 1, 1]);
        assert_eq!(ranks(&asked(stops(Some(1))), &mut period), [1, 0, 0, 1]);
        // Two ranks with different ends: 3 is paid as rank 2, where the groups of rank 1 stop too.
        let ladder = Ladder::new(vec![
            Requirement { group: points(200), group_stops_at: Some(2), ..Requirement::default() },
            Requirement { group: points(500), ..Requirement::default() },
        ]);
        assert_eq!(ranks(&ladder, &mut period), [2, 2, 2, 2]);
        period.set_active(3, false);
        assert_eq!(ranks(&ladder, &mut period), [2, 2, 2, 0]);
    }

    #[test]
    fn lines_and_weaker_legs_are_asked_for() {
        let percent = |number: u32| Rate::from_parts_per_million(number * 10_000);
        let shares = [30, 20, 10, 5].map(percent).to_vec();
        let demand = |count| {
            asked(Requirement { lines: Some(LineDemand { count, shares: shares.clone() }), ..Requirement::default() })
        };
        let mut period = network(&[0; 6], &[0, 40, 25, 20, 10, 5]);
        assert_eq!(ranks(&demand(2), &mut period)[0], 1);
        assert_eq!(ranks(&demand(3), &mut period)[0], 0);
        let weaker = asked(Requirement { weaker_leg: points(25), ..Requirement::default() });
        // Nobody is placed.
        assert_eq!(ranks(&weaker, &mut period), [0; 6]);
        // 1 left and 2 right below 0, 3 below 1.
        period = network(&[0; 4], &[0, 10, 25, 15]);
        period.set_placement(Placement::new(vec![0, 0, 0, 1], vec![0, 0, 1, 0]).unwrap()).unwrap();
        assert_eq!(ranks(&weaker, &mut period), [1, 0, 0, 0]);
        period.set_volume(3, points(14), points(14));
        assert_eq!(ranks(&weaker, &mut period), [0; 4]);
    }
}
