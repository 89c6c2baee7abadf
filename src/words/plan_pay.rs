//! The sentences of a payroll's summary and of one member's statement.

use super::counts::counted;
use super::numbers::count;

/// The plan, how many members, and which months.
pub(crate) fn heading(plan: &str, members: u64, span: &str) -> String {
    let members = counted(i64::try_from(members).unwrap_or(i64::MAX), "member", "members");
    format!("{plan}: {members}, {span}")
}

pub(crate) const NO_MONTH: &str = "no month";

pub(crate) fn one_month(month: &str) -> String {
    format!("month {month}")
}

pub(crate) fn months(first: &str, last: &str) -> String {
    format!("months {first} to {last}")
}

/// Columns of the months; with a retail margin `paid` is commission.
pub(crate) const fn month_columns(has_margin: bool) -> [&'static str; 6] {
    ["month", "members", "active", "CV", paid(has_margin), "of CV"]
}

pub(crate) const MARGIN: &str = "margin";
pub(crate) const ALL: &str = "all";
pub(crate) const RULE_COLUMNS: [&str; 4] = ["rule", "lines", "paid", "of CV"];
pub(crate) const KEPT_COLUMNS: [&str; 3] = ["not paid (breakage), by cause", "amount", "of CV"];

/// What was paid: commission, where a margin is paid beside it.
const fn paid(has_margin: bool) -> &'static str {
    if has_margin { "commission" } else { "paid" }
}

/// What was paid of which volume, and what the points are worth where that is not one each.
pub(crate) fn of_volume(amount: &str, has_margin: bool, volume: &str, worth: Option<(String, String)>) -> String {
    let worth = worth.map_or_else(String::new, |(worth, each)| format!(", worth {worth} at {each} a point"));
    format!("{amount} {} of {volume} CV{worth}", paid(has_margin))
}

pub(crate) fn payout_ratio(ratio: &str, of_volume: &str) -> String {
    format!("Payout ratio: {ratio} of commissionable volume ({of_volume}).")
}

pub(crate) fn no_payout_ratio(of_volume: &str) -> String {
    format!("Payout ratio: none, for there is no commissionable volume to pay from ({of_volume}).")
}

pub(crate) fn of_price(ratio: &str, amount: &str, price: &str) -> String {
    format!("Of the price that buyers paid it is {ratio} ({amount} of {price}).")
}

pub(crate) fn default_account(account: &str, amount: &str) -> String {
    format!("To the account \"{account}\", and to no member: {amount}.")
}

/// How many of all members were paid nothing.
pub(crate) fn paid_nothing(of_100: &str, nothing: u64, members: u64) -> String {
    format!(
        "Paid nothing: {of_100} of 100 members ({} of {}: everybody who has joined, those who have left included).",
        count(nothing),
        count(members)
    )
}

/// The retail margin, and its share of what customers outside paid where that is known.
pub(crate) fn retail_margin(amount: &str, of_sales: Option<(String, String)>) -> String {
    let of_sales = of_sales
        .map_or_else(String::new, |(ratio, sales)| format!(", {ratio} of the {sales} that customers outside paid"));
    format!("Retail margin: {amount}{of_sales}. It is in no payout ratio.")
}

/// A part of a whole, with its share.
pub(crate) struct Part {
    pub(crate) ratio: String,
    pub(crate) part: String,
    pub(crate) whole: String,
}

/// How much of volume and price customers outside bought.
pub(crate) fn outside(volume: &Part, price: Option<&Part>) -> String {
    let of_price = price.map_or_else(String::new, |Part { ratio, part, whole }| {
        format!(", {ratio} of the price that buyers paid ({part} of {whole})")
    });
    let Part { ratio, part, whole } = volume;
    format!("Customers outside bought {ratio} of commissionable volume ({part} of {whole} CV){of_price}.")
}

/// The first line of a statement.
pub(crate) fn statement_of(id: &str, plan: &str) -> String {
    format!("Statement of {id}: {plan}")
}

pub(crate) const LEFT: &str = "left";
pub(crate) const NOT_JOINED_YET: &str = "not joined yet";
pub(crate) const ACTIVE: &str = "active";
pub(crate) const NOT_ACTIVE: &str = "not active";

/// What a member is in a month.
pub(crate) fn month_heading(
    month: &str,
    standing: &str,
    rank: Option<String>,
    title: Option<String>,
    [personal, commissionable]: [&str; 2],
) -> String {
    let rank = rank.map_or_else(String::new, |rank| format!(", {rank}"));
    let title = title.map_or_else(String::new, |title| format!(" (title {title})"));
    format!("Month {month}: {standing}{rank}{title}; own volume {personal} PV, {commissionable} CV")
}

pub(crate) fn month_pays(month: &str, amount: &str) -> String {
    format!("Month {month} pays {amount}.")
}

pub(crate) fn months_pay(first: &str, last: &str, amount: &str) -> String {
    format!("Months {first} to {last} pay {amount}.")
}

pub(crate) fn carries(rule: &str, left: &str, right: &str) -> String {
    format!("{rule} carries {left} left, {right} right")
}

pub(crate) fn rule_pays(rule: &str, amount: &str) -> String {
    format!("{rule}: {amount}")
}

pub(crate) fn rule_takes_back(rule: &str, amount: &str) -> String {
    format!("{rule}, orders taken back: {amount}")
}

pub(crate) fn rule_keeps(rule: &str, reason: &str, amount: &str) -> String {
    format!("{rule}, not paid ({reason}): {amount}")
}

/// Columns of the lines.
pub(crate) const LINE_COLUMNS: [&str; 7] = ["level", "from", "basis", "", "rate", "", "amount"];
/// Paid by a guarantee, out of what the member is paid itself.
pub(crate) const HANDED_ON: &str = "handed on";
pub(crate) const OWN_ORDER: &str = "own order";

pub(crate) const LEVELS_AND_UNITS: &str =
    "Level 0 is the member's own. Volumes are points; prices, pay and pools money.";

pub(crate) fn points_are_worth(each: &str) -> String {
    format!("Points are paid at {each} each: basis x rate x {each}.")
}

pub(crate) const ARROW: &str =
    "-> The rule pays by a table, a share or a cap, or an order was taken back, so it is not basis x rate.";
