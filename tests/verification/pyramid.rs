//! Gastwirth's pyramid: a uniformly random sponsor for every entrant. It proves what we read off a genealogy: own
//! recruits, levels, team sizes.

use downline::growth::uniform_sponsor::UniformSponsor;
use downline::team::{Lifeline, NEVER, Team};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

use crate::statistics::{FARTHEST, Sample, assert_p, assert_rejected, assert_z};

const TRIALS: u64 = 100_000;

/// How many each member sponsored, and how many its own team has (itself included).
fn recruits_and_team_sizes(team: &Team) -> (Vec<usize>, Vec<usize>) {
    let (mut recruits, mut sizes) = (vec![0; team.len()], vec![1; team.len()]);
    for (id, member) in team.members().iter().enumerate().skip(1).rev() {
        recruits[member.sponsor as usize] += 1;
        sizes[member.sponsor as usize] += sizes[id];
    }
    (recruits, sizes)
}

#[test]
fn who_recruits_nobody_follows_the_eulerian_numbers() {
    for (seed, participants) in [(1, 5), (2, 10), (3, 100)] {
        let pyramid = UniformSponsor::new(participants);
        let (mut random, mut team) = (Xoshiro256PlusPlus::seed_from_u64(seed), Team::new());
        let without: Sample = (0..TRIALS)
            .map(|_| {
                pyramid.grow(&mut random, &mut team);
                recruits_and_team_sizes(&team).0.into_iter().filter(|&recruits| recruits == 0).count()
            })
            .collect();
        assert_p(&format!("{participants} participants"), without.p_value(&pyramid.recruitless()));
        assert_z("mean", without.z_of_mean(f64::from(participants) / 2.0));
        assert_z("variance", without.z_of_variance(f64::from(participants) / 12.0));
    }
}

#[test]
fn entrant_ten_of_a_hundred_recruits_and_leads_as_computed() {
    let pyramid = UniformSponsor::new(100);
    let (mut random, mut team) = (Xoshiro256PlusPlus::seed_from_u64(4), Team::new());
    let (mut recruits, mut sizes) = (Sample::default(), Sample::default());
    let mut levels = Vec::new();
    let mut by_level: Vec<Sample> = vec![Sample::default(); 8];
    for _ in 0..TRIALS {
        pyramid.grow(&mut random, &mut team);
        let (own, below) = recruits_and_team_sizes(&team);
        recruits.add(own[9]);
        sizes.add(below[9]);
        team.levels_into(&mut levels);
        for (level, sample) in (0..).zip(&mut by_level) {
            sample.add(levels.iter().filter(|&&found| found == level).count());
        }
    }
    assert_p("recruits", recruits.p_value(&pyramid.recruits(10, 100)));
    assert_z("mean of recruits", recruits.z_of_mean(2.348_409_263_671_4));
    let law: Vec<f64> = (0..=100).map(|size| pyramid.team_size(10, size)).collect();
    assert_p("team size", sizes.p_value(&law));
    let expected = [5.177_377_517_639_6, 12.585_177_029_988, 19.298_602_620_821, 21.120_441_510_772];
    for (level, expected) in (1..).zip(expected) {
        assert_z(&format!("level {level}"), by_level[level].z_of_mean(expected));
    }
}

/// The control: sponsors with recruits are found more often ("rich get richer"), so fewer people recruit anybody.
#[test]
fn rich_get_richer_is_rejected() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(5);
    let pyramid = UniformSponsor::new(10);
    let mut team = Team::new();
    let without: Sample = (0..TRIALS)
        .map(|_| {
            team.clear();
            team.push(Lifeline { sponsor: 0, joined: 0, left: NEVER });
            // A weight of 1 + own recruits: a ball for each member and one for each time it sponsored.
            let mut balls = vec![0u32];
            for entrant in 1..10u32 {
                let sponsor = balls[random.random_range(0..balls.len() as u32) as usize];
                team.push(Lifeline { sponsor, joined: 0, left: NEVER });
                balls.extend([sponsor, entrant]);
            }
            recruits_and_team_sizes(&team).0.into_iter().filter(|&recruits| recruits == 0).count()
        })
        .collect();
    // Its own exact share, so that the control is what it says: 0.6333 of ten.
    assert_z("the control's own mean", without.z_of_mean(6.333_333_333_333_3));
    assert_rejected("rich get richer", without.p_value(&pyramid.recruitless()));
    assert!(without.z_of_mean(5.0).abs() > FARTHEST);
}
