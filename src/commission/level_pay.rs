//! The walk behind all level pay: from each buyer upward, one payee a level, decided by tables and not by recursion.

use std::borrow::Cow;
use std::ops::Range;

use super::matching::active_legs;
use super::placement::Placing;
use super::places::Places;
use super::unilevel::{Compression, Unilevel};
use super::{Books, Line, Period, Reason, Share};
use crate::team::MemberId;
use crate::units::{Money, Rate, Volume};

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

    fn at(&self, rank: u8) -> &(Rate, Share) {
        at_rank(&self.rates, rank).unwrap_or(&(Rate::ZERO, Share::NONE))
    }
}

/// What decides about a member, decided before any walk and kept together.
#[derive(Clone, Copy)]
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
#[derive(Clone, Copy)]
struct Walk {
    buyer: MemberId,
    payee: MemberId,
    volume: Volume,
    /// What is left of the promise on the order.
    left: Money,
    is_new: bool,
}

/// One settlement in progress, by places of the tree.
struct Settlement<'a> {
    rule: &'a Unilevel,
    period: &'a Period,
    places: Places<'a>,
    standing: Vec<Standing>,
    /// The nearest place above each that holds more levels. Empty where nobody is looked for who holds one.
    higher: Vec<MemberId>,
}

impl<'a> Settlement<'a> {
    fn new(rule: &'a Unilevel, period: &'a Period, places: Places<'a>) -> Self {
        let legs = if rule.counts_legs() { active_legs(period) } else { Vec::new() };
        let standing = |place| {
            let member = places.id(place) as usize;
            let (active, rank) = (period.active()[member], period.ranks()[member]);
            let by_legs = legs.get(member).map_or(usize::MAX, |&legs| rule.levels_by_legs(legs));
            let held = if active { rule.levels_held(rank, period.personal()[member]).min(by_legs) } else { 0 };
            Standing { next: NOBODY, held: u16::try_from(held).unwrap_or(u16::MAX), rank, active }
        };
        let standing = period.members().map(standing).collect();
        let mut settlement = Self { rule, period, places, standing, higher: Vec::new() };
        settlement.find_next();
        if rule.counting == Counting::Holding || rule.unpaid == Unpaid::RollsUp {
            settlement.find_higher();
        }
        settlement
    }

    /// The orders of these places that the rule pays on, at their buyers, with what it promises on each.
    fn walks(&self, places: impl Iterator<Item = MemberId>, books: &Books<'_>) -> impl Iterator<Item = Walk> {
        let Orders { new, old, .. } = self.rule.orders;
        let promises = [old, new].map(|counted| self.promise(counted));
        let walk = move |buyer| {
            let member = self.places.id(buyer);
            let volume = self.period.commissionable()[member as usize];
            let is_new = self.rule.orders.is_new(self.period, member);
            let counted = if is_new { new } else { old };
            let left = books.promise(&promises[usize::from(is_new)], volume.hundredths());
            (volume != Volume::ZERO && counted != Rate::ZERO).then_some(Walk {
                buyer,
                payee: buyer,
                volume,
                left,
                is_new,
            })
        };
        places.filter_map(walk)
    }

    /// What is promised on an order of which this share counts: the sum of each level's highest rate.
    fn promise(&self, counted: Rate) -> Share {
        let highest = |rates: &mut dyn Iterator<Item = Rate>| rates.max().map_or(0, Rate::parts_per_million);
        let own = highest(&mut self.rule.own_rates.iter().copied());
        let level = |index| highest(&mut self.rule.rates.iter().filter_map(|rates| rates.get(index)).copied());
        let all = (0..self.rule.depth()).map(level).fold(own, u32::saturating_add);
        let all = Rate::from_parts_per_million(all);
        Share::of(&[self.rule.broad, counted, all, self.period.point_value()])
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

    /// Finds for each member the nearest member above who may use up a level, paid or not: the same on all levels but
    /// where only who holds a level uses it up.
    fn find_next(&mut self) {
        for (place, &sponsor) in self.places.above().iter().enumerate().skip(1) {
            let above = self.standing[sponsor as usize];
            self.standing[place].next = match (self.breaks(place), self.counts(sponsor, above)) {
                (true, _) => BEYOND,
                (false, true) => sponsor,
                (false, false) => above.next,
            };
        }
    }

    /// Finds for each member the nearest member above who holds more levels, so that whoever holds a level is found in
    /// as many steps at most as there are different numbers of levels.
    fn find_higher(&mut self) {
        self.higher = vec![NOBODY; self.standing.len()];
        for (place, &sponsor) in self.places.above().iter().enumerate().skip(1) {
            self.higher[place] = if self.breaks(place) {
                BEYOND
            } else {
                self.holder(sponsor, self.standing[place].held.saturating_add(1))
            };
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

    /// The steps of one level, for old and for new members' orders; level 0 is a member's own orders.
    fn steps(&self, level: usize) -> [Step; 2] {
        let rates: Vec<Rate> = match level.checked_sub(1) {
            None => self.rule.own_rates.clone(),
            Some(index) => {
                let rate = |rates: &Vec<Rate>| rates.get(index).copied().unwrap_or(Rate::ZERO);
                self.rule.rates.iter().map(rate).collect()
            }
        };
        let step = |share: Rate| Step::new(level, rates.iter().copied(), [self.rule.broad, share], self.period);
        [step(self.rule.orders.old), step(self.rule.orders.new)]
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
            let promised = books.promise(&step.promise.1, hundredths);
            walk.left -= promised;
            let earner = (payee < BEYOND).then(|| self.places.id(payee));
            let reason = self.reason_to_keep(payee, standing, step.number);
            books.entry(earner, promised, reason, || line(step.promise.0));
            return;
        }
        let earner = self.places.id(payee);
        let rank = if self.rule.of_lower_rank {
            standing.rank.min(self.standing[walk.buyer as usize].rank)
        } else {
            standing.rank
        };
        let (rate, share) = step.at(rank);
        if *rate != Rate::ZERO {
            let amount = books.award(earner, share, hundredths);
            walk.left -= amount;
            books.entry(Some(earner), amount, Reason::Paid, || line(*rate));
        }
        if *rate < step.promise.0 {
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
    if !parents.is_empty() {
        settle_up(&Settlement::new(rule, period, Places::new(parents)), books);
    }
}

/// How many orders are taken up the tree together.
const BLOCK: usize = 256;

fn settle_up(settlement: &Settlement<'_>, books: &mut Books<'_>) {
    let own = (!settlement.rule.own_rates.is_empty()).then(|| settlement.steps(0));
    let levels: Vec<[Step; 2]> = (1..=settlement.rule.depth()).map(|level| settlement.steps(level)).collect();
    if books.adds_up() {
        return books.by_members(settlement.period.len(), |members, books| {
            settlement.add_up(members, own.as_ref(), &levels, books);
        });
    }
    let mut walks: Vec<Walk> = settlement.walks(settlement.period.members(), books).collect();
    let mut met = [ABOVE_ALL; BLOCK];
    if let Some(steps) = &own {
        for walk in &mut walks {
            settlement.write(walk, settlement.at(walk.buyer), steps, books);
        }
    }
    for steps in &levels {
        for block in walks.chunks_mut(BLOCK) {
            for (walk, met) in block.iter().zip(&mut met) {
                *met = settlement.at(walk.payee);
            }
            settlement.pay_level(block, &mut met, steps, books);
        }
    }
    settlement.write_rest(&walks, books);
}

impl Settlement<'_> {
    /// What decides about the member at a place; nothing above all.
    #[inline]
    fn at(&self, place: MemberId) -> Standing {
        self.standing.get(place as usize).copied().unwrap_or(ABOVE_ALL)
    }

    /// As level by level, and the same sums: a few orders at a time through all levels, so that they stay at hand. For
    /// sums only, which do not care for the order of lines.
    fn add_up(&self, members: Range<MemberId>, own: Option<&[Step; 2]>, levels: &[[Step; 2]], books: &mut Books<'_>) {
        let mut met = [ABOVE_ALL; BLOCK];
        let mut walks: Vec<Walk> = Vec::with_capacity(BLOCK);
        for start in members.clone().step_by(BLOCK) {
            walks.clear();
            let block = (start..members.end).take(BLOCK);
            walks.extend(self.walks(block, books));
            for (walk, met) in walks.iter_mut().zip(&mut met) {
                *met = self.at(walk.buyer);
                if let Some(steps) = own {
                    self.write(walk, *met, steps, books);
                }
            }
            for steps in levels {
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
