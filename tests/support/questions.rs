//! Scenarios that enter every way of growing, buying and paying, and the lives behind their careers.

use downline::buying::{Purchases, Shopping};
use downline::growth::lifelines::{Growth, Sponsors};
use downline::growth::lives::Lives;
use downline::rng::MemberKey;
use downline::scenario::Draft;
use downline::settlement::{FirstMember, LivesNetwork};
use downline::{Scenario, Team};

/// A preset with replacements, each as on the command line.
pub(crate) fn preset_with(name: &str, assignments: &[&str]) -> Scenario {
    let mut draft = Draft::preset(name).unwrap();
    for assignment in assignments {
        draft.set(assignment).unwrap();
    }
    draft.finish().unwrap().0
}

/// Five levels, with this compression.
fn unilevel(compression: &str) -> String {
    format!("plan={{unilevel={{rates=[\"5%\",\"5%\",\"5%\",\"4%\",\"3%\"],compression=\"{compression}\"}}}}")
}

/// Everybody orders the same and nobody has customers, so that heads say it all.
pub(crate) const HEADS: [&str; 3] = ["orders={volume=150}", "customers.gained=0", "plan={team-percent={rate=\"6%\"}}"];

/// Volume and rate that leave a fraction of a cent with nearly every team, so that rounding is seen.
const UNEVEN: [&str; 3] = ["orders={volume=33.33}", "customers.gained=0", "plan={team-percent={rate=\"7.77%\"}}"];

/// A preset with the first replacements and then more.
fn with_all(name: &str, first: &[&str], more: &[&str]) -> Scenario {
    preset_with(name, &[first, more].concat())
}

/// Scenarios whose money follows from the heads: you stay or may quit, order as members do or not, and stop working.
pub(crate) fn heads_alone() -> Vec<(&'static str, Scenario)> {
    vec![
        ("heads, may quit", with_all("typical", &HEADS, &["sponsoring.mean=0.2", "months=26"])),
        ("heads, you stay", with_all("tenacious", &HEADS, &[])),
        (
            "heads, bought anyway",
            with_all("builder", &HEADS, &["you.orders=\"typical\"", "costs.own-orders=\"bought-anyway\""]),
        ),
        ("heads, you stop", with_all("builder", &HEADS, &["you.stop-working-month=7", "months=18"])),
        ("heads, you quit", with_all("builder", &HEADS, &["you.quits-in-month=9", "costs.event=40", "events.every=4"])),
        ("heads, all alike", with_all("harsh", &HEADS, &["sponsoring.propensity-shape=\"none\"", "you.orders=200"])),
    ]
}

/// Every law of sponsoring and buying, you typical or not, staying or not, working or not; every way to be paid.
pub(crate) fn questions() -> Vec<(&'static str, Scenario)> {
    let [none, standard, dynamic] = ["none", "standard", "dynamic"].map(unilevel);
    let fixed = ["sponsoring={distribution=\"fixed\",mean=1}", "attrition.quit=[{rate=0.6}]", "you.sponsoring=2"];
    let chance = ["sponsoring={distribution=\"bernoulli\",mean=0.2}", "you.sponsoring=0.9", "orders.share=0.7"];
    let stopped = ["you.stop-working-month=7", "months=18"];
    let binary = ["plan.name=binary", "kits.volume=120", "you.quits-in-month=10"];
    let yours = ["you.customers=2", "customers.propensity-shape=\"none\"", "customers.points=0.7", "kits.volume=80.5"];
    let mut all = heads_alone();
    all.extend([
        ("typical", preset_with("typical", &[])),
        ("momentum", preset_with("momentum", &[])),
        ("harsh, all alike", preset_with("harsh", &["sponsoring.propensity-shape=\"none\""])),
        ("uneven cents", preset_with("builder", &UNEVEN)),
        ("uneven cents, may quit", with_all("typical", &UNEVEN, &["sponsoring.mean=0.2"])),
        ("fixed", preset_with("tenacious", &fixed)),
        ("bernoulli", preset_with("tenacious", &chance)),
        ("stop working", preset_with("builder", &stopped)),
        ("stop working, uneven cents", with_all("builder", &UNEVEN, &stopped)),
        ("your customers", preset_with("builder", &yours)),
        ("binary", preset_with("builder", &binary)),
        ("unilevel, none", with_all("builder", &yours, &[&none])),
        ("unilevel, none, may quit", with_all("typical", &stopped, &[&none, "sponsoring.mean=0.2"])),
        ("unilevel, standard", preset_with("builder", &[&standard])),
        ("unilevel, dynamic", with_all("builder", &stopped, &[&dynamic, "you.stays=false"])),
    ]);
    all
}

/// The team of one trial, as it is grown.
pub(crate) fn team_of(scenario: &Scenario, seed: u64, trial: u64) -> Team {
    let mut team = Team::new();
    let growth = Growth::new(scenario.growth());
    growth.grow(MemberKey::you(seed, trial), &mut team, &mut Sponsors::default()).unwrap();
    team
}

/// What a scenario's trials are drawn with.
pub(crate) struct Drawing<'a> {
    scenario: &'a Scenario,
    growth: Growth,
    shopping: Shopping,
}

/// Everybody of one trial, and what they bought.
pub(crate) struct Drawn {
    pub(crate) lives: Lives,
    pub(crate) purchases: Purchases,
}

impl<'a> Drawing<'a> {
    pub(crate) fn new(scenario: &'a Scenario) -> Self {
        let growth = scenario.growth();
        let shopping = Shopping::new(scenario.buying(), growth.months(), growth.you().stop_working);
        Self { scenario, growth: Growth::new(growth), shopping }
    }

    pub(crate) fn trial(&self, seed: u64, trial: u64) -> Drawn {
        let mut drawn = Drawn { lives: Lives::new(), purchases: Purchases::new() };
        self.growth.grow(MemberKey::you(seed, trial), &mut drawn.lives, &mut Sponsors::default()).unwrap();
        drawn.lives.put_in_order();
        self.shopping.career(&drawn.lives, &mut drawn.purchases);
        drawn
    }

    pub(crate) fn network<'d>(&self, drawn: &'d Drawn) -> LivesNetwork<'d> {
        LivesNetwork {
            lives: &drawn.lives,
            purchases: &drawn.purchases,
            kit: self.scenario.buying().kit(),
            first: FirstMember::You,
            sells: self.scenario.plan().needs().retail,
        }
    }
}
