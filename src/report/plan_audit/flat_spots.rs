//! Flat spots as text: each as a small tree before and after one order.

use super::{AuditedPlan, PlanAuditReport, letter};
use crate::audit::flat_spots::{Effect, FlatSpot, Kind, RuleLine, Who};
use crate::commission::Basis;
use crate::report::text::Table;
use crate::words::flat_spots::{self as words, Whose};
use crate::words::layout::{paragraphs, wrapped};
use crate::words::{Width, count, money, printable};

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
    let mut table = Table::default();
    table.row(words::COLUMNS);
    for id in tree_order(spot) {
        let (before, after) = (spot.before[id], spot.after[id]);
        let name = letter(u32::try_from(id).unwrap_or(u32::MAX));
        let mut label = format!("{}{name}", "  ".repeat(depth(spot, id)));
        if plan.plan.rank_names().len() > 1 || spot.before.iter().chain(&spot.after).any(|standing| standing.rank > 0) {
            label += &format!(" {}", printable(&plan.rank_name(before.rank)));
            if before.rank != after.rank {
                label += &format!(" -> {}", printable(&plan.rank_name(after.rank)));
            }
        }
        let changed =
            |before: String, after: String| if before == after { String::new() } else { format!("-> {after}") };
        let volumes = (before.volume.to_string(), after.volume.to_string());
        let pay = (money(before.paid.cents(), currency), money(after.paid.cents(), currency));
        table.row([label, volumes.0.clone(), changed(volumes.0, volumes.1), pay.0.clone(), changed(pay.0, pay.1)]);
    }
    let sentence = format!("{number}. {}", sentence(spot.kind, &buyer, &member));
    let lines = lines(spot, currency, width);
    format!("{}\n{}\n{lines}", wrapped(&sentence, width), table.text(3, 6, width))
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
    let mut table = Table::default();
    for (when, lines) in [(words::BEFORE, &spot.lines_before), (words::AFTER, &spot.lines_after)] {
        let label = words::when(&member, when);
        if lines.is_empty() {
            table.row([label.as_str(), words::NO_LINE]);
        }
        for RuleLine { rule, line } in lines.iter().take(MOST) {
            let basis = words::of(&match line.basis {
                Basis::Points(volume) => volume.to_string(),
                Basis::Money(amount) => money(amount.cents(), currency),
            });
            let source = line.source.map_or_else(String::new, |source| words::on(&letter(source)));
            let amount = money(line.amount.cents(), currency);
            table.row([label.clone(), printable(rule), source, line.rate.to_string(), basis, amount]);
        }
        if lines.len() > MOST {
            table.row([label, words::and_more_lines(lines.len() - MOST)]);
        }
    }
    table.text(3, 0, width)
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
