//! [`Counted`]: what a counter has counted, in the one form that depends neither on the order of the trials nor on how
//! they were shared out: values in rising order, as they are told apart, with the exact moments.

use serde::{Deserialize, Serialize};

use crate::results::counter::{self, MOST_DISTINCT};
use crate::results::distribution::{Accuracy, Distribution};
use crate::results::metric::Unit;
use crate::results::moments::Moments;

/// What a counter has counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Written", try_from = "Written")]
pub(crate) struct Counted(pub(crate) Distribution);

impl Counted {
    /// How often each of 0, 1, 2, ... came up, and what else was counted of people.
    pub(crate) fn of_people(small: &[u64], others: &Distribution) -> Self {
        let small = (0..).zip(small.iter().copied()).filter(|cell| cell.1 > 0);
        Self(Distribution::in_order(counter::merged(others.cells(), small)))
    }

    /// The number of trials.
    pub(crate) const fn trials(&self) -> u64 {
        self.0.trials()
    }

    /// Adds what another counter of the same quantity has counted. Amounts are rounded from 4,096 distinct ones on, as a
    /// counter does: so it depends only on what was counted, and not on which parts were counted together.
    pub(crate) fn merge(&mut self, more: &Self, unit: Unit) {
        let (mine, more) = (&self.0, &more.0);
        if mine.accuracy() == Accuracy::Exact && more.accuracy() == Accuracy::Exact {
            let cells = counter::merged(mine.cells(), more.cells().iter().copied());
            let fits = unit == Unit::People || cells.len() <= MOST_DISTINCT;
            let both = Distribution::in_order(cells);
            self.0 = if fits { both } else { rounded(&both) };
            return;
        }
        let (mine, more) = (rounded(mine), rounded(more));
        let mut moments = mine.moments();
        moments.merge(more.moments());
        let cells = counter::merged(mine.cells(), more.cells().iter().copied());
        self.0 = Distribution::recorded(cells, moments, Accuracy::Rounded);
    }
}

/// The same values in their cells.
fn rounded(distribution: &Distribution) -> Distribution {
    let in_cells = distribution.map(counter::rounded);
    Distribution::recorded(in_cells.cells().to_vec(), distribution.moments(), Accuracy::Rounded)
}

/// How it is written: the distances between values are small where the values are not.
#[derive(Serialize, Deserialize)]
struct Written {
    /// Sum and sum of squares where the values are rounded; otherwise they follow.
    rounded: Option<(i128, i128)>,
    first: i64,
    /// The distance from the value before, and the count.
    cells: Vec<(u64, u64)>,
}

impl From<Counted> for Written {
    fn from(counted: Counted) -> Self {
        let (cells, moments) = (counted.0.cells(), counted.0.moments());
        let rounded = (counted.0.accuracy() == Accuracy::Rounded).then_some((moments.sum, moments.squares));
        let first = cells.first().map_or(0, |cell| cell.0);
        let before = std::iter::once(first).chain(cells.iter().map(|cell| cell.0));
        // The distance between two 64-bit integers fits into 64 bits without a sign.
        let distance = |before: i64, value: i64| value.wrapping_sub(before).cast_unsigned();
        let cells = before.zip(cells).map(|(before, &(value, count))| (distance(before, value), count)).collect();
        Self { rounded, first, cells }
    }
}

impl TryFrom<Written> for Counted {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let mut cells: Vec<(i64, u64)> = Vec::with_capacity(written.cells.len());
        let (mut value, mut trials) = (written.first, 0_u64);
        for (at, &(distance, count)) in written.cells.iter().enumerate() {
            if (distance == 0) != (at == 0) || count == 0 {
                return Err("values that do not rise, or were never counted");
            }
            value = value.checked_add_unsigned(distance).ok_or("a value beyond 64 bits")?;
            trials = trials.checked_add(count).ok_or("counts beyond 64 bits")?;
            cells.push((value, count));
        }
        Ok(Self(match written.rounded {
            None => Distribution::in_order(cells),
            Some((sum, squares)) => Distribution::recorded(cells, Moments { trials, sum, squares }, Accuracy::Rounded),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::counter::Counter;

    fn counted(values: &[i64]) -> Counted {
        let mut counter = Counter::of_amounts();
        values.iter().for_each(|&value| counter.add(value));
        Counted(counter.distribution())
    }

    /// 5,000 distinct amounts: more than are kept apart.
    fn amounts() -> Vec<i64> {
        (0..10_000_i64).map(|trial| (trial % 5_000) * 7_919 - 9_000_000).collect()
    }

    #[test]
    fn parts_recorded_apart_are_the_whole_whichever_of_them_is_rounded() {
        let amounts = amounts();
        // Halves that are rounded themselves, parts that are exact, and one of each; in any order.
        for split in [5_000, 4_000, 4_097, 1, 9_999, 0] {
            let (one, other) = amounts.split_at(split);
            let (mut forward, mut backward) = (counted(one), counted(other));
            forward.merge(&counted(other), Unit::Money);
            backward.merge(&counted(one), Unit::Money);
            assert_eq!((&forward, &backward), (&counted(&amounts), &counted(&amounts)), "{split}");
        }
        let mut four = counted(&amounts[..4_096]);
        assert_eq!(four.0.accuracy(), Accuracy::Exact);
        four.merge(&counted(&amounts[..4_096]), Unit::Money);
        assert_eq!(four.0.accuracy(), Accuracy::Exact, "the same values twice are no new ones");
        four.merge(&counted(&amounts[4_096..4_097]), Unit::Money);
        assert_eq!(four.0.accuracy(), Accuracy::Rounded);
    }

    #[test]
    fn what_is_written_is_read_back_and_nonsense_is_not() {
        for values in [vec![], vec![7], vec![-3, -3, 0, 5], amounts(), vec![i64::MIN + 1, i64::MAX]] {
            let counted = counted(&values);
            let bytes = postcard::to_stdvec(&counted).unwrap();
            assert_eq!(postcard::from_bytes::<Counted>(&bytes).unwrap(), counted);
        }
        let read = |cells: Vec<(u64, u64)>, first| Counted::try_from(Written { rounded: None, first, cells });
        assert!(read(vec![(0, 1), (2, 1)], 5).is_ok());
        assert!(read(vec![(0, 1), (0, 1)], 5).is_err(), "the same value twice");
        assert!(read(vec![(1, 1)], 5).is_err(), "the first is not at its place");
        assert!(read(vec![(0, 1), (2, 0)], 5).is_err(), "nobody");
        assert!(read(vec![(0, 1), (u64::MAX, 1)], 5).is_err(), "beyond 64 bits");
        assert!(read(vec![(0, u64::MAX), (2, 1)], 5).is_err(), "too many");
    }
}
