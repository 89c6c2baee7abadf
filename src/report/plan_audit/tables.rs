//! `audit.csv`: every figure of the audit but the trees of its flat spots.

use std::io::Write;

use super::{AuditedPlan, PlanAuditReport, fraction, published};
use crate::audit::{Origin, RankChange};
use crate::report::fields::{decimal, safe_text};
use crate::report::tables::writer;
use crate::units::{Money, Volume};

/// Writes `audit.csv`, one row for each figure.
///
/// Columns: `plan, part, item, detail, measure, unit, value`. Parts without a plan: `organisation` (by level below the
/// first member as well) and `orders`. Parts of each plan: `search` (for flat spots, with the edges it found), `total`,
/// `month`, `rule`, `breakage` (by rule and cause), `rank`, `level` (by rule and level), `tenth` (of earners, 1 the
/// best-paid), `origin`, `published` (what companies and courts have published of the same measure, its sources in
/// `detail`; of a year only) and, for two plans, `change` (by rank under the first plan, or under the second when the
/// first knows no ranks).
///
/// # Errors
/// When `out` cannot be written.
pub fn write_audit(report: &PlanAuditReport<'_>, out: impl Write) -> csv::Result<()> {
    let mut rows = Rows { table: writer(out), currency: report.currency().to_owned(), plan: String::new() };
    rows.table.write_record(["plan", "part", "item", "detail", "measure", "unit", "value"])?;
    organisation(&mut rows, report)?;
    for plan in report.plans() {
        rows.plan = safe_text(&plan.name);
        search(&mut rows, plan)?;
        totals(&mut rows, plan)?;
        parts(&mut rows, plan)?;
        people(&mut rows, plan)?;
        beside_published(&mut rows, report, plan)?;
    }
    if let (Some(comparison), Some(other)) = (report.comparison(), report.other) {
        rows.plan = safe_text(&other.name);
        for change in &comparison.ranks {
            changes(&mut rows, &report.compared_rank(&comparison, change.rank), change)?;
        }
        changes(&mut rows, "everybody", &comparison.everybody)?;
    }
    Ok(rows.table.flush()?)
}

/// The rows of one plan in the making.
struct Rows<W: Write> {
    table: csv::Writer<W>,
    currency: String,
    plan: String,
}

impl<W: Write> Rows<W> {
    fn row(&mut self, place: [&str; 3], measure: &str, unit: &str, value: &str) -> csv::Result<()> {
        let [part, item, detail] = place;
        let (item, detail) = (safe_text(item), safe_text(detail));
        self.table.write_record([&self.plan, part, item.as_str(), detail.as_str(), measure, unit, value])
    }

    fn money(&mut self, place: [&str; 3], measure: &str, amount: Money) -> csv::Result<()> {
        let currency = self.currency.clone();
        self.row(place, measure, &currency, &amount.to_string())
    }

    fn points(&mut self, place: [&str; 3], measure: &str, points: Volume) -> csv::Result<()> {
        self.row(place, measure, "points", &points.to_string())
    }

    fn count(&mut self, place: [&str; 3], measure: &str, count: u64) -> csv::Result<()> {
        self.row(place, measure, "members", &count.to_string())
    }

    fn share(&mut self, place: [&str; 3], measure: &str, share: Option<f64>) -> csv::Result<()> {
        self.row(place, measure, "share", &share.map(decimal).unwrap_or_default())
    }
}

/// Who is paid and what they order: the same for every plan.
fn organisation<W: Write>(rows: &mut Rows<W>, report: &PlanAuditReport<'_>) -> csv::Result<()> {
    let (organisation, buying) = (report.organisation, report.scenario.buying());
    let parameters = organisation.parameters();
    let place = ["organisation", "", ""];
    rows.row(place, "scenario", "name", &safe_text(report.scenario.name()))?;
    rows.row(place, "scenario_hash", "text", &report.scenario.hash())?;
    rows.row(place, "seed", "number", &organisation.seed().to_string())?;
    rows.count(place, "members", parameters.members().into())?;
    rows.row(place, "age", "months", &parameters.age().to_string())?;
    rows.row(place, "full_since", "month", &parameters.full_since().to_string())?;
    rows.count(place, "ever_joined", organisation.team().len() as u64)?;
    rows.count(place, "without_recruits", organisation.without_recruits())?;
    let rate = organisation.sponsoring_rate().map(decimal).unwrap_or_default();
    rows.row(place, "sponsoring_rate", "people a member and month", &rate)?;
    for (level, &members) in organisation.members_by_level().iter().enumerate() {
        rows.count(["organisation", "level", &level.to_string()], "members", members)?;
    }
    let place = ["orders", "", ""];
    rows.share(place, "share", Some(buying.orders().share().get()))?;
    rows.points(place, "volume", buying.orders().volume())?;
    rows.row(place, "spread", "coefficient of variation", &decimal(buying.orders().spread()))?;
    rows.points(place, "kit", buying.kit())?;
    if let Some(customers) = buying.customers() {
        let place = ["orders", "customers", ""];
        rows.row(place, "gained", "customers a member and month", &decimal(customers.gained()))?;
        rows.row(place, "order", report.currency(), &customers.order().to_string())?;
        rows.row(place, "order_spread", "coefficient of variation", &decimal(customers.spread()))?;
    }
    Ok(())
}

/// How flat spots were looked for.
fn search<W: Write>(rows: &mut Rows<W>, plan: &AuditedPlan<'_>) -> csv::Result<()> {
    let (spots, place) = (&plan.flat_spots, ["search", "", ""]);
    rows.points(place, "order", spots.order)?;
    rows.row(place, "settlements", "months", &spots.settlements.to_string())?;
    rows.count(place, "complete_up_to_members", spots.complete_up_to as u64)?;
    rows.count(place, "asked_up_to_members", spots.asked_up_to as u64)?;
    rows.row(place, "found", "flat spots", &spots.found.len().to_string())?;
    for (number, &edge) in (1_u32..).zip(&spots.edges) {
        rows.points(["search", "edge", &number.to_string()], "volume", edge)?;
    }
    Ok(())
}

fn totals<W: Write>(rows: &mut Rows<W>, plan: &AuditedPlan<'_>) -> csv::Result<()> {
    let audit = &plan.audit;
    let place = ["total", "", ""];
    rows.points(place, "active_volume", plan.active_volume())?;
    rows.points(place, "volume", audit.months.iter().map(|month| month.volume).sum())?;
    rows.money(place, "volume_worth", audit.worth())?;
    rows.money(place, "paid", audit.paid())?;
    rows.money(place, "kept", audit.breakage().iter().map(|cause| cause.1).sum())?;
    rows.share(place, "payout_ratio", audit.payout_ratio())?;
    if let Some(margin) = audit.margin() {
        rows.money(place, "retail_margin", margin)?;
    }
    let spread = audit.concentration();
    rows.count(place, "everybody", spread.everybody)?;
    rows.count(place, "paid_nothing", spread.paid_nothing())?;
    rows.money(place, "median", spread.median)?;
    rows.share(place, "top_1_of_100", fraction(spread.top_1_of_100, spread.paid))?;
    rows.share(place, "top_6_of_100", fraction(spread.top_6_of_100, spread.paid))?;
    for month in &audit.months {
        let number = month.month.to_string();
        let place = ["month", number.as_str(), ""];
        rows.count(place, "members", month.members)?;
        rows.count(place, "active", month.active)?;
        rows.count(place, "paid_members", month.paid_members)?;
        rows.points(place, "volume", month.volume)?;
        rows.money(place, "paid", month.paid)?;
        rows.money(place, "kept", month.kept)?;
    }
    Ok(())
}

fn parts<W: Write>(rows: &mut Rows<W>, plan: &AuditedPlan<'_>) -> csv::Result<()> {
    let audit = &plan.audit;
    for rule in &audit.rules {
        let place = ["rule", rule.name.as_str(), ""];
        rows.money(place, "paid", rule.paid)?;
        if !rule.is_margin {
            rows.share(place, "share_of_volume", fraction(rule.paid, audit.worth()))?;
        }
        if let Some(promised) = rule.promised() {
            rows.money(place, "promised", promised)?;
        }
        for (reason, amount) in rule.kept() {
            rows.money(["breakage", &rule.name, reason.name()], "kept", amount)?;
        }
    }
    for rule in audit.commissions() {
        for (level, paid) in rule.levels() {
            let number = level.to_string();
            let place = ["level", rule.name.as_str(), number.as_str()];
            rows.money(place, "paid", paid)?;
            rows.share(place, "share", fraction(paid, audit.paid()))?;
        }
    }
    for origin in Origin::ALL {
        let place = ["origin", origin.name(), ""];
        rows.money(place, "volume_worth", audit.volume_origins[origin as usize])?;
        rows.money(place, "paid", audit.origins[origin as usize])?;
        rows.share(place, "share", fraction(audit.origins[origin as usize], audit.paid()))?;
    }
    Ok(())
}

fn people<W: Write>(rows: &mut Rows<W>, plan: &AuditedPlan<'_>) -> csv::Result<()> {
    let audit = &plan.audit;
    for rank in &audit.ranks {
        let (number, name) = (rank.rank.to_string(), plan.rank_name(rank.rank));
        let place = ["rank", number.as_str(), name.as_str()];
        rows.row(place, "member_months", "months", &rank.member_months.to_string())?;
        rows.row(place, "paid_months", "months", &rank.paid_months.to_string())?;
        rows.money(place, "paid", rank.paid)?;
        rows.share(place, "share", fraction(rank.paid, audit.paid()))?;
    }
    let spread = audit.concentration();
    for (number, (paid, members)) in (1..).zip(spread.tenths.into_iter().zip(spread.tenth_sizes)) {
        let number = i32::to_string(&number);
        let place = ["tenth", number.as_str(), ""];
        rows.count(place, "members", members)?;
        rows.money(place, "paid", paid)?;
        rows.share(place, "share", fraction(paid, spread.paid))?;
    }
    Ok(())
}

fn beside_published<W: Write>(
    rows: &mut Rows<W>,
    report: &PlanAuditReport<'_>,
    plan: &AuditedPlan<'_>,
) -> csv::Result<()> {
    for target in published::targets(report, &plan.audit) {
        let unit = target.unit.name();
        let here = (target.of)(&plan.audit).map(decimal).unwrap_or_default();
        for (measure, value) in [("here", here), ("low", decimal(target.low)), ("high", decimal(target.high))] {
            rows.row(["published", target.measure, target.sources], measure, unit, &value)?;
        }
    }
    Ok(())
}

fn changes<W: Write>(rows: &mut Rows<W>, rank: &str, change: &RankChange) -> csv::Result<()> {
    let place = ["change", rank, ""];
    rows.count(place, "members", change.members())?;
    rows.count(place, "better", change.better)?;
    rows.count(place, "same", change.same)?;
    rows.count(place, "worse", change.worse)?;
    rows.money(place, "paid_before", change.before)?;
    rows.money(place, "paid_after", change.after)?;
    let mean = change.mean_monthly_change().map(decimal).unwrap_or_default();
    let currency = rows.currency.clone();
    rows.row(place, "mean_monthly_change", &currency, &mean)
}
