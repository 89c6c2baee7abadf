//! One member's statement: `downline plan pay --statement MEMBER --json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::numbers::Major;
use super::plan_head::{LineObject, PlanHead};
use super::shared::Writer;
use crate::payroll::{MemberMonth, MemberStatement, Payroll};

/// One member's statement: the same lines as the text.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "plan-statement")]
pub struct StatementObject<'a> {
    #[serde(flatten)]
    writer: Writer,
    /// The plan that pays.
    plan: PlanHead<'a>,
    /// Whose statement it is.
    member: &'a str,
    /// What all months pay, in money.
    paid: Major,
    /// The paid months, in order.
    months: Vec<MonthObject<'a>>,
}

/// One month of the member.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "statement_month")]
struct MonthObject<'a> {
    /// The month, as the files write months.
    month: String,
    /// Whether the member may be paid.
    active: bool,
    /// Whether it has left.
    has_left: bool,
    /// The rank it is paid as. Null where the plan has none.
    rank: Option<&'a str>,
    /// Its own personal volume, in points.
    pv: Major,
    /// Its own commissionable volume, in points.
    cv: Major,
    /// What the month pays, in money.
    paid: Major,
    /// What it is paid, and what it would have been paid with the reason why not.
    lines: Vec<LineObject<'a>>,
    /// What is carried to the next month, by rule. Only rules that carry something.
    carried: Vec<Carried<'a>>,
    /// The best rank it has ever been paid as. Missing for plans that know no title.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
}

/// What a rule carries to the next month.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "carried")]
struct Carried<'a> {
    /// What the plan calls the rule.
    rule: &'a str,
    /// Volume of the left leg, in points.
    left: Major,
    /// Volume of the right leg, in points.
    right: Major,
}

impl<'a> StatementObject<'a> {
    /// The object of this statement.
    #[must_use]
    pub fn new(payroll: &'a Payroll<'_>, statement: &MemberStatement) -> Self {
        let month = |month| MonthObject::new(payroll, statement.member(), month);
        Self {
            writer: Writer::THIS,
            plan: PlanHead::of(payroll),
            member: payroll.genealogy().id(statement.member()),
            paid: statement.paid().into(),
            months: statement.months().iter().map(month).collect(),
        }
    }
}

impl<'a> MonthObject<'a> {
    fn new(payroll: &'a Payroll<'_>, member: u32, month: &MemberMonth) -> Self {
        let labels = payroll.labels();
        let line = |(rule, line): &(usize, _)| LineObject::new(payroll, None, &labels[*rule], line);
        let carried = month.carried.iter().map(|&(rule, [left, right])| Carried {
            rule: &labels[rule],
            left: left.into(),
            right: right.into(),
        });
        Self {
            month: payroll.month_label(month.month),
            active: month.is_active,
            has_left: payroll.has_left(member as usize, month.month),
            rank: payroll.rank_name(month.rank),
            pv: month.personal.into(),
            cv: month.commissionable.into(),
            paid: month.paid().into(),
            lines: month.lines.iter().map(line).collect(),
            carried: carried.collect(),
            title: payroll.title_name(month.title),
        }
    }
}
