//! Paying a genealogy of a million members for a month, totals only, after it has been read.
//!
//! `cargo bench --bench payroll`

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use downline::genealogy::{Genealogy, Source, read};
use downline::payroll::Payroll;
use downline::plans::PlanFile;
use downline::units::Month;

const MEMBERS: u32 = 1_000_000;

const PLANS: [(&str, &str); 3] = [
    (
        "unilevel",
        r#"rule = "unilevel"
unpaid = "company"
rates = ["5%", "5%", "5%", "4%", "3%", "2%", "1%"]
depth-by-rank = [3, 5, 7]
compression = "standard""#,
    ),
    (
        "differential",
        r#"rule = "differential"
rates-by-rank = ["5%", "10%", "15%"]
equal-below = "nothing"
own-order = "paid""#,
    ),
    (
        "binary",
        r#"rule = "binary"
pays = "weaker-leg"
rates-by-rank = ["10%"]
carry = "both"
ineligible = "keep-both"
placing = "balanced""#,
    ),
];

/// A tree in which each member is sponsored by any earlier one, all from one small generator.
fn tree() -> Genealogy {
    let mut state = 1_u64;
    let mut below = |limit: u32| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(((state >> 32) * u64::from(limit)) >> 32).unwrap()
    };
    let mut text = "id,sponsor,joined,rank,pv,cv\nM0,,0,Gold,100,80\n".to_owned();
    for id in 1..MEMBERS {
        let rank = ["Member", "Silver", "Gold"][below(3) as usize];
        writeln!(text, "M{id},M{},0,{rank},{},{}", below(id), 50 + below(200), 50 + below(150)).unwrap();
    }
    read(Source::new("tree.csv", text.as_bytes()), None).unwrap().genealogy
}

fn payroll(criterion: &mut Criterion) {
    let genealogy = tree();
    let mut group = criterion.benchmark_group("one month of 1,000,000 members, totals only");
    group.throughput(Throughput::Elements(u64::from(MEMBERS))).sample_size(10);
    for (name, rule) in PLANS {
        let text = format!(
            "title = \"{name}\"\nrounding = \"half-up\"\nrounded-per = \"line\"\nranks = [\"Member\", \"Silver\", \"Gold\"]\n[[rules]]\n{rule}\n"
        );
        let plan = PlanFile::from_toml(name, name, &text).unwrap();
        let payroll = Payroll::new(&genealogy, None, &plan, Some(Month::new(1))).unwrap();
        group.bench_function(name, |bencher| bencher.iter(|| black_box(payroll.pay(&mut ()).unwrap().paid())));
    }
}

criterion_group!(benches, payroll);
criterion_main!(benches);
