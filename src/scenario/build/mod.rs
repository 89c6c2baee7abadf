//! How the keys of a scenario make a [`Scenario`]: the tables in the order in which they are explained.

mod activity;
mod buying;
mod costs;
mod growth;

use super::keys::{self, names_in};
use super::plan;
use super::{Basis, BasisKind, Explanation, Scenario, ScenarioErrors};
use crate::growth::organisation_parameters::OrganisationParameters;
use crate::reading::tree::Table;
use crate::reading::values::{Complaint, Given, Read};
use crate::reading::{Reader, Section, Source};
use crate::units::Month;

/// The most sources.
const MOST_SOURCES: usize = 100;

const BASIS_KINDS: [(&str, BasisKind); 3] = [
    (BasisKind::Illustrative.name(), BasisKind::Illustrative),
    (BasisKind::OwnRecords.name(), BasisKind::OwnRecords),
    (BasisKind::PublishedData.name(), BasisKind::PublishedData),
];

/// Reads every key and makes the scenario, or tells everything that is wrong.
pub(super) fn scenario(
    name: &str,
    sources: &[Source],
    root: &Table,
    given: Option<(usize, &Table)>,
) -> Result<(Scenario, Explanation), ScenarioErrors> {
    let mut reader = Reader::new(sources, &keys::EVERYWHERE).with_gone(keys::GONE);
    let read = read_all(&mut reader, name, root, given);
    match read {
        Some(mut scenario) if reader.errors.is_empty() => {
            scenario.resolve();
            Ok((scenario, Explanation { rows: reader.rows }))
        }
        _ => Err(reader.errors),
    }
}

/// Where a key stands in the order of the declarations.
fn place_of(key: &str) -> Option<usize> {
    keys::KEYS.iter().position(|declared| declared.dotted() == key)
}

fn read_all<'d>(
    reader: &mut Reader<'d>,
    name: &str,
    root: &'d Table,
    given: Option<(usize, &'d Table)>,
) -> Option<Scenario> {
    let root = reader.root(0, root, &names_in(""));
    let title = title(reader, &root);
    let months = months(reader, &root);
    let currency = currency(reader, &root);
    let basis = basis(reader, &root);
    let tables = growth::tables(reader, &root);
    let growth = growth::growth(reader, &root, &tables, months);
    let money = currency.as_deref().unwrap_or_default();
    let buying = buying::buying(reader, &root, &tables.you, money);
    let costs = costs::costs(reader, &root, months, money);
    let red_months = growth::red_months(reader, &tables.you);
    let week = activity::week(reader, &root);
    let made = growth.zip(buying).zip(week).and_then(|(((growth, story, sponsors), (buying, finds)), week)| {
        let applied = activity::apply(reader, &tables.you, (growth, sponsors), (buying, finds), week);
        applied.map(|(growth, buying, activity)| (growth, story, buying, activity))
    });
    let wage = activity::wage(reader, &root, money, made.as_ref().map(|(_, _, _, activity)| activity.is_some()));
    let organisation = organisation(reader, &root);
    // What a plan says comes last, in its own order.
    reader.rows.sort_by_key(|row| place_of(&row.key));
    let plan = plan::plan(reader, &root, given);
    if let (Some((_, _, buying, _)), Some(plan)) = (&made, &plan) {
        buying::fits_plan(reader, &root, buying, &plan.plan);
    }
    let plan = plan?;
    let (growth, story, buying, activity) = made?;
    Some(Scenario {
        name: name.to_owned(),
        title: title?,
        currency: currency?,
        basis: basis?,
        growth,
        quits_after_red_months: red_months?,
        story,
        buying,
        activity: activity.map(Box::new),
        wage: wage?,
        costs: costs?,
        organisation: organisation?,
        plan: plan.plan,
        plan_title: plan.title,
        plan_toml: plan.toml,
        resolved: String::new(),
    })
}

/// A table at the top of the file, with the keys that are declared for it.
fn section<'d>(reader: &mut Reader<'d>, root: &Section<'d>, name: &'static str) -> Section<'d> {
    reader.section(root, name, &names_in(name))
}

fn title<'d>(reader: &mut Reader<'d>, root: &Section<'d>) -> Option<String> {
    let title = keys::TITLE.required(reader, root, |given| {
        let title = given.text()?;
        let letters = title.chars().count();
        if title.chars().any(char::is_control) {
            return Err(Complaint::new("a title is one line, without control characters", "write one line of text"));
        }
        if title.trim().is_empty() || letters > 120 {
            let message = if letters > 120 { format!("{letters} characters are too many") } else { "empty".into() };
            return Err(Complaint::new(message, "write a title of 1 to 120 characters"));
        }
        Ok(title)
    })?;
    keys::TITLE.explain(reader, root, title.clone());
    Some(title)
}

fn months<'d>(reader: &mut Reader<'d>, root: &Section<'d>) -> Option<u16> {
    let months = keys::MONTHS.required(reader, root, |given| given.whole(1, Month::LONGEST, "months"))?;
    keys::MONTHS.explain(reader, root, months.to_string());
    Some(months)
}

fn currency<'d>(reader: &mut Reader<'d>, root: &Section<'d>) -> Option<String> {
    let currency = keys::CURRENCY.optional(reader, root, |given| {
        let code = given.text()?;
        if code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase()) {
            return Ok(code);
        }
        let help = "write the currency's ISO code, such as \"USD\" or \"EUR\"";
        Err(Complaint::new(format!("{} is not three capital letters", given.written), help))
    })?;
    let currency = currency.unwrap_or_else(|| "USD".to_owned());
    keys::CURRENCY.explain(reader, root, currency.clone());
    Some(currency)
}

fn basis<'d>(reader: &mut Reader<'d>, root: &Section<'d>) -> Option<Basis> {
    let table = section(reader, root, "basis");
    let kind = keys::KIND.required(reader, &table, |given| given.choice(&BASIS_KINDS, None));
    if let Some(kind) = kind {
        keys::KIND.explain(reader, &table, kind.name());
    }
    let sources = sources(reader, &table);
    if let (Some(kind), Some(true)) = (kind, sources.as_ref().map(Vec::is_empty)) {
        let message = match kind {
            BasisKind::Illustrative => None,
            BasisKind::OwnRecords => Some("own records need their source: which records, and of which months"),
            BasisKind::PublishedData => Some("published data needs its sources"),
        };
        if let Some(message) = message {
            keys::SOURCES.missing(reader, &table, message);
            return None;
        }
    }
    Some(Basis { kind: kind?, sources: sources? })
}

fn sources<'d>(reader: &mut Reader<'d>, table: &Section<'d>) -> Option<Vec<String>> {
    if !table.has(keys::SOURCES.name) {
        return Some(Vec::new());
    }
    let items = keys::SOURCES
        .required(reader, table, |given| given.items("a list of texts", "[\"https://...\"]", MOST_SOURCES))?;
    let mut sources = Vec::with_capacity(items.len());
    for item in items {
        match source_line(&reader.given(item)) {
            Ok(source) => sources.push(source),
            Err(complaint) => {
                let complaint = Complaint { place: Some(item.place.clone()), ..complaint };
                reader.complain(table, keys::SOURCES.name, complaint);
            }
        }
    }
    let count = sources.len();
    (count == items.len()).then(|| {
        let value = format!("{count} {}", if count == 1 { "source" } else { "sources" });
        keys::SOURCES.explain(reader, table, value);
        sources
    })
}

fn source_line(given: &Given<'_>) -> Read<String> {
    let source = given.text()?;
    let right = !source.trim().is_empty() && source.chars().count() <= 500 && !source.chars().any(char::is_control);
    if right {
        Ok(source)
    } else {
        Err(Complaint::new("a source is one line of 1 to 500 characters", "write where the figures were published"))
    }
}

fn organisation<'d>(reader: &mut Reader<'d>, root: &Section<'d>) -> Option<OrganisationParameters> {
    let table = section(reader, root, "organisation");
    let usual = OrganisationParameters::default();
    let (fewest, most) = (OrganisationParameters::FEWEST, OrganisationParameters::MOST);
    let members = keys::MEMBERS.optional(reader, &table, |given| given.whole(fewest, most, "members"));
    let members = members.map(|members| members.unwrap_or_else(|| usual.members()));
    if let Some(members) = members {
        keys::MEMBERS.explain(reader, &table, members.to_string());
    }
    let (youngest, oldest) = (OrganisationParameters::YOUNGEST, OrganisationParameters::OLDEST);
    let age = keys::AGE.optional(reader, &table, |given| given.whole(youngest, oldest, "months"));
    let age = age.map(|age| age.unwrap_or_else(|| usual.age()));
    if let Some(age) = age {
        keys::AGE.explain(reader, &table, age.to_string());
    }
    let longest = OrganisationParameters::MOST_MONTHS;
    let months = keys::WINDOW.optional(reader, &table, |given| given.whole(1, longest, "months"));
    let months = months.map(|months| months.unwrap_or_else(|| usual.months()));
    if let Some(months) = months {
        keys::WINDOW.explain(reader, &table, months.to_string());
    }
    let (members, age, months) = (members?, age?, months?);
    let made = OrganisationParameters::new(members, age, months);
    // Each was held to its own range; what is left is a window longer than the organisation is old.
    made.map_err(|error| {
        let key = if table.has(keys::WINDOW.name) { &keys::WINDOW } else { &keys::AGE };
        let message = format!("{error}: the organisation is {age} months old");
        let help = format!("write organisation.months from 1 to {age}, or an organisation.age of {months} or more");
        key.refuse(reader, &table, message, help);
    })
    .ok()
}
