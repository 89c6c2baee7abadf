//! What a payroll came to: the `summary` of `downline plan pay --json`, and `summary.json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::numbers::{Major, Named};
use super::plan_head::{PlanHead, ratio};
use super::shared::Writer;
use crate::payroll::{MonthSummary, Outside, Payroll, Summary};
use crate::settlement::RuleTotals;
use crate::units::{Money, Volume};

/// What a payroll came to, as an object of its own: `summary.json`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "plan-pay-summary")]
pub struct SummaryFile<'a> {
    #[serde(flatten)]
    writer: Writer,
    /// The plan that pays.
    plan: PlanHead<'a>,
    /// What all months come to.
    summary: SummaryObject<'a>,
}

impl<'a> SummaryFile<'a> {
    /// The object of this payroll.
    #[must_use]
    pub fn new(payroll: &'a Payroll<'_>, summary: &'a Summary) -> Self {
        Self { writer: Writer::THIS, plan: PlanHead::of(payroll), summary: SummaryObject::new(payroll, summary) }
    }
}

/// What all months come to.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "summary")]
pub(super) struct SummaryObject<'a> {
    /// Everybody who has joined by the end of the last month, those who have left included.
    members: u64,
    /// Members whom all months together pay nothing, or less.
    paid_nothing: u64,
    /// Commissionable volume of all months, in points.
    commissionable_volume: Major,
    /// What buyers paid, in money. Null where the orders do not say.
    price: Option<Major>,
    /// What customers outside bought. Null where the orders do not say who bought.
    customers_outside: Option<OutsideObject>,
    /// What is paid to all by all rules, in money.
    paid: Major,
    /// Of what is paid, retail margin, in money.
    retail_margin: Major,
    /// What is paid without retail margin, in money.
    commission: Major,
    /// What rules that promise a share of each order did not pay, in money.
    breakage: Major,
    /// Commission by the worth of commissionable volume, as a fraction to four decimals. Null without volume.
    payout_ratio_of_commissionable_volume: Option<f64>,
    /// Commission by what buyers paid, as a fraction to four decimals. Null where the orders do not say.
    payout_ratio_of_price: Option<f64>,
    /// The rules, in the order of the plan.
    rules: Vec<RuleObject<'a>>,
    /// The paid months, in order.
    months: Vec<MonthObject>,
    /// What a reader of the figures has to know.
    notes: Vec<&'static str>,
}

/// What one rule paid and kept in all months.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "rule_totals")]
struct RuleObject<'a> {
    /// What the plan calls the rule.
    rule: &'a str,
    /// Whether it is retail margin, which is no commission on volume.
    is_retail_margin: bool,
    /// How many lines were paid.
    lines: u64,
    /// What they came to, in money.
    paid: Major,
    /// What the company keeps, in money, by reason.
    breakage: Named<'static, Major>,
}

/// One paid month.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "month_summary")]
struct MonthObject {
    /// The month, as the files write months.
    month: String,
    /// Everybody who has joined by the month's end, those who have left included.
    members: u64,
    /// Members who may be paid: not left, and with the plan's minimum of personal volume.
    active: u64,
    /// Members who were paid nothing, or less.
    paid_nothing: u64,
    /// Personal volume of everybody, in points, less what is taken back in the month.
    personal_volume: Major,
    /// Commissionable volume of everybody, in points, less what is taken back in the month.
    commissionable_volume: Major,
    /// What buyers paid, in money. Null where the orders do not say.
    price: Option<Major>,
    /// What customers outside bought. Null where the orders do not say who bought.
    customers_outside: Option<OutsideObject>,
    /// What is paid by all rules, in money.
    paid: Major,
    /// Of what is paid, retail margin, in money.
    retail_margin: Major,
    /// What is paid without retail margin, in money.
    commission: Major,
    /// What rules that promise a share of each order did not pay, in money.
    breakage: Major,
    /// Commission by the worth of commissionable volume, as a fraction to four decimals. Null without volume.
    payout_ratio_of_commissionable_volume: Option<f64>,
}

/// What customers outside bought, less what they gave back.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "customers_outside")]
struct OutsideObject {
    /// Commissionable volume, in points.
    commissionable_volume: Major,
    /// Its share of all commissionable volume, as a fraction to four decimals. Null without volume.
    share_of_commissionable_volume: Option<f64>,
    /// What they paid, in money. Null where the orders do not say.
    price: Option<Major>,
    /// Its share of what all buyers paid, as a fraction to four decimals. Null where the orders do not say.
    share_of_price: Option<f64>,
}

impl<'a> SummaryObject<'a> {
    pub(super) fn new(payroll: &Payroll<'_>, summary: &'a Summary) -> Self {
        let (commission, volume, price) = (summary.commission(), summary.commissionable(), summary.price());
        Self {
            members: summary.members(),
            paid_nothing: summary.paid_nothing(),
            commissionable_volume: volume.into(),
            price: price.map(Major::from),
            customers_outside: summary.outside().map(|outside| OutsideObject::new(outside, volume, price)),
            paid: summary.paid().into(),
            retail_margin: summary.margin().into(),
            commission: commission.into(),
            breakage: summary.kept().into(),
            payout_ratio_of_commissionable_volume: ratio(commission, summary.worth(volume)),
            payout_ratio_of_price: price.and_then(|price| ratio(commission, price)),
            rules: summary.rules().iter().map(RuleObject::from).collect(),
            months: summary.months().iter().map(|month| MonthObject::new(payroll, summary, month)).collect(),
            notes: payroll.notes().to_vec(),
        }
    }
}

impl<'a> From<&'a RuleTotals> for RuleObject<'a> {
    fn from(rule: &'a RuleTotals) -> Self {
        Self {
            rule: &rule.name,
            is_retail_margin: rule.is_margin,
            lines: rule.lines,
            paid: rule.paid.into(),
            breakage: Named(rule.kept().map(|(reason, amount)| (reason.name(), amount.into())).collect()),
        }
    }
}

impl MonthObject {
    fn new(payroll: &Payroll<'_>, summary: &Summary, month: &MonthSummary) -> Self {
        let outside = |outside| OutsideObject::new(outside, month.commissionable, month.price);
        Self {
            month: payroll.month_label(month.month),
            members: month.members,
            active: month.active,
            paid_nothing: month.paid_nothing,
            personal_volume: month.personal.into(),
            commissionable_volume: month.commissionable.into(),
            price: month.price.map(Major::from),
            customers_outside: month.outside.map(outside),
            paid: month.paid.into(),
            retail_margin: month.margin.into(),
            commission: month.commission().into(),
            breakage: month.kept.into(),
            payout_ratio_of_commissionable_volume: ratio(month.commission(), summary.worth(month.commissionable)),
        }
    }
}

impl OutsideObject {
    /// Of all volume and, where it is known, of all that buyers paid.
    fn new(outside: Outside, volume: Volume, price: Option<Money>) -> Self {
        let cents = |volume: Volume| Money::from_cents(volume.hundredths());
        Self {
            commissionable_volume: outside.commissionable.into(),
            share_of_commissionable_volume: ratio(cents(outside.commissionable), cents(volume)),
            price: outside.price.map(Major::from),
            share_of_price: outside.price.zip(price).and_then(|(part, whole)| ratio(part, whole)),
        }
    }
}
