//! Scenarios side by side on the same random people: `downline compare`.

use super::headings::columns;
use super::tables::optional_value;
use super::waiting;
use crate::publish::{Cell, Row, Table, TextLayout, write_text};
use crate::results::{Comparison, Completeness, Difference, Distribution, Ensemble, Metric, Outcome, Outcomes};
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

/// What stands for each scenario in tables: its name, or, where one key is varied, the key's value.
fn brief_names(comparison: &Comparison) -> Vec<String> {
    let names: Vec<String> = comparison.ensembles().iter().map(name).collect();
    let key = |name: &String| name.split_once('=').map(|(key, _)| key.to_owned());
    let first = names.first().and_then(key);
    let is_varied = first.is_some() && names.iter().all(|name| key(name) == first);
    let value = |name: &String| name.split_once('=').map_or_else(String::new, |(_, value)| value.to_owned());
    if is_varied { names.iter().map(value).collect() } else { names }
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
    let cut = |name: String| name.chars().take(LONGEST_NAME).collect::<String>();
    letters().zip(brief_names(comparison)).map(|(letter, name)| format!("  {letter}  {}", cut(name))).collect()
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
    let quantities = [(words::TEAM.to_owned(), Metric::Team), (words::commission_of(last.get()), Metric::Commission)];
    let net = readings(comparison)
        .map(|reading| (words::net_of(last.get(), reading.in_words()), Metric::net_total_read(reading)));
    let mut rows: Vec<Row<'_>> = Vec::new();
    for (title, metric) in quantities.into_iter().chain(net) {
        rows.push(vec![title.into()]);
        rows.extend(labels.iter().zip(comparison.ensembles()).map(|(label, ensemble)| {
            let values = three(ensemble.distribution(last, metric));
            let values = values.map(|value| optional_value(value, metric.unit()));
            [label.as_str().into()].into_iter().chain(values).collect()
        }));
    }
    // Scenarios of one comparison have one currency.
    let columns = columns(&words::HEADINGS, &[base.scenario().currency(); 4]);
    write_text(Table::new("values", columns, rows), TextLayout::new(0, 12, width))
}

/// The tenth from below, the middle and the tenth from above.
fn three(distribution: &Distribution) -> [Option<i64>; 3] {
    [distribution.percentile(10), distribution.percentile(50), distribution.percentile(90)]
}

/// Counts of 100 people under each scenario and both readings; below who is told to stay, the same people free to quit.
fn outcomes(comparison: &Comparison, width: Width) -> String {
    let readings = readings(comparison);
    let mut rows: Vec<Row<'_>> = vec![vec![words::COUNTS.into()]];
    rows.extend(words::count_headings(readings[0] == OwnOrdersAre::Cost).map(|line| line.map(Cell::from).into()));
    let mut row = |label: String, counts: &[Outcomes]| {
        rows.push([label.into()].into_iter().chain(brief_counts(counts)).collect());
    };
    for (label, ensemble) in labels(comparison).into_iter().zip(comparison.ensembles()) {
        let stays = ensemble.scenario().tells_you_to_stay();
        let yours = readings.map(|reading| ensemble.outcomes_read(reading));
        row(if stays { words::stays(&cut(&label, LONGEST_NAME - 1)) } else { label }, &yours[..]);
        let free = readings.map(|reading| ensemble.outcomes_if_free_to_quit(reading));
        if let (true, [Some(first), Some(other)]) = (stays, free) {
            row(words::FREE_TO_QUIT.to_owned(), &[first, other]);
        }
    }
    write_text(Table::new("counts", columns(&[[""; 8]], &[]), rows), TextLayout::new(0, 6, width))
}

/// Counts for narrow columns: `< 1` for fewer than 1.
fn brief_counts(outcomes: &[Outcomes]) -> Vec<Cell<'static>> {
    let said = |outcome: &Outcome| Cell::from(brief(&outcome.in_words()));
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
    let currency = ensembles[0].scenario().currency();
    let money = net.iter().flat_map(|(_, difference)| three(difference.distribution()));
    let form = AmountForm::of(currency, money.flatten());
    let (larger, smaller) = words::LARGER_TEAM;
    let mut rows = vec![difference_row(words::CHANGE_IN_TEAM, &paired.team, thousands)];
    let mut said = vec![verdict(larger, smaller, &paired.team)];
    for (reading, difference) in net {
        let reading = reading.in_words();
        rows.push(difference_row(&words::change_in_net(reading), difference, |cents| form.say(cents)));
        said.push(verdict(&words::more_net(reading), words::LESS, difference));
    }
    let table = Table::new("differences", columns(&words::HEADINGS, &[]), rows);
    let table = write_text(table, TextLayout::new(0, 12, width));
    let title = words::same_person(letter, &name(&ensembles[number + 1]), &name(&ensembles[0]));
    said.extend(waiting::said(comparison, number + 1, &letters().collect::<Vec<_>>()));
    format!("{}\n{table}\n{}", wrapped(&title, width), paragraphs(said, width))
}

fn verdict(more: &str, less: &str, difference: &Difference) -> String {
    let verdict = difference.verdict();
    let (low, high) = verdict.better.interval_of_100();
    let counts = [verdict.better, verdict.same, verdict.worse].map(|people| people.in_words());
    words::verdict(more, less, counts.each_ref().map(String::as_str), (high - low >= 0.05).then_some((low, high)))
}

/// Differences of both signs, each with its own.
fn difference_row(label: &str, difference: &Difference, say: impl Fn(i64) -> String) -> Row<'static> {
    let signed = |value: i64| format!("{}{}", if value > 0 { "+" } else { "" }, say(value));
    let cells = three(difference.distribution()).map(|value| value.map(signed).into());
    [label.to_owned().into()].into_iter().chain(cells).collect()
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
