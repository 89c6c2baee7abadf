//! Reading `[activity]`: a week of yours.

use super::growth::percent;
use super::section;
use crate::buying::parameters::BuyingParameters;
use crate::growth::activity::{ActivityParameters, Minutes, PlannedWeek};
use crate::growth::parameters::GrowthParameters;
use crate::reading::values::Given;
use crate::reading::{Reader, Section};
use crate::scenario::Activity;
use crate::scenario::keys::{self, ScenarioKey};
use crate::units::{Money, Probability};

/// Reads `[activity]`: `Some(None)` where there is no week.
#[allow(clippy::option_option)] // absent and wrong are different answers, and both are needed
pub(super) fn week<'d>(reader: &mut Reader<'d>, root: &Section<'d>) -> Option<Option<ActivityParameters>> {
    let table = section(reader, root, "activity");
    let minutes_table = reader.section(&table, "minutes", &keys::names_in("activity.minutes"));
    if !table.has(keys::HOURS.name) {
        let is_there = |key: &ScenarioKey| match key.table {
            "activity" => table.has(key.name),
            "activity.minutes" => minutes_table.has(key.name),
            _ => false,
        };
        if keys::KEYS.iter().any(is_there) {
            keys::HOURS.missing(reader, &table, "missing, and the other keys of [activity] say nothing without it");
            return None;
        }
        return (table.is_sound() && minutes_table.is_sound()).then_some(None);
    }
    let hours = number(reader, &table, &keys::HOURS, 168.0, None);
    let productive = chance(reader, &table, &keys::PRODUCTIVE, Some(0.9));
    let conversations_a_day = number(reader, &table, &keys::CONVERSATIONS, 200.0, Some(2.0));
    let days_a_week = number(reader, &table, &keys::DAYS, 7.0, Some(5.0));
    let reach = chance(reader, &table, &keys::REACH, None);
    let present = chance(reader, &table, &keys::PRESENT, None);
    let follow_ups = keys::FOLLOW_UPS.required(reader, &table, |given| given.whole(0, 100, "follow-ups"));
    if let Some(follow_ups) = follow_ups {
        keys::FOLLOW_UPS.explain(reader, &table, follow_ups.to_string());
    }
    let join = chance(reader, &table, &keys::JOIN, None);
    let buy = chance(reader, &table, &keys::BUY, None);
    let event_hours = number(reader, &table, &keys::EVENT_HOURS, 100.0, Some(4.0));
    let minutes = minutes(reader, &minutes_table);
    let planned = PlannedWeek {
        hours: hours?,
        productive: productive?,
        conversations_a_day: conversations_a_day?,
        days_a_week: days_a_week?,
        reach: reach?,
        present: present?,
        follow_ups: follow_ups?,
        join: join?,
        buy: buy?,
        minutes: minutes?,
        event_hours: event_hours?,
    };
    // Each was held to its range where it was read.
    let made = ActivityParameters::new(planned);
    made.map(Some).map_err(|error| reader.report_at(&table, keys::HOURS.name, error.to_string(), None)).ok()
}

fn minutes<'d>(reader: &mut Reader<'d>, table: &Section<'d>) -> Option<Minutes> {
    let usual = Minutes::default();
    let mut read = |key: &ScenarioKey, usual: f64| number(reader, table, key, Minutes::MOST, Some(usual));
    let (contact, conversation) = (read(&keys::CONTACT, usual.contact), read(&keys::CONVERSATION, usual.conversation));
    let (presentation, follow_up) =
        (read(&keys::PRESENTATION, usual.presentation), read(&keys::FOLLOW_UP, usual.follow_up));
    let (launch, customer) = (read(&keys::LAUNCH, usual.launch), read(&keys::CUSTOMER, usual.customer));
    Some(Minutes {
        contact: contact?,
        conversation: conversation?,
        presentation: presentation?,
        follow_up: follow_up?,
        launch: launch?,
        customer: customer?,
    })
}

/// A number from 0 to a limit; required where nothing holds without it.
fn number<'d>(
    reader: &mut Reader<'d>,
    table: &Section<'d>,
    key: &ScenarioKey,
    most: f64,
    usual: Option<f64>,
) -> Option<f64> {
    let read = |given: &Given<'d>| given.number_within(0.0, most, "a number", "a number such as 10");
    let value = match usual {
        Some(usual) => key.optional(reader, table, read)?.unwrap_or(usual),
        None => key.required(reader, table, read)?,
    };
    key.explain(reader, table, value.to_string());
    Some(value)
}

/// A chance; required where nothing holds without it.
fn chance<'d>(
    reader: &mut Reader<'d>,
    table: &Section<'d>,
    key: &ScenarioKey,
    usual: Option<f64>,
) -> Option<Probability> {
    let value = match usual.and_then(Probability::new) {
        Some(usual) => key.optional(reader, table, Given::probability)?.unwrap_or(usual),
        None => key.required(reader, table, Given::probability)?,
    };
    key.explain(reader, table, percent(value));
    Some(value)
}

/// Reads `[wage]`: `Some(None)` where no wage is said. `has_week`: whether there are hours to pay, as far as that is known.
#[allow(clippy::option_option)] // absent and wrong are different answers, and both are needed
pub(super) fn wage<'d>(
    reader: &mut Reader<'d>,
    root: &Section<'d>,
    currency: &str,
    has_week: Option<bool>,
) -> Option<Option<Money>> {
    let table = section(reader, root, "wage");
    let wage = keys::WAGE.optional(reader, &table, Given::money)?;
    if let Some(wage) = wage {
        if has_week == Some(false) {
            let help = "write [activity] with your hours a week; `downline presets week` shows one";
            keys::WAGE.refuse(reader, &table, "an hourly wage needs hours, and no week of yours is said", help);
            return None;
        }
        keys::WAGE.explain(reader, &table, format!("{wage} {currency}"));
    }
    Some(wage)
}

/// Gives you the rates that the week makes, where you are said to have them.
pub(super) fn apply<'d>(
    reader: &mut Reader<'d>,
    you: &Section<'d>,
    (growth, sponsors): (GrowthParameters, bool),
    (buying, finds_customers): (BuyingParameters, bool),
    week: Option<ActivityParameters>,
) -> Option<(GrowthParameters, BuyingParameters, Option<Activity>)> {
    let Some(parameters) = week else {
        let asked = [(sponsors, &keys::YOUR_SPONSORING), (finds_customers, &keys::YOUR_CUSTOMERS)];
        let Some((_, key)) = asked.into_iter().find(|(is_asked, _)| *is_asked) else {
            return Some((growth, buying, None));
        };
        let help =
            "write [activity] with your hours a week and what comes of a contact; `downline presets week` shows one";
        key.refuse(reader, you, "\"activity\" needs a week of yours, and none is said", help);
        return None;
    };
    let activity = Activity::new(parameters, &buying, sponsors, finds_customers);
    let too_many = "plan fewer conversations, or smaller chances";
    let growth = if sponsors {
        let made = growth.with_stated_mean(activity.week().joins_a_month);
        made.map_err(|error| keys::YOUR_SPONSORING.refuse(reader, you, error.to_string(), too_many)).ok()?
    } else {
        growth
    };
    let buying = if finds_customers {
        let yours = buying.you();
        let yours =
            crate::buying::parameters::YourBuying { customers: Some(activity.week().customers_a_month), ..yours };
        let made = buying.with_you(yours);
        made.map_err(|error| keys::YOUR_CUSTOMERS.refuse(reader, you, error.to_string(), too_many)).ok()?
    } else {
        buying
    };
    Some((growth, buying, Some(activity)))
}
