//! Results in a form: a [`Table`] says what there is, a writer says how it looks in a file.
//!
//! A [`Figure`] is a picture with the words that belong to it.
//!
//! A table knows its name, its [`Column`]s with their units, and its rows of [`Cell`]s; rows come one by one, so that a
//! table of millions needs no memory. [`write_csv`] writes one, in the [`Dialect`] that its reader expects. A writer
//! knows no result, and whoever makes a table knows no writer.
//!
//! ```
//! use downline::publish::{Cell, Column, Dialect, Kind, Table, Whole, write_csv};
//!
//! let columns = vec![Column::text("rule"), Column::new("paid", "EUR", Kind::Hundredths)];
//! let rows = [vec![Cell::text("=1+1"), Cell::Hundredths(-1_250)]];
//! let mut file = Vec::new();
//! write_csv(Table::new("rules", columns, rows), Dialect::ExcelEu, Whole(&mut file))?;
//! assert_eq!(file, "\u{feff}rule;paid\r\n'=1+1;-12,50\r\n".as_bytes());
//! # Ok::<(), std::io::Error>(())
//! ```

mod figure;
mod table;
mod write;

pub use figure::Figure;
pub use table::{Cell, Column, Kind, Row, RowSink, Table};
pub use write::{CsvTable, Dialect, MOST_ROWS, Parts, Whole, part_name, write_csv};
pub(crate) use write::{TextLayout, write_text};
