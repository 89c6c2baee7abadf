//! When the recruits or the customers of one member come: [`Steady`] at one rate, [`Uneven`] where members differ.

use std::ops::ControlFlow;

use super::counts::Counts;
use super::logarithm::exponential;
use crate::rng::NumberedWords;
use crate::units::Month;

/// A power of two above the longest exposure, so that a mask brings every month into range.
const MONTHS: usize = 1024;

/// How many months are drawn at a time: a year.
const BLOCK: u16 = 12;

/// The numbers of the words that say how many come in a block: beyond those of all arrivals.
const BLOCKS: u32 = 1 << 31;

/// The numbers of the words that say in which quarter of a block arrivals come: beyond those of all blocks.
const QUARTERS: u32 = 3 << 30;

/// Arrivals of one member in its months 1, 2, ..., each with random bits of its own. What comes depends on nothing that is
/// decided later: not on the months that are looked at, and not on when the member stops.
///
/// How many come in a year of the member's life is drawn at once, whether or not all of it is looked at. The times of a
/// Poisson process are then independent and uniform over the year, those of a mixed one as well (Feigin, "On the
/// characterization of point processes with the order statistic property", J. Appl. Prob. 16, 1979). So arrivals of one year come in no order.
pub(crate) trait Arrivals {
    /// Whether anybody may come within so many months, by the member's first word; asked of everyone, so it is quick. It
    /// never says no where somebody comes.
    fn may_come(&self, first: u64, exposure: u16) -> bool;

    /// Tells the number, from 0, and the month, from 1 to `exposure`, of everyone who comes by then, until it is told to
    /// stop. `words` say how many come, and `time` has the random bits of each number.
    fn each(
        &self,
        words: NumberedWords,
        time: impl Fn(u32) -> u32,
        exposure: u16,
        arrive: impl FnMut(u32, u16) -> ControlFlow<()>,
    ) -> ControlFlow<()>;
}

/// The month of a block in which an arrival falls, from 1: greater bits come sooner.
#[inline]
#[allow(clippy::cast_possible_truncation)] // below 12
const fn month_of_block(time: u32) -> u16 {
    BLOCK - ((time as u64 * BLOCK as u64) >> 32) as u16
}

/// Which arrivals of a block come in which quarter of it, two bits each: so those who come too late are passed over
/// together, whatever else would be drawn of them.
#[derive(Clone, Copy, Debug)]
struct Quarters {
    /// By arrival: whether it comes in the second half, and whether in the second quarter of its half.
    second_half: u32,
    second_quarter: u32,
}

impl Quarters {
    /// So many arrivals have their quarters in one word.
    const TOGETHER: u32 = u32::BITS;

    /// Of the arrivals from this number on.
    #[inline]
    #[allow(clippy::cast_possible_truncation)] // the upper and the lower half of a word
    fn from(words: NumberedWords, number: u32) -> Self {
        let word = words.word(QUARTERS.wrapping_add(number));
        Self { second_half: (word >> 32) as u32, second_quarter: word as u32 }
    }

    /// Which of the first `count` arrivals, at most [`Self::TOGETHER`], come in a quarter that begins within so many months.
    #[inline]
    const fn begun_within(self, count: u32, months: u16) -> u32 {
        let counted = (1_u64 << count) - 1;
        #[allow(clippy::cast_possible_truncation)] // 32 bits at most
        let counted = counted as u32;
        counted
            & match months {
                0..=3 => !self.second_half & !self.second_quarter,
                4..=6 => !self.second_half,
                7..=9 => !(self.second_half & self.second_quarter),
                _ => u32::MAX,
            }
    }

    /// The month of the block in which an arrival comes, from 1.
    #[inline]
    const fn month(self, arrival: u32, time: u32) -> u16 {
        let half = self.second_half >> arrival << 31;
        let quarter = (self.second_quarter >> arrival & 1) << 30;
        month_of_block(!(half | quarter) & !(u32::MAX >> 2) | time >> 2)
    }
}

/// Tells who of `count` arrivals, the first of them of this number, comes in which of the first `months` months of a block.
#[inline]
fn each_of_block(
    (words, time): (NumberedWords, &impl Fn(u32) -> u32),
    (first, count): (u32, u32),
    months: u16,
    mut arrive: impl FnMut(u32, u16) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut told = 0;
    while told < count {
        let number = first + told;
        let quarters = Quarters::from(words, number);
        let together = (count - told).min(Quarters::TOGETHER);
        let mut coming = quarters.begun_within(together, months);
        while coming != 0 {
            let arrival = coming.trailing_zeros();
            coming &= coming - 1;
            let month = quarters.month(arrival, time(number + arrival));
            if month <= months {
                arrive(number + arrival, month)?;
            }
        }
        told += together;
    }
    ControlFlow::Continue(())
}

/// By months: the least first word with which somebody may come by then. Nobody comes in no time, and after a year nobody
/// can tell.
#[derive(Clone, Debug)]
struct May([u64; 16]);

impl May {
    const LATER: u16 = BLOCK + 1;

    fn new(counts: &Counts) -> Self {
        let mut may = [counts.somebody(); 16];
        may[0] = u64::MAX;
        may[usize::from(Self::LATER)..].fill(0);
        Self(may)
    }

    #[inline]
    fn come(&self, first: u64, exposure: u16) -> bool {
        first >= self.0[usize::from(exposure.min(Self::LATER))]
    }
}

/// Arrivals at one rate: Poisson of mean `rate` a month.
#[derive(Clone, Debug)]
pub(crate) struct Steady {
    counts: Counts,
    may: May,
}

impl Steady {
    /// Arrivals of this mean rate a month.
    pub(crate) fn new(rate: f64) -> Self {
        let counts = Counts::poisson(rate * f64::from(BLOCK));
        Self { may: May::new(&counts), counts }
    }
}

impl Arrivals for Steady {
    #[inline]
    fn may_come(&self, first: u64, exposure: u16) -> bool {
        self.may.come(first, exposure)
    }

    #[inline]
    fn each(
        &self,
        words: NumberedWords,
        time: impl Fn(u32) -> u32,
        exposure: u16,
        mut arrive: impl FnMut(u32, u16) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let (mut begin, mut number, mut word) = (0, 0, words.first());
        while begin < exposure {
            let count = self.counts.draw(word);
            for number in number..number + count {
                let month = begin + month_of_block(time(number));
                if month <= exposure {
                    arrive(number, month)?;
                }
            }
            number += count;
            begin += BLOCK;
            word = words.word(BLOCKS + u32::from(begin));
        }
        ControlFlow::Continue(())
    }
}

/// Arrivals at a rate of each member's own, drawn once from a gamma law with mean `rate` and shape `k` (the Polya process;
/// the count over any months is negative binomial: Greenwood and Yule, J. R. Stat. Soc. 83, 1920).
///
/// After `n` arrivals in `s` months of exposure, the chance of none in the next `e` months is
/// `((k / rate + s) / (k / rate + s + e))^(k + n)`. So after the first year the clock goes on from `ln(1 + rate s / k)`,
/// and arrival `n + 1` comes an exponential wait later, divided by `k + n`.
#[derive(Clone, Debug)]
pub(crate) struct Uneven {
    counts: Counts,
    may: May,
    /// What the clock shows after 0, 1, 2, ... months; infinite beyond the longest exposure.
    clock: Box<[f64; MONTHS]>,
    shape: f64,
}

impl Uneven {
    /// Arrivals of this mean rate a month, with this gamma shape between members, over up to `longest` months.
    pub(crate) fn new(rate: f64, shape: f64, longest: Month) -> Self {
        let mut clock = Box::new([f64::INFINITY; MONTHS]);
        for month in longest.through() {
            clock[month.index()] = libm::log1p(rate * f64::from(month.get()) / shape);
        }
        let counts = Counts::uneven(rate * f64::from(BLOCK), shape);
        Self { may: May::new(&counts), counts, clock, shape }
    }

    /// Tells who comes after the first year, in which so many came.
    #[inline(never)]
    fn each_later(
        &self,
        count: u32,
        time: impl Fn(u32) -> u32,
        exposure: u16,
        mut arrive: impl FnMut(u32, u16) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut clock = self.clock[usize::from(BLOCK)];
        for number in count.. {
            let Some(month) = self.later(number, time(number), exposure, &mut clock) else { break };
            arrive(number, month)?;
        }
        ControlFlow::Continue(())
    }

    /// The month of the arrival of this number, of which none came in the first year; `None` when it comes after the
    /// exposure. `clock` shows when the one before came.
    fn later(&self, number: u32, time: u32, exposure: u16, clock: &mut f64) -> Option<u16> {
        // The middle of the words that begin with these bits.
        let word = (u64::from(time) << 32) | 1 << 31;
        *clock += exponential(word) / (self.shape + f64::from(number));
        let months = &self.clock[usize::from(BLOCK) + 1..=usize::from(exposure) % MONTHS];
        let passed = months.partition_point(|&shown| shown < *clock);
        #[allow(clippy::cast_possible_truncation)] // below 1,024
        (passed < months.len()).then(|| BLOCK + 1 + passed as u16)
    }
}

impl Arrivals for Uneven {
    #[inline]
    fn may_come(&self, first: u64, exposure: u16) -> bool {
        self.may.come(first, exposure)
    }

    #[inline]
    fn each(
        &self,
        words: NumberedWords,
        time: impl Fn(u32) -> u32,
        exposure: u16,
        mut arrive: impl FnMut(u32, u16) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let count = self.counts.draw(words.first());
        each_of_block((words, &time), (0, count), exposure, &mut arrive)?;
        if exposure > BLOCK { self.each_later(count, time, exposure, arrive) } else { ControlFlow::Continue(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{MemberKey, Purpose};

    /// All months of a member's arrivals within an exposure.
    fn months(law: &impl Arrivals, member: u64, exposure: u16) -> Vec<(u32, u16)> {
        let mut months = Vec::new();
        let words = MemberKey::you(5, member).numbered(Purpose::Recruits);
        let told = law.each(
            words,
            |number| (words.word(number) >> 32) as u32,
            exposure,
            |number, month| {
                months.push((number, month));
                ControlFlow::Continue(())
            },
        );
        assert!(told.is_continue());
        months
    }

    fn same_past(law: &impl Arrivals, shorter: &impl Arrivals) {
        for member in 0..5_000 {
            let all = months(law, member, 40);
            assert!(all.iter().all(|(_, month)| (1..=40).contains(month)), "{member}: {all:?}");
            // A number that comes later in its year than is looked at is left out.
            assert!(all.windows(2).all(|pair| pair[0].0 < pair[1].0), "{member}: {all:?}");
            for exposure in [0, 1, 7, 12, 13, 24] {
                let past: Vec<(u32, u16)> = all.iter().copied().filter(|told| told.1 <= exposure).collect();
                assert_eq!(months(law, member, exposure), past, "{member}");
                assert_eq!(months(shorter, member, exposure), past, "{member}: tables of fewer months");
                let first = MemberKey::you(5, member).word(Purpose::Recruits);
                assert!(law.may_come(first, exposure) || past.is_empty(), "{member}");
            }
        }
    }

    #[test]
    fn the_past_does_not_depend_on_how_far_is_looked() {
        let (long, short) = (Month::new(40), Month::new(24));
        same_past(&Steady::new(0.3), &Steady::new(0.3));
        same_past(&Steady::new(40.0), &Steady::new(40.0));
        same_past(&Uneven::new(0.3, 0.18, long), &Uneven::new(0.3, 0.18, short));
        same_past(&Uneven::new(9.0, 500.0, long), &Uneven::new(9.0, 500.0, short));
    }

    /// Times of a mixed Poisson process are uniform over the first year, whatever its count; also those of the numbers beyond
    /// the first word of quarters.
    #[test]
    #[allow(clippy::cast_precision_loss)] // counts
    fn arrivals_of_the_first_year_are_spread_evenly_over_its_months() {
        let law = Uneven::new(8.0 / 12.0, 0.3, Month::new(12));
        let mut counts = [0_u32; 13];
        let mut late_numbers = [0_u32; 13];
        for member in 0..12_000 {
            for (number, month) in months(&law, member, 12) {
                counts[usize::from(month)] += 1;
                late_numbers[usize::from(month)] += u32::from(number >= 32);
            }
        }
        for counts in [counts, late_numbers] {
            let all: u32 = counts.iter().sum();
            let expected = f64::from(all) / 12.0;
            let chi_square: f64 =
                counts[1..].iter().map(|&count| (f64::from(count) - expected).powi(2) / expected).sum();
            // 11 degrees of freedom: 31.3 is passed once in a thousand.
            assert!(chi_square < 31.3, "{chi_square}: {counts:?}");
            // Months by tenths of a year would fail.
            let uneven: f64 = counts[1..]
                .iter()
                .zip([1.1, 0.9].iter().cycle())
                .map(|(&count, factor)| (f64::from(count) * factor - expected).powi(2) / expected)
                .sum();
            assert!(uneven > 31.3, "{uneven}");
        }
    }

    /// No month's arrivals are told of by those of another: a member's numbers 0 and 1 fall into the same month once in twelve.
    #[test]
    #[allow(clippy::cast_precision_loss)] // counts
    fn two_arrivals_of_a_member_do_not_know_each_other() {
        let law = Uneven::new(8.0 / 12.0, 0.3, Month::new(12));
        let told: Vec<Vec<(u32, u16)>> = (0..60_000).map(|member| months(&law, member, 12)).collect();
        let pairs: Vec<_> = told.iter().filter(|told| told.len() > 1).collect();
        let same = pairs.iter().filter(|told| told[0].1 == told[1].1).count();
        // Some 30,000 pairs: 2,500 of them, with a standard error of 48.
        let (expected, error) = (pairs.len() as f64 / 12.0, (pairs.len() as f64 * 11.0 / 144.0).sqrt());
        assert!((same as f64 - expected).abs() < 4.0 * error, "{same} of {}", pairs.len());
    }

    #[test]
    fn a_rate_of_nothing_brings_nobody() {
        let longest = Month::new(600);
        assert!((0..1_000).all(|member| months(&Steady::new(0.0), member, 600).is_empty()));
        assert!((0..1_000).all(|member| months(&Uneven::new(0.0, 0.18, longest), member, 600).is_empty()));
    }
}
