//! From a scenario to the results of all trials: what users read is held to theory, not only the engine inside.

use downline::growth::exact::{self, ExpectedMonth};
use downline::results::{Distribution, Ensemble, Metric};
use downline::scenario::Draft;
use downline::units::Month;
use downline::{Scenario, Settings, simulate};

use crate::statistics::{FARTHEST, Sample, assert_p, assert_z};

const TRIALS: u64 = 100_000;

/// A preset in which everybody orders $150 every month, nobody has customers, and 6 % of the team's volume is paid: what
/// money does changes nobody's life.
fn heads_alone(preset: &str) -> Scenario {
    let mut draft = Draft::preset(preset).unwrap();
    let plan = "plan={team-percent={rate=\"6%\"}}";
    for change in ["orders={volume=150}", "customers.gained=0", "you.orders=\"typical\"", plan] {
        draft.set(change).unwrap();
    }
    draft.finish().unwrap().0
}

fn results(scenario: &Scenario, seed: u64) -> Ensemble {
    let settings = Settings { seed, ..Settings::with_trials(TRIALS) };
    simulate(scenario, &settings).unwrap()
}

/// The standard errors between a metric's mean and its exact value, in the metric's integer units.
fn z_of_mean(distribution: &Distribution, exact: f64) -> f64 {
    (distribution.mean().unwrap() - exact) / distribution.mean_error().unwrap()
}

#[test]
fn every_preset_s_team_follows_its_exact_law_in_every_month() {
    for (seed, name) in (1..).zip(["typical", "tenacious", "builder", "momentum", "harsh", "sticky"]) {
        let scenario = heads_alone(name);
        let ensemble = results(&scenario, seed);
        let expected = exact::expectations(scenario.growth());
        for law in exact::head_counts(scenario.growth()).unwrap().iter().skip(1) {
            let team = ensemble.distribution(law.month(), Metric::Team);
            assert_eq!(team.trials(), TRIALS);
            let heads = team.cells().iter().flat_map(|&(head, count)| (0..count).map(move |_| head as usize));
            let sample: Sample = heads.collect();
            assert_p(&format!("{name}, month {}", law.month()), sample.p_value(law.probabilities()));
        }
        for month in expected.iter().skip(1) {
            let mean = |metric, exact| z_of_mean(ensemble.distribution(month.month, metric), exact);
            assert_z(&format!("{name}, downline"), mean(Metric::Downline, month.downline()));
            assert_z(&format!("{name}, ever joined"), mean(Metric::EverJoined, month.ever_joined));
        }
    }
}

/// For a you who stays, 6 % of $150 a member is $9.00 a head, without rounding: expected net follows from expected heads.
#[test]
fn net_totals_of_those_who_stay_have_the_expected_cents() {
    for (seed, name) in (11..).zip(["tenacious", "builder", "momentum"]) {
        let scenario = heads_alone(name);
        let ensemble = results(&scenario, seed);
        let months: Vec<ExpectedMonth> = exact::expectations(scenario.growth());
        let (costs, orders) = (scenario.costs(), scenario.buying().orders());
        let cents_a_head = orders.volume().hundredths() as f64 * 0.06;
        let own_order = orders.price(orders.volume());
        let mut expected = -(costs.kit.cents() as f64);
        for month in &months[1..] {
            let commission = cents_a_head * month.team;
            let distribution = ensemble.distribution(month.month, Metric::Commission);
            assert_z(&format!("{name}, commission"), z_of_mean(distribution, commission));
            expected += commission - (costs.monthly + own_order).cents() as f64;
            let distribution = ensemble.distribution(month.month, Metric::NetTotal);
            assert_z(&format!("{name}, net total"), z_of_mean(distribution, expected));
        }
    }
}

const UNILEVEL: &str = r#"
title = "Five levels"
months = 12
basis.kind = "illustrative"
you = { sponsoring = 0.5, stays = true }
sponsoring = { distribution = "poisson", mean = 0.07, propensity-shape = 0.18 }
attrition.quit = [
    { rate = "13.5%", months = 3 },
    { rate = "7.25%", months = 9 },
    { rate = "5.4%", months = 12 },
    { rate = "4%" },
]
orders.volume = 100
costs = { kit = 0, monthly = 0 }
plan.unilevel = { rates = ["5%", "5%", "5%", "4%", "3%"], compression = "none" }
"#;

#[test]
fn a_unilevel_scenario_pays_the_expected_dollars() {
    let ensemble = results(&Scenario::from_toml("five-levels", UNILEVEL).unwrap(), 21);
    let month_12 = Month::new(12);
    let last = ensemble.distribution(month_12, Metric::Commission);
    assert_z("month 12", z_of_mean(last, 2_432.247_44));
    // Nothing costs anything, and your own orders would have been bought anyway.
    let total = ensemble.distribution(month_12, Metric::NetTotalBoughtAnyway);
    assert_z("months 1 to 12", z_of_mean(total, 16_585.010_548_24));
    // The control: the same rates one level further down.
    let shifted = UNILEVEL.replace("rates = [", "rates = [0, ");
    let ensemble = results(&Scenario::from_toml("shifted", &shifted).unwrap(), 21);
    let z = z_of_mean(ensemble.distribution(month_12, Metric::Commission), 2_432.247_44);
    assert!(z.abs() > FARTHEST, "rates shifted by a level should be rejected, but z = {z:.2}");
}
