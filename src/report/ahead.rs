//! The money line in the summary: by which month people are ahead, from when on to stay, and how deep it goes.

use super::milestones::{ahead_to_stay, deepest};
use crate::results::{Ensemble, Outcome, OutcomeKind, Outcomes};
use crate::scenario::OwnOrdersAre;
use crate::words::{ahead as words, money};

/// Own orders are a cost in it, whatever stands first.
const READING: OwnOrdersAre = OwnOrdersAre::Cost;

/// The sentences, where a week of yours is said.
pub(super) fn said(ensemble: &Ensemble) -> Option<String> {
    let scenario = ensemble.scenario();
    scenario.activity()?;
    let yours = by_month(&ensemble.outcomes_read(READING));
    let free = ensemble.outcomes_if_free_to_quit(READING).filter(|_| scenario.tells_you_to_stay());
    let free = free.map(|outcomes| by_month(&outcomes));
    // Before month 3 nobody is counted.
    let first = (!yours.is_empty()).then(|| words::ahead(READING.in_words(), &yours, free.as_deref()));
    let sentences = [first, to_stay(ensemble), deepest_said(ensemble)].into_iter().flatten();
    Some(sentences.collect::<Vec<_>>().join(" "))
}

fn by_month(outcomes: &Outcomes) -> Vec<String> {
    let said = |outcome: &Outcome| match outcome.kind {
        OutcomeKind::AheadBy(month) => Some(words::by(&outcome.in_words(), month.get())),
        _ => None,
    };
    outcomes.ahead_by.iter().filter_map(said).collect()
}

fn to_stay(ensemble: &Ensemble) -> Option<String> {
    let ahead = ahead_to_stay(ensemble)?;
    let [.., middle, _] = ahead.percentiles();
    let month = u16::try_from(middle?).ok()?;
    Some(words::to_stay(month, ensemble.months().get()))
}

fn deepest_said(ensemble: &Ensemble) -> Option<String> {
    let currency = ensemble.scenario().currency();
    let [_, unlucky, middle, _] =
        deepest(ensemble)?.percentiles().map(|value| value.map(|cents| money(cents, currency)));
    Some(words::deepest(&middle?, &unlucky?))
}
