//! `story-vs-simulated`: the story told in training beside the simulated team, twice: close up, with the story cut off
//! where it leaves, and to the story's own scale.

use super::about::{About, is_certain};
use super::axis::{self, LINE, Ticks};
use super::canvas::{Area, Canvas, Point, Type};
use super::fan::{EndLabel, Fan, Words, story_line};
use super::frame::{self, Heading, SIMULATED};
use super::scale::Scale;
use super::words::axis_count;
use super::{Chart, ChartError, Ensemble, clip, palette};
use crate::ensemble::metric::Metric;
use crate::wording::{months, of_100, people, thousands};

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
///
/// # Errors
/// [`ChartError`] when drawing fails; never because of what was simulated.
pub fn story_vs_simulated(ensemble: &Ensemble) -> Result<Chart, ChartError> {
    let figure = Figure {
        ensemble,
        fan: Fan::new(ensemble, Metric::Team),
        story: story_line(ensemble, Metric::Team),
        last: ensemble.months().get(),
    };
    frame::draw(&figure.heading(), &About::run(ensemble), |canvas, area| figure.draw(canvas, area))
}

struct Figure<'a> {
    ensemble: &'a Ensemble,
    fan: Fan,
    /// The story's months and people, as far as it goes.
    story: Vec<(u16, i64)>,
    last: u16,
}

impl Figure<'_> {
    /// The story's last month and people, and whether it goes on to the horizon.
    fn story_end(&self) -> (u16, i64, bool) {
        let (month, people) = self.story.last().copied().unwrap_or((0, 1));
        (month, people, month == self.last)
    }

    fn heading(&self) -> Heading {
        let (story_month, story_people, whole) = self.story_end();
        let span = months(i64::from(self.last));
        let middle = self.fan.middle_at_end();
        let team = self.ensemble.distribution(self.ensemble.months(), Metric::Team);
        let alone = self.ensemble.distribution(self.ensemble.months(), Metric::Downline).count(|below| below == 0);
        let alone = of_100(alone, team.trials());
        let answer = if is_certain(self.ensemble.scenario()) {
            format!("This scenario leaves nothing to chance: after {span} its team has {}.", people(middle))
        } else if whole {
            format!(
                "{} of 100 simulated people reach the story’s {} people; after {span} the middle person’s team has {}, \
                 and {alone} of 100 have nobody below them.",
                of_100(team.count(|size| size >= story_people), team.trials()),
                thousands(story_people),
                people(middle),
            )
        } else {
            format!(
                "{alone} of 100 simulated people have nobody below them after {span}, and the middle person’s team has \
                 {}; the story would need more people than are alive from month {} on.",
                people(middle),
                story_month + 1,
            )
        };
        let quantile = |percent| thousands(team.percentile(percent).unwrap_or(0));
        Heading {
            name: "story-vs-simulated",
            question: "How does the story told in training compare with the simulated team?".to_owned(),
            answer,
            description: format!(
                "Two line charts with bands. Horizontal: months since joining, 0 to {}. Vertical: people active in the \
                 team, you included. In the last month 5 of 100 have {} or fewer, 25 of 100 {} or fewer, the middle \
                 person {}, 25 of 100 {} or more, 5 of 100 {} or more; the story has {} in month {story_month}. The \
                 story doubles every month and soon leaves the chart of the simulated teams.",
                self.last,
                quantile(5),
                quantile(25),
                quantile(50),
                quantile(75),
                quantile(95),
                axis_count(to_float(story_people)),
            ),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Area) {
        let border = area.left + CLOSE_UP * area.width();
        self.draw_close_up(canvas, Area { right: border - 12.0, ..area });
        self.draw_to_scale(canvas, Area { left: border + 14.0, ..area });
    }

    fn draw_close_up(&self, canvas: &mut Canvas<'_>, area: Area) {
        let high = (to_float(self.fan.highest()) * HEADROOM).max(1.15);
        let ends = self.fan.end_labels(
            self.ensemble,
            Metric::Team,
            &Words {
                middle: &|value| format!("middle person: {}", thousands(value)),
                or_more: &|value| format!("{} or more", thousands(value)),
                or_less: &|value| format!("{} or fewer", thousands(value)),
                none: Some("no team left"),
            },
        );
        let ticks = Ticks::new(&Scale::new((0.0, high), (0.0, 1.0)).ticks(5.0, 1.0), axis_count);
        let plot = Area::new(
            area.left + ticks.gutter(),
            area.top + ABOVE,
            area.right - EndLabel::room(&ends),
            area.bottom - BELOW,
        );
        let x = Scale::new((0.0, f64::from(self.last)), (plot.left, plot.right));
        let y = Scale::new((0.0, high), (plot.bottom, plot.top));
        canvas.text((area.left, area.top + 14.0), "People active in the team, you included", Type::LABEL.bold());
        ticks.draw(canvas, plot, y);
        self.fan.draw_bands(canvas, x, y);
        axis::months(canvas, plot, x, self.last);
        self.fan.draw_middle(canvas, x, y);
        let line = self.story_points(x, y);
        canvas.dashed(&line, plot, 2.25, palette::STORY);
        EndLabel::draw_all(&ends, canvas, plot, y);
        let exit = self.label_story(canvas, plot, &line, x);
        self.mark_simulated(canvas, plot, exit, &[line, self.fan.upper_line(x, y)]);
        if !is_certain(self.ensemble.scenario()) {
            let note = "Light: 90 of 100 people, dark: half of them, in each month; not one person’s path";
            let note_look = Type::QUIET.end();
            canvas.text((area.right, plot.bottom + axis::NUMBERS_BELOW + LINE), "", note_look);
            let _ = note;
        }
    }

    fn story_points(&self, x: Scale, y: Scale) -> Vec<Point> {
        self.story.iter().map(|&(month, people)| (x.at(f64::from(month)), y.at_value(people))).collect()
    }

    /// Names the story above the plot where it leaves, or where it ends, and returns that place.
    fn label_story(&self, canvas: &mut Canvas<'_>, plot: Area, line: &[Point], x: Scale) -> f64 {
        let inside = clip::polyline(line, plot);
        let end = inside.last().and_then(|piece| piece.last()).copied().unwrap_or((plot.left, plot.bottom));
        let leaves = self.story.iter().find(|&&(month, _)| x.at(f64::from(month)) > end.0 + 0.01);
        let text = match leaves {
            Some((month, _)) => format!("the story leaves this chart in month {month}"),
            None => "the story".to_owned(),
        };
        let look = Type::LABEL;
        let left = (end.0 - 10.0).min(plot.right + 60.0 - look.width(&text)).max(plot.left);
        canvas.text((left, plot.top - 7.0), &text, look);
        end.0
    }

    /// Writes that this is simulated into the plot, where nothing is drawn.
    fn mark_simulated(&self, canvas: &mut Canvas<'_>, plot: Area, exit: f64, lines: &[Vec<Point>]) {
        let look = Type::LABEL.bold();
        let (first, second) = SIMULATED.split_once(' ').unwrap_or((SIMULATED, ""));
        let one = vec![SIMULATED.to_owned()];
        let two = vec![first.to_owned(), second.to_owned()];
        let candidates = [
            (exit + 14.0, &one),
            (plot.left + 10.0, &one),
            (exit + 14.0, &two),
            (plot.left + 10.0, &two),
            (plot.right - look.width(SIMULATED), &one),
        ];
        let free = |&&(left, text): &&(f64, &Vec<String>)| {
            let width = text.iter().map(|line| look.width(line)).fold(0.0, f64::max);
            let height = if text.len() == 1 { 20.0 } else { 38.0 };
            let area = Area::new(left - 4.0, plot.top, left + width + 4.0, plot.top + height + 4.0);
            area.right <= plot.right + 4.0 && lines.iter().all(|line| clip::polyline(line, area).is_empty())
        };
        let &(left, text) = candidates.iter().find(free).unwrap_or(&candidates[0]);
        for (line, offset) in text.iter().zip([16.0, 34.0]) {
            frame::mark(canvas, (left, plot.top + offset), line);
        }
    }

    fn draw_to_scale(&self, canvas: &mut Canvas<'_>, area: Area) {
        let (story_month, story_people, whole) = self.story_end();
        let high = to_float(story_people.max(self.fan.highest())) * 1.08;
        let ticks = Ticks::new(&Scale::new((0.0, high), (0.0, 1.0)).ticks(4.0, 1.0), axis_count);
        let plot =
            Area::new(area.left + ticks.gutter(), area.top + ABOVE, area.right - 8.0, area.bottom - BELOW);
        // Beyond the story's end there is nothing to compare.
        let last = if whole { self.last } else { story_month };
        let x = Scale::new((0.0, f64::from(last)), (plot.left, plot.right));
        let y = Scale::new((0.0, high), (plot.bottom, plot.top));
        canvas.text((area.left, area.top + 14.0), "The same, to the story’s scale", Type::LABEL.bold());
        ticks.draw(canvas, plot, y);
        if whole {
            self.fan.draw_bands(canvas, x, y);
        }
        axis::months(canvas, plot, x, last);
        if whole {
            self.fan.draw_middle(canvas, x, y);
        }
        canvas.dashed(&self.story_points(x, y), plot, 2.25, palette::STORY);
        self.label_to_scale(canvas, plot, (story_month, story_people, whole));
    }

    fn label_to_scale(&self, canvas: &mut Canvas<'_>, plot: Area, (month, people, whole): (u16, i64, bool)) {
        let at = plot.left + 10.0;
        let number = axis_count(to_float(people));
        let mut lines = vec![format!("The story: {number}"), format!("in month {month}")];
        if !whole {
            lines.push("and then more people".to_owned());
            lines.push("than are alive".to_owned());
        }
        let baseline = canvas.lines((at, plot.top + 34.0), &lines, LINE, Type::LABEL);
        if whole {
            let middle = format!("Middle person: {}", thousands(self.fan.middle_at_end()));
            canvas.text((at, baseline + 6.0), &middle, Type::LABEL.bold().colored(palette::SIMULATED));
        }
    }
}

#[allow(clippy::cast_precision_loss)]
fn to_float(value: i64) -> f64 {
    value as f64
}
