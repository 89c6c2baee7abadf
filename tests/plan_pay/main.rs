//! `downline plan pay`, from files to cents.

#![cfg(feature = "cli")]

mod desk;
mod forms;
mod refunds;
mod refusals;
mod worked_cases;
