//! Cycles: units for which the stronger leg is found anew before each.

use crate::units::Volume;

/// How many cycles two legs give, at most so many, and what they leave, the stronger leg, the first of equal ones, being found anew before
/// each.
///
/// From the first time that the other leg becomes the stronger one the two take turns, so that two cycles take the same
/// from both: as many of these pairs as go are taken at once.
pub(super) fn cycles(legs: [Volume; 2], stronger: Volume, weaker: Volume, limit: i64) -> (i64, [Volume; 2]) {
    let [stronger, weaker] = [stronger, weaker].map(Volume::hundredths);
    let mut legs = legs.map(Volume::hundredths);
    let mut count = 0;
    if weaker <= 0 || stronger < weaker {
        return (0, legs.map(Volume::from_hundredths));
    }
    loop {
        let at = usize::from(legs[1] > legs[0]);
        let most = (legs[at] / stronger).min(legs[1 - at] / weaker).min(limit - count);
        if most <= 0 {
            return (count, legs.map(Volume::from_hundredths));
        }
        let (lead, step) = (legs[at] - legs[1 - at], stronger - weaker);
        // So long as the stronger leg stays the stronger one; the left leg also when they are equal.
        let run = if step == 0 { most } else { (lead - i64::from(at == 1)) / step + 1 };
        let times = run.min(most);
        legs[at] -= times * stronger;
        legs[1 - at] -= times * weaker;
        count += times;
        if step > 0 && times == run {
            let pairs = (legs[0].min(legs[1]) / (stronger + weaker) - 1).min((limit - count) / 2).max(0);
            legs = legs.map(|leg| leg - pairs * (stronger + weaker));
            count += 2 * pairs;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One cycle after the other, as the plan says it.
    fn one_by_one(mut legs: [i64; 2], stronger: i64, weaker: i64, limit: i64) -> (i64, [i64; 2]) {
        let mut count = 0;
        loop {
            let at = usize::from(legs[1] > legs[0]);
            if count == limit || legs[at] < stronger || legs[1 - at] < weaker {
                return (count, legs);
            }
            legs[at] -= stronger;
            legs[1 - at] -= weaker;
            count += 1;
        }
    }

    #[test]
    fn cycles_taken_at_once_are_those_taken_one_by_one() {
        let volume = Volume::from_hundredths;
        for stronger in 1..=7 {
            for weaker in 1..=stronger {
                for left in 0..45 {
                    for right in 0..45 {
                        for limit in [i64::MAX, (left + right) % 7] {
                            let legs = [volume(left), volume(right)];
                            let (count, rest) = cycles(legs, volume(stronger), volume(weaker), limit);
                            let rest = rest.map(Volume::hundredths);
                            let wanted = one_by_one([left, right], stronger, weaker, limit);
                            assert_eq!((count, rest), wanted, "{left} {right} {limit}");
                        }
                    }
                }
            }
        }
        // Nor do they take long.
        let most = volume(1_000_000_000_000_000);
        assert_eq!(cycles([most, most], volume(2), volume(1), i64::MAX).0, 666_666_666_666_666);
    }
}
