//! Rules that look at leaders and their groups, and at what others earn: from their definitions, member by member.

use downline::units::{Rate, Volume};

use crate::textbook::broken_volume;
use crate::textbook_month::{Month, Paid, by_rank, by_step, times};

/// An override on groups that have broken away.
#[derive(Clone, Debug)]
pub(crate) struct Overrides {
    pub(crate) leader_rank: u8,
    /// By generation from 1.
    pub(crate) rates: Vec<Rate>,
    pub(crate) passed_over: bool,
    /// By rank, and the least: generation 1 is paid the difference of two ranks' rates.
    pub(crate) difference: Option<(Vec<Rate>, Rate)>,
    /// By the volume of the earner's own group; all of it when empty.
    pub(crate) shares: Vec<(Volume, Rate)>,
    pub(crate) broad: Rate,
    /// On so much volume the leader above is paid generation 1 at least.
    pub(crate) guarantee: Option<Volume>,
    /// Who may not be paid leaves its fixed rate to the next leader above who may.
    pub(crate) rolls_up: bool,
}

impl Overrides {
    fn leads(&self, month: &Month, member: usize) -> bool {
        let entry = &month.tree[member];
        entry.rank >= self.leader_rank && (entry.active || !self.passed_over)
    }

    /// The share a leader's own group earns it.
    fn share(&self, month: &Month, earner: usize) -> Option<Rate> {
        let all = Some(Rate::ONE).filter(|_| self.shares.is_empty());
        all.or(by_step(&self.shares, self.group(month, earner))).filter(|_| month.tree[earner].active)
    }

    fn group(&self, month: &Month, leader: usize) -> Volume {
        broken_volume(&month.tree, leader, |member| member.commissionable, &|other| self.leads(month, other))
    }

    fn rate(&self, month: &Month, generation: usize, earner: usize, leader: usize) -> Option<Rate> {
        match &self.difference {
            Some((rates, least)) if generation == 1 => {
                let of =
                    |member: usize| by_rank(rates, month.tree[member].rank).map_or(0, |rate| rate.parts_per_million());
                Some((*least).max(Rate::from_parts_per_million(of(earner).saturating_sub(of(leader)))))
            }
            _ => self.rates.get(generation - 1).copied(),
        }
    }
}

/// What overrides pay: on each leader's group the first leader above, the second, and so on.
pub(crate) fn overrides(month: &Month, plan: &Overrides) -> Vec<Paid> {
    let mut lines = Vec::new();
    for leader in (0..month.tree.len()).filter(|&member| plan.leads(month, member)) {
        let group = plan.group(month, leader).hundredths();
        let above: Vec<usize> = month.above(leader).into_iter().filter(|&other| plan.leads(month, other)).collect();
        for generation in 1..=above.len() {
            let is_fixed = generation > 1 || plan.difference.is_none();
            let may = |&&other: &&usize| plan.share(month, other).is_some_and(|share| share > Rate::ZERO);
            let mut upward = above[generation - 1..].iter();
            let found = if plan.rolls_up && is_fixed { upward.find(may) } else { upward.next() };
            let Some(&earner) = found else { continue };
            let Some(rate) = plan.rate(month, generation, earner, leader) else { break };
            if let Some(share) = plan.share(month, earner) {
                let cents = times(group, &[month.worth, plan.broad, rate, share]);
                lines.push(Paid { earner, source: Some(leader), level: generation, cents });
            }
        }
    }
    lines.extend(handed_on(month, plan));
    lines
}

/// What leaders hand on because of a guarantee: one line from each, and one to the leader above.
fn handed_on(month: &Month, plan: &Overrides) -> Vec<Paid> {
    let Some(guarantee) = plan.guarantee else { return Vec::new() };
    let line = |earner, leader, cents| Paid { earner, source: Some(leader), level: 1, cents };
    let mut lines = Vec::new();
    for leader in (0..month.tree.len()).filter(|&member| plan.leads(month, member)) {
        let cents = plan.hands_on(month, leader, guarantee);
        if let Some((above, _)) = plan.first_override(month, leader) {
            lines.extend([line(leader, leader, -cents), line(above, leader, cents)]);
        }
    }
    lines
}

impl Overrides {
    /// Who is paid generation 1 on a leader's group, and its two rates.
    fn first_override(&self, month: &Month, leader: usize) -> Option<(usize, [Rate; 2])> {
        let above = month.above(leader).into_iter().find(|&other| self.leads(month, other))?;
        let rate = self.rate(month, 1, above, leader)?;
        let all = Some(Rate::ONE).filter(|_| self.shares.is_empty());
        let share = all.or(by_step(&self.shares, self.group(month, above)))?;
        month.tree[above].active.then_some((above, [rate, share]))
    }

    /// What is missing of the override on the guarantee, as far as what the leader is paid goes.
    fn hands_on(&self, month: &Month, leader: usize, guarantee: Volume) -> i64 {
        let Some((_, [rate, share])) = self.first_override(month, leader) else { return 0 };
        let of = |volume: Volume| times(volume.hundredths(), &[month.worth, self.broad, rate, share]);
        let missing = (of(guarantee) - of(self.group(month, leader))).max(0);
        missing.min(self.received(month, leader, guarantee))
    }

    /// What a leader is paid for generation 1, what is handed on to it included.
    fn received(&self, month: &Month, leader: usize, guarantee: Volume) -> i64 {
        let below = (0..month.tree.len()).filter(|&other| self.leads(month, other));
        let from = |other: usize| {
            let (above, [rate, share]) = self.first_override(month, other)?;
            let group = self.group(month, other).hundredths();
            let own = times(group, &[month.worth, self.broad, rate, share]);
            (above == leader).then(|| own + self.hands_on(month, other, guarantee))
        };
        below.filter_map(from).sum()
    }
}

/// The sum of all rates on every leader's group, rounded once a group: what fixed rates promise.
pub(crate) fn promise(month: &Month, plan: &Overrides) -> i64 {
    let leaders = (0..month.tree.len()).filter(|&member| plan.leads(month, member));
    let on = |leader: usize| {
        let group = plan.group(month, leader).hundredths();
        let all = plan.rates.iter().map(|rate| rate.parts_per_million()).sum();
        times(group, &[month.worth, plan.broad, Rate::from_parts_per_million(all)])
    };
    leaders.map(on).sum()
}

/// An infinity override whose leaders are all alike.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Endless {
    pub(crate) leader_rank: u8,
    pub(crate) rate: Rate,
    pub(crate) first: usize,
    pub(crate) overlap: usize,
    /// Those who are not active are not counted.
    pub(crate) compressed: bool,
    /// Only this rank and higher is counted, a buyer too.
    pub(crate) counted: Option<u8>,
}

/// A rate on everything from a level down, until another leader takes over.
pub(crate) fn infinity(month: &Month, plan: &Endless) -> Vec<Paid> {
    let leads = |member: usize| month.tree[member].active && month.tree[member].rank >= plan.leader_rank;
    let counts = |member: usize| {
        let entry = &month.tree[member];
        plan.counted.is_none_or(|rank| entry.rank >= rank) && (entry.active || !plan.compressed)
    };
    let mut lines = Vec::new();
    for (buyer, order) in month.tree.iter().enumerate() {
        let above = month.above(buyer);
        // How far above the buyer somebody is, by place in the way up.
        let distance = |place: usize| {
            let between = above[..place].iter().filter(|&&member| counts(member)).count();
            between + usize::from(plan.counted.is_none() || counts(buyer))
        };
        for (place, &earner) in above.iter().enumerate().filter(|pair| leads(*pair.1)) {
            // The leader between them who is nearest to the earner.
            let between = above[..place].iter().rposition(|&other| leads(other));
            if distance(place) >= plan.first && between.is_none_or(|other| distance(other) <= plan.overlap) {
                let cents = times(order.commissionable.hundredths(), &[month.worth, plan.rate]);
                lines.push(Paid { earner, source: Some(buyer), level: distance(place), cents });
            }
        }
    }
    lines
}

/// A share of what others earn.
#[derive(Clone, Debug)]
pub(crate) struct Match {
    /// By rank, then by generation from 1.
    pub(crate) rates: Vec<Vec<Rate>>,
    pub(crate) cascade: bool,
    /// Inactive members use up no generation.
    pub(crate) passed_over: bool,
    /// How many legs of earner and source must have an active head.
    pub(crate) active_legs: usize,
    /// By the earner's personal volume; all of it when empty.
    pub(crate) shares: Vec<(Volume, Rate)>,
    /// From this rank on a member ends a generation; without it everybody does.
    pub(crate) leader_rank: Option<u8>,
}

/// What a match pays on these commissions by member. Recruits' matches come before their sponsors', who match them.
pub(crate) fn matching(month: &Month, base: &[i64], plan: &Match) -> Vec<Paid> {
    let mut lines: Vec<Paid> = Vec::new();
    for earner in (0..month.tree.len()).rev().filter(|&member| month.tree[member].active) {
        for (source, base) in base.iter().enumerate().skip(earner + 1) {
            let above = month.above(source);
            let Some(place) = above.iter().position(|&above| above == earner) else { continue };
            let ends = |above: &&usize| {
                let entry = &month.tree[**above];
                plan.leader_rank.is_none_or(|rank| entry.rank >= rank) && (entry.active || !plan.passed_over)
            };
            let generation = above[..place].iter().filter(ends).count();
            let entry = &month.tree[earner];
            let rates = plan.rates.get(usize::from(entry.rank)).or(plan.rates.last());
            let Some(&rate) = rates.and_then(|rates| rates.get(generation)) else { continue };
            let all = Some(Rate::ONE).filter(|_| plan.shares.is_empty());
            let Some(share) = all.or(by_step(&plan.shares, entry.personal)) else { continue };
            let legs = |member| month.recruits(member).into_iter().filter(|&other| month.tree[other].active).count();
            if legs(earner) < plan.active_legs || legs(source) < plan.active_legs {
                continue;
            }
            let matched: i64 = lines.iter().filter(|line| line.earner == source).map(|line| line.cents).sum();
            let earned = base + if plan.cascade { matched } else { 0 };
            let cents = times(earned, &[rate, share]);
            lines.push(Paid { earner, source: Some(source), level: generation + 1, cents });
        }
    }
    lines
}
