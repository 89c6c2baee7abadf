//! [`Fields`]: one table in a list of tables, such as `{ rank = "Gold", rate = "2%" }`, while it is read.

use super::ranks::Ranks;
use crate::reading::values::Given;
use crate::reading::{Key, Reader, Section, written};
use crate::units::Rate;

/// One entry of the list. Each method reads one key and writes its part of the canonical text.
pub(super) struct Fields<'r, 'd> {
    reader: &'r mut Reader<'d>,
    table: Section<'d>,
    ranks: &'r Ranks,
    canonical: Vec<String>,
    words: Vec<String>,
}

impl<'r, 'd> Fields<'r, 'd> {
    pub(super) const fn new(reader: &'r mut Reader<'d>, table: Section<'d>, ranks: &'r Ranks) -> Self {
        Self { reader, table, ranks, canonical: Vec::new(), words: Vec::new() }
    }

    /// The canonical table and what it says in words.
    pub(super) fn finish(self) -> (String, String) {
        (format!("{{ {} }}", self.canonical.join(", ")), self.words.join(" "))
    }

    /// Whether a key is given.
    pub(super) fn has(&self, name: &str) -> bool {
        self.table.has(name)
    }

    /// Reports a problem of a key's value.
    pub(super) fn report(&mut self, name: &str, message: &str, help: &str) {
        self.reader.report_at(&self.table, name, message.to_owned(), Some(help.to_owned()));
    }

    /// A rank, by its name or number.
    pub(super) fn rank(&mut self, key: &Key) -> Option<u8> {
        let ranks = self.ranks;
        let rank = self.reader.required(&self.table, key, |given| ranks.read(given))?;
        self.note(key, &ranks.canonical(rank), &ranks.name(rank));
        Some(rank)
    }

    /// A share of a whole.
    pub(super) fn rate(&mut self, key: &Key) -> Option<Rate> {
        let rate = self.reader.required(&self.table, key, Given::rate)?;
        self.note(key, &written::rate(rate), &rate.to_string());
        Some(rate)
    }

    /// A whole number in a range.
    pub(super) fn whole(&mut self, key: &Key, least: u16, most: u16) -> Option<u16> {
        let number = self.reader.required(&self.table, key, |given| given.whole(least, most, key.unit))?;
        self.note(key, &number.to_string(), &number.to_string());
        Some(number)
    }

    fn note(&mut self, key: &Key, canonical: &str, words: &str) {
        self.canonical.push(format!("{} = {canonical}", key.name));
        self.words.push(format!("{} {words}", key.name));
    }
}
