//! Tables of a text: right-aligned columns that are laid out anew where the text is narrow.

use crate::words::Width;
use crate::words::layout::{broken, columns_of};

/// Blanks between two columns.
const GAP: usize = 2;

/// A table whose first column is left-aligned and whose others are right-aligned, two blanks apart.
///
/// Where it is wider than the text, its labels stand above their rows; where that is still too wide, it is cut into
/// blocks of columns that stand below each other, each with the labels.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Row>,
}

#[derive(Debug)]
enum Row {
    /// A label and cells.
    Cells(Vec<String>),
    /// A line over the rows that follow.
    Caption(String),
}

impl Table {
    pub(super) fn row<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.rows.push(Row::Cells(cells.into_iter().map(Into::into).collect()));
    }

    /// A line over the rows that follow, which makes no column wider.
    pub(super) fn caption(&mut self, words: &str) {
        self.rows.push(Row::Caption(words.to_owned()));
    }

    /// Whether no row has been added.
    pub(super) const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as text, each line indented by `indent`. Columns are at least `least` wide, the first one excepted, where
    /// there is room.
    pub(super) fn text(&self, indent: usize, least: usize, width: Width) -> String {
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
            Row::Cells(cells) => vec![line(cells, widths, indent)],
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
                        let begins = " ".repeat(indent);
                        let numbers = cells.iter().skip(1).zip(&cells_wide);
                        let text: Vec<String> = numbers.map(|(cell, &wide)| padded(cell, wide)).collect();
                        lines.push(format!("{begins}{}", text.join("  ")).trim_end().to_owned());
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
            let of_block = |cells: &[String]| -> Vec<String> {
                std::iter::once(0).chain(columns.clone()).filter_map(|column| cells.get(column)).cloned().collect()
            };
            let block_widths: Vec<usize> =
                std::iter::once(label).chain(columns.clone().map(|column| widths[column])).collect();
            for row in &self.rows {
                match row {
                    Row::Caption(words) => lines.extend(caption_lines(words, indent, width)),
                    Row::Cells(cells) => {
                        let line = line(&of_block(cells), &block_widths, indent);
                        // A line of headings may have none in this block.
                        lines.extend((!line.is_empty()).then_some(line));
                    }
                }
            }
        }
        lines
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

fn line(cells: &[String], widths: &[usize], indent: usize) -> String {
    let mut line = " ".repeat(indent);
    for (column, (cell, &wide)) in cells.iter().zip(widths).enumerate() {
        if column == 0 {
            line.push_str(cell);
            line.push_str(&" ".repeat(wide.saturating_sub(columns_of(cell))));
        } else {
            line.push_str("  ");
            line.push_str(&padded(cell, wide));
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// A cell on the right of its column.
fn padded(cell: &str, wide: usize) -> String {
    " ".repeat(wide.saturating_sub(columns_of(cell))) + cell
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

    fn lines(table: &Table, indent: usize, least: usize, columns: usize) -> Vec<String> {
        table.text(indent, least, Width::of(columns)).lines().map(str::to_owned).collect()
    }

    #[test]
    fn columns_stand_under_each_other() {
        let mut table = Table::default();
        table.row(["", "story", "middle"]);
        table.row(["Team", "4,096", "1"]);
        assert_eq!(lines(&table, 2, 8, 80), ["           story    middle", "  Team     4,096         1"]);
    }

    #[test]
    fn a_caption_makes_no_column_wider() {
        let mut table = Table::default();
        table.caption("What it is that follows");
        table.row(["Team", "4,096"]);
        assert_eq!(lines(&table, 2, 0, 80), ["  What it is that follows", "  Team  4,096"]);
    }

    #[test]
    fn columns_draw_together_before_anything_else() {
        let mut table = Table::default();
        table.row(["What somebody has left", "$1.00", "$2.00", "$3.00"]);
        assert_eq!(lines(&table, 0, 12, 80), ["What somebody has left         $1.00         $2.00         $3.00"]);
        assert_eq!(lines(&table, 0, 12, 60), ["What somebody has left  $1.00  $2.00  $3.00"]);
    }

    #[test]
    fn labels_stand_above_their_rows_where_the_text_is_narrow() {
        let amount = "$1,234,567.00";
        let mut table = Table::default();
        table.row(["", "story told", "at most", "middle"]);
        table.row(["  left after all costs", amount, amount, amount]);
        let expected = [
            "     story told        at most         middle",
            "    left after all costs",
            "  $1,234,567.00  $1,234,567.00  $1,234,567.00",
        ];
        assert_eq!(lines(&table, 2, 12, 60), expected);
    }

    #[test]
    fn a_table_of_many_columns_goes_on_below_with_its_labels() {
        let amount = "$1,234,567.00";
        let mut table = Table::default();
        table.row(["month", amount, amount, amount, amount]);
        table.caption("you leave");
        table.row(["12", "1", "2", "3", "4"]);
        let expected = [
            "month  $1,234,567.00  $1,234,567.00  $1,234,567.00",
            "you leave",
            "12                 1              2              3",
            "",
            "month  $1,234,567.00",
            "you leave",
            "12                 4",
        ];
        assert_eq!(lines(&table, 0, 0, 60), expected);
    }

    #[test]
    fn letters_of_two_columns_are_counted_as_two() {
        let mut table = Table::default();
        table.row(["\u{4e2d}\u{6587}", "1"]);
        table.row(["abcd", "1"]);
        assert_eq!(lines(&table, 0, 0, 80), ["\u{4e2d}\u{6587}  1", "abcd  1"]);
    }
}
