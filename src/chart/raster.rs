//! PNG from SVG: the same drawing, rasterised with the embedded fonts only.

use std::borrow::Cow;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

use super::canvas::{HEIGHT, WIDTH};
use super::{ChartError, fonts};
use crate::publish::Figure;

/// The scales a picture may have.
const SCALES: std::ops::RangeInclusive<f32> = 0.1..=8.0;

pub(crate) fn png(figure: &Figure, scale: f32) -> Result<Vec<u8>, ChartError> {
    if !SCALES.contains(&scale) {
        return Err(ChartError::Scale(scale));
    }
    encode(figure, &rasterise(&figure.svg, scale)?).map_err(|error| ChartError::Raster(error.to_string()))
}

fn rasterise(svg: &str, scale: f32) -> Result<Pixmap, ChartError> {
    let options = usvg::Options { fontdb: fonts::database(), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| ChartError::Raster(error.to_string()))?;
    // Within 7,680 x 4,320 by the check of the scale.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let pixels = |length: f64| (length * f64::from(scale)).round() as u32;
    let mut picture = Pixmap::new(pixels(WIDTH), pixels(HEIGHT))
        .ok_or_else(|| ChartError::Raster("the picture has no pixels".to_owned()))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    Ok(picture)
}

fn encode(figure: &Figure, picture: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut info = png::Info::with_size(picture.width(), picture.height());
    info.color_type = png::ColorType::Rgb;
    info.bit_depth = png::BitDepth::Eight;
    let mut encoder = png::Encoder::with_info(&mut bytes, info)?;
    // Charts are mostly white: the lightest compression without filters makes files of about 200 kB four times as fast
    // as the default makes files of 150 kB.
    encoder.set_deflate_compression(png::DeflateCompression::Level(1));
    encoder.set_filter(png::Filter::NoFilter);
    let texts: [(&str, Cow<'_, str>); 5] = [
        ("Title", figure.name.into()),
        ("Software", concat!("downline ", env!("CARGO_PKG_VERSION")).into()),
        ("Description", figure.description.as_str().into()),
        ("Disclaimer", figure.disclosure.as_str().into()),
        ("downline:scenario", figure.recipe.as_str().into()),
    ];
    for (keyword, text) in texts {
        encoder.add_itxt_chunk(keyword.to_owned(), text.into_owned())?;
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&opaque(picture))?;
    writer.finish()?;
    Ok(bytes)
}

/// The picture's bytes without its alpha: charts stand on white paper, so every pixel is opaque.
fn opaque(picture: &Pixmap) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(picture.data().len() / 4 * 3);
    for pixel in picture.data().chunks_exact(4) {
        bytes.extend_from_slice(&pixel[..3]);
    }
    bytes
}
