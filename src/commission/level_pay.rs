//! The walk behind all level pay: from each buyer upward, one payee a level, decided by tables and not by recursion.

use super::placement::Placing;
use super::places::Places;
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

/// Above the root.
const NOBODY: MemberId = MemberId::MAX;
/// Beyond a group that has broken away.
const BEYOND: MemberId = MemberId::MAX - 1;

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

/// What decides about a member, decided before any walk and kept together.
#[derive(Clone, Copy)]
struct Standing {
    /// The place of the nearest member above who uses up the level in question.
    next: MemberId,
    /// Levels held; 0 while inactive.
    held: u16,
    rank: u8,
    active: bool,
}

/// What stands where there is nobody.
const ABOVE_ALL: Standing = Standing { next: NOBODY, held: 0, rank: 0, active: false };

/// One order on its way up: the place it comes from, and the place it has come to.
#[derive(Clone, Copy)]
struct Walk {
    buyer: MemberId,
    payee: MemberId,
    volume: Volume,
    is_new: bool,
}

/// One settlement in progress, by places of the tree.
struct Settlement<'a> {
    rule: &'a Unilevel,
    period: &'a Period,
    places: Places<'a>,
    standing: Vec<Standing>,
}

impl<'a> Settlement<'a> {
    fn new(rule: &'a Unilevel, period: &'a Period, places: Places<'a>) -> Self {
        let standing = |place| {
            let member = places.id(place) as usize;
            let (active, rank) = (period.active()[member], period.ranks()[member]);
            let held = if active { rule.levels_held(rank, period.personal()[member]) } else { 0 };
            Standing { next: NOBODY, held: u16::try_from(held).unwrap_or(u16::MAX), rank, active }
        };
        let standing = period.members().map(standing).collect();
        Self { rule, period, places, standing }
    }

    /// The orders the rule pays on, at their buyers.
    fn walks(&self) -> Vec<Walk> {
        let Orders { new, old, .. } = self.rule.orders;
        let walk = |buyer| {
            let member = self.places.id(buyer);
            let is_new = self.rule.orders.is_new(self.period, member);
            Walk { buyer, payee: buyer, volume: self.period.commissionable()[member as usize], is_new }
        };
        let counts = |walk: &Walk| walk.volume != Volume::ZERO && (if walk.is_new { new } else { old }) != Rate::ZERO;
        self.period.members().map(walk).filter(counts).collect()
    }

    /// Finds for each member the nearest member above who uses up this level, paid or not.
    fn find_next(&mut self, level: u16) {
        for (place, &sponsor) in self.places.above().iter().enumerate().skip(1) {
            let above = self.standing[sponsor as usize];
            let counts = match self.rule.counting {
                Counting::Everybody => true,
                Counting::Active => above.active,
                Counting::Holding => above.held >= level,
                Counting::Leaders(rank) => above.rank >= rank,
            };
            let breaks = self.rule.boundary.is_some_and(|rank| self.standing[place].rank >= rank);
            self.standing[place].next = match (breaks, counts) {
                (true, _) => BEYOND,
                (false, true) => sponsor,
                (false, false) => above.next,
            };
        }
    }

    /// The steps of one level, for old and for new members' orders.
    fn steps(&self, level: usize, rates: &[Rate]) -> [Step; 2] {
        let step = |share: Rate| Step::new(level, rates.iter().copied(), [self.rule.broad, share], self.period);
        [step(self.rule.orders.old), step(self.rule.orders.new)]
    }

    /// Writes the lines of one order and level: what is paid, and what of the promise is kept.
    fn write(&self, walk: &Walk, standing: Standing, steps: &[Step; 2], books: &mut Books<'_>) {
        let step = &steps[usize::from(walk.is_new)];
        let Walk { volume, payee, .. } = *walk;
        let basis = if step.counted == Share::WHOLE { volume } else { step.counted.of_points(volume) };
        let promised = step.promise.1.of_volume(volume);
        let buyer = self.places.id(walk.buyer);
        let promise = Line::on_order(buyer, buyer, step.number, basis, step.promise.0, promised);
        if payee >= BEYOND {
            let reason = if payee == BEYOND { Reason::BrokenAway } else { Reason::NoUplineLeft };
            books.line(&Line { earner: None, ..promise.kept(promised, reason) });
            return;
        }
        let promise = Line { earner: Some(self.places.id(payee)), ..promise };
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
        let member = self.places.id(payee) as usize;
        if !self.period.active()[member] {
            Reason::NotActive
        } else if self.rule.levels_by_volume(self.period.personal()[member]) < usize::from(level) {
            Reason::VolumeTooLow
        } else {
            Reason::LevelNotHeld
        }
    }
}

/// Pays every order of the month up the tree of the rule.
pub(super) fn settle(rule: &Unilevel, period: &Period, books: &mut Books<'_>) {
    let placed;
    let stated = if let Upline::Placement(placing) = rule.upline { period.placement_by(placing) } else { None };
    let parents = match (rule.upline, stated) {
        (Upline::Sponsor, _) => period.sponsors(),
        (Upline::Placement(_), Some(placement)) => placement.parents(),
        (Upline::Placement(placing), None) => {
            placed = placing.place(period);
            placed.parents()
        }
    };
    if !parents.is_empty() {
        settle_up(Settlement::new(rule, period, Places::new(parents)), books);
    }
}

fn settle_up(mut settlement: Settlement<'_>, books: &mut Books<'_>) {
    let rule = settlement.rule;
    let mut walks = settlement.walks();
    let mut met = [ABOVE_ALL; 256];
    if !rule.own_rates.is_empty() {
        let steps = settlement.steps(0, &rule.own_rates);
        let met = |walk: &Walk| settlement.standing[walk.buyer as usize];
        for walk in &walks {
            settlement.write(walk, met(walk), &steps, books);
        }
    }
    for level in 1..=rule.depth() {
        let rates: Vec<Rate> =
            rule.rates.iter().map(|rates| rates.get(level - 1).copied().unwrap_or(Rate::ZERO)).collect();
        let steps = settlement.steps(level, &rates);
        if level == 1 || rule.counting == Counting::Holding {
            settlement.find_next(steps[0].number);
        }
        for block in walks.chunks_mut(met.len()) {
            // First everything that waits for memory, without a decision in between; then the decisions.
            for (walk, met) in block.iter_mut().zip(&mut met) {
                if walk.payee < BEYOND {
                    walk.payee = settlement.standing[walk.payee as usize].next;
                }
                *met = settlement.standing.get(walk.payee as usize).copied().unwrap_or(ABOVE_ALL);
            }
            for (walk, &met) in block.iter().zip(&met) {
                settlement.write(walk, met, &steps, books);
            }
        }
    }
}
