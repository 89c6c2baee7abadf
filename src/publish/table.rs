//! [`Table`]: columns with their units, and rows that come one by one.

use std::borrow::Cow;
use std::fmt;
use std::io;

use crate::units::{Money, Month, Rate, Volume};

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words and names.
    Text,
    /// Whole numbers.
    Whole,
    /// Money in major units, or points: two decimals, exact.
    Hundredths,
    /// Statistics: six decimals, rounded.
    Decimal,
    /// Rates as fractions of one: up to six decimals, exact.
    Rate,
    /// Whatever the row is about.
    Mixed,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name in the header.
    pub name: Cow<'static, str>,
    /// What the numbers count: `people`, `points`, `month`, a currency's code; empty where there is nothing to count, or
    /// where each row says it.
    pub unit: Cow<'static, str>,
    /// What the cells hold. Any cell may be empty.
    pub kind: Kind,
}

impl Column {
    /// A column of this name, unit and kind.
    #[must_use]
    pub fn new(name: impl Into<Cow<'static, str>>, unit: impl Into<Cow<'static, str>>, kind: Kind) -> Self {
        Self { name: name.into(), unit: unit.into(), kind }
    }

    /// A column of words, which have no unit.
    #[must_use]
    pub fn text(name: impl Into<Cow<'static, str>>) -> Self {
        Self::new(name, "", Kind::Text)
    }

    /// A column of whole numbers.
    #[must_use]
    pub fn whole(name: impl Into<Cow<'static, str>>, unit: impl Into<Cow<'static, str>>) -> Self {
        Self::new(name, unit, Kind::Whole)
    }

    /// A column of money or points.
    #[must_use]
    pub fn hundredths(name: impl Into<Cow<'static, str>>, unit: impl Into<Cow<'static, str>>) -> Self {
        Self::new(name, unit, Kind::Hundredths)
    }

    /// A column of statistics.
    #[must_use]
    pub fn decimal(name: impl Into<Cow<'static, str>>, unit: impl Into<Cow<'static, str>>) -> Self {
        Self::new(name, unit, Kind::Decimal)
    }

    /// A column whose rows are about different things.
    #[must_use]
    pub fn mixed(name: impl Into<Cow<'static, str>>) -> Self {
        Self::new(name, "", Kind::Mixed)
    }
}

/// What stands where a row meets a column.
///
/// A text is kept as it is. Each writer makes it safe for those who open its files, so that no table has to think of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// There is nothing to say.
    Empty,
    /// Words, or a name that somebody chose.
    Text(Cow<'a, str>),
    /// A whole number.
    Whole(i64),
    /// A count, which may be larger than a [`Cell::Whole`].
    Count(u64),
    /// Money or points in hundredths: cents, or hundredths of a point.
    Hundredths(i64),
    /// A statistic. One that is not finite is written as an empty cell.
    Decimal(f64),
    /// An exact fraction of one.
    Rate(Rate),
}

impl<'a> Cell<'a> {
    /// A cell that stays blank also where nothing among numbers would be a dash.
    pub(crate) const BLANK: Self = Self::Text(Cow::Borrowed(""));

    /// Words; none make an empty cell.
    #[must_use]
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A statistic that may be unknown.
    #[must_use]
    pub fn decimal(statistic: impl Into<Option<f64>>) -> Self {
        statistic.into().map_or(Self::Empty, Self::Decimal)
    }

    /// Whether the cell belongs into a column of this kind.
    #[must_use]
    pub const fn fits(&self, kind: Kind) -> bool {
        matches!(
            (self, kind),
            (Self::Empty, _)
                | (_, Kind::Mixed)
                | (Self::Text(_), Kind::Text)
                | (Self::Whole(_) | Self::Count(_), Kind::Whole)
                | (Self::Hundredths(_), Kind::Hundredths)
                | (Self::Decimal(_), Kind::Decimal)
                | (Self::Rate(_), Kind::Rate)
        )
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

/// Numbers that make cells of one form.
macro_rules! cells {
    ($($number:ty => $make:expr;)*) => {
        $(impl From<$number> for Cell<'_> {
            fn from(number: $number) -> Self {
                $make(number)
            }
        })*
    };
}

cells! {
    i64 => Self::Whole;
    u64 => Self::Count;
    u32 => |number| Self::Count(u64::from(number));
    u16 => |number| Self::Count(u64::from(number));
    u8 => |number| Self::Count(u64::from(number));
    Month => |month: Month| Self::Count(u64::from(month.get()));
    Money => |amount: Money| Self::Hundredths(amount.cents());
    Volume => |points: Volume| Self::Hundredths(points.hundredths());
    Rate => Self::Rate;
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// The cells of a row, one for each column.
pub type Row<'a> = Vec<Cell<'a>>;

/// A table: what it is called, its columns, and its rows as they are asked for.
pub struct Table<'a> {
    name: &'static str,
    columns: Vec<Column>,
    rows: Box<dyn Iterator<Item = Row<'a>> + 'a>,
}

impl<'a> Table<'a> {
    /// A table of this name, which is that of its file without the ending.
    #[must_use]
    pub fn new(
        name: &'static str,
        columns: Vec<Column>,
        rows: impl IntoIterator<Item = Row<'a>, IntoIter: 'a>,
    ) -> Self {
        Self { name, columns, rows: Box::new(rows.into_iter()) }
    }

    /// The name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The columns, from the first to the last.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The rows; they can be had once.
    pub fn into_rows(self) -> impl Iterator<Item = Row<'a>> {
        self.rows
    }
}

impl fmt::Debug for Table<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Table").field("name", &self.name).field("columns", &self.columns).finish_non_exhaustive()
    }
}

/// Takes the rows of a table one by one, for those who do not have them all at once.
pub trait RowSink {
    /// Takes a row, with a cell for each column.
    ///
    /// # Errors
    /// When it cannot be written.
    fn row(&mut self, row: &[Cell<'_>]) -> io::Result<()>;
}

impl<S: RowSink + ?Sized> RowSink for &mut S {
    fn row(&mut self, row: &[Cell<'_>]) -> io::Result<()> {
        (**self).row(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_belongs_into_a_column_of_its_kind() {
        let amount = Cell::from(Money::from_cents(-5));
        assert!(amount.fits(Kind::Hundredths) && amount.fits(Kind::Mixed));
        assert!(!amount.fits(Kind::Whole) && !Cell::Count(5).fits(Kind::Hundredths));
        assert!(Cell::text("").fits(Kind::Rate) && !Cell::text("a").fits(Kind::Rate));
    }

    #[test]
    fn what_is_not_there_is_an_empty_cell() {
        assert_eq!([Cell::from(None::<u64>), Cell::decimal(None), Cell::from("")], [const { Cell::Empty }; 3]);
    }
}
