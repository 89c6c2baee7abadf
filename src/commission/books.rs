//! [`Books`]: what a rule writes its lines into, and [`Ledger`]: what is remembered between rules and months.

use super::line::Line;
use super::period::Period;
use super::sink::Sink;
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
    /// Whether some rule of the plan reads earnings, so that they are written down.
    records: bool,
    /// What is remembered of the members' ranks.
    pub(super) standing: Standing,
}

/// What one rule leaves behind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Memory {
    /// Paid this month by member id; empty unless some rule of the plan reads earnings.
    earned: Vec<Money>,
    /// Volume carried to the next month by member id, left and right; empty until the rule writes it.
    carry: Vec<[Volume; 2]>,
}

impl Ledger {
    /// A ledger in which nothing has happened yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { rules: Vec::new(), records: false, standing: Standing::new() }
    }

    /// Forgets everything and keeps the memory: a new network.
    pub fn clear(&mut self) {
        for memory in &mut self.rules {
            memory.earned.clear();
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
        let memory = |memory: &Memory| Memory { earned: Vec::new(), carry: memory.carry.clone() };
        let rules = self.rules.iter().map(memory).collect();
        Self { rules, records: self.records, standing: self.standing.carried() }
    }

    /// Whether two ledgers of one plan and network carry the same to the next month, so that it is settled alike.
    #[must_use]
    pub fn carries_as(&self, other: &Self) -> bool {
        self.rules.iter().map(|memory| &memory.carry).eq(other.rules.iter().map(|memory| &memory.carry))
            && self.standing.carries_as(&other.standing)
    }

    /// Makes room for a month of so many members under so many rules.
    pub(super) fn open(&mut self, rules: usize, members: usize, reads_earnings: bool) {
        self.records = reads_earnings;
        self.rules.resize_with(rules, Memory::default);
        for memory in &mut self.rules {
            memory.earned.clear();
            memory.earned.resize(if reads_earnings { members } else { 0 }, Money::ZERO);
        }
    }
}

/// The open books of one rule in one month: it writes its lines here, sees what the rules before it paid, and leaves
/// what it carries to the next month.
pub struct Books<'a> {
    /// What each rule is called in the plan ([`super::Plan::labels`]).
    pub(super) labels: &'a [String],
    pub(super) number: usize,
    pub(super) ledger: &'a mut Ledger,
    pub(super) sink: &'a mut dyn Sink,
}

impl Books<'_> {
    /// Writes a line.
    pub fn line(&mut self, line: &Line) {
        if self.ledger.records
            && let Some(earner) = line.earner.filter(|_| line.reason.is_paid())
        {
            self.ledger.rules[self.number].earned[earner as usize] += line.amount;
        }
        self.sink.line(&self.labels[self.number], line);
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
