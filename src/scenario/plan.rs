//! Reading `[plan]`: a plan by its name, from a file, or spelled out.

use std::sync::Arc;

use crate::commission::team_percent::TeamPercent;
use crate::commission::unilevel::{Compression, Unilevel};
use crate::commission::{Plan, Rule};
use crate::plans;
use crate::reading::tree::Table;
use crate::reading::values::{Complaint, Given, Read};
use crate::reading::{Reader, Section, written};
use crate::scenario::keys::{
    COMPRESSION, LEVEL_RATES as RATES, PLAN_FILE as FILE, PLAN_NAME as NAME, TEAM_RATE as RATE, names_in,
};
use crate::units::Rate;

/// A plan with its canonical text.
pub(super) struct PlanText {
    pub(super) plan: Plan,
    pub(super) title: Option<String>,
    pub(super) toml: String,
}

/// A rule that has been read: the rule and the lines of its table.
type RuleText = (Arc<dyn Rule>, String);

/// How one rule is read.
struct RuleReader {
    name: &'static str,
    read: for<'d> fn(&mut Reader<'d>, &Section<'d>) -> Option<RuleText>,
}

/// All rules, in the order in which a plan of several pays them.
const RULES: &[RuleReader] =
    &[RuleReader { name: "team-percent", read: team_percent }, RuleReader { name: "unilevel", read: unilevel }];

/// The table a program's own rules are written under; it can be shown but not read back.
pub(super) const CUSTOM: &str = "custom";

/// The most levels a unilevel rule may pay.
const MOST_LEVELS: usize = 100;

/// What each compression does, for who has to choose.
const COMPRESSION_HELP: &str = "companies do this differently; choose one:
\"none\": levels are counted in the tree, and a member who is not active still uses one up
\"standard\": members who are not active are passed over, and the next one up moves closer
\"dynamic\": as standard, and members who do not hold the level about to be paid are passed over too";

const COMPRESSIONS: [(&str, Compression); 3] =
    [("none", Compression::None), ("standard", Compression::Standard), ("dynamic", Compression::Dynamic)];

/// The ways to say which plan it is; keys of different forms do not stand side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A built-in plan by its name.
    Name,
    /// A plan file by its path.
    File,
    /// The keys of a plan file.
    Spelled,
    /// One table for each rule, for the two simplest ones.
    Tables,
    /// Rules of a program's own.
    Custom,
}

impl Form {
    /// The form that a key of `[plan]` belongs to.
    pub(super) fn of(key: &str) -> Option<Self> {
        match key {
            "name" => Some(Self::Name),
            "file" => Some(Self::File),
            CUSTOM => Some(Self::Custom),
            key if RULES.iter().any(|rule| rule.name == key) => Some(Self::Tables),
            key if plans::KEYS.contains(&key) => Some(Self::Spelled),
            _ => None,
        }
    }
}

/// The ways to say it, for who has said none or several.
const FORMS: &str = "write one of
name = \"unilevel\": a built-in plan (`downline plan list`)
file = \"my-plan.toml\": a plan file, its path as seen from the scenario's
[[plan.rules]]: the rules of a plan, as in a plan file
[plan.team-percent] or [plan.unilevel]: one simple rule";

/// Reads the plan: named, opened or spelled out. `given` is the text of a named or opened one.
pub(super) fn plan<'d>(
    reader: &mut Reader<'d>,
    root: &Section<'d>,
    given: Option<(usize, &'d Table)>,
) -> Option<PlanText> {
    let tables: Vec<&'static str> = RULES.iter().map(|rule| rule.name).collect();
    let known = [&[NAME.name, FILE.name], plans::KEYS, tables.as_slice(), &[CUSTOM]].concat();
    let section = reader.section(root, "plan", &known);
    let forms: Vec<(&'static str, Form)> =
        known.iter().filter(|key| section.has(key)).filter_map(|&key| Some((key, Form::of(key)?))).collect();
    let Some(&(first, form)) = forms.first() else {
        reader.report_empty(&section, "a plan needs at least one rule", FORMS.to_owned());
        return None;
    };
    if let Some((other, _)) = forms.iter().find(|other| other.1 != form) {
        let message = format!("`{first}` and `{other}` both say which plan it is");
        reader.report_at(&section, other, message, Some(FORMS.to_owned()));
        return None;
    }
    match form {
        Form::Name => named(reader, &section, given),
        Form::File => opened(reader, &section, given),
        Form::Spelled => {
            let text = plans::read_plan(reader, &section, plans::Title::Optional)?;
            simulated(reader, &section, plans::KEYS[0], text)
        }
        Form::Tables => by_tables(reader, &section),
        Form::Custom => {
            let message = "rules of a program's own cannot be read from a file".to_owned();
            let help = format!("run that program again, or write one of the rules here: {}", tables.join(", "));
            reader.report_at(&section, CUSTOM, message, Some(help));
            None
        }
    }
}

fn named<'d>(reader: &mut Reader<'d>, section: &Section<'d>, given: Option<(usize, &'d Table)>) -> Option<PlanText> {
    let name = NAME.required(reader, section, |given| {
        let name = given.text()?;
        match plans::find(&name) {
            Some(plan) => Ok(plan.name),
            None => Err(Complaint::new(format!("no plan is called {}", given.written), plans::names_help(&name))),
        }
    })?;
    NAME.explain(reader, section, name);
    let (home, table) = given?;
    let text = plans::document(reader, home, table)?;
    simulated(reader, section, NAME.name, text)
}

fn opened<'d>(reader: &mut Reader<'d>, section: &Section<'d>, given: Option<(usize, &'d Table)>) -> Option<PlanText> {
    let path = FILE.required(reader, section, Given::text)?;
    FILE.explain(reader, section, path);
    let Some((home, table)) = given else {
        let help = "a program that reads scenarios gives it with Draft::give_plan".to_owned();
        reader.report_at(section, FILE.name, "the plan file's text was not given".to_owned(), Some(help));
        return None;
    };
    let text = plans::document(reader, home, table)?;
    simulated(reader, section, FILE.name, text)
}

/// A plan for a simulated team, in which ranks must be earned: nobody gives them.
fn simulated<'d>(
    reader: &mut Reader<'d>,
    section: &Section<'d>,
    key: &'static str,
    text: plans::PlanText,
) -> Option<PlanText> {
    if let Some((message, help)) = text.ranks_not_earned() {
        let key = if section.has(key) { key } else { "rules" };
        reader.report_at(section, key, message, Some(help));
        return None;
    }
    Some(PlanText { toml: text.toml("plan"), title: text.title, plan: text.plan })
}

fn by_tables<'d>(reader: &mut Reader<'d>, section: &Section<'d>) -> Option<PlanText> {
    let mut rules = Vec::new();
    let mut toml = String::new();
    let mut whole = true;
    for rule in RULES.iter().filter(|rule| section.has(rule.name)) {
        let table = reader.section(section, rule.name, &names_in(&section.key(rule.name)));
        match (rule.read)(reader, &table) {
            Some((made, lines)) => {
                rules.push(made);
                toml = toml + "\n[plan." + rule.name + "]\n" + &lines;
            }
            None => whole = false,
        }
    }
    whole.then(|| PlanText { plan: Plan::new(rules), title: None, toml })
}

fn team_percent<'d>(reader: &mut Reader<'d>, table: &Section<'d>) -> Option<RuleText> {
    let rate = RATE.required(reader, table, Given::rate)?;
    RATE.explain(reader, table, rate.to_string());
    Some((Arc::new(TeamPercent::new(rate)), format!("rate = {}\n", written::rate(rate))))
}

fn unilevel<'d>(reader: &mut Reader<'d>, table: &Section<'d>) -> Option<RuleText> {
    let rates = level_rates(reader, table);
    let compression = compression(reader, table);
    let (rates, (name, compression)) = (rates?, compression?);
    RATES.explain(reader, table, rates.iter().map(Rate::to_string).collect::<Vec<_>>().join(", "));
    COMPRESSION.explain(reader, table, name);
    let list = rates.iter().map(|&rate| written::rate(rate)).collect::<Vec<_>>().join(", ");
    let lines = format!("rates = [{list}]\ncompression = \"{name}\"\n");
    Some((Arc::new(Unilevel::new(rates, compression)), lines))
}

fn level_rates<'d>(reader: &mut Reader<'d>, table: &Section<'d>) -> Option<Vec<Rate>> {
    let items = RATES.required(reader, table, |given| {
        given.items("a list of rates, level 1 first", "[\"5%\", \"5%\", \"3%\"]", MOST_LEVELS)
    })?;
    let mut rates = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let read: Read<Rate> = reader.given(item).rate();
        match read {
            Ok(rate) => rates.push(rate),
            Err(complaint) => {
                let message = format!("level {}: {}", index + 1, complaint.message);
                let place = Some(item.place.clone());
                reader.complain(table, RATES.name, Complaint { message, place, ..complaint });
            }
        }
    }
    (rates.len() == items.len()).then_some(rates)
}

fn compression<'d>(reader: &mut Reader<'d>, table: &Section<'d>) -> Option<(&'static str, Compression)> {
    if !table.has(COMPRESSION.name) {
        reader.report_missing(table, COMPRESSION.name, "missing", COMPRESSION_HELP.to_owned());
        return None;
    }
    let choices = COMPRESSIONS.map(|choice| (choice.0, choice));
    COMPRESSION.required(reader, table, |given| given.choice(&choices, Some(COMPRESSION_HELP)))
}
