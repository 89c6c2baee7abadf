//! The tables of a payroll: `lines.csv` and `totals.csv`, which go on in further files when they are long, and
//! `breakage.csv`.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::Write;
use std::ops::ControlFlow;

use super::parts::{LongTable, Parts};
use super::writer;
use crate::commission::{Line, Period};
use crate::payroll::{Payroll, Summary};
use crate::report::fields::{cell, safe_text};
use crate::results::Unit;
use crate::settlement::{Listener, MemberPay, MonthEnd};
use crate::units::Rate;

/// `lines.csv`, a listener of [`Payroll::pay`]: `month, rule, earner, source, level, basis, rate, amount, reason`.
///
/// `basis` is in points, or in money for lines on retail prices, somebody's pay or a pool; `rate` is a fraction. With
/// `unpaid` the lines that the company keeps are written too, where they arise, with the reason.
pub struct LineTable<'a, P: Parts> {
    payroll: &'a Payroll<'a>,
    table: LongTable<P>,
    unpaid: bool,
    /// The month as the files write it.
    month: String,
    /// Memory for one number.
    text: String,
    failed: Option<csv::Error>,
}

impl<'a, P: Parts> LineTable<'a, P> {
    /// Begins the table.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new(payroll: &'a Payroll<'a>, unpaid: bool, out: P) -> csv::Result<Self> {
        let header = ["month", "rule", "earner", "source", "level", "basis", "rate", "amount", "reason"];
        let table = LongTable::new(out, header.map(str::to_owned).to_vec())?;
        Ok(Self { payroll, table, unpaid, month: String::new(), text: String::new(), failed: None })
    }

    /// Ends the table.
    ///
    /// # Errors
    /// When `out` could not be written.
    pub fn finish(mut self) -> csv::Result<()> {
        self.failed.map_or_else(|| self.table.finish(), Err)
    }

    fn write(&mut self, rule: &str, line: &Line) -> csv::Result<()> {
        let genealogy = self.payroll.genealogy();
        let table = self.table.row()?;
        table.write_field(&self.month)?;
        table.write_field(rule)?;
        for member in [line.earner, line.source] {
            table.write_field(member.map_or(Cow::Borrowed(""), |member| id_cell(genealogy.id(member))).as_bytes())?;
        }
        for number in [Number::Whole(line.level), Number::Hundredths(line.basis.hundredths()), Number::Rate(line.rate)]
        {
            table.write_field(number.write(&mut self.text))?;
        }
        table.write_field(Number::Hundredths(line.amount.cents()).write(&mut self.text))?;
        table.write_field(line.reason.name())?;
        table.write_record(None::<&[u8]>)
    }
}

impl<P: Parts> Listener for LineTable<'_, P> {
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

/// `totals.csv`, a listener of [`Payroll::pay`], with what each member gets each month:
/// `month, member, rank, status, pv, cv`, a column for each rule, `total`; with `owner` after the member when the tree
/// says whose positions are, and `title` after `rank` when the plan decides ranks itself.
///
/// `rank` is what the member is paid as, `title` the best rank it has ever been paid as.
/// A row for everybody who has joined by the end of the month, 0.00 included; `status` is `active`, `inactive` or
/// `left`.
pub struct TotalTable<'a, P: Parts> {
    payroll: &'a Payroll<'a>,
    table: LongTable<P>,
    pay: MemberPay,
    text: String,
    failed: Option<csv::Error>,
}

impl<'a, P: Parts> TotalTable<'a, P> {
    /// Begins the table.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new(payroll: &'a Payroll<'a>, out: P) -> csv::Result<Self> {
        let owner = payroll.genealogy().owners().map(|_| "owner");
        let title = payroll.title_name(0).map(|_| "title");
        let fixed = ["month", "member"].into_iter().chain(owner).chain(["rank"]).chain(title);
        let fixed = fixed.chain(["status", "pv", "cv"]);
        let header = fixed.chain(payroll.labels().iter().map(String::as_str)).chain(["total"]);
        let table = LongTable::new(out, header.map(str::to_owned).collect())?;
        Ok(Self { payroll, table, pay: MemberPay::new(payroll.plan().plan()), text: String::new(), failed: None })
    }

    /// Ends the table.
    ///
    /// # Errors
    /// When `out` could not be written.
    pub fn finish(mut self) -> csv::Result<()> {
        self.failed.map_or_else(|| self.table.finish(), Err)
    }

    fn write(&mut self, end: &MonthEnd<'_>) -> csv::Result<()> {
        let (period, month) = (end.period, end.period.month());
        let (label, genealogy) = (self.payroll.month_label(month), self.payroll.genealogy());
        for member in period.members() {
            let at = member as usize;
            if !self.payroll.has_joined(at, month) {
                continue;
            }
            let table = self.table.row()?;
            table.write_field(&label)?;
            table.write_field(id_cell(genealogy.id(member)).as_bytes())?;
            if let Some(owners) = genealogy.owners() {
                table.write_field(id_cell(genealogy.id(owners[at])).as_bytes())?;
            }
            table.write_field(self.payroll.rank_name(period.ranks()[at]).unwrap_or_default())?;
            if let Some(title) = self.payroll.title_name(end.ledger.standing().title(member)) {
                table.write_field(title)?;
            }
            table.write_field(status(self.payroll, end, at))?;
            let volumes = [period.personal()[at], period.commissionable()[at]].map(|volume| volume.hundredths());
            let paid = self.pay.by_rule().iter().map(|earners| earners[at].cents());
            for amount in volumes.into_iter().chain(paid).chain([self.pay.paid_to(at).cents()]) {
                table.write_field(Number::Hundredths(amount).write(&mut self.text))?;
            }
            table.write_record(None::<&[u8]>)?;
        }
        Ok(())
    }
}

impl<P: Parts> Listener for TotalTable<'_, P> {
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

/// Writes what the company keeps of what the rules promise: `rule, reason, amount`, all months together.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_breakage(summary: &Summary, out: impl Write) -> csv::Result<()> {
    let mut table = writer(out);
    table.write_record(["rule", "reason", "amount"])?;
    for rule in summary.rules() {
        for (reason, amount) in rule.kept() {
            table.write_record([&rule.name, reason.name(), &cell(amount.cents(), Unit::Money)])?;
        }
    }
    Ok(table.flush()?)
}

/// An id that a spreadsheet must not take for a formula.
fn id_cell(id: &str) -> Cow<'_, str> {
    if id.starts_with(|first: char| first.is_ascii_alphanumeric()) {
        Cow::Borrowed(id)
    } else {
        Cow::Owned(safe_text(id))
    }
}

/// A number on its way into a cell.
enum Number {
    Whole(u16),
    Hundredths(i64),
    Rate(Rate),
}

impl Number {
    /// The number as text, in memory that is used again.
    fn write(self, text: &mut String) -> &str {
        text.clear();
        // Writing into a text cannot fail.
        let _ = match self {
            Self::Whole(number) => write!(text, "{number}"),
            Self::Hundredths(amount) => {
                let (sign, amount) = (if amount < 0 { "-" } else { "" }, amount.unsigned_abs());
                write!(text, "{sign}{}.{:02}", amount / 100, amount % 100)
            }
            Self::Rate(rate) => {
                let parts = rate.parts_per_million();
                let written = write!(text, "{}.{:06}", parts / 1_000_000, parts % 1_000_000);
                text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
                written
            }
        };
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_fractions_without_idle_zeros() {
        let mut text = String::new();
        for (parts, shown) in [(0, "0"), (50_000, "0.05"), (1_000_000, "1"), (2_500_000, "2.5"), (1, "0.000001")] {
            assert_eq!(Number::Rate(Rate::from_parts_per_million(parts)).write(&mut text), shown);
        }
        assert_eq!(Number::Hundredths(-5).write(&mut text), "-0.05");
    }

    #[test]
    fn an_id_is_no_formula() {
        assert_eq!(id_cell("=1+1"), "'=1+1");
        assert_eq!(id_cell("-5"), "'-5");
        assert_eq!(id_cell("A-5"), "A-5");
        assert_eq!(id_cell("Übel"), "Übel");
    }
}
