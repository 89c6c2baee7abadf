//! Scenarios side by side on the same random people, as text and JSON: `downline compare`.

use serde_json::{Map, Value, json};

use super::fields::{in_shown_unit, unit_name};
use super::json;
use super::tables;
use super::text::Table;
use crate::results::{
    Comparison, Completeness, Difference, Distribution, Ensemble, Metric, Outcome, Outcomes, People, Unit,
};
use crate::scenario::OwnOrdersAre;
use crate::words::layout::{apart, cut, paragraphs, wrapped};
use crate::words::{AmountForm, Width, brief, compare as words, disclaimers, printable, summary, thousands};

/// The most scenarios of one comparison: each has a letter.
pub const MOST_SCENARIOS: usize = 26;

/// The longest name in a table; a longer one is cut there, and spelled out in the list above.
const LONGEST_NAME: usize = 18;

/// The comparison in so many columns. `next` is the command to try next.
#[must_use]
pub fn text(comparison: &Comparison, next: &str, width: Width) -> String {
    let mut parts = vec![heading(comparison, width), values(comparison, width), outcomes(comparison, width)];
    parts.extend((0..comparison.differences().len()).map(|number| differences(comparison, number, width)));
    let last_words = [
        words::SAME_PEOPLE.to_owned(),
        reliability(comparison),
        disclaimers::not_modelled_elsewhere(),
        summary::next(&printable(next)),
    ];
    parts.push(paragraphs(last_words, width));
    parts.join("\n\n") + "\n"
}

/// Which scenarios are compared, each with a letter, and what each costs.
fn heading(comparison: &Comparison, width: Width) -> String {
    let ensembles = comparison.ensembles();
    let Some(base) = ensembles.first() else { return String::new() };
    let first = apart(words::first_line(env!("CARGO_PKG_VERSION"), base.seed(), base.months().get()), width);
    let mut lines = Vec::new();
    for (letter, ensemble) in letters().zip(ensembles) {
        let scenario = ensemble.scenario();
        lines.push(words::scenario(
            letter,
            &name(ensemble),
            &scenario.hash(),
            &printable(scenario.title()),
            scenario.basis().kind.in_words(),
            &scenario.costs_in_words(),
        ));
        lines.extend(scenario.outgrows_a_town().map(|month| disclaimers::caution(month.get())));
    }
    lines.push(words::WHO_LEAVES.to_owned());
    lines.extend(readings_differ(comparison));
    format!("{first}\n\n{}", paragraphs(lines, width))
}

/// A scenario's name as it may be shown.
fn name(ensemble: &Ensemble) -> String {
    printable(ensemble.scenario().name())
}

/// Says so where a scenario takes its own orders otherwise than the first does.
fn readings_differ(comparison: &Comparison) -> Option<String> {
    let counted = |ensemble: &Ensemble| ensemble.scenario().costs().own_orders;
    let mut ensembles = letters().zip(comparison.ensembles());
    let (_, base) = ensembles.next()?;
    let others: Vec<String> =
        ensembles.filter(|(_, other)| counted(other) != counted(base)).map(|(letter, _)| letter.to_string()).collect();
    let [first, other] = counted(base).and_the_other().map(OwnOrdersAre::in_words);
    (!others.is_empty()).then(|| words::readings_differ(first, &others.join(", "), other))
}

fn letters() -> impl Iterator<Item = char> {
    'A'..='Z'
}

fn labels(comparison: &Comparison) -> Vec<String> {
    let name = |ensemble: &Ensemble| name(ensemble).chars().take(LONGEST_NAME).collect::<String>();
    letters().zip(comparison.ensembles()).map(|(letter, ensemble)| format!("  {letter}  {}", name(ensemble))).collect()
}

/// Both readings of own orders, in the order of the first scenario.
fn readings(comparison: &Comparison) -> [OwnOrdersAre; 2] {
    let first = comparison.ensembles().first().map(|base| base.scenario().costs().own_orders);
    first.unwrap_or_default().and_the_other()
}

/// What each scenario comes to, quantity by quantity.
fn values(comparison: &Comparison, width: Width) -> String {
    let Some(base) = comparison.ensembles().first() else { return String::new() };
    let (labels, last) = (labels(comparison), base.months());
    let net = readings(comparison)
        .map(|reading| (words::net_of(last.get(), reading.in_words()), Metric::net_total_read(reading)));
    let quantities = [(words::TEAM.to_owned(), Metric::Team), (words::commission_of(last.get()), Metric::Commission)];
    let of_all = |metric| -> Vec<Three> {
        comparison.ensembles().iter().map(|ensemble| three(&ensemble.distribution(last, metric))).collect()
    };
    let quantities: Vec<(String, Unit, Vec<Three>)> =
        quantities.into_iter().chain(net).map(|(title, metric)| (title, metric.unit(), of_all(metric))).collect();
    let amounts = quantities.iter().filter(|quantity| quantity.1 != Unit::People).flat_map(|quantity| &quantity.2);
    // Scenarios of one comparison have one currency.
    let form = AmountForm::of(base.scenario().currency(), amounts.flatten().copied().flatten());
    let mut table = headed();
    for (title, unit, values) in &quantities {
        table.caption(title);
        for (label, values) in labels.iter().zip(values) {
            let cells = values.map(|value| say(value, *unit, form));
            table.row([label.clone()].into_iter().chain(cells));
        }
    }
    table.text(0, 12, width)
}

/// A table under the headings of the unlucky, the middle and the lucky.
fn headed() -> Table {
    let mut table = Table::default();
    for headings in words::HEADINGS {
        table.row(headings);
    }
    table
}

/// The tenth from below, the middle and the tenth from above.
type Three = [Option<i64>; 3];

fn three(distribution: &Distribution) -> Three {
    [distribution.percentile(10), distribution.percentile(50), distribution.percentile(90)]
}

fn say(value: Option<i64>, unit: Unit, form: AmountForm<'_>) -> String {
    match (value, unit) {
        (None, _) => "-".to_owned(),
        (Some(value), Unit::People) => thousands(value),
        (Some(value), _) => form.say(value),
    }
}

/// Counts of 100 people under each scenario and both readings; below who is told to stay, the same people free to quit.
fn outcomes(comparison: &Comparison, width: Width) -> String {
    let readings = readings(comparison);
    let mut table = Table::default();
    table.caption(words::COUNTS);
    for headings in words::count_headings(readings[0] == OwnOrdersAre::Cost) {
        table.row(headings);
    }
    for (label, ensemble) in labels(comparison).into_iter().zip(comparison.ensembles()) {
        let stays = ensemble.scenario().tells_you_to_stay();
        let yours = readings.map(|reading| ensemble.outcomes_read(reading));
        let label = if stays { words::stays(&cut(&label, LONGEST_NAME - 1)) } else { label };
        table.row([label].into_iter().chain(brief_counts(&yours)));
        let free: Vec<Outcomes> =
            readings.iter().filter_map(|&reading| ensemble.outcomes_if_free_to_quit(reading)).collect();
        if stays {
            table.row([words::FREE_TO_QUIT.to_owned()].into_iter().chain(brief_counts(&free)));
        }
    }
    table.text(0, 6, width)
}

/// Counts for narrow columns: `< 1` for fewer than 1.
fn brief_counts(outcomes: &[Outcomes]) -> Vec<String> {
    let said = |outcome: &Outcome| brief(&outcome.in_words());
    let net = |outcomes: &Outcomes| [&outcomes.lost_money, &outcomes.broke_even, &outcomes.came_out_ahead].map(said);
    let nobody = outcomes.first().and_then(|outcomes| outcomes.team).map(|[nobody, _]| said(&nobody));
    outcomes.iter().flat_map(net).chain(nobody).collect()
}

/// What changes for each person under one scenario in place of the first.
fn differences(comparison: &Comparison, number: usize, width: Width) -> String {
    let (ensembles, paired) = (comparison.ensembles(), &comparison.differences()[number]);
    let letter = letters().nth(number + 1).unwrap_or('?');
    let net = readings(comparison).map(|reading| match reading {
        OwnOrdersAre::Cost => (reading, &paired.net_total),
        OwnOrdersAre::BoughtAnyway => (reading, &paired.net_total_bought_anyway),
    });
    let amounts = net.iter().flat_map(|(_, difference)| three(difference.distribution()));
    let form = AmountForm::of(ensembles[0].scenario().currency(), amounts.flatten());
    let (larger, smaller) = words::LARGER_TEAM;
    let mut table = headed();
    table.row(difference_row(words::CHANGE_IN_TEAM, Unit::People, &paired.team, form));
    let mut said = vec![verdict(larger, smaller, &paired.team)];
    for (reading, difference) in net {
        let reading = reading.in_words();
        table.row(difference_row(&words::change_in_net(reading), Unit::Money, difference, form));
        said.push(verdict(&words::more_net(reading), words::LESS, difference));
    }
    let title = words::same_person(letter, &name(&ensembles[number + 1]), &name(&ensembles[0]));
    format!("{}\n{}\n{}", wrapped(&title, width), table.text(0, 12, width), paragraphs(said, width))
}

fn verdict(more: &str, less: &str, difference: &Difference) -> String {
    let verdict = difference.verdict();
    let (low, high) = verdict.better.interval_of_100();
    let counts = [verdict.better, verdict.same, verdict.worse].map(|people| people.in_words());
    words::verdict(more, less, counts.each_ref().map(String::as_str), (high - low >= 0.05).then_some((low, high)))
}

fn difference_row(label: &str, unit: Unit, difference: &Difference, form: AmountForm<'_>) -> Vec<String> {
    let cells = three(difference.distribution()).map(|value| signed(value, unit, form));
    [label.to_owned()].into_iter().chain(cells).collect()
}

fn signed(value: Option<i64>, unit: Unit, form: AmountForm<'_>) -> String {
    let plus = if value.is_some_and(|value| value > 0) { "+" } else { "" };
    format!("{plus}{}", say(value, unit, form))
}

fn reliability(comparison: &Comparison) -> String {
    let trials = comparison.trials();
    let first = match comparison.completeness() {
        Completeness::Certain => return words::NOTHING_IS_RANDOM.to_owned(),
        Completeness::Interrupted => words::interrupted(trials),
        Completeness::ShortOfPrecision => words::short_of_precision(trials),
        Completeness::Complete => words::all_trials(trials),
    };
    format!("{first} {}", words::simulation_error(comparison.simulation_error_of_100()))
}

/// The comparison as JSON: each scenario as `downline run --json` gives it, and the differences from the first.
#[must_use]
pub fn json(comparison: &Comparison) -> Value {
    let base = comparison.ensembles().first();
    let name = |ensemble: &Ensemble| ensemble.scenario().name().to_owned();
    let others = comparison.ensembles().iter().skip(1).zip(comparison.differences());
    let differences: Vec<Value> = others
        .flat_map(|(ensemble, paired)| {
            paired.each().map(|(metric, difference)| {
                let names = [("base", base.map(name)), ("scenario", Some(name(ensemble)))];
                let mut object: Map<String, Value> =
                    names.into_iter().map(|(key, name)| (key.to_owned(), json!(name))).collect();
                object.append(&mut difference_object(difference, metric, ensemble.scenario().currency()));
                Value::Object(object)
            })
        })
        .collect();
    json!({
        "schema_version": json::SCHEMA_VERSION,
        "version": env!("CARGO_PKG_VERSION"),
        "seed": base.map(Ensemble::seed),
        "trials": comparison.trials(),
        "completeness": json::completeness(comparison.completeness()),
        "simulation_error_of_100": comparison.simulation_error_of_100(),
        "base": base.map(name),
        "differences": differences,
        "scenarios": comparison.ensembles().iter().map(json::ensemble).collect::<Vec<Value>>(),
    })
}

fn difference_object(difference: &Difference, metric: Metric, currency: &str) -> Map<String, Value> {
    let (unit, distribution, verdict) = (metric.unit(), difference.distribution(), difference.verdict());
    let statistic = |value: Option<f64>| value.map_or(Value::Null, |value| json!(in_shown_unit(value, unit)));
    let mut object = Map::new();
    object.insert("metric".into(), json!(metric.name()));
    object.insert("unit".into(), json!(unit_name(unit, currency)));
    object.insert("mean".into(), statistic(distribution.mean()));
    object.insert("mean_error".into(), statistic(distribution.mean_error()));
    for (percent, name) in tables::PERCENTILES {
        object.insert(name.into(), json::number(distribution.percentile(percent), unit));
    }
    for (name, people) in [("better", verdict.better), ("same", verdict.same), ("worse", verdict.worse)] {
        object.insert(name.into(), people_object(people));
    }
    object
}

fn people_object(people: People) -> Value {
    let (low, high) = people.interval_of_100();
    json!({
        "of_100": people.of_100,
        "count": people.count,
        "trials": people.trials,
        "low_95": low,
        "high_95": high,
    })
}
