//! Ranks of a plan: their names, and what each must bring to be paid as one (`[[qualification]]`).

use super::switch::{Choice, Switch, choice};
use crate::commission::{Ladder, LegCap, OwnVolume, Requirement};
use crate::reading::nearest::nearest;
use crate::reading::tree::{Node, Value};
use crate::reading::values::{Complaint, Given, Read};
use crate::reading::{Key, Reader, Section, written};
use crate::units::Rate;

/// The names of the ranks, lowest first: a name's place is the rank's number. None when the plan knows only one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ranks {
    pub(super) names: Vec<String>,
}

/// The most ranks of a plan.
const MOST_RANKS: usize = 100;

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

const RANK: Key = Key { name: "rank", unit: "", example: "`rank = \"Silver\"`" };
const PERSONAL: Key = Key { name: "personal-volume", unit: "points", example: "`personal-volume = 100`" };
const GROUP: Key = Key { name: "group-volume", unit: "points", example: "`group-volume = 1000`" };
const CAP_SHARE: Key =
    Key { name: "leg-cap-share", unit: "at most from one leg", example: "`leg-cap-share = \"60%\"`" };
const ACTIVE_LEGS: Key = Key { name: "active-legs", unit: "legs", example: "`active-legs = 3`" };
const LEGS_WITH_RANK: Key =
    Key { name: "legs-with-rank", unit: "", example: "`legs-with-rank = [{ legs = 2, rank = \"Silver\" }]`" };
const LEGS: Key = Key { name: "legs", unit: "legs", example: "`legs = 2`" };

const KEYS: &[&str] = &[
    "rank",
    "personal-volume",
    "group-volume",
    "own-volume",
    "leg-cap",
    "leg-cap-share",
    "active-legs",
    "legs-with-rank",
];

/// The most legs that a rank may ask for.
const MOST_LEGS: u16 = 1000;

/// Whether the group volume that a rank asks for holds the member's own.
pub(super) const OWN_VOLUME: Switch<OwnVolume> = Switch {
    name: "own-volume",
    choices: &[
        choice("included", OwnVolume::Included, "a member's own volume counts in its group volume"),
        choice("excluded", OwnVolume::Excluded, "only what is below the member counts"),
    ],
    otherwise: "",
};

/// The form of a leg cap, before its share is known.
#[derive(Clone, Copy)]
enum CapForm {
    None,
    OfRequirement,
    OfTotal,
}

const LEG_CAP: Switch<CapForm> = Switch {
    name: "leg-cap",
    choices: &[
        Choice { name: "none", value: CapForm::None, means: "all of every leg counts" },
        Choice {
            name: "of-requirement",
            value: CapForm::OfRequirement,
            means: "one leg counts up to leg-cap-share of the volume asked for",
        },
        Choice {
            name: "of-total",
            value: CapForm::OfTotal,
            means: "one leg counts up to leg-cap-share of all the volume that counts in the end",
        },
    ],
    otherwise: "",
};

/// Reads what each rank above the lowest requires; nothing when the plan leaves ranks to the network.
pub(super) fn ladder<'d>(reader: &mut Reader<'d>, plan: &Section<'d>, ranks: &Ranks) -> Option<(Ladder, Vec<String>)> {
    const QUALIFICATION: Key =
        Key { name: "qualification", unit: "", example: "`[[qualification]]` with rank = \"Silver\" and what it asks" };
    if !plan.has(QUALIFICATION.name) {
        return None;
    }
    let items = reader.required(plan, &QUALIFICATION, |given| {
        given.items("tables [[qualification]]", "[[qualification]]", MOST_RANKS)
    })?;
    let mut requirements: Vec<Requirement> = Vec::new();
    let mut texts = Vec::new();
    for item in items {
        let expected = u8::try_from(requirements.len() + 1).unwrap_or(u8::MAX);
        let (requirement, text) = qualification(reader, plan, item, ranks, expected);
        requirements.push(requirement);
        texts.push(text);
    }
    if requirements.len() + 1 < ranks.count() {
        let name = &ranks.names[requirements.len() + 1];
        let message = format!("rank \"{name}\" has none");
        let help = "write one [[qualification]] for each rank above the lowest, in the order of the ranks".to_owned();
        reader.report_at(plan, QUALIFICATION.name, message, Some(help));
    }
    Some((Ladder::new(requirements), texts))
}

/// One rank's requirement and its canonical lines.
fn qualification<'d>(
    reader: &mut Reader<'d>,
    plan: &Section<'d>,
    item: &'d Node,
    ranks: &Ranks,
    expected: u8,
) -> (Requirement, String) {
    let nothing = (Requirement::default(), String::new());
    let path = plan.key(&format!("qualification {expected}"));
    let Some(table) = reader.item(&path, item, KEYS) else { return nothing };
    let mut reading = Qualification { reader, table: &table, ranks, lines: String::new() };
    reading.rank(expected);
    let mut requirement = Requirement::default();
    if let Some(volume) = reading.optional(&PERSONAL, Given::volume, ToString::to_string) {
        requirement.personal = volume;
    }
    if let Some(volume) = reading.optional(&GROUP, Given::volume, ToString::to_string) {
        requirement.group = volume;
        requirement.own_volume = reading.switch(&OWN_VOLUME, OwnVolume::Included);
        requirement.leg_cap = reading.leg_cap();
    } else {
        reading.refuse_without_group();
    }
    if let Some(legs) = reading.optional(&ACTIVE_LEGS, |given| given.whole(1, MOST_LEGS, "legs"), u16::to_string) {
        requirement.active_legs = usize::from(legs);
    }
    requirement.legs_with_rank = reading.legs_with_rank(expected);
    let lines = reading.lines;
    (requirement, lines)
}

/// One `[[qualification]]` while it is read.
struct Qualification<'r, 'd, 't> {
    reader: &'r mut Reader<'d>,
    table: &'t Section<'d>,
    ranks: &'t Ranks,
    lines: String,
}

impl<'d> Qualification<'_, 'd, '_> {
    fn note(&mut self, key: &Key, canonical: &str, words: impl Into<String>) {
        self.lines += &format!("{} = {canonical}\n", key.name);
        self.reader.explain(self.table, key, words);
    }

    /// Its rank, which must be the next one of the list.
    fn rank(&mut self, expected: u8) {
        let Some(rank) = self.reader.required(self.table, &RANK, |given| self.ranks.read(given)) else { return };
        if rank != expected {
            let message = if rank == 0 {
                format!("\"{}\" is the lowest rank: everybody has it", self.ranks.name(rank))
            } else if usize::from(expected) < self.ranks.count() {
                format!("expected the next rank, \"{}\"", self.ranks.name(expected))
            } else {
                "all ranks have one already".to_owned()
            };
            let help = "write one [[qualification]] for each rank above the lowest, in the order of the ranks";
            self.reader.report_at(self.table, RANK.name, message, Some(help.to_owned()));
        }
        self.note(&RANK, &self.ranks.canonical(rank), self.ranks.name(rank));
    }

    fn optional<T>(
        &mut self,
        key: &Key,
        read: impl FnOnce(&Given<'d>) -> Read<T>,
        text: impl Fn(&T) -> String,
    ) -> Option<T> {
        let value = self.reader.optional(self.table, key, read)??;
        let text = text(&value);
        self.note(key, &text, text.clone());
        Some(value)
    }

    fn switch<T: Copy>(&mut self, switch: &Switch<T>, otherwise: T) -> T {
        let Some(choice) = switch.read(self.reader, self.table) else { return otherwise };
        self.note(&switch.key(), &format!("\"{}\"", choice.name), choice.name);
        choice.value
    }

    fn leg_cap(&mut self) -> LegCap {
        let form = self.switch(&LEG_CAP, CapForm::None);
        if matches!(form, CapForm::None) {
            if self.table.has(CAP_SHARE.name) && self.table.has(LEG_CAP.name) {
                let help = "remove it, or write leg-cap = \"of-requirement\" or \"of-total\"".to_owned();
                self.reader.report_at(self.table, CAP_SHARE.name, "no leg is capped".to_owned(), Some(help));
            }
            return LegCap::None;
        }
        let share = self.reader.required(self.table, &CAP_SHARE, Given::rate).unwrap_or(Rate::ONE);
        self.note(&CAP_SHARE, &written::rate(share), share.to_string());
        if matches!(form, CapForm::OfRequirement) { LegCap::OfRequirement(share) } else { LegCap::OfTotal(share) }
    }

    fn refuse_without_group(&mut self) {
        for name in [OWN_VOLUME.name, LEG_CAP.name, CAP_SHARE.name] {
            if self.table.has(name) && !self.table.has(GROUP.name) {
                let help = "write group-volume = 1000, or remove this key".to_owned();
                self.reader.report_at(
                    self.table,
                    name,
                    "there is no group volume it could be about".to_owned(),
                    Some(help),
                );
            }
        }
    }

    fn legs_with_rank(&mut self, below: u8) -> Vec<(usize, u8)> {
        if !self.table.has(LEGS_WITH_RANK.name) {
            return Vec::new();
        }
        let items = self.reader.required(self.table, &LEGS_WITH_RANK, |given| {
            given.items("a list of demands", "[{ legs = 2, rank = \"Silver\" }]", MOST_RANKS)
        });
        let mut demands = Vec::new();
        for (number, item) in items.unwrap_or_default().iter().enumerate() {
            let path = format!("{} {}", LEGS_WITH_RANK.name, number + 1);
            let Some(table) = self.reader.item(&path, item, &["legs", "rank"]) else { continue };
            let legs = self.reader.required(&table, &LEGS, |given| given.whole(1, MOST_LEGS, "legs"));
            let rank = self.reader.required(&table, &RANK, |given| self.ranks.read(given));
            if rank == Some(0) {
                let help = format!("write active-legs, or a rank up to \"{}\"", self.ranks.name(below));
                let message = "everybody has the lowest rank".to_owned();
                self.reader.report_at(&table, RANK.name, message, Some(help));
            }
            demands.extend(legs.map(usize::from).zip(rank));
        }
        let canonical =
            |pair: &(usize, u8)| format!("{{ legs = {}, rank = {} }}", pair.0, self.ranks.canonical(pair.1));
        let list = demands.iter().map(canonical).collect::<Vec<_>>().join(", ");
        let words = demands.iter().map(|pair| format!("{} with {}", pair.0, self.ranks.name(pair.1)));
        let words = words.collect::<Vec<_>>().join(", ");
        self.note(&LEGS_WITH_RANK, &format!("[{list}]"), words);
        demands
    }
}
