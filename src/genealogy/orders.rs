//! [`Orders`]: what members bought, month by month.

use std::io;
use std::ops::Range;

use super::Genealogy;
use super::buyers::Buyer;
use super::calendar::Calendar;
use super::cells::write_cell;
use super::columns::{Amounts, Months, NO_MONTH, NONE, Sign, WRONG_MONTH};
use super::draft::{Draft, WRONG};
use super::ids::{Ids, Symbol};
use super::lineage::unknown_name;
use super::problem::{File, GenealogyErrors, ProblemKind, quoted};
use super::table::{Schema, Source, Table};
use super::wanted::Wanted;
use crate::team::MemberId;
use crate::units::{Money, Month, Volume};

const ID: usize = 0;
const MEMBER: usize = 1;
const MONTH: usize = 2;
const PV: usize = 3;
const CV: usize = 4;
const PRICE: usize = 5;
const REFUNDS: usize = 6;
const BUYER: usize = 7;

const ORDERS: Schema<8> = Schema {
    columns: ["id", "member", "month", "pv", "cv", "price", "refunds", "buyer"],
    file: "orders",
    required: &[ID, MEMBER, MONTH],
    one_of: &[PV, CV],
};

/// Checked orders as columns, by month, then by member id, then by order id. A refund is an order without a positive
/// amount that names the order of an earlier month that it takes back, wholly or in part; no other order has a
/// negative amount, and no order is taken back by more than all of it.
#[derive(Clone, Debug)]
pub struct Orders {
    ids: Ids,
    members: Vec<MemberId>,
    months: Vec<Month>,
    personal: Option<Vec<Volume>>,
    commissionable: Option<Vec<Volume>>,
    prices: Option<Vec<Money>>,
    /// [`NONE`] for orders that take nothing back; empty when there is no refund.
    refunds: Vec<u32>,
    /// Whether a customer outside bought; empty when the file does not say who did.
    customers: Vec<bool>,
    rows: Vec<u32>,
}

impl Orders {
    /// How many orders there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether nobody ordered anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The id of an order.
    ///
    /// # Panics
    /// When there is no such order.
    #[must_use]
    pub fn id(&self, order: usize) -> &str {
        u32::try_from(order).ok().map_or("", |order| text(&self.ids, order))
    }

    /// Whose order each is.
    #[must_use]
    pub fn members(&self) -> &[MemberId] {
        &self.members
    }

    /// The month of each order, never decreasing.
    #[must_use]
    pub fn months(&self) -> &[Month] {
        &self.months
    }

    /// The orders of a month.
    #[must_use]
    pub fn in_month(&self, month: Month) -> Range<usize> {
        self.months.partition_point(|&other| other < month)..self.months.partition_point(|&other| other <= month)
    }

    /// Personal volume (PV) of each order, if the file has any.
    #[must_use]
    pub fn personal(&self) -> Option<&[Volume]> {
        self.personal.as_deref()
    }

    /// Commissionable volume (CV) of each order, if the file has any.
    #[must_use]
    pub fn commissionable(&self) -> Option<&[Volume]> {
        self.commissionable.as_deref()
    }

    /// What each order cost its buyer, if the file says so.
    #[must_use]
    pub fn prices(&self) -> Option<&[Money]> {
        self.prices.as_deref()
    }

    /// Whether each order is a sale to a customer outside, if the file says who bought; a refund has the buyer of its
    /// order. Volume of such an order counts as its member's.
    #[must_use]
    pub fn customers(&self) -> Option<&[bool]> {
        (!self.customers.is_empty()).then_some(&self.customers)
    }

    /// The earlier order of the same member that this one takes back, wholly or in part; `None` for an order that is no
    /// refund.
    #[must_use]
    pub fn refunded(&self, order: usize) -> Option<usize> {
        self.refunds.get(order).filter(|&&refunded| refunded != NONE).map(|&refunded| refunded as usize)
    }

    /// The row of an order in its file, the first line being 1.
    ///
    /// # Panics
    /// When there is no such order.
    #[must_use]
    pub fn row(&self, order: usize) -> u32 {
        self.rows[order]
    }

    /// Writes the orders as they can be read again, with the months and member ids of their genealogy.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn write_csv(&self, genealogy: &Genealogy, mut out: impl io::Write) -> io::Result<()> {
        let amounts = [(PV, &self.personal), (CV, &self.commissionable)];
        // Orders without any volume have an empty column, because one of the two is required.
        let has_none = amounts.iter().all(|pair| pair.1.is_none());
        out.write_all(if has_none { b"id,member,month,cv" } else { b"id,member,month" })?;
        for (column, _) in amounts.iter().filter(|pair| pair.1.is_some()) {
            write!(out, ",{}", ORDERS.columns[*column])?;
        }
        out.write_all(if self.prices.is_some() { b",price" } else { b"" })?;
        out.write_all(if self.refunds.is_empty() { b"" } else { b",refunds" })?;
        out.write_all(if self.customers.is_empty() { b"\n" } else { b",buyer\n" })?;
        for order in 0..self.len() {
            write_cell(&mut out, self.id(order).as_bytes())?;
            out.write_all(b",")?;
            write_cell(&mut out, genealogy.id(self.members[order]).as_bytes())?;
            write!(out, ",{}", genealogy.calendar().label(self.months[order]))?;
            out.write_all(if has_none { b"," } else { b"" })?;
            for volumes in amounts.iter().filter_map(|pair| pair.1.as_ref()) {
                write!(out, ",{}", volumes[order])?;
            }
            if let Some(prices) = &self.prices {
                write!(out, ",{}", prices[order])?;
            }
            if !self.refunds.is_empty() {
                out.write_all(b",")?;
                write_cell(&mut out, self.refunded(order).map_or("", |order| self.id(order)).as_bytes())?;
            }
            if let Some(&is_customer) = self.customers.get(order) {
                write!(out, ",{}", Buyer::word(is_customer))?;
            }
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}

impl PartialEq for Orders {
    /// The same orders, wherever they stand in their files.
    fn eq(&self, other: &Self) -> bool {
        self.ids == other.ids
            && self.members == other.members
            && self.months == other.months
            && self.personal == other.personal
            && self.commissionable == other.commissionable
            && self.prices == other.prices
            && self.refunds == other.refunds
            && self.customers == other.customers
    }
}

impl Eq for Orders {}

/// Ids are UTF-8: files that are not are refused.
pub(super) fn text(ids: &Ids, symbol: Symbol) -> &str {
    std::str::from_utf8(ids.get(symbol)).unwrap_or_default()
}

/// Orders as columns by row, before the members have numbers.
#[derive(Debug)]
pub(super) struct OrdersDraft {
    pub(super) file: File,
    pub(super) ids: Ids,
    pub(super) rows: Vec<u32>,
    /// Rows of the tree.
    pub(super) members: Vec<u32>,
    pub(super) months: Vec<i32>,
    pub(super) personal: Amounts,
    pub(super) commissionable: Amounts,
    pub(super) prices: Amounts,
    /// The orders that refunds name, as they are written.
    pub(super) names: Ids,
    /// By order, which of the names; [`NONE`] for none. No column, no entries.
    pub(super) named: Vec<u32>,
    /// No column, no entries.
    pub(super) buyers: Vec<Buyer>,
}

impl OrdersDraft {
    /// Reads all rows; members are looked up when the tree could be read. `None` when the header does not allow it.
    pub(super) fn read(
        source: Source<'_>,
        wanted: &[Wanted],
        tree: Option<&Draft>,
        months: &mut Months,
        errors: &mut GenealogyErrors,
    ) -> Option<Self> {
        let mut table = Table::open(source, 1, &ORDERS, wanted, errors)?;
        let rows = table.rows_left();
        let mut draft = Self {
            file: table.file.clone(),
            ids: Ids::with_capacity(rows),
            rows: Vec::with_capacity(rows),
            members: Vec::with_capacity(rows),
            months: Vec::with_capacity(rows),
            personal: Amounts::new(PV, "pv", Sign::Any),
            commissionable: Amounts::new(CV, "cv", Sign::Any),
            prices: Amounts::new(PRICE, "price", Sign::Any),
            names: Ids::default(),
            named: Vec::new(),
            buyers: Vec::new(),
        };
        while let Some(is_sound) = table.advance(errors) {
            if is_sound {
                draft.read_row(&table, tree, months, errors);
            }
        }
        Some(draft)
    }

    fn read_row(
        &mut self,
        table: &Table<'_, 8>,
        tree: Option<&Draft>,
        months: &mut Months,
        errors: &mut GenealogyErrors,
    ) {
        self.define(table, errors);
        self.members.push(member(table, tree, errors));
        self.months.push(month(table, months, errors));
        self.personal.read(table, errors);
        self.commissionable.read(table, errors);
        self.prices.read(table, errors);
        if table.has(REFUNDS) {
            let name = table.cell(REFUNDS);
            self.named.push(if name.is_empty() { NONE } else { self.names.add(name) });
        }
        let rows = self.rows.len();
        if table.has(BUYER) {
            self.buyers.push(Buyer::read(table, BUYER, errors));
        }
        // An order without an id of its own is taken back, once its cells are checked.
        self.members.truncate(rows);
        self.months.truncate(rows);
        self.named.truncate(rows);
        self.buyers.truncate(rows);
        for amounts in [&mut self.personal, &mut self.commissionable, &mut self.prices] {
            amounts.truncate(rows);
        }
    }

    /// Notes the row's id, if it has one that is not taken.
    fn define(&mut self, table: &Table<'_, 8>, errors: &mut GenealogyErrors) {
        let id = table.cell(ID);
        if id.is_empty() {
            errors.push(ProblemKind::EmptyCell, &table.file, table.row, || "has no id".to_owned());
            return;
        }
        let known = self.ids.len();
        let symbol = self.ids.add(id);
        if (symbol as usize) < known {
            let message = || format!("id {} already stands in row {}", quoted(id), self.rows[symbol as usize]);
            errors.push(ProblemKind::DuplicateId, &table.file, table.row, message);
            return;
        }
        self.rows.push(table.row);
    }

    /// Reports empty amounts of columns in which other orders have some: an order that counts as 0 unseen, or a refund
    /// that takes nothing back.
    pub(super) fn check_amounts(&self, errors: &mut GenealogyErrors) {
        for amounts in [&self.personal, &self.commissionable, &self.prices] {
            for &at in amounts.blank() {
                let at = at as usize;
                let is_refund = self.named.get(at).is_some_and(|&name| name != NONE);
                let remedy = if is_refund {
                    "a refund says what it takes back: write the negative amount, or 0"
                } else {
                    "write 0, or the amount"
                };
                let message = || format!("{} is empty; {remedy}", amounts.name());
                errors.push(ProblemKind::EmptyCell, &self.file, self.rows[at], message);
            }
        }
    }

    /// Reports orders of members who had not joined, or had left in an earlier month. What was ordered in the leaving
    /// month may well have been ordered before; and a refund may come at any time.
    pub(super) fn check_membership(&self, tree: &Draft, months: &Months, errors: &mut GenealogyErrors) {
        let label = |month| Draft::label(months.calendar(), month);
        for (at, (&member, &row)) in self.members.iter().zip(&self.rows).enumerate() {
            let month = self.months[at];
            if month <= WRONG_MONTH {
                continue;
            }
            if let Some(&joined) = tree.joined.get(member as usize)
                && joined > month
            {
                let message = || {
                    let (member, month, joined) = (tree.shown(member), label(month), label(joined));
                    format!("{member} ordered in month {month}, before joining in month {joined}")
                };
                errors.push(ProblemKind::OrderBeforeJoining, &self.file, row, message);
            }
            let is_refund = self.named.get(at).is_some_and(|&name| name != NONE);
            if let Some(&left) = tree.left.get(member as usize)
                && left > WRONG_MONTH
                && left < month
                && !is_refund
            {
                let message = || {
                    let (member, month, left) = (tree.shown(member), label(month), label(left));
                    format!("{member} ordered in month {month}, after leaving in month {left}")
                };
                errors.push(ProblemKind::OrderAfterLeaving, &self.file, row, message);
            }
        }
    }

    /// The orders of members with numbers; everything is sound. `refunded` is what [`refunds::check`] found,
    /// `customers` what [`buyers::check`] found.
    ///
    /// [`refunds::check`]: super::refunds::check
    /// [`buyers::check`]: super::buyers::check
    pub(super) fn finish(
        self,
        refunded: &[u32],
        customers: &[bool],
        member_of_row: &[MemberId],
        calendar: Calendar,
    ) -> Orders {
        let members: Vec<MemberId> = self.members.iter().map(|&row| member_of_row[row as usize]).collect();
        let months: Vec<u16> = self.months.iter().map(|&month| calendar.number(month)).collect();
        let mut order: Vec<u32> = (0..).zip(&members).map(|pair| pair.0).collect();
        let ids = self.ids;
        order.sort_unstable_by(|&a, &b| {
            let key = |order: u32| (months[order as usize], members[order as usize]);
            key(a).cmp(&key(b)).then_with(|| ids.compare(a, b))
        });
        let mut place_of_row: Vec<u32> = vec![0; if refunded.is_empty() { 0 } else { order.len() }];
        for (place, &row) in (0..).zip(order.iter().take(place_of_row.len())) {
            place_of_row[row as usize] = place;
        }
        let refunded_by = |&row: &u32| refunded.get(row as usize).copied().unwrap_or(NONE);
        let place = |row: u32| place_of_row.get(row as usize).copied().unwrap_or(NONE);
        Orders {
            refunds: if refunded.is_empty() {
                Vec::new()
            } else {
                order.iter().map(|row| place(refunded_by(row))).collect()
            },
            ids: ids.reordered(&order),
            members: order.iter().map(|&row| members[row as usize]).collect(),
            months: order.iter().map(|&row| Month::new(months[row as usize])).collect(),
            personal: self.personal.volumes(&order),
            commissionable: self.commissionable.volumes(&order),
            prices: self.prices.ordered(&order, Money::from_cents),
            customers: order.iter().filter_map(|&row| customers.get(row as usize).copied()).collect(),
            rows: order.iter().map(|&row| self.rows[row as usize]).collect(),
        }
    }
}

/// The row of the tree of the member who ordered, [`WRONG`] when it is reported or cannot be told.
fn member(table: &Table<'_, 8>, tree: Option<&Draft>, errors: &mut GenealogyErrors) -> u32 {
    let name = table.cell(MEMBER);
    if name.is_empty() {
        errors.push(ProblemKind::EmptyCell, &table.file, table.row, || "has no member".to_owned());
        return WRONG;
    }
    let Some(tree) = tree else { return WRONG };
    tree.ids.find(name).and_then(|symbol| tree.row_named(symbol)).unwrap_or_else(|| {
        let message = || unknown_name("member", &tree.file.name, tree, name, None);
        errors.push(ProblemKind::UnknownMember, &table.file, table.row, message);
        WRONG
    })
}

fn month(table: &Table<'_, 8>, months: &mut Months, errors: &mut GenealogyErrors) -> i32 {
    let month = months.read(table, MONTH, "month", errors);
    if month == NO_MONTH {
        errors.push(ProblemKind::EmptyCell, &table.file, table.row, || "has no month".to_owned());
    }
    month
}
