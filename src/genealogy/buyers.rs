//! Who bought: the member or a customer outside, as the column `buyer` of the orders says.

use super::columns::NONE;
use super::orders::OrdersDraft;
use super::problem::{GenealogyErrors, ProblemKind, quoted};
use super::table::Table;

/// What a cell of the column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Buyer {
    /// Nothing; a refund has the buyer of its order.
    Unsaid,
    /// The member itself.
    Member,
    /// A customer of the member, outside the network.
    Customer,
    /// A word that is reported.
    Wrong,
}

impl Buyer {
    /// The word of the column.
    pub(super) const fn word(is_customer: bool) -> &'static str {
        if is_customer { "customer" } else { "member" }
    }

    /// Reads a cell.
    pub(super) fn read<const N: usize>(table: &Table<'_, N>, column: usize, errors: &mut GenealogyErrors) -> Self {
        let cell = table.cell(column);
        if cell.is_empty() {
            return Self::Unsaid;
        }
        for (buyer, is_customer) in [(Self::Member, false), (Self::Customer, true)] {
            if cell.eq_ignore_ascii_case(Self::word(is_customer).as_bytes()) {
                return buyer;
            }
        }
        let message = || format!("buyer {} is neither member nor customer", quoted(cell));
        errors.push(ProblemKind::BadBuyer, &table.file, table.row, message);
        Self::Wrong
    }
}

/// By order, whether a customer outside bought; empty when the file does not say who did. `refunded` is what
/// [`refunds::check`] found. What is unsaid or contradictory is reported.
///
/// [`refunds::check`]: super::refunds::check
pub(super) fn check(orders: &OrdersDraft, refunded: &[u32], errors: &mut GenealogyErrors) -> Vec<bool> {
    if orders.buyers.iter().all(|&buyer| buyer == Buyer::Unsaid) {
        return Vec::new();
    }
    let mut is_customer = Vec::with_capacity(orders.buyers.len());
    for (at, (&buyer, &row)) in orders.buyers.iter().zip(&orders.rows).enumerate() {
        let order = refunded.get(at).copied().filter(|&order| order != NONE);
        let Some(order) = order else {
            // A refund whose order is not known is reported already.
            let is_refund = orders.named.get(at).is_some_and(|&name| name != NONE);
            if buyer == Buyer::Unsaid && !is_refund {
                let message = || "has no buyer; write member or customer in every row, or in none".to_owned();
                errors.push(ProblemKind::EmptyCell, &orders.file, row, message);
            }
            is_customer.push(buyer == Buyer::Customer);
            continue;
        };
        let first = orders.buyers.get(order as usize).copied().unwrap_or(Buyer::Unsaid);
        if let (Buyer::Member, Buyer::Customer) | (Buyer::Customer, Buyer::Member) = (buyer, first) {
            let message = || {
                let (id, first) = (quoted(orders.ids.get(order)), Buyer::word(first == Buyer::Customer));
                format!("refunds {id} of a {first}, but its buyer is {}", Buyer::word(buyer == Buyer::Customer))
            };
            errors.push(ProblemKind::RefundOfOtherBuyer, &orders.file, row, message);
        }
        is_customer.push(first == Buyer::Customer);
    }
    is_customer
}
