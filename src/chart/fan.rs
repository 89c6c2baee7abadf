//! [`Fan`]: how a quantity spreads over all simulated people, month by month, as two bands around the middle person.

use super::axis::LINE;
use super::canvas::{Area, Canvas, Point, Type};
use super::scale::Scale;
use super::{labels, palette};
use crate::results::{Distribution, Ensemble, Metric};
use crate::units::Month;
use crate::words::of_100;

/// The percentiles at the edges of the fan, from the lowest: 90 of 100 people are between the outer, half between the
/// inner.
const EDGES: [u64; 5] = [5, 25, 50, 75, 95];

/// Percentiles of a metric for months 0 to the last.
pub(crate) struct Fan {
    edges: [Vec<i64>; 5],
    /// By month, how many trials are above zero.
    above_zero: Vec<u64>,
    /// All values of the last month.
    last: Distribution,
    certain: bool,
}

impl Fan {
    /// The spread of a metric over all trials of an ensemble, for months 0 to `until`.
    pub(crate) fn of(ensemble: &Ensemble, metric: Metric, until: Month) -> Self {
        let months = until.through().map(|month| ensemble.distribution(month, metric));
        Self::new(months, ensemble.scenario().is_certain())
    }

    /// The spread of these values, month by month from month 0 on.
    pub(crate) fn new<'a>(months: impl Iterator<Item = &'a Distribution>, certain: bool) -> Self {
        let mut edges: [Vec<i64>; 5] = Default::default();
        let mut above_zero = Vec::new();
        let mut last = None;
        for all in months {
            for (edge, percent) in edges.iter_mut().zip(EDGES) {
                edge.push(all.percentile(percent).unwrap_or(0));
            }
            above_zero.push(all.count(|value| value > 0));
            last = Some(all);
        }
        let last = last.cloned().unwrap_or_else(|| Distribution::new(Vec::new()));
        Self { edges, above_zero, last, certain }
    }

    /// What the bands are, for the line below them; nothing when there is no spread.
    pub(crate) const fn note(&self) -> &'static str {
        if self.certain { "" } else { "; light: 90 of 100 people, dark: 50 of them, not one person’s path" }
    }

    /// All values of the last month.
    pub(crate) const fn last(&self) -> &Distribution {
        &self.last
    }

    /// How many of 100 people are above zero in a month, in words.
    pub(crate) fn above_zero(&self, month: Month) -> String {
        of_100(self.above_zero.get(month.index()).copied().unwrap_or(0), self.last.trials())
    }

    /// The lowest value of any month at the lower edge.
    pub(crate) fn lowest(&self) -> i64 {
        self.edges[0].iter().copied().min().unwrap_or(0)
    }

    /// The highest value of any month at the upper edge.
    pub(crate) fn highest(&self) -> i64 {
        self.edges[4].iter().copied().max().unwrap_or(0)
    }

    /// The values of the upper edge, month by month.
    pub(crate) fn upper(&self) -> &[i64] {
        &self.edges[4]
    }

    /// The values of the middle person, month by month.
    pub(crate) fn middle(&self) -> &[i64] {
        &self.edges[2]
    }

    /// The value of the middle person in the last month.
    pub(crate) fn middle_at_end(&self) -> i64 {
        self.edges[2].last().copied().unwrap_or(0)
    }

    fn line(&self, edge: usize, x: Scale, y: Scale) -> Vec<Point> {
        months().zip(&self.edges[edge]).map(|(month, &value)| (x.at(month), y.at_value(value))).collect()
    }

    /// The line of the upper edge, below which everything is drawn.
    pub(crate) fn upper_line(&self, x: Scale, y: Scale) -> Vec<Point> {
        self.line(4, x, y)
    }

    /// Draws the bands and their edges.
    pub(crate) fn draw_bands(&self, canvas: &mut Canvas<'_>, x: Scale, y: Scale) {
        for (lower, upper, color) in [(0, 4, palette::BAND_OUTER), (1, 3, palette::BAND_INNER)] {
            let mut outline = self.line(upper, x, y);
            outline.extend(self.line(lower, x, y).into_iter().rev());
            canvas.polygon(&outline, color);
        }
        for edge in [0, 4, 1, 3] {
            canvas.polyline(&self.line(edge, x, y), 0.75, palette::BAND_EDGE);
        }
    }

    /// Draws the line of the middle person.
    pub(crate) fn draw_middle(&self, canvas: &mut Canvas<'_>, x: Scale, y: Scale) {
        canvas.polyline(&self.line(2, x, y), 2.75, palette::SIMULATED);
    }

    /// Labels for the right ends of the fan, said in counts of people.
    pub(crate) fn end_labels(&self, words: &Words<'_>) -> Vec<EndLabel> {
        let distribution = &self.last;
        let trials = distribution.trials();
        let value = |edge: usize| self.edges[edge].last().copied().unwrap_or(0);
        let middle = value(2);
        let mut ends = vec![EndLabel { value: middle, text: (words.middle)(middle), bold: true }];
        if trials < 2 {
            return ends;
        }
        let mut add = |value: i64, text: String| ends.push(EndLabel::plain(value, text));
        for edge in [4, 3] {
            let above = value(edge);
            let said = edge == 3 && above == value(4);
            if above > middle && !said {
                let count = distribution.count(|one| one >= above);
                add(above, format!("{} of 100 {}", of_100(count, trials), (words.or_more)(above)));
            }
        }
        for edge in [1, 0] {
            let below = value(edge);
            let said = edge == 0 && below == value(1);
            let none = edge == 1 && below == 0 && middle == 0 && words.none.is_some();
            if (below < middle || none) && !said {
                let count = distribution.count(|one| one <= below);
                let what = match words.none {
                    Some(none) if below == 0 => none.to_owned(),
                    _ => (words.or_less)(below),
                };
                add(below, format!("{} of 100 {what}", of_100(count, trials)));
            }
        }
        ends
    }
}

/// How values of a fan are said.
pub(crate) struct Words<'a> {
    pub(crate) middle: &'a dyn Fn(i64) -> String,
    pub(crate) or_more: &'a dyn Fn(i64) -> String,
    pub(crate) or_less: &'a dyn Fn(i64) -> String,
    /// What people have at 0, when 0 is the least there can be.
    pub(crate) none: Option<&'a str>,
}

/// A label at the right end of a line.
pub(crate) struct EndLabel {
    value: i64,
    text: String,
    bold: bool,
}

impl EndLabel {
    /// A label in regular weight.
    pub(crate) const fn plain(value: i64, text: String) -> Self {
        Self { value, text, bold: false }
    }

    fn look(&self) -> Type {
        if self.bold { Type::LABEL.bold().colored(palette::SIMULATED) } else { Type::LABEL }
    }

    /// The room labels need right of the plot.
    pub(crate) fn room(ends: &[Self]) -> f64 {
        ends.iter().map(|end| end.look().width(&end.text)).fold(0.0, f64::max) + 20.0
    }

    /// Draws labels right of `plot`, moved apart, each with a thin line to what it names.
    pub(crate) fn draw_all(ends: &[Self], canvas: &mut Canvas<'_>, plot: Area, y: Scale) {
        let wanted: Vec<f64> = ends.iter().map(|end| y.at_value(end.value)).collect();
        let places = labels::spread(&wanted, LINE, plot.top + 6.0, plot.bottom - 2.0);
        for ((end, &from), &to) in ends.iter().zip(&wanted).zip(&places) {
            canvas.polyline(&[(plot.right + 2.0, from), (plot.right + 14.0, to)], 0.75, palette::QUIET);
            canvas.text((plot.right + 18.0, to + 5.0), &end.text, end.look());
        }
    }
}

/// Month numbers 0, 1, 2, ... as positions.
fn months() -> impl Iterator<Item = f64> {
    (0..=Month::LONGEST).map(f64::from)
}
