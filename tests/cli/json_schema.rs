//! A plain check of an object against its JSON schema: the keywords that our schemas use, and no others.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// A schema with its definitions.
pub(crate) struct Schema(pub(crate) Value);

impl Schema {
    /// What is wrong with an object, each with its place. A field that the schema does not name is wrong as well: the
    /// schema is to say what every field means.
    pub(crate) fn problems(&self, object: &Value) -> Vec<String> {
        let mut problems = Vec::new();
        self.check(&self.0, object, "$", &mut problems);
        self.check_names(&self.0, object, "$", &mut problems);
        problems
    }

    fn check(&self, schema: &Value, value: &Value, at: &str, problems: &mut Vec<String>) {
        for (keyword, says) in schema.as_object().unwrap_or_else(|| panic!("{at}: {schema} is no schema")) {
            match keyword.as_str() {
                // Words for readers, and definitions that others refer to.
                "title" | "description" | "$schema" | "$defs" => {}
                "$ref" => self.check(self.referred(says), value, at, problems),
                "type" => {
                    let types = says.as_array().cloned().unwrap_or_else(|| vec![says.clone()]);
                    if !types.iter().any(|name| is_of_type(value, name.as_str().unwrap())) {
                        problems.push(format!("{at}: {value} is not {says}"));
                    }
                }
                "enum" => {
                    if !says.as_array().unwrap().contains(value) {
                        problems.push(format!("{at}: {value} is none of {says}"));
                    }
                }
                "const" => {
                    if says != value {
                        problems.push(format!("{at}: {value} is not {says}"));
                    }
                }
                "minimum" => {
                    if value.as_f64().is_some_and(|number| number < says.as_f64().unwrap()) {
                        problems.push(format!("{at}: {value} is below {says}"));
                    }
                }
                "required" => {
                    let missing = says.as_array().unwrap().iter().map(|name| name.as_str().unwrap());
                    let missing =
                        missing.filter(|name| value.as_object().is_some_and(|fields| !fields.contains_key(*name)));
                    problems.extend(missing.map(|name| format!("{at}: {name} is missing")));
                }
                "properties" => {
                    for (name, schema) in says.as_object().unwrap() {
                        if let Some(value) = value.get(name) {
                            let at = format!("{at}.{name}");
                            self.check(schema, value, &at, problems);
                            self.check_names(schema, value, &at, problems);
                        }
                    }
                }
                "additionalProperties" => self.check_others(schema, says, value, at, problems),
                "items" => {
                    for (number, value) in value.as_array().into_iter().flatten().enumerate() {
                        let at = format!("{at}[{number}]");
                        self.check(says, value, &at, problems);
                        self.check_names(says, value, &at, problems);
                    }
                }
                "anyOf" | "oneOf" => {
                    if !says.as_array().unwrap().iter().any(|schema| self.fits(schema, value)) {
                        problems.push(format!("{at}: {value} fits none of {keyword}"));
                    }
                }
                other => panic!("{at}: this check does not know the keyword {other}"),
            }
        }
    }

    fn fits(&self, schema: &Value, value: &Value) -> bool {
        let mut wrong = Vec::new();
        self.check(schema, value, "", &mut wrong);
        wrong.is_empty()
    }

    fn check_others(&self, schema: &Value, others: &Value, value: &Value, at: &str, problems: &mut Vec<String>) {
        let known = schema.get("properties").and_then(Value::as_object);
        for (name, value) in value.as_object().into_iter().flatten() {
            if known.is_none_or(|known| !known.contains_key(name)) {
                let at = format!("{at}.{name}");
                self.check(others, value, &at, problems);
                self.check_names(others, value, &at, problems);
            }
        }
    }

    /// Every field is named by the schema, or by a schema of its parts.
    fn check_names(&self, schema: &Value, value: &Value, at: &str, problems: &mut Vec<String>) {
        let Some(fields) = value.as_object() else { return };
        let mut named = BTreeSet::new();
        if self.name_fields(schema, &mut named) {
            return;
        }
        let unknown = fields.keys().filter(|name| !named.contains(name.as_str()));
        problems.extend(unknown.map(|name| format!("{at}: {name} is not in the schema")));
    }

    /// Collects the names of fields; whether any name will do.
    fn name_fields<'s>(&'s self, schema: &'s Value, named: &mut BTreeSet<&'s str>) -> bool {
        named.extend(
            schema
                .get("properties")
                .and_then(Value::as_object)
                .map(Map::keys)
                .into_iter()
                .flatten()
                .map(String::as_str),
        );
        let parts =
            ["anyOf", "oneOf"].into_iter().filter_map(|keyword| schema.get(keyword)).filter_map(Value::as_array);
        let referred = schema.get("$ref").map(|name| self.referred(name));
        let mut any = schema.get("additionalProperties").is_some_and(Value::is_object);
        for part in parts.flatten().chain(referred) {
            any |= self.name_fields(part, named);
        }
        any
    }

    fn referred(&self, name: &Value) -> &Value {
        let name = name.as_str().and_then(|name| name.strip_prefix("#/$defs/"));
        name.and_then(|name| self.0["$defs"].get(name)).expect("a definition of the same schema")
    }
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no type is called {other}"),
    }
}
