//! Inverse-transform tables: a uniform random word in, a lifetime, a number of recruits or a gap out.
//!
//! A draw is the smallest outcome whose cumulative probability exceeds the uniform, so a larger word never gives a
//! smaller outcome, and a changed parameter moves a member's outcome without touching anybody's luck. Tables are built
//! with the `libm` crate, so they are the same on every machine.

use crate::growth::parameters::OffspringLaw;
use crate::units::Month;

/// The cells of the guide table that answers most lifetime draws at once.
const GUIDE_BITS: u32 = 10;

/// Marks a guide cell in which two outcomes meet.
const SPLIT: u16 = u16::MAX;

/// Months from joining to quitting, drawn from 32 uniform bits.
#[derive(Clone, Debug)]
pub(crate) struct LifetimeTable {
    guide: Box<[u16; 1 << GUIDE_BITS]>,
    /// `thresholds[a - 1]`: the probability to have quit by tenure `a`, in parts of 2^32.
    thresholds: Vec<u64>,
}

impl LifetimeTable {
    /// A table from the survival curve `S(0), S(1), ...`.
    pub(crate) fn new(survival: &[f64]) -> Self {
        let thresholds: Vec<u64> = survival[1..].iter().map(|&still| share_of_2_to_the(32, 1.0 - still)).collect();
        let mut table = Self { guide: Box::new([SPLIT; 1 << GUIDE_BITS]), thresholds };
        let width = 32 - GUIDE_BITS;
        for cell in 0..table.guide.len() {
            let first = (cell as u64) << width;
            let found = table.search(first);
            if found == table.search(first + (1 << width) - 1) {
                table.guide[cell] = found;
            }
        }
        table
    }

    /// The tenure at which this uniform quits, counted from 1; one more than the curve is long for one who stays.
    #[inline]
    pub(crate) fn draw(&self, uniform: u32) -> u16 {
        let found = self.guide[(uniform >> (32 - GUIDE_BITS)) as usize];
        if found == SPLIT { self.search(u64::from(uniform)) } else { found }
    }

    #[allow(clippy::cast_possible_truncation)] // at most 601
    fn search(&self, uniform: u64) -> u16 {
        self.thresholds.partition_point(|&threshold| threshold <= uniform) as u16 + 1
    }
}

/// A probability in parts of 2^bits, rounded to the nearest; 1 is 2^bits, or the largest word for 64.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a probability times 2^64 saturates, as wanted
fn share_of_2_to_the(bits: u32, probability: f64) -> u64 {
    let scale = if bits == 64 { 18_446_744_073_709_551_616.0 } else { f64::from(2u32).powi(bits.cast_signed()) };
    (probability.clamp(0.0, 1.0) * scale).round() as u64
}

/// The most entries that one table of recruits may have; a wider law is drawn by composition instead.
const WIDEST_TABLE: usize = 1 << 14;

/// A power of two above the longest exposure.
const EXPOSURES: usize = 1024;

/// How many people a member brings in over some months of exposure, under a Poisson law with or without propensity.
#[derive(Clone, Debug)]
pub(crate) struct RecruitTable {
    /// By exposure: the probability to bring in nobody, in parts of 2^64.
    nobody: Box<[u64; EXPOSURES]>,
    /// By exposure: the counts above none.
    counts: Vec<CountTable>,
}

/// The law of one count.
#[derive(Clone, Debug)]
struct CountTable {
    /// `P(N <= n)` for n = 0, 1, ... in parts of 2^64; empty for a law too wide for a table.
    cumulative: Vec<u64>,
    /// By the uniform's upper bits: the smallest count that such a uniform can have.
    guide: Vec<u16>,
}

impl CountTable {
    /// The upper bits that the guide looks at.
    const BITS: u32 = 8;

    fn new(cumulative: Vec<u64>) -> Self {
        let mut guide = Vec::new();
        if !cumulative.is_empty() {
            let smallest = |cell: u64| Self::search(&cumulative, cell << (64 - Self::BITS));
            guide = (0..1 << Self::BITS).map(smallest).collect();
        }
        Self { cumulative, guide }
    }

    #[allow(clippy::cast_possible_truncation)] // at most 2^14 entries
    fn search(cumulative: &[u64], uniform: u64) -> u16 {
        cumulative.partition_point(|&threshold| threshold <= uniform).min(cumulative.len() - 1) as u16
    }

    #[inline]
    fn draw(&self, uniform: u64) -> Option<u32> {
        let mut count = *self.guide.get((uniform >> (64 - Self::BITS)) as usize)?;
        let last = self.cumulative.len() - 1;
        while usize::from(count) < last && self.cumulative[usize::from(count)] <= uniform {
            count += 1;
        }
        Some(u32::from(count))
    }
}

impl RecruitTable {
    /// A table for exposures of 0 to `longest` months.
    ///
    /// Over `e` months the count is Poisson with mean `e * mean`, or with propensity of shape k negative binomial with
    /// that mean and dispersion k: the gamma mixture of Poisson laws (Greenwood and Yule, J. R. Stat. Soc. 83, 1920).
    pub(crate) fn new(law: OffspringLaw, longest: Month) -> Self {
        let cumulative =
            |months: Month| cumulative_counts(law.mean() * f64::from(months.get()), law.propensity_shape());
        let counts: Vec<CountTable> = longest.through().map(|months| CountTable::new(cumulative(months))).collect();
        // A law without a table is always looked at closer.
        let mut nobody = Box::new([0; EXPOSURES]);
        for (nobody, table) in nobody.iter_mut().zip(&counts) {
            *nobody = table.cumulative.first().copied().unwrap_or(0);
        }
        Self { nobody, counts }
    }

    /// Whether this uniform has any recruit over `exposure` months; for a law too wide for a table, whether it may have.
    #[inline]
    pub(crate) fn is_somebody(&self, uniform: u64, exposure: u16) -> bool {
        // The mask changes no exposure; it only lets the compiler see that the index is in range.
        uniform >= self.nobody[usize::from(exposure) % EXPOSURES]
    }

    /// The number of recruits of this uniform over `exposure` months, or `None` when the law is too wide for a table.
    #[inline]
    pub(crate) fn draw(&self, uniform: u64, exposure: u16) -> Option<u32> {
        self.counts[usize::from(exposure)].draw(uniform)
    }
}

/// `P(N <= n)` in parts of 2^64 until the tail is below 2^-64 or cannot be told from it; empty when that takes more
/// than [`WIDEST_TABLE`] entries.
#[allow(clippy::cast_precision_loss)]
fn cumulative_counts(mean: f64, shape: Option<f64>) -> Vec<u64> {
    let (log_nobody, ratio): (f64, Box<dyn Fn(f64) -> f64>) = match shape {
        None => (-mean, Box::new(move |n| mean / (n + 1.0))),
        Some(shape) => {
            let success = mean / (mean + shape);
            (-shape * libm::log1p(mean / shape), Box::new(move |n| success * (shape + n) / (n + 1.0)))
        }
    };
    if log_nobody < -600.0 {
        return Vec::new(); // the probability of nobody underflows
    }
    let mut probability = libm::exp(log_nobody);
    let mut below = probability;
    let mut table = vec![share_of_2_to_the(64, below)];
    let mut n = 0.0;
    while below < 1.0 && (n < mean || probability > 1e-20) {
        probability *= ratio(n);
        n += 1.0;
        below += probability;
        table.push(share_of_2_to_the(64, below));
        if table.len() > WIDEST_TABLE {
            return Vec::new();
        }
    }
    // The last entry stands for everything beyond it.
    table.pop();
    table.push(u64::MAX);
    table
}

/// Months from one success to the next when each month succeeds with the same probability: the geometric law.
#[derive(Clone, Debug)]
pub(crate) struct GapTable {
    /// `P(gap <= n)` for n = 1, 2, ... in parts of 2^64.
    cumulative: Vec<u64>,
}

impl GapTable {
    /// Gaps of up to `longest` months.
    pub(crate) fn new(success: f64, longest: Month) -> Self {
        let mut none_yet = 1.0;
        let cumulative = (0..longest.get()).map(|_| {
            none_yet *= 1.0 - success;
            share_of_2_to_the(64, 1.0 - none_yet)
        });
        Self { cumulative: cumulative.collect() }
    }

    /// The gap of this uniform, counted from 1; one more than the longest for none within it.
    #[allow(clippy::cast_possible_truncation)] // at most 601
    pub(crate) fn draw(&self, uniform: u64) -> u16 {
        // A certain success is the largest word, so it is compared with `<` on the uniform less one.
        self.cumulative.partition_point(|&threshold| threshold != u64::MAX && threshold <= uniform) as u16 + 1
    }
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // thresholds below 2^32; tolerances
mod tests {
    use super::*;
    use crate::growth::parameters::Distribution;

    #[test]
    fn lifetimes_follow_the_survival_curve_to_the_last_bit() {
        let survival = [1.0, 0.865, 0.748_225, 0.0];
        let table = LifetimeTable::new(&survival);
        assert_eq!(table.draw(0), 1);
        let first = share_of_2_to_the(32, 0.135) as u32;
        assert_eq!((table.draw(first - 1), table.draw(first)), (1, 2));
        assert_eq!(table.draw(u32::MAX), 3, "nobody outlives a certain end");
        assert_eq!(LifetimeTable::new(&[1.0, 1.0, 1.0]).draw(u32::MAX), 3, "without attrition everyone stays");
        assert_eq!(LifetimeTable::new(&[1.0, 1.0, 1.0]).draw(0), 3);
    }

    #[test]
    fn the_guide_table_agrees_with_the_search_everywhere_it_answers() {
        let survival: Vec<f64> = (0..=600).map(|age| 0.96f64.powi(age)).collect();
        let table = LifetimeTable::new(&survival);
        for cell in 0..1u32 << 16 {
            for uniform in [cell << 16, (cell << 16) | 0xffff] {
                assert_eq!(table.draw(uniform), table.search(u64::from(uniform)));
            }
        }
    }

    #[test]
    fn recruit_tables_hold_the_poisson_and_the_negative_binomial_law() {
        // P(0), P(1) of Poisson(1.5), and of the negative binomial with mean 0.84 and k 0.18, in parts of 2^64.
        let poisson = cumulative_counts(1.5, None);
        let part = |threshold: u64| threshold as f64 / 2f64.powi(64);
        assert!((part(poisson[0]) - 0.223_130_160_148_429_8).abs() < 1e-15);
        assert!((part(poisson[1]) - 2.5 * 0.223_130_160_148_429_8).abs() < 1e-15);
        let nobody = (1.0 + 0.84f64 / 0.18).powf(-0.18);
        let mixed = cumulative_counts(0.84, Some(0.18));
        assert!((part(mixed[0]) - nobody).abs() < 1e-14);
        assert!((part(mixed[1]) - nobody * (1.0 + 0.18 * 0.84 / 1.02)).abs() < 1e-14);
    }

    #[test]
    fn no_mean_brings_in_nobody_and_a_wide_law_has_no_table() {
        let none = RecruitTable::new(OffspringLaw::new(Distribution::Poisson, 0.0, None).unwrap(), Month::new(3));
        assert_eq!(none.draw(u64::MAX, 3), Some(0));
        let wide = RecruitTable::new(OffspringLaw::new(Distribution::Poisson, 100.0, None).unwrap(), Month::new(12));
        assert_eq!(wide.draw(5, 12), None);
        assert!(wide.draw(5, 1).is_some());
    }

    #[test]
    fn gaps_of_a_certain_success_are_one_and_of_an_impossible_one_never_end() {
        let certain = GapTable::new(1.0, Month::new(12));
        assert_eq!((certain.draw(0), certain.draw(u64::MAX)), (1, 1));
        let never = GapTable::new(0.0, Month::new(12));
        assert_eq!((never.draw(0), never.draw(u64::MAX)), (13, 13));
    }
}
