//! The sentences of one career month by month.

use super::counts::{counted, months, people};

/// The columns, the last two in the order of the readings of own orders.
pub(crate) const COLUMNS: [&str; 9] =
    ["month", "new", "gone", "team", "customers", "earned", "spent", "net so far", "net so far"];
/// Two lines over a column of net with own orders a cost.
pub(crate) const A_COST: [&str; 2] = ["own orders", "a cost"];
/// Two lines over a column of net with own orders bought anyway.
pub(crate) const BOUGHT_ANYWAY: [&str; 2] = ["bought", "anyway"];

pub(crate) fn title(trial: u64, name: &str, hash: &str, seed: u64) -> String {
    format!("Trial {trial} of {name} ({hash}), seed {seed}: one simulated career")
}

/// The line from which on you have left.
pub(crate) fn you_leave(month: u16) -> String {
    format!("-- you leave in month {month}; from here on you have left --")
}

/// What the columns are.
pub(crate) fn columns(costs: &str) -> String {
    format!(
        "Earned: commission and retail profit. Spent: {costs}. Net so far stands twice: with your own orders a cost, and \
         without them, as bought anyway."
    )
}

/// Whom you brought in, and who came below.
pub(crate) fn sponsored(yours: i64, below: i64, depth: i64) -> String {
    format!(
        "You sponsored {}; {} ever joined below you, on {}.",
        people(yours),
        people(below),
        counted(depth, "level", "levels")
    )
}

pub(crate) fn left(month: u16, active: u32) -> String {
    format!(
        "You left in month {month}, after {} of being active: from then on you are paid nothing and buy nothing, and the team \
         is counted without you.",
        months(active.into())
    )
}

pub(crate) fn stayed(active: u32) -> String {
    format!("You were active for {}.", months(active.into()))
}

pub(crate) fn first_ahead(month: u16) -> String {
    format!("First ahead in month {month}, own orders a cost.")
}

pub(crate) const NEVER_AHEAD: &str = "Never ahead, own orders a cost.";
