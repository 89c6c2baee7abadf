//! Reading `[costs]` and `[events]`.

use super::section;
use crate::reading::values::{Complaint, Given};
use crate::reading::{Reader, Section};
use crate::scenario::keys::{self, ScenarioKey};
use crate::scenario::misfit::{Misfit, of_events};
use crate::scenario::{Costs, Events, OwnOrdersAre};
use crate::units::{Money, Month};

/// The most event months of a list.
const MOST_EVENTS: usize = Month::LONGEST as usize;

const READINGS: [(&str, OwnOrdersAre); 2] =
    [(OwnOrdersAre::Cost.name(), OwnOrdersAre::Cost), (OwnOrdersAre::BoughtAnyway.name(), OwnOrdersAre::BoughtAnyway)];

/// Reads what taking part costs you.
pub(super) fn costs<'d>(
    reader: &mut Reader<'d>,
    root: &Section<'d>,
    months: Option<u16>,
    currency: &str,
) -> Option<Costs> {
    let table = section(reader, root, "costs");
    let mut read = |key: &ScenarioKey| -> Option<Money> {
        let amount = key.required(reader, &table, Given::money)?;
        key.explain(reader, &table, format!("{amount} {currency}"));
        Some(amount)
    };
    let (kit, monthly) = (read(&keys::KIT), read(&keys::MONTHLY));
    let own_orders = keys::OWN_ORDERS.optional(reader, &table, |given| given.choice(&READINGS, None));
    let own_orders = own_orders.map(Option::unwrap_or_default);
    match own_orders {
        Some(OwnOrdersAre::Cost) => keys::OWN_ORDERS.explain(reader, &table, "cost (their price is an expense)"),
        Some(OwnOrdersAre::BoughtAnyway) => keys::OWN_ORDERS.explain(reader, &table, "bought-anyway (no expense)"),
        None => {}
    }
    let event = keys::EVENT_COST.optional(reader, &table, Given::money).map(Option::unwrap_or_default);
    if let Some(event) = event {
        keys::EVENT_COST.explain(reader, &table, format!("{event} {currency}"));
    }
    let events = events(reader, root, months);
    let (event, events) = (event?, events?);
    if event > Money::ZERO && events.is_never() {
        let message = Misfit::CostWithoutEvents { cost: event }.to_string();
        let help = "write [events] with `months = [3, 9]` or `every = 6`, or costs.event = 0";
        keys::EVENT_COST.refuse(reader, &table, message, help);
        return None;
    }
    if event == Money::ZERO && !events.is_never() {
        let key = if matches!(events, Events::Every(_)) { &keys::EVENT_EVERY } else { &keys::EVENT_MONTHS };
        let help = "write what one costs you under [costs], such as `event = 150`, or remove [events]";
        let table = root.reopened(key.table);
        key.refuse(reader, &table, Misfit::EventsWithoutCost.to_string(), help);
        return None;
    }
    Some(Costs { kit: kit?, monthly: monthly?, event, events, own_orders: own_orders? })
}

/// Reads the months of events, and holds them to the months looked at.
fn events<'d>(reader: &mut Reader<'d>, root: &Section<'d>, months: Option<u16>) -> Option<Events> {
    let table = section(reader, root, "events");
    let key = match (table.has(keys::EVENT_MONTHS.name), table.has(keys::EVENT_EVERY.name)) {
        (false, false) => return table.is_sound().then_some(Events::Never),
        (true, false) => &keys::EVENT_MONTHS,
        (false, true) => &keys::EVENT_EVERY,
        (true, true) => {
            let message = "stands beside events.months, and both say when there are events";
            keys::EVENT_EVERY.refuse(reader, &table, message, "write either `months = [3, 9]` or `every = 6`");
            return None;
        }
    };
    let events = if key.name == keys::EVENT_EVERY.name {
        Events::Every(key.required(reader, &table, |given| given.whole(1, Month::LONGEST, "months"))?)
    } else {
        Events::In(event_months(reader, &table)?)
    };
    let months = Month::new(months?);
    if let Err(misfit) = of_events(&events, months) {
        let help = match misfit {
            Misfit::EventTwice { .. } => "write each month once".to_owned(),
            _ => format!("write months from 1 to {months}, or look further ahead with more months"),
        };
        key.refuse(reader, &table, misfit.to_string(), help);
        return None;
    }
    let value = match &events {
        Events::Every(every) => every.to_string(),
        Events::In(months) => months.iter().map(Month::to_string).collect::<Vec<_>>().join(", "),
        Events::Never => String::new(),
    };
    key.explain(reader, &table, value);
    Some(events)
}

fn event_months<'d>(reader: &mut Reader<'d>, table: &Section<'d>) -> Option<Vec<Month>> {
    let key = &keys::EVENT_MONTHS;
    let items = key.required(reader, table, |given| given.items("a list of months", "[3, 9]", MOST_EVENTS))?;
    let mut months = Vec::with_capacity(items.len());
    for item in items {
        match reader.given(item).whole(1, Month::LONGEST, "a month") {
            Ok(month) => months.push(Month::new(month)),
            Err(complaint) => {
                reader.complain(table, key.name, Complaint { place: Some(item.place.clone()), ..complaint });
            }
        }
    }
    months.sort_unstable();
    (months.len() == items.len()).then_some(months)
}
