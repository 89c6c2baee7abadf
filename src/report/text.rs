//! Building blocks of the 80-column texts: right-aligned tables, bars and wrapped paragraphs.

/// The width of all texts.
pub(super) const WIDTH: usize = 80;

/// A table whose first column is left-aligned and whose others are right-aligned, two blanks apart.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn row<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Whether no row has been added.
    pub(super) const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table's lines, each indented by `indent`. Columns are at least `least` wide, the first one excepted.
    pub(super) fn lines(&self, indent: usize, least: usize) -> Vec<String> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns)
            .map(|column| {
                let widest = self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
                widest.unwrap_or(0).max(if column == 0 { 0 } else { least })
            })
            .collect();
        self.rows.iter().map(|row| Self::line(row, &widths, indent)).collect()
    }

    fn line(row: &[String], widths: &[usize], indent: usize) -> String {
        let mut line = " ".repeat(indent);
        for (column, (cell, &width)) in row.iter().zip(widths).enumerate() {
            if column == 0 {
                line.push_str(&format!("{cell:<width$}"));
            } else {
                line.push_str(&format!("  {cell:>width$}"));
            }
        }
        line.truncate(line.trim_end().len());
        line
    }
}

/// A bar of 40 characters for a count of 100 people: `#####...`. Somebody is never drawn as nobody.
pub(super) fn bar(of_100: u8, count: u64) -> String {
    const LENGTH: usize = 40;
    let filled = (usize::from(of_100) * LENGTH + 50) / 100;
    let filled = filled.max(usize::from(count > 0)).min(LENGTH);
    format!("{}{}", "#".repeat(filled), ".".repeat(LENGTH - filled))
}

/// A paragraph broken at blanks into lines of at most [`WIDTH`] characters; further lines are indented by two.
pub(super) fn wrapped(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.trim_start().is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::replace(&mut line, "  ".to_owned()));
        } else if !line.trim_start().is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other() {
        let mut table = Table::default();
        table.row(["", "story", "middle"]);
        table.row(["Team", "4,096", "1"]);
        assert_eq!(table.lines(2, 8), ["           story    middle", "  Team     4,096         1"].map(str::to_owned));
    }

    #[test]
    fn a_bar_never_hides_somebody() {
        assert_eq!(bar(0, 0), ".".repeat(40));
        assert!(bar(0, 1).starts_with("#."));
        assert_eq!(bar(100, 5), "#".repeat(40));
    }

    #[test]
    fn long_paragraphs_break_at_eighty() {
        let text = wrapped(&"word ".repeat(40));
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH));
        assert!(text.lines().skip(1).all(|line| line.starts_with("  word")));
    }
}
