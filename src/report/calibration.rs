//! A scenario held to published figures: `downline check --calibration`.

use crate::check::calibration::{CalibrationReport, Held, LIFETIME, ORGANISATIONS, TargetUnit};
use crate::words::layout::{paragraphs, wrapped};
use crate::words::{Width, calibration as words, printable, thousands};

/// The targets in a paragraph each, in so many columns.
#[must_use]
pub fn text(report: &CalibrationReport, width: Width) -> String {
    let members = report.scenario.organisation().members();
    let name = printable(report.scenario.name());
    let title = words::title(&name, report.trials, LIFETIME, ORGANISATIONS, members, report.seed);
    let targets = paragraphs(report.held.iter().map(|held| line(report, held)), width);
    let inside = report.held.iter().filter(|held| held.is_inside() == Some(true)).count();
    let known = report.held.iter().filter(|held| report.known_miss(held).is_some()).count();
    let verdict = words::verdict(inside, report.held.len(), known, report.is_typical);
    format!(
        "{}\n\n{targets}\n\n{}\n{}\n",
        wrapped(&title, width),
        wrapped(&verdict, width),
        wrapped(words::EXPLAINED, width)
    )
}

fn line(report: &CalibrationReport, held: &Held) -> String {
    let target = held.target;
    let (unit, decimals) = match target.unit {
        TargetUnit::Of100 => (words::OF_100, 1),
        TargetUnit::Percent => (words::PERCENT, 1),
        TargetUnit::Customers => (words::CUSTOMERS, 1),
        TargetUnit::Dollars => (words::DOLLARS, 2),
    };
    let values: Option<Vec<String>> =
        held.values.iter().map(|value| value.map(|value| format!("{value:.decimals$}"))).collect();
    let bands: Vec<String> = target.bands.iter().map(|band| words::band(&whole(band.low), &whole(band.high))).collect();
    let found = values.map_or_else(|| words::NOTHING.to_owned(), |values| words::found(&values, unit, &bands));
    let verdict = match (held.is_inside(), report.known_miss(held)) {
        (Some(true), _) => words::INSIDE.to_owned(),
        (Some(false), None) => words::OUTSIDE.to_owned(),
        (Some(false), Some(reason)) => words::known_miss(reason),
        (None, _) => words::NOT_COMPARED.to_owned(),
    };
    words::target(target.number, target.measure, &found, &verdict, target.sources)
}

/// The end of a band, which is a small whole number.
#[allow(clippy::cast_possible_truncation)] // ends of bands, small numbers
fn whole(end: f64) -> String {
    thousands(end as i64)
}
