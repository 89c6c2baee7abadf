//! Matching ("check match"): a share of what others earn.

use super::{Basis, Books, Line, Needs, Period, Reason, Rule, Share};
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
/// not active is paid nothing and passed over or not, as said. One line, and one rounding, an earner, source and
/// generation. What is matched is what the named rules have paid by then: a cap that stands before the match in the
/// plan and is named with them reduces it, one that stands after does not. It promises no share of an order.
///
/// 3 % of five members' 100, 100, 200, 200 and 200: 24.00.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matching {
    on: Vec<String>,
    rates: Vec<Vec<Rate>>,
    cascade: Cascade,
    passes_over: bool,
    active_legs: usize,
    by_volume: Vec<(Volume, Rate)>,
}

impl Matching {
    /// A match of the rules of these names: `rates[rank][generation - 1]`, the last list for all higher ranks.
    #[must_use]
    pub const fn new(on: Vec<String>, rates: Vec<Vec<Rate>>, cascade: Cascade) -> Self {
        Self { on, rates, cascade, passes_over: false, active_legs: 0, by_volume: Vec::new() }
    }

    /// The same rule in which inactive members use up no generation.
    #[must_use]
    pub const fn passing_over_inactive(mut self) -> Self {
        self.passes_over = true;
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

    fn share_of(&self, personal: Volume) -> Rate {
        if self.by_volume.is_empty() {
            return Rate::ONE;
        }
        self.by_volume.iter().rev().find(|step| step.0 <= personal).map_or(Rate::ZERO, |step| step.1)
    }

    /// Who counts as the next generation above each member.
    fn uplines(&self, period: &Period) -> Vec<Option<MemberId>> {
        let mut uplines: Vec<Option<MemberId>> = Vec::with_capacity(period.len());
        for member in period.members() {
            uplines.push(period.sponsor(member).and_then(|sponsor| {
                let counts = !self.passes_over || period.active()[sponsor as usize];
                if counts { Some(sponsor) } else { uplines[sponsor as usize] }
            }));
        }
        uplines
    }
}

/// How many legs of each member have an active head.
#[must_use]
pub fn active_legs(period: &Period) -> Vec<usize> {
    let mut legs = vec![0; period.len()];
    for member in period.members().filter(|&member| period.active()[member as usize]) {
        if let Some(sponsor) = period.sponsor(member) {
            legs[sponsor as usize] += 1;
        }
    }
    legs
}

impl Rule for Matching {
    fn name(&self) -> &'static str {
        "matching"
    }

    fn needs(&self) -> Needs {
        Needs { personal: !self.by_volume.is_empty(), ..Needs::ranked(self.rates.len() > 1) }
    }

    fn reads_earnings(&self) -> bool {
        true
    }

    fn volume_edges(&self) -> Vec<Volume> {
        self.by_volume.iter().map(|step| step.0).collect()
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        let mut earned = books.earned(period, &self.on);
        let uplines = self.uplines(period);
        let legs = active_legs(period);
        let generations = self.rates.iter().map(Vec::len).max().unwrap_or(0);
        // Recruits come after their sponsors, so in reverse everything a member gets from below is known at its turn.
        for source in period.members().rev() {
            let basis = earned[source as usize];
            if basis == Money::ZERO || legs[source as usize] < self.active_legs {
                continue;
            }
            let mut upline = uplines[source as usize];
            for generation in 1..=generations {
                let Some(earner) = upline else { break };
                let at = earner as usize;
                upline = uplines[at];
                let rate = self.rate(period.ranks()[at], generation);
                if !period.active()[at] || legs[at] < self.active_legs || rate == Rate::ZERO {
                    continue;
                }
                let share = Share::of_two(rate, self.share_of(period.personal()[at]));
                let amount = books.award(earner, &share, basis.cents());
                if amount == Money::ZERO {
                    continue;
                }
                let level = u16::try_from(generation).unwrap_or(u16::MAX);
                let (earner, source, basis) = (Some(earner), Some(source), Basis::Money(basis));
                books.line(&Line { earner, source, level, basis, rate, amount, reason: Reason::Paid });
                if self.cascade == Cascade::Yes {
                    earned[at] += amount;
                }
            }
        }
    }
}
