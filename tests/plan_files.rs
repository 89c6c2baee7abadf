//! Plan files as users meet them: what is read, what is refused and in which words; and the plans that are built in.
#![allow(clippy::inconsistent_digit_grouping)] // cents stand apart

#[path = "plan_files/built_in.rs"]
mod built_in;
#[path = "plan_files/in_scenarios.rs"]
mod in_scenarios;
#[path = "plan_files/never_panics.rs"]
mod never_panics;
#[path = "plan_files/refusals.rs"]
mod refusals;
