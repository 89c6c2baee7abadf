//! [`Counter`]: how often each value of one quantity came up, built by adding one trial after the other.
//!
//! Counters add up commutatively, so the trials may be shared out among threads in any way and give the same answer.

use super::distribution::{Accuracy, Distribution};
use super::moments::Moments;

/// The most distinct amounts that are kept apart.
pub(super) const MOST_DISTINCT: usize = 4096;

/// How many amounts wait before they are sorted, or put into their cells, together: then the cells of one quantity are at
/// hand, of which there are too many for all to be.
const WAITING: usize = 4 * MOST_DISTINCT;

/// Room is made for so many of them at first, so that a short run copies none of them about.
const FIRST_WAITING: usize = 2048;

/// So many values are counted in small cells, half of which fit where twice as large ones would not.
const MOST_RECENT: u64 = u32::MAX as u64;

/// So many places stand together, those of the same negative magnitudes behind them.
const LINE: usize = 16;

/// Counts of people below this have a place of their own.
const PLACES: usize = 512;

/// The significant bits that a value keeps when there are more distinct values than that.
const SIGNIFICANT_BITS: u32 = 11;

/// Values of a smaller magnitude keep all their bits.
const SMALL: u64 = 1 << SIGNIFICANT_BITS;

/// Counts of values. People are counted exactly. Amounts are exact up to 4,096 distinct ones; beyond that, each keeps 11
/// significant bits (an error of at most 0.05 %), so the memory is bounded however many trials are added. Counts of values
/// below, at and above zero, the sum and the sum of squares are exact always.
///
/// What it costs: a few people are one step; an amount waits to be sorted with the others, or is put into its cell.
#[derive(Clone, Debug)]
pub(crate) struct Counter {
    most_distinct: usize,
    /// How often each small number of people came up; nothing of amounts.
    people: Vec<u64>,
    waiting: Vec<i64>,
    counts: Counts,
}

#[derive(Clone, Debug)]
enum Counts {
    /// Values in rising order with their counts.
    Exact(Vec<(i64, u64)>),
    Rounded(Rounded),
}

/// Counts by place, with the exact moments of what was counted. Values above and below zero stand in one list, since which
/// of them comes cannot be foretold, so that no way is chosen by it.
#[derive(Clone, Debug)]
struct Rounded {
    /// Counts of the last values, and how many those are.
    recent: Vec<u32>,
    counted: u64,
    /// Counts of the values before.
    cells: Vec<u64>,
    moments: Moments,
}

impl Counter {
    /// Counts of people.
    pub(crate) fn of_people() -> Self {
        Self { people: vec![0; PLACES], ..Self::new(usize::MAX) }
    }

    /// Counts of amounts, of money or points.
    pub(crate) const fn of_amounts() -> Self {
        Self::new(MOST_DISTINCT)
    }

    const fn new(most_distinct: usize) -> Self {
        Self { most_distinct, people: Vec::new(), waiting: Vec::new(), counts: Counts::Exact(Vec::new()) }
    }

    /// Counts a value once more.
    #[inline]
    pub(crate) fn add(&mut self, value: i64) {
        match usize::try_from(value).ok().and_then(|value| self.people.get_mut(value)) {
            Some(count) => *count += 1,
            None => self.wait(&[value]),
        }
    }

    /// Counts values once more each, a few dozen at a time.
    #[inline]
    pub(crate) fn add_all(&mut self, values: &[i64]) {
        if self.people.is_empty() {
            self.wait(values);
        } else {
            values.iter().for_each(|&value| self.add(value));
        }
    }

    fn wait(&mut self, values: &[i64]) {
        if self.waiting.is_empty() {
            self.waiting.reserve(FIRST_WAITING);
        }
        self.waiting.extend_from_slice(values);
        if self.waiting.len() >= WAITING {
            self.count_waiting();
        }
    }

    fn count_waiting(&mut self) {
        match &mut self.counts {
            Counts::Exact(known) => {
                *known = both(std::mem::take(known), counted(&self.waiting));
                self.round_if_many();
            }
            Counts::Rounded(rounded) => rounded.count_block(&self.waiting),
        }
        self.waiting.clear();
    }

    /// Gives back the memory of what waits, where that is much. A few values wait on: they may never be asked for.
    pub(super) fn rest(&mut self) {
        if self.waiting.len() > MOST_DISTINCT {
            self.count_waiting();
        }
        self.waiting.shrink_to_fit();
    }

    /// Adds all counts of another counter.
    pub(crate) fn merge(&mut self, mut other: Self) {
        self.count_waiting();
        other.count_waiting();
        self.people.iter_mut().zip(other.people).for_each(|(count, more)| *count += more);
        match (&mut self.counts, other.counts) {
            (Counts::Exact(known), Counts::Exact(more)) => {
                *known = both(std::mem::take(known), more);
                self.round_if_many();
            }
            (Counts::Exact(known), Counts::Rounded(mut rounded)) => {
                rounded.count_all(known);
                self.counts = Counts::Rounded(rounded);
            }
            (Counts::Rounded(rounded), Counts::Exact(more)) => rounded.count_all(&more),
            (Counts::Rounded(rounded), Counts::Rounded(more)) => rounded.merge(more),
        }
    }

    /// Keeps only the significant bits from now on. Which values meet in a cell depends on the values alone, so the
    /// result does not depend on when or on which thread this happens.
    fn round_if_many(&mut self) {
        if let Counts::Exact(known) = &self.counts
            && known.len() > self.most_distinct
        {
            let mut rounded = Rounded::new();
            rounded.count_all(known);
            self.counts = Counts::Rounded(rounded);
        }
    }

    /// The counts so far, in rising order of values.
    pub(crate) fn distribution(&self) -> Distribution {
        let Counts::Exact(known) = &self.counts else { return self.rounded() };
        let all = both(known.clone(), counted(&self.waiting));
        if all.len() > self.most_distinct {
            self.rounded()
        } else if self.people.is_empty() {
            Distribution::in_order(all)
        } else {
            let people = (0..).zip(self.people.iter().copied()).filter(|cell| cell.1 > 0);
            Distribution::new(people.chain(all).collect())
        }
    }

    /// As [`Counter::distribution`], of more amounts than are kept apart.
    fn rounded(&self) -> Distribution {
        let mut all = self.clone();
        all.count_waiting();
        match all.counts {
            Counts::Exact(known) => Distribution::in_order(known),
            Counts::Rounded(rounded) => Distribution::recorded(rounded.cells(), rounded.moments, Accuracy::Rounded),
        }
    }
}

impl Rounded {
    const fn new() -> Self {
        Self { recent: Vec::new(), counted: 0, cells: Vec::new(), moments: Moments::NONE }
    }

    /// Counts values in their cells.
    fn count_block(&mut self, values: &[i64]) {
        self.moments.add_block(values);
        self.counted += values.len() as u64;
        if self.counted > MOST_RECENT {
            self.put_aside();
            self.counted = values.len() as u64;
        }
        for &value in values {
            let cell = cell(place(value.unsigned_abs()), value < 0);
            match self.recent.get_mut(cell) {
                Some(count) => *count += 1,
                None => {
                    self.recent.resize((cell + 1).next_power_of_two(), 0);
                    self.recent[cell] += 1;
                }
            }
        }
    }

    /// Makes the recent counts earlier ones.
    fn put_aside(&mut self) {
        self.cells.resize(self.cells.len().max(self.recent.len()), 0);
        self.cells.iter_mut().zip(&mut self.recent).for_each(|(count, more)| *count += u64::from(std::mem::take(more)));
        self.counted = 0;
    }

    fn count_all(&mut self, cells: &[(i64, u64)]) {
        for &(value, count) in cells {
            self.moments.add(value, count);
            let cell = cell(place(value.unsigned_abs()), value < 0);
            if self.cells.len() <= cell {
                self.cells.resize((cell + 1).next_power_of_two(), 0);
            }
            self.cells[cell] += count;
        }
    }

    fn merge(&mut self, mut other: Self) {
        self.moments.merge(other.moments);
        self.put_aside();
        other.put_aside();
        self.cells.resize(self.cells.len().max(other.cells.len()), 0);
        self.cells.iter_mut().zip(&other.cells).for_each(|(count, more)| *count += more);
    }

    /// The cells in rising order, each at its middle.
    fn cells(&self) -> Vec<(i64, u64)> {
        let places = 0..self.cells.len().max(self.recent.len()) / 2 + LINE;
        let count = |place, is_below| {
            let cell = cell(place, is_below);
            let recent = self.recent.get(cell).copied().map_or(0, u64::from);
            recent + self.cells.get(cell).copied().unwrap_or(0)
        };
        let down = places.clone().rev().map(|place| (-middle(place), count(place, true)));
        let up = places.map(|place| (middle(place), count(place, false)));
        down.chain(up).filter(|cell| cell.1 > 0).collect()
    }
}

/// Where the count of a place stands.
#[inline]
const fn cell(place: usize, is_below_zero: bool) -> usize {
    2 * (place - place % LINE) + place % LINE + if is_below_zero { LINE } else { 0 }
}

/// Fewer amounts are sorted as quickly by comparing them.
const FEW: usize = 128;

/// The most bits by which amounts are sorted at a time.
const DIGIT: u32 = 10;

/// Amounts in rising order, each once with its count. Those of a run lie so close together that two or three steps of
/// sorting, each by a few bits of how far they are above the lowest, are fewer than it takes to compare them.
fn counted(values: &[i64]) -> Vec<(i64, u64)> {
    let within = |(lowest, highest): (i64, i64), &value: &i64| (lowest.min(value), highest.max(value));
    let (lowest, highest) = values.iter().fold((i64::MAX, i64::MIN), within);
    let bits = u64::BITS - highest.abs_diff(lowest).leading_zeros();
    if !(FEW..=usize::from(u16::MAX)).contains(&values.len()) || bits > 3 * DIGIT || lowest == highest {
        let mut sorted = values.to_vec();
        sorted.sort_unstable();
        return runs(&sorted, |value| value);
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 30 bits at most, as was just seen
    let above = |value: i64| value.wrapping_sub(lowest) as u32;
    COLUMNS.with_borrow_mut(|[sorted, other]| {
        sorted.resize(values.len(), 0);
        let steps = bits.div_ceil(DIGIT);
        let digit = bits.div_ceil(steps);
        sort_by_digit(values.iter().map(|&value| above(value)), sorted, digit, 0);
        for step in 1..steps {
            other.resize(values.len(), 0);
            sort_by_digit(sorted.iter().copied(), other, digit, step);
            std::mem::swap(sorted, other);
        }
        runs(sorted, |above| lowest + i64::from(above))
    })
}

thread_local! {
    /// Room to sort in, kept from one counter of a run to the next: there are hundreds.
    static COLUMNS: std::cell::RefCell<[Vec<u32>; 2]> = const { std::cell::RefCell::new([Vec::new(), Vec::new()]) };
}

/// Puts amounts in the order of so many of their bits, those of this step from the lowest ones up; equal ones as they come.
fn sort_by_digit(values: impl Iterator<Item = u32> + Clone, sorted: &mut [u32], digit: u32, step: u32) {
    let place_of = |value: u32| (value >> (step * digit) & ((1 << digit) - 1)) as usize % (1 << DIGIT);
    // How many have each pattern of bits; then, from the first pattern on, where the next of them goes.
    let mut places = [0_u16; 1 << DIGIT];
    values.clone().for_each(|value| places[place_of(value)] += 1);
    let mut next = 0;
    for place in &mut places[..1 << digit] {
        next += std::mem::replace(place, next);
    }
    for value in values {
        let place = &mut places[place_of(value)];
        sorted[usize::from(*place)] = value;
        *place += 1;
    }
}

/// Sorted values, each once with its count.
fn runs<T: Copy + PartialEq>(sorted: &[T], amount: impl Fn(T) -> i64) -> Vec<(i64, u64)> {
    let mut cells = Vec::with_capacity(sorted.len());
    let mut before = 0;
    for (so_far, pair) in (1..).zip(sorted.windows(2)) {
        if pair[0] != pair[1] {
            cells.push((amount(pair[0]), so_far - before));
            before = so_far;
        }
    }
    cells.extend(sorted.last().map(|&last| (amount(last), sorted.len() as u64 - before)));
    if cells.len() < sorted.len() / 2 {
        cells.shrink_to_fit();
    }
    cells
}

/// As [`merged`], where often one of them is empty.
fn both(known: Vec<(i64, u64)>, more: Vec<(i64, u64)>) -> Vec<(i64, u64)> {
    match (known.is_empty(), more.is_empty()) {
        (true, _) => more,
        (_, true) => known,
        _ => merged(&known, more.into_iter()),
    }
}

/// Two lists in rising order as one, equal values added up.
pub(super) fn merged(known: &[(i64, u64)], more: impl Iterator<Item = (i64, u64)>) -> Vec<(i64, u64)> {
    let mut all: Vec<(i64, u64)> = Vec::with_capacity(known.len() + 8);
    let mut known = known.iter().copied().peekable();
    for (value, count) in more {
        while let Some(before) = known.next_if(|before| before.0 < value) {
            all.push(before);
        }
        let equal = known.next_if(|other| other.0 == value).map_or(0, |other| other.1);
        all.push((value, count + equal));
    }
    all.extend(known);
    all
}

/// The middle of the cell of a value.
pub(super) fn rounded(value: i64) -> i64 {
    let middle = middle(place(value.unsigned_abs()));
    if value < 0 { -middle } else { middle }
}

/// The cell of a magnitude: itself while small, then 1,024 cells for each doubling.
#[inline]
#[allow(clippy::cast_possible_truncation)] // below 60,000
fn place(magnitude: u64) -> usize {
    let drop = (u64::BITS - magnitude.leading_zeros()).saturating_sub(SIGNIFICANT_BITS);
    let kept = magnitude >> drop;
    (u64::from(drop) * (SMALL / 2) + kept) as usize
}

/// The middle of the magnitudes of a cell.
fn middle(place: usize) -> i64 {
    let place = place as u64;
    if place < SMALL {
        return place.cast_signed();
    }
    let drop = (place - SMALL) / (SMALL / 2) + 1;
    let kept = place - drop * (SMALL / 2);
    let middle = (u128::from(kept) << drop) | (1 << (drop - 1));
    // Only magnitudes near 2^63 can pass the largest integer, and those have no cents to lose.
    i64::try_from(middle).unwrap_or(i64::MAX)
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss)] // tolerances
mod tests {
    use super::*;

    fn counter(values: &[i64]) -> Counter {
        let mut counter = Counter::of_amounts();
        values.iter().for_each(|&value| counter.add(value));
        counter
    }

    #[test]
    fn counts_are_exact_and_independent_of_how_the_trials_are_shared_out() {
        let values = [3, -120_600, 0, 3, 70_000, 65_535, 3, -120_600];
        let together = counter(&values);
        let mut shared = Counter::of_amounts();
        values.chunks(3).rev().for_each(|part| shared.merge(counter(part)));
        assert_eq!(together.distribution(), shared.distribution());
        assert_eq!(together.distribution().cells(), [(-120_600, 2), (0, 1), (3, 3), (65_535, 1), (70_000, 1)]);
    }

    #[test]
    fn amounts_are_counted_in_order_however_far_apart_they_lie() {
        for (count, spread) in (0..64).flat_map(|bits| [(3, bits), (128, bits), (1_000, bits), (70_000, bits)]) {
            // Spread evenly over so many bits above and below zero.
            let value = |number: i64| number.wrapping_mul(0x2545_f491_4f6c_dd1d) >> (63 - spread);
            let values: Vec<i64> = (0..count).map(value).collect();
            let mut expected = std::collections::BTreeMap::new();
            values.iter().for_each(|&value| *expected.entry(value).or_insert(0_u64) += 1);
            let expected: Vec<(i64, u64)> = expected.into_iter().collect();
            assert_eq!(counted(&values), expected, "{count} of {spread} bits");
        }
    }

    #[test]
    fn rounding_keeps_money_within_a_twentieth_of_a_percent_and_every_value_in_its_cell() {
        let magnitudes = (0..60).flat_map(|bits| [(1u64 << bits) - 1, 1 << bits, (1 << bits) + 1, 3 << bits]);
        for magnitude in magnitudes {
            let middle = middle(place(magnitude)) as f64;
            let error = (middle - magnitude as f64).abs() / magnitude.max(1) as f64;
            assert!(error <= 1.0 / 2048.0, "{magnitude} is kept as {middle}");
            assert!(magnitude >= SMALL || error == 0.0, "{magnitude}");
            assert!(place(magnitude + 1) >= place(magnitude), "{magnitude}");
        }
        assert_eq!((1..200_000).map(place).collect::<std::collections::BTreeSet<_>>().len(), place(199_999));
    }

    #[test]
    fn many_values_are_rounded_alike_however_shared_out_and_keep_exact_sums_and_signs() {
        let values: Vec<i64> = (0..20_000).map(|trial: i64| (trial * 7_919) % 1_000_003 - 300_000).collect();
        let together = counter(&values).distribution();
        let mut shared = Counter::of_amounts();
        values.chunks(1_999).rev().for_each(|part| shared.merge(counter(part)));
        assert_eq!(together, shared.distribution());
        assert_eq!(together.accuracy(), Accuracy::Rounded);
        let mean = values.iter().sum::<i64>() as f64 / 20_000.0;
        assert_eq!(together.mean(), Some(mean));
        let below = values.iter().filter(|&&value| value < 0).count() as u64;
        assert_eq!(together.count(|value| value < 0), below);
        let mut sorted = values;
        sorted.sort_unstable();
        for percent in [5, 50, 95] {
            let exact = sorted[percent * 200 - 1] as f64;
            let kept = together.percentile(percent as u64).unwrap() as f64;
            assert!((kept - exact).abs() <= exact.abs() / 2_000.0, "{percent}: {kept} for {exact}");
        }
    }

    #[test]
    fn as_many_values_as_are_kept_apart_are_exact_and_one_more_is_not() {
        let values = |count: i64| (0..count).map(|value| value * 1_001 + 5_000).collect::<Vec<i64>>();
        assert_eq!(counter(&values(4_096)).distribution().accuracy(), Accuracy::Exact);
        assert_eq!(counter(&values(4_097)).distribution().accuracy(), Accuracy::Rounded);
        let mut people = Counter::of_people();
        values(9_000).into_iter().for_each(|value| people.add(value));
        assert_eq!(people.distribution().cells().len(), 9_000);
    }
}
