//! Tables that are longer than a spreadsheet can open: they go on in further files, each with the header.

use std::io::{self, Write};

use super::writer;

/// The most rows of one file: what a spreadsheet can open, less the header.
pub const MOST_ROWS: usize = 1_048_575;

/// The name of a part of a table, counted from 1: `lines.csv`, `lines-2.csv`, ...
///
/// ```
/// use downline::report::tables::part_name;
/// assert_eq!([1, 2].map(|part| part_name("lines", part)), ["lines.csv", "lines-2.csv"]);
/// ```
#[must_use]
pub fn part_name(table: &str, part: usize) -> String {
    if part == 1 { format!("{table}.csv") } else { format!("{table}-{part}.csv") }
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

/// A table that begins a new part, with the header again, whenever one is full.
pub(super) struct LongTable<P: Parts> {
    /// `None` only after a part could not be changed.
    table: Option<csv::Writer<P>>,
    header: Vec<String>,
    rows: usize,
    most: usize,
}

impl<P: Parts> LongTable<P> {
    pub(super) fn new(out: P, header: Vec<String>) -> csv::Result<Self> {
        let most = out.most_rows().max(1);
        let mut table = writer(out);
        table.write_record(&header)?;
        Ok(Self { table: Some(table), header, rows: 0, most })
    }

    /// The table, ready for one more row.
    pub(super) fn row(&mut self) -> csv::Result<&mut csv::Writer<P>> {
        if self.rows == self.most {
            self.next_part()?;
        }
        self.rows += 1;
        self.table.as_mut().ok_or_else(|| lost().into())
    }

    fn next_part(&mut self) -> csv::Result<()> {
        let full = self.table.take().ok_or_else(lost)?;
        let mut out = full.into_inner().map_err(csv::IntoInnerError::into_error)?;
        out.next_part()?;
        let mut table = writer(out);
        table.write_record(&self.header)?;
        self.table = Some(table);
        self.rows = 0;
        Ok(())
    }

    /// Writes what is still waiting.
    pub(super) fn finish(&mut self) -> csv::Result<()> {
        Ok(self.table.as_mut().ok_or_else(lost)?.flush()?)
    }
}

fn lost() -> io::Error {
    io::Error::other("the table ended early")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parts of at most three rows.
    struct Threes<'a>(&'a mut Vec<String>);

    impl Write for Threes<'_> {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.last_mut().unwrap().push_str(std::str::from_utf8(bytes).unwrap());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Parts for Threes<'_> {
        fn most_rows(&self) -> usize {
            3
        }

        fn next_part(&mut self) -> io::Result<()> {
            self.0.push(String::new());
            Ok(())
        }
    }

    fn parts_of(rows: usize) -> Vec<String> {
        let mut parts = vec![String::new()];
        let mut table = LongTable::new(Threes(&mut parts), vec!["a".to_owned(), "b".to_owned()]).unwrap();
        for row in 0..rows {
            table.row().unwrap().write_record([row.to_string(), "x".to_owned()]).unwrap();
        }
        table.finish().unwrap();
        drop(table);
        parts
    }

    #[test]
    fn a_part_begins_when_one_is_full_and_a_row_is_left() {
        assert_eq!(parts_of(0), ["a,b\n"]);
        assert_eq!(parts_of(3), ["a,b\n0,x\n1,x\n2,x\n"]);
        assert_eq!(parts_of(7), ["a,b\n0,x\n1,x\n2,x\n", "a,b\n3,x\n4,x\n5,x\n", "a,b\n6,x\n"]);
    }

    #[test]
    fn in_one_piece_there_is_one_header() {
        let mut out = Vec::new();
        let mut table = LongTable::new(Whole(&mut out), vec!["a".to_owned()]).unwrap();
        for _ in 0..5 {
            table.row().unwrap().write_record(["1"]).unwrap();
        }
        table.finish().unwrap();
        drop(table);
        assert_eq!(out, b"a\n1\n1\n1\n1\n1\n");
    }
}
