//! How a quantity spreads over people, in counts of 100, for those who do not see the picture.

use crate::results::Distribution;
use crate::words::of_100;

/// Counts at the 5th, 25th, 50th, 75th and 95th percentile: `61 of 100 have 0 or fewer, the middle person 0, ...`. A
/// percentile is a value; how many people have no more than it, or no less, is counted. `less` is `fewer` or `less`.
pub(crate) fn spread(distribution: &Distribution, said: &dyn Fn(i64) -> String, less: &str) -> String {
    let value = |percent| distribution.percentile(percent).unwrap_or(0);
    let [low, quarter, middle, three_quarters, high] = [5, 25, 50, 75, 95].map(value);
    let of_100 = |count: u64| of_100(count, distribution.trials());
    let at_most = |bound: i64| {
        format!("{} of 100 have {} or {less}", of_100(distribution.count(|value| value <= bound)), said(bound))
    };
    let at_least = |bound: i64| {
        format!("{} of 100 have {} or more", of_100(distribution.count(|value| value >= bound)), said(bound))
    };
    let mut parts = vec![at_most(low)];
    if quarter > low {
        parts.push(at_most(quarter));
    }
    parts.push(format!("the middle person has {}", said(middle)));
    if three_quarters < high {
        parts.push(at_least(three_quarters));
    }
    parts.push(at_least(high));
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_counted_where_percentiles_fall_together() {
        let people = Distribution::new(vec![(0, 61), (1, 25), (2, 10), (9, 4)]);
        assert_eq!(
            spread(&people, &|value| value.to_string(), "fewer"),
            "61 of 100 have 0 or fewer, the middle person has 0, 39 of 100 have 1 or more, 14 of 100 have 2 or more"
        );
    }
}
