//! Compensation plans as files: commented TOML that a practitioner can read and change.
//!
//! A plan file has a `title`, the names of its `ranks`, what each asks for (`[[qualification]]`), and an ordered list of
//! `[[rules]]`; each rule pays into the same month and sees what the rules above it have paid. Where public plans
//! disagree the file must say: there is no silent default, and a plan that leaves something open is refused with the
//! choices and what each of them does.
//!
//! ```
//! use downline::plans::PlanFile;
//! let file = PlanFile::built_in("unilevel")?;
//! assert!(!file.plan().rules().is_empty());
//!
//! let open = PlanFile::from_toml("mine", "mine.toml", r#"
//! title = "Three levels"
//! rounding = "half-up"
//! rounded-per = "line"
//! [[rules]]
//! rule = "unilevel"
//! rates = ["5%", "3%", "2%"]
//! "#);
//! assert!(open.unwrap_err().to_string().contains("companies do this differently"));
//! # Ok::<(), downline::plans::PlanErrors>(())
//! ```
//!
//! `file` reads a plan, `rules` has one file for each rule, `keys` the ways of reading a rule's keys, `fields` those of a
//! table in a list, `switch` the questions without a default, `qualification` how ranks are decided, `requirement` what
//! one rank asks for.

mod built_in;
mod fields;
mod file;
mod keys;
mod qualification;
mod ranks;
mod requirement;
mod rules;
mod surroundings;
mod switch;

pub use crate::reading::{Problem, Problems as PlanErrors};
/// Every rule with all its keys, as a plan file with comments: a reference to take from, no plan of anybody.
pub const REFERENCE: &str = include_str!("reference.toml");

pub use built_in::{BUILT_IN, BuiltIn, find};

pub(crate) use file::{KEYS, PlanText, Title, document, plan as read_plan};

use crate::commission::Plan;
use crate::reading::nearest::nearest;
use crate::reading::source::quote;
use crate::reading::{Source, SourceKind};
use crate::units::Rate;

/// A plan file that has been read and accepted.
#[derive(Clone, Debug)]
pub struct PlanFile {
    name: String,
    label: String,
    title: String,
    text: PlanText,
}

impl PlanFile {
    /// Reads a plan file. `name` is what results call it, `label` is what messages call the text: its path.
    ///
    /// # Errors
    /// Everything that is wrong with the text, with line, key and how to mend it.
    pub fn from_toml(name: &str, label: &str, text: &str) -> Result<Self, PlanErrors> {
        Self::read(name, Source::new(SourceKind::PlanFile, label, text))
    }

    /// As [`PlanFile::from_toml`], from bytes that may not be UTF-8.
    ///
    /// # Errors
    /// As [`PlanFile::from_toml`], and bytes that are not UTF-8.
    pub fn from_bytes(name: &str, label: &str, bytes: &[u8]) -> Result<Self, PlanErrors> {
        Self::read(name, Source::from_bytes(SourceKind::PlanFile, label, bytes)?)
    }

    /// The plan built in under this name.
    ///
    /// # Errors
    /// A name that is none.
    pub fn built_in(name: &str) -> Result<Self, PlanErrors> {
        match find(name) {
            Some(plan) => Self::read(name, built_in_source(plan)),
            None => {
                let message = format!("no plan is called `{}`", quote(name));
                Err(Problem::without_text("", message).with_help(Some(names_help(name))).into())
            }
        }
    }

    fn read(name: &str, source: Source) -> Result<Self, PlanErrors> {
        let label = source.label.clone();
        let text = file::from_source(source)?;
        let title = text.title.clone().unwrap_or_default();
        Ok(Self { name: name.to_owned(), label, title, text })
    }

    /// Whether the plan can pay simulated people, to whom nobody gives a rank.
    ///
    /// # Errors
    /// A plan that pays by rank and does not say what a rank asks for: everybody would be paid as the lowest.
    pub fn check_simulated(&self) -> Result<(), PlanErrors> {
        match self.text.ranks_not_earned() {
            Some((message, help)) => Err(Problem::without_text(&self.label, message).with_help(Some(help)).into()),
            None => Ok(()),
        }
    }

    /// The built-in plan's name or the file's name without its ending.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The title, 1 to 120 characters.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Where the plan's figures were published, dated, one line each.
    #[must_use]
    pub fn provenance(&self) -> &[String] {
        &self.text.provenance
    }

    /// The plan itself.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.text.plan
    }

    /// The names of the ranks, lowest first: a name's place is the number that [`crate::commission`] knows it by.
    /// Empty when everybody has the same rank.
    #[must_use]
    pub fn rank_names(&self) -> &[String] {
        &self.text.ranks
    }

    /// The account that gets what nobody is paid, when some rule sends it there.
    #[must_use]
    pub(crate) fn default_account(&self) -> Option<&str> {
        self.text.default_account.as_deref()
    }

    /// What one commissionable point is worth, as a share of a major unit of the currency.
    #[must_use]
    pub(crate) const fn point_value(&self) -> Rate {
        self.text.plan.point_value()
    }

    /// The first 8 hex digits of the SHA-256 of [`PlanFile::resolved_toml`].
    #[must_use]
    pub fn hash(&self) -> String {
        crate::reading::written::hash(&self.resolved_toml())
    }

    /// The plan as canonical TOML, without comments: reading it again gives the same plan.
    #[must_use]
    pub fn resolved_toml(&self) -> String {
        self.text.toml("")
    }
}

/// A built-in plan as a text to read.
pub(crate) fn built_in_source(plan: &BuiltIn) -> Source {
    Source::new(SourceKind::BuiltInPlan, &format!("plan {}", plan.name), plan.toml)
}

/// Which built-in plans there are, and the one that was meant.
pub(crate) fn names_help(name: &str) -> String {
    let names: Vec<&str> = BUILT_IN.iter().map(|plan| plan.name).collect();
    let meant = nearest(name, names.iter().copied()).map(|meant| format!("did you mean `{meant}`? "));
    format!("{}plans: {}", meant.unwrap_or_default(), names.join(", "))
}
