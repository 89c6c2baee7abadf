//! The summary of a run for people: no colour, no symbol that a terminal may lack.

use super::headings::columns;
use super::tables::optional_value;
use super::{ahead, everyone, goals, residual, week};
use crate::publish::{Cell, Row, Table, TextLayout, write_text};
use crate::results::{Accuracy, Completeness, Ensemble, GOAL, LeftOver, Metric, Outcome, Outcomes};
use crate::scenario::{Basis, BasisKind, Scenario};
use crate::words::layout::{apart, cut, paragraphs, wrapped};
use crate::words::{Width, basis, disclaimers, summary as words};
use crate::words::{money_brief, money_mean, of_100, printable};

/// The summary of a run in so many columns. `next` is the command to try next.
#[must_use]
pub fn summary(ensemble: &Ensemble, next: &str, width: Width) -> String {
    let [paid, legs] = residual::paragraphs(ensemble);
    let last_words = [
        everyone::who(ensemble),
        by_rule(ensemble),
        paid,
        legs,
        costs(ensemble.scenario()),
        reliability(ensemble),
        disclaimers::not_modelled(ensemble.scenario().activity().is_some()),
        words::next(&printable(next)),
    ];
    let parts = [
        heading(ensemble, width),
        paragraphs(everyone::first_lines(ensemble), width),
        results(ensemble, width),
        counts(ensemble, width),
        paragraphs(last_words, width),
    ];
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
    format!("{first}\n{}", paragraphs(lines.into_iter().chain(outgrown).chain(week::compared(scenario)), width))
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
    let mut rows = vec![of_four(ensemble, words::TEAM, Metric::Team)];
    if scenario.buying().customers().is_some() {
        rows.push(of_four(ensemble, words::CUSTOMERS, Metric::Customers));
    }
    rows.push(vec![words::income_of(last.get()).into()]);
    rows.push(of_four(ensemble, words::COMMISSION, Metric::Commission));
    if scenario.buying().customers().is_some() || scenario.plan().needs().retail {
        rows.push(of_four(ensemble, words::RETAIL_PROFIT, Metric::RetailProfit));
    }
    rows.push(vec![words::net_of(last.get()).into()]);
    rows.extend(
        scenario
            .costs()
            .own_orders
            .and_the_other()
            .map(|reading| of_four(ensemble, &format!("  {}", reading.in_words()), Metric::net_total_read(reading))),
    );
    let columns = columns(&words::RESULT_HEADINGS, &[scenario.currency(); 5]);
    let table = write_text(Table::new("results", columns, rows), TextLayout::new(2, 12, width));
    let question = wrapped(&words::question(scenario.tells_you_to_stay(), last.get()), width);
    let tenths = (!scenario.is_certain()).then(|| words::TENTHS.to_owned());
    let notes = [tenths, left_said(ensemble), story_said(ensemble)];
    let notes = paragraphs(notes.into_iter().flatten(), width);
    let gap = if notes.is_empty() { "" } else { "\n" };
    format!("{question}\n\n{table}{gap}{notes}")
}

/// The story, the tenth from below, the middle and the tenth from above.
fn of_four(ensemble: &Ensemble, label: &str, metric: Metric) -> Row<'static> {
    let month = ensemble.months();
    let distribution = ensemble.distribution(month, metric);
    // At least 10 of 100 have at most the 10th percentile, and at least 10 of 100 have at least the 90th.
    let [low, middle, high] = [10, 50, 90].map(|percent| distribution.percentile(percent));
    let values = [ensemble.ideal(month, metric), low, middle, high];
    let cells = values.map(|value| optional_value(value, metric.unit()));
    [label.to_owned().into()].into_iter().chain(cells).collect()
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
    let columns_of = count_columns(ensemble);
    let mut rows: Vec<Row<'_>> = Vec::new();
    if stays {
        rows.push(
            ["", words::NEVER_QUIT, words::NEVER_QUIT, words::FREE_TO_QUIT, words::FREE_TO_QUIT].map(Cell::from).into(),
        );
    }
    let mut rare = false;
    let mut labelled = |label: &str, cell: &dyn Fn(&(Outcomes, LeftOver)) -> String| -> Row<'_> {
        let cells: Vec<String> = columns_of.iter().map(cell).collect();
        rare |= cells.iter().any(|cell| cell.starts_with("fewer"));
        std::iter::once(label.to_owned()).chain(cells).map(Cell::from).collect()
    };
    rows.push(labelled(words::OWN_ORDERS_BEING, &|(outcomes, _)| outcomes.own_orders.in_words().to_owned()));
    rows.push(vec![words::after_all_costs(last).into()]);
    let net: [(&str, Pick); 3] = [
        (words::LOST_MONEY, |outcomes| outcomes.lost_money),
        (words::BROKE_EVEN, |outcomes| outcomes.broke_even),
        (words::CAME_OUT_AHEAD, |outcomes| outcomes.came_out_ahead),
    ];
    rows.extend(net.map(|(label, pick)| labelled(label, &|(outcomes, _)| pick(outcomes).in_words())));
    rows.push(vec![words::month_alone(last).into()]);
    rows.push(labelled(words::MONEY_LEFT, &|(_, left)| of_100(left.something, trials)));
    let goal = words::or_more(&money_brief(GOAL, scenario.currency()));
    rows.push(labelled(&goal, &|(_, left)| of_100(left.goal, trials)));
    let table = Table::new("counts", columns(&[vec![""; columns_of.len() + 1]], &[]), rows);
    let table = write_text(table, TextLayout::new(2, 13, width));
    let nobody = ensemble.outcomes().team.map(|[nobody, _]| words::nobody_below(&nobody.in_words(), last));
    let below = nobody.into_iter().chain(rare.then(|| words::RARE.to_owned())).collect::<Vec<_>>().join(" ");
    let notes = [below, average(ensemble)].into_iter().chain(ahead::said(ensemble)).chain(week::hours(ensemble));
    let notes = notes.chain(goals::said(ensemble));
    let notes = paragraphs(notes, width);
    format!("{}\n{table}\n\n{notes}", wrapped(words::counted_people(stays), width))
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
#[allow(clippy::cast_precision_loss)] // trials, far below 2^53
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
    // A week needs the room for itself.
    if rules.len() < 2 || ensemble.scenario().activity().is_some() {
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
