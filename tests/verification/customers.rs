//! How many customers you and a member have by tenure, and what they order: whole laws.
//!
//! Sizes of samples: with 100,000 lives a mean of three with a variance of 43 is known to 0.02, a share to 0.0016.

use downline::buying::expected::{self, CustomerCount};
use downline::buying::parameters::{BuyingParameters, Customers, OwnOrders, YourBuying};
use downline::buying::{Purchases, Shopping};
use downline::growth::lifelines::{Growth, Sponsors};
use downline::growth::lives::Lives;
use downline::growth::parameters::{GrowthParameters, You};
use downline::rng::MemberKey;
use downline::units::{Money, Month, Probability, Rate, Volume};

use crate::models::{STAYS, TYPICAL, model_of, poisson, steps, tenured, uneven};
use crate::statistics::{FARTHEST, Sample, assert_p, assert_rejected, assert_z};

const TRIALS: u64 = 100_000;
const TENURES: [u16; 5] = [1, 2, 3, 6, 12];

/// The customers of the published-data presets: 0.69 gained a month, $45 a month.
fn buying(shape: Option<f64>, yours: Option<f64>) -> BuyingParameters {
    let share = Probability::new(0.5).unwrap();
    let orders = OwnOrders::new(share, Volume::from_hundredths(110_00), 0.5, Money::from_cents(1_00)).unwrap();
    let customers = Customers::new(0.69, shape, steps(&[(0.29, Some(2)), (0.10, None)])).unwrap();
    let margin = Rate::from_parts_per_million(250_000);
    let customers = customers.ordering(Money::from_cents(45_00), 0.5, 1.0, margin).unwrap();
    let you = YourBuying { customers: yours, orders: None };
    BuyingParameters::new(orders).with_customers(customers).with_you(you).unwrap()
}

/// Draws lives with what everybody buys, and shows each.
fn live(growth: &GrowthParameters, buying: &BuyingParameters, seed: u64, mut look: impl FnMut(&Lives, &Purchases)) {
    let shopping = Shopping::new(buying, growth.months(), growth.you().stop_working);
    let growth = Growth::new(growth);
    let (mut lives, mut sponsors, mut purchases) = (Lives::new(), Sponsors::default(), Purchases::new());
    for trial in 1..=TRIALS {
        growth.grow(MemberKey::you(seed, trial), &mut lives, &mut sponsors).unwrap();
        lives.put_in_order();
        shopping.career(&lives, &mut purchases);
        look(&lives, &purchases);
    }
}

/// Your customers in some months.
fn your_customers(growth: &GrowthParameters, buying: &BuyingParameters, seed: u64) -> [Sample; 5] {
    let mut samples: [Sample; 5] = Default::default();
    live(growth, buying, seed, |_, purchases| {
        for (sample, month) in samples.iter_mut().zip(TENURES) {
            sample.add(purchases.of(0, Month::new(month)).customers as usize);
        }
    });
    samples
}

#[track_caller]
fn hold(what: &str, sample: &Sample, law: CustomerCount) {
    assert_z(&format!("mean of {what}"), sample.z_of_mean(law.mean()));
    assert_z(&format!("variance of {what}"), sample.z_of_variance(law.variance()));
    assert_z(&format!("none of {what}"), sample.z_of_share(0, law.none()));
    assert_p(what, sample.p_value(&law.probabilities(400)));
}

#[test]
fn your_customers_have_their_law_in_every_month() {
    let growth = model_of(12, poisson(0.0), tenured(), STAYS);
    let rows =
        [("uneven", buying(Some(0.3), None)), ("alike", buying(None, None)), ("stated", buying(Some(0.3), Some(1.5)))];
    for (seed, (name, buying)) in (1..).zip(rows) {
        for (sample, month) in your_customers(&growth, &buying, seed).iter().zip(TENURES.map(Month::new)) {
            hold(&format!("{name}, month {month}"), sample, expected::your_customers(&buying, month, None));
        }
    }
}

#[test]
fn customers_stop_coming_when_you_stop_working() {
    let you = You { stop_working: Some(Month::new(3)), ..STAYS };
    let growth = model_of(12, poisson(0.0), tenured(), you);
    let buying = buying(Some(0.3), None);
    let samples = your_customers(&growth, &buying, 11);
    for (sample, month) in samples.iter().zip(TENURES.map(Month::new)) {
        let law = expected::your_customers(&buying, month, you.stop_working);
        hold(&format!("stopped, month {month}"), sample, law);
    }
    let later = expected::your_customers(&buying, Month::new(3), Some(Month::new(4)));
    assert_rejected("stopping a month later", samples[2].p_value(&later.probabilities(400)));
}

/// A member of the team, at its own tenure, whoever is above it: one of each team, so that lives are independent.
#[test]
fn a_member_s_customers_have_the_law_of_its_tenure() {
    for (seed, (name, shape)) in (21..).zip([("uneven", Some(0.3)), ("alike", None)]) {
        let buying = buying(shape, None);
        let mut samples: [Sample; 5] = Default::default();
        let growth = model_of(16, poisson(0.3), tenured(), STAYS);
        live(&growth, &buying, seed, |lives, purchases| {
            let first = lives.team().members().iter().enumerate().nth(1).filter(|(_, member)| member.joined <= 4);
            let Some((id, member)) = first else { return };
            for (sample, tenure) in samples.iter_mut().zip(TENURES) {
                let month = Month::new(member.joined + tenure);
                if member.is_active(month) {
                    sample.add(purchases.of(id as u32, month).customers as usize);
                }
            }
        });
        for (sample, tenure) in samples.iter().zip(TENURES.map(Month::new)) {
            hold(&format!("{name}, tenure {tenure}"), sample, expected::customers(&buying, tenure));
        }
    }
}

/// Customers do not depend on sponsoring: a typical newcomer who may quit has the same customers while it is there.
#[test]
fn whether_you_stay_says_nothing_about_your_customers() {
    let buying = buying(Some(0.3), None);
    let growth = model_of(12, uneven(), tenured(), TYPICAL);
    let mut there = Sample::default();
    live(&growth, &buying, 31, |lives, purchases| {
        if lives.team().members()[0].is_active(Month::new(6)) {
            there.add(purchases.of(0, Month::new(6)).customers as usize);
        }
    });
    hold("who is there in month 6", &there, expected::customers(&buying, Month::new(6)));
}

/// The controls: customers of one tenure less, people all alike in place of uneven ones, and another shape.
#[test]
fn wrong_laws_of_customers_are_rejected() {
    let growth = model_of(12, poisson(0.0), tenured(), STAYS);
    let uneven = buying(Some(0.3), None);
    let sample = &your_customers(&growth, &uneven, 41)[3];
    let law = |buying: &BuyingParameters, tenure| expected::customers(buying, Month::new(tenure));
    for (what, law) in [
        ("customers counted from their second month", law(&uneven, 5)),
        ("people all alike", law(&buying(None, None), 6)),
        ("a shape of 0.35", law(&buying(Some(0.35), None), 6)),
    ] {
        assert_rejected(what, sample.p_value(&law.probabilities(400)));
    }
    assert!(sample.z_of_mean(law(&uneven, 5).mean()).abs() > FARTHEST);
    assert!(sample.z_of_variance(law(&buying(None, None), 6).variance()).abs() > FARTHEST);
    assert!(sample.z_of_share(0, law(&buying(Some(0.35), None), 6).none()).abs() > FARTHEST);
}
