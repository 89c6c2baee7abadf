//! What the values of a scenario come to, as its explanation says it.

use super::numbers::thousands;

pub(crate) const EVERY_MONTH: &str = "every month";
pub(crate) const IN_THE_MEAN: &str = "a month in the mean";
pub(crate) const ON_AVERAGE: &str = "a month on average";
pub(crate) const ORDERS_FOR_NOTHING: &str = "own orders for nothing";

/// The share of them who are left after these months.
pub(crate) fn left(who: &str, looks: &[(u16, f64)]) -> String {
    let said = looks.iter().enumerate().map(|(place, &(month, share))| {
        let count = of_100(share);
        match place {
            0 => format!("{count} {} left after {month} months", if count == "1" { "is" } else { "are" }),
            _ => format!("{count} after {month}"),
        }
    });
    format!("of 100 {who} {}", said.collect::<Vec<_>>().join(", "))
}

/// A share as a count of 100 people that does not round people away.
fn of_100(share: f64) -> String {
    let of_100 = (share * 100.0).round();
    if share > 0.0 && of_100 < 1.0 {
        "fewer than 1".to_owned()
    } else if share < 1.0 && of_100 >= 100.0 {
        "more than 99".to_owned()
    } else {
        format!("{of_100:.0}")
    }
}

/// What a member brings in before it quits, after so many months.
pub(crate) fn brought_in_before_quitting(people: f64, months: f64) -> String {
    let [people, months] = [people, months].map(decimals);
    format!("a member brings in {people} people before it quits, after {months} months in the mean")
}

pub(crate) fn brought_in_a_year(people: f64) -> String {
    format!("a member brings in {} people in its first year", decimals(people))
}

/// What a member orders, in hundredths of a point, and what it pays for that.
pub(crate) fn own_orders(hundredths: i64, price: &str) -> String {
    format!("a member orders {} points for {price} a month in the mean", decimals_of(hundredths))
}

pub(crate) fn your_orders(price: &str, when: &str) -> String {
    format!("your own orders cost {price} {when}")
}

/// Parts of a list of costs.
pub(crate) fn kit_and_monthly(kit: &str, monthly: &str) -> [String; 2] {
    [format!("kit {kit}"), format!("{monthly} a month")]
}

pub(crate) fn event_every(price: &str, months: u16) -> String {
    match months {
        1 => format!("{price} for an event every month"),
        _ => format!("{price} for an event every {months} months"),
    }
}

/// Events in these months, which are named where they are few.
pub(crate) fn event_in(price: &str, months: &[String]) -> String {
    match months {
        [month] => format!("{price} for an event in month {month}"),
        few if few.len() <= 4 => format!("{price} for an event in months {}", few.join(" and ")),
        many => format!("{price} for an event in {} months", many.len()),
    }
}

pub(crate) fn orders_for(price: &str, when: &str) -> String {
    format!("own orders {price} {when}")
}

/// The customers of a member in a month of its membership: what they pay for how many hundredths of a point, and what it
/// keeps.
pub(crate) fn customers(month: u16, count: f64, price: &str, hundredths: i64, kept: &str) -> String {
    let (count, points) = (decimals(count), decimals_of(hundredths));
    format!(
        "a member in its month {month} has {count} customers in the mean, who pay {price} for {points} points; it keeps \
         {kept}"
    )
}

pub(crate) fn story(team: i64, months: u16) -> String {
    format!("the story's team is {} after {months} months, with you", thousands(team))
}

pub(crate) fn story_runs_out(month: usize) -> String {
    format!("the story runs out of people alive in month {month}")
}

/// A number with two decimals at most.
fn decimals(number: f64) -> String {
    if number > 0.0 && number < 0.005 {
        return "fewer than 0.01".to_owned();
    }
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Hundredths as a number with thousands marks and the decimals it needs.
fn decimals_of(hundredths: i64) -> String {
    let whole = thousands(hundredths / 100);
    match hundredths % 100 {
        0 => whole,
        rest => format!("{whole}.{rest:02}"),
    }
}
