//! [`Bars`]: how many of 100 people have how much, as bars over cells of a distribution.

use super::axis::{LINE, NUMBERS_BELOW, Ticks};
use super::canvas::{Area, Canvas, Type};
use super::cells::{Cell, Cells};
use super::frame::SIMULATED;
use super::palette;
use super::scale::{Scale, float};
use crate::words::of_100;

/// The widest a bar's place may be.
const WIDEST: f64 = 66.0;
/// The white between bars that stand alone and the others, in places.
const BREAK: f64 = 0.5;
/// Where a bar begins and ends in its place.
const FILL: std::ops::Range<f64> = 0.1..0.9;
/// Below the plot: values, and the middle person.
pub(crate) const BELOW: f64 = 46.0;

/// Bars to draw.
pub(crate) struct Bars<'a> {
    pub(crate) cells: &'a Cells,
    pub(crate) trials: u64,
    /// The middle person's value.
    pub(crate) middle: i64,
    /// The story's value, if it has one.
    pub(crate) story: Option<i64>,
    /// The exact probability of each cell, when known.
    pub(crate) exact: Option<Vec<f64>>,
    /// How values are written below the bars.
    pub(crate) said: &'a dyn Fn(i64) -> String,
    /// What is said in the plot, a line each.
    pub(crate) notes: Vec<String>,
}

#[allow(clippy::cast_precision_loss)] // trials, far below 2^53
fn share(count: u64, trials: u64) -> f64 {
    if trials == 0 { 0.0 } else { count as f64 / trials as f64 }
}

impl Bars<'_> {
    fn plot(area: Area) -> Area {
        Area::new(area.left + Type::QUIET.width("100") + 8.0, area.top, area.right, area.bottom - BELOW)
    }

    /// Draws the bars, their axes and the notes into an area, on an axis that ends at `high` people of 100.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, area: Area, high: f64) {
        let plot = Self::plot(area);
        let places = self.places(plot);
        let y = Scale::new((0.0, high), (plot.bottom, plot.top));
        let ticks: Vec<f64> = y.ticks(5.0, 1.0).into_iter().filter(|&tick| tick <= 100.0).collect();
        Ticks::new(&ticks, |tick| format!("{tick:.0}")).draw(canvas, plot, y);
        for (cell, place) in self.cells.all.iter().zip(&places) {
            self.draw_bar(canvas, plot, y, cell, *place);
        }
        for (index, cell) in self.cells.all.iter().enumerate() {
            self.draw_count(canvas, y, cell, places[index], index);
        }
        canvas.line((plot.left, plot.bottom), (plot.right, plot.bottom), 1.0, palette::QUIET);
        self.draw_exact(canvas, y, &places);
        self.draw_values(canvas, plot, &places);
        self.draw_middle(canvas, plot, &places);
        self.draw_story(canvas, plot, &places);
        self.draw_notes(canvas, plot);
    }

    /// The left and right end of each cell's place.
    fn places(&self, plot: Area) -> Vec<(f64, f64)> {
        let cells = &self.cells.all;
        let breaks = cells.windows(2).filter(|pair| self.breaks(&pair[0], &pair[1])).count();
        let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        let width = (plot.width() / (count(cells.len()) + BREAK * count(breaks)).max(1.0)).min(WIDEST);
        let mut left = plot.left + 4.0;
        let width = width - 4.0 / count(cells.len().max(1));
        let mut places = Vec::with_capacity(cells.len());
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 && self.breaks(&cells[index - 1], cell) {
                left += BREAK * width;
            }
            places.push((left, left + width));
            left += width;
        }
        places
    }

    /// Whether white stands between two neighbours: one is a single value and the other is not, or one is nothing.
    fn breaks(&self, left: &Cell, right: &Cell) -> bool {
        let single = |cell: &Cell| cell.low == cell.high;
        self.cells.range.is_some() && (single(left) || single(right))
            || left.high == 0
            || right.low == 0
            || (left.high < 0 && right.low > 0)
    }

    /// How many people of 100 the axis must reach for the highest bar, and for the notes to stand above the bars below
    /// them.
    pub(crate) fn high(&self, area: Area) -> f64 {
        let plot = Self::plot(area);
        let places = self.places(plot);
        let (notes_left, notes_bottom) = (plot.right - self.notes_width() - 8.0, plot.top + self.notes_height() + 22.0);
        let below_notes = self
            .cells
            .all
            .iter()
            .zip(&places)
            .filter(|(_, place)| place.1 > notes_left)
            .map(|(cell, _)| 100.0 * share(cell.count, self.trials))
            .fold(0.0, f64::max);
        let room = (plot.bottom - notes_bottom) / plot.height();
        let label_room = 1.0 - 22.0 / plot.height();
        let highest = self.cells.all.iter().map(|cell| share(cell.count, self.trials)).fold(0.0, f64::max);
        (100.0 * highest / label_room).max(below_notes / room.max(0.2)).max(1.0)
    }

    fn draw_bar(&self, canvas: &mut Canvas<'_>, plot: Area, y: Scale, cell: &Cell, (left, right): (f64, f64)) {
        if cell.count == 0 {
            return;
        }
        let width = right - left;
        let top = y.at(100.0 * share(cell.count, self.trials)).min(plot.bottom - 1.0);
        let bar = Area::new(left + FILL.start * width, top, left + FILL.end * width, plot.bottom);
        match cell.high {
            ..0 => canvas.hatched_rectangle(bar),
            0 => canvas.rectangle(bar, palette::LOSS),
            _ => canvas.rectangle(bar, palette::SIMULATED),
        }
    }

    /// Writes how many of 100 people a bar is above it, if there is room.
    fn draw_count(&self, canvas: &mut Canvas<'_>, y: Scale, cell: &Cell, (left, right): (f64, f64), index: usize) {
        let count = match of_100(cell.count, self.trials).as_str() {
            "0" => return,
            "fewer than 1" => "<1".to_owned(),
            "more than 99" => ">99".to_owned(),
            number => number.to_owned(),
        };
        let exact = self.exact.as_ref().and_then(|exact| exact.get(index)).copied().unwrap_or(0.0);
        let top = y.at(100.0 * share(cell.count, self.trials).max(exact));
        if Type::LABEL.width(&count) < right - left - 1.0 {
            canvas.text((f64::midpoint(left, right), top - 6.0), &count, Type::LABEL.middle());
        }
    }

    /// The exact law as a thin line over the bars, level over each.
    fn draw_exact(&self, canvas: &mut Canvas<'_>, y: Scale, places: &[(f64, f64)]) {
        let Some(exact) = &self.exact else { return };
        let mut line: Vec<(f64, f64)> = Vec::new();
        for (&(left, right), &probability) in places.iter().zip(exact) {
            if line.last().is_some_and(|last| left - last.0 > 0.01) {
                canvas.polyline(&line, 1.25, palette::EXACT);
                line.clear();
            }
            let height = y.at(100.0 * probability);
            line.extend([(left, height), (right, height)]);
        }
        canvas.polyline(&line, 1.25, palette::EXACT);
    }

    /// Writes values below the bars: at the middle of single values, at the edges of ranges; as many as have room.
    fn draw_values(&self, canvas: &mut Canvas<'_>, plot: Area, places: &[(f64, f64)]) {
        let baseline = plot.bottom + NUMBERS_BELOW;
        let mut labels: Vec<(f64, String, bool)> = Vec::new();
        for (cell, place) in self.cells.all.iter().zip(places) {
            if cell.low == cell.high || self.cells.range.is_none() {
                labels.push((f64::midpoint(place.0, place.1), (self.said)(cell.low), true));
            } else if cell.high < 0 {
                labels.push((place.0, (self.said)(cell.low), false));
            } else {
                labels.push((place.1, (self.said)(cell.high), false));
            }
        }
        let between = self.cells.all.windows(2).position(|pair| pair[0].high < 0 && pair[1].low > 0);
        let mut taken: Vec<Area> = Vec::new();
        if let Some(index) = between {
            let x = f64::midpoint(places[index].1, places[index + 1].0);
            canvas.line((x, plot.bottom), (x, plot.bottom + 5.0), 1.0, palette::QUIET);
            canvas.text((x, baseline), &(self.said)(0), Type::QUIET.middle());
            taken.push(Type::QUIET.middle().area((x, baseline), &(self.said)(0)));
        }
        let widest = labels.iter().map(|(_, text, _)| Type::QUIET.width(text)).fold(0.0, f64::max) + 12.0;
        let place = places.first().map_or(1.0, |place| place.1 - place.0);
        // Every n-th label, counted from the end that matters: zero and single values first.
        let step = (widest / place).ceil().max(1.0);
        let keep = |index: usize| f64::from(u32::try_from(index).unwrap_or(0)) % step == 0.0;
        let zero = self.cells.all.iter().position(|cell| cell.high >= 0).unwrap_or(0);
        let mut order: Vec<usize> = (0..labels.len()).collect();
        order.sort_by_key(|&index| (self.cells.all[index].high != 0, !labels[index].2));
        for index in order {
            let (x, text, _) = &labels[index];
            let area = Type::QUIET.middle().area((*x, baseline), text);
            let area = Area::new(area.left - 5.0, area.top, area.right + 5.0, area.bottom);
            let single = labels[index].2 && self.cells.range.is_some();
            if (single || keep(index.abs_diff(zero))) && taken.iter().all(|other| !other.overlaps(&area)) {
                canvas.text((*x, baseline), text, Type::QUIET.middle());
                taken.push(area);
            }
        }
    }

    /// Marks the middle person below the axis.
    fn draw_middle(&self, canvas: &mut Canvas<'_>, plot: Area, places: &[(f64, f64)]) {
        let cells = &self.cells.all;
        let Some(index) = cells.iter().position(|cell| (cell.low..=cell.high).contains(&self.middle)) else { return };
        let x = f64::midpoint(places[index].0, places[index].1);
        let top = plot.bottom + NUMBERS_BELOW + 8.0;
        canvas.polygon(&[(x, top), (x - 5.0, top + 9.0), (x + 5.0, top + 9.0)], palette::SIMULATED);
        let text = format!("middle person: {}", (self.said)(self.middle));
        let look = Type::LABEL.bold().colored(palette::SIMULATED);
        let left = if x + 10.0 + look.width(&text) <= plot.right { x + 10.0 } else { x - 10.0 - look.width(&text) };
        canvas.text((left, top + 10.0), &text, look);
    }

    /// A dashed line where the story stands, if it stands inside.
    fn draw_story(&self, canvas: &mut Canvas<'_>, plot: Area, places: &[(f64, f64)]) {
        let Some(story) = self.story else { return };
        let cells = &self.cells.all;
        if let Some(index) = cells.iter().position(|cell| (cell.low..=cell.high).contains(&story)) {
            let x = places[index].1 - (1.0 - FILL.end) / 2.0 * (places[index].1 - places[index].0);
            let below_notes = x > plot.right - self.notes_width() - 8.0;
            let top = if below_notes { plot.top + self.notes_height() + 4.0 } else { plot.top };
            canvas.dashed(&[(x, plot.bottom), (x, top)], plot, 2.25, palette::STORY);
        }
    }

    /// Where a story that stands right of all bars stands, in widths from zero to the last bar; `None` when it does not.
    pub(crate) fn widths_to_story(cells: &Cells, story: i64) -> Option<f64> {
        let top = cells.all.last().map(|cell| cell.high).filter(|&top| story > top)?;
        Some(float(story) / float(top.max(1)))
    }

    fn notes_width(&self) -> f64 {
        let notes = self.notes.iter().map(|note| Type::LABEL.width(note));
        notes.fold(Type::LABEL.bold().width(SIMULATED), f64::max)
    }

    fn notes_height(&self) -> f64 {
        18.0 + LINE * f64::from(u32::try_from(self.notes.len()).unwrap_or(0))
    }

    fn draw_notes(&self, canvas: &mut Canvas<'_>, plot: Area) {
        let mut at = (plot.right, plot.top + 14.0);
        canvas.text(at, SIMULATED, Type::LABEL.bold().colored(palette::QUIET).end().backed());
        for note in &self.notes {
            at.1 += LINE;
            canvas.text(at, note, Type::LABEL.end().backed());
        }
    }
}
