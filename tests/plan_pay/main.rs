//! `downline plan pay`, from files to cents.

#![cfg(feature = "cli")]

mod desk;
mod forms;
mod refunds;
mod refusals;
mod titles;
mod worked_cases;
