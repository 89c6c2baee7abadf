//! [`About`]: what every chart says about itself: the disclosure and the recipe.

use super::people::{free_to_quit, middle_nets};
use super::words::{printable, typographic, with_minus};
use crate::results::{Completeness, Ensemble, Outcomes, Provenance};
use crate::scenario::{Basis, BasisKind, OwnOrdersAre, Scenario};
use crate::words::{basis, disclaimers, part_of_100, thousands};

/// The disclosure and the recipe of a run.
#[derive(Clone, Debug)]
pub(crate) struct About {
    /// The scenario's title, above the chart's question.
    pub(crate) kicker: String,
    /// The first words of the band, which say the most important.
    pub(crate) claim: String,
    /// Where the assumptions come from, without the sources.
    pub(crate) before_source: String,
    /// The sources, which may be cut when they are long.
    pub(crate) source: String,
    /// The rest of the band.
    pub(crate) after_source: String,
    /// How to make it again: version, scenario, hash, seed, trials.
    pub(crate) recipe: String,
}

impl About {
    /// What charts of this ensemble say.
    pub(crate) fn run(ensemble: &Ensemble) -> Self {
        Self::of(ensemble.provenance(), &outcome_said(ensemble))
    }

    /// What a chart says of any result that came about like this, and left people with this.
    pub(crate) fn of(provenance: &Provenance, outcome: &str) -> Self {
        let scenario = provenance.scenario();
        Self {
            kicker: printable(scenario.title()),
            claim: disclaimers::CLAIM.to_owned(),
            before_source: format!("{}; assumptions: {}", trials_said(provenance), basis_said(scenario.basis().kind)),
            source: sources_said(scenario.basis()),
            after_source: format!("{outcome} {}", typographic(disclaimers::LIMITS)),
            recipe: format!(
                // Non-breaking spaces: lines break after the dots. The file's name is no part of it: another name of the
                // same scenario makes the same picture.
                "downline\u{a0}{} · scenario\u{a0}{} · seed\u{a0}{}",
                env!("CARGO_PKG_VERSION"),
                scenario.hash(),
                provenance.seed(),
            ),
        }
    }

    /// What the picture of the penny alone says, which needs no simulation.
    pub(crate) fn arithmetic() -> Self {
        Self {
            kicker: "The story told with a penny".to_owned(),
            claim: disclaimers::STORY_CLAIM.to_owned(),
            before_source: disclaimers::STORY_IS_ARITHMETIC.to_owned(),
            source: String::new(),
            after_source: format!("{} {}", disclaimers::PEOPLE_ARE_NO_PENNIES, typographic(disclaimers::LIMITS)),
            recipe: format!("downline\u{a0}{} · penny", env!("CARGO_PKG_VERSION")),
        }
    }

    /// The whole disclosure as one text.
    pub(crate) fn disclosure(&self) -> String {
        format!("{} {} {}", self.claim, self.body(&self.source), self.recipe)
    }

    /// The band's text after the claim, with these words for the sources.
    pub(crate) fn body(&self, source: &str) -> String {
        let source = if source.is_empty() { String::new() } else { format!(" ({source})") };
        format!("{}{source}. {}", self.before_source, self.after_source)
    }
}

fn trials_said(provenance: &Provenance) -> String {
    let months = provenance.scenario().growth().months().get();
    let span = if months == 1 { "first month".to_owned() } else { format!("first {months} months") };
    let trials = thousands(i64::try_from(provenance.trials()).unwrap_or(i64::MAX));
    match provenance.completeness() {
        _ if provenance.scenario().is_certain() => {
            format!("The {span}, computed once because nothing in this scenario is left to chance")
        }
        Completeness::Interrupted => format!("{trials} simulated {span} of a run that was interrupted"),
        _ => format!("{trials} simulated {span}"),
    }
}

/// Where assumptions come from, in words.
pub(crate) fn basis_said(kind: BasisKind) -> String {
    typographic(kind.in_words())
}

fn sources_said(basis: &Basis) -> String {
    let Some(first) = basis.sources.first() else { return String::new() };
    let first = printable(first);
    match (basis.kind, basis.sources.len()) {
        (BasisKind::PublishedData, count) => basis::named_sources(&first, count),
        // Short enough to stand whole or not at all.
        (_, count) => basis::counted_sources(count),
    }
}

fn outcome_said(ensemble: &Ensemble) -> String {
    let scenario = ensemble.scenario();
    let readings = scenario.costs().own_orders.and_the_other();
    let middles = middle_nets(ensemble, readings).join(" or ");
    let after = with_minus(&scenario.costs_in_words());
    let said = if scenario.is_certain() {
        let [first, other] = middle_nets(ensemble, readings);
        format!(
            "The result is {first} with own orders {}, {other} with own orders {}, after {after}. It is arithmetic, not what \
             people get.",
            readings[0].in_words(),
            readings[1].in_words()
        )
    } else {
        let [first, other] = readings.map(OwnOrdersAre::in_words);
        let mut counts =
            ended_said(&readings.map(|reading| of_100_said(&ensemble.outcomes_read(reading))), [first, other]);
        if let [Some(free), Some(free_other)] = readings.map(|reading| free_to_quit(ensemble, reading)) {
            let [ahead, ahead_other] =
                readings.map(|reading| ensemble.outcomes_read(reading).came_out_ahead.in_words());
            counts = format!(
                "Of 100 people who never quit {ahead} came out ahead with own orders {first}, {ahead_other} with own orders \
                 {other}; of the same people free to quit {free} and {free_other}."
            );
        }
        format!("{counts} Middle result {middles}, after {after}.")
    };
    outgrown_said(scenario).map_or(said.clone(), |outgrown| format!("{outgrown} {said}"))
}

/// What became of 100 people, in a sentence.
fn ended_said([first, other]: &[[String; 2]; 2], own_orders: [&str; 2]) -> String {
    format!(
        "Of 100 people {} lost money or broke even and {} came out ahead with own orders {}, {} and {} with own orders {}.",
        first[0], first[1], own_orders[0], other[0], other[1], own_orders[1]
    )
}

/// A warning where the average team is larger than a town.
fn outgrown_said(scenario: &Scenario) -> Option<String> {
    scenario.outgrows_a_town().map(|month| disclaimers::outgrown(month.get()))
}

/// How many of 100 lost money or broke even, and how many came out ahead: together always 100.
fn of_100_said(outcomes: &Outcomes) -> [String; 2] {
    let (lost, even, ahead) = (outcomes.lost_money, outcomes.broke_even, outcomes.came_out_ahead);
    [
        part_of_100(lost.of_100 + even.of_100, lost.count + even.count, ahead.trials),
        part_of_100(ahead.of_100, ahead.count, ahead.trials),
    ]
}
