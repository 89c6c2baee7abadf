//! Scenarios that enter every way of growing and paying, and the careers behind them.

use downline::growth::lifelines::{Growth, Sponsors};
use downline::rng::MemberKey;
use downline::scenario::Draft;
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

/// Volume and rate that leave a fraction of a cent with nearly every team, so that rounding is seen.
const UNEVEN: [&str; 2] = ["volume.personal=33.33", "plan={team-percent={rate=\"7.77%\"}}"];

/// Every law of sponsoring, you typical or not, staying or not, working or not; every plan that a scenario can have.
pub(crate) fn questions() -> Vec<(&'static str, Scenario)> {
    let [none, standard, dynamic] = ["none", "standard", "dynamic"].map(unilevel);
    let fixed = ["sponsoring={distribution=\"fixed\",mean=1}", "attrition.quit=[{rate=0.6}]", "you.sponsoring=2"];
    let chance = ["sponsoring={distribution=\"bernoulli\",mean=0.2}", "you.sponsoring=0.9", "costs.own-product=150"];
    let stopped = ["you.stop-working-month=7", "months=18", UNEVEN[0], UNEVEN[1]];
    vec![
        ("typical", preset_with("typical", &[])),
        ("momentum", preset_with("momentum", &[])),
        ("harsh, all alike", preset_with("harsh", &["sponsoring.propensity-shape=\"none\""])),
        ("uneven cents", preset_with("builder", &UNEVEN)),
        ("uneven cents, may quit", preset_with("typical", &[UNEVEN[0], UNEVEN[1], "sponsoring.mean=0.2"])),
        ("fixed", preset_with("tenacious", &fixed)),
        ("bernoulli", preset_with("tenacious", &chance)),
        ("stop working", preset_with("builder", &stopped)),
        ("unilevel, none", preset_with("builder", &[&none, UNEVEN[0]])),
        ("unilevel, standard", preset_with("builder", &[&standard, UNEVEN[0]])),
        ("unilevel, dynamic", preset_with("builder", &[&dynamic, UNEVEN[0], "you.stays=false"])),
    ]
}

/// The team of one trial.
pub(crate) fn team_of(scenario: &Scenario, seed: u64, trial: u64) -> Team {
    let mut team = Team::new();
    let growth = Growth::new(scenario.growth());
    growth.grow(MemberKey::you(seed, trial), &mut team, &mut Sponsors::default()).unwrap();
    team
}
