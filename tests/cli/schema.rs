//! `downline schema`: what every JSON object is like, held against what the commands really write.

use serde_json::{Value, json};

use crate::json_schema::Schema;
use crate::support::{answer, downline, fits_the_terminal, json, read, run_into};

const SMALL_AUDIT: [&str; 5] =
    ["organisation.members=200", "organisation.age=36", "organisation.months=12", "kits.volume=40", "currency=USD"];

fn schema(kind: &str) -> Schema {
    Schema(json(&["schema", kind]))
}

/// The words of `plan pay` with the example of the documentation.
fn pay<'a>(plan: &'a str, options: &[&'a str]) -> Vec<&'a str> {
    const FILES: [&str; 4] = ["--tree", "examples/genealogy/tree.csv", "--orders", "examples/genealogy/orders.csv"];
    [&["plan", "pay", "--plan", plan], &FILES[..], options].concat()
}

fn audit<'a>(plans: &[&'a str], options: &[&'a str]) -> Vec<&'a str> {
    let set = SMALL_AUDIT.iter().flat_map(|&change| ["--set", change]);
    [&["plan", "audit"], plans, options, &set.collect::<Vec<_>>(), &["--json"]].concat()
}

/// Objects of every kind, as the commands write them, in the order of the kinds.
fn objects() -> Vec<(&'static str, Vec<Value>)> {
    const PLAN: &str = "examples/genealogy/plan.toml";
    let all = |commands: &[&[&str]]| commands.iter().map(|arguments| json(arguments)).collect::<Vec<Value>>();
    let folder = tempfile::tempdir().unwrap();
    let [run, paid] = ["run", "paid"].map(|name| folder.path().join(name));
    run_into(&run, &["run", "tenacious", "--trials", "300", "-q"]);
    run_into(&paid, &pay("unilevel", &["-q"]));
    let file = |folder, name| serde_json::from_str::<Value>(&read(folder, name)).unwrap();
    vec![
        (
            "run",
            all(&[
                &["run", "typical", "--trials", "2000", "--json"],
                &["run", "tenacious", "--trials", "1", "--set", "months=33", "--json"],
                &["run", "ideal", "--json"],
                &["run", "tenacious", "--trials", "500", "--set", "you.stop-working-month=6", "--json"],
            ]),
        ),
        ("trial", all(&[&["run", "--trial", "3", "--json"], &["run", "tenacious", "--trial", "7", "--json"]])),
        ("compare", all(&[&["compare", "ideal", "tenacious", "--trials", "500", "--json"]])),
        (
            "exact",
            all(&[
                &["exact", "typical", "--trials", "2000", "--json"],
                &["exact", "typical", "--trials", "1", "--json"],
                &["exact", "ideal", "--set", "months=3", "--json"],
            ]),
        ),
        ("penny", all(&[&["penny", "--days", "60", "--trials", "300", "--json"]])),
        ("check", all(&[&["check", "--trials", "1000", "--json"]])),
        (
            "calibration",
            all(&[
                &["check", "--calibration", "--trials", "1000", "--json"],
                &["check", "--calibration", "sticky", "--trials", "1000", "--json"],
            ]),
        ),
        (
            "plan-pay",
            all(&[&pay(PLAN, &["--unpaid", "--json"]), &pay("stairstep", &["--json"]), &pay("binary", &["--json"])]),
        ),
        (
            "plan-statement",
            all(&[
                &pay(PLAN, &["--statement", "Ana", "--json"]),
                &pay("stairstep", &["--statement", "Ana", "--json"]),
                &pay("binary", &["--statement", "Ana", "--json"]),
            ]),
        ),
        ("plan-pay-summary", vec![file(&paid, "summary.json")]),
        (
            "plan-audit",
            all(&[&audit(&["stairstep", "unilevel"], &["--search", "3"]), &audit(&["hybrid"], &["--search", "0"])]),
        ),
        ("manifest", vec![file(&run, "manifest.json"), file(&paid, "manifest.json")]),
    ]
}

#[test]
fn the_kinds_are_listed_and_the_command_is_hidden() {
    let list = answer(&["schema"]);
    fits_the_terminal(&list);
    let names: Vec<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(
        names.join(" "),
        "run trial compare exact penny check calibration plan-pay plan-statement plan-pay-summary plan-audit manifest"
    );
    assert!(!answer(&["--help"]).contains("schema"));
    downline(&["schema", "runs"]).fails(2, &["no kind of JSON object is called runs", "`downline schema` lists"]);
}

#[test]
fn every_object_is_as_its_schema_says_and_a_mutilated_one_is_not() {
    for (kind, objects) in objects() {
        let schema = schema(kind);
        let mut unnoticed: Vec<String> = Vec::new();
        for object in &objects {
            assert_eq!(schema.problems(object), Vec::<String>::new(), "{kind}");
            for (path, without) in each_without_a_field(object) {
                // Names of a plan's rules and of causes are no fields.
                let is_field = ![".by_rule.", ".breakage."].iter().any(|names| path.contains(names));
                if is_field && schema.problems(&without).is_empty() && !unnoticed.contains(&path) {
                    unnoticed.push(path);
                }
            }
            for (path, wrong) in each_with_a_wrong_value(object) {
                assert_ne!(schema.problems(&wrong), Vec::<String>::new(), "{kind}: {path} may be anything");
            }
        }
        // What a reader has to do without now and then, and nothing else.
        let may_be_missing = match kind {
            "run" => ".residual",
            "exact" => ".simulated .cells[].count .cells[].share",
            "plan-pay" => ".lines[].month",
            "plan-audit" => ".comparison",
            "manifest" => ".scenario .seed .trials .completeness .disclaimer .plan .inputs",
            _ => "",
        };
        assert_eq!(unnoticed.join(" "), may_be_missing, "{kind}");
    }
}

/// An added field is passed over by readers, but it has to stand in the schema.
#[test]
fn a_field_that_no_schema_names_is_noticed() {
    let mut object = json(&["run", "--trial", "3", "--json"]);
    object["months"][0]["weather"] = json!("fine");
    assert_eq!(schema("trial").problems(&object), ["$.months[0]: weather is not in the schema"]);
}

#[test]
fn every_field_of_every_schema_says_what_it_is() {
    for (kind, _) in kinds() {
        let schema = json(&["schema", &kind]);
        let mut silent = Vec::new();
        find_silent_fields(&schema, "$", &mut silent);
        assert_eq!(silent, Vec::<String>::new(), "{kind}");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["title"], kind);
    }
}

fn kinds() -> Vec<(String, String)> {
    let list = answer(&["schema"]);
    let split = |line: &str| line.split_once(' ').map(|(name, words)| (name.to_owned(), words.trim().to_owned()));
    list.lines().filter_map(split).collect()
}

/// Fields without a description; those of a metric's name are all alike and told once.
fn find_silent_fields(schema: &Value, at: &str, silent: &mut Vec<String>) {
    match schema {
        Value::Object(keywords) => {
            for (keyword, says) in keywords {
                let at = format!("{at}.{keyword}");
                if let ("properties", Value::Object(fields)) = (keyword.as_str(), says) {
                    let without = fields.iter().filter(|(_, field)| field.get("description").is_none());
                    silent.extend(
                        without.filter(|_| !at.ends_with("metrics.properties")).map(|(name, _)| format!("{at}.{name}")),
                    );
                }
                find_silent_fields(says, &at, silent);
            }
        }
        Value::Array(parts) => parts.iter().for_each(|part| find_silent_fields(part, at, silent)),
        _ => {}
    }
}

/// The object without one of its fields, at every depth, for the first element of each list.
fn each_without_a_field(object: &Value) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    change_each(object, &mut |path, fields, name, whole| {
        let mut fields = fields.clone();
        fields.as_object_mut().unwrap().shift_remove(name);
        all.push((format!("{path}.{name}"), whole(fields)));
    });
    all
}

/// The object with a list of lists in place of one of its values.
fn each_with_a_wrong_value(object: &Value) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    change_each(object, &mut |path, fields, name, whole| {
        let mut fields = fields.clone();
        fields[name] = json!([[]]);
        all.push((format!("{path}.{name}"), whole(fields)));
    });
    all
}

/// Takes the place of an object's part, the part's name, and how a changed part is put back into the whole.
type Change<'c> = dyn FnMut(&str, &Value, &str, &dyn Fn(Value) -> Value) + 'c;

fn change_each(object: &Value, change: &mut Change<'_>) {
    change_below(object, "", &|whole| whole, change);
}

fn change_below(value: &Value, path: &str, whole: &dyn Fn(Value) -> Value, change: &mut Change<'_>) {
    match value {
        Value::Object(fields) => {
            for (name, below) in fields {
                change(path, value, name, whole);
                let put = |changed: Value| {
                    let mut value = value.clone();
                    value[name.as_str()] = changed;
                    whole(value)
                };
                change_below(below, &format!("{path}.{name}"), &put, change);
            }
        }
        Value::Array(elements) => {
            let Some(first) = elements.first() else { return };
            // One element stands for all: the lists of a run are long.
            let put = |changed: Value| whole(Value::Array(vec![changed]));
            change_below(first, &format!("{path}[]"), &put, change);
        }
        _ => {}
    }
}
