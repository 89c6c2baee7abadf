//! `income-distribution`: the commission of the last month, and beside it what is left after that month's costs.

use std::fmt::Write as _;

use super::about::{About, is_certain, people_counted};
use super::bars::Bars;
use super::canvas::{Area, Canvas, Type};
use super::cells::{Cells, Cut};
use super::frame::{self, Heading};
use super::scale::float;
use super::spread::spread;
use super::story::missing_said;
use super::words::{axis_money, money};
use super::{Chart, ChartError};
use crate::results::{Distribution, Ensemble, Metric};
use crate::scenario::OwnOrdersAre;
use crate::units::Month;
use crate::words::of_100;

/// The most bars of a panel.
const MOST_BARS: i64 = 14;
/// Between the two panels.
const BETWEEN: f64 = 36.0;

/// What does the last month pay, and what is left of it?
///
/// # Errors
/// [`ChartError`] when drawing fails; never because of what was simulated.
pub fn income_distribution(ensemble: &Ensemble) -> Result<Chart, ChartError> {
    draw(ensemble, &About::run(ensemble))
}

pub(super) fn draw(ensemble: &Ensemble, about: &About) -> Result<Chart, ChartError> {
    let last = ensemble.months();
    let panel = |metric| {
        let distribution = ensemble.distribution(last, metric);
        let cells = Cells::new(distribution, &Cut { alone: &[0], most: MOST_BARS, unit: 100 });
        Panel { distribution, cells, story: ensemble.ideal(last, metric) }
    };
    let figure = Figure {
        commission: panel(Metric::Commission),
        net: panel(Metric::Net),
        currency: ensemble.scenario().currency(),
        certain: is_certain(ensemble.scenario()),
        ensemble,
        last,
    };
    frame::draw(&figure.heading(), about, |canvas, area| figure.draw(canvas, area))
}

struct Panel<'a> {
    distribution: &'a Distribution,
    cells: Cells,
    story: Option<i64>,
}

struct Figure<'a> {
    commission: Panel<'a>,
    net: Panel<'a>,
    currency: &'a str,
    certain: bool,
    ensemble: &'a Ensemble,
    last: Month,
}

impl Figure<'_> {
    fn heading(&self) -> Heading {
        let (commission, net) = (&self.commission.distribution, &self.net.distribution);
        let said =
            |distribution: &Distribution, percent| money(distribution.percentile(percent).unwrap_or(0), self.currency);
        let answer = if self.certain {
            format!(
                "This scenario leaves nothing to chance: month {} pays {}, and after its costs {} is left with own orders \
                 a cost, {} with own orders bought anyway.",
                self.last,
                said(commission, 50),
                said(net, 50),
                money(net.percentile(50).unwrap_or(0).saturating_add(self.own_order()), self.currency)
            )
        } else {
            format!(
                "{} of 100 {} get no commission in month {}; {}; the middle person has {}, own orders a cost.",
                of_100(commission.count(|cents| cents == 0), commission.trials()),
                people_counted(self.ensemble.scenario()),
                self.last,
                left_over_said(self.ensemble),
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

    /// The middle person's own order of the month, in cents.
    fn own_order(&self) -> i64 {
        self.ensemble.distribution(self.last, Metric::OwnOrders).percentile(50).unwrap_or(0)
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

    fn bars<'b>(&self, panel: &'b Panel, said: &'b dyn Fn(i64) -> String) -> Bars<'b> {
        Bars {
            cells: &panel.cells,
            trials: panel.distribution.trials(),
            middle: panel.distribution.percentile(50).unwrap_or(0),
            story: panel.story.filter(|_| !self.is_story(panel)),
            exact: None,
            said,
            notes: self.notes(panel, said),
        }
    }

    /// Whether the scenario is the story itself.
    fn is_story(&self, panel: &Panel) -> bool {
        self.certain && panel.story == panel.distribution.percentile(50)
    }

    fn notes(&self, panel: &Panel, said: &dyn Fn(i64) -> String) -> Vec<String> {
        let mut notes = Vec::new();
        let left = self.ensemble.left_by_the_horizon();
        if left > 0 {
            notes.push(format!("{} of 100 have left by then", of_100(left, self.ensemble.trials())));
        }
        if panel.cells.beyond > 0 {
            let top = panel.cells.all.last().map_or(0, |cell| cell.high);
            let most = panel.distribution.cells().last().map_or(0, |cell| cell.0);
            let beyond = of_100(panel.cells.beyond, panel.distribution.trials());
            notes.push(format!("{beyond} of 100 above {}, up to {}", said(top), said(most)));
        }
        match panel.story {
            _ if self.is_story(panel) => notes.push("the story is the same".to_owned()),
            None => notes.push(missing_said(self.ensemble, self.last).to_owned()),
            Some(story) => match Bars::widths_to_story(&panel.cells, story) {
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
