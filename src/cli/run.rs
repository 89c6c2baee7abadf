//! `downline run`: the main job.

use std::path::PathBuf;

use clap::Args;
use downline::chart::{self, ChartError};
use downline::report::manifest::Recipe;
use downline::report::{career, json, summary, tables, week};
use downline::results::{Completeness, Goal, NoEveryone, Population};
use downline::simulate::{everyone, replay};
use downline::{Ensemble, Metric, Scenario, Settings};

use super::at_work::AtWork;
use super::csv::CsvDialect;
use super::failure::Failure;
use super::folder::OutputFolder;
use super::options::SimulationOptions;
use super::output::{answer, answer_json, note, width};
use super::progress::simulate;
use super::source::{ScenarioArguments, command_line, load, shell_line};

/// Arguments of `downline run`.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools)] // each is a flag of its own on the command line
pub(crate) struct RunArguments {
    #[command(flatten)]
    scenario: ScenarioArguments,
    #[command(flatten)]
    options: SimulationOptions,
    /// Write tables, charts and a manifest into this folder: a new one, an empty one, or one that downline filled before
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace files of the same names in an --out folder that is somebody else's
    #[arg(long, requires = "out")]
    force: bool,
    /// The form of the tables in the --out folder; excel-eu has decimal commas
    #[arg(long, value_name = "DIALECT", value_enum, default_value_t, requires = "out")]
    csv: CsvDialect,
    /// Leave out everyone who joined: the whole organisation that is simulated beside you
    #[arg(long)]
    no_everyone: bool,
    /// How many of 100 people reach this, and by which month, such as "team>=20" or "net>=500" (may be repeated)
    #[arg(long = "goal", value_name = "METRIC>=VALUE", value_parser = Goal::parse, conflicts_with_all = ["explain", "trial"])]
    goals: Vec<Goal>,
    /// Print the results as one JSON object in place of the summary
    #[arg(long)]
    json: bool,
    /// Print no summary
    #[arg(short, long)]
    quiet: bool,
    /// Print every value of the scenario with its unit and where it came from, and simulate nothing
    #[arg(long, conflicts_with_all = ["out", "json", "precision", "no_everyone"])]
    explain: bool,
    /// Replay one career, month by month
    #[arg(long, value_name = "K", allow_negative_numbers = true, conflicts_with_all = ["out", "precision", "explain", "no_everyone"])]
    trial: Option<u64>,
}

/// Runs a scenario and gives the answer.
pub(super) fn run(arguments: &RunArguments) -> Result<(), Failure> {
    let (scenario, explanation) = load(&arguments.scenario.scenario, &arguments.scenario.changes)?;
    if arguments.explain {
        let week = week::text(&scenario, width()).map_or_else(String::new, |week| format!("\n{week}"));
        return answer(&(explanation.text(width()) + &week));
    }
    if let Some(trial) = arguments.trial {
        return replay_one(&scenario, arguments, trial);
    }
    let settings = arguments.options.settings(arguments.out.is_some())?;
    let settings = Settings { goals: goals(&scenario, arguments)?, ..settings };
    // Found out before the work, not after it.
    let folder = arguments.out.as_deref().map(|path| OutputFolder::open(path, arguments.force)).transpose()?;
    let ensemble = simulate(&scenario, &settings)?;
    let is_read = arguments.out.is_some() || arguments.json || !arguments.quiet;
    let is_asked = is_read && !arguments.no_everyone && ensemble.completeness() != Completeness::Interrupted;
    let everyone = if is_asked {
        AtWork::during("paying a whole organisation", || everyone(&scenario, &settings))
    } else {
        Err(NoEveryone::NotAsked)
    };
    let ensemble = ensemble.with_everyone(everyone);
    // The files first: they are to be whole even when nobody reads the answer to its end.
    if let (Some(folder), Some(path)) = (folder, &arguments.out) {
        AtWork::during("writing tables and charts", || write_files(&ensemble, folder, arguments.csv))?;
        note(&format!("wrote tables and charts into {}", path.display()));
    }
    if arguments.json {
        answer_json(&json::RunObject::new(&ensemble))?;
    } else if !arguments.quiet {
        answer(&summary::summary(&ensemble, &next(arguments), width()))?;
    }
    ending(&ensemble, arguments)
}

/// The goals that were set, which the scenario must have something of.
fn goals(scenario: &Scenario, arguments: &RunArguments) -> Result<Vec<Goal>, Failure> {
    let of_hours = |goal: &&Goal| goal.metric() == Metric::Hours && scenario.activity().is_none();
    match arguments.goals.iter().find(of_hours) {
        None => Ok(arguments.goals.clone()),
        Some(goal) => Err(Failure::Usage(format!(
            "--goal {goal}: no week of yours is said, so there are no hours\nhelp: write [activity] with your hours a week; `downline \
             presets week` shows one"
        ))),
    }
}

/// The exit code that the run has earned.
fn ending(ensemble: &Ensemble, arguments: &RunArguments) -> Result<(), Failure> {
    match ensemble.completeness() {
        Completeness::Complete | Completeness::Certain => Ok(()),
        Completeness::Interrupted => Err(Failure::Interrupted),
        Completeness::ShortOfPrecision => Err(Failure::ShortOfPrecision(format!(
            "the precision of {} of 100 was not reached in {} trials; allow more with --trials",
            arguments.options.precision.unwrap_or_default(),
            ensemble.trials()
        ))),
    }
}

/// The command to try next.
fn next(arguments: &RunArguments) -> String {
    let asked = match arguments.scenario.scenario.as_str() {
        "-" => "SCENARIO.toml",
        scenario => scenario,
    };
    let changes = &arguments.scenario.changes;
    match (&arguments.out, asked) {
        (None, _) => command_line(&["run", asked], changes) + " --out results   (tables and charts)",
        (Some(_), "typical") => command_line(&["compare", "typical", "tenacious"], changes),
        (Some(_), _) => command_line(&["compare", "typical", asked], changes),
    }
}

fn replay_one(scenario: &Scenario, arguments: &RunArguments, trial: u64) -> Result<(), Failure> {
    if trial == 0 {
        return Err(Failure::Usage("--trial 0: trials count from 1".to_owned()));
    }
    if let Some(trials) = arguments.options.trials.filter(|&trials| trial > trials) {
        return Err(Failure::Usage(format!(
            "--trial {trial} is none of the {trials} trials of this run; choose one of 1 to {trials}, or more trials with \
             --trials {trial}"
        )));
    }
    let seed = arguments.options.seed;
    let career = replay(scenario, seed, trial)?;
    if arguments.json {
        answer_json(&json::TrialObject::new(&career, scenario, seed))
    } else {
        answer(&career::text(&career, scenario, seed, width()))
    }
}

/// Writes all files of a run; the manifest comes last, so a folder with a manifest is complete.
fn write_files(ensemble: &Ensemble, mut folder: OutputFolder, csv: CsvDialect) -> Result<(), Failure> {
    let exact = tables::exact_team_law(ensemble);
    std::thread::scope(|scope| {
        let charts = scope.spawn(|| draw(ensemble, exact.as_deref()));
        write_tables(ensemble, exact.as_deref(), &mut folder, csv)?;
        let charts = charts.join().map_err(|_| Failure::Run("drawing the charts failed".to_owned()))??;
        for (name, bytes) in charts {
            folder.file(&name, |out| out.write_all(&bytes))?;
        }
        Ok::<(), Failure>(())
    })?;
    folder.publish(|files, out| json::write(&json::ManifestObject::of(&recipe(ensemble, csv), files), out))
}

fn recipe(ensemble: &Ensemble, csv: CsvDialect) -> Recipe<'_> {
    let (seed, trials) = (ensemble.seed().to_string(), ensemble.trials().to_string());
    let words = ["downline", "run", "scenario.toml", "--seed", &seed, "--trials", &trials];
    let everyone = (ensemble.everyone().err() == Some(NoEveryone::NotAsked)).then_some("--no-everyone");
    let yours = ensemble.goals().iter().filter(|result| result.population == Population::You);
    let goals: Vec<String> = yours.map(|result| result.goal.to_string()).collect();
    let goals = goals.iter().flat_map(|goal| ["--goal", goal]);
    let words = words.into_iter().chain(everyone).chain(goals).chain(csv.words()).chain(["--out", "results"]);
    Recipe {
        scenarios: vec![ensemble.scenario()],
        plans: Vec::new(),
        seed: ensemble.seed(),
        trials: Some((ensemble.trials(), ensemble.completeness())),
        again: shell_line(words),
    }
}

fn write_tables(
    ensemble: &Ensemble,
    exact: Option<&[f64]>,
    folder: &mut OutputFolder,
    csv: CsvDialect,
) -> Result<(), Failure> {
    folder.file("scenario.toml", |out| out.write_all(ensemble.scenario().resolved_toml().as_bytes()))?;
    csv.write(tables::months(ensemble), folder)?;
    csv.write(tables::months_wide(ensemble), folder)?;
    csv.write(tables::outcomes(ensemble), folder)?;
    csv.write(tables::histogram(ensemble, exact), folder)?;
    if let Ok(everyone) = ensemble.everyone() {
        csv.write(tables::everyone(everyone, ensemble.scenario().currency()), folder)?;
    }
    if ensemble.scenario().plan().rules().len() > 1 {
        csv.write(tables::commission_by_rule(ensemble), folder)?;
    }
    if let Some(activity) = ensemble.scenario().activity() {
        csv.write(tables::activity(activity), folder)?;
        csv.write(tables::milestones(ensemble), folder)?;
    }
    if !ensemble.goals().is_empty() {
        csv.write(tables::goals(ensemble), folder)?;
    }
    if let Some(residual) = tables::residual(ensemble) {
        csv.write(residual, folder)?;
    }
    csv.write(tables::trials(ensemble), folder)
}

/// Draws all charts as SVG and PNG at twice the size, each picture on a thread of its own.
fn draw(ensemble: &Ensemble, exact: Option<&[f64]>) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    const SCALE: f32 = 2.0;
    let failed = |error: ChartError| Failure::Run(error.to_string());
    let charts = chart::all(ensemble, exact).map_err(failed)?;
    let pictures: Vec<Result<Vec<u8>, ChartError>> = std::thread::scope(|scope| {
        let drawing: Vec<_> = charts.iter().map(|chart| scope.spawn(|| chart::png(chart, SCALE))).collect();
        let lost = || ChartError::Drawing("a thread ended early".to_owned());
        drawing.into_iter().map(|picture| picture.join().unwrap_or_else(|_| Err(lost()))).collect()
    });
    let mut files = Vec::new();
    for (chart, picture) in charts.into_iter().zip(pictures) {
        files.push((format!("{}.png", chart.name), picture.map_err(failed)?));
        files.push((format!("{}.svg", chart.name), chart.svg.into_bytes()));
    }
    Ok(files)
}
