//! The sentences about the money line: by which month somebody is ahead, from when on to stay, and how deep it goes.

use super::lists::and;
use super::own_orders::own_orders;

/// Of 100 people, how many are ahead by a month: `12 by month 3`.
pub(crate) fn by(of_100: &str, month: u16) -> String {
    format!("{of_100} by month {month}")
}

/// How many people are ahead of all costs so far, as [`by`]; where you are told to stay, beside people free to quit.
pub(crate) fn ahead(reading: &str, people: &[String], free: Option<&[String]>) -> String {
    let free = free.map_or_else(String::new, |free| format!(" (free to quit {})", and(free)));
    format!("Ahead, {}: of 100 people {}{free}.", own_orders(reading), and(people))
}

/// From when on somebody in the middle stays ahead, of those who are at the end.
pub(crate) fn to_stay(month: u16, last: u16) -> String {
    format!("The middle one of those ahead in month {last} is so to stay from month {month} on.")
}

/// The deepest point of the money line, of somebody in the middle and of somebody unlucky.
pub(crate) fn deepest(middle: &str, unlucky: &str) -> String {
    format!("Deepest point of the money line: {middle} for the middle person, {unlucky} or less for the unlucky tenth.")
}
