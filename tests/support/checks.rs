//! What must hold of any text that is read and of anything that is paid: the checks of the long property runs and of the
//! fuzz targets.

use std::ops::ControlFlow;

use downline::commission::{Line, Period};
use downline::genealogy::{self, Records, Source};
use downline::payroll::{Payroll, Summary};
use downline::plans::PlanFile;
use downline::settlement::{Listener, MemberPay, MonthEnd, RulesPaid};
use downline::units::{Money, Month, Volume};

/// A plan or a complaint that says something; a plan that is read can be written and read again.
pub(crate) fn read_plan(text: &str) -> Option<PlanFile> {
    match PlanFile::from_toml("any", "any.toml", text) {
        Ok(plan) => {
            let canonical = plan.resolved_toml();
            let again = PlanFile::from_toml("any", "any.toml", &canonical);
            let again = again.map_err(|problems| format!("{problems}\n{canonical}")).unwrap();
            assert_eq!(again.resolved_toml(), canonical);
            Some(plan)
        }
        Err(problems) => {
            assert!(!problems.to_string().is_empty());
            None
        }
    }
}

/// A genealogy or a list of complaints; one that is read has sponsors first, and can be written and read again.
pub(crate) fn read_tree(tree: &[u8], orders: Option<&[u8]>) -> Option<Records> {
    let orders = orders.map(|orders| Source::new("orders.csv", orders));
    match genealogy::read(Source::new("tree.csv", tree), orders) {
        Ok(records) => {
            let genealogy = &records.genealogy;
            let sponsors = genealogy.sponsors();
            assert_eq!(sponsors[0], 0);
            assert!((1..).zip(&sponsors[1..]).all(|(member, &sponsor)| sponsor < member));
            let mut written = Vec::new();
            genealogy.write_csv(&mut written).unwrap();
            let again = genealogy::read(Source::new("again.csv", &written), None);
            let again = again.map_err(|errors| format!("{errors}\n{}", String::from_utf8_lossy(&written))).unwrap();
            assert_eq!(again.genealogy.sponsors(), sponsors);
            assert!(again.genealogy.ids().eq(genealogy.ids()));
            Some(records)
        }
        Err(errors) => {
            assert!(errors.count() > 0 && !errors.to_string().is_empty());
            None
        }
    }
}

/// Everything that a payroll wrote: each line with its month and the number of its rule.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Paid {
    pub(crate) lines: Vec<(Month, usize, Line)>,
    pub(crate) summary: Summary,
}

/// A listener that keeps every line and holds every total to the lines.
struct Auditor {
    pay: MemberPay,
    totals: RulesPaid,
    month: Month,
    lines: Vec<(Month, usize, Line)>,
    /// How many lines the months before had.
    before: usize,
}

impl Listener for Auditor {
    fn month_begin(&mut self, period: &Period) {
        self.month = period.month();
        self.pay.month_begin(period);
    }

    fn line(&mut self, rule: usize, name: &str, line: &Line) {
        self.lines.push((self.month, rule, *line));
        self.pay.line(rule, name, line);
        self.totals.line(rule, name, line);
    }

    fn month_end(&mut self, end: &MonthEnd<'_>) -> ControlFlow<()> {
        let lines = &self.lines[self.before..];
        self.before = self.lines.len();
        let rules = end.plan.rules().len();
        let mut paid = vec![vec![Money::ZERO; end.period.len()]; rules];
        for (month, rule, line) in lines {
            assert_eq!(*month, end.period.month());
            match line.earner {
                Some(earner) if line.reason.is_paid() => paid[*rule][earner as usize] += line.amount,
                _ => {}
            }
        }
        assert_eq!(self.pay.by_rule(), paid);
        for (number, rule) in self.totals.rules().iter().enumerate() {
            let lines = || self.lines.iter().filter(|entry| entry.1 == number).map(|entry| &entry.2);
            let is_paid = |line: &&Line| line.earner.is_some() && line.reason.is_paid();
            let sum =
                |are_paid| lines().filter(|line| is_paid(line) == are_paid).map(|line| line.amount).sum::<Money>();
            assert_eq!((rule.paid, rule.kept_in_all()), (sum(true), sum(false)));
            assert_eq!(rule.levels().map(|level| level.1).sum::<Money>(), rule.paid);
            assert_eq!(rule.lines, lines().filter(is_paid).count() as u64);
        }
        for member in end.period.members() {
            let carried = (0..rules).flat_map(|rule| end.ledger.carry(rule, member));
            assert!(carried.into_iter().all(|volume| volume >= Volume::ZERO), "a leg below nothing");
        }
        ControlFlow::Continue(())
    }
}

fn pay_once(plan: &PlanFile, records: &Records, month: Option<Month>) -> Option<Paid> {
    match Payroll::new(&records.genealogy, records.orders.as_ref(), plan, month) {
        Ok(payroll) => {
            let (pay, totals) = (MemberPay::new(plan.plan()), RulesPaid::new(plan.plan()));
            let mut auditor = Auditor { pay, totals, month: Month::default(), lines: Vec::new(), before: 0 };
            // A plan of matches of matches may come to more than can be counted, and says so.
            let summary = payroll.pay(&mut auditor).ok()?;
            assert_eq!(summary.rules(), auditor.totals.rules());
            Some(Paid { lines: auditor.lines, summary })
        }
        Err(errors) => {
            assert!(!errors.to_string().is_empty());
            None
        }
    }
}

/// Pays or refuses. What is paid adds up, is the same the second time, and is the same by the plan's canonical text.
pub(crate) fn pay(plan: &PlanFile, records: &Records, month: Option<Month>) -> Option<Paid> {
    let paid = pay_once(plan, records, month);
    if let Some(paid) = &paid {
        let sum = |is_paid: bool| -> Money {
            let lines = paid.lines.iter().filter(|entry| entry.2.reason.is_paid() == is_paid);
            lines.map(|entry| entry.2.amount).sum()
        };
        assert_eq!(paid.summary.paid(), sum(true));
        assert_eq!(paid.summary.kept(), sum(false));
        assert_eq!(paid.summary.earned().iter().copied().sum::<Money>(), sum(true));
    }
    assert_eq!(pay_once(plan, records, month), paid, "paid differently the second time");
    let canonical = PlanFile::from_toml("any", "any.toml", &plan.resolved_toml()).unwrap();
    assert_eq!(pay_once(&canonical, records, month), paid, "paid differently by the canonical text");
    paid
}
