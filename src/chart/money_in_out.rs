//! `money-in-out`: when, if ever, more money has come in than gone out: cumulative net, as a fan with real paths.

use super::axis::{self, LINE, Ticks};
use super::canvas::{Area, Canvas, Point, Type};
use super::fan::{EndLabel, Fan, Words};
use super::frame::{self, Drawing, Heading};
use super::palette;
use super::people::People;
use super::scale::{Scale, float};
use super::spread::spread;
use super::story::Story;
use super::words::{axis_money, money, with_minus};
use super::wrap::{Run, wrap_runs};
use crate::results::{Career, Ensemble, Metric};
use crate::units::Month;
use crate::words::{money_brief, months};

/// Room above the highest band.
const HEADROOM: f64 = 1.15;
/// The months at which it is said how many are ahead, besides the last.
const MILESTONES: [u16; 4] = [3, 6, 12, 24];

/// When, if ever, is money in more than money out?
pub(crate) struct MoneyInOut<'a> {
    people: People,
    fan: Fan,
    story: Story,
    /// Net month by month of some simulated careers.
    paths: Vec<Vec<i64>>,
    currency: &'a str,
    last: Month,
}

impl<'a> MoneyInOut<'a> {
    pub(crate) fn of(ensemble: &'a Ensemble) -> Self {
        let last = ensemble.months();
        let path = |career: &Career| last.through().map(|month| career.value(month, Metric::NetTotal)).collect();
        Self {
            people: People::of(ensemble),
            fan: Fan::of(ensemble, Metric::NetTotal, last),
            story: Story::of(ensemble, Metric::NetTotal),
            paths: ensemble.paths().iter().map(path).collect(),
            currency: ensemble.scenario().currency(),
            last,
        }
    }
}

impl Drawing for MoneyInOut<'_> {
    fn heading(&self) -> Heading {
        let span = months(i64::from(self.last.get()));
        let turning = match (self.middle_ahead_from(), self.fan.middle_at_end()) {
            (Some(month), _) => format!("ahead for good from month {month}"),
            (None, 0) => "even".to_owned(),
            (None, _) => "behind".to_owned(),
        };
        let end = money(self.fan.middle_at_end(), self.currency);
        let answer = if self.people.certain {
            format!(
                "This scenario leaves nothing to chance: after {span} it stands at {}; {turning} if they are a cost.",
                self.people.net
            )
        } else {
            let ahead = self.fan.above_zero(self.last);
            let who = self.people.who;
            let free = self
                .people
                .free_to_quit
                .as_ref()
                .map_or_else(String::new, |free| format!("of the same people free to quit {free}; "));
            format!(
                "{ahead} of 100 {who} have more money in than out after {span}; {free}the middle person stands at {end}, \
                 {turning}, own orders a cost."
            )
        };
        let net = self.fan.last();
        Heading {
            name: "money-in-out",
            question: "When, if ever, is money in more than money out?".to_owned(),
            answer,
            description: format!(
                "Line chart with bands and {} simulated careers. Horizontal: months since joining, 0 to {}. Vertical: money in \
                 less money out since joining, own orders a cost. In the last month {}. {}.",
                self.paths.len(),
                self.last,
                spread(net, &|cents| money(cents, self.currency), "less"),
                self.people.ahead,
            ),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Area) {
        let range = self.range();
        let said = |cents: i64| money_brief_said(cents, self.currency);
        let mut ends = self.fan.end_labels(&Words {
            middle: &|cents| format!("{}: {}", self.people.middle(), said(cents)),
            // Also below zero: those who are ahead are among them, and lost nothing.
            or_more: &|cents| format!("have {} or more", said(cents)),
            or_less: &|cents| match cents {
                ..0 => format!("lost {} or more", said(-cents)),
                _ => format!("have {} or less", said(cents)),
            },
            none: None,
        });
        ends.extend(self.story.end_label(range.1, said));
        let ticks =
            Ticks::new(&Scale::new(range, (0.0, 1.0)).ticks(5.0, 1.0), |cents| axis_money(cents, self.currency));
        let plot = Area::new(
            area.left + ticks.gutter(),
            area.top + if self.people.certain { 44.0 } else { 82.0 },
            area.right - EndLabel::room(&ends),
            area.bottom - 44.0,
        );
        let x = Scale::new((0.0, f64::from(self.last.get())), (plot.left, plot.right));
        let y = Scale::new(range, (plot.bottom, plot.top));
        self.draw_captions(canvas, area);
        ticks.draw(canvas, plot, y);
        self.fan.draw_bands(canvas, x, y);
        for path in &self.paths {
            let months = self.last.through().map(|month| x.at(f64::from(month.get())));
            let points: Vec<Point> = months.zip(path).map(|(x, &cents)| (x, y.at_value(cents))).collect();
            canvas.clipped(&points, plot, 0.75, palette::PATH);
        }
        axis::months(canvas, plot, x, self.last.get(), self.fan.note());
        canvas.line((plot.left, y.at(0.0)), (plot.right, y.at(0.0)), 2.0, palette::ZERO_LINE);
        self.fan.draw_middle(canvas, x, y);
        EndLabel::draw_all(&ends, canvas, plot, y);
        let (month, cents) = self.story.end();
        let goal = match (self.story.is_whole(), self.story.leaves(range.1)) {
            (false, Some(leaves)) if leaves == month => String::new(),
            _ => format!(", for {} in month {month}", axis_money(float(cents), self.currency)),
        };
        let exit = self.story.draw(canvas, plot, (x, y), &goal);
        let mut obstacles = vec![self.story.line(x, y), self.fan.upper_line(x, y)];
        obstacles.push(vec![(plot.left, y.at(0.0)), (plot.right, y.at(0.0))]);
        frame::mark_simulated(canvas, plot, &[exit + 14.0, plot.left + 10.0], &obstacles);
    }
}

impl MoneyInOut<'_> {
    /// The first month from which the middle person is ahead until the end.
    fn middle_ahead_from(&self) -> Option<u16> {
        let behind = self.fan.middle().iter().rposition(|&cents| cents <= 0).map_or(0, |month| month + 1);
        u16::try_from(behind).ok().filter(|&month| month <= self.last.get())
    }

    /// The lowest and highest cents on the axis, zero always between them.
    fn range(&self) -> (f64, f64) {
        let (low, high) = (float(self.fan.lowest().min(0)), float(self.fan.highest().max(0)));
        let room = (HEADROOM - 1.0) * (high - low).max(100.0);
        (low - 0.4 * room, high + room)
    }

    fn draw_captions(&self, canvas: &mut Canvas<'_>, area: Area) {
        let heading = "Money in less money out since joining, own orders a cost";
        canvas.text((area.left, area.top + 14.0), heading, Type::LABEL.bold());
        let left = area.left + Type::LABEL.bold().width(heading) + 14.0;
        if self.people.certain {
            return;
        }
        if !self.paths.is_empty() {
            let lines = format!("thin lines: {} simulated careers", self.paths.len());
            canvas.text((left, area.top + 14.0), &lines, Type::QUIET);
        }
        self.draw_milestones(canvas, (area.left, area.top + 14.0 + LINE), area.width());
        canvas.text((area.left, area.top + 16.0 + 2.0 * LINE), &self.people.ahead, Type::LABEL.bold());
    }

    /// Says how many are ahead by some months, the latest ones if there is not room for all.
    fn draw_milestones(&self, canvas: &mut Canvas<'_>, at: Point, width: f64) {
        let last = self.last.get();
        let mut chosen: Vec<u16> = MILESTONES.into_iter().filter(|&month| month < last).chain([last]).collect();
        let mut lines = wrap_runs(&self.milestones(&chosen), width);
        while lines.len() > 1 && chosen.len() > 1 {
            chosen.remove(0);
            lines = wrap_runs(&self.milestones(&chosen), width);
        }
        for piece in lines.into_iter().flatten() {
            canvas.text((at.0 + piece.offset, at.1), &piece.run.text, piece.run.look);
        }
    }

    fn milestones(&self, chosen: &[u16]) -> Vec<Run> {
        let who = self.people.who;
        let mut runs = vec![Run { text: format!("Of 100 {who}, ahead:"), look: Type::LABEL }];
        for (index, &month) in chosen.iter().enumerate() {
            let comma = if index + 1 == chosen.len() { "" } else { "," };
            runs.push(Run { text: self.fan.above_zero(Month::new(month)), look: Type::LABEL.bold() });
            runs.push(Run { text: format!("by month {month}{comma}"), look: Type::LABEL });
        }
        runs
    }
}

fn money_brief_said(cents: i64, currency: &str) -> String {
    with_minus(&money_brief(cents, currency))
}
