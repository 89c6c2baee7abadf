//! [`Table`]: the rows of a delimited text under known columns, whatever program wrote it.
//!
//! A row is a line: a quoted cell may not run over its end. So every row number is the one that an editor and a
//! spreadsheet show, and one forgotten quote spoils one row and not the rest of the file.

use std::borrow::Cow;

use super::cells::{split, trimmed};
use super::problem::{File, GenealogyErrors, ProblemKind, quoted};
use super::suggestion::nearest_column;
use super::wanted::Wanted;

/// A file that was read elsewhere: its name, for messages, and its bytes.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    name: &'a str,
    bytes: &'a [u8],
}

impl<'a> Source<'a> {
    /// A file of this name and content; it is not opened, so the name can be anything.
    #[must_use]
    pub const fn new(name: &'a str, bytes: &'a [u8]) -> Self {
        Self { name, bytes }
    }
}

/// The columns that a file may have and those that it must have.
pub(super) struct Schema<const N: usize> {
    pub(super) columns: [&'static str; N],
    /// What [`Wanted`] calls the file.
    pub(super) file: &'static str,
    pub(super) required: &'static [usize],
    /// Columns of which one must be there, if there are any here.
    pub(super) one_of: &'static [usize],
}

/// A file in reading: one row at a time.
pub(super) struct Table<'a, const N: usize> {
    pub(super) file: File,
    /// The row that was read last; the first line is 1.
    pub(super) row: u32,
    rest: Option<&'a [u8]>,
    line_end: u8,
    delimiter: u8,
    is_utf8: bool,
    /// How many cells a row has.
    width: usize,
    /// Where each column of the schema stands.
    places: [Option<usize>; N],
    cells: Vec<Cow<'a, [u8]>>,
}

/// Why the text of a file cannot be read at all.
fn refusal(bytes: &[u8]) -> Option<(ProblemKind, &'static str)> {
    if u32::try_from(bytes.len()).is_err() {
        return Some((ProblemKind::TooLarge, "is larger than 4 GiB"));
    }
    let start = &bytes[..bytes.len().min(4)];
    if start.starts_with(b"PK\x03\x04") || start.starts_with(b"\xd0\xcf\x11\xe0") {
        return Some((ProblemKind::NotText, "is a workbook; save it as \"CSV UTF-8\""));
    }
    let utf16 = start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff") || start.contains(&0);
    utf16.then_some((ProblemKind::NotText, "is not UTF-8 text (perhaps UTF-16); save it as \"CSV UTF-8\""))
}

impl<'a, const N: usize> Table<'a, N> {
    /// Reads the header. `None` when the rows cannot be read under it; what is wrong is in `errors`.
    pub(super) fn open(
        source: Source<'a>,
        number: u8,
        schema: &Schema<N>,
        wanted: &[Wanted],
        errors: &mut GenealogyErrors,
    ) -> Option<Self> {
        let file = File { number, name: source.name.into() };
        if let Some((kind, message)) = refusal(source.bytes) {
            errors.push(kind, &file, None, || message.to_owned());
            return None;
        }
        let bytes = source.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(source.bytes);
        let line_end = if bytes.contains(&b'\n') { b'\n' } else { b'\r' };
        let is_utf8 = std::str::from_utf8(bytes).is_ok();
        let mut table = Self {
            file,
            row: 0,
            rest: Some(bytes),
            line_end,
            delimiter: b',',
            is_utf8,
            width: 0,
            places: [None; N],
            cells: Vec::new(),
        };
        let mut header = table.line_with_content();
        let hint = header.and_then(|line| line.strip_prefix(b"sep=")).and_then(|rest| trimmed(rest).first());
        if hint.is_some() {
            header = table.line_with_content();
        }
        let Some(header) = header else {
            let needed = schema.required.iter().map(|&column| schema.columns[column]).collect::<Vec<_>>().join(", ");
            let message = || format!("is empty; the first row must name the columns, at least {needed}");
            errors.push(ProblemKind::Empty, &table.file, None, message);
            return None;
        };
        table.delimiter = hint.copied().unwrap_or_else(|| delimiter_of(header));
        let is_named = table.read_header(header, schema, errors);
        // The width is that of a header whose cells could be told.
        if table.width > 0 {
            table.check_wanted(schema, wanted, errors);
        }
        is_named.then_some(table)
    }

    /// About how many rows are left: at least as many as there are.
    pub(super) fn rows_left(&self) -> usize {
        let rest = self.rest.unwrap_or_default();
        rest.iter().map(|&byte| usize::from(byte == self.line_end)).sum::<usize>() + 1
    }

    /// Whether the file has this column.
    pub(super) const fn has(&self, column: usize) -> bool {
        self.places[column].is_some()
    }

    /// The cell of the row that was read last, without blanks around it; empty when there is no such column or cell.
    pub(super) fn cell(&self, column: usize) -> &[u8] {
        self.places[column].and_then(|place| self.cells.get(place)).map_or(&[], |cell| cell)
    }

    /// Goes to the next row that is not blank: whether its cells can be relied on. `None` at the end of the file.
    pub(super) fn advance(&mut self, errors: &mut GenealogyErrors) -> Option<bool> {
        loop {
            let line = self.line_with_content()?;
            let quotes = split(line, self.delimiter, &mut self.cells);
            if self.cells.iter().all(|cell| cell.is_empty()) && quotes.is_ok() {
                continue;
            }
            let (file, row) = (&self.file, self.row);
            if !self.is_utf8 && std::str::from_utf8(line).is_err() {
                let message = || "is not UTF-8 text; save the file as \"CSV UTF-8\"".to_owned();
                errors.push(ProblemKind::NotUtf8, file, row, message);
                return Some(false);
            }
            if let Err(fault) = quotes {
                errors.push(ProblemKind::Quote, file, row, || fault.message().to_owned());
                return Some(false);
            }
            let cells = self.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            if cells > self.width || self.cells.len() < self.width {
                let cells = if cells > self.width { cells } else { self.cells.len() };
                errors.push(ProblemKind::CellCount, file, row, || cell_count(cells, self.width));
                return Some(false);
            }
            return Some(true);
        }
    }

    /// The next line that has more than blanks.
    fn line_with_content(&mut self) -> Option<&'a [u8]> {
        loop {
            let rest = self.rest?;
            let end = rest.iter().position(|&byte| byte == self.line_end);
            let line = end.map_or(rest, |end| &rest[..end]);
            self.rest = end.map(|end| &rest[end + 1..]);
            self.row += 1;
            if !trimmed(line).is_empty() {
                return Some(line.strip_suffix(b"\r").unwrap_or(line));
            }
        }
    }

    /// Finds the columns: whether all that are required are there.
    fn read_header(&mut self, header: &'a [u8], schema: &Schema<N>, errors: &mut GenealogyErrors) -> bool {
        let (file, row) = (&self.file, self.row);
        if let Err(fault) = split(header, self.delimiter, &mut self.cells) {
            errors.push(ProblemKind::Quote, file, row, || fault.message().to_owned());
            return false;
        }
        self.width = self.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        for (place, cell) in self.cells[..self.width].iter().enumerate() {
            let known = schema.columns.iter().position(|name| name.as_bytes().eq_ignore_ascii_case(cell));
            match known {
                Some(column) if self.places[column].is_some() => {
                    let message = || format!("column {} stands twice", quoted(cell));
                    errors.push(ProblemKind::RepeatedColumn, file, row, message);
                }
                Some(column) => self.places[column] = Some(place),
                None => errors.push(ProblemKind::UnknownColumn, file, row, || {
                    unknown_column(cell, place, schema, &self.cells[..self.width])
                }),
            }
        }
        for &column in schema.required.iter().filter(|&&column| self.places[column].is_none()) {
            let message =
                || format!("column {:?} is missing; the first row must name the columns", schema.columns[column]);
            errors.push(ProblemKind::MissingColumn, file, row, message);
        }
        schema.required.iter().all(|&column| self.places[column].is_some())
    }

    /// Reports the columns that are missing though the row could do without them.
    fn check_wanted(&self, schema: &Schema<N>, wanted: &[Wanted], errors: &mut GenealogyErrors) {
        let has = |name: &str| (0..N).any(|column| schema.columns[column] == name && self.has(column));
        let mut missed =
            wanted.iter().filter(|wanted| wanted.file() == schema.file && wanted.is_missed(has)).peekable();
        let names = || schema.one_of.iter().map(|&column| schema.columns[column]);
        if missed.peek().is_none() && !schema.one_of.is_empty() && !names().any(has) {
            let names = names().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(" and ");
            let message = || format!("columns {names} are missing; {} need at least one of them", schema.file);
            errors.push(ProblemKind::MissingColumn, &self.file, self.row, message);
        }
        for wanted in missed {
            let message = || format!("column {:?} is missing: {}", wanted.column(), wanted.why());
            errors.push(ProblemKind::MissingColumn, &self.file, self.row, message);
        }
    }
}

fn unknown_column<const N: usize>(cell: &[u8], place: usize, schema: &Schema<N>, header: &[Cow<'_, [u8]>]) -> String {
    if cell.is_empty() {
        return format!("column {} has no name", place + 1);
    }
    // A column that is there is not meant by another one.
    let is_there = |column: &&str| header.iter().any(|cell| column.as_bytes().eq_ignore_ascii_case(cell));
    match nearest_column(cell, schema.file, &schema.columns).filter(|meant| !is_there(meant)) {
        Some(meant) => format!("column {} is not known; did you mean {meant:?}?", quoted(cell)),
        None => format!("column {} is not known; there are {}", quoted(cell), schema.columns.join(", ")),
    }
}

fn cell_count(cells: usize, width: usize) -> String {
    let noun = if cells == 1 { "cell" } else { "cells" };
    let remedy =
        if cells > width { "; a cell with a comma or another delimiter in it must stand in quotes" } else { "" };
    format!("has {cells} {noun}, but the header names {width} columns{remedy}")
}

/// The mark that the header has most of outside quotes; a comma in doubt.
fn delimiter_of(header: &[u8]) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut is_quoted = false;
    for &byte in header {
        is_quoted ^= byte == b'"';
        if let Some(count) = counts.iter_mut().find(|count| count.0 == byte && !is_quoted) {
            count.1 += 1;
        }
    }
    counts.iter().rev().max_by_key(|count| count.1).map_or(b',', |count| count.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA: Schema<3> = Schema { columns: ["id", "sponsor", "pv"], file: "tree", required: &[0, 1], one_of: &[] };

    /// All cells as `id/sponsor/pv` with their rows, and what is wrong.
    fn read(bytes: &[u8]) -> (Vec<String>, String) {
        let mut errors = GenealogyErrors::default();
        let mut rows = Vec::new();
        if let Some(mut table) = Table::open(Source::new("tree.csv", bytes), 0, &SCHEMA, &[], &mut errors) {
            while let Some(is_sound) = table.advance(&mut errors) {
                let cells: Vec<_> = (0..3).map(|column| String::from_utf8_lossy(table.cell(column))).collect();
                rows.push(format!("{}:{}{}", table.row, cells.join("/"), if is_sound { "" } else { "?" }));
            }
        }
        (rows, errors.to_string())
    }

    #[test]
    fn what_programs_write_is_read_alike() {
        for text in [
            "id,sponsor,pv\nA,,12.5\nB,A,7\n",
            "\u{feff}id,sponsor,pv\r\nA,,12.5\r\nB,A,7",
            "ID;Sponsor;PV\nA;;12.5\nB;A;7\n",
            "id\tsponsor\tpv\nA\t\t12.5\nB\tA\t7\n",
            "id,sponsor,pv,\nA,,12.5,\nB,A,7,,,\n",
            "\"id\",\"sponsor\",\"pv\"\n\"A\",\"\",\"12.5\"\n\"B\" , \"A\",7\n",
            "id , sponsor, pv \n A , , 12.5\u{a0}\n\u{a0}B,A ,7\n",
            "id,sponsor,pv\rA,,12.5\rB,A,7\r",
        ] {
            assert_eq!(read(text.as_bytes()), (vec!["2:A//12.5".into(), "3:B/A/7".into()], String::new()), "{text:?}");
        }
    }

    #[test]
    fn columns_stand_in_any_order_and_blank_rows_are_counted() {
        let (rows, errors) = read(b"sep=;\n\npv;Id;SPONSOR\n\n;;\n1;A;B;;\n   \n\n");
        assert_eq!((rows, errors), (vec!["6:A/B/1".into()], String::new()));
    }

    #[test]
    fn a_header_that_does_not_fit_says_why() {
        for (text, message) in [
            ("", "tree.csv: is empty; the first row must name the columns, at least id, sponsor"),
            ("\n\n", "tree.csv: is empty; the first row must name the columns, at least id, sponsor"),
            ("id\n", "tree.csv row 1: column \"sponsor\" is missing; the first row must name the columns"),
            ("id,sponsor,pvs\n", "tree.csv row 1: column \"pvs\" is not known; there are id, sponsor, pv"),
            ("id,sponser,sponsor\n", "tree.csv row 1: column \"sponser\" is not known; there are id, sponsor, pv"),
            ("id,sponsor,colour\n", "tree.csv row 1: column \"colour\" is not known; there are id, sponsor, pv"),
            ("id,sponsor,ID\n", "tree.csv row 1: column \"ID\" stands twice"),
            ("id,,sponsor\n", "tree.csv row 1: column 2 has no name"),
            ("PK\u{3}\u{4}", "tree.csv: is a workbook; save it as \"CSV UTF-8\""),
            ("i\0d\0", "tree.csv: is not UTF-8 text (perhaps UTF-16); save it as \"CSV UTF-8\""),
        ] {
            assert_eq!(read(text.as_bytes()), (vec![], message.into()));
        }
    }

    #[test]
    fn a_bad_row_is_named_and_spoils_no_other() {
        let (rows, errors) = read(b"id,sponsor,pv\nA,,1\nB,A,1,5\nC\n\"D,A,1\n\"E\"x,A,1\nF\xff,A,1\nG,A,1\n");
        assert_eq!(rows, ["2:A//1", "3:B/A/1?", "4:C//?", "5:D,A,1//?", "6:E/A/1?", "7:F\u{fffd}/A/1?", "8:G/A/1"]);
        let expected = [
            "tree.csv row 3: has 4 cells, but the header names 3 columns; \
             a cell with a comma or another delimiter in it must stand in quotes",
            "tree.csv row 4: has 1 cell, but the header names 3 columns",
            "tree.csv row 5: has a quote that is not closed in its row",
            "tree.csv row 6: has a quoted cell with more text after its closing quote",
            "tree.csv row 7: is not UTF-8 text; save the file as \"CSV UTF-8\"",
        ];
        assert_eq!(errors, expected.join("\n"));
    }
}
