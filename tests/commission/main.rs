//! Commission: worked cases of published plans, and the fast rules against a slow textbook on random trees.
//!
//! A new worked case is a TOML file in `tests/plans`; `case_file` says what may stand in it.

#![allow(clippy::inconsistent_digit_grouping)] // hundredths are written as 100_00

mod case_file;
mod placings;
mod properties;
mod rank_properties;
mod rounding;
mod rule_properties;
mod switch_properties;
#[path = "../support/textbook.rs"]
mod textbook;
#[path = "../support/textbook_climb.rs"]
mod textbook_climb;
#[path = "../support/textbook_leaders.rs"]
mod textbook_leaders;
#[path = "../support/textbook_ranks.rs"]
mod textbook_ranks;
mod worked_cases;
