//! Ranks: who is paid as what this month, decided once and before any rule walks the tree.

use super::Period;
use super::volumes::{OwnVolume, group_volumes};
use crate::team::MemberId;
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
}

impl LegCap {
    /// The volume that counts: `own`, which is never cut, and the legs, each at most as the cap says. Rounded to a
    /// hundredth of a point.
    #[must_use]
    pub fn counted(self, own: Volume, legs: &[Volume], requirement: Volume) -> Volume {
        match self {
            Self::None => own + legs.iter().copied().sum(),
            Self::OfRequirement(share) => {
                let most = Volume::from_hundredths(share.of_volume(requirement).cents());
                own + legs.iter().map(|&leg| leg.min(most)).sum()
            }
            Self::OfTotal(share) => of_total(own, legs, share),
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

/// What a member must bring in a month to be paid as a rank. Everything must be met; nothing is asked by default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// Personal volume (PV).
    pub personal: Volume,
    /// Personal volume of the group, each leg counting as `leg_cap` says.
    pub group: Volume,
    /// Whether the member's own volume counts in the group's.
    pub own_volume: OwnVolume,
    /// How much of one leg counts towards the group.
    pub leg_cap: LegCap,
    /// Legs whose head is active.
    pub active_legs: usize,
    /// So many legs with somebody of at least this rank in each; several such demands are met together when each is.
    pub legs_with_rank: Vec<(usize, u8)>,
}

impl Default for Requirement {
    /// Asks nothing but to be active.
    fn default() -> Self {
        let volume = Volume::ZERO;
        Self {
            personal: volume,
            group: volume,
            own_volume: OwnVolume::Included,
            leg_cap: LegCap::None,
            active_legs: 0,
            legs_with_rank: Vec::new(),
        }
    }
}

/// The ranks of a plan and what each requires. Rank 0 is everybody's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ladder {
    requirements: Vec<Requirement>,
}

impl Ladder {
    /// Ranks 1, 2, ... with these requirements; at most 255 of them.
    #[must_use]
    pub fn new(mut requirements: Vec<Requirement>) -> Self {
        requirements.truncate(usize::from(u8::MAX));
        Self { requirements }
    }

    /// The personal and group volumes that some rank asks for.
    #[must_use]
    pub fn volume_edges(&self) -> Vec<Volume> {
        self.requirements.iter().flat_map(|requirement| [requirement.personal, requirement.group]).collect()
    }

    /// Sets the rank each member is paid as: the highest one whose requirement it meets, 0 while inactive.
    ///
    /// Recruits come before their sponsors, so that a demand for ranks in the legs sees them decided.
    pub fn apply(&self, period: &mut Period) {
        let group = group_volumes(period, period.personal(), |_| false);
        let recruits = Recruits::new(period);
        // The highest rank in each member's leg, itself included.
        let mut best = vec![0_u8; period.len()];
        let mut legs: Vec<Volume> = Vec::new();
        for member in period.members().rev() {
            let heads = recruits.of(member);
            legs.clear();
            legs.extend(heads.iter().map(|&head| group[head as usize]));
            let rank =
                if period.active()[member as usize] { self.rank(period, member, heads, &legs, &best) } else { 0 };
            period.set_rank(member, rank);
            best[member as usize] = heads.iter().map(|&head| best[head as usize]).max().unwrap_or(0).max(rank);
        }
    }

    fn rank(&self, period: &Period, member: MemberId, heads: &[MemberId], legs: &[Volume], best: &[u8]) -> u8 {
        let own = period.personal()[member as usize];
        let meets = |requirement: &Requirement| {
            let active = || heads.iter().filter(|&&head| period.active()[head as usize]).count();
            let with = |rank: u8| heads.iter().filter(|&&head| best[head as usize] >= rank).count();
            let counted = if requirement.own_volume == OwnVolume::Included { own } else { Volume::ZERO };
            own >= requirement.personal
                && requirement.leg_cap.counted(counted, legs, requirement.group) >= requirement.group
                && (requirement.active_legs == 0 || active() >= requirement.active_legs)
                && requirement.legs_with_rank.iter().all(|&(count, rank)| with(rank) >= count)
        };
        // Rank numbers are bytes; `new` keeps no more requirements than that.
        let highest = self.requirements.iter().rposition(meets);
        highest.and_then(|index| u8::try_from(index + 1).ok()).unwrap_or(0)
    }
}

/// The personally sponsored members of everybody, in one array.
struct Recruits {
    first: Vec<usize>,
    members: Vec<MemberId>,
}

impl Recruits {
    fn new(period: &Period) -> Self {
        let mut first = vec![0_usize; period.len() + 1];
        for &sponsor in period.sponsors().iter().skip(1) {
            first[sponsor as usize + 1] += 1;
        }
        for member in 0..period.len() {
            first[member + 1] += first[member];
        }
        let mut free = first.clone();
        let mut members = vec![0; period.len().saturating_sub(1)];
        for member in period.members().skip(1) {
            let place = &mut free[period.sponsors()[member as usize] as usize];
            members[*place] = member;
            *place += 1;
        }
        Self { first, members }
    }

    fn of(&self, member: MemberId) -> &[MemberId] {
        &self.members[self.first[member as usize]..self.first[member as usize + 1]]
    }
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

    #[test]
    fn ranks_build_on_ranks_in_the_legs() {
        // 0 sponsors 1 and 2; 3 below 1, 4 below 2. 3 and 4 have 100, everybody else nothing.
        let mut period = Period::new(vec![0, 0, 0, 1, 2]).unwrap();
        period.set_volume(3, points(100), points(100));
        period.set_volume(4, points(100), points(100));
        let ladder = Ladder::new(vec![
            Requirement { personal: points(100), ..Requirement::default() },
            Requirement { group: points(200), legs_with_rank: vec![(2, 1)], ..Requirement::default() },
            Requirement { active_legs: 3, ..Requirement::default() },
        ]);
        ladder.apply(&mut period);
        assert_eq!(period.ranks(), [2, 0, 0, 1, 1]);
        period.set_active(4, false);
        ladder.apply(&mut period);
        assert_eq!(period.ranks(), [0, 0, 0, 1, 0]);
    }
}
