//! Every key of a scenario, declared once: its name, unit, range, what holds without it, what it means, an example, and
//! how its value is written as canonical text.
//!
//! From the declarations ([`KEYS`]) come reading and its messages, `presets --keys` ([`reference()`]), the rows of an
//! explanation and the resolved text. The keys of a plan file are declared by `plans`; here are only those by which a
//! scenario names or spells out a plan.

mod declared;
mod gone;

pub(super) use declared::*;
pub(super) use gone::GONE;

use std::fmt;
use std::sync::LazyLock;

pub use declared::KEYS;

use super::Scenario;
use crate::reading::values::{Complaint, Given, Read};
use crate::reading::{Key, Reader, Section};
use crate::words::Width;
use crate::words::layout::broken_beside;

/// What holds where a key is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Without {
    /// It must be written.
    Required,
    /// It must be written in this case, such as "with customers.gained".
    RequiredIf(&'static str),
    /// This value, as it would be written.
    Value(&'static str),
    /// What holds, in words, such as "never".
    Words(&'static str),
}

impl fmt::Display for Without {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Required => out.write_str("required"),
            Self::RequiredIf(case) => write!(out, "required {case}"),
            Self::Value(value) => write!(out, "default {value}"),
            Self::Words(words) => write!(out, "default: {words}"),
        }
    }
}

/// A key of a scenario.
#[derive(Clone, Copy, Debug)]
pub struct ScenarioKey {
    /// The table it stands in, empty for the top of the file.
    pub table: &'static str,
    /// Its name in the table.
    pub name: &'static str,
    /// The unit of its value, or empty.
    pub unit: &'static str,
    /// What its value may be, in words.
    pub range: &'static str,
    /// What holds where it is not written.
    pub without: Without,
    /// What it means, in a sentence.
    pub meaning: &'static str,
    /// A value, as it is written.
    pub example: &'static str,
    /// Its value in a scenario as canonical text; nothing where it is not written.
    written: fn(&Scenario) -> Option<String>,
}

impl ScenarioKey {
    /// The full dotted name, such as `sponsoring.mean`.
    #[must_use]
    pub fn dotted(&self) -> String {
        dotted(self.table, self.name)
    }

    /// How it is written in a file, such as `mean = 0.07`.
    fn line(&self) -> String {
        format!("{} = {}", self.name, self.example)
    }

    /// Reads the key where it must be there.
    pub(super) fn required<'d, T>(
        &self,
        reader: &mut Reader<'d>,
        section: &Section<'d>,
        read: impl FnOnce(&Given<'d>) -> Read<T>,
    ) -> Option<T> {
        if !section.has(self.name) {
            self.missing(reader, section, "missing");
            return None;
        }
        self.optional(reader, section, read)?
    }

    /// Reads the key where it may be absent: `Some(None)` when it is, `None` when it is there and wrong.
    #[allow(clippy::option_option)] // absent and wrong are different answers, and both are needed
    pub(super) fn optional<'d, T>(
        &self,
        reader: &mut Reader<'d>,
        section: &Section<'d>,
        read: impl FnOnce(&Given<'d>) -> Read<T>,
    ) -> Option<Option<T>> {
        reader.optional(section, &self.plain(), read)
    }

    /// Reports that the key is not there, and says how to write it.
    pub(super) fn missing<'d>(&self, reader: &mut Reader<'d>, section: &Section<'d>, message: &str) {
        let under = if self.table.is_empty() { String::new() } else { format!(" under [{}]", self.table) };
        let help = format!("write `{}`{under}\n{} It may be {}.", self.line(), self.meaning, self.range);
        reader.report_missing(section, self.name, message, help);
    }

    /// Reports what is wrong with the key's value.
    pub(super) fn refuse<'d>(
        &self,
        reader: &mut Reader<'d>,
        section: &Section<'d>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        reader.complain(section, self.name, Complaint::new(message, help));
    }

    /// Notes the key's value, in its unit, for the explanation.
    pub(super) fn explain<'d>(&self, reader: &mut Reader<'d>, section: &Section<'d>, value: impl Into<String>) {
        reader.explain(section, &self.plain(), value);
    }

    /// Notes words that stand for the key's value and have no unit.
    pub(super) fn explain_in_words<'d>(
        &self,
        reader: &mut Reader<'d>,
        section: &Section<'d>,
        words: impl Into<String>,
    ) {
        reader.explain(section, &Key { unit: "", ..self.plain() }, words);
    }

    /// The key as readers of any text know it.
    pub(super) const fn plain(&self) -> Key {
        Key { name: self.name, unit: self.unit, example: self.example }
    }
}

fn dotted(table: &str, name: &str) -> String {
    if table.is_empty() { name.to_owned() } else { format!("{table}.{name}") }
}

/// All tables and keys as (table, key), keys first, to tell where a misplaced one belongs.
pub(super) static EVERYWHERE: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let tables = TABLES.iter().flat_map(|tables| tables.iter()).filter(|table| !table.is_empty());
    let tables = tables.map(|table| table.rsplit_once('.').unwrap_or(("", *table)));
    let mut all: Vec<_> = KEYS.iter().map(|key| (key.table, key.name)).collect();
    all.extend(tables);
    all
});

/// The names that can stand in a table: its keys, and the tables in it.
pub(super) fn names_in(table: &str) -> Vec<&'static str> {
    let mut names = Vec::new();
    for (_, name) in EVERYWHERE.iter().filter(|entry| entry.0 == table) {
        if !names.contains(name) {
            names.push(*name);
        }
    }
    names
}

/// The values of a scenario as canonical TOML, without its plan.
pub(super) fn canonical(scenario: &Scenario) -> String {
    let mut text = String::new();
    let mut table = "";
    for key in KEYS {
        let Some(value) = (key.written)(scenario) else { continue };
        if key.table != table {
            table = key.table;
            text += &format!("\n[{table}]\n");
        }
        text += &format!("{} = {value}\n", key.name);
    }
    text
}

/// The keys that a word may mean which somebody wrote for an option: the key of this dotted name (dots or hyphens), or
/// every key and the keys of every table with it as their name.
#[must_use]
pub fn meant_by(word: &str) -> Vec<&'static ScenarioKey> {
    let word = word.trim_start_matches('-').to_lowercase().replace('_', "-");
    let whole = KEYS.iter().find(|key| key.dotted() == word || key.dotted().replace('.', "-") == word);
    match whole {
        Some(key) => vec![key],
        None => KEYS.iter().filter(|key| key.name == word || key.table == word).collect(),
    }
}

/// Every key with its unit, range, default, meaning and an example: one key a line, its dotted name first; what is longer
/// than the width goes on below, indented.
#[must_use]
pub fn reference(width: Width) -> String {
    let columns = width.columns();
    let mut text = String::new();
    for key in KEYS {
        let unit = key.unit.trim_matches(['(', ')']);
        let unit = if unit.is_empty() { String::new() } else { format!("{unit}, ") };
        let line =
            format!("{}: {unit}{}; {}. {} Example: {}", key.dotted(), key.range, key.without, key.meaning, key.example);
        for line in broken_beside(&line, columns, columns, "    ") {
            text = text + &line + "\n";
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Draft, Explanation, Origin};

    /// A preset with a value put at a key, and with what the key needs beside it.
    fn with(key: &ScenarioKey, value: &str) -> Result<(Scenario, Explanation), String> {
        let mut draft = Draft::preset("typical").map_err(|errors| errors.to_string())?;
        let beside: &[&str] = match (key.table, key.name) {
            ("events", _) => &["costs.event=50"],
            ("activity" | "activity.minutes" | "wage", _) => {
                &["activity={ hours=9, reach=0.2, present=0.3, follow-ups=5, join=0.02, buy=0.1 }"]
            }
            ("costs", "event") if value != "0" => &["events.every=3"],
            ("plan.unilevel", "rates") => &["plan.unilevel.compression=none"],
            ("plan.unilevel", "compression") => &["plan.unilevel.rates=[0.05]"],
            ("plan", "rules") => &["plan.rounding=half-up", "plan.rounded-per=line"],
            _ => &[],
        };
        for assignment in beside.iter().map(|&text| text.to_owned()).chain([format!("{}={value}", key.dotted())]) {
            draft.set(&assignment).map_err(|errors| errors.to_string())?;
        }
        if draft.plan_file().is_some() {
            let plan = crate::plans::find("unilevel").map(|plan| plan.toml).unwrap_or_default();
            draft.give_plan("my-plan.toml", plan.as_bytes()).map_err(|errors| errors.to_string())?;
        }
        draft.finish().map_err(|errors| errors.to_string())
    }

    #[test]
    fn every_example_is_read_explained_and_written_back() {
        for key in KEYS {
            let name = key.dotted();
            let (scenario, explanation) = with(key, key.example).unwrap_or_else(|error| panic!("{name}: {error}"));
            let is_explained = explanation.rows().iter().any(|row| row.key == name && row.origin == Origin::Set);
            assert!(is_explained || name == "plan.rules", "{name} is not explained: {explanation}");
            let is_written = (key.written)(&scenario).is_some();
            assert!(is_written != key.table.starts_with("plan"), "{name}: {}", scenario.resolved_toml());
            let again = Scenario::from_toml("again", scenario.resolved_toml()).unwrap();
            assert_eq!((again.resolved_toml(), again.hash()), (scenario.resolved_toml(), scenario.hash()), "{name}");
            assert_eq!((again.growth(), again.buying()), (scenario.growth(), scenario.buying()), "{name}");
            assert_eq!((again.costs(), again.basis()), (scenario.costs(), scenario.basis()), "{name}");
            let rest = |scenario: &Scenario| (scenario.story(), scenario.organisation(), scenario.title.clone());
            assert_eq!((rest(&again), &again.currency), (rest(&scenario), &scenario.currency), "{name}");
        }
    }

    #[test]
    fn a_declared_default_is_what_holds_without_the_key() {
        for key in KEYS {
            let Without::Value(value) = key.without else { continue };
            let beside: &[&str] = match key.table {
                "customers" => &["customers={gained=1,quit=[{rate=0.1}],order=40,margin=0.2}"],
                "activity" | "activity.minutes" => {
                    &["activity={ hours=9, reach=0.2, present=0.3, follow-ups=5, join=0.02, buy=0.1 }"]
                }
                _ => &[],
            };
            let base = |assignments: &[&str]| {
                let mut draft = Draft::from_toml("plain", "plain", PLAIN).unwrap();
                beside.iter().chain(assignments).for_each(|assignment| draft.set(assignment).unwrap());
                draft.finish().unwrap_or_else(|errors| panic!("{errors}")).0.hash()
            };
            assert_eq!(base(&[&format!("{}={value}", key.dotted())]), base(&[]), "{}", key.dotted());
        }
    }

    /// A scenario without anything optional.
    const PLAIN: &str = r#"
title = "Plain"
months = 12
basis.kind = "illustrative"
you = { sponsoring = 0.5, stays = true }
sponsoring = { distribution = "poisson", mean = 0.07 }
attrition.quit = [{ rate = 0.04 }]
orders.volume = 100
costs = { kit = 75, monthly = 25 }
plan.team-percent.rate = "6%"
"#;

    #[test]
    fn the_reference_has_a_line_for_each_key_and_fits_the_terminal() {
        let text = reference(Width::USUAL);
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        let first: Vec<&str> =
            text.lines().filter(|line| !line.starts_with(' ')).filter_map(|line| line.split(':').next()).collect();
        assert_eq!(first, KEYS.iter().map(ScenarioKey::dotted).collect::<Vec<_>>());
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for key in KEYS {
            assert!(key.meaning.ends_with('.') && flat.contains(key.meaning) && flat.contains(key.range), "{key:?}");
        }
    }

    #[test]
    fn a_word_for_an_option_finds_its_keys() {
        let names = |word: &str| meant_by(word).iter().map(|key| key.dotted()).collect::<Vec<_>>();
        assert_eq!(names("--months")[0], "months");
        assert_eq!(names("--sponsoring.mean"), ["sponsoring.mean"]);
        assert_eq!(names("--you-stays"), ["you.stays"]);
        assert!(names("--sponsoring").contains(&"you.sponsoring".to_owned()));
        assert_eq!(names("--banana"), [""; 0]);
    }
}
