//! `downline schema`: the JSON schema of each kind of object, for whoever reads them.

use clap::Args;
use downline::report::json::Kind;

use super::failure::Failure;
use super::output::{answer, answer_json};

/// Arguments of `downline schema`.
#[derive(Debug, Args)]
pub(crate) struct SchemaArguments {
    /// Print the schema of this kind of object
    name: Option<String>,
}

/// Lists the kinds, or prints the schema of one.
pub(super) fn schema(arguments: &SchemaArguments) -> Result<(), Failure> {
    match &arguments.name {
        None => answer(&list()),
        Some(name) => match Kind::find(name) {
            Some(kind) => answer_json(&kind.schema()),
            None => Err(Failure::Usage(format!(
                "no kind of JSON object is called {name}\nhelp: `downline schema` lists the kinds"
            ))),
        },
    }
}

/// The names, each with what writes the object.
fn list() -> String {
    let width = Kind::ALL.iter().map(|kind| kind.name.len()).max().unwrap_or(0);
    let lines = Kind::ALL.iter().map(|kind| format!("{:<width$}  {}", kind.name, kind.written_by));
    lines.collect::<Vec<_>>().join("\n")
}
