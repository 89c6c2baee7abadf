//! A payroll as one JSON object. Lines and totals are written as they arise, so a million of them need no memory.

use std::io::{self, BufWriter, IntoInnerError, Read, Seek, Write};
use std::ops::ControlFlow;

use serde_json::{Map, Value, json};

use crate::commission::{Line, Period};
use crate::payroll::{MemberMonth, MemberStatement, MonthSummary, Outside, Payroll, Summary, payout_ratio};
use crate::report::json::SCHEMA_VERSION;
use crate::report::manifest::FileRecord;
use crate::report::tables::status;
use crate::settlement::{Listener, MemberPay, MonthEnd};
use crate::units::{Money, Month, Volume};

/// The whole payroll as one object, a listener of [`Payroll::pay`]:
/// `schema_version, version, plan, lines, totals, summary`. Money and points are numbers in major units; `lines` holds those
/// that the company keeps only with `unpaid`.
///
/// Totals stand below all lines, so they wait in `aside` until the last line is written.
pub struct JsonDocument<'a, W: Write, A: Read + Write + Seek> {
    payroll: &'a Payroll<'a>,
    unpaid: bool,
    lines: Rows<W>,
    totals: Rows<BufWriter<A>>,
    pay: MemberPay,
    month: Month,
}

impl<'a, W: Write, A: Read + Write + Seek> JsonDocument<'a, W, A> {
    /// Begins the object. `aside` is empty: memory or a file.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new(payroll: &'a Payroll<'a>, unpaid: bool, mut out: W, aside: A) -> io::Result<Self> {
        write!(out, "{{\n\"schema_version\": {SCHEMA_VERSION},\n\"version\": {},\n", json!(env!("CARGO_PKG_VERSION")))?;
        write!(out, "\"plan\": {},\n\"lines\": [", plan(payroll))?;
        let (lines, totals) = (Rows::new(out), Rows::new(BufWriter::new(aside)));
        let pay = MemberPay::new(payroll.plan().plan());
        Ok(Self { payroll, unpaid, lines, totals, pay, month: Month::default() })
    }

    /// Ends the object.
    ///
    /// # Errors
    /// When `out` or `aside` could not be written.
    pub fn finish(self, summary: &Summary) -> io::Result<()> {
        let (mut out, totals) = (self.lines.finish()?, self.totals.finish()?);
        let mut totals = totals.into_inner().map_err(IntoInnerError::into_error)?;
        totals.rewind()?;
        write!(out, "\n],\n\"totals\": [")?;
        io::copy(&mut totals, &mut out)?;
        writeln!(out, "\n],\n\"summary\": {}\n}}", summary_object(self.payroll, summary))?;
        out.flush()
    }
}

impl<W: Write, A: Read + Write + Seek> Listener for JsonDocument<'_, W, A> {
    fn month_begin(&mut self, period: &Period) {
        self.pay.month_begin(period);
        self.month = period.month();
    }

    fn line(&mut self, rule: usize, name: &str, line: &Line) {
        self.pay.line(rule, name, line);
        if self.unpaid || line.reason.is_paid() {
            self.lines.row(|| line_object(self.payroll, Some(self.month), name, line));
        }
    }

    fn month_end(&mut self, end: &MonthEnd<'_>) -> ControlFlow<()> {
        for member in end.period.members().filter(|&member| self.payroll.has_joined(member as usize, self.month)) {
            self.totals.row(|| total_object(self.payroll, end, &self.pay, member));
        }
        if self.lines.failed.is_some() || self.totals.failed.is_some() {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }
}

/// The elements of an array, each on a line of its own.
struct Rows<W: Write> {
    out: W,
    rows: u64,
    failed: Option<io::Error>,
}

impl<W: Write> Rows<W> {
    const fn new(out: W) -> Self {
        Self { out, rows: 0, failed: None }
    }

    fn row(&mut self, row: impl FnOnce() -> Value) {
        if self.failed.is_none() {
            let comma = if self.rows == 0 { "" } else { "," };
            self.failed = write!(self.out, "{comma}\n{}", row()).err();
            self.rows += 1;
        }
    }

    fn finish(self) -> io::Result<W> {
        self.failed.map_or(Ok(self.out), Err)
    }
}

fn line_object(payroll: &Payroll<'_>, month: Option<Month>, rule: &str, line: &Line) -> Value {
    let id = |member: Option<u32>| member.map(|member| payroll.genealogy().id(member));
    let mut object = Map::new();
    if let Some(month) = month {
        object.insert("month".into(), json!(payroll.month_label(month)));
    }
    object.insert("rule".into(), json!(rule));
    object.insert("earner".into(), json!(id(line.earner)));
    object.insert("source".into(), json!(id(line.source)));
    object.insert("level".into(), json!(line.level));
    object.insert("basis".into(), major(line.basis.hundredths()));
    object.insert("rate".into(), json!(line.rate.to_fraction()));
    object.insert("amount".into(), money(line.amount));
    object.insert("reason".into(), json!(line.reason.name()));
    Value::Object(object)
}

fn total_object(payroll: &Payroll<'_>, end: &MonthEnd<'_>, pay: &MemberPay, member: u32) -> Value {
    let (at, period) = (member as usize, end.period);
    let amounts = pay.by_rule().iter().map(|earners| money(earners[at]));
    let by_rule: Map<String, Value> = payroll.labels().iter().cloned().zip(amounts).collect();
    let genealogy = payroll.genealogy();
    let mut total = json!({
        "month": payroll.month_label(period.month()),
        "member": genealogy.id(member),
        "rank": payroll.rank_name(period.ranks()[at]),
        "status": status(payroll, end, at),
        "pv": points(period.personal()[at]),
        "cv": points(period.commissionable()[at]),
        "by_rule": by_rule,
        "total": money(pay.paid_to(at)),
    });
    if let Some(owners) = genealogy.owners() {
        total["owner"] = json!(genealogy.id(owners[at]));
    }
    add_title(&mut total, payroll.title_name(end.ledger.standing().title(member)));
    total
}

/// Adds the title of a member, for plans that know one.
fn add_title(object: &mut Value, title: Option<&str>) {
    if let (Some(title), Value::Object(members)) = (title, object) {
        members.insert("title".into(), json!(title));
    }
}

fn plan(payroll: &Payroll<'_>) -> Value {
    json!({
        "name": payroll.plan().name(),
        "title": payroll.plan().title(),
        "rules": payroll.labels(),
        "point_value": payroll.plan().point_value().to_fraction(),
    })
}

/// Something that a payroll was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputRecord {
    /// `plan`, `tree` or `orders`.
    pub role: &'static str,
    /// Where it came from.
    pub source: InputSource,
}

/// Where an input came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputSource {
    /// A file by its name without folders, `-` for standard input.
    File(FileRecord),
    /// A plan of this name that comes with this version of the program.
    BuiltIn(String),
}

/// What the payroll came to, as an object of its own: `summary.json`.
#[must_use]
pub fn summary_json(payroll: &Payroll<'_>, summary: &Summary) -> Value {
    json!({
        "schema_version": SCHEMA_VERSION,
        "version": env!("CARGO_PKG_VERSION"),
        "plan": plan(payroll),
        "summary": summary_object(payroll, summary),
    })
}

/// The manifest of a payroll's files: what they were made of, and the command `again` that makes the same bytes again.
/// No path, no time.
#[must_use]
pub fn manifest(payroll: &Payroll<'_>, inputs: &[InputRecord], again: &str, files: &[FileRecord]) -> Value {
    let file = |file: &FileRecord| json!({ "name": file.name, "bytes": file.bytes, "sha256": file.sha256 });
    let input = |input: &InputRecord| match &input.source {
        InputSource::File(file) => {
            json!({ "name": input.role, "file": file.name, "bytes": file.bytes, "sha256": file.sha256 })
        }
        InputSource::BuiltIn(name) => {
            json!({ "name": input.role, "built_in": name, "version": env!("CARGO_PKG_VERSION") })
        }
    };
    json!({
        "schema_version": SCHEMA_VERSION,
        "program": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "plan": plan(payroll),
        "inputs": inputs.iter().map(input).collect::<Vec<_>>(),
        "again": again,
        "files": files.iter().map(file).collect::<Vec<_>>(),
    })
}

fn summary_object(payroll: &Payroll<'_>, summary: &Summary) -> Value {
    let worth = summary.worth(summary.commissionable());
    let months: Vec<Value> = summary.months().iter().map(|month| month_object(payroll, summary, month)).collect();
    let rules = summary.rules().iter().map(|rule| {
        let kept: Map<String, Value> =
            rule.kept().map(|(reason, amount)| (reason.name().to_owned(), money(amount))).collect();
        json!({
            "rule": rule.name,
            "is_retail_margin": rule.is_margin,
            "lines": rule.lines,
            "paid": money(rule.paid),
            "breakage": kept,
        })
    });
    json!({
        "members": summary.members(),
        "paid_nothing": summary.paid_nothing(),
        "commissionable_volume": points(summary.commissionable()),
        "price": summary.price().map(money),
        "customers_outside": outside(summary.outside(), summary.commissionable(), summary.price()),
        "paid": money(summary.paid()),
        "retail_margin": money(summary.margin()),
        "commission": money(summary.commission()),
        "breakage": money(summary.kept()),
        "payout_ratio_of_commissionable_volume": ratio(summary.commission(), worth),
        "payout_ratio_of_price": summary.price().map_or(Value::Null, |price| ratio(summary.commission(), price)),
        "rules": rules.collect::<Vec<_>>(),
        "months": months,
        "notes": payroll.notes(),
    })
}

fn month_object(payroll: &Payroll<'_>, summary: &Summary, month: &MonthSummary) -> Value {
    json!({
        "month": payroll.month_label(month.month),
        "members": month.members,
        "active": month.active,
        "paid_nothing": month.paid_nothing,
        "personal_volume": points(month.personal),
        "commissionable_volume": points(month.commissionable),
        "price": month.price.map(money),
        "customers_outside": outside(month.outside, month.commissionable, month.price),
        "paid": money(month.paid),
        "retail_margin": money(month.margin),
        "commission": money(month.commission()),
        "breakage": money(month.kept),
        "payout_ratio_of_commissionable_volume": ratio(month.commission(), summary.worth(month.commissionable)),
    })
}

/// What customers outside bought of this volume and price; null when the orders do not say who bought.
fn outside(outside: Option<Outside>, commissionable: Volume, price: Option<Money>) -> Value {
    let Some(outside) = outside else { return Value::Null };
    let cents = |volume: Volume| Money::from_cents(volume.hundredths());
    json!({
        "commissionable_volume": points(outside.commissionable),
        "share_of_commissionable_volume": ratio(cents(outside.commissionable), cents(commissionable)),
        "price": outside.price.map(money),
        "share_of_price": outside.price.zip(price).map_or(Value::Null, |(part, whole)| ratio(part, whole)),
    })
}

/// A statement as JSON: the same lines as the text.
#[must_use]
pub fn statement_json(payroll: &Payroll<'_>, statement: &MemberStatement) -> Value {
    let months: Vec<Value> =
        statement.months().iter().map(|month| member_month(payroll, statement.member(), month)).collect();
    json!({
        "schema_version": SCHEMA_VERSION,
        "version": env!("CARGO_PKG_VERSION"),
        "plan": plan(payroll),
        "member": payroll.genealogy().id(statement.member()),
        "paid": money(statement.paid()),
        "months": months,
    })
}

fn member_month(payroll: &Payroll<'_>, member: u32, month: &MemberMonth) -> Value {
    let labels = payroll.labels();
    let lines = month.lines.iter().map(|(rule, line)| line_object(payroll, None, &labels[*rule], line));
    let lines: Vec<Value> = lines.collect();
    let carried = month
        .carried
        .iter()
        .map(|(rule, [left, right])| json!({ "rule": labels[*rule], "left": points(*left), "right": points(*right) }));
    let mut object = json!({
        "month": payroll.month_label(month.month),
        "active": month.is_active,
        "has_left": payroll.has_left(member as usize, month.month),
        "rank": payroll.rank_name(month.rank),
        "pv": points(month.personal),
        "cv": points(month.commissionable),
        "paid": money(month.paid()),
        "lines": lines,
        "carried": carried.collect::<Vec<_>>(),
    });
    add_title(&mut object, payroll.title_name(month.title));
    object
}

/// Hundredths as a number in major units; exact as far as JSON readers are, 90 trillion.
#[allow(clippy::cast_precision_loss)]
fn major(hundredths: i64) -> Value {
    json!(hundredths as f64 / 100.0)
}

fn money(amount: Money) -> Value {
    major(amount.cents())
}

fn points(volume: Volume) -> Value {
    major(volume.hundredths())
}

/// A ratio as a fraction to four decimals; null when there is nothing to pay from.
#[allow(clippy::cast_precision_loss)] // far below 2^53
fn ratio(paid: Money, whole: Money) -> Value {
    payout_ratio(paid, whole).map_or(Value::Null, |ratio| json!(ratio as f64 / 10_000.0))
}
