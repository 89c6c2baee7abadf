//! Infinity override: a rate on everything from some level down, until another leader takes over.

use super::leaders::{Leaders, leaders_above};
use super::{Books, Line, Needs, Period, Reason, Rule, Share};
use crate::team::MemberId;
use crate::units::{Rate, Volume};

/// What a leader of some rank is paid; ranks between two of these have the terms of the lower one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeaderTerms {
    /// The lowest rank that has these terms.
    pub rank: u8,
    /// The rate on orders above which no leader of lower terms stands.
    pub rate: Rate,
    /// The rate on orders with such a leader between them and the earner.
    pub below_lower_leader: Rate,
    /// The first level below the earner that pays, 1 the personally sponsored.
    pub first_level: u16,
    /// Down to which level of the leader that ends the override it still pays; 0: that leader's own orders are the last,
    /// or, where levels are generations, those of its whole own generation.
    pub overlap: u16,
}

/// Which leader below ends the override of a leader. Public plans disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndedBy {
    /// One of the same terms; higher ones are passed through.
    Equal,
    /// One of the same or of higher terms.
    EqualOrHigher,
}

/// What is counted between a leader and a buyer. Public plans disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// Every member: the personally sponsored are level 1.
    Members,
    /// Members paid as this rank or higher. Each begins a generation with its own orders, so that generation 1 is the
    /// first of them below in each leg with its group, and one's own group is generation 0.
    Leaders(u8),
}

/// Pays leaders a rate of every order from a level below them down without end, until another leader below.
///
/// A leader is an active member paid as the lowest rank with terms or higher. A leader `X` at a distance of `d` levels
/// above the buyer is paid `CV * rate` when `d` is at least its first level and either no leader that ends its override
/// stands between them, or the one nearest to `X` is at most `overlap` levels above the buyer. The rate is that below a
/// lower leader when any leader of lower terms stands between them. The buyer stands between nobody: a leader's own
/// orders are on its level 0. One line, and one rounding, an earner and source. It promises no share of an order: how
/// many leaders share one depends on the tree.
///
/// Distances and levels are counted by members or by leaders ([`Counts`]); with compression by active ones only, those who
/// are not active being passed over as in level pay beside it.
///
/// One order is paid to at most `overlap + 1` leaders of each terms, however deep the tree is.
///
/// 2 % from level 9 down: orders of 100 on levels 9 to 12 pay 2.00 each. With an inactive member among the first eight
/// and compression, levels 10 to 13 of the tree are these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Infinity {
    leaders: Vec<LeaderTerms>,
    ended_by: EndedBy,
    counts: Counts,
    compresses: bool,
}

impl Infinity {
    /// A rule in which all leaders are alike: it pays `rate` from `first_level` down; below the next leader only as far
    /// as that leader's level `overlap`.
    #[must_use]
    pub fn new(leader_rank: u8, rate: Rate, first_level: u16, overlap: u16) -> Self {
        let terms = LeaderTerms { rank: leader_rank, rate, below_lower_leader: rate, first_level, overlap };
        Self::by_rank(vec![terms], EndedBy::EqualOrHigher)
    }

    /// A rule with terms by rank. Of two terms of one rank the later counts.
    #[must_use]
    pub fn by_rank(mut leaders: Vec<LeaderTerms>, ended_by: EndedBy) -> Self {
        leaders.reverse();
        leaders.sort_by_key(|terms| terms.rank);
        leaders.dedup_by_key(|terms| terms.rank);
        Self { leaders, ended_by, counts: Counts::Members, compresses: false }
    }

    /// The same rule that counts levels like this, in place of [`Counts::Members`]. A rank of leaders that is not above
    /// those who are paid keeps an order at `overlap + 1` of them.
    #[must_use]
    pub const fn with_counts(mut self, counts: Counts) -> Self {
        self.counts = counts;
        self
    }

    /// The lowest rank that is paid.
    #[must_use]
    pub(crate) fn lowest_rank(&self) -> Option<u8> {
        self.leaders.first().map(|terms| terms.rank)
    }

    /// The same rule whose levels are counted over active members only.
    #[must_use]
    pub const fn passing_over_inactive(mut self) -> Self {
        self.compresses = true;
        self
    }

    /// On which level from the top each member is: one's less another's above is the distance between them, where that one
    /// is active.
    fn depths(&self, period: &Period) -> Vec<u32> {
        let mut depth = vec![1_u32; period.len()];
        for (member, &sponsor) in period.sponsors().iter().enumerate().skip(1) {
            // A leader's own order is of its own generation, a member's is a level below its sponsor.
            let (counted, leads) = match self.counts {
                Counts::Members => (sponsor as usize, true),
                Counts::Leaders(rank) => (member, period.ranks()[member] >= rank),
            };
            let counts = leads && (!self.compresses || period.active()[counted]);
            depth[member] = depth[sponsor as usize] + u32::from(counts);
        }
        depth
    }

    /// The number of each member's terms from 1; 0 for who is no leader.
    fn terms(&self, period: &Period) -> Vec<u16> {
        let mut by_rank = [0_u16; 256];
        for (number, terms) in (1_u16..).zip(&self.leaders) {
            by_rank[usize::from(terms.rank)..].fill(number);
        }
        let of = |(&rank, &active): (&u8, &bool)| if active { by_rank[usize::from(rank)] } else { 0 };
        period.ranks().iter().zip(period.active()).map(of).collect()
    }
}

/// What the walks of leaders of one terms read, by member.
struct Walks<'a> {
    period: &'a Period,
    terms: &'a [u16],
    depth: &'a [u32],
    /// The nearest leader above who ends an override of these terms, or has them.
    ending: Leaders,
    /// The nearest leader above of lower terms; none for the lowest.
    lower: Option<Leaders>,
}

impl Walks<'_> {
    /// Pays one order to the leaders of these terms.
    fn pay(&self, number: u16, of: &LeaderTerms, shares: &[Share; 2], buyer: MemberId, books: &mut Books<'_>) {
        let volume = self.period.commissionable()[buyer as usize];
        let distance = |earner: MemberId| self.depth[buyer as usize] - self.depth[earner as usize];
        let mut leader = self.ending.above(buyer);
        // A further leader stands a level higher where the one before it is counted, so the overlap ends the walk.
        while let Some(earner) = leader {
            let levels = distance(earner);
            if self.terms[earner as usize] == number && levels >= u32::from(of.first_level) {
                // On one way up the lower member has the larger id.
                let is_below_lower = self.lower.as_ref().is_some_and(|lower| lower.above(buyer) > Some(earner));
                let rate = if is_below_lower { of.below_lower_leader } else { of.rate };
                let level = u16::try_from(levels).unwrap_or(u16::MAX);
                if rate != Rate::ZERO {
                    let share = &shares[usize::from(is_below_lower)];
                    let amount = books.award(earner, share, volume.hundredths());
                    let line = || Line::on_order(earner, buyer, level, volume, rate, amount);
                    books.entry(Some(earner), amount, Reason::Paid, line);
                }
            }
            if levels > u32::from(of.overlap) {
                break;
            }
            leader = self.ending.above(earner);
        }
    }
}

impl Rule for Infinity {
    fn name(&self) -> &'static str {
        "infinity"
    }

    fn needs(&self) -> Needs {
        Needs::ranked(true)
    }

    fn walks<'a>(&self, period: &'a Period) -> Option<&'a [MemberId]> {
        Some(period.sponsors())
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        let terms = self.terms(period);
        let depth = self.depths(period);
        for (number, of) in (1_u16..).zip(&self.leaders) {
            if !terms.contains(&number) {
                continue;
            }
            let ends = |member: usize| match self.ended_by {
                EndedBy::Equal => terms[member] == number,
                EndedBy::EqualOrHigher => terms[member] >= number,
            };
            let ending = leaders_above(period, ends);
            let is_lower = |member: usize| terms[member] > 0 && terms[member] < number;
            let lower = (number > 1).then(|| leaders_above(period, is_lower));
            let walks = Walks { period, terms: &terms, depth: &depth, ending, lower };
            let share = |rate| Share::of(&[rate, period.point_value()]);
            let shares = [share(of.rate), share(of.below_lower_leader)];
            books.by_members(period.len(), |members, books| {
                for buyer in members.filter(|&buyer| period.commissionable()[buyer as usize] != Volume::ZERO) {
                    walks.pay(number, of, &shares, buyer, books);
                }
            });
        }
    }
}
