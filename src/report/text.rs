//! Building blocks of the 80-column texts: right-aligned tables, bars and wrapped paragraphs.

/// The width of all texts.
pub(super) const WIDTH: usize = 80;

/// A table whose first column is left-aligned and whose others are right-aligned, two blanks apart.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
    /// Which rows are captions.
    captions: Vec<usize>,
}

impl Table {
    pub(super) fn row<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// A line over the rows that follow, which makes no column wider.
    pub(super) fn caption(&mut self, words: &str) {
        self.captions.push(self.rows.len());
        self.row([words]);
    }

    /// Whether no row has been added.
    pub(super) const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table's lines, each indented by `indent`. Columns are at least `least` wide, the first one excepted.
    pub(super) fn lines(&self, indent: usize, least: usize) -> Vec<String> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let with_cells = || self.rows.iter().enumerate().filter(|(at, _)| !self.captions.contains(at));
        let widths: Vec<usize> = (0..columns)
            .map(|column| {
                let widest = with_cells().filter_map(|(_, row)| row.get(column)).map(|cell| cell.chars().count()).max();
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

/// Parts side by side, two blanks apart, on as many lines of at most [`WIDTH`] characters as they need; further lines are
/// indented by two. A part is broken only where it is longer than a line.
pub(super) fn apart<S: AsRef<str>>(parts: impl IntoIterator<Item = S>) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for part in parts {
        let part = part.as_ref();
        if line.is_empty() {
            line.push_str(part);
        } else if line.chars().count() + 2 + part.chars().count() <= WIDTH {
            line.push_str("  ");
            line.push_str(part);
        } else {
            lines.push(std::mem::replace(&mut line, format!("  {part}")));
        }
    }
    lines.push(line);
    let wrapped = |line: &String| if line.chars().count() > WIDTH { wrapped(line) } else { line.clone() };
    lines.iter().map(wrapped).collect::<Vec<_>>().join("\n")
}

/// A name cut to at most `most` characters, for a column of a table.
pub(super) fn cut(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let kept: String = name.chars().take(most.saturating_sub(3)).collect();
    format!("{}...", kept.trim_end())
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
    fn a_caption_makes_no_column_wider() {
        let mut table = Table::default();
        table.caption("What it is that follows");
        table.row(["Team", "4,096"]);
        assert_eq!(table.lines(2, 0), ["  What it is that follows", "  Team  4,096"].map(str::to_owned));
    }

    #[test]
    fn parts_stand_two_blanks_apart_and_go_on_below() {
        assert_eq!(apart(["downline", "plan audit", "seed 1"]), "downline  plan audit  seed 1");
        let (long, longer) = ("a".repeat(50), "b".repeat(40));
        assert_eq!(apart(["x", &long, &longer]), format!("x  {long}\n  {longer}"));
    }

    #[test]
    fn names_are_cut_to_the_column() {
        assert_eq!(cut("Leader", 6), "Leader");
        assert_eq!(cut("Executive Director", 13), "Executive...");
    }

    #[test]
    fn long_paragraphs_break_at_eighty() {
        let text = wrapped(&"word ".repeat(40));
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH));
        assert!(text.lines().skip(1).all(|line| line.starts_with("  word")));
    }
}
