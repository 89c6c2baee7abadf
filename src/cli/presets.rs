//! `downline presets`: the scenarios that are built in.

use clap::Args;
use downline::Scenario;
use downline::growth::exact::{Limits, head_count_within};
use downline::scenario::Draft;
use downline::scenario::keys::reference;
use downline::scenario::presets::{PRESETS, find};

use downline::units::Probability;
use downline::words::thousands;

use super::failure::Failure;
use super::output::answer;

/// Arguments of `downline presets`.
#[derive(Debug, Args)]
pub(crate) struct PresetsArguments {
    /// Print this preset as a commented scenario file
    name: Option<String>,
    /// Print every key of a scenario with its unit, range, default and meaning
    #[arg(long, conflicts_with = "name")]
    keys: bool,
}

/// Lists the presets, or prints one.
pub(super) fn presets(arguments: &PresetsArguments) -> Result<(), Failure> {
    if arguments.keys {
        return answer(&reference());
    }
    match &arguments.name {
        None => answer(&list()),
        Some(name) => match find(name) {
            Some(preset) => answer(preset.toml),
            // The reader knows the nearest name.
            None => Err(Draft::preset(name)
                .err()
                .map_or_else(|| Failure::Usage(format!("no preset {name}")), Failure::from)),
        },
    }
}

/// The presets with the middle person's exact team at the last month.
fn list() -> String {
    let width = PRESETS.iter().map(|preset| preset.name.len()).max().unwrap_or(0);
    let mut lines = vec!["Scenarios to run, or to start your own from:".to_owned(), String::new()];
    lines.push(format!("  {:<width$}  {:>6}", "", "team"));
    for preset in PRESETS {
        let team = middle_team(preset.name).unwrap_or_default();
        lines.push(format!("  {:<width$}  {team:>6}  {}", preset.name, preset.summary));
    }
    lines.push(
        "
team: the middle person's active members, you included, after the last month;
`downline exact NAME` gives the chances of every size.
`downline presets NAME > my.toml` prints one as a commented file to change;
then `downline run my.toml`. `downline presets --keys` says what each key means."
            .to_owned(),
    );
    lines.join("\n")
}

fn middle_team(name: &str) -> Option<String> {
    let scenario = Scenario::preset(name).ok()?;
    let growth = scenario.growth();
    let law = head_count_within(growth, growth.months(), Limits::QUICK).ok()?;
    Some(thousands(i64::try_from(law.quantile(Probability::new(0.5)?)).ok()?))
}
