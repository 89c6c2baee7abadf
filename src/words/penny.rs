//! The sentences of the story and of what simulated teams do.

use super::counts::{counted, people, trials};
use super::disclaimers;

pub(crate) fn title(version: &str) -> String {
    format!("downline {version}  the story: what doubles")
}

pub(crate) const PENNY_HEADING: &str = "A penny that doubles every day";
pub(crate) const TEAM_HEADING: &str = "A team in which everyone brings in one person a month and nobody ever quits";
pub(crate) const SIMULATED_HEADING: &str = "What simulated teams do";
/// What a month's team is that needs more people than are alive.
pub(crate) const IMPOSSIBLE: &str = "impossible";

pub(crate) fn day(day: u32) -> String {
    format!("day {day:>2}")
}

pub(crate) fn month(month: u16) -> String {
    format!("month {month:>2}")
}

/// A day on which the story asks whether you would quit: after one, two or three weeks.
pub(crate) fn quit_point(week: u32, day: u32, amount: &str) -> String {
    let weeks = match week {
        1 => "a week",
        2 => "two weeks",
        _ => "three weeks",
    };
    format!("after {weeks} (day {day}) {amount}")
}

pub(crate) fn quit_points(points: &[String], last: u32, amount: &str) -> String {
    format!("* The story asks where you would quit: {}. Day {last} has {amount}.", points.join(", "))
}

/// Amounts on the last day, on the day after, and of all days together.
pub(crate) fn days_and_doublings(days: u32, [last, next, all]: [&str; 3]) -> String {
    format!(
        "\"{days} days\" and \"{days} doublings\" differ. Day {days} comes after {}: {last}. {days} doublings take until day \
         {}: {next}. And if each day's amount is kept, all {days} days add up to {all}.",
        counted(i64::from(days) - 1, "doubling", "doublings"),
        days + 1,
    )
}

/// The team of the story's year, and the month that needs more people than are alive.
pub(crate) fn team(told: u16, team: i64, last: u16, needed: &str, alive: &str) -> String {
    format!(
        "* The story's year: {} after {told} months, you included. In month {last} it would need {needed} people; about \
         {alive} are alive.",
        people(team)
    )
}

/// A fifth of the story's team, and what it would be paid.
pub(crate) struct Fifth {
    pub(crate) team: String,
    pub(crate) told: String,
    pub(crate) people: String,
    pub(crate) each: String,
    pub(crate) volume: String,
    pub(crate) rate: String,
    pub(crate) pay: String,
}

pub(crate) fn fifth(fifth: &Fifth) -> String {
    let Fifth { team, told, people, each, volume, rate, pay } = fifth;
    format!(
        "The story goes on: say {team} is {told}, and say only a fifth of it comes true. {people} people x {each} a month is \
         {volume} of volume, and {rate} of that is {pay} a month. A fifth of a story is still a story; below is what the \
         model finds."
    )
}

/// Headings over the simulated teams, and over their counts of 100 people.
pub(crate) const AMOUNT_HEADINGS: [[&str; 6]; 2] =
    [["", "middle", "lucky", "last", "net, own", "net, own"], ["", "team", "tenth", "pay", "a cost", "anyway"]];
pub(crate) const COUNT_HEADINGS: [&str; 3] = ["Of 100, own orders being", "a cost", "bought anyway"];
pub(crate) const FREE_TO_QUIT: &str = "  free to quit";

pub(crate) fn never_quits(name: &str) -> String {
    format!("{name}, never quits")
}

pub(crate) fn lost_and_ahead(lost: &str, ahead: &str) -> String {
    format!("{lost} lost, {ahead} ahead")
}

/// What one of the simulated teams is.
pub(crate) fn simulated([name, hash, title, costs]: [&str; 4], last: u16, count: u64, seed: u64) -> String {
    format!("{name} ({hash}): {title}; {costs}; {last} months, {} of seed {seed}.", trials(count))
}

/// What the table shows, and what it is not.
pub(crate) fn below_the_table() -> String {
    format!(
        "Pay and net: the middle person's; net of all months. Scenarios: {}. {} More: downline run tenacious",
        super::basis::ILLUSTRATIVE,
        disclaimers::simulated()
    )
}
