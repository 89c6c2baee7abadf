//! [`UniformSponsor`]: Gastwirth's pyramid, in which every entrant is recruited by a uniformly random earlier one and
//! nobody quits, with its exact laws.
//!
//! A model of a closed scheme rather than of a career: it shows that most must stand at the bottom whatever anyone does.
//! Known in mathematics as the random recursive tree. Sources: Gastwirth 1977, *A probability model of a pyramid scheme*,
//! The American Statistician 31(2), 79-82, doi:10.2307/2683046; Gastwirth and Bhattacharya 1984, *Two probability models
//! of pyramid or chain letter schemes*, Operations Research 32(3), 527-536, doi:10.1287/opre.32.3.527; Smythe and Mahmoud
//! 1995, *A survey of recursive trees*, Theory of Probability and Mathematical Statistics 51, 1-27.

use rand::{Rng, RngExt};

use crate::team::{Lifeline, NEVER, Team};

/// A pyramid of a fixed number of participants. Entrants are numbered from 1 (the founder) in the order of entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UniformSponsor {
    participants: u32,
}

impl UniformSponsor {
    /// A pyramid of so many participants, the founder included; at least 1 (0 is taken as 1).
    #[must_use]
    pub fn new(participants: u32) -> Self {
        Self { participants: participants.max(1) }
    }

    /// How many take part, the founder included.
    #[must_use]
    pub const fn participants(&self) -> u32 {
        self.participants
    }

    /// Grows the pyramid into `team`, whose former members are forgotten. The model has no months: everyone stands at
    /// month 0 and stays. Draws one integer for each entrant but the first two.
    pub fn grow<R: Rng + ?Sized>(&self, rng: &mut R, team: &mut Team) {
        team.clear();
        for entrant in 0..self.participants {
            let sponsor = if entrant < 2 { 0 } else { rng.random_range(0..entrant) };
            team.push(Lifeline { sponsor, joined: 0, left: NEVER });
        }
    }

    /// The probability that an entrant recruits exactly 0, 1, ..., `most` people: a sum of independent chances `1/i` for
    /// `i = k ..= n-1`.
    #[must_use]
    pub fn recruits(&self, entrant: u32, most: usize) -> Vec<f64> {
        let mut law = certain_zero(most);
        for later in (entrant.max(1)..self.participants).rev() {
            add_chance(&mut law, 1.0 / f64::from(later));
        }
        law
    }

    /// The law of the number of participants who recruit nobody: entry `m` is the probability of exactly `m`, for
    /// `m = 0 ..= n-1` (Eulerian numbers over `(n-1)!`); mean `n/2` and, from three participants on, variance `n/12`.
    /// A lone founder recruits nobody: entry 1.
    #[must_use]
    pub fn recruitless(&self) -> Vec<f64> {
        let mut law = vec![0.0, 1.0];
        for present in 1..self.participants {
            // The entrant recruits nobody yet; a recruitless sponsor stops being one.
            let mut next = vec![0.0; law.len() + 1];
            for (without, probability) in law.iter().enumerate() {
                #[allow(clippy::cast_precision_loss)] // far below 2^53
                let share = without as f64 / f64::from(present);
                next[without] += probability * share;
                next[without + 1] += probability * (1.0 - share);
            }
            law = next;
        }
        law.truncate((self.participants as usize).max(2));
        law
    }

    /// The probability that an entrant's own team (itself and all below) has exactly `size` members, `P(size = j)`:
    /// `C(n-j-1, k-2) / C(n-1, k-1)` for entrant `k >= 2`; the founder's team is everyone.
    #[must_use]
    pub fn team_size(&self, entrant: u32, size: u32) -> f64 {
        let participants = self.participants;
        if entrant <= 1 {
            return if size == participants { 1.0 } else { 0.0 };
        }
        if entrant > participants || size == 0 || size > participants + 1 - entrant {
            return 0.0;
        }
        // Polya's urn: the first is (k-1)/(n-1), and each next a ratio of the one before.
        let first = f64::from(entrant - 1) / f64::from(participants - 1);
        (1..size).fold(first, |probability, smaller| {
            probability * f64::from(participants - smaller + 1 - entrant) / f64::from(participants - 1 - smaller)
        })
    }
}

fn certain_zero(most: usize) -> Vec<f64> {
    let mut law = vec![0.0; most + 1];
    law[0] = 1.0;
    law
}

/// Adds one independent chance of one more to a law of a count, cut off at its last entry.
fn add_chance(law: &mut [f64], chance: f64) {
    for count in (1..law.len()).rev() {
        law[count] = law[count] * (1.0 - chance) + law[count - 1] * chance;
    }
    law[0] *= 1.0 - chance;
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::Xoshiro256PlusPlus;

    #[track_caller]
    fn assert_near(actual: f64, expected: f64, tolerance: f64) {
        assert!((actual - expected).abs() <= tolerance, "{actual} is not {expected} within {tolerance}");
    }

    #[test]
    fn early_entrants_recruit_more_and_the_figures_are_gastwirth_s() {
        let rows: [(u32, u32, f64, [f64; 3]); 7] = [
            (10, 1, 2.828_968_253_968_25, [1.0, 0.888_888_888_888_889, 0.586_904_761_904_762]),
            (10, 5, 0.745_634_920_634_921, [0.555_555_555_555_556, 0.162_433_862_433_862, 0.025_529_100_529_100_5]),
            (100, 10, 2.348_409_263_671_4, [0.909_090_909_090_909, 0.686_416_421_392_59, 0.418_584_812_008_46]),
            (100, 50, 0.698_172_179_310_2, [0.505_050_505_050_505, 0.154_389_017_260_1, 0.032_760_787_827_73]),
            (100, 90, 0.105_918_025_902_22, [0.101_010_101_010_101, 0.004_770_561_552_451_4, 0.000_134_820_877_442_34]),
            (1000, 368, 1.000_531_568_482_9, [0.632_632_632_632_633, 0.264_436_718_452_6, 0.080_240_777_012_162]),
            (1000, 500, 0.693_647_430_559_82, [0.500_500_500_500_501, 0.153_522_954_604_75, 0.033_259_779_984_954]),
        ];
        for (participants, entrant, mean, at_least) in rows {
            let pyramid = UniformSponsor::new(participants);
            for (fewer, expected) in at_least.into_iter().enumerate() {
                assert_near(1.0 - pyramid.recruits(entrant, fewer).iter().sum::<f64>(), expected, 5e-14);
            }
            let law = pyramid.recruits(entrant, participants as usize);
            assert_near(law.iter().zip(0..).map(|(p, people)| p * f64::from(people)).sum::<f64>(), mean, 5e-12);
        }
        let pyramid = UniformSponsor::new(1000);
        let three_are_rare = |entrant: &u32| pyramid.recruits(*entrant, 2).iter().sum::<f64>() > 0.9;
        assert_eq!((1..=1000).filter(three_are_rare).count(), 668);
        // Half of all recruit nobody.
        assert_near((1..=1000).map(|entrant| pyramid.recruits(entrant, 0)[0]).sum::<f64>(), 500.0, 1e-10);
    }

    #[test]
    fn the_number_who_recruit_nobody_has_eulerian_probabilities() {
        let law = UniformSponsor::new(10).recruitless();
        let eulerian = [0.0, 1.0, 502.0, 14_608.0, 88_234.0, 156_190.0, 88_234.0, 14_608.0, 502.0, 1.0];
        assert_eq!(law.len(), eulerian.len());
        for (actual, expected) in law.into_iter().zip(eulerian) {
            assert_near(actual, expected / 362_880.0, 1e-15);
        }
        for (actual, expected) in UniformSponsor::new(5).recruitless().into_iter().zip([0.0, 1.0, 11.0, 11.0, 1.0]) {
            assert_near(actual, expected / 24.0, 1e-15);
        }
        let law = UniformSponsor::new(1000).recruitless();
        let moment = |power: i32| law.iter().zip(0..).map(|(p, m)| p * f64::from(m - 500).powi(power)).sum::<f64>();
        assert_near(moment(0), 1.0, 1e-11);
        assert_near(moment(1), 0.0, 1e-9);
        assert_near(moment(2), 1000.0 / 12.0, 1e-9);
        assert_eq!(UniformSponsor::new(1).recruitless(), [0.0, 1.0]);
        assert_eq!(UniformSponsor::new(2).recruitless(), [0.0, 1.0]);
    }

    #[test]
    fn an_entrant_s_own_team_is_mostly_itself() {
        let pyramid = UniformSponsor::new(100);
        let expected = [
            (1, 0.090_909_090_909_090_9),
            (2, 0.083_487_940_630_798),
            (3, 0.076_602_337_279_804),
            (5, 0.064_305_646_295_415),
        ];
        for (size, probability) in expected {
            assert_near(pyramid.team_size(10, size), probability, 1e-15);
        }
        let law: Vec<f64> = (0..=100).map(|size| pyramid.team_size(10, size)).collect();
        assert_near(law.iter().sum(), 1.0, 1e-13);
        assert_near(law.iter().zip(0..).map(|(p, size)| p * f64::from(size)).sum(), 10.0, 1e-12);
        assert_eq!((pyramid.team_size(1, 100), pyramid.team_size(1, 99)), (1.0, 0.0));
        // Teams of a size j < n: n / (j (j + 1)) of them.
        let of_size: f64 = (1..=100).map(|entrant| pyramid.team_size(entrant, 7)).sum();
        assert_near(of_size, 100.0 / 56.0, 1e-13);
    }

    #[test]
    fn a_pyramid_has_its_participants_and_sponsors_come_before_their_recruits() {
        let mut team = Team::new();
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(1);
        for participants in [1, 2, 3, 1000] {
            UniformSponsor::new(participants).grow(&mut rng, &mut team);
            assert_eq!(team.len(), participants as usize);
            assert!(team.members().iter().zip(0..).skip(1).all(|(member, id)| member.sponsor < id));
        }
        assert_eq!(UniformSponsor::new(0).participants(), 1);
    }
}
