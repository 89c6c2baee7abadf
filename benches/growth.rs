//! What a member costs to draw: both ways of drawing, by the mean size of the team. Elements are members, so the
//! throughput tells members per second.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use downline::growth::lifelines::{Growth, Sponsors};
use downline::growth::month_by_month;
use downline::growth::parameters::{
    Attrition, AttritionStep, Distribution, GrowthParameters, OffspringLaw, Staying, You,
};
use downline::rng::MemberKey;
use downline::team::Team;
use downline::units::Probability;

/// Each measurement draws these trials one after the other, so that every mean is over the same careers.
const TRIALS: std::ops::RangeInclusive<u64> = 1..=200;

/// Twelve months under the hazards by tenure of the presets; you stay and bring in one a month.
fn parameters(members: OffspringLaw) -> GrowthParameters {
    let step = |rate, months| AttritionStep { rate: Probability::new(rate).expect("a probability"), months };
    let steps = [(0.135, Some(3)), (0.0725, Some(9)), (0.054, Some(12)), (0.04, None)];
    let attrition = Attrition::new(steps.into_iter().map(|(rate, months)| step(rate, months)).collect());
    let your_mean = if members.distribution() == Distribution::Fixed { 1.0 } else { 0.9 };
    let you = You { stated_mean: Some(your_mean), staying: Staying::Stays, stop_working: None, quits_in: None };
    GrowthParameters::new(12, members, attrition.expect("steps"), you).expect("parameters")
}

/// Members drawn in all trials by the fast way, you included.
fn draw(growth: &Growth, team: &mut Team, sponsors: &mut Sponsors) -> u64 {
    let mut members = 0;
    for trial in TRIALS {
        growth.grow(MemberKey::you(1, trial), team, sponsors).expect("a team that fits");
        members += team.len() as u64;
    }
    members
}

/// Poisson with propensity, for means that give larger and larger teams; the label is the mean number of people who
/// ever joined.
fn by_team_size(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("growth/team-size");
    group.sample_size(10);
    for mean in [0.07, 0.3, 0.6, 1.0] {
        let parameters = parameters(OffspringLaw::new(Distribution::Poisson, mean, Some(0.18)).expect("a law"));
        let growth = Growth::new(&parameters);
        let (mut team, mut sponsors) = (Team::new(), Sponsors::default());
        let trials = TRIALS.end() - TRIALS.start() + 1;
        let members = draw(&growth, &mut team, &mut sponsors);
        group.throughput(Throughput::Elements(members));
        group.bench_function(BenchmarkId::new("lifelines", members / trials), |bencher| {
            bencher.iter(|| draw(black_box(&growth), &mut team, &mut sponsors));
        });
        let mut monthly_members = 0;
        TRIALS.for_each(|trial| {
            month_by_month::grow(&parameters, MemberKey::you(1, trial), &mut team);
            monthly_members += team.len() as u64;
        });
        group.throughput(Throughput::Elements(monthly_members));
        group.bench_function(BenchmarkId::new("month-by-month", members / trials), |bencher| {
            bencher.iter(|| {
                for trial in TRIALS {
                    month_by_month::grow(black_box(&parameters), MemberKey::you(1, trial), &mut team);
                }
            });
        });
    }
    group.finish();
}

/// The laws of sponsoring, fast way, at about the same mean.
fn by_law(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("growth/law");
    group.sample_size(10);
    let laws = [
        ("poisson", OffspringLaw::new(Distribution::Poisson, 0.5, None)),
        ("propensity", OffspringLaw::new(Distribution::Poisson, 0.5, Some(0.18))),
        ("bernoulli", OffspringLaw::new(Distribution::Bernoulli, 0.5, None)),
        ("fixed", OffspringLaw::new(Distribution::Fixed, 1.0, None)),
    ];
    for (name, law) in laws {
        let growth = Growth::new(&parameters(law.expect("a law")));
        let (mut team, mut sponsors) = (Team::new(), Sponsors::default());
        group.throughput(Throughput::Elements(draw(&growth, &mut team, &mut sponsors)));
        group.bench_function(name, |bencher| bencher.iter(|| draw(black_box(&growth), &mut team, &mut sponsors)));
    }
    group.finish();
}

criterion_group!(benches, by_team_size, by_law);
criterion_main!(benches);
