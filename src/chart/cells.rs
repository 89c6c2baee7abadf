//! [`Cells`]: a distribution cut into what bars show: each value on its own while there are few, else equal ranges,
//! with what must not be mixed up (nothing at all, you alone) always on its own.

use super::scale::{float, round_step};
use crate::results::Distribution;

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
    pub(crate) all: Vec<Cell>,
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
    /// Cuts a distribution. What lies above the 99th percentile is counted in `beyond`, with ranges the 98th.
    pub(crate) fn new(distribution: &Distribution, cut: &Cut<'_>) -> Self {
        let cells = Self::single_values(distribution, cut)
            .or_else(|| Self::grouped_values(distribution, cut))
            .unwrap_or_else(|| Self::ranges(distribution, cut));
        let top = cells.all.last().map_or(i64::MAX, |cell| cell.high);
        Self { beyond: distribution.count(|value| value > top), ..cells }
    }

    /// One cell for each value on a lattice, if there are few enough.
    fn single_values(distribution: &Distribution, cut: &Cut<'_>) -> Option<Self> {
        let lattice = Lattice::of(distribution, &[0], 99)?;
        if lattice.count + 1 > cut.most {
            return None;
        }
        let mut cells: Vec<Cell> = (0..lattice.count).map(|index| lattice.cell(distribution, index, index)).collect();
        if distribution.count(|value| value == 0) > 0 {
            cells.retain(|cell| cell.low > 0 || cell.high < 0);
            cells.push(cell(distribution, 0, 0));
        }
        cells.sort_unstable_by_key(|cell| cell.low);
        Some(Self { all: cells, range: None, beyond: 0 })
    }

    /// Cells of the same small number of lattice values each, counted from zero outward, so that no bar is higher only
    /// because it holds one value more.
    fn grouped_values(distribution: &Distribution, cut: &Cut<'_>) -> Option<Self> {
        let lattice = Lattice::of(distribution, cut.alone, 98)?;
        let spare = (cut.most - i64::try_from(cut.alone.len()).ok()? - 1).max(1);
        let group = (lattice.count + spare - 1) / spare;
        if group > MOST_GROUPED {
            return None;
        }
        let mut cells: Vec<Cell> = cut.alone.iter().map(|&value| cell(distribution, value, value)).collect();
        let mut first = lattice.first_above(cut.alone.iter().copied().max().unwrap_or(0));
        let mut last = lattice.first_above(cut.alone.iter().copied().min().unwrap_or(0) - 1) - 1;
        while first < lattice.count {
            cells.push(lattice.cell(distribution, first, first + group - 1));
            first += group;
        }
        while last >= 0 {
            cells.push(lattice.cell(distribution, last - group + 1, last));
            last -= group;
        }
        // A width in cents or people, far below 2^53.
        #[allow(clippy::cast_possible_truncation)]
        let width = (lattice.step * float(group)).round() as i64;
        Some(Self::in_order(cells, width))
    }

    /// Cells for the values that stand alone, and ranges of equal round width between and above them.
    fn ranges(distribution: &Distribution, cut: &Cut<'_>) -> Self {
        let bottom = distribution.cells().first().map_or(0, |cell| cell.0);
        let top = distribution.percentile(98).unwrap_or(0).max(bottom).max(least_gain(distribution));
        let spare = float((cut.most - i64::try_from(cut.alone.len()).unwrap_or(0) - 2).max(1));
        // A round number of cents or people, far below 2^53.
        #[allow(clippy::cast_possible_truncation)]
        let width = (round_step(float(top - bottom) / spare, float(cut.unit)) as i64).max(1);
        let mut cells: Vec<Cell> = cut.alone.iter().map(|&value| cell(distribution, value, value)).collect();
        let above = cut.alone.iter().copied().max().unwrap_or(0);
        // Ranges below zero include their lower bound, ranges above it their upper bound.
        let mut edge = bottom.div_euclid(width) * width;
        while edge < top {
            cells.push(if edge < 0 {
                cell(distribution, edge, edge + width - 1)
            } else {
                cell(distribution, (edge + 1).max(above + 1), edge + width)
            });
            edge += width;
        }
        cells.retain(|cell| cell.low <= cell.high);
        Self::in_order(cells, width)
    }

    /// Cells from the lowest, without empty ones at the ends and without single values that nobody has.
    fn in_order(mut cells: Vec<Cell>, range: i64) -> Self {
        cells.sort_unstable_by_key(|cell| cell.low);
        cells.retain(|cell| cell.count > 0 || cell.low < cell.high);
        let first = cells.iter().position(|cell| cell.count > 0).unwrap_or(0);
        cells.drain(..first);
        Self { all: cells, range: Some(range), beyond: 0 }
    }
}

/// The most values in a cell that are counted out; with more, one value more or less cannot be seen.
const MOST_GROUPED: i64 = 8;

/// How far a value may be from its place on the lattice: cents are rounded.
const ROUNDING: i64 = 2;

/// Equally spaced values, up to rounding, that a distribution takes; some values that stand alone are left out.
struct Lattice {
    first: i64,
    step: f64,
    /// How many places there are from the first value to the last.
    count: i64,
}

impl Lattice {
    /// The lattice of all values up to a percentile, except those that stand alone; `None` when values do not lie on
    /// one that is coarser than rounding.
    #[allow(clippy::cast_possible_truncation)] // places on the lattice: fewer than values, or refused
    fn of(distribution: &Distribution, alone: &[i64], percent: u64) -> Option<Self> {
        let top = distribution.percentile(percent)?.max(least_gain(distribution));
        let values =
            || distribution.cells().iter().map(|cell| cell.0).filter(|&value| value <= top && !alone.contains(&value));
        let (Some(first), Some(last)) = (values().next(), values().next_back()) else {
            // Everybody has a value that stands alone.
            return Some(Self { first: 1, step: 1.0, count: 0 });
        };
        let divisor = values().fold(0, |step, value| gcd(step, value - first)).max(1);
        let exact = Self { first, step: float(divisor), count: (last - first) / divisor + 1 };
        let nearest = values().zip(values().skip(1)).map(|(value, next)| next - value).min().unwrap_or(1);
        if divisor == nearest || nearest <= 8 * ROUNDING {
            return Some(exact);
        }
        // The step from the first value to each next one, more and more exactly.
        let mut step = float(nearest);
        for value in values().skip(1) {
            let distance = float(value - first);
            step = distance / (distance / step).round();
        }
        let off = |value: i64| (float(value - first) - (float(value - first) / step).round() * step).abs();
        if values().any(|value| off(value) > float(ROUNDING)) {
            return Some(exact);
        }
        Some(Self { first, step, count: (float(last - first) / step).round() as i64 + 1 })
    }

    /// The value at a place.
    #[allow(clippy::cast_possible_truncation)] // within what the distribution takes
    fn at(&self, index: i64) -> i64 {
        self.first + (float(index) * self.step).round() as i64
    }

    /// The first place whose value is above a bound.
    fn first_above(&self, bound: i64) -> i64 {
        (0..self.count).find(|&index| self.at(index) > bound).unwrap_or(self.count)
    }

    /// The cell of places `first` to `last`, bounded by what is really there.
    fn cell(&self, distribution: &Distribution, first: i64, last: i64) -> Cell {
        let slack = if self.step > float(4 * ROUNDING) { ROUNDING } else { 0 };
        let inside = |value: i64| (self.at(first) - slack..=self.at(last) + slack).contains(&value);
        let seen = |at: i64| distribution.cells().iter().map(|cell| cell.0).find(|&value| (value - at).abs() <= slack);
        let (low, high) =
            (seen(self.at(first)).unwrap_or(self.at(first)), seen(self.at(last)).unwrap_or(self.at(last)));
        Cell { low, high: high.max(low), count: distribution.count(inside) }
    }
}

/// The lowest value above zero, so that it is shown however few have it; the lowest number when nobody has.
fn least_gain(distribution: &Distribution) -> i64 {
    distribution.cells().iter().map(|cell| cell.0).find(|&value| value > 0).unwrap_or(i64::MIN)
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
        let cells = Cells::new(&Distribution::new(vec![(0, 61), (900, 25), (1_800, 5), (3_600, 9)]), &MONEY);
        let seen: Vec<(i64, u64)> = cells.all.iter().map(|cell| (cell.low, cell.count)).collect();
        assert_eq!(seen, [(0, 61), (900, 25), (1_800, 5), (2_700, 0), (3_600, 9)]);
        let losses = Cells::new(&Distribution::new(vec![(-1_600, 30), (0, 61), (-700, 5), (2_000, 4)]), &MONEY);
        let seen: Vec<i64> = losses.all.iter().map(|cell| cell.low).collect();
        assert_eq!(seen, [-1_600, -700, 0, 200, 1_100, 2_000]);
    }

    #[test]
    fn many_values_are_in_ranges_and_nobody_is_lost() {
        let values: Vec<(i64, u64)> = (-50..1_000).map(|value| (value * 137, 1)).collect();
        let distribution = Distribution::new(values);
        let cells = Cells::new(&distribution, &MONEY);
        assert!(cells.range.is_some() && cells.all.len() <= 13, "{cells:?}");
        let counted: u64 = cells.all.iter().map(|cell| cell.count).sum();
        assert_eq!(counted + cells.beyond, distribution.trials());
        assert!(cells.all.iter().any(|cell| (cell.low, cell.high) == (0, 0)));
    }

    #[test]
    fn ranges_of_a_few_values_hold_the_same_number_of_values() {
        let pay: Vec<(i64, u64)> = (1..=25).map(|people| (people * 900 - 13_400, 10)).collect();
        let cells = Cells::new(&Distribution::new(pay), &Cut { alone: &[0], most: 14, unit: 100 });
        let full: Vec<u64> = cells.all.iter().map(|cell| cell.count).collect();
        assert!(full[1..full.len() - 1].iter().all(|&count| count == full[1]), "{full:?}");
        assert!(cells.all.iter().all(|cell| cell.high < 0 || cell.low > 0));
    }

    #[test]
    fn rounded_pay_is_grouped_like_exact_pay() {
        // 6.13 % of 150.00 for each person, rounded to the cent, less 25.37.
        let pay: Vec<(i64, u64)> = (1..=25).map(|people| ((people * 91_950 + 50) / 100 - 2_537, 10)).collect();
        let cells = Cells::new(&Distribution::new(pay), &MONEY);
        let full: Vec<u64> = cells.all.iter().map(|cell| cell.count).collect();
        assert!(full[1..full.len() - 1].iter().all(|&count| count == full[1]), "{cells:?}");
    }

    #[test]
    fn a_few_gains_beside_many_losses_are_seen() {
        let losses = (1..=995).map(|value| (-value * 137, 1));
        let gains = (0..5).map(|value| (9_000 + value * 4_321, 1));
        let cells = Cells::new(&Distribution::new(losses.chain(gains).collect()), &MONEY);
        // The 98th percentile is a loss.
        let seen = cells.all.iter().find(|cell| (cell.low..=cell.high).contains(&9_000)).map(|cell| cell.count);
        assert!(seen.is_some_and(|count| count > 0), "{cells:?}");
    }

    #[test]
    fn everybody_alike_is_one_cell() {
        let cells = Cells::new(&Distribution::new(vec![(4_096, 1)]), &MONEY);
        assert_eq!(cells.all, [Cell { low: 4_096, high: 4_096, count: 1 }]);
        assert_eq!(cells.beyond, 0);
    }
}
