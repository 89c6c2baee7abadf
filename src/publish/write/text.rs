//! Tables of a text: columns that stand under each other, laid out anew where the text is narrow.

use crate::publish::{Cell, Column, Kind, Table};
use crate::words::layout::{broken, columns_of};
use crate::words::{AmountForm, Width, count, hundredths, money_mean, percent, printable, thousands};

/// Blanks between two columns.
const GAP: usize = 2;

/// How a table stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TextLayout {
    /// Blanks before each line.
    pub(crate) indent: usize,
    /// The least width of the columns, the first one excepted, where there is room.
    pub(crate) least: usize,
    /// The width of the text.
    pub(crate) width: Width,
}

impl TextLayout {
    /// In a text of this width.
    pub(crate) const fn new(indent: usize, least: usize, width: Width) -> Self {
        Self { indent, least, width }
    }
}

/// The table as text, without a break at the end. Words stand on the left of their column, all else on the right; lines of
/// a heading are parted by line breaks in the column's name.
///
/// Money of the whole table has one form. A cell of nothing is a dash among numbers. A row of one cell in a table of
/// several columns is a line over the rows that follow, and makes no column wider.
///
/// Where the table is wider than the text, its labels stand above their rows; where that is still too wide, it is cut into
/// blocks of columns that stand below each other, each with the labels.
#[must_use]
pub(crate) fn write_text(table: Table<'_>, layout: TextLayout) -> String {
    let columns = table.columns().to_vec();
    let rows: Vec<_> = table.into_rows().collect();
    let form = amount_form(&columns, &rows);
    let is_caption = |cells: &[Cell<'_>]| cells.len() == 1 && columns.len() > 1;
    let said = |row: &Vec<Cell<'_>>| {
        let mut cells = columns.iter().zip(row).map(|(column, cell)| said(column, cell, form));
        if is_caption(row) { Row::Caption(cells.next().unwrap_or_default()) } else { Row::Cells(cells.collect()) }
    };
    let sides = columns.iter().map(|column| column.kind == Kind::Text).collect();
    Lines { rows: headings(&columns).chain(rows.iter().map(said)).collect(), on_the_left: sides }.text(layout)
}

/// The lines of the heading, none where no column has a name.
fn headings(columns: &[Column]) -> impl Iterator<Item = Row> {
    let height = columns.iter().map(|column| column.name.lines().count()).max().unwrap_or(0);
    (0..height).map(|line| {
        Row::Cells(columns.iter().map(|column| column.name.lines().nth(line).unwrap_or_default().to_owned()).collect())
    })
}

/// Whether a column's numbers are money of its unit: an ISO code.
fn currency(column: &Column) -> Option<&str> {
    let is_code = column.unit.len() == 3 && column.unit.bytes().all(|letter| letter.is_ascii_uppercase());
    is_code.then_some(column.unit.as_ref())
}

/// The form of all money, which has one currency; `None` in a table without money.
fn amount_form<'c>(columns: &'c [Column], rows: &[Vec<Cell<'_>>]) -> Option<AmountForm<'c>> {
    let amounts = rows.iter().flat_map(|row| columns.iter().zip(row)).filter_map(|(column, cell)| match cell {
        Cell::Hundredths(cents) if currency(column).is_some() => Some(*cents),
        _ => None,
    });
    columns.iter().find_map(currency).map(|currency| AmountForm::of(currency, amounts))
}

/// A cell in words.
fn said(column: &Column, cell: &Cell<'_>, form: Option<AmountForm<'_>>) -> String {
    match (cell, currency(column), form) {
        (Cell::Empty, ..) => if column.kind == Kind::Text { "" } else { "-" }.to_owned(),
        (Cell::Text(text), ..) => printable(text),
        (Cell::Whole(number), ..) => thousands(*number),
        (Cell::Count(number), ..) => count(*number),
        (Cell::Hundredths(cents), Some(_), Some(form)) => form.say(*cents),
        (Cell::Hundredths(number), ..) => hundredths(*number),
        (Cell::Decimal(cents), Some(currency), _) => money_mean(cents * 100.0, currency),
        (Cell::Decimal(share), ..) if column.unit == "share" => percent(Some(*share)),
        (Cell::Decimal(number), ..) => format!("{number:.6}"),
        (Cell::Rate(rate), ..) => rate.to_string(),
    }
}

/// What stands in lines, and which columns stand on the left.
struct Lines {
    rows: Vec<Row>,
    on_the_left: Vec<bool>,
}

#[derive(Debug)]
enum Row {
    /// A label and cells.
    Cells(Vec<String>),
    /// A line over the rows that follow.
    Caption(String),
}

impl Lines {
    fn text(&self, TextLayout { indent, least, width }: TextLayout) -> String {
        let room = width.less(indent);
        let natural = self.widths();
        let spread: Vec<usize> =
            natural.iter().enumerate().map(|(column, &own)| own.max(if column == 0 { 0 } else { least })).collect();
        let label = natural.first().copied().unwrap_or(0);
        let cells_fit = natural.iter().skip(1).map(|own| own + GAP).sum::<usize>() <= room + GAP;
        let lines = if total(&spread) <= room {
            self.beside(&spread, indent, width)
        } else if total(&natural) <= room {
            self.beside(&natural, indent, width)
        } else if label > LABEL_WORTH_A_LINE && cells_fit {
            self.below_labels(&spread, indent, width)
        } else {
            self.in_blocks(&natural, indent, width)
        };
        lines.join("\n")
    }

    /// The width of each column.
    fn widths(&self) -> Vec<usize> {
        let mut widths = Vec::new();
        for cells in self.rows.iter().filter_map(Row::cells) {
            widths.resize(widths.len().max(cells.len()), 0);
            for (width, cell) in widths.iter_mut().zip(cells) {
                *width = columns_of(cell).max(*width);
            }
        }
        widths
    }

    /// Labels on the left of their rows.
    fn beside(&self, widths: &[usize], indent: usize, width: Width) -> Vec<String> {
        let lines = |row: &Row| match row {
            Row::Caption(words) => caption_lines(words, indent, width),
            Row::Cells(cells) => vec![self.line(cells.iter().enumerate(), widths, indent)],
        };
        self.rows.iter().flat_map(lines).collect()
    }

    /// Labels above their rows, which have the whole width.
    fn below_labels(&self, widths: &[usize], indent: usize, width: Width) -> Vec<String> {
        let mut cells_wide: Vec<usize> = widths.iter().skip(1).copied().collect();
        let room = width.less(indent) + GAP;
        if cells_wide.iter().map(|own| own + GAP).sum::<usize>() > room {
            cells_wide = self.widths().into_iter().skip(1).collect();
        }
        let mut lines = Vec::new();
        for row in &self.rows {
            match row {
                Row::Caption(words) => lines.extend(caption_lines(words, indent, width)),
                Row::Cells(cells) => {
                    let label = cells.first().map_or("", String::as_str);
                    if !label.trim().is_empty() {
                        lines.extend(caption_lines(label, indent, width));
                    }
                    if cells.iter().skip(1).any(|cell| !cell.is_empty()) {
                        lines.push(self.line(cells.iter().enumerate().skip(1), &cells_wide, indent));
                    }
                }
            }
        }
        lines
    }

    /// Blocks of as many columns as fit, below each other.
    fn in_blocks(&self, widths: &[usize], indent: usize, width: Width) -> Vec<String> {
        let label = widths.first().copied().unwrap_or(0);
        let mut lines = Vec::new();
        for columns in blocks(widths, width.less(indent + label)) {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            let of_block = || std::iter::once(0).chain(columns.clone());
            let block_widths: Vec<usize> = of_block().filter_map(|column| widths.get(column).copied()).collect();
            for row in &self.rows {
                match row {
                    Row::Caption(words) => lines.extend(caption_lines(words, indent, width)),
                    Row::Cells(cells) => {
                        let cells = of_block().filter_map(|column| Some((column, cells.get(column)?)));
                        let line = self.line(cells, &block_widths, indent);
                        // A line of headings may have none in this block.
                        lines.extend((!line.is_empty()).then_some(line));
                    }
                }
            }
        }
        lines
    }

    /// Cells in their columns, each with the number of its column.
    fn line<'c>(&self, cells: impl Iterator<Item = (usize, &'c String)>, widths: &[usize], indent: usize) -> String {
        let padded = cells.zip(widths).map(|((column, cell), &wide)| {
            let blanks = " ".repeat(wide.saturating_sub(columns_of(cell)));
            let is_left = column == 0 || self.on_the_left.get(column).copied().unwrap_or(false);
            if is_left { format!("{cell}{blanks}") } else { format!("{blanks}{cell}") }
        });
        let line = " ".repeat(indent) + &padded.collect::<Vec<_>>().join("  ");
        line.trim_end().to_owned()
    }
}

/// From this width on, labels above their rows save more than they cost.
const LABEL_WORTH_A_LINE: usize = 9;

impl Row {
    fn cells(&self) -> Option<&[String]> {
        match self {
            Self::Cells(cells) => Some(cells),
            Self::Caption(_) => None,
        }
    }
}

/// The width of a whole line.
fn total(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)
}

/// The columns from the second on, in runs that fit beside the label; a run has at least one.
fn blocks(widths: &[usize], room: usize) -> Vec<std::ops::Range<usize>> {
    let mut blocks = Vec::new();
    let (mut from, mut used) = (1, 0);
    for (column, wide) in widths.iter().enumerate().skip(1) {
        if column > from && used + GAP + wide > room {
            blocks.push(from..column);
            (from, used) = (column, 0);
        }
        used += GAP + wide;
    }
    blocks.push(from..widths.len().max(1));
    blocks
}

fn caption_lines(words: &str, indent: usize, width: Width) -> Vec<String> {
    let text = words.trim_start();
    let begins = " ".repeat(indent + words.len() - text.len());
    let goes_on = format!("{begins}  ");
    broken(text, width.columns(), &begins, &goes_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of a label and of cells that are said already.
    fn lines(rows: &[&[&'static str]], indent: usize, least: usize, columns: usize) -> Vec<String> {
        let most = rows.iter().map(|row| row.len()).max().unwrap_or(0);
        let mut heading = vec![Column::text("")];
        heading.resize(most, Column::mixed(""));
        let rows = rows.iter().map(|row| row.iter().map(|&cell| Cell::Text(cell.into())).collect());
        let layout = TextLayout::new(indent, least, Width::of(columns));
        write_text(Table::new("rows", heading, rows), layout).lines().map(str::to_owned).collect()
    }

    #[test]
    fn cells_are_said_by_the_kind_and_unit_of_their_column() {
        let columns = vec![
            Column::text("rule"),
            Column::text("of whom"),
            Column::whole("lines", "lines"),
            Column::hundredths("paid", "USD"),
            Column::hundredths("volume\nin points", "points"),
            Column::decimal("share", "share"),
        ];
        let rows = [
            vec![
                Cell::from("level\u{1b}"),
                Cell::from("all"),
                Cell::Count(1_234),
                Cell::Hundredths(-5),
                Cell::Hundredths(123_456_00),
                Cell::Decimal(0.125),
            ],
            vec![Cell::from("retail"), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty],
        ];
        let layout = TextLayout::new(1, 0, Width::USUAL);
        let expected = [
            " rule    of whom  lines    paid      volume   share",
            "                              in points",
            " level   all      1,234  -$0.05  123,456.00  12.5 %",
            " retail               -       -           -       -",
        ];
        let text = write_text(Table::new("rules", columns, rows), layout);
        assert_eq!(
            text.lines().map(str::split_whitespace).map(Vec::from_iter).collect::<Vec<_>>(),
            expected.map(|line| line.split_whitespace().collect::<Vec<_>>())
        );
        assert_eq!(text.lines().nth(2), Some(expected[2]));
        assert_eq!(text.lines().nth(3), Some(expected[3]));
    }

    #[test]
    fn all_money_of_a_table_has_one_form() {
        let columns = vec![Column::text(""), Column::new("", "EUR", Kind::Mixed), Column::hundredths("", "EUR")];
        let rows = [
            vec![Cell::from("team"), Cell::Whole(7), Cell::Empty],
            vec![Cell::from("net"), Cell::Hundredths(1_50), Cell::Hundredths(10_000_000_00)],
        ];
        let layout = TextLayout::new(0, 0, Width::USUAL);
        let text = write_text(Table::new("net", columns, rows), layout);
        assert_eq!(text, "team      7               -\nnet   EUR 2  EUR 10,000,000");
    }

    #[test]
    fn columns_stand_under_each_other() {
        let rows: [&[&str]; 2] = [&["", "story", "middle"], &["Team", "4,096", "1"]];
        assert_eq!(lines(&rows, 2, 8, 80), ["           story    middle", "  Team     4,096         1"]);
    }

    #[test]
    fn a_caption_makes_no_column_wider() {
        let rows: [&[&str]; 2] = [&["What it is that follows"], &["Team", "4,096"]];
        assert_eq!(lines(&rows, 2, 0, 80), ["  What it is that follows", "  Team  4,096"]);
    }

    #[test]
    fn columns_draw_together_before_anything_else() {
        let rows: [&[&str]; 1] = [&["What somebody has left", "$1.00", "$2.00", "$3.00"]];
        assert_eq!(lines(&rows, 0, 12, 80), ["What somebody has left         $1.00         $2.00         $3.00"]);
        assert_eq!(lines(&rows, 0, 12, 60), ["What somebody has left  $1.00  $2.00  $3.00"]);
    }

    #[test]
    fn labels_stand_above_their_rows_where_the_text_is_narrow() {
        let amount = "$1,234,567.00";
        let rows: [&[&str]; 2] =
            [&["", "story told", "at most", "middle"], &["  left after all costs", amount, amount, amount]];
        let expected = [
            "     story told        at most         middle",
            "    left after all costs",
            "  $1,234,567.00  $1,234,567.00  $1,234,567.00",
        ];
        assert_eq!(lines(&rows, 2, 12, 60), expected);
    }

    #[test]
    fn a_table_of_many_columns_goes_on_below_with_its_labels() {
        let amount = "$1,234,567.00";
        let rows: [&[&str]; 3] =
            [&["month", amount, amount, amount, amount], &["you leave"], &["12", "1", "2", "3", "4"]];
        let expected = [
            "month  $1,234,567.00  $1,234,567.00  $1,234,567.00",
            "you leave",
            "12                 1              2              3",
            "",
            "month  $1,234,567.00",
            "you leave",
            "12                 4",
        ];
        assert_eq!(lines(&rows, 0, 0, 60), expected);
    }

    #[test]
    fn letters_of_two_columns_are_counted_as_two() {
        let rows: [&[&str]; 2] = [&["\u{4e2d}\u{6587}", "1"], &["abcd", "1"]];
        assert_eq!(lines(&rows, 0, 0, 80), ["\u{4e2d}\u{6587}  1", "abcd  1"]);
    }
}
