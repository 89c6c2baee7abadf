//! Which columns of the tree and of the orders a plan reads.

use super::problem::PayrollErrors;
use crate::commission::{Needs, Placing};
use crate::genealogy::{Genealogy, Orders, Wanted};
use crate::plans::PlanFile;
use crate::units::Volume;

const TREE: &str = "tree";
const ORDERS: &str = "orders";

/// The columns that the files need for a plan to be paid, with the reason; with orders these have the volumes. To be
/// told with everything else that is wrong with the files: [`read_wanting`](crate::genealogy::read_wanting).
#[must_use]
pub fn wanted_columns(plan: &PlanFile, has_orders: bool) -> Vec<Wanted> {
    columns(plan, &plan.plan().needs(), has_orders)
}

fn columns(plan: &PlanFile, needs: &Needs, has_orders: bool) -> Vec<Wanted> {
    let volumes = if has_orders { ORDERS } else { TREE };
    let why = if has_orders {
        "it is the volume that commission is paid on"
    } else {
        "it is the volume that commission is paid on; or give the orders of each month with --orders"
    };
    let mut columns = vec![Wanted::new(volumes, "cv", why)];
    if needs.retail {
        let why = if has_orders {
            "the plan pays a retail margin: write customer for a member's sales outside, member for others"
        } else {
            "the plan pays a retail margin on sales to customers outside; give the orders with --orders"
        };
        columns.push(Wanted::new(ORDERS, "buyer", why));
        let why = "the plan pays a retail margin on the price that customers outside paid";
        columns.push(Wanted::new(ORDERS, "price", why));
    }
    if plan.plan().active_volume() > Volume::ZERO {
        columns.push(Wanted::new(volumes, "pv", "the plan asks for personal volume to be active"));
    } else if needs.personal {
        columns.push(Wanted::new(volumes, "pv", "the plan looks at personal volume"));
    } else if needs.placing.contains(&Placing::WeakerLeg) {
        let why = "the plan places members in the leg with less personal volume";
        columns.push(Wanted::new(volumes, "pv", why).unless(TREE, "placement"));
    }
    if needs.rank {
        let why = "the plan pays by rank and has no qualification that decides ranks";
        columns.push(Wanted::new(TREE, "rank", why));
    }
    if needs.joined {
        columns.push(Wanted::new(TREE, "joined", "the plan looks at the month in which members joined"));
    } else if !needs.placing.is_empty() {
        let why = "the plan places members in the order in which they joined; or give the columns placement and side";
        columns.push(Wanted::new(TREE, "joined", why).unless(TREE, "placement"));
    }
    columns
}

/// Reports the columns that are not there or empty.
pub(super) fn check(
    genealogy: &Genealogy,
    orders: Option<&Orders>,
    plan: &PlanFile,
    needs: &Needs,
    errors: &mut PayrollErrors,
) {
    for wanted in columns(plan, needs, orders.is_some()) {
        // Orders without a row have no columns worth speaking of: what is missing is an order.
        let has_none = wanted.file() == ORDERS && orders.is_some_and(Orders::is_empty);
        let is_there = |(file, column)| is_given(genealogy, orders, file, column);
        if !has_none && !is_there((wanted.file(), wanted.column())) && !wanted.alternative().is_some_and(is_there) {
            errors.missing(wanted.file(), wanted.column(), wanted.why());
        }
    }
    if needs.sides && genealogy.places().is_some_and(|places| places.positions().is_none()) {
        let why = "the plan pays on a left and a right leg, and placement alone does not say which";
        errors.missing(TREE, "side", why);
    }
}

fn is_given(genealogy: &Genealogy, orders: Option<&Orders>, file: &str, column: &str) -> bool {
    match (file, column) {
        (TREE, "pv") => genealogy.personal().is_some(),
        (TREE, "cv") => genealogy.commissionable().is_some(),
        (TREE, "rank") => !genealogy.rank_names().is_empty(),
        (TREE, "joined") => genealogy.joined().is_some(),
        (TREE, "placement") => genealogy.places().is_some(),
        (_, "pv") => orders.and_then(Orders::personal).is_some(),
        (_, "cv") => orders.and_then(Orders::commissionable).is_some(),
        (_, "price") => orders.and_then(Orders::prices).is_some(),
        (_, "buyer") => orders.and_then(Orders::customers).is_some(),
        _ => false,
    }
}
