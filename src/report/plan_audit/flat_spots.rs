//! Flat spots in 80 columns: each as a small tree before and after one order.

use std::fmt::Write as _;

use super::{AuditedPlan, PlanAuditReport, letter};
use crate::audit::flat_spots::{Effect, FlatSpot, Kind, RuleLine, Standing, Who};
use crate::commission::Basis;
use crate::report::text::{Table, wrapped};
use crate::words::{counted, money, thousands};

/// All flat spots of a plan.
pub(super) fn text(report: &PlanAuditReport<'_>, plan: &AuditedPlan<'_>) -> String {
    let spots = &plan.flat_spots;
    let ended = if spots.complete_up_to < spots.asked_up_to {
        format!(", and part of the larger ones up to {}, until the search ended with its budget", spots.asked_up_to)
    } else {
        String::new()
    };
    let searched = format!(
        "All trees of up to {} members were searched{ended}; volumes around the plan's own edges ({}), one order of {} \
         points added to each member in turn: {} months settled. Nobody in them is new.",
        spots.complete_up_to,
        edges(plan),
        spots.order,
        thousands(spots.settlements.try_into().unwrap_or(i64::MAX)),
    );
    if spots.asked_up_to == 0 {
        return "Flat spots were not looked for.".to_owned();
    }
    let mut text = "Flat spots: volume goes up, and somebody's pay stands still or falls\n".to_owned();
    if spots.found.is_empty() {
        text += "None was found.\n";
    }
    text += &wrapped(&searched);
    for (number, spot) in (1..).zip(&spots.found) {
        let _ = write!(text, "\n\n{}", told(number, spot, plan, report.currency()));
    }
    text
}

fn edges(plan: &AuditedPlan<'_>) -> String {
    const SHOWN: usize = 6;
    let edges = &plan.flat_spots.edges;
    let mut shown: Vec<String> = edges.iter().take(SHOWN).map(ToString::to_string).collect();
    if edges.is_empty() {
        return "it has none".to_owned();
    }
    if edges.len() > SHOWN {
        shown.push(format!("and {} more", edges.len() - SHOWN));
    }
    shown.join(", ")
}

fn told(number: usize, spot: &FlatSpot, plan: &AuditedPlan<'_>, currency: &str) -> String {
    let (buyer, member) = (letter(spot.buyer), letter(spot.member));
    let mut table = Table::default();
    table.row(["", "volume", "", "pay", ""]);
    let at = |standings: &[Standing], id: usize| standings[id];
    for id in tree_order(spot) {
        let (before, after) = (at(&spot.before, id), at(&spot.after, id));
        let name = letter(u32::try_from(id).unwrap_or(u32::MAX));
        let mut label = format!("{}{name}", "  ".repeat(depth(spot, id)));
        if plan.plan.rank_names().len() > 1 || spot.before.iter().chain(&spot.after).any(|standing| standing.rank > 0) {
            let _ = write!(label, " {}", plan.rank_name(before.rank));
            if before.rank != after.rank {
                let _ = write!(label, " -> {}", plan.rank_name(after.rank));
            }
        }
        let changed =
            |before: String, after: String| if before == after { String::new() } else { format!("-> {after}") };
        let volumes = (before.volume.to_string(), after.volume.to_string());
        let pay = (money(before.paid.cents(), currency), money(after.paid.cents(), currency));
        table.row([label, volumes.0.clone(), changed(volumes.0, volumes.1), pay.0.clone(), changed(pay.0, pay.1)]);
    }
    let sentence = format!("{number}. {}", sentence(spot.kind, &buyer, &member));
    let lines = lines(spot, currency);
    format!("{}\n{}\n{lines}", wrapped(&sentence), table.lines(3, 6).join("\n"))
}

fn sentence(kind: Kind, buyer: &str, member: &str) -> String {
    let order = if kind.becomes_active { "orders and becomes active" } else { "orders once more" };
    match (kind.effect, kind.who) {
        (Effect::Falls, Who::Buyer) => format!("{buyer} {order} and is paid less itself."),
        (Effect::Falls, Who::Above) => format!("{buyer} {order}, and {member} above it is paid less."),
        (Effect::Falls, Who::Elsewhere) => format!("{buyer} {order}, and {member}, not above it, is paid less."),
        (Effect::StandsStill, Who::Buyer) => {
            format!("{buyer} {order} and is paid no more, though earlier orders paid.")
        }
        (Effect::StandsStill, _) => {
            format!("{buyer} {order}, and {member} is paid no more, though earlier orders paid it.")
        }
    }
}

/// The lines that make the pay before and after.
fn lines(spot: &FlatSpot, currency: &str) -> String {
    /// Lines of each side that are shown.
    const MOST: usize = 5;
    let member = letter(spot.member);
    let mut table = Table::default();
    for (when, lines) in [("before", &spot.lines_before), ("after", &spot.lines_after)] {
        if lines.is_empty() {
            table.row([format!("{member} {when}"), "no line".to_owned()]);
        }
        for RuleLine { rule, line } in lines.iter().take(MOST) {
            let basis = match line.basis {
                Basis::Points(volume) => format!("of {volume}"),
                Basis::Money(amount) => format!("of {}", money(amount.cents(), currency)),
            };
            let source = line.source.map_or_else(String::new, |source| format!("on {}", letter(source)));
            let amount = money(line.amount.cents(), currency);
            table.row([format!("{member} {when}"), rule.clone(), source, line.rate.to_string(), basis, amount]);
        }
        if lines.len() > MOST {
            let more = i64::try_from(lines.len() - MOST).unwrap_or(i64::MAX);
            table.row([format!("{member} {when}"), format!("and {}", counted(more, "more line", "more lines"))]);
        }
    }
    table.lines(3, 0).join("\n")
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
