//! The same question, the same answer: on any number of threads, one trial alone or among others, and to the cent.
//!
//! - `threads_and_trials`: threads never change a number, and more trials never change earlier ones
//! - `books`: heads and money of every trial add up, and the quick ways to your pay and to the counts are the plan's own
//! - `recorded`: trials recorded apart and merged are trials recorded at once; what does not belong together is refused
//! - `forward`: what has happened by a month depends on nothing that is decided later
//! - `red_months`: months in the red make you quit, and a week of work makes your rates, as careers without them say
//! - `stopped`: nobody of yours comes after the stop, and pay by legs is that of the careers
//! - `same_people`: a changed assumption moves what people do and nobody's luck

#![allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // counts and cents far below 2^53

mod books;
mod forward;
#[path = "../support/questions.rs"]
mod questions;
mod recorded;
mod red_months;
mod same_people;
mod stopped;
mod threads_and_trials;
