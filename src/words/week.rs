//! The sentences about a week of work.

use super::numbers::of_100;

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
    const WHOLE: f64 = 1e9;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 10^9
    let count = of_100((as_well * WHOLE).ceil() as u64, WHOLE as u64);
    format!(
        "This week brings in {} people a month; the average member brings in {}, and {count} of 100 members do as well or \
         better.",
        decimals(joins),
        decimals(members)
    )
}

/// The customers that it finds.
pub(crate) fn customers(found: f64) -> String {
    format!("It finds {} customers a month.", decimals(found))
}

/// That hours have a price that is not counted.
pub(crate) fn before_pay(hours_a_month: f64) -> String {
    format!("Net is before paying yourself: the week is {} hours a month.", decimals(hours_a_month.round()))
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
