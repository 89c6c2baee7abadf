//! `downline compare`: scenarios side by side on the same random people.

use std::path::PathBuf;

use clap::Args;
use downline::report::json::ManifestObject;
use downline::report::manifest::Recipe;
use downline::report::{compare as report, json, tables};
use downline::results::{Comparison, Completeness};
use downline::simulate::{ComparisonError, SimulationError};
use downline::{Ensemble, Scenario};

use super::csv::CsvDialect;
use super::failure::Failure;
use super::folder::{OutputFolder, file_names};
use super::options::SimulationOptions;
use super::output::{answer, answer_json, note, width};
use super::progress;
use super::source::{Changes, command_line, load, load_each, shell_line};
use super::vary::assignments;

/// Arguments of `downline compare`.
#[derive(Debug, Args)]
pub(crate) struct CompareArguments {
    /// Two or more scenarios, or one with --vary: presets, paths to .toml files, or - for standard input; the first is the base
    #[arg(value_name = "SCENARIO", required = true, num_args = 1..=report::MOST_SCENARIOS)]
    scenarios: Vec<String>,
    /// One scenario under several values of one key, each as --set takes it; the first is the base
    #[arg(long, value_name = "KEY=V1,V2,...")]
    vary: Option<String>,
    #[command(flatten)]
    changes: Changes,
    #[command(flatten)]
    options: SimulationOptions,
    /// Write compare.csv and a manifest into this folder: a new one, an empty one, or one that downline filled before
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace files of the same names in an --out folder that is somebody else's
    #[arg(long, requires = "out")]
    force: bool,
    /// The form of the table in the --out folder; excel-eu has decimal commas
    #[arg(long, value_name = "DIALECT", value_enum, default_value_t, requires = "out")]
    csv: CsvDialect,
    /// Print the results as one JSON object in place of the text
    #[arg(long)]
    json: bool,
}

/// Compares scenarios; `--set` changes all of them.
pub(super) fn compare(arguments: &CompareArguments) -> Result<(), Failure> {
    let scenarios = scenarios(arguments)?;
    let settings = arguments.options.settings(false)?;
    let folder = arguments.out.as_deref().map(|path| OutputFolder::open(path, arguments.force)).transpose()?;
    let comparison = progress::compare(&scenarios, &settings)?;
    // Files first: a reader of the answer who has seen enough does not undo them.
    if let (Some(folder), Some(path)) = (folder, &arguments.out) {
        write_files(&comparison, folder, arguments)?;
        note(&format!("wrote {} into {}", arguments.csv.file("compare"), path.display()));
    }
    if arguments.json {
        answer_json(&json::CompareObject::new(&comparison))?;
    } else {
        answer(&report::text(&comparison, &next(arguments), width()))?;
    }
    ending(&comparison, arguments)
}

/// The scenarios side by side: those that were named, or one under several values of a key.
fn scenarios(arguments: &CompareArguments) -> Result<Vec<Scenario>, Failure> {
    let CompareArguments { scenarios, changes, vary, .. } = arguments;
    match (vary, scenarios.as_slice()) {
        (Some(vary), _) if vary.trim_start().starts_with("plan.file") && arguments.out.is_some() => {
            let help = "compare scenario files that each name their plan, or leave --out";
            Err(Failure::Usage(format!("--vary {vary}: plan files are not kept in the --out folder\nhelp: {help}")))
        }
        (Some(vary), [one]) => load_each(one, changes, &assignments(vary, report::MOST_SCENARIOS)?),
        (Some(_), _) => {
            Err(Failure::Usage(format!("--vary takes one scenario under several values, and {} are given", scenarios.len())))
        }
        (None, [_]) => Err(Failure::Usage(
            "2 values required for SCENARIO, and 1 is given\nhelp: name another one to compare it with, or write --vary \
             KEY=V1,V2 for one scenario under several values of one key"
                .to_owned(),
        )),
        (None, _) if scenarios.iter().filter(|scenario| *scenario == "-").count() > 1 => {
            Err(Failure::Usage("standard input can be only one of the scenarios".to_owned()))
        }
        (None, _) => scenarios.iter().map(|scenario| load(scenario, changes).map(|(scenario, _)| scenario)).collect(),
    }
}

/// Writes the tables, and what makes them again: the scenarios, or the one that is varied.
fn write_files(comparison: &Comparison, mut folder: OutputFolder, arguments: &CompareArguments) -> Result<(), Failure> {
    let (csv, vary) = (arguments.csv, arguments.vary.as_deref());
    let scenarios: Vec<&Scenario> = comparison.ensembles().iter().map(Ensemble::scenario).collect();
    let files = match vary {
        // Its key is set anew for each value.
        Some(_) => vec!["scenario.toml".to_owned()],
        None => file_names(scenarios.iter().map(|scenario| scenario.name())),
    };
    for (scenario, file) in scenarios.iter().zip(&files) {
        folder.file(file, |out| out.write_all(scenario.resolved_toml().as_bytes()))?;
    }
    csv.write(tables::compare(comparison), &mut folder)?;
    if vary.is_some() {
        csv.write(tables::vary(comparison), &mut folder)?;
    }
    if !comparison.waiting().is_empty() {
        csv.write(tables::waiting(comparison), &mut folder)?;
    }
    let (seed, trials) = (comparison.ensembles()[0].seed(), comparison.trials());
    let words = [seed.to_string(), trials.to_string()];
    let settings =
        ["--seed", &words[0], "--trials", &words[1]].into_iter().chain(csv.words()).chain(["--out", "results"]);
    let named = files.iter().map(String::as_str).chain(vary.into_iter().flat_map(|vary| ["--vary", vary]));
    let again = shell_line(["downline", "compare"].into_iter().chain(named).chain(settings));
    let trials = Some((trials, comparison.completeness()));
    let recipe = Recipe { scenarios, plans: Vec::new(), seed, trials, again };
    folder.publish(|files, out| json::write(&ManifestObject::of(&recipe, files), out))
}

/// The command to try next.
fn next(arguments: &CompareArguments) -> String {
    let named = arguments.scenarios.iter().rfind(|scenario| *scenario != "-").map_or("typical", String::as_str);
    command_line(&["run", named], &arguments.changes) + " --out results"
}

/// The exit code that the comparison has earned.
fn ending(comparison: &Comparison, arguments: &CompareArguments) -> Result<(), Failure> {
    match comparison.completeness() {
        Completeness::Complete | Completeness::Certain => Ok(()),
        Completeness::Interrupted => Err(Failure::Interrupted),
        Completeness::ShortOfPrecision => Err(Failure::ShortOfPrecision(format!(
            "the precision of {} of 100 was not reached in {} trials; allow more with --trials",
            arguments.options.precision.unwrap_or_default(),
            comparison.trials()
        ))),
    }
}

impl From<ComparisonError> for Failure {
    fn from(error: ComparisonError) -> Self {
        let help = match &error {
            ComparisonError::Failed { error: SimulationError::Stopped, .. } => return Self::StoppedAtOnce,
            ComparisonError::Failed { .. } => return Self::Run(error.to_string()),
            ComparisonError::MonthsDiffer { base_months, other_months, .. } => {
                let least = base_months.min(other_months);
                format!("\nhelp: set them for all: --set months={least}")
            }
            ComparisonError::CurrenciesDiffer { .. } => {
                "\nhelp: convert the amounts in one of the files; amounts of two currencies cannot be compared"
                    .to_owned()
            }
            _ => String::new(),
        };
        Self::Usage(format!("{error}{help}"))
    }
}
