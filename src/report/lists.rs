//! The scenarios and the plans that are built in, each with a line of what it is.

use crate::growth::exact::{Limits, head_count_within};
use crate::plans::BUILT_IN;
use crate::scenario::Scenario;
use crate::scenario::presets::PRESETS;
use crate::units::Probability;
use crate::words::layout::{broken, paragraphs, wrapped};
use crate::words::{Width, count, lists as words};

/// The presets with the middle person's exact team at the last month.
#[must_use]
pub fn presets(width: Width) -> String {
    let longest = PRESETS.iter().map(|preset| preset.name.len()).max().unwrap_or(0);
    let mut lines = vec![format!("  {:<longest$}  {:>6}", "", words::TEAM)];
    for preset in PRESETS {
        let team = middle_team(preset.name).unwrap_or_default();
        lines.extend(item(&format!("{:<longest$}  {team:>6}", preset.name), preset.summary, width));
    }
    let explained = paragraphs(words::SCENARIOS_EXPLAINED, width);
    format!("{}\n\n{}\n\n{explained}\n", wrapped(words::SCENARIOS, width), lines.join("\n"))
}

/// The plans.
#[must_use]
pub fn plans(width: Width) -> String {
    let longest = BUILT_IN.iter().map(|plan| plan.name.len()).max().unwrap_or(0);
    let items = BUILT_IN.iter().flat_map(|plan| item(&format!("{:<longest$}", plan.name), plan.summary, width));
    let lines: Vec<String> = items.collect();
    let explained = wrapped(words::PLANS_EXPLAINED, width);
    format!("{}\n\n{}\n\n{explained}\n", wrapped(words::PLANS, width), lines.join("\n"))
}

/// A label and what it is, which goes on below beside the label.
fn item(label: &str, summary: &str, width: Width) -> Vec<String> {
    let first = format!("  {label}  ");
    broken(summary, width.columns(), &first, &" ".repeat(first.len()))
}

fn middle_team(name: &str) -> Option<String> {
    let scenario = Scenario::preset(name).ok()?;
    if scenario.quits_after_red_months().is_some() {
        return None; // whether you leave depends on what you are paid
    }
    let growth = scenario.growth();
    let law = head_count_within(growth, growth.months(), Limits::QUICK).ok()?;
    Some(count(law.quantile(Probability::new(0.5)?)))
}
