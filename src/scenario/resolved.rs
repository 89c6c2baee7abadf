//! The resolved scenario: canonical TOML with every default filled in, and its hash.
//!
//! Reading the text again gives the same scenario and the same text.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::plan::CUSTOM;
use super::{Scenario, keys};
use crate::commission::Plan;
use crate::reading::written::quoted;

/// The canonical text of a scenario.
pub(super) fn toml(scenario: &Scenario) -> String {
    keys::canonical(scenario) + &scenario.plan_toml
}

/// The first 8 hex digits of the SHA-256 of a text.
pub(super) fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(4).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// What stands for a program's own plan: its rules with their settings as the program shows them.
pub(super) fn custom_plan(plan: &Plan) -> String {
    let rules = plan.rules().iter().map(|rule| quoted(&format!("{}: {rule:?}", rule.name())));
    let list = rules.collect::<Vec<_>>().join(", ");
    format!(
        "\n# These rules live in the program that ran this scenario; they cannot be read from a file.\n[plan.{CUSTOM}]\nrules = [{list}]\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_start_of_sha_256() {
        assert_eq!(hash("abc"), "ba7816bf");
    }
}
