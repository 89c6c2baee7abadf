//! Charts of an [`Ensemble`], one file per figure, in a shared frame: SVG, and PNG rasterised from that same SVG.
//!
//! Every chart asks a question, answers it in a sentence, and carries its disclosure inside the picture: that it is
//! simulated, from which assumptions, and what most simulated people were left with. There is no chart without it.
//! Only the embedded fonts are used, so the same ensemble gives the same bytes on every machine.
//!
//! Charts only read: they never simulate, open no file and keep nothing between calls but the fonts, so they can be
//! drawn in parallel.

mod about;
mod axis;
mod bars;
mod canvas;
mod cells;
mod clip;
mod everyone;
mod fan;
mod fonts;
mod frame;
mod hundred_people;
mod income_distribution;
mod labels;
mod money_in_out;
mod net_dotplot;
mod palette;
mod penny;
mod raster;
mod residual;
mod scale;
mod spread;
mod story;
mod story_vs_simulated;
mod team_distribution;
#[cfg(test)]
mod tests;
mod words;
mod wrap;

use about::About;

use crate::results::Ensemble;

pub use everyone::everyone;
pub use hundred_people::hundred_people;
pub use income_distribution::income_distribution;
pub use money_in_out::money_in_out;
pub use net_dotplot::net_dotplot;
pub use penny::penny;
pub use residual::residual;
pub use story_vs_simulated::story_vs_simulated;
pub use team_distribution::team_distribution;

/// Why a chart could not be made. None of these depends on what was simulated.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ChartError {
    /// The embedded fonts could not be read.
    #[error("the embedded fonts cannot be read")]
    Font,
    /// The drawing could not be written.
    #[error("the chart could not be drawn: {0}")]
    Drawing(String),
    /// A coordinate was not a number: a fault of this program, shown rather than drawn.
    #[error("the chart has a coordinate that is not a number")]
    NotFinite,
    /// The SVG could not be turned into a picture.
    #[error("the chart could not be turned into a picture: {0}")]
    Raster(String),
    /// The scale of a picture must be from 0.1 to 8.
    #[error("a picture's scale must be from 0.1 to 8, not {0}")]
    Scale(f32),
}

/// A finished chart.
#[derive(Clone, Debug)]
pub struct Chart {
    /// The chart's name, which is its file's name without the ending: `story-vs-simulated`.
    pub name: &'static str,
    /// The chart as an SVG document of 960 x 540 pixels.
    pub svg: String,
    /// What a screen reader says in place of the picture.
    description: String,
    /// The text of the disclosure band.
    disclosure: String,
    /// How to make it again: version, scenario, hash, seed and trials.
    recipe: String,
    /// Where its texts stand.
    #[cfg(test)]
    texts: Vec<canvas::PlacedText>,
}

impl Chart {
    /// The chart as PNG bytes at `scale` times 960 x 540 pixels; 2 suits slides and print. The description, the
    /// disclosure and the recipe stand in the file as `iTXt` chunks.
    ///
    /// # Errors
    /// [`ChartError::Scale`] outside 0.1 to 8, [`ChartError::Raster`] when the picture cannot be made.
    pub fn png(&self, scale: f32) -> Result<Vec<u8>, ChartError> {
        raster::png(self, scale)
    }

    /// The description for those who do not see the picture: form, axes, five numbers, the trend, the assumptions.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.description
    }
}

/// All charts of an ensemble, in the order in which a report shows them. `exact` is the exact law of the team at the
/// last month when it is known: the probability of a team of 0, 1, 2, ... people. There is no chart of everyone where there
/// is no everyone.
///
/// # Errors
/// The first [`ChartError`] of any of them.
pub fn all(ensemble: &Ensemble, exact: Option<&[f64]>) -> Result<Vec<Chart>, ChartError> {
    let about = About::run(ensemble);
    let mut charts = vec![
        story_vs_simulated::draw(ensemble, &about)?,
        team_distribution::draw(ensemble, &about, exact)?,
        income_distribution::draw(ensemble, &about)?,
        net_dotplot::draw(ensemble, &about)?,
        money_in_out::draw(ensemble, &about)?,
        hundred_people::draw(ensemble, &about)?,
    ];
    charts.extend(residual::draw(ensemble, &about)?);
    charts.push(penny::draw(Some(ensemble), &about)?);
    if ensemble.everyone().is_ok() {
        charts.push(everyone::draw(ensemble, &about)?);
    }
    Ok(charts)
}
