//! Reading `[you]`, `[story]`, `[sponsoring]` and `[attrition]`.

use super::section;
use crate::growth::parameters::{
    Attrition, AttritionStep, Distribution, GrowthParameters, OffspringLaw, ParameterError, Staying, You,
};
use crate::growth::story::StoryRate;
use crate::reading::tree::Node;
use crate::reading::values::{Given, NumberOr};
use crate::reading::{Key, Reader, Section};
use crate::scenario::keys::{self, DISTRIBUTIONS, ScenarioKey, distribution as name_of};
use crate::scenario::meaning;
use crate::units::{Month, Probability};

const STEP_RATE: Key = Key { name: "rate", unit: "a month", example: "`rate = \"4%\"` in each step" };
const STEP_MONTHS: Key = Key { name: "months", unit: "months", example: "`months = 3`" };

/// The most steps of an attrition table.
const MOST_STEPS: usize = 600;

/// The tables that growth is read from.
pub(super) struct Tables<'d> {
    pub(super) you: Section<'d>,
    story: Section<'d>,
    sponsoring: Section<'d>,
    attrition: Section<'d>,
}

/// Opens the tables of growth.
pub(super) fn tables<'d>(reader: &mut Reader<'d>, root: &Section<'d>) -> Tables<'d> {
    let [you, story, sponsoring, attrition] =
        ["you", "story", "sponsoring", "attrition"].map(|name| section(reader, root, name));
    Tables { you, story, sponsoring, attrition }
}

/// Reads growth, the rate of the story beside it, and whether you bring in what your week does: then your rate is not
/// known yet.
pub(super) fn growth<'d>(
    reader: &mut Reader<'d>,
    root: &Section<'d>,
    tables: &Tables<'d>,
    months: Option<u16>,
) -> Option<(GrowthParameters, StoryRate, bool)> {
    let table = &tables.sponsoring;
    let distribution = keys::DISTRIBUTION.required(reader, table, |given| given.choice(&DISTRIBUTIONS, None));
    let you = you(reader, &tables.you, distribution, months);
    let story = story(reader, &tables.story, months);
    let members = members(reader, table, distribution);
    let at_mean = reader.rows.iter().rposition(|row| row.key == keys::MEAN.dotted());
    let attrition = attrition(reader, &tables.attrition);
    let (you, sponsors_by_week) = you?;
    let made = GrowthParameters::new(u32::from(months?), members?, attrition?, you);
    // Each part was checked where it was read; what belongs together is checked here once more.
    let made = made.map_err(|error| reader.report_at(root, keys::MONTHS.name, error.to_string(), None)).ok()?;
    if let Some(at) = at_mean {
        reader.rows[at].notes.push(meaning::brought_in(&made));
    }
    Some((made, story?, sponsors_by_week))
}

fn you<'d>(
    reader: &mut Reader<'d>,
    table: &Section<'d>,
    distribution: Option<Distribution>,
    months: Option<u16>,
) -> Option<(You, bool)> {
    let key = &keys::YOUR_SPONSORING;
    let stated = key.required(reader, table, |given| {
        given.number_or_one_of(&["typical", "activity"], "a number of people a month", "a number such as 0.5")
    });
    let stated = stated.filter(|stated| match stated {
        NumberOr::Number(mean) => fits(reader, table, key, distribution, *mean),
        NumberOr::Word("activity") => is_by_chance(reader, table, distribution),
        NumberOr::Word(_) => true,
    });
    match stated {
        Some(NumberOr::Number(mean)) => key.explain(reader, table, mean.to_string()),
        Some(NumberOr::Word("activity")) => key.explain_in_words(reader, table, "activity (what your week brings in)"),
        Some(NumberOr::Word(_)) => key.explain_in_words(reader, table, "typical (as any newcomer)"),
        None => {}
    }
    let stays = keys::STAYS.required(reader, table, Given::boolean);
    if let Some(stays) = stays {
        keys::STAYS.explain(reader, table, if stays { "true (you never quit)" } else { "false (you may quit)" });
    }
    let stop_working = month(reader, table, &keys::STOP_WORKING, months);
    let quits_in = month(reader, table, &keys::QUITS_IN, months);
    let staying = if stays? { Staying::Stays } else { Staying::MayQuit };
    let stated_mean = match stated? {
        NumberOr::Number(mean) => Some(mean),
        // Known when the week is.
        NumberOr::Word("activity") => Some(0.0),
        NumberOr::Word(_) => None,
    };
    let you = You { stated_mean, staying, stop_working: stop_working?, quits_in: quits_in? };
    Some((you, stated == Some(NumberOr::Word("activity"))))
}

/// Whether people come by chance at any rate, as what a week brings in does.
fn is_by_chance<'d>(reader: &mut Reader<'d>, table: &Section<'d>, distribution: Option<Distribution>) -> bool {
    let is_right = distribution.is_none_or(|distribution| distribution == Distribution::Poisson);
    if !is_right {
        let message = "\"activity\" goes with sponsoring.distribution = \"poisson\" only: people come whenever they do";
        keys::YOUR_SPONSORING.refuse(
            reader,
            table,
            message,
            "write sponsoring.distribution = \"poisson\", or a number here",
        );
    }
    is_right
}

/// Reads after how many months in the red you quit; `Some(None)` for never.
#[allow(clippy::option_option)] // absent and wrong are different answers, and both are needed
pub(super) fn red_months<'d>(reader: &mut Reader<'d>, table: &Section<'d>) -> Option<Option<u16>> {
    let key = &keys::QUITS_AFTER_RED;
    let months = key.optional(reader, table, |given| given.whole(1, 120, "months"))?;
    match months {
        Some(months) => key.explain(reader, table, months.to_string()),
        None => key.explain_in_words(reader, table, "never"),
    }
    Some(months)
}

/// A month of yours, which must be one of those looked at.
#[allow(clippy::option_option)] // absent and wrong are different answers, and both are needed
fn month<'d>(
    reader: &mut Reader<'d>,
    table: &Section<'d>,
    key: &ScenarioKey,
    months: Option<u16>,
) -> Option<Option<Month>> {
    let month = key.optional(reader, table, |given| given.whole(1, Month::LONGEST, "months"))?;
    let value = month.map_or_else(|| "never".to_owned(), |month| format!("month {month}"));
    key.explain(reader, table, value);
    match (month, months) {
        (Some(month), Some(months)) if month > months => {
            let message = format!("month {month} is beyond the {months} months looked at, so it would change nothing");
            let help = format!("write a month from 1 to {months}, or look further ahead with months = {month} or more");
            key.refuse(reader, table, message, help);
            None
        }
        _ => Some(month.map(Month::new)),
    }
}

fn story<'d>(reader: &mut Reader<'d>, table: &Section<'d>, months: Option<u16>) -> Option<StoryRate> {
    let key = &keys::STORY_SPONSORING;
    let people =
        key.optional(reader, table, |given| given.number("a number of people a month", "a number such as 0.5"))?;
    let rate = match people {
        None => StoryRate::default(),
        Some(people) => match StoryRate::new(people) {
            Some(rate) => rate,
            None => {
                let message =
                    format!("{people} people a month is not above 0 and up to 100, with six decimals at most");
                key.refuse(reader, table, message, "write people a month, such as 1 (the team doubles) or 0.5");
                return None;
            }
        },
    };
    key.explain(reader, table, rate.people().to_string());
    if let Some(months) = months {
        reader.note(meaning::story(rate, Month::new(months)));
    }
    Some(rate)
}

fn members<'d>(
    reader: &mut Reader<'d>,
    table: &Section<'d>,
    distribution: Option<Distribution>,
) -> Option<OffspringLaw> {
    if let Some(distribution) = distribution {
        keys::DISTRIBUTION.explain(reader, table, name_of(distribution));
    }
    let read = |given: &Given<'d>| given.number("a number of people a month", "a number such as 0.07");
    let mean = keys::MEAN.required(reader, table, read);
    let mean = mean.filter(|&mean| fits(reader, table, &keys::MEAN, distribution, mean));
    if let Some(mean) = mean {
        keys::MEAN.explain(reader, table, mean.to_string());
    }
    let shape = shape(reader, table, &keys::SHAPE);
    let shape = shape.filter(|shape| shape.is_none_or(|shape| shape_fits(reader, table, distribution, shape)));
    explain_shape(reader, table, &keys::SHAPE, shape);
    let made = OffspringLaw::new(distribution?, mean?, shape?);
    made.map_err(|error| reader.report_at(table, keys::MEAN.name, error.to_string(), None)).ok()
}

/// A gamma shape as it is written, its range not yet checked.
#[allow(clippy::option_option)] // none and wrong are different answers, and both are needed
pub(super) fn shape<'d>(reader: &mut Reader<'d>, table: &Section<'d>, key: &ScenarioKey) -> Option<Option<f64>> {
    let shape = key.optional(reader, table, |given| given.number_or("none", "a number", "a number such as 0.18"));
    shape.map(Option::flatten)
}

/// Notes a gamma shape for the explanation.
#[allow(clippy::option_option)] // none and wrong are different answers, and both are needed
pub(super) fn explain_shape<'d>(
    reader: &mut Reader<'d>,
    table: &Section<'d>,
    key: &ScenarioKey,
    shape: Option<Option<f64>>,
) {
    match shape {
        Some(Some(shape)) => key.explain(reader, table, shape.to_string()),
        Some(None) => key.explain_in_words(reader, table, "none (all alike)"),
        None => {}
    }
}

/// What to write in place of a shape that is out of range.
pub(super) const SHAPE_HELP: &str =
    "write a shape from 0.01 (very uneven) to 1000 (nearly alike), or \"none\" (all alike)";

/// Whether a mean is one of the distribution; with an unknown distribution the widest range counts.
fn fits<'d>(
    reader: &mut Reader<'d>,
    table: &Section<'d>,
    key: &ScenarioKey,
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
    key.refuse(reader, table, error.to_string(), help);
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
        _ => SHAPE_HELP,
    };
    keys::SHAPE.refuse(reader, table, error.to_string(), help);
    false
}

fn attrition<'d>(reader: &mut Reader<'d>, table: &Section<'d>) -> Option<Attrition> {
    steps(reader, table, &keys::QUIT, "joiners")
}

/// How members or customers (`who`) leave: steps by tenure, and what they come to.
pub(super) fn steps<'d>(
    reader: &mut Reader<'d>,
    table: &Section<'d>,
    key: &ScenarioKey,
    who: &str,
) -> Option<Attrition> {
    let items =
        key.required(reader, table, |given| given.items("a list of steps", "[{ rate = \"4%\" }]", MOST_STEPS))?;
    let mut steps = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let path = format!("{} step {}", key.dotted(), index + 1);
        steps.extend(step(reader, item, &path, index + 1 == items.len()));
    }
    if steps.len() < items.len() {
        return None;
    }
    key.explain(reader, table, steps_in_words(&steps));
    let made = Attrition::new(steps);
    let made = made.map_err(|error| reader.report_at(table, key.name, error.to_string(), None)).ok()?;
    reader.note(meaning::left_of_100(who, &made));
    Some(made)
}

/// One step; every step but the last says for how many months it holds.
fn step<'d>(reader: &mut Reader<'d>, item: &'d Node, path: &str, last: bool) -> Option<AttritionStep> {
    let table = reader.item(path, item, &["rate", "months"])?;
    let rate = reader.required(&table, &STEP_RATE, Given::probability);
    let months = reader.optional(&table, &STEP_MONTHS, |given| given.whole(1, Month::LONGEST, "months"))?;
    match months {
        None if !last => {
            let help = "write the months it holds for, such as { rate = \"13.5%\", months = 3 }".to_owned();
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
pub(super) fn percent(probability: Probability) -> String {
    let text = format!("{:.6}", probability.get() * 100.0);
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}
