//! Owners of several positions, as the column `owner` of the tree says.

use super::columns::NONE;
use super::draft::{Draft, WRONG};
use super::lineage::unknown;
use super::problem::{GenealogyErrors, ProblemKind, quoted};
use crate::team::MemberId;

/// The row of the owner's first position by row, [`NONE`] for a position of its own; empty without the column. An owner
/// who is not in the file is reported, and one who has another owner: every position names the first one itself.
pub(super) fn check(draft: &Draft, errors: &mut GenealogyErrors) -> Vec<u32> {
    let mut owners = Vec::with_capacity(draft.owner.len());
    for (row, (&symbol, &number)) in (0_u32..).zip(draft.owner.iter().zip(&draft.numbers)) {
        if symbol == NONE {
            owners.push(NONE);
            continue;
        }
        let owner = draft.row_named(symbol).unwrap_or_else(|| {
            errors.push(ProblemKind::UnknownOwner, &draft.file, number, || unknown("owner", draft, row, symbol));
            WRONG
        });
        owners.push(if owner == row { NONE } else { owner });
    }
    for (&owner, &number) in owners.iter().zip(&draft.numbers) {
        let Some(&second) = owners.get(owner as usize) else { continue };
        if second != NONE {
            let message = || {
                let further = quoted(draft.ids.get(draft.owner[owner as usize]));
                let owner = draft.shown(owner);
                format!("owner {owner} has the owner {further} itself; name the first position of the owner")
            };
            errors.push(ProblemKind::OwnerOwned, &draft.file, number, message);
        }
    }
    owners
}

/// The owner of each member, from what [`check`] found; `None` without the column.
pub(super) fn by_member(owners: &[u32], order: &[u32], member_of_row: &[MemberId]) -> Option<Vec<MemberId>> {
    let owner = |(member, &row): (MemberId, &u32)| {
        let owner = owners.get(row as usize).copied().unwrap_or(NONE);
        member_of_row.get(owner as usize).copied().unwrap_or(member)
    };
    (!owners.is_empty()).then(|| (0..).zip(order).map(owner).collect())
}
