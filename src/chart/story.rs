//! [`Story`]: the line of the story told in training, cut off where it leaves a chart.

use super::canvas::{Area, Canvas, Point, Type};
use super::fan::EndLabel;
use super::scale::{Scale, float};
use super::{clip, palette};
use crate::results::{Ensemble, Metric};
use crate::units::Month;

/// The story's rate, where it is another than one a month.
pub(crate) fn rate_said(people: f64) -> String {
    format!("everyone brings in {people} a month")
}

/// Month by month what everyone would have if everyone brought in people at the story's rate and nobody quit.
pub(crate) struct Story {
    /// Months and values, as far as the story has them.
    values: Vec<(u16, i64)>,
    horizon: u16,
}

impl Story {
    /// The story of an ensemble's scenario.
    pub(crate) fn of(ensemble: &Ensemble, metric: Metric) -> Self {
        let told = |month: Month| ensemble.ideal(month, metric).map(|value| (month.get(), value));
        Self { values: ensemble.months().through().map_while(told).collect(), horizon: ensemble.months().get() }
    }

    /// The last month that the story reaches, and its value there.
    pub(crate) fn end(&self) -> (u16, i64) {
        self.values.last().copied().unwrap_or_default()
    }

    /// Whether the story has a value up to the last month of the scenario.
    pub(crate) fn is_whole(&self) -> bool {
        self.end().0 == self.horizon
    }

    /// The story's line, inside the plot and beyond it.
    pub(crate) fn line(&self, x: Scale, y: Scale) -> Vec<Point> {
        self.values.iter().map(|&(month, value)| (x.at(f64::from(month)), y.at_value(value))).collect()
    }

    /// The first month in which the story stands above an axis that ends at `high`.
    pub(crate) fn leaves(&self, high: f64) -> Option<u16> {
        self.values.iter().find(|&&(_, value)| float(value) > high).map(|&(month, _)| month)
    }

    /// The label at the story's end, for an axis that it does not leave.
    pub(crate) fn end_label(&self, high: f64, said: impl Fn(i64) -> String) -> Option<EndLabel> {
        let (_, value) = self.end();
        (self.leaves(high).is_none() && self.is_whole())
            .then(|| EndLabel::plain(value, format!("the story: {}", said(value))))
    }

    /// Draws the line, cut off at the plot's edge, with a label above the plot where it leaves. `goal` is what it goes
    /// on to. Returns where it leaves or ends.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, plot: Area, (x, y): (Scale, Scale), goal: &str) -> f64 {
        let line = self.line(x, y);
        canvas.dashed(&line, plot, 2.25, palette::STORY);
        let inside = clip::polyline(&line, plot);
        let end = inside.last().and_then(|piece| piece.last()).map_or(plot.left, |end| end.0);
        if let Some(month) = self.leaves(y.high()) {
            let text = format!("the story leaves this chart in month {month}{goal}");
            let look = Type::LABEL;
            let left = (end - 10.0).min(plot.right + 90.0 - look.width(&text)).max(plot.left);
            canvas.text((left, plot.top - 7.0), &text, look);
        }
        end
    }
}
