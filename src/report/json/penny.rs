//! The story and what simulated teams do: `downline penny --json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::numbers::Major;
use super::run::RunObject;
use super::shared::Writer;
use crate::growth::doubling::{EVERYONE_ALIVE, first_impossible_month, pennies_through_day, penny_on_day, team};
use crate::report::penny::{DOLLARS, Fifth, PennyReport, needed, quit_points};

/// The story of what doubles, and what simulated teams do.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "penny")]
pub struct PennyObject<'a> {
    #[serde(flatten)]
    writer: Writer,
    /// A penny that doubles every day.
    penny: Penny,
    /// A team in which everyone brings in one person a month and nobody ever quits.
    team: DoublingTeam,
    /// A fifth of that team and what it would be paid. Null where the plan pays no share of the team's volume.
    fifth: Option<FifthObject>,
    /// Simulated teams, as a run gives them.
    simulated: Vec<RunObject<'a>>,
}

/// A penny that doubles every day.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "doubling_penny")]
struct Penny {
    /// The currency of all amounts, an ISO code.
    currency: &'static str,
    /// The days, from 1.
    days: Vec<Day>,
    /// The days on which the story asks whether you would quit: after one, two and three weeks.
    quit_points: Vec<QuitPoint>,
    /// The amount on the last day, in money.
    last_day: Option<Major>,
    /// Doublings from day 1 to the last day: one fewer than days.
    doublings_until_last_day: u32,
    /// The amount after one doubling more, which is on the day after the last, in money.
    after_as_many_doublings_as_days: Option<Major>,
    /// The sum when each day's amount is kept, in money.
    all_days_added_up: Option<Major>,
}

/// One day of the penny.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "day")]
struct Day {
    /// The day, 1 to 60.
    day: u32,
    /// The amount on this day, in money.
    amount: Option<Major>,
    /// The sum of the amounts of all days up to this one, in money.
    all_days: Option<Major>,
}

/// A day on which the story asks whether you would quit.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "quit_point")]
struct QuitPoint {
    /// Weeks from the start, 1 to 3.
    weeks: u32,
    /// The day, 7, 14 or 21.
    day: u32,
    /// The amount on this day, in money.
    amount: Option<Major>,
}

/// A team that doubles every month.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "doubling_team")]
struct DoublingTeam {
    /// Month-ends from 0 up to the first that is impossible.
    months: Vec<DoublingMonth>,
    /// The first month that needs more people than are alive.
    first_impossible_month: u16,
    /// The people it would need.
    people_needed: u64,
    /// People alive.
    everyone_alive: u64,
}

/// One month-end of the team that doubles.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "doubling_month")]
struct DoublingMonth {
    /// The month.
    month: u16,
    /// The team, you included. Null where it needs more people than are alive.
    people: Option<u64>,
}

/// A fifth of the doubling team after a year, and what it would be paid in a month.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "fifth")]
struct FifthObject {
    /// The team after a year, in people.
    team: u64,
    /// The team as it is told, in whole thousands.
    told_as: u64,
    /// A fifth of what is told, in people.
    people: u64,
    /// What each orders a month, in points.
    volume_each: Major,
    /// What all of them order a month, in points.
    volume: Major,
    /// The share of that volume that the plan pays, 0 to 1.
    rate: f64,
    /// What it would be paid a month, in money.
    commission: Major,
}

impl<'a> PennyObject<'a> {
    /// The object of this story.
    #[must_use]
    pub fn new(report: &PennyReport<'a>) -> Self {
        Self {
            writer: Writer::THIS,
            penny: Penny::new(report.days),
            team: DoublingTeam::new(),
            fifth: report.fifth().map(FifthObject::from),
            simulated: report.simulated.iter().map(RunObject::new).collect(),
        }
    }
}

impl Penny {
    fn new(days: u32) -> Self {
        let amount = |day| Major::from_cents(penny_on_day(day));
        let all_days = |day| Major::from_cents(pennies_through_day(day));
        Self {
            currency: DOLLARS,
            days: (1..=days).map(|day| Day { day, amount: amount(day), all_days: all_days(day) }).collect(),
            quit_points: quit_points(days).map(|(weeks, day)| QuitPoint { weeks, day, amount: amount(day) }).collect(),
            last_day: amount(days),
            doublings_until_last_day: days - 1,
            after_as_many_doublings_as_days: amount(days + 1),
            all_days_added_up: all_days(days),
        }
    }
}

impl DoublingTeam {
    fn new() -> Self {
        let last = first_impossible_month();
        Self {
            months: last.through().map(|month| DoublingMonth { month: month.get(), people: team(month) }).collect(),
            first_impossible_month: last.get(),
            people_needed: needed(last),
            everyone_alive: EVERYONE_ALIVE,
        }
    }
}

impl From<Fifth> for FifthObject {
    fn from(fifth: Fifth) -> Self {
        Self {
            team: fifth.team,
            told_as: fifth.told,
            people: fifth.people,
            volume_each: fifth.each.into(),
            volume: fifth.volume.into(),
            rate: fifth.rate.to_fraction(),
            commission: fifth.pay.into(),
        }
    }
}
