//! Legs: how much of each counts towards a rank, and how many lines they make.

use crate::units::{Rate, Volume, round_half_away};

/// How much of one leg counts towards a rank. Public plans disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegCap {
    /// All of it.
    None,
    /// At most this share of the required volume.
    OfRequirement(Rate),
    /// At most this share of all the volume that counts in the end.
    OfTotal(Rate),
    /// At most so many points.
    Points(Volume),
}

/// What a [`LegCap`] cuts. Public plans disagree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CapOn {
    /// Legs; all of a member's own volume counts.
    #[default]
    Legs,
    /// Legs, and own volume as if it were a leg: of a requirement of 20,000 with a cap of 80 %, 20,000 of one's own
    /// count 16,000.
    LegsAndOwn,
}

impl CapOn {
    /// The volume that counts: [`LegCap::counted`] with the own volume cut or not.
    #[must_use]
    pub fn counted(self, cap: LegCap, own: Volume, legs: &[Volume], requirement: Volume) -> Volume {
        match self {
            Self::Legs => cap.counted(own, legs, requirement),
            Self::LegsAndOwn => cap.counted(Volume::ZERO, &[legs, &[own]].concat(), requirement),
        }
    }
}

impl LegCap {
    /// The volume that counts: `own`, which is not cut here ([`CapOn`]), and the legs, each at most as the cap says.
    /// Rounded to a hundredth of a point.
    #[must_use]
    pub fn counted(self, own: Volume, legs: &[Volume], requirement: Volume) -> Volume {
        match self {
            Self::None => own + legs.iter().copied().sum(),
            Self::OfRequirement(share) => {
                let most = Volume::from_hundredths(share.of_volume(requirement).cents());
                own + legs.iter().map(|&leg| leg.min(most)).sum()
            }
            Self::OfTotal(share) => of_total(own, legs, share),
            Self::Points(most) => own + legs.iter().map(|&leg| leg.min(most)).sum(),
        }
    }
}

/// The largest total in which no leg is more than its share: with `k` legs cut, `total = rest / (1 - k share)`.
fn of_total(own: Volume, legs: &[Volume], share: Rate) -> Volume {
    let whole = i128::from(Rate::ONE.parts_per_million());
    let share = i128::from(share.parts_per_million());
    let mut legs = legs.to_vec();
    legs.sort_unstable_by(|a, b| b.cmp(a));
    let mut rest = own + legs.iter().copied().sum();
    for (cut, &leg) in (0_i128..).zip(&legs) {
        // With `cut` legs cut: the next one is as it is when it is at most its share of the total.
        let left = whole - cut * share;
        if left <= 0 {
            return Volume::ZERO;
        }
        if i128::from(leg.hundredths()) * left <= i128::from(rest.hundredths()) * share {
            return Volume::from_hundredths(round_half_away(i128::from(rest.hundredths()) * whole, left));
        }
        rest -= leg;
    }
    let left = whole - i128::try_from(legs.len()).unwrap_or(0) * share;
    if left <= 0 {
        Volume::ZERO
    } else {
        Volume::from_hundredths(round_half_away(i128::from(rest.hundredths()) * whole, left))
    }
}

/// How many lines a group has: the largest leg is the first, and each further line needs its share of the whole, the
/// legs being taken from large to small and put together where one is too small.
///
/// ```
/// use downline::commission::ranks::lines;
/// use downline::units::{Rate, Volume};
/// let shares = [30, 20, 10, 5].map(|percent| Rate::from_parts_per_million(percent * 10_000));
/// let legs = |percents: [i64; 5]| percents.map(|percent| Volume::from_hundredths(percent * 100));
/// assert_eq!(lines(&legs([35, 30, 20, 10, 5]), &shares), 5);
/// assert_eq!(lines(&legs([40, 25, 20, 10, 5]), &shares), 2); // 25 + 20 make the second, 10 + 5 make no third
/// ```
#[must_use]
pub fn lines(legs: &[Volume], shares: &[Rate]) -> usize {
    let whole: Volume = legs.iter().copied().sum();
    if whole <= Volume::ZERO {
        return 0;
    }
    let mut legs = legs.to_vec();
    legs.sort_unstable_by(|a, b| b.cmp(a));
    let reaches = |volume: Volume, share: Rate| {
        i128::from(volume.hundredths()) * i128::from(Rate::ONE.parts_per_million())
            >= i128::from(whole.hundredths()) * i128::from(share.parts_per_million())
    };
    let mut lines = 1;
    let mut together = Volume::ZERO;
    for &leg in &legs[1..] {
        let Some(&share) = shares.get(lines - 1) else { break };
        together += leg;
        if reaches(together, share) {
            lines += 1;
            together = Volume::ZERO;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(points: i64) -> Volume {
        Volume::from_hundredths(points * 100)
    }

    const fn percent(number: u32) -> Rate {
        Rate::from_parts_per_million(number * 10_000)
    }

    #[test]
    fn rnk_1_and_2_a_leg_counts_at_most_eighty_percent_of_the_requirement() {
        // docs.be-infinity.com, compensation plan: requirement 20,000, so a leg of 19,000 counts 16,000.
        let cap = LegCap::OfRequirement(percent(80));
        assert_eq!(cap.counted(Volume::ZERO, &[points(19_000)], points(20_000)), points(16_000));
        let legs = [600, 19_000, 1_200, 1_800].map(points);
        assert_eq!(LegCap::None.counted(points(4_800), &legs, points(20_000)), points(27_400));
        assert_eq!(cap.counted(points(4_800), &legs, points(20_000)), points(24_400));
    }

    #[test]
    fn rnk_4_and_5_published_leg_caps() {
        // immasteryacademy.zendesk.com 360041616972: 40 % of 4,350.
        let counted = LegCap::OfRequirement(percent(40)).counted(Volume::ZERO, &[points(9_000)], points(4_350));
        assert_eq!(counted, points(1_740));
        // hbnaturals.freshdesk.com 43000253786: 5,000, at most 80 % from one leg; 4,000 and 1,000 qualify.
        let cap = LegCap::OfRequirement(percent(80));
        assert_eq!(cap.counted(Volume::ZERO, &[4_000, 1_000].map(points), points(5_000)), points(5_000));
        assert!(cap.counted(Volume::ZERO, &[4_500, 500].map(points), points(5_000)) < points(5_000));
    }

    #[test]
    fn a_cap_on_legs_and_own_volume_cuts_both() {
        // docs.be-infinity.com, leg size limit: 20,000 of one's own count 16,000 of 20,000.
        let cap = LegCap::OfRequirement(percent(80));
        let counted = |on: CapOn, own, legs: &[Volume]| on.counted(cap, points(own), legs, points(20_000));
        assert_eq!(counted(CapOn::LegsAndOwn, 20_000, &[]), points(16_000));
        assert_eq!(counted(CapOn::Legs, 20_000, &[]), points(20_000));
        // RNK-2's own 4,800 are less than 16,000 and are not cut.
        let legs = [600, 19_000, 1_200, 1_800].map(points);
        assert_eq!(counted(CapOn::LegsAndOwn, 4_800, &legs), points(24_400));
    }

    #[test]
    fn a_cap_in_points_needs_no_rounded_share() {
        // 150,000 of 350,000 from one leg.
        let legs = [160_000, 150_000, 50_000].map(points);
        assert_eq!(LegCap::Points(points(150_000)).counted(Volume::ZERO, &legs, points(350_000)), points(350_000));
    }

    #[test]
    fn a_cap_of_the_total_leaves_no_leg_above_its_share() {
        let counted = |share, legs: &[i64]| {
            let legs: Vec<Volume> = legs.iter().map(|&leg| points(leg)).collect();
            LegCap::OfTotal(percent(share)).counted(points(100), &legs, Volume::ZERO)
        };
        assert_eq!(counted(100, &[900, 50]), points(1_050)); // no cap
        assert_eq!(counted(50, &[900, 100]), points(400)); // 900 counts 200 of 400
        assert_eq!(counted(40, &[900, 700]), points(500)); // 200 + 200 + 100
        assert_eq!(counted(40, &[30, 20]), points(150)); // nothing to cut
    }
}
