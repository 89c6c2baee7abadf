//! `audit`: every figure of the audit but the trees of its flat spots.

use crate::audit::{Origin, RankChange};
use crate::publish::{Cell, Column, Row, Table};
use crate::report::plan_audit::{AuditedPlan, PlanAuditReport, fraction, published};
use crate::units::{Money, Volume};

/// The table, one row for each figure.
///
/// Columns: `plan, part, item, detail, measure, unit, value`. Parts without a plan: `organisation` (by level below the
/// first member as well) and `orders`. Parts of each plan: `search` (for flat spots, with the edges it found), `total`,
/// `month`, `rule`, `breakage` (by rule and cause), `rank`, `level` (by rule and level), `tenth` (of earners, 1 the
/// best-paid), `origin`, `published` (what companies and courts have published of the same measure, its sources in
/// `detail`; of a year only) and, for two plans, `change` (by rank under the first plan, or under the second when the
/// first knows no ranks).
#[must_use]
pub fn audit<'a>(report: &'a PlanAuditReport<'a>) -> Table<'a> {
    let mut rows = Rows { rows: Vec::new(), currency: report.currency(), plan: "" };
    organisation(&mut rows, report);
    for plan in report.plans() {
        rows.plan = &plan.name;
        search(&mut rows, plan);
        totals(&mut rows, plan);
        parts(&mut rows, plan);
        people(&mut rows, plan);
        beside_published(&mut rows, report, plan);
    }
    if let (Some(comparison), Some(other)) = (report.comparison(), report.other) {
        rows.plan = &other.name;
        for change in &comparison.ranks {
            changes(&mut rows, &report.compared_rank(&comparison, change.rank), change);
        }
        changes(&mut rows, "everybody", &comparison.everybody);
    }
    let mut columns = ["plan", "part", "item", "detail", "measure", "unit"].map(Column::text).to_vec();
    columns.push(Column::mixed("value"));
    Table::new("audit", columns, rows.rows)
}

/// The rows of one plan in the making.
struct Rows<'a> {
    rows: Vec<Row<'a>>,
    currency: &'a str,
    plan: &'a str,
}

impl<'a> Rows<'a> {
    fn row(&mut self, place: [&str; 3], measure: &'static str, unit: &'a str, value: impl Into<Cell<'a>>) {
        let [part, item, detail] = place.map(|text| Cell::from(text.to_owned()));
        self.rows.push(vec![self.plan.into(), part, item, detail, measure.into(), unit.into(), value.into()]);
    }

    fn money(&mut self, place: [&str; 3], measure: &'static str, amount: Money) {
        self.row(place, measure, self.currency, amount);
    }

    fn points(&mut self, place: [&str; 3], measure: &'static str, points: Volume) {
        self.row(place, measure, "points", points);
    }

    fn count(&mut self, place: [&str; 3], measure: &'static str, count: u64) {
        self.row(place, measure, "members", count);
    }

    fn share(&mut self, place: [&str; 3], measure: &'static str, share: Option<f64>) {
        self.row(place, measure, "share", Cell::decimal(share));
    }
}

/// Who is paid and what they order: the same for every plan.
fn organisation<'a>(rows: &mut Rows<'a>, report: &'a PlanAuditReport<'a>) {
    let (organisation, buying) = (report.organisation, report.scenario.buying());
    let parameters = organisation.parameters();
    let place = ["organisation", "", ""];
    rows.row(place, "scenario", "name", report.scenario.name());
    rows.row(place, "scenario_hash", "text", report.scenario.hash());
    rows.row(place, "seed", "number", organisation.seed());
    rows.count(place, "members", parameters.members().into());
    rows.row(place, "age", "months", parameters.age());
    rows.row(place, "full_since", "month", parameters.full_since());
    rows.count(place, "ever_joined", organisation.team().len() as u64);
    rows.count(place, "without_recruits", organisation.without_recruits());
    rows.row(place, "sponsoring_rate", "people a member and month", Cell::decimal(organisation.sponsoring_rate()));
    for (level, &members) in organisation.members_by_level().iter().enumerate() {
        rows.count(["organisation", "level", &level.to_string()], "members", members);
    }
    let place = ["orders", "", ""];
    rows.share(place, "share", Some(buying.orders().share().get()));
    rows.points(place, "volume", buying.orders().volume());
    rows.row(place, "spread", "coefficient of variation", Cell::Decimal(buying.orders().spread()));
    rows.points(place, "kit", buying.kit());
    if let Some(customers) = buying.customers() {
        let place = ["orders", "customers", ""];
        rows.row(place, "gained", "customers a member and month", Cell::Decimal(customers.gained()));
        rows.row(place, "order", report.currency(), customers.order());
        rows.row(place, "order_spread", "coefficient of variation", Cell::Decimal(customers.spread()));
    }
}

/// How flat spots were looked for.
fn search(rows: &mut Rows<'_>, plan: &AuditedPlan<'_>) {
    let (spots, place) = (&plan.flat_spots, ["search", "", ""]);
    rows.points(place, "order", spots.order);
    rows.row(place, "settlements", "months", spots.settlements);
    rows.count(place, "complete_up_to_members", spots.complete_up_to as u64);
    rows.count(place, "asked_up_to_members", spots.asked_up_to as u64);
    rows.row(place, "found", "flat spots", spots.found.len() as u64);
    for (number, &edge) in (1_u32..).zip(&spots.edges) {
        rows.points(["search", "edge", &number.to_string()], "volume", edge);
    }
}

fn totals(rows: &mut Rows<'_>, plan: &AuditedPlan<'_>) {
    let audit = &plan.audit;
    let place = ["total", "", ""];
    rows.points(place, "active_volume", plan.active_volume());
    rows.points(place, "volume", audit.months.iter().map(|month| month.volume).sum());
    rows.money(place, "volume_worth", audit.worth());
    rows.money(place, "paid", audit.paid());
    rows.money(place, "kept", audit.breakage().iter().map(|cause| cause.1).sum());
    rows.share(place, "payout_ratio", audit.payout_ratio());
    if let Some(margin) = audit.margin() {
        rows.money(place, "retail_margin", margin);
    }
    let spread = audit.concentration();
    rows.count(place, "everybody", spread.everybody);
    rows.count(place, "paid_nothing", spread.paid_nothing());
    rows.money(place, "median", spread.median);
    rows.share(place, "top_1_of_100", fraction(spread.top_1_of_100, spread.paid));
    rows.share(place, "top_6_of_100", fraction(spread.top_6_of_100, spread.paid));
    for month in &audit.months {
        let number = month.month.to_string();
        let place = ["month", number.as_str(), ""];
        rows.count(place, "members", month.members);
        rows.count(place, "active", month.active);
        rows.count(place, "paid_members", month.paid_members);
        rows.points(place, "volume", month.volume);
        rows.money(place, "paid", month.paid);
        rows.money(place, "kept", month.kept);
    }
}

fn parts(rows: &mut Rows<'_>, plan: &AuditedPlan<'_>) {
    let audit = &plan.audit;
    for rule in &audit.rules {
        let place = ["rule", rule.name.as_str(), ""];
        rows.money(place, "paid", rule.paid);
        if !rule.is_margin {
            rows.share(place, "share_of_volume", fraction(rule.paid, audit.worth()));
        }
        if let Some(promised) = rule.promised() {
            rows.money(place, "promised", promised);
        }
        for (reason, amount) in rule.kept() {
            rows.money(["breakage", &rule.name, reason.name()], "kept", amount);
        }
    }
    for rule in audit.commissions() {
        for (level, paid) in rule.levels() {
            let number = level.to_string();
            let place = ["level", rule.name.as_str(), number.as_str()];
            rows.money(place, "paid", paid);
            rows.share(place, "share", fraction(paid, audit.paid()));
        }
    }
    for origin in Origin::ALL {
        let place = ["origin", origin.name(), ""];
        rows.money(place, "volume_worth", audit.volume_origins[origin as usize]);
        rows.money(place, "paid", audit.origins[origin as usize]);
        rows.share(place, "share", fraction(audit.origins[origin as usize], audit.paid()));
    }
}

fn people(rows: &mut Rows<'_>, plan: &AuditedPlan<'_>) {
    let audit = &plan.audit;
    for rank in &audit.ranks {
        let (number, name) = (rank.rank.to_string(), plan.rank_name(rank.rank));
        let place = ["rank", number.as_str(), name.as_str()];
        rows.row(place, "member_months", "months", rank.member_months);
        rows.row(place, "paid_months", "months", rank.paid_months);
        rows.money(place, "paid", rank.paid);
        rows.share(place, "share", fraction(rank.paid, audit.paid()));
    }
    let spread = audit.concentration();
    for (number, (paid, members)) in (1..).zip(spread.tenths.into_iter().zip(spread.tenth_sizes)) {
        let number = i32::to_string(&number);
        let place = ["tenth", number.as_str(), ""];
        rows.count(place, "members", members);
        rows.money(place, "paid", paid);
        rows.share(place, "share", fraction(paid, spread.paid));
    }
}

fn beside_published(rows: &mut Rows<'_>, report: &PlanAuditReport<'_>, plan: &AuditedPlan<'_>) {
    for target in published::targets(report, &plan.audit) {
        let unit = target.unit.name();
        let here = (target.of)(&plan.audit);
        for (measure, value) in [("here", here), ("low", Some(target.low)), ("high", Some(target.high))] {
            rows.row(["published", target.measure, target.sources], measure, unit, Cell::decimal(value));
        }
    }
}

fn changes(rows: &mut Rows<'_>, rank: &str, change: &RankChange) {
    let place = ["change", rank, ""];
    rows.count(place, "members", change.members());
    rows.count(place, "better", change.better);
    rows.count(place, "same", change.same);
    rows.count(place, "worse", change.worse);
    rows.money(place, "paid_before", change.before);
    rows.money(place, "paid_after", change.after);
    rows.row(place, "mean_monthly_change", rows.currency, Cell::decimal(change.mean_monthly_change()));
}
