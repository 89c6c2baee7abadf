//! [`LifetimeTable`]: months from joining to quitting.

use super::share_of_2_to_the;

/// The cells of the guide table that answers most draws at once.
const GUIDE_BITS: u32 = 10;

/// Marks a guide cell in which two outcomes meet.
const SPLIT: u16 = u16::MAX;

/// Months from joining to quitting, drawn from 32 uniform bits: the smallest tenure by which the probability to have quit
/// exceeds the uniform.
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

    #[inline(never)] // rare, and in the way of what is not
    #[allow(clippy::cast_possible_truncation)] // at most 601
    fn search(&self, uniform: u64) -> u16 {
        self.thresholds.partition_point(|&threshold| threshold <= uniform) as u16 + 1
    }
}

#[cfg(test)]
#[allow(clippy::cast_possible_truncation)] // thresholds below 2^32
mod tests {
    use super::*;

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
    fn a_longer_curve_changes_no_lifetime_within_the_shorter_one() {
        let survival: Vec<f64> = (0..=40).map(|age| 0.9f64.powi(age)).collect();
        let (long, short) = (LifetimeTable::new(&survival), LifetimeTable::new(&survival[..=12]));
        for word in (0..u32::MAX).step_by(1 << 16) {
            assert_eq!(short.draw(word), long.draw(word).min(13));
        }
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
}
