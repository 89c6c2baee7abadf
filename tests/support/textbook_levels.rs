//! Level pay once more, in whatever tree and by whatever count: from the buyer upward, one member at a time.

use downline::units::{Rate, Volume};

use crate::textbook::{Counting, Levels};
use crate::textbook_month::{Month, Paid, times};

/// A walk from each buyer upward.
struct Walk<'a> {
    above: &'a dyn Fn(usize) -> Option<usize>,
    /// Whether a member uses up the level, paid or not.
    counts: &'a dyn Fn(usize, usize) -> bool,
    /// What a member is paid on the level; nothing for who does not hold it.
    rate: &'a dyn Fn(usize, usize) -> Option<Rate>,
    /// Whether nothing goes above a member.
    ends: &'a dyn Fn(usize) -> bool,
    levels: usize,
}

impl Walk<'_> {
    /// Pays an order of so many hundredths, whose turn it is `at` this member on this level.
    fn upward(&self, order: (usize, i64), shares: &[Rate], at: Option<usize>, level: usize, lines: &mut Vec<Paid>) {
        let Some(member) = at.filter(|_| level <= self.levels) else { return };
        let counts = (self.counts)(member, level);
        if let Some(rate) = (self.rate)(member, level).filter(|_| counts) {
            let cents = times(order.1, &[shares, &[rate]].concat());
            lines.push(Paid { earner: member, source: Some(order.0), level, cents });
        }
        if !(self.ends)(member) {
            self.upward(order, shares, (self.above)(member), level + usize::from(counts), lines);
        }
    }
}

/// What only some level rules say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Further {
    /// By rank: what a member is paid on its own orders.
    pub(crate) own: Vec<Rate>,
    /// From this rank on nothing goes further up.
    pub(crate) breakaway: Option<u8>,
    /// The orders of the first so many months count as this share.
    pub(crate) new: Option<(u16, Rate)>,
    /// By the number of active legs from 0: how many levels are held; empty when legs open none.
    pub(crate) legs: Vec<usize>,
}

/// Whether a member is in its first so many months, the month of joining being the first.
pub(crate) fn is_new(month: &Month, member: usize, months: u16) -> bool {
    month.number - month.joined[member] < months
}

/// Level pay by a table, up this tree.
pub(crate) fn levels(
    month: &Month,
    plan: &Levels,
    further: &Further,
    above: &dyn Fn(usize) -> Option<usize>,
) -> Vec<Paid> {
    let held = |member: usize, level: usize| {
        let entry = &month.tree[member];
        let rank = usize::from(entry.rank);
        let by_volume = if entry.personal >= plan.full_depth_from { 99 } else { 1 };
        let rate = plan.rates[rank].get(level - 1).copied();
        let legs = month.recruits(member).iter().filter(|&&recruit| month.tree[recruit].active).count();
        let by_legs = further.legs.get(legs).or(further.legs.last()).copied().unwrap_or(99);
        rate.filter(|_| entry.active && level <= plan.depth[rank] && level <= by_volume && level <= by_legs)
    };
    let counts = |member: usize, level: usize| match plan.counting {
        Counting::Everybody => true,
        Counting::Active => month.tree[member].active,
        Counting::Holding => held(member, level).is_some(),
    };
    let ends = |member: usize| further.breakaway.is_some_and(|rank| month.tree[member].rank >= rank);
    let most = plan.rates.iter().map(Vec::len).max().unwrap_or(0);
    let walk = Walk { above, counts: &counts, rate: &held, ends: &ends, levels: most };
    let mut lines = Vec::new();
    for (buyer, entry) in month.tree.iter().enumerate() {
        let share = further.new.filter(|new| is_new(month, buyer, new.0)).map_or(Rate::ONE, |new| new.1);
        let order = (buyer, entry.commissionable.hundredths());
        let shares = [month.worth, plan.broad, share];
        if let Some(&rate) = further.own.get(usize::from(entry.rank)).or(further.own.last()).filter(|_| entry.active) {
            let cents = times(order.1, &[&shares[..], &[rate]].concat());
            lines.push(Paid { earner: buyer, source: Some(buyer), level: 0, cents });
        }
        if !ends(buyer) {
            walk.upward(order, &shares, above(buyer), 1, &mut lines);
        }
    }
    lines
}

/// A bonus on the orders of members in their first months; rates by rank, then by generation.
pub(crate) fn fast_start(
    month: &Month,
    rates: &[Vec<Rate>],
    months: u16,
    counting: Counting,
    minimum: Volume,
) -> Vec<Paid> {
    let held = |member: usize, level: usize| {
        let entry = &month.tree[member];
        let own = rates.get(usize::from(entry.rank)).or(rates.last()).unwrap();
        own.get(level - 1).copied().filter(|_| entry.active && entry.personal >= minimum)
    };
    let counts = |member: usize, level: usize| match counting {
        Counting::Everybody => true,
        Counting::Active => month.tree[member].active,
        Counting::Holding => held(member, level).is_some(),
    };
    let above = |member: usize| month.tree[member].sponsor;
    let walk = Walk {
        above: &above,
        counts: &counts,
        rate: &held,
        ends: &|_| false,
        levels: rates.iter().map(Vec::len).max().unwrap(),
    };
    let mut lines = Vec::new();
    for (buyer, entry) in month.tree.iter().enumerate().filter(|pair| is_new(month, pair.0, months)) {
        walk.upward((buyer, entry.commissionable.hundredths()), &[month.worth], above(buyer), 1, &mut lines);
    }
    lines
}

/// The first, second, ... leader above is paid; an absent one is passed over or uses up its turn. A leader who buys is
/// the first one itself, where its own generation begins with it.
pub(crate) fn generations(
    month: &Month,
    leads: u8,
    rates: &[Rate],
    passed_over: bool,
    broad: Rate,
    own: bool,
) -> Vec<Paid> {
    let mut lines = Vec::new();
    for (buyer, entry) in month.tree.iter().enumerate() {
        let is_leader = |&member: &usize| month.tree[member].rank >= leads;
        let turn = |&member: &usize| month.tree[member].active || !passed_over;
        let way = own.then_some(buyer).into_iter().chain(month.above(buyer));
        let leaders = way.filter(is_leader).filter(turn);
        for (generation, (earner, &rate)) in (1..).zip(leaders.zip(rates)) {
            if month.tree[earner].active {
                let cents = times(entry.commissionable.hundredths(), &[month.worth, broad, rate]);
                lines.push(Paid { earner, source: Some(buyer), level: generation, cents });
            }
        }
    }
    lines
}
