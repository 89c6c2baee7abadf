//! The sentences of an audit of a plan.

use super::counts::{capital, months};
use super::numbers::count;

/// Parts of the first line.
pub(crate) fn first_line(version: &str, plans: &[String], scenario: &str, hash: &str, seed: u64) -> [String; 5] {
    let noun = if plans.len() > 1 { "plans" } else { "plan" };
    [
        format!("downline {version}"),
        "plan audit".to_owned(),
        format!("{noun}: {}", plans.join(" and ")),
        format!("scenario: {scenario} ({hash})"),
        format!("seed {seed}"),
    ]
}

/// Over the figures of one of two plans.
pub(crate) fn plan(name: &str, title: &str) -> String {
    format!("PLAN {name}: {title}")
}

/// How an organisation is made, and what it is like.
pub(crate) struct Organisation {
    pub(crate) full_since: i64,
    pub(crate) members: u64,
    pub(crate) age: String,
    /// People a member and month.
    pub(crate) sponsoring_rate: Option<f64>,
    /// What the scenario says of the same.
    pub(crate) scenario_mean: f64,
    pub(crate) ever_joined: usize,
    pub(crate) without_recruits: String,
    pub(crate) middle_level: usize,
}

pub(crate) fn organisation(made: &Organisation) -> String {
    let Organisation { full_since, members, age, sponsoring_rate, scenario_mean, .. } = made;
    let Organisation { ever_joined, without_recruits, middle_level, .. } = made;
    let rate = sponsoring_rate.map_or_else(String::new, |rate| format!(" ({rate:.4} people a member and month)"));
    format!(
        "A simulated organisation, not any company's records: below the company, which is not paid, it grew by the same \
         factor every month for {}, up to {} members, and has kept that size until month {age}; leavers are replaced. Who \
         quits when, how unevenly people sponsor and what they buy is taken from the scenario; how many join is what the \
         size needs{rate}, and the scenario's own mean is {scenario_mean}. {} people ever joined; of 100 current members \
         {without_recruits} have sponsored nobody; half of them stand within {middle_level} levels of the company.",
        months(*full_since),
        count(*members),
        count(*ever_joined),
    )
}

pub(crate) const KITS_WITHOUT_VOLUME: &str = "kits carry no volume";
pub(crate) const NO_CUSTOMERS: &str = "there are no customers outside";

pub(crate) fn kit(points: &str) -> String {
    format!("a new member's kit counts {points} points")
}

pub(crate) fn no_member_orders(kit: &str) -> String {
    format!("No member orders: the share of months with an order is 0; {kit}.")
}

/// What members order: in so many of 100 months, so many points, how unlike each other.
pub(crate) fn members_order(months_of_100: &str, points: &str, spread: f64, kit: &str) -> String {
    let spread = if spread > 0.0 {
        format!(", and members differ from each other by about {:.0} % of that", spread * 100.0)
    } else {
        ", all alike".to_owned()
    };
    format!("Each member orders in {months_of_100} of 100 months, {points} points in the mean{spread}; {kit}.")
}

pub(crate) fn no_customers() -> String {
    capital(NO_CUSTOMERS) + "."
}

pub(crate) fn customers(gained: f64, order: &str) -> String {
    format!(
        "A member gains {gained} customers a month in the mean, who leave by their own tenure and order for {order} each \
         month they are there. What they order counts as their member's."
    )
}

pub(crate) fn active_from(points: &str) -> String {
    format!("in a month with {points} points or more")
}

pub(crate) const ACTIVE_UNTIL_IT_QUITS: &str = "until it quits, with or without an order";

/// When a member is active under each of the plans.
pub(crate) fn active(when: &[String]) -> String {
    match when {
        [first, second] if first != second => {
            format!("A member is active {first} (first plan), {second} (second plan).")
        }
        [first, ..] => format!("A member is active {first}."),
        [] => String::new(),
    }
}

pub(crate) const SIDE_BY_SIDE: &str = "The same people and orders";
pub(crate) const PAID: &str = "Paid";
pub(crate) const OF_VOLUME: &str = "  of commissionable volume";
pub(crate) const KEPT: &str = "Kept of what rules promise";
pub(crate) const PAID_NOTHING: &str = "Paid nothing, of 100 members";
pub(crate) const TOP: &str = "Share of pay of the top 1 of 100";

/// What the second plan costs beside the first.
pub(crate) fn costs(second: &str, amount: &str, is_less: bool, first: &str) -> String {
    format!("{second} costs {amount} {} than {first}.", if is_less { "less" } else { "more" })
}

pub(crate) const WHO_WINS: &str = "Who wins and who loses";
pub(crate) const EVERYBODY: &str = "everybody";

pub(crate) const fn change_columns(is_ranked_by_first: bool) -> [&'static str; 6] {
    let ranked = if is_ranked_by_first { "highest rank, first plan" } else { "highest rank, second plan" };
    [ranked, "members", "better", "same", "worse", "mean a month"]
}

pub(crate) const CHANGES: &str = "Of 100 members, how many are paid more, the same or less by the second plan in all these \
    months together (`< 1` is not nobody, `> 99` not everybody); the mean change a member and month. Behaviour is held as \
    it is: nobody quits, orders or sponsors otherwise because of the plan.";

pub(crate) const RULE_COLUMNS: [&str; 5] = ["rule", "paid", "of volume", "kept", "promised"];
pub(crate) const ALL_RULES: &str = "all rules";

/// The months that are paid, as `12 months, months 109 to 120`.
pub(crate) fn paid_months(number: usize, first: u16, last: u16) -> String {
    format!("{}, months {first} to {last}", months(i64::try_from(number).unwrap_or(i64::MAX)))
}

pub(crate) fn payout_ratio(ratio: &str, volume: &str, paid_months: &str, point: &str) -> String {
    format!("Payout ratio: {ratio} of commissionable volume ({volume} in {paid_months}; one point is {point}).")
}

pub(crate) fn no_payout_ratio(paid_months: &str, is_nobody_paid: bool) -> String {
    format!(
        "Payout ratio: none. Nobody orders in {paid_months}, so there is no volume to pay on{}.",
        if is_nobody_paid { ", and nobody is paid" } else { "" }
    )
}

pub(crate) const PROMISES: &str = "Where a rule promises a share of each order, or something before a cap, what it paid and \
    what it kept make up the promise, to the cent; `-` is a rule that promises none.";

pub(crate) fn margin(amount: &str) -> String {
    format!(
        "Retail margin, which members keep of what customers outside pay, comes to {amount}. It is no commission, and in no \
         other figure here."
    )
}

pub(crate) const BREAKAGE: &str = "Breakage by cause: promised and kept";
pub(crate) const NO_BREAKAGE: &str = "Breakage: none of the rules promises a share of each order.";

pub(crate) fn nobody_paid(everybody: &str) -> String {
    format!("Nobody was paid anything, of {everybody} people who were members at one of these month-ends or more.")
}

/// How pay is spread: how many were paid nothing, what the middle one got, and shares of the best-paid 1 and 6 of 100.
pub(crate) fn spread(nothing: &str, everybody: &str, median: &str, [top_1, top_6]: [&str; 2]) -> String {
    format!(
        "Of 100 members, {nothing} were paid nothing. Counted is everybody who was a member at one of these month-ends or \
         more: {everybody} people. The middle one was paid {median}. The best-paid 1 of 100 got {top_1} of all pay, the \
         best-paid 6 of 100 got {top_6}."
    )
}

pub(crate) const TENTH_COLUMNS: [&str; 4] = ["tenth of earners", "members", "paid", "share of pay"];

/// A tenth of earners, the best-paid first.
pub(crate) fn tenth(number: u8) -> String {
    match number {
        1 => "best-paid".to_owned(),
        2 => "2nd".to_owned(),
        3 => "3rd".to_owned(),
        10 => "least-paid".to_owned(),
        number => format!("{number}th"),
    }
}

/// That there is one rank, and why.
pub(crate) fn one_rank(rank: &str, has_others: bool) -> String {
    let why = if has_others { "nobody reached a higher one" } else { "the plan has no others" };
    format!("By rank: all members are paid as {rank}; {why}.")
}

pub(crate) const BY_RANK: &str = "By rank";
pub(crate) const RANK_COLUMNS: [&str; 6] = ["paid-as rank", "members*", "of 100", "were paid", "mean", "share of pay"];
pub(crate) const RANKS: &str = "* in a mean month; of 100 members (`< 1` is not nobody, `> 99` not everybody); of 100 of \
    the rank were paid something in the month; mean pay of a member and month. Who is not active is paid as the lowest \
    rank.";

pub(crate) const BY_LEVEL: &str = "By level";
pub(crate) const LEVEL_COLUMNS: [&str; 4] = ["rule", "level", "paid", "share of pay"];
pub(crate) const LEVELS: &str =
    "Levels, generations, legs or ranks as the rule counts them; `-` is pay on own orders, groups and pools.";

pub(crate) const ORIGINS: &str = "Where commission comes from";
pub(crate) const ORIGIN_COLUMNS: [&str; 4] = ["", "volume", "commission", "share"];
pub(crate) const ORIGIN_LABELS: [&str; 3] = ["customers outside", "members' own purchases", "kits of new members"];

/// That what customers order is assumed, and why some of it is nothing.
pub(crate) fn origins(notes: &[&str]) -> String {
    let zeros = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join("; ")) };
    format!(
        "How much customers and kits order is an assumption and no finding{zeros}: set customers.gained, customers.order and \
         kits.volume. Pay on a group is shared out by what the group ordered."
    )
}

pub(crate) const PUBLISHED_COLUMNS: [&str; 3] = ["    Beside published figures", "here", "published"];
pub(crate) const PUBLISHED: &str = "Published by companies and courts about their members, as read in their documents and in \
    reports of them. Nothing here is fitted to them. Who published what:";

/// What sources span: one figure, or from one to another.
pub(crate) fn span(low: &str, high: &str) -> String {
    if low == high { low.to_owned() } else { format!("{low} to {high}") }
}
