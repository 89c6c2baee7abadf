//! The hours that you work, month by month and in all, from the months in which you are active: they are counted nowhere.
//!
//! Whoever is active at the end of a month was so at the end of each month before. So of those who are active at the ends of
//! months 1 to k and not of month k + 1 all worked the same hours: those of the first k months.

use super::distribution::Distribution;

/// How many were active at the end of each month, and how long a month is.
#[derive(Clone, Debug)]
pub(super) struct Working {
    /// By month from 0: how many trials.
    pub(super) active: Vec<u64>,
    /// By month from 0: the seconds of whoever is active at its end.
    pub(super) seconds: Vec<i64>,
}

impl Working {
    /// The seconds of each month, from month 0.
    pub(super) fn months(&self) -> Vec<Distribution> {
        let trials = self.active.first().copied().unwrap_or(0);
        let months = self.active.iter().zip(&self.seconds);
        months.map(|(&active, &seconds)| Distribution::new(vec![(0, trials - active), (seconds, active)])).collect()
    }

    /// The seconds of all months together.
    pub(super) fn total(&self) -> Distribution {
        let mut so_far = 0;
        let months = self.active.iter().zip(&self.seconds).enumerate().map(|(month, (&active, &seconds))| {
            so_far += seconds;
            (so_far, active - self.active.get(month + 1).copied().unwrap_or(0))
        });
        Distribution::new(months.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of ten people one leaves in month 1, three in month 2 and two in month 4; month 3 has an event, and from month 4 on
    /// nobody works.
    #[test]
    fn hours_follow_from_the_months_in_which_somebody_is_active() {
        let working = Working { active: vec![10, 9, 6, 6, 4], seconds: vec![0, 100, 100, 140, 0] };
        assert_eq!(working.total().cells(), [(0, 1), (100, 3), (340, 6)]);
        let months = working.months();
        assert_eq!(months[0].cells(), [(0, 10)]);
        assert_eq!(months[3].cells(), [(0, 4), (140, 6)]);
        assert_eq!(months[4].cells(), [(0, 10)]);
        // The sum over months is the total, on average.
        let sum: f64 = months.iter().filter_map(Distribution::mean).sum();
        assert!((sum - working.total().mean().unwrap()).abs() < 1e-9);
    }
}
