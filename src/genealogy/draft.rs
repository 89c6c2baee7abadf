//! [`Draft`]: the rows of a tree as they stand in the file, each cell checked by itself.

use super::calendar::Calendar;
use super::columns::{Amounts, Months, NO_MONTH, NONE, Sign, WRONG_MONTH};
use super::ids::{Ids, Symbol};
use super::problem::{File, GenealogyErrors, ProblemKind, quoted};
use super::table::{Schema, Source, Table};
use super::wanted::Wanted;

const ID: usize = 0;
const SPONSOR: usize = 1;
const PLACEMENT: usize = 2;
const SIDE: usize = 3;
const JOINED: usize = 4;
const LEFT: usize = 5;
const RANK: usize = 6;
const PV: usize = 7;
const CV: usize = 8;
const OWNER: usize = 9;
const ENROLLER: usize = 10;

const TREE: Schema<11> = Schema {
    columns: ["id", "sponsor", "placement", "side", "joined", "left", "rank", "pv", "cv", "owner", "enroller"],
    file: "tree",
    required: &[ID, SPONSOR],
    one_of: &[],
};

/// What stands for the root's sponsor, beside an empty cell.
pub(super) const ROOT_MARK: &[u8] = b"-";
/// A cell that is wrong and reported.
pub(super) const WRONG: u32 = u32::MAX - 1;
/// A member without a side.
pub(super) const NO_SIDE: u16 = u16::MAX;
/// A side that is wrong and reported.
pub(super) const WRONG_SIDE: u16 = u16::MAX - 1;

/// The tree as columns by row, rows of the same id only once.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) file: File,
    /// Ids of members and names of sponsors and placement parents alike.
    pub(super) ids: Ids,
    /// The row that defines a symbol, or [`NONE`].
    pub(super) row_of: Vec<u32>,
    /// The number in the file.
    pub(super) numbers: Vec<u32>,
    pub(super) id: Vec<Symbol>,
    /// [`NONE`] for a root, [`WRONG`] for a row that cannot be relied on.
    pub(super) sponsor: Vec<Symbol>,
    /// Empty without the column; [`NONE`] for nobody.
    pub(super) placement: Vec<Symbol>,
    pub(super) side: Vec<u16>,
    pub(super) joined: Vec<i32>,
    pub(super) left: Vec<i32>,
    pub(super) ranks: Ids,
    pub(super) rank: Vec<Symbol>,
    /// Empty without the column; [`NONE`] for a position of its own.
    pub(super) owner: Vec<Symbol>,
    /// Empty without the column; [`NONE`] for the sponsor.
    pub(super) enroller: Vec<Symbol>,
    pub(super) personal: Amounts,
    pub(super) commissionable: Amounts,
    /// Whether every row of the file could be relied on.
    pub(super) is_whole: bool,
}

impl Draft {
    fn new(file: File, rows: usize) -> Self {
        Self {
            file,
            ids: Ids::with_capacity(rows),
            row_of: Vec::with_capacity(rows),
            numbers: Vec::with_capacity(rows),
            id: Vec::with_capacity(rows),
            sponsor: Vec::with_capacity(rows),
            placement: Vec::new(),
            side: Vec::new(),
            joined: Vec::new(),
            left: Vec::new(),
            ranks: Ids::default(),
            rank: Vec::new(),
            owner: Vec::new(),
            enroller: Vec::new(),
            personal: Amounts::new(PV, "pv", Sign::ZeroOrMore),
            commissionable: Amounts::new(CV, "cv", Sign::ZeroOrMore),
            is_whole: true,
        }
    }

    /// Reads all rows. `None` when the header does not allow it.
    pub(super) fn read(
        source: Source<'_>,
        wanted: &[Wanted],
        months: &mut Months,
        errors: &mut GenealogyErrors,
    ) -> Option<Self> {
        let mut table = Table::open(source, 0, &TREE, wanted, errors)?;
        let mut draft = Self::new(table.file.clone(), table.rows_left());
        while let Some(is_sound) = table.advance(errors) {
            draft.read_row(&table, is_sound, months, errors);
        }
        if draft.numbers.is_empty() && draft.is_whole {
            let message = || "has a header and no members".to_owned();
            errors.push(ProblemKind::Empty, &draft.file, None, message);
            draft.is_whole = false;
        }
        draft.settle_columns(errors);
        Some(draft)
    }

    fn read_row(&mut self, table: &Table<'_, 11>, is_sound: bool, months: &mut Months, errors: &mut GenealogyErrors) {
        let is_named = self.define(table, is_sound, errors);
        self.is_whole &= is_sound && is_named;
        if !is_sound {
            // Its other cells may stand in the wrong columns: they are not worth a message.
            return;
        }
        let placement = self.mention(table.cell(PLACEMENT));
        if table.has(PLACEMENT) {
            self.placement.push(placement);
        }
        if table.has(SIDE) {
            self.side.push(side(table, errors));
        }
        self.read_months(table, months, errors);
        if table.has(RANK) {
            let cell = table.cell(RANK);
            self.rank.push(if cell.is_empty() { NONE } else { self.ranks.add(cell) });
        }
        let owner = self.mention(table.cell(OWNER));
        if table.has(OWNER) {
            self.owner.push(owner);
        }
        let enroller = self.mention(table.cell(ENROLLER));
        if table.has(ENROLLER) {
            self.enroller.push(enroller);
        }
        self.personal.read(table, errors);
        self.commissionable.read(table, errors);
        if !is_named {
            self.forget_row();
        }
    }

    /// Takes back a row of nobody, or of somebody who stands in an earlier row, once its cells are checked.
    fn forget_row(&mut self) {
        let rows = self.numbers.len();
        self.placement.truncate(rows);
        self.side.truncate(rows);
        self.joined.truncate(rows);
        self.left.truncate(rows);
        self.rank.truncate(rows);
        self.owner.truncate(rows);
        self.enroller.truncate(rows);
        self.personal.truncate(rows);
        self.commissionable.truncate(rows);
    }

    /// Notes the row's id and sponsor; whether it has an id of its own.
    fn define(&mut self, table: &Table<'_, 11>, is_sound: bool, errors: &mut GenealogyErrors) -> bool {
        let (file, row, id) = (&table.file, table.row, table.cell(ID));
        if id.is_empty() || id == ROOT_MARK {
            if is_sound && id.is_empty() {
                errors.push(ProblemKind::EmptyCell, file, row, || "has no id".to_owned());
            } else if is_sound {
                let message = || "id \"-\" cannot be used, because it stands for the root's sponsor".to_owned();
                errors.push(ProblemKind::ReservedId, file, row, message);
            }
            return false;
        }
        let symbol = self.ids.add(id);
        self.row_of.resize(self.ids.len(), NONE);
        let first = self.row_of[symbol as usize];
        if first != NONE {
            let number = if first == WRONG { None } else { self.numbers.get(first as usize) };
            let message = || match number {
                Some(number) => format!("id {} already stands in row {number}", quoted(id)),
                None => format!("id {} already stands in an earlier row", quoted(id)),
            };
            if is_sound {
                errors.push(ProblemKind::DuplicateId, file, row, message);
            }
            return false;
        }
        if !is_sound {
            // So that those who name it as their sponsor are not told that it is unknown.
            self.row_of[symbol as usize] = WRONG;
            return true;
        }
        self.row_of[symbol as usize] = u32::try_from(self.numbers.len()).unwrap_or(NONE);
        self.numbers.push(row);
        self.id.push(symbol);
        let sponsor = self.mention(table.cell(SPONSOR));
        self.sponsor.push(sponsor);
        true
    }

    /// The symbol of a sponsor or placement parent; [`NONE`] for the mark of the root.
    fn mention(&mut self, cell: &[u8]) -> Symbol {
        if cell.is_empty() || cell == ROOT_MARK {
            return NONE;
        }
        let symbol = self.ids.add(cell);
        self.row_of.resize(self.ids.len(), NONE);
        symbol
    }

    fn read_months(&mut self, table: &Table<'_, 11>, months: &mut Months, errors: &mut GenealogyErrors) {
        let joined = months.read(table, JOINED, "joined", errors);
        let left = months.read(table, LEFT, "left", errors);
        if table.has(JOINED) {
            self.joined.push(joined);
        }
        if table.has(LEFT) {
            self.left.push(left);
        }
        if joined > WRONG_MONTH && left > WRONG_MONTH && left < joined {
            let message = || {
                let (left, joined) = (quoted(table.cell(LEFT)), quoted(table.cell(JOINED)));
                format!("left {left} is before joined {joined}")
            };
            errors.push(ProblemKind::LeftBeforeJoined, &table.file, table.row, message);
        }
    }

    /// Forgets the columns in which nothing stands; one in which something stands must say it of everybody.
    fn settle_columns(&mut self, errors: &mut GenealogyErrors) {
        fn clear_if_blank<T: PartialEq>(column: &mut Vec<T>, blank: &T) {
            if column.iter().all(|cell| cell == blank) {
                *column = Vec::new();
            }
        }
        clear_if_blank(&mut self.placement, &NONE);
        clear_if_blank(&mut self.side, &NO_SIDE);
        clear_if_blank(&mut self.joined, &NO_MONTH);
        clear_if_blank(&mut self.left, &NO_MONTH);
        clear_if_blank(&mut self.rank, &NONE);
        clear_if_blank(&mut self.owner, &NONE);
        clear_if_blank(&mut self.enroller, &NONE);
        for (_, &row) in self.joined.iter().zip(&self.numbers).filter(|pair| *pair.0 == NO_MONTH) {
            let message = || "joined is empty; write it for everybody or for nobody".to_owned();
            errors.push(ProblemKind::EmptyCell, &self.file, row, message);
        }
    }

    /// The row of the member that a symbol names, or `None` when nobody has this id. A row that cannot be relied on is
    /// somebody, [`WRONG`].
    pub(super) fn row_named(&self, symbol: Symbol) -> Option<u32> {
        self.row_of.get(symbol as usize).copied().filter(|&row| row != NONE)
    }

    /// The id of the member in a row, in quotes.
    pub(super) fn shown(&self, row: u32) -> String {
        quoted(self.ids.get(self.id[row as usize]))
    }

    /// The month that a row's cell says, as it is written.
    pub(super) fn label(calendar: Calendar, month: i32) -> String {
        calendar.label(crate::units::Month::new(calendar.number(month)))
    }
}

/// The place below the placement parent, from 0.
fn side(table: &Table<'_, 11>, errors: &mut GenealogyErrors) -> u16 {
    let cell = table.cell(SIDE);
    if cell.is_empty() {
        return NO_SIDE;
    }
    match cell {
        _ if cell.eq_ignore_ascii_case(b"left") || cell.eq_ignore_ascii_case(b"l") => return 0,
        _ if cell.eq_ignore_ascii_case(b"right") || cell.eq_ignore_ascii_case(b"r") => return 1,
        _ => {}
    }
    let number = std::str::from_utf8(cell).ok().filter(|_| cell[0] != b'+').and_then(|text| text.parse::<u16>().ok());
    if let Some(place @ 1..=1_000) = number {
        return place - 1;
    }
    let message = || {
        let side = quoted(cell);
        format!("side {side} is neither left nor right, nor a place from 1 to 1,000 counted from the left")
    };
    errors.push(ProblemKind::BadSide, &table.file, table.row, message);
    WRONG_SIDE
}
