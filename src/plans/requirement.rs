//! One `[[qualification]]`: what a rank asks for. `group` reads what is about group volume, `legs` what is about legs.

mod group;
mod legs;

use super::ranks::Ranks;
use super::switch::{Choice, Switch};
use crate::commission::Requirement;
use crate::reading::tree::Node;
use crate::reading::values::{Given, Read};
use crate::reading::{Key, Reader, Section};

const RANK: Key = Key { name: "rank", unit: "", example: "`rank = \"Silver\"`" };
const PERSONAL: Key = Key { name: "personal-volume", unit: "points", example: "`personal-volume = 100`" };
const OVER: Key = Key { name: "over-months", unit: "months together, this one included", example: "`over-months = 2`" };
const MONTHS: Key =
    Key { name: "months-in-row", unit: "months in a row, this one included", example: "`months-in-row = 3`" };
const KEYS: &[&str] = &[
    "rank",
    "personal-volume",
    "group-volume",
    "own-volume",
    "leg-cap",
    "leg-cap-share",
    "leg-cap-volume",
    "leg-cap-on",
    "group-volume-stops-at",
    "personal-group-volume",
    "personal-group-volume-stops-at",
    "lines",
    "weaker-leg-volume",
    "active-each-side",
    "active-legs",
    "legs-with-volume",
    "legs-with-rank",
    "over-months",
    "months-in-row",
    "months-in-row-again",
];

const AGAIN: Key =
    Key { name: "months-in-row-again", unit: "months for who holds the title", example: "`months-in-row-again = 1`" };

/// The most months in a row, or together.
const MOST_MONTHS: u16 = 60;

/// What a qualification has to know about the rest of the plan.
#[derive(Clone, Copy)]
pub(super) struct Around<'t> {
    pub(super) ranks: &'t Ranks,
    /// Groups break away somewhere in the plan.
    pub(super) breaks_away: bool,
    /// A rule pays on a left and a right leg.
    pub(super) has_sides: bool,
    /// Members are paid as their title, which they keep.
    pub(super) pays_titles: bool,
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
    reading.group(&mut requirement);
    reading.legs(&mut requirement, rank);
    requirement.over_months = reading.over_months();
    if let Some(months) = reading.optional(&MONTHS, |given| given.whole(1, MOST_MONTHS, "months"), u16::to_string) {
        requirement.months_in_row = u8::try_from(months).unwrap_or(u8::MAX);
    }
    requirement.months_in_row_again = reading.months_again(requirement.months_in_row);
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
        self.refuse(RANK.name, &message, &help);
        next
    }

    /// How many months' volumes are added up.
    fn over_months(&mut self) -> u8 {
        let months = self.optional(&OVER, |given| given.whole(2, MOST_MONTHS, "months"), u16::to_string);
        let is_asked = group::VOLUMES.iter().any(|name| self.table.has(name));
        if months.is_some() && !is_asked {
            let help = "remove it, or write personal-volume, group-volume, lines or legs-with-volume";
            self.refuse(OVER.name, "no volume is asked for that could be added up", help);
        }
        months.map_or(1, |months| u8::try_from(months).unwrap_or(u8::MAX))
    }

    /// The shorter row of who holds the title.
    fn months_again(&mut self, row: u8) -> Option<u8> {
        let months = self.optional(&AGAIN, |given| given.whole(1, MOST_MONTHS, "months"), u16::to_string)?;
        if self.around.pays_titles {
            let help = "remove it, or write paid-as = \"rank-of-the-month\"";
            self.refuse(AGAIN.name, "a title is kept for life in this plan, and nobody has to reach it again", help);
        } else if months >= u16::from(row) {
            let help = "write fewer months than in months-in-row, which are asked for the first time";
            self.refuse(AGAIN.name, &format!("months-in-row is {row}, no more than that"), help);
        }
        u8::try_from(months).ok()
    }

    /// Says what is wrong with a key, and how to mend it.
    fn refuse(&mut self, name: &str, message: &str, help: &str) {
        self.reader.report_at(self.table, name, message.to_owned(), Some(help.to_owned()));
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
}
