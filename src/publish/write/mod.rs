//! The writers of tables. They know no result.

mod csv;
mod dialect;
mod guard;
mod parts;
mod text;

pub use csv::{CsvTable, write_csv};
pub use dialect::Dialect;
pub use parts::{MOST_ROWS, Parts, Whole, part_name};
pub(crate) use text::{TextLayout, write_text};
