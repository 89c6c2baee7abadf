//! [`Keys`]: the table of one rule while it is read.
//!
//! Each method reads one key, notes it for the explanation and writes its line of the canonical text. A value that is
//! missing or wrong is reported, and something harmless stands in for it so that reading goes on to the next problem:
//! a plan with a problem is never made.

use super::fields::Fields;
use super::ranks::Ranks;
use super::surroundings::Surroundings;
use super::switch::Switch;
use crate::reading::tree::{Node, Value};
use crate::reading::values::{Complaint, Given, Read};
use crate::reading::{Key, Reader, Section, written};
use crate::units::{Money, Rate, Volume};

/// The most levels, generations or steps of a table.
const MOST_ENTRIES: usize = 100;

/// One rule's table.
pub(super) struct Keys<'r, 'd> {
    reader: &'r mut Reader<'d>,
    table: Section<'d>,
    /// What the rest of the plan says.
    pub(super) plan: &'r mut Surroundings,
    /// The keys that the rule can have.
    known: &'static [&'static str],
    asked: Vec<&'static str>,
    lines: String,
}

impl<'r, 'd> Keys<'r, 'd> {
    pub(super) const fn new(
        reader: &'r mut Reader<'d>,
        table: Section<'d>,
        known: &'static [&'static str],
        plan: &'r mut Surroundings,
    ) -> Self {
        Self { reader, table, plan, known, asked: Vec::new(), lines: String::new() }
    }

    /// Writes the rule's own name.
    pub(super) fn name(&mut self, name: &str) {
        self.ask("rule");
        self.lines += &format!("rule = \"{name}\"\n");
    }

    /// The canonical lines, after a look at what was given and not asked for.
    pub(super) fn finish(self) -> String {
        let unused: Vec<&str> =
            self.known.iter().copied().filter(|&name| self.table.has(name) && !self.asked.contains(&name)).collect();
        for name in unused {
            let message = "has no meaning beside the other keys of this rule".to_owned();
            let help = format!("remove it; with these settings the rule reads: {}", self.asked.join(", "));
            self.reader.report_at(&self.table, name, message, Some(help));
        }
        self.lines
    }

    /// Whether a key is given.
    pub(super) fn has(&self, name: &str) -> bool {
        self.table.has(name)
    }

    /// Reports a problem of a key's value.
    pub(super) fn report(&mut self, name: &str, message: impl Into<String>, help: impl Into<String>) {
        self.reader.report_at(&self.table, name, message.into(), Some(help.into()));
    }

    /// Reports that a key is not there.
    pub(super) fn missing(&mut self, name: &'static str, help: impl Into<String>) {
        self.ask(name);
        self.reader.report_missing(&self.table, name, "missing", help.into());
    }

    fn ask(&mut self, name: &'static str) {
        debug_assert!(self.known.contains(&name), "{name} is not among the known keys");
        if !self.asked.contains(&name) {
            self.asked.push(name);
        }
    }

    fn note(&mut self, key: &Key, canonical: &str, words: impl Into<String>) {
        self.lines += &format!("{} = {canonical}\n", key.name);
        self.reader.explain(&self.table, key, words);
    }

    /// Reads a key: nothing when it is absent or wrong.
    fn read<T>(&mut self, key: &Key, needed: bool, read: impl FnOnce(&Given<'d>) -> Read<T>) -> Option<T> {
        self.ask(key.name);
        if needed || self.table.has(key.name) { self.reader.required(&self.table, key, read) } else { None }
    }

    /// A share of a whole.
    pub(super) fn rate(&mut self, key: &Key) -> Rate {
        self.some_rate(key, true).unwrap_or(Rate::ZERO)
    }

    /// A share of a whole that may be absent.
    pub(super) fn optional_rate(&mut self, key: &Key) -> Option<Rate> {
        self.some_rate(key, false)
    }

    fn some_rate(&mut self, key: &Key, needed: bool) -> Option<Rate> {
        let rate = self.read(key, needed, Given::rate)?;
        self.note(key, &written::rate(rate), rate.to_string());
        Some(rate)
    }

    /// A volume.
    pub(super) fn volume(&mut self, key: &Key) -> Volume {
        self.some_volume(key, true).unwrap_or_default()
    }

    /// A volume that may be absent.
    pub(super) fn optional_volume(&mut self, key: &Key) -> Option<Volume> {
        self.some_volume(key, false)
    }

    fn some_volume(&mut self, key: &Key, needed: bool) -> Option<Volume> {
        let volume = self.read(key, needed, Given::volume)?;
        self.note(key, &volume.to_string(), volume.to_string());
        Some(volume)
    }

    /// A volume above nothing.
    pub(super) fn size(&mut self, key: &Key) -> Volume {
        let size = self.volume(key);
        if self.has(key.name) && size == Volume::ZERO {
            self.report(key.name, "0 takes nothing, so that it would be paid without end", "write a volume above 0");
        }
        size
    }

    /// An amount of money.
    pub(super) fn money(&mut self, key: &Key) -> Money {
        self.some_money(key, true).unwrap_or_default()
    }

    /// An amount of money that may be absent.
    pub(super) fn optional_money(&mut self, key: &Key) -> Option<Money> {
        self.some_money(key, false)
    }

    fn some_money(&mut self, key: &Key, needed: bool) -> Option<Money> {
        let amount = self.read(key, needed, Given::money)?;
        self.note(key, &amount.to_string(), amount.to_string());
        Some(amount)
    }

    /// A whole number in a range.
    pub(super) fn whole(&mut self, key: &Key, least: u16, most: u16) -> u16 {
        self.some_whole(key, least, most, true).unwrap_or(least)
    }

    /// A whole number in a range that may be absent.
    pub(super) fn optional_whole(&mut self, key: &Key, least: u16, most: u16) -> Option<u16> {
        self.some_whole(key, least, most, false)
    }

    fn some_whole(&mut self, key: &Key, least: u16, most: u16, needed: bool) -> Option<u16> {
        let number = self.read(key, needed, |given| given.whole(least, most, key.unit))?;
        self.note(key, &number.to_string(), number.to_string());
        Some(number)
    }

    /// A word on which public plans disagree.
    pub(super) fn switch<T: Copy>(&mut self, switch: &Switch<T>) -> T {
        self.ask(switch.name);
        let Some(choice) = switch.read(self.reader, &self.table) else { return switch.choices[0].value };
        self.note(&switch.key(), &format!("\"{}\"", choice.name), choice.name);
        choice.value
    }

    /// A word that may be absent.
    pub(super) fn optional_switch<T: Copy>(&mut self, switch: &Switch<T>) -> Option<T> {
        self.ask(switch.name);
        self.has(switch.name).then(|| self.switch(switch))
    }

    /// The number of a rank, by its name or number.
    pub(super) fn rank(&mut self, key: &Key) -> u8 {
        self.some_rank(key, true).unwrap_or(0)
    }

    /// The number of a rank that may be absent.
    pub(super) fn optional_rank(&mut self, key: &Key) -> Option<u8> {
        self.some_rank(key, false)
    }

    fn some_rank(&mut self, key: &Key, needed: bool) -> Option<u8> {
        let ranks = self.plan.ranks.clone();
        let rank = self.read(key, needed, |given| ranks.read(given));
        self.note_rank(key, &ranks, rank);
        rank
    }

    /// The number of a rank that may be absent; the word "never" says so as well.
    pub(super) fn rank_or_never(&mut self, key: &Key) -> Option<u8> {
        let ranks = self.plan.ranks.clone();
        let is_never = |given: &Given<'_>| matches!(&given.node.value, Value::Text(text) if text == "never");
        let rank = self.read(key, false, |given| if is_never(given) { Ok(None) } else { ranks.read(given).map(Some) });
        match rank {
            Some(None) => self.note(key, "\"never\"", "never"),
            other => self.note_rank(key, &ranks, other.flatten()),
        }
        rank.flatten()
    }

    fn note_rank(&mut self, key: &Key, ranks: &Ranks, rank: Option<u8>) {
        if let Some(rank) = rank {
            self.note(key, &ranks.canonical(rank), ranks.name(rank));
        }
    }

    /// A list; what is wrong with an entry is said with what the entry is called.
    fn list<T>(
        &mut self,
        key: &Key,
        needed: bool,
        entry: impl Fn(usize) -> String,
        read: impl Fn(&Given<'d>) -> Read<T>,
    ) -> Option<Vec<T>> {
        let items = self.read(key, needed, |given| given.items("a list", code(key.example), MOST_ENTRIES))?;
        let mut list = Vec::with_capacity(items.len());
        for (number, item) in items.iter().enumerate() {
            let given = self.reader.given(item);
            match read(&given) {
                Ok(value) => list.push(value),
                Err(complaint) => self.complain(key, item, &entry(number), complaint),
            }
        }
        (list.len() == items.len()).then_some(list)
    }

    fn complain(&mut self, key: &Key, item: &Node, entry: &str, complaint: Complaint) {
        let message = format!("{entry}: {}", complaint.message);
        let place = complaint.place.or_else(|| Some(item.place.clone()));
        self.reader.complain(&self.table, key.name, Complaint { message, place, ..complaint });
    }

    /// Rates of level 1, 2, ..., or of generations.
    pub(super) fn rates(&mut self, key: &Key) -> Vec<Rate> {
        let entry = |number| format!("entry {}", number + 1);
        let Some(rates) = self.list(key, true, entry, Given::rate) else { return Vec::new() };
        self.note(key, &listed(&rates, |&rate| written::rate(rate)), in_words(&rates, Rate::to_string));
        rates
    }

    /// Whole numbers of 0, 1, 2, ... of something that may be absent: empty.
    pub(super) fn optional_wholes(&mut self, key: &Key, most: u16) -> Vec<u16> {
        let entry = |number| format!("entry {}", number + 1);
        let list = self.list(key, false, entry, |given| given.whole(0, most, key.unit));
        let Some(list) = list else { return Vec::new() };
        self.note(key, &listed(&list, u16::to_string), in_words(&list, u16::to_string));
        list
    }

    /// Amounts of tier 1, 2, ...
    pub(super) fn amounts(&mut self, key: &Key) -> Vec<Money> {
        let entry = |number| format!("entry {}", number + 1);
        let Some(amounts) = self.list(key, true, entry, Given::money) else { return Vec::new() };
        self.note(key, &listed(&amounts, Money::to_string), in_words(&amounts, Money::to_string));
        amounts
    }

    /// Rates by rank, lowest first.
    pub(super) fn rates_by_rank(&mut self, key: &Key) -> Vec<Rate> {
        self.by_rank(key, true, Given::rate, |&rate| written::rate(rate), Rate::to_string)
    }

    /// Rates by rank that may be absent: empty.
    pub(super) fn optional_rates_by_rank(&mut self, key: &Key) -> Vec<Rate> {
        self.by_rank(key, false, Given::rate, |&rate| written::rate(rate), Rate::to_string)
    }

    /// Amounts by rank, lowest first.
    pub(super) fn money_by_rank(&mut self, key: &Key) -> Vec<Money> {
        self.by_rank(key, true, Given::money, Money::to_string, Money::to_string)
    }

    /// Whole numbers by rank, lowest first.
    pub(super) fn wholes_by_rank(&mut self, key: &Key, most: u16) -> Vec<u16> {
        self.by_rank(key, true, |given| given.whole(0, most, key.unit), u16::to_string, u16::to_string)
    }

    /// Whole numbers by rank that may be absent: empty.
    pub(super) fn optional_wholes_by_rank(&mut self, key: &Key, most: u16) -> Vec<u16> {
        self.by_rank(key, false, |given| given.whole(0, most, key.unit), u16::to_string, u16::to_string)
    }

    fn by_rank<T>(
        &mut self,
        key: &Key,
        needed: bool,
        read: impl Fn(&Given<'d>) -> Read<T>,
        canonical: impl Fn(&T) -> String,
        words: impl Fn(&T) -> String,
    ) -> Vec<T> {
        let ranks = self.plan.ranks.clone();
        let Some(list) = self.list(key, needed, |rank| ranks.entry(rank), read) else { return Vec::new() };
        if !self.fits_ranks(key, list.len()) {
            return Vec::new();
        }
        self.note(key, &listed(&list, canonical), in_words(&list, words));
        list
    }

    /// Lists of rates by rank, lowest rank first.
    pub(super) fn table_by_rank(&mut self, key: &Key) -> Vec<Vec<Rate>> {
        let ranks = self.plan.ranks.clone();
        let lists = self.list(
            key,
            true,
            |rank| ranks.entry(rank),
            |given| given.items("a list of rates", "[[\"5%\"], [\"5%\", \"3%\"]]", MOST_ENTRIES),
        );
        let Some(lists) = lists.filter(|lists| self.fits_ranks(key, lists.len())) else { return Vec::new() };
        let mut table = Vec::with_capacity(lists.len());
        let mut whole = true;
        for (rank, items) in lists.into_iter().enumerate() {
            let mut rates = Vec::with_capacity(items.len());
            for (number, item) in items.iter().enumerate() {
                match self.reader.given(item).rate() {
                    Ok(rate) => rates.push(rate),
                    Err(complaint) => {
                        let entry = format!("{}, entry {}", ranks.entry(rank), number + 1);
                        self.complain(key, item, &entry, complaint);
                        whole = false;
                    }
                }
            }
            table.push(rates);
        }
        if whole {
            let canonical = listed(&table, |rates| listed(rates, |&rate| written::rate(rate)));
            let words = table.iter().map(|rates| in_words(rates, Rate::to_string)).collect::<Vec<_>>().join("; ");
            self.note(key, &canonical, words);
        }
        table
    }

    fn fits_ranks(&mut self, key: &Key, entries: usize) -> bool {
        let ranks = self.plan.ranks.count();
        let fits = entries <= ranks;
        if !fits {
            let have = if ranks == 1 { "1 rank".to_owned() } else { format!("{ranks} ranks") };
            self.report(
                key.name,
                format!("{entries} entries, but the plan has {have}"),
                "write one entry for each rank, lowest first, or name the ranks: ranks = [\"Member\", \"Silver\"]",
            );
        }
        fits
    }

    /// Steps such as `{ volume = 100, share = "50%" }`, by rising volume.
    pub(super) fn steps<T: Copy>(&mut self, key: &Key, needed: bool, step: &StepKey<T>) -> Vec<(Volume, T)> {
        let items = self.read(key, needed, |given| given.items("a list of steps", key.example, MOST_ENTRIES));
        let Some(items) = items else { return Vec::new() };
        let mut steps: Vec<(Volume, T)> = Vec::with_capacity(items.len());
        for (number, item) in items.iter().enumerate() {
            let path = format!("{} step {}", key.name, number + 1);
            let Some(table) = self.reader.item(&path, item, &[VOLUME.name, step.key.name]) else { continue };
            let volume = self.reader.required(&table, &VOLUME, Given::volume);
            let value = self.reader.required(&table, &step.key, step.read);
            if let Some(pair) = volume.zip(value) {
                if steps.last().is_some_and(|last| last.0 >= pair.0) {
                    let help = "write the steps by rising volume, each volume once".to_owned();
                    self.reader.report_at(&table, VOLUME.name, "not above the step before".to_owned(), Some(help));
                }
                steps.push(pair);
            }
        }
        let name = step.key.name;
        let canonical =
            listed(&steps, |pair| format!("{{ volume = {}, {name} = {} }}", pair.0, (step.canonical)(pair.1)));
        let words = in_words(&steps, |pair| format!("from {}: {}", pair.0, (step.words)(pair.1)));
        self.note(key, &canonical, words);
        steps
    }

    /// Tables such as `{ rank = "Gold", rate = "2%" }`, in the order in which they are written.
    pub(super) fn tables<T>(
        &mut self,
        key: &Key,
        known: &[&'static str],
        mut read: impl FnMut(&mut Fields<'_, 'd>, &[T]) -> Option<T>,
    ) -> Vec<T> {
        let items = self.read(key, true, |given| given.items("a list of tables", key.example, MOST_ENTRIES));
        let Some(items) = items else { return Vec::new() };
        let ranks = self.plan.ranks.clone();
        let (mut list, mut texts, mut words): (Vec<T>, Vec<String>, Vec<String>) = Default::default();
        for (number, item) in items.iter().enumerate() {
            let path = format!("{} {}", key.name, number + 1);
            let Some(table) = self.reader.item(&path, item, known) else { continue };
            let mut fields = Fields::new(self.reader, table, &ranks);
            list.extend(read(&mut fields, &list));
            let (text, said) = fields.finish();
            texts.push(text);
            words.push(said);
        }
        self.note(key, &format!("[{}]", texts.join(", ")), words.join("; "));
        list
    }

    /// Names of rules that stand before this one in the plan.
    pub(super) fn earlier_rules(&mut self, key: &Key) -> Vec<String> {
        let plan = self.plan.clone();
        let entry = |number| format!("entry {}", number + 1);
        let Some(names) = self.list(key, true, entry, |given| plan.earlier(given)) else { return Vec::new() };
        self.note(key, &listed(&names, |name| written::quoted(name)), names.join(", "));
        names
    }
}

const VOLUME: Key = Key { name: "volume", unit: "points", example: "`volume = 1000`" };

/// What a step of a table gives.
pub(super) struct StepKey<T> {
    pub(super) key: Key,
    pub(super) read: fn(&Given<'_>) -> Read<T>,
    pub(super) canonical: fn(T) -> String,
    pub(super) words: fn(T) -> String,
}

impl StepKey<Rate> {
    /// A step that gives a rate under this key.
    pub(super) const fn rate(name: &'static str) -> Self {
        let key = Key { name, unit: "", example: "`{ volume = 1000, ... = \"6%\" }` in each step" };
        Self { key, read: |given| given.rate(), canonical: written::rate, words: |rate| rate.to_string() }
    }
}

/// The first piece of an example that stands between backticks.
fn code(example: &str) -> &str {
    example.split('`').nth(1).unwrap_or(example)
}

fn listed<T>(items: &[T], canonical: impl Fn(&T) -> String) -> String {
    format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(", "))
}

fn in_words<T>(items: &[T], words: impl Fn(&T) -> String) -> String {
    items.iter().map(words).collect::<Vec<_>>().join(", ")
}
