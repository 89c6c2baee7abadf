//! The same question, the same answer: on any number of threads, one trial alone or among others, and to the cent.
//!
//! - `threads_and_trials`: threads never change a number, and more trials never change earlier ones
//! - `books`: heads and money of every trial add up, and the quick ways to your pay and to the counts are the plan's own
//! - `recorded`: trials recorded apart and merged are trials recorded at once; what does not belong together is refused
//! - `forward`: what has happened by a month depends on nothing that is decided later
//! - `same_people`: a changed assumption moves what people do and nobody's luck

#![allow(clippy::cast_precision_loss)] // counts and cents far below 2^53

mod books;
mod forward;
#[path = "../support/questions.rs"]
mod questions;
mod recorded;
mod same_people;
mod threads_and_trials;
