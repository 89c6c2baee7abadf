//! Customers and own orders under the real simulator, held to exact laws.
//!
//! Given a rate the number of customers of a member of tenure `a` is Poisson (thinning), so with gamma propensity of shape
//! `k` it is negative binomial: with mean `m`, variance `m + m^2 / k` and none with probability `(1 + m / k)^-k`.

use downline::buying::{Purchases, Shopping, expected};
use downline::growth::lifelines::{Growth, Sponsors};
use downline::growth::lives::Lives;
use downline::growth::organisation::Organisation;
use downline::growth::organisation_parameters::OrganisationParameters;
use downline::rng::MemberKey;
use downline::scenario::Draft;
use downline::units::{Month, Volume};
use downline::{Metric, Scenario, Settings, simulate};

use crate::other_models::customers_of_changing_people;
use crate::statistics::{FARTHEST, Sample, assert_p, assert_rejected, assert_z};

/// Enough to see one customer in a hundred too many or too few.
const TRIALS: u64 = 100_000;

/// Tenure, mean, variance and P(none) with shape 0.3, and P(none) with all alike, as computed with forty digits: 0.69
/// gained a month, leaving with 29 %, 29 %, then 10 %.
const TABLE: [(u16, f64, f64, f64, f64); 4] = [
    (1, 0.69, 2.277, 0.698_949_531_37, 0.501_576_069_066),
    (3, 1.527_729, 9.307_581_991_47, 0.581_517_562_699, 0.217_027_978_624),
    (6, 2.376_083_931, 21.195_333_421_521, 0.518_664_420_729, 0.092_913_722_544),
    (12, 3.445_385_268_585, 43.014_317_431_85, 0.468_907_767_603, 0.031_892_472_508),
];

const SHAPE: f64 = 0.3;
/// A plan that is quickly paid: what money does changes nobody's customers.
const QUICK: &str = "plan={team-percent={rate=\"6%\"}}";
const ALIKE: &str = "customers.propensity-shape=\"none\"";
/// Customers who leave as ever, only a month later.
const LATER: &str = "customers.quit=[{rate=0,months=1},{rate=\"29%\",months=2},{rate=\"10%\"}]";

fn scenario(preset: &str, changes: &[&str]) -> Scenario {
    let mut draft = Draft::preset(preset).unwrap();
    for change in changes {
        draft.set(change).unwrap();
    }
    draft.finish().unwrap().0
}

/// The probabilities of 0, 1, 2, ... customers, to where hardly anything is left.
fn law(mean: f64, shape: Option<f64>) -> Vec<f64> {
    let first = shape.map_or_else(|| (-mean).exp(), |k| (1.0 + mean / k).powf(-k));
    // The ratio of one probability to the one before: Poisson, or negative binomial.
    let ratio = |n: f64| shape.map_or(mean / n, |k| (k + n - 1.0) / n * mean / (mean + k));
    (1..400).scan(first, |p, n| Some(std::mem::replace(p, *p * ratio(f64::from(n))))).collect()
}

/// Your customers at the ends of these months, over all trials.
fn yours(scenario: &Scenario, months: &[u16], seed: u64) -> Vec<Sample> {
    let ensemble = simulate(scenario, &Settings::with_trials(TRIALS).with_seed(seed)).unwrap();
    let sample = |&month: &u16| {
        let customers = ensemble.distribution(Month::new(month), Metric::Customers);
        customers.cells().iter().flat_map(|&(number, count)| (0..count).map(move |_| number as usize)).collect()
    };
    months.iter().map(sample).collect()
}

/// Customers and points of one member a trial, at some tenures: of the first one you bring in, so that no two are of one
/// team. Whether it brings in anybody itself has nothing to do with its customers.
fn members(scenario: &Scenario, tenures: &[u16], trials: u64, seed: u64) -> Vec<(Sample, Vec<Volume>)> {
    let (growth, months) = (Growth::new(scenario.growth()), scenario.growth().months());
    let shopping = Shopping::new(scenario.buying(), months, scenario.growth().you().stop_working);
    let mut seen = vec![(Sample::default(), Vec::new()); tenures.len()];
    let (mut lives, mut purchases) = (Lives::new(), Purchases::new());
    for trial in 1..=trials {
        growth.grow(MemberKey::you(seed, trial), &mut lives, &mut Sponsors::default()).unwrap();
        lives.put_in_order();
        shopping.career(&lives, &mut purchases);
        let Some(member) = lives.team().members().get(1) else { continue };
        for (&tenure, (customers, points)) in tenures.iter().zip(&mut seen) {
            let month = Month::new(member.joined + tenure);
            if month <= months && member.is_active(month) {
                let bought = purchases.of(1, month);
                customers.add(bought.customers as usize);
                points.push(bought.points());
            }
        }
    }
    seen
}

fn assert_row(what: &str, sample: &Sample, mean: f64, shape: Option<f64>) {
    let variance = shape.map_or(mean, |k| mean + mean * mean / k);
    let law = law(mean, shape);
    assert_z(&format!("{what}, mean {}", sample.mean()), sample.z_of_mean(mean));
    assert_z(&format!("{what}, variance {}", sample.variance()), sample.z_of_variance(variance));
    assert_z(&format!("{what}, none"), sample.z_of_share(0, law[0]));
    assert_p(what, sample.p_value(&law));
}

/// The table, the recursions of the library and the laws of this file are one.
#[test]
fn the_expected_customers_are_those_of_the_table() {
    let typical = scenario("typical", &[]);
    let member = expected::member(typical.buying(), Month::new(12));
    let yours = expected::you(typical.buying(), Month::new(12), None);
    for (tenure, mean, variance, none, none_alike) in TABLE {
        let at = usize::from(tenure);
        for customers in [member[at].customers, yours[at].customers] {
            assert!((customers - mean).abs() < 1e-9, "{customers} at {tenure}");
        }
        assert!((mean + mean * mean / SHAPE - variance).abs() < 1e-9);
        assert!((law(mean, Some(SHAPE))[0] - none).abs() < 1e-10 && (law(mean, None)[0] - none_alike).abs() < 1e-10);
        for shape in [None, Some(SHAPE)] {
            let law = law(mean, shape);
            let sum: f64 = law.iter().sum();
            let found: f64 = (0..).zip(&law).map(|(n, p)| f64::from(n) * p).sum();
            assert!((sum - 1.0).abs() < 1e-9 && (found - mean).abs() < 1e-6, "{sum} and {found} of {shape:?}");
        }
    }
}

#[test]
fn you_have_the_customers_of_the_table_in_every_month() {
    let months = TABLE.map(|row| row.0);
    for (seed, (change, shape)) in (1..).zip([("customers.propensity-shape=0.3", Some(SHAPE)), (ALIKE, None)]) {
        let stays = scenario("typical", &["you.stays=true", QUICK, change]);
        for ((month, mean, ..), sample) in TABLE.into_iter().zip(yours(&stays, &months, seed)) {
            assert_row(&format!("your customers in month {month}, {shape:?}"), &sample, mean, shape);
        }
        // The control: customers who leave a month later.
        let later = scenario("typical", &["you.stays=true", QUICK, change, LATER]);
        let sample = &yours(&later, &months, seed)[1];
        let z = sample.z_of_mean(TABLE[1].1);
        assert!(z.abs() > FARTHEST, "hazards shifted by a month should be rejected, but z = {z:.2}");
        assert_rejected("hazards shifted by a month", sample.p_value(&law(TABLE[1].1, shape)));
    }
}

/// People who may quit have customers while they are there, and whether they are has nothing to do with how many.
#[test]
fn who_quits_has_no_customers_any_more() {
    let typical = scenario("typical", &[QUICK]);
    let survival = typical.growth().attrition().survival(Month::new(12));
    let months = TABLE.map(|row| row.0);
    for ((month, mean, _, none, _), sample) in TABLE.into_iter().zip(yours(&typical, &months, 11)) {
        let there = survival[usize::from(month)];
        assert_z(&format!("month {month}"), sample.z_of_mean(there * mean));
        assert_z(&format!("none in month {month}"), sample.z_of_share(0, 1.0 - there * (1.0 - none)));
    }
}

/// From the month in which you stop no customer comes, and those who came leave as they would.
#[test]
fn your_customers_leave_you_when_you_stop() {
    let changes = ["you.stop-working-month=7", "months=24", "you.stays=true", QUICK];
    let table = [(7, 1.914_294_538), (12, 1.069_301_338), (18, 0.568_270_572), (24, 0.302_002_281)];
    // A stated rate of yours is without propensity; as a typical member you draw one.
    for (seed, (yours_is, shape)) in
        (21..).zip([("you.customers=0.69", None), ("you.customers=\"typical\"", Some(SHAPE))])
    {
        let stops = scenario("typical", &[&changes[..], &[yours_is]].concat());
        let expected = expected::you(stops.buying(), Month::new(24), Some(Month::new(7)));
        for ((month, mean), sample) in table.into_iter().zip(yours(&stops, &table.map(|row| row.0), seed)) {
            assert!((expected[usize::from(month)].customers - mean).abs() < 1e-9);
            assert_row(&format!("month {month}, {shape:?}"), &sample, mean, shape);
        }
        // The control: who stops a month later.
        let later = scenario("typical", &[&changes[1..], &["you.stop-working-month=8", yours_is]].concat());
        let z = yours(&later, &[12], seed)[0].z_of_mean(table[1].1);
        assert!(z.abs() > FARTHEST, "a stop in month 8 should be rejected, but z = {z:.2}");
    }
}

#[test]
fn a_member_has_the_customers_of_the_table_at_every_tenure() {
    let tenures = [0, 1, 3, 6, 12];
    for (seed, (change, shape)) in (31..).zip([("customers.propensity-shape=0.3", Some(SHAPE)), (ALIKE, None)]) {
        let builder = scenario("builder", &["months=16", change]);
        let seen = members(&builder, &tenures, TRIALS, seed);
        assert!(seen[0].0.share(0) >= 1.0, "customers in the joining month");
        for ((tenure, mean, ..), (sample, _)) in TABLE.into_iter().zip(&seen[1..]) {
            assert!(sample.trials() > 20_000.0, "{} members of tenure {tenure}", sample.trials());
            assert_row(&format!("a member of tenure {tenure}, {shape:?}"), sample, mean, shape);
        }
        // The control: customers who leave a month later.
        let later = members(&scenario("builder", &["months=16", change, LATER]), &[3], TRIALS, seed);
        assert_rejected("hazards shifted by a month", later[0].0.p_value(&law(TABLE[1].1, shape)));
    }
}

/// Negative control: a rate drawn afresh each month has the mean of the table and another law, and is rejected.
#[test]
fn a_rate_of_customers_drawn_afresh_each_month_is_rejected() {
    let typical = scenario("typical", &[]);
    let leaving = typical.buying().customers().unwrap().leaving();
    for (tenure, mean, variance, none, _) in TABLE.into_iter().skip(1) {
        let afresh: Sample =
            customers_of_changing_people((0.69, SHAPE), leaving, tenure, TRIALS, 41).into_iter().collect();
        assert_z("the same mean", afresh.z_of_mean(mean));
        assert_rejected("a rate each month", afresh.p_value(&law(mean, Some(SHAPE))));
        let z = [afresh.z_of_variance(variance), afresh.z_of_share(0, none)];
        assert!(z.iter().all(|z| z.abs() > FARTHEST), "variance and none should be rejected, but z = {z:.2?}");
    }
    // In the first month there is nothing to tell apart.
    let first: Sample = customers_of_changing_people((0.69, SHAPE), leaving, 1, TRIALS, 42).into_iter().collect();
    assert_p("the first month", first.p_value(&law(0.69, Some(SHAPE))));
}

/// A member orders in half of its months, whether it ordered in the month before or not, and always the same.
#[test]
fn own_orders_come_in_their_share_of_months_and_differ_between_members() {
    let builder = scenario("builder", &["months=8", "customers.gained=0"]);
    let (growth, months) = (Growth::new(builder.growth()), builder.growth().months());
    let shopping = Shopping::new(builder.buying(), months, None);
    let (mut lives, mut purchases) = (Lives::new(), Purchases::new());
    let (mut ordered, mut pairs) = (Sample::default(), Sample::default());
    let mut usual = Sample::default();
    for trial in 1..=TRIALS {
        growth.grow(MemberKey::you(51, trial), &mut lives, &mut Sponsors::default()).unwrap();
        lives.put_in_order();
        shopping.career(&lives, &mut purchases);
        let Some(member) = lives.team().members().get(1).filter(|member| member.joined <= 5) else { continue };
        let months = [0, 1, 2].map(|tenure| Month::new(member.joined + tenure));
        if member.is_active(months[2]) {
            let orders = months.map(|month| purchases.of(1, month).own);
            let placed: Vec<Volume> = orders.into_iter().filter(|&order| order > Volume::ZERO).collect();
            assert!(placed.windows(2).all(|pair| pair[0] == pair[1]), "a member's order is its usual one");
            ordered.add(usize::from(orders[1] > Volume::ZERO));
            pairs.add(placed.len());
            if let Some(order) = placed.first() {
                usual.add(order.hundredths() as usize);
            }
        }
    }
    assert_z("a share of one half", ordered.z_of_share(1, 0.5));
    // Months are drawn apart: 1, 3, 3 and 1 of 8.
    assert_p("none to three of three months", pairs.p_value(&[0.125, 0.375, 0.375]));
    assert_z("the mean order", usual.z_of_mean(110_00.0));
    assert_z("the spread of orders", usual.z_of_variance((0.5_f64 * 110_00.0).powi(2)));
    // The control: another spread.
    let z = usual.z_of_variance((0.48_f64 * 110_00.0).powi(2));
    assert!(z.abs() > FARTHEST, "another spread should be rejected, but z = {z:.2}");
}

/// The points of a month, two to a cell of twenty.
fn cells(points: &[Volume]) -> Sample {
    points.iter().map(|points| (points.hundredths() as usize).div_ceil(20_00).min(60)).collect()
}

fn first_of(sample: &[usize], number: usize) -> Sample {
    sample[..number].iter().copied().collect()
}

/// The members of a large organisation in its last month by tenure: customers and points, the kit apart.
fn organisation(scenario: &Scenario, members: u32, age: u16, seed: u64) -> Vec<(u16, u32, Volume)> {
    let size = OrganisationParameters::new(members, age, 1).unwrap();
    let organisation = Organisation::grow(scenario.growth(), size, seed).unwrap();
    let shopping = Shopping::new(scenario.buying(), organisation.age(), None);
    let mut purchases = Purchases::new();
    let last = organisation.age();
    shopping.organisation(organisation.lives(), &(last..=last), &mut purchases);
    let members = (0_u32..).zip(organisation.team().members()).skip(1).filter(|member| member.1.is_active(last));
    let bought = |(id, life): (u32, &downline::team::Lifeline)| {
        let bought = purchases.of(id, last);
        (last.get() - life.joined, bought.customers, bought.points())
    };
    members.map(bought).collect()
}

/// You, the members of careers and those of an organisation are the same people from tenure 1 on.
#[test]
fn you_and_members_of_careers_and_of_an_organisation_agree_tenure_by_tenure() {
    let tenures = [0, 1, 2, 3, 6, 12];
    let typical = scenario("typical", &["months=18"]);
    let expected = expected::member(typical.buying(), Month::new(12));
    let company = organisation(&typical, 150_000, 48, 61);
    // More of your own recruits, so that trials are not wasted; whom you bring in are typical members.
    let seen = members(&scenario("builder", &["months=18"]), &tenures, 60_000, 62);
    let you = you_by_month(&typical, &tenures, 60_000, 63);
    for ((tenure, seen), you) in tenures.into_iter().zip(seen).zip(you) {
        let of_company: Vec<(usize, Volume)> =
            company.iter().filter(|member| member.0 == tenure).map(|member| (member.1 as usize, member.2)).collect();
        let at = &expected[usize::from(tenure)];
        let customers: Sample = of_company.iter().map(|member| member.0).collect();
        let name = |whose: &str| format!("{whose} of tenure {tenure}");
        // In the joining month nobody has customers yet.
        if tenure == 0 {
            assert!(customers.share(0) >= 1.0 && seen.0.share(0) >= 1.0);
        } else {
            assert_row(&name("members of an organisation"), &customers, at.customers, Some(SHAPE));
        }
        let points =
            |sample: &[Volume]| -> Sample { sample.iter().map(|points| points.hundredths() as usize).collect() };
        let volumes: Vec<Volume> = of_company.iter().map(|member| member.1).collect();
        for (whose, sample) in [("a company's members", &volumes), ("a career's members", &seen.1)] {
            assert_z(&name(whose), points(sample).z_of_mean((at.own + at.sold) * 100.0));
        }
        // Two samples of equal size: of points in cells, and of customers.
        let number = volumes.len().min(seen.1.len());
        assert!(number > 1_500, "{number} of tenure {tenure}");
        assert_p(&name("points of members"), cells(&volumes[..number]).p_value_of_same_law(&cells(&seen.1[..number])));
        if tenure > 0 {
            let number = number.min(you.len());
            let yours: Vec<Volume> = you.iter().map(|month| month.1).collect();
            assert_z(&name("you"), points(&yours).z_of_mean((at.own + at.sold) * 100.0));
            let pair = [&yours[..number], &volumes[..number]].map(cells);
            assert_p(&name("points of you and of members"), pair[0].p_value_of_same_law(&pair[1]));
            let [yours, theirs] = [
                you.iter().map(|month| month.0).collect::<Vec<usize>>(),
                of_company.iter().map(|member| member.0).collect(),
            ];
            let same = first_of(&yours, number).p_value_of_same_law(&first_of(&theirs, number));
            assert_p(&name("customers of you and of members"), same);
        }
    }
}

/// The control of the two-sample tests: members of one tenure are not those of another, and people who are all alike are
/// not these.
#[test]
fn other_tenures_and_other_people_are_told_apart() {
    let typical = scenario("typical", &[]);
    let company = organisation(&typical, 60_000, 48, 64);
    let alike = organisation(&scenario("typical", &[ALIKE]), 60_000, 48, 65);
    let of = |company: &[(u16, u32, Volume)], tenure| -> Vec<Volume> {
        company.iter().filter(|member| member.0 == tenure).map(|member| member.2).collect()
    };
    let p = |one: &[Volume], other: &[Volume]| {
        let number = one.len().min(other.len());
        cells(&one[..number]).p_value_of_same_law(&cells(&other[..number]))
    };
    assert_rejected("a month more", p(&of(&company, 1), &of(&company, 2)));
    assert_rejected("all alike", p(&of(&company, 3), &of(&alike, 3)));
}

/// Your customers and points in some months, of the trials in which you are there.
fn you_by_month(scenario: &Scenario, months: &[u16], trials: u64, seed: u64) -> Vec<Vec<(usize, Volume)>> {
    let growth = Growth::new(scenario.growth());
    let shopping = Shopping::new(scenario.buying(), scenario.growth().months(), None);
    let (mut lives, mut purchases) = (Lives::new(), Purchases::new());
    let mut seen = vec![Vec::new(); months.len()];
    for trial in 1..=trials {
        growth.grow(MemberKey::you(seed, trial), &mut lives, &mut Sponsors::default()).unwrap();
        lives.put_in_order();
        shopping.career(&lives, &mut purchases);
        for (&month, seen) in months.iter().zip(&mut seen) {
            if month > 0 && lives.team().members()[0].is_active(Month::new(month)) {
                let bought = purchases.of(0, Month::new(month));
                seen.push((bought.customers as usize, bought.points()));
            }
        }
    }
    seen
}

/// In an organisation that has kept its size for long, 4.375 071 522 customers a member for each one gained a month; none
/// for 53 of 100.
#[test]
fn a_steady_organisation_has_three_customers_a_member() {
    let typical = scenario("typical", &[]);
    let company = organisation(&typical, 40_000, 480, 71);
    let survival = typical.growth().attrition().survival(Month::new(480));
    let expected = expected::member(typical.buying(), Month::new(480));
    let whole: f64 = survival.iter().sum();
    let over = |of: &dyn Fn(f64) -> f64| -> f64 {
        survival.iter().zip(&expected).map(|(there, month)| there * of(month.customers)).sum::<f64>() / whole
    };
    let (mean, none) = (over(&|mean| mean), over(&|mean| (1.0 + mean / SHAPE).powf(-SHAPE)));
    assert!((mean - 0.69 * 4.375_071_522).abs() < 1e-6 && (none - 0.5317).abs() < 1e-3, "{mean} and {none}");
    let customers: Sample = company.iter().map(|member| member.1 as usize).collect();
    assert_z(&format!("customers a member: {}", customers.mean()), customers.z_of_mean(mean));
    assert_z("without a customer", customers.z_of_share(0, none));
    // The control: the mean of a member who has been there for a year.
    let z = customers.z_of_mean(TABLE[3].1);
    assert!(z.abs() > FARTHEST, "a year's customers should be rejected, but z = {z:.2}");
}
