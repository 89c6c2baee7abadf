//! Scenarios side by side on the same random people: `downline compare`.

use std::fmt::Write as _;

use super::text::{Table, cut, wrapped};
use crate::results::{Comparison, Completeness, Difference, Distribution, Ensemble, Metric, Outcome, Outcomes, Unit};
use crate::scenario::OwnOrdersAre;
use crate::words::{money, months, thousands};

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

const WHO_LEAVES: &str = "Costs run while somebody is active: who leaves sooner pays fewer of them.";

/// Which scenarios are compared, each with a letter, and what each costs.
fn heading(comparison: &Comparison) -> String {
    let ensembles = comparison.ensembles();
    let Some(base) = ensembles.first() else { return String::new() };
    let horizon = months(base.months().get().into());
    let mut text = format!("downline {}  comparison  seed {}  {horizon}\n\n", env!("CARGO_PKG_VERSION"), base.seed());
    for (letter, ensemble) in letters().zip(ensembles) {
        let scenario = ensemble.scenario();
        let title = format!(
            "{letter} = {} ({}): {}; {}. Costs: {}",
            scenario.name(),
            scenario.hash(),
            scenario.title(),
            scenario.basis().kind.name().replace('-', " "),
            scenario.costs_in_words()
        );
        let _ = writeln!(text, "{}", wrapped(&title));
        if let Some(month) = scenario.outgrows_a_town() {
            let _ = writeln!(text, "  CAUTION: the average team outgrows a town (10,000 people) in month {month}");
        }
    }
    let _ = writeln!(text, "{}", wrapped(WHO_LEAVES));
    if let Some(note) = readings_differ(comparison) {
        let _ = writeln!(text, "{}", wrapped(&note));
    }
    text
}

/// Says so where a scenario takes its own orders otherwise than the first does.
fn readings_differ(comparison: &Comparison) -> Option<String> {
    let counted = |ensemble: &Ensemble| ensemble.scenario().costs().own_orders;
    let mut ensembles = letters().zip(comparison.ensembles());
    let (_, base) = ensembles.next()?;
    let others: Vec<String> =
        ensembles.filter(|(_, other)| counted(other) != counted(base)).map(|(letter, _)| letter.to_string()).collect();
    (!others.is_empty()).then(|| {
        format!(
            "Note: to A own orders are {}, to {} {}. Below both readings stand side by side for all.",
            counted(base).in_words(),
            others.join(", "),
            counted(base).other().in_words()
        )
    })
}

fn letters() -> impl Iterator<Item = char> {
    'A'..='Z'
}

fn labels(comparison: &Comparison) -> Vec<String> {
    let name = |ensemble: &Ensemble| ensemble.scenario().name().chars().take(LONGEST_NAME).collect::<String>();
    letters().zip(comparison.ensembles()).map(|(letter, ensemble)| format!("  {letter}  {}", name(ensemble))).collect()
}

/// Both readings of own orders, in the order of the first scenario.
fn readings(comparison: &Comparison) -> [OwnOrdersAre; 2] {
    let first = comparison.ensembles().first().map(|base| base.scenario().costs().own_orders);
    first.unwrap_or_default().and_the_other()
}

/// What each scenario comes to, quantity by quantity.
fn values(comparison: &Comparison) -> String {
    let labels = labels(comparison);
    let Some(last) = comparison.ensembles().first().map(Ensemble::months) else { return String::new() };
    let mut table = Table::default();
    table.row(["", "10 of 100", "middle", "10 of 100"]);
    table.row(["", "have at most", "person", "have at least"]);
    let mut rows =
        vec![("Active team".to_owned(), Metric::Team), (format!("Commission in month {last}"), Metric::Commission)];
    rows.extend(readings(comparison).map(|reading| {
        let title = format!("Net of months 1-{last} after all costs, own orders {}", reading.in_words());
        (title, Metric::net_total_read(reading))
    }));
    for (title, metric) in rows {
        table.caption(&title);
        for (label, ensemble) in labels.iter().zip(comparison.ensembles()) {
            let distribution = ensemble.distribution(last, metric);
            let currency = ensemble.scenario().currency();
            let cells = three(distribution).map(|value| say(value, metric.unit(), currency));
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

/// Counts of 100 people under each scenario and both readings; below who is told to stay, the same people free to quit.
fn outcomes(comparison: &Comparison) -> String {
    let readings = readings(comparison);
    let mut table = Table::default();
    let [first, other] = readings.map(|reading| match reading {
        OwnOrdersAre::Cost => "a cost",
        OwnOrdersAre::BoughtAnyway => "anyway",
    });
    table.row(["Of 100, own orders", first, first, first, other, other, other, "nobody"]);
    table.row(["a cost or bought anyway", "lost", "even", "ahead", "lost", "even", "ahead", "below"]);
    for (label, ensemble) in labels(comparison).into_iter().zip(comparison.ensembles()) {
        let stays = ensemble.scenario().tells_you_to_stay();
        let yours = readings.map(|reading| ensemble.outcomes_read(reading));
        let label = if stays { format!("{}, stays", cut(&label, LONGEST_NAME - 1)) } else { label };
        table.row([label].into_iter().chain(brief(&yours)));
        let free: Vec<Outcomes> =
            readings.iter().filter_map(|&reading| ensemble.outcomes_if_free_to_quit(reading)).collect();
        if stays {
            table.row(["     free to quit".to_owned()].into_iter().chain(brief(&free)));
        }
    }
    table.lines(0, 6).join("\n")
}

/// Counts for narrow columns: `< 1` for fewer than 1.
fn brief(outcomes: &[Outcomes]) -> Vec<String> {
    let said = |outcome: &Outcome| outcome.in_words().replace("fewer than", "<").replace("more than", ">");
    let net = |outcomes: &Outcomes| [&outcomes.lost_money, &outcomes.broke_even, &outcomes.came_out_ahead].map(said);
    let nobody = outcomes.first().and_then(|outcomes| outcomes.team).map(|[nobody, _]| said(&nobody));
    outcomes.iter().flat_map(net).chain(nobody).collect()
}

/// What changes for each person under one scenario in place of the first.
fn differences(comparison: &Comparison, number: usize) -> String {
    let (ensembles, paired) = (comparison.ensembles(), &comparison.differences()[number]);
    let (base, other) = (ensembles[0].scenario(), ensembles[number + 1].scenario());
    let letter = letters().nth(number + 1).unwrap_or('?');
    let mut table = Table::default();
    table.row(["", "10 of 100", "middle", "10 of 100"]);
    table.row(["", "have at most", "person", "have at least"]);
    let mut said = vec![("a larger team".to_owned(), "a smaller one", &paired.team)];
    table.row(difference_row("  change in team", Metric::Team, &paired.team, base.currency()));
    for reading in readings(comparison) {
        let metric = Metric::net_total_read(reading);
        let difference = match reading {
            OwnOrdersAre::Cost => &paired.net_total,
            OwnOrdersAre::BoughtAnyway => &paired.net_total_bought_anyway,
        };
        let own_orders = format!("own orders {}", reading.in_words());
        table.row(difference_row(&format!("  in net, {own_orders}"), metric, difference, base.currency()));
        said.push((format!("more net, {own_orders}"), "less", difference));
    }
    let mut text = format!(
        "{}\n{}",
        wrapped(&format!("The same person under {letter} ({}) in place of A ({}):", other.name(), base.name())),
        table.lines(0, 12).join("\n")
    );
    for (more, less, difference) in said {
        let verdict = difference.verdict();
        let (low, high) = verdict.better.interval_of_100();
        let between = if high - low < 0.05 { String::new() } else { format!(" ({low:.1} to {high:.1})") };
        let words = format!(
            "Of 100 people: {} with {more}{between}, {} with the same, {} with {less}.",
            verdict.better.in_words(),
            verdict.same.in_words(),
            verdict.worse.in_words()
        );
        let _ = write!(text, "\n{}", wrapped(&words));
    }
    text
}

fn difference_row(label: &str, metric: Metric, difference: &Difference, currency: &str) -> Vec<String> {
    let cells = three(difference.distribution()).map(|value| signed(value, metric.unit(), currency));
    [label.to_owned()].into_iter().chain(cells).collect()
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
