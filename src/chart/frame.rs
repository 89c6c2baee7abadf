//! The frame that all charts share: the question, the answer, the figure, the disclosure, and what a screen reader and
//! a file's reader are told.

use super::about::About;
use super::canvas::{Area, Canvas, FINENESS, HEIGHT, Point, Type, WIDTH};
use super::fonts::FAMILY;
use super::words::{capital, escaped};
use super::wrap::{self, Run, balanced, shortened};
use super::{ChartError, clip, palette};
use crate::publish::Figure;
use crate::words::disclaimers;

/// White space at the left and right edge.
pub(crate) const MARGIN: f64 = 40.0;
/// From one line of the band to the next.
const BAND_STEP: f64 = 18.5;
/// Lines the band may have before its sources are cut.
const BAND_LINES: usize = 4;

/// What a chart says in words around its figure.
pub(crate) struct Heading {
    /// The chart's name: the file's name without the ending.
    pub(crate) name: &'static str,
    /// The question the chart asks.
    pub(crate) question: String,
    /// The answer in a sentence, made from the numbers.
    pub(crate) answer: String,
    /// What a screen reader says: form, axes, five numbers and the trend. The assumptions are added here.
    pub(crate) description: String,
}

/// What stands in a frame: its words, and a drawing of its numbers. Each chart is a struct of what it draws, whatever that
/// comes from.
pub(crate) trait Drawing {
    /// The words around the drawing.
    fn heading(&self) -> Heading;

    /// Draws in the area it is given.
    fn draw(&self, canvas: &mut Canvas<'_>, area: Area);
}

/// The figure: the frame drawn here, the drawing in its area.
///
/// # Errors
/// The first [`ChartError`] of the drawing.
pub(crate) fn figure(drawing: &dyn Drawing, about: &About) -> Result<Figure, ChartError> {
    let heading = drawing.heading();
    let mut drawn = String::with_capacity(48 * 1024);
    let mut canvas = Canvas::new(&mut drawn)?;
    draw(&mut canvas, drawing, &heading, about);
    canvas.finish()?;
    let answer = capital(&heading.answer);
    let description = format!("{answer} {} Assumptions: {}.", heading.description, about.before_source);
    Ok(Figure {
        name: heading.name,
        svg: document(&drawn, &heading, &description, about),
        question: heading.question,
        answer,
        description,
        disclosure: about.disclosure(),
        recipe: about.recipe.clone(),
    })
}

/// Where the texts of a figure stand.
#[cfg(test)]
pub(super) fn texts(drawing: &dyn Drawing, about: &About) -> Result<Vec<super::canvas::PlacedText>, ChartError> {
    let mut drawn = String::new();
    let mut canvas = Canvas::new(&mut drawn)?;
    draw(&mut canvas, drawing, &drawing.heading(), about);
    Ok(canvas.texts())
}

fn draw(canvas: &mut Canvas<'_>, drawing: &dyn Drawing, heading: &Heading, about: &About) {
    let top = draw_heading(canvas, heading, about);
    let bottom = draw_band(canvas, about);
    drawing.draw(canvas, Area::new(MARGIN, top, WIDTH - MARGIN, bottom));
}

/// Draws the words above the figure and returns where the figure may begin.
fn draw_heading(canvas: &mut Canvas<'_>, heading: &Heading, about: &About) -> f64 {
    let width = WIDTH - 2.0 * MARGIN;
    canvas.text((MARGIN, 27.0), &shortened(&about.kicker, width, Type::QUIET), Type::QUIET);
    let title = Type::LABEL.sized(22.0).bold();
    canvas.text((MARGIN, 55.0), &shortened(&heading.question, width, title), title);
    let answer = Type::LABEL.sized(16.0);
    let next = canvas.lines((MARGIN, 80.0), &balanced(&capital(&heading.answer), width, answer), 21.0, answer);
    next - 9.0
}

/// Draws the disclosure at the bottom and returns where the figure must end.
fn draw_band(canvas: &mut Canvas<'_>, about: &About) -> f64 {
    let lines = band_lines(about);
    let count = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let top = HEIGHT - 16.0 - f64::from(count) * BAND_STEP;
    canvas.rectangle(Area::new(0.0, top, WIDTH, HEIGHT), palette::BAND_GROUND);
    let mut baseline = top + 21.5;
    for line in lines {
        for piece in line {
            canvas.text((MARGIN + piece.offset, baseline), &piece.run.text, piece.run.look);
        }
        baseline += BAND_STEP;
    }
    top - 8.0
}

/// The band's text in lines. Long sources are cut, and nothing else is.
fn band_lines(about: &About) -> Vec<Vec<wrap::Piece>> {
    let in_lines = |source: &str| {
        let run = |text: String, look| Run { text, look };
        let runs = [
            run(about.claim.clone(), Type::LABEL.bold()),
            run(about.body(source), Type::LABEL),
            run(about.recipe.clone(), Type::QUIET),
        ];
        wrap::wrap_runs(&runs, WIDTH - 2.0 * MARGIN)
    };
    let whole = in_lines(&about.source);
    if whole.len() <= BAND_LINES {
        return whole;
    }
    let letters: Vec<char> = about.source.chars().collect();
    // The longest beginning of the sources with which the band stays small, by halving.
    let (mut short, mut long) = (0, letters.len());
    while long > short + 1 {
        let middle = usize::midpoint(short, long);
        if in_lines(&wrap::cut(&letters, middle)).len() <= BAND_LINES {
            short = middle;
        } else {
            long = middle;
        }
    }
    // Whole words only, and nothing rather than a stump.
    let word_end = letters[..short].iter().rposition(|letter| *letter == ' ').unwrap_or(0);
    in_lines(&if word_end < 12 { String::new() } else { wrap::cut(&letters, word_end) })
}

/// The SVG document: plotters' drawing with the frame's own head.
fn document(drawing: &str, heading: &Heading, description: &str, about: &About) -> String {
    // Plotters' head ends with the first tag; everything is opaque, and the font stands once at the top.
    let body = drawing.split_once('>').map_or("", |(_, body)| body).trim_start();
    let body = body.replace(" opacity=\"1\"", "").replace(&format!(" font-family=\"{FAMILY}\""), "");
    let (wide, high) = (WIDTH * FINENESS, HEIGHT * FINENESS);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" viewBox=\"0 0 {wide} {high}\" \
         role=\"img\" aria-labelledby=\"{name}-title {name}-desc\" \
         font-family=\"'{FAMILY}', Inter, 'Helvetica Neue', Arial, sans-serif\" stroke-linejoin=\"round\">\n\
         <title id=\"{name}-title\">{title}</title>\n<desc id=\"{name}-desc\">{description}</desc>\n\
         <metadata>{recipe}</metadata>\n{body}",
        name = heading.name,
        title = escaped(&heading.question),
        description = escaped(description),
        recipe = escaped(&format!("{}\n{}", about.recipe, about.disclosure())),
    )
}

/// The words that stand inside every plot.
pub(crate) const SIMULATED: &str = disclaimers::MARK;

/// Writes [`SIMULATED`] at the top of a plot, at the first of these left ends where it covers none of `lines`; on two
/// lines when one does not fit.
pub(crate) fn mark_simulated(canvas: &mut Canvas<'_>, plot: Area, lefts: &[f64], lines: &[Vec<Point>]) {
    let look = Type::LABEL.bold().colored(palette::QUIET);
    let (first, second) = SIMULATED.split_once(' ').unwrap_or((SIMULATED, ""));
    let forms = [vec![SIMULATED], vec![first, second]];
    let places = forms.iter().flat_map(|form| lefts.iter().map(move |&left| (left, form)));
    let free = |&(left, form): &(f64, &Vec<&str>)| {
        let width = form.iter().map(|line| look.width(line)).fold(0.0, f64::max);
        let height = if form.len() == 1 { 24.0 } else { 42.0 };
        let area = Area::new(left - 6.0, plot.top, left + width + 6.0, plot.top + height);
        area.right <= plot.right + 6.0 && lines.iter().all(|line| clip::polyline(line, area).is_empty())
    };
    let fallback = (lefts.first().copied().unwrap_or(plot.left), &forms[0]);
    let (left, form) = { places }.find(free).unwrap_or(fallback);
    for (line, below) in form.iter().zip([16.0, 34.0]) {
        canvas.text((left, plot.top + below), line, look.backed());
    }
}
