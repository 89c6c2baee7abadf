//! [`Counts`]: how many come, in one look-up.

use super::share_of_2_to_the;

/// The cells of the guide table that answers most words at once.
const GUIDE_BITS: u32 = 10;

/// Marks a guide cell in which two counts meet.
const SPLIT: u16 = u16::MAX;

/// The most counts that have a place in the table.
const PLACES: u32 = 4096;

/// A law of counts, drawn from a random word: a larger word never gives a smaller count.
#[derive(Clone, Debug)]
pub(super) struct Counts {
    guide: Box<[u16; 1 << GUIDE_BITS]>,
    /// By count: the probability of at most so many, in parts of 2^64.
    thresholds: Vec<u64>,
    /// Where the table ends.
    end: Step,
    ratio: Ratio,
}

/// The chance of one more, as a share of the chance of `n`.
#[derive(Clone, Copy, Debug)]
enum Ratio {
    Poisson { mean: f64 },
    NegativeBinomial { shape: f64, success: f64 },
}

impl Ratio {
    fn after(self, count: u32) -> f64 {
        let next = f64::from(count) + 1.0;
        match self {
            Self::Poisson { mean } => mean / next,
            Self::NegativeBinomial { shape, success } => (shape + f64::from(count)) / next * success,
        }
    }
}

/// On the way up through the counts.
#[derive(Clone, Copy, Debug)]
struct Step {
    count: u32,
    /// The logarithm of its probability, which may be too small for a number.
    log: f64,
    /// The probability of at most this count.
    at_most: f64,
}

impl Step {
    fn next(self, ratio: Ratio) -> Self {
        let log = self.log + libm::log(ratio.after(self.count));
        Self { count: self.count + 1, log, at_most: self.at_most + libm::exp(log) }
    }

    /// Whether nothing that matters comes any more: counts are as good as impossible, and becoming more so.
    fn is_last(self, ratio: Ratio) -> bool {
        const IMPOSSIBLE: f64 = -45.0;
        self.log < IMPOSSIBLE && ratio.after(self.count) < 1.0
    }
}

impl Counts {
    /// Poisson counts.
    pub(super) fn poisson(mean: f64) -> Self {
        Self::new(-mean, Ratio::Poisson { mean })
    }

    /// Poisson counts whose mean varies by a gamma law of this shape: negative binomial.
    pub(super) fn uneven(mean: f64, shape: f64) -> Self {
        let success = mean / (shape + mean);
        Self::new(-shape * libm::log1p(mean / shape), Ratio::NegativeBinomial { shape, success })
    }

    fn new(log: f64, ratio: Ratio) -> Self {
        let mut step = Step { count: 0, log, at_most: libm::exp(log) };
        let mut thresholds = vec![share_of_2_to_the(64, step.at_most)];
        while !step.is_last(ratio) && step.count < PLACES {
            step = step.next(ratio);
            thresholds.push(share_of_2_to_the(64, step.at_most));
        }
        let mut counts = Self { guide: Box::new([SPLIT; 1 << GUIDE_BITS]), thresholds, end: step, ratio };
        let width = u64::BITS - GUIDE_BITS;
        for cell in 0..counts.guide.len() {
            let first = (cell as u64) << width;
            let found = counts.search(first);
            if found < u32::from(SPLIT) && found == counts.search(first | ((1 << width) - 1)) {
                counts.guide[cell] = u16::try_from(found).unwrap_or(SPLIT);
            }
        }
        counts
    }

    /// The count of this word.
    #[inline]
    pub(super) fn draw(&self, word: u64) -> u32 {
        let found = self.guide[(word >> (u64::BITS - GUIDE_BITS)) as usize];
        if found == SPLIT { self.search(word) } else { u32::from(found) }
    }

    /// The least word whose count is above 0: one too small where there is none at all.
    pub(super) fn somebody(&self) -> u64 {
        self.thresholds[0]
    }

    #[inline(never)] // rare, and in the way of what is not
    #[allow(clippy::cast_possible_truncation)] // at most 4,097
    fn search(&self, word: u64) -> u32 {
        let found = self.thresholds.partition_point(|&most| most <= word && most < u64::MAX) as u32;
        if found as usize == self.thresholds.len() { self.beyond(word) } else { found }
    }

    /// Beyond the table, one by one.
    #[cold]
    fn beyond(&self, word: u64) -> u32 {
        let mut step = self.end;
        while share_of_2_to_the(64, step.at_most) <= word && !step.is_last(self.ratio) {
            step = step.next(self.ratio);
        }
        step.count
    }
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss)] // shares of words
mod tests {
    use statrs::distribution::{Discrete, DiscreteCDF, NegativeBinomial, Poisson};

    use super::*;

    /// The probability of a count, by the words that draw it.
    fn shares(counts: &Counts) -> Vec<f64> {
        let mut below = 0;
        let share = |&most: &u64| {
            let share = (most - below) as f64 / 18_446_744_073_709_551_616.0;
            below = most;
            share
        };
        counts.thresholds.iter().map(share).collect()
    }

    #[test]
    fn counts_have_the_law_of_the_textbook() {
        for mean in [0.3, 6.0, 90.0, 1200.0] {
            let law = Poisson::new(mean).unwrap();
            for (count, share) in (0..).zip(shares(&Counts::poisson(mean))) {
                assert!((share - law.pmf(count)).abs() < 1e-12, "{mean}: {count}");
            }
        }
        for (mean, shape) in [(0.84, 0.18), (6.0, 0.18), (3.0, 40.0), (1200.0, 5.0)] {
            let law = NegativeBinomial::new(shape, shape / (shape + mean)).unwrap();
            for (count, share) in (0..).zip(shares(&Counts::uneven(mean, shape))) {
                assert!((share - law.pmf(count)).abs() < 1e-12, "{mean}, {shape}: {count}");
            }
        }
    }

    #[test]
    fn the_guide_agrees_with_the_search() {
        for counts in [Counts::poisson(6.0), Counts::poisson(1200.0), Counts::uneven(0.84, 0.18)] {
            for cell in 0..1u64 << 14 {
                for word in [cell << 50, (cell << 50) | ((1 << 50) - 1)] {
                    assert_eq!(counts.draw(word), counts.search(word));
                    assert_eq!(counts.somebody() <= word, counts.draw(word) > 0);
                }
            }
        }
    }

    #[test]
    fn nobody_comes_at_no_rate_and_many_at_a_very_uneven_one() {
        for none in [Counts::poisson(0.0), Counts::uneven(0.0, 0.18)] {
            assert!([0, 1, 1 << 63, u64::MAX].iter().all(|&word| none.draw(word) == 0 && none.somebody() == u64::MAX));
        }
        let counts = Counts::uneven(1200.0, 0.05);
        let law = NegativeBinomial::new(0.05, 0.05 / 1200.05).unwrap();
        for word in [u64::MAX / 100 * 90, u64::MAX / 100 * 98, u64::MAX / 1000 * 999] {
            let count = u64::from(counts.draw(word));
            let uniform = word as f64 / 18_446_744_073_709_551_616.0;
            assert!(law.cdf(count) >= uniform - 1e-9 && law.cdf(count - 1) <= uniform + 1e-9, "{count}");
        }
        assert!(counts.draw(u64::MAX) > 100_000);
    }
}
