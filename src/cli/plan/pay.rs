//! `downline plan pay`: pays a real genealogy by a plan.

use std::fs::File;
use std::io::{self, BufWriter, Read};
use std::path::PathBuf;

use clap::Args;
use downline::Month;
use downline::commission::{Line, Period};
use downline::genealogy::{Calendar, Genealogy, GenealogyErrors, Records, Source, read_wanting};
use downline::payroll::{MemberStatement, Payroll, PayrollErrors, Summary, wanted_columns};
use downline::plans::PlanFile;
use downline::publish::{CsvTable, Whole};
use downline::report::manifest::InputRecord;
use downline::report::{json, plan_pay as report, tables};
use downline::settlement::{Listener, TooMuchPaid};

use super::inputs::Inputs;
use super::source::load_plan_with_text;
use crate::cli::at_work::AtWork;
use crate::cli::csv::CsvDialect;
use crate::cli::failure::Failure;
use crate::cli::folder::OutputFolder;
use crate::cli::output::{answer, answer_json, note, note_width, width};

/// Arguments of `downline plan pay`.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools)] // switches of the command line
#[command(after_help = COLUMNS, override_usage = "downline plan pay --plan PLAN --tree FILE [OPTIONS]")]
pub(crate) struct PayArguments {
    /// The plan: a built-in plan's name, a path to a .toml file, or - for standard input
    #[arg(long, value_name = "PLAN")]
    plan: String,
    /// The genealogy, a CSV file; - for standard input
    #[arg(long, value_name = "FILE")]
    tree: String,
    /// The orders of each month, a CSV file; - for standard input
    #[arg(long, value_name = "FILE")]
    orders: Option<String>,
    /// Pay only this month, such as 7 or 2024-03; with orders, the months before it are settled for what they carry
    #[arg(long, value_name = "M")]
    month: Option<String>,
    /// One member's statement in place of all lines: each line with its arithmetic
    #[arg(long, value_name = "MEMBER", conflicts_with = "out")]
    statement: Option<String>,
    /// Among the lines also those that are not paid, with the reason why the company keeps them
    #[arg(long)]
    unpaid: bool,
    /// Write lines.csv, totals.csv, breakage.csv, summary.json and manifest.json into this folder: a new one, an empty one,
    /// or one that downline filled before; after 1,048,575 rows a table goes on in lines-2.csv or totals-2.csv. Ids that begin with = + - or @ are
    /// written with an apostrophe in front ('=1+1) in CSV, because spreadsheets would run them; JSON has them as they are
    #[arg(long, value_name = "DIR", conflicts_with = "json")]
    out: Option<PathBuf>,
    /// Replace files of the same names in an --out folder that is somebody else's
    #[arg(long, requires = "out")]
    force: bool,
    /// The form of lines and tables; excel-eu has decimal commas
    #[arg(long, value_name = "DIALECT", value_enum, default_value_t, conflicts_with_all = ["json", "statement"])]
    csv: CsvDialect,
    /// Print lines, totals and summary as one JSON object
    #[arg(long)]
    json: bool,
    /// Print no summary
    #[arg(short, long)]
    quiet: bool,
}

const COLUMNS: &str = "\
Columns of the tree: id, sponsor, placement, side, joined, left, rank, pv, cv, owner, enroller. Only
id and sponsor are required, and more as the plan needs. Who has several positions names the first
of them in owner; who was brought in by another than its sponsor names that one in enroller, which
fast starts and matches follow. Columns of the orders: id, member, month, pv, cv, price, refunds, buyer. A refund is an
order with negative amounts in a later month, and names in refunds the order that it takes back,
wholly or in part. The buyer is member, or customer for a member's sale to somebody outside, on
whose price a retail margin is paid.

Lines go to standard output as CSV (month, rule, earner, source, level, basis, rate, amount,
reason), the summary to standard error. Nothing is paid on bad data: every problem is printed with
its row, and the exit code is 2.";

/// Pays a genealogy and gives the answer.
pub(super) fn pay(arguments: &PayArguments) -> Result<(), Failure> {
    let files = [Some(&arguments.plan), Some(&arguments.tree), arguments.orders.as_ref()];
    if files.into_iter().flatten().filter(|file| *file == "-").count() > 1 {
        return Err(Failure::Usage("standard input can be only one of the plan, the tree and the orders".to_owned()));
    }
    // Found out before the work, not after it.
    let folder = arguments.out.as_deref().map(|path| OutputFolder::open(path, arguments.force)).transpose()?;
    let (plan, text) = load_plan_with_text(&arguments.plan)?;
    let mut inputs = Inputs::default();
    inputs.plan(&arguments.plan, text.as_deref());
    let records = AtWork::during("reading the tree and the orders", || records(arguments, &plan, &mut inputs))?;
    let genealogy = &records.genealogy;
    let month = arguments.month.as_deref().map(|month| self::month(month, genealogy)).transpose()?;
    let orders = records.orders.as_ref();
    let payroll = AtWork::during("checking the files", || Payroll::new(genealogy, orders, &plan, month))?;
    match (&arguments.statement, arguments.out.as_ref().zip(folder)) {
        (Some(id), _) => statement(arguments, &payroll, id),
        (None, Some((path, folder))) => {
            let label = month.map(|month| payroll.month_label(month));
            let again = inputs.command(label.as_deref(), arguments.unpaid, arguments.csv);
            write_files(arguments, &payroll, (&inputs.records(), &again), folder)?;
            note(&format!("wrote lines, totals and breakage into {}", path.display()));
            Ok(())
        }
        (None, None) => print(arguments, &payroll),
    }
}

/// The most bytes that a file may have, 4 GiB, as its reader says; and the start of a file that tells whether it is text.
const MOST_BYTES: u64 = 1 << 32;
const START: u64 = 1 << 16;

/// So many bytes of totals wait in memory for the lines above them; more wait in a temporary file.
const MOST_ASIDE: usize = 1 << 26;

/// All lines on stdout, the summary beside them on stderr.
fn print(arguments: &PayArguments, payroll: &Payroll<'_>) -> Result<(), Failure> {
    let failed = |error: &io::Error| Failure::writing("to standard output", error);
    let out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    if arguments.json {
        let aside = tempfile::spooled_tempfile(MOST_ASIDE);
        let pay = |mut listener: &mut dyn Listener| payroll.pay(&mut listener);
        let written = json::write_payroll(payroll, arguments.unpaid, out, aside, pay);
        written.map_err(|error| failed(&error))??;
        return Ok(());
    }
    let out = CsvTable::begin(&tables::line_columns(), arguments.csv.dialect(), Whole(out));
    let written = out.and_then(|out| {
        let mut lines = tables::LineTable::new(payroll, arguments.unpaid, out);
        let summary = payroll.pay(&mut lines);
        lines.finish()?.finish().map(|()| summary)
    });
    let summary = written.map_err(|error| failed(&error))??;
    if !arguments.quiet {
        note(report::summary(payroll, &summary, note_width()).trim_end());
    }
    Ok(())
}

fn statement(arguments: &PayArguments, payroll: &Payroll<'_>, id: &str) -> Result<(), Failure> {
    let genealogy = payroll.genealogy();
    let member = genealogy.member(id).ok_or_else(|| {
        let near = match (genealogy.nearest(id), genealogy.closest(id)) {
            (Some(near), _) => format!("; did you mean {near}?"),
            (None, Some(closest)) => format!("; the nearest is {closest}"),
            (None, None) => String::new(),
        };
        Failure::Usage(format!("--statement: nobody has the id {id}{near}"))
    })?;
    let mut statement = MemberStatement::new(member);
    pay_showing(payroll, &mut statement)?;
    if arguments.json {
        answer_json(&json::StatementObject::new(payroll, &statement))
    } else {
        answer(&report::statement(payroll, &statement, width()))
    }
}

/// Writes all files; the manifest comes last, so a folder with a manifest is complete.
fn write_files(
    arguments: &PayArguments,
    payroll: &Payroll<'_>,
    (inputs, again): (&[InputRecord], &str),
    mut folder: OutputFolder,
) -> Result<(), Failure> {
    let summary = write_long_tables(arguments, payroll, &mut folder)?;
    arguments.csv.write(tables::breakage(&summary), &mut folder)?;
    folder.file("summary.json", |out| json::write(&json::SummaryFile::new(payroll, &summary), out))?;
    folder.publish(|files, out| json::write(&json::ManifestObject::of_payroll(payroll, inputs, again, files), out))?;
    if !arguments.quiet {
        answer(&report::summary(payroll, &summary, width()))?;
    }
    Ok(())
}

/// Lines and totals, from months that are settled once.
fn write_long_tables(
    arguments: &PayArguments,
    payroll: &Payroll<'_>,
    folder: &mut OutputFolder,
) -> Result<Summary, Failure> {
    let dialect = arguments.csv.dialect();
    let (mut line_parts, mut total_parts) =
        (folder.long_table("lines", dialect)?, folder.long_table("totals", dialect)?);
    let no_lines = |error| folder.failed(&arguments.csv.file("lines"), &error);
    let no_totals = |error| folder.failed(&arguments.csv.file("totals"), &error);
    let lines = CsvTable::begin(&tables::line_columns(), dialect, &mut line_parts).map_err(no_lines)?;
    let totals = CsvTable::begin(&tables::total_columns(payroll), dialect, &mut total_parts).map_err(no_totals)?;
    let mut lines = tables::LineTable::new(payroll, arguments.unpaid, lines);
    let mut totals = tables::TotalTable::new(payroll, totals);
    let summary = pay_showing(payroll, &mut (&mut lines, &mut totals))?;
    lines.finish().and_then(CsvTable::finish).map_err(no_lines)?;
    totals.finish().and_then(CsvTable::finish).map_err(no_totals)?;
    folder.keep(line_parts)?;
    folder.keep(total_parts)?;
    Ok(summary)
}

/// Pays, and shows the months as they go by.
fn pay_showing(payroll: &Payroll<'_>, listener: &mut impl Listener) -> Result<Summary, TooMuchPaid> {
    let at_work = AtWork::begin("paying");
    payroll.pay(&mut (Showing { payroll, at_work: &at_work }, listener))
}

/// A listener that shows which month is paid.
struct Showing<'a> {
    payroll: &'a Payroll<'a>,
    at_work: &'a AtWork,
}

impl Listener for Showing<'_> {
    fn month_begin(&mut self, period: &Period) {
        self.at_work.turn_to(&format!("paying month {}", self.payroll.month_label(period.month())));
    }

    fn line(&mut self, _rule: usize, _name: &str, _line: &Line) {}
}

/// Reads and checks the files; `inputs` takes what they are, for the manifest.
fn records(arguments: &PayArguments, plan: &PlanFile, inputs: &mut Inputs) -> Result<Records, Failure> {
    let tree = bytes(&arguments.tree)?;
    let orders = arguments.orders.as_deref().map(|orders| bytes(orders).map(|bytes| (orders, bytes))).transpose()?;
    if arguments.out.is_some() {
        inputs.file("tree", &arguments.tree, &tree);
        if let Some((path, bytes)) = &orders {
            inputs.file("orders", path, bytes);
        }
    }
    let orders = orders.as_ref().map(|(name, bytes)| Source::new(shown(name), bytes));
    let wanted = wanted_columns(plan, orders.is_some());
    Ok(read_wanting(Source::new(shown(&arguments.tree), &tree), orders, &wanted)?)
}

/// The name of a file in messages.
fn shown(path: &str) -> &str {
    if path == "-" { "<stdin>" } else { path }
}

fn bytes(path: &str) -> Result<Vec<u8>, Failure> {
    let bytes = if path == "-" { read(io::stdin().lock()) } else { File::open(path).and_then(read) };
    bytes.map_err(|error| Failure::Usage(format!("cannot read {}: {error}", shown(path))))
}

/// Reads a text as far as one may be long. Of what is no text the start is enough: the reader of it refuses it by that, and it
/// need not have an end.
fn read(mut source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.by_ref().take(START).read_to_end(&mut bytes)?;
    if !bytes.contains(&0) {
        source.take(MOST_BYTES - START + 1).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

fn month(text: &str, genealogy: &Genealogy) -> Result<Month, Failure> {
    let calendar = genealogy.calendar();
    calendar.month(text).ok_or_else(|| {
        let how = match calendar {
            Calendar::Numbered => {
                "months are numbers here: write one from 0 to 600, such as 3, or give the files months such as 2024-03"
                    .to_owned()
            }
            Calendar::From(first) => {
                format!("months are written as {first} in these files, which is their first one")
            }
        };
        Failure::Usage(format!("--month {text}: {how}"))
    })
}

impl From<TooMuchPaid> for Failure {
    fn from(too_much: TooMuchPaid) -> Self {
        Self::Run(format!("nothing is to be believed: {too_much}"))
    }
}

impl From<GenealogyErrors> for Failure {
    fn from(errors: GenealogyErrors) -> Self {
        Self::Usage(format!("nothing is paid, because of {} in the files:\n{errors}", problems(errors.count())))
    }
}

impl From<PayrollErrors> for Failure {
    fn from(errors: PayrollErrors) -> Self {
        Self::Usage(format!(
            "nothing is paid, because of {} with the files under this plan:\n{errors}",
            problems(errors.count())
        ))
    }
}

fn problems(count: u64) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    downline::words::counted(count, "problem", "problems")
}
