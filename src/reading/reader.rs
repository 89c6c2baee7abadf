//! [`Reader`] walks the tables of a text, collects every problem and notes where each value came from.

use super::explain::{Origin, Row};
use super::nearest::nearest;
use super::problem::{Problem, Problems};
use super::source::{Place, Source, SourceKind};
use super::tree::{Entry, Node, Table, Value};
use super::values::{Complaint, Given, Read};

/// A key: its name in its table, its unit, and how to write it.
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) unit: &'static str,
    /// An example with its meaning, for who left it out.
    pub(crate) example: &'static str,
}

/// A key of an earlier version.
pub(crate) struct GoneKey {
    /// Its dotted name.
    pub(crate) key: &'static str,
    /// The table at the top of the file that says it now, so that its absence is no second problem; or nothing.
    pub(crate) said_by: &'static str,
    pub(crate) message: &'static str,
    /// What to write in its place.
    pub(crate) help: &'static str,
}

/// A table being read.
pub(crate) struct Section<'d> {
    path: String,
    table: Option<&'d Table>,
    place: Option<&'d Place>,
    /// The source that the tables around came from, for what has no place.
    home: usize,
    /// Known keys that were meant by unknown ones, or a table that is unreadable as a whole: what is missing here was
    /// complained about already.
    excused: Vec<String>,
    broken: bool,
}

impl<'d> Section<'d> {
    fn entry(&self, name: &str) -> Option<&'d Entry> {
        self.table.and_then(|table| table.entries.get(name))
    }

    /// The place of a key's value, or else of the table.
    pub(crate) fn place(&self, name: &str) -> Option<&'d Place> {
        self.entry(name).map(|entry| &entry.node.place).or(self.place)
    }

    /// A key's value as it stands.
    pub(crate) fn node(&self, name: &str) -> Option<&'d Node> {
        self.entry(name).map(|entry| &entry.node)
    }

    /// A table in this one whose keys were looked at before: nothing about them is reported again.
    pub(crate) fn reopened(&self, name: &str) -> Self {
        let (table, place) = match self.node(name) {
            Some(Node { value: Value::Table(table), place }) => (Some(table), Some(place)),
            _ => (None, self.place),
        };
        Section { path: self.key(name), table, place, home: self.home, excused: Vec::new(), broken: false }
    }

    /// Whether it is a table, or is not there.
    pub(crate) const fn is_sound(&self) -> bool {
        !self.broken
    }

    /// Whether the key is there.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// The dotted key of a name in this table.
    pub(crate) fn key(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }
}

/// The state of reading: sources, problems and rows.
pub(crate) struct Reader<'d> {
    sources: &'d [Source],
    pub(crate) errors: Problems,
    pub(crate) rows: Vec<Row>,
    /// All keys of the scenario as (table, key), to tell where a misplaced one belongs.
    everywhere: &'static [(&'static str, &'static str)],
    gone: &'static [GoneKey],
}

impl<'d> Reader<'d> {
    pub(crate) fn new(sources: &'d [Source], everywhere: &'static [(&'static str, &'static str)]) -> Self {
        Self { sources, errors: Problems::default(), rows: Vec::new(), everywhere, gone: &[] }
    }

    /// The same reader with keys of earlier versions, which are answered with what is written in their place.
    pub(crate) fn with_gone(mut self, gone: &'static [GoneKey]) -> Self {
        self.gone = gone;
        self
    }

    /// Replaces the list of all keys while another kind of text is read; the one before comes back.
    pub(crate) fn everywhere(
        &mut self,
        keys: &'static [(&'static str, &'static str)],
    ) -> &'static [(&'static str, &'static str)] {
        std::mem::replace(&mut self.everywhere, keys)
    }

    /// What is written at a place, shortened and safe to print.
    pub(crate) fn written(&self, place: &Place) -> String {
        self.sources[place.source].written(&place.span)
    }

    /// The root table of source number `home` as a section.
    pub(crate) fn root(&mut self, home: usize, table: &'d Table, known: &[&'static str]) -> Section<'d> {
        let section =
            Section { path: String::new(), table: Some(table), place: None, home, excused: Vec::new(), broken: false };
        self.checked(section, known)
    }

    /// A table in a table; its unknown keys are reported here, its absence where its keys are asked for.
    pub(crate) fn section(&mut self, parent: &Section<'d>, name: &str, known: &[&'static str]) -> Section<'d> {
        let path = parent.key(name);
        let broken = parent.broken || parent.excused.iter().any(|meant| meant == name);
        let mut section =
            Section { path, table: None, place: parent.place, home: parent.home, excused: Vec::new(), broken };
        match parent.entry(name).map(|entry| &entry.node) {
            Some(Node { value: Value::Table(table), place }) => {
                section.table = Some(table);
                section.place = Some(place);
            }
            Some(node) => {
                let help = format!("write its keys under a line [{}]", section.path);
                let message = format!("expected a table, found {}", node.value.type_name());
                self.report(&node.place, &section.path, message, Some(help));
                section.broken = true;
            }
            None => {}
        }
        self.checked(section, known)
    }

    /// An inline table in a list.
    pub(crate) fn item(&mut self, path: &str, node: &'d Node, known: &[&'static str]) -> Option<Section<'d>> {
        let Value::Table(table) = &node.value else {
            let message = format!("expected a table such as {{ rate = 0.04 }}, found {}", node.value.type_name());
            self.report(&node.place, path, message, None);
            return None;
        };
        let section = Section {
            path: path.to_owned(),
            table: Some(table),
            place: Some(&node.place),
            home: node.place.source,
            excused: Vec::new(),
            broken: false,
        };
        Some(self.checked(section, known))
    }

    fn checked(&mut self, mut section: Section<'d>, known: &[&'static str]) -> Section<'d> {
        for (name, entry) in section.table.iter().flat_map(|table| &table.entries) {
            if known.contains(&name.as_str()) {
                continue;
            }
            if self.errors.is_full() {
                self.report(&entry.key, name, String::new(), None);
                continue;
            }
            if let Some((gone, place)) = self.gone(&section.key(name), entry) {
                section.excused.push(gone.said_by.to_owned());
                self.report(place, gone.key, gone.message.to_owned(), Some(gone.help.to_owned()));
                continue;
            }
            let absent = known.iter().copied().filter(|key| !section.has(key));
            let help = match nearest(name, absent).or_else(|| nearest(name, known.iter().copied())) {
                Some(meant) => {
                    section.excused.push(meant.to_owned());
                    format!("did you mean `{meant}`?")
                }
                None => self.where_it_belongs(&section, name, known),
            };
            let key = section.key(name);
            self.report(&entry.key, &key, "unknown key".to_owned(), Some(help));
        }
        section
    }

    /// The key of an earlier version that stands here, and its place; a table is gone when a key in it is.
    fn gone(&self, key: &str, entry: &'d Entry) -> Option<(&'static GoneKey, &'d Place)> {
        let inside = match &entry.node.value {
            Value::Table(table) => table.entries.iter().collect(),
            _ => Vec::new(),
        };
        self.gone.iter().find_map(|gone| {
            let rest = gone.key.strip_prefix(key)?;
            if rest.is_empty() {
                return Some((gone, &entry.key));
            }
            let name = rest.strip_prefix('.')?;
            inside.iter().find(|inside| inside.0 == name).map(|inside| (gone, &inside.1.key))
        })
    }

    fn where_it_belongs(&self, section: &Section<'d>, name: &str, known: &[&'static str]) -> String {
        let places = self.everywhere.iter().filter(|place| place.1 == name && place.0 != section.path);
        let places = places.map(|place| match place.0 {
            "" => "at the top of the file, above the first [table]".to_owned(),
            table => format!("under [{table}]"),
        });
        match places.collect::<Vec<_>>().join(" or ") {
            places if !places.is_empty() => format!("`{name}` belongs {places}"),
            _ if known.is_empty() => "nothing can stand here".to_owned(),
            _ => {
                let place =
                    if section.path.is_empty() { "at the top".to_owned() } else { format!("under [{}]", section.path) };
                format!("known {place}: {}", known.join(", "))
            }
        }
    }

    /// Reports a problem at a place.
    pub(crate) fn report(&mut self, place: &Place, key: &str, message: String, help: Option<String>) {
        let source = &self.sources[place.source];
        self.errors.push(|| Problem::new(source, Some(place), Some(key), message).with_help(help));
    }

    /// Reports a problem of a key's value.
    pub(crate) fn report_at(&mut self, section: &Section<'d>, name: &str, message: String, help: Option<String>) {
        let key = section.key(name);
        let place = section.place(name);
        let source = self.source(section, place);
        self.errors.push(|| Problem::new(source, place, Some(&key), message).with_help(help));
    }

    /// Reports a key that is not there, unless a slip was already taken for it.
    pub(crate) fn report_missing(&mut self, section: &Section<'d>, name: &str, message: &str, help: String) {
        if section.broken || section.excused.iter().any(|meant| meant == name) {
            return;
        }
        let key = section.key(name);
        let source = self.source(section, section.place);
        let problem = || Problem::new(source, section.place, Some(&key), message.to_owned()).with_help(Some(help));
        self.errors.push(problem);
    }

    /// Reports a table that needs an entry of any name, unless a slip was already taken for one.
    pub(crate) fn report_empty(&mut self, section: &Section<'d>, message: &str, help: String) {
        if section.broken || !section.excused.is_empty() {
            return;
        }
        let source = self.source(section, section.place);
        let problem = || Problem::new(source, section.place, Some(&section.path), message.to_owned());
        self.errors.push(|| problem().with_help(Some(help)));
    }

    /// The source of a place, or else the one that the section stands in.
    fn source(&self, section: &Section<'d>, place: Option<&Place>) -> &'d Source {
        &self.sources[place.map_or(section.home, |place| place.source)]
    }

    /// Reads a key that must be there.
    pub(crate) fn required<T>(
        &mut self,
        section: &Section<'d>,
        key: &Key,
        read: impl FnOnce(&Given<'d>) -> Read<T>,
    ) -> Option<T> {
        if !section.has(key.name) {
            let headed = !section.path.is_empty() && !section.path.contains(' ');
            let table = if headed { format!(" under [{}]", section.path) } else { String::new() };
            self.report_missing(section, key.name, "missing", format!("write {}{table}", key.example));
            return None;
        }
        self.optional(section, key, read)?
    }

    /// Reads a key that may be absent: `Some(None)` when it is, `None` when it is there and wrong.
    #[allow(clippy::option_option)] // absent and wrong are different answers, and both are needed
    pub(crate) fn optional<T>(
        &mut self,
        section: &Section<'d>,
        key: &Key,
        read: impl FnOnce(&Given<'d>) -> Read<T>,
    ) -> Option<Option<T>> {
        let Some(entry) = section.entry(key.name) else { return Some(None) };
        let given = self.given(&entry.node);
        match read(&given) {
            Ok(value) => Some(Some(value)),
            Err(complaint) => {
                self.complain(section, key.name, complaint);
                None
            }
        }
    }

    /// Reports a complaint about a key's value.
    pub(crate) fn complain(&mut self, section: &Section<'d>, name: &str, complaint: Complaint) {
        let Complaint { message, help, place } = complaint;
        match place {
            Some(place) => self.report(&place, &section.key(name), message, help),
            None => self.report_at(section, name, message, help),
        }
    }

    /// A value as written.
    pub(crate) fn given(&self, node: &'d Node) -> Given<'d> {
        Given { node, written: self.written(&node.place) }
    }

    /// Notes a value for the explanation.
    pub(crate) fn explain(&mut self, section: &Section<'d>, key: &Key, value: impl Into<String>) {
        let origin = section.entry(key.name).map_or(Origin::Default, |entry| self.origin(&entry.node.place));
        let notes = Vec::new();
        self.rows.push(Row { key: section.key(key.name), value: value.into(), unit: key.unit, origin, notes });
    }

    /// Notes what the value explained last comes to.
    pub(crate) fn note(&mut self, note: impl Into<String>) {
        if let Some(row) = self.rows.last_mut() {
            row.notes.push(note.into());
        }
    }

    fn origin(&self, place: &Place) -> Origin {
        let source = &self.sources[place.source];
        match source.kind {
            SourceKind::Preset => Origin::Preset(source.label.trim_start_matches("preset ").to_owned()),
            SourceKind::File | SourceKind::PlanFile => {
                Origin::File { label: source.label.clone(), line: source.line(place.span.start) }
            }
            SourceKind::Set => Origin::Set,
            SourceKind::BuiltInPlan => Origin::BuiltInPlan(source.label.trim_start_matches("plan ").to_owned()),
        }
    }
}
