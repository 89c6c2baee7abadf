//! `net-dotplot`: what one new distributor is left with, as 50 dots of two people of 100 each.

use super::axis::{LINE, NUMBERS_BELOW};
use super::canvas::{Area, Canvas, Type};
use super::frame::{Drawing, Heading, SIMULATED};
use super::palette;
use super::people::{People, Told, told};
use super::scale::{Scale, float};
use super::spread::spread;
use super::words::{axis_count, axis_money, money};
use crate::results::{Distribution, Ensemble, Metric};
use crate::units::Month;
use crate::words::{months, of_100, part_of_100, split_100};

/// The dots: at the percentiles 1, 3, ... 99, evenly spaced and no draws.
const DOTS: u64 = 50;
/// From so many dots at zero or below on, they stand in a block of their own: a fifth of all.
const BLOCK_FROM: usize = 10;
/// The dot of the middle person, from the lowest.
const MIDDLE: usize = 24;
/// Distances between dots that are tried, the largest first.
const PITCHES: [f64; 9] = [26.0, 24.0, 22.0, 20.0, 17.0, 14.0, 11.0, 8.0, 4.0];
/// Above the dots: heading, counts, counts of the other reading.
const ABOVE: f64 = 70.0;
/// Above the dot of a scenario without chance: heading.
const ABOVE_ONE: f64 = 30.0;
/// Below the dots: values, the middle person.
const BELOW: f64 = 46.0;
/// The least room for the block of zero or below.
const LEAST_BLOCK: f64 = 190.0;

/// What does one new distributor end up with?
pub(crate) struct NetDotplot<'a> {
    people: People,
    net: &'a Distribution,
    /// The dots' cents, from the lowest.
    dots: Vec<i64>,
    story: Told,
    currency: &'a str,
    last: Month,
}

impl<'a> NetDotplot<'a> {
    pub(crate) fn of(ensemble: &'a Ensemble) -> Self {
        let (last, people) = (ensemble.months(), People::of(ensemble));
        let net = ensemble.distribution(last, Metric::NetTotal);
        let percents: Vec<u64> = if people.certain { vec![50] } else { (1..=DOTS).map(|dot| 2 * dot - 1).collect() };
        Self {
            people,
            dots: percents.into_iter().filter_map(|percent| net.percentile(percent)).collect(),
            story: told(ensemble, last, Metric::NetTotal),
            currency: ensemble.scenario().currency(),
            last,
            net,
        }
    }
}

/// Where dots and axis stand.
struct Layout {
    pitch: f64,
    /// Columns and rows of the block, and where the axis begins.
    columns: usize,
    rows: usize,
    axis: Area,
}

impl Drawing for NetDotplot<'_> {
    fn heading(&self) -> Heading {
        let span = months(i64::from(self.last.get()));
        let [behind, ahead] = self.sides();
        let middle = money(self.middle(), self.currency);
        let who = self.people.who;
        let answer = if self.people.certain {
            format!("This scenario leaves nothing to chance: after {span} and all costs it has {}.", self.people.net)
        } else if let Some(free) = &self.people.free_to_quit {
            format!(
                "{ahead} of 100 {who} came out ahead after {span}; of the same people free to quit {free}. The middle person \
                 who never quits has {middle}, own orders a cost."
            )
        } else {
            format!(
                "{behind} of 100 {who} lost money or broke even after {span} and {ahead} of 100 came out ahead; the middle \
                 person has {middle}, own orders a cost."
            )
        };
        Heading {
            name: "net-dotplot",
            question: match self.last.get() {
                12 => "What does one new distributor end the year with?".to_owned(),
                _ => format!("What does one new distributor have after {span}?"),
            },
            answer,
            description: format!(
                "Dot plot of {} dots, each two of 100 people, at evenly spaced percentiles. Horizontal: net of months 1 \
                 to {} after all costs, own orders a cost. There is no vertical axis. In the end {}. {}.",
                self.dots.len(),
                self.last,
                spread(self.net, &|cents| money(cents, self.currency), "less"),
                self.people.ahead,
            ),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Area) {
        let above = if self.people.certain { ABOVE_ONE } else { ABOVE };
        let plot = Area::new(area.left, area.top + above, area.right, area.bottom - BELOW);
        self.draw_captions(canvas, area);
        let layout = self.layout(plot);
        self.draw_block(canvas, plot, &layout);
        self.draw_axis(canvas, plot, &layout);
        self.draw_notes(canvas, plot);
    }
}

impl NetDotplot<'_> {
    fn said(&self, cents: i64) -> String {
        axis_money(float(cents), self.currency)
    }

    fn middle(&self) -> i64 {
        self.net.percentile(50).unwrap_or(0)
    }

    /// How many of 100 are at zero or below, and above: together always 100.
    fn sides(&self) -> [String; 2] {
        let above = self.net.count(|cents| cents > 0);
        let counts = [self.net.trials() - above, above];
        let parts = split_100(&counts);
        [0, 1].map(|side| part_of_100(parts[side], counts[side], self.net.trials()))
    }

    /// How many dots stand in the block.
    fn blocked(&self) -> usize {
        let behind = self.dots.iter().filter(|&&cents| cents <= 0).count();
        if behind >= BLOCK_FROM { behind } else { 0 }
    }

    /// The range of the axis: up to the 98th percentile, or the highest dot when no other is on it.
    fn range(&self) -> (i64, i64) {
        let on_axis = &self.dots[self.blocked()..];
        let low = on_axis.first().copied().unwrap_or(0).min(0);
        let top = self.net.percentile(98).unwrap_or(0);
        // An axis without a dot would show nothing.
        let shown = on_axis.first().is_some_and(|&lowest| lowest <= top);
        let high = if shown && top > 0 { top } else { on_axis.last().copied().unwrap_or(0) };
        (low, high.max(0))
    }

    fn draw_captions(&self, canvas: &mut Canvas<'_>, area: Area) {
        let heading = format!("Net after all costs, months 1 to {}, own orders a cost", self.last);
        canvas.text((area.left, area.top + 14.0), &heading, Type::LABEL.bold());
        let left = area.left + Type::LABEL.bold().width(&heading) + 14.0;
        let dots = if self.people.certain { "one dot stands for everyone" } else { "each dot is 2 of 100 people" };
        canvas.text((left, area.top + 14.0), dots, Type::QUIET);
        if self.people.certain {
            return;
        }
        let [behind, ahead] = self.sides();
        let baseline = area.top + 14.0 + LINE + 4.0;
        let mut x = area.left + 7.0;
        canvas.hatched_disc((x, baseline - 5.0), 7.0);
        let text = format!("{behind} of 100 lost money or broke even");
        canvas.text((x + 13.0, baseline), &text, Type::LABEL.bold());
        x += 13.0 + Type::LABEL.bold().width(&text) + 30.0;
        canvas.disc((x, baseline - 5.0), 7.0, palette::SIMULATED);
        canvas.text((x + 13.0, baseline), &format!("{ahead} of 100 came out ahead"), Type::LABEL.bold());
        canvas.text((area.left, baseline + LINE + 2.0), &self.people.ahead, Type::LABEL.bold());
    }

    /// The largest dots with which everything fits.
    fn layout(&self, plot: Area) -> Layout {
        let mut chosen = self.layout_at(plot, PITCHES[0]);
        for pitch in PITCHES {
            chosen = self.layout_at(plot, pitch);
            let notes_left = plot.right - Type::LABEL.width(&self.story_said()) - 10.0;
            let fits = |(x, dots): &(f64, Vec<usize>)| {
                let room = if x + pitch > notes_left { plot.height() - 46.0 } else { plot.height() - 8.0 };
                count(dots.len()) * pitch <= room
            };
            if self.stacks(&chosen).iter().all(fits) && count(chosen.columns) * pitch <= 0.45 * plot.width() {
                break;
            }
        }
        chosen
    }

    fn layout_at(&self, plot: Area, pitch: f64) -> Layout {
        let rows = whole((plot.height() * 0.85 / pitch).floor()).clamp(1, 8);
        let columns = self.blocked().div_ceil(rows);
        let block = if columns == 0 { 0.0 } else { (count(columns) * pitch).max(LEAST_BLOCK) + 36.0 };
        let left = plot.left + if columns == 0 { 30.0 } else { block };
        Layout { pitch, columns, rows, axis: Area::new(left, plot.top, plot.right - 40.0, plot.bottom) }
    }

    fn scale(&self, layout: &Layout) -> Scale {
        let (low, high) = self.range();
        Scale::new((float(low), float(high)), (layout.axis.left, layout.axis.right - layout.pitch))
    }

    /// Dots on the axis in stacks: where each stack stands, and its dots.
    fn stacks(&self, layout: &Layout) -> Vec<(f64, Vec<usize>)> {
        let scale = self.scale(layout);
        let (_, high) = self.range();
        let mut stacks: Vec<(i64, Vec<usize>)> = Vec::new();
        let inside = |dot: &usize| self.dots[*dot] <= high;
        for dot in (self.blocked()..self.dots.len()).filter(inside) {
            // A place of the width of a dot; the places begin at zero, so that none holds both sides of it.
            let from_zero = (scale.at_value(self.dots[dot]) - scale.at(0.0)) / layout.pitch;
            #[allow(clippy::cast_possible_truncation)] // a few hundred places
            let place = (if self.dots[dot] > 0 { (from_zero - 1e-9).floor() } else { from_zero.ceil() - 1.0 }) as i64;
            match stacks.last_mut() {
                Some((last, dots)) if *last == place => dots.push(dot),
                _ => stacks.push((place, vec![dot])),
            }
        }
        let at = |place: i64| scale.at(0.0) + (float(place) + 0.5) * layout.pitch;
        stacks.into_iter().map(|(place, dots)| (at(place), dots)).collect()
    }

    fn draw_dot(&self, canvas: &mut Canvas<'_>, dot: usize, center: (f64, f64), pitch: f64) {
        let radius = 0.43 * pitch;
        match self.dots[dot] {
            ..0 => canvas.hatched_disc(center, radius),
            0 => canvas.disc(center, radius, palette::LOSS),
            _ => canvas.disc(center, radius, palette::SIMULATED),
        }
        if dot == MIDDLE {
            canvas.ring(center, radius + 0.5, 3.0, palette::TEXT);
        }
    }

    /// Zero or below: columns filled from the lower left, the largest loss first.
    fn draw_block(&self, canvas: &mut Canvas<'_>, plot: Area, layout: &Layout) {
        let blocked = self.blocked();
        if blocked == 0 {
            return;
        }
        for dot in 0..blocked {
            let (column, row) = (count(dot / layout.rows), count(dot % layout.rows));
            let center = (plot.left + (column + 0.5) * layout.pitch, plot.bottom - 3.0 - (row + 0.5) * layout.pitch);
            self.draw_dot(canvas, dot, center, layout.pitch);
        }
        let (from, to) = (self.dots[0], self.dots[blocked - 1]);
        let text = if from == to {
            format!("all at {}", self.said(from))
        } else {
            format!("from {} to {}", self.said(from), self.said(to))
        };
        canvas.text((plot.left, plot.bottom + NUMBERS_BELOW), &text, Type::QUIET);
    }

    fn draw_axis(&self, canvas: &mut Canvas<'_>, plot: Area, layout: &Layout) {
        let look = Type::LABEL.bold().colored(palette::TEXT);
        let what = if self.people.certain { "this scenario:" } else { "ringed: the middle person," };
        let ringed = format!("{what} {}", money(self.middle(), self.currency));
        canvas.text((plot.left, plot.bottom + NUMBERS_BELOW + LINE + 2.0), &ringed, look);
        let axis = layout.axis;
        if self.blocked() == self.dots.len() {
            self.draw_nobody_ahead(canvas, axis);
            return;
        }
        let scale = self.scale(layout);
        canvas.line((axis.left, axis.bottom), (axis.right, axis.bottom), 1.0, palette::QUIET);
        let widest = self.said(self.range().1);
        let wanted = axis.width() / (Type::QUIET.width(&widest) + 40.0);
        for tick in scale.ticks(wanted.min(6.0), 100.0) {
            let x = scale.at(tick);
            canvas.line((x, axis.bottom), (x, axis.bottom + 5.0), 1.0, palette::QUIET);
            canvas.text((x, axis.bottom + NUMBERS_BELOW), &axis_money(tick, self.currency), Type::QUIET.middle());
        }
        for (x, dots) in self.stacks(layout) {
            for (row, dot) in dots.into_iter().enumerate() {
                let y = axis.bottom - 3.0 - (count(row) + 0.5) * layout.pitch;
                self.draw_dot(canvas, dot, (x, y), layout.pitch);
            }
        }
        let top = axis.bottom - 0.55 * axis.height();
        canvas.line((scale.at(0.0), axis.bottom), (scale.at(0.0), top), 2.0, palette::ZERO_LINE);
        self.draw_beyond(canvas, layout);
    }

    /// In place of an axis, when no dot is above zero.
    fn draw_nobody_ahead(&self, canvas: &mut Canvas<'_>, axis: Area) {
        let best = self.net.cells().last().map_or(0, |cell| cell.0);
        let lines = if best > 0 {
            vec![
                "No dot is above zero.".to_owned(),
                format!("The best of all simulated people has {}.", self.said(best)),
            ]
        } else {
            vec!["Nobody is above zero.".to_owned()]
        };
        canvas.lines((axis.left, axis.bottom - 40.0), &lines, LINE, Type::LABEL);
    }

    /// Dots above the 98th percentile, as an arrow with their count.
    fn draw_beyond(&self, canvas: &mut Canvas<'_>, layout: &Layout) {
        let (_, high) = self.range();
        let beyond: Vec<usize> = (self.blocked()..self.dots.len()).filter(|&dot| self.dots[dot] > high).collect();
        let best = self.net.cells().last().map_or(0, |cell| cell.0);
        if beyond.is_empty() || best <= high {
            return;
        }
        let (x, bottom) = (layout.axis.right + 14.0, layout.axis.bottom);
        for (row, dot) in beyond.iter().enumerate() {
            self.draw_dot(canvas, *dot, (x + 8.0, bottom - 3.0 - (count(row) + 0.5) * layout.pitch), layout.pitch);
        }
        let middle = bottom + 12.0;
        canvas.line((x - 4.0, middle), (x + 20.0, middle), 1.5, palette::TEXT);
        canvas.polygon(&[(x + 26.0, middle), (x + 17.0, middle - 4.5), (x + 17.0, middle + 4.5)], palette::TEXT);
        let above = self.net.count(|cents| cents > high);
        let text = format!(
            "{} of 100 beyond {}, up to {}",
            of_100(above, self.net.trials()),
            self.said(high),
            self.said(best)
        );
        canvas.text((layout.axis.right + 40.0, bottom + NUMBERS_BELOW + LINE + 2.0), &text, Type::LABEL.end());
    }

    fn draw_notes(&self, canvas: &mut Canvas<'_>, plot: Area) {
        canvas.text((plot.right, plot.top + 14.0), SIMULATED, Type::LABEL.bold().colored(palette::QUIET).end());
        canvas.text((plot.right, plot.top + 14.0 + LINE), &self.story_said(), Type::LABEL.end());
    }

    /// Where the story stands, in words.
    fn story_said(&self) -> String {
        let (_, high) = self.range();
        match self.story {
            Ok(story) if story > high && high > 0 && float(story) / float(high) >= 2.0 => format!(
                "the story’s {} would stand {} chart widths to the right",
                self.said(story),
                axis_count((float(story) / float(high)).round())
            ),
            Ok(story) if self.people.certain && story == self.middle() => "the story is the same".to_owned(),
            Ok(story) => format!("the story: {}", self.said(story)),
            Err(why) => why.to_owned(),
        }
    }
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// A small whole number.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // counts on an axis, not negative
fn whole(number: f64) -> usize {
    number.max(0.0) as usize
}
