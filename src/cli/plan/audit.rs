//! `downline plan audit`: what a plan pays in a simulated organisation, to whom, and where it stands still.

use std::path::PathBuf;

use clap::Args;
use downline::Scenario;
use downline::audit::flat_spots::{self, SearchSettings};
use downline::audit::pay;
use downline::buying::{Purchases, Shopping};
use downline::growth::organisation::Organisation;
use downline::plans::PlanFile;
use downline::report::json::{self, ManifestObject};
use downline::report::manifest::Recipe;
use downline::report::plan_audit::{AuditedPlan, PlanAuditReport, text};
use downline::report::tables;
use downline::settlement::months_needed;
use downline::units::Volume;

use super::source::load_plan;
use crate::cli::at_work::AtWork;
use crate::cli::csv::CsvDialect;
use crate::cli::failure::Failure;
use crate::cli::folder::{OutputFolder, file_names};
use crate::cli::output::{answer, answer_json, note, width};
use crate::cli::source::{Changes, load, shell_line};

/// Arguments of `downline plan audit`.
#[derive(Debug, Args)]
pub(crate) struct AuditArguments {
    /// A built-in plan's name or the path of a plan file
    plan: String,
    /// A second plan on the same people and orders: who wins and who loses
    other: Option<String>,
    /// Where lifetimes, the spread of sponsoring, orders, customers, kits and the organisation come from: a preset or a
    /// scenario file
    #[arg(long, value_name = "SCENARIO", default_value = "typical")]
    scenario: String,
    /// Replace a value of the scenario that shapes the organisation or its orders, such as organisation.members=20000 or
    /// customers.gained=1 (may be repeated)
    #[arg(long = "set", value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// The order that is added when looking for flat spots, in points
    #[arg(long, value_name = "POINTS", default_value_t = 100.0)]
    step: f64,
    /// The members of the largest tree that is searched for flat spots, 0 (no search) to 6
    #[arg(long, value_name = "N", default_value_t = 5)]
    search: usize,
    /// The seed; the same seed gives the same people and orders
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Print the audit as one JSON object
    #[arg(long)]
    json: bool,
    /// Write `audit.csv`, `audit_flat_spots.csv`, `audit_flat_spot_lines.csv` and a manifest into this folder: a new one, an
    /// empty one, or one that downline filled before
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace files of the same names in an --out folder that is somebody else's
    #[arg(long, requires = "out")]
    force: bool,
    /// The form of the tables in the --out folder; excel-eu has decimal commas
    #[arg(long, value_name = "DIALECT", value_enum, default_value_t, requires = "out")]
    csv: CsvDialect,
    /// Print no text
    #[arg(short, long)]
    quiet: bool,
}

/// The most months settled in one search: a few seconds.
const MOST_SETTLEMENTS: u64 = 2_000_000;
/// The largest tree that can be searched.
const LARGEST_TREE: usize = 6;

/// Audits one plan, or compares two.
pub(super) fn audit(arguments: &AuditArguments) -> Result<(), Failure> {
    let plan = simulated(&arguments.plan)?;
    let other = arguments.other.as_deref().map(simulated).transpose()?;
    let (scenario, _) = load(&arguments.scenario, &Changes { set: arguments.set.clone() })?;
    arguments.set.iter().try_for_each(|change| has_effect(change))?;
    let step = step(arguments)?;
    let folder = arguments.out.as_deref().map(|path| OutputFolder::open(path, arguments.force)).transpose()?;
    let at_work = AtWork::begin("growing an organisation");
    let organisation = Organisation::grow(scenario.growth(), scenario.organisation(), arguments.seed)
        .map_err(|error| Failure::Run(error.to_string()))?;
    let [first, second] = labels(plan.name(), other.as_ref().map(PlanFile::name));
    let audited = |file, name| audited(file, name, (&organisation, &scenario), step, &at_work);
    let (plan, other) = (audited(&plan, first)?, other.as_ref().map(|other| audited(other, second)).transpose()?);
    drop(at_work);
    let report =
        PlanAuditReport { scenario: &scenario, organisation: &organisation, plan: &plan, other: other.as_ref() };
    if let (Some(folder), Some(path)) = (folder, &arguments.out) {
        write_files(&report, folder, step, arguments.csv)?;
        note(&format!(
            "wrote {} and the tables of its flat spots into {}",
            arguments.csv.file("audit"),
            path.display()
        ));
    }
    match (arguments.json, arguments.quiet) {
        (true, _) => answer_json(&json::AuditObject::new(&report)),
        (false, true) => Ok(()),
        (false, false) => answer(&text(&report, width())),
    }
}

/// Pays an organisation by a plan, and looks for its flat spots.
fn audited<'a>(
    plan: &'a PlanFile,
    name: String,
    (organisation, scenario): (&Organisation, &Scenario),
    step: SearchSettings,
    at_work: &AtWork,
) -> Result<AuditedPlan<'a>, Failure> {
    at_work.turn_to(&format!("paying by {name}"));
    let shopping = Shopping::new(scenario.buying(), organisation.age(), None);
    let mut purchases = Purchases::new();
    shopping.organisation(organisation.lives(), &months_needed(organisation, plan.plan()), &mut purchases);
    let audit = pay(organisation, &purchases, shopping.kit(), plan.plan())?;
    at_work.turn_to(&format!("looking for flat spots of {name}"));
    Ok(AuditedPlan { name, plan, audit, flat_spots: flat_spots::find(plan.plan(), step) })
}

/// What two plans are called: apart, when their files have one name.
fn labels(plan: &str, other: Option<&str>) -> [String; 2] {
    let second =
        other.map_or_else(String::new, |other| if other == plan { format!("{other}-2") } else { other.to_owned() });
    [plan.to_owned(), second]
}

/// Refuses a setting of the scenario that no audit looks at: it would change the printed hash and nothing else.
fn has_effect(change: &str) -> Result<(), Failure> {
    let key: String =
        change.split('=').next().unwrap_or_default().split('.').map(str::trim).collect::<Vec<_>>().join(".");
    let reason = match key.as_str() {
        "sponsoring.propensity-shape" | "currency" => return Ok(()),
        "sponsoring.mean" | "sponsoring.distribution" => {
            "how many people join follows from organisation.members and organisation.age"
        }
        "sponsoring" => "of sponsoring an audit takes propensity-shape alone: set sponsoring.propensity-shape",
        "months" => {
            "the organisation's history is set by organisation.age, and the months that are paid by \
                     organisation.months"
        }
        "orders.price-per-point" | "customers.margin" => "an audit counts commission alone, before costs and margins",
        _ => match key.split('.').next().unwrap_or_default() {
            "organisation" | "orders" | "customers" | "kits" | "attrition" => return Ok(()),
            "plan" => "the plan that is audited is the first argument: downline plan audit PLAN",
            "you" | "story" => "an audit is about all members",
            "costs" | "events" => "an audit counts commission alone, before costs",
            _ => "it is no part of the organisation",
        },
    };
    Err(Failure::Usage(format!(
        "--set {key} has no effect on an audit: {reason}\nhelp: an audit takes organisation.*, orders.*, customers.*, \
         kits.volume, attrition.quit, sponsoring.propensity-shape and currency of the scenario"
    )))
}

/// Reads a plan that can pay a simulated organisation.
fn simulated(plan: &str) -> Result<PlanFile, Failure> {
    let plan = load_plan(plan)?;
    plan.check_simulated()?;
    Ok(plan)
}

/// Writes the tables, with the scenario and the plans that make them again.
fn write_files(
    report: &PlanAuditReport<'_>,
    mut folder: OutputFolder,
    step: SearchSettings,
    csv: CsvDialect,
) -> Result<(), Failure> {
    let plans: Vec<&AuditedPlan<'_>> = report.plans().collect();
    let names = plans.iter().map(|plan| plan.name.as_str()).chain([report.scenario.name()]);
    let files = file_names(names);
    let texts = plans.iter().map(|plan| plan.plan.resolved_toml()).chain([report.scenario.resolved_toml().to_owned()]);
    for (file, text) in files.iter().zip(texts) {
        folder.file(file, |out| out.write_all(text.as_bytes()))?;
    }
    csv.write(tables::audit(report), &mut folder)?;
    csv.write(tables::flat_spots(report), &mut folder)?;
    csv.write(tables::flat_spot_lines(report), &mut folder)?;
    let seed = report.organisation.seed();
    let settings = [step.order.to_string(), step.most_members.to_string(), seed.to_string()];
    let [order, search, number] = settings.each_ref().map(String::as_str);
    let words = ["--step", order, "--search", search, "--seed", number].into_iter().chain(csv.words());
    let (plan_files, scenario) = files.split_at(plans.len());
    let scenario = scenario.iter().flat_map(|file| ["--scenario", file]);
    let inputs = plan_files.iter().map(String::as_str).chain(scenario);
    let again =
        shell_line(["downline", "plan", "audit"].into_iter().chain(inputs).chain(words).chain(["--out", "results"]));
    let plans = plans.iter().map(|plan| plan.name.as_str()).collect();
    let recipe = Recipe { scenarios: vec![report.scenario], plans, seed, trials: None, again };
    folder.publish(|files, out| json::write(&ManifestObject::of(&recipe, files), out))
}

fn step(arguments: &AuditArguments) -> Result<SearchSettings, Failure> {
    if arguments.search > LARGEST_TREE {
        return Err(Failure::Usage(format!("--search {} is outside 0 to {LARGEST_TREE}", arguments.search)));
    }
    let order = points("--step", arguments.step)?;
    if order == Volume::ZERO {
        return Err(Failure::Usage("--step must be more than 0 points".to_owned()));
    }
    Ok(SearchSettings { order, most_members: arguments.search, most_settlements: MOST_SETTLEMENTS })
}

/// Points with at most two decimals.
fn points(option: &str, points: f64) -> Result<Volume, Failure> {
    const MOST: f64 = 1e6;
    let hundredths = points * 100.0;
    let whole = hundredths.round();
    if !(0.0..=MOST).contains(&points) || (hundredths - whole).abs() > 1e-6 {
        return Err(Failure::Usage(format!(
            "{option} {points} is not a number of points, 0 to 1000000 with two decimals"
        )));
    }
    #[allow(clippy::cast_possible_truncation)] // whole and at most 1e8
    Ok(Volume::from_hundredths(whole as i64))
}
