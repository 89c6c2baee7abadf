//! The story and what simulated teams do: `downline penny`.

use std::fmt::Write as _;

use super::text::{Table, WIDTH, wrapped};
use crate::commission::YourSum;
use crate::growth::doubling::{EVERYONE_ALIVE, first_impossible_month, pennies_through_day, penny_on_day, team};
use crate::results::{Ensemble, Metric, Outcomes};
use crate::scenario::{OwnOrdersAre, Scenario};
use crate::units::{Money, Month, Rate, Volume};
use crate::words::{counted, money, money_brief, people, thousands};

/// The most days of the penny: on day 60 it is 5.8 thousand million million dollars.
pub const MOST_DAYS: u32 = 60;

/// The currency of the story.
pub(super) const DOLLARS: &str = "USD";
/// The story's team is told of for this many months.
const TOLD: Month = Month::new(12);

/// The story of the penny and the team, beside simulated teams.
#[derive(Clone, Copy, Debug)]
pub struct PennyReport<'a> {
    pub(super) days: u32,
    story: &'a Scenario,
    rate: Option<Rate>,
    pub(super) simulated: &'a [Ensemble],
}

impl<'a> PennyReport<'a> {
    /// The penny over `days`, 1 to [`MOST_DAYS`] (others are brought into this range); the team with the volume and the
    /// plan of the scenario `story`; and beside it these simulated teams.
    #[must_use]
    pub fn new(days: u32, story: &'a Scenario, simulated: &'a [Ensemble]) -> Self {
        let rate = story.plan().your_sums().and_then(|sums| match sums.as_slice() {
            [YourSum::TeamVolume(rate)] => Some(*rate),
            _ => None,
        });
        Self { days: days.clamp(1, MOST_DAYS), story, rate, simulated }
    }

    /// A fifth of the team as it is told, and what it would be paid; `None` when the plan pays no share of the team's
    /// volume.
    pub(super) fn fifth(&self) -> Option<Fifth> {
        let team = team(TOLD)?;
        let told = team / 1_000 * 1_000;
        let people = told / 5;
        let each = self.story.buying().orders().volume();
        let volume = each.checked_times(i64::try_from(people).ok()?)?;
        let rate = self.rate?;
        Some(Fifth { team, told, people, each, volume, rate, pay: rate.of_volume(volume) })
    }
}

/// A fifth of the doubling team.
pub(super) struct Fifth {
    pub(super) team: u64,
    pub(super) told: u64,
    pub(super) people: u64,
    pub(super) each: Volume,
    pub(super) volume: Volume,
    pub(super) rate: Rate,
    pub(super) pay: Money,
}

/// The story in 80 columns.
#[must_use]
pub fn text(report: &PennyReport<'_>) -> String {
    let mut out = format!(
        "downline {}  the story: what doubles\n\nA penny that doubles every day\n\n{}\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        columns(&pennies(report.days)),
        penny_words(report.days)
    );
    // Writing to a string cannot fail.
    let _ = writeln!(out, "\nA team in which everyone brings in one person a month and nobody ever quits\n");
    let _ = writeln!(out, "{}\n\n{}", columns(&teams()), team_words());
    if let Some(fifth) = report.fifth() {
        let _ = writeln!(out, "{}", wrapped(&fifth_words(&fifth)));
    }
    if !report.simulated.is_empty() {
        let _ = writeln!(out, "\nWhat simulated teams do\n\n{}\n\n{}", simulated(report), simulated_words(report));
    }
    out
}

/// The days of the story on which somebody quits: after one, two and three weeks.
pub(super) fn quit_points(days: u32) -> impl Iterator<Item = (u32, u32)> {
    (1..=3).map(|week| (week, 7 * week)).filter(move |&(_, day)| day <= days)
}

/// One entry of a table in columns: `day  7  $0.64 *`.
struct Entry {
    label: String,
    amount: String,
    marked: bool,
}

/// An entry a day, marked at the quit points.
fn pennies(days: u32) -> Vec<Entry> {
    let entry = |day: u32| Entry {
        label: format!("day {day:>2}"),
        amount: cents(penny_on_day(day)),
        marked: quit_points(days).any(|(_, quit)| quit == day),
    };
    (1..=days).map(entry).collect()
}

fn cents(amount: Option<u64>) -> String {
    amount.and_then(|cents| i64::try_from(cents).ok()).map_or_else(|| "-".to_owned(), |cents| money(cents, DOLLARS))
}

/// Entries set in as many columns as fit, at most three, read downwards.
fn columns(entries: &[Entry]) -> String {
    let all = |count: usize| {
        let height = entries.len().div_ceil(count).max(1);
        let columns: Vec<Vec<String>> = entries.chunks(height).map(column).collect();
        let line = |row: usize| {
            columns.iter().filter_map(|column| column.get(row)).fold(String::new(), |line, cell| line + "  " + cell)
        };
        (0..height).map(|row| line(row).trim_end().to_owned()).collect::<Vec<String>>()
    };
    let fits = |lines: &Vec<String>| lines.iter().all(|line| line.len() <= WIDTH);
    (2..=3).rev().map(all).find(fits).unwrap_or_else(|| all(1)).join("\n")
}

/// The entries of one column, amounts right-aligned.
fn column(entries: &[Entry]) -> Vec<String> {
    let width = entries.iter().map(|entry| entry.amount.len()).max().unwrap_or(0);
    let cell =
        |entry: &Entry| format!("{}  {:>width$} {}", entry.label, entry.amount, if entry.marked { '*' } else { ' ' });
    entries.iter().map(cell).collect()
}

fn penny_words(days: u32) -> String {
    let mut paragraphs = Vec::new();
    let quits: Vec<String> = quit_points(days)
        .map(|(week, day)| {
            let weeks = ["a week", "two weeks", "three weeks"].get(week as usize - 1).copied().unwrap_or_default();
            format!("after {weeks} (day {day}) {}", cents(penny_on_day(day)))
        })
        .collect();
    if !quits.is_empty() {
        paragraphs.push(format!(
            "* The story asks where you would quit: {}. Day {days} has {}.",
            quits.join(", "),
            cents(penny_on_day(days))
        ));
    }
    paragraphs.push(format!(
        "\"{days} days\" and \"{days} doublings\" differ. Day {days} comes after {}: {}. {days} doublings take until day \
         {}: {}. And if each day's amount is kept, all {days} days add up to {}.",
        counted(i64::from(days) - 1, "doubling", "doublings"),
        cents(penny_on_day(days)),
        days + 1,
        cents(penny_on_day(days + 1)),
        cents(pennies_through_day(days))
    ));
    paragraphs.iter().map(|paragraph| wrapped(paragraph)).collect::<Vec<_>>().join("\n")
}

/// An entry a month, up to the one that needs more people than are alive.
fn teams() -> Vec<Entry> {
    let entry = |month: Month| Entry {
        label: format!("month {month:>2}"),
        amount: team(month).map_or_else(|| "impossible".to_owned(), count),
        marked: month == TOLD,
    };
    first_impossible_month().through().skip(1).map(entry).collect()
}

fn count(number: u64) -> String {
    thousands(i64::try_from(number).unwrap_or(i64::MAX))
}

/// What a doubling team of the month before would need next.
pub(super) fn needed(month: Month) -> u64 {
    team(Month::new(month.get().saturating_sub(1))).unwrap_or(0) * 2
}

fn team_words() -> String {
    let last = first_impossible_month();
    wrapped(&format!(
        "* The story's year: {} after {TOLD} months, you included. In month {last} it would need {} people; about {} are \
         alive.",
        people(i64::try_from(team(TOLD).unwrap_or(0)).unwrap_or(i64::MAX)),
        count(needed(last)),
        count(EVERYONE_ALIVE)
    ))
}

fn fifth_words(fifth: &Fifth) -> String {
    let points = |volume: Volume| money_brief(volume.hundredths(), DOLLARS);
    format!(
        "The story goes on: say {} is {}, and say only a fifth of it comes true. {} people x {} a month is {} of volume, \
         and {} of that is {} a month. A fifth of a story is still a story; below is what the model finds.",
        count(fifth.team),
        count(fifth.told),
        count(fifth.people),
        points(fifth.each),
        points(fifth.volume),
        fifth.rate,
        money(fifth.pay.cents(), DOLLARS)
    )
}

/// The simulated teams in a table, with both readings of own orders, and people free to quit where some are told to stay.
fn simulated(report: &PennyReport<'_>) -> String {
    const READINGS: [OwnOrdersAre; 2] = [OwnOrdersAre::Cost, OwnOrdersAre::BoughtAnyway];
    let (mut amounts, mut counts) = (Table::default(), Table::default());
    amounts.row(["", "team:", "10 of 100", "pay in", "net, own", "net, orders"]);
    amounts.row(["", "middle", "at least", "last month", "orders a cost", "bought anyway"]);
    counts.row(["Of 100, own orders being", "a cost", "bought anyway"]);
    for ensemble in report.simulated {
        let (last, scenario) = (ensemble.months(), ensemble.scenario());
        let team = ensemble.distribution(last, Metric::Team);
        let middle = |metric| {
            let value = ensemble.distribution(last, metric).percentile(50);
            value.map_or_else(|| "-".to_owned(), |value| money(value, scenario.currency()))
        };
        let size = |value: Option<i64>| value.map_or_else(|| "-".to_owned(), thousands);
        let [cost, anyway] = READINGS.map(Metric::net_total_read);
        amounts.row([
            scenario.name().to_owned(),
            size(team.percentile(50)),
            size(team.percentile(90)),
            middle(Metric::Commission),
            middle(cost),
            middle(anyway),
        ]);
        let net = |outcomes: Outcomes| {
            format!("{} lost, {} ahead", outcomes.lost_money.in_words(), outcomes.came_out_ahead.in_words())
        };
        let yours = READINGS.map(|reading| ensemble.outcomes_read(reading));
        let stays = if scenario.tells_you_to_stay() { ", never quits" } else { "" };
        let label = format!("{}{stays}", scenario.name());
        counts.row([label].into_iter().chain(yours.map(net)));
        if scenario.tells_you_to_stay() {
            let free = READINGS.into_iter().filter_map(|reading| ensemble.outcomes_if_free_to_quit(reading));
            counts.row(["  free to quit".to_owned()].into_iter().chain(free.map(net)));
        }
    }
    format!("{}\n{}", amounts.lines(2, 10).join("\n"), counts.lines(2, 24).join("\n"))
}

fn simulated_words(report: &PennyReport<'_>) -> String {
    let mut text = String::new();
    for ensemble in report.simulated {
        let scenario = ensemble.scenario();
        let trials = i64::try_from(ensemble.trials()).unwrap_or(i64::MAX);
        let words = format!(
            "{} ({}): {}; {}; {} months, {} of seed {}.",
            scenario.name(),
            scenario.hash(),
            scenario.title(),
            scenario.costs_in_words(),
            ensemble.months(),
            counted(trials, "trial", "trials"),
            ensemble.seed()
        );
        let _ = writeln!(text, "{}", wrapped(&words));
    }
    text + &wrapped(
        "Pay and net are the middle person's, net of all months. Illustrative scenarios, not data from any company. \
         Simulated, not actual earnings; not a forecast or promise. More: downline run tenacious",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report_of(days: u32) -> String {
        let story = Scenario::preset("ideal").unwrap();
        text(&PennyReport::new(days, &story, &[]))
    }

    #[test]
    fn the_numbers_of_the_story_are_those_of_the_article() {
        let text = report_of(30);
        let told = [
            "$0.64",
            "$81.92",
            "$10,485.76",
            "$5,368,709.12",
            "$10,737,418.24",
            "$10,737,418.23",
            "4,096",
            "8,589,934,592",
            "8,200,000,000",
            "800 people x $150 a month is $120,000",
            "6 % of that is $7,200.00",
        ];
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for number in told {
            assert!(flat.contains(number), "{number} in\n{text}");
        }
    }

    #[test]
    fn any_number_of_days_fits_into_eighty_columns() {
        for days in 1..=MOST_DAYS {
            let text = report_of(days);
            assert!(text.lines().all(|line| line.chars().count() <= WIDTH), "{days} days:\n{text}");
        }
    }

    #[test]
    fn columns_are_read_downwards_and_lose_no_line() {
        let entry = |line: u32| Entry { label: line.to_string(), amount: "$".to_owned(), marked: line == 7 };
        let entries: Vec<Entry> = (1..=7).map(entry).collect();
        assert_eq!(columns(&entries), "  1  $    4  $    7  $ *\n  2  $    5  $\n  3  $    6  $");
    }
}
