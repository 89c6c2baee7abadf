//! Generation bonus: levels counted by leaders, not by members.

use std::sync::Arc;

use super::leaders::leaders_above;
use super::level_pay::{self, Counting, at_rank};
use super::{Books, Compression, Line, Needs, OrderKind, Period, Promise, Reason, Rule, Share, Unilevel, Unpaid};
use crate::team::MemberId;
use crate::units::{Rate, Volume};

/// What happens to a generation when its leader is not active. Public plans disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbsentLeader {
    /// The generation is used up, and its share is kept by the company: rank makes the structure.
    UsesGeneration,
    /// The leader is passed over.
    PassedOver,
}

/// Who ends a generation. Public plans disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndsAt {
    /// Every leader ends one for everybody above.
    Leader,
    /// For an earner only members of its own rank or higher end one; lower leaders between are passed over.
    SameRank,
}

/// To which generation a leader's own order belongs. Public plans disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeaderOrder {
    /// To that of the leaders above: the next one up is paid generation 1 on it, like on any order below.
    GenerationAbove,
    /// To the leader's own, which begins with the leader itself: an order is counted from the buyer where the buyer is
    /// a leader, so that the leader is paid generation 1 on it and the next one up generation 2.
    OwnGeneration,
}

/// Pays leaders a rate of an order by generation: walking up from the buyer, the first leader above is paid generation
/// 1, the next leader generation 2, and so on. Who is no leader uses up no generation.
///
/// `pay = CV * rate(generation)`, for active leaders, a leader being a member paid as the leader rank or higher. One
/// line, and one rounding, an earner, source and generation. The rule promises the sum of its rates on every order, by rank
/// the sum of each generation's highest rate.
///
/// With [`EndsAt::SameRank`] the generation is counted for each earner anew: one more than the leaders between it and
/// the buyer whose rank is its own or higher. Then leaders of different ranks may be paid the same generation of one
/// order, so the rule promises no share of an order and reports no breakage.
///
/// With [`LeaderOrder::OwnGeneration`] the way up begins at a buyer who counts as a leader. Plans that call generation 1 what
/// begins with the first leader *below* the earner have a first rate for the earner's own group: 0 and 3 % pay 3 % of a
/// leader's order of 1,000 and of 500 below it, 45.00, to the next leader above.
///
/// Rates 10/7/5 %, an order of 100 below leaders Dave and, further up, Alice: Dave 10.00, Alice 7.00. Where Alice has a
/// higher rank than Dave and only the same rank ends a generation, both are paid 10.00.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generation {
    levels: Unilevel,
    leader_rank: u8,
    absent: AbsentLeader,
    ends_at: EndsAt,
    leader_order: LeaderOrder,
}

impl Generation {
    /// A rule that pays `rates[0]` to the first leader above a buyer, `rates[1]` to the second, and so on.
    #[must_use]
    pub fn new(leader_rank: u8, rates: Vec<Rate>, absent: AbsentLeader) -> Self {
        let mut depth = vec![0; usize::from(leader_rank)];
        depth.push(rates.len());
        let mut levels = Unilevel::new(rates, Compression::Standard).with_depth_by_rank(depth);
        levels.counting = match absent {
            AbsentLeader::UsesGeneration => Counting::Leaders(leader_rank),
            AbsentLeader::PassedOver => Counting::ActiveLeaders(leader_rank),
        };
        let (ends_at, leader_order) = (EndsAt::Leader, LeaderOrder::GenerationAbove);
        Self { levels, leader_rank, absent, ends_at, leader_order }
    }

    /// The same rule paid on this share of the commissionable volume (the broad percentage).
    #[must_use]
    pub fn with_broad_percentage(mut self, broad: Rate) -> Self {
        self.levels = self.levels.with_broad_percentage(broad);
        self
    }

    /// The same rule in which the share of a generation who may not be paid goes elsewhere
    /// ([`Unilevel::with_unpaid`]).
    #[must_use]
    pub fn with_unpaid(mut self, unpaid: Unpaid) -> Self {
        self.levels = self.levels.with_unpaid(unpaid);
        self
    }

    /// The same rule with rates by the rank of the leader who is paid: `rates[rank][generation - 1]`, the last list for all
    /// higher ranks; a rank is paid as many generations as its list has. An empty table changes nothing.
    #[must_use]
    pub fn with_rates_by_rank(mut self, rates: Vec<Vec<Rate>>) -> Self {
        if !rates.is_empty() {
            let most = rates.iter().map(Vec::len).max().unwrap_or(0);
            let mut depth = vec![0; usize::from(self.leader_rank)];
            depth.push(most);
            self.levels = self.levels.with_depth_by_rank(depth).with_rates_by_rank(rates);
        }
        self
    }

    /// The same rule with another end of a generation than [`EndsAt::Leader`].
    #[must_use]
    pub const fn with_ends_at(mut self, ends_at: EndsAt) -> Self {
        self.ends_at = ends_at;
        self
    }

    /// The same rule with another generation for leaders' own orders than [`LeaderOrder::GenerationAbove`].
    #[must_use]
    pub const fn with_leader_order(mut self, leader_order: LeaderOrder) -> Self {
        self.leader_order = leader_order;
        self.levels.begins_at_buyer = matches!(leader_order, LeaderOrder::OwnGeneration);
        self
    }

    /// Pays the leaders of one rank: for them the members of that rank and higher count, and nobody else.
    fn settle_rank(&self, rank: u8, period: &Period, books: &mut Books<'_>) {
        let counts = |member: usize| {
            period.leader_ranks()[member] >= rank
                && (period.active()[member] || self.absent == AbsentLeader::UsesGeneration)
        };
        let above = leaders_above(period, counts);
        let share = |&rate: &Rate| (rate, Share::of(&[self.levels.broad, rate, period.point_value()]));
        let shares: Vec<(Rate, Share)> = at_rank(&self.levels.rates, rank).into_iter().flatten().map(share).collect();
        let broad = Share::of(&[self.levels.broad]);
        let pay = |buyer: MemberId, books: &mut Books<'_>| {
            let volume = period.commissionable()[buyer as usize];
            let begins = self.leader_order == LeaderOrder::OwnGeneration && counts(buyer as usize);
            let mut leader = if begins { Some(buyer) } else { above.above(buyer) };
            for (generation, &(rate, ref share)) in (1..).zip(&shares) {
                let Some(earner) = leader else { break };
                leader = above.above(earner);
                let is_due = period.ranks()[earner as usize] == rank && period.active()[earner as usize];
                if is_due && rate != Rate::ZERO {
                    let amount = books.award(earner, share, volume.hundredths());
                    let line = || Line::on_order(earner, buyer, generation, broad.of_points(volume), rate, amount);
                    books.entry(Some(earner), amount, Reason::Paid, line);
                }
            }
        };
        books.by_members(period.len(), |members, books| {
            for buyer in members.filter(|&buyer| period.commissionable()[buyer as usize] != Volume::ZERO) {
                pay(buyer, books);
            }
        });
    }
}

impl Rule for Generation {
    fn name(&self) -> &'static str {
        "generation"
    }

    fn needs(&self) -> Needs {
        self.levels.needs().and(&Needs::ranked(self.ends_at == EndsAt::SameRank))
    }

    fn volume_edges(&self) -> Vec<Volume> {
        self.levels.volume_edges()
    }

    fn walks<'a>(&self, period: &'a Period) -> Option<&'a [MemberId]> {
        Some(period.sponsors())
    }

    fn made_ready(&self, _labels: &[String], worth: Rate) -> Option<Arc<dyn Rule>> {
        Some(Arc::new(Self { levels: self.levels.with_terms(worth), ..self.clone() }))
    }

    fn new_months(&self) -> u16 {
        self.levels.orders.months
    }

    /// Where only the same rank ends a generation, leaders of each rank may be paid on one order.
    fn promises(&self, kind: OrderKind, _before: &[Option<Promise>]) -> Option<Promise> {
        (self.ends_at == EndsAt::Leader).then(|| self.levels.promises_on(kind))
    }

    /// In time that grows with the members, ranks and generations, and with no tree's depth.
    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        if self.ends_at == EndsAt::Leader {
            level_pay::settle(&self.levels, period, books);
            return;
        }
        let mut held = [false; 256];
        for &rank in period.ranks() {
            held[usize::from(rank)] = true;
        }
        for rank in (self.leader_rank..=u8::MAX).filter(|&rank| held[usize::from(rank)]) {
            self.settle_rank(rank, period, books);
        }
    }
}
