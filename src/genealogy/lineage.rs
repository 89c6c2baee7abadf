//! The sponsor tree: one root, known sponsors, no circle, and numbers with sponsors first.

use super::columns::{Months, NONE, WRONG_MONTH};
use super::draft::{Draft, WRONG};
use super::problem::{GenealogyErrors, ProblemKind, quoted};
use super::suggestion::same_id;
use crate::team::MemberId;

/// How many members of a circle are named.
const MOST_NAMED: usize = 10;

/// The row above each row: [`NONE`] for the root, [`WRONG`] where it is reported or cannot be told.
pub(super) fn sponsors(draft: &Draft, months: &Months, errors: &mut GenealogyErrors) -> Vec<u32> {
    let mut root = None;
    let mut above = Vec::with_capacity(draft.sponsor.len());
    for (row, (&symbol, &number)) in (0_u32..).zip(draft.sponsor.iter().zip(&draft.numbers)) {
        if symbol == NONE {
            above.push(claim_root(draft, row, &mut root, errors));
            continue;
        }
        let sponsor = match draft.row_named(symbol) {
            Some(sponsor) if sponsor == row => {
                let message =
                    || format!("{} is its own sponsor; if it is the root, leave the cell empty", draft.shown(row));
                errors.push(ProblemKind::SelfSponsor, &draft.file, number, message);
                WRONG
            }
            Some(sponsor) => sponsor,
            None => {
                errors.push(ProblemKind::UnknownSponsor, &draft.file, number, || unknown_sponsor(draft, row, symbol));
                WRONG
            }
        };
        above.push(sponsor);
    }
    if root.is_none() && draft.is_whole {
        let message = || "nobody is the root: exactly one member has an empty sponsor".to_owned();
        errors.push(ProblemKind::NoRoot, &draft.file, None, message);
    }
    check_joining(draft, months, &above, errors);
    above
}

fn claim_root(draft: &Draft, row: u32, root: &mut Option<u32>, errors: &mut GenealogyErrors) -> u32 {
    let Some(first) = *root else {
        *root = Some(row);
        return NONE;
    };
    let message = || {
        let (second, number) = (draft.shown(row), draft.numbers[first as usize]);
        format!("{second} has no sponsor, but the root is already {} in row {number}", draft.shown(first))
    };
    errors.push(ProblemKind::SecondRoot, &draft.file, draft.numbers[row as usize], message);
    WRONG
}

/// What other programs write where there is no sponsor.
const NO_SPONSOR: [&str; 9] = ["0", "null", "none", "nil", "n/a", "na", "root", "company", "-1"];

fn unknown_sponsor(draft: &Draft, row: u32, symbol: u32) -> String {
    let name = String::from_utf8_lossy(draft.ids.get(symbol)).to_lowercase();
    let text = unknown("sponsor", draft, row, symbol);
    if NO_SPONSOR.contains(&name.as_str()) {
        format!("{text}; if this is the root, leave the cell empty")
    } else {
        text
    }
}

/// `sponsor "b8" is not in the file; did you mean "B8"?`, of the member in this row, who is not meant itself.
pub(super) fn unknown(column: &str, draft: &Draft, row: u32, symbol: u32) -> String {
    unknown_name(column, "the file", draft, draft.ids.get(symbol), Some(row))
}

/// As [`unknown`], for a name that need not be among the symbols.
pub(super) fn unknown_name(column: &str, place: &str, draft: &Draft, name: &[u8], of: Option<u32>) -> String {
    let text = format!("{column} {} is not in {place}", quoted(name));
    let is_other = |symbol| draft.row_named(symbol).is_some_and(|row| Some(row) != of);
    match same_id(name, &draft.ids, is_other) {
        Some(near) => format!("{text}; did you mean {}?", quoted(draft.ids.get(near))),
        None => text,
    }
}

fn check_joining(draft: &Draft, months: &Months, above: &[u32], errors: &mut GenealogyErrors) {
    for (row, (&joined, &sponsor)) in (0_u32..).zip(draft.joined.iter().zip(above)) {
        let Some(&sponsor_joined) = draft.joined.get(sponsor as usize) else { continue };
        if joined <= WRONG_MONTH || sponsor_joined <= joined {
            continue;
        }
        let message = || {
            let month = |month| Draft::label(months.calendar(), month);
            let (sponsor_joined, joined) = (month(sponsor_joined), month(joined));
            let sponsor = draft.shown(sponsor);
            format!(
                "sponsor {sponsor} joined in month {sponsor_joined}, later than {} in month {joined}",
                draft.shown(row)
            )
        };
        errors.push(ProblemKind::SponsorJoinedLater, &draft.file, draft.numbers[row as usize], message);
    }
}

/// Rows with those above them first, level by level, those below one member in the order of their ids; rows that are
/// not below the root are missing.
pub(super) fn order(draft: &Draft, above: &[u32]) -> (Vec<u32>, Vec<MemberId>) {
    let rows = above.len();
    // Those below a row, in one array: `first[row] .. first[row + 1]`.
    let mut first = vec![0_u32; rows + 1];
    for &sponsor in above.iter().filter(|&&sponsor| (sponsor as usize) < rows) {
        first[sponsor as usize + 1] += 1;
    }
    for row in 0..rows {
        first[row + 1] += first[row];
    }
    let mut below = vec![0_u32; first[rows] as usize];
    let mut free = first.clone();
    for (row, &sponsor) in (0_u32..).zip(above).filter(|pair| (*pair.1 as usize) < rows) {
        below[free[sponsor as usize] as usize] = row;
        free[sponsor as usize] += 1;
    }
    drop(free);
    let mut order: Vec<u32> = Vec::with_capacity(rows);
    let mut sponsors: Vec<MemberId> = Vec::with_capacity(rows);
    order.extend((0_u32..).zip(above).find(|pair| *pair.1 == NONE).map(|pair| pair.0));
    sponsors.extend(order.first().map(|_| 0));
    let mut id: MemberId = 0;
    while let Some(&row) = order.get(id as usize) {
        let row = row as usize;
        let recruits = &mut below[first[row] as usize..first[row + 1] as usize];
        draft.ids.sort(recruits, |&recruit| draft.id[recruit as usize]);
        order.extend_from_slice(recruits);
        sponsors.resize(order.len(), id);
        id += 1;
    }
    (order, sponsors)
}

/// A column in which rows may stand above each other in a circle.
pub(super) struct Upward<'a> {
    pub(super) above: &'a [u32],
    /// A column whose circles have been told: one that is the same there is not told again.
    pub(super) told: &'a [u32],
    pub(super) kind: ProblemKind,
    /// What each is to the next: `sponsors`, `placements`.
    pub(super) plural: &'static str,
}

/// Walks up from every row and marks what it passes: coming back to a mark of the same walk closes a circle.
pub(super) fn find_circles(draft: &Draft, upward: &Upward<'_>, errors: &mut GenealogyErrors) {
    let above = upward.above;
    let mut walk_of = vec![NONE; above.len()];
    for start in 0..walk_of.len() {
        let walk = u32::try_from(start).unwrap_or(NONE);
        let mut row = start;
        while row < above.len() && walk_of[row] == NONE {
            walk_of[row] = walk;
            row = above[row] as usize;
        }
        if row < above.len() && walk_of[row] == walk {
            report_circle(draft, row, upward, errors);
        }
    }
}

fn report_circle(draft: &Draft, start: usize, upward: &Upward<'_>, errors: &mut GenealogyErrors) {
    let step = |row: usize| upward.above[row] as usize;
    let is_told = |row: usize| upward.told.get(row) == Some(&upward.above[row]);
    let (mut first, mut members, mut row) = (start, 1_usize, step(start));
    let mut is_all_told = is_told(start);
    while row != start {
        first = first.min(row);
        members += 1;
        is_all_told &= is_told(row);
        row = step(row);
    }
    if is_all_told {
        return;
    }
    let message = || {
        let ring = std::iter::successors(Some(first), |&row| Some(step(row)));
        let name = |row: usize| quoted(draft.ids.get(draft.id[row]));
        let mut names: Vec<String> = ring.take(members.min(MOST_NAMED)).map(name).collect();
        if members > MOST_NAMED {
            let more = i64::try_from(members - MOST_NAMED).unwrap_or(i64::MAX);
            names.push(format!("{} more", crate::words::thousands(more)));
        }
        names.push(name(first));
        format!("{} run in a circle: {}", upward.plural, names.join(" below "))
    };
    errors.push(upward.kind, &draft.file, draft.numbers[first], message);
}
