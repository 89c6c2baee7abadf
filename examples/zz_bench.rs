use downline::growth::{lifelines::*, parameters::*};
use downline::{rng::MemberKey, team::Team, units::*};
fn main() {
    let p = |x| Probability::new(x).unwrap();
    let a = Attrition::new(vec![
        AttritionStep { rate: p(0.135), months: Some(3) },
        AttritionStep { rate: p(0.0725), months: Some(9) },
        AttritionStep { rate: p(0.054), months: Some(12) },
        AttritionStep { rate: p(0.04), months: None },
    ])
    .unwrap();
    let m = OffspringLaw::new(Distribution::Poisson, 0.07, Some(0.18)).unwrap();
    let g =
        GrowthParameters::new(12, m, a, You { stated_mean: Some(0.5), staying: Staying::Stays, stop_working: None })
            .unwrap();
    let growth = Growth::new(&g);
    let n = 4_000_000u64;
    for _ in 0..4 {
        let t = std::time::Instant::now();
        let mut team = Team::new();
        let mut s = Sponsors::default();
        let mut total = 0u64;
        let mut act = 0u64;
        for k in 1..=n {
            growth.grow(MemberKey::you(1, k), &mut team, &mut s).unwrap();
            total += team.len() as u64;
        }
        let e = t.elapsed();
        for k in 1..=n / 10 {
            growth.grow(MemberKey::you(1, k), &mut team, &mut s).unwrap();
            act += team.members().iter().filter(|m| m.is_active(Month::new(12))).count() as u64;
        }
        println!(
            "{:.1} ns/trial  mean ever {} mean active {}",
            e.as_nanos() as f64 / n as f64,
            total as f64 / n as f64,
            act as f64 / (n / 10) as f64
        );
    }
}
