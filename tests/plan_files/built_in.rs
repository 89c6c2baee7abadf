//! Every built-in plan reads, pays any tree, and pays out what its comment says.

use downline::Scenario;
use downline::audit::pay;
use downline::buying::{Purchases, Shopping};
use downline::commission::{Ledger, Period, Statement, Totals};
use downline::growth::organisation::Organisation;
use downline::plans::{BUILT_IN, PlanFile};
use downline::scenario::Draft;
use downline::settlement::months_needed;
use downline::units::{Month, Volume};
use proptest::prelude::*;

#[test]
fn every_built_in_plan_reads_and_its_canonical_text_reads_back() {
    for built_in in BUILT_IN {
        let file = PlanFile::built_in(built_in.name).unwrap_or_else(|errors| panic!("{errors}"));
        let again = PlanFile::from_toml(built_in.name, "resolved", &file.resolved_toml()).unwrap();
        assert_eq!(again.resolved_toml(), file.resolved_toml(), "{}", built_in.name);
        assert_eq!(again.plan().rules().len(), file.plan().rules().len());
        assert!(!file.title().is_empty());
    }
    assert!(BUILT_IN.len() >= 8);
}

/// Companies stand in provenance lines only, and those say when, or that nobody knows.
#[test]
fn provenance_is_dated() {
    for built_in in BUILT_IN {
        let file = PlanFile::built_in(built_in.name).unwrap();
        for line in file.provenance() {
            let year = line
                .split(|letter: char| !letter.is_ascii_digit())
                .any(|word| word.len() == 4 && (word.starts_with("19") || word.starts_with("20")));
            assert!(year || line.contains("undated") || line.contains("illustration"), "{}: {line}", built_in.name);
        }
    }
}

/// `plan show` prints the file as it stands.
#[test]
fn every_built_in_plan_fits_eighty_columns() {
    for built_in in BUILT_IN {
        for (number, line) in (1..).zip(built_in.toml.lines()) {
            assert!(line.chars().count() <= 80, "{} line {number}: {line}", built_in.name);
        }
    }
    // A text over several lines is one line of provenance.
    let provenance = PlanFile::built_in("unilevel").unwrap().provenance().join("|");
    assert!(provenance.contains("Young Living, 2013-2022"), "{provenance}");
}

/// A leader above a group of 12,000 that broke away is paid 4 % of it, 480.00, by its own group: nothing below 10,000
/// points, where it is no leader, half from there, all from 15,000.
#[test]
fn the_breakaway_override_is_shared_by_the_leader_s_own_group() {
    let plan = PlanFile::built_in("breakaway").unwrap().plan().clone();
    for (own, paid) in [(9_999, None), (10_000, Some(240_00)), (14_999, Some(240_00)), (15_000, Some(480_00))] {
        let mut period = Period::new(vec![0, 0]).unwrap();
        for (id, points) in [(0, own), (1, 12_000)] {
            let volume = Volume::from_hundredths(points * 100);
            period.set_volume(id, volume, volume);
            period.set_active(id, true);
        }
        let (mut ledger, mut statement) = (Ledger::new(), Statement::default());
        plan.qualify(&mut period, &mut ledger);
        assert_eq!(period.ranks(), [u8::from(own >= 10_000), 1], "own group of {own}");
        plan.settle(&period, &mut ledger, &mut statement);
        let override_on = |entry: &&downline::commission::Entry| {
            let line = entry.line();
            line.earner == Some(0) && line.source == Some(1) && line.reason.is_paid()
        };
        let found = statement.entries().iter().find(override_on).map(|entry| entry.line().amount.cents());
        assert_eq!(found, paid, "own group of {own}");
    }
}

/// The figures in comments such as `# Payout: 30 to 36 % of volume`.
fn stated(toml: &str) -> Vec<(f64, f64)> {
    let figures = |line: &str| {
        let (low, rest) = line.strip_prefix("# Payout: ")?.split_once(" to ")?;
        Some((low.parse().ok()?, rest.split_once(" %")?.0.parse().ok()?))
    };
    toml.lines().filter_map(figures).collect()
}

/// What the plan pays the organisation of a scenario, of 100 of its volume.
fn audited(file: &PlanFile, organisation: &Organisation, scenario: &Scenario) -> f64 {
    let shopping = Shopping::new(scenario.buying(), organisation.age(), None);
    let mut purchases = Purchases::new();
    let months = months_needed(organisation, file.plan());
    shopping.organisation(organisation.lives(), &months, &mut purchases);
    pay(organisation, &purchases, shopping.kit(), file.plan()).unwrap().payout_ratio().unwrap() * 100.0
}

fn typical_with(changes: &[&str]) -> Scenario {
    let mut draft = Draft::preset("typical").unwrap();
    for change in changes {
        draft.set(change).unwrap();
    }
    draft.finish().unwrap().0
}

fn grown(scenario: &Scenario, seed: u64) -> Organisation {
    Organisation::grow(scenario.growth(), scenario.organisation(), seed).unwrap()
}

/// Organisations of 20,000 people who quit and differ as in the typical scenario; 60 of 100 order in a month, 100 points on
/// average.
#[test]
fn every_built_in_plan_pays_out_what_its_comment_says() {
    let scenario = typical_with(&[
        "organisation={members=20000,age=60,months=6}",
        "orders={volume=100,share=0.6,spread=0.5}",
        "customers.gained=0",
    ]);
    let organisations = [1, 2, 3, 4].map(|seed| grown(&scenario, seed));
    let mut outside = Vec::new();
    for built_in in BUILT_IN {
        let file = PlanFile::built_in(built_in.name).unwrap();
        let (low, high) = *stated(built_in.toml).last().expect("a plan states its payout");
        for organisation in &organisations {
            let ratio = audited(&file, organisation, &scenario);
            println!("{}: {ratio:.1} % of volume", built_in.name);
            if !(low..=high).contains(&ratio) {
                outside.push(format!("{}: pays {ratio:.1} %, states {low} to {high} %", built_in.name));
            }
        }
    }
    assert!(outside.is_empty(), "{outside:#?}");
}

/// `downline plan audit hybrid` at its defaults. Who stands at the top moves the figure, so one seed shows nothing.
#[test]
fn the_hybrid_plan_pays_out_what_it_states_in_every_organisation_of_the_default_size() {
    let hybrid = BUILT_IN.iter().find(|plan| plan.name == "hybrid").unwrap();
    let file = PlanFile::built_in("hybrid").unwrap();
    let scenario = typical_with(&[]);
    let (low, high) = stated(hybrid.toml)[0];
    let ratio = |file: &PlanFile, seed| audited(file, &grown(&scenario, seed), &scenario);
    let ratios: Vec<f64> = (1..=6).map(|seed| ratio(&file, seed)).collect();
    println!("{ratios:.1?} % of volume");
    assert!(ratios.iter().all(|ratio| (low..=high).contains(ratio)), "{ratios:.1?}, states {low} to {high} %");
    // Control: without its first level it pays less.
    let changed = hybrid.toml.replace("rates = [\"16%\", ", "rates = [\"0%\", ");
    assert_ne!(changed, hybrid.toml);
    let changed = PlanFile::from_toml("changed", "changed.toml", &changed).unwrap();
    assert!(ratio(&changed, 3) < low);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_built_in_plan_pays_any_tree(
        rows in prop::collection::vec((any::<prop::sample::Index>(), 0_i64..50_000, any::<bool>(), 0_u16..9), 1..60),
    ) {
        let sponsors = (0_u32..).zip(&rows).map(|(id, row)| if id == 0 { 0 } else { u32::try_from(row.0.index(id as usize)).unwrap() });
        let mut period = Period::new(sponsors.collect()).unwrap();
        for (id, row) in (0..).zip(&rows) {
            period.set_volume(id, Volume::from_hundredths(row.1 * 7), Volume::from_hundredths(row.1 * 7));
            period.set_active(id, row.2);
            period.set_joined(id, row.3);
        }
        for built_in in BUILT_IN {
            let plan = PlanFile::built_in(built_in.name).unwrap().plan().clone();
            let mut ledger = Ledger::new();
            for month in 1..4 {
                let mut period = period.clone();
                period.set_month(Month::new(month + 8));
                plan.qualify(&mut period, &mut ledger);
                plan.settle(&period, &mut ledger, &mut Totals::new(period.len()));
            }
        }
    }
}
