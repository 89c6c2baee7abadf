//! The sentences of the exact law of the team's size.

use super::counts::{months, trials};

/// Parts of the first line.
pub(crate) fn first_line(version: &str, scenario: &str, hash: &str, month: u16) -> [String; 4] {
    [
        format!("downline {version}"),
        "exact head-count".to_owned(),
        format!("scenario: {scenario} ({hash})"),
        format!("after {}", months(month.into())),
    ]
}

pub(crate) const WHAT_IT_IS: &str = "team: members active at the month's end, you included while active. The exact law of \
    the model, by arithmetic and without trials.";

/// The first heading of both tables.
pub(crate) const TEAM: &str = "team";
pub(crate) const AT_LEAST: &str = "at least";
/// Further headings, and those beside simulated teams.
pub(crate) const HEADINGS: [&str; 2] = ["of 100", "chance"];
pub(crate) const SIMULATED_HEADINGS: [&str; 2] = ["simulated", "std. errors"];
/// What the headings beside simulated teams mean.
pub(crate) const STANDARD_ERRORS: &str = "Std. errors: how far the simulated share lies from the exact chance, in steps \
    that luck alone makes; 2 or 3 of them are nothing unusual.";

pub(crate) fn sizes(low: &str, high: &str) -> String {
    format!("{low} to {high}")
}

pub(crate) fn or_more(low: &str) -> String {
    format!("{low} or more")
}

pub(crate) const CERTAIN: &str = "Nothing about the head-count of this month is random: it is certain.";

pub(crate) fn moments(mean: f64, deviation: f64) -> String {
    format!("Mean {mean:.6}, standard deviation {deviation:.6}.")
}

/// Head-counts of the unlucky tenth, the middle person, and those of whom 90 and 99 of 100 have at most as many.
pub(crate) fn quantiles([tenth, middle, ninetieth, last]: &[String; 4]) -> String {
    format!(
        "Of 100 people, 10 have at most {tenth}, the middle one {middle}, 90 at most {ninetieth} and 99 at most {last}."
    )
}

/// What was simulated, with the mean and its distance from the exact one in standard errors.
pub(crate) fn simulated(count: u64, seed: u64, mean: Option<f64>, distance: Option<f64>) -> String {
    let mean = mean.map_or_else(String::new, |mean| format!(", mean {mean:.6}"));
    let distance = distance.map_or_else(String::new, |distance| format!(" ({distance:+.2} standard errors)"));
    format!("Simulated: {} of seed {seed}{mean}{distance}.", trials(count))
}

pub(crate) const TOO_FEW_FOR_A_TEST: &str = "Too few different teams for a test of all sizes together.";

/// How well the simulated teams fit the law.
pub(crate) fn fit(of_100: &str, chi_square: f64, degrees_of_freedom: usize) -> String {
    format!(
        "All sizes together: of 100 simulations of the exact law itself {of_100} would fit no better than this one (sizes \
         pooled to 20 expected or more, chi-square {chi_square:.1} on {degrees_of_freedom} degrees of freedom)."
    )
}
