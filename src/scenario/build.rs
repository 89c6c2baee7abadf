//! Every key of a scenario: what it is called, what it may be, and how the keys make a [`Scenario`].

use super::plan;
use super::resolved::DISTRIBUTIONS;
use super::{Basis, BasisKind, Costs, Explanation, Scenario, ScenarioErrors};
use crate::growth::parameters::{
    Attrition, AttritionStep, Distribution, GrowthParameters, OffspringLaw, ParameterError, Staying, You,
};
use crate::reading::tree::{Node, Table};
use crate::reading::values::{Complaint, Given, Read};
use crate::reading::written::number;
use crate::reading::{Key, Reader, Section, Source};
use crate::units::{Money, Month, Probability, Volume};

const TITLE: Key = Key { name: "title", unit: "", example: "`title = \"Our first year\"`" };
const MONTHS: Key = Key { name: "months", unit: "months", example: "`months = 12`" };
const CURRENCY: Key = Key { name: "currency", unit: "", example: "`currency = \"USD\"`" };
const KIND: Key = Key {
    name: "kind",
    unit: "",
    example: "`kind = \"illustrative\"` (an example), \"own-records\" or \"published-data\"",
};
const SOURCES: Key = Key { name: "sources", unit: "", example: "`sources = [\"https://...\"]`" };
const YOUR_SPONSORING: Key = Key {
    name: "sponsoring",
    unit: "people a month",
    example: "`sponsoring = 0.5` (people a month) or `sponsoring = \"typical\"`",
};
const STAYS: Key = Key { name: "stays", unit: "", example: "`stays = true` (you never quit) or `stays = false`" };
const STOP_WORKING: Key = Key { name: "stop-working-month", unit: "", example: "`stop-working-month = 25`" };
const DISTRIBUTION: Key =
    Key { name: "distribution", unit: "", example: "`distribution = \"poisson\"`, \"bernoulli\" or \"fixed\"" };
const MEAN: Key = Key { name: "mean", unit: "people a month", example: "`mean = 0.07` (people a member and month)" };
const SHAPE: Key = Key { name: "propensity-shape", unit: "(gamma shape)", example: "`propensity-shape = 0.18`" };
const QUIT: Key =
    Key { name: "quit", unit: "", example: "`quit = [{ rate = \"13.5%\", months = 3 }, { rate = \"4%\" }]`" };
const STEP_RATE: Key = Key { name: "rate", unit: "a month", example: "`rate = \"4%\"` in each step" };
const STEP_MONTHS: Key = Key { name: "months", unit: "months", example: "`months = 3`" };
const PERSONAL: Key = Key {
    name: "personal",
    unit: "points a member and month",
    example: "`personal = 150` (points a member and month)",
};
const KIT: Key = Key { name: "kit", unit: "once", example: "`kit = 75` (paid once)" };
const MONTHLY: Key = Key { name: "monthly", unit: "a month", example: "`monthly = 25` (paid each month)" };
const OWN_PRODUCT: Key = Key { name: "own-product", unit: "a month", example: "`own-product = 100`" };

/// The most steps of an attrition table.
const MOST_STEPS: usize = 600;
/// The most sources.
const MOST_SOURCES: usize = 100;

const BASIS_KINDS: [(&str, BasisKind); 3] = [
    (BasisKind::Illustrative.name(), BasisKind::Illustrative),
    (BasisKind::OwnRecords.name(), BasisKind::OwnRecords),
    (BasisKind::PublishedData.name(), BasisKind::PublishedData),
];

const ROOT: &[&str] =
    &["title", "months", "currency", "basis", "you", "sponsoring", "attrition", "volume", "costs", "plan"];

/// All keys by table, to tell where a misplaced one belongs; the names that occur once come first.
const EVERYWHERE: &[(&str, &str)] = &[
    ("", "title"),
    ("", "months"),
    ("", "currency"),
    ("basis", "kind"),
    ("basis", "sources"),
    ("you", "stays"),
    ("you", "stop-working-month"),
    ("sponsoring", "distribution"),
    ("sponsoring", "mean"),
    ("sponsoring", "propensity-shape"),
    ("attrition", "quit"),
    ("volume", "personal"),
    ("costs", "kit"),
    ("costs", "monthly"),
    ("costs", "own-product"),
    ("plan.team-percent", "rate"),
    ("plan.unilevel", "rates"),
    ("plan.unilevel", "compression"),
    ("", "basis"),
    ("", "you"),
    ("", "sponsoring"),
    ("", "attrition"),
    ("", "volume"),
    ("", "costs"),
    ("", "plan"),
    ("plan", "team-percent"),
    ("plan", "unilevel"),
];

/// Reads every key and makes the scenario, or tells everything that is wrong.
pub(super) fn scenario(
    name: &str,
    sources: &[Source],
    root: &Table,
    given: Option<(usize, &Table)>,
) -> Result<(Scenario, Explanation), ScenarioErrors> {
    let mut reader = Reader::new(sources, EVERYWHERE);
    let read = read_all(&mut reader, name, root, given);
    match read {
        Some(mut scenario) if reader.errors.is_empty() => {
            scenario.resolve();
            Ok((scenario, Explanation { rows: reader.rows }))
        }
        _ => Err(reader.errors),
    }
}

fn read_all<'d>(
    reader: &mut Reader<'d>,
    name: &str,
    root: &'d Table,
    given: Option<(usize, &'d Table)>,
) -> Option<Scenario> {
    let root = reader.root(0, root, ROOT);
    let title = title(reader, &root);
    let months = months(reader, &root);
    let currency = currency(reader, &root);
    let basis = basis(reader, &root);
    let growth = growth(reader, &root, months);
    let personal_volume = personal_volume(reader, &root);
    let costs = costs(reader, &root, currency.as_deref());
    let plan = plan::plan(reader, &root, given);
    let plan = plan?;
    Some(Scenario {
        name: name.to_owned(),
        title: title?,
        currency: currency?,
        basis: basis?,
        growth: growth?,
        personal_volume: personal_volume?,
        costs: costs?,
        plan: plan.plan,
        plan_title: plan.title,
        plan_toml: plan.toml,
        resolved: String::new(),
    })
}

fn title<'d>(reader: &mut Reader<'d>, root: &Section<'d>) -> Option<String> {
    let title = reader.required(root, &TITLE, |given| {
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
    reader.explain(root, &TITLE, title.clone());
    Some(title)
}

fn months<'d>(reader: &mut Reader<'d>, root: &Section<'d>) -> Option<u16> {
    let months = reader.required(root, &MONTHS, |given| given.whole(1, Month::LONGEST, "months"))?;
    reader.explain(root, &MONTHS, months.to_string());
    Some(months)
}

fn currency<'d>(reader: &mut Reader<'d>, root: &Section<'d>) -> Option<String> {
    let currency = reader.optional(root, &CURRENCY, |given| {
        let code = given.text()?;
        if code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase()) {
            return Ok(code);
        }
        let help = "write the currency's ISO code, such as \"USD\" or \"EUR\"";
        Err(Complaint::new(format!("{} is not three capital letters", given.written), help))
    })?;
    let currency = currency.unwrap_or_else(|| "USD".to_owned());
    reader.explain(root, &CURRENCY, currency.clone());
    Some(currency)
}

fn basis<'d>(reader: &mut Reader<'d>, root: &Section<'d>) -> Option<Basis> {
    let table = reader.section(root, "basis", &["kind", "sources"]);
    let kind = reader.required(&table, &KIND, |given| given.choice(&BASIS_KINDS, None));
    if let Some(kind) = kind {
        reader.explain(&table, &KIND, kind.name());
    }
    let sources = sources(reader, &table);
    if kind == Some(BasisKind::PublishedData) && sources.as_ref().is_some_and(Vec::is_empty) {
        let help = format!("write {} under [basis], one entry for each source", SOURCES.example);
        reader.report_missing(&table, SOURCES.name, "published data needs its sources", help);
        return None;
    }
    Some(Basis { kind: kind?, sources: sources? })
}

fn sources<'d>(reader: &mut Reader<'d>, table: &Section<'d>) -> Option<Vec<String>> {
    if !table.has(SOURCES.name) {
        return Some(Vec::new());
    }
    let items =
        reader.required(table, &SOURCES, |given| given.items("a list of texts", "[\"https://...\"]", MOST_SOURCES))?;
    let mut sources = Vec::with_capacity(items.len());
    for item in items {
        match source_line(&reader.given(item)) {
            Ok(source) => sources.push(source),
            Err(complaint) => {
                reader.complain(table, SOURCES.name, Complaint { place: Some(item.place.clone()), ..complaint });
            }
        }
    }
    let count = sources.len();
    (count == items.len()).then(|| {
        reader.explain(table, &SOURCES, format!("{count} {}", if count == 1 { "source" } else { "sources" }));
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

fn growth<'d>(reader: &mut Reader<'d>, root: &Section<'d>, months: Option<u16>) -> Option<GrowthParameters> {
    let you_table = reader.section(root, "you", &["sponsoring", "stays", "stop-working-month"]);
    let table = reader.section(root, "sponsoring", &["distribution", "mean", "propensity-shape"]);
    let distribution = reader.required(&table, &DISTRIBUTION, |given| given.choice(&DISTRIBUTIONS, None));
    let you = you(reader, &you_table, distribution);
    let members = members(reader, &table, distribution);
    let attrition = attrition(reader, root);
    let made = GrowthParameters::new(u32::from(months?), members?, attrition?, you?);
    // Each part was checked where it was read; what belongs together is checked here once more.
    made.map_err(|error| reader.report_at(root, MONTHS.name, error.to_string(), None)).ok()
}

fn you<'d>(reader: &mut Reader<'d>, table: &Section<'d>, distribution: Option<Distribution>) -> Option<You> {
    let stated = reader.required(table, &YOUR_SPONSORING, |given| {
        given.number_or("typical", "a number of people a month", "a number such as 0.5")
    });
    let stated =
        stated.filter(|stated| stated.is_none_or(|mean| fits(reader, table, &YOUR_SPONSORING, distribution, mean)));
    if let Some(stated) = stated {
        match stated {
            Some(mean) => reader.explain(table, &YOUR_SPONSORING, number(mean)),
            None => reader.explain(table, &Key { unit: "", ..YOUR_SPONSORING }, "typical (as any newcomer)"),
        }
    }
    let stays = reader.required(table, &STAYS, Given::boolean);
    if let Some(stays) = stays {
        reader.explain(table, &STAYS, if stays { "true (you never quit)" } else { "false (you may quit)" });
    }
    let stop = reader.optional(table, &STOP_WORKING, |given| given.whole(1, Month::LONGEST, "months"));
    if let Some(stop) = stop {
        let value = stop.map_or_else(|| "never".to_owned(), |month| format!("month {month}"));
        reader.explain(table, &STOP_WORKING, value);
    }
    let staying = if stays? { Staying::Stays } else { Staying::MayQuit };
    Some(You { stated_mean: stated?, staying, stop_working: stop?.map(Month::new), quits_in: None })
}

fn members<'d>(
    reader: &mut Reader<'d>,
    table: &Section<'d>,
    distribution: Option<Distribution>,
) -> Option<OffspringLaw> {
    if let Some((name, _)) = DISTRIBUTIONS.iter().find(|known| Some(known.1) == distribution) {
        reader.explain(table, &DISTRIBUTION, *name);
    }
    let mean =
        reader.required(table, &MEAN, |given| given.number("a number of people a month", "a number such as 0.07"));
    let mean = mean.filter(|&mean| fits(reader, table, &MEAN, distribution, mean));
    if let Some(mean) = mean {
        reader.explain(table, &MEAN, number(mean));
    }
    let shape = reader.optional(table, &SHAPE, |given| given.number_or("none", "a number", "a number such as 0.18"));
    let shape = shape.map(Option::flatten);
    let shape = shape.filter(|shape| shape.is_none_or(|shape| shape_fits(reader, table, distribution, shape)));
    if let Some(shape) = shape {
        match shape {
            Some(shape) => reader.explain(table, &SHAPE, number(shape)),
            None => reader.explain(table, &Key { unit: "", ..SHAPE }, "none (all alike)"),
        }
    }
    let made = OffspringLaw::new(distribution?, mean?, shape?);
    made.map_err(|error| reader.report_at(table, MEAN.name, error.to_string(), None)).ok()
}

/// Whether a mean is one of the distribution; with an unknown distribution the widest range counts.
fn fits<'d>(
    reader: &mut Reader<'d>,
    table: &Section<'d>,
    key: &Key,
    distribution: Option<Distribution>,
    mean: f64,
) -> bool {
    let checked = OffspringLaw::new(distribution.unwrap_or(Distribution::Poisson), mean, None);
    let Err(error) = checked else { return true };
    let help = match &error {
        ParameterError::FixedNotWhole { .. } => "write a whole number, or sponsoring.distribution = \"poisson\"",
        ParameterError::BernoulliAboveOne { .. } => {
            "write a number from 0 to 1, or sponsoring.distribution = \"poisson\""
        }
        _ => "write people a month, from 0 to 100; published teams bring in about 0.07 a member",
    };
    reader.report_at(table, key.name, error.to_string(), Some(help.to_owned()));
    false
}

fn shape_fits<'d>(
    reader: &mut Reader<'d>,
    table: &Section<'d>,
    distribution: Option<Distribution>,
    shape: f64,
) -> bool {
    let checked = OffspringLaw::new(distribution.unwrap_or(Distribution::Poisson), 0.0, Some(shape));
    let Err(error) = checked else { return true };
    let help = match &error {
        ParameterError::ShapeWithoutPoisson => "write propensity-shape = \"none\", or distribution = \"poisson\"",
        _ => "write a shape from 0.01 (very uneven) to 1000 (nearly alike), or \"none\" (all alike)",
    };
    reader.report_at(table, SHAPE.name, error.to_string(), Some(help.to_owned()));
    false
}

fn attrition<'d>(reader: &mut Reader<'d>, root: &Section<'d>) -> Option<Attrition> {
    let table = reader.section(root, "attrition", &["quit"]);
    let items =
        reader.required(&table, &QUIT, |given| given.items("a list of steps", "[{ rate = \"4%\" }]", MOST_STEPS))?;
    let mut steps = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        steps.extend(attrition_step(reader, item, index + 1, index + 1 == items.len()));
    }
    if steps.len() < items.len() {
        return None;
    }
    reader.explain(&table, &QUIT, steps_in_words(&steps));
    let made = Attrition::new(steps);
    made.map_err(|error| reader.report_at(&table, QUIT.name, error.to_string(), None)).ok()
}

/// One step; every step but the last says for how many months it holds.
fn attrition_step<'d>(reader: &mut Reader<'d>, item: &'d Node, step: usize, last: bool) -> Option<AttritionStep> {
    let path = format!("attrition.quit step {step}");
    let table = reader.item(&path, item, &["rate", "months"])?;
    let rate = reader.required(&table, &STEP_RATE, Given::probability);
    let months = reader.optional(&table, &STEP_MONTHS, |given| given.whole(1, Month::LONGEST, "months"))?;
    match months {
        None if !last => {
            let help = "write for how many months it holds, such as { rate = \"13.5%\", months = 3 }".to_owned();
            reader.report_missing(&table, STEP_MONTHS.name, "missing in a step that is not the last", help);
            None
        }
        Some(_) if last => {
            let message = "the last step holds for ever, so it has no months".to_owned();
            let help = "leave months out here, or add a last step, such as { rate = \"4%\" }".to_owned();
            reader.report_at(&table, STEP_MONTHS.name, message, Some(help));
            None
        }
        months => Some(AttritionStep { rate: rate?, months }),
    }
}

fn steps_in_words(steps: &[AttritionStep]) -> String {
    let words = steps.iter().map(|step| match step.months {
        Some(months) => format!("{} a month for {months} months", percent(step.rate)),
        None => format!("{}{} a month", if steps.len() > 1 { "then " } else { "" }, percent(step.rate)),
    });
    words.collect::<Vec<_>>().join(", ")
}

/// A probability as a percentage with up to six decimals.
fn percent(probability: Probability) -> String {
    let text = format!("{:.6}", probability.get() * 100.0);
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}

fn personal_volume<'d>(reader: &mut Reader<'d>, root: &Section<'d>) -> Option<Volume> {
    let table = reader.section(root, "volume", &["personal"]);
    let volume = reader.required(&table, &PERSONAL, Given::volume)?;
    reader.explain(&table, &PERSONAL, volume.to_string());
    Some(volume)
}

fn costs<'d>(reader: &mut Reader<'d>, root: &Section<'d>, currency: Option<&str>) -> Option<Costs> {
    let table = reader.section(root, "costs", &["kit", "monthly", "own-product"]);
    let currency = currency.unwrap_or_default();
    let mut read = |key: &Key| -> Option<Money> {
        let amount = reader.required(&table, key, Given::money)?;
        reader.explain(&table, key, format!("{amount} {currency}"));
        Some(amount)
    };
    let (kit, monthly) = (read(&KIT), read(&MONTHLY));
    let own_product = reader.optional(&table, &OWN_PRODUCT, Given::money)?;
    match own_product {
        Some(amount) => reader.explain(&table, &OWN_PRODUCT, format!("{amount} {currency}")),
        None => reader.explain(&table, &Key { unit: "", ..OWN_PRODUCT }, "none (not a cost)"),
    }
    Some(Costs { kit: kit?, monthly: monthly?, own_product })
}
