//! `audit_flat_spots` and `audit_flat_spot_lines`: the trees of flat spots, and what makes the pay in them.

use crate::audit::flat_spots::{FlatSpot, RuleLine};
use crate::commission::Basis;
use crate::publish::{Cell, Column, Kind, Row, Table};
use crate::report::plan_audit::{AuditedPlan, PlanAuditReport, letter};

/// The trees, one row for each member of each.
///
/// Columns: `plan, spot, kind, member, sponsor, buys, watched, volume_before, volume_after, rank_before, rank_after,
/// paid_before, paid_after`. Spots of a plan count from 1; `watched` marks the member whose pay does not rise.
#[must_use]
pub fn flat_spots<'a>(report: &'a PlanAuditReport<'a>) -> Table<'a> {
    let mut columns = spot_columns();
    columns.extend(["member", "sponsor", "buys", "watched"].map(Column::text));
    columns.extend(["volume_before", "volume_after"].map(|name| Column::hundredths(name, "points")));
    columns.extend(["rank_before", "rank_after"].map(Column::text));
    columns.extend(["paid_before", "paid_after"].map(|name| Column::hundredths(name, report.currency().to_owned())));
    let rows =
        spots(report).flat_map(|spot| (0..).zip(&spot.2.before).map(move |(member, _)| member_row(spot, member)));
    Table::new("audit_flat_spots", columns, rows)
}

/// The lines, one row for each that the watched member of a tree is paid.
///
/// Columns: `plan, spot, kind, member, when, rule, source, level, basis, basis_unit, rate, amount`. `when` is `before` or
/// `after` the order; `basis_unit` is `points` or the currency. A member without a line has no row.
#[must_use]
pub fn flat_spot_lines<'a>(report: &'a PlanAuditReport<'a>) -> Table<'a> {
    let mut columns = spot_columns();
    columns.extend(["member", "when", "rule", "source"].map(Column::text));
    columns.extend([Column::whole("level", "levels"), Column::hundredths("basis", ""), Column::text("basis_unit")]);
    columns.extend([Column::decimal("rate", "share"), Column::hundredths("amount", report.currency().to_owned())]);
    let rows = spots(report).flat_map(move |spot| {
        let before = spot.2.lines_before.iter().map(|line| ("before", line));
        let all = before.chain(spot.2.lines_after.iter().map(|line| ("after", line)));
        all.map(move |(when, line)| line_row(spot, when, line, report.currency()))
    });
    Table::new("audit_flat_spot_lines", columns, rows)
}

/// A flat spot with the plan it belongs to, and its number there.
type Spot<'a> = (&'a AuditedPlan<'a>, u32, &'a FlatSpot);

fn spots<'a>(report: &'a PlanAuditReport<'a>) -> impl Iterator<Item = Spot<'a>> {
    report
        .plans()
        .flat_map(|plan| (1_u32..).zip(&plan.flat_spots.found).map(move |(number, spot)| (plan, number, spot)))
}

fn spot_columns() -> Vec<Column> {
    vec![Column::text("plan"), Column::new("spot", "", Kind::Whole), Column::text("kind")]
}

fn spot_cells((plan, number, spot): Spot<'_>) -> Row<'_> {
    vec![plan.name.as_str().into(), number.into(), spot.kind.name().into()]
}

fn member_row(spot: Spot<'_>, member: u32) -> Row<'_> {
    let (plan, _, tree) = spot;
    let (before, after) = (&tree.before[member as usize], &tree.after[member as usize]);
    let sponsor = (member > 0).then(|| letter(tree.sponsors[member as usize]));
    let yes = |yes: bool| Cell::from(if yes { "yes" } else { "no" });
    let mut row = spot_cells(spot);
    row.extend([letter(member).into(), sponsor.into(), yes(member == tree.buyer), yes(member == tree.member)]);
    row.extend([before.volume, after.volume].map(Cell::from));
    row.extend([before.rank, after.rank].map(|rank| Cell::from(plan.rank_name(rank))));
    row.extend([before.paid, after.paid].map(Cell::from));
    row
}

fn line_row<'a>(
    spot: Spot<'a>,
    when: &'static str,
    RuleLine { rule, line }: &'a RuleLine,
    currency: &'a str,
) -> Row<'a> {
    let (basis, unit) = match line.basis {
        Basis::Points(volume) => (Cell::from(volume), "points"),
        Basis::Money(amount) => (Cell::from(amount), currency),
    };
    let mut row = spot_cells(spot);
    row.extend([letter(spot.2.member).into(), when.into(), rule.as_str().into(), line.source.map(letter).into()]);
    row.extend([line.level.into(), basis, unit.into()]);
    row.extend([Cell::Decimal(line.rate.to_fraction()), line.amount.into()]);
    row
}
