//! The two embedded fonts: the only ones a chart knows, so that it looks the same on every machine.

use std::sync::{Arc, LazyLock};

use plotters::style::{FontFamily, FontStyle, IntoFont, register_font};
use resvg::usvg::fontdb;

use super::ChartError;

/// The family name inside both font files.
pub(crate) const FAMILY: &str = "Downline Sans";

const REGULAR: &[u8] = include_bytes!("fonts/DownlineSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("fonts/DownlineSans-Bold.ttf");

/// Ascent and descent of the fonts together, in units of the font size. Plotters scales a font to its height where
/// SVG scales it to its size; widths are measured with this factor between them.
const HEIGHT: f64 = (2728.0 + 680.0) / 2816.0;

/// The resolution of measuring: a font size of which one unit is far below what can be seen.
const MEASURING_SIZE: f64 = 2000.0;

/// The weight of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

impl Weight {
    pub(crate) const fn style(self) -> FontStyle {
        match self {
            Self::Regular => FontStyle::Normal,
            Self::Bold => FontStyle::Bold,
        }
    }
}

/// Whether plotters took the fonts; done once for the whole process.
static REGISTERED: LazyLock<bool> = LazyLock::new(|| {
    register_font(FAMILY, FontStyle::Normal, REGULAR).is_ok() && register_font(FAMILY, FontStyle::Bold, BOLD).is_ok()
});

/// The fonts for rasterising, read once for the whole process.
static DATABASE: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_source(fontdb::Source::Binary(Arc::new(REGULAR)));
    fonts.load_font_source(fontdb::Source::Binary(Arc::new(BOLD)));
    fonts.set_sans_serif_family(FAMILY);
    Arc::new(fonts)
});

/// Makes the fonts known to plotters.
///
/// # Errors
/// [`ChartError::Font`] when plotters cannot read them.
pub(crate) fn register() -> Result<(), ChartError> {
    if *REGISTERED { Ok(()) } else { Err(ChartError::Font) }
}

/// The fonts for rasterising: these two and no others.
pub(crate) fn database() -> Arc<fontdb::Database> {
    Arc::clone(&DATABASE)
}

/// The width of a text at a font size in pixels, without kerning, which makes it no wider but by a hair.
pub(crate) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    if !*REGISTERED {
        return 0.0;
    }
    let font = (FontFamily::Name(FAMILY), MEASURING_SIZE * HEIGHT, weight.style()).into_font();
    let ((left, _), (right, _)) = font.layout_box(text).unwrap_or_default();
    f64::from(right - left) * size / MEASURING_SIZE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measured_widths_are_those_that_are_drawn() {
        for (weight, style) in [(Weight::Regular, "normal"), (Weight::Bold, "bold")] {
            let text = "Of 100 simulated people, 97 lost money: −$1,206.00";
            let svg = format!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="900" height="50"><text x="10" y="30" font-size="20"
                font-family="{FAMILY}" font-weight="{style}">{text}</text></svg>"#
            );
            let options = resvg::usvg::Options { fontdb: database(), ..Default::default() };
            let tree = resvg::usvg::Tree::from_str(&svg, &options).unwrap();
            let drawn = f64::from(tree.root().abs_bounding_box().width());
            let measured = width(text, 20.0, weight);
            register().unwrap();
            assert!((measured - drawn).abs() < 0.01 * drawn, "{measured} for {drawn}");
        }
    }

    #[test]
    fn digits_are_equally_wide() {
        for weight in [Weight::Regular, Weight::Bold] {
            let widths: Vec<f64> = (0..10).map(|digit| width(&digit.to_string().repeat(50), 14.0, weight)).collect();
            assert!(widths.iter().all(|digit| (digit - widths[0]).abs() < 1.0), "{widths:?}");
        }
    }
}
