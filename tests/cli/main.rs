//! The program as people and scripts meet it: every command through its binary.
//!
//! `run` holds the main job to its contract, `files` the files of `--out`, `dialects` their forms, `input` what is
//! refused, `limits` what happens when something runs out or is cut off, `interrupted` what signals leave; `widths` lays texts
//! out for terminals; `residual` is what still comes in after a stop, `week` a week of work, `goals` what people may want to
//! reach, `vary` one scenario under several values; `check`, `compare`, `exact`, `penny` and `presets` are the other
//! commands, `schema` the form of all their JSON.

#![cfg(feature = "cli")]
#![allow(clippy::cast_precision_loss, clippy::float_cmp)] // small counts, and the same number written twice

mod check;
mod compare;
mod dialects;
mod everyone;
mod exact;
mod files;
mod goals;
mod input;
mod interrupted;
mod json_schema;
mod limits;
mod penny;
mod plans;
mod presets;
mod residual;
mod run;
mod schema;
mod support;
mod vary;
mod week;
mod widths;
