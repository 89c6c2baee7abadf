//! One `[[qualification]]`: what a rank asks for.

use super::ranks::{MOST_RANKS, OWN_VOLUME, Ranks};
use super::switch::{Choice, Switch};
use crate::commission::{LegCap, LineDemand, OwnVolume, Requirement};
use crate::reading::tree::{Node, Value};
use crate::reading::values::{Complaint, Given, Read};
use crate::reading::{Key, Reader, Section, written};
use crate::units::{Rate, Volume};

const RANK: Key = Key { name: "rank", unit: "", example: "`rank = \"Silver\"`" };
const PERSONAL: Key = Key { name: "personal-volume", unit: "points", example: "`personal-volume = 100`" };
const GROUP: Key = Key { name: "group-volume", unit: "points", example: "`group-volume = 1000`" };
const CAP_SHARE: Key =
    Key { name: "leg-cap-share", unit: "at most from one leg", example: "`leg-cap-share = \"60%\"`" };
const ACTIVE_LEGS: Key = Key { name: "active-legs", unit: "legs", example: "`active-legs = 3`" };
const LEGS_WITH_RANK: Key =
    Key { name: "legs-with-rank", unit: "", example: "`legs-with-rank = [{ legs = 2, rank = \"Silver\" }]`" };
const STOPS_AT: Key = Key {
    name: "group-volume-stops-at",
    unit: "and higher count for themselves",
    example: "`group-volume-stops-at = \"Director\"`",
};
const LINES: Key = Key { name: "lines", unit: "", example: "`lines = { count = 3, shares = [\"30%\", \"20%\"] }`" };
const COUNT: Key = Key { name: "count", unit: "lines", example: "`count = 3` (lines, the largest leg included)" };
const SHARES: Key = Key {
    name: "shares",
    unit: "of the volume of all legs",
    example: "`shares = [\"30%\", \"20%\"]`, of the second line, the third, ...",
};
const WEAKER_LEG: Key = Key {
    name: "weaker-leg-volume",
    unit: "points of the weaker placement leg",
    example: "`weaker-leg-volume = 1000`",
};
const MONTHS: Key =
    Key { name: "months-in-row", unit: "months in a row, this one included", example: "`months-in-row = 3`" };
const LEGS: Key = Key { name: "legs", unit: "legs", example: "`legs = 2`" };

const KEYS: &[&str] = &[
    "rank",
    "personal-volume",
    "group-volume",
    "own-volume",
    "leg-cap",
    "leg-cap-share",
    "group-volume-stops-at",
    "lines",
    "weaker-leg-volume",
    "active-legs",
    "legs-with-rank",
    "months-in-row",
];

/// The most legs that a rank may ask for.
const MOST_LEGS: u16 = 1000;

/// The most months in a row.
const MOST_MONTHS: u16 = 60;

const STOPS_AT_HELP: &str =
    "groups break away in this plan, and public plans disagree what still counts for those above:
\"Director\" (a rank): the leg of a member paid as that rank or higher counts nothing for those above
\"never\": all volume below counts, that of groups that broke away too";

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

/// What a qualification has to know about the rest of the plan.
#[derive(Clone, Copy)]
pub(super) struct Around<'t> {
    pub(super) ranks: &'t Ranks,
    /// Groups break away somewhere in the plan.
    pub(super) breaks_away: bool,
    /// A rule pays on a left and a right leg.
    pub(super) has_sides: bool,
}

/// Reads a word on which public plans disagree; nothing when it is missing or wrong.
pub(super) fn switch<'d, T: Copy>(
    reader: &mut Reader<'d>,
    table: &Section<'d>,
    switch: &Switch<T>,
) -> Option<&'static Choice<T>> {
    if !table.has(switch.name) {
        reader.report_missing(table, switch.name, "missing", switch.help());
        return None;
    }
    let key = Key { name: switch.name, unit: "", example: "" };
    let (words, help) = (switch.words(), switch.help());
    let number = reader.required(table, &key, |given| given.choice(&words, Some(&help)))?;
    switch.choices.get(number)
}

/// Where a table stands in the list.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Its number from 1.
    pub(super) number: usize,
    /// The rank of the table before it; 0 for the first.
    pub(super) last: u8,
}

/// What must be said of every rank above the lowest.
pub(super) const ONE_EACH: &str =
    "write one [[qualification]] for each rank above the lowest, in the order of the ranks";

/// The rank that one table leads to, its requirement and its canonical lines. A table of the same rank as the one before
/// it is another way to that rank.
pub(super) fn read<'d>(
    reader: &mut Reader<'d>,
    plan: &Section<'d>,
    item: &'d Node,
    around: Around<'_>,
    place: Place,
) -> (u8, Requirement, String) {
    let path = plan.key(&format!("qualification {}", place.number));
    let Some(table) = reader.item(&path, item, KEYS) else {
        return (place.next(around.ranks), Requirement::default(), String::new());
    };
    let mut reading = Qualification { reader, table: &table, around, lines: String::new() };
    let rank = reading.rank(place);
    let mut requirement = Requirement::default();
    if let Some(volume) = reading.optional(&PERSONAL, Given::volume, ToString::to_string) {
        requirement.personal = volume;
    }
    if let Some(volume) = reading.optional(&GROUP, Given::volume, ToString::to_string) {
        requirement.group = volume;
        requirement.own_volume = reading.switch(&OWN_VOLUME, OwnVolume::Included);
        requirement.leg_cap = reading.leg_cap();
    }
    requirement.lines = reading.lines();
    requirement.group_stops_at = reading.stops_at();
    reading.refuse_without_group();
    requirement.weaker_leg = reading.weaker_leg();
    if let Some(legs) = reading.optional(&ACTIVE_LEGS, |given| given.whole(1, MOST_LEGS, "legs"), u16::to_string) {
        requirement.active_legs = usize::from(legs);
    }
    requirement.legs_with_rank = reading.legs_with_rank(rank);
    if let Some(months) = reading.optional(&MONTHS, |given| given.whole(1, MOST_MONTHS, "months"), u16::to_string) {
        requirement.months_in_row = u8::try_from(months).unwrap_or(u8::MAX);
    }
    let lines = reading.lines;
    (rank, requirement, lines)
}

impl Place {
    /// The rank that is next, or the highest when all have a table.
    fn next(self, ranks: &Ranks) -> u8 {
        if usize::from(self.last) + 1 < ranks.count().max(2) { self.last + 1 } else { self.last }
    }
}

/// One `[[qualification]]` while it is read.
struct Qualification<'r, 'd, 't> {
    reader: &'r mut Reader<'d>,
    table: &'t Section<'d>,
    around: Around<'t>,
    /// Canonical text.
    lines: String,
}

impl<'d> Qualification<'_, 'd, '_> {
    fn note(&mut self, key: &Key, canonical: &str, words: impl Into<String>) {
        self.lines += &format!("{} = {canonical}\n", key.name);
        self.reader.explain(self.table, key, words);
    }

    /// Its rank, which must be the next one of the list, or that of the table before.
    fn rank(&mut self, place: Place) -> u8 {
        let ranks = self.around.ranks;
        let next = place.next(ranks);
        let Some(rank) = self.reader.required(self.table, &RANK, |given| ranks.read(given)) else { return next };
        self.note(&RANK, &ranks.canonical(rank), ranks.name(rank));
        if rank == next || (rank == place.last && rank > 0) {
            return rank;
        }
        let name = ranks.name(rank);
        let (message, help) = if rank == 0 {
            (format!("\"{name}\" is the lowest rank: everybody has it"), ONE_EACH.to_owned())
        } else if rank < place.last {
            let help =
                format!("a further table of a rank is another way to it: move it up to the others of \"{name}\"");
            (format!("the tables of \"{name}\" stand apart"), help)
        } else {
            (format!("expected the next rank, \"{}\"", ranks.name(next)), ONE_EACH.to_owned())
        };
        self.reader.report_at(self.table, RANK.name, message, Some(help));
        next
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

    fn switch<T: Copy>(&mut self, of: &Switch<T>, otherwise: T) -> T {
        let Some(choice) = switch(self.reader, self.table, of) else { return otherwise };
        self.note(&Key { name: of.name, unit: "", example: "" }, &format!("\"{}\"", choice.name), choice.name);
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

    /// Where group volume stops; must be said where groups break away.
    fn stops_at(&mut self) -> Option<u8> {
        if !self.table.has(STOPS_AT.name) {
            if self.around.breaks_away && (self.table.has(GROUP.name) || self.table.has(LINES.name)) {
                self.reader.report_missing(self.table, STOPS_AT.name, "missing", STOPS_AT_HELP.to_owned());
            }
            return None;
        }
        let ranks = self.around.ranks;
        let is_never = |given: &Given<'_>| matches!(&given.node.value, Value::Text(text) if text == "never");
        let rank = self.reader.required(self.table, &STOPS_AT, |given| {
            if is_never(given) { Ok(None) } else { ranks.read(given).map(Some) }
        })?;
        match rank {
            None => self.note(&STOPS_AT, "\"never\"", "never"),
            Some(0) => {
                let help = "write a higher rank, or \"never\"".to_owned();
                let message = "everybody has the lowest rank, so that no leg would count".to_owned();
                self.reader.report_at(self.table, STOPS_AT.name, message, Some(help));
            }
            Some(rank) => self.note(&STOPS_AT, &ranks.canonical(rank), ranks.name(rank)),
        }
        rank
    }

    /// Lines of the legs.
    fn lines(&mut self) -> Option<LineDemand> {
        if !self.table.has(LINES.name) {
            return None;
        }
        let node = self.reader.required(self.table, &LINES, |given| Ok(given.node))?;
        let table = self.reader.item(LINES.name, node, &[COUNT.name, SHARES.name])?;
        let count = self.reader.required(&table, &COUNT, |given| given.whole(2, MOST_LEGS, "lines"));
        let items = self
            .reader
            .required(&table, &SHARES, |given| given.items("a list of shares", "[\"30%\", \"20%\"]", MOST_RANKS))?;
        let mut shares = Vec::new();
        for item in items {
            match self.reader.given(item).rate() {
                Ok(Rate::ZERO) => {
                    let message = "a line of nothing is no line".to_owned();
                    self.reader.report_at(&table, SHARES.name, message, Some("write a share above 0".to_owned()));
                }
                Ok(share) => shares.push(share),
                Err(complaint) => {
                    let place = complaint.place.or_else(|| Some(item.place.clone()));
                    self.reader.complain(&table, SHARES.name, Complaint { place, ..complaint });
                }
            }
        }
        let count = usize::from(count?);
        if count > items.len() + 1 {
            let message = format!("{count} lines are asked for, and there are {} shares", items.len());
            let help = "the largest leg is the first line: write one share for each further one".to_owned();
            self.reader.report_at(&table, SHARES.name, message, Some(help));
        }
        let list = shares.iter().map(|&share| written::rate(share)).collect::<Vec<_>>().join(", ");
        let words = shares.iter().map(Rate::to_string).collect::<Vec<_>>().join(", ");
        self.note(&LINES, &format!("{{ count = {count}, shares = [{list}] }}"), format!("{count} lines: {words}"));
        Some(LineDemand { count, shares })
    }

    /// Volume of the weaker leg; only in plans with legs to be placed in.
    fn weaker_leg(&mut self) -> Volume {
        let volume = self.optional(&WEAKER_LEG, Given::volume, ToString::to_string);
        if volume.is_some() && !self.around.has_sides {
            let message = "no rule of the plan places members on a left and a right side".to_owned();
            let help = "add a rule \"binary\", or ask for group-volume with a leg-cap".to_owned();
            self.reader.report_at(self.table, WEAKER_LEG.name, message, Some(help));
        }
        volume.unwrap_or_default()
    }

    fn refuse_without_group(&mut self) {
        if self.table.has(GROUP.name) {
            return;
        }
        let has_lines = self.table.has(LINES.name);
        for name in [OWN_VOLUME.name, LEG_CAP.name, CAP_SHARE.name, STOPS_AT.name] {
            if self.table.has(name) && !(has_lines && name == STOPS_AT.name) {
                let message = "there is no group volume it could be about".to_owned();
                let help = "write group-volume = 1000, or remove this key".to_owned();
                self.reader.report_at(self.table, name, message, Some(help));
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
            let rank = self.reader.required(&table, &RANK, |given| self.around.ranks.read(given));
            if rank == Some(0) {
                let help = format!("write active-legs, or a rank up to \"{}\"", self.around.ranks.name(below));
                let message = "everybody has the lowest rank".to_owned();
                self.reader.report_at(&table, RANK.name, message, Some(help));
            }
            demands.extend(legs.map(usize::from).zip(rank));
        }
        let canonical =
            |pair: &(usize, u8)| format!("{{ legs = {}, rank = {} }}", pair.0, self.around.ranks.canonical(pair.1));
        let list = demands.iter().map(canonical).collect::<Vec<_>>().join(", ");
        let words = demands.iter().map(|pair| format!("{} with {}", pair.0, self.around.ranks.name(pair.1)));
        let words = words.collect::<Vec<_>>().join(", ");
        self.note(&LEGS_WITH_RANK, &format!("[{list}]"), words);
        demands
    }
}
