//! What stands in many objects: what wrote them, what they answer, and counts of people.

use schemars::JsonSchema;
use serde::Serialize;

use crate::results::{Completeness, Outcome, Outcomes, People};
use crate::scenario::Scenario;

/// The version of the objects' shape; it rises when a field changes its meaning or goes.
pub const SCHEMA_VERSION: u32 = 1;

/// What wrote the object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct Writer {
    /// The version of this shape. It rises when a field changes its meaning or goes, and not when one is added.
    schema_version: u32,
    /// The version of the program.
    version: &'static str,
}

impl Writer {
    /// This version of the program.
    pub(super) const THIS: Self = Self { schema_version: SCHEMA_VERSION, version: env!("CARGO_PKG_VERSION") };
}

/// The scenario: what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "scenario")]
pub(super) struct ScenarioHead<'a> {
    /// A preset's name, or the file's name without its ending.
    name: &'a str,
    /// The title, 1 to 120 characters.
    title: &'a str,
    /// A hash of all values of the scenario: the same hash is the same question.
    hash: String,
    /// What the numbers rest on.
    #[schemars(extend("enum" = ["illustrative", "own-records", "published-data"]))]
    basis: &'a str,
    /// Where the numbers come from. Empty for an illustrative scenario.
    sources: &'a [String],
    /// The currency of all money, an ISO code.
    currency: &'a str,
    /// The horizon in months, 1 to 600.
    months: u16,
}

impl<'a> ScenarioHead<'a> {
    pub(super) fn of(scenario: &'a Scenario) -> Self {
        Self {
            name: scenario.name(),
            title: scenario.title(),
            hash: scenario.hash(),
            basis: scenario.basis().kind.name(),
            sources: &scenario.basis().sources,
            currency: scenario.currency(),
            months: scenario.growth().months().get(),
        }
    }
}

/// How complete the results are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "completeness")]
pub(super) enum CompletenessWord {
    /// All trials were run, or as many as the asked precision took.
    Complete,
    /// Nothing in the scenario is random, so one trial stands for all.
    Certain,
    /// All trials that were allowed were run, and the asked precision was not reached.
    ShortOfPrecision,
    /// The run was interrupted: these are the first trials, without a gap.
    Interrupted,
}

impl From<Completeness> for CompletenessWord {
    fn from(completeness: Completeness) -> Self {
        match completeness {
            Completeness::Complete => Self::Complete,
            Completeness::Certain => Self::Certain,
            Completeness::ShortOfPrecision => Self::ShortOfPrecision,
            Completeness::Interrupted => Self::Interrupted,
        }
    }
}

/// So many of the simulated people.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "count")]
pub(super) struct Counted {
    /// How many of 100, 0 to 100. Over a group they add up to 100, by largest remainder.
    of_100: u8,
    /// The number of trials, from 0 to all; of everyone who joined, of people.
    count: u64,
    /// The number of all trials, or of all who joined.
    trials: u64,
    /// The lower end of the 95 % interval (Wilson), of 100 people. Null for everyone who joined, who depend on each other.
    low_95: Option<f64>,
    /// The upper end of the 95 % interval (Wilson), of 100 people. Null likewise.
    high_95: Option<f64>,
}

impl Counted {
    /// One of these outcomes.
    pub(super) fn of(outcomes: &Outcomes, outcome: &Outcome) -> Self {
        let (low_95, high_95) = outcomes.interval_of_100(outcome).unzip();
        Self { of_100: outcome.of_100, count: outcome.count, trials: outcome.trials, low_95, high_95 }
    }
}

impl From<People> for Counted {
    fn from(people: People) -> Self {
        let (low_95, high_95) = Some(people.interval_of_100()).unzip();
        Self { of_100: people.of_100, count: people.count, trials: people.trials, low_95, high_95 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::split_100;

    /// Of three trials one each: 33.3 of 100 three times, and the hundredth goes to the first of the largest remainders.
    #[test]
    fn counts_of_100_add_up_by_largest_remainder() {
        let counts = [1, 1, 1];
        let parts = split_100(&counts);
        let counted: Vec<Counted> = parts.iter().map(|&of_100| People { of_100, count: 1, trials: 3 }.into()).collect();
        assert_eq!(counted.iter().map(|count| count.of_100).collect::<Vec<_>>(), [34, 33, 33]);
        // Of 200 trials 1, 3 and 196 are 0.5, 1.5 and 98 of 100: one is left over, and the first has the larger claim.
        assert_eq!(split_100(&[1, 3, 196]), [1, 1, 98]);
        // Wilson by hand: (1/3 + z^2/6 -+ z sqrt(2/27 + z^2/36)) / (1 + z^2/3) with z = 1.96.
        let first = counted[0];
        assert!(
            (first.low_95.unwrap() - 6.15).abs() < 0.01 && (first.high_95.unwrap() - 79.23).abs() < 0.01,
            "{first:?}"
        );
        let written = serde_json::to_string(&first).unwrap();
        assert!(written.starts_with(r#"{"of_100":34,"count":1,"trials":3,"low_95":6.1"#), "{written}");
    }

    #[test]
    fn completeness_is_a_word() {
        let all = [Completeness::Complete, Completeness::Certain, Completeness::ShortOfPrecision];
        let words = serde_json::to_string(&all.map(CompletenessWord::from)).unwrap();
        assert_eq!(words, r#"["complete","certain","short-of-precision"]"#);
    }
}
