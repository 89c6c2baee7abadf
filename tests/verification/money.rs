//! What a scenario comes to month by month: volume, commission, retail profit, costs and net, held to exact expectations.
//!
//! A mean may differ from its expectation by five of its own standard errors and by what rounding to cents can move it.
//! One life in which everything counts is changed a little at a time, so that each way of being paid and each cost is seen
//! with and without what it depends on.

use std::sync::Arc;

use downline::commission::retail::MarginOf;
use downline::commission::{Compression, Plan, Retail, Unilevel};
use downline::growth::exact::{ExpectedJoiners, YourLife};
use downline::results::{Ensemble, Metric};
use downline::scenario::Draft;
use downline::simulate::{ExpectedMonth, expected_months};
use downline::units::{Month, Rate, Volume};
use downline::{Scenario, Settings, simulate};

use crate::statistics::FARTHEST;

/// A mean off by a hundredth of its spread is seen at 3 standard errors, one off by a fiftieth at 6.
const TRIALS: u64 = 100_000;

const CAREER: &str = include_str!("../../examples/scenarios/career-peer.toml");

/// The life of the example, changed.
pub(crate) fn career(changes: &[&str]) -> Scenario {
    changed(Draft::from_toml("career-peer", "career-peer.toml", CAREER).unwrap(), changes)
}

fn changed(mut draft: Draft, changes: &[&str]) -> Scenario {
    changes.iter().for_each(|change| draft.set(change).unwrap_or_else(|errors| panic!("{errors}")));
    draft.finish().unwrap_or_else(|errors| panic!("{errors}")).0
}

fn simulated(scenario: &Scenario, seed: u64) -> Ensemble {
    simulate(scenario, &Settings::with_trials(TRIALS).with_seed(seed)).unwrap()
}

/// How many standard errors the mean of a metric lies from an expectation, beyond what rounding can move it.
fn z(ensemble: &Ensemble, month: Month, metric: Metric, exact: f64, rounding: f64) -> f64 {
    let distribution = ensemble.distribution(month, metric);
    assert!(exact.is_finite() && rounding.is_finite(), "month {month}, {}: {exact}", metric.name());
    let difference = distribution.mean().unwrap() - exact;
    // A figure without spread has the exact value, but for the digits of a floating-point number.
    let beyond = (difference.abs() - rounding - 1e-9 * exact.abs()).max(0.0);
    if beyond == 0.0 { 0.0 } else { difference.signum() * beyond / distribution.mean_error().unwrap() }
}

/// Holds all metrics of all months to their expectations; those that have none are named.
pub(crate) fn hold(name: &str, scenario: &Scenario, seed: u64, unknown: &[Metric]) -> (Ensemble, Vec<ExpectedMonth>) {
    let (ensemble, expected) = (simulated(scenario, seed), expected_months(scenario));
    let mut farthest = (0.0_f64, String::new());
    for month in &expected[1..] {
        for metric in Metric::ALL {
            let Some(value) = month.of(metric) else {
                assert!(unknown.contains(&metric), "{name}: no expectation of {}", metric.name());
                continue;
            };
            assert!(!unknown.contains(&metric), "{name}: an expectation of {}", metric.name());
            let z = z(&ensemble, month.month, metric, value.mean, value.rounding);
            let what = format!("{name}, month {}, {}: z = {z:.2}", month.month, metric.name());
            assert!(z.abs() <= FARTHEST, "{what}, {value:?}");
            if z.abs() > farthest.0.abs() {
                farthest = (z, what);
            }
        }
    }
    println!("farthest: {}", farthest.1);
    (ensemble, expected)
}

/// A negative control: a wrong expectation, which must be seen in some month.
pub(crate) fn rejected(name: &str, ensemble: &Ensemble, metric: Metric, wrong: impl Fn(Month) -> Option<f64>) {
    let each = ensemble.months().through().skip(1).filter_map(|month| Some((month, wrong(month)?)));
    let far = |(month, exact)| z(ensemble, month, metric, exact, 0.0).abs();
    let farthest = each.map(far).fold(0.0, f64::max);
    println!("rejected: {name}: z = {farthest:.2}");
    assert!(farthest > FARTHEST, "{name} should be rejected, but the farthest z is {farthest:.2}");
}

fn mean(months: &[ExpectedMonth], month: Month, metric: Metric) -> f64 {
    months[month.index()].of(metric).unwrap().mean
}

/// Expectations are held to a table that was computed independently with forty digits; money in major units.
fn is_as_in_the_table(months: &[ExpectedMonth], month: u16, metric: Metric, figure: f64) {
    let scale = metric.unit().scale() as f64;
    let computed = mean(months, Month::new(month), metric) / scale;
    assert!((computed - figure).abs() < 1e-9, "month {month}, {}: {computed} in place of {figure}", metric.name());
}

#[test]
fn the_expectations_of_a_career_are_those_of_the_table() {
    use Metric::{Commission, Customers, Net, NetTotal, RetailProfit, Team, Volume};
    let metrics = [Team, Customers, Volume, Commission, RetailProfit, Net, NetTotal];
    let rows: [(u16, [f64; 7]); 4] = [
        (1, [1.5, 0.69, 168.55, 1.375, 7.762_5, -200.862_5, -200.862_5]),
        (
            3,
            [2.404_612_5, 1.527_729, 290.234_346_494, 5.574_327_075, 17.186_951_25, -112.238_721_675, -431.495_265_425],
        ),
        (
            6,
            [
                3.612_054_437,
                2.376_083_931,
                479.647_945_986,
                13.134_769_198,
                26.730_944_224,
                -95.134_286_578,
                -733.661_343_828,
            ],
        ),
        (
            12,
            [
                5.874_008_708,
                3.445_385_269,
                881.070_639_613,
                30.759_379_569,
                38.760_584_272,
                -65.480_036_159,
                -1_197.821_719_348,
            ],
        ),
    ];
    let months = expected_months(&career(&[]));
    for (month, figures) in rows {
        for (metric, figure) in metrics.into_iter().zip(figures) {
            is_as_in_the_table(&months, month, metric, figure);
        }
    }
}

#[test]
fn the_expectations_of_a_career_that_stops_are_those_of_the_table() {
    use Metric::{Commission, Customers, Net, NetTotal, RetailProfit, Team};
    let metrics = [Team, Customers, Commission, RetailProfit, Net, NetTotal];
    let rows: [(u16, [f64; 6]); 4] = [
        (7, [3.502_707_219, 1.914_294_538, 14.549_737_591, 21.535_813_551, -98.914_448_858, -832.575_792_686]),
        (12, [3.261_954_271, 1.069_301_338, 17.624_610_371, 12.029_640_048, -105.345_749_581, -1_349.160_375_521]),
        (18, [3.121_313_747, 0.568_270_572, 18.459_405_576, 6.393_043_937, -110.147_550_487, -1_999.193_229_417]),
        (24, [3.057_444_434, 0.302_002_281, 18.456_345_416, 3.397_525_663, -113.146_128_921, -2_671.036_070_942]),
    ];
    let months = expected_months(&career(&["months=24", "you.stop-working-month=7"]));
    for (month, figures) in rows {
        for (metric, figure) in metrics.into_iter().zip(figures) {
            is_as_in_the_table(&months, month, metric, figure);
        }
    }
}

/// What levels 1 to 6 bring in month 12: a plan that pays all of one level's volume and nothing else says it.
#[test]
fn the_volume_of_each_level_is_that_of_the_table() {
    let table = [464.751_998_813, 123.958_868_311, 23.594_694_439, 3.334_849_559, 0.356_916_948, 0.029_092_901];
    for (level, figure) in (1..).zip(table) {
        let rates: Vec<&str> = (1..=level).map(|at| if at == level { "1" } else { "0" }).collect();
        let plan = format!("plan={{unilevel={{rates=[{}], compression=\"none\"}}}}", rates.join(", "));
        let months = expected_months(&career(&[&plan]));
        is_as_in_the_table(&months, 12, Metric::Commission, figure);
    }
}

#[test]
fn a_career_comes_to_its_expectations() {
    let scenario = career(&[]);
    let (ensemble, expected) = hold("a career", &scenario, 1, &[]);
    let late = |month: Month| {
        month.index().checked_sub(1).map(|before| mean(&expected, Month::new(before as u16), Metric::Customers))
    };
    rejected("customers counted from their second month", &ensemble, Metric::Customers, late);
    // Everybody as if a month longer there.
    let growth = scenario.growth();
    let joiners = ExpectedJoiners::new(growth, YourLife::AsItIs, 0);
    let orders = downline::buying::expected::member(scenario.buying(), Month::new(13));
    let yours = downline::buying::expected::you(scenario.buying(), Month::new(12), None);
    let older = |month: Month| {
        let active = joiners.active(joiners.everybody(), month).zip(&orders[1..]);
        let theirs: f64 = active.map(|(people, bought)| people * (bought.own + bought.sold)).sum();
        Some(100.0 * (theirs + yours[month.index()].own + yours[month.index()].sold))
    };
    rejected("members' orders a month too early", &ensemble, Metric::Volume, older);
    let shifted = expected_months(&career(&["plan.unilevel.rates=[0, \"5%\", \"5%\", \"5%\", \"4%\", \"3%\"]"]));
    let shifted = |month| Some(mean(&shifted, month, Metric::Commission));
    rejected("levels off by one", &ensemble, Metric::Commission, shifted);
}

#[test]
fn a_career_that_stops_comes_to_its_expectations() {
    let scenario = career(&["months=24", "you.stop-working-month=7"]);
    let (ensemble, _) = hold("you stop in month 7", &scenario, 2, &[]);
    let a_month_later = expected_months(&career(&["months=24", "you.stop-working-month=8"]));
    for metric in [Metric::Customers, Metric::Volume, Metric::Commission] {
        rejected("stopping a month later", &ensemble, metric, |month| Some(mean(&a_month_later, month, metric)));
    }
}

/// You are any newcomer: leaving and sponsoring, customers and orders as everybody's.
#[test]
fn a_typical_newcomer_s_career_comes_to_its_expectations() {
    let typical = ["you.sponsoring=\"typical\"", "you.stays=false", "you.orders=\"typical\""];
    let (ensemble, _) = hold("a typical newcomer", &career(&typical), 3, &[]);
    let stays = expected_months(&career(&["you.sponsoring=\"typical\"", "you.orders=\"typical\""]));
    for metric in [Metric::Customers, Metric::Commission, Metric::OwnOrders, Metric::Expenses] {
        rejected("who stays", &ensemble, metric, |month| Some(mean(&stays, month, metric)));
    }
}

#[test]
fn a_career_that_ends_in_a_stated_month_comes_to_its_expectations() {
    let (ensemble, _) = hold("you quit in month 5", &career(&["you.quits-in-month=5"]), 4, &[]);
    let later = expected_months(&career(&["you.quits-in-month=6"]));
    for metric in [Metric::Team, Metric::Volume, Metric::Commission, Metric::RetailProfit, Metric::NetTotal] {
        rejected("quitting a month later", &ensemble, metric, |month| Some(mean(&later, month, metric)));
    }
}

/// Everything that changes an amount at once, with a stated number of customers who are found by everybody alike.
const RICH: [&str; 9] = [
    "kits.volume=80",
    "costs.event=100",
    "events.months=[3, 8]",
    "orders.price-per-point=1.25",
    "customers.points=0.8",
    "customers.propensity-shape=\"none\"",
    "you.customers=1.2",
    "you.stays=false",
    "you.orders=\"typical\"",
];

#[test]
fn kits_events_prices_and_points_come_to_their_expectations() {
    let (ensemble, _) = hold("kits, events, prices and points", &career(&RICH), 5, &[]);
    let controls = [
        ("no kit volume", "kits.volume=0", Metric::Volume),
        ("no kit volume", "kits.volume=0", Metric::Commission),
        ("events a month later", "events.months=[4, 9]", Metric::Expenses),
        ("a point for 1.20", "orders.price-per-point=1.20", Metric::OwnOrders),
        ("a point a unit", "customers.points=1", Metric::Volume),
        ("you like anybody", "you.customers=\"typical\"", Metric::RetailProfit),
        ("a margin of 24 %", "customers.margin=0.24", Metric::RetailProfit),
    ];
    for (name, change, metric) in controls {
        let mut changes = RICH.to_vec();
        changes.push(change);
        let wrong = expected_months(&career(&changes));
        rejected(name, &ensemble, metric, |month| Some(mean(&wrong, month, metric)));
    }
}

const TEAM_PERCENT: &str = "plan={team-percent={rate=\"6%\"}}";

#[test]
fn a_share_of_the_team_s_volume_comes_to_its_expectations() {
    let may_quit = ["you.stays=false", "costs.event=30", "events.every=4"];
    let (ensemble, expected) = hold("team percent", &career(&[&may_quit[..], &[TEAM_PERCENT]].concat()), 6, &[]);
    // Your chance to be there and the team's volume are not independent: who is there has had more time.
    let product =
        |month: Month| Some(0.06 * expected[month.index()].you_active * mean(&expected, month, Metric::Volume));
    rejected("as if your stay did not bear on your team", &ensemble, Metric::Commission, product);
    let on = |month: Month| Some(0.06 * mean(&expected, month, Metric::Volume));
    rejected("paid on after you quit", &ensemble, Metric::Commission, on);
}

/// Where all orders are alike and nobody has customers, heads are counted and nothing else is drawn.
#[test]
fn heads_alone_come_to_their_expectations() {
    let plain = ["orders.share=1", "orders.spread=0", "customers.gained=0", "you.stays=false", TEAM_PERCENT];
    let (ensemble, _) = hold("heads alone", &career(&plain), 7, &[]);
    let another = expected_months(&career(&[&plain[..], &["orders.volume=105"]].concat()));
    for metric in [Metric::Volume, Metric::Commission, Metric::NetTotalBoughtAnyway] {
        rejected("smaller orders", &ensemble, metric, |month| Some(mean(&another, month, metric)));
    }
}

/// Under a plan with ranks and legs no exact law of pay is known, and all else is.
#[test]
fn what_does_not_follow_from_pay_is_known_under_any_plan() {
    use Metric::{Commission, Gross, Net, NetTotal, NetTotalBoughtAnyway};
    for (seed, name) in (8..).zip(["tenacious", "typical"]) {
        let scenario = changed(Draft::preset(name).unwrap(), &[]);
        let unknown = [Commission, Gross, Net, NetTotal, NetTotalBoughtAnyway];
        let (ensemble, expected) = hold(name, &scenario, seed, &unknown);
        let late = |month: Month| {
            month.index().checked_sub(1).map(|before| mean(&expected, Month::new(before as u16), Metric::Volume))
        };
        rejected("everything a month later", &ensemble, Metric::Volume, late);
    }
}

/// A plan of one level at 5 %, which asks for so many points of one's own.
fn asks_for(points: i64) -> Plan {
    let rates = vec![Rate::from_parts_per_million(50_000)];
    let plan = Plan::new(vec![Arc::new(Unilevel::new(rates, Compression::None))]);
    plan.with_active_volume(Volume::from_hundredths(points))
}

#[test]
fn an_expectation_is_missing_where_no_law_is_known_and_only_there() {
    let of = |scenario: &Scenario, metric| expected_months(scenario)[12].of(metric);
    let compressed = career(&["plan.unilevel.compression=\"standard\""]);
    assert_eq!([Metric::Commission, Metric::NetTotal].map(|metric| of(&compressed, metric)), [None; 2]);
    assert!(of(&compressed, Metric::RetailProfit).is_some() && of(&compressed, Metric::Expenses).is_some());
    // Your 110 points are certain and reach 110 points; a typical newcomer's are not.
    assert!(of(&career(&[]).with_plan(asks_for(110_00)).unwrap(), Metric::Net).is_some());
    assert_eq!(of(&career(&[]).with_plan(asks_for(110_01)).unwrap(), Metric::Net), None);
    let typical = career(&["you.orders=\"typical\""]).with_plan(asks_for(1)).unwrap();
    assert_eq!(of(&typical, Metric::Commission), None);
    // A plan that pays a margin itself says what retail profit is.
    let retail =
        Plan::new(vec![Arc::new(Retail::new(vec![Rate::from_parts_per_million(250_000)], MarginOf::RetailPrice))]);
    let retail = career(&["customers.margin=0"]).with_plan(retail).unwrap();
    assert_eq!([Metric::RetailProfit, Metric::Gross].map(|metric| of(&retail, metric)), [None; 2]);
}

/// People by the billion of billions are infinitely many, never something that is no number.
#[test]
fn people_beyond_all_numbers_are_infinitely_many() {
    let boundless = ["months=600", "sponsoring.mean=100", "sponsoring.propensity-shape=\"none\"", "customers.gained=0"];
    for volume in ["orders.volume=110", "orders.volume=0"] {
        let months = expected_months(&career(&[&boundless[..], &[volume]].concat()));
        let last = months[600];
        assert!(last.of(Metric::Team).unwrap().mean.is_infinite());
        for metric in Metric::ALL {
            assert!(!last.of(metric).unwrap().mean.is_nan(), "{volume}, {}", metric.name());
        }
        let is_nothing = last.of(Metric::Volume).unwrap().mean.is_finite();
        assert_eq!(is_nothing, volume.ends_with("=0"));
    }
}

#[test]
fn a_volume_to_qualify_that_your_orders_reach_changes_no_expectation() {
    let scenario = career(&["you.stays=false"]).with_plan(asks_for(100_00)).unwrap();
    let (ensemble, expected) = hold("100 points to qualify", &scenario, 10, &[]);
    // One level at 5 % is a fifth more than at 4 %.
    let less = |month: Month| Some(0.8 * mean(&expected, month, Metric::Commission));
    rejected("one level at 4 %", &ensemble, Metric::Commission, less);
}
