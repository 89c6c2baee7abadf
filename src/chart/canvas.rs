//! [`Canvas`]: what charts draw with, in pixels of the finished 960 x 540 picture.
//!
//! Below it plotters writes SVG on a canvas eight times as large, because it counts in whole pixels: so lines and
//! letters stand where they belong to an eighth of a pixel.

use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontFamily, IntoFont, RGBColor, ShapeStyle, TextStyle};

use super::fonts::{self, FAMILY, Weight};
use super::palette;
use super::{ChartError, clip};

/// The width of every chart in pixels.
pub(crate) const WIDTH: f64 = 960.0;
/// The height of every chart in pixels.
pub(crate) const HEIGHT: f64 = 540.0;
/// How many units of the SVG's own grid make a pixel.
pub(crate) const FINENESS: f64 = 8.0;

/// The smallest text on any chart, in pixels.
pub(crate) const SMALL: f64 = 14.0;

/// Plotters divides a font's size by this before writing it.
const PLOTTERS_FONT_FACTOR: f64 = 1.24;
/// Where plotters puts the baseline of text anchored at its top, in units of the font size.
const PLOTTERS_BASELINE: f64 = 0.76;

/// A point in pixels from the upper left corner.
pub(crate) type Point = (f64, f64);

/// A rectangle in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Area {
    pub(crate) const fn new(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self { left, top, right, bottom }
    }

    pub(crate) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// Whether two rectangles share more than an edge.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// Which end of a text its position is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Type {
    pub(crate) size: f64,
    pub(crate) weight: Weight,
    pub(crate) color: RGBColor,
    pub(crate) anchor: Anchor,
    /// Whether white lies behind the text, for text over lines.
    pub(crate) backed: bool,
}

impl Type {
    /// Text of the smallest size, dark, from its start.
    pub(crate) const LABEL: Self =
        Self { size: SMALL, weight: Weight::Regular, color: palette::TEXT, anchor: Anchor::Start, backed: false };
    /// Numbers at axes and notes.
    pub(crate) const QUIET: Self = Self { color: palette::QUIET, ..Self::LABEL };

    pub(crate) const fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    pub(crate) const fn sized(self, size: f64) -> Self {
        Self { size, ..self }
    }

    pub(crate) const fn colored(self, color: RGBColor) -> Self {
        Self { color, ..self }
    }

    pub(crate) const fn middle(self) -> Self {
        Self { anchor: Anchor::Middle, ..self }
    }

    pub(crate) const fn end(self) -> Self {
        Self { anchor: Anchor::End, ..self }
    }

    pub(crate) const fn backed(self) -> Self {
        Self { backed: true, ..self }
    }

    pub(crate) fn width(&self, text: &str) -> f64 {
        fonts::width(text, self.size, self.weight)
    }

    /// The rectangle that a text at this baseline fills.
    pub(crate) fn area(&self, (x, baseline): Point, text: &str) -> Area {
        let width = self.width(text);
        let left = match self.anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        Area::new(left, baseline - 0.76 * self.size, left + width, baseline + 0.22 * self.size)
    }
}

/// A text where it stands.
#[cfg(test)]
#[derive(Clone, Debug)]
pub(crate) struct PlacedText {
    pub(crate) text: String,
    pub(crate) area: Area,
}

/// A drawing in the making. It keeps the first failure for [`Canvas::finish`], so that drawing reads as drawing.
pub(crate) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
    #[cfg(test)]
    texts: Vec<PlacedText>,
    failure: Option<ChartError>,
}

impl<'a> Canvas<'a> {
    /// An empty white drawing that will stand in `svg`.
    pub(crate) fn new(svg: &'a mut String) -> Result<Self, ChartError> {
        fonts::register()?;
        let size = (to_units(WIDTH).unsigned_abs(), to_units(HEIGHT).unsigned_abs());
        let area = SVGBackend::with_string(svg, size).into_drawing_area();
        let mut canvas = Self {
            area,
            #[cfg(test)]
            texts: Vec::new(),
            failure: None,
        };
        canvas.rectangle(Area::new(0.0, 0.0, WIDTH, HEIGHT), palette::WHITE);
        Ok(canvas)
    }

    /// Where texts stand so far.
    #[cfg(test)]
    pub(crate) fn texts(&self) -> Vec<PlacedText> {
        self.texts.clone()
    }

    /// Ends the drawing.
    pub(crate) fn finish(self) -> Result<(), ChartError> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        self.area.present().map_err(|error| ChartError::Drawing(error.to_string()))
    }

    fn draw<E>(&mut self, element: &E)
    where
        for<'e> &'e E: PointCollection<'e, (i32, i32)>,
        E: Drawable<SVGBackend<'a>>,
    {
        if let Err(error) = self.area.draw(element) {
            self.failure.get_or_insert(ChartError::Drawing(error.to_string()));
        }
    }

    /// A point on plotters' grid. What is not a number is refused: it would be drawn at an edge and look like data.
    fn place(&mut self, (x, y): Point) -> (i32, i32) {
        if !(x.is_finite() && y.is_finite()) {
            self.failure.get_or_insert(ChartError::NotFinite);
        }
        (to_units(x), to_units(y))
    }

    fn place_all(&mut self, points: &[Point]) -> Vec<(i32, i32)> {
        let mut placed: Vec<(i32, i32)> = points.iter().map(|&point| self.place(point)).collect();
        placed.dedup();
        placed
    }

    /// A filled rectangle.
    pub(crate) fn rectangle(&mut self, area: Area, color: RGBColor) {
        let corners = [self.place((area.left, area.top)), self.place((area.right, area.bottom))];
        self.draw(&Rectangle::new(corners, color.filled()));
    }

    /// A straight line.
    pub(crate) fn line(&mut self, from: Point, to: Point, width: f64, color: RGBColor) {
        self.polyline(&[from, to], width, color);
    }

    /// A line through points.
    pub(crate) fn polyline(&mut self, points: &[Point], width: f64, color: RGBColor) {
        let path = self.place_all(points);
        if path.len() > 1 {
            self.draw(&PathElement::new(path, stroke(width, color)));
        }
    }

    /// A line through points, the parts inside `area` only.
    pub(crate) fn clipped(&mut self, points: &[Point], area: Area, width: f64, color: RGBColor) {
        for piece in clip::polyline(points, area) {
            self.polyline(&piece, width, color);
        }
    }

    /// A dashed line through points, the parts inside `area` only.
    pub(crate) fn dashed(&mut self, points: &[Point], area: Area, width: f64, color: RGBColor) {
        for piece in clip::polyline(points, area) {
            for dash in clip::dashes(&piece, 3.5 * width, 2.5 * width) {
                self.polyline(&dash, width, color);
            }
        }
    }

    /// A filled shape.
    pub(crate) fn polygon(&mut self, corners: &[Point], color: RGBColor) {
        let path = self.place_all(corners);
        if path.len() > 2 {
            self.draw(&Polygon::new(path, color.filled()));
        }
    }

    /// A filled circle.
    pub(crate) fn disc(&mut self, center: Point, radius: f64, color: RGBColor) {
        let center = self.place(center);
        self.draw(&Circle::new(center, to_units(radius), color.filled()));
    }

    /// The outline of a circle, its middle at the radius.
    pub(crate) fn ring(&mut self, center: Point, radius: f64, width: f64, color: RGBColor) {
        let center = self.place(center);
        self.draw(&Circle::new(center, to_units(radius), stroke(width, color)));
    }

    /// A rectangle with the hatching of losses.
    pub(crate) fn hatched_rectangle(&mut self, area: Area) {
        self.rectangle(area, palette::LOSS_GROUND);
        for (from, to) in clip::hatching(area, 5.0) {
            self.line(from, to, 1.25, palette::LOSS);
        }
        let Area { left, top, right, bottom } = area;
        self.polyline(&[(left, bottom), (left, top), (right, top), (right, bottom)], 1.0, palette::LOSS);
    }

    /// A circle with the hatching of losses.
    pub(crate) fn hatched_disc(&mut self, center: Point, radius: f64) {
        self.disc(center, radius, palette::LOSS_GROUND);
        for offset in [-0.5, 0.0, 0.5] {
            // A chord at this distance from the centre, along the rising diagonal.
            let (half, away) = (radius * f64::sqrt(1.0 - offset * offset), radius * offset);
            let diagonal = std::f64::consts::FRAC_1_SQRT_2;
            let middle = (center.0 + away * diagonal, center.1 + away * diagonal);
            let reach = half * diagonal;
            self.line((middle.0 - reach, middle.1 + reach), (middle.0 + reach, middle.1 - reach), 1.25, palette::LOSS);
        }
        self.ring(center, radius - 0.6, 1.25, palette::LOSS);
    }

    /// A text with its baseline at a point. Nothing is drawn for an empty text.
    pub(crate) fn text(&mut self, at: Point, text: &str, look: Type) {
        if text.is_empty() {
            return;
        }
        let area = look.area(at, text);
        if look.backed {
            self.rectangle(
                Area::new(area.left - 3.0, area.top - 1.0, area.right + 3.0, area.bottom + 1.0),
                palette::WHITE,
            );
        }
        #[cfg(test)]
        self.texts.push(PlacedText { text: text.to_owned(), area });
        let position = self.place((at.0, at.1 - PLOTTERS_BASELINE * look.size));
        let horizontal = match look.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let font = (FontFamily::Name(FAMILY), look.size * FINENESS * PLOTTERS_FONT_FACTOR, look.weight.style());
        let style = TextStyle::from(font.into_font()).color(&look.color).pos(Pos::new(horizontal, VPos::Top));
        self.draw(&Text::new(text.to_owned(), position, style));
    }

    /// Lines of text below each other; returns the baseline that would come next.
    pub(crate) fn lines(&mut self, (x, baseline): Point, lines: &[String], step: f64, look: Type) -> f64 {
        let mut next = baseline;
        for line in lines {
            self.text((x, next), line, look);
            next += step;
        }
        next
    }
}

fn stroke(width: f64, color: RGBColor) -> ShapeStyle {
    color.stroke_width(to_units(width).unsigned_abs().max(1))
}

/// Pixels on plotters' grid; a conversion of floats to integers saturates and takes NaN to 0.
#[allow(clippy::cast_possible_truncation)] // pixels of a picture
fn to_units(pixels: f64) -> i32 {
    (pixels * FINENESS).round() as i32
}
