//! `income-distribution`: the commission of the last month, and beside it what is left after that month's costs.

use std::fmt::Write as _;

use super::bars::Bars;
use super::canvas::{Area, Canvas, Type};
use super::cells::{Cells, Cut};
use super::frame::{Drawing, Heading};
use super::people::{People, Told, told};
use super::scale::float;
use super::spread::spread;
use super::words::{axis_money, money};
use crate::results::{Distribution, Ensemble, Metric};
use crate::scenario::OwnOrdersAre;
use crate::units::Month;
use crate::words::of_100;

/// The most bars of a panel.
const MOST_BARS: i64 = 14;
/// Between the two panels.
const BETWEEN: f64 = 36.0;

/// What does the last month pay, and what is left of it?
pub(crate) struct IncomeDistribution<'a> {
    people: People,
    commission: Panel<'a>,
    net: Panel<'a>,
    currency: &'a str,
    last: Month,
    /// The middle person's own order of the month, in cents.
    own_order: i64,
    /// How many have money left of the month, under both readings of own orders.
    left_over: String,
    /// How many of 100 have left by then; `None` where nobody has.
    left: Option<String>,
}

struct Panel<'a> {
    distribution: &'a Distribution,
    cells: Cells,
    story: Told,
}

impl<'a> IncomeDistribution<'a> {
    pub(crate) fn of(ensemble: &'a Ensemble) -> Self {
        let last = ensemble.months();
        let panel = |metric| {
            let distribution = ensemble.distribution(last, metric);
            let cells = Cells::new(distribution, &Cut { alone: &[0], most: MOST_BARS, unit: 100 });
            Panel { distribution, cells, story: told(ensemble, last, metric) }
        };
        let left = ensemble.left_by_the_horizon();
        Self {
            people: People::of(ensemble),
            commission: panel(Metric::Commission),
            net: panel(Metric::Net),
            currency: ensemble.scenario().currency(),
            last,
            own_order: ensemble.distribution(last, Metric::OwnOrders).percentile(50).unwrap_or(0),
            left_over: left_over_said(ensemble),
            left: (left > 0).then(|| of_100(left, ensemble.trials())),
        }
    }
}

impl Drawing for IncomeDistribution<'_> {
    fn heading(&self) -> Heading {
        let (commission, net) = (&self.commission.distribution, &self.net.distribution);
        let said =
            |distribution: &Distribution, percent| money(distribution.percentile(percent).unwrap_or(0), self.currency);
        let answer = if self.people.certain {
            format!(
                "This scenario leaves nothing to chance: month {} pays {}, and after its costs {} is left with own orders \
                 a cost, {} with own orders bought anyway.",
                self.last,
                said(commission, 50),
                said(net, 50),
                money(net.percentile(50).unwrap_or(0).saturating_add(self.own_order), self.currency)
            )
        } else {
            format!(
                "{} of 100 {} get no commission in month {}; {}; the middle person has {}, own orders a cost.",
                of_100(commission.count(|cents| cents == 0), commission.trials()),
                self.people.who,
                self.last,
                self.left_over,
                said(net, 50),
            )
        };
        Heading {
            name: "income-distribution",
            question: format!("What does month {} pay, and what is left of it?", self.last),
            answer,
            description: format!(
                "Two bar charts. Horizontal: commission of month {}, and net of that month with own orders a cost. Vertical: \
                 how many of 100 people have it. The middle person’s commission is {}. After that month’s costs {}.",
                self.last,
                said(commission, 50),
                spread(net, &|cents| money(cents, self.currency), "less"),
            ),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Area) {
        let middle = f64::midpoint(area.left, area.right);
        let halves = [Area { right: middle - BETWEEN / 2.0, ..area }, Area { left: middle + BETWEEN / 2.0, ..area }];
        let panels = [&self.commission, &self.net];
        let headings = [
            format!("Commission in month {}", self.last),
            format!("What month {} leaves, own orders a cost", self.last),
        ];
        let said = |cents: i64| axis_money(float(cents), self.currency);
        let bars = panels.map(|panel| self.bars(panel, &said));
        let below = halves.map(|half| Area { top: half.top + 42.0, ..half });
        // Both on the same axis, so that bars can be compared.
        let high = bars.iter().zip(below).map(|(bars, area)| bars.high(area)).fold(0.0, f64::max);
        for (index, half) in halves.into_iter().enumerate() {
            canvas.text((half.left, half.top + 14.0), &headings[index], Type::LABEL.bold());
            canvas.text((half.left, half.top + 32.0), &explanation(panels[index], &said), Type::QUIET);
            bars[index].draw(canvas, below[index], high);
        }
    }
}

impl IncomeDistribution<'_> {
    fn bars<'b>(&self, panel: &'b Panel, said: &'b dyn Fn(i64) -> String) -> Bars<'b> {
        Bars {
            cells: &panel.cells,
            trials: panel.distribution.trials(),
            middle: panel.distribution.percentile(50).unwrap_or(0),
            story: panel.story.ok().filter(|_| !self.is_story(panel)),
            exact: None,
            said,
            notes: self.notes(panel, said),
        }
    }

    /// Whether the scenario is the story itself.
    fn is_story(&self, panel: &Panel) -> bool {
        self.people.certain && panel.story.ok() == panel.distribution.percentile(50)
    }

    fn notes(&self, panel: &Panel, said: &dyn Fn(i64) -> String) -> Vec<String> {
        let mut notes = Vec::new();
        notes.extend(self.left.iter().map(|left| format!("{left} of 100 have left by then")));
        if panel.cells.beyond > 0 {
            let top = panel.cells.all.last().map_or(0, |cell| cell.high);
            let most = panel.distribution.cells().last().map_or(0, |cell| cell.0);
            let beyond = of_100(panel.cells.beyond, panel.distribution.trials());
            notes.push(format!("{beyond} of 100 above {}, up to {}", said(top), said(most)));
        }
        match panel.story {
            _ if self.is_story(panel) => notes.push("the story is the same".to_owned()),
            Err(why) => notes.push(why.to_owned()),
            Ok(story) => match Bars::widths_to_story(&panel.cells, story) {
                Some(_) => notes.push(format!("the story’s {} is off this chart", said(story))),
                None => notes.push(format!("dashed: the story, {}", said(story))),
            },
        }
        notes
    }
}

/// How many have money left of the last month under both readings of own orders, and of people free to quit.
fn left_over_said(ensemble: &Ensemble) -> String {
    let trials = ensemble.trials();
    let readings = [OwnOrdersAre::Cost, OwnOrdersAre::BoughtAnyway];
    let [cost, anyway] = readings.map(|reading| of_100(ensemble.left_over(reading).something, trials));
    let mut text = format!("{cost} have money left with own orders a cost, {anyway} with own orders bought anyway");
    let free = readings.map(|reading| ensemble.left_over_if_free_to_quit(reading));
    if let ([Some(cost), Some(anyway)], true) = (free, ensemble.scenario().tells_you_to_stay()) {
        let [cost, anyway] = [cost, anyway].map(|left| of_100(left.something, trials));
        let _ = write!(text, " (the same people free to quit: {cost} and {anyway})");
    }
    text
}

/// What the bars are.
fn explanation(panel: &Panel, said: &dyn Fn(i64) -> String) -> String {
    let losses = panel.cells.all.iter().any(|cell| cell.high < 0);
    let hatched = if losses { "; hatched: a loss" } else { "" };
    match panel.cells.range {
        Some(width) => format!("bars: people of 100, each {} wide{hatched}", said(width)),
        None => format!("bars: people of 100{hatched}"),
    }
}
