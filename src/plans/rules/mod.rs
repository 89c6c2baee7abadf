//! The rules of a plan as they are written: one file each, with its keys and what it refuses.

mod binary;
mod breakaway;
mod caps;
mod customer_discount;
mod differential;
mod fast_start;
mod generation;
mod infinity;
mod match_down;
mod matching;
mod matrix;
mod placing;
mod pool;
mod rank_advancement;
mod rank_bonus;
mod retail;
mod shared;
mod structure;
mod team_percent;
mod unilevel;

use std::sync::Arc;

use super::keys::Keys;
use super::surroundings::Surroundings;
use crate::commission::Rule;
use crate::reading::nearest::nearest;
use crate::reading::tree::{Entry, Node, Value};
use crate::reading::{Reader, Section};

/// How one rule is read.
struct RuleReader {
    /// Its name, as in `rule = "unilevel"`.
    name: &'static str,
    /// The keys it can have, `rule` first.
    keys: &'static [&'static str],
    read: fn(&mut Keys<'_, '_>) -> Arc<dyn Rule>,
}

/// All rules, simple ones first.
const RULES: &[RuleReader] = &[
    RuleReader { name: "team-percent", keys: team_percent::KEYS, read: |keys| Arc::new(team_percent::read(keys)) },
    RuleReader { name: "unilevel", keys: unilevel::KEYS, read: |keys| Arc::new(unilevel::read(keys)) },
    RuleReader { name: "fast-start", keys: fast_start::KEYS, read: |keys| Arc::new(fast_start::read(keys)) },
    RuleReader { name: "differential", keys: differential::KEYS, read: |keys| Arc::new(differential::read(keys)) },
    RuleReader { name: "breakaway", keys: breakaway::KEYS, read: |keys| Arc::new(breakaway::read(keys)) },
    RuleReader { name: "generation", keys: generation::KEYS, read: |keys| Arc::new(generation::read(keys)) },
    RuleReader { name: "infinity", keys: infinity::KEYS, read: |keys| Arc::new(infinity::read(keys)) },
    RuleReader { name: "binary", keys: binary::KEYS, read: |keys| Arc::new(binary::read(keys)) },
    RuleReader { name: "matrix", keys: matrix::KEYS, read: |keys| Arc::new(matrix::read(keys)) },
    RuleReader { name: "matching", keys: matching::KEYS, read: |keys| Arc::new(matching::read(keys)) },
    RuleReader { name: "match-down", keys: match_down::KEYS, read: |keys| Arc::new(match_down::read(keys)) },
    RuleReader { name: "retail", keys: retail::KEYS, read: |keys| Arc::new(retail::read(keys)) },
    RuleReader {
        name: "customer-discount",
        keys: customer_discount::KEYS,
        read: |keys| Arc::new(customer_discount::read(keys)),
    },
    RuleReader { name: "structure-bonus", keys: structure::KEYS, read: |keys| Arc::new(structure::read(keys)) },
    RuleReader {
        name: "rank-advancement",
        keys: rank_advancement::KEYS,
        read: |keys| Arc::new(rank_advancement::read(keys)),
    },
    RuleReader { name: "rank-bonus", keys: rank_bonus::KEYS, read: |keys| Arc::new(rank_bonus::read(keys)) },
    RuleReader { name: "pool", keys: pool::KEYS, read: |keys| Arc::new(pool::read(keys)) },
    RuleReader { name: "earner-cap", keys: caps::EARNER_KEYS, read: |keys| Arc::new(caps::earner(keys)) },
    RuleReader { name: "company-cap", keys: caps::COMPANY_KEYS, read: |keys| Arc::new(caps::company(keys)) },
];

/// The name of a rule that is written in a list of rules, when it is a text.
pub(super) fn written_name(node: &Node) -> Option<&str> {
    match &rule_key(node)?.node.value {
        Value::Text(name) => Some(name),
        _ => None,
    }
}

fn rule_key(node: &Node) -> Option<&Entry> {
    match &node.value {
        Value::Table(table) => table.entries.get("rule"),
        _ => None,
    }
}

/// Whether groups break away by some rule of the list `rules`, as it is written: a rule "breakaway", or a rank at which
/// another rule stops.
pub(super) fn breaks_away(rules: &Node) -> bool {
    let stops = |rule: &Node| match &rule.value {
        Value::Table(table) => table
            .entries
            .get("breakaway-rank")
            .is_some_and(|entry| !matches!(&entry.node.value, Value::Text(word) if word == "never")),
        _ => false,
    };
    listed(rules).iter().any(|rule| written_name(rule) == Some("breakaway") || stops(rule))
}

/// Whether some rule of the list `rules`, as it is written, looks at who leads a group.
pub(super) fn has_leaders(rules: &Node) -> bool {
    let ends_match = |rule: &Node| match &rule.value {
        Value::Table(table) => written_name(rule) == Some("matching") && table.entries.contains_key("leader-rank"),
        _ => false,
    };
    let leads = |rule: &Node| written_name(rule) == Some("generation") || ends_match(rule);
    breaks_away(rules) || listed(rules).iter().any(leads)
}

/// Whether some rule of the list `rules`, as it is written, pays on a left and a right leg.
pub(super) fn has_sides(rules: &Node) -> bool {
    listed(rules).iter().any(|rule| written_name(rule) == Some("binary"))
}

fn listed(rules: &Node) -> &[Node] {
    match &rules.value {
        Value::Array(rules) => rules,
        _ => &[],
    }
}

/// Reads one rule of the list, the `number`th from 1: the rule and its canonical lines.
pub(super) fn rule<'d>(
    reader: &mut Reader<'d>,
    plan: &Section<'d>,
    node: &'d Node,
    number: usize,
    surroundings: &mut Surroundings,
) -> Option<(Arc<dyn Rule>, String)> {
    let name = written_name(node);
    let Some(found) = RULES.iter().find(|rule| Some(rule.name) == name) else {
        report_unknown(reader, &plan.key(&format!("rule {number}")), node, name);
        return None;
    };
    let path = plan.key(&format!("rule {number} ({})", found.name));
    let table = reader.item(&path, node, found.keys)?;
    let mut keys = Keys::new(reader, table, found.keys, surroundings);
    keys.name(found.name);
    let rule = (found.read)(&mut keys);
    Some((rule, keys.finish()))
}

fn report_unknown<'d>(reader: &mut Reader<'d>, path: &str, node: &'d Node, name: Option<&str>) {
    let names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    let list = format!("rules: {}", names.join(", "));
    let place = rule_key(node).map_or(&node.place, |entry| &entry.node.place);
    match name {
        Some(name) => {
            let meant = nearest(name, names.iter().copied()).map(|name| format!("did you mean \"{name}\"? "));
            let written = reader.written(place);
            reader.report(place, path, format!("no rule is called {written}"), Some(meant.unwrap_or_default() + &list));
        }
        None => {
            let message = "a rule says which one it is".to_owned();
            reader.report(place, path, message, Some(format!("write rule = \"unilevel\" first; {list}")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULES;
    use crate::plans::{PlanFile, REFERENCE};

    #[test]
    fn the_reference_is_a_plan_of_every_rule_and_names_every_key() {
        let file = PlanFile::from_toml("reference", "reference.toml", REFERENCE);
        let file = file.unwrap_or_else(|problems| panic!("{problems}"));
        assert_eq!(file.plan().rules().len(), RULES.len());
        let blocks: Vec<&str> = REFERENCE.split("[[rules]]").skip(1).collect();
        for rule in RULES {
            let said = format!("rule = \"{}\"\n", rule.name);
            let block = blocks.iter().find(|block| block.contains(&said)).unwrap_or_else(|| panic!("no {said}"));
            let words: Vec<&str> =
                block.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').collect();
            for key in rule.keys {
                assert!(words.contains(key), "{}: {key} is not in the reference", rule.name);
            }
        }
    }

    #[test]
    fn the_reference_fits_a_terminal() {
        let wide: Vec<&str> = REFERENCE.lines().filter(|line| line.chars().count() > 80).collect();
        assert_eq!(wide, [""; 0]);
    }
}
