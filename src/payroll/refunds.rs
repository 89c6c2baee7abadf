//! [`Refunds`]: what orders that are taken back change, booked in the month in which they are.
//!
//! The month of the order is settled twice more, from what was carried into it: as it stood until now, and without what
//! is taken back. The difference is booked as lines of the later month; the lines of the past stay as they were. A plan
//! that carries volume, titles or months in a row may have paid on the order in the months between as well, or carry it
//! still, so the two go on month by month while they carry something else, and what is carried into the month of the
//! refund is what would be without the order.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use rustc_hash::FxHashMap;

use super::months::{Known, Months};
use crate::commission::{Basis, Ledger, Line, Period, Reason};
use crate::settlement::{Listener, MonthEnd, Settlement};
use crate::team::MemberId;
use crate::units::{Money, Month, Rate, Volume};

/// The memory of a payroll for refunds: what was carried into each month with an order that is taken back later on.
#[derive(Debug)]
pub(super) struct Refunds<'a> {
    months: &'a Months<'a>,
    carried: BTreeMap<Month, Ledger>,
}

impl<'a> Refunds<'a> {
    pub(super) const fn new(months: &'a Months<'a>) -> Self {
        Self { months, carried: BTreeMap::new() }
    }

    /// Keeps what is carried into a month, if an order of it is taken back later on.
    pub(super) fn keep(&mut self, month: Month, ledger: &Ledger) {
        if self.months.last_refund(month).is_some() {
            self.carried.insert(month, ledger.carried());
        }
    }

    /// The lines of everything that is taken back in a month, with the numbers of their rules. The settlement has come up
    /// to that month, and goes on from what would be carried into it without the orders.
    pub(super) fn take_back(&mut self, month: Month, settlement: &mut Settlement<'_>) -> Vec<(usize, Line)> {
        let refunded = self.months.refunded_in(month);
        let mut differences = Differences::default();
        let mut affected = refunded.iter().copied().peekable();
        while let Some(first) = affected.next() {
            // Every refunded month was kept before it was settled.
            let Some(start) = self.carried.get(&first) else { continue };
            let (mut before, mut after) = (start.clone(), start.clone());
            let mut open = first;
            loop {
                if open > first
                    && let Some(carried) = self.carried.get_mut(&open)
                {
                    *carried = after.carried();
                }
                let before_it = Month::new(month.get() - 1);
                for (known, ledger) in [(before_it, &mut before), (month, &mut after)] {
                    let network = Known { months: self.months, by: known };
                    // Differences never break off.
                    let _ = settlement.month_from(&network, open, ledger, &mut differences);
                }
                open = Month::new(open.get() + 1);
                if open == month {
                    settlement.set_ledger(after);
                    break;
                }
                if affected.next_if_eq(&open).is_none() && before.carries_as(&after) {
                    break;
                }
            }
        }
        self.carried.retain(|&kept, _| self.months.last_refund(kept).is_some_and(|last| last > month));
        differences.lines()
    }
}

/// A listener with lines that follow those of the month.
pub(super) struct AndThen<L> {
    /// With the numbers of their rules.
    pub(super) lines: Vec<(usize, Line)>,
    pub(super) listener: L,
}

impl<L: Listener> Listener for AndThen<L> {
    fn month_begin(&mut self, period: &Period) {
        self.listener.month_begin(period);
    }

    fn line(&mut self, rule: usize, name: &str, line: &Line) {
        self.listener.line(rule, name, line);
    }

    fn month_end(&mut self, end: &MonthEnd<'_>) -> ControlFlow<()> {
        for (rule, line) in &self.lines {
            self.listener.line(*rule, &end.plan.labels()[*rule], line);
        }
        self.listener.month_end(end)
    }
}

/// What makes lines of two settlements the same entry. Lines that are kept are one entry a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Entry {
    rule: usize,
    source: Option<MemberId>,
    level: u16,
    earner: Option<MemberId>,
    reason: Reason,
    is_money: bool,
}

/// What the lines of an entry come to, those of the settlement as it stood taken off.
#[derive(Clone, Copy, Debug, Default)]
struct Difference {
    basis: i64,
    amount: Money,
    /// The rate, while all lines have the same.
    rate: Option<Rate>,
    lines: u32,
}

/// How far ahead a line is looked for: nearly all lines are the same in both settlements and in the same order.
const LOOK_AHEAD: usize = 32;

/// A listener that takes the first of two settlements of a month from the second.
#[derive(Debug, Default)]
struct Differences {
    /// The lines of the first settlement, with the numbers of their rules.
    before: Vec<(usize, Line)>,
    /// How many of them have been met in the second one, or passed by.
    met: usize,
    is_second: bool,
    /// What only one of the settlements has.
    entries: FxHashMap<Entry, Difference>,
}

impl Listener for Differences {
    fn line(&mut self, rule: usize, _name: &str, line: &Line) {
        if !self.is_second {
            return self.before.push((rule, *line));
        }
        let ahead = self.before[self.met..].iter().take(LOOK_AHEAD);
        match ahead.into_iter().position(|before| *before == (rule, *line)) {
            Some(passed) => {
                self.pass_by(self.met + passed);
                self.met += 1;
            }
            None => self.add(rule, line, 1),
        }
    }

    /// After the second settlement two others may follow.
    fn month_end(&mut self, _end: &MonthEnd<'_>) -> ControlFlow<()> {
        if self.is_second {
            self.pass_by(self.before.len());
            self.before.clear();
            self.met = 0;
        }
        self.is_second = !self.is_second;
        ControlFlow::Continue(())
    }
}

impl Differences {
    /// Takes off the lines of the first settlement up to this one.
    fn pass_by(&mut self, end: usize) {
        for at in self.met..end {
            let (rule, line) = self.before[at];
            self.add(rule, &line, -1);
        }
        self.met = end;
    }

    fn add(&mut self, rule: usize, line: &Line, sign: i64) {
        let entry = Entry {
            rule,
            source: line.source,
            level: line.level,
            earner: line.earner,
            reason: if line.reason.is_paid() { Reason::Refund } else { line.reason },
            is_money: matches!(line.basis, Basis::Money(_)),
        };
        let sum = self.entries.entry(entry).or_default();
        sum.rate = if sum.lines == 0 { Some(line.rate) } else { sum.rate.filter(|&rate| rate == line.rate) };
        sum.lines += 1;
        sum.basis += sign * line.basis.hundredths();
        sum.amount += if sign < 0 { -line.amount } else { line.amount };
    }

    /// A line for each entry that comes to something, by rule, buyer, level and earner.
    fn lines(self) -> Vec<(usize, Line)> {
        let mut entries: Vec<_> = self.entries.into_iter().filter(|entry| entry.1.amount != Money::ZERO).collect();
        entries.sort_unstable_by_key(|entry| entry.0);
        let line = |(entry, difference): (Entry, Difference)| {
            let basis = if entry.is_money {
                Basis::Money(Money::from_cents(difference.basis))
            } else {
                Basis::Points(Volume::from_hundredths(difference.basis))
            };
            let line = Line {
                earner: entry.earner,
                source: entry.source,
                level: entry.level,
                basis,
                rate: difference.rate.unwrap_or(Rate::ZERO),
                amount: difference.amount,
                reason: entry.reason,
            };
            (entry.rule, line)
        };
        entries.into_iter().map(line).collect()
    }
}
