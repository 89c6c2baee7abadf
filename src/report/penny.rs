//! The story and what simulated teams do: `downline penny`.

use super::headings::columns as under;
use super::tables::optional_value;
use crate::commission::YourSum;
use crate::growth::doubling::{EVERYONE_ALIVE, first_impossible_month, pennies_through_day, penny_on_day, team};
use crate::publish::{Cell, Row, Table, TextLayout, write_text};
use crate::results::{Ensemble, Metric, Outcomes};
use crate::scenario::{OwnOrdersAre, Scenario};
use crate::units::{Money, Month, Rate, Volume};
use crate::words::layout::{paragraphs, wrapped};
use crate::words::{Width, count, money, money_brief, penny as words, printable};

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

/// The story in so many columns.
#[must_use]
pub fn text(report: &PennyReport<'_>, width: Width) -> String {
    let mut parts = vec![
        words::title(env!("CARGO_PKG_VERSION")),
        words::PENNY_HEADING.to_owned(),
        columns(&pennies(report.days), width),
        penny_words(report.days, width),
        wrapped(words::TEAM_HEADING, width),
        columns(&teams(), width),
        paragraphs([Some(team_words()), report.fifth().as_ref().map(fifth_words)].into_iter().flatten(), width),
    ];
    if !report.simulated.is_empty() {
        parts.extend([words::SIMULATED_HEADING.to_owned(), simulated(report, width), simulated_words(report, width)]);
    }
    parts.join("\n\n") + "\n"
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
        label: words::day(day),
        amount: cents(penny_on_day(day)),
        marked: quit_points(days).any(|(_, quit)| quit == day),
    };
    (1..=days).map(entry).collect()
}

fn cents(amount: Option<u64>) -> String {
    amount.and_then(|cents| i64::try_from(cents).ok()).map_or_else(|| "-".to_owned(), |cents| money(cents, DOLLARS))
}

/// Entries set in as many columns as fit, at most three, read downwards.
fn columns(entries: &[Entry], width: Width) -> String {
    let all = |count: usize| {
        let height = entries.len().div_ceil(count).max(1);
        let columns: Vec<Vec<String>> = entries.chunks(height).map(column).collect();
        let line = |row: usize| {
            columns.iter().filter_map(|column| column.get(row)).fold(String::new(), |line, cell| line + "  " + cell)
        };
        (0..height).map(|row| line(row).trim_end().to_owned()).collect::<Vec<String>>()
    };
    let fits = |lines: &Vec<String>| lines.iter().all(|line| line.len() <= width.columns());
    (2..=3).rev().map(all).find(fits).unwrap_or_else(|| all(1)).join("\n")
}

/// The entries of one column, amounts right-aligned.
fn column(entries: &[Entry]) -> Vec<String> {
    let width = entries.iter().map(|entry| entry.amount.len()).max().unwrap_or(0);
    let cell =
        |entry: &Entry| format!("{}  {:>width$} {}", entry.label, entry.amount, if entry.marked { '*' } else { ' ' });
    entries.iter().map(cell).collect()
}

fn penny_words(days: u32, width: Width) -> String {
    let quits: Vec<String> =
        quit_points(days).map(|(week, day)| words::quit_point(week, day, &cents(penny_on_day(day)))).collect();
    let [last, next, all] = [penny_on_day(days), penny_on_day(days + 1), pennies_through_day(days)].map(cents);
    let story = (!quits.is_empty()).then(|| words::quit_points(&quits, days, &last));
    let differ = words::days_and_doublings(days, [&last, &next, &all]);
    paragraphs(story.into_iter().chain([differ]), width)
}

/// An entry a month, up to the one that needs more people than are alive.
fn teams() -> Vec<Entry> {
    let entry = |month: Month| Entry {
        label: words::month(month.get()),
        amount: team(month).map_or_else(|| words::IMPOSSIBLE.to_owned(), count),
        marked: month == TOLD,
    };
    first_impossible_month().through().skip(1).map(entry).collect()
}

/// What a doubling team of the month before would need next.
pub(super) fn needed(month: Month) -> u64 {
    team(Month::new(month.get().saturating_sub(1))).unwrap_or(0) * 2
}

fn team_words() -> String {
    let last = first_impossible_month();
    let told = i64::try_from(team(TOLD).unwrap_or(0)).unwrap_or(i64::MAX);
    words::team(TOLD.get(), told, last.get(), &count(needed(last)), &count(EVERYONE_ALIVE))
}

fn fifth_words(fifth: &Fifth) -> String {
    let points = |volume: Volume| money_brief(volume.hundredths(), DOLLARS);
    words::fifth(&words::Fifth {
        team: count(fifth.team),
        told: count(fifth.told),
        people: count(fifth.people),
        each: points(fifth.each),
        volume: points(fifth.volume),
        rate: fifth.rate.to_string(),
        pay: money(fifth.pay.cents(), DOLLARS),
    })
}

/// The simulated teams in a table, with both readings of own orders, and people free to quit where some are told to stay.
fn simulated(report: &PennyReport<'_>, width: Width) -> String {
    const READINGS: [OwnOrdersAre; 2] = [OwnOrdersAre::Cost, OwnOrdersAre::BoughtAnyway];
    let (mut amounts, mut counts): (Vec<Row<'_>>, Vec<Row<'_>>) = (Vec::new(), Vec::new());
    let currency = report.simulated.first().map_or(DOLLARS, |first| first.scenario().currency());
    let [cost, anyway] = READINGS.map(Metric::net_total_read);
    for ensemble in report.simulated {
        let scenario = ensemble.scenario();
        let percentile = |percent, metric: Metric| {
            let distribution = ensemble.distribution(ensemble.months(), metric);
            optional_value(distribution.percentile(percent), metric.unit())
        };
        let sizes = [50, 90].map(|percent| percentile(percent, Metric::Team));
        let middle = [Metric::Commission, cost, anyway].map(|metric| percentile(50, metric));
        amounts.push([scenario.name().into()].into_iter().chain(sizes).chain(middle).collect());
        let net = |outcomes: Outcomes| -> Cell<'static> {
            words::lost_and_ahead(&outcomes.lost_money.in_words(), &outcomes.came_out_ahead.in_words()).into()
        };
        let yours = READINGS.map(|reading| ensemble.outcomes_read(reading));
        let stays = scenario.tells_you_to_stay();
        let label = if stays { words::never_quits(scenario.name()) } else { scenario.name().to_owned() };
        counts.push([label.into()].into_iter().chain(yours.map(net)).collect());
        if stays {
            let free = READINGS.into_iter().filter_map(|reading| ensemble.outcomes_if_free_to_quit(reading));
            counts.push([words::FREE_TO_QUIT.into()].into_iter().chain(free.map(net)).collect());
        }
    }
    let amounts = Table::new("amounts", under(&words::AMOUNT_HEADINGS, &[currency; 6]), amounts);
    let counts = Table::new("counts", under(&[words::COUNT_HEADINGS], &[]), counts);
    let [amounts, counts] =
        [(amounts, 10), (counts, 24)].map(|(table, least)| write_text(table, TextLayout::new(2, least, width)));
    format!("{amounts}\n{counts}")
}

fn simulated_words(report: &PennyReport<'_>, width: Width) -> String {
    let each = report.simulated.iter().map(|ensemble| {
        let scenario = ensemble.scenario();
        let (name, title) = (printable(scenario.name()), printable(scenario.title()));
        let what = [name.as_str(), &scenario.hash(), &title, &scenario.costs_in_words()];
        words::simulated(what, ensemble.months().get(), ensemble.trials(), ensemble.seed())
    });
    paragraphs(each.chain([words::below_the_table()]), width)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report_of(days: u32, width: Width) -> String {
        let story = Scenario::preset("ideal").unwrap();
        text(&PennyReport::new(days, &story, &[]), width)
    }

    #[test]
    fn the_numbers_of_the_story_are_those_of_the_article() {
        let text = report_of(30, Width::USUAL);
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
    fn any_number_of_days_fits_into_the_width() {
        for (days, width) in (1..=MOST_DAYS).flat_map(|days| [60, 80].map(|columns| (days, Width::of(columns)))) {
            let text = report_of(days, width);
            assert!(text.lines().all(|line| line.chars().count() <= width.columns()), "{days} days:\n{text}");
        }
    }

    #[test]
    fn columns_are_read_downwards_and_lose_no_line() {
        let entry = |line: u32| Entry { label: line.to_string(), amount: "$".to_owned(), marked: line == 7 };
        let entries: Vec<Entry> = (1..=7).map(entry).collect();
        assert_eq!(columns(&entries, Width::USUAL), "  1  $    4  $    7  $ *\n  2  $    5  $\n  3  $    6  $");
    }
}
