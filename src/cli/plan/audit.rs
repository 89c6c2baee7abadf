//! `downline plan audit`: what a plan pays in a simulated organisation, to whom, and where it stands still.

use std::path::PathBuf;

use clap::Args;
use downline::audit::flat_spots::{self, SearchSettings};
use downline::audit::{CustomerLaw, OrderLaw, Organisation, OrganisationSettings, pay};
use downline::plans::PlanFile;
use downline::report::plan_audit::{
    AuditedPlan, PlanAuditReport, json, text, write_audit, write_flat_spot_lines, write_flat_spots,
};
use downline::units::{Probability, Volume};

use super::source::load_plan;
use crate::cli::failure::Failure;
use crate::cli::folder::OutputFolder;
use crate::cli::output::{answer, answer_json, note};
use crate::cli::source::{Changes, load};

/// Arguments of `downline plan audit`.
#[derive(Debug, Args)]
pub(crate) struct AuditArguments {
    /// A built-in plan's name or the path of a plan file
    plan: String,
    /// A second plan on the same people and orders: who wins and who loses
    other: Option<String>,
    /// Where lifetimes and the spread of sponsoring come from: a preset or a scenario file
    #[arg(long, value_name = "SCENARIO", default_value = "typical")]
    scenario: String,
    /// Replace a value of the scenario that shapes the organisation: attrition.quit, sponsoring.propensity-shape or
    /// currency, such as sponsoring.propensity-shape=none (may be repeated)
    #[arg(long = "set", value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// How many members the organisation has, 10 to 1,000,000
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    members: u32,
    /// Its age in months, 2 to 600: it grows in the first half and keeps its size in the second
    #[arg(long, value_name = "MONTHS", default_value_t = 120)]
    age: u16,
    /// How many of its last months are paid
    #[arg(long, value_name = "N", default_value_t = 12)]
    months: u16,
    /// The share of months in which a member orders, 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.5)]
    order_share: f64,
    /// The mean order in points; single orders lie between 20 % and 180 % of it
    #[arg(long, value_name = "POINTS", default_value_t = 110.0)]
    order_mean: f64,
    /// How many customers outside order through a member in a month, in the mean, 0 to 100; members differ as a gamma
    /// law of shape 0.3 says, so that half of them have none
    #[arg(long, value_name = "N", default_value_t = 3.0)]
    customers: f64,
    /// The mean order of a customer in points, at a retail price of one unit of money a point [default: 45]
    #[arg(long, value_name = "POINTS")]
    customer_order: Option<f64>,
    /// The commissionable volume of a new member's kit, in points
    #[arg(long, value_name = "POINTS", default_value_t = 0.0)]
    kit_volume: f64,
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
    /// Write `audit.csv`, `audit_flat_spots.csv` and `audit_flat_spot_lines.csv` into this folder, which must be new or
    /// empty
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace files of the same names in the folder
    #[arg(long, requires = "out")]
    force: bool,
    /// Print no text
    #[arg(short, long)]
    quiet: bool,
}

/// What a customer orders in the mean, in points, unless said.
const CUSTOMER_ORDER: f64 = 45.0;

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
    let settings =
        OrganisationSettings::new(arguments.members, arguments.age, arguments.seed).map_err(|error| usage(&error))?;
    let orders = orders(arguments)?;
    let step = step(arguments)?;
    if !(1..=arguments.age).contains(&arguments.months) {
        return Err(Failure::Usage(format!(
            "--months {} is outside 1 to the organisation's age of {} months",
            arguments.months, arguments.age
        )));
    }
    let folder = arguments.out.as_deref().map(|path| OutputFolder::open(path, arguments.force)).transpose()?;
    let organisation =
        Organisation::grow(scenario.growth(), settings).map_err(|error| Failure::Run(error.to_string()))?;
    let [first, second] = labels(plan.name(), other.as_ref().map(PlanFile::name));
    let audited = |file, name| audited(file, name, (&organisation, &orders, arguments.months), step);
    let (plan, other) = (audited(&plan, first), other.as_ref().map(|other| audited(other, second)));
    let report = PlanAuditReport {
        scenario: &scenario,
        organisation: &organisation,
        orders: &orders,
        plan: &plan,
        other: other.as_ref(),
    };
    if let (Some(folder), Some(path)) = (folder, &arguments.out) {
        write_files(&report, folder)?;
        note(&format!("wrote audit.csv and the tables of its flat spots into {}", path.display()));
    }
    match (arguments.json, arguments.quiet) {
        (true, _) => answer_json(&json(&report)),
        (false, true) => Ok(()),
        (false, false) => answer(&text(&report)),
    }
}

/// Pays an organisation by a plan, and looks for its flat spots.
fn audited<'a>(
    plan: &'a PlanFile,
    name: String,
    (organisation, orders, months): (&Organisation, &OrderLaw, u16),
    step: SearchSettings,
) -> AuditedPlan<'a> {
    let audit = pay(organisation, orders, plan.plan(), months);
    AuditedPlan { name, plan, audit, flat_spots: flat_spots::find(plan.plan(), step) }
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
        "attrition" | "attrition.quit" | "sponsoring.propensity-shape" | "currency" => return Ok(()),
        "sponsoring.mean" | "sponsoring.distribution" => "how many people join follows from --members and --age",
        "sponsoring" => "of sponsoring an audit takes propensity-shape alone: set sponsoring.propensity-shape",
        "months" => "the organisation's history is set by --age, and the months that are paid by --months",
        _ => match key.split('.').next().unwrap_or_default() {
            "plan" => "the plan that is audited is the first argument: downline plan audit PLAN",
            "volume" => {
                "what is ordered is set by --order-share, --order-mean, --customers, --customer-order and --kit-volume"
            }
            "you" => "an audit is about all members, and below a first one who stays",
            "costs" => "an audit counts pay alone, before costs",
            _ => "it is no part of the organisation",
        },
    };
    Err(Failure::Usage(format!(
        "--set {key} has no effect on an audit: {reason}\nhelp: an audit takes attrition.quit, \
         sponsoring.propensity-shape and currency of the scenario"
    )))
}

/// Reads a plan that can pay a simulated organisation.
fn simulated(plan: &str) -> Result<PlanFile, Failure> {
    let plan = load_plan(plan)?;
    plan.check_simulated()?;
    Ok(plan)
}

fn write_files(report: &PlanAuditReport<'_>, mut folder: OutputFolder) -> Result<(), Failure> {
    folder.file("audit.csv", |out| write_audit(report, out).map_err(std::io::Error::other))?;
    folder.file("audit_flat_spots.csv", |out| write_flat_spots(report, out).map_err(std::io::Error::other))?;
    folder
        .file("audit_flat_spot_lines.csv", |out| write_flat_spot_lines(report, out).map_err(std::io::Error::other))?;
    folder.publish()
}

fn orders(arguments: &AuditArguments) -> Result<OrderLaw, Failure> {
    let chance = Probability::new(arguments.order_share)
        .ok_or_else(|| Failure::Usage(format!("--order-share {} is outside 0 to 1", arguments.order_share)))?;
    let (mean, kit) = (points("--order-mean", arguments.order_mean)?, points("--kit-volume", arguments.kit_volume)?);
    if arguments.customers == 0.0 && arguments.customer_order.is_some() {
        return Err(Failure::Usage(
            "--customer-order has no effect with --customers 0: there are no customers".to_owned(),
        ));
    }
    let order = points("--customer-order", arguments.customer_order.unwrap_or(CUSTOMER_ORDER))?;
    let customers = CustomerLaw::new(arguments.customers, order);
    let orders = OrderLaw::new(chance, mean, kit).map_err(|error| usage(&error))?;
    Ok(orders.with_customers(customers.map_err(|error| usage(&error))?))
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

fn usage(error: &impl ToString) -> Failure {
    Failure::Usage(error.to_string())
}
