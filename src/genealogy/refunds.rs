//! Refunds: orders that take back earlier ones, checked against what is left of them.

use super::columns::{Amounts, Months, NONE, WRONG_MONTH};
use super::draft::{Draft, WRONG};
use super::orders::OrdersDraft;
use super::problem::{GenealogyErrors, ProblemKind, quoted};
use super::suggestion::same_id;
use crate::units::Money;

/// The rows of the orders that are taken back, by row, [`NONE`] for an order that takes nothing back; empty when no
/// order does. Everything that is wrong with a refund is reported.
pub(super) fn check(orders: &OrdersDraft, tree: &Draft, months: &Months, errors: &mut GenealogyErrors) -> Vec<u32> {
    let mut left: Vec<Left<'_>> =
        [&orders.personal, &orders.commissionable, &orders.prices].into_iter().map(Left::new).collect();
    let mut refunded = vec![NONE; if orders.names.len() == 0 { 0 } else { orders.rows.len() }];
    for (at, &row) in orders.rows.iter().enumerate() {
        let name = orders.named.get(at).copied().filter(|&name| name != NONE);
        let Some(name) = name else {
            check_unnamed(orders, at, row, errors);
            continue;
        };
        let Some(order) = find(orders, at, name, errors) else { continue };
        let is_sound = check_order(orders, at, order, tree, months, errors);
        for left in &mut left {
            if is_sound {
                left.take(orders, at, order, errors);
            }
        }
        refunded[at] = order;
    }
    refunded
}

/// An order that names no other may not be negative.
fn check_unnamed(orders: &OrdersDraft, at: usize, row: u32, errors: &mut GenealogyErrors) {
    let amounts = [&orders.personal, &orders.commissionable, &orders.prices];
    let Some(amounts) = amounts.into_iter().find(|amounts| value(amounts, at) < 0) else { return };
    let message = || {
        format!(
            "{} {} is negative; write the id of the order that it takes back in the column refunds",
            amounts.name(),
            shown(value(amounts, at))
        )
    };
    errors.push(ProblemKind::UnnamedRefund, &orders.file, row, message);
}

/// The row of the order that is named.
fn find(orders: &OrdersDraft, at: usize, name: u32, errors: &mut GenealogyErrors) -> Option<u32> {
    let name = orders.names.get(name);
    let found = orders.ids.find(name);
    if found.is_none() {
        let message = || {
            let near = same_id(name, &orders.ids, |_| true);
            let near = near.map_or(String::new(), |near| format!("; did you mean {}?", quoted(orders.ids.get(near))));
            format!("refunds {}, but no order has that id{near}", quoted(name))
        };
        errors.push(ProblemKind::UnknownOrder, &orders.file, orders.rows[at], message);
    }
    found
}

/// Whether the order is an earlier one of the same member, and no refund itself.
fn check_order(
    orders: &OrdersDraft,
    at: usize,
    order: u32,
    tree: &Draft,
    months: &Months,
    errors: &mut GenealogyErrors,
) -> bool {
    let (file, row, of) = (&orders.file, orders.rows[at], order as usize);
    let id = || quoted(orders.ids.get(order));
    if orders.named[of] != NONE {
        let message = || format!("refunds {}, which is a refund itself", id());
        errors.push(ProblemKind::RefundTooLarge, file, row, message);
        return false;
    }
    let (month, first) = (orders.months[at], orders.months[of]);
    let is_later = month > first || month <= WRONG_MONTH || first <= WRONG_MONTH;
    if !is_later {
        let message = || {
            let label = |month| Draft::label(months.calendar(), month);
            format!(
                "refunds {} of month {} in month {}; a refund is for a later month: lower the order itself",
                id(),
                label(first),
                label(month)
            )
        };
        errors.push(ProblemKind::RefundTooEarly, file, row, message);
    }
    let (member, buyer) = (orders.members[at], orders.members[of]);
    let is_own = member == buyer || member == WRONG || buyer == WRONG;
    if !is_own {
        let message = || format!("refunds {}, which {} ordered, not {}", id(), tree.shown(buyer), tree.shown(member));
        errors.push(ProblemKind::RefundOfOther, file, row, message);
    }
    is_later && is_own
}

/// What is left of the amounts of a column.
struct Left<'a> {
    amounts: &'a Amounts,
    /// Copied from the column with the first refund.
    values: Vec<i64>,
}

impl<'a> Left<'a> {
    const fn new(amounts: &'a Amounts) -> Self {
        Self { amounts, values: Vec::new() }
    }

    /// Takes the amount of a refund off its order.
    fn take(&mut self, orders: &OrdersDraft, at: usize, order: u32, errors: &mut GenealogyErrors) {
        let amount = value(self.amounts, at);
        if amount == 0 {
            return;
        }
        if self.values.is_empty() {
            self.values.clone_from(&self.amounts.values);
        }
        let (name, id) = (self.amounts.name(), || quoted(orders.ids.get(order)));
        let left = &mut self.values[order as usize];
        if amount > 0 {
            let message = || format!("refunds {} with a positive {name} {}", id(), shown(amount));
            errors.push(ProblemKind::RefundPositive, &orders.file, orders.rows[at], message);
        } else if amount.unsigned_abs() > left.unsigned_abs() {
            let message =
                || format!("takes {name} {} back from {}, of which {} is left", shown(-amount), id(), shown(*left));
            errors.push(ProblemKind::RefundTooLarge, &orders.file, orders.rows[at], message);
        } else {
            *left += amount;
        }
    }
}

fn value(amounts: &Amounts, at: usize) -> i64 {
    amounts.values.get(at).copied().unwrap_or(0)
}

/// Hundredths as a number with two decimals.
fn shown(hundredths: i64) -> Money {
    Money::from_cents(hundredths)
}
