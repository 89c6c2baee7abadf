//! Matching ("check match"): a share of what others earn.

use std::sync::Arc;

use super::earnings::Earnings;
use super::level_pay::at_rank;
use super::places::Places;
use super::scratch::refill;
use super::{Basis, Books, Line, Needs, OrderKind, Period, Promise, Reason, Rule, Share};
use crate::team::MemberId;
use crate::units::{Money, Rate, Volume};

/// Whether what is earned by matching is matched itself. Public plans disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cascade {
    /// Only the commission of the named rules is matched.
    No,
    /// A match counts as earned commission of the one who gets it.
    Yes,
}

/// Pays a member a rate of the commission that the members below it earn by other rules of the plan.
///
/// `pay = earned commission * rate(rank, generation)`, generation 1 being those personally sponsored. A member who is
/// not active is paid nothing and passed over or not, as said.
///
/// With a leader rank generation 1 of an earner is everybody below it down to and including the first member of that
/// rank or higher on each way down; generation 2 are those below, down to and including the next such member, and so on.
/// An inactive leader ends a generation unless the inactive are passed over. Then one source may pay many members of
/// the same generation: its way up takes as many steps as there are members who can be paid, until the generations are
/// used up. Each of them is a line of its own, rounded by itself, so that a chain without leaders has lines in the square
/// of its length, and takes that time.
///
/// One line, and one rounding, an earner, source and
/// generation. What is matched is what the named rules have paid by then: a cap that stands before the match in the
/// plan and is named with them reduces it, one that stands after does not. It promises no share of an order.
///
/// 3 % of five members' 100, 100, 200, 200 and 200: 24.00. In a chain You > Mary > Larry > Susan in which Larry leads,
/// generation 1 of You is Mary and Larry, and generation 2 Susan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matching {
    on: Earnings,
    rates: Vec<Vec<Rate>>,
    cascade: Cascade,
    passes_over: bool,
    active_legs: usize,
    by_volume: Vec<(Volume, Rate)>,
    /// From this rank on a member ends a generation; everybody does where none is said.
    leader_rank: Option<u8>,
}

impl Matching {
    /// A match of the rules of these names: `rates[rank][generation - 1]`, the last list for all higher ranks.
    #[must_use]
    pub const fn new(on: Vec<String>, rates: Vec<Vec<Rate>>, cascade: Cascade) -> Self {
        let on = Earnings::of(on);
        Self { on, rates, cascade, passes_over: false, active_legs: 0, by_volume: Vec::new(), leader_rank: None }
    }

    /// The same rule in which inactive members use up no generation.
    #[must_use]
    pub const fn passing_over_inactive(mut self) -> Self {
        self.passes_over = true;
        self
    }

    /// The same rule in which only members of this rank or higher end a generation.
    #[must_use]
    pub const fn with_leader_rank(mut self, rank: u8) -> Self {
        self.leader_rank = Some(rank);
        self
    }

    /// The same rule that pays only when earner and source both have so many legs whose head is active.
    #[must_use]
    pub const fn with_active_legs(mut self, legs: usize) -> Self {
        self.active_legs = legs;
        self
    }

    /// The same rule that pays the share of the highest step that the earner's personal volume reaches, and nothing
    /// below the lowest step.
    #[must_use]
    pub fn with_share_by_volume(mut self, mut steps: Vec<(Volume, Rate)>) -> Self {
        steps.sort_unstable();
        self.by_volume = steps;
        self
    }

    fn rate(&self, rank: u8, generation: usize) -> Rate {
        let rates = self.rates.get(usize::from(rank)).or(self.rates.last());
        rates.and_then(|rates| rates.get(generation - 1)).copied().unwrap_or(Rate::ZERO)
    }

    /// The most generations that some rank is paid.
    fn generations(&self) -> usize {
        self.rates.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Whether a rank is paid some generation.
    fn pays_rank(&self, rank: u8) -> bool {
        at_rank(&self.rates, rank).is_some_and(|rates| rates.iter().any(|&rate| rate != Rate::ZERO))
    }

    fn share_of(&self, personal: Volume) -> Rate {
        self.by_volume.iter().rev().find(|step| step.0 <= personal).map_or(Rate::ZERO, |step| step.1)
    }

    /// What decides about the member at each place: decided before any walk and kept together.
    fn decide(&self, period: &Period, places: &Places<'_>, Memory { standings, legs }: &mut Memory) {
        legs.clear();
        if self.active_legs > 0 {
            count_active_below(period.enrollers(), period.active(), legs);
        }
        standings.clear();
        standings.reserve(period.len());
        for place in period.members() {
            let at = places.id(place) as usize;
            let enroller = (place != 0).then(|| places.above()[place as usize]);
            let next = enroller.map_or(NOBODY, |enroller| {
                let above = standings[enroller as usize];
                if above.ends || above.pays { enroller } else { above.next }
            });
            let (rank, is_active) = (period.ranks()[at], period.active()[at]);
            let has_legs = legs.get(at).is_none_or(|&legs| legs >= self.active_legs);
            let pays = has_legs && is_active && self.pays_rank(rank);
            let leads = self.leader_rank.is_none_or(|leader| period.leader_ranks()[at] >= leader);
            let ends = leads && (is_active || !self.passes_over);
            standings.push(Standing { next, rank, has_legs, pays, ends });
        }
    }
}

/// Memory to work in, kept from month to month.
#[derive(Debug, Default)]
pub(super) struct Memory {
    standings: Vec<Standing>,
    legs: Vec<usize>,
}

/// Above the root.
const NOBODY: MemberId = MemberId::MAX;

/// One member, seen by the match.
#[derive(Clone, Copy, Debug)]
struct Standing {
    /// The place of the nearest member above who is paid matches or ends a generation.
    next: MemberId,
    rank: u8,
    /// Whether it has the active legs that source and earner need.
    has_legs: bool,
    /// Whether it is paid matches: it has the legs, is active, and its rank has a rate.
    pays: bool,
    /// Whether those below it are a generation further from those above it.
    ends: bool,
}

/// How many legs of each member have an active head.
#[must_use]
pub fn active_legs(period: &Period) -> Vec<usize> {
    active_below(period.sponsors(), period.active())
}

/// How many active members stand just below each, in a tree of these members above.
pub(super) fn active_below(above: &[MemberId], active: &[bool]) -> Vec<usize> {
    let mut count = Vec::new();
    count_active_below(above, active, &mut count);
    count
}

/// As [`active_below`], into memory that is used again.
pub(super) fn count_active_below(above: &[MemberId], active: &[bool], count: &mut Vec<usize>) {
    refill(count, above.len(), 0);
    for (&above, _) in above.iter().zip(active).skip(1).filter(|pair| *pair.1) {
        count[above as usize] += 1;
    }
}

impl Rule for Matching {
    fn name(&self) -> &'static str {
        "matching"
    }

    fn needs(&self) -> Needs {
        Needs {
            personal: !self.by_volume.is_empty(),
            enroller: true,
            ..Needs::ranked(self.rates.len() > 1 || self.leader_rank.is_some())
        }
    }

    fn reads_earnings(&self) -> bool {
        true
    }

    fn reads_rules(&self) -> Option<Vec<usize>> {
        self.on.known()
    }

    fn volume_edges(&self) -> Vec<Volume> {
        self.by_volume.iter().map(|step| step.0).collect()
    }

    fn walks<'a>(&self, period: &'a Period) -> Option<&'a [MemberId]> {
        Some(period.enrollers())
    }

    fn made_ready(&self, labels: &[String], _worth: Rate) -> Option<Arc<dyn Rule>> {
        Some(Arc::new(Self { on: self.on.in_plan(labels), ..self.clone() }))
    }

    /// Where everybody ends a generation, what is earned is matched once a generation.
    fn promises(&self, kind: OrderKind, before: &[Option<Promise>]) -> Option<Promise> {
        let is_plain = self.leader_rank.is_none() && self.cascade == Cascade::No && self.by_volume.is_empty();
        let add = |all: Promise, number: usize| Some(all.and(before[number]?));
        let earned = self.on.known().filter(|_| is_plain)?.into_iter().try_fold(Promise::NOTHING, add)?;
        let ranks = 0..=kind.highest_rank;
        let highest = |generation| ranks.clone().map(|rank| self.rate(rank, generation).parts_per_million()).max();
        let all = (1..=self.generations()).filter_map(highest).fold(0, u32::saturating_add);
        if all == 0 {
            return Some(Promise::NOTHING);
        }
        Some(earned.share(Rate::from_parts_per_million(all), self.generations() as u64))
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        if !books.has_earned(&self.on) {
            return;
        }
        let mut earned = books.take_earned(&self.on);
        // Nobody is above the first member.
        if earned.iter().skip(1).all(|&earned| earned == Money::ZERO) {
            return books.give_back(earned);
        }
        let mut memory = books.desk().matching.take().unwrap_or_default();
        let places = Places::new(period.enrollers());
        self.decide(period, &places, &mut memory);
        self.pay(period, &places, &memory.standings, &mut earned, books);
        books.desk().matching = Some(memory);
        books.give_back(earned);
    }
}

impl Matching {
    /// Pays the matches of what everybody has earned.
    fn pay(
        &self,
        period: &Period,
        places: &Places<'_>,
        standings: &[Standing],
        earned: &mut [Money],
        books: &mut Books<'_>,
    ) {
        let generations = self.generations();
        // Those enrolled come after their enrollers, so in reverse everything a member gets from below is known at its
        // turn.
        for place in period.members().rev() {
            let source = places.id(place);
            let basis = earned[source as usize];
            let mut standing = standings[place as usize];
            if basis == Money::ZERO || !standing.has_legs {
                continue;
            }
            let mut next_generation = 1;
            while next_generation <= generations {
                let (upline, generation) = (standing.next, next_generation);
                let Some(&above) = standings.get(upline as usize) else { break };
                let earner = places.id(upline);
                standing = above;
                next_generation += usize::from(above.ends);
                let rate = self.rate(above.rank, generation);
                if !above.pays || rate == Rate::ZERO {
                    continue;
                }
                let share = if self.by_volume.is_empty() {
                    Share::of_two(rate, Rate::ONE)
                } else {
                    Share::of_two(rate, self.share_of(period.personal()[earner as usize]))
                };
                let amount = books.award(earner, &share, basis.cents());
                if amount == Money::ZERO {
                    continue;
                }
                books.entry(Some(earner), amount, Reason::Paid, || {
                    let level = u16::try_from(generation).unwrap_or(u16::MAX);
                    let basis = Basis::Money(basis);
                    Line {
                        earner: Some(earner),
                        source: Some(source),
                        level,
                        basis,
                        rate,
                        amount,
                        reason: Reason::Paid,
                    }
                });
                if self.cascade == Cascade::Yes {
                    earned[earner as usize] += amount;
                }
            }
        }
    }
}
