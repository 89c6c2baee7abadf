//! [`Surroundings`]: what a rule has to know about the rest of its plan.

use super::ranks::Ranks;
use crate::commission::Placing;
use crate::reading::nearest::nearest;
use crate::reading::values::{Complaint, Given, Read};

/// The plan around the rule that is being read.
#[derive(Clone, Debug, Default)]
pub(super) struct Surroundings {
    pub(super) ranks: Ranks,
    /// Whether members earn their ranks by the plan ([[qualification]]).
    pub(super) earns_ranks: bool,
    /// What all rules are called in the plan, in order, as far as their names are texts.
    pub(super) rules: Vec<String>,
    /// How many of them stand before the rule being read.
    pub(super) before: usize,
    /// How members are placed, when an earlier rule has said so: its name and what it wrote.
    pub(super) placing: Option<(String, Placing)>,
    /// The caps before: each its name and the rules it cuts.
    pub(super) caps: Vec<(String, Vec<String>)>,
    /// The rules before that cap what they pay themselves.
    pub(super) caps_itself: Vec<String>,
    /// Whether some rule pays into the plan's default account.
    pub(super) pays_default_account: bool,
}

impl Surroundings {
    /// The name of the rule being read.
    pub(super) fn current(&self) -> &str {
        self.rules.get(self.before).map_or("", String::as_str)
    }

    /// A cap before, of one of these rules, that is not among them: what it has taken off would be overlooked.
    pub(super) fn overlooked_cap(&self, on: &[String]) -> Option<&str> {
        let open = |cap: &&(String, Vec<String>)| !on.contains(&cap.0) && cap.1.iter().any(|rule| on.contains(rule));
        self.caps.iter().find(open).map(|cap| cap.0.as_str())
    }

    /// A cap among these rules with a rule that it cuts and that is not among them: what it has taken off that one would
    /// be taken off these.
    pub(super) fn cap_of_others(&self, on: &[String]) -> Option<(&str, &str)> {
        let named = self.caps.iter().filter(|cap| on.contains(&cap.0));
        let others = |cap: &'_ (String, Vec<String>)| cap.1.iter().position(|rule| !on.contains(rule));
        let mut found = named.filter_map(|cap| others(cap).map(|at| (cap.0.as_str(), cap.1[at].as_str())));
        found.next()
    }

    /// Whether the plan has a rule of this name anywhere.
    pub(super) fn has_rule(&self, name: &str) -> bool {
        self.rules.iter().any(|rule| rule == name)
    }

    /// The name of a rule that stands before the one being read.
    pub(super) fn earlier(&self, given: &Given<'_>) -> Read<String> {
        let name = given.text()?;
        let earlier = &self.rules[..self.before.min(self.rules.len())];
        if is_margin(&name) && earlier.contains(&name) {
            let message = format!("\"{name}\" is a margin that customers pay, not commission");
            return Err(Complaint::new(message, "remove it: the company neither caps nor matches a margin"));
        }
        if earlier.contains(&name) {
            return Ok(name);
        }
        if self.rules.contains(&name) {
            let message = format!("the rule \"{name}\" stands here or below");
            return Err(Complaint::new(message, "rules pay in their order: move it above this one"));
        }
        let known: Vec<&str> = earlier.iter().map(String::as_str).collect();
        let meant = nearest(&name, known.iter().copied()).map(|name| format!("did you mean \"{name}\"? "));
        let list = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        let message = format!("no earlier rule of the plan is called {}", given.written);
        Err(Complaint::new(message, format!("{}rules above this one: {list}", meant.unwrap_or_default())))
    }
}

/// Whether a rule of this label is a retail margin.
fn is_margin(label: &str) -> bool {
    let number = label.strip_prefix("retail").map(|rest| rest.strip_prefix('-').unwrap_or(rest));
    number.is_some_and(|number| number.chars().all(|letter| letter.is_ascii_digit()))
}
