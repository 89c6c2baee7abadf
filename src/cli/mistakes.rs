//! Options that do not exist and are meant all the same: a scenario's key written as an option.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use downline::scenario::Draft;
use downline::scenario::keys::{ScenarioKey, meant_by};

/// The commands that take `--set`.
const WITH_SET: [&str; 3] = ["run", "compare", "exact"];

/// What to say in place of the parser's own message, when a word that it does not know is a key of the scenario:
/// `--months 24` is `--set months=24`. The words are the program's arguments without its name.
pub(super) fn key_as_option(error: &Error, words: &[String]) -> Option<String> {
    if error.kind() != ErrorKind::UnknownArgument || !WITH_SET.contains(&words.first()?.as_str()) {
        return None;
    }
    let Some(ContextValue::String(option)) = error.get(ContextKind::InvalidArg) else { return None };
    let name = option.split('=').next()?;
    let value = given_value(name, words);
    let mut keys = meant_by(name.strip_prefix("--")?);
    if let Some(value) = value.filter(|value| keys.iter().any(|key| takes(key, value))) {
        keys.retain(|key| takes(key, value));
    }
    let (first, others) = keys.split_first()?;
    let set = |key: &str, example: &str| format!("--set {key}={}", value.unwrap_or(example));
    let what = if others.is_empty() { "a key of the scenario" } else { "what several keys of the scenario are called" };
    let mut text =
        format!("there is no option {name}: it is {what}\nhelp: write {}", set(&first.dotted(), first.example));
    for key in others {
        text += &format!("\n   or: {}", set(&key.dotted(), key.example));
    }
    Some(text + "\n`downline presets --keys` says what each key means")
}

/// Whether a key takes a value, in the usual scenario.
fn takes(key: &ScenarioKey, value: &str) -> bool {
    let draft = Draft::preset("typical").and_then(|mut draft| {
        draft.set(&format!("{}={value}", key.dotted()))?;
        Ok(draft)
    });
    draft.and_then(Draft::finish).is_ok()
}

/// The value behind an option: after its equals sign, or the next word.
fn given_value<'w>(option: &str, words: &'w [String]) -> Option<&'w str> {
    let at = words.iter().position(|word| word.split('=').next() == Some(option))?;
    match words[at].split_once('=') {
        Some((_, value)) => Some(value),
        None => words.get(at + 1).map(String::as_str).filter(|word| !word.starts_with("--")),
    }
}
