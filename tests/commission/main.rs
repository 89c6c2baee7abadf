//! Commission: worked cases of published plans, and the fast rules against a slow textbook on random trees.
//!
//! A new worked case is a TOML file in `tests/plans`; `case_file` says what may stand in it.

#![allow(clippy::inconsistent_digit_grouping)] // hundredths are written as 100_00

mod binary_textbook;
mod case_file;
mod enrollers;
mod group_textbook;
mod large_networks;
mod leaders_by_title;
mod level_textbook;
mod monthly_textbook;
mod months;
mod placings;
mod plan_properties;
mod properties;
#[path = "../support/random_plans.rs"]
mod random_plans;
mod rank_properties;
mod rounding;
mod rule_properties;
mod small_months;
mod stairs_textbook;
mod switch_properties;
#[path = "../support/textbook.rs"]
mod textbook;
#[path = "../support/textbook_binary.rs"]
mod textbook_binary;
#[path = "../support/textbook_climb.rs"]
mod textbook_climb;
#[path = "../support/textbook_differential.rs"]
mod textbook_differential;
#[path = "../support/textbook_groups.rs"]
mod textbook_groups;
#[path = "../support/textbook_leaders.rs"]
mod textbook_leaders;
#[path = "../support/textbook_levels.rs"]
mod textbook_levels;
#[path = "../support/textbook_month.rs"]
mod textbook_month;
#[path = "../support/textbook_monthly.rs"]
mod textbook_monthly;
#[path = "../support/textbook_placing.rs"]
mod textbook_placing;
#[path = "../support/textbook_ranks.rs"]
mod textbook_ranks;
mod worked_cases;
mod your_pay;
