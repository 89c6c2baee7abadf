//! [`Gaps`]: months from one success to the next.

use super::share_of_2_to_the;
use crate::units::Month;

/// Months from one success to the next when each month succeeds with the same probability: the geometric law.
#[derive(Clone, Debug)]
pub(crate) struct Gaps {
    /// `P(gap <= n)` for n = 1, 2, ... in parts of 2^64.
    cumulative: Vec<u64>,
}

impl Gaps {
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
mod tests {
    use super::*;

    #[test]
    fn gaps_of_a_certain_success_are_one_and_of_an_impossible_one_never_end() {
        let certain = Gaps::new(1.0, Month::new(12));
        assert_eq!((certain.draw(0), certain.draw(u64::MAX)), (1, 1));
        let never = Gaps::new(0.0, Month::new(12));
        assert_eq!((never.draw(0), never.draw(u64::MAX)), (13, 13));
    }
}
