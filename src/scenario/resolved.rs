//! The resolved scenario: canonical TOML with every default filled in, and its hash.
//!
//! Reading the text again gives the same scenario and the same text.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::plan::CUSTOM;
use super::{Basis, Costs, Scenario};
use crate::commission::Plan;
use crate::growth::parameters::{Attrition, Distribution, GrowthParameters, Staying};
use crate::reading::written::{number, quoted};

/// The names of the sponsoring distributions.
pub(super) const DISTRIBUTIONS: [(&str, Distribution); 3] =
    [("fixed", Distribution::Fixed), ("bernoulli", Distribution::Bernoulli), ("poisson", Distribution::Poisson)];

/// The canonical text of a scenario.
pub(super) fn toml(scenario: &Scenario) -> String {
    let growth = &scenario.growth;
    let mut text = format!(
        "title = {}\nmonths = {}\ncurrency = {}\n",
        quoted(&scenario.title),
        growth.months(),
        quoted(&scenario.currency)
    );
    text.push_str(&basis(&scenario.basis));
    text.push_str(&you(growth));
    text.push_str(&sponsoring(growth));
    text.push_str(&attrition(growth.attrition()));
    let _ = write!(text, "\n[volume]\npersonal = {}\n", scenario.personal_volume);
    text.push_str(&costs(scenario.costs));
    text.push_str(&scenario.plan_toml);
    text
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

fn basis(basis: &Basis) -> String {
    let mut text = format!("\n[basis]\nkind = \"{}\"\n", basis.kind.name());
    if !basis.sources.is_empty() {
        text.push_str("sources = [\n");
        for source in &basis.sources {
            let _ = writeln!(text, "    {},", quoted(source));
        }
        text.push_str("]\n");
    }
    text
}

fn you(growth: &GrowthParameters) -> String {
    let you = growth.you();
    let sponsoring = you.stated_mean.map_or_else(|| "\"typical\"".to_owned(), number);
    let mut text = format!("\n[you]\nsponsoring = {sponsoring}\nstays = {}\n", you.staying == Staying::Stays);
    if let Some(month) = you.stop_working {
        let _ = writeln!(text, "stop-working-month = {month}");
    }
    text
}

fn sponsoring(growth: &GrowthParameters) -> String {
    let law = growth.members();
    let name = DISTRIBUTIONS.iter().find(|known| known.1 == law.distribution()).map_or("", |known| known.0);
    let shape = law.propensity_shape().map_or_else(|| "\"none\"".to_owned(), number);
    format!("\n[sponsoring]\ndistribution = \"{name}\"\nmean = {}\npropensity-shape = {shape}\n", number(law.mean()))
}

fn attrition(attrition: &Attrition) -> String {
    let mut text = "\n[attrition]\nquit = [\n".to_owned();
    for step in attrition.steps() {
        let months = step.months.map_or_else(String::new, |months| format!(", months = {months}"));
        let _ = writeln!(text, "    {{ rate = {}{months} }},", number(step.rate.get()));
    }
    text.push_str("]\n");
    text
}

fn costs(costs: Costs) -> String {
    let mut text = format!("\n[costs]\nkit = {}\nmonthly = {}\n", costs.kit, costs.monthly);
    if let Some(own_product) = costs.own_product {
        let _ = writeln!(text, "own-product = {own_product}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_start_of_sha_256() {
        assert_eq!(hash("abc"), "ba7816bf");
    }
}
