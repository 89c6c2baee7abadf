//! The sentences about a week of work.

use super::counts::months_through;
use super::lists::and;
use super::numbers::of_100;
use super::own_orders::own_orders;

pub(crate) const HEADING: &str = "Your week, step by step";
pub(crate) const COLUMNS: [&str; 3] = ["", "a week", "minutes a week"];

/// The steps, each with its name in tables, its label, and where the figures that are told of it come from.
pub(crate) const CONTACTS: [&str; 3] = [
    "lead-generation",
    "lead generation: contacts",
    "10 to 20 contacts for two conversations are told; of dialled calls 28 of 100 reached somebody (Baylor University, 2012)",
];
pub(crate) const CONVERSATIONS: [&str; 3] =
    ["inviting", "inviting: conversations", "two a day are told; nobody has published how many people hold them"];
pub(crate) const PRESENTATIONS: [&str; 3] = [
    "presenting",
    "presenting",
    "of calls to strangers 1 of 100 conversations led to an appointment (Baylor University, 2012)",
];
pub(crate) const FOLLOW_UPS: [&str; 3] =
    ["following-up", "following up and closing", "7 to 20 are told: folklore, no evidence was found"];
pub(crate) const LAUNCHES: [&str; 3] = [
    "launching",
    "launching newcomers",
    "1 to 5 of 100 approaches end in a joining, by the word of those who sell leads and training",
];
pub(crate) const EVENTS: [&str; 3] = [
    "promoting-events",
    "promoting events, in an event month",
    "five to ten times the results are told: no evidence was found, so events change no rate",
];
pub(crate) const CUSTOMERS: [&str; 3] = [
    "customers",
    "customers found and served",
    "5 of 100 approaches end in a customer, by the word of those who sell training",
];
pub(crate) const UNPRODUCTIVE: [&str; 3] = [
    "unproductive",
    "everything else",
    "nine tenths of the time with people is the goal that is told; nobody has measured it",
];

/// How the week compares with what members do.
pub(crate) fn compared(joins: f64, members: f64, as_well: f64) -> String {
    format!(
        "This week brings in {} people a month; the average member brings in {}, and {} of 100 members do as well or better.",
        decimals(joins),
        decimals(members),
        as_well_of_100(as_well)
    )
}

/// How many of 100 members do as well as the week or better, given their share.
pub(crate) fn as_well_of_100(share: f64) -> String {
    const WHOLE: f64 = 1e9;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 10^9
    of_100((share * WHOLE).ceil() as u64, WHOLE as u64)
}

/// The customers that it finds.
pub(crate) fn customers(found: f64) -> String {
    format!("It finds {} customers a month.", decimals(found))
}

/// What an hour leaves under a reading of own orders: of all hours together, and of somebody in the middle.
#[derive(Clone, Debug)]
pub(crate) struct HourLeaves {
    pub(crate) reading: &'static str,
    pub(crate) mean: String,
    pub(crate) middle: String,
}

/// The hours of a month, and those of all months on average with what one of them leaves. `before_pay`: no wage is said.
pub(crate) fn hours(a_month: f64, in_all: f64, last: u16, leaves: &[HourLeaves], before_pay: bool) -> String {
    let each = |said: &dyn Fn(&HourLeaves) -> String| leaves.iter().map(said).collect::<Vec<_>>();
    let means = each(&|leaves| format!("{} ({})", leaves.mean, own_orders(leaves.reading)));
    let middle = each(&|leaves| leaves.middle.clone());
    let before_pay = if before_pay { ", before paying yourself" } else { "" };
    format!(
        "Your week: {} hours a month while you are active, {} in {} on average. An hour leaves {}{before_pay}; it is {} to the \
         middle one of those who worked a month.",
        whole(a_month),
        whole(in_all),
        months_through(last),
        and(&means),
        and(&middle),
    )
}

/// Nobody worked an hour.
pub(crate) const NO_HOURS: &str = "Your week has no hours.";

/// What the wage pays for the same hours, and how many have more than that, under each reading of own orders.
pub(crate) fn wages(an_hour: &str, in_all: &str, above: &[(String, &'static str)]) -> String {
    let above: Vec<String> =
        above.iter().map(|(of_100, reading)| format!("{of_100} ({})", own_orders(reading))).collect();
    format!("A job at {an_hour} pays {in_all} for the same hours; of 100 people {} have more.", and(&above))
}

/// Hours in a sentence: whole ones, and tenths where there are few.
fn whole(hours: f64) -> String {
    if hours < 10.0 { decimals((hours * 10.0).round() / 10.0) } else { format!("{:.0}", hours.round()) }
}

/// That the goal fits into the hours.
pub(crate) fn fits(goal: f64, hours: f64) -> String {
    format!(
        "The goal of {} conversations a week fits into its hours; it takes {} of them.",
        decimals(goal),
        decimals(hours)
    )
}

/// That the goal does not fit, how much of it does, and what all of it would take.
pub(crate) fn does_not_fit(goal: f64, part: f64, hours: f64) -> String {
    let whole = if hours.is_finite() {
        format!("all of it would take {} hours a week", decimals(hours))
    } else {
        "no hour is productive".to_owned()
    };
    format!(
        "The goal of {} conversations a week does not fit into its hours: {} of them do, and {whole}.",
        decimals(goal),
        decimals(goal * part)
    )
}

/// A number with two decimals at most, or with two digits where it is smaller.
pub(crate) fn decimals(number: f64) -> String {
    let places = if number != 0.0 && number.abs() < 0.1 { 3 } else { 2 };
    let text = format!("{number:.places$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_said_with_what_one_of_them_leaves() {
        let leaves = [("a cost", "$1.81", "$0.69"), ("bought anyway", "$3.07", "$1.94")]
            .map(|(reading, mean, middle)| HourLeaves { reading, mean: mean.to_owned(), middle: middle.to_owned() });
        assert_eq!(
            hours(43.33, 274.4, 12, &leaves, true),
            "Your week: 43 hours a month while you are active, 274 in months 1-12 on average. An hour leaves $1.81 (own orders a \
             cost) and $3.07 (own orders bought anyway), before paying yourself; it is $0.69 and $1.94 to the middle one of those \
             who worked a month."
        );
        assert!(!hours(43.33, 274.4, 12, &leaves, false).contains("paying"));
        assert!(
            hours(4.33, 0.0, 1, &leaves, true)
                .starts_with("Your week: 4.3 hours a month while you are active, 0 in month 1")
        );
    }

    #[test]
    fn a_week_is_compared_with_what_members_do() {
        let said = compared(0.87, 0.07, 0.0131);
        assert_eq!(
            said,
            "This week brings in 0.87 people a month; the average member brings in 0.07, and 1 of 100 members do as well or \
             better."
        );
        assert!(compared(0.87, 0.07, 1e-12).contains("fewer than 1 of 100"));
        assert!(does_not_fit(10.0, 0.5, 20.0).contains(": 5 of them do, and all of it would take 20 hours a week."));
        assert!(does_not_fit(10.0, 0.0, f64::INFINITY).contains("no hour is productive"));
        assert_eq!([0.0, 0.061, 12.0, 0.5].map(decimals), ["0", "0.061", "12", "0.5"]);
    }
}
