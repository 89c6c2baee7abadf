//! How a team grows: who brings in whom, and who quits when. Growth knows no money.
//!
//! [`parameters`] says what is asked, [`activity`] what comes of a week of work, [`lifelines`] draws a team the fast way and [`month_by_month`] the readable way;
//! [`exact`] computes the law of the head-count without drawing, [`doubling`] is the story in closed form, and
//! [`uniform_sponsor`] is Gastwirth's pyramid, a model with laws of its own that proves the genealogy.
//!
//! A month has a fixed order: everyone active at its start brings in new members; then everyone active at its start
//! quits with the hazard of their tenure; this month's newcomers are not at risk.

pub mod activity;
pub mod doubling;
pub mod exact;
pub mod lifelines;
pub mod lives;
pub mod month_by_month;
pub mod organisation;
pub mod organisation_parameters;
pub mod parameters;
mod recruiting;
pub mod story;
pub mod uniform_sponsor;
