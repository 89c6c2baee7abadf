//! Scenarios side by side on the same random people, as text and JSON: `downline compare`.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::fields::{in_shown_unit, unit_name};
use super::json;
use super::tables;
use super::text::{Table, wrapped};
use crate::ensemble::{Comparison, Completeness, Difference, Distribution, Ensemble, Metric, People, Unit};
use crate::wording::{money, months, thousands};

/// The most scenarios of one comparison: each has a letter.
pub const MOST_SCENARIOS: usize = 26;

/// The longest name in a table; a longer one is cut there, and spelled out in the list above.
const LONGEST_NAME: usize = 18;

/// The comparison in 80 columns. `next` is the command to try next.
#[must_use]
pub fn text(comparison: &Comparison, next: &str) -> String {
    let mut out = heading(comparison);
    // Writing to a string cannot fail.
    let _ = writeln!(out, "\n{}\n\n{}", values(comparison), outcomes(comparison));
    for (number, _) in comparison.differences().iter().enumerate() {
        let _ = writeln!(out, "\n{}", differences(comparison, number));
    }
    let _ = writeln!(out, "\n{}", wrapped(SAME_PEOPLE));
    let _ = writeln!(out, "{}", wrapped(&reliability(comparison)));
    let _ = writeln!(out, "{}", wrapped(NOT_AN_EARNING));
    let _ = writeln!(out, "Next: {next}");
    out
}

const SAME_PEOPLE: &str = "The same random people are used under every scenario: each keeps their own drive and luck, \
    so a difference is the scenario's doing. The limit: people who join under one scenario and not under another have \
    nobody to be compared with, so far down a team that has grown differently, luck differs too.";

const NOT_AN_EARNING: &str = "Simulated, not actual earnings; not a forecast or promise. What is not modelled: see \
    `downline run`.";

/// Which scenarios are compared, each with a letter.
fn heading(comparison: &Comparison) -> String {
    let ensembles = comparison.ensembles();
    let Some(base) = ensembles.first() else { return String::new() };
    let horizon = months(base.months().get().into());
    let mut text = format!("downline {}  comparison  seed {}  {horizon}\n\n", env!("CARGO_PKG_VERSION"), base.seed());
    for (letter, ensemble) in letters().zip(ensembles) {
        let scenario = ensemble.scenario();
        let _ = writeln!(
            text,
            "{}",
            wrapped(&format!(
                "{letter} = {} ({}): {}; {}",
                scenario.name(),
                scenario.hash(),
                scenario.title(),
                scenario.basis().kind.name().replace('-', " ")
            ))
        );
    }
    text
}

fn letters() -> impl Iterator<Item = char> {
    'A'..='Z'
}

fn labels(comparison: &Comparison) -> Vec<String> {
    let name = |ensemble: &Ensemble| ensemble.scenario().name().chars().take(LONGEST_NAME).collect::<String>();
    letters().zip(comparison.ensembles()).map(|(letter, ensemble)| format!("  {letter}  {}", name(ensemble))).collect()
}

/// What each scenario comes to, quantity by quantity.
fn values(comparison: &Comparison) -> String {
    let labels = labels(comparison);
    let mut table = Table::default();
    table.row(["", "10 of 100", "middle", "10 of 100"]);
    table.row(["", "got at most", "person", "got at least"]);
    for metric in [Metric::Team, Metric::Commission, Metric::NetTotal] {
        let Some(last) = comparison.ensembles().first().map(Ensemble::months) else { continue };
        table.row([match metric {
            Metric::Team => "Active team, you included".to_owned(),
            Metric::Commission => format!("Commission in month {last}"),
            _ => format!("Net after all costs, {last} mo."),
        }]);
        for (label, ensemble) in labels.iter().zip(comparison.ensembles()) {
            let distribution = ensemble.distribution(last, metric);
            let currency = ensemble.scenario().currency();
            let cells = three(&distribution).map(|value| say(value, metric.unit(), currency));
            table.row([label.clone()].into_iter().chain(cells));
        }
    }
    table.lines(0, 12).join("\n")
}

/// The tenth from below, the middle and the tenth from above.
fn three(distribution: &Distribution) -> [Option<i64>; 3] {
    [distribution.percentile(10), distribution.percentile(50), distribution.percentile(90)]
}

fn say(value: Option<i64>, unit: Unit, currency: &str) -> String {
    match (value, unit) {
        (None, _) => "-".to_owned(),
        (Some(value), Unit::People) => thousands(value),
        (Some(value), _) => money(value, currency),
    }
}

/// Counts of 100 people under each scenario.
fn outcomes(comparison: &Comparison) -> String {
    let mut table = Table::default();
    table.row(["", "lost", "broke", "came out", "nobody"]);
    table.row(["Of 100, after costs", "money", "even", "ahead", "below them"]);
    for (label, ensemble) in labels(comparison).into_iter().zip(comparison.ensembles()) {
        let outcomes = ensemble.outcomes();
        let [lost, even, ahead] = [outcomes.lost_money, outcomes.broke_even, outcomes.came_out_ahead];
        let nobody = outcomes.team.map_or_else(String::new, |team| team[0].in_words());
        let counts = [lost, even, ahead].map(|outcome| outcome.in_words()).into_iter().chain([nobody]);
        table.row([label].into_iter().chain(counts));
    }
    table.lines(0, 10).join("\n")
}

/// What changes for each person under one scenario in place of the first.
fn differences(comparison: &Comparison, number: usize) -> String {
    let (ensembles, paired) = (comparison.ensembles(), &comparison.differences()[number]);
    let (base, other) = (ensembles[0].scenario(), ensembles[number + 1].scenario());
    let letter = letters().nth(number + 1).unwrap_or('?');
    let mut table = Table::default();
    table.row(["", "10 of 100", "middle", "10 of 100"]);
    table.row(["", "got at most", "person", "got at least"]);
    for (metric, difference) in paired.each() {
        let label = if metric == Metric::Team { "  change in team" } else { "  change in net" };
        let cells = three(difference.distribution()).map(|value| signed(value, metric.unit(), base.currency()));
        table.row([label.to_owned()].into_iter().chain(cells));
    }
    let mut text = format!(
        "{}\n{}",
        wrapped(&format!("The same person under {letter} ({}) in place of A ({}):", other.name(), base.name())),
        table.lines(0, 12).join("\n")
    );
    let said = [("a larger team", "a smaller one", &paired.team), ("more net", "less", &paired.net_total)];
    for (more, less, difference) in said {
        let verdict = difference.verdict();
        let (low, high) = verdict.better.interval_of_100();
        let words = format!(
            "Of 100 people: {} with {more} ({low:.1} to {high:.1}), {} with the same, {} with {less}.",
            verdict.better.in_words(),
            verdict.same.in_words(),
            verdict.worse.in_words()
        );
        let _ = write!(text, "\n{}", wrapped(&words));
    }
    text
}

fn signed(value: Option<i64>, unit: Unit, currency: &str) -> String {
    let plus = if value.is_some_and(|value| value > 0) { "+" } else { "" };
    format!("{plus}{}", say(value, unit, currency))
}

fn reliability(comparison: &Comparison) -> String {
    let trials = i64::try_from(comparison.trials()).unwrap_or(i64::MAX);
    let count = if trials == 1 { "1 trial".to_owned() } else { format!("{} trials", thousands(trials)) };
    let error = comparison.simulation_error_of_100();
    let error = format!("Simulation error of the counts: at most {error:.1} of 100 (95 % intervals in brackets).");
    match comparison.completeness() {
        Completeness::Certain => "Nothing in these scenarios is random, so each was computed once.".to_owned(),
        Completeness::Interrupted => format!("INTERRUPTED: the first {count} of each are kept. {error}"),
        Completeness::ShortOfPrecision => format!("{count} of each; the asked precision was not reached. {error}"),
        Completeness::Complete => format!("{count} of each. {error}"),
    }
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
