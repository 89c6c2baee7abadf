//! [`Arrivals`]: when the recruits or the customers of one member come, one after the other.

use super::logarithm::exponential;
use super::share_of_2_to_the;
use crate::rng::MemberStream;
use crate::units::Month;

/// A power of two above the longest exposure, so that a mask brings every month into range.
const MONTHS: usize = 1024;

/// Arrivals at a member's own rate, which stays the same: Poisson of mean `rate` a month, or with propensity of shape `k`
/// a rate drawn once from a gamma law with that mean (the Polya process; the count over any months is negative binomial:
/// Greenwood and Yule, J. R. Stat. Soc. 83, 1920).
///
/// After `n` arrivals in `s` months of exposure, the chance of none in the next `e` months is `exp(-rate e)`, or
/// `((k / rate + s) / (k / rate + s + e))^(k + n)`. So time is told on a clock on which every wait is exponential: the
/// clock shows `rate s`, or `ln(1 + rate s / k)`, after `s` months, and arrival `n + 1` comes an exponential wait later,
/// divided by `k + n` with propensity. An arrival belongs to the month in which it falls. What comes depends on nothing
/// that is decided later: not on the months that are looked at, and not on when the member stops.
#[derive(Clone, Debug)]
pub(crate) struct Arrivals {
    /// What the clock shows after 0, 1, 2, ... months; infinite beyond the longest exposure.
    clock: Box<[f64; MONTHS]>,
    /// The probability of no arrival in 0, 1, 2, ... months, in parts of 2^64; 0 beyond the longest exposure.
    nobody: Box<[u64; MONTHS]>,
    /// What the first wait is divided by, and by how much more each further one.
    weight: (f64, f64),
}

/// How far a member's arrivals have come.
#[derive(Clone, Debug)]
pub(crate) struct Progress {
    stream: MemberStream,
    clock: f64,
    weight: f64,
    month: u16,
    has_begun: bool,
}

impl Arrivals {
    /// Arrivals of this mean rate a month, with a gamma shape between members or none, over up to `longest` months.
    pub(crate) fn new(rate: f64, shape: Option<f64>, longest: Month) -> Self {
        let mut clock = Box::new([f64::INFINITY; MONTHS]);
        let mut nobody = Box::new([0; MONTHS]);
        let first = shape.unwrap_or(1.0);
        for month in 0..=longest.index() {
            #[allow(clippy::cast_precision_loss)] // at most 600
            let expected = rate * month as f64;
            clock[month] = shape.map_or(expected, |shape| libm::log1p(expected / shape));
            nobody[month] = share_of_2_to_the(64, libm::exp(-first * clock[month]));
        }
        Self { clock, nobody, weight: (first, shape.map_or(0.0, |_| 1.0)) }
    }

    /// Whether anybody comes within so many months, by the member's first word; asked of everyone, so it is quick.
    #[inline]
    pub(crate) fn is_somebody(&self, first: u64, exposure: u16) -> bool {
        first >= self.nobody[usize::from(exposure) % MONTHS] && self.nobody[usize::from(exposure) % MONTHS] < u64::MAX
    }

    /// Ready for the first arrival; `stream` begins with the member's first word.
    #[inline]
    pub(crate) fn begin(&self, stream: MemberStream) -> Progress {
        Progress { stream, clock: 0.0, weight: self.weight.0, month: 0, has_begun: false }
    }

    /// The month of the next arrival, from 1 to `exposure`; `None` when nobody else comes by then.
    #[inline]
    pub(crate) fn next(&self, progress: &mut Progress, exposure: u16) -> Option<u16> {
        if !progress.has_begun {
            progress.has_begun = true;
            return self.first(progress, exposure);
        }
        let waited = exponential(progress.stream.word()) / progress.weight;
        progress.weight += self.weight.1;
        progress.clock += waited;
        if progress.clock > self.clock[usize::from(exposure) % MONTHS] {
            return None;
        }
        while self.clock[usize::from(progress.month) % MONTHS] < progress.clock {
            progress.month += 1;
        }
        Some(progress.month)
    }

    /// The first arrival: its month by the table that [`Arrivals::is_somebody`] looks at, so that both always agree.
    #[inline]
    fn first(&self, progress: &mut Progress, exposure: u16) -> Option<u16> {
        let word = progress.stream.first();
        if !self.is_somebody(word, exposure) {
            return None;
        }
        let mut month = 1;
        while !self.is_somebody(word, month) {
            month += 1;
        }
        let waited = exponential(word) / progress.weight;
        progress.weight += self.weight.1;
        // Within its month, whatever the last bits of the two tables say.
        progress.clock = waited.clamp(self.clock[usize::from(month) - 1], self.clock[usize::from(month)]);
        progress.month = month;
        Some(month)
    }
}
