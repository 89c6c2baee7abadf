//! `audit_flat_spots.csv` and `audit_flat_spot_lines.csv`: the trees of flat spots, and what makes the pay in them.

use std::io::Write;

use super::{PlanAuditReport, letter};
use crate::audit::flat_spots::RuleLine;
use crate::commission::Basis;
use crate::report::fields::{decimal, safe_text};
use crate::report::tables::writer;

/// Writes `audit_flat_spots.csv`, one row for each member of each tree.
///
/// Columns: `plan, spot, kind, member, sponsor, buys, watched, volume_before, volume_after, rank_before, rank_after,
/// paid_before, paid_after`. Spots of a plan count from 1; `watched` marks the member whose pay does not rise.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_flat_spots(report: &PlanAuditReport<'_>, out: impl Write) -> csv::Result<()> {
    let mut table = writer(out);
    table.write_record([
        "plan",
        "spot",
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
        for (number, spot) in (1_u32..).zip(&plan.flat_spots.found) {
            for (member, (before, after)) in (0_u32..).zip(spot.before.iter().zip(&spot.after)) {
                let sponsor = if member == 0 { String::new() } else { letter(spot.sponsors[member as usize]) };
                let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
                table.write_record([
                    safe_text(&plan.name),
                    number.to_string(),
                    spot.kind.name(),
                    letter(member),
                    sponsor,
                    yes(member == spot.buyer),
                    yes(member == spot.member),
                    before.volume.to_string(),
                    after.volume.to_string(),
                    safe_text(&plan.rank_name(before.rank)),
                    safe_text(&plan.rank_name(after.rank)),
                    before.paid.to_string(),
                    after.paid.to_string(),
                ])?;
            }
        }
    }
    Ok(table.flush()?)
}

/// Writes `audit_flat_spot_lines.csv`, one row for each line that the watched member of a tree is paid.
///
/// Columns: `plan, spot, kind, member, when, rule, source, level, basis, basis_unit, rate, amount`. `when` is `before` or
/// `after` the order; `basis_unit` is `points` or the currency. A member without a line has no row.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_flat_spot_lines(report: &PlanAuditReport<'_>, out: impl Write) -> csv::Result<()> {
    let mut table = writer(out);
    table.write_record([
        "plan",
        "spot",
        "kind",
        "member",
        "when",
        "rule",
        "source",
        "level",
        "basis",
        "basis_unit",
        "rate",
        "amount",
    ])?;
    for plan in report.plans() {
        for (number, spot) in (1_u32..).zip(&plan.flat_spots.found) {
            for (when, lines) in [("before", &spot.lines_before), ("after", &spot.lines_after)] {
                for RuleLine { rule, line } in lines {
                    let (basis, unit) = match line.basis {
                        Basis::Points(volume) => (volume.to_string(), "points"),
                        Basis::Money(amount) => (amount.to_string(), report.currency()),
                    };
                    table.write_record([
                        safe_text(&plan.name).as_str(),
                        &number.to_string(),
                        &spot.kind.name(),
                        &letter(spot.member),
                        when,
                        &safe_text(rule),
                        &line.source.map(letter).unwrap_or_default(),
                        &line.level.to_string(),
                        &basis,
                        unit,
                        &decimal(line.rate.to_fraction()),
                        &line.amount.to_string(),
                    ])?;
                }
            }
        }
    }
    Ok(table.flush()?)
}
