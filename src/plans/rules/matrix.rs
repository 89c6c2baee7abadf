//! `rule = "matrix"`: level pay up a placement tree of limited width.

use super::{placing, unilevel};
use crate::commission::Matrix;
use crate::plans::keys::Keys;

pub(super) const KEYS: &[&str] = &[
    "rule",
    "placing",
    "width",
    "rates",
    "rates-by-rank",
    "rates-of",
    "own-rates",
    "compression",
    "unpaid",
    "depth-by-rank",
    "depth-by-volume",
    "depth-by-active-legs",
    "broad-percentage",
    "new-member-share",
    "new-member-months",
    "breakaway-rank",
];

pub(super) fn read(keys: &mut Keys<'_, '_>) -> Matrix {
    let placing = placing::of_any_width(keys);
    Matrix::new(unilevel::read(keys), placing)
}
