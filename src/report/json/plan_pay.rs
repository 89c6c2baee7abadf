//! A whole payroll: `downline plan pay --json`. Lines and totals are written as they arise, so a million of them need no
//! memory.

use std::cell::{Cell, OnceCell, RefCell};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, Write};
use std::ops::ControlFlow;

use schemars::JsonSchema;
use serde::ser::{Error as _, SerializeSeq};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::numbers::{Major, Named};
use super::plan_head::{LineObject, PlanHead};
use super::plan_summary::SummaryObject;
use super::rows::RowFormatter;
use super::shared::Writer;
use crate::commission::{Line, Period};
use crate::payroll::{Payroll, Summary};
use crate::report::tables::status;
use crate::settlement::{Listener, MemberPay, MonthEnd, TooMuchPaid};
use crate::units::Month;

// `L`, `T` and `S` are the lists and the summary, or what writes them while the payroll is paid.
/// A whole payroll: every line, what each member is paid in each month, and what it came to.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "plan-pay")]
pub(super) struct PayrollObject<'a, L, T, S> {
    #[serde(flatten)]
    writer: Writer,
    /// The plan that pays.
    plan: PlanHead<'a>,
    /// The lines, month by month. Those that the company keeps are among them only where they were asked for.
    lines: L,
    /// What each member who has joined is paid, month by month.
    totals: T,
    /// What all months come to.
    summary: S,
}

/// A whole payroll with all its rows, for the schema.
pub(super) type WholePayroll<'a> = PayrollObject<'a, Vec<LineObject<'a>>, Vec<TotalObject<'a>>, SummaryObject<'a>>;

/// What one member is paid in one month.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "total")]
pub(super) struct TotalObject<'a> {
    /// The month, as the files write months.
    month: String,
    /// The member.
    member: &'a str,
    /// The rank it is paid as. Null where the plan has none.
    rank: Option<&'a str>,
    /// Whether it may be paid, or has left.
    #[schemars(extend("enum" = ["active", "inactive", "left"]))]
    status: &'static str,
    /// Its personal volume, in points.
    pv: Major,
    /// Its commissionable volume, in points.
    cv: Major,
    /// What it is paid by each rule, in money, by what the plan calls the rule.
    by_rule: Named<'a, Major>,
    /// What it is paid by all rules, in money.
    total: Major,
    /// Who owns the position. Missing where the tree has no owners.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    /// The best rank it has ever been paid as. Missing for plans that know no title.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
}

impl<'a> TotalObject<'a> {
    fn new(payroll: &'a Payroll<'_>, end: &MonthEnd<'_>, pay: &MemberPay, member: u32) -> Self {
        let (at, period, genealogy) = (member as usize, end.period, payroll.genealogy());
        let amounts = pay.by_rule().iter().map(|earners| earners[at].into());
        Self {
            month: payroll.month_label(period.month()),
            member: genealogy.id(member),
            rank: payroll.rank_name(period.ranks()[at]),
            status: status(payroll, end, at),
            pv: period.personal()[at].into(),
            cv: period.commissionable()[at].into(),
            by_rule: Named(payroll.labels().iter().map(String::as_str).zip(amounts).collect()),
            total: pay.paid_to(at).into(),
            owner: genealogy.owners().map(|owners| genealogy.id(owners[at])),
            title: payroll.title_name(end.ledger.standing().title(member)),
        }
    }
}

/// Writes a whole payroll as one object while it is paid: each line, and each member's total of a month, on a line of its
/// own. Lines that the company keeps are written only with `unpaid`.
///
/// `pay` settles the months once, telling the listener that it is given; others may listen beside it. Totals stand below
/// all lines, so they wait in `aside`, which is empty memory or an empty file.
///
/// # Errors
/// When `out` or `aside` cannot be written or read; inside, when the plan pays more than can be counted, and the object has
/// been left without its end.
pub fn write_payroll(
    payroll: &Payroll<'_>,
    unpaid: bool,
    mut out: impl Write,
    aside: impl Read + Write + Seek,
    pay: impl FnOnce(&mut dyn Listener) -> Result<Summary, TooMuchPaid>,
) -> io::Result<Result<Summary, TooMuchPaid>> {
    let (aside, summary) = (RefCell::new(Aside(BufWriter::new(aside))), OnceCell::new());
    let object = PayrollObject {
        writer: Writer::THIS,
        plan: PlanHead::of(payroll),
        lines: Lines { payroll, unpaid, pay: Cell::new(Some(pay)), totals: &aside, summary: &summary },
        totals: Totals(&aside),
        summary: SummaryOf { payroll, summary: &summary },
    };
    let written = object.serialize(&mut serde_json::Serializer::with_formatter(&mut out, RowFormatter::default()));
    if let Some(Err(too_much)) = summary.get() {
        return Ok(Err(too_much.clone()));
    }
    written?;
    writeln!(out)?;
    out.flush()?;
    summary.into_inner().ok_or_else(|| io::Error::other("the payroll was not paid"))
}

/// The lines of a payroll, which is paid when they are written.
struct Lines<'a, P, A: Write> {
    payroll: &'a Payroll<'a>,
    unpaid: bool,
    /// Taken when it has paid.
    pay: Cell<Option<P>>,
    totals: &'a RefCell<Aside<A>>,
    summary: &'a OnceCell<Result<Summary, TooMuchPaid>>,
}

impl<P: FnOnce(&mut dyn Listener) -> Result<Summary, TooMuchPaid>, A: Read + Write + Seek> Serialize
    for Lines<'_, P, A>
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pay = self.pay.take().ok_or_else(|| S::Error::custom("a payroll is paid once"))?;
        let mut rows = Rows {
            payroll: self.payroll,
            unpaid: self.unpaid,
            pay: MemberPay::new(self.payroll.plan().plan()),
            month: Month::default(),
            lines: serializer.serialize_seq(None)?,
            totals: &mut self.totals.borrow_mut(),
            failed: None,
        };
        let summary = pay(&mut rows);
        let Rows { lines, failed, .. } = rows;
        if let Some(error) = failed {
            return Err(error);
        }
        match self.summary.get_or_init(|| summary) {
            Ok(_) => lines.end(),
            Err(too_much) => Err(S::Error::custom(too_much)),
        }
    }
}

/// Hears a payroll, writes its lines and puts its totals aside.
struct Rows<'a, Q: SerializeSeq, A: Write> {
    payroll: &'a Payroll<'a>,
    unpaid: bool,
    pay: MemberPay,
    month: Month,
    lines: Q,
    totals: &'a mut Aside<A>,
    failed: Option<Q::Error>,
}

impl<Q: SerializeSeq, A: Write> Listener for Rows<'_, Q, A> {
    fn month_begin(&mut self, period: &Period) {
        self.pay.month_begin(period);
        self.month = period.month();
    }

    fn line(&mut self, rule: usize, name: &str, line: &Line) {
        self.pay.line(rule, name, line);
        if self.failed.is_none() && (self.unpaid || line.reason.is_paid()) {
            let row = LineObject::new(self.payroll, Some(self.month), name, line);
            self.failed = self.lines.serialize_element(&row).err();
        }
    }

    fn month_end(&mut self, end: &MonthEnd<'_>) -> ControlFlow<()> {
        for member in end.period.members().filter(|&member| self.payroll.has_joined(member as usize, self.month)) {
            let row = TotalObject::new(self.payroll, end, &self.pay, member);
            if self.failed.is_none() {
                self.failed = self.totals.keep(&row).map_err(Q::Error::custom).err();
            }
        }
        if self.failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// Rows that wait, each on a line of its own.
struct Aside<A: Write>(BufWriter<A>);

impl<A: Write> Aside<A> {
    fn keep(&mut self, row: &impl Serialize) -> io::Result<()> {
        let mut text = serde_json::to_vec(row)?;
        text.push(b'\n');
        self.0.write_all(&text)
    }
}

/// The totals that were put aside while the lines were written.
struct Totals<'a, A: Write>(&'a RefCell<Aside<A>>);

impl<A: Read + Write + Seek> Serialize for Totals<'_, A> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut aside = self.0.borrow_mut();
        aside.0.rewind().map_err(S::Error::custom)?;
        let mut totals = serializer.serialize_seq(None)?;
        for row in BufReader::new(aside.0.get_mut()).lines() {
            let row = row.and_then(|row| Ok(RawValue::from_string(row)?)).map_err(S::Error::custom)?;
            totals.serialize_element(&row)?;
        }
        totals.end()
    }
}

/// What the payroll came to, known when its lines are written.
struct SummaryOf<'a> {
    payroll: &'a Payroll<'a>,
    summary: &'a OnceCell<Result<Summary, TooMuchPaid>>,
}

impl Serialize for SummaryOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(Ok(summary)) = self.summary.get() else {
            return Err(S::Error::custom("lines stand above their summary"));
        };
        SummaryObject::new(self.payroll, summary).serialize(serializer)
    }
}
