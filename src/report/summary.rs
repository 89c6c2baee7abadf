//! The summary of a run for people: no colour, no symbol that a terminal may lack.

use super::text::Table;
use super::{residual, week};
use crate::results::{Accuracy, Completeness, Ensemble, GOAL, LeftOver, Metric, Outcome, Outcomes};
use crate::scenario::{Basis, BasisKind, Scenario};
use crate::words::layout::{apart, cut, paragraphs, wrapped};
use crate::words::{AmountForm, Width, basis, disclaimers, summary as words};
use crate::words::{money_brief, money_mean, of_100, printable, thousands};

/// The summary of a run in so many columns. `next` is the command to try next.
#[must_use]
pub fn summary(ensemble: &Ensemble, next: &str, width: Width) -> String {
    let [paid, legs] = residual::paragraphs(ensemble);
    let last_words = [
        by_rule(ensemble),
        paid,
        legs,
        costs(ensemble.scenario()),
        reliability(ensemble),
        disclaimers::not_modelled(),
        words::next(&printable(next)),
    ];
    let parts =
        [heading(ensemble, width), results(ensemble, width), counts(ensemble, width), paragraphs(last_words, width)];
    let full: Vec<&str> = parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect();
    full.join("\n\n") + "\n"
}

/// Who asked what.
fn heading(ensemble: &Ensemble, width: Width) -> String {
    let scenario = ensemble.scenario();
    let name = cut(&printable(scenario.name()), 24);
    let last = ensemble.months().get();
    let parts = words::first_line(env!("CARGO_PKG_VERSION"), &name, &scenario.hash(), ensemble.seed(), last);
    let sources = sources(scenario);
    let outgrown = scenario.outgrows_a_town().map(|month| disclaimers::caution_in_full(month.get()));
    let lines = [printable(scenario.title()), basis::assumptions(scenario.basis().kind.in_words(), &sources)];
    let first = apart(parts, width);
    format!(
        "{first}\n{}",
        paragraphs(
            lines.into_iter().chain(outgrown).chain(week::compared(scenario)).chain(week::hours(scenario)),
            width
        )
    )
}

/// The sources of the assumptions, the first by name; nothing for an example, which has them in its file.
fn sources(scenario: &Scenario) -> String {
    let Basis { kind, sources } = scenario.basis();
    let named = sources.first().filter(|_| *kind != BasisKind::Illustrative);
    named.map_or_else(String::new, |first| basis::named_sources(&cut(&printable(first), 100), sources.len()))
}

/// The story beside the middle person and the lucky and unlucky tenth.
fn results(ensemble: &Ensemble, width: Width) -> String {
    let (last, scenario) = (ensemble.months(), ensemble.scenario());
    let mut table = Table::default();
    for headings in words::RESULT_HEADINGS {
        table.row(headings);
    }
    table.row(people_row(ensemble, words::TEAM, Metric::Team));
    if scenario.buying().customers().is_some() {
        table.row(people_row(ensemble, words::CUSTOMERS, Metric::Customers));
    }
    let mut income = vec![(words::COMMISSION.to_owned(), Metric::Commission)];
    if scenario.buying().customers().is_some() || scenario.plan().needs().retail {
        income.push((words::RETAIL_PROFIT.to_owned(), Metric::RetailProfit));
    }
    let net = scenario.costs().own_orders.and_the_other();
    let net = net.map(|reading| (format!("  {}", reading.in_words()), Metric::net_total_read(reading)));
    let sections = [(words::income_of(last.get()), income), (words::net_of(last.get()), net.into())];
    let sections = sections.map(|(title, rows)| {
        let rows: Vec<_> = rows.into_iter().map(|(label, metric)| (label, four(ensemble, metric))).collect();
        (title, rows)
    });
    let amounts = sections.iter().flat_map(|(_, rows)| rows).flat_map(|(_, values)| values);
    let form = AmountForm::of(scenario.currency(), amounts.copied().flatten());
    for (title, rows) in &sections {
        table.caption(title);
        for (label, values) in rows {
            table.row(labelled(label, values.map(|value| said(value, |cents| form.say(cents)))));
        }
    }
    let question = wrapped(&words::question(scenario.tells_you_to_stay(), last.get()), width);
    let tenths = (!scenario.is_certain()).then(|| words::TENTHS.to_owned());
    let notes = [tenths, left_said(ensemble), story_said(ensemble)];
    let notes = paragraphs(notes.into_iter().flatten(), width);
    let gap = if notes.is_empty() { "" } else { "\n" };
    format!("{question}\n\n{}{gap}{notes}", table.text(2, 12, width))
}

/// The story, the tenth from below, the middle and the tenth from above.
fn four(ensemble: &Ensemble, metric: Metric) -> [Option<i64>; 4] {
    let month = ensemble.months();
    let distribution = ensemble.distribution(month, metric);
    // At least 10 of 100 have at most the 10th percentile, and at least 10 of 100 have at least the 90th.
    let [low, middle, high] = [10, 50, 90].map(|percent| distribution.percentile(percent));
    [ensemble.ideal(month, metric), low, middle, high]
}

fn people_row(ensemble: &Ensemble, label: &str, metric: Metric) -> Vec<String> {
    labelled(label, four(ensemble, metric).map(|value| said(value, thousands)))
}

fn labelled(label: &str, cells: impl IntoIterator<Item = String>) -> Vec<String> {
    std::iter::once(label.to_owned()).chain(cells).collect()
}

fn said(value: Option<i64>, say: impl Fn(i64) -> String) -> String {
    value.map_or_else(|| "-".to_owned(), say)
}

/// How many have left, whose months count on as nothing.
fn left_said(ensemble: &Ensemble) -> Option<String> {
    let (left, last) = (ensemble.left_by_the_horizon(), ensemble.months().get());
    match ensemble.scenario().growth().you().quits_in {
        _ if left == 0 => None,
        Some(month) if left == ensemble.trials() => Some(words::you_quit(month.get(), last)),
        _ => Some(words::have_left(&of_100(left, ensemble.trials()), last)),
    }
}

/// What the story assumes beyond the name of its column, and where it ends.
fn story_said(ensemble: &Ensemble) -> Option<String> {
    let scenario = ensemble.scenario();
    let mut said: Vec<String> = Vec::new();
    let people = scenario.story().people();
    if (people - 1.0).abs() > 1e-9 {
        said.push(words::story_rate(people));
    }
    if meets_thresholds(scenario) {
        said.push(words::STORY_IS_RICH.to_owned());
    }
    let end = |metric| ensemble.months().through().find(|&month| ensemble.ideal(month, metric).is_none());
    match (end(Metric::Team), end(Metric::Commission)) {
        (Some(month), _) => said.push(words::story_ends(month.get())),
        (None, Some(month)) => said.push(words::story_is_not_paid(month.get())),
        (None, None) => {}
    }
    (!said.is_empty()).then(|| said.join(" "))
}

/// Whether a plan that asks for own volume is met by everybody in the story, where people's orders differ.
#[allow(clippy::cast_precision_loss)] // points of one order
fn meets_thresholds(scenario: &Scenario) -> bool {
    let (orders, plan) = (scenario.buying().orders(), scenario.plan());
    let usual = orders.volume().hundredths() as f64 * orders.share().get();
    let asked = plan.active_volume().hundredths();
    !orders.is_certain() && (asked > 0 || plan.ladder().is_some()) && usual >= asked as f64
}

/// Takes one of the outcomes.
type Pick = fn(&Outcomes) -> Outcome;

/// Counts of 100 people, under both readings of own orders; where you are told to stay, beside people free to quit.
fn counts(ensemble: &Ensemble, width: Width) -> String {
    let scenario = ensemble.scenario();
    if scenario.is_certain() {
        return String::new();
    }
    let (last, trials) = (ensemble.months().get(), ensemble.trials());
    let stays = scenario.tells_you_to_stay();
    let columns = count_columns(ensemble);
    let mut table = Table::default();
    if stays {
        let [never, free] = [words::NEVER_QUIT, words::FREE_TO_QUIT];
        table.row(["", never, never, free, free]);
    }
    let mut rare = false;
    let mut labelled = |label: &str, cell: &dyn Fn(&(Outcomes, LeftOver)) -> String| -> Vec<String> {
        let cells: Vec<String> = columns.iter().map(cell).collect();
        rare |= cells.iter().any(|cell| cell.starts_with("fewer"));
        std::iter::once(label.to_owned()).chain(cells).collect()
    };
    table.row(labelled(words::OWN_ORDERS_BEING, &|(outcomes, _)| outcomes.own_orders.in_words().to_owned()));
    table.caption(&words::after_all_costs(last));
    let net: [(&str, Pick); 3] = [
        (words::LOST_MONEY, |outcomes| outcomes.lost_money),
        (words::BROKE_EVEN, |outcomes| outcomes.broke_even),
        (words::CAME_OUT_AHEAD, |outcomes| outcomes.came_out_ahead),
    ];
    for (label, pick) in net {
        table.row(labelled(label, &|(outcomes, _)| pick(outcomes).in_words()));
    }
    table.caption(&words::month_alone(last));
    table.row(labelled(words::MONEY_LEFT, &|(_, left)| of_100(left.something, trials)));
    let goal = words::or_more(&money_brief(GOAL, scenario.currency()));
    table.row(labelled(&goal, &|(_, left)| of_100(left.goal, trials)));
    let nobody = ensemble.outcomes().team.map(|[nobody, _]| words::nobody_below(&nobody.in_words(), last));
    let below = nobody.into_iter().chain(rare.then(|| words::RARE.to_owned())).collect::<Vec<_>>().join(" ");
    let notes = paragraphs([below, average(ensemble)], width);
    format!("{}\n{}\n\n{notes}", wrapped(words::counted_people(stays), width), table.text(2, 13, width))
}

/// Both readings of own orders, of you and, where you are told to stay, of the same people free to quit.
fn count_columns(ensemble: &Ensemble) -> Vec<(Outcomes, LeftOver)> {
    let readings = ensemble.scenario().costs().own_orders.and_the_other();
    let mut columns: Vec<(Outcomes, LeftOver)> =
        readings.map(|reading| (ensemble.outcomes_read(reading), ensemble.left_over(reading))).into();
    if ensemble.scenario().tells_you_to_stay() {
        let free =
            |reading| ensemble.outcomes_if_free_to_quit(reading).zip(ensemble.left_over_if_free_to_quit(reading));
        columns.extend(readings.into_iter().filter_map(free));
    }
    columns
}

/// The average, which is nobody's result, with its error.
#[allow(clippy::cast_precision_loss)]
fn average(ensemble: &Ensemble) -> String {
    let currency = ensemble.scenario().currency();
    let mut said = Vec::new();
    let mut is_pulled_up = false;
    let mut widest: f64 = 0.0;
    for reading in ensemble.scenario().costs().own_orders.and_the_other() {
        let net = ensemble.distribution(ensemble.months(), Metric::net_total_read(reading));
        let (Some(mean), Some(middle)) = (net.mean(), net.percentile(50)) else { continue };
        is_pulled_up |= mean > middle as f64;
        widest = widest.max(net.mean_error().unwrap_or(0.0));
        said.push((money_mean(mean, currency), reading.in_words()));
    }
    let error = match ensemble.trials() {
        1 => words::UNKNOWN.to_owned(),
        _ => money_mean(widest, currency),
    };
    words::average(is_pulled_up, &said, &error)
}

/// What each rule pays on average, when the plan has several.
fn by_rule(ensemble: &Ensemble) -> String {
    let rules = ensemble.commission_by_rule();
    if rules.len() < 2 {
        return String::new();
    }
    let currency = ensemble.scenario().currency();
    let paid: Vec<String> = rules
        .into_iter()
        .filter(|rule| rule.mean_total.value.round() != 0.0)
        .map(|rule| {
            let error = rule.mean_total.error.map(|error| money_mean(error, currency));
            words::paid_by_rule(&printable(&rule.rule), &money_mean(rule.mean_total.value, currency), error.as_deref())
        })
        .collect();
    if paid.is_empty() { String::new() } else { words::by_rule(&paid) }
}

/// What was counted as cost, and what the other reading leaves out.
fn costs(scenario: &Scenario) -> String {
    let costs = words::costs(&scenario.costs_in_words());
    if scenario.buying().customers().is_some() { costs } else { format!("{costs} {}", words::NO_CUSTOMERS) }
}

/// How far the numbers can be trusted as answers of the model.
fn reliability(ensemble: &Ensemble) -> String {
    let trials = ensemble.trials();
    let first = match ensemble.completeness() {
        Completeness::Certain => return words::NOTHING_IS_RANDOM.to_owned(),
        Completeness::Interrupted => words::interrupted(trials),
        Completeness::ShortOfPrecision => words::short_of_precision(trials),
        Completeness::Complete => words::all_trials(trials),
    };
    let error = words::simulation_error(ensemble.simulation_error_of_100());
    let accuracy = ensemble.distribution(ensemble.months(), Metric::NetTotal).accuracy();
    let rounded = if accuracy == Accuracy::Rounded { format!(" {}", words::MONEY_IS_ROUNDED) } else { String::new() };
    format!("{first} {error}{rounded}")
}
