//! Where lines go: a [`Sink`] that adds up for one earner ([`EarnerByRule`]), for everybody ([`Totals`]), or keeps
//! every line ([`Statement`]).

use super::line::{Line, Reason};
use crate::team::MemberId;
use crate::units::Money;

/// Takes the lines of a settlement, one at a time and in an order that only the rule and the network decide.
pub trait Sink {
    /// Says that the lines that follow are those of the plan's rule of this number, from 0, and label
    /// ([`super::Plan::labels`]).
    fn open_rule(&mut self, number: usize, name: &str) {
        let _ = (number, name);
    }

    /// Takes one line of the rule with this label.
    fn line(&mut self, rule: &str, line: &Line);

    /// The sums of everybody, when that is all the sink is: lines may then be added to them without asking the sink.
    fn totals(&mut self) -> Option<&mut Totals> {
        None
    }

    /// The sums of one earner, when that is all the sink is: lines of others, and lines that the company keeps, may then
    /// be left out wherever no rule reads them.
    fn one_earner(&mut self) -> Option<&mut EarnerByRule> {
        None
    }
}

/// Adds up what one earner is paid by each rule of a plan: the quickest that a month can be settled into, and what a
/// simulated career is paid by.
///
/// ```
/// use std::sync::Arc;
/// use downline::commission::{EarnerByRule, Ledger, Period, Plan, TeamPercent};
/// use downline::units::{Money, Rate, Volume};
///
/// let percent = |number: u32| Arc::new(TeamPercent::new(Rate::from_parts_per_million(number * 10_000)));
/// let plan = Plan::new(vec![percent(6), percent(1)]);
/// let mut month = Period::new(vec![0, 0])?;
/// month.set_volume(1, Volume::from_hundredths(100_00), Volume::from_hundredths(100_00));
///
/// let mut yours = EarnerByRule::new(0);
/// plan.settle(&month, &mut Ledger::new(), &mut yours);
/// assert_eq!(yours.by_rule(), [Money::from_cents(6_00), Money::from_cents(1_00)]);
/// # Ok::<(), downline::commission::PeriodError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EarnerByRule {
    earner: MemberId,
    /// The number of the rule that pays now.
    number: usize,
    by_rule: Vec<Money>,
}

impl EarnerByRule {
    /// Sums for this earner.
    #[must_use]
    pub const fn new(earner: MemberId) -> Self {
        Self { earner, number: 0, by_rule: Vec::new() }
    }

    /// Whose sums they are.
    #[must_use]
    pub const fn earner(&self) -> MemberId {
        self.earner
    }

    /// What the earner was paid by each rule of the plan, by the rule's number from 0. Several months settled into the
    /// same sums add up.
    #[must_use]
    pub fn by_rule(&self) -> &[Money] {
        &self.by_rule
    }

    /// What the earner was paid by all rules.
    #[must_use]
    pub fn total(&self) -> Money {
        self.by_rule.iter().copied().sum()
    }

    /// Begins again, in the same memory.
    pub fn clear(&mut self) {
        self.by_rule.clear();
    }

    /// Makes room for a plan of so many rules.
    pub(super) fn make_room(&mut self, rules: usize) {
        if self.by_rule.len() < rules {
            self.by_rule.resize(rules, Money::ZERO);
        }
    }

    /// Turns to the rule of this number.
    pub(super) const fn turn_to(&mut self, number: usize) {
        self.number = number;
    }

    /// Adds a line, when it pays this earner.
    #[inline]
    pub(super) fn add(&mut self, earner: Option<MemberId>, amount: Money, reason: Reason) {
        if earner == Some(self.earner)
            && reason.is_paid()
            && let Some(sum) = self.by_rule.get_mut(self.number)
        {
            *sum += amount;
        }
    }
}

impl Sink for EarnerByRule {
    fn open_rule(&mut self, number: usize, _name: &str) {
        self.turn_to(number);
        self.make_room(number + 1);
    }

    fn line(&mut self, _rule: &str, line: &Line) {
        self.add(line.earner, line.amount, line.reason);
    }

    fn one_earner(&mut self) -> Option<&mut EarnerByRule> {
        Some(self)
    }
}

/// Adds up what every earner is paid, and what the company keeps by cause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    earners: Vec<Money>,
    /// By reason, in the order of [`Reason::ALL`].
    kept: [Money; Reason::ALL.len()],
}

impl Totals {
    /// Sums for so many members.
    #[must_use]
    pub fn new(members: usize) -> Self {
        Self { earners: vec![Money::ZERO; members], kept: [Money::ZERO; Reason::ALL.len()] }
    }

    /// Begins again, for so many members, in the same memory.
    pub fn begin(&mut self, members: usize) {
        self.earners.clear();
        self.earners.resize(members, Money::ZERO);
        self.kept = [Money::ZERO; Reason::ALL.len()];
    }

    /// What each member is paid, by id.
    #[must_use]
    pub fn earners(&self) -> &[Money] {
        &self.earners
    }

    /// What is paid to all members together.
    #[must_use]
    pub fn paid(&self) -> Money {
        self.earners.iter().copied().sum()
    }

    /// What the company keeps, by cause; only causes that came to something.
    pub fn breakage(&self) -> impl Iterator<Item = (Reason, Money)> {
        Reason::ALL.into_iter().zip(self.kept).filter(|cause| cause.1 != Money::ZERO)
    }

    /// Adds a line.
    #[inline]
    pub(super) fn add(&mut self, earner: Option<MemberId>, amount: Money, reason: Reason) {
        match earner {
            Some(earner) if reason.is_paid() => self.earners[earner as usize] += amount,
            _ => self.kept[reason as usize] += amount,
        }
    }

    /// Adds the sums of another settlement of the same network; sums of nobody become those of the other.
    pub(super) fn absorb(&mut self, other: Self) {
        if self.earners.is_empty() {
            self.earners = other.earners;
        } else {
            self.earners.iter_mut().zip(&other.earners).for_each(|(sum, &more)| *sum += more);
        }
        self.kept.iter_mut().zip(other.kept).for_each(|(sum, more)| *sum += more);
    }

    /// The same sums by other numbers: `ids[member]` is the number of each member there.
    pub(super) fn under_ids(self, ids: &[MemberId]) -> Self {
        let mut earners = vec![Money::ZERO; self.earners.len()];
        for (&id, &sum) in ids.iter().zip(&self.earners) {
            earners[id as usize] = sum;
        }
        Self { earners, kept: self.kept }
    }

    /// What the company keeps in all. For rules that promise a share of each order, [`Totals::paid`] and this make
    /// the promise.
    #[must_use]
    pub fn kept(&self) -> Money {
        self.kept.iter().copied().sum()
    }
}

impl Sink for Totals {
    fn line(&mut self, _rule: &str, line: &Line) {
        self.add(line.earner, line.amount, line.reason);
    }

    fn totals(&mut self) -> Option<&mut Totals> {
        Some(self)
    }
}

/// A [`Line`] with the number of its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    rule: usize,
    line: Line,
}

impl Entry {
    /// The line.
    #[must_use]
    pub const fn line(&self) -> &Line {
        &self.line
    }
}

/// Keeps every line: what `plan pay` prints and what a member can be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    rules: Vec<String>,
    entries: Vec<Entry>,
}

impl Statement {
    /// A statement without lines.
    #[must_use]
    pub const fn new() -> Self {
        Self { rules: Vec::new(), entries: Vec::new() }
    }

    /// All lines in the order in which the rules wrote them.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The label of an entry's rule.
    #[must_use]
    pub fn rule(&self, entry: &Entry) -> &str {
        &self.rules[entry.rule]
    }

    /// All lines, paid and kept.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.entries.iter().map(Entry::line)
    }

    /// What one member is paid.
    #[must_use]
    pub fn paid_to(&self, earner: MemberId) -> Money {
        let paid = self.lines().filter(|line| line.reason.is_paid() && line.earner == Some(earner));
        paid.map(|line| line.amount).sum()
    }

    /// What is paid to all.
    #[must_use]
    pub fn paid(&self) -> Money {
        self.lines().filter(|line| line.reason.is_paid()).map(|line| line.amount).sum()
    }

    /// What the company keeps for this reason.
    #[must_use]
    pub fn kept_for(&self, reason: Reason) -> Money {
        self.lines().filter(|line| line.reason == reason && !reason.is_paid()).map(|line| line.amount).sum()
    }

    /// What the company keeps in all.
    #[must_use]
    pub fn kept(&self) -> Money {
        self.lines().filter(|line| !line.reason.is_paid()).map(|line| line.amount).sum()
    }
}

impl Sink for Statement {
    fn line(&mut self, rule: &str, line: &Line) {
        let known = self.rules.iter().rposition(|name| name == rule);
        let rule = known.unwrap_or_else(|| {
            self.rules.push(rule.to_owned());
            self.rules.len() - 1
        });
        self.entries.push(Entry { rule, line: *line });
    }
}
