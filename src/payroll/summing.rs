//! [`Summing`]: the listener that makes a [`Summary`].

use std::ops::ControlFlow;

use super::months::Months;
use super::summary::{MonthSummary, Summary};
use crate::commission::{Line, Period, Plan};
use crate::settlement::{Listener, MonthEnd, RuleTotals, RulesPaid, TooMuchPaid};
use crate::units::{Money, Volume};

/// Adds up months, rules and members.
pub(super) struct Summing<'a> {
    months: &'a Months<'a>,
    summary: Summary,
    rules: RulesPaid,
    /// What the month pays each member.
    paid: Vec<Money>,
    /// Why the months have ended early.
    too_much: Option<TooMuchPaid>,
}

impl<'a> Summing<'a> {
    pub(super) fn new(plan: &Plan, months: &'a Months<'a>) -> Self {
        let members = months.members();
        let summary = Summary::new(members, plan.point_value());
        Self { months, summary, rules: RulesPaid::new(plan), paid: vec![Money::ZERO; members], too_much: None }
    }

    /// What it comes to.
    pub(super) fn finish(mut self) -> Result<Summary, TooMuchPaid> {
        self.summary.rules = self.rules.into_rules();
        self.too_much.map_or(Ok(self.summary), Err)
    }

    /// What the rules have paid, kept, and paid as margin in this month: all so far less the months before.
    fn month(&self, period: &Period) -> MonthSummary {
        let (rules, before, month) = (self.rules.rules(), &self.summary, period.month());
        let sales = self.months.sales(month);
        let margins = rules.iter().filter(|rule| rule.is_margin).map(|rule| rule.paid);
        MonthSummary {
            month,
            members: 0,
            active: 0,
            personal: period.personal().iter().copied().sum::<Volume>() + sales.given_back[0],
            commissionable: period.commissionable().iter().copied().sum::<Volume>() + sales.given_back[1],
            price: sales.price,
            outside: sales.outside,
            paid: rules.iter().map(|rule| rule.paid).sum::<Money>() - before.paid(),
            margin: margins.sum::<Money>() - before.margin(),
            kept: rules.iter().map(RuleTotals::kept_in_all).sum::<Money>() - before.kept(),
            paid_nothing: 0,
        }
    }
}

impl Listener for Summing<'_> {
    fn month_begin(&mut self, _period: &Period) {
        self.paid.fill(Money::ZERO);
    }

    #[inline]
    fn line(&mut self, rule: usize, name: &str, line: &Line) {
        self.rules.line(rule, name, line);
        if let Some(earner) = line.earner.filter(|_| line.reason.is_paid()) {
            self.paid[earner as usize] += line.amount;
        }
    }

    fn month_end(&mut self, end: &MonthEnd<'_>) -> ControlFlow<()> {
        let period = end.period;
        self.too_much = self.rules.too_much(period.month());
        if self.too_much.is_some() {
            return ControlFlow::Break(());
        }
        let mut month = self.month(period);
        let mut paid_nothing = 0;
        for (member, (earned, &paid)) in self.summary.earned.iter_mut().zip(&self.paid).enumerate() {
            *earned += paid;
            if self.months.has_joined(member, month.month) {
                month.members += 1;
                month.active += u64::from(period.active()[member]);
                month.paid_nothing += u64::from(paid <= Money::ZERO);
                paid_nothing += u64::from(*earned <= Money::ZERO);
            }
        }
        (self.summary.members, self.summary.paid_nothing) = (month.members, paid_nothing);
        self.summary.months.push(month);
        ControlFlow::Continue(())
    }
}
