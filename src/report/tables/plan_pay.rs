//! The tables of a payroll: `lines` and `totals`, which come row by row while months are paid, and `breakage`.

use std::io;
use std::ops::ControlFlow;

use crate::commission::{Line, Period};
use crate::payroll::{Payroll, Summary};
use crate::publish::{Cell, Column, Kind, RowSink, Table};
use crate::settlement::{Listener, MemberPay, MonthEnd};

/// `lines`, a listener of [`Payroll::pay`]: `month, rule, earner, source, level, basis, rate, amount, reason`.
///
/// `basis` is in points, or in money for lines on retail prices, somebody's pay or a pool; `rate` is a fraction. With
/// `unpaid` the lines that the company keeps are written too, where they arise, with the reason.
pub struct LineTable<'a, S: RowSink> {
    payroll: &'a Payroll<'a>,
    out: S,
    unpaid: bool,
    /// The month as the files write it.
    month: String,
    failed: Option<io::Error>,
}

impl<'a, S: RowSink> LineTable<'a, S> {
    /// Lines for a sink that was begun with [`line_columns`].
    pub const fn new(payroll: &'a Payroll<'a>, unpaid: bool, out: S) -> Self {
        Self { payroll, out, unpaid, month: String::new(), failed: None }
    }

    /// The sink, when all rows were taken.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn finish(self) -> io::Result<S> {
        self.failed.map_or(Ok(self.out), Err)
    }

    fn write(&mut self, rule: &str, line: &Line) -> io::Result<()> {
        let id = |member: Option<u32>| member.map(|member| self.payroll.genealogy().id(member));
        self.out.row(&[
            Cell::from(self.month.as_str()),
            Cell::from(rule),
            Cell::from(id(line.earner)),
            Cell::from(id(line.source)),
            Cell::from(line.level),
            Cell::Hundredths(line.basis.hundredths()),
            Cell::from(line.rate),
            Cell::from(line.amount),
            Cell::from(line.reason.name()),
        ])
    }
}

/// The columns of [`LineTable`].
#[must_use]
pub fn line_columns() -> Vec<Column> {
    vec![
        Column::new("month", "month", Kind::Text),
        Column::text("rule"),
        Column::text("earner"),
        Column::text("source"),
        Column::whole("level", "levels"),
        Column::hundredths("basis", ""),
        Column::new("rate", "share", Kind::Rate),
        Column::hundredths("amount", "money"),
        Column::text("reason"),
    ]
}

impl<S: RowSink> Listener for LineTable<'_, S> {
    fn month_begin(&mut self, period: &Period) {
        self.month = self.payroll.month_label(period.month());
    }

    fn line(&mut self, _rule: usize, name: &str, line: &Line) {
        if self.failed.is_none() && (self.unpaid || line.reason.is_paid()) {
            self.failed = self.write(name, line).err();
        }
    }

    fn month_end(&mut self, _end: &MonthEnd<'_>) -> ControlFlow<()> {
        if self.failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// `totals`, a listener of [`Payroll::pay`], with what each member gets each month:
/// `month, member, rank, status, pv, cv`, a column for each rule, `total`; with `owner` after the member when the tree
/// says whose positions are, and `title` after `rank` when the plan decides ranks itself.
///
/// `rank` is what the member is paid as, `title` the best rank it has ever been paid as.
/// A row for everybody who has joined by the end of the month, 0.00 included; `status` is `active`, `inactive` or
/// `left`.
pub struct TotalTable<'a, S: RowSink> {
    payroll: &'a Payroll<'a>,
    out: S,
    pay: MemberPay,
    failed: Option<io::Error>,
}

impl<'a, S: RowSink> TotalTable<'a, S> {
    /// Totals for a sink that was begun with [`total_columns`].
    pub fn new(payroll: &'a Payroll<'a>, out: S) -> Self {
        Self { payroll, out, pay: MemberPay::new(payroll.plan().plan()), failed: None }
    }

    /// The sink, when all rows were taken.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn finish(self) -> io::Result<S> {
        self.failed.map_or(Ok(self.out), Err)
    }

    fn write(&mut self, end: &MonthEnd<'_>) -> io::Result<()> {
        let (period, month, payroll) = (end.period, end.period.month(), self.payroll);
        let (label, genealogy) = (payroll.month_label(month), payroll.genealogy());
        let mut row = Vec::new();
        for member in period.members() {
            let at = member as usize;
            if !payroll.has_joined(at, month) {
                continue;
            }
            row.clear();
            row.extend([Cell::from(label.as_str()), Cell::from(genealogy.id(member))]);
            row.extend(genealogy.owners().map(|owners| Cell::from(genealogy.id(owners[at]))));
            row.push(Cell::from(payroll.rank_name(period.ranks()[at])));
            row.extend(payroll.title_name(end.ledger.standing().title(member)).map(Cell::from));
            row.push(Cell::from(status(payroll, end, at)));
            row.extend([period.personal()[at], period.commissionable()[at]].map(Cell::from));
            row.extend(self.pay.by_rule().iter().map(|earners| Cell::from(earners[at])));
            row.push(Cell::from(self.pay.paid_to(at)));
            self.out.row(&row)?;
        }
        Ok(())
    }
}

/// The columns of [`TotalTable`], which follow from the plan and the tree.
#[must_use]
pub fn total_columns(payroll: &Payroll<'_>) -> Vec<Column> {
    let money = |name: String| Column::hundredths(name, "money");
    let mut columns = vec![Column::new("month", "month", Kind::Text), Column::text("member")];
    columns.extend(payroll.genealogy().owners().map(|_| Column::text("owner")));
    columns.push(Column::text("rank"));
    columns.extend(payroll.title_name(0).map(|_| Column::text("title")));
    columns.push(Column::text("status"));
    columns.extend(["pv", "cv"].map(|name| Column::hundredths(name, "points")));
    columns.extend(payroll.labels().iter().cloned().map(money));
    columns.push(money("total".to_owned()));
    columns
}

impl<S: RowSink> Listener for TotalTable<'_, S> {
    fn month_begin(&mut self, period: &Period) {
        self.pay.month_begin(period);
    }

    fn line(&mut self, rule: usize, name: &str, line: &Line) {
        self.pay.line(rule, name, line);
    }

    fn month_end(&mut self, end: &MonthEnd<'_>) -> ControlFlow<()> {
        self.failed = self.write(end).err();
        if self.failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// Whether a member who has joined is `active`, `inactive` or has `left`.
pub(in crate::report) fn status(payroll: &Payroll<'_>, end: &MonthEnd<'_>, member: usize) -> &'static str {
    if payroll.has_left(member, end.period.month()) {
        "left"
    } else if end.period.active()[member] {
        "active"
    } else {
        "inactive"
    }
}

/// What the company keeps of what the rules promise: `rule, reason, amount`, all months together.
#[must_use]
pub fn breakage(summary: &Summary) -> Table<'_> {
    let columns = vec![Column::text("rule"), Column::text("reason"), Column::hundredths("amount", "money")];
    let rows = summary.rules().iter().flat_map(|rule| {
        rule.kept().map(|(reason, amount)| vec![rule.name.as_str().into(), reason.name().into(), amount.into()])
    });
    Table::new("breakage", columns, rows)
}
