//! A real genealogy: who sponsored whom, read from the bytes of a delimited file, checked as a whole, and numbered so
//! that sponsors come first.
//!
//! [`read`] takes a tree and perhaps orders and gives [`Records`]: a [`Genealogy`] and [`Orders`], as columns by
//! member id. Nothing is returned of files with a problem; all problems are reported, each with its row
//! ([`GenealogyErrors`]). No file is opened here, no commission is paid, and nothing is drawn.
//!
//! # The tree
//!
//! One row a member, the first row naming the columns in any order and in any case. Only `id` and `sponsor` are
//! required; a column in which every cell is empty counts as not there.
//!
//! | column | meaning |
//! |---|---|
//! | `id` | any text of one line, each once; blanks around it do not count |
//! | `sponsor` | the id of the sponsor; empty or `-` for exactly one member, the root |
//! | `placement` | the id of the member above in the placement tree; empty or `-` for the root only |
//! | `side` | `left`, `right` (or `l`, `r`), or the place below the placement parent counted from 1 from the left |
//! | `joined` | the joining month: a number from 0 to 600, or `2024-03`, or a date `2024-03-15` |
//! | `left` | the leaving month in the same form, empty for who stays; not before `joined` |
//! | `rank` | the rank by name |
//! | `enroller` | who brought the member in, where that is not its sponsor; empty for the sponsor |
//! | `owner` | where one owner has several positions: the id of the first of them; empty for a position of its own |
//! | `pv`, `cv` | personal and commissionable volume in points, to the hundredth; empty for none, never negative |
//!
//! # The orders
//!
//! | column | meaning |
//! |---|---|
//! | `id` | any text of one line, each once |
//! | `member` | whose order it is, an id of the tree |
//! | `month` | in the same form as in the tree; not before the member joined nor, but for refunds, after it left |
//! | `pv`, `cv`, `price` | volumes and what the buyer paid; negative for a refund only; at least one of `pv` and `cv`. Where some order has an amount in a column all must, so that none counts as 0 unseen |
//! | `refunds` | the id of the order of an earlier month that this one takes back, wholly or in part; empty for others |
//! | `buyer` | `member`, or `customer` for a sale of the member to somebody outside; in every row or in none, and a refund may leave it out. Without the column nothing is said; `price` of a sale is the retail price |
//!
//! # Numbers and text
//!
//! Delimiters are commas, semicolons, tabs or `|`, whichever the header has most of (or what a first line `sep=;`
//! says); cells may be quoted, but not run over the end of a line. `12.5`, `12,50`, `1.234,50`, `1,234.50`,
//! `1'234.50` and `1 234` are read exactly; `1.234` and `1,234` can be read in two ways and are refused.
//!
//! ```
//! use downline::genealogy::{Source, read};
//! use downline::units::{Month, Volume};
//!
//! let tree = "id;sponsor;joined;pv\nC;B;2024-05;12,50\nA;;2024-01;100\nB;A;2024-03;1.234,50\n";
//! let orders = "id,member,month,cv\n7,C,2024-06,20.00\n";
//! let tree = Source::new("tree.csv", tree.as_bytes());
//! let records = read(tree, Some(Source::new("orders.csv", orders.as_bytes()))).unwrap();
//! let genealogy = &records.genealogy;
//! assert_eq!(genealogy.ids().collect::<Vec<_>>(), ["A", "B", "C"]);
//! assert_eq!(genealogy.sponsors(), [0, 0, 1]);
//! assert_eq!(genealogy.personal().unwrap()[1], Volume::from_hundredths(1_234_50));
//! assert_eq!(genealogy.joined(), Some(&[0, 2, 4][..]));
//! assert_eq!(records.orders.unwrap().months(), [Month::new(5)]);
//!
//! let wrong = "id,sponsor,pv\nA,,10\nB8,A,1.234\nC,B9,5\n";
//! let problems = read(Source::new("tree.csv", wrong.as_bytes()), None).unwrap_err();
//! assert_eq!(problems.count(), 2);
//! assert!(problems.to_string().ends_with("tree.csv row 4: sponsor \"B9\" is not in the file"));
//! ```

mod buyers;
mod calendar;
mod cells;
mod columns;
mod draft;
mod enrollers;
mod ids;
mod lineage;
mod membership;
mod number;
mod orders;
mod owners;
mod placement;
mod problem;
mod ranks;
mod refunds;
mod suggestion;
mod table;
mod wanted;
mod write;

pub use calendar::{Calendar, CalendarMonth};
pub use orders::Orders;
pub use placement::Places;
pub use problem::{GenealogyErrors, Problem, ProblemKind};
pub use table::Source;
pub use wanted::Wanted;

use crate::team::{MemberId, NEVER};
use crate::units::{Month, Volume};
use columns::Months;
use draft::Draft;
use ids::Ids;
use orders::OrdersDraft;
use ranks::Ranks;

/// What was read: a checked tree, and checked orders of its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Records {
    /// The tree.
    pub genealogy: Genealogy,
    /// The orders, when there is a file of them.
    pub orders: Option<Orders>,
}

/// Reads a tree and perhaps orders, and checks them together.
///
/// # Errors
/// Every problem of both files with its row; nothing is returned of files with a problem.
pub fn read(tree: Source<'_>, orders: Option<Source<'_>>) -> Result<Records, GenealogyErrors> {
    read_wanting(tree, orders, &[])
}

/// As [`read`], of files that must have further columns: one that is missing is a problem like any other, told with
/// them. A column that is there and empty is not told; for what is done with the records it is not there.
///
/// # Errors
/// As [`read`], and every wanted column that is missing.
pub fn read_wanting(
    tree: Source<'_>,
    orders: Option<Source<'_>>,
    wanted: &[Wanted],
) -> Result<Records, GenealogyErrors> {
    let mut errors = GenealogyErrors::default();
    let mut months = Months::default();
    let draft = Draft::read(tree, wanted, &mut months, &mut errors);
    let orders_draft =
        orders.and_then(|orders| OrdersDraft::read(orders, wanted, draft.as_ref(), &mut months, &mut errors));
    let Some(draft) = draft else {
        errors.sort();
        return Err(errors);
    };
    let above = lineage::sponsors(&draft, &months, &mut errors);
    let upward = lineage::Upward { above: &above, told: &[], kind: ProblemKind::Cycle, plural: "sponsors" };
    lineage::find_circles(&draft, &upward, &mut errors);
    let placement = placement::check(&draft, &above, &mut errors);
    let owners = owners::check(&draft, &mut errors);
    let enrollers = enrollers::check(&draft, &months, &above, &mut errors);
    let (refunded, customers) = orders_draft.as_ref().map_or_else(Default::default, |orders| {
        orders.check_amounts(&mut errors);
        orders.check_membership(&draft, &months, &mut errors);
        let refunded = refunds::check(orders, &draft, &months, &mut errors);
        let customers = buyers::check(orders, &refunded, &mut errors);
        (refunded, customers)
    });
    let (draft, orders_draft) = errors.unless_any((draft, orders_draft))?;
    let (order, sponsors) = lineage::order(&draft, &above);
    let mut member_of_row: Vec<MemberId> = vec![0; order.len()];
    for (member, &row) in (0..).zip(&order) {
        member_of_row[row as usize] = member;
    }
    let calendar = months.calendar();
    let orders = orders_draft.map(|orders| orders.finish(&refunded, &customers, &member_of_row, calendar));
    let owners = owners::by_member(&owners, &order, &member_of_row);
    let enrollers = enrollers::by_member(&enrollers, &order, &member_of_row).filter(|named| *named != sponsors);
    let genealogy = Genealogy::new(draft, &order, sponsors, &placement, &member_of_row, calendar);
    Ok(Records { genealogy: Genealogy { owners, enrollers, ..genealogy }, orders })
}

/// A checked tree as columns by member id. Member 0 is the root, and a sponsor's id is below its recruits' ids.
///
/// Ids follow the tree level by level, recruits of one sponsor in the order of their names (shorter names first, so
/// that `9` comes before `10`). They do not depend on the order of the rows, and neither does equality.
#[derive(Clone, Debug)]
pub struct Genealogy {
    ids: Ids,
    sponsors: Vec<MemberId>,
    places: Option<Places>,
    joined: Option<Vec<u16>>,
    left: Option<Vec<u16>>,
    ranks: Option<Ranks>,
    owners: Option<Vec<MemberId>>,
    enrollers: Option<Vec<MemberId>>,
    personal: Option<Vec<Volume>>,
    commissionable: Option<Vec<Volume>>,
    rows: Vec<u32>,
    file: problem::File,
    calendar: Calendar,
}

impl Genealogy {
    fn new(
        draft: Draft,
        order: &[u32],
        sponsors: Vec<MemberId>,
        placement: &[u32],
        member_of_row: &[MemberId],
        calendar: Calendar,
    ) -> Self {
        let months = |column: &[i32]| -> Option<Vec<u16>> {
            let month = |&row: &u32| column[row as usize];
            let number = |month| if month == columns::NO_MONTH { NEVER } else { calendar.number(month) };
            (!column.is_empty()).then(|| order.iter().map(month).map(number).collect())
        };
        let places = (!placement.is_empty()).then(|| {
            let parent = |&row: &u32| member_of_row.get(placement[row as usize] as usize).copied().unwrap_or(0);
            let side = |&row: &u32| if row == order[0] { 0 } else { draft.side[row as usize] };
            let positions = (!draft.side.is_empty()).then(|| order.iter().map(side).collect());
            Places { parents: order.iter().map(parent).collect(), positions }
        });
        let symbols: Vec<u32> = order.iter().map(|&row| draft.id[row as usize]).collect();
        Self {
            joined: months(&draft.joined),
            left: months(&draft.left),
            ranks: Ranks::new(&draft.ranks, &draft.rank, order),
            owners: None,
            enrollers: None,
            personal: draft.personal.volumes(order),
            commissionable: draft.commissionable.volumes(order),
            rows: order.iter().map(|&row| draft.numbers[row as usize]).collect(),
            ids: draft.ids.reordered(&symbols),
            file: draft.file,
            sponsors,
            places,
            calendar,
        }
    }

    /// How many members there are, the root included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sponsors.len()
    }

    /// Whether there is nobody; never true.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sponsors.is_empty()
    }

    /// A member's id in the file.
    ///
    /// # Panics
    /// When there is no such member.
    #[must_use]
    pub fn id(&self, member: MemberId) -> &str {
        orders::text(&self.ids, member)
    }

    /// The ids of the file, by member id.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        (0..).take(self.len()).map(|member| self.id(member))
    }

    /// The member of this id, blanks around it aside.
    #[must_use]
    pub fn member(&self, id: &str) -> Option<MemberId> {
        self.ids.find(cells::trimmed(id.as_bytes()))
    }

    /// An id of the file that differs from this one by a slip, for "did you mean".
    #[must_use]
    pub fn nearest(&self, id: &str) -> Option<&str> {
        let near = suggestion::nearest_id(cells::trimmed(id.as_bytes()), &self.ids);
        near.map(|member| self.id(member))
    }

    /// The id of the file that takes the fewest changes of letters to become this one, whatever the case; the first of
    /// several by member id. `None` when it has nothing of this one, or when this is longer than 100 bytes. It looks at
    /// every id.
    #[must_use]
    pub fn closest(&self, id: &str) -> Option<&str> {
        let written = cells::trimmed(id.as_bytes());
        let near = |other: &&str| suggestion::changes(written, other.as_bytes());
        let ids = self.ids().filter(|other| other.len() <= 100 && written.len() <= 100);
        let alike = ids.filter(|other| near(other) < other.len().max(written.len()));
        alike.min_by_key(near)
    }

    /// Sponsors by member id; the root's is itself, any other is below its recruit's id.
    #[must_use]
    pub fn sponsors(&self) -> &[MemberId] {
        &self.sponsors
    }

    /// Where members are placed, if the file says so.
    #[must_use]
    pub const fn places(&self) -> Option<&Places> {
        self.places.as_ref()
    }

    /// Joining months by member id, if the file says so; nobody joined before the sponsor.
    #[must_use]
    pub fn joined(&self) -> Option<&[u16]> {
        self.joined.as_deref()
    }

    /// Leaving months by member id, [`NEVER`] for who stays; `None` when the file says nobody left. A member who left
    /// in the joining month was active at no month's end.
    #[must_use]
    pub fn left(&self) -> Option<&[u16]> {
        self.left.as_deref()
    }

    /// Whether a member had joined and not left at the end of a month; somebody without months always had.
    #[must_use]
    pub fn is_active(&self, member: MemberId, month: Month) -> bool {
        let at = member as usize;
        let joined = self.joined.as_ref().is_none_or(|joined| joined[at] <= month.get());
        joined && self.left.as_ref().is_none_or(|left| month.get() < left[at])
    }

    /// A member's rank by name; `None` when the file says none.
    ///
    /// # Panics
    /// When there is no such member.
    #[must_use]
    pub fn rank(&self, member: MemberId) -> Option<&str> {
        self.ranks.as_ref().and_then(|ranks| ranks.of(member))
    }

    /// The different ranks of the file, in the order of the alphabet; empty when it has none.
    #[must_use]
    pub fn rank_names(&self) -> &[String] {
        self.ranks.as_ref().map_or(&[], Ranks::names)
    }

    /// Each member's rank as its place among a plan's ranks, lowest first, by name, whatever the case; `None` for a
    /// member without a rank.
    ///
    /// # Errors
    /// Every rank of the file that is not among `known`, with its row.
    pub fn ranks_among(&self, known: &[&str]) -> Result<Vec<Option<u8>>, GenealogyErrors> {
        match &self.ranks {
            None => Ok(vec![None; self.len()]),
            Some(ranks) => ranks.among(known, &self.file, &self.rows),
        }
    }

    /// Who brought each member in by member id, the sponsor unless the file says otherwise, and the root itself; `None`
    /// when the file names no other. An enroller's number may be above its member's; there is no circle.
    #[must_use]
    pub fn enrollers(&self) -> Option<&[MemberId]> {
        self.enrollers.as_deref()
    }

    /// The first position of each member's owner by member id, the member itself where it is that; `None` when the file
    /// does not speak of owners. An owner is always its own.
    #[must_use]
    pub fn owners(&self) -> Option<&[MemberId]> {
        self.owners.as_deref()
    }

    /// Personal volume (PV) by member id, if the file has any.
    #[must_use]
    pub fn personal(&self) -> Option<&[Volume]> {
        self.personal.as_deref()
    }

    /// Commissionable volume (CV) by member id, if the file has any.
    #[must_use]
    pub fn commissionable(&self) -> Option<&[Volume]> {
        self.commissionable.as_deref()
    }

    /// The row of a member in its file, the first line being 1.
    ///
    /// # Panics
    /// When there is no such member.
    #[must_use]
    pub fn row(&self, member: MemberId) -> u32 {
        self.rows[member as usize]
    }

    /// How the files write months, and which one is month 0.
    #[must_use]
    pub const fn calendar(&self) -> Calendar {
        self.calendar
    }
}

impl PartialEq for Genealogy {
    /// The same members with the same columns, wherever they stand in their files.
    fn eq(&self, other: &Self) -> bool {
        self.ids == other.ids
            && self.sponsors == other.sponsors
            && self.places == other.places
            && self.joined == other.joined
            && self.left == other.left
            && self.ranks == other.ranks
            && self.owners == other.owners
            && self.enrollers == other.enrollers
            && self.personal == other.personal
            && self.commissionable == other.commissionable
            && self.calendar == other.calendar
    }
}

impl Eq for Genealogy {}
