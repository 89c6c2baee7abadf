//! The readers of plans, scenarios and genealogies under any text, and payrolls of any plan and tree: they answer or
//! refuse, and neither panic nor hang.
//!
//! A normal run is short; `PROPTEST_CASES=1000000 cargo test --release --test long_properties` is a long one. The seeds
//! of failures are not written into the tree. `tests/fuzz` holds the same checks to inputs that a fuzzer looks for.

#![allow(clippy::inconsistent_digit_grouping)] // hundredths are written as 100_00

#[path = "../support/checks.rs"]
mod checks;
mod payrolls;
#[path = "../support/random_genealogies.rs"]
mod random_genealogies;
#[path = "../support/random_plans.rs"]
mod random_plans;
mod readers;
