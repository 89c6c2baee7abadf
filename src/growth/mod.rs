//! How a team grows: who brings in whom, and who quits when. Growth knows no money.
//!
//! [`parameters`] says what is asked, [`lifelines`] draws a team the fast way and [`month_by_month`] the readable way.
//! [`exact`] knows the law of the head-count without drawing, [`doubling`] the story, [`uniform_sponsor`] a closed pyramid.
//!
//! A month has a fixed order: everyone active at its start brings in new members; then everyone active at its start
//! quits with the hazard of their tenure; this month's newcomers are not at risk.

pub mod doubling;
pub mod exact;
pub mod lifelines;
pub mod month_by_month;
pub mod parameters;
mod recruiting;
mod tables;
pub mod uniform_sponsor;
