//! When the recruits or the customers of one member come, one after the other: [`Steady`] at one rate, [`Uneven`] where
//! members differ.

use super::logarithm::exponential;
use super::share_of_2_to_the;
use crate::rng::MemberStream;
use crate::units::Month;

/// A power of two above the longest exposure, so that a mask brings every month into range.
const MONTHS: usize = 1024;

/// Arrivals of one member in its months 1, 2, ...: on a clock on which every wait is exponential, an arrival belongs to the
/// month in which it falls. What comes depends on nothing that is decided later: not on the months that are looked at, and
/// not on when the member stops.
pub(crate) trait Arrivals {
    /// How far a member's arrivals have come.
    type Progress;

    /// Whether anybody comes within so many months, by the member's first word; asked of everyone, so it is quick.
    fn is_somebody(&self, first: u64, exposure: u16) -> bool;

    /// The month of the first arrival, from 1 to `exposure`; `stream` begins with the member's first word. `None` when
    /// nobody comes by then.
    fn first(&self, stream: MemberStream, exposure: u16) -> Option<(Self::Progress, u16)>;

    /// The month of the next arrival, at most `exposure`; `None` when nobody else comes by then.
    fn next(&self, progress: &mut Self::Progress, exposure: u16) -> Option<u16>;
}

/// The cells of the guide table that names the first month of most words at once.
const GUIDE_BITS: u32 = 10;

/// Marks a guide cell in which two months meet.
const SPLIT: u16 = u16::MAX;

/// The probability of no arrival in 0, 1, 2, ... months, in parts of 2^64; 0 beyond the longest exposure, so that whoever
/// looks further finds somebody.
#[derive(Clone, Debug)]
struct Nobody {
    shares: Box<[u64; MONTHS]>,
    /// The first month by the leading bits of a word.
    guide: Box<[u16; 1 << GUIDE_BITS]>,
}

impl Nobody {
    /// By the probability after so many months.
    fn new(longest: Month, probability: impl Fn(f64) -> f64) -> Self {
        let mut nobody = Self { shares: Box::new([0; MONTHS]), guide: Box::new([SPLIT; 1 << GUIDE_BITS]) };
        for month in longest.through() {
            nobody.shares[month.index()] = share_of_2_to_the(64, probability(f64::from(month.get())));
        }
        let width = u64::BITS - GUIDE_BITS;
        for cell in 0..nobody.guide.len() {
            let first = (cell as u64) << width;
            let found = nobody.search(first);
            if found == nobody.search(first | ((1 << width) - 1)) {
                nobody.guide[cell] = found;
            }
        }
        nobody
    }

    #[inline]
    fn has_come(&self, word: u64, month: u16) -> bool {
        let nobody = self.shares[usize::from(month) % MONTHS];
        // A certain nobody is the largest word, which no word is beyond.
        (word >= nobody) & (nobody < u64::MAX)
    }

    /// The month of the first arrival.
    #[inline]
    fn first_month(&self, word: u64) -> u16 {
        let found = self.guide[(word >> (u64::BITS - GUIDE_BITS)) as usize];
        if found == SPLIT { self.search(word) } else { found }
    }

    #[allow(clippy::cast_possible_truncation)] // at most 1,023
    fn search(&self, word: u64) -> u16 {
        self.shares[1..].partition_point(|&nobody| word < nobody || nobody == u64::MAX) as u16 + 1
    }
}

/// Arrivals at one rate: Poisson of mean `rate` a month. The clock shows the months themselves, and a wait is exponential
/// with mean `1 / rate`.
#[derive(Clone, Debug)]
pub(crate) struct Steady {
    wait: f64,
    nobody: Nobody,
}

/// How far steady arrivals have come.
#[derive(Clone, Debug)]
pub(crate) struct SteadyProgress {
    stream: MemberStream,
    months: f64,
}

impl Steady {
    /// Arrivals of this mean rate a month, over up to `longest` months.
    pub(crate) fn new(rate: f64, longest: Month) -> Self {
        Self { wait: 1.0 / rate, nobody: Nobody::new(longest, |months| libm::exp(-rate * months)) }
    }
}

/// The month in which an exposure of so many months ends; only of one below a thousand.
#[inline]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to below 2^16
fn month_of(months: f64) -> u16 {
    months as u16 + 1
}

impl Arrivals for Steady {
    type Progress = SteadyProgress;

    #[inline]
    fn is_somebody(&self, first: u64, exposure: u16) -> bool {
        self.nobody.has_come(first, exposure)
    }

    #[inline]
    fn first(&self, stream: MemberStream, exposure: u16) -> Option<(SteadyProgress, u16)> {
        let word = stream.first();
        if !self.nobody.has_come(word, exposure) {
            return None;
        }
        // The month by the table that was just looked at: the wait may miss it by its last bit.
        let month = self.nobody.first_month(word);
        let months = (exponential(word) * self.wait).clamp(f64::from(month - 1), f64::from(month));
        Some((SteadyProgress { stream, months }, month))
    }

    #[inline]
    fn next(&self, progress: &mut SteadyProgress, exposure: u16) -> Option<u16> {
        progress.months += exponential(progress.stream.word()) * self.wait;
        (progress.months < f64::from(exposure)).then(|| month_of(progress.months))
    }
}

/// Arrivals at a rate of each member's own, drawn once from a gamma law with mean `rate` and shape `k` (the Polya process;
/// the count over any months is negative binomial: Greenwood and Yule, J. R. Stat. Soc. 83, 1920).
///
/// After `n` arrivals in `s` months of exposure, the chance of none in the next `e` months is
/// `((k / rate + s) / (k / rate + s + e))^(k + n)`. So the clock shows `ln(1 + rate s / k)` after `s` months, and arrival
/// `n + 1` comes an exponential wait later, divided by `k + n`.
#[derive(Clone, Debug)]
pub(crate) struct Uneven {
    /// What the clock shows after 0, 1, 2, ... months; infinite beyond the longest exposure.
    clock: Box<[f64; MONTHS]>,
    shape: f64,
    nobody: Nobody,
}

/// How far uneven arrivals have come.
#[derive(Clone, Debug)]
pub(crate) struct UnevenProgress {
    stream: MemberStream,
    clock: f64,
    /// The shape and the arrivals so far.
    weight: f64,
    month: u16,
}

impl Uneven {
    /// Arrivals of this mean rate a month, with this gamma shape between members, over up to `longest` months.
    pub(crate) fn new(rate: f64, shape: f64, longest: Month) -> Self {
        let shown = |months: f64| libm::log1p(rate * months / shape);
        let mut clock = Box::new([f64::INFINITY; MONTHS]);
        for month in longest.through() {
            clock[month.index()] = shown(f64::from(month.get()));
        }
        Self { clock, shape, nobody: Nobody::new(longest, |months| libm::exp(-shape * shown(months))) }
    }
}

impl Arrivals for Uneven {
    type Progress = UnevenProgress;

    #[inline]
    fn is_somebody(&self, first: u64, exposure: u16) -> bool {
        self.nobody.has_come(first, exposure)
    }

    #[inline]
    fn first(&self, stream: MemberStream, exposure: u16) -> Option<(UnevenProgress, u16)> {
        let word = stream.first();
        if !self.nobody.has_come(word, exposure) {
            return None;
        }
        let month = self.nobody.first_month(word);
        let at = usize::from(month) % MONTHS;
        // Within its month, whatever the last bits of the two tables say.
        let clock = (exponential(word) / self.shape).clamp(self.clock[at - 1], self.clock[at]);
        Some((UnevenProgress { stream, clock, weight: self.shape + 1.0, month }, month))
    }

    #[inline]
    fn next(&self, progress: &mut UnevenProgress, exposure: u16) -> Option<u16> {
        progress.clock += exponential(progress.stream.word()) / progress.weight;
        progress.weight += 1.0;
        if progress.clock > self.clock[usize::from(exposure) % MONTHS] {
            return None;
        }
        while self.clock[usize::from(progress.month) % MONTHS] < progress.clock {
            progress.month += 1;
        }
        Some(progress.month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{MemberKey, Purpose};

    /// All months of a member's arrivals within an exposure.
    fn months(law: &impl Arrivals, member: u64, exposure: u16) -> Vec<u16> {
        let stream = MemberKey::you(5, member).stream(Purpose::Recruits);
        let Some((mut progress, first)) = law.first(stream, exposure) else { return Vec::new() };
        let mut months = vec![first];
        while let Some(month) = law.next(&mut progress, exposure) {
            months.push(month);
        }
        months
    }

    fn same_past(law: &impl Arrivals, shorter: &impl Arrivals) {
        for member in 0..5_000 {
            let all = months(law, member, 40);
            assert!(all.is_sorted() && all.iter().all(|month| (1..=40).contains(month)), "{member}: {all:?}");
            for exposure in [0, 1, 7, 12] {
                let past: Vec<u16> = all.iter().copied().filter(|&month| month <= exposure).collect();
                assert_eq!(months(law, member, exposure), past, "{member}");
                assert_eq!(months(shorter, member, exposure), past, "{member}: tables of fewer months");
                let first = MemberKey::you(5, member).word(Purpose::Recruits);
                assert_eq!(law.is_somebody(first, exposure), !past.is_empty(), "{member}");
            }
        }
    }

    #[test]
    fn the_past_does_not_depend_on_how_far_is_looked() {
        let (long, short) = (Month::new(40), Month::new(12));
        same_past(&Steady::new(0.3, long), &Steady::new(0.3, short));
        same_past(&Steady::new(40.0, long), &Steady::new(40.0, short));
        same_past(&Uneven::new(0.3, 0.18, long), &Uneven::new(0.3, 0.18, short));
        same_past(&Uneven::new(9.0, 500.0, long), &Uneven::new(9.0, 500.0, short));
    }

    #[test]
    fn a_rate_of_nothing_brings_nobody() {
        let longest = Month::new(600);
        assert!((0..1_000).all(|member| months(&Steady::new(0.0, longest), member, 600).is_empty()));
        assert!((0..1_000).all(|member| months(&Uneven::new(0.0, 0.18, longest), member, 600).is_empty()));
    }
}
