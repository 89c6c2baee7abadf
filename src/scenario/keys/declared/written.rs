//! How values of keys are written as canonical text.

use std::fmt::Write as _;

use crate::buying::parameters::Customers;
use crate::growth::activity::PlannedWeek;
use crate::growth::parameters::{Attrition, Distribution};
use crate::reading::written::{number, quoted};
use crate::scenario::Scenario;

pub(super) fn typical() -> String {
    quoted("typical")
}

pub(super) fn none() -> String {
    quoted("none")
}

pub(super) fn of_customers(scenario: &Scenario, written: impl Fn(&Customers) -> String) -> Option<String> {
    scenario.buying.customers().map(written)
}

pub(super) fn of_week(scenario: &Scenario, written: impl Fn(&PlannedWeek) -> String) -> Option<String> {
    scenario.activity.as_ref().map(|activity| written(activity.parameters().planned()))
}

/// The names of the sponsoring distributions.
pub(in crate::scenario) const DISTRIBUTIONS: [(&str, Distribution); 3] =
    [("fixed", Distribution::Fixed), ("bernoulli", Distribution::Bernoulli), ("poisson", Distribution::Poisson)];

/// The name of a distribution.
pub(in crate::scenario) fn distribution(distribution: Distribution) -> &'static str {
    DISTRIBUTIONS.iter().find(|known| known.1 == distribution).map_or("", |known| known.0)
}

pub(super) fn sources(scenario: &Scenario) -> Option<String> {
    let sources = &scenario.basis.sources;
    let lines = sources.iter().map(|source| format!("    {},\n", quoted(source))).collect::<String>();
    (!sources.is_empty()).then(|| format!("[\n{lines}]"))
}

pub(super) fn steps(attrition: &Attrition) -> String {
    let mut text = "[\n".to_owned();
    for step in attrition.steps() {
        let months = step.months.map_or_else(String::new, |months| format!(", months = {months}"));
        let _ = writeln!(text, "    {{ rate = {}{months} }},", number(step.rate.get()));
    }
    text + "]"
}
