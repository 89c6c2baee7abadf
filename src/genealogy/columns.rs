//! The cells that trees and orders have in common: amounts and months, checked as they are read.

use super::calendar::{Calendar, MonthFault, Written, written};
use super::number::{NumberFault, hundredths};
use super::problem::{File, GenealogyErrors, ProblemKind, quoted};
use super::table::Table;
use crate::units::Volume;

/// No row, or no symbol.
pub(super) const NONE: u32 = u32::MAX;
/// A month that is not given.
pub(super) const NO_MONTH: i32 = i32::MIN;
/// A month that is wrong and reported.
pub(super) const WRONG_MONTH: i32 = i32::MIN + 1;

/// Amounts may add up to this many hundredths, so that sums of sums stay in 64 bits.
const MOST_IN_ALL: u64 = 1_000_000_000_000_000_000;

/// Whether an amount may be below zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// As in a tree.
    ZeroOrMore,
    /// As in orders, where a refund is negative.
    Any,
}

/// A column of amounts in hundredths.
#[derive(Debug)]
pub(super) struct Amounts {
    pub(super) column: usize,
    pub(super) values: Vec<i64>,
    name: &'static str,
    sign: Sign,
    is_given: bool,
    /// Orders without an amount, which must be written where the column has any; none are noted of a tree.
    blank: Vec<u32>,
    total: u64,
}

impl Amounts {
    pub(super) const fn new(column: usize, name: &'static str, sign: Sign) -> Self {
        Self { column, values: Vec::new(), name, sign, is_given: false, blank: Vec::new(), total: 0 }
    }

    pub(super) const fn name(&self) -> &'static str {
        self.name
    }

    /// The rows whose cell is empty in a column of orders in which others are not.
    pub(super) fn blank(&self) -> &[u32] {
        if self.is_given { &self.blank } else { &[] }
    }

    /// Takes back what was read after this many rows.
    pub(super) fn truncate(&mut self, rows: usize) {
        self.values.truncate(rows);
        while self.blank.last().is_some_and(|&row| row as usize >= rows) {
            self.blank.pop();
        }
    }

    /// Reads this row's cell; an empty one is no amount, and so is a wrong one, which is reported.
    pub(super) fn read<const N: usize>(&mut self, table: &Table<'_, N>, errors: &mut GenealogyErrors) {
        if !table.has(self.column) {
            return;
        }
        let cell = table.cell(self.column);
        if cell.is_empty() {
            if self.sign == Sign::Any {
                self.blank.extend(u32::try_from(self.values.len()));
            }
            return self.values.push(0);
        }
        self.is_given = true;
        let amount = match hundredths(cell) {
            Ok(amount) if amount < 0 && self.sign == Sign::ZeroOrMore => {
                let message = || format!("{} {} is negative; a refund is an order", self.name, quoted(cell));
                errors.push(ProblemKind::Negative, &table.file, table.row, message);
                0
            }
            Ok(amount) => amount,
            Err(fault) => {
                errors.push(ProblemKind::BadNumber, &table.file, table.row, || self.fault(cell, fault));
                0
            }
        };
        self.values.push(amount);
        let before = self.total;
        self.total = before.saturating_add(amount.unsigned_abs());
        if before <= MOST_IN_ALL && self.total > MOST_IN_ALL {
            let message = || format!("{} adds up to more than can be counted", self.name);
            errors.push(ProblemKind::TooLarge, &table.file, table.row, message);
        }
    }

    fn fault(&self, cell: &[u8], fault: NumberFault) -> String {
        format!("{} {} {}", self.name, quoted(cell), fault.message())
    }

    /// The column in the order of these rows, if the file has any amount in it.
    pub(super) fn ordered<T>(self, order: &[u32], unit: impl Fn(i64) -> T) -> Option<Vec<T>> {
        self.is_given.then(|| order.iter().map(|&row| unit(self.values[row as usize])).collect())
    }

    /// As [`Amounts::ordered`], in volumes.
    pub(super) fn volumes(self, order: &[u32]) -> Option<Vec<Volume>> {
        self.ordered(order, Volume::from_hundredths)
    }
}

/// How months are written in all the files read together: in one way, from the earliest one on.
#[derive(Debug, Default)]
pub(super) struct Months {
    /// Whether they are calendar months, and where the first one stands.
    first: Option<(bool, File, u32)>,
    earliest: Option<i32>,
}

impl Months {
    /// Reads a month; [`NO_MONTH`] for an empty cell, [`WRONG_MONTH`] for one that is reported.
    pub(super) fn read<const N: usize>(
        &mut self,
        table: &Table<'_, N>,
        column: usize,
        name: &str,
        errors: &mut GenealogyErrors,
    ) -> i32 {
        let cell = table.cell(column);
        if cell.is_empty() {
            return NO_MONTH;
        }
        let (is_calendar, month) = match written(cell) {
            Ok(Written::Number(number)) => (false, number),
            Ok(Written::Calendar(month)) => (true, month),
            Err(fault) => {
                let kind =
                    if fault == MonthFault::OutOfRange { ProblemKind::MonthOutOfRange } else { ProblemKind::BadMonth };
                errors.push(kind, &table.file, table.row, || format!("{name} {} {}", quoted(cell), fault.message()));
                return WRONG_MONTH;
            }
        };
        let first = self.first.get_or_insert_with(|| (is_calendar, table.file.clone(), table.row));
        if first.0 != is_calendar {
            let message = || {
                let other = if first.0 { "a calendar month" } else { "a number" };
                format!(
                    "{name} {} is written in another way than {other} in {} row {}",
                    quoted(cell),
                    first.1.name,
                    first.2
                )
            };
            errors.push(ProblemKind::BadMonth, &table.file, table.row, message);
            return WRONG_MONTH;
        }
        self.earliest = Some(self.earliest.map_or(month, |earliest| earliest.min(month)));
        month
    }

    /// The calendar of everything that was read.
    pub(super) const fn calendar(&self) -> Calendar {
        match (&self.first, self.earliest) {
            (Some((true, ..)), Some(earliest)) => Calendar::starting(earliest),
            _ => Calendar::Numbered,
        }
    }
}
