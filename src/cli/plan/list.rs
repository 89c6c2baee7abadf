//! `downline plan list`: the plans that are built in.

use downline::plans::BUILT_IN;

use crate::cli::failure::Failure;
use crate::cli::output::answer;

/// Lists the built-in plans.
pub(super) fn list() -> Result<(), Failure> {
    let width = BUILT_IN.iter().map(|plan| plan.name.len()).max().unwrap_or(0);
    let mut text = "Compensation plans that are built in:\n\n".to_owned();
    for plan in BUILT_IN {
        text += &format!("  {:<width$}  {}\n", plan.name, plan.summary);
    }
    text += "\n`downline plan show NAME > my-plan.toml` prints one as a file to change;
in a scenario, `[plan]` takes `name = \"NAME\"` or `file = \"my-plan.toml\"`, and
`downline run typical --set plan.name=NAME` simulates a team under it.\n";
    answer(&text)
}
