//! Results of all trials: distributions month by month, outcomes of 100 people, paths.

pub mod distribution;
pub mod metric;
