//! [`Cells`]: a distribution cut into what bars show: each value on its own while there are few, else equal ranges,
//! with what must not be mixed up (nothing at all, you alone) always on its own.

use super::scale::{float, round_step};
use crate::ensemble::Distribution;

/// What a bar counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// The lowest value, included.
    pub(crate) low: i64,
    /// The highest value, included.
    pub(crate) high: i64,
    /// Trials in it.
    pub(crate) count: u64,
}

/// A distribution in cells, from the lowest.
#[derive(Clone, Debug)]
pub(crate) struct Cells {
    pub(crate) cells: Vec<Cell>,
    /// The width of ranges, or `None` when each cell is one value.
    pub(crate) range: Option<i64>,
    /// Trials above the last cell.
    pub(crate) beyond: u64,
}

/// How a distribution is cut.
pub(crate) struct Cut<'a> {
    /// Values that stand alone when the others are in ranges.
    pub(crate) alone: &'a [i64],
    /// The most cells.
    pub(crate) most: i64,
    /// What ranges are whole multiples of.
    pub(crate) unit: i64,
}

impl Cells {
    /// Cuts a distribution. What lies above the 99th percentile (98th with ranges) is counted in `beyond`.
    pub(crate) fn new(distribution: &Distribution, cut: &Cut<'_>) -> Self {
        let values = Self::single_values(distribution, cut).unwrap_or_else(|| Self::ranges(distribution, cut));
        let top = values.cells.last().map_or(i64::MAX, |cell| cell.high);
        Self { beyond: distribution.count(|value| value > top), ..values }
    }

    /// One cell for each value on a lattice, if there are few enough.
    fn single_values(distribution: &Distribution, cut: &Cut<'_>) -> Option<Self> {
        let top = distribution.percentile(99)?;
        let inside = || distribution.cells().iter().map(|cell| cell.0).filter(|&value| value <= top);
        // Zero stands on its own, so the others' lattice need not go through it.
        let others: Vec<i64> = inside().filter(|&value| value != 0).collect();
        let step = others.windows(2).map(|pair| pair[1] - pair[0]).fold(0, gcd).max(1);
        let (first, last) = (others.first().copied().unwrap_or(0), others.last().copied().unwrap_or(0));
        if (last - first) / step + 2 > cut.most {
            return None;
        }
        let mut values: Vec<i64> = (0..=(last - first) / step).map(|index| first + index * step).collect();
        if inside().any(|value| value == 0) {
            values.push(0);
        }
        values.sort_unstable();
        values.dedup();
        let cells = values.into_iter().map(|value| cell(distribution, value, value)).collect();
        Some(Self { cells, range: None, beyond: 0 })
    }

    /// Cells for the values that stand alone, and ranges of equal width between and above them.
    fn ranges(distribution: &Distribution, cut: &Cut<'_>) -> Self {
        let bottom = distribution.cells().first().map_or(0, |cell| cell.0);
        let top = distribution.percentile(98).unwrap_or(0).max(bottom);
        let spare = float((cut.most - i64::try_from(cut.alone.len()).unwrap_or(0) - 2).max(1));
        // A round number of cents or people, far below 2^53.
        #[allow(clippy::cast_possible_truncation)]
        let width = round_step(float(top - bottom) / spare, float(cut.unit)) as i64;
        let mut cells: Vec<Cell> = cut.alone.iter().map(|&value| cell(distribution, value, value)).collect();
        let above = cut.alone.iter().copied().max().unwrap_or(0);
        // Ranges below zero end before their lower bound's neighbour, ranges above include their upper bound.
        let mut edge = bottom.div_euclid(width) * width;
        while edge < top {
            let (low, high) = if edge < 0 { (edge, edge + width - 1) } else { (edge + 1, edge + width) };
            let low = if edge < 0 { low } else { low.max(above + 1) };
            cells.push(cell(distribution, low, high));
            edge += width;
        }
        cells.sort_unstable_by_key(|cell| cell.low);
        cells.retain(|cell| cell.low <= cell.high);
        let filled = |cell: &&Cell| cell.count > 0;
        let first = cells.iter().position(|cell| filled(&cell)).unwrap_or(0);
        cells.drain(..first);
        Self { cells, range: Some(width), beyond: 0 }
    }
}

fn cell(distribution: &Distribution, low: i64, high: i64) -> Cell {
    Cell { low, high, count: distribution.count(|value| (low..=high).contains(&value)) }
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MONEY: Cut<'static> = Cut { alone: &[0], most: 12, unit: 100 };

    #[test]
    fn few_values_stand_each_on_its_own_with_the_missing_between_them() {
        let cells = Cells::new(&Distribution::new(vec![(0, 61), (900, 30), (2_700, 9)]), &MONEY);
        let seen: Vec<(i64, u64)> = cells.cells.iter().map(|cell| (cell.low, cell.count)).collect();
        assert_eq!(seen, [(0, 61), (900, 30), (2_700, 9)].map(|cell| cell));
        let losses = Cells::new(&Distribution::new(vec![(-1_600, 30), (0, 61), (-700, 5), (2_000, 4)]), &MONEY);
        let seen: Vec<i64> = losses.cells.iter().map(|cell| cell.low).collect();
        assert_eq!(seen, [-1_600, -700, 0, 200, 1_100, 2_000]);
    }

    #[test]
    fn many_values_are_in_ranges_and_nobody_is_lost() {
        let values: Vec<(i64, u64)> = (-50..1_000).map(|value| (value * 137, 1)).collect();
        let distribution = Distribution::new(values);
        let cells = Cells::new(&distribution, &MONEY);
        assert!(cells.range.is_some() && cells.cells.len() <= 13, "{cells:?}");
        let counted: u64 = cells.cells.iter().map(|cell| cell.count).sum();
        assert_eq!(counted + cells.beyond, distribution.trials());
        assert!(cells.cells.iter().any(|cell| (cell.low, cell.high) == (0, 0)));
    }

    #[test]
    fn everybody_alike_is_one_cell() {
        let cells = Cells::new(&Distribution::new(vec![(4_096, 1)]), &MONEY);
        assert_eq!(cells.cells, [Cell { low: 4_096, high: 4_096, count: 1 }]);
        assert_eq!(cells.beyond, 0);
    }
}
