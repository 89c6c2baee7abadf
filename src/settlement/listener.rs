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
pub trait Listener: Sink {
    /// A month begins to be paid: it is decided who is active and with which rank.
    fn month_begin(&mut self, period: &Period) {
        let _ = period;
    }

    /// A month has been paid. Says whether to go on: whoever cannot listen any more breaks off, and nobody is told of
    /// further months.
    fn month_end(&mut self, end: &MonthEnd<'_>) -> ControlFlow<()> {
        let _ = end;
        ControlFlow::Continue(())
    }
}

/// Nobody listens.
impl Sink for () {
    fn line(&mut self, _rule: &str, _line: &Line) {}
}

impl Listener for () {}

/// Keeps every line of all months.
impl Listener for Statement {}

/// Adds up each month by itself.
impl Listener for EarnerByRule {
    fn month_begin(&mut self, _period: &Period) {
        self.clear();
    }
}

/// Adds up each month by itself.
impl Listener for Totals {
    fn month_begin(&mut self, period: &Period) {
        self.begin(period.len());
    }
}

impl<S: Sink + ?Sized> Sink for &mut S {
    fn open_rule(&mut self, number: usize, name: &str) {
        (**self).open_rule(number, name);
    }

    fn line(&mut self, rule: &str, line: &Line) {
        (**self).line(rule, line);
    }

    fn totals(&mut self) -> Option<&mut Totals> {
        (**self).totals()
    }

    fn one_earner(&mut self) -> Option<&mut EarnerByRule> {
        (**self).one_earner()
    }
}

impl<L: Listener + ?Sized> Listener for &mut L {
    fn month_begin(&mut self, period: &Period) {
        (**self).month_begin(period);
    }

    fn month_end(&mut self, end: &MonthEnd<'_>) -> ControlFlow<()> {
        (**self).month_end(end)
    }
}

/// Both are told everything, the first one first.
impl<A: Sink, B: Sink> Sink for (A, B) {
    fn open_rule(&mut self, number: usize, name: &str) {
        self.0.open_rule(number, name);
        self.1.open_rule(number, name);
    }

    fn line(&mut self, rule: &str, line: &Line) {
        self.0.line(rule, line);
        self.1.line(rule, line);
    }
}

/// Breaks off when either of them does, after both have been told.
impl<A: Listener, B: Listener> Listener for (A, B) {
    fn month_begin(&mut self, period: &Period) {
        self.0.month_begin(period);
        self.1.month_begin(period);
    }

    fn month_end(&mut self, end: &MonthEnd<'_>) -> ControlFlow<()> {
        let (first, second) = (self.0.month_end(end), self.1.month_end(end));
        if first.is_break() { first } else { second }
    }
}
