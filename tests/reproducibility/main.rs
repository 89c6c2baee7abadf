//! The same question, the same answer: on any number of threads, one trial alone or among others, and to the cent.
//!
//! - `threads_and_trials`: threads never change a number, and more trials never change earlier ones
//! - `books`: heads and money of every trial add up, and the quick way to your pay is the plan's own
//! - `same_people`: a changed assumption moves what people do and nobody's luck

mod books;
#[path = "../support/questions.rs"]
mod questions;
mod same_people;
mod threads_and_trials;
