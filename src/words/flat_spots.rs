//! The sentences of flat spots: where volume goes up and somebody's pay stands still or falls.

use super::counts::counted;

pub(crate) const TITLE: &str = "Flat spots: volume goes up, and somebody's pay stands still or falls";
pub(crate) const NONE_FOUND: &str = "None was found.";
pub(crate) const NOT_LOOKED_FOR: &str = "Flat spots were not looked for.";
pub(crate) const NO_EDGES: &str = "it has none";
pub(crate) const COLUMNS: [&str; 5] = ["", "volume", "", "pay", ""];
pub(crate) const NO_LINE: &str = "no line";
pub(crate) const BEFORE: &str = "before";
pub(crate) const AFTER: &str = "after";

pub(crate) fn and_more(number: usize) -> String {
    format!("and {number} more")
}

pub(crate) fn and_more_lines(number: usize) -> String {
    format!("and {}", counted(i64::try_from(number).unwrap_or(i64::MAX), "more line", "more lines"))
}

/// Which trees were searched, all of them up to a size and perhaps a part of the larger ones.
pub(crate) fn searched(complete: usize, asked: usize, edges: &str, order: &str, settled: &str) -> String {
    let ended = if complete < asked {
        format!(", and part of the larger ones up to {asked}, until the search ended with its budget")
    } else {
        String::new()
    };
    format!(
        "All trees of up to {complete} members were searched{ended}; volumes around the plan's own edges ({edges}), one \
         order of {order} points added to each member in turn: {settled} months settled. Nobody in them is new."
    )
}

/// Whose pay stands still or falls.
#[derive(Clone, Copy)]
pub(crate) enum Whose {
    Buyer,
    Above,
    Elsewhere,
}

/// What happens in a flat spot.
pub(crate) fn what_happens(buyer: &str, member: &str, becomes_active: bool, falls: bool, whose: Whose) -> String {
    let order = if becomes_active { "orders and becomes active" } else { "orders once more" };
    match (falls, whose) {
        (true, Whose::Buyer) => format!("{buyer} {order} and is paid less itself."),
        (true, Whose::Above) => format!("{buyer} {order}, and {member} above it is paid less."),
        (true, Whose::Elsewhere) => format!("{buyer} {order}, and {member}, not above it, is paid less."),
        (false, Whose::Buyer) => format!("{buyer} {order} and is paid no more, though earlier orders paid."),
        (false, _) => format!("{buyer} {order}, and {member} is paid no more, though earlier orders paid it."),
    }
}

pub(crate) fn when(member: &str, when: &str) -> String {
    format!("{member} {when}")
}

pub(crate) fn of(basis: &str) -> String {
    format!("of {basis}")
}

pub(crate) fn on(source: &str) -> String {
    format!("on {source}")
}
