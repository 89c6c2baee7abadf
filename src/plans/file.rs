//! Reading a plan: its title, ranks and rules, in a file of its own or in a scenario's `[plan]`.

use std::sync::Arc;

use super::qualification;
use super::ranks::{self, Ranks};
use super::rules;
use super::surroundings::Surroundings;
use super::switch::{Choice, Switch, choice};
use crate::commission::{Plan, RoundedPer, Rounding, Rule, ToCent, labels};
use crate::reading::tree::{Node, Table};
use crate::reading::values::{Complaint, Given, Read};
use crate::reading::{Key, Reader, Section, Source, written};
use crate::units::{Rate, Volume};

/// The keys of a plan.
pub(crate) const KEYS: &[&str] = &[
    "title",
    "provenance",
    "ranks",
    "paid-as",
    "leaders-by",
    "qualification",
    "active-volume",
    "point-value",
    "rounding",
    "rounded-per",
    "default-account",
    "rules",
];

/// Where the keys of a plan file belong that are written in the wrong table.
const EVERYWHERE: &[(&str, &str)] = &[
    ("", "title"),
    ("", "provenance"),
    ("", "ranks"),
    ("", "paid-as"),
    ("", "leaders-by"),
    ("", "active-volume"),
    ("", "point-value"),
    ("", "rounding"),
    ("", "rounded-per"),
    ("", "default-account"),
    ("", "qualification"),
    ("", "rules"),
];

const TITLE: Key = Key { name: "title", unit: "", example: "`title = \"Our plan\"`" };
const PROVENANCE: Key =
    Key { name: "provenance", unit: "", example: "`provenance = [\"who published it, where and when\"]`" };
const POINT_VALUE: Key =
    Key { name: "point-value", unit: "of the currency for a point", example: "`point-value = 0.5`" };
const ACTIVE_VOLUME: Key =
    Key { name: "active-volume", unit: "points of one's own to be active", example: "`active-volume = 100`" };
const DEFAULT_ACCOUNT: Key = Key {
    name: "default-account",
    unit: "",
    example: "`default-account = \"Hardship fund\"`, who gets what nobody is paid",
};
const RULES: Key = Key { name: "rules", unit: "", example: "`[[rules]]` with rule = \"unilevel\" and its keys" };

const TO_CENT: Switch<ToCent> = Switch {
    name: "rounding",
    choices: &[
        choice("half-up", ToCent::HalfUp, "to the nearest cent, half a cent away from zero"),
        choice("half-even", ToCent::HalfEven, "to the nearest cent, half a cent to the even one"),
        choice("toward-zero", ToCent::TowardZero, "parts of a cent are cut off"),
    ],
    otherwise: "",
};

const ROUNDED_PER: Switch<RoundedPer> = Switch {
    name: "rounded-per",
    choices: &[
        choice("line", RoundedPer::Line, "each line is rounded by itself: two awards of 0.6 cents are 2 cents"),
        choice(
            "earner-and-rule",
            RoundedPer::EarnerAndRule,
            "what a rule pays somebody in a month is rounded: two such awards by one rule are 1 cent",
        ),
        choice("earner", RoundedPer::Earner, "what all rules together pay somebody in a month is rounded"),
    ],
    otherwise: "",
};

/// The most lines of provenance.
const MOST_LINES: usize = 100;
/// The most rules of a plan.
const MOST_RULES: usize = 50;

/// A plan that has been read.
#[derive(Clone, Debug)]
pub(crate) struct PlanText {
    pub(crate) title: Option<String>,
    pub(crate) provenance: Vec<String>,
    pub(crate) ranks: Vec<String>,
    pub(crate) plan: Plan,
    pub(crate) default_account: Option<String>,
    /// The canonical line of each switch of the plan as a whole.
    switches: Vec<String>,
    rules: Vec<String>,
    qualification: Vec<String>,
}

impl PlanText {
    /// What is wrong and how to mend it when the plan cannot pay a simulated team: it pays by rank, and a rank is
    /// nothing that a member earns.
    pub(crate) fn ranks_not_earned(&self) -> Option<(String, String)> {
        self.plan.needs().rank.then(|| {
            let message = "the plan pays by rank and does not say what a rank asks for".to_owned();
            let help = "a simulated team earns its ranks: write one [[qualification]] for each rank above the lowest \
                        in the plan"
                .to_owned();
            (message, help)
        })
    }

    /// The canonical text, its keys in a table of this name, or at the top of a file when it is empty.
    pub(crate) fn toml(&self, table: &str) -> String {
        let (header, prefix) = match table {
            "" => (String::new(), String::new()),
            table => (format!("\n[{table}]\n"), format!("{table}.")),
        };
        let list = |texts: &[String]| texts.iter().map(|text| written::quoted(text)).collect::<Vec<_>>().join(", ");
        let mut text = header;
        if let Some(title) = &self.title {
            text += &format!("title = {}\n", written::quoted(title));
        }
        if !self.provenance.is_empty() {
            text += &format!("provenance = [{}]\n", list(&self.provenance));
        }
        if !self.ranks.is_empty() {
            text += &format!("ranks = [{}]\n", list(&self.ranks));
        }
        text += &format!("active-volume = {}\n", self.plan.active_volume());
        text += &format!("point-value = {}\n", written::rate(self.plan.point_value()));
        text += &self.switches.concat();
        if let Some(account) = &self.default_account {
            text += &format!("default-account = {}\n", written::quoted(account));
        }
        if let Some(ladder) = self.plan.ladder() {
            text += &format!("paid-as = \"{}\"\n", qualification::paid_as(ladder));
            if ladder.leads_by_title() {
                text += "leaders-by = \"title\"\n";
            }
        }
        for lines in &self.qualification {
            text += &format!("\n[[{prefix}qualification]]\n{lines}");
        }
        for lines in &self.rules {
            text += &format!("\n[[{prefix}rules]]\n{lines}");
        }
        text
    }
}

/// Reads a plan file as a whole: source number `home`.
pub(crate) fn document<'d>(reader: &mut Reader<'d>, home: usize, root: &'d Table) -> Option<PlanText> {
    let before = reader.everywhere(EVERYWHERE);
    let section = reader.root(home, root, KEYS);
    let plan = plan(reader, &section, Title::Needed);
    reader.everywhere(before);
    plan
}

/// Whether a plan must have a title.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Title {
    /// A file of its own.
    Needed,
    /// Inside a scenario, which has one.
    Optional,
}

/// Reads the keys of a plan in the section where they stand.
pub(crate) fn plan<'d>(reader: &mut Reader<'d>, section: &Section<'d>, title: Title) -> Option<PlanText> {
    let title = if title == Title::Needed || section.has(TITLE.name) { read_title(reader, section) } else { None };
    let provenance = provenance(reader, section);
    let ranks = ranks::ranks(reader, section);
    let (ladder, qualification) = match qualification::ladder(reader, section, &ranks) {
        Some((ladder, lines)) => (Some(ladder), lines),
        None => (None, Vec::new()),
    };
    let active_volume = active_volume(reader, section);
    let point_value = point_value(reader, section);
    let mut switches = Vec::new();
    let to_cent = switch(reader, section, &TO_CENT, &mut switches);
    let per = switch(reader, section, &ROUNDED_PER, &mut switches);
    let (rules, texts, pays_default_account) = rules(reader, section, &ranks)?;
    let default_account = default_account(reader, section, pays_default_account);
    let mut plan = Plan::new(rules)
        .with_point_value(point_value)
        .with_active_volume(active_volume)
        .with_rounding(Rounding { to_cent, per });
    if let Some(ladder) = ladder {
        plan = plan.with_ladder(ladder);
    }
    Some(PlanText {
        title,
        provenance,
        ranks: ranks.names,
        plan,
        default_account,
        switches,
        rules: texts,
        qualification,
    })
}

fn read_title<'d>(reader: &mut Reader<'d>, section: &Section<'d>) -> Option<String> {
    let title = reader.required(section, &TITLE, |given| line(given, 120, "a title"))?;
    reader.explain(section, &TITLE, title.clone());
    Some(title)
}

/// A text of one line that is not empty.
fn line(given: &Given<'_>, longest: usize, what: &str) -> Read<String> {
    let text = given.text()?;
    let letters = text.chars().count();
    if text.trim().is_empty() || letters > longest || text.chars().any(char::is_control) {
        let message = format!("{what} is one line of 1 to {longest} characters");
        return Err(Complaint::new(message, "write one line of text"));
    }
    Ok(text)
}

fn provenance<'d>(reader: &mut Reader<'d>, section: &Section<'d>) -> Vec<String> {
    if !section.has(PROVENANCE.name) {
        return Vec::new();
    }
    let items = reader.required(section, &PROVENANCE, |given| {
        given.items("a list of texts", "[\"who published it, where and when\"]", MOST_LINES)
    });
    let mut lines = Vec::new();
    for item in items.unwrap_or_default() {
        match line(&reader.given(item), 500, "a line of provenance") {
            Ok(line) => lines.push(line),
            Err(complaint) => {
                reader.complain(section, PROVENANCE.name, Complaint { place: Some(item.place.clone()), ..complaint });
            }
        }
    }
    let count = if lines.len() == 1 { "1 line".to_owned() } else { format!("{} lines", lines.len()) };
    reader.explain(section, &PROVENANCE, count);
    lines
}

fn active_volume<'d>(reader: &mut Reader<'d>, section: &Section<'d>) -> Volume {
    let volume = reader.optional(section, &ACTIVE_VOLUME, Given::volume).flatten().unwrap_or_default();
    reader.explain(section, &ACTIVE_VOLUME, volume.to_string());
    volume
}

fn point_value<'d>(reader: &mut Reader<'d>, section: &Section<'d>) -> Rate {
    let value = reader.optional(section, &POINT_VALUE, Given::factor).flatten().unwrap_or(Rate::ONE);
    reader.explain(section, &POINT_VALUE, written::rate(value));
    value
}

/// A switch of the plan as a whole, and its canonical line.
fn switch<'d, T: Copy>(
    reader: &mut Reader<'d>,
    section: &Section<'d>,
    switch: &Switch<T>,
    lines: &mut Vec<String>,
) -> T {
    let Some(Choice { name, value, .. }) = switch.read(reader, section) else { return switch.choices[0].value };
    lines.push(format!("{} = \"{name}\"\n", switch.name));
    reader.explain(section, &switch.key(), *name);
    *value
}

/// The account that some rules pay into: named when there are such rules, and only then.
fn default_account<'d>(reader: &mut Reader<'d>, section: &Section<'d>, is_paid: bool) -> Option<String> {
    if !is_paid {
        if section.has(DEFAULT_ACCOUNT.name) {
            let help = "remove it, or write unpaid = \"default-account\" in a rule".to_owned();
            reader.report_at(section, DEFAULT_ACCOUNT.name, "no rule pays into it".to_owned(), Some(help));
        }
        return None;
    }
    let account = reader.required(section, &DEFAULT_ACCOUNT, |given| line(given, 120, "an account's name"))?;
    reader.explain(section, &DEFAULT_ACCOUNT, account.clone());
    Some(account)
}

/// The rules with their canonical lines, and whether one of them pays into the default account.
type Rules = (Vec<Arc<dyn Rule>>, Vec<String>, bool);

fn rules<'d>(reader: &mut Reader<'d>, section: &Section<'d>, ranks: &Ranks) -> Option<Rules> {
    let items: &'d [Node] = reader.required(section, &RULES, |given| {
        given.items("tables [[rules]]", "[[rules]] with rule = \"unilevel\"", MOST_RULES)
    })?;
    let names = labels(items.iter().map(|item| rules::written_name(item).unwrap_or_default()));
    let mut surroundings = Surroundings {
        ranks: ranks.clone(),
        rules: names,
        earns_ranks: section.has("qualification"),
        ..Surroundings::default()
    };
    let (mut made, mut texts) = (Vec::new(), Vec::new());
    for (index, item) in items.iter().enumerate() {
        surroundings.before = index;
        if let Some((rule, text)) = rules::rule(reader, section, item, index + 1, &mut surroundings) {
            made.push(rule);
            texts.push(text);
        }
    }
    (made.len() == items.len()).then_some((made, texts, surroundings.pays_default_account))
}

/// Reads a source as a plan file of its own.
pub(super) fn from_source(source: Source) -> Result<PlanText, crate::reading::Problems> {
    let sources = [source];
    let root = crate::reading::tree::parse_document(&sources[0], 0)?;
    let mut reader = Reader::new(&sources, EVERYWHERE);
    match document(&mut reader, 0, &root) {
        Some(plan) if reader.errors.is_empty() => Ok(plan),
        _ => Err(reader.errors),
    }
}
