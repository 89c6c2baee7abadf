//! `downline compare`: scenarios side by side on the same random people.

use std::path::PathBuf;

use clap::Args;
use downline::report::json::ManifestObject;
use downline::report::manifest::Recipe;
use downline::report::{compare as report, json, tables};
use downline::results::{Comparison, Completeness};
use downline::simulate::ComparisonError;
use downline::{Ensemble, Scenario};

use super::csv::CsvDialect;
use super::failure::Failure;
use super::folder::{OutputFolder, file_names};
use super::options::SimulationOptions;
use super::output::{answer, answer_json, note, width};
use super::progress;
use super::source::{Changes, command_line, load, shell_line};

/// Arguments of `downline compare`.
#[derive(Debug, Args)]
pub(crate) struct CompareArguments {
    /// Two or more scenarios: presets, paths to .toml files, or - for standard input; the first is the base
    #[arg(value_name = "SCENARIO", required = true, num_args = 2..=report::MOST_SCENARIOS)]
    scenarios: Vec<String>,
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
    if arguments.scenarios.iter().filter(|scenario| *scenario == "-").count() > 1 {
        return Err(Failure::Usage("standard input can be only one of the scenarios".to_owned()));
    }
    let loaded = arguments.scenarios.iter().map(|scenario| load(scenario, &arguments.changes));
    let scenarios: Vec<Scenario> =
        loaded.map(|loaded| loaded.map(|(scenario, _)| scenario)).collect::<Result<_, _>>()?;
    let settings = arguments.options.settings(false)?;
    let folder = arguments.out.as_deref().map(|path| OutputFolder::open(path, arguments.force)).transpose()?;
    let comparison = progress::compare(&scenarios, &settings)?;
    // Files first: a reader of the answer who has seen enough does not undo them.
    if let (Some(folder), Some(path)) = (folder, &arguments.out) {
        write_files(&comparison, folder, arguments.csv)?;
        note(&format!("wrote {} into {}", arguments.csv.file("compare"), path.display()));
    }
    if arguments.json {
        answer_json(&json::CompareObject::new(&comparison))?;
    } else {
        answer(&report::text(&comparison, &next(arguments), width()))?;
    }
    ending(&comparison, arguments)
}

/// Writes the table, and the scenarios that make it again.
fn write_files(comparison: &Comparison, mut folder: OutputFolder, csv: CsvDialect) -> Result<(), Failure> {
    let scenarios: Vec<&Scenario> = comparison.ensembles().iter().map(Ensemble::scenario).collect();
    let files = file_names(scenarios.iter().map(|scenario| scenario.name()));
    for (scenario, file) in scenarios.iter().zip(&files) {
        folder.file(file, |out| out.write_all(scenario.resolved_toml().as_bytes()))?;
    }
    csv.write(tables::compare(comparison), &mut folder)?;
    let (seed, trials) = (comparison.ensembles()[0].seed(), comparison.trials());
    let words = [seed.to_string(), trials.to_string()];
    let settings =
        ["--seed", &words[0], "--trials", &words[1]].into_iter().chain(csv.words()).chain(["--out", "results"]);
    let again = shell_line(["downline", "compare"].into_iter().chain(files.iter().map(String::as_str)).chain(settings));
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
