//! The walk behind all level pay: from each buyer upward, one payee a level, decided by tables and not by recursion.

use super::placement::Placing;
use super::unilevel::{Compression, Unilevel};
use super::{Books, Line, Period, Reason, Share};
use crate::team::MemberId;
use crate::units::{Rate, Volume};

/// Who uses up a level, paid or not; everybody else is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counting {
    Everybody,
    Active,
    /// Active members who hold the level.
    Holding,
    /// Members of this rank or higher, active or not.
    Leaders(u8),
}

impl From<Compression> for Counting {
    fn from(compression: Compression) -> Self {
        match compression {
            Compression::None => Self::Everybody,
            Compression::Standard => Self::Active,
            Compression::Dynamic => Self::Holding,
        }
    }
}

/// Which share of an order is paid on: one for orders of members in their first months, one for all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Orders {
    pub(super) months: u16,
    pub(super) new: Rate,
    pub(super) old: Rate,
}

impl Orders {
    /// All orders in full.
    pub(super) const ALIKE: Self = Self { months: 0, new: Rate::ONE, old: Rate::ONE };

    fn is_new(self, period: &Period, buyer: MemberId) -> bool {
        period.month().get().saturating_sub(period.joined()[buyer as usize]) < self.months
    }
}

/// The tree in which levels are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Upline {
    Sponsor,
    /// The placement tree, made like this when the network has none.
    Placement(Placing),
}

/// The entry of a table by rank, the last one standing for all higher ranks; `None` when the table is empty.
pub(super) fn at_rank<T>(table: &[T], rank: u8) -> Option<&T> {
    table.get(usize::from(rank)).or(table.last())
}

/// Nobody: above the root.
const NOBODY: MemberId = MemberId::MAX;

/// One level: its rate and what that is of an order, by rank.
struct Step {
    number: u16,
    /// The share of an order that is paid on.
    counted: Share,
    rates: Vec<(Rate, Share)>,
    /// The highest of them: what the rule promises.
    promise: (Rate, Share),
}

impl Step {
    fn new(level: usize, rates: impl Iterator<Item = Rate>, counted: [Rate; 2], period: &Period) -> Self {
        let share = |rate: Rate| (rate, Share::of(&[counted[0], counted[1], rate, period.point_value()]));
        let rates: Vec<(Rate, Share)> = rates.map(share).collect();
        let promise = rates.iter().copied().max_by_key(|pair| pair.0).unwrap_or((Rate::ZERO, Share::NONE));
        Self { number: u16::try_from(level).unwrap_or(u16::MAX), counted: Share::of(&counted), rates, promise }
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
        Self { rule, period, standing }
    }

    /// Finds for each member the nearest member above who uses up this level, paid or not.
    fn find_next(&mut self, level: u16, tree: &Tree<'_>) {
        for place in 1..self.standing.len() {
            let (member, sponsor) = tree.place(place);
            let above = self.standing[sponsor as usize];
            let counts = match self.rule.counting {
                Counting::Everybody => true,
                Counting::Active => above.active,
                Counting::Holding => above.held >= level,
                Counting::Leaders(rank) => above.rank >= rank,
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
        let basis = if step.counted == Share::WHOLE { volume } else { step.counted.of_points(volume) };
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

/// A tree in an order that has parents first.
struct Tree<'a> {
    parents: &'a [MemberId],
    /// `None`: by id.
    order: Option<&'a [MemberId]>,
}

impl Tree<'_> {
    /// The member at a place of the order, and who stands above it.
    fn place(&self, place: usize) -> (usize, MemberId) {
        let member = self.order.map_or(place, |order| order[place] as usize);
        (member, self.parents[member])
    }
}

/// Pays every order of the month up the tree of the rule.
pub(super) fn settle(rule: &Unilevel, period: &Period, books: &mut Books<'_>) {
    let placed;
    let tree = match (rule.upline, period.placement()) {
        (Upline::Sponsor, _) => Tree { parents: period.sponsors(), order: None },
        (Upline::Placement(_), Some(placement)) => {
            Tree { parents: placement.parents(), order: Some(placement.order()) }
        }
        (Upline::Placement(placing), None) => {
            placed = placing.place(period);
            Tree { parents: placed.parents(), order: Some(placed.order()) }
        }
    };
    settle_up(rule, period, &tree, books);
}

fn settle_up(rule: &Unilevel, period: &Period, tree: &Tree<'_>, books: &mut Books<'_>) {
    let mut settlement = Settlement::new(rule, period);
    let share_of = |buyer| if rule.orders.is_new(period, buyer) { rule.orders.new } else { rule.orders.old };
    let orders =
        |&member: &MemberId| period.commissionable()[member as usize] != Volume::ZERO && share_of(member) != Rate::ZERO;
    let mut walks: Vec<(MemberId, MemberId)> = period.members().filter(orders).map(|buyer| (buyer, buyer)).collect();
    let steps = |level: usize, rates: &[Rate]| {
        let step = |share: Rate| Step::new(level, rates.iter().copied(), [rule.broad, share], period);
        [step(rule.orders.old), step(rule.orders.new)]
    };
    let is_new = |buyer: MemberId| usize::from(rule.orders.is_new(period, buyer));
    if !rule.own_rates.is_empty() {
        let steps = steps(0, &rule.own_rates);
        walks.iter().for_each(|&(buyer, _)| settlement.write(buyer, buyer, &steps[is_new(buyer)], books));
    }
    for level in 1..=rule.depth() {
        let rates: Vec<Rate> =
            rule.rates.iter().map(|rates| rates.get(level - 1).copied().unwrap_or(Rate::ZERO)).collect();
        let steps = steps(level, &rates);
        if level == 1 || rule.counting == Counting::Holding {
            settlement.find_next(steps[0].number, tree);
        }
        for (buyer, payee) in &mut walks {
            if *payee != NOBODY {
                *payee = settlement.standing[*payee as usize].next;
            }
            settlement.write(*buyer, *payee, &steps[is_new(*buyer)], books);
        }
    }
}
