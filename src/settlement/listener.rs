//! [`Listener`]: whoever is told what a month pays.

use std::ops::ControlFlow;

use crate::commission::{EarnerByRule, Ledger, Line, Period, Plan, Sink, Statement, Totals};

/// A month that has just been paid.
#[derive(Clone, Copy, Debug)]
pub struct MonthEnd<'a> {
    /// The plan that paid it.
    pub plan: &'a Plan,
    /// Who was active, with which rank and volume.
    pub period: &'a Period,
    /// What is carried to the next month, and titles.
    pub ledger: &'a Ledger,
}

/// Takes the lines of one month after the other and keeps what it needs of them.
pub trait Listener {
    /// A month begins to be paid: it is decided who is active and with which rank.
    fn month_begin(&mut self, period: &Period) {
        let _ = period;
    }

    /// Whether ranks and titles are to be decided even where no rule of the plan reads them.
    fn looks_at_ranks(&self) -> bool {
        true
    }

    /// Takes a line, paid or kept, of the rule of this number and name ([`Plan::labels`]).
    fn line(&mut self, rule: usize, name: &str, line: &Line);

    /// A month has been paid. Says whether to go on: whoever cannot listen any more breaks off, and nobody is told of
    /// further months.
    fn month_end(&mut self, end: &MonthEnd<'_>) -> ControlFlow<()> {
        let _ = end;
        ControlFlow::Continue(())
    }

    /// The sums of everybody by this rule, when that is all that is kept of it: lines may then be added to them without
    /// being told ([`Sink::totals`]).
    fn totals(&mut self, rule: usize) -> Option<&mut Totals> {
        let _ = rule;
        None
    }

    /// The sums of one earner by this rule, when that is all that is kept of it: lines of others, and lines that are kept,
    /// may then be left out ([`Sink::one_earner`]).
    fn one_earner(&mut self, rule: usize) -> Option<&mut EarnerByRule> {
        let _ = rule;
        None
    }
}

/// Nobody listens.
impl Listener for () {
    fn line(&mut self, _rule: usize, _name: &str, _line: &Line) {}
}

/// Keeps every line of all months.
impl Listener for Statement {
    fn line(&mut self, _rule: usize, name: &str, line: &Line) {
        Sink::line(self, name, line);
    }
}

/// Adds up each month by itself.
impl Listener for EarnerByRule {
    fn looks_at_ranks(&self) -> bool {
        false
    }

    fn month_begin(&mut self, _period: &Period) {
        self.clear();
    }

    fn line(&mut self, rule: usize, name: &str, line: &Line) {
        self.open_rule(rule, name);
        Sink::line(self, name, line);
    }

    fn one_earner(&mut self, _rule: usize) -> Option<&mut EarnerByRule> {
        Some(self)
    }
}

/// Adds up each month by itself.
impl Listener for Totals {
    fn month_begin(&mut self, period: &Period) {
        self.begin(period.len());
    }

    fn line(&mut self, _rule: usize, name: &str, line: &Line) {
        Sink::line(self, name, line);
    }

    fn totals(&mut self, _rule: usize) -> Option<&mut Totals> {
        Some(self)
    }
}

impl<L: Listener + ?Sized> Listener for &mut L {
    fn looks_at_ranks(&self) -> bool {
        (**self).looks_at_ranks()
    }

    fn month_begin(&mut self, period: &Period) {
        (**self).month_begin(period);
    }

    fn line(&mut self, rule: usize, name: &str, line: &Line) {
        (**self).line(rule, name, line);
    }

    fn month_end(&mut self, end: &MonthEnd<'_>) -> ControlFlow<()> {
        (**self).month_end(end)
    }

    fn totals(&mut self, rule: usize) -> Option<&mut Totals> {
        (**self).totals(rule)
    }

    fn one_earner(&mut self, rule: usize) -> Option<&mut EarnerByRule> {
        (**self).one_earner(rule)
    }
}

/// Both are told everything, the first one first. Breaks off when either of them does, after both have been told.
impl<A: Listener, B: Listener> Listener for (A, B) {
    fn looks_at_ranks(&self) -> bool {
        self.0.looks_at_ranks() || self.1.looks_at_ranks()
    }

    fn month_begin(&mut self, period: &Period) {
        self.0.month_begin(period);
        self.1.month_begin(period);
    }

    fn line(&mut self, rule: usize, name: &str, line: &Line) {
        self.0.line(rule, name, line);
        self.1.line(rule, name, line);
    }

    fn month_end(&mut self, end: &MonthEnd<'_>) -> ControlFlow<()> {
        let (first, second) = (self.0.month_end(end), self.1.month_end(end));
        if first.is_break() { first } else { second }
    }
}

/// Hands the lines of a settlement on to a listener.
pub(super) struct Telling<'a, L> {
    pub(super) listener: &'a mut L,
    /// The rule whose lines come.
    pub(super) rule: usize,
}

impl<L: Listener> Sink for Telling<'_, L> {
    fn open_rule(&mut self, number: usize, _name: &str) {
        self.rule = number;
    }

    fn line(&mut self, name: &str, line: &Line) {
        self.listener.line(self.rule, name, line);
    }

    fn totals(&mut self) -> Option<&mut Totals> {
        self.listener.totals(self.rule)
    }

    fn one_earner(&mut self) -> Option<&mut EarnerByRule> {
        self.listener.one_earner(self.rule)
    }
}
