//! Ranks of a plan: their names.

use super::switch::{Switch, choice};
use crate::commission::OwnVolume;
use crate::reading::nearest::nearest;
use crate::reading::tree::Value;
use crate::reading::values::{Complaint, Given, Read};
use crate::reading::{Key, Reader, Section, written};

/// The names of the ranks, lowest first: a name's place is the rank's number. None when the plan knows only one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ranks {
    pub(super) names: Vec<String>,
}

/// The most ranks of a plan.
pub(super) const MOST_RANKS: usize = 100;

const RANKS: Key =
    Key { name: "ranks", unit: "", example: "`ranks = [\"Member\", \"Silver\", \"Gold\"]`, lowest first" };

impl Ranks {
    /// How many ranks there are; a plan without names has the one rank of everybody.
    pub(super) fn count(&self) -> usize {
        self.names.len().max(1)
    }

    /// A rank's name.
    pub(super) fn name(&self, rank: u8) -> String {
        self.names.get(usize::from(rank)).cloned().unwrap_or_else(|| rank.to_string())
    }

    /// A rank as it is written in canonical text.
    pub(super) fn canonical(&self, rank: u8) -> String {
        self.names.get(usize::from(rank)).map_or_else(|| rank.to_string(), |name| written::quoted(name))
    }

    /// What an entry of a list by rank is called in a message.
    pub(super) fn entry(&self, rank: usize) -> String {
        self.names.get(rank).map_or_else(|| format!("entry {}", rank + 1), |name| format!("rank {name}"))
    }

    /// A rank by its name, or by its number from 0.
    pub(super) fn read(&self, given: &Given<'_>) -> Read<u8> {
        let known = match self.names.as_slice() {
            [] => "the plan names no ranks: write ranks = [\"Member\", \"Silver\"], lowest first".to_owned(),
            names => format!("ranks: {}", names.join(", ")),
        };
        let position = match &given.node.value {
            Value::Text(text) => match self.names.iter().position(|name| name == text) {
                Some(position) => position,
                None => {
                    let meant = nearest(text, self.names.iter().map(String::as_str));
                    let meant = meant.map_or(String::new(), |name| format!("did you mean \"{name}\"? "));
                    return Err(Complaint::new(format!("no rank is called {}", given.written), meant + &known));
                }
            },
            Value::Number { whole: true, .. } => {
                let most = u16::try_from(self.count() - 1).unwrap_or(u16::MAX);
                let number = given.whole(0, most, "a rank");
                usize::from(number.map_err(|complaint| Complaint { help: Some(known), ..complaint })?)
            }
            _ => {
                let message = format!("expected a rank's name, found {}", given.node.value.type_name());
                return Err(Complaint::new(message, known));
            }
        };
        Ok(u8::try_from(position).unwrap_or(u8::MAX))
    }
}

/// Reads the names of the ranks.
pub(super) fn ranks<'d>(reader: &mut Reader<'d>, plan: &Section<'d>) -> Ranks {
    if !plan.has(RANKS.name) {
        return Ranks::default();
    }
    let items =
        reader.required(plan, &RANKS, |given| given.items("a list of names", "[\"Member\", \"Silver\"]", MOST_RANKS));
    let mut names: Vec<String> = Vec::new();
    for item in items.unwrap_or_default() {
        let given = reader.given(item);
        match rank_name(&given, &names) {
            Ok(name) => names.push(name),
            Err(complaint) => {
                reader.complain(plan, RANKS.name, Complaint { place: Some(item.place.clone()), ..complaint });
                // Its place is kept, so that the ranks above keep their numbers.
                names.push(format!("rank {}", names.len()));
            }
        }
    }
    reader.explain(plan, &RANKS, names.join(", "));
    Ranks { names }
}

fn rank_name(given: &Given<'_>, before: &[String]) -> Read<String> {
    let name = given.text()?;
    let letters = name.chars().count();
    if name.trim().is_empty() || letters > 60 || name.chars().any(char::is_control) {
        return Err(Complaint::new("a rank's name is 1 to 60 characters on one line", "write a name"));
    }
    if name == "never" {
        return Err(Complaint::new("\"never\" cannot be a rank's name", "it is the word for no rank; write another"));
    }
    if before.contains(&name) {
        return Err(Complaint::new(format!("two ranks are called {}", given.written), "write each name once"));
    }
    Ok(name)
}

/// Whether the group volume that a rank asks for holds the member's own.
pub(super) const OWN_VOLUME: Switch<OwnVolume> = Switch {
    name: "own-volume",
    choices: &[
        choice("included", OwnVolume::Included, "a member's own volume counts in its group volume"),
        choice("excluded", OwnVolume::Excluded, "only what is below the member counts"),
    ],
    otherwise: "",
};
