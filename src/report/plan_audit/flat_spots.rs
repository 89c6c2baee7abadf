//! Flat spots as text: each as a small tree before and after one order.

use super::{AuditedPlan, PlanAuditReport, letter};
use crate::audit::flat_spots::{Effect, FlatSpot, Kind, RuleLine, Who};
use crate::commission::Basis;
use crate::publish::{Cell, Column, Row, Table, TextLayout, write_text};
use crate::report::headings::columns;
use crate::words::flat_spots::{self as words, Whose};
use crate::words::layout::{paragraphs, wrapped};
use crate::words::{Width, count, money};

/// All flat spots of a plan.
pub(super) fn text(report: &PlanAuditReport<'_>, plan: &AuditedPlan<'_>, width: Width) -> String {
    let spots = &plan.flat_spots;
    if spots.asked_up_to == 0 {
        return words::NOT_LOOKED_FOR.to_owned();
    }
    let (order, settled) = (spots.order.to_string(), count(spots.settlements));
    let searched = words::searched(spots.complete_up_to, spots.asked_up_to, &edges(plan), &order, &settled);
    let none = if spots.found.is_empty() { words::NONE_FOUND } else { "" };
    let mut parts = vec![paragraphs([words::TITLE, none, &searched], width)];
    parts.extend((1..).zip(&spots.found).map(|(number, spot)| told(number, spot, plan, report.currency(), width)));
    parts.join("\n\n")
}

fn edges(plan: &AuditedPlan<'_>) -> String {
    const SHOWN: usize = 6;
    let edges = &plan.flat_spots.edges;
    let mut shown: Vec<String> = edges.iter().take(SHOWN).map(ToString::to_string).collect();
    if edges.is_empty() {
        return words::NO_EDGES.to_owned();
    }
    if edges.len() > SHOWN {
        shown.push(words::and_more(edges.len() - SHOWN));
    }
    shown.join(", ")
}

fn told(number: usize, spot: &FlatSpot, plan: &AuditedPlan<'_>, currency: &str, width: Width) -> String {
    let (buyer, member) = (letter(spot.buyer), letter(spot.member));
    let rows = tree_order(spot).into_iter().map(|id| {
        let (before, after) = (spot.before[id], spot.after[id]);
        let name = letter(u32::try_from(id).unwrap_or(u32::MAX));
        let mut label = format!("{}{name}", "  ".repeat(depth(spot, id)));
        if plan.plan.rank_names().len() > 1 || spot.before.iter().chain(&spot.after).any(|standing| standing.rank > 0) {
            label += &format!(" {}", plan.rank_name(before.rank));
            if before.rank != after.rank {
                label += &format!(" -> {}", plan.rank_name(after.rank));
            }
        }
        let changed = |before: &str, after: &str| match after {
            after if before == after => Cell::BLANK,
            after => format!("-> {after}").into(),
        };
        let [volume, new_volume] = [before, after].map(|standing| standing.volume.to_string());
        let [pay, new_pay] = [before, after].map(|standing| money(standing.paid.cents(), currency));
        let (new_volume, new_pay) = (changed(&volume, &new_volume), changed(&pay, &new_pay));
        vec![label.into(), volume.into(), new_volume, pay.into(), new_pay]
    });
    let table = write_text(Table::new("tree", columns(&[words::COLUMNS], &[]), rows), TextLayout::new(3, 6, width));
    let sentence = format!("{number}. {}", sentence(spot.kind, &buyer, &member));
    let lines = lines(spot, currency, width);
    format!("{}\n{table}\n{lines}", wrapped(&sentence, width))
}

fn sentence(kind: Kind, buyer: &str, member: &str) -> String {
    let whose = match kind.who {
        Who::Buyer => Whose::Buyer,
        Who::Above => Whose::Above,
        Who::Elsewhere => Whose::Elsewhere,
    };
    words::what_happens(buyer, member, kind.becomes_active, kind.effect == Effect::Falls, whose)
}

/// The lines that make the pay before and after.
fn lines(spot: &FlatSpot, currency: &str, width: Width) -> String {
    /// Lines of each side that are shown.
    const MOST: usize = 5;
    let member = letter(spot.member);
    let mut rows: Vec<Row<'_>> = Vec::new();
    for (when, lines) in [(words::BEFORE, &spot.lines_before), (words::AFTER, &spot.lines_after)] {
        let label = words::when(&member, when);
        if lines.is_empty() {
            rows.push(vec![label.clone().into(), words::NO_LINE.into()]);
        }
        for RuleLine { rule, line } in lines.iter().take(MOST) {
            let basis = words::of(&match line.basis {
                Basis::Points(volume) => volume.to_string(),
                Basis::Money(amount) => money(amount.cents(), currency),
            });
            let source = line.source.map_or_else(String::new, |source| words::on(&letter(source)));
            let amount = money(line.amount.cents(), currency);
            rows.push(
                [&label, rule, &source, &line.rate.to_string(), &basis, &amount]
                    .map(|cell| Cell::Text(cell.clone().into()))
                    .into(),
            );
        }
        if lines.len() > MOST {
            rows.push(vec![label.into(), words::and_more_lines(lines.len() - MOST).into()]);
        }
    }
    let columns = [Column::text(""), Column::text("")].into_iter().chain([""; 4].map(Column::mixed));
    write_text(Table::new("lines", columns.collect(), rows), TextLayout::new(3, 0, width))
}

/// Members so that everybody stands below its sponsor and above the next leg.
fn tree_order(spot: &FlatSpot) -> Vec<usize> {
    let mut order = Vec::new();
    let mut open = vec![0_usize];
    while let Some(member) = open.pop() {
        order.push(member);
        let recruits = (1..spot.sponsors.len()).rev().filter(|&recruit| spot.sponsors[recruit] as usize == member);
        open.extend(recruits);
    }
    order
}

fn depth(spot: &FlatSpot, member: usize) -> usize {
    let mut depth = 0;
    let mut member = member;
    while member != 0 {
        member = spot.sponsors[member] as usize;
        depth += 1;
    }
    depth
}
