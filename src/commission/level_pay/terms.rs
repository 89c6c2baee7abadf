//! [`Terms`]: what level pay pays and promises, worked out once for all months.

use super::{Orders, at_rank};
use crate::commission::{Share, Unilevel};
use crate::units::Rate;

/// What is alike in all months in which a point is worth the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::commission) struct Terms {
    /// What a point is worth.
    worth: Rate,
    /// On a member's own orders, as level 0; `None` where those pay nothing.
    pub(super) own: Option<[Step; 2]>,
    /// By level from 1, for old and for new members' orders.
    pub(super) levels: Vec<[Step; 2]>,
    /// What is promised on an order of an old and of a new member: the sum of each level's highest rate.
    pub(super) promises: [Share; 2],
    /// By rank, the last for all higher ranks: how many levels the rank holds.
    held: Vec<u16>,
}

/// One level: its rate and what that is of an order, by rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) number: u16,
    /// The share of an order that is paid on.
    pub(super) counted: Share,
    rates: Vec<(Rate, Share)>,
    /// The highest of them: what the rule promises.
    pub(super) promise: (Rate, Share),
}

impl Step {
    fn new(level: usize, rates: impl Iterator<Item = Rate>, counted: [Rate; 2], worth: Rate) -> Self {
        let share = |rate: Rate| (rate, Share::of(&[counted[0], counted[1], rate, worth]));
        let rates: Vec<(Rate, Share)> = rates.map(share).collect();
        let promise = rates.iter().copied().max_by_key(|pair| pair.0).unwrap_or((Rate::ZERO, Share::NONE));
        Self { number: u16::try_from(level).unwrap_or(u16::MAX), counted: Share::of(&counted), rates, promise }
    }

    #[inline]
    pub(super) fn at(&self, rank: u8) -> &(Rate, Share) {
        at_rank(&self.rates, rank).unwrap_or(&(Rate::ZERO, Share::NONE))
    }
}

impl Terms {
    pub(in crate::commission) fn new(rule: &Unilevel, worth: Rate) -> Self {
        let ranks = rule.ranks();
        let held = |rank| u16::try_from(rule.levels_by_rank(rank)).unwrap_or(u16::MAX);
        let Orders { old, new, .. } = rule.orders;
        Self {
            worth,
            own: (!rule.own_rates.is_empty()).then(|| steps(rule, 0, worth)),
            levels: (1..=rule.depth()).map(|level| steps(rule, level, worth)).collect(),
            promises: [old, new].map(|counted| promise(rule, counted, worth)),
            held: (0..=u8::MAX).take(ranks).map(held).collect(),
        }
    }

    /// Whether they are those of months in which a point is worth so much.
    pub(super) fn fit(&self, worth: Rate) -> bool {
        self.worth == worth
    }

    /// How many levels a rank holds.
    #[inline]
    pub(in crate::commission) fn held(&self, rank: u8) -> u16 {
        at_rank(&self.held, rank).copied().unwrap_or(0)
    }
}

/// The steps of one level, for old and for new members' orders; level 0 is a member's own orders.
fn steps(rule: &Unilevel, level: usize, worth: Rate) -> [Step; 2] {
    let rates: Vec<Rate> = match level.checked_sub(1) {
        None => rule.own_rates.clone(),
        Some(index) => {
            let rate = |rates: &Vec<Rate>| rates.get(index).copied().unwrap_or(Rate::ZERO);
            rule.rates.iter().map(rate).collect()
        }
    };
    let step = |counted: Rate| Step::new(level, rates.iter().copied(), [rule.broad, counted], worth);
    [step(rule.orders.old), step(rule.orders.new)]
}

/// What is promised on an order of which this share counts.
fn promise(rule: &Unilevel, counted: Rate, worth: Rate) -> Share {
    let highest = |rates: &mut dyn Iterator<Item = Rate>| rates.max().map_or(0, Rate::parts_per_million);
    let own = highest(&mut rule.own_rates.iter().copied());
    let level = |index| highest(&mut rule.rates.iter().filter_map(|rates| rates.get(index)).copied());
    let all = (0..rule.depth()).map(level).fold(own, u32::saturating_add);
    Share::of(&[rule.broad, counted, Rate::from_parts_per_million(all), worth])
}
