//! The two readings of own orders, in one wording.

/// Their price is an expense.
pub(crate) const A_COST: &str = "a cost";
/// Their price is no expense of taking part.
pub(crate) const BOUGHT_ANYWAY: &str = "bought anyway";
/// [`BOUGHT_ANYWAY`] for a narrow column.
pub(crate) const ANYWAY: &str = "anyway";

/// A reading in a sentence: `own orders a cost`.
pub(crate) fn own_orders(reading: &str) -> String {
    format!("own orders {reading}")
}
