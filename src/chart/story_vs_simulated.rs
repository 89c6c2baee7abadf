//! `story-vs-simulated`: the story told in training beside the simulated team, twice: close up, with the story cut off
//! where it leaves, and to the story's own scale.

use super::axis::{self, LINE, Ticks};
use super::canvas::{Area, Canvas, Type};
use super::fan::{EndLabel, Fan, Words};
use super::frame::{self, Drawing, Heading};
use super::palette;
use super::people::People;
use super::scale::{Scale, float};
use super::spread::spread;
use super::story::{Story, rate_said};
use super::words::axis_count;
use crate::results::{Ensemble, Metric};
use crate::words::{months, of_100, people, thousands};

/// How much of the width the close-up has.
const CLOSE_UP: f64 = 0.65;
/// Room above the highest band.
const HEADROOM: f64 = 1.15;
/// Below a plot: month numbers and their name.
const BELOW: f64 = 44.0;
/// Above a plot: the panel's heading and the row for the story's label.
const ABOVE: f64 = 42.0;

/// How does the story told in training compare with the simulated team?
///
/// Left: the spread of the team month by month on an axis that fits it. Right: the same on the axis that the story
/// needs. Neither axis is logarithmic.
pub(crate) struct StoryVsSimulated {
    people: People,
    fan: Fan,
    story: Story,
    last: u16,
    /// How many of 100 have nobody below them in the end.
    alone: String,
}

/// The middle person's team. Without anybody in it, the middle person has left as well.
fn middle_said(middle: i64) -> String {
    match middle {
        0 => "the middle person has left and has no team".to_owned(),
        _ => format!("the middle person’s team has {}", people(middle)),
    }
}

impl StoryVsSimulated {
    pub(crate) fn of(ensemble: &Ensemble) -> Self {
        let last = ensemble.months();
        let alone = ensemble.distribution(last, Metric::Downline).count(|below| below == 0);
        Self {
            people: People::of(ensemble),
            fan: Fan::of(ensemble, Metric::Team, last),
            story: Story::of(ensemble, Metric::Team),
            last: last.get(),
            alone: of_100(alone, ensemble.trials()),
        }
    }
}

impl Drawing for StoryVsSimulated {
    fn heading(&self) -> Heading {
        let ((story_month, story_people), whole) = (self.story.end(), self.story.is_whole());
        let span = months(i64::from(self.last));
        let middle = self.fan.middle_at_end();
        let team = self.fan.last();
        let (alone, who) = (&self.alone, self.people.who);
        let answer = if self.people.certain {
            format!("This scenario leaves nothing to chance: after {span} its team has {}.", people(middle))
        } else if whole {
            format!(
                "{} of 100 {who} reach the story’s {} people; after {span} {}, and {alone} of 100 have nobody below them.",
                of_100(team.count(|size| size >= story_people), team.trials()),
                thousands(story_people),
                middle_said(middle),
            )
        } else {
            format!(
                "{alone} of 100 {who} have nobody below them after {span}, and {}; the story would need more people than \
                 are alive from month {} on.",
                middle_said(middle),
                story_month + 1,
            )
        };
        let rate = self.people.story_rate.map_or_else(String::new, |rate| format!(": {}", rate_said(rate)));
        Heading {
            name: "story-vs-simulated",
            question: "How does the story told in training compare with the simulated team?".to_owned(),
            answer,
            description: format!(
                "Two line charts with bands. Horizontal: months since joining, 0 to {}. Vertical: people active in the \
                 team, you included while you are there. In the last month {}; the story has {} in month {story_month}{rate}.",
                self.last,
                spread(team, &thousands, "fewer"),
                axis_count(float(story_people)),
            ),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Area) {
        let border = area.left + CLOSE_UP * area.width();
        self.draw_close_up(canvas, Area { right: border - 12.0, ..area });
        self.draw_to_scale(canvas, Area { left: border + 14.0, ..area });
    }
}

impl StoryVsSimulated {
    /// The end of the close-up's axis.
    fn close_up_high(&self) -> f64 {
        (float(self.fan.highest()) * HEADROOM).max(1.15)
    }

    fn draw_close_up(&self, canvas: &mut Canvas<'_>, area: Area) {
        let high = self.close_up_high();
        let mut ends = self.fan.end_labels(&Words {
            middle: &|value| format!("{}: {}", self.people.middle(), thousands(value)),
            or_more: &|value| format!("have {} or more", thousands(value)),
            or_less: &|value| format!("have {} or fewer", thousands(value)),
            none: Some("have left, no team"),
        });
        ends.extend(self.story.end_label(high, thousands));
        let ticks = Ticks::new(&Scale::new((0.0, high), (0.0, 1.0)).ticks(5.0, 1.0), axis_count);
        let plot = Area::new(
            area.left + ticks.gutter(),
            area.top + ABOVE,
            area.right - EndLabel::room(&ends),
            area.bottom - BELOW,
        );
        let x = Scale::new((0.0, f64::from(self.last)), (plot.left, plot.right));
        let y = Scale::new((0.0, high), (plot.bottom, plot.top));
        canvas.text((area.left, area.top + 14.0), "People active in the team, you among them", Type::LABEL.bold());
        ticks.draw(canvas, plot, y);
        self.fan.draw_bands(canvas, x, y);
        axis::months(canvas, plot, x, self.last, self.fan.note());
        self.fan.draw_middle(canvas, x, y);
        EndLabel::draw_all(&ends, canvas, plot, y);
        let exit = self.story.draw(canvas, plot, (x, y), "");
        frame::mark_simulated(
            canvas,
            plot,
            &[exit + 14.0, plot.left + 10.0],
            &[self.story.line(x, y), self.fan.upper_line(x, y)],
        );
    }

    fn draw_to_scale(&self, canvas: &mut Canvas<'_>, area: Area) {
        let ((story_month, story_people), whole) = (self.story.end(), self.story.is_whole());
        let high = float(story_people.max(self.fan.highest())) * 1.08;
        let ticks = Ticks::new(&Scale::new((0.0, high), (0.0, 1.0)).ticks(4.0, 1.0), axis_count);
        let plot = Area::new(area.left + ticks.gutter(), area.top + ABOVE, area.right - 8.0, area.bottom - BELOW);
        // Beyond the story's end there is nothing to compare.
        let last = if whole { self.last } else { story_month };
        let x = Scale::new((0.0, f64::from(last)), (plot.left, plot.right));
        let y = Scale::new((0.0, high), (plot.bottom, plot.top));
        canvas.text((area.left, area.top + 14.0), "The same, to the story’s scale", Type::LABEL.bold());
        ticks.draw(canvas, plot, y);
        if whole {
            self.fan.draw_bands(canvas, x, y);
        }
        axis::months(canvas, plot, x, last, "");
        if whole {
            self.fan.draw_middle(canvas, x, y);
        }
        self.story.draw(canvas, plot, (x, y), "");
        // A story that stays on the close-up is labelled there.
        if self.story.leaves(self.close_up_high()).is_some() {
            self.label_to_scale(canvas, plot, (story_month, story_people, whole));
        }
    }

    fn label_to_scale(&self, canvas: &mut Canvas<'_>, plot: Area, (month, people, whole): (u16, i64, bool)) {
        let at = plot.left + 10.0;
        let number = axis_count(float(people));
        let mut lines = vec![format!("The story: {number}"), format!("in month {month}")];
        lines.extend(self.people.story_rate.map(|rate| format!("at {rate} a month each")));
        if !whole {
            lines.push("and then more people".to_owned());
            lines.push("than are alive".to_owned());
        }
        let baseline = canvas.lines((at, plot.top + 34.0), &lines, LINE, Type::LABEL.backed());
        if whole {
            let middle = format!("{}: {}", self.people.middle(), thousands(self.fan.middle_at_end()));
            canvas.text((at, baseline + 6.0), &middle, Type::LABEL.bold().colored(palette::SIMULATED).backed());
        }
    }
}
