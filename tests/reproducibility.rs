//! The same question, the same answer: on any number of threads, one trial alone or among others, and to the cent.
//!
//! | module | what it holds |
//! | --- | --- |
//! | `threads_and_trials` | threads never change a number, and more trials never change earlier ones |
//! | `books` | heads and money of every trial add up, and the quick way to your pay is the plan's own |
//! | `same_people` | a changed assumption moves what people do and nobody's luck |

mod support {
    pub(crate) mod questions;
}

#[path = "reproducibility/books.rs"]
mod books;
#[path = "reproducibility/same_people.rs"]
mod same_people;
#[path = "reproducibility/threads_and_trials.rs"]
mod threads_and_trials;
