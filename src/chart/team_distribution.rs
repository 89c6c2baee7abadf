//! `team-distribution`: how large the team is in the last month, for all simulated people, beside the exact law.

use super::bars::Bars;
use super::canvas::{Area, Canvas, Type};
use super::cells::{Cell, Cells, Cut};
use super::frame::{Drawing, Heading};
use super::people::People;
use super::scale::float;
use super::spread::spread;
use super::words::axis_count;
use crate::results::{Distribution, Ensemble, Metric};
use crate::units::Month;
use crate::words::{months, of_100, people, thousands};

/// The most bars.
const MOST_BARS: i64 = 26;

/// How large is the team after all these months?
pub(crate) struct TeamDistribution<'a> {
    people: People,
    team: &'a Distribution,
    cells: Cells,
    story: Option<i64>,
    last: Month,
    /// The exact law of the team when it is known: the probability of 0, 1, 2, ... people.
    exact: Option<&'a [f64]>,
}

impl<'a> TeamDistribution<'a> {
    pub(crate) fn of(ensemble: &'a Ensemble, exact: Option<&'a [f64]>) -> Self {
        let last = ensemble.months();
        let team = ensemble.distribution(last, Metric::Team);
        Self {
            people: People::of(ensemble),
            cells: Cells::new(team, &Cut { alone: &[0, 1], most: MOST_BARS, unit: 1 }),
            story: ensemble.ideal(last, Metric::Team),
            team,
            last,
            exact,
        }
    }
}

impl Drawing for TeamDistribution<'_> {
    fn heading(&self) -> Heading {
        let trials = self.team.trials();
        let quantile = |percent| self.team.percentile(percent).unwrap_or(0);
        let span = months(i64::from(self.last.get()));
        let answer = if self.people.certain {
            format!("This scenario leaves nothing to chance: after {span} its team has {}.", people(quantile(50)))
        } else {
            // The small teams if there are any, else the smaller half.
            let alone = self.team.count(|size| size <= 1);
            let (small, said) = if alone * 200 >= trials {
                (alone, "at most one person in their team, themselves included".to_owned())
            } else {
                let middle = quantile(50);
                (self.team.count(|size| size <= middle), format!("a team of {} or fewer", thousands(middle)))
            };
            // Never those who are already counted as small.
            let large = quantile(95).max(2);
            format!(
                "{} of 100 {} have {said}; {} of 100 have {} or more.",
                of_100(small, trials),
                self.people.who,
                of_100(self.team.count(|size| size >= large), trials),
                thousands(large),
            )
        };
        Heading {
            name: "team-distribution",
            question: format!("How large is the team after {span}?"),
            answer,
            description: format!(
                "Bar chart. Horizontal: people active in the team in month {}, you included while you are there. Vertical: \
                 how many of 100 {} have such a team. Of them {}.",
                self.last,
                self.people.who,
                spread(self.team, &thousands, "fewer"),
            ),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Area) {
        let heading = format!("People active in the team in month {}, you included", self.last);
        canvas.text((area.left, area.top + 14.0), &heading, Type::LABEL.bold());
        let left = area.left + Type::LABEL.bold().width(&heading) + 14.0;
        let note = match self.cells.range {
            Some(width) if width > 1 => {
                format!("bars: people of 100; after 1 each bar is {} team sizes", thousands(width))
            }
            _ => "bars: people of 100".to_owned(),
        };
        canvas.text((left, area.top + 14.0), &note, Type::QUIET);
        let bars = Bars {
            cells: &self.cells,
            trials: self.team.trials(),
            middle: self.team.percentile(50).unwrap_or(0),
            story: self.story.filter(|_| !self.is_story()),
            exact: self.exact.map(|law| self.cells.all.iter().map(|cell| probability(law, cell)).collect()),
            said: &thousands,
            notes: self.notes(),
        };
        let area = Area { top: area.top + 24.0, ..area };
        bars.draw(canvas, area, bars.high(area));
    }
}

impl TeamDistribution<'_> {
    /// Whether the scenario is the story itself.
    fn is_story(&self) -> bool {
        self.people.certain && self.story == self.team.percentile(50)
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.cells.beyond > 0 {
            let top = self.cells.all.last().map_or(0, |cell| cell.high);
            let largest = self.team.cells().last().map_or(0, |cell| cell.0);
            notes.push(format!(
                "{} of 100 have more than {}, the largest of all {}",
                of_100(self.cells.beyond, self.team.trials()),
                thousands(top),
                thousands(largest),
            ));
        }
        if self.is_story() {
            notes.push("the story is the same".to_owned());
        } else {
            notes.extend(story_note(&self.cells, self.story, &|value| axis_count(float(value))));
        }
        if self.story.is_none() {
            notes.push("the story needs more people than are alive".to_owned());
        }
        if self.exact.is_some() {
            notes.push("black line: the exact law, without simulating".to_owned());
        }
        notes
    }
}

/// Where the story stands, in words.
pub(crate) fn story_note(cells: &Cells, story: Option<i64>, said: &dyn Fn(i64) -> String) -> Option<String> {
    let story = story?;
    Some(match Bars::widths_to_story(cells, story) {
        Some(widths) if widths >= 2.0 => {
            format!("the story’s {} would stand {} chart widths to the right", said(story), axis_count(widths.round()))
        }
        Some(_) => format!("the story’s {} stands beyond the right edge", said(story)),
        None => format!("dashed: the story, {}", said(story)),
    })
}

/// The exact probability of a cell.
fn probability(law: &[f64], cell: &Cell) -> f64 {
    let index = |value: i64| usize::try_from(value).unwrap_or(0);
    law.iter().take(index(cell.high) + 1).skip(index(cell.low)).sum()
}
