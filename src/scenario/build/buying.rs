//! Reading `[orders]`, `[customers]`, `[kits]`, and how you buy and sell.

use super::growth::{SHAPE_HELP, explain_shape, percent, shape, steps};
use super::section;
use crate::buying::parameters::{BuyingError, BuyingParameters, Customers, OwnOrders, YourBuying};
use crate::commission::Plan;
use crate::reading::values::{Given, MILLION, NumberOr, THOUSAND};
use crate::reading::{Reader, Section};
use crate::scenario::keys::{self, ScenarioKey};
use crate::scenario::meaning;
use crate::scenario::misfit::{Misfit, of_buying};
use crate::units::{Money, Probability, Volume};

/// Reads everything about buying, and whether you find the customers that your week does: then your rate is not known yet.
pub(super) fn buying<'d>(
    reader: &mut Reader<'d>,
    root: &Section<'d>,
    you: &Section<'d>,
    currency: &str,
) -> Option<(BuyingParameters, bool)> {
    let orders = orders(reader, root, currency);
    let customers = customers(reader, root, currency);
    let kit = kit(reader, root);
    let yours = yours(reader, you);
    let mut buying = BuyingParameters::new(orders?);
    if let Some(customers) = customers? {
        buying = buying.with_customers(customers);
    } else if yours.is_some_and(|(yours, _)| yours.customers.is_some()) {
        let help = "write [customers] with what they order and when they leave, or leave you.customers out; with \
                    customers.gained = 0 only you find any";
        keys::YOUR_CUSTOMERS.refuse(reader, you, Misfit::YourCustomers.to_string(), help);
        return None;
    }
    // Each was held to its range where it was read.
    let (kit, (yours, by_week)) = (kit?, yours?);
    let made = buying.with_kit(kit).and_then(|buying| buying.with_you(yours));
    let made = made.map_err(|error| reader.report_at(root, keys::ORDER_VOLUME.table, error.to_string(), None)).ok()?;
    let at_your_orders = reader.rows.iter().rposition(|row| row.key == keys::YOUR_ORDERS.dotted());
    if let Some(at) = at_your_orders {
        reader.rows[at].notes.push(meaning::your_orders(&made, currency));
    }
    Some((made, by_week))
}

/// Holds what is bought to the plan that pays for it.
pub(super) fn fits_plan<'d>(reader: &mut Reader<'d>, root: &Section<'d>, buying: &BuyingParameters, plan: &Plan) {
    let Err(misfit) = of_buying(buying, plan) else { return };
    let table = root.reopened("customers");
    let help = "write customers.margin = 0, so that the plan alone says what a member earns on its customers' orders; or \
                choose a plan without a rule for retail margins";
    keys::MARGIN.refuse(reader, &table, misfit.to_string(), help);
}

fn orders<'d>(reader: &mut Reader<'d>, root: &Section<'d>, currency: &str) -> Option<OwnOrders> {
    let table = section(reader, root, "orders");
    let volume = keys::ORDER_VOLUME.required(reader, &table, |given| given.volume_up_to(MILLION));
    if let Some(volume) = volume {
        keys::ORDER_VOLUME.explain(reader, &table, volume.to_string());
    }
    let share = keys::ORDER_SHARE.optional(reader, &table, Given::probability);
    let share = share.map(|share| share.unwrap_or(Probability::ONE));
    if let Some(share) = share {
        keys::ORDER_SHARE.explain(reader, &table, percent(share));
    }
    let spread = spread(reader, &table, &keys::ORDER_SPREAD);
    let price = keys::PRICE.optional(reader, &table, |given| given.money_up_to(THOUSAND));
    let price = price.map(|price| price.unwrap_or(Money::from_cents(100)));
    if let Some(price) = price {
        keys::PRICE.explain(reader, &table, format!("{price} {currency}"));
    }
    let made = OwnOrders::new(share?, volume?, spread?, price?);
    let made = made.map_err(|error| reader.report_at(&table, keys::ORDER_VOLUME.name, error.to_string(), None)).ok()?;
    reader.note(meaning::own_orders(&made, currency));
    Some(made)
}

fn spread<'d>(reader: &mut Reader<'d>, table: &Section<'d>, key: &ScenarioKey) -> Option<f64> {
    let read = |given: &Given<'d>| given.number_within(0.0, 3.0, "a number", "a number such as 0.5");
    let spread = key.optional(reader, table, read)?.unwrap_or(0.0);
    if spread == 0.0 {
        key.explain_in_words(reader, table, "0 (all orders alike)");
    } else {
        key.explain(reader, table, spread.to_string());
    }
    Some(spread)
}

/// Reads `[customers]`: `Some(None)` where nobody has any.
#[allow(clippy::option_option)] // absent and wrong are different answers, and both are needed
fn customers<'d>(reader: &mut Reader<'d>, root: &Section<'d>, currency: &str) -> Option<Option<Customers>> {
    let table = section(reader, root, "customers");
    if !table.has(keys::GAINED.name) {
        if keys::KEYS.iter().any(|key| key.table == keys::GAINED.table && table.has(key.name)) {
            keys::GAINED.missing(reader, &table, "missing, and the other keys of [customers] say nothing without it");
            return None;
        }
        keys::GAINED.explain_in_words(reader, &table, "no customers");
        return table.is_sound().then_some(None);
    }
    let read =
        |given: &Given<'d>| given.number_within(0.0, 100.0, "a number of customers a month", "a number such as 0.69");
    let gained = keys::GAINED.required(reader, &table, read);
    if let Some(gained) = gained {
        keys::GAINED.explain(reader, &table, gained.to_string());
    }
    let after_gained = reader.rows.len();
    let shape = shape(reader, &table, &keys::CUSTOMER_SHAPE);
    explain_shape(reader, &table, &keys::CUSTOMER_SHAPE, shape);
    let leaving = steps(reader, &table, &keys::CUSTOMER_QUIT, "customers");
    let order = keys::CUSTOMER_ORDER.required(reader, &table, |given| given.money_up_to(MILLION));
    if let Some(order) = order {
        keys::CUSTOMER_ORDER.explain(reader, &table, format!("{order} {currency}"));
    }
    let spread = spread(reader, &table, &keys::CUSTOMER_SPREAD);
    let points = points(reader, &table);
    let margin = keys::MARGIN.required(reader, &table, Given::rate);
    if let Some(margin) = margin {
        keys::MARGIN.explain(reader, &table, margin.to_string());
    }
    let (order, spread, points, margin) = (order?, spread?, points?, margin?);
    let made = Customers::new(gained?, shape?, leaving?);
    let made = made.and_then(|customers| customers.ordering(order, spread, points, margin));
    let made = made.map_err(|error| refuse(reader, &table, &error)).ok()?;
    reader.rows[after_gained - 1].notes.extend(meaning::customers(&made, currency));
    Some(Some(made))
}

/// Reports what the constructors refuse of customers: what is not held to its range where it is read.
fn refuse<'d>(reader: &mut Reader<'d>, table: &Section<'d>, error: &BuyingError) {
    let (key, help) = match error {
        BuyingError::Shape { .. } => (&keys::CUSTOMER_SHAPE, SHAPE_HELP),
        BuyingError::PointsPerUnit { .. } => (&keys::CUSTOMER_POINTS, "write a number such as 1 or 0.8"),
        _ => (&keys::GAINED, "write customers a month, from 0 to 100"),
    };
    key.refuse(reader, table, error.to_string(), help);
}

fn points<'d>(reader: &mut Reader<'d>, table: &Section<'d>) -> Option<f64> {
    let read = |given: &Given<'d>| given.number("a number of points", "a number such as 0.8");
    let points = keys::CUSTOMER_POINTS.optional(reader, table, read)?.unwrap_or(1.0);
    keys::CUSTOMER_POINTS.explain(reader, table, points.to_string());
    Some(points)
}

fn kit<'d>(reader: &mut Reader<'d>, root: &Section<'d>) -> Option<Volume> {
    let table = section(reader, root, "kits");
    let kit = keys::KIT_VOLUME.optional(reader, &table, |given| given.volume_up_to(MILLION))?.unwrap_or(Volume::ZERO);
    keys::KIT_VOLUME.explain(reader, &table, kit.to_string());
    Some(kit)
}

fn yours<'d>(reader: &mut Reader<'d>, you: &Section<'d>) -> Option<(YourBuying, bool)> {
    let read = |given: &Given<'d>| {
        given.number_or_one_of(&["typical", "activity"], "a number of customers a month", "a number such as 1.5")
    };
    let key = &keys::YOUR_CUSTOMERS;
    let customers = key.optional(reader, you, read).map(|given| given.unwrap_or(NumberOr::Word("typical")));
    let customers = customers.filter(|customers| {
        let NumberOr::Number(gained) = *customers else { return true };
        let is_right = (0.0..=100.0).contains(&gained);
        if !is_right {
            let message = BuyingError::Gained { gained }.to_string();
            key.refuse(reader, you, message, "write customers a month, from 0 to 100, or \"typical\"");
        }
        is_right
    });
    match customers {
        Some(NumberOr::Number(gained)) => key.explain(reader, you, gained.to_string()),
        Some(NumberOr::Word("activity")) => key.explain_in_words(reader, you, "activity (whom your week finds)"),
        Some(NumberOr::Word(_)) => key.explain_in_words(reader, you, "typical (as any newcomer)"),
        None => {}
    }
    let key = &keys::YOUR_ORDERS;
    let orders = key.optional(reader, you, |given| given.volume_or("typical")).map(Option::flatten);
    match orders {
        Some(Some(points)) => key.explain_in_words(reader, you, format!("{points} points every month")),
        Some(None) => key.explain_in_words(reader, you, "typical (as any newcomer)"),
        None => {}
    }
    let found = match customers? {
        NumberOr::Number(gained) => Some(gained),
        // Known when the week is.
        NumberOr::Word("activity") => Some(0.0),
        NumberOr::Word(_) => None,
    };
    let by_week = customers == Some(NumberOr::Word("activity"));
    Some((YourBuying { customers: found, orders: orders? }, by_week))
}
