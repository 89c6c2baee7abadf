//! `audit.csv` and `audit_flat_spots.csv`.

use std::io::Write;

use super::{AuditedPlanReport, PlanAuditReport, fraction, letter};
use crate::audit::{Origin, RankChange};
use crate::report::fields::{decimal, safe_text};
use crate::report::tables::writer;

/// Writes `audit.csv`, one row for each figure.
///
/// Columns: `plan, part, item, detail, measure, unit, value`. Parts: `total`, `month`, `rule`, `breakage` (by rule and
/// cause), `rank`, `level` (by rule and level), `tenth` (of earners, 1 the best-paid), `origin` and, for two plans,
/// `change` (by rank under the first plan).
///
/// # Errors
/// When `out` cannot be written.
pub fn write_audit(report: &PlanAuditReport<'_>, out: impl Write) -> csv::Result<()> {
    let mut rows = Rows { table: writer(out), currency: report.currency().to_owned(), plan: String::new() };
    rows.table.write_record(["plan", "part", "item", "detail", "measure", "unit", "value"])?;
    for plan in report.plans() {
        rows.plan = safe_text(&plan.audit.name);
        totals(&mut rows, plan)?;
        parts(&mut rows, plan)?;
        people(&mut rows, plan)?;
    }
    if let (Some(comparison), Some(other)) = (report.comparison(), report.other) {
        rows.plan = safe_text(&other.audit.name);
        for change in &comparison.ranks {
            changes(&mut rows, &report.plan.audit.rank_name(change.rank), change)?;
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

    fn money(&mut self, place: [&str; 3], measure: &str, amount: impl ToString) -> csv::Result<()> {
        let currency = self.currency.clone();
        self.row(place, measure, &currency, &amount.to_string())
    }

    fn count(&mut self, place: [&str; 3], measure: &str, count: u64) -> csv::Result<()> {
        self.row(place, measure, "members", &count.to_string())
    }

    fn share(&mut self, place: [&str; 3], measure: &str, share: Option<f64>) -> csv::Result<()> {
        self.row(place, measure, "share", &share.map(decimal).unwrap_or_default())
    }
}

fn totals<W: Write>(rows: &mut Rows<W>, plan: &AuditedPlanReport) -> csv::Result<()> {
    let audit = &plan.audit;
    let place = ["total", "", ""];
    rows.money(place, "volume_worth", audit.worth())?;
    rows.money(place, "paid", audit.paid())?;
    rows.share(place, "payout_ratio", audit.payout_ratio())?;
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
        rows.row(place, "volume", "points", &month.volume.to_string())?;
        rows.money(place, "paid", month.paid)?;
        rows.money(place, "kept", month.kept)?;
    }
    Ok(())
}

fn parts<W: Write>(rows: &mut Rows<W>, plan: &AuditedPlanReport) -> csv::Result<()> {
    let audit = &plan.audit;
    for rule in &audit.rules {
        let place = ["rule", rule.name.as_str(), ""];
        rows.money(place, "paid", rule.paid)?;
        rows.share(place, "share_of_volume", fraction(rule.paid, audit.worth()))?;
        if let Some(promised) = rule.promised() {
            rows.money(place, "promised", promised)?;
        }
        for (reason, amount) in &rule.kept {
            rows.money(["breakage", &rule.name, reason.name()], "kept", amount)?;
        }
    }
    for level in &audit.levels {
        let number = level.level.to_string();
        let place = ["level", level.rule.as_str(), number.as_str()];
        rows.money(place, "paid", level.paid)?;
        rows.share(place, "share", fraction(level.paid, audit.paid()))?;
    }
    for origin in Origin::ALL {
        let place = ["origin", origin.name(), ""];
        rows.money(place, "volume_worth", audit.volume_origins[origin as usize])?;
        rows.money(place, "paid", audit.origins[origin as usize])?;
        rows.share(place, "share", fraction(audit.origins[origin as usize], audit.paid()))?;
    }
    Ok(())
}

fn people<W: Write>(rows: &mut Rows<W>, plan: &AuditedPlanReport) -> csv::Result<()> {
    let audit = &plan.audit;
    for rank in &audit.ranks {
        let (number, name) = (rank.rank.to_string(), audit.rank_name(rank.rank));
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

fn changes<W: Write>(rows: &mut Rows<W>, rank: &str, change: &RankChange) -> csv::Result<()> {
    let place = ["change", rank, ""];
    rows.count(place, "better", change.better)?;
    rows.count(place, "same", change.same)?;
    rows.count(place, "worse", change.worse)?;
    rows.money(place, "paid_before", change.before)?;
    rows.money(place, "paid_after", change.after)?;
    rows.money(place, "mean_monthly_change", change.mean_monthly_change().map(decimal).unwrap_or_default())
}

/// Writes `audit_flat_spots.csv`, one row for each member of each tree.
///
/// Columns: `plan, kind, member, sponsor, buys, watched, volume_before, volume_after, rank_before, rank_after,
/// paid_before, paid_after`. `watched` marks the member whose pay does not rise.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_flat_spots(report: &PlanAuditReport<'_>, out: impl Write) -> csv::Result<()> {
    let mut table = writer(out);
    table.write_record([
        "plan",
        "kind",
        "member",
        "sponsor",
        "buys",
        "watched",
        "volume_before",
        "volume_after",
        "rank_before",
        "rank_after",
        "paid_before",
        "paid_after",
    ])?;
    for plan in report.plans() {
        for spot in &plan.flat_spots.found {
            for (member, (before, after)) in (0_u32..).zip(spot.before.iter().zip(&spot.after)) {
                let sponsor = if member == 0 { String::new() } else { letter(spot.sponsors[member as usize]) };
                let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
                table.write_record([
                    safe_text(&plan.audit.name),
                    spot.kind.name(),
                    letter(member),
                    sponsor,
                    yes(member == spot.buyer),
                    yes(member == spot.member),
                    before.volume.to_string(),
                    after.volume.to_string(),
                    safe_text(&plan.audit.rank_name(before.rank)),
                    safe_text(&plan.audit.rank_name(after.rank)),
                    before.paid.to_string(),
                    after.paid.to_string(),
                ])?;
            }
        }
    }
    Ok(table.flush()?)
}
