//! [`Payroll`]: a genealogy, its orders and a plan, checked together and paid month by month.

use std::ops::ControlFlow;

use super::months::Months;
use super::problem::{PayrollErrors, PayrollProblem};
use super::refunds::Refunds;
use super::summary::Summary;
use super::tally::MonthTally;
use crate::commission::{Ledger, Line, Period, Sink};
use crate::genealogy::{Genealogy, Orders};
use crate::plans::PlanFile;
use crate::units::Month;

/// Whoever listens while a payroll is paid: writes lines, totals or a statement.
pub trait Clerk {
    /// Takes one line, paid or kept, of the rule of this number.
    fn line(&mut self, month: Month, rule: usize, line: &Line) {
        let _ = (month, rule, line);
    }

    /// Takes a month that is paid; breaks off when nobody listens any more.
    fn month_end(&mut self, end: &MonthEnd<'_>) -> ControlFlow<()> {
        let _ = end;
        ControlFlow::Continue(())
    }
}

/// Nobody who listens.
impl Clerk for () {}

/// A month that has just been paid.
#[derive(Clone, Copy, Debug)]
pub struct MonthEnd<'a> {
    /// Who was active, with which rank and volume.
    pub period: &'a Period,
    /// What each rule paid and kept.
    pub tally: &'a MonthTally,
    /// What is carried to the next month, and titles.
    pub ledger: &'a Ledger,
}

/// A genealogy that can be paid by a plan.
#[derive(Debug)]
pub struct Payroll<'a> {
    genealogy: &'a Genealogy,
    plan: &'a PlanFile,
    months: Months<'a>,
}

impl<'a> Payroll<'a> {
    /// Puts a genealogy, its orders and a plan together.
    ///
    /// With orders every month from the first order to the last is paid, or only `month`: the months before it are
    /// settled for what they carry over. Without orders the volumes of the tree are those of `month`, which may be left
    /// out when nothing depends on it; only who was there then can have any.
    ///
    /// # Errors
    /// Everything that the plan reads and the files do not say, every rank that the plan does not know, and every volume
    /// of a member who had not joined or had left.
    pub fn new(
        genealogy: &'a Genealogy,
        orders: Option<&'a Orders>,
        plan: &'a PlanFile,
        month: Option<Month>,
    ) -> Result<Self, PayrollErrors> {
        let months = Months::new(genealogy, orders, plan, month)?;
        Ok(Self { genealogy, plan, months })
    }

    /// The tree.
    #[must_use]
    pub const fn genealogy(&self) -> &'a Genealogy {
        self.genealogy
    }

    /// The plan.
    #[must_use]
    pub const fn plan(&self) -> &'a PlanFile {
        self.plan
    }

    /// The names of the rules in the order of the plan; from the second rule of one name on with a number:
    /// `unilevel`, `unilevel-2`.
    #[must_use]
    pub fn labels(&self) -> &[String] {
        self.plan.plan().labels()
    }

    /// The month as the files write it.
    #[must_use]
    pub fn month_label(&self, month: Month) -> String {
        self.genealogy.calendar().label(month)
    }

    /// The name of the rank that a member is paid as; `None` for a plan without ranks.
    #[must_use]
    pub fn rank_name(&self, rank: u8) -> Option<&str> {
        let names = self.plan.rank_names();
        names.get(usize::from(rank)).or(names.last()).map(String::as_str)
    }

    /// The name of the title that a member has, which is the best rank it has ever held; `None` for a plan that does not
    /// decide ranks itself.
    #[must_use]
    pub fn title_name(&self, title: u8) -> Option<&str> {
        self.plan.plan().ladder().and_then(|_| self.rank_name(title))
    }

    /// Whether somebody has joined by the end of a month; who has left stays a member.
    #[must_use]
    pub fn has_joined(&self, member: usize, month: Month) -> bool {
        self.months.has_joined(member, month)
    }

    /// Whether somebody has left by the end of a month.
    #[must_use]
    pub fn has_left(&self, member: usize, month: Month) -> bool {
        self.months.has_left(member, month)
    }

    /// Things that the reader of the results should know about how the files were read.
    #[must_use]
    pub fn notes(&self) -> &[&'static str] {
        self.months.notes()
    }

    /// Pays month after month; the same files and plan give the same lines in the same order. What is taken back in a month
    /// follows its own lines.
    pub fn pay(&self, clerk: &mut dyn Clerk) -> Summary {
        let plan = self.plan.plan();
        let mut period = self.months.opening();
        let mut ledger = self.months.opening_ledger();
        let mut tally = MonthTally::new(plan, period.len());
        let mut summary = Summary::new(plan, period.len(), period.point_value());
        let mut refunds = Refunds::new(plan, &self.months);
        for month in self.months.settled() {
            let taken_back = refunds.take_back(month, &mut ledger);
            refunds.keep(month, &ledger);
            self.months.fill(&mut period, month, month);
            plan.qualify(&mut period, &mut ledger);
            tally.clear();
            if !self.months.is_paid(month) {
                plan.settle(&period, &mut ledger, &mut tally);
                continue;
            }
            let mut listening = Listening { tally: &mut tally, clerk, month, rule: 0 };
            plan.settle(&period, &mut ledger, &mut listening);
            for (rule, line) in &taken_back {
                let name = &plan.labels()[*rule];
                listening.open_rule(*rule, name);
                listening.line(name, line);
            }
            summary.add(&period, &tally, self.months.sales(month), |member| self.has_joined(member, month));
            let end = MonthEnd { period: &period, tally: &tally, ledger: &ledger };
            if clerk.month_end(&end).is_break() {
                break;
            }
        }
        summary
    }
}

/// Adds up and hands on.
struct Listening<'a> {
    tally: &'a mut MonthTally,
    clerk: &'a mut dyn Clerk,
    month: Month,
    rule: usize,
}

impl Sink for Listening<'_> {
    fn open_rule(&mut self, number: usize, name: &str) {
        self.rule = number;
        self.tally.open_rule(number, name);
    }

    fn line(&mut self, name: &str, line: &Line) {
        self.tally.line(name, line);
        self.clerk.line(self.month, self.rule, line);
    }
}

impl From<PayrollProblem> for PayrollErrors {
    fn from(problem: PayrollProblem) -> Self {
        let mut errors = Self::default();
        errors.push(problem);
        errors
    }
}
