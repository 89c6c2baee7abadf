//! What reading and checking a genealogy costs: by members and shape, with and without all columns, sound or wrong.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use downline::genealogy::{Source, read};

/// Members whose sponsors are given by number, in an order that is not the tree's.
fn tree(members: u64, sponsor: impl Fn(u64) -> u64, columns: bool) -> String {
    let mut text = String::from(if columns { "id,sponsor,joined,left,rank,pv,cv\n" } else { "id,sponsor\n" });
    // A step without a common divisor with the count visits every member once.
    for row in 0..members {
        let member = row * 7_368_787 % members;
        let _ = write!(text, "M{member:07},");
        if member > 0 {
            let _ = write!(text, "M{:07}", sponsor(member));
        }
        if columns {
            let _ = write!(text, ",2024-01,,Member,{}.50,{}", member % 500, member % 300);
        }
        text.push('\n');
    }
    text
}

/// A name, and who sponsors a member.
type Shape = (&'static str, fn(u64) -> u64);

/// An earlier member, the same in every run.
fn anyone(member: u64) -> u64 {
    let mixed = member.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ mixed >> 29) % member
}

fn by_shape(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("genealogy/shape");
    group.sample_size(10);
    let members = 1_000_000;
    let shapes: [Shape; 3] = [("random", anyone), ("chain", |member| member - 1), ("star", |_| 0)];
    for (name, sponsor) in shapes {
        for columns in [false, true] {
            let text = tree(members, sponsor, columns);
            group.throughput(Throughput::Elements(members));
            let id = BenchmarkId::new(name, if columns { "seven columns" } else { "two columns" });
            group.bench_with_input(id, &text, |bencher, text| {
                bencher.iter(|| read(Source::new("tree.csv", black_box(text.as_bytes())), None).expect("a sound tree"));
            });
        }
    }
    group.finish();
}

fn by_members(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("genealogy/members");
    group.sample_size(10);
    for members in [10_000, 100_000, 1_000_000, 5_000_000] {
        let text = tree(members, anyone, true);
        group.throughput(Throughput::Elements(members));
        group.bench_with_input(BenchmarkId::from_parameter(members), &text, |bencher, text| {
            bencher.iter(|| read(Source::new("tree.csv", black_box(text.as_bytes())), None).expect("a sound tree"));
        });
    }
    group.finish();
}

fn wrong_files(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("genealogy/wrong");
    group.sample_size(10);
    let circle = tree(1_000_000, |member| (member + 1) % 1_000_000, false);
    let unknown = tree(1_000_000, |member| member + 1_000_000, true);
    for (name, text) in [("circle", circle), ("unknown sponsors", unknown)] {
        group.bench_with_input(BenchmarkId::from_parameter(name), &text, |bencher, text| {
            bencher.iter(|| read(Source::new("tree.csv", black_box(text.as_bytes())), None).expect_err("a wrong tree"));
        });
    }
    group.finish();
}

criterion_group!(benches, by_shape, by_members, wrong_files);
criterion_main!(benches);
