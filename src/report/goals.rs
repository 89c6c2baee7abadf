//! Goals that were set, in the summary: how many people reach each, and when.

use crate::results::{Ensemble, GoalResult, People, Population};
use crate::words::goals as words;

/// A sentence or two for each goal.
pub(super) fn said(ensemble: &Ensemble) -> Vec<String> {
    let (last, stays) = (ensemble.months().get(), ensemble.scenario().tells_you_to_stay());
    let mut said: Vec<String> = Vec::new();
    for result in ensemble.goals() {
        let (reached, goal) = (reached(result), &result.goal);
        match (result.population, said.last_mut()) {
            (Population::YouMayQuit, Some(yours)) => {
                *yours = format!("{yours} {}", words::free_to_quit(reached.as_ref(), last));
            }
            _ => {
                let (metric, is_total) = (goal.metric(), goal.is_total());
                said.push(words::goal(&goal.to_string(), metric.spoken(), is_total, stays, reached.as_ref(), last));
            }
        }
    }
    said
}

fn reached(result: &GoalResult) -> Option<words::Reached> {
    let month = |month: Option<i64>| month.and_then(|month| u16::try_from(month).ok());
    let [first, middle] = first_and_middle(result);
    Some(words::Reached {
        of_100: who_reach(result).in_words(),
        first: month(first)?,
        middle: month(middle)?,
        at_the_end: who_have(result).in_words(),
    })
}

/// The month of the first who reaches it, and of the one in the middle of those who do.
pub(super) fn first_and_middle(result: &GoalResult) -> [Option<i64>; 2] {
    [result.reached.at_rank(1), result.reached.percentile(50)]
}

/// Who reaches it in some month.
pub(super) fn who_reach(result: &GoalResult) -> People {
    People::of(result.reached.trials(), result.trials)
}

/// Who has it at the end of the last month.
pub(super) fn who_have(result: &GoalResult) -> People {
    People::of(result.at_the_end, result.trials)
}
