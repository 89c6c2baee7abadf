//! What one plan pays a simulated organisation: an element of `plans` in an audit.

use schemars::JsonSchema;
use serde::Serialize;

use super::flat_spots::FlatSpotsObject;
use super::numbers::Major;
use crate::audit::{MonthPay, Origin, PlanAudit, RankPay};
use crate::commission::Reason;
use crate::report::plan_audit::published::{self, Target};
use crate::report::plan_audit::{AuditedPlan, PlanAuditReport, fraction, origin_note};
use crate::results::Concentration;
use crate::settlement::RuleTotals;
use crate::units::{Money, Volume};

/// What one plan pays, to whom, from whose orders, and where it stands still.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "audited_plan")]
pub(super) struct AuditedPlanObject<'a> {
    /// What it is called here.
    name: &'a str,
    /// The first 8 hex digits of the SHA-256 of its canonical text.
    hash: String,
    /// Its title.
    title: &'a str,
    /// The personal volume from which a member is active, in points.
    active_volume: Major,
    /// Commissionable volume of all months, in points.
    volume: Major,
    /// What that volume is worth, in money.
    volume_worth: Major,
    /// What is paid to all, without retail margin, in money.
    paid: Major,
    /// What rules that promise a share of each order did not pay, in money.
    kept: Major,
    /// What members keep of what customers outside pay, in money. Null for a plan without retail margin.
    retail_margin: Option<Major>,
    /// Paid by the worth of the volume, as a fraction. Null without volume.
    payout_ratio: Option<f64>,
    /// What the payout ratio is of.
    payout_ratio_of: &'static str,
    /// What is kept, by cause, over all rules.
    breakage: Vec<Kept>,
    /// Month by month.
    months: Vec<MonthObject>,
    /// Rule by rule, in the order of the plan.
    rules: Vec<RuleObject<'a>>,
    /// By the rank members are paid as, the lowest first.
    ranks: Vec<RankObject>,
    /// By rule and level.
    levels: Vec<LevelObject<'a>>,
    /// How unevenly pay is spread.
    concentration: ConcentrationObject,
    /// Where the volume comes from, and what is paid on it.
    origins: Vec<OriginObject>,
    /// Figures that companies and courts have published, beside what the audit finds. Empty for another time than a year.
    published: Vec<PublishedObject>,
    /// Where volume goes up and somebody's pay stands still or falls.
    flat_spots: FlatSpotsObject<'a>,
}

impl<'a> AuditedPlanObject<'a> {
    pub(super) fn new(report: &PlanAuditReport<'_>, plan: &'a AuditedPlan<'a>) -> Self {
        let audit = &plan.audit;
        let breakage = audit.breakage();
        let kept: Money = breakage.iter().map(|cause| cause.1).sum();
        Self {
            name: &plan.name,
            hash: plan.plan.hash(),
            title: plan.plan.title(),
            active_volume: plan.active_volume().into(),
            volume: Major::from(audit.months.iter().map(|month| month.volume).sum::<Volume>()),
            volume_worth: audit.worth().into(),
            paid: audit.paid().into(),
            kept: kept.into(),
            retail_margin: audit.margin().map(Major::from),
            payout_ratio: audit.payout_ratio(),
            payout_ratio_of: "commissionable volume",
            breakage: breakage.into_iter().map(Kept::from).collect(),
            months: audit.months.iter().map(MonthObject::from).collect(),
            rules: audit.rules.iter().map(|rule| RuleObject::new(rule, audit)).collect(),
            ranks: audit.ranks.iter().map(|rank| RankObject::new(plan, rank)).collect(),
            levels: audit.commissions().flat_map(|rule| LevelObject::all(rule, audit)).collect(),
            concentration: audit.concentration().into(),
            origins: Origin::ALL.map(|origin| OriginObject::new(report, audit, origin)).into(),
            published: published::targets(report, audit).map(|target| PublishedObject::new(target, audit)).collect(),
            flat_spots: FlatSpotsObject::new(plan),
        }
    }
}

/// What is kept for one cause.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "kept")]
struct Kept {
    /// The cause.
    cause: &'static str,
    /// What is kept, in money.
    kept: Major,
}

impl From<(Reason, Money)> for Kept {
    fn from((reason, amount): (Reason, Money)) -> Self {
        Self { cause: reason.name(), kept: amount.into() }
    }
}

/// One month.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "audit_month")]
struct MonthObject {
    /// The month of the organisation's history.
    month: u16,
    /// Members at the month's end.
    members: u64,
    /// Members whose personal volume makes them active.
    active: u64,
    /// Members who are paid something.
    paid_members: u64,
    /// Commissionable volume, in points.
    volume: Major,
    /// What is paid to all, without retail margin, in money.
    paid: Major,
    /// What rules that promise a share of each order did not pay, in money.
    kept: Major,
}

impl From<&MonthPay> for MonthObject {
    fn from(month: &MonthPay) -> Self {
        Self {
            month: month.month.get(),
            members: month.members,
            active: month.active,
            paid_members: month.paid_members,
            volume: month.volume.into(),
            paid: month.paid.into(),
            kept: month.kept.into(),
        }
    }
}

/// What one rule paid and kept in all months.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "audit_rule")]
struct RuleObject<'a> {
    /// What the plan calls the rule.
    rule: &'a str,
    /// What it paid, in money.
    paid: Major,
    /// Whether it is retail margin, which is no commission on volume.
    is_retail_margin: bool,
    /// Paid by the worth of the volume, as a fraction. Null for retail margin, or without volume.
    share_of_volume: Option<f64>,
    /// What it promised, in money. Null for a rule that promises nothing.
    promised: Option<Major>,
    /// What it kept, by cause.
    kept: Vec<Kept>,
}

impl<'a> RuleObject<'a> {
    fn new(rule: &'a RuleTotals, audit: &PlanAudit) -> Self {
        Self {
            rule: &rule.name,
            paid: rule.paid.into(),
            is_retail_margin: rule.is_margin,
            share_of_volume: fraction(rule.paid, audit.worth()).filter(|_| !rule.is_margin),
            promised: rule.promised().map(Major::from),
            kept: rule.kept().map(Kept::from).collect(),
        }
    }
}

/// What members of one rank are paid.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "rank")]
struct RankObject {
    /// The rank's number; 0 is everybody's.
    rank: u8,
    /// What the plan calls it.
    name: String,
    /// Members of this rank at a month's end, over all months.
    member_months: u64,
    /// Those of them who were paid something.
    paid_months: u64,
    /// What they were paid, in money.
    paid: Major,
    /// Its share of all that is paid, as a fraction. Null where nothing is paid.
    share: Option<f64>,
}

impl RankObject {
    fn new(plan: &AuditedPlan<'_>, rank: &RankPay) -> Self {
        Self {
            rank: rank.rank,
            name: plan.rank_name(rank.rank),
            member_months: rank.member_months,
            paid_months: rank.paid_months,
            paid: rank.paid.into(),
            share: fraction(rank.paid, plan.audit.paid()),
        }
    }
}

/// What one rule paid on one level.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "level")]
struct LevelObject<'a> {
    /// What the plan calls the rule.
    rule: &'a str,
    /// The level, generation or leg, as the rule counts them.
    level: u16,
    /// What it paid, in money.
    paid: Major,
    /// Its share of all that is paid, as a fraction. Null where nothing is paid.
    share: Option<f64>,
}

impl<'a> LevelObject<'a> {
    fn all(rule: &'a RuleTotals, audit: &PlanAudit) -> impl Iterator<Item = Self> {
        let all = audit.paid();
        rule.levels().map(move |(level, paid)| Self {
            rule: &rule.name,
            level,
            paid: paid.into(),
            share: fraction(paid, all),
        })
    }
}

/// How unevenly pay is spread over everybody, those who are paid nothing included.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "concentration")]
struct ConcentrationObject {
    /// Everybody who stood at one of the month-ends.
    everybody: u64,
    /// Those who are paid nothing.
    paid_nothing: u64,
    /// The middle one of everybody, in money.
    median: Major,
    /// The share of the best-paid 1 of 100, as a fraction. Null where nothing is paid.
    top_1_of_100_share: Option<f64>,
    /// The share of the best-paid 6 of 100, as a fraction. Null where nothing is paid.
    top_6_of_100_share: Option<f64>,
    /// Tenths of those who are paid something, the best-paid tenth first.
    tenths_of_earners: Vec<TenthObject>,
}

/// A tenth of those who are paid something.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "tenth")]
struct TenthObject {
    /// Members in it.
    members: u64,
    /// What they are paid, in money.
    paid: Major,
    /// Its share of all that is paid, as a fraction. Null where nothing is paid.
    share: Option<f64>,
}

impl From<Concentration> for ConcentrationObject {
    fn from(spread: Concentration) -> Self {
        let tenths = spread.tenths.iter().zip(spread.tenth_sizes);
        let tenth = |(&paid, members): (&Money, u64)| TenthObject {
            members,
            paid: paid.into(),
            share: fraction(paid, spread.paid),
        };
        Self {
            everybody: spread.everybody,
            paid_nothing: spread.paid_nothing(),
            median: spread.median.into(),
            top_1_of_100_share: fraction(spread.top_1_of_100, spread.paid),
            top_6_of_100_share: fraction(spread.top_6_of_100, spread.paid),
            tenths_of_earners: tenths.map(tenth).collect(),
        }
    }
}

/// Volume of one origin, and what is paid on it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "origin")]
struct OriginObject {
    /// Where the volume comes from.
    #[schemars(extend("enum" = ["customers", "own-purchases", "kits"]))]
    origin: &'static str,
    /// What the volume is worth, in money.
    volume_worth: Major,
    /// What is paid on it, in money.
    paid: Major,
    /// Its share of all that is paid, as a fraction. Null where nothing is paid.
    share: Option<f64>,
    /// Why nothing can come from it. Empty where something can.
    note: &'static str,
}

impl OriginObject {
    fn new(report: &PlanAuditReport<'_>, audit: &PlanAudit, origin: Origin) -> Self {
        let paid = audit.origins[origin as usize];
        Self {
            origin: origin.name(),
            volume_worth: audit.volume_origins[origin as usize].into(),
            paid: paid.into(),
            share: fraction(paid, audit.paid()),
            note: origin_note(report, origin),
        }
    }
}

/// A published figure beside what the audit finds.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "published")]
struct PublishedObject {
    /// What is measured.
    measure: &'static str,
    /// Its number among the targets.
    target: &'static str,
    /// What it is measured in.
    #[schemars(extend("enum" = ["of_100", "USD", "percent"]))]
    unit: &'static str,
    /// What the audit finds, in the unit. Null where there is nothing to measure.
    here: Option<f64>,
    /// The least that was published, in the unit.
    low: f64,
    /// The most that was published, in the unit.
    high: f64,
    /// Who published what of which year.
    sources: &'static str,
}

impl PublishedObject {
    fn new(target: &Target, audit: &PlanAudit) -> Self {
        Self {
            measure: target.measure,
            target: target.number,
            unit: target.unit.name(),
            here: (target.of)(audit),
            low: target.low,
            high: target.high,
            sources: target.sources,
        }
    }
}
