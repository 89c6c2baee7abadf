//! The sentences of a comparison of scenarios.

use super::counts::{months, months_through, trials};
use super::own_orders::{A_COST, ANYWAY, own_orders};

/// Headings over values and differences: the unlucky tenth, the middle person and the lucky tenth.
pub(crate) const HEADINGS: [[&str; 4]; 2] =
    [["", "unlucky tenth", "middle", "lucky tenth"], ["", "at most", "person", "at least"]];

pub(crate) const TEAM: &str = "Active team";
pub(crate) const FREE_TO_QUIT: &str = "     free to quit";

/// Parts of the first line.
pub(crate) fn first_line(version: &str, seed: u64, last: u16) -> [String; 4] {
    [format!("downline {version}"), "comparison".to_owned(), format!("seed {seed}"), months(last.into())]
}

/// One scenario with its letter.
pub(crate) fn scenario(letter: char, name: &str, hash: &str, title: &str, basis: &str, costs: &str) -> String {
    format!("{letter} = {name} ({hash}): {title}; {basis}. Costs: {costs}")
}

pub(crate) const WHO_LEAVES: &str = "Costs run while somebody is active: who leaves sooner pays fewer of them.";

/// That scenarios take their own orders differently.
pub(crate) fn readings_differ(first: &str, others: &str, other: &str) -> String {
    format!("Note: to A own orders are {first}, to {others} {other}. Below both readings stand side by side for all.")
}

pub(crate) fn commission_of(last: u16) -> String {
    format!("Commission in month {last}")
}

pub(crate) fn net_of(last: u16, reading: &str) -> String {
    format!("Net of {} after all costs, {}", months_through(last), own_orders(reading))
}

/// Headings over the counts of 100 people, the reading of the first scenario first.
pub(crate) const fn count_headings(cost_first: bool) -> [[&'static str; 8]; 2] {
    let [first, other] = if cost_first { [A_COST, ANYWAY] } else { [ANYWAY, A_COST] };
    [
        ["", first, first, first, other, other, other, "nobody"],
        ["", "lost", "even", "ahead", "lost", "even", "ahead", "below"],
    ]
}

/// Over the counts.
pub(crate) const COUNTS: &str = "Of 100 people, own orders a cost or bought anyway";

pub(crate) fn stays(label: &str) -> String {
    format!("{label}, stays")
}

/// What the differences are of.
pub(crate) fn same_person(letter: char, other: &str, base: &str) -> String {
    format!("The same person under {letter} ({other}) in place of A ({base}):")
}

pub(crate) const CHANGE_IN_TEAM: &str = "  change in team";

pub(crate) fn change_in_net(reading: &str) -> String {
    format!("  in net, {}", own_orders(reading))
}

/// What people may have more of, and the word for less of it.
pub(crate) const LARGER_TEAM: (&str, &str) = ("a larger team", "a smaller one");
pub(crate) const LESS: &str = "less";

pub(crate) fn more_net(reading: &str) -> String {
    format!("more net, {}", own_orders(reading))
}

/// How many of 100 people have more, the same and less.
pub(crate) fn verdict(
    more: &str,
    less: &str,
    [better, same, worse]: [&str; 3],
    interval: Option<(f64, f64)>,
) -> String {
    let between = interval.map_or_else(String::new, |(low, high)| format!(" ({low:.1} to {high:.1})"));
    format!("Of 100 people: {better} with {more}{between}, {same} with the same, {worse} with {less}.")
}

pub(crate) const SAME_PEOPLE: &str = "The same random people are used under every scenario: each keeps their own drive and \
    luck, so a difference is the scenario's doing. The limit: people who join under one scenario and not under another \
    have nobody to be compared with, so far down a team that has grown differently, luck differs too.";

pub(crate) const NOTHING_IS_RANDOM: &str = "Nothing in these scenarios is random, so each was computed once.";

pub(crate) fn all_trials(count: u64) -> String {
    format!("{} of each.", trials(count))
}

pub(crate) fn interrupted(count: u64) -> String {
    format!("INTERRUPTED: the first {} of each are kept.", trials(count))
}

pub(crate) fn short_of_precision(count: u64) -> String {
    format!("{} of each; the asked precision was not reached.", trials(count))
}

pub(crate) fn simulation_error(of_100: f64) -> String {
    format!(
        "More would move counts by at most {of_100:.1} of 100 (simulation error); in brackets, from where to \
         where a count may lie, with 95 % confidence."
    )
}
