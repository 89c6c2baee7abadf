//! What the files of a folder are, and the recipe that makes them again: `manifest.json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::plan_head::PlanHead;
use super::shared::{CompletenessWord, SCHEMA_VERSION, ScenarioHead};
use crate::payroll::Payroll;
use crate::report::manifest::{FileRecord, InputRecord, InputSource, Recipe};
use crate::words::disclaimers;

/// What the files of a folder are, and the recipe that makes the same bytes again. It holds no path, no time and no
/// thread count.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "manifest")]
pub struct ManifestObject<'a> {
    /// The version of this shape. It rises when a field changes its meaning or goes, and not when one is added.
    schema_version: u32,
    /// The program that wrote the folder.
    program: &'static str,
    /// Its version.
    version: &'static str,
    /// The scenario of a run or an audit.
    #[serde(skip_serializing_if = "Option::is_none")]
    scenario: Option<ScenarioHead<'a>>,
    /// The scenarios of a comparison, the base first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    scenarios: Vec<ScenarioHead<'a>>,
    /// The plans of an audit, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    plans: Vec<&'a str>,
    /// The plan of a payroll.
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<PlanHead<'a>>,
    /// The seed of a run.
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<u64>,
    /// The number of trials of a run.
    #[serde(skip_serializing_if = "Option::is_none")]
    trials: Option<u64>,
    /// How complete a run is.
    #[serde(skip_serializing_if = "Option::is_none")]
    completeness: Option<CompletenessWord>,
    /// What a payroll was made of.
    #[serde(skip_serializing_if = "Option::is_none")]
    inputs: Option<Vec<InputObject<'a>>>,
    /// The command that makes the same files again.
    again: String,
    /// What simulated numbers are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    disclaimer: Option<String>,
    /// The files, in the order in which they were written; the manifest is not among them.
    files: &'a [FileRecord],
}

/// Something that a payroll was made of: a file, or a plan that comes with the program.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "input")]
struct InputObject<'a> {
    /// What it is.
    #[schemars(extend("enum" = ["plan", "tree", "orders"]))]
    name: &'static str,
    #[serde(flatten)]
    source: SourceObject<'a>,
}

/// Where an input came from.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "source")]
enum SourceObject<'a> {
    /// A file.
    File {
        /// Its name without folders, `-` for standard input.
        file: &'a str,
        /// The number of its bytes.
        bytes: u64,
        /// SHA-256 of its bytes, in hexadecimal.
        sha256: &'a str,
    },
    /// A plan that comes with the program.
    BuiltIn {
        /// Its name.
        built_in: &'a str,
        /// The version of the program.
        version: &'static str,
    },
}

impl<'a> ManifestObject<'a> {
    /// The manifest of these simulated files: one scenario stands as `scenario`, several as `scenarios`.
    #[must_use]
    pub fn of(recipe: &Recipe<'a>, files: &'a [FileRecord]) -> Self {
        let mut heads: Vec<ScenarioHead<'a>> =
            recipe.scenarios.iter().map(|scenario| ScenarioHead::of(scenario)).collect();
        let scenario = if heads.len() == 1 { heads.pop() } else { None };
        Self {
            scenario,
            scenarios: heads,
            plans: recipe.plans.clone(),
            seed: Some(recipe.seed),
            trials: recipe.trials.map(|(trials, _)| trials),
            completeness: recipe.trials.map(|(_, completeness)| completeness.into()),
            disclaimer: Some(disclaimers::simulated()),
            ..Self::made_by(recipe.again.clone(), files)
        }
    }

    /// The manifest of a payroll's files: what they were made of, and the command that makes them again.
    #[must_use]
    pub fn of_payroll(
        payroll: &'a Payroll<'_>,
        inputs: &'a [InputRecord],
        again: &str,
        files: &'a [FileRecord],
    ) -> Self {
        Self {
            plan: Some(PlanHead::of(payroll)),
            inputs: Some(inputs.iter().map(InputObject::from).collect()),
            ..Self::made_by(again.to_owned(), files)
        }
    }

    /// Files that a command makes, and nothing else about them.
    fn made_by(again: String, files: &'a [FileRecord]) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            program: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            scenario: None,
            scenarios: Vec::new(),
            plans: Vec::new(),
            plan: None,
            seed: None,
            trials: None,
            completeness: None,
            inputs: None,
            again,
            disclaimer: None,
            files,
        }
    }
}

impl<'a> From<&'a InputRecord> for InputObject<'a> {
    fn from(input: &'a InputRecord) -> Self {
        let source = match &input.source {
            InputSource::File(file) => SourceObject::File { file: &file.name, bytes: file.bytes, sha256: &file.sha256 },
            InputSource::BuiltIn(name) => SourceObject::BuiltIn { built_in: name, version: env!("CARGO_PKG_VERSION") },
        };
        Self { name: input.role, source }
    }
}
