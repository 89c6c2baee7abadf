//! [`Places`]: where members stand in a tree of limited width, as the file says.

use super::columns::NONE;
use super::draft::{Draft, NO_SIDE, WRONG, WRONG_SIDE};
use super::lineage::{Upward, find_circles, unknown};
use super::problem::{GenealogyErrors, ProblemKind};
use crate::team::MemberId;

/// The placement tree by member id. Its root is the root of the sponsor tree, and its own parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    pub(super) parents: Vec<MemberId>,
    pub(super) positions: Option<Vec<u16>>,
}

impl Places {
    /// Who stands above each member. A parent's number may be above its child's: placement follows sponsoring only
    /// loosely.
    #[must_use]
    pub fn parents(&self) -> &[MemberId] {
        &self.parents
    }

    /// The position below the parent, 0 being left and 1 right (or the second place of a wider tree); `None` when the
    /// file has no sides.
    #[must_use]
    pub fn positions(&self) -> Option<&[u16]> {
        self.positions.as_deref()
    }

    /// Positions for a file without sides, where only the parent matters: those below one parent from left to right by
    /// `joined` (equal months and no months by member id). `None` when somebody has more than 65,535 below.
    #[must_use]
    pub(crate) fn positions_by_joining(&self, joined: Option<&[u16]>) -> Option<Vec<u16>> {
        let mut order: Vec<MemberId> = (0..).zip(&self.parents).skip(1).map(|pair| pair.0).collect();
        if let Some(joined) = joined {
            order.sort_by_key(|&member| joined[member as usize]);
        }
        let mut next = vec![Some(0_u16); self.parents.len()];
        let mut positions = vec![0; self.parents.len()];
        for member in order {
            let free = &mut next[self.parents[member as usize] as usize];
            positions[member as usize] = (*free)?;
            *free = free.and_then(|place| place.checked_add(1));
        }
        Some(positions)
    }
}

/// Checks the columns `placement` and `side`; the row above each row, empty without the column.
pub(super) fn check(draft: &Draft, sponsors: &[u32], errors: &mut GenealogyErrors) -> Vec<u32> {
    if draft.placement.is_empty() {
        if let Some(row) = draft.side.iter().position(|&side| side < WRONG_SIDE) {
            let message = || "has a side, but the file has no placement to say below whom".to_owned();
            errors.push(ProblemKind::EmptyCell, &draft.file, draft.numbers[row], message);
        }
        return Vec::new();
    }
    let mut above = Vec::with_capacity(draft.placement.len());
    for (row, (&symbol, &number)) in (0_u32..).zip(draft.placement.iter().zip(&draft.numbers)) {
        let is_root = sponsors[row as usize] == NONE;
        if symbol == NONE {
            if !is_root && sponsors[row as usize] != WRONG {
                let message = || format!("{} has no placement; only the root has none", draft.shown(row));
                errors.push(ProblemKind::EmptyCell, &draft.file, number, message);
            }
            above.push(if is_root { NONE } else { WRONG });
            continue;
        }
        if is_root {
            let message = || format!("{} is the root and cannot be placed below anybody", draft.shown(row));
            errors.push(ProblemKind::RootPlaced, &draft.file, number, message);
            above.push(WRONG);
            continue;
        }
        above.push(draft.row_named(symbol).unwrap_or_else(|| {
            errors
                .push(ProblemKind::UnknownPlacement, &draft.file, number, || unknown("placement", draft, row, symbol));
            WRONG
        }));
    }
    let upward = Upward { above: &above, told: &[], kind: ProblemKind::PlacementCycle, plural: "placements" };
    find_circles(draft, &upward, errors);
    check_sides(draft, &above, errors);
    above
}

fn check_sides(draft: &Draft, above: &[u32], errors: &mut GenealogyErrors) {
    let mut places: Vec<((u32, u16), u32)> = Vec::with_capacity(draft.side.len());
    for (row, (&side, &parent)) in (0_u32..).zip(draft.side.iter().zip(above)) {
        let number = draft.numbers[row as usize];
        match side {
            WRONG_SIDE => {}
            NO_SIDE if parent == NONE || parent == WRONG => {}
            NO_SIDE => {
                let message = || format!("{} has a placement and no side", draft.shown(row));
                errors.push(ProblemKind::EmptyCell, &draft.file, number, message);
            }
            _ if parent == NONE => {
                let message = || format!("{} has a side and no placement", draft.shown(row));
                errors.push(ProblemKind::EmptyCell, &draft.file, number, message);
            }
            _ if parent == WRONG => {}
            _ => places.push(((parent, side), row)),
        }
    }
    places.sort_unstable();
    let mut first: Option<((u32, u16), u32)> = None;
    for &(place, row) in &places {
        let Some(holder) = first.filter(|first| first.0 == place) else {
            first = Some((place, row));
            continue;
        };
        let message = || {
            let parent = draft.shown(place.0);
            let side = side_name(place.1, "the ");
            let (holder, number) = (draft.shown(holder.1), draft.numbers[holder.1 as usize]);
            format!("{} is placed at {side} of {parent}, where {holder} of row {number} stands", draft.shown(row))
        };
        errors.push(ProblemKind::PlaceTaken, &draft.file, draft.numbers[row as usize], message);
    }
}

/// A position as the column `side` says it.
pub(super) fn side_name(position: u16, article: &str) -> String {
    match position {
        0 => format!("{article}left"),
        1 => format!("{article}right"),
        _ => format!("{}{}", if article.is_empty() { "" } else { "place " }, u32::from(position) + 1),
    }
}
