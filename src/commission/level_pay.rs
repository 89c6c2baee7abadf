//! The walk behind all level pay: from each buyer upward, one payee a level, decided by tables and not by recursion.

mod small;
mod terms;

use std::borrow::Cow;
use std::ops::Range;

use super::matching::count_active_below;
use super::placement::Placing;
use super::places::Places;
use super::rounding::ToCent;
use super::unilevel::{Compression, Unilevel};
use super::{Books, Line, Period, Reason, Share};
use crate::team::MemberId;
use crate::units::{Money, Rate, Volume};

use self::small::Climb;
use self::terms::Step;
pub(super) use self::terms::Terms;

/// Who uses up a level, paid or not; everybody else is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counting {
    Everybody,
    Active,
    /// Active members who hold the level.
    Holding,
    /// Members of this rank or higher, active or not.
    Leaders(u8),
    /// Active members of this rank or higher.
    ActiveLeaders(u8),
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

    /// The share of a buyer's orders that is paid on.
    pub(super) fn counted(self, period: &Period, buyer: MemberId) -> Rate {
        if self.is_new(period, buyer) { self.new } else { self.old }
    }

    fn is_new(self, period: &Period, buyer: MemberId) -> bool {
        is_new(period, buyer, self.months)
    }

    /// What counts of each member's commissionable volume, by member id, rounded once a member.
    pub(super) fn counted_volumes(self, period: &Period) -> Cow<'_, [Volume]> {
        if self == Self::ALIKE {
            return Cow::Borrowed(period.commissionable());
        }
        let [new, old] = [self.new, self.old].map(|rate| Share::of(&[rate]));
        let counted = |buyer: MemberId| {
            let share = if self.is_new(period, buyer) { new } else { old };
            share.of_points(period.commissionable()[buyer as usize])
        };
        Cow::Owned(period.members().map(counted).collect())
    }
}

/// Whether a member is in its first so many months, the month of joining being the first.
pub(super) fn is_new(period: &Period, member: MemberId, months: u16) -> bool {
    period.month().get().saturating_sub(period.joined()[member as usize]) < months
}

/// The tree in which levels are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Upline {
    Sponsor,
    /// Of enrollers.
    Enroller,
    /// The placement tree, made like this when the network has none.
    Placement(Placing),
}

/// Where the share of a level goes that the member who uses it up may not be paid. Public plans disagree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unpaid {
    /// The company keeps it.
    #[default]
    Company,
    /// It rolls up: to the next active member above who holds the level, beside what that member is paid otherwise.
    RollsUp,
    /// It goes to the plan's default account, which is nobody in the tree.
    DefaultAccount,
}

/// The entry of a table by rank, the last one standing for all higher ranks; `None` when the table is empty.
pub(super) fn at_rank<T>(table: &[T], rank: u8) -> Option<&T> {
    table.get(usize::from(rank)).or(table.last())
}

/// Above the root.
const NOBODY: MemberId = MemberId::MAX;
/// Beyond a group that has broken away.
const BEYOND: MemberId = MemberId::MAX - 1;

/// What decides about a member, decided before any walk and kept together.
#[derive(Clone, Copy, Debug)]
struct Standing {
    /// The place of the nearest member above who may use up a level.
    next: MemberId,
    /// Levels held; 0 while inactive.
    held: u16,
    rank: u8,
    active: bool,
}

impl Standing {
    const fn holds(self, level: u16) -> bool {
        self.active && self.held >= level
    }
}

/// What stands where there is nobody.
const ABOVE_ALL: Standing = Standing { next: NOBODY, held: 0, rank: 0, active: false };

/// One order on its way up: the place it comes from, and the place it has come to.
#[derive(Clone, Copy, Debug)]
struct Walk {
    buyer: MemberId,
    payee: MemberId,
    volume: Volume,
    /// What is left of the promise on the order.
    left: Money,
    is_new: bool,
}

/// Memory to work in, kept from month to month.
#[derive(Debug, Default)]
pub(super) struct Memory {
    standing: Vec<Standing>,
    higher: Vec<MemberId>,
    walks: Vec<Walk>,
    /// How many active legs each member has, by member id; nothing where none are asked for.
    legs: Vec<usize>,
}

/// One settlement in progress, by places of the tree.
struct Settlement<'a> {
    rule: &'a Unilevel,
    terms: &'a Terms,
    period: &'a Period,
    places: Places<'a>,
    standing: Vec<Standing>,
    /// The nearest place above each that holds more levels, so that whoever holds a level is found in as many steps at
    /// most as there are different numbers of levels. Empty where nobody is looked for who holds one.
    higher: Vec<MemberId>,
}

impl<'a> Settlement<'a> {
    fn new(rule: &'a Unilevel, terms: &'a Terms, period: &'a Period, places: Places<'a>, memory: &mut Memory) -> Self {
        let mut standing = std::mem::take(&mut memory.standing);
        let mut higher = std::mem::take(&mut memory.higher);
        standing.clear();
        higher.clear();
        let mut settlement = Self { rule, terms, period, places, standing, higher };
        settlement.decide(&memory.legs);
        settlement
    }

    /// Decides about each member, those above first.
    fn decide(&mut self, legs: &[usize]) {
        self.standing.reserve(self.period.len());
        let looks_for_holders = self.rule.counting == Counting::Holding || self.rule.unpaid == Unpaid::RollsUp;
        for place in self.period.members() {
            let at = place as usize;
            let mut own = self.of_member(self.places.id(place) as usize, legs);
            let mut higher = NOBODY;
            if place > 0 {
                let above = self.places.above()[at];
                let breaks = self.breaks(at);
                own.next = if breaks { BEYOND } else { self.next_from(above) };
                if looks_for_holders {
                    higher = if breaks { BEYOND } else { self.holder(above, own.held.saturating_add(1)) };
                }
            }
            self.standing.push(own);
            if looks_for_holders {
                self.higher.push(higher);
            }
        }
    }

    /// What decides about a member by itself.
    #[inline]
    fn of_member(&self, member: usize, legs: &[usize]) -> Standing {
        let (active, rank) = (self.period.active()[member], self.period.ranks()[member]);
        let legs = legs.get(member).copied();
        let held = if active { self.rule.levels_of_member(self.terms, self.period, member, legs) } else { 0 };
        Standing { next: NOBODY, held, rank, active }
    }

    /// The nearest member from this place upward who may use up a level, paid or not: the same on all levels but where
    /// only who holds a level uses it up.
    #[inline]
    fn next_from(&self, place: MemberId) -> MemberId {
        let standing = self.standing[place as usize];
        if self.counts(place, standing) { place } else { standing.next }
    }

    /// The orders of these places that the rule pays on, at their buyers, with what it promises on each where somebody
    /// asks for it.
    fn walks(&self, places: impl Iterator<Item = MemberId>, promised: Option<ToCent>) -> impl Iterator<Item = Walk> {
        let Orders { new, old, .. } = self.rule.orders;
        let walk = move |buyer| {
            let member = self.places.id(buyer);
            let volume = self.period.commissionable()[member as usize];
            let is_new = self.rule.orders.is_new(self.period, member);
            let counted = if is_new { new } else { old };
            if volume == Volume::ZERO || counted == Rate::ZERO {
                return None;
            }
            let promise = &self.terms.promises[usize::from(is_new)];
            let left = promised.map_or(Money::ZERO, |to_cent| promise.of_hundredths(volume.hundredths(), to_cent));
            Some(Walk { buyer, payee: buyer, volume, left, is_new })
        };
        places.filter_map(walk)
    }

    /// Whether neither volume nor pay crosses from this place to those above.
    fn breaks(&self, place: usize) -> bool {
        self.rule.boundary.is_some_and(|rank| self.leader_rank(place) >= rank)
    }

    /// The rank by which the member at a place leads a group.
    fn leader_rank(&self, place: usize) -> u8 {
        // Places are numbered as members are.
        let place = MemberId::try_from(place).unwrap_or(0);
        self.period.leader_ranks()[self.places.id(place) as usize]
    }

    /// Whether the member at a place may use up a level, paid or not.
    fn counts(&self, place: MemberId, standing: Standing) -> bool {
        match self.rule.counting {
            Counting::Everybody => true,
            Counting::Active => standing.active,
            Counting::Holding => standing.held > 0,
            Counting::Leaders(rank) => self.leader_rank(place as usize) >= rank,
            Counting::ActiveLeaders(rank) => standing.active && self.leader_rank(place as usize) >= rank,
        }
    }

    /// Who holds this level: this place, or the nearest above it that does.
    #[inline]
    fn holder(&self, mut place: MemberId, level: u16) -> MemberId {
        while place < BEYOND && self.standing[place as usize].held < level {
            place = self.higher[place as usize];
        }
        place
    }

    /// Writes the lines of one order and level: what is paid, and what of the promise is kept.
    #[inline]
    fn write(&self, walk: &mut Walk, standing: Standing, steps: &[Step; 2], books: &mut Books<'_>) {
        let step = &steps[usize::from(walk.is_new)];
        let (payee, standing) = match self.rule.unpaid {
            Unpaid::RollsUp if walk.payee < BEYOND && !standing.holds(step.number) && step.number > 0 => {
                let holder = self.holder(walk.payee, step.number);
                (holder, self.at(holder))
            }
            _ => (walk.payee, standing),
        };
        let hundredths = walk.volume.hundredths();
        let line = |rate: Rate| {
            let basis = if step.counted == Share::WHOLE { walk.volume } else { step.counted.of_points(walk.volume) };
            let buyer = self.places.id(walk.buyer);
            Line::on_order(buyer, buyer, step.number, basis, rate, Money::ZERO)
        };
        if payee >= BEYOND || !standing.holds(step.number) {
            if books.wants_kept() {
                let promised = books.promise(&step.promise.1, hundredths);
                walk.left -= promised;
                let earner = (payee < BEYOND).then(|| self.places.id(payee));
                let reason = self.reason_to_keep(payee, standing, step.number);
                books.entry(earner, promised, reason, || line(step.promise.0));
            }
            return;
        }
        let earner = self.places.id(payee);
        let rank = if self.rule.of_lower_rank {
            standing.rank.min(self.standing[walk.buyer as usize].rank)
        } else {
            standing.rank
        };
        let (rate, share) = step.at(rank);
        if *rate != Rate::ZERO && books.wants(earner) {
            let amount = books.award(earner, share, hundredths);
            walk.left -= amount;
            books.entry(Some(earner), amount, Reason::Paid, || line(*rate));
        }
        if *rate < step.promise.0 && books.wants_kept() {
            let lower = books.promise(&step.promise.1, hundredths) - books.promise(share, hundredths);
            walk.left -= lower;
            if lower != Money::ZERO {
                books.entry(Some(earner), lower, Reason::LowerRate, || line(step.promise.0));
            }
        }
    }

    /// What the roundings of the lines leave of the promises.
    fn write_rest(&self, walks: &[Walk], books: &mut Books<'_>) {
        for walk in walks.iter().filter(|walk| walk.left != Money::ZERO) {
            let buyer = self.places.id(walk.buyer);
            let line = Line::on_order(buyer, buyer, 0, walk.volume, Rate::ZERO, walk.left);
            books.line(&Line { earner: None, ..line.kept(walk.left, Reason::Rounding) });
        }
    }

    fn reason_to_keep(&self, payee: MemberId, standing: Standing, level: u16) -> Reason {
        if self.rule.unpaid == Unpaid::DefaultAccount {
            Reason::DefaultAccount
        } else if payee >= BEYOND {
            if payee == BEYOND { Reason::BrokenAway } else { Reason::NoUplineLeft }
        } else if !standing.active {
            Reason::NotActive
        } else if self.rule.holds_by_volume(level, || self.period.personal()[self.places.id(payee) as usize]) {
            Reason::LevelNotHeld
        } else {
            Reason::VolumeTooLow
        }
    }
}

/// Pays every order of the month up the tree of the rule.
pub(super) fn settle(rule: &Unilevel, period: &Period, books: &mut Books<'_>) {
    let placed;
    let stated = if let Upline::Placement(placing) = rule.upline { period.placement_by(placing) } else { None };
    let parents = match (rule.upline, stated) {
        (Upline::Sponsor, _) => period.sponsors(),
        (Upline::Enroller, _) => period.enrollers(),
        (Upline::Placement(_), Some(placement)) => placement.parents(),
        (Upline::Placement(placing), None) => {
            placed = placing.place(period);
            placed.parents()
        }
    };
    if parents.is_empty() {
        return;
    }
    let worth = period.point_value();
    let made;
    let terms = match rule.terms.as_deref().filter(|terms| terms.fit(worth)) {
        Some(terms) => terms,
        None => {
            made = Terms::new(rule, worth);
            &made
        }
    };
    let is_small = period.len() <= small::MOST_MEMBERS && !books.wants_kept();
    if is_small && !rule.counts_legs() {
        return Climb { rule, terms, period, parents, legs: &[] }.settle(books);
    }
    let mut memory = books.desk().levels.take().unwrap_or_default();
    memory.legs.clear();
    if rule.counts_legs() {
        count_active_below(period.sponsors(), period.active(), &mut memory.legs);
    }
    if is_small {
        Climb { rule, terms, period, parents, legs: &memory.legs }.settle(books);
    } else {
        let settlement = Settlement::new(rule, terms, period, Places::new(parents), &mut memory);
        settlement.settle(&mut memory.walks, books);
        (memory.standing, memory.higher) = (settlement.standing, settlement.higher);
    }
    books.desk().levels = Some(memory);
}

/// How many orders are taken up the tree together.
const BLOCK: usize = 256;

impl Settlement<'_> {
    /// What decides about the member at a place; nothing above all.
    #[inline]
    fn at(&self, place: MemberId) -> Standing {
        self.standing.get(place as usize).copied().unwrap_or(ABOVE_ALL)
    }

    /// Pays all orders: shared out where lines are only added up, and level by level where they are kept.
    fn settle(&self, walks: &mut Vec<Walk>, books: &mut Books<'_>) {
        if books.adds_up() {
            books.by_members(self.period.len(), |members, books| self.add_up(members, books));
        } else {
            self.by_level(walks, books);
        }
    }

    fn by_level(&self, walks: &mut Vec<Walk>, books: &mut Books<'_>) {
        walks.clear();
        walks.extend(self.walks(self.period.members(), Some(books.to_cent())));
        let mut met = [ABOVE_ALL; BLOCK];
        if let Some(steps) = &self.terms.own {
            for walk in walks.iter_mut() {
                self.write(walk, self.at(walk.buyer), steps, books);
            }
        }
        for steps in &self.terms.levels {
            for block in walks.chunks_mut(BLOCK) {
                for (walk, met) in block.iter().zip(&mut met) {
                    *met = self.at(walk.payee);
                }
                self.pay_level(block, &mut met, steps, books);
            }
        }
        self.write_rest(walks, books);
    }

    /// As level by level, and the same sums: a few orders at a time through all levels, so that they stay at hand. For
    /// sums only, which do not care for the order of lines.
    fn add_up(&self, members: Range<MemberId>, books: &mut Books<'_>) {
        let mut met = [ABOVE_ALL; BLOCK];
        let mut walks: Vec<Walk> = Vec::with_capacity(BLOCK);
        for start in members.clone().step_by(BLOCK) {
            walks.clear();
            let block = (start..members.end).take(BLOCK);
            walks.extend(self.walks(block, Some(books.to_cent())));
            for (walk, met) in walks.iter_mut().zip(&mut met) {
                *met = self.at(walk.buyer);
                if let Some(steps) = &self.terms.own {
                    self.write(walk, *met, steps, books);
                }
            }
            for steps in &self.terms.levels {
                self.pay_level(&mut walks, &mut met, steps, books);
            }
            self.write_rest(&walks, books);
        }
    }

    /// Takes a block of orders up by a level and pays it; `met` is who they have come to before and after.
    fn pay_level(&self, block: &mut [Walk], met: &mut [Standing; BLOCK], steps: &[Step; 2], books: &mut Books<'_>) {
        let by_holding = self.rule.counting == Counting::Holding;
        let begins = self.rule.begins_at_buyer && steps[0].number == 1;
        // First everything that waits for memory, without a decision in between; then the decisions.
        for (walk, met) in block.iter_mut().zip(met.iter_mut()) {
            if walk.payee < BEYOND && !(begins && self.counts(walk.payee, *met)) {
                walk.payee = met.next;
            }
            *met = self.at(walk.payee);
        }
        if by_holding {
            for (walk, met) in block.iter_mut().zip(met.iter_mut()) {
                if met.held < steps[0].number && walk.payee < BEYOND {
                    walk.payee = self.holder(walk.payee, steps[0].number);
                    *met = self.at(walk.payee);
                }
            }
        }
        for (walk, &met) in block.iter_mut().zip(met.iter()) {
            self.write(walk, met, steps, books);
        }
    }
}
