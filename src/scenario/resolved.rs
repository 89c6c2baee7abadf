//! The resolved scenario: canonical TOML with every default filled in, and its hash.
//!
//! Reading the text again gives the same scenario and the same text.

use super::plan::CUSTOM;
use super::{Scenario, keys};
use crate::commission::Plan;
use crate::reading::written::quoted;

/// The canonical text of a scenario.
pub(super) fn toml(scenario: &Scenario) -> String {
    keys::canonical(scenario) + &scenario.plan_toml
}

/// What stands for a program's own plan: its rules with their settings as the program shows them.
pub(super) fn custom_plan(plan: &Plan) -> String {
    let rules = plan.rules().iter().map(|rule| quoted(&format!("{}: {rule:?}", rule.name())));
    let list = rules.collect::<Vec<_>>().join(", ");
    format!(
        "\n# These rules live in the program that ran this scenario; they cannot be read from a file.\n[plan.{CUSTOM}]\nrules = [{list}]\n"
    )
}
