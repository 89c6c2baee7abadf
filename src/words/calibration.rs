//! The sentences of a scenario held to published figures.

use super::counts::trials;
use super::numbers::count;

/// What is held to what.
pub(crate) fn title(scenario: &str, careers: u64, months: u16, organisations: u64, members: u32, seed: u64) -> String {
    format!(
        "{scenario} against published figures: {} of {months} months, and everyone who joined in the last 12 months of {} \
         organisations of {} members; seed {seed}",
        trials(careers),
        count(organisations),
        count(members)
    )
}

/// One target in a line, its number first.
pub(crate) fn target(number: &str, measure: &str, found: &str, verdict: &str, sources: &str) -> String {
    format!("{number:<3} {measure}: {found}: {verdict}. Sources: {sources}.")
}

/// A value, or both of two readings, and what is accepted: `82.1 of 100, accepted 64 to 88`.
pub(crate) fn found(values: &[String], unit: &str, bands: &[String]) -> String {
    format!("{}{unit}, accepted {}", values.join(" or "), bands.join(" or "))
}

/// A band: `64 to 88`, `0`.
pub(crate) fn band(low: &str, high: &str) -> String {
    if low == high { low.to_owned() } else { format!("{low} to {high}") }
}

pub(crate) const OF_100: &str = " of 100";
pub(crate) const DOLLARS: &str = " dollars";
pub(crate) const PERCENT: &str = " %";
pub(crate) const CUSTOMERS: &str = " customers";
/// For a value that there is none of.
pub(crate) const NOTHING: &str = "nothing to compare";

pub(crate) const INSIDE: &str = "inside";
pub(crate) const OUTSIDE: &str = "OUTSIDE";
pub(crate) const NOT_COMPARED: &str = "not compared";

/// A miss with its reason.
pub(crate) fn known_miss(reason: &str) -> String {
    format!("{OUTSIDE}, a known miss: {reason}")
}

/// What comes of all targets.
pub(crate) fn verdict(inside: usize, all: usize, known: usize, is_typical: bool) -> String {
    let rest = match (is_typical, all - inside, known) {
        (_, 0, _) => String::new(),
        (true, 1, 1) => " The other one is a known miss.".to_owned(),
        (true, missed, known) if missed == known => " The others are known misses.".to_owned(),
        (true, missed, known) => format!(" {} are outside and no known miss.", count(missed - known)),
        (false, ..) => " Only `typical` is to meet them.".to_owned(),
    };
    format!("{inside} of {all} targets are inside.{rest}")
}

/// What the targets are, and where they come from.
pub(crate) const EXPLAINED: &str = "Nothing was chosen to meet T1, T2, T4, T11 and T13: they come of all parts together. How long \
    people stay and how unevenly they sponsor was inferred from the figures behind T5 to T9. Published figures leave out \
    different people and different pay, so a band is what several of them span, with some room.";
