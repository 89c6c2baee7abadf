//! Matrix: level pay in a tree of limited width, filled by spillover.

use std::sync::Arc;

use super::{Books, Needs, OrderKind, Period, Placing, Promise, Rule, Unilevel, level_pay};
use crate::team::MemberId;
use crate::units::{Rate, Volume};

/// Pays by level as [`Unilevel`] does, but up the placement tree, in which nobody has more than so many places.
///
/// Members stand where the network says or, when it does not, where the placing puts them ([`Placing::BreadthFirst`],
/// [`Placing::DepthFirst`]); the height paid is the number of rates. Lines and promise are those of the level rule.
///
/// Three wide: Root recruits A, B and C, then D, who spills over to below A. At 5 % of 40 % an order of 100 by D pays A
/// 2.00 on level 1 and Root 2.00 on level 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    levels: Unilevel,
}

impl Matrix {
    /// A rule that pays these levels up the placement tree.
    #[must_use]
    pub fn new(levels: Unilevel, placing: Placing) -> Self {
        Self { levels: levels.with_placement(placing) }
    }

    /// How many members a full matrix of this width and height has below its root; `None` beyond 64 bits.
    #[must_use]
    pub fn size(width: u32, height: u32) -> Option<u64> {
        (1..=height).try_fold(0_u64, |sum, level| sum.checked_add(u64::from(width).checked_pow(level)?))
    }
}

impl Rule for Matrix {
    fn name(&self) -> &'static str {
        "matrix"
    }

    fn needs(&self) -> Needs {
        self.levels.needs()
    }

    fn volume_edges(&self) -> Vec<Volume> {
        self.levels.volume_edges()
    }

    fn walks<'a>(&self, period: &'a Period) -> Option<&'a [MemberId]> {
        self.levels.walks(period)
    }

    fn made_ready(&self, _labels: &[String], worth: Rate) -> Option<Arc<dyn Rule>> {
        Some(Arc::new(Self { levels: self.levels.with_terms(worth) }))
    }

    fn new_months(&self) -> u16 {
        self.levels.orders.months
    }

    fn promises(&self, kind: OrderKind, _before: &[Option<Promise>]) -> Option<Promise> {
        Some(self.levels.promises_on(kind))
    }

    fn settle(&self, period: &Period, books: &mut Books<'_>) {
        level_pay::settle(&self.levels, period, books);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_matrix_sizes() {
        let sizes = [(3, 3, 39), (3, 5, 363), (3, 7, 3_279), (2, 12, 8_190), (5, 5, 3_905), (3, 10, 88_572)];
        for (width, height, size) in sizes {
            assert_eq!(Matrix::size(width, height), Some(size), "{width} x {height}");
        }
        assert_eq!(Matrix::size(4, 40), None);
    }
}
