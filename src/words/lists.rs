//! The sentences around the lists of what is built in.

pub(crate) const SCENARIOS: &str = "Scenarios to run, or to start your own from:";
/// Over the middle person's team of each scenario.
pub(crate) const TEAM: &str = "team";
pub(crate) const SCENARIOS_EXPLAINED: [&str; 2] = [
    "team: the middle person's active members, you included, after the last month; `downline exact NAME` gives the chances \
     of every size.",
    "`downline presets NAME > my.toml` prints one as a commented file to change; then `downline run my.toml`. `downline \
     presets --keys` says what each key means.",
];

pub(crate) const PLANS: &str = "Compensation plans that are built in:";
pub(crate) const PLANS_EXPLAINED: &str = "`downline plan show NAME > my-plan.toml` prints one as a file to change; in a \
    scenario, `[plan]` takes `name = \"NAME\"` or `file = \"my-plan.toml\"`, and `downline run typical --set plan.name=NAME` \
    simulates a team under it.";
