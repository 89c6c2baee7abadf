//! Reading `[plan]`: one table for each commission rule.

use std::sync::Arc;

use crate::commission::team_percent::TeamPercent;
use crate::commission::unilevel::{Compression, Unilevel};
use crate::commission::{Plan, Rule};
use crate::reading::values::{Complaint, Given, Read};
use crate::reading::{Key, Reader, Section, written};
use crate::units::Rate;

/// A plan with its canonical text.
pub(super) struct PlanText {
    pub(super) plan: Plan,
    pub(super) toml: String,
}

/// A rule that has been read: the rule and the lines of its table.
type RuleText = (Arc<dyn Rule>, String);

/// How one rule is read.
struct RuleReader {
    name: &'static str,
    /// Its keys.
    keys: &'static [&'static str],
    read: for<'d> fn(&mut Reader<'d>, &Section<'d>) -> Option<RuleText>,
}

/// All rules, in the order in which a plan of several pays them.
const RULES: &[RuleReader] = &[
    RuleReader { name: "team-percent", keys: &["rate"], read: team_percent },
    RuleReader { name: "unilevel", keys: &["rates", "compression"], read: unilevel },
];

/// The table a program's own rules are written under; it can be shown but not read back.
pub(super) const CUSTOM: &str = "custom";

/// The most levels a unilevel rule may pay.
const MOST_LEVELS: usize = 100;

const RATE: Key = Key { name: "rate", unit: "of the whole team's volume", example: "`rate = \"6%\"` or `rate = 0.06`" };
const RATES: Key = Key {
    name: "rates",
    unit: "of the volume of level 1, 2, ...",
    example: "`rates = [\"5%\", \"5%\", \"3%\"]`, level 1 first",
};
const COMPRESSION: Key = Key { name: "compression", unit: "", example: "`compression = \"none\"`" };

/// What each compression does, for who has to choose.
const COMPRESSION_HELP: &str = "public plans disagree, so the plan must say:
\"none\": levels are counted in the tree, and a member who is not active still uses one up
\"standard\": members who are not active are passed over, and the next one up moves closer
\"dynamic\": as standard, and members who do not hold the level about to be paid are passed over too";

const COMPRESSIONS: [(&str, Compression); 3] =
    [("none", Compression::None), ("standard", Compression::Standard), ("dynamic", Compression::Dynamic)];

/// Reads the plan: at least one known rule.
pub(super) fn plan<'d>(reader: &mut Reader<'d>, root: &Section<'d>) -> Option<PlanText> {
    let known: Vec<&'static str> = RULES.iter().map(|rule| rule.name).collect();
    let section = reader.section(root, "plan", &[known.as_slice(), &[CUSTOM]].concat());
    let mut rules = Vec::new();
    let mut toml = String::new();
    let mut whole = true;
    for rule in RULES.iter().filter(|rule| section.has(rule.name)) {
        let table = reader.section(&section, rule.name, rule.keys);
        match (rule.read)(reader, &table) {
            Some((made, lines)) => {
                rules.push(made);
                toml = toml + "\n[plan." + rule.name + "]\n" + &lines;
            }
            None => whole = false,
        }
    }
    if section.has(CUSTOM) {
        let message = "rules of a program's own cannot be read from a file".to_owned();
        let help = format!("run that program again, or write one of the rules here: {}", known.join(", "));
        reader.report_at(&section, CUSTOM, message, Some(help));
        return None;
    }
    if rules.is_empty() && whole {
        let help = format!("write a rule, such as [plan.team-percent] with rate = \"6%\"; rules: {}", known.join(", "));
        reader.report_empty(&section, "a plan needs at least one rule", help);
        return None;
    }
    whole.then(|| PlanText { plan: Plan::new(rules), toml })
}

fn team_percent<'d>(reader: &mut Reader<'d>, table: &Section<'d>) -> Option<RuleText> {
    let rate = reader.required(table, &RATE, Given::rate)?;
    reader.explain(table, &RATE, rate.to_string());
    Some((Arc::new(TeamPercent::new(rate)), format!("rate = {}\n", written::rate(rate))))
}

fn unilevel<'d>(reader: &mut Reader<'d>, table: &Section<'d>) -> Option<RuleText> {
    let rates = level_rates(reader, table);
    let compression = compression(reader, table);
    let (rates, (name, compression)) = (rates?, compression?);
    reader.explain(table, &RATES, rates.iter().map(Rate::to_string).collect::<Vec<_>>().join(", "));
    reader.explain(table, &COMPRESSION, name);
    let list = rates.iter().map(|&rate| written::rate(rate)).collect::<Vec<_>>().join(", ");
    let lines = format!("rates = [{list}]\ncompression = \"{name}\"\n");
    Some((Arc::new(Unilevel::new(rates, compression)), lines))
}

fn level_rates<'d>(reader: &mut Reader<'d>, table: &Section<'d>) -> Option<Vec<Rate>> {
    let items = reader.required(table, &RATES, |given| {
        given.items("a list of rates, level 1 first", "[\"5%\", \"5%\", \"3%\"]", MOST_LEVELS)
    })?;
    let mut rates = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let read: Read<Rate> = reader.given(item).rate();
        match read {
            Ok(rate) => rates.push(rate),
            Err(complaint) => {
                let message = format!("level {}: {}", index + 1, complaint.message);
                let place = Some(item.place.clone());
                reader.complain(table, RATES.name, Complaint { message, place, ..complaint });
            }
        }
    }
    (rates.len() == items.len()).then_some(rates)
}

fn compression<'d>(reader: &mut Reader<'d>, table: &Section<'d>) -> Option<(&'static str, Compression)> {
    if !table.has(COMPRESSION.name) {
        reader.report_missing(table, COMPRESSION.name, "missing", COMPRESSION_HELP.to_owned());
        return None;
    }
    let choices = COMPRESSIONS.map(|choice| (choice.0, choice));
    reader.required(table, &COMPRESSION, |given| given.choice(&choices, Some(COMPRESSION_HELP)))
}
