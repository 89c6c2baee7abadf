//! Charts, one file per figure, in a shared frame: SVG, and PNG rasterised from that same SVG.
//!
//! Every chart asks a question, answers it in a sentence, and carries its disclosure inside the picture: that it is
//! simulated, from which assumptions, and what most simulated people were left with. There is no chart without it.
//! Only the embedded fonts are used, so the same ensemble gives the same bytes on every machine.
//!
//! A chart is a struct of what it draws and says (`frame::Drawing`), with a function that takes it out of a result; what it
//! says of where that comes from is an `About`, of whatever provenance. To add one: a file here, and a line in `of_a_run`.
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
mod people;
mod raster;
mod residual;
mod scale;
mod spread;
mod story;
mod story_vs_simulated;
mod team_distribution;
#[cfg(test)]
mod tests;
mod week;
mod words;
mod wrap;

use about::About;
use frame::Drawing;

use crate::publish::Figure;
use crate::results::Ensemble;

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

/// A figure as PNG bytes at `scale` times 960 x 540 pixels; 2 suits slides and print. The description, the disclosure and
/// the recipe stand in the file as `iTXt` chunks.
///
/// # Errors
/// [`ChartError::Scale`] outside 0.1 to 8, [`ChartError::Raster`] when the picture cannot be made.
pub fn png(figure: &Figure, scale: f32) -> Result<Vec<u8>, ChartError> {
    raster::png(figure, scale)
}

/// All charts of an ensemble, in the order in which a report shows them. `exact` is the exact law of the team at the
/// last month when it is known: the probability of a team of 0, 1, 2, ... people. There is no chart of everyone where there
/// is no everyone.
///
/// # Errors
/// The first [`ChartError`] of any of them; never because of what was simulated.
pub fn all(ensemble: &Ensemble, exact: Option<&[f64]>) -> Result<Vec<Figure>, ChartError> {
    let about = About::run(ensemble);
    of_a_run(ensemble, exact).iter().map(|drawing| frame::figure(&**drawing, &about)).collect()
}

fn of_a_run<'a>(ensemble: &'a Ensemble, exact: Option<&'a [f64]>) -> Vec<Box<dyn Drawing + 'a>> {
    let mut drawings: Vec<Box<dyn Drawing + 'a>> = vec![
        Box::new(story_vs_simulated::StoryVsSimulated::of(ensemble)),
        Box::new(team_distribution::TeamDistribution::of(ensemble, exact)),
        Box::new(income_distribution::IncomeDistribution::of(ensemble)),
        Box::new(net_dotplot::NetDotplot::of(ensemble)),
        Box::new(money_in_out::MoneyInOut::of(ensemble)),
        Box::new(hundred_people::HundredPeople::of(ensemble)),
    ];
    // Only where a week is said.
    if let Some(week) = week::WeekOfWork::of(ensemble) {
        drawings.push(Box::new(week));
    }
    // Only where you stop working.
    if let Some(residual) = residual::ResidualIncome::of(ensemble) {
        drawings.push(Box::new(residual));
    }
    drawings.push(Box::new(penny::Penny::of(ensemble)));
    if let Ok(everyone) = ensemble.everyone() {
        drawings.push(Box::new(everyone::EveryoneWhoJoined::of(everyone, ensemble.scenario().currency())));
    }
    drawings
}

/// Why the story of the doubling penny does not carry over to people, without a simulated team beside it.
///
/// # Errors
/// [`ChartError`] when drawing fails.
pub fn penny_alone() -> Result<Figure, ChartError> {
    frame::figure(&penny::Penny::ALONE, &About::arithmetic())
}
