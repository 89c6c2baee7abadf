//! The sentences of a run's summary.

use super::counts::{months, months_through, trials};
use super::own_orders::own_orders;

/// Headings over the results: the story, the unlucky tenth, the middle person and the lucky tenth.
pub(crate) const RESULT_HEADINGS: [[&str; 5]; 2] = [
    ["", "story told", "unlucky tenth", "middle", "lucky tenth"],
    ["", "(nobody quits)", "at most", "person", "at least"],
];
/// What the headings mean.
pub(crate) const TENTHS: &str = "Unlucky tenth: the 10 of 100 with the least, line by line; lucky: with the most.";

/// Labels of the results.
pub(crate) const TEAM: &str = "Active team";
pub(crate) const CUSTOMERS: &str = "Your customers";
pub(crate) const COMMISSION: &str = "  commission";
pub(crate) const RETAIL_PROFIT: &str = "  retail profit";

/// Labels of the counts.
pub(crate) const OWN_ORDERS_BEING: &str = "own orders being";
pub(crate) const LOST_MONEY: &str = "  lost money";
pub(crate) const BROKE_EVEN: &str = "  broke even";
pub(crate) const CAME_OUT_AHEAD: &str = "  came out ahead";
pub(crate) const MONEY_LEFT: &str = "  money left";
pub(crate) const NEVER_QUIT: &str = "never quit";
pub(crate) const FREE_TO_QUIT: &str = "free to quit";

/// The question that the summary answers.
pub(crate) fn question(stays: bool, last: u16) -> String {
    let who = if stays { "one new distributor who never quits" } else { "one new distributor" };
    format!("What does {who} have after {}?", months(last.into()))
}

/// The first line: program, scenario, hash, seed and horizon.
pub(crate) fn first_line(version: &str, scenario: &str, hash: &str, seed: u64, last: u16) -> [String; 4] {
    [
        format!("downline {version}"),
        format!("scenario: {scenario} ({hash})"),
        format!("seed {seed}"),
        months(last.into()),
    ]
}

pub(crate) fn income_of(last: u16) -> String {
    format!("Your income in month {last}")
}

pub(crate) fn net_of(last: u16) -> String {
    format!("Net of {}: left after all costs, your own orders being", months_through(last))
}

/// That everybody has left, because you quit in a month of the scenario.
pub(crate) fn you_quit(month: u16, last: u16) -> String {
    format!(
        "You quit in month {month} at the latest, so by month {last} you have left: you are paid nothing in it, and the \
         team is counted without you."
    )
}

/// How many have left.
pub(crate) fn have_left(of_100: &str, last: u16) -> String {
    format!(
        "Of 100, {of_100} have left by month {last} (\"you have left\"): they are paid nothing in it, and their team is \
         counted without them."
    )
}

/// At what rate the story goes, where it is not one a month.
pub(crate) fn story_rate(people: f64) -> String {
    format!("In the story everyone brings in {people} a month and nobody quits.")
}

pub(crate) const STORY_IS_RICH: &str = "In the story everyone buys and sells the average amount every month, so all of them \
    qualify for pay: it is richer than life.";

pub(crate) fn story_ends(month: u16) -> String {
    format!("The story ends in month {month}: it would need more people than are alive.")
}

pub(crate) fn story_is_not_paid(month: u16) -> String {
    format!("Its team is too large to be paid member by member from month {month} on.")
}

/// The heading of the counts.
pub(crate) const fn counted_people(stays: bool) -> &'static str {
    if stays {
        "Of 100 simulated people who never quit, and of the same people free to quit:"
    } else {
        "Of 100 simulated people:"
    }
}

pub(crate) fn after_all_costs(last: u16) -> String {
    super::capital(&format!("{}, after all costs", months_through(last)))
}

pub(crate) fn month_alone(last: u16) -> String {
    format!("Month {last} alone, after its costs")
}

pub(crate) fn or_more(amount: &str) -> String {
    format!("  {amount} or more")
}

/// What the words of rare counts mean.
pub(crate) const RARE: &str = "Fewer than 1 is somebody.";

pub(crate) fn nobody_below(of_100: &str, last: u16) -> String {
    format!("Of 100, {of_100} have nobody active below them in month {last}.")
}

/// The average net, one amount for each reading of own orders.
pub(crate) fn average(is_pulled_up: bool, amounts: &[(String, &str)], error: &str) -> String {
    let pulled_up = if is_pulled_up { ", pulled up by a few large results" } else { "" };
    let said: Vec<String> =
        amounts.iter().map(|(amount, reading)| format!("{amount} ({})", own_orders(reading))).collect();
    format!("Average net{pulled_up}: {}; simulation error {error}.", said.join(", "))
}

/// The error of an average of one trial.
pub(crate) const UNKNOWN: &str = "unknown";

/// What one rule pays on average; at one trial its error is unknown.
pub(crate) fn paid_by_rule(name: &str, amount: &str, error: Option<&str>) -> String {
    format!("{name} {amount} ({})", error.unwrap_or(UNKNOWN))
}

/// What each rule pays on average.
pub(crate) fn by_rule(rules: &[String]) -> String {
    format!("Average commission by rule (simulation error): {}.", rules.join(", "))
}

pub(crate) const NO_CUSTOMERS: &str = "Nobody has customers here: all volume is what members order themselves.";

/// What was counted as cost, and what the other reading leaves out.
pub(crate) fn costs(costs: &str) -> String {
    format!(
        "Costs while you are active: {costs}. \"Bought anyway\" leaves your own orders out: right only for goods that you \
         would have bought without the plan."
    )
}

pub(crate) const NOTHING_IS_RANDOM: &str = "Nothing in this scenario is random, so it was computed once: every trial is the \
    same. This is arithmetic, not a simulation of people; `downline run typical` is one.";

/// How many trials there are, and whether all that were asked for.
pub(crate) fn all_trials(count: u64) -> String {
    format!("{}.", trials(count))
}

pub(crate) fn interrupted(count: u64) -> String {
    format!("INTERRUPTED: the first {} are kept.", trials(count))
}

pub(crate) fn short_of_precision(count: u64) -> String {
    format!("{}; the asked precision was not reached.", trials(count))
}

/// What more trials would change.
pub(crate) fn simulation_error(of_100: f64) -> String {
    format!("More would move counts by at most {of_100:.1} of 100 (simulation error).")
}

pub(crate) const MONEY_IS_ROUNDED: &str = "Money is within 0.05 %.";

pub(crate) fn next(command: &str) -> String {
    format!("Next: {command}")
}
