//! Goals that were set: part of `downline run --json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::shared::Counted;
use crate::report::goals::{first_and_middle, who_have, who_reach};
use crate::results::GoalResult;
use crate::scenario::OwnOrdersAre;

/// How many people reach a goal, and when.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "goal")]
pub(super) struct GoalObject {
    /// The goal as it was set, such as `team>=20`.
    goal: String,
    /// Whose: `you`, or `you_may_quit` (the same people, free to quit, where you are told to stay).
    #[schemars(extend("enum" = ["you", "you_may_quit"]))]
    population: &'static str,
    /// Who reaches it at some month's end.
    reached: Counted,
    /// The month in which the first of them does. Null with nobody.
    first_month: Option<i64>,
    /// The month by which the middle one of them does. Null with nobody.
    middle_month: Option<i64>,
    /// Who has it at the end of the last month.
    at_the_end: Counted,
}

impl From<&GoalResult> for GoalObject {
    fn from(result: &GoalResult) -> Self {
        let [first_month, middle_month] = first_and_middle(result);
        Self {
            goal: result.goal.to_string(),
            population: result.population.name(OwnOrdersAre::Cost),
            reached: who_reach(result).into(),
            first_month,
            middle_month,
            at_the_end: who_have(result).into(),
        }
    }
}
