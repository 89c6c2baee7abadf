//! Axes: hairlines with their numbers, months along the bottom. No boxes, no arrows.

use super::canvas::{Area, Canvas, Type};
use super::palette;
use super::scale::{Scale, month_ticks};

/// From the plot's lower edge to the baseline of the numbers below it.
pub(crate) const NUMBERS_BELOW: f64 = 19.0;
/// From one line of small text to the next.
pub(crate) const LINE: f64 = 18.0;

/// A vertical axis: ticks with their labels.
pub(crate) struct Ticks {
    places: Vec<(f64, String)>,
}

impl Ticks {
    /// The ticks of a scale with what is written beside them.
    pub(crate) fn new(ticks: &[f64], label: impl Fn(f64) -> String) -> Self {
        Self { places: ticks.iter().map(|&tick| (tick, label(tick))).collect() }
    }

    /// The room the labels need left of the plot.
    pub(crate) fn gutter(&self) -> f64 {
        self.places.iter().map(|(_, label)| Type::QUIET.width(label)).fold(0.0, f64::max) + 8.0
    }

    /// Draws a hairline across `plot` at each tick, with its label at the left.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, plot: Area, scale: Scale) {
        for (tick, label) in &self.places {
            let y = scale.at(*tick);
            canvas.line((plot.left, y), (plot.right, y), 1.0, palette::HAIRLINE);
            canvas.text((plot.left - 8.0, y + 5.0), label, Type::QUIET.end());
        }
    }
}

/// Draws months 0 to `last` below a plot, and what they are; `note` follows on the same line.
pub(crate) fn months(canvas: &mut Canvas<'_>, plot: Area, scale: Scale, last: u16, note: &str) {
    let baseline = plot.bottom + NUMBERS_BELOW;
    for month in month_ticks(last, plot.width(), 36.0) {
        let x = scale.at(f64::from(month));
        canvas.line((x, plot.bottom), (x, plot.bottom + 5.0), 1.0, palette::QUIET);
        canvas.text((x, baseline), &month.to_string(), Type::QUIET.middle());
    }
    canvas.line((plot.left, plot.bottom), (plot.right, plot.bottom), 1.0, palette::QUIET);
    canvas.text((plot.left, baseline + LINE), &format!("Months since joining{note}"), Type::QUIET);
}
