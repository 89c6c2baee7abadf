//! Unilevel: a rate for each level between buyer and earner.

use super::{Books, Line, Period, Reason, Rule, Share, YourPay};
use crate::team::{MemberId, Team};
use crate::units::{Money, Month, Rate, Volume};

/// What happens to the levels when a member between buyer and earner is not active or not qualified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// Levels are tree levels: an inactive member uses one up, and its share is kept by the company.
    None,
    /// Inactive members are passed over.
    Standard,
    /// Inactive members, and members who do not hold the level about to be paid, are passed over.
    Dynamic,
}

/// Pays uplines a rate of an order by level: walking up from the buyer, the first upline is paid at level 1, the next
/// at level 2, and so on.
///
/// `pay = CV * broad percentage * rate(rank, level)`, for an active earner who holds the level. Rates come by level, or
/// by rank and level; the levels held may be limited by rank, by personal volume, or both. One line, and one rounding,
/// an earner, source and level.
///
/// The rule promises the sum of each level's highest rate on every order, so what is paid and what is kept make that
/// promise to the cent.
///
/// Rates 5 %, broad percentage 40 %, an order of 200: each of the uplines who hold their level is paid
/// 200 * 0.40 * 0.05 = 4.00.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unilevel {
    /// By rank, then by level from 1; the last list is that of all higher ranks. Never empty.
    rates: Vec<Vec<Rate>>,
    /// By rank: what a member is paid on its own orders.
    own_rates: Vec<Rate>,
    compression: Compression,
    broad: Rate,
    depth_by_rank: Vec<usize>,
    depth_by_volume: Vec<(Volume, usize)>,
    boundary: Option<u8>,
}

impl Unilevel {
    /// A rule that pays `rates[0]` on level 1, `rates[1]` on level 2, and so on, to everybody active.
    #[must_use]
    pub fn new(rates: Vec<Rate>, compression: Compression) -> Self {
        Self {
            rates: vec![rates],
            own_rates: Vec::new(),
            compression,
            broad: Rate::ONE,
            depth_by_rank: Vec::new(),
            depth_by_volume: Vec::new(),
            boundary: None,
        }
    }

    /// The same rule with rates by rank: `rates[rank][level - 1]`. The last list is that of all higher ranks; an empty
    /// table changes nothing.
    #[must_use]
    pub fn with_rates_by_rank(mut self, rates: Vec<Vec<Rate>>) -> Self {
        if !rates.is_empty() {
            self.rates = rates;
        }
        self
    }

    /// The same rule that also pays a member on its own orders, as level 0: `rates[rank]`, the last for all higher
    /// ranks.
    #[must_use]
    pub fn with_own_rates(mut self, rates: Vec<Rate>) -> Self {
        self.own_rates = rates;
        self
    }

    /// The same rule in which a rank holds so many levels: `depth[rank]`, the last for all higher ranks.
    #[must_use]
    pub fn with_depth_by_rank(mut self, depth: Vec<usize>) -> Self {
        self.depth_by_rank = depth;
        self
    }

    /// The same rule in which a member holds the levels of the highest step its personal volume reaches, and none
    /// below the lowest step: `[(0, 1), (100, 7)]` is one level with less than 100 points and seven from there.
    #[must_use]
    pub fn with_depth_by_volume(mut self, mut steps: Vec<(Volume, usize)>) -> Self {
        steps.sort_unstable();
        self.depth_by_volume = steps;
        self
    }

    /// The same rule paid on this share of the commissionable volume (the broad percentage).
    #[must_use]
    pub fn with_broad_percentage(mut self, broad: Rate) -> Self {
        self.broad = broad;
        self
    }

    /// The same rule in which members paid as this rank or higher break away: an order below or of theirs is paid up to
    /// them and not beyond.
    #[must_use]
    pub const fn with_breakaway_rank(mut self, rank: u8) -> Self {
        self.boundary = Some(rank);
        self
    }

    /// What happens when a member between buyer and earner does not count.
    #[must_use]
    pub const fn compression(&self) -> Compression {
        self.compression
    }

    /// The levels a member of this rank and personal volume holds while active.
    fn levels_held(&self, rank: u8, personal: Volume) -> usize {
        let by_rank = at_rank(&self.depth_by_rank, rank).copied().unwrap_or(usize::MAX);
        by_rank.min(self.levels_by_volume(personal)).min(at_rank(&self.rates, rank).map_or(0, Vec::len))
    }

    fn levels_by_volume(&self, personal: Volume) -> usize {
        if self.depth_by_volume.is_empty() {
            return usize::MAX;
        }
        self.depth_by_volume.iter().rev().find(|step| step.0 <= personal).map_or(0, |step| step.1)
    }

    /// The deepest level any rank is paid on.
    fn depth(&self) -> usize {
        self.rates.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Your pay for one active member on each level, when all members are alike.
    fn cents_by_level(&self, personal: Volume) -> Vec<Money> {
        let held = self.levels_held(0, personal);
        let rates = self.rates[0].iter().take(held);
        rates.map(|&rate| Share::of(&[self.broad, rate]).of_volume(personal)).collect()
    }
}

/// The entry of a table by rank, the last one standing for all higher ranks; `None` when the table is empty.
fn at_rank<T>(table: &[T], rank: u8) -> Option<&T> {
    table.get(usize::from(rank)).or(table.last())
}

/// Nobody: above the root.
const NOBODY: MemberId = MemberId::MAX;

/// One level: its rate and what that is of an order, by rank.
struct Step {
    number: u16,
    rates: Vec<(Rate, Share)>,
    /// The highest of them: what the rule promises.
    promise: (Rate, Share),
}

impl Step {
    fn new(level: usize, rates: impl Iterator<Item = Rate>, broad: Rate, period: &Period) -> Self {
        let share = |rate: Rate| (rate, Share::of(&[broad, rate, period.point_value()]));
        let rates: Vec<(Rate, Share)> = rates.map(share).collect();
        let promise = rates.iter().copied().max_by_key(|pair| pair.0).unwrap_or((Rate::ZERO, Share::NONE));
        Self { number: u16::try_from(level).unwrap_or(u16::MAX), rates, promise }
    }

    fn at(&self, rank: u8) -> (Rate, Share) {
        at_rank(&self.rates, rank).copied().unwrap_or((Rate::ZERO, Share::NONE))
    }
}

/// What decides about a member, decided before any walk and kept together: a walk visits members at random.
#[derive(Clone, Copy)]
struct Standing {
    /// The nearest member above who uses up the level in question.
    next: MemberId,
    /// Levels held; 0 while inactive.
    held: u16,
    rank: u8,
    active: bool,
}

/// One settlement in progress.
struct Settlement<'a> {
    rule: &'a Unilevel,
    period: &'a Period,
    broad: Share,
    standing: Vec<Standing>,
}

impl<'a> Settlement<'a> {
    fn new(rule: &'a Unilevel, period: &'a Period) -> Self {
        let standing = |member: usize| {
            let (active, rank) = (period.active()[member], period.ranks()[member]);
            let held = if active { rule.levels_held(rank, period.personal()[member]) } else { 0 };
            Standing { next: NOBODY, held: u16::try_from(held).unwrap_or(u16::MAX), rank, active }
        };
        let standing = (0..period.len()).map(standing).collect();
        Self { rule, period, broad: Share::of(&[rule.broad]), standing }
    }

    /// Finds for each member the nearest member above who uses up this level, paid or not.
    fn find_next(&mut self, level: u16) {
        for (member, &sponsor) in self.period.sponsors().iter().enumerate().skip(1) {
            let above = self.standing[sponsor as usize];
            let counts = match self.rule.compression {
                Compression::None => true,
                Compression::Standard => above.active,
                Compression::Dynamic => above.held >= level,
            };
            let breaks = self.rule.boundary.is_some_and(|rank| self.standing[member].rank >= rank);
            self.standing[member].next = match (breaks, counts) {
                (true, _) => NOBODY,
                (false, true) => sponsor,
                (false, false) => above.next,
            };
        }
    }

    /// Writes the lines of one buyer and level: what is paid, and what of the promise is kept.
    fn write(&self, buyer: MemberId, payee: MemberId, step: &Step, books: &mut Books<'_>) {
        let volume = self.period.commissionable()[buyer as usize];
        let basis = if self.rule.broad == Rate::ONE { volume } else { self.broad.of_points(volume) };
        let promised = step.promise.1.of_volume(volume);
        let promise = Line::on_order(payee, buyer, step.number, basis, step.promise.0, promised);
        if payee == NOBODY {
            let reason = if self.rule.boundary.is_some() { Reason::BrokenAway } else { Reason::NoUplineLeft };
            books.line(&Line { earner: None, ..promise.kept(promised, reason) });
            return;
        }
        let standing = self.standing[payee as usize];
        if !standing.active || standing.held < step.number {
            books.line(&promise.kept(promised, self.reason_to_keep(payee, step.number)));
            return;
        }
        let (rate, share) = step.at(standing.rank);
        let amount = if rate == step.promise.0 { promised } else { share.of_volume(volume) };
        if rate != Rate::ZERO {
            books.line(&Line { rate, amount, ..promise });
        }
        if amount != promised {
            books.line(&promise.kept(promised - amount, Reason::LowerRate));
        }
    }

    fn reason_to_keep(&self, payee: MemberId, level: u16) -> Reason {
        let member = payee as usize;
        if !self.standing[member].active {
            Reason::NotActive
        } else if self.rule.levels_by_volume(self.period.personal()[member]) < usize::from(level) {
            Reason::VolumeTooLow
        } else {
            Reason::LevelNotHeld
        }
    }
}

impl Rule for Unilevel {
    fn name(&self) -> &'static str {
        "unilevel"
    }

    fn your_pay(&self, personal: Volume) -> YourPay {
        match self.compression {
            Compression::None if self.own_rates.is_empty() && self.boundary.is_none() => {
                YourPay::PerLevel(self.cents_by_level(personal))
            }
            _ => YourPay::Network,
        }
    }

    /// One forward pass: a member's compressed level is one more than its sponsor's when the sponsor counts.
    fn your_total(&self, team: &Team, month: Month, personal: Volume, levels: &mut Vec<u16>) -> Option<Money> {
        let rates = &self.rates[0][..self.levels_held(0, personal).min(self.rates[0].len())];
        let amount = |rate: Rate| Share::of(&[self.broad, rate]).of_volume(personal);
        let own = at_rank(&self.own_rates, 0).map_or(Money::ZERO, |&rate| amount(rate));
        let mut counts = [0_i64; 64];
        let members = team.members();
        // The last count gathers everything deeper; a rule of so many levels is settled in full.
        if rates.len() + 1 >= counts.len() || members.is_empty() || self.boundary.is_some() {
            return None;
        }
        if !members[0].is_active(month) {
            return Some(Money::ZERO);
        }
        levels.clear();
        levels.push(1);
        for member in members.iter().skip(1) {
            // The level of those just below this member: of its sponsor's recruits, one deeper if it counts itself.
            let level = levels[member.sponsor as usize];
            let active = member.is_active(month);
            if active {
                counts[usize::from(level).min(counts.len() - 1)] += 1;
            }
            let counts_itself = active || self.compression == Compression::None;
            levels.push(level.saturating_add(u16::from(counts_itself)));
        }
        let mut total = own;
        for (&rate, &count) in rates.iter().zip(&counts[1..]) {
            total += amount(rate).checked_times(count)?;
        }
        Some(total)
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        let mut settlement = Settlement::new(self, period);
        let has_volume = |member: &MemberId| period.commissionable()[*member as usize] != Volume::ZERO;
        let mut walks: Vec<(MemberId, MemberId)> =
            period.members().filter(has_volume).map(|buyer| (buyer, buyer)).collect();
        if !self.own_rates.is_empty() {
            let step = Step::new(0, self.own_rates.iter().copied(), self.broad, period);
            walks.iter().for_each(|&(buyer, _)| settlement.write(buyer, buyer, &step, books));
        }
        for level in 1..=self.depth() {
            let rate = |rates: &Vec<Rate>| rates.get(level - 1).copied().unwrap_or(Rate::ZERO);
            let step = Step::new(level, self.rates.iter().map(rate), self.broad, period);
            if level == 1 || self.compression == Compression::Dynamic {
                settlement.find_next(step.number);
            }
            for (buyer, payee) in &mut walks {
                if *payee != NOBODY {
                    *payee = settlement.standing[*payee as usize].next;
                }
                settlement.write(*buyer, *payee, &step, books);
            }
        }
    }
}
