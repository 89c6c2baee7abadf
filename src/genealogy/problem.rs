//! [`GenealogyErrors`]: everything that is wrong with the files of a genealogy, each with its file and row.

use std::fmt;
use std::sync::Arc;

use crate::words::{counted, thousands};

/// How many problems of one kind are kept with their text; all are counted.
const MOST_KEPT_OF_A_KIND: usize = 1_000;
/// How many problems are shown; the rest are counted by kind.
const MOST_SHOWN: usize = 50;
/// How many of each kind are shown before others of a more frequent kind.
const SHOWN_OF_EACH_KIND: usize = 2;

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident: $one:literal, $many:literal;)+) => {
        /// What sort of problem it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum ProblemKind {
            $($(#[doc = $doc])+ $kind,)+
        }

        impl ProblemKind {
            /// All kinds, in the order in which they are declared.
            const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// The kind in words, for one and for many.
            const fn words(self) -> (&'static str, &'static str) {
                match self {
                    $(Self::$kind => ($one, $many),)+
                }
            }
        }
    };
}

kinds! {
    /// Not a text of rows and cells: a workbook, or text in UTF-16.
    NotText: "file that is not plain text", "files that are not plain text";
    /// A file beyond 4 GiB, or volumes that add up to more than can be counted.
    TooLarge: "limit passed", "limits passed";
    /// No header, or no row below it.
    Empty: "empty file", "empty files";
    /// A column whose name is not known.
    UnknownColumn: "unknown column", "unknown columns";
    /// A column that stands twice.
    RepeatedColumn: "repeated column", "repeated columns";
    /// A required column that is not there.
    MissingColumn: "missing column", "missing columns";
    /// A row with more or fewer cells than the header names.
    CellCount: "row with a wrong number of cells", "rows with a wrong number of cells";
    /// A quoted cell that does not end before the next delimiter or the end of the row.
    Quote: "cell with a wrong quote", "cells with a wrong quote";
    /// Bytes that are not UTF-8.
    NotUtf8: "row that is not UTF-8", "rows that are not UTF-8";
    /// An empty cell where something is needed.
    EmptyCell: "empty cell", "empty cells";
    /// An id that cannot be one, because it marks the root.
    ReservedId: "reserved id", "reserved ids";
    /// An id that stands twice in the tree or in the orders.
    DuplicateId: "duplicate id", "duplicate ids";
    /// A number that cannot be read, or can be read in two ways.
    BadNumber: "bad number", "bad numbers";
    /// A volume below zero where only an order may be negative.
    Negative: "negative volume", "negative volumes";
    /// A month that cannot be read, or is written in another way than the others.
    BadMonth: "bad month", "bad months";
    /// A month that is too early or too late.
    MonthOutOfRange: "month out of range", "months out of range";
    /// A leaving month before the joining month.
    LeftBeforeJoined: "member who left before joining", "members who left before joining";
    /// No member without a sponsor.
    NoRoot: "tree without a root", "trees without a root";
    /// A further member without a sponsor.
    SecondRoot: "second root", "second roots";
    /// A sponsor who is not in the file.
    UnknownSponsor: "unknown sponsor", "unknown sponsors";
    /// A member who is its own sponsor.
    SelfSponsor: "member who is its own sponsor", "members who are their own sponsors";
    /// Members whose sponsors run in a circle.
    Cycle: "circle of sponsors", "circles of sponsors";
    /// A sponsor who joined later than the member.
    SponsorJoinedLater: "sponsor who joined later", "sponsors who joined later";
    /// An owner who is not in the file.
    UnknownOwner: "unknown owner", "unknown owners";
    /// An owner whose own position has another owner.
    OwnerOwned: "owner who has another owner", "owners who have other owners";
    /// An enroller who is not in the file.
    UnknownEnroller: "unknown enroller", "unknown enrollers";
    /// A member who is its own enroller.
    SelfEnroller: "member who is its own enroller", "members who are their own enrollers";
    /// A root with an enroller.
    RootEnrolled: "root with an enroller", "roots with enrollers";
    /// Members whose enrollers run in a circle.
    EnrollerCycle: "circle of enrollers", "circles of enrollers";
    /// An enroller who joined later than the member.
    EnrollerJoinedLater: "enroller who joined later", "enrollers who joined later";
    /// A side that is neither left nor right nor a place.
    BadSide: "bad side", "bad sides";
    /// A placement parent who is not in the file.
    UnknownPlacement: "unknown placement parent", "unknown placement parents";
    /// A root that stands below somebody.
    RootPlaced: "root that is placed below somebody", "roots that are placed below somebody";
    /// Two members in one place.
    PlaceTaken: "place taken twice", "places taken twice";
    /// Members whose placement parents run in a circle.
    PlacementCycle: "circle of placements", "circles of placements";
    /// An order of somebody who is not in the tree.
    UnknownMember: "order of an unknown member", "orders of unknown members";
    /// An order in a month before its member joined.
    OrderBeforeJoining: "order before its member joined", "orders before their members joined";
    /// An order of somebody who left in an earlier month.
    OrderAfterLeaving: "order after its member left", "orders after their members left";
    /// Volume in the tree, of a month before its member joined.
    VolumeBeforeJoining: "volume before its member joined", "volumes before their members joined";
    /// Volume in the tree, of a month after its member left.
    VolumeAfterLeaving: "volume after its member left", "volumes after their members left";
    /// A buyer who is neither the member nor a customer.
    BadBuyer: "bad buyer", "bad buyers";
    /// A negative order that does not say which order it takes back.
    UnnamedRefund: "negative order that names no order", "negative orders that name no order";
    /// A refund of an order that is not in the file.
    UnknownOrder: "refund of an unknown order", "refunds of unknown orders";
    /// A refund of an order of the same month or a later one.
    RefundTooEarly: "refund in or before the month of its order", "refunds in or before the months of their orders";
    /// A refund of another member's order.
    RefundOfOther: "refund of another member's order", "refunds of other members' orders";
    /// A refund to another buyer than the one of its order.
    RefundOfOtherBuyer: "refund to another buyer than its order's", "refunds to other buyers than their orders'";
    /// A refund of a refund, or of more than is left of an order.
    RefundTooLarge: "refund of more than is left", "refunds of more than is left";
    /// A refund with a positive amount.
    RefundPositive: "refund with a positive amount", "refunds with a positive amount";
    /// A rank that the plan does not know.
    UnknownRank: "unknown rank", "unknown ranks";
}

impl ProblemKind {
    const fn index(self) -> usize {
        self as usize
    }
}

/// One thing that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    kind: ProblemKind,
    file: File,
    row: Option<u32>,
    message: String,
}

impl Problem {
    /// What sort of problem it is.
    #[must_use]
    pub const fn kind(&self) -> ProblemKind {
        self.kind
    }

    /// The name of the file.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file.name
    }

    /// The row as a spreadsheet or an editor counts it, the first line being 1; `None` for the file as a whole.
    #[must_use]
    pub const fn row(&self) -> Option<u32> {
        self.row
    }

    /// What is wrong, with the value and, where there is one, the remedy.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Problem {
    /// `tree.csv row 17: sponsor "B9" is not in the file`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.row {
            Some(row) => write!(out, "{} row {row}: {}", self.file.name, self.message),
            None => write!(out, "{}: {}", self.file.name, self.message),
        }
    }
}

/// A file by name, with its place among the files that are read together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct File {
    pub(super) number: u8,
    pub(super) name: Arc<str>,
}

/// Everything that is wrong with the files of a genealogy, by file and row.
///
/// All problems are counted. The first 1,000 of each kind are kept with their text, so that a file of a million slips
/// costs no more memory than it has to. Shown are 50, at least two of each kind if there are so many; the rest are
/// counted by kind.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct GenealogyErrors {
    problems: Vec<Problem>,
    counts: Vec<u64>,
}

impl GenealogyErrors {
    /// The problems that were kept, by file and row: all of them, up to 1,000 of each kind.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// How many problems there are, those that were not kept included.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// How many problems of this kind there are.
    #[must_use]
    pub fn count_of(&self, kind: ProblemKind) -> u64 {
        self.counts.get(kind.index()).copied().unwrap_or(0)
    }

    /// Adds a problem; its text is made only while there is room for its kind.
    pub(super) fn push(
        &mut self,
        kind: ProblemKind,
        file: &File,
        row: impl Into<Option<u32>>,
        message: impl FnOnce() -> String,
    ) {
        if self.counts.is_empty() {
            self.counts = vec![0; ProblemKind::ALL.len()];
        }
        let count = &mut self.counts[kind.index()];
        *count += 1;
        if *count <= MOST_KEPT_OF_A_KIND as u64 {
            self.problems.push(Problem { kind, file: file.clone(), row: row.into(), message: message() });
        }
    }

    /// Adds the problems of another check, by file and row with these.
    pub(crate) fn append(&mut self, other: Self) {
        self.counts.resize(self.counts.len().max(other.counts.len()), 0);
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count += more;
        }
        self.problems.extend(other.problems);
        self.sort();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// `value` when there is no problem, else the problems by file and row.
    pub(super) fn unless_any<T>(mut self, value: T) -> Result<T, Self> {
        if self.is_empty() {
            return Ok(value);
        }
        self.sort();
        Err(self)
    }

    pub(super) fn sort(&mut self) {
        self.problems.sort_by_key(|problem| (problem.file.number, problem.row, problem.kind));
    }

    /// Which problems are shown: some of each kind, then the first ones.
    fn shown(&self) -> Vec<&Problem> {
        let mut picked = vec![false; self.problems.len()];
        let mut left = MOST_SHOWN;
        let mut of_kind = vec![0; ProblemKind::ALL.len()];
        for (pick, problem) in picked.iter_mut().zip(&self.problems) {
            let seen = &mut of_kind[problem.kind.index()];
            *pick = *seen < SHOWN_OF_EACH_KIND && left > 0;
            *seen += 1;
            left -= usize::from(*pick);
        }
        for pick in picked.iter_mut().filter(|pick| !**pick).take(left) {
            *pick = true;
        }
        self.problems.iter().zip(picked).filter(|pair| pair.1).map(|pair| pair.0).collect()
    }
}

impl fmt::Display for GenealogyErrors {
    /// One line a problem, then how many more there are of which kind; no newline at the end.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.shown();
        for (index, problem) in shown.iter().enumerate() {
            write!(out, "{}{problem}", if index == 0 { "" } else { "\n" })?;
        }
        let more = self.count().saturating_sub(shown.len() as u64);
        if more == 0 {
            return Ok(());
        }
        let kinds = ProblemKind::ALL.iter().filter_map(|&kind| {
            let hidden = self.count_of(kind) - shown.iter().filter(|problem| problem.kind == kind).count() as u64;
            let (one, many) = kind.words();
            (hidden > 0).then(|| counted(i64::try_from(hidden).unwrap_or(i64::MAX), one, many))
        });
        let noun = if more == 1 { "problem" } else { "problems" };
        let number = thousands(i64::try_from(more).unwrap_or(i64::MAX));
        write!(out, "\nand {number} more {noun}: {}", kinds.collect::<Vec<_>>().join(", "))
    }
}

reads_as_a_sentence!(GenealogyErrors);

impl std::error::Error for GenealogyErrors {}

/// What is shown of a cell: at most 40 characters, in quotes, with what cannot be printed escaped.
pub(super) fn quoted(cell: &[u8]) -> String {
    const LONGEST: usize = 40;
    // A character is at most four bytes, so this is all that is needed of a cell of any length.
    let text = String::from_utf8_lossy(&cell[..cell.len().min(4 * LONGEST + 4)]);
    let mut shown: String = text.chars().take(LONGEST).collect();
    if shown.len() < cell.len() && text.chars().nth(LONGEST).is_some() {
        shown.push_str("...");
    }
    format!("{shown:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> File {
        File { number: 0, name: "tree.csv".into() }
    }

    #[test]
    fn a_problem_names_its_file_and_row() {
        let mut errors = GenealogyErrors::default();
        errors.push(ProblemKind::NoRoot, &file(), None, || "no root".into());
        errors.push(ProblemKind::BadNumber, &file(), 7, || "a number".into());
        errors.sort();
        assert_eq!(errors.to_string(), "tree.csv: no root\ntree.csv row 7: a number");
    }

    #[test]
    fn a_rare_problem_is_shown_among_a_million_others_and_all_are_counted() {
        let mut errors = GenealogyErrors::default();
        for row in 0..1_000_000 {
            errors.push(ProblemKind::BadNumber, &file(), row, || "a number".into());
        }
        errors.push(ProblemKind::Cycle, &file(), 500_000, || "a circle".into());
        errors.sort();
        let text = errors.to_string();
        assert_eq!(text.lines().count(), 51);
        assert!(text.contains("tree.csv row 500000: a circle\n"), "{text}");
        assert!(text.ends_with("\nand 999,951 more problems: 999,951 bad numbers"), "{text}");
        assert_eq!(errors.problems().len(), 1_001);
        assert_eq!(errors.count(), 1_000_001);
    }

    #[test]
    fn a_long_or_strange_cell_stays_one_short_line() {
        assert_eq!(quoted(b"B9"), "\"B9\"");
        assert_eq!(quoted(b"a\nb\"\xff"), "\"a\\nb\\\"\u{fffd}\"");
        assert_eq!(quoted("ü".repeat(41).as_bytes()), format!("\"{}...\"", "ü".repeat(40)));
        assert_eq!(quoted(&vec![b'x'; 1_000_000]).len(), 45);
    }
}
