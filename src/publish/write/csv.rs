//! CSV: one header row, no comments, numbers without thousands marks, money with two decimals in major units. An empty
//! cell means that there is nothing to say.
//!
//! Every name and text goes through the [`guard`](super::guard), and numbers never do: a table cannot be written around
//! it.

use std::io::{self, Write as _};

use super::Dialect;
use super::guard::safe;
use super::parts::Parts;
use crate::publish::table::{Cell, Column, RowSink, Table};

/// Writes a whole table.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_csv(table: Table<'_>, dialect: Dialect, out: impl Parts) -> io::Result<()> {
    let mut file = CsvTable::begin(table.columns(), dialect, out)?;
    for row in table.into_rows() {
        file.row(&row)?;
    }
    file.finish()
}

/// A table in writing, which takes its rows one by one. It begins a new part, with the header again, whenever one is
/// full.
pub struct CsvTable<P: Parts> {
    /// `None` only after a part could not be changed.
    out: Option<csv::Writer<P>>,
    dialect: Dialect,
    header: Vec<String>,
    /// Rows in this part.
    rows: usize,
    /// The most rows of a part.
    most: usize,
    /// Memory for one number.
    number: Vec<u8>,
}

impl<P: Parts> CsvTable<P> {
    /// Begins a table with these columns.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn begin(columns: &[Column], dialect: Dialect, out: P) -> io::Result<Self> {
        let header = columns.iter().map(|column| safe(&column.name).into_owned()).collect();
        let most = out.most_rows().max(1);
        let mut table = Self { out: None, dialect, header, rows: 0, most, number: Vec::new() };
        table.begin_part(out)?;
        Ok(table)
    }

    /// Ends the table.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.as_mut().ok_or_else(lost)?.flush()
    }

    fn begin_part(&mut self, mut out: P) -> io::Result<()> {
        out.write_all(self.dialect.mark())?;
        let mut builder = csv::WriterBuilder::new();
        builder.delimiter(self.dialect.delimiter()).terminator(self.dialect.line_end());
        let mut out = builder.from_writer(out);
        out.write_record(&self.header).map_err(into_io)?;
        self.out = Some(out);
        self.rows = 0;
        Ok(())
    }

    fn next_part(&mut self) -> io::Result<()> {
        let full = self.out.take().ok_or_else(lost)?;
        let mut out = full.into_inner().map_err(csv::IntoInnerError::into_error)?;
        out.next_part()?;
        self.begin_part(out)
    }
}

impl<P: Parts> RowSink for CsvTable<P> {
    fn row(&mut self, row: &[Cell<'_>]) -> io::Result<()> {
        if self.rows == self.most {
            self.next_part()?;
        }
        self.rows += 1;
        let out = self.out.as_mut().ok_or_else(lost)?;
        for cell in row {
            let written = match cell {
                Cell::Text(text) => out.write_field(safe(text).as_bytes()),
                number => {
                    write_number(number, self.dialect.decimal_mark(), &mut self.number)?;
                    out.write_field(&self.number)
                }
            };
            written.map_err(into_io)?;
        }
        out.write_record(None::<&[u8]>).map_err(into_io)
    }
}

/// A number in memory that is used again.
fn write_number(cell: &Cell<'_>, decimal_mark: u8, text: &mut Vec<u8>) -> io::Result<()> {
    text.clear();
    match *cell {
        Cell::Empty | Cell::Text(_) => {}
        Cell::Whole(number) => write_whole(number, text),
        Cell::Count(number) => write_whole(number, text),
        Cell::Hundredths(amount) => {
            if amount < 0 {
                text.push(b'-');
            }
            write_whole(amount.unsigned_abs() / 100, text);
            text.push(b'.');
            write_digits(amount.unsigned_abs() % 100, 2, text);
        }
        Cell::Decimal(statistic) if !statistic.is_finite() => {}
        Cell::Decimal(statistic) => {
            write!(text, "{statistic:.6}")?;
            if text == b"-0.000000" {
                text.remove(0);
            }
        }
        Cell::Rate(rate) => {
            let parts = u64::from(rate.parts_per_million());
            write_whole(parts / 1_000_000, text);
            text.push(b'.');
            write_digits(parts % 1_000_000, 6, text);
            let kept = text.iter().rposition(|&digit| digit != b'0').map_or(0, |last| last + 1);
            text.truncate(if text[..kept].ends_with(b".") { kept - 1 } else { kept });
        }
    }
    if decimal_mark != b'.'
        && let Some(point) = text.iter().rposition(|&letter| letter == b'.')
    {
        text[point] = decimal_mark;
    }
    Ok(())
}

fn write_whole(number: impl itoa::Integer, text: &mut Vec<u8>) {
    text.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// A number below ten to the power of `digits`, with zeros in front.
fn write_digits(number: u64, digits: usize, text: &mut Vec<u8>) {
    let mut buffer = itoa::Buffer::new();
    let written = buffer.format(number);
    text.resize(text.len() + digits.saturating_sub(written.len()), b'0');
    text.extend_from_slice(written.as_bytes());
}

/// The error of the file below, so that a closed pipe is known as one.
fn into_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn lost() -> io::Error {
    io::Error::other("the table ended early")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::{Kind, Whole};
    use crate::units::Rate;

    fn columns() -> Vec<Column> {
        let units = [("name", Kind::Text), ("count", Kind::Whole), ("paid", Kind::Hundredths), ("mean", Kind::Decimal)];
        let columns = units.map(|(name, kind)| Column::new(name, "", kind));
        columns.into_iter().chain([Column::new("rate", "", Kind::Rate)]).collect()
    }

    fn written(dialect: Dialect) -> String {
        let names = ["=1+1", "a,b;c\td", "Zoë \"Z\""];
        let rows = names.map(|name| {
            let rate = Cell::Rate(Rate::from_parts_per_million(50_000));
            vec![Cell::text(name), Cell::Whole(-3), Cell::Hundredths(-123_456), Cell::Decimal(0.5), rate]
        });
        let mut file = Vec::new();
        write_csv(Table::new("t", columns(), rows), dialect, Whole(&mut file)).unwrap();
        String::from_utf8(file).unwrap()
    }

    #[test]
    fn the_standard_is_plain() {
        assert_eq!(
            written(Dialect::Standard),
            "name,count,paid,mean,rate\n'=1+1,-3,-1234.56,0.500000,0.05\n\"a,b;c\\u{9}d\",-3,-1234.56,0.500000,0.05\n\
             \"Zoë \"\"Z\"\"\",-3,-1234.56,0.500000,0.05\n"
        );
    }

    #[test]
    fn excel_has_a_mark_and_its_line_ends() {
        let standard = written(Dialect::Standard);
        assert_eq!(written(Dialect::Excel), format!("\u{feff}{}", standard.replace('\n', "\r\n")));
    }

    #[test]
    fn excel_for_decimal_commas_has_semicolons() {
        assert_eq!(
            written(Dialect::ExcelEu),
            "\u{feff}name;count;paid;mean;rate\r\n'=1+1;-3;-1234,56;0,500000;0,05\r\n\
             \"a,b;c\\u{9}d\";-3;-1234,56;0,500000;0,05\r\n\"Zoë \"\"Z\"\"\";-3;-1234,56;0,500000;0,05\r\n"
        );
    }

    #[test]
    fn tabs_stand_between_cells_and_never_in_them() {
        let text = written(Dialect::Tsv);
        assert!(text.starts_with("name\tcount\tpaid\tmean\trate\n'=1+1\t-3\t-1234.56\t0.500000\t0.05\n"), "{text}");
        assert!(text.lines().all(|line| line.matches('\t').count() == 4), "{text}");
    }

    #[test]
    fn numbers_keep_their_signs_and_have_no_idle_zeros() {
        let number = |cell: Cell<'_>| {
            let mut text = Vec::new();
            write_number(&cell, b'.', &mut text).unwrap();
            String::from_utf8(text).unwrap()
        };
        for (amount, shown) in
            [(-5, "-0.05"), (0, "0.00"), (2_000_000, "20000.00"), (i64::MIN, "-92233720368547758.08")]
        {
            assert_eq!(number(Cell::Hundredths(amount)), shown);
        }
        for (parts, shown) in
            [(0, "0"), (50_000, "0.05"), (1_000_000, "1"), (10_000_000, "10"), (2_500_000, "2.5"), (1, "0.000001")]
        {
            assert_eq!(number(Cell::Rate(Rate::from_parts_per_million(parts))), shown);
        }
        for (statistic, shown) in
            [(-0.000_000_01, "0.000000"), (-1.5, "-1.500000"), (f64::NAN, ""), (f64::INFINITY, "")]
        {
            assert_eq!(number(Cell::Decimal(statistic)), shown);
        }
        assert_eq!([number(Cell::Count(u64::MAX)), number(Cell::Whole(-3))], ["18446744073709551615", "-3"]);
    }

    #[test]
    fn a_column_s_name_is_no_formula_either() {
        let mut file = Vec::new();
        CsvTable::begin(&[Column::text("=1+1")], Dialect::Standard, Whole(&mut file)).unwrap().finish().unwrap();
        assert_eq!(file, b"'=1+1\n");
    }

    #[test]
    fn a_row_of_another_length_is_refused() {
        let mut table = CsvTable::begin(&columns(), Dialect::Standard, Whole(Vec::new())).unwrap();
        assert!(table.row(&[Cell::Empty]).is_err());
    }

    /// Parts of at most three rows.
    struct Threes<'a>(&'a mut Vec<String>);

    impl io::Write for Threes<'_> {
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

    fn parts_of(rows: u64, dialect: Dialect) -> Vec<String> {
        let mut parts = vec![String::new()];
        let columns = vec![Column::whole("a", ""), Column::text("b")];
        let rows = (0..rows).map(|row| vec![row.into(), "x".into()]);
        write_csv(Table::new("t", columns, rows), dialect, Threes(&mut parts)).unwrap();
        parts
    }

    #[test]
    fn a_part_begins_when_one_is_full_and_a_row_is_left() {
        assert_eq!(parts_of(0, Dialect::Standard), ["a,b\n"]);
        assert_eq!(parts_of(3, Dialect::Standard), ["a,b\n0,x\n1,x\n2,x\n"]);
        let seven = ["a,b\n0,x\n1,x\n2,x\n", "a,b\n3,x\n4,x\n5,x\n", "a,b\n6,x\n"];
        assert_eq!(parts_of(7, Dialect::Standard), seven);
    }

    #[test]
    fn every_part_is_a_file_of_its_dialect() {
        assert_eq!(parts_of(4, Dialect::ExcelEu)[1], "\u{feff}a;b\r\n3;x\r\n");
    }
}
