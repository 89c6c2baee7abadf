//! The colours of all charts: the Okabe-Ito colours that keep a contrast of 3:1 or more on white, and greys.
//!
//! No colour carries a meaning alone: the story is dashed, losses are hatched, and everything is labelled in words.

use plotters::style::RGBColor;

/// What was simulated (5.2:1 on white).
pub(crate) const SIMULATED: RGBColor = RGBColor(0x00, 0x72, 0xB2);
/// The inner half of simulated people, as a band.
pub(crate) const BAND_INNER: RGBColor = RGBColor(0x9C, 0xC6, 0xE0);
/// Ninety of a hundred simulated people, as a band.
pub(crate) const BAND_OUTER: RGBColor = RGBColor(0xD9, 0xEA, 0xF4);
/// The edge line of a band.
pub(crate) const BAND_EDGE: RGBColor = RGBColor(0x5F, 0xA3, 0xCC);
/// The story, in lines and shapes only (3.9:1); its labels are in [`TEXT`].
pub(crate) const STORY: RGBColor = RGBColor(0xD5, 0x5E, 0x00);
/// Losses (7.0:1), always with hatching or in outline.
pub(crate) const LOSS: RGBColor = RGBColor(0x59, 0x59, 0x59);
/// The ground under the hatching of losses.
pub(crate) const LOSS_GROUND: RGBColor = RGBColor(0xDE, 0xDE, 0xDE);
/// The exact law over simulated bars.
pub(crate) const EXACT: RGBColor = RGBColor(0x00, 0x00, 0x00);
/// Titles and labels.
pub(crate) const TEXT: RGBColor = RGBColor(0x1F, 0x1F, 0x1F);
/// Axis numbers and notes (6.5:1).
pub(crate) const QUIET: RGBColor = RGBColor(0x5C, 0x5C, 0x5C);
/// Hairlines of the grid.
pub(crate) const HAIRLINE: RGBColor = RGBColor(0xDD, 0xDD, 0xDD);
/// The line of zero.
pub(crate) const ZERO_LINE: RGBColor = RGBColor(0x33, 0x33, 0x33);
/// The ground of the disclosure band.
pub(crate) const BAND_GROUND: RGBColor = RGBColor(0xF1, 0xF2, 0xF4);
/// One of the real paths.
pub(crate) const PATH: RGBColor = RGBColor(0x7A, 0x8A, 0x96);
/// Paper.
pub(crate) const WHITE: RGBColor = RGBColor(0xFF, 0xFF, 0xFF);
