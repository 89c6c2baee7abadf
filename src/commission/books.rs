//! [`Books`]: what a rule writes its lines into, and [`Ledger`]: what is remembered between rules and months.

use std::ops::Range;

use super::desk::Desk;
use super::earnings::Earnings;
use super::line::{Line, Reason};
use super::outlook::RuleSet;
use super::parts;
use super::period::Period;
use super::rounding::{ExactSum, RoundedPer, Rounding, ToCent};
use super::scratch::{Scratch, refill};
use super::share::Share;
use super::sink::{EarnerByRule, Sink, Totals};
use super::standing::Standing;
use crate::team::MemberId;
use crate::units::{Money, Volume};

/// What a plan remembers: what each rule paid to whom this month, what it carries to the next month, and the members'
/// [`Standing`].
///
/// One ledger belongs to one plan and one network, and goes with them from month to month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    rules: Vec<Memory>,
    /// How many members the month has.
    members: usize,
    /// How the plan comes to whole cents.
    rounding: Rounding,
    /// What all rules have paid this month by member id, exactly; empty unless that is what is rounded.
    sums: Vec<ExactSum>,
    /// What is remembered of the members' ranks.
    pub(super) standing: Standing,
    /// What rules work on.
    desk: Scratch<Desk>,
}

/// What one rule leaves behind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Memory {
    /// Paid this month by member id; empty until the rule pays, and unless it is read.
    earned: Vec<Money>,
    /// The same of all members together.
    in_all: Money,
    /// Volume carried to the next month by member id, left and right; empty until the rule writes it.
    carry: Vec<[Volume; 2]>,
    /// Paid this month by member id, exactly; empty unless that is what is rounded.
    sums: Vec<ExactSum>,
}

impl Ledger {
    /// A ledger in which nothing has happened yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            rules: Vec::new(),
            members: 0,
            rounding: Rounding::EACH_LINE,
            sums: Vec::new(),
            standing: Standing::new(),
            desk: Scratch::new(Desk::new()),
        }
    }

    /// Forgets everything and keeps the memory: a new network.
    pub fn clear(&mut self) {
        for memory in &mut self.rules {
            memory.forget_earned();
            memory.carry.clear();
        }
        self.standing.clear();
    }

    /// What a rule of the plan, by its number from 0, carries over for a member: left and right.
    #[must_use]
    pub fn carry(&self, rule: usize, member: MemberId) -> [Volume; 2] {
        let carry = self.rules.get(rule).and_then(|memory| memory.carry.get(member as usize));
        carry.copied().unwrap_or_default()
    }

    /// The same ledger with nothing in it but what is carried to the next month: what a month can be settled from again.
    #[must_use]
    pub fn carried(&self) -> Self {
        let memory = |memory: &Memory| Memory { carry: memory.carry.clone(), ..Memory::default() };
        let rules = self.rules.iter().map(memory).collect();
        Self { rules, standing: self.standing.carried(), ..Self::new() }
    }

    /// Whether two ledgers of one plan and network carry the same to the next month, so that it is settled alike.
    #[must_use]
    pub fn carries_as(&self, other: &Self) -> bool {
        self.rules.iter().map(|memory| &memory.carry).eq(other.rules.iter().map(|memory| &memory.carry))
            && self.standing.carries_as(&other.standing)
    }

    /// Makes room for a month of so many members under so many rules.
    pub(super) fn open(&mut self, rules: usize, members: usize, rounding: Rounding) {
        self.rounding = rounding;
        self.members = members;
        if self.rules.len() != rules {
            self.rules.resize_with(rules, Memory::default);
        }
        let room = |per: RoundedPer| if rounding.per == per { members } else { 0 };
        let by_rule = room(RoundedPer::EarnerAndRule);
        for memory in &mut self.rules {
            memory.forget_earned();
            if by_rule > 0 {
                refill(&mut memory.sums, by_rule, ExactSum::default());
            }
        }
        refill(&mut self.sums, room(RoundedPer::Earner), ExactSum::default());
    }
}

impl Memory {
    fn forget_earned(&mut self) {
        self.earned.clear();
        self.in_all = Money::ZERO;
    }

    /// Writes down what a member is paid, among so many.
    #[inline]
    fn record(&mut self, earner: MemberId, amount: Money, members: usize) {
        if self.earned.is_empty() {
            refill(&mut self.earned, members, Money::ZERO);
        }
        self.earned[earner as usize] += amount;
        self.in_all += amount;
    }
}

/// The open books of one rule in one month: it writes its lines here, sees what the rules before it paid, and leaves
/// what it carries to the next month.
pub struct Books<'a> {
    /// What each rule is called in the plan ([`super::Plan::labels`]).
    labels: &'a [String],
    number: usize,
    /// Of which rules others read what they pay, and whether this one is among them: then it is written down.
    read: RuleSet,
    is_read: bool,
    pub(super) ledger: &'a mut Ledger,
    /// Where lines go that are only added up: by a direct call, because a month can have millions of them.
    totals: Option<&'a mut Totals>,
    /// Where they go when one earner only is of interest: by a direct call, because there are millions of small months.
    one: Option<&'a mut EarnerByRule>,
    /// Where they go otherwise.
    sink: Option<&'a mut dyn Sink>,
}

impl<'a> Books<'a> {
    /// The books of a month; a rule is to be opened first ([`Books::open_rule`]).
    pub(super) fn new(labels: &'a [String], read: RuleSet, ledger: &'a mut Ledger, sink: &'a mut dyn Sink) -> Self {
        let books = Self { labels, number: 0, read, is_read: false, ledger, totals: None, one: None, sink: None };
        // Asked twice, because the first answer would keep the sink borrowed in the other cases as well.
        if let Some(one) = sink.one_earner() {
            one.make_room(labels.len());
            Self { one: sink.one_earner(), ..books }
        } else if sink.totals().is_some() {
            Self { totals: sink.totals(), ..books }
        } else {
            Self { sink: Some(sink), ..books }
        }
    }

    /// Turns to the rule of this number, from 0.
    pub(super) fn open_rule(&mut self, number: usize) {
        self.number = number;
        self.is_read = self.read.has(number);
        if let Some(one) = &mut self.one {
            one.turn_to(number);
        } else if let Some(sink) = &mut self.sink {
            sink.open_rule(number, &self.labels[number]);
        }
    }

    /// What rules work on.
    pub(super) const fn desk(&mut self) -> &mut Desk {
        self.ledger.desk.get()
    }

    /// Whether anybody reads what the company keeps, so that it has to be written.
    #[inline]
    pub(super) const fn wants_kept(&self) -> bool {
        self.one.is_none()
    }

    /// Whether anybody reads what this earner is paid, so that it has to be written.
    #[inline]
    pub(super) fn wants(&self, earner: MemberId) -> bool {
        self.one.as_ref().is_none_or(|one| self.matters_to_others() || one.earner() == earner)
    }

    /// Whether what the rule pays one member may decide what another is paid: because a rule reads it, or because of all that
    /// an earner is paid only the sum is rounded, so that each part of it decides about the cents of the next.
    #[inline]
    fn matters_to_others(&self) -> bool {
        self.is_read || self.ledger.rounding.per == RoundedPer::Earner
    }

    /// The one earner whose pay anybody reads.
    #[inline]
    pub(super) fn only(&self) -> Option<MemberId> {
        self.one.as_ref().filter(|_| !self.matters_to_others()).map(|one| one.earner())
    }

    /// Says of which rules it will be read this month what they pay.
    pub(super) const fn will_read(&mut self, rules: RuleSet) {
        self.read = rules;
    }

    /// Writes down what a rule that reads earnings may ask for.
    #[inline]
    fn record(&mut self, earner: Option<MemberId>, amount: Money, reason: Reason) {
        if self.is_read
            && let Some(earner) = earner.filter(|_| reason.is_paid())
        {
            self.ledger.rules[self.number].record(earner, amount, self.ledger.members);
        }
    }

    /// Writes a line.
    #[inline]
    pub fn line(&mut self, line: &Line) {
        self.record(line.earner, line.amount, line.reason);
        if let Some(totals) = &mut self.totals {
            totals.add(line.earner, line.amount, line.reason);
        } else if let Some(one) = &mut self.one {
            one.add(line.earner, line.amount, line.reason);
        } else if let Some(sink) = &mut self.sink {
            sink.line(&self.labels[self.number], line);
        }
    }

    /// Whether lines are only added up, each rounded by itself, so that their order makes no difference.
    pub(super) fn adds_up(&self) -> bool {
        self.totals.is_some() && self.ledger.rounding.per == RoundedPer::Line
    }

    /// Writes a line of this earner, amount and reason. The rest of it is asked for only where lines are kept.
    #[inline]
    pub(super) fn entry(
        &mut self,
        earner: Option<MemberId>,
        amount: Money,
        reason: Reason,
        line: impl FnOnce() -> Line,
    ) {
        if let Some(totals) = &mut self.totals {
            totals.add(earner, amount, reason);
        } else if let Some(one) = &mut self.one {
            one.add(earner, amount, reason);
        } else {
            return self.line(&Line { earner, amount, reason, ..line() });
        }
        self.record(earner, amount, reason);
    }

    /// Pays these members' orders by `pay`: on several threads where lines are only added up and there are many, and
    /// otherwise all at once in the order of the members. `pay` may write, award and promise, and nothing else: it is
    /// given books without a memory.
    pub(super) fn by_members(&mut self, members: usize, pay: impl Fn(Range<MemberId>, &mut Books<'_>) + Sync) {
        let count = MemberId::try_from(members).unwrap_or(MemberId::MAX);
        if !self.adds_up() || !parts::is_worth_sharing(count) {
            return pay(0..count, self);
        }
        let rounding = self.ledger.rounding;
        let sums = parts::shared_out(count, |block, totals| {
            let mut ledger = Ledger { rounding, ..Ledger::new() };
            let ledger = &mut ledger;
            pay(
                block,
                &mut Books {
                    labels: &[],
                    number: 0,
                    read: RuleSet::NONE,
                    is_read: false,
                    ledger,
                    totals: Some(totals),
                    one: None,
                    sink: None,
                },
            );
        });
        self.absorb(sums);
    }

    /// The sums of a settlement elsewhere: in books that remember what each rule has paid by now as `earned` turns it, and
    /// nothing else.
    pub(super) fn elsewhere(
        &self,
        earned: impl Fn(&[Money]) -> Vec<Money>,
        settle: impl FnOnce(&mut Books<'_>),
    ) -> Totals {
        let memory =
            |memory: &Memory| Memory { earned: earned(&memory.earned), in_all: memory.in_all, ..Memory::default() };
        let rules = self.ledger.rules.iter().map(memory).collect();
        let Ledger { members, rounding, .. } = *self.ledger;
        let mut ledger = Ledger { rules, members, rounding, ..Ledger::new() };
        let mut sums = Totals::new(self.totals.as_ref().map_or(0, |totals| totals.earners().len()));
        let (labels, number) = (self.labels, self.number);
        let ledger = &mut ledger;
        settle(&mut Books {
            labels,
            number,
            read: RuleSet::NONE,
            is_read: false,
            ledger,
            totals: Some(&mut sums),
            one: None,
            sink: None,
        });
        sums
    }

    /// Writes lines that have been added up before. Only where that is all that is done with them
    /// ([`Books::adds_up`]).
    pub(super) fn absorb(&mut self, sums: Totals) {
        if self.is_read {
            let memory = &mut self.ledger.rules[self.number];
            memory.earned.resize(self.ledger.members, Money::ZERO);
            memory.earned.iter_mut().zip(sums.earners()).for_each(|(earned, &more)| *earned += more);
            memory.in_all += sums.paid();
        }
        if let Some(totals) = &mut self.totals {
            totals.absorb(sums);
        }
    }

    /// Writes a line that the company keeps, unless it comes to nothing.
    pub fn keep(&mut self, line: &Line, amount: Money, reason: Reason) {
        if amount != Money::ZERO && self.wants_kept() {
            self.line(&line.kept(amount, reason));
        }
    }

    /// The amount of a paid line: this share of so many hundredths (cents, or hundredths of a point at one major unit a
    /// point), rounded as the plan says. To be asked once for each paid line, because a plan may round sums
    /// ([`RoundedPer`]).
    #[inline]
    pub fn award(&mut self, earner: MemberId, share: &Share, hundredths: i64) -> Money {
        if self.ledger.rounding.per == RoundedPer::Line {
            return share.of_hundredths(hundredths, self.ledger.rounding.to_cent);
        }
        let (numerator, denominator) = share.fraction_of(hundredths);
        self.award_fraction(earner, numerator, denominator)
    }

    /// As [`Books::award`], for cents as an exact fraction of a positive denominator.
    pub fn award_fraction(&mut self, earner: MemberId, numerator: i128, denominator: i128) -> Money {
        let Rounding { to_cent, per } = self.ledger.rounding;
        let sums = match per {
            RoundedPer::Line => return to_cent.round(numerator, denominator),
            RoundedPer::EarnerAndRule => &mut self.ledger.rules[self.number].sums,
            RoundedPer::Earner => &mut self.ledger.sums,
        };
        sums[earner as usize].add(numerator, denominator, to_cent)
    }

    /// What a promise or a kept part comes to: as [`Books::award`], each by itself.
    #[inline]
    #[must_use]
    pub fn promise(&self, share: &Share, hundredths: i64) -> Money {
        share.of_hundredths(hundredths, self.ledger.rounding.to_cent)
    }

    /// Which way a part of a cent goes.
    pub(super) const fn to_cent(&self) -> ToCent {
        self.ledger.rounding.to_cent
    }

    /// As [`Books::promise`], for cents as an exact fraction of a positive denominator.
    #[must_use]
    pub fn promise_fraction(&self, numerator: i128, denominator: i128) -> Money {
        self.ledger.rounding.to_cent.round(numerator, denominator)
    }

    /// What the rules so called in the plan ([`super::Plan::labels`]) have paid each member so far this month, by member
    /// id. Only a rule that says
    /// [`reads_earnings`](super::Rule::reads_earnings) sees anything else than nothing.
    #[must_use]
    pub fn earned(&self, period: &Period, rules: &[String]) -> Vec<Money> {
        let mut sums = vec![Money::ZERO; period.len()];
        for (label, memory) in self.labels.iter().zip(&self.ledger.rules) {
            if rules.contains(label) {
                sums.iter_mut().zip(&memory.earned).for_each(|(sum, &earned)| *sum += earned);
            }
        }
        sums
    }

    /// Whether these rules have written anything that could be read.
    pub(super) fn has_earned(&self, on: &Earnings) -> bool {
        on.numbers(self.labels).iter().any(|&number| !self.ledger.rules[number].earned.is_empty())
    }

    /// What these rules have paid all members together.
    pub(super) fn earned_in_all(&self, on: &Earnings) -> Money {
        on.numbers(self.labels).iter().map(|&number| self.ledger.rules[number].in_all).sum()
    }

    /// As [`Books::earned`], in memory that is to be given back ([`Books::give_back`]).
    pub(super) fn take_earned(&mut self, on: &Earnings) -> Vec<Money> {
        let mut sums = std::mem::take(&mut self.desk().earned);
        refill(&mut sums, self.ledger.members, Money::ZERO);
        for &number in on.numbers(self.labels).iter() {
            sums.iter_mut().zip(&self.ledger.rules[number].earned).for_each(|(sum, &earned)| *sum += earned);
        }
        sums
    }

    /// Takes memory back.
    pub(super) fn give_back(&mut self, earned: Vec<Money>) {
        self.desk().earned = earned;
    }

    /// What this rule carried over from the month before, left and right by member id, to be overwritten with what
    /// it carries on. Members who were not there a month ago carry nothing.
    pub fn carry(&mut self, period: &Period) -> &mut [[Volume; 2]] {
        let carry = &mut self.ledger.rules[self.number].carry;
        if carry.len() < period.len() {
            carry.resize(period.len(), [Volume::ZERO; 2]);
        }
        carry
    }
}
