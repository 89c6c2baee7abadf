//! [`People`]: who is counted in a chart, and what the charts of a run say of them.

use std::fmt::Write as _;

use super::words::money;
use crate::results::{Ensemble, Metric};
use crate::scenario::OwnOrdersAre;
use crate::units::Month;
use crate::words::brief;

/// Who is counted, and what several charts say of them.
#[derive(Clone, Debug)]
pub(crate) struct People {
    /// Whether nothing is left to chance, so that one stands for all.
    pub(crate) certain: bool,
    /// Who is counted.
    pub(crate) who: &'static str,
    /// Of 100, who came out ahead under both readings of own orders, and of people free to quit, in a line.
    pub(crate) ahead: String,
    /// What a scenario without chance leaves, under both readings of own orders.
    pub(crate) net: String,
    /// How many of 100 would have come out ahead, own orders a cost, had they been free to quit; `None` where nobody is
    /// told to stay.
    pub(crate) free_to_quit: Option<String>,
    /// How many people everyone brings in each month of the story; `None` for one.
    pub(crate) story_rate: Option<f64>,
}

impl People {
    /// The people of a run.
    pub(crate) fn of(ensemble: &Ensemble) -> Self {
        let scenario = ensemble.scenario();
        let [cost, anyway] = middle_nets(ensemble, READINGS);
        let rate = scenario.story().people();
        Self {
            certain: scenario.is_certain(),
            who: if scenario.tells_you_to_stay() { "simulated people who never quit" } else { "simulated people" },
            ahead: ahead_said(ensemble),
            net: format!("{cost} with own orders a cost, {anyway} with own orders bought anyway"),
            free_to_quit: free_to_quit(ensemble, OwnOrdersAre::Cost),
            story_rate: Some(rate).filter(|rate| (rate - 1.0).abs() > 1e-9),
        }
    }

    /// Whose numbers are in the middle.
    pub(crate) const fn middle(&self) -> &'static str {
        if self.certain { "this scenario" } else { "middle person" }
    }
}

const READINGS: [OwnOrdersAre; 2] = [OwnOrdersAre::Cost, OwnOrdersAre::BoughtAnyway];

/// The middle person's net under these readings of own orders, as amounts.
pub(super) fn middle_nets(ensemble: &Ensemble, readings: [OwnOrdersAre; 2]) -> [String; 2] {
    readings.map(|reading| {
        let net = ensemble.distribution(ensemble.months(), Metric::net_total_read(reading));
        money(net.percentile(50).unwrap_or(0), ensemble.scenario().currency())
    })
}

/// How many of 100 would have come out ahead, had they been free to quit; nothing where nobody is told to stay.
pub(super) fn free_to_quit(ensemble: &Ensemble, reading: OwnOrdersAre) -> Option<String> {
    let free = ensemble.scenario().tells_you_to_stay().then(|| ensemble.outcomes_if_free_to_quit(reading)).flatten();
    free.map(|outcomes| outcomes.came_out_ahead.in_words())
}

pub(super) fn ahead_said(ensemble: &Ensemble) -> String {
    let [cost, anyway] = READINGS.map(|reading| brief(&ensemble.outcomes_read(reading).came_out_ahead.in_words()));
    let who = if ensemble.scenario().tells_you_to_stay() { " who never quit" } else { "" };
    let mut text = format!("Ahead, of 100{who}: {cost} with own orders a cost, {anyway} if bought anyway");
    if let [Some(cost), Some(anyway)] = READINGS.map(|reading| free_to_quit(ensemble, reading)) {
        let _ = write!(text, "; of the same free to quit: {} and {}", brief(&cost), brief(&anyway));
    }
    text
}

/// What the story has in a month, or why it has nothing.
pub(crate) type Told = Result<i64, &'static str>;

/// The story's value of a metric in a month, or why it has none.
pub(crate) fn told(ensemble: &Ensemble, month: Month, metric: Metric) -> Told {
    ensemble.ideal(month, metric).ok_or_else(|| match ensemble.ideal(month, Metric::Team) {
        Some(_) => "the story’s team is too large to be paid member by member",
        None => "the story has passed everyone alive",
    })
}
