//! The columns of the tables of a text.

use crate::publish::{Column, Kind};

/// A column of labels, and columns of whatever the rows are about, each in its unit: a currency's code, `share`, or nothing
/// where none is given. Headings of several lines stand below each other.
pub(super) fn columns<H: AsRef<[&'static str]>>(headings: &[H], units: &[&str]) -> Vec<Column> {
    let count = headings.iter().map(|line| line.as_ref().len()).max().unwrap_or(0);
    let name = |column: usize| {
        let lines: Vec<&str> = headings.iter().filter_map(|line| line.as_ref().get(column).copied()).collect();
        lines.join("\n")
    };
    let column = |number: usize| match number {
        0 => Column::text(name(0)),
        _ => Column::new(name(number), units.get(number).copied().unwrap_or_default().to_owned(), Kind::Mixed),
    };
    (0..count).map(column).collect()
}
