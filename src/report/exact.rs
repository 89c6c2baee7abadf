//! The exact law of the team's head-count: `downline exact`.

use std::fmt::Write as _;

use super::fields::share;
use super::text::{Table, wrapped};
use crate::growth::exact::HeadCount;
use crate::results::Distribution;
use crate::results::goodness::{Fit, goodness_of_fit};
use crate::scenario::Scenario;
use crate::units::Probability;
use crate::words::{counted, months, of_100, people, thousands};

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

/// The law in 80 columns.
#[must_use]
pub fn text(report: &ExactReport<'_>) -> String {
    let (scenario, law) = (report.scenario, report.law);
    let horizon = months(law.month().get().into());
    let first = format!(
        "downline {}  exact head-count  scenario: {} ({})  after {horizon}",
        env!("CARGO_PKG_VERSION"),
        scenario.name(),
        scenario.hash()
    );
    let what = "team: members active at the month's end, you included while active. The exact law of the model, by \
        arithmetic and without trials.";
    let mut out = format!("{}\n{}\n\n{}\n\n", wrapped(&first), wrapped(scenario.title()), wrapped(what));
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{}\n", cells(report));
    if law.variance() > 0.0 {
        let _ = writeln!(out, "{}\n", milestones(report));
        let _ = writeln!(out, "{}", wrapped(&moments(law)));
        let _ = writeln!(out, "{}", wrapped(&quantiles(law)));
    } else {
        let _ = writeln!(out, "Nothing about the head-count of this month is random: it is certain.");
    }
    if let Some(simulated) = report.simulated {
        let _ = writeln!(out, "\n{}", wrapped(&fit(law, simulated)));
    }
    out
}

/// The first head-counts, one by one or in ranges of a round width when the law is wide, and the rest together.
fn cells(report: &ExactReport<'_>) -> String {
    let law = report.law;
    let probabilities = law.probabilities();
    let first = probabilities.iter().position(|&probability| probability >= NOTEWORTHY).unwrap_or(0);
    let width = width(first, usize::try_from(quantile(law, 90)).unwrap_or(0));
    let mut table = heading("team", report);
    let mut from = first / width * width;
    for _ in 0..ROWS {
        if from >= probabilities.len() {
            break;
        }
        let (low, next) = (signed(from), signed(from + width));
        let probability = probabilities.iter().skip(from).take(width).sum();
        let label = if width == 1 { thousands(low) } else { format!("{} to {}", thousands(low), thousands(next - 1)) };
        table.row(row(report, label, probability, |teams| teams.count(|size| (low..next).contains(&size))));
        from += width;
    }
    if from < probabilities.len() {
        let low = signed(from);
        let label = format!("{} or more", thousands(low));
        table.row(row(report, label, law.at_least(from as u64), |teams| teams.count(|size| size >= low)));
    }
    table.lines(2, 12).join("\n")
}

/// The smallest width of 1, 2 or 5 times a power of ten with which the rows reach from `first` to `last`.
fn width(first: usize, last: usize) -> usize {
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
fn milestones(report: &ExactReport<'_>) -> String {
    let mut table = heading("at least", report);
    for milestone in MILESTONES {
        let probability = report.law.at_least(milestone);
        if milestone > 100 && probability < RAREST {
            break;
        }
        let from = i64::try_from(milestone).unwrap_or(i64::MAX);
        table.row(row(report, people(from), probability, |teams| teams.count(|size| size >= from)));
    }
    table.lines(2, 12).join("\n")
}

fn heading(first: &str, report: &ExactReport<'_>) -> Table {
    let mut table = Table::default();
    let mut heading = vec![first, "of 100", "probability"];
    if report.simulated.is_some() {
        heading.extend(["simulated", "std. errors"]);
    }
    table.row(heading);
    table
}

fn row(
    report: &ExactReport<'_>,
    label: String,
    probability: f64,
    simulated: impl Fn(&Distribution) -> u64,
) -> Vec<String> {
    // A sum of probabilities may pass 1 by its rounding.
    let probability = probability.clamp(0.0, 1.0);
    let mut row = vec![label, probability_of_100(probability), precise(probability)];
    if let Some(Simulated { teams, .. }) = report.simulated {
        let found = share(simulated(teams), teams.trials());
        row.push(format!("{found:.6}"));
        row.push(standard_errors(found, probability, teams.trials()));
    }
    row
}

/// Six decimals, or three digits of something smaller.
fn precise(probability: f64) -> String {
    if probability == 0.0 || probability >= 1e-4 { format!("{probability:.6}") } else { format!("{probability:.2e}") }
}

/// How many standard errors a simulated share lies from its probability; nothing is said where so few are expected in
/// or out that it would mean nothing.
#[allow(clippy::cast_precision_loss)]
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
    format!("Mean {:.6}, standard deviation {:.6}.", law.mean(), law.variance().sqrt())
}

fn quantiles(law: &HeadCount) -> String {
    let quantile = |percent| thousands(i64::try_from(quantile(law, percent)).unwrap_or(i64::MAX));
    format!(
        "Of 100 people, 10 have at most {}, the middle one {}, 90 at most {} and 99 at most {}.",
        quantile(10),
        quantile(50),
        quantile(90),
        quantile(99)
    )
}

#[allow(clippy::cast_precision_loss)] // 1 to 100
fn quantile(law: &HeadCount, percent: u64) -> u64 {
    law.quantile(Probability::new(percent as f64 / 100.0).unwrap_or(Probability::ONE))
}

fn fit(law: &HeadCount, Simulated { seed, teams }: Simulated<'_>) -> String {
    let trials = counted(i64::try_from(teams.trials()).unwrap_or(i64::MAX), "trial", "trials");
    let mut text = format!("Simulated: {trials} of seed {seed}");
    if let (Some(mean), Some(error)) = (teams.mean(), teams.mean_error()) {
        let _ = write!(text, ", mean {mean:.6}");
        if error > 0.0 {
            let _ = write!(text, " ({:+.2} standard errors)", (mean - law.mean()) / error);
        }
    }
    match goodness_of_fit(teams, law.probabilities()) {
        None => text + ". Too few different teams for a test of the whole distribution.",
        Some(Fit { chi_square, degrees_of_freedom, p_value }) => {
            let _ = write!(
                text,
                ". All cells together (pooled to 20 expected or more): chi-square {chi_square:.1} on \
                 {degrees_of_freedom} degrees of freedom; of 100 simulations of the true law {} fit no better.",
                probability_of_100(p_value)
            );
            text
        }
    }
}
