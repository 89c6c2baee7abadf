//! The JSON schema of each kind of object: what its fields mean, and which of them are always there.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value};

use super::plan_pay::WholePayroll;
use super::{
    AuditObject, CalibrationObject, CheckObject, CompareObject, ExactObject, ManifestObject, PennyObject, RunObject,
    StatementObject, SummaryFile, TrialObject,
};

/// One kind of object.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Its name, such as `plan-pay`.
    pub name: &'static str,
    /// The command or file that writes it.
    pub written_by: &'static str,
    schema: fn() -> Schema,
}

impl Kind {
    /// All kinds, in the order of the commands.
    pub const ALL: [Self; 12] = [
        Self::new::<RunObject<'_>>("run", "downline run --json"),
        Self::new::<TrialObject<'_>>("trial", "downline run --trial K --json"),
        Self::new::<CompareObject<'_>>("compare", "downline compare --json"),
        Self::new::<ExactObject<'_>>("exact", "downline exact --json"),
        Self::new::<PennyObject<'_>>("penny", "downline penny --json"),
        Self::new::<CheckObject>("check", "downline check --json"),
        Self::new::<CalibrationObject<'_>>("calibration", "downline check --calibration --json"),
        Self::new::<WholePayroll<'_>>("plan-pay", "downline plan pay --json"),
        Self::new::<StatementObject<'_>>("plan-statement", "downline plan pay --statement MEMBER --json"),
        Self::new::<SummaryFile<'_>>("plan-pay-summary", "summary.json of downline plan pay --out"),
        Self::new::<AuditObject<'_>>("plan-audit", "downline plan audit --json"),
        Self::new::<ManifestObject<'_>>("manifest", "manifest.json of every --out folder"),
    ];

    const fn new<T: JsonSchema>(name: &'static str, written_by: &'static str) -> Self {
        Self { name, written_by, schema: schema_of::<T> }
    }

    /// The kind of this name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name == name)
    }

    /// Its schema, JSON Schema draft 2020-12. Fields that it does not require may be missing; fields may be added without
    /// a new version, so a reader passes over what it does not know.
    #[must_use]
    pub fn schema(&self) -> Schema {
        (self.schema)()
    }
}

/// The schema of what is written.
fn schema_of<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize().with_transform(RecursiveTransform(plainer));
    settings.into_generator().into_root_schema_for::<T>()
}

/// Takes out what comes from our sources and tells a reader nothing.
fn plainer(schema: &mut Schema) {
    // Where the source breaks a line, and how wide its integers are.
    if let Some(Value::String(words)) = schema.get_mut("description") {
        *words = words.replace('\n', " ");
    }
    schema.remove("format");
    schema.remove("maximum");
    // A field that may be missing is missing where it would be null.
    let required = schema.get("required").cloned().unwrap_or_default();
    let is_required = |name: &str| required.as_array().is_some_and(|names| names.iter().any(|other| other == name));
    if let Some(Value::Object(fields)) = schema.get_mut("properties") {
        let optional = fields.iter_mut().filter(|(name, _)| !is_required(name));
        optional.filter_map(|(_, field)| field.as_object_mut()).for_each(never_null);
    }
}

/// Takes null out of what a field may be.
fn never_null(field: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = field.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            field.insert("type".to_owned(), only);
        }
    }
    let other = match field.get("anyOf").and_then(Value::as_array).map(Vec::as_slice) {
        Some([other, null]) if null["type"] == "null" => other.as_object().cloned(),
        _ => None,
    };
    if let Some(other) = other {
        field.remove("anyOf");
        field.extend(other);
    }
}
