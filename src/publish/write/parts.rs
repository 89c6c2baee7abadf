//! Files that are longer than a spreadsheet can open: they go on in further files.

use std::io::{self, Write};

use super::Dialect;

/// The most rows of one file: what a spreadsheet can open, less the header.
pub const MOST_ROWS: usize = 1_048_575;

/// The name of a part of a table, counted from 1: `lines.csv`, `lines-2.csv`, ...
///
/// ```
/// use downline::publish::{Dialect, part_name};
/// assert_eq!([1, 2].map(|part| part_name("lines", part, Dialect::Excel)), ["lines.csv", "lines-2.csv"]);
/// assert_eq!(part_name("lines", 2, Dialect::Tsv), "lines-2.tsv");
/// ```
#[must_use]
pub fn part_name(table: &str, part: usize, dialect: Dialect) -> String {
    let ending = dialect.ending();
    if part == 1 { format!("{table}.{ending}") } else { format!("{table}-{part}.{ending}") }
}

/// Where a long table goes.
pub trait Parts: Write {
    /// The most rows of a part below its header.
    fn most_rows(&self) -> usize;

    /// Ends a part that is full; what is written from now on belongs to the next.
    ///
    /// # Errors
    /// When the part cannot be ended or the next one not begun.
    fn next_part(&mut self) -> io::Result<()>;
}

impl<P: Parts + ?Sized> Parts for &mut P {
    fn most_rows(&self) -> usize {
        (**self).most_rows()
    }

    fn next_part(&mut self) -> io::Result<()> {
        (**self).next_part()
    }
}

/// A table in one piece, however long: as on standard output.
#[derive(Debug)]
pub struct Whole<W>(pub W);

impl<W: Write> Write for Whole<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl<W: Write> Parts for Whole<W> {
    fn most_rows(&self) -> usize {
        usize::MAX
    }

    fn next_part(&mut self) -> io::Result<()> {
        Ok(())
    }
}
