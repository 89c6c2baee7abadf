//! `downline plan pay`, from files to cents.

#![cfg(feature = "cli")]

mod desk;
mod dialects;
mod enrollers;
mod forms;
mod once;
mod placing;
mod refunds;
mod refusals;
mod sales;
mod titles;
mod too_much;
mod worked_cases;
