//! What the exact head-count law costs: by cells (a wider law), by months, with and without propensity.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use downline::growth::exact::{head_count, head_counts};
use downline::growth::parameters::{
    Attrition, AttritionStep, Distribution, GrowthParameters, OffspringLaw, Staying, You,
};
use downline::units::{Month, Probability};

/// The published-data hazards by tenure, with this sponsoring and a you who stays.
fn tenured(months: u32, mean: f64, shape: Option<f64>) -> GrowthParameters {
    let step = |rate, months| AttritionStep { rate: Probability::new(rate).expect("a probability"), months };
    let steps = [(0.135, Some(3)), (0.0725, Some(9)), (0.054, Some(12)), (0.04, None)];
    let attrition = Attrition::new(steps.into_iter().map(|(rate, months)| step(rate, months)).collect());
    let members = OffspringLaw::new(Distribution::Poisson, mean, shape);
    let you = You { stated_mean: Some(1.0), staying: Staying::Stays, stop_working: None, quits_in: None };
    GrowthParameters::new(months, members.expect("a law"), attrition.expect("steps"), you).expect("parameters")
}

/// Month 12 for means that spread the law over more and more cells; the label is the cells that hold it.
fn by_cells(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("exact/cells");
    group.sample_size(20);
    for (kind, shape) in [("poisson", None), ("propensity", Some(0.18))] {
        for mean in [0.07, 0.3, 0.5, 0.7] {
            let parameters = tenured(12, mean, shape);
            let cells = head_count(&parameters, Month::new(12)).expect("an exact law").cells();
            group.bench_with_input(BenchmarkId::new(kind, cells), &parameters, |bencher, parameters| {
                bencher.iter(|| head_count(black_box(parameters), Month::new(12)));
            });
        }
    }
    group.finish();
}

/// All months of longer and longer horizons.
fn by_months(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("exact/months");
    group.sample_size(10);
    for months in [6, 12, 24, 60] {
        let parameters = tenured(months, 0.07, Some(0.18));
        group.bench_with_input(BenchmarkId::new("propensity", months), &parameters, |bencher, parameters| {
            bencher.iter(|| head_counts(black_box(parameters)));
        });
    }
    group.finish();
}

criterion_group!(benches, by_cells, by_months);
criterion_main!(benches);
