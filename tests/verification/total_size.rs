//! Everyone who ever joins a line whose members have one month each (a hazard of 1): a branching process by
//! generations, whose total size has a closed form.

use downline::growth::parameters::{Distribution, OffspringLaw};

use crate::models::{TYPICAL, Way, constant, draw, model_of};
use crate::statistics::{Sample, assert_p, assert_rejected};

const TRIALS: u64 = 200_000;
/// Long enough for lines of a mean of 0.8 to have ended but for one in a trillion.
const LONG: u32 = 120;

fn total_sizes(mean: f64, shape: Option<f64>, way: Way, seed: u64) -> Sample {
    let law = OffspringLaw::new(Distribution::Poisson, mean, shape).unwrap();
    let mut sample = Sample::default();
    draw(&model_of(LONG, law, constant(1.0), TYPICAL), way, TRIALS, seed, |team| sample.add(team.len()));
    sample
}

/// Borel: `P(n) = e^(-mean n) (mean n)^(n-1) / n!` (Borel 1942).
fn borel(mean: f64, longest: u32) -> Vec<f64> {
    let log = |n: f64| -mean * n + (n - 1.0) * (mean * n).ln() - libm::lgamma(n + 1.0);
    (0..=longest).map(|n| if n == 0 { 0.0 } else { log(f64::from(n)).exp() }).collect()
}

/// The same with negative binomial recruits of dispersion k:
/// `P(n) = G(kn+n-1) / (G(kn) G(n+1)) (mean/k)^(n-1) / (1+mean/k)^(kn+n-1)` (Blumberg and Lloyd-Smith 2013,
/// doi:10.1371/journal.pcbi.1002993).
fn uneven_total(mean: f64, k: f64, longest: u32) -> Vec<f64> {
    let log = |n: f64| {
        libm::lgamma(k * n + n - 1.0) - libm::lgamma(k * n) - libm::lgamma(n + 1.0) + (n - 1.0) * (mean / k).ln()
            - (k * n + n - 1.0) * (1.0 + mean / k).ln()
    };
    (0..=longest).map(|n| if n == 0 { 0.0 } else { log(f64::from(n)).exp() }).collect()
}

#[test]
fn the_closed_forms_are_those_of_the_tables() {
    let rows = [
        (borel(0.5, 20), [0.606_530_659_712_633, 0.083_673_810_055_661_2, 0.003_626_557_741_564_37]),
        (borel(0.8, 20), [0.449_328_964_117_222, 0.087_089_235_157_836, 0.012_407_691_728_941_9]),
        (uneven_total(0.5, 0.2, 20), [0.778_370_541_551_171, 0.038_496_662_949_247_5, 0.003_951_041_489_555_17]),
        (uneven_total(0.8, 0.15, 20), [0.758_150_015_284_637, 0.033_606_824_127_874_6, 0.004_708_445_517_744_81]),
    ];
    for (law, table) in rows {
        for (n, expected) in [1, 3, 10].into_iter().zip(table) {
            assert!((law[n] - expected).abs() < 1e-13, "{n}: {} {expected}", law[n]);
        }
    }
}

#[test]
fn total_sizes_of_even_people_are_borel() {
    for (seed, mean) in [(1, 0.5), (2, 0.8)] {
        for way in [Way::Lifelines, Way::MonthByMonth] {
            assert_p(&format!("{mean}, {way:?}"), total_sizes(mean, None, way, seed).p_value(&borel(mean, 400)));
        }
    }
    // The control: five per cent too many recruits.
    assert_rejected("0.84", total_sizes(0.84, None, Way::Lifelines, 3).p_value(&borel(0.8, 400)));
}

#[test]
fn total_sizes_of_uneven_people_have_the_negative_binomial_law() {
    for (seed, (mean, shape)) in (11..).zip([(0.5, 0.2), (0.8, 0.15)]) {
        for way in [Way::Lifelines, Way::MonthByMonth] {
            let sample = total_sizes(mean, Some(shape), way, seed);
            assert_p(&format!("{mean}, {shape}, {way:?}"), sample.p_value(&uneven_total(mean, shape, 2000)));
        }
    }
    assert_rejected(
        "a shape of 0.3",
        total_sizes(0.5, Some(0.3), Way::Lifelines, 13).p_value(&uneven_total(0.5, 0.2, 2000)),
    );
}
