//! The plan and the lines of a payroll, as all objects of a payroll have them.

use schemars::JsonSchema;
use serde::Serialize;

use super::numbers::Major;
use crate::commission::Line;
use crate::payroll::{Payroll, payout_ratio};
use crate::units::{Money, Month};

/// The plan that pays.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "plan")]
pub(super) struct PlanHead<'a> {
    /// What it is called: a built-in plan's name, or the file's name without its ending.
    name: &'a str,
    /// Its title.
    title: &'a str,
    /// What it calls its rules, in their order.
    rules: &'a [String],
    /// What one commissionable point is worth, in money.
    point_value: f64,
}

impl<'a> PlanHead<'a> {
    pub(super) fn of(payroll: &'a Payroll<'_>) -> Self {
        let plan = payroll.plan();
        Self {
            name: plan.name(),
            title: plan.title(),
            rules: payroll.labels(),
            point_value: plan.point_value().to_fraction(),
        }
    }
}

/// One line: what a rule pays somebody on somebody's order, or would have paid.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "line")]
pub(super) struct LineObject<'a> {
    /// The month of the line. Missing where the line stands below its month.
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<String>,
    /// What the plan calls the rule.
    rule: &'a str,
    /// Who is paid. Null where the company keeps it and nobody is left who could have earned it.
    earner: Option<&'a str>,
    /// Whose order it is paid on. Null where it is paid on no single member's order, such as from a pool.
    source: Option<&'a str>,
    /// The level, generation or leg, as the rule counts them; 0 is the earner's own.
    level: u16,
    /// What the rate is taken of, in points or, for matches and pools, in money.
    basis: Major,
    /// The rate as a fraction: 0.05 is 5 %. 0 where the rule pays by a table.
    rate: f64,
    /// What is paid or kept, in money.
    amount: Major,
    /// `paid`, `correction` or `refund` where somebody is paid; else the reason why the company keeps it.
    reason: &'a str,
}

impl<'a> LineObject<'a> {
    /// A line of the rule, in this month or below its month.
    pub(super) fn new(payroll: &'a Payroll<'_>, month: Option<Month>, rule: &'a str, line: &Line) -> Self {
        let id = |member: Option<u32>| member.map(|member| payroll.genealogy().id(member));
        Self {
            month: month.map(|month| payroll.month_label(month)),
            rule,
            earner: id(line.earner),
            source: id(line.source),
            level: line.level,
            basis: Major::from_hundredths(line.basis.hundredths()),
            rate: line.rate.to_fraction(),
            amount: line.amount.into(),
            reason: line.reason.name(),
        }
    }
}

/// A part of a whole as a fraction to four decimals; `None` when there is nothing to pay from.
#[allow(clippy::cast_precision_loss)] // far below 2^53
pub(super) fn ratio(part: Money, whole: Money) -> Option<f64> {
    payout_ratio(part, whole).map(|ratio| ratio as f64 / 10_000.0)
}
