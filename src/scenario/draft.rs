//! [`Draft`]: a scenario on its way from text to [`Scenario`], with room for `--set` in between.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Scenario;
use super::build;
use super::plan::Form;
use super::presets;
use super::{Explanation, Problem, ScenarioErrors};
use crate::plans;
use crate::reading::nearest::nearest;
use crate::reading::source::{Place, Source, SourceKind, quote};
use crate::reading::tree::{self, Entry, LONGEST_TEXT, Node, Table, Value};

/// A scenario that has been read as TOML and not yet checked as a whole.
///
/// ```
/// use downline::scenario::Draft;
/// let mut draft = Draft::preset("typical")?;
/// draft.set("months=24")?;
/// let (scenario, explanation) = draft.finish()?;
/// assert_eq!(scenario.growth().months().get(), 24);
/// assert!(explanation.rows().iter().any(|row| row.key == "months" && row.origin.to_string() == "--set"));
/// # Ok::<(), downline::scenario::ScenarioErrors>(())
/// ```
#[derive(Clone, Debug)]
pub struct Draft {
    name: String,
    sources: Vec<Source>,
    root: Table,
    /// The plan that `plan.file` names: its source's number and its text.
    plan: Option<(usize, Table)>,
}

/// A plan file that a scenario asks for ([`Draft::plan_file`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestedPlan<'a> {
    /// The path as it is written.
    pub path: &'a str,
    /// Whether it was written in a `--set`, and not in the scenario's own text.
    pub is_set: bool,
}

impl Draft {
    /// Reads a text as TOML. `name` becomes the scenario's name, `label` is what messages call the text: its path.
    ///
    /// # Errors
    /// A text over 1 MiB, nested too deeply, not TOML, or empty.
    pub fn from_toml(name: &str, label: &str, text: &str) -> Result<Self, ScenarioErrors> {
        Self::read(name, Source::new(SourceKind::File, label, text))
    }

    /// As [`Draft::from_toml`], from bytes that may not be UTF-8.
    ///
    /// # Errors
    /// As [`Draft::from_toml`], and bytes that are not UTF-8.
    pub fn from_bytes(name: &str, label: &str, bytes: &[u8]) -> Result<Self, ScenarioErrors> {
        Self::read(name, Source::from_bytes(SourceKind::File, label, bytes)?)
    }

    /// Reads a preset.
    ///
    /// # Errors
    /// A name that is no preset.
    pub fn preset(name: &str) -> Result<Self, ScenarioErrors> {
        let Some(preset) = presets::find(name) else {
            let names: Vec<&str> = presets::PRESETS.iter().map(|preset| preset.name).collect();
            let meant = nearest(name, names.iter().copied()).map(|meant| format!("did you mean `{meant}`? "));
            let help = format!("{}presets: {}", meant.unwrap_or_default(), names.join(", "));
            let message = format!("no preset is called `{}`", quote(name));
            return Err(Problem::without_text("", message).with_help(Some(help)).into());
        };
        let label = format!("preset {name}");
        Self::read(name, Source { kind: SourceKind::Preset, label, text: preset.toml.into() })
    }

    fn read(name: &str, source: Source) -> Result<Self, ScenarioErrors> {
        let root = tree::parse_document(&source, 0)?;
        if root.entries.is_empty() {
            let message = "the scenario is empty".to_owned();
            let help = "start from a preset: downline presets typical > my-team.toml".to_owned();
            return Err(Problem::new(&source, None, None, message).with_help(Some(help)).into());
        }
        Ok(Self { name: name.to_owned(), sources: vec![source], root, plan: None })
    }

    /// The same draft under another name.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// Replaces what stands at a dotted key, a table as a whole: `months=24`, `plan.team-percent.rate="5%"`,
    /// `plan={team-percent={rate=0.05}}`. A plan is named, opened or spelled out: setting it in one of these forms
    /// replaces what the scenario's own text says in another, so that `plan.name=binary` needs no more; what was set in
    /// another form before stays, and [`Draft::finish`] reports that both say which plan it is. On the right stands a TOML value; words that are none are taken as a text.
    ///
    /// # Errors
    /// An assignment that is not `key=value`, a value that is not TOML, or a key below something that is no table.
    /// Whether the key is known and the value fits is checked by [`Draft::finish`].
    pub fn set(&mut self, assignment: &str) -> Result<(), ScenarioErrors> {
        let source = Source { kind: SourceKind::Set, label: "--set".to_owned(), text: assignment.into() };
        let index = self.sources.len();
        if assignment.len() > LONGEST_TEXT {
            return Err(tree::too_long(SourceKind::Set, "--set").into());
        }
        let (keys, value) = split_assignment(&source, index)?;
        let node = read_value(&source, index, value)?;
        forget_other_forms(&mut self.root, &keys, |source| {
            self.sources.get(source).is_some_and(|source| source.kind == SourceKind::Set)
        });
        place_at(&mut self.root, &source, &keys, node)?;
        self.plan = None;
        self.sources.push(source);
        Ok(())
    }

    /// The plan file that the scenario asks for by `plan.file`, as long as its text was not given
    /// ([`Draft::give_plan`]): the library opens no file. `None` as well when the scenario says in another form too which
    /// plan it is: [`Draft::finish`] reports that, and no file need be there for it.
    #[must_use]
    pub fn plan_file(&self) -> Option<RequestedPlan<'_>> {
        let node = plan_entry(&self.root, "file").filter(|_| self.plan.is_none() && !has_two_forms(&self.root))?;
        let Value::Text(path) = &node.value else { return None };
        Some(RequestedPlan { path, is_set: self.sources[node.place.source].kind == SourceKind::Set })
    }

    /// Gives the text of the plan file that was asked for. `label` is what messages call it: its path.
    ///
    /// # Errors
    /// Bytes over 1 MiB, not UTF-8 or not TOML.
    pub fn give_plan(&mut self, label: &str, bytes: &[u8]) -> Result<(), ScenarioErrors> {
        let source = Source::from_bytes(SourceKind::PlanFile, label, bytes)?;
        self.plan = Some(self.read_plan(source)?);
        Ok(())
    }

    fn read_plan(&mut self, source: Source) -> Result<(usize, Table), Problem> {
        let number = self.sources.len();
        let table = tree::parse_document(&source, number)?;
        self.sources.push(source);
        Ok((number, table))
    }

    /// Checks the scenario as a whole.
    ///
    /// # Errors
    /// Every problem that was found, not only the first.
    pub fn finish(mut self) -> Result<(Scenario, Explanation), ScenarioErrors> {
        let named = plan_entry(&self.root, "name").and_then(|node| match &node.value {
            Value::Text(name) => plans::find(name),
            _ => None,
        });
        if let Some(named) = named {
            self.plan = Some(self.read_plan(plans::built_in_source(named))?);
        }
        let plan = self.plan.as_ref().map(|(home, table)| (*home, table));
        build::scenario(&self.name, &self.sources, &self.root, plan)
    }
}

/// What stands at a key of `[plan]`.
fn plan_entry<'d>(root: &'d Table, key: &str) -> Option<&'d Node> {
    match &root.entries.get("plan")?.node.value {
        Value::Table(plan) => Some(&plan.entries.get(key)?.node),
        _ => None,
    }
}

/// Whether `[plan]` says in more than one form which plan it is.
fn has_two_forms(root: &Table) -> bool {
    let Some(Value::Table(plan)) = root.entries.get("plan").map(|entry| &entry.node.value) else { return false };
    let mut forms = plan.entries.keys().filter_map(|key| Form::of(key));
    forms.next().is_some_and(|first| forms.any(|other| other != first))
}

/// Before a key of `[plan]` is set: removes the keys of the other forms that a plan can have, but those that were set
/// as well. When nothing is left of the scenario's own plan, what is missing is missing in the settings.
fn forget_other_forms(root: &mut Table, keys: &[KeyPart], is_set: impl Fn(usize) -> bool + Copy) {
    let [(first, place), (second, _), ..] = keys else { return };
    if first != "plan" {
        return;
    }
    let Some(plan) = root.entries.get_mut("plan") else { return };
    let Node { value: Value::Table(table), place: home } = &mut plan.node else { return };
    let form = Form::of(second);
    table.entries.retain(|key, entry| {
        if Form::of(key) == form {
            return true;
        }
        // The clash is between the settings: it is told where something was set.
        let set_place = first_of(&entry.node, is_set).cloned();
        set_place.map(|set_place| entry.node.place = set_place).is_some()
    });
    if table.entries.is_empty() {
        home.clone_from(place);
    }
}

/// The place of a value, or of the first thing in it, that is of such a source.
fn first_of(node: &Node, is_meant: impl Fn(usize) -> bool + Copy) -> Option<&Place> {
    if is_meant(node.place.source) {
        return Some(&node.place);
    }
    match &node.value {
        Value::Table(table) => table.entries.values().find_map(|entry| first_of(&entry.node, is_meant)),
        Value::Array(items) => items.iter().find_map(|item| first_of(item, is_meant)),
        _ => None,
    }
}

/// A part of a dotted key with its place.
type KeyPart = (String, Place);

/// The dotted key of an assignment, part by part, and where its value stands.
fn split_assignment(source: &Source, index: usize) -> Result<(Vec<KeyPart>, Range<usize>), Problem> {
    let text = &source.text;
    let all = Place { source: index, span: 0..text.len() };
    let help = || Some("write key=value, such as months=24 or plan.team-percent.rate=0.05".to_owned());
    let Some(equals) = text.find('=') else {
        return Err(Problem::new(source, Some(&all), None, "no `=`".to_owned()).with_help(help()));
    };
    let mut parts = Vec::new();
    let mut start = 0;
    for part in text[..equals].split('.') {
        let name = part.trim();
        let place = Place { source: index, span: start..start + part.len() };
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if name.is_empty() || !name.bytes().all(plain) {
            let message = format!("`{}` is not a key", quote(text[..equals].trim()));
            return Err(Problem::new(source, Some(&place), None, message).with_help(help()));
        }
        parts.push((name.to_owned(), place));
        start += part.len() + 1;
    }
    if parts.len() > 16 {
        return Err(Problem::new(source, Some(&all), None, "a key of more than 16 parts".to_owned()).with_help(help()));
    }
    let value = &text[equals + 1..];
    let from = equals + 1 + (value.len() - value.trim_start().len());
    let span = from..from.max(text.trim_end().len());
    if span.is_empty() {
        return Err(Problem::new(source, Some(&all), None, "no value after `=`".to_owned()).with_help(help()));
    }
    Ok((parts, span))
}

/// The value as TOML, or as a text when it is words without any mark of TOML in them.
fn read_value(source: &Source, index: usize, span: Range<usize>) -> Result<Node, Problem> {
    let text = &source.text[span.clone()];
    tree::parse_value(source, index, &span).or_else(|problem| {
        let marked = |letter: char| letter.is_control() || "\"'[]{}=#\\".contains(letter);
        if text.chars().any(marked) {
            return Err(problem);
        }
        Ok(Node { value: Value::Text(text.to_owned()), place: Place { source: index, span } })
    })
}

/// Puts a value at a dotted key; tables on the way are made when they are not there.
fn place_at(root: &mut Table, source: &Source, keys: &[KeyPart], node: Node) -> Result<(), Problem> {
    let Some(((last, last_place), way)) = keys.split_last() else { return Ok(()) };
    let mut table = root;
    let mut path = String::new();
    for (name, place) in way {
        path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        let entry = table.entries.entry(name.clone()).or_insert_with(|| Entry {
            key: place.clone(),
            node: Node { value: Value::Table(Table { entries: BTreeMap::new() }), place: place.clone() },
        });
        table = match &mut entry.node.value {
            Value::Table(table) => table,
            other => {
                let message = format!("`{path}` is {}, so nothing can be set inside it", other.type_name());
                let help = format!("set it as a whole: {path}=...");
                return Err(Problem::new(source, Some(place), None, message).with_help(Some(help)));
            }
        };
    }
    table.entries.insert(last.clone(), Entry { key: last_place.clone(), node });
    Ok(())
}
