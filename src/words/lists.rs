//! Lists: words in a row, and the sentences around the lists of what is built in.

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

/// Words in a row: `a`, `a and b`, `a, b and c`.
pub(crate) fn and(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_a_row_follows_an_and() {
        let words = ["a", "b", "c"].map(str::to_owned);
        assert_eq!([0, 1, 2, 3].map(|count| and(&words[..count])), ["", "a", "a and b", "a, b and c"]);
    }
}
