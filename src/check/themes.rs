//! The themes of the table: which simulated figure is held to which law.

use std::sync::Arc;

use super::measure::{About, Sample, mean_is};
use super::models::{
    MONTH_12, STAYS, TYPICAL, active, alike, by_tenure, draw, draw_month_by_month, month_12, one_in_ten,
    one_month_each, uneven,
};
use super::{Check, CheckError, FEWEST_CONTROL_TRIALS};
use crate::buying::expected::your_customers;
use crate::commission::{Compression, EarnerByRule, Plan, Unilevel};
use crate::growth::exact::{active_by_level, head_count};
use crate::growth::parameters::{Distribution, GrowthParameters, OffspringLaw, You};
use crate::growth::uniform_sponsor::UniformSponsor;
use crate::results::Metric;
use crate::rng::{MemberKey, Purpose};
use crate::scenario::Scenario;
use crate::settlement::{AlikeTeam, Settlement};
use crate::simulate::{ExpectedValue, Settings, expected_months, simulate};
use crate::team::Team;
use crate::units::{Month, Rate, Volume};

type Theme = fn(u64, u64) -> Result<Vec<Check>, CheckError>;

/// All themes, in the order of the table: each takes trials and a seed.
pub(super) const ALL: [Theme; 11] = [
    survival,
    constant_hazard,
    tenure_and_propensity,
    typical_you,
    other_laws,
    stop_working,
    dying_out,
    unilevel,
    customers_and_money,
    total_size,
    gastwirth,
];

/// The exact engine's law, in one line of the table.
const EXACT_LAW: &str = "generating function by FFT";
const EXACT_MEAN: &str = "renewal equation";
const EXACT_VARIANCE: &str = "variance by total variance";

/// Mean, variance and whole law of month 12 against the exact engine.
fn against_exact(
    name: &'static str,
    model: &GrowthParameters,
    trials: u64,
    seed: u64,
) -> Result<Vec<Check>, CheckError> {
    let (sample, law) = (month_12(model, trials, seed)?, head_count(model, MONTH_12)?);
    Ok(vec![
        sample.mean_is(About { name, law: EXACT_MEAN }, law.mean()),
        sample.variance_is(About { name, law: EXACT_VARIANCE }, law.variance()),
        sample.law_is(About { name, law: EXACT_LAW }, law.probabilities()),
    ])
}

fn survival(trials: u64, seed: u64) -> Result<Vec<Check>, CheckError> {
    let model = GrowthParameters::new(12, alike(0.0)?, by_tenure()?, TYPICAL)?;
    let sample = month_12(&model, trials, seed)?;
    let curve = model.attrition().survival(MONTH_12);
    let about = About { name: "you after 12 months", law: "product of 1 - h(tenure)" };
    Ok(vec![sample.share_is(about, 1, curve[12])])
}

fn constant_hazard(trials: u64, seed: u64) -> Result<Vec<Check>, CheckError> {
    let model = GrowthParameters::new(12, alike(0.15)?, one_in_ten()?, STAYS)?;
    let mut checks = against_exact("team, all alike, 1 in 10 quits", &model, trials, seed)?;
    // With Poisson sponsoring, a newcomer at risk in its joining month is as good as a tenth fewer newcomers.
    let at_risk = GrowthParameters::new(12, alike(0.15 * 0.9)?, one_in_ten()?, STAYS)?;
    let sample = month_12(&model, trials.max(FEWEST_CONTROL_TRIALS), seed)?;
    let about = About { name: "team, all alike, 1 in 10 quits", law: "wrong: newcomers at risk too" };
    checks.push(sample.law_is(about, head_count(&at_risk, MONTH_12)?.probabilities()).must_be_rejected());
    Ok(checks)
}

fn tenure_and_propensity(trials: u64, seed: u64) -> Result<Vec<Check>, CheckError> {
    let you = You { stated_mean: Some(0.5), ..STAYS };
    let model = GrowthParameters::new(12, uneven()?, by_tenure()?, you)?;
    against_exact("team, people differ, you at 0.5", &model, trials, seed)
}

fn typical_you(trials: u64, seed: u64) -> Result<Vec<Check>, CheckError> {
    let name = "team of a typical newcomer";
    let model = GrowthParameters::new(12, uneven()?, by_tenure()?, TYPICAL)?;
    let law = head_count(&model, MONTH_12)?;
    let mut checks = against_exact(name, &model, trials, seed)?;
    let mut readable = Sample::default();
    draw_month_by_month(&model, trials / 4, seed, |team| readable.add(active(team, MONTH_12)));
    let month_by_month = "the same, drawn month by month";
    checks.push(readable.law_is(About { name: month_by_month, law: EXACT_LAW }, law.probabilities()));
    let same_people = GrowthParameters::new(12, alike(0.07)?, by_tenure()?, TYPICAL)?;
    let sample = month_12(&model, trials.max(FEWEST_CONTROL_TRIALS), seed)?;
    let about = About { name, law: "wrong: people all alike, same mean" };
    checks.push(sample.law_is(about, head_count(&same_people, MONTH_12)?.probabilities()).must_be_rejected());
    Ok(checks)
}

fn other_laws(trials: u64, seed: u64) -> Result<Vec<Check>, CheckError> {
    let bernoulli = OffspringLaw::new(Distribution::Bernoulli, 0.2, None)?;
    let fixed = OffspringLaw::new(Distribution::Fixed, 1.0, None)?;
    let mut checks = Vec::new();
    for (name, law) in [("team, bernoulli sponsoring", bernoulli), ("team, fixed sponsoring", fixed)] {
        // With one recruit every month the team nearly doubles: half a year and fewer trials do.
        let large = law.distribution() == Distribution::Fixed;
        let months = if large { 6 } else { 12 };
        let model = GrowthParameters::new(months, law, by_tenure()?, STAYS)?;
        let trials = if large { trials / 4 } else { trials };
        let month = model.months();
        let mut sample = Sample::default();
        draw(&model, trials, seed, |team| sample.add(active(team, month)))?;
        let law = head_count(&model, month)?;
        checks.push(sample.law_is(About { name, law: EXACT_LAW }, law.probabilities()));
    }
    Ok(checks)
}

fn stop_working(trials: u64, seed: u64) -> Result<Vec<Check>, CheckError> {
    let you = You { stated_mean: Some(1.0), stop_working: Some(Month::new(7)), ..STAYS };
    let model = GrowthParameters::new(12, uneven()?, by_tenure()?, you)?;
    against_exact("team, you stop in month 7", &model, trials, seed)
}

fn dying_out(trials: u64, seed: u64) -> Result<Vec<Check>, CheckError> {
    let model = GrowthParameters::new(12, alike(0.15)?, one_in_ten()?, TYPICAL)?;
    let sample = month_12(&model, trials, seed)?;
    // One member's month: it stays with 0.9, and each recruit starts a line.
    let gone = (0..12).fold(0.0, |gone, _| (0.1 + 0.9 * gone) * libm::exp(0.15 * (gone - 1.0)));
    let about = About { name: "whole line gone by month 12", law: "f(f(...f(0))), Galton-Watson" };
    Ok(vec![sample.share_is(about, 0, gone)])
}

/// What a plan pays on levels 1 to 5.
const PERCENTS: [u32; 5] = [5, 5, 5, 4, 3];

/// A plan of levels that pay these percents.
fn levels(percents: &[u32]) -> Plan {
    let rates = percents.iter().map(|percent| Rate::from_parts_per_million(percent * 10_000)).collect();
    Plan::new(vec![Arc::new(Unilevel::new(rates, Compression::None))])
}

/// What 5/5/5/4/3 % pay on $100 a member, in whole dollars: of month 12, and of months 1 to 12.
fn unilevel(trials: u64, seed: u64) -> Result<Vec<Check>, CheckError> {
    let you = You { stated_mean: Some(0.5), ..STAYS };
    let model = GrowthParameters::new(12, uneven()?, by_tenure()?, you)?;
    let plan = levels(&PERCENTS);
    let (mut settlement, mut yours) = (Settlement::new(&plan), EarnerByRule::new(0));
    let (mut last, mut all) = (Sample::default(), Sample::default());
    draw(&model, trials / 4, seed, |team| {
        let network = AlikeTeam { team, personal: Volume::from_hundredths(10_000) };
        settlement.begin(&network);
        let pay = (1..=12).map(|month| {
            // Sums never break off.
            let _ = settlement.month(&network, Month::new(month), &mut yours);
            yours.total()
        });
        let dollars: Vec<usize> = pay.map(|pay| usize::try_from(pay.cents() / 100).unwrap_or(0)).collect();
        last.add(dollars[11]);
        all.add(dollars.iter().sum());
    })?;
    let people = active_by_level(&model, 5);
    let expected = |month: usize| -> f64 {
        people[month][1..].iter().zip(PERCENTS).map(|(people, dollars)| people * f64::from(dollars)).sum()
    };
    let law = "expected people by level";
    Ok(vec![
        last.mean_is(About { name: "unilevel pay of month 12, $", law }, expected(12)),
        all.mean_is(About { name: "unilevel pay of 12 months, $", law }, (1..=12).map(expected).sum()),
    ])
}

/// A whole scenario: the customers, the volume and the money of `tenacious` under five levels.
fn customers_and_money(trials: u64, seed: u64) -> Result<Vec<Check>, CheckError> {
    const BUYING: &str = "renewal equation times expected orders";
    let under = |percents: &[u32]| -> Result<Scenario, CheckError> {
        Ok(Scenario::preset("tenacious")?.with_plan(levels(percents))?)
    };
    let scenario = under(&PERCENTS)?;
    let settings = Settings::with_trials(trials.max(FEWEST_CONTROL_TRIALS)).with_seed(seed);
    let simulated = simulate(&scenario, &settings)?;
    let month = simulated.months();
    let sample = Sample::of(simulated.distribution(month, Metric::Customers));
    let law = your_customers(scenario.buying(), month, scenario.growth().you().stop_working);
    let about = |law| About { name: "your customers in month 12", law };
    let alike: Vec<f64> = poisson(law.mean(), MOST_CUSTOMERS);
    let mut checks = vec![
        sample.mean_is(about("rate times expected months of a customer"), law.mean()),
        sample.variance_is(about("m + m^2 / k"), law.variance()),
        sample.share_is(about("(1 + m / k)^-k"), 0, law.none()),
        sample.law_is(about("negative binomial, thinning"), &law.probabilities(MOST_CUSTOMERS)),
        sample.law_is(about("wrong: sellers all alike, same mean"), &alike).must_be_rejected(),
    ];
    let no_law = ExpectedValue { mean: f64::NAN, rounding: 0.0 };
    let compare = |name, metric: Metric, law, scenario: &Scenario| {
        let exact = expected_months(scenario)[month.index()].of(metric).unwrap_or(no_law);
        mean_is(About { name, law }, simulated.distribution(month, metric), exact, metric.unit().scale())
    };
    let pay = "level pay of month 12, $";
    checks.extend([
        compare("volume of the team in month 12", Metric::Volume, BUYING, &scenario),
        compare(pay, Metric::Commission, "expected volume by level", &scenario),
        compare(pay, Metric::Commission, "wrong: a level further down", &under(&[0, 5, 5, 5, 4, 3])?)
            .must_be_rejected(),
        compare("net of month 12, $", Metric::Net, "commission + margin - costs", &scenario),
        compare("net of 12 months, $", Metric::NetTotal, "the same, added up", &scenario),
    ]);
    Ok(checks)
}

/// More customers than anybody has.
const MOST_CUSTOMERS: usize = 400;

/// Poisson's law, `e^-m m^n / n!`.
fn poisson(mean: f64, most: usize) -> Vec<f64> {
    let mut law = vec![libm::exp(-mean)];
    for number in 1..=most {
        #[allow(clippy::cast_precision_loss)] // numbers of customers
        law.push(law[number - 1] * mean / number as f64);
    }
    law
}

fn total_size(trials: u64, seed: u64) -> Result<Vec<Check>, CheckError> {
    let name = "everyone who ever joined a line";
    let model = GrowthParameters::new(100, alike(0.5)?, one_month_each()?, TYPICAL)?;
    let mut sample = Sample::default();
    draw(&model, trials.max(FEWEST_CONTROL_TRIALS), seed, |team| sample.add(team.len()))?;
    Ok(vec![
        sample.law_is(About { name, law: "Borel, mean 0.5" }, &borel(0.5)),
        sample.law_is(About { name, law: "wrong: Borel, mean 0.55" }, &borel(0.55)).must_be_rejected(),
    ])
}

/// Borel's law of the total size, `P(n) = e^(-mean n) (mean n)^(n-1) / n!`, for sizes 0 to 400.
fn borel(mean: f64) -> Vec<f64> {
    let log = |n: f64| -mean * n + (n - 1.0) * libm::log(mean * n) - libm::lgamma(n + 1.0);
    (0..=400).map(|size| if size == 0 { 0.0 } else { libm::exp(log(f64::from(size))) }).collect()
}

#[allow(clippy::unnecessary_wraps)] // a theme like the others
fn gastwirth(trials: u64, seed: u64) -> Result<Vec<Check>, CheckError> {
    let pyramid = UniformSponsor::new(100);
    let (mut without, mut yours) = (Sample::default(), Sample::default());
    let mut team = Team::new();
    for trial in 1..=trials {
        pyramid.grow(&mut MemberKey::you(seed, trial).stream(Purpose::Monthly), &mut team);
        let mut recruits = [0usize; 100];
        team.members().iter().skip(1).for_each(|member| recruits[member.sponsor as usize] += 1);
        without.add(recruits.iter().filter(|&&recruits| recruits == 0).count());
        yours.add(recruits[9]);
    }
    let nobody = "pyramid of 100: who recruits nobody";
    Ok(vec![
        without.mean_is(About { name: nobody, law: "n/2, Gastwirth 1977" }, 50.0),
        without.variance_is(About { name: nobody, law: "n/12" }, 100.0 / 12.0),
        without.law_is(About { name: nobody, law: "Eulerian numbers" }, &pyramid.recruitless()),
        yours.law_is(
            About { name: "pyramid of 100: recruits of the 10th", law: "sum of chances 1/10 ... 1/99" },
            &pyramid.recruits(10, 99),
        ),
    ])
}
