//! The sentences about what still comes in after you stop working.

/// An amount or a count in a month.
pub(crate) type InMonth = (u16, String);

/// Whom counts are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    /// People who may quit.
    People,
    /// People who are told to stay.
    WhoNeverQuit,
}

impl Counted {
    const fn in_words(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::WhoNeverQuit => "people who never quit",
        }
    }
}

/// From when on you no longer work.
pub(crate) fn you_stop(stop: u16) -> String {
    format!("You stop working in month {stop}: no recruits and no new customers from then on.")
}

/// `$5.00 in month 12 and $2.00 in month 36`, or the latter alone.
fn before_and_after(before: Option<&InMonth>, (last, after): &InMonth) -> String {
    let was = before.map_or_else(String::new, |(month, amount)| format!("{amount} in month {month} and "));
    format!("{was}{after} in month {last}")
}

/// The middle person's commission, what is said of its half, and its retail profit where anybody sells.
pub(crate) fn middle(before: Option<&InMonth>, after: &InMonth, half: &str, retail: Option<&str>) -> String {
    let retail = retail.map_or_else(String::new, |retail| format!("; retail profit {retail}"));
    format!("The middle person's commission is {}{half}{retail}.", before_and_after(before, after))
}

pub(crate) fn halved_by(month: u16) -> String {
    format!(" (halved by month {month})")
}

pub(crate) const NOT_HALVED: &str = " (not halved yet)";

/// Retail profit of the same months, if there is one before.
pub(crate) fn retail_profit(before: Option<&InMonth>, after: &InMonth) -> String {
    before.map_or_else(|| after.1.clone(), |before| format!("{}, then {}", before.1, after.1))
}

/// What the dues are.
pub(crate) const fn dues_are(has_events: bool) -> &'static str {
    if has_events { "own orders, monthly costs and events" } else { "own orders and monthly costs" }
}

/// That the dues go on, and what they leave. `dues` are those of the last month, missing where the middle person has left.
pub(crate) fn dues(what: &str, dues: Option<&InMonth>, before: Option<&InMonth>, left: &InMonth) -> String {
    let amount = match dues {
        Some((month, amount)) => format!(", {amount} in month {month}"),
        None => format!(" while you are there, and by month {} the middle person has left", left.0),
    };
    format!(
        "The dues that keep you qualified ({what}) go on{amount}: what is left is {}.",
        before_and_after(before, left)
    )
}

/// What a self-sufficient leg is.
const SELF_SUFFICIENT: &str = "A leg (somebody you brought in, with all below) is self-sufficient while somebody in it has \
    sponsored in the last three months";

/// How many of 100 have such a leg when they stop, and in the last month; beside the same people free to quit.
pub(crate) fn with_legs(who: Counted, before: &InMonth, after: &InMonth, free: Option<[&str; 2]>) -> String {
    let months = before_and_after(Some(before), after);
    let free = free.map_or_else(String::new, |[before, after]| format!(" (free to quit: {before} and {after})"));
    format!("{SELF_SUFFICIENT}. Of 100 {}, {months} have one{free}.", who.in_words())
}

/// How many there are in the month before the stop and in the last one, where nothing is left to chance.
pub(crate) fn legs(before: &InMonth, after: &InMonth) -> String {
    format!("{SELF_SUFFICIENT}. You have {}.", before_and_after(Some(before), after))
}

/// People of 100 who had so many legs when they stopped, and what the last month paid them and left them.
pub(crate) fn group(legs: &str, of_100: &str, paid: &str, left: &str) -> String {
    format!("{legs} ({of_100} of 100): {paid}, left {left}")
}

/// The groups of people by their legs at the stop, with the widest error of their averages where it is known.
pub(crate) fn by_legs(last: u16, groups: &[String], error: Option<&str>) -> String {
    let error = error.map_or_else(|| "unknown for groups of one".to_owned(), |error| format!("at most {error}"));
    format!(
        "Average commission of month {last}, and what its dues leave, by such legs at the stop: {} (simulation error \
         {error}).",
        groups.join("; ")
    )
}

/// A number of legs in words, as a group is called.
pub(crate) fn legs_said(name: &str) -> String {
    match name {
        "0" => "none".to_owned(),
        "1" => "one".to_owned(),
        "2-3" => "2 or 3".to_owned(),
        "4+" => "4 or more".to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_month(month: u16, said: &str) -> InMonth {
        (month, said.to_owned())
    }

    #[test]
    fn amounts_stand_with_their_months_and_never_without_the_dues() {
        let (before, after) = (in_month(12, "$12.00"), in_month(36, "$3.00"));
        let retail = retail_profit(Some(&in_month(12, "$9.00")), &in_month(36, "$1.00"));
        assert_eq!(
            middle(Some(&before), &after, &halved_by(17), Some(&retail)),
            "The middle person's commission is $12.00 in month 12 and $3.00 in month 36 (halved by month 17); retail profit \
             $9.00, then $1.00."
        );
        // Who stops in month 1 was paid nothing before.
        assert_eq!(middle(None, &after, "", None), "The middle person's commission is $3.00 in month 36.");
        let (was, left) = (in_month(12, "-$123.00"), in_month(36, "-$132.00"));
        assert_eq!(
            dues(dues_are(false), Some(&in_month(36, "$135.00")), Some(&was), &left),
            "The dues that keep you qualified (own orders and monthly costs) go on, $135.00 in month 36: what is left is \
             -$123.00 in month 12 and -$132.00 in month 36."
        );
        assert_eq!(
            dues(dues_are(true), None, Some(&was), &in_month(36, "$0.00")),
            "The dues that keep you qualified (own orders, monthly costs and events) go on while you are there, and by month \
             36 the middle person has left: what is left is -$123.00 in month 12 and $0.00 in month 36."
        );
    }

    #[test]
    fn people_who_are_told_to_stay_stand_beside_people_who_may_quit() {
        let said = |who, free| with_legs(who, &in_month(12, "20"), &in_month(36, "4"), free);
        let stay = said(Counted::WhoNeverQuit, Some(["8", "fewer than 1"]));
        assert!(stay.ends_with(
            "Of 100 people who never quit, 20 in month 12 and 4 in month 36 have one (free to quit: 8 and fewer than 1)."
        ));
        assert!(said(Counted::People, None).ends_with("Of 100 people, 20 in month 12 and 4 in month 36 have one."));
        assert_eq!(["0", "1", "2-3", "4+"].map(legs_said), ["none", "one", "2 or 3", "4 or more"]);
    }
}
