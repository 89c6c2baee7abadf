//! A plan, a tree and perhaps orders of any bytes, paid together: totals are the sums of their lines, the second time is
//! like the first, and the plan's canonical text pays like the plan.

#![no_main]

use downline::units::Month;
use libfuzzer_sys::fuzz_target;

#[path = "../../support/checks.rs"]
mod checks;
#[allow(dead_code)] // shared with others, who use the rest
#[path = "../parts.rs"]
mod parts;

fuzz_target!(|input: &[u8]| {
    let files = parts::parts(input, 3);
    let (Ok(plan), Some(tree)) = (std::str::from_utf8(files[0]), files.get(1)) else { return };
    let Some(plan) = checks::read_plan(plan) else { return };
    let Some(records) = checks::read_tree(tree, files.get(2).copied()) else { return };
    // Without orders the volumes of the tree are those of some month.
    let month = records.orders.is_none().then(|| Month::new(3));
    drop(checks::pay(&plan, &records, month));
});
