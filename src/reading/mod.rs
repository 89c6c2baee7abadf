//! Reading TOML as people write it: values that know their places, all problems at once, and what was meant.
//!
//! Scenarios and plan files are read by the same pieces: a text becomes a tree of values with places (`tree`), the
//! `Reader` walks its tables, asks for each key with its type and range (`values`), collects everything that is wrong
//! ([`Problems`]) and notes where each value came from ([`Explanation`]).

pub(crate) mod explain;
pub(crate) mod nearest;
pub(crate) mod problem;
pub(crate) mod reader;
pub(crate) mod source;
pub(crate) mod tree;
pub(crate) mod values;
pub(crate) mod written;

pub use explain::{Explanation, Origin, Row};
pub use problem::{Problem, Problems};
pub use tree::LONGEST_TEXT;

pub(crate) use reader::{Key, Reader, Section};
pub(crate) use source::{Source, SourceKind};
