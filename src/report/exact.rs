//! The exact law of the team's head-count: `downline exact`.

use super::fields::share;
use super::headings::columns;
use crate::growth::exact::HeadCount;
use crate::publish::{Cell, Row, Table, TextLayout, write_text};
use crate::results::Distribution;
use crate::results::goodness::{Fit, goodness_of_fit};
use crate::scenario::Scenario;
use crate::units::Probability;
use crate::words::layout::{apart, paragraphs, wrapped};
use crate::words::{Width, count, exact as words, of_100, people, printable, thousands};

/// The exact law of a scenario's team in one month, and a simulated one beside it when there is one.
#[derive(Clone, Copy, Debug)]
pub struct ExactReport<'a> {
    /// The question.
    pub scenario: &'a Scenario,
    /// The law of the month.
    pub law: &'a HeadCount,
    /// Simulated teams of the same month.
    pub simulated: Option<Simulated<'a>>,
}

/// Simulated head-counts.
#[derive(Clone, Copy, Debug)]
pub struct Simulated<'a> {
    /// The seed of the run.
    pub seed: u64,
    /// The head-counts of all trials.
    pub teams: &'a Distribution,
}

/// Rows of the table of head-counts.
const ROWS: usize = 13;
/// The table begins with the first head-count that rounds to a millionth or more.
const NOTEWORTHY: f64 = 5e-7;
/// "At least so many" is shown for these head-counts.
const MILESTONES: [u64; 16] =
    [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000];
/// A milestone rarer than one team in a thousand million ends the list.
const RAREST: f64 = 1e-9;

/// The law in so many columns.
#[must_use]
pub fn text(report: &ExactReport<'_>, width: Width) -> String {
    let (scenario, law) = (report.scenario, report.law);
    let name = printable(scenario.name());
    let first = words::first_line(env!("CARGO_PKG_VERSION"), &name, &scenario.hash(), law.month().get());
    let mut parts = vec![
        format!("{}\n{}", apart(first, width), wrapped(&printable(scenario.title()), width)),
        wrapped(words::WHAT_IT_IS, width),
        cells(report, width),
    ];
    if law.variance() > 0.0 {
        parts.extend([milestones(report, width), paragraphs([moments(law), quantiles(law)], width)]);
    } else {
        parts.push(wrapped(words::CERTAIN, width));
    }
    if let Some(simulated) = report.simulated {
        parts.push(paragraphs([fit(law, simulated).as_str(), words::STANDARD_ERRORS], width));
    }
    parts.join("\n\n") + "\n"
}

/// The first head-counts, one by one or in ranges of a round width when the law is wide, and the rest together.
fn cells(report: &ExactReport<'_>, width: Width) -> String {
    let law = report.law;
    let probabilities = law.probabilities();
    let first = probabilities.iter().position(|&probability| probability >= NOTEWORTHY).unwrap_or(0);
    let step = width_of_a_row(first, usize::try_from(quantile(law, 90)).unwrap_or(0));
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut from = first / step * step;
    for _ in 0..ROWS {
        if from >= probabilities.len() {
            break;
        }
        let (low, next) = (signed(from), signed(from + step));
        let probability = probabilities.iter().skip(from).take(step).sum();
        let label = if step == 1 { thousands(low) } else { words::sizes(&thousands(low), &thousands(next - 1)) };
        rows.push(row(report, label, probability, |teams| teams.count(|size| (low..next).contains(&size))));
        from += step;
    }
    if from < probabilities.len() {
        let low = signed(from);
        let label = words::or_more(&thousands(low));
        rows.push(row(report, label, law.at_least(from as u64), |teams| teams.count(|size| size >= low)));
    }
    table(words::TEAM, report, rows, width)
}

/// The smallest width of 1, 2 or 5 times a power of ten with which the rows reach from `first` to `last`.
fn width_of_a_row(first: usize, last: usize) -> usize {
    let mut power = 1;
    loop {
        for width in [power, 2 * power, 5 * power] {
            if first / width * width + ROWS * width > last {
                return width;
            }
        }
        power *= 10;
    }
}

/// The chances of at least so many.
fn milestones(report: &ExactReport<'_>, width: Width) -> String {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for milestone in MILESTONES {
        let probability = report.law.at_least(milestone);
        if milestone > 100 && probability < RAREST {
            break;
        }
        let from = i64::try_from(milestone).unwrap_or(i64::MAX);
        rows.push(row(report, people(from), probability, |teams| teams.count(|size| size >= from)));
    }
    table(words::AT_LEAST, report, rows, width)
}

fn table(first: &'static str, report: &ExactReport<'_>, rows: Vec<Row<'_>>, width: Width) -> String {
    let simulated = report.simulated.iter().flat_map(|_| words::SIMULATED_HEADINGS);
    let headings: Vec<&str> = [first].into_iter().chain(words::HEADINGS).chain(simulated).collect();
    write_text(Table::new("sizes", columns(&[headings], &[]), rows), TextLayout::new(2, 12, width))
}

fn row(
    report: &ExactReport<'_>,
    label: String,
    probability: f64,
    simulated: impl Fn(&Distribution) -> u64,
) -> Row<'static> {
    // A sum of probabilities may pass 1 by its rounding.
    let probability = probability.clamp(0.0, 1.0);
    let mut row = vec![label.into(), probability_of_100(probability).into(), precise(probability).into()];
    if let Some(Simulated { teams, .. }) = report.simulated {
        let found = share(simulated(teams), teams.trials());
        row.extend([Cell::Decimal(found), standard_errors(found, probability, teams.trials()).into()]);
    }
    row
}

/// Six decimals, or three digits of something smaller.
fn precise(probability: f64) -> String {
    if probability == 0.0 || probability >= 1e-4 { format!("{probability:.6}") } else { format!("{probability:.2e}") }
}

/// How many standard errors a simulated share lies from its probability; nothing is said where so few are expected in
/// or out that it would mean nothing.
#[allow(clippy::cast_precision_loss)] // trials, far below 2^53
fn standard_errors(found: f64, probability: f64, trials: u64) -> String {
    const FEW: f64 = 5.0;
    let trials = trials as f64;
    if trials * probability.min(1.0 - probability) < FEW {
        return "-".to_owned();
    }
    let error = (probability * (1.0 - probability) / trials).sqrt();
    format!("{:+.2}", (found - probability) / error)
}

/// A probability as a number of 100 people, with the words of a count.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)] // between 0 and 2^50
fn probability_of_100(probability: f64) -> String {
    const WHOLE: u64 = 1 << 50;
    // Within the rounding of the law, all are all.
    if probability > 1.0 - 1e-12 {
        return of_100(1, 1);
    }
    let part = (probability * WHOLE as f64) as u64;
    of_100(part.max(u64::from(probability > 0.0)), WHOLE)
}

fn signed(team: usize) -> i64 {
    i64::try_from(team).unwrap_or(i64::MAX)
}

fn moments(law: &HeadCount) -> String {
    words::moments(law.mean(), law.variance().sqrt())
}

fn quantiles(law: &HeadCount) -> String {
    words::quantiles(&[10, 50, 90, 99].map(|percent| count(quantile(law, percent))))
}

#[allow(clippy::cast_precision_loss)] // 1 to 100
fn quantile(law: &HeadCount, percent: u64) -> u64 {
    law.quantile(Probability::new(percent as f64 / 100.0).unwrap_or(Probability::ONE))
}

fn fit(law: &HeadCount, Simulated { seed, teams }: Simulated<'_>) -> String {
    let (mean, error) = (teams.mean(), teams.mean_error().filter(|&error| error > 0.0));
    let distance = mean.zip(error).map(|(mean, error)| (mean - law.mean()) / error);
    let fit = match goodness_of_fit(teams, law.probabilities()) {
        None => words::TOO_FEW_FOR_A_TEST.to_owned(),
        Some(Fit { chi_square, degrees_of_freedom, p_value }) => {
            words::fit(&probability_of_100(p_value), chi_square, degrees_of_freedom)
        }
    };
    format!("{} {fit}", words::simulated(teams.trials(), seed, mean, distance))
}
