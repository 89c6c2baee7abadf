//! What has happened by a month depends on nothing that is decided later: not on the horizon, a month in which you stop
//! or quit, or how many months of an organisation are looked at. And who is told to stay is read as who may quit.

use downline::buying::{Purchases, Shopping};
use downline::growth::organisation::Organisation;
use downline::growth::organisation_parameters::OrganisationParameters;
use downline::results::{Outcome, OutcomeKind, Values};
use downline::scenario::OwnOrdersAre;
use downline::simulate::replay;
use downline::{Metric, Month, Scenario, Settings, simulate};

use crate::questions::{HEADS, preset_with};

const SEED: u64 = 11;
const TRIALS: u64 = 120;

const LEVELS: &str = "plan={unilevel={rates=[\"5%\",\"5%\",\"5%\",\"4%\",\"3%\"],compression=\"none\"}}";

/// Presets under a sum of heads, a sum by level, the hybrid plan that remembers, and a binary plan that carries.
fn cases() -> Vec<(&'static str, Vec<&'static str>)> {
    vec![
        ("typical", vec![]),
        ("typical", vec![LEVELS, "sponsoring.mean=0.3", "kits.volume=75"]),
        ("tenacious", HEADS.to_vec()),
        ("tenacious", vec!["plan.name=binary", "customers.propensity-shape=\"none\""]),
        ("builder", vec![]),
        ("builder", vec![LEVELS, "you.customers=3"]),
        ("harsh", vec!["sponsoring={distribution=\"bernoulli\",mean=0.2}", "plan.name=unilevel"]),
        ("momentum", vec!["plan.name=stairstep", "sponsoring.propensity-shape=\"none\""]),
    ]
}

fn months_of(scenario: &Scenario, trial: u64) -> Vec<Values> {
    replay(scenario, SEED, trial).unwrap().months().to_vec()
}

/// Both scenarios are the same, value by value, in all months before one, in every trial; afterwards they differ in some.
fn same_before(name: &str, month: usize, one: &Scenario, other: &Scenario) {
    let mut differ_later = 0;
    for trial in 1..=TRIALS {
        let (one, other) = (months_of(one, trial), months_of(other, trial));
        for (at, (one, other)) in one.iter().zip(&other).enumerate().take(month) {
            for metric in Metric::ALL {
                let values = [one, other].map(|values| values.of(metric));
                assert_eq!(values[0], values[1], "{name}, trial {trial}, month {at}: {}", metric.name());
            }
        }
        differ_later += u64::from(one[month..] != other[month..]);
    }
    assert!(differ_later > 0, "{name}: nothing differs later");
}

#[test]
fn the_first_year_of_three_is_the_year() {
    for (preset, changes) in cases() {
        let year = preset_with(preset, &changes);
        let three = preset_with(preset, &[&changes[..], &["months=36"]].concat());
        for trial in 1..=TRIALS {
            let (short, long) = (months_of(&year, trial), months_of(&three, trial));
            assert_eq!((short.len(), long.len()), (13, 37));
            for (month, (short, long)) in short.iter().zip(&long).enumerate() {
                for metric in Metric::ALL {
                    let values = [short, long].map(|values| values.of(metric));
                    let place = format!("{preset} {changes:?}, trial {trial}, month {month}");
                    assert_eq!(values[0], values[1], "{place}: {}", metric.name());
                }
            }
        }
    }
}

/// The control: under another seed the years differ, in heads and in money.
#[test]
fn another_seed_is_another_year() {
    let scenario = preset_with("builder", &[]);
    for metric in [Metric::Team, Metric::Customers, Metric::Volume, Metric::NetTotal] {
        let same = |trial: &u64| {
            let [one, other] = [SEED, SEED + 1].map(|seed| replay(&scenario, seed, *trial).unwrap());
            one.value(Month::new(12), metric) == other.value(Month::new(12), metric)
        };
        let same = (1..=TRIALS).filter(same).count() as u64;
        assert!(same < TRIALS / 2, "{}: {same} of {TRIALS} trials are the same", metric.name());
    }
}

#[test]
fn who_stops_in_month_9_has_the_same_eight_months_before() {
    for (preset, changes) in cases() {
        let going_on = preset_with(preset, &[&changes[..], &["months=15"]].concat());
        let stopping = preset_with(preset, &[&changes[..], &["months=15", "you.stop-working-month=9"]].concat());
        same_before(&format!("{preset} {changes:?}"), 9, &going_on, &stopping);
    }
}

#[test]
fn who_quits_in_month_9_has_the_same_eight_months_before() {
    for (preset, changes) in cases() {
        let going_on = preset_with(preset, &changes);
        let quitting = preset_with(preset, &[&changes[..], &["you.quits-in-month=9"]].concat());
        same_before(&format!("{preset} {changes:?}"), 9, &going_on, &quitting);
    }
}

/// Under a plan that adds up what each member brings, stopping only takes away: nobody comes out richer for it.
#[test]
fn nobody_is_richer_for_stopping() {
    let going_on = preset_with("builder", &[LEVELS, "months=24"]);
    let stopping = preset_with("builder", &[LEVELS, "months=24", "you.stop-working-month=12"]);
    let mut poorer = 0;
    for trial in 1..=400 {
        let [on, stopped] = [&going_on, &stopping].map(|scenario| months_of(scenario, trial));
        for (month, (on, stopped)) in on.iter().zip(&stopped).enumerate() {
            assert!(stopped.team <= on.team, "trial {trial}, month {month}");
            assert!(stopped.customers <= on.customers, "trial {trial}, month {month}");
            assert!(stopped.net_total <= on.net_total, "trial {trial}, month {month}");
        }
        poorer += u64::from(stopped[24].net_total < on[24].net_total);
    }
    assert!(poorer > 300, "only {poorer} of 400 are poorer");
}

fn counts<'a>(outcomes: impl IntoIterator<Item = &'a Outcome>) -> Vec<(OutcomeKind, u64, u64)> {
    outcomes.into_iter().map(|outcome| (outcome.kind, outcome.count, outcome.trials)).collect()
}

/// The same trials read at the month in which the hazard would have taken you are the trials of people who may quit: count
/// by count, in both readings of own orders, also where you would have stopped or quit before.
#[test]
fn who_stays_is_read_as_who_may_quit() {
    for months in ["months=2", "months=12", "months=26"] {
        for (preset, changes) in cases() {
            for more in ["", "you.stop-working-month=2", "you.quits-in-month=2"] {
                let more: Vec<&str> = [months, more].into_iter().filter(|change| !change.is_empty()).collect();
                let run = |stays: &str| {
                    let scenario = preset_with(preset, &[&changes[..], &more, &[stays]].concat());
                    simulate(&scenario, &Settings::with_trials(400).with_seed(SEED)).unwrap()
                };
                let (told, free) = (run("you.stays=true"), run("you.stays=false"));
                for reading in [OwnOrdersAre::Cost, OwnOrdersAre::BoughtAnyway] {
                    let read = told.outcomes_if_free_to_quit(reading).unwrap();
                    let lived = free.outcomes_read(reading);
                    let net = |outcomes: &downline::results::Outcomes| {
                        let net = [outcomes.lost_money, outcomes.broke_even, outcomes.came_out_ahead];
                        counts(net.iter().chain(&outcomes.ahead_by))
                    };
                    assert_eq!(net(&read), net(&lived), "{preset} {changes:?} {more:?}, {reading:?}");
                }
                assert_eq!(free.outcomes_if_free_to_quit(OwnOrdersAre::Cost), None);
            }
        }
    }
}

/// The control: being told to stay makes a difference, so reading the trials as they are would be noticed.
#[test]
fn who_is_told_to_stay_does_not_end_as_who_may_quit() {
    let ensemble = simulate(&preset_with("builder", &[]), &Settings::with_trials(2_000).with_seed(SEED)).unwrap();
    let stayed = ensemble.outcomes_read(OwnOrdersAre::BoughtAnyway);
    let free = ensemble.outcomes_if_free_to_quit(OwnOrdersAre::BoughtAnyway).unwrap();
    let ahead = [stayed.came_out_ahead.count, free.came_out_ahead.count];
    assert!(ahead[0].abs_diff(ahead[1]) > 50, "{ahead:?} of 2,000 are ahead");
}

/// What the members of an organisation buy in a month is the same, however many months are looked at.
#[test]
fn purchases_of_an_organisation_do_not_depend_on_the_window() {
    let scenario = preset_with("typical", &["kits.volume=50"]);
    let size = OrganisationParameters::new(400, 30, 6).unwrap();
    let organisation = Organisation::grow(scenario.growth(), size, SEED).unwrap();
    let bought = |first: u16, last: u16| {
        let mut purchases = Purchases::new();
        let shopping = Shopping::new(scenario.buying(), organisation.age(), None);
        shopping.organisation(organisation.lives(), &(Month::new(first)..=Month::new(last)), &mut purchases);
        purchases
    };
    let whole = bought(1, 30);
    let mut seen = 0;
    for (first, last) in [(25, 30), (1, 7), (13, 13), (30, 30)] {
        let window = bought(first, last);
        for member in 0..organisation.team().len() {
            let member = u32::try_from(member).unwrap();
            for month in (first..=last).map(Month::new) {
                assert_eq!(window.of(member, month), whole.of(member, month), "member {member}, month {month}");
                seen += u64::from(whole.of(member, month).customers > 0);
            }
        }
    }
    assert!(seen > 1_000, "only {seen} months with customers");
}
