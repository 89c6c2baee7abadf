//! Enrollers, as the column `enroller` of the tree says: who brought a member in, where that is not its sponsor.

use super::columns::{Months, NONE, WRONG_MONTH};
use super::draft::{Draft, WRONG};
use super::lineage::{Upward, find_circles, unknown};
use super::problem::{GenealogyErrors, ProblemKind};
use crate::team::MemberId;

/// The row of each row's enroller, its sponsor's where the cell is empty; empty without the column. `above` are the
/// sponsors' rows.
pub(super) fn check(draft: &Draft, months: &Months, above: &[u32], errors: &mut GenealogyErrors) -> Vec<u32> {
    let mut enrollers = Vec::with_capacity(draft.enroller.len());
    for (row, (&symbol, &sponsor)) in (0_u32..).zip(draft.enroller.iter().zip(above)) {
        enrollers.push(if symbol == NONE { sponsor } else { enroller(draft, row, symbol, sponsor, errors) });
    }
    let upward = Upward { above: &enrollers, told: above, kind: ProblemKind::EnrollerCycle, plural: "enrollers" };
    find_circles(draft, &upward, errors);
    check_joining(draft, months, &enrollers, errors);
    enrollers
}

fn enroller(draft: &Draft, row: u32, symbol: u32, sponsor: u32, errors: &mut GenealogyErrors) -> u32 {
    let number = draft.numbers[row as usize];
    if sponsor == NONE {
        let message = || format!("{} is the root and cannot be enrolled by anybody", draft.shown(row));
        errors.push(ProblemKind::RootEnrolled, &draft.file, number, message);
        return NONE;
    }
    match draft.row_named(symbol) {
        Some(enroller) if enroller == row => {
            let message = || format!("{} is its own enroller; leave the cell empty for the sponsor", draft.shown(row));
            errors.push(ProblemKind::SelfEnroller, &draft.file, number, message);
            WRONG
        }
        Some(enroller) => enroller,
        None => {
            errors.push(ProblemKind::UnknownEnroller, &draft.file, number, || unknown("enroller", draft, row, symbol));
            WRONG
        }
    }
}

fn check_joining(draft: &Draft, months: &Months, enrollers: &[u32], errors: &mut GenealogyErrors) {
    for (row, (&joined, &enroller)) in (0_u32..).zip(draft.joined.iter().zip(enrollers)) {
        let Some(&enroller_joined) = draft.joined.get(enroller as usize) else { continue };
        if joined <= WRONG_MONTH || enroller_joined <= joined || draft.enroller[row as usize] == NONE {
            continue;
        }
        let message = || {
            let [enroller_joined, joined] =
                [enroller_joined, joined].map(|month| Draft::label(months.calendar(), month));
            let (enroller, member) = (draft.shown(enroller), draft.shown(row));
            format!("enroller {enroller} joined in month {enroller_joined}, later than {member} in month {joined}")
        };
        errors.push(ProblemKind::EnrollerJoinedLater, &draft.file, draft.numbers[row as usize], message);
    }
}

/// The enroller of each member, from what [`check`] found; `None` without the column. The root's is itself.
pub(super) fn by_member(enrollers: &[u32], order: &[u32], member_of_row: &[MemberId]) -> Option<Vec<MemberId>> {
    let enroller = |&row: &u32| {
        let enroller = enrollers.get(row as usize).copied().unwrap_or(NONE);
        member_of_row.get(enroller as usize).copied().unwrap_or(0)
    };
    (!enrollers.is_empty()).then(|| order.iter().map(enroller).collect())
}
