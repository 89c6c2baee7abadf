//! The summary of a run for people: 80 columns, no colour, no symbol that a terminal may lack.

use std::fmt::Write as _;

use super::text::{Table, wrapped};
use crate::results::{Accuracy, Completeness, Ensemble, GOAL, LeftOver, Metric, Outcome, Outcomes, Unit};
use crate::scenario::{BasisKind, Scenario};
use crate::units::{Month, round_half_away};
use crate::words::{currency_mark, money, money_brief, months, of_100, thousands};

/// The summary of a run. `next` is the command to try next.
#[must_use]
pub fn summary(ensemble: &Ensemble, next: &str) -> String {
    let mut out = String::new();
    let parts = [
        heading(ensemble),
        results(ensemble),
        counts(ensemble),
        by_rule(ensemble),
        residual(ensemble),
        costs(ensemble.scenario()),
        reliability(ensemble),
    ];
    for part in parts.iter().filter(|part| !part.is_empty()) {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{part}");
    }
    let _ = writeln!(out, "{}", wrapped(NOT_MODELLED));
    let _ = writeln!(out, "{}", wrapped(&format!("Next: {next}")));
    out
}

/// What the numbers leave out.
const NOT_MODELLED: &str = "Not modelled: your working hours, taxes, your own market and skill, a market that fills up, \
    changes to the pay plan. Simulated, not actual earnings; not a forecast or promise.";

/// Who asked what.
fn heading(ensemble: &Ensemble) -> String {
    let scenario = ensemble.scenario();
    let basis = match scenario.basis().kind {
        BasisKind::Illustrative => "ILLUSTRATIVE, not data from any company",
        BasisKind::OwnRecords => "from the user's OWN RECORDS, not checked by anyone",
        BasisKind::PublishedData => "from PUBLISHED DATA, sources in the scenario file",
    };
    let horizon = months(ensemble.months().get().into());
    let first = format!(
        "downline {}   scenario: {} ({})   seed {}   {horizon}",
        env!("CARGO_PKG_VERSION"),
        shortened(scenario.name(), 24),
        scenario.hash(),
        ensemble.seed()
    );
    let outgrown = outgrown(scenario).map_or_else(String::new, |text| wrapped(&text) + "\n");
    format!("{first}\n{}\nAssumptions: {basis}\n{outgrown}", wrapped(scenario.title()))
}

/// A warning where the average team is larger than a town.
fn outgrown(scenario: &Scenario) -> Option<String> {
    let month = scenario.outgrows_a_town()?;
    Some(format!(
        "CAUTION: the average team outgrows a town (10,000 people) in month {month}. No market is modelled that could run \
         out of people; read later months as arithmetic."
    ))
}

/// A name that may be any file's, cut where it is too long for a line.
fn shortened(name: &str, longest: usize) -> String {
    if name.chars().count() <= longest {
        return name.to_owned();
    }
    let start: String = name.chars().take(longest - 3).collect();
    format!("{start}...")
}

/// The story beside the middle person and the lucky and unlucky tenth.
fn results(ensemble: &Ensemble) -> String {
    let (last, scenario) = (ensemble.months(), ensemble.scenario());
    let mut table = Table::default();
    table.row(["", "story told", "10 of 100", "middle", "10 of 100"]);
    table.row(["", "(nobody quits)", "have at most", "person", "have at least"]);
    table.row(result_row(ensemble, "Active team", Metric::Team));
    if scenario.buying().customers().is_some() {
        table.row(result_row(ensemble, "Your customers", Metric::Customers));
    }
    table.caption(&format!("Your income in month {last}"));
    table.row(result_row(ensemble, "  commission", Metric::Commission));
    if scenario.buying().customers().is_some() || scenario.plan().needs().retail {
        table.row(result_row(ensemble, "  retail profit", Metric::RetailProfit));
    }
    table.caption(&format!("Net of {}: left after all costs, your own orders being", span(last)));
    for reading in scenario.costs().own_orders.and_the_other() {
        table.row(result_row(ensemble, &format!("  {}", reading.in_words()), Metric::net_total_read(reading)));
    }
    let who = if scenario.tells_you_to_stay() { "one new distributor who never quits" } else { "one new distributor" };
    let question = wrapped(&format!("What does {who} have after {}?", months(last.get().into())));
    let lines = [left_said(ensemble), story_said(ensemble)].into_iter().flatten().map(|text| wrapped(&text) + "\n");
    format!("{question}\n\n{}\n{}", table.lines(2, 12).join("\n"), lines.collect::<String>())
}

/// All months.
fn span(last: Month) -> String {
    if last.get() == 1 { "month 1".to_owned() } else { format!("months 1-{last}") }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// How many have left, whose months count on as nothing.
fn left_said(ensemble: &Ensemble) -> Option<String> {
    let (left, last) = (ensemble.left_by_the_horizon(), ensemble.months());
    let of_100 = of_100(left, ensemble.trials());
    match ensemble.scenario().growth().you().quits_in {
        _ if left == 0 => None,
        Some(month) if left == ensemble.trials() => Some(format!(
            "You quit in month {month} at the latest, so by month {last} you have left: you are paid nothing in it, and \
             the team is counted without you."
        )),
        _ => Some(format!(
            "Of 100, {of_100} have left by month {last} (\"you have left\"): they are paid nothing in it, and their team \
             is counted without them."
        )),
    }
}

/// What the story assumes beyond the name of its column, and where it ends.
fn story_said(ensemble: &Ensemble) -> Option<String> {
    let scenario = ensemble.scenario();
    let mut said: Vec<String> = Vec::new();
    let people = scenario.story().people();
    if (people - 1.0).abs() > 1e-9 {
        said.push(format!("In the story everyone brings in {people} a month and nobody quits."));
    }
    if meets_thresholds(scenario) {
        said.push(
            "In the story everyone buys and sells the average amount every month, so all of them qualify for pay: it is \
             richer than life."
                .to_owned(),
        );
    }
    let end = |metric| ensemble.months().through().find(|&month| ensemble.ideal(month, metric).is_none());
    match (end(Metric::Team), end(Metric::Commission)) {
        (Some(month), _) => {
            said.push(format!("The story ends in month {month}: it would need more people than are alive."));
        }
        (None, Some(month)) => {
            said.push(format!("Its team is too large to be paid member by member from month {month} on."));
        }
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

/// A line of the table; amounts are written with the same precision all along it.
fn result_row(ensemble: &Ensemble, label: &str, metric: Metric) -> Vec<String> {
    let month = ensemble.months();
    let distribution = ensemble.distribution(month, metric);
    let mut values = vec![ensemble.ideal(month, metric)];
    // At least 10 of 100 have at most the 10th percentile, and at least 10 of 100 have at least the 90th.
    values.extend([10, 50, 90].map(|percent| distribution.percentile(percent)));
    let currency = ensemble.scenario().currency();
    let cells = match metric.unit() {
        Unit::People => said_alike(&values, &[&thousands], &|people| in_words(people, "")),
        _ => {
            let rounded = |cents: i64| round_half_away(cents.into(), 100);
            let brief = |cents: i64| money_brief(rounded(cents).saturating_mul(100), currency);
            let forms: [&dyn Fn(i64) -> String; 2] = [&|cents| money(cents, currency), &brief];
            said_alike(&values, &forms, &|cents| in_words(rounded(cents), &currency_mark(currency)))
        }
    };
    [label.to_owned()].into_iter().chain(cells).collect()
}

/// The widest cell that leaves the table within 80 columns.
const WIDEST: usize = 13;

/// Values in the first of these forms in which all of them fit into their columns, else those that do not in words.
fn said_alike(
    values: &[Option<i64>],
    forms: &[&dyn Fn(i64) -> String],
    in_words: &dyn Fn(i64) -> String,
) -> Vec<String> {
    let said = |form: &dyn Fn(i64) -> String| -> Vec<String> {
        values.iter().map(|value| value.map_or_else(|| "-".to_owned(), form)).collect()
    };
    let fits = |cell: &String| cell.chars().count() <= WIDEST;
    let mut each = forms.iter().map(|form| said(*form));
    each.find(|cells| cells.iter().all(fits)).unwrap_or_else(|| {
        let last = forms.last().map_or_else(Vec::new, |form| said(*form));
        last.into_iter().zip(said(in_words)).map(|(cell, words)| if fits(&cell) { cell } else { words }).collect()
    })
}

/// A large number in millions, billions and so on, with one decimal: `$38.7 bn`.
#[allow(clippy::cast_precision_loss)] // one decimal is shown
fn in_words(number: i64, mark: &str) -> String {
    let magnitude = number.unsigned_abs() as f64;
    let (unit, name) = [(1e15, "quadrn"), (1e12, "trn"), (1e9, "bn")]
        .into_iter()
        .find(|&(unit, _)| magnitude >= unit)
        .unwrap_or((1e6, "m"));
    format!("{}{mark}{:.1} {name}", if number < 0 { "-" } else { "" }, magnitude / unit)
}

/// Takes one of the outcomes.
type Pick = fn(&Outcomes) -> Outcome;

/// Counts of 100 people, under both readings of own orders; where you are told to stay, beside people free to quit.
fn counts(ensemble: &Ensemble) -> String {
    let scenario = ensemble.scenario();
    if scenario.is_certain() {
        return String::new();
    }
    let (last, trials) = (ensemble.months(), ensemble.trials());
    let readings = scenario.costs().own_orders.and_the_other();
    let mut columns: Vec<(Outcomes, LeftOver)> =
        readings.map(|reading| (ensemble.outcomes_read(reading), ensemble.left_over(reading))).into();
    let mut table = Table::default();
    let mut head = "Of 100 simulated people";
    if scenario.tells_you_to_stay() {
        let free =
            |reading| ensemble.outcomes_if_free_to_quit(reading).zip(ensemble.left_over_if_free_to_quit(reading));
        columns.extend(readings.into_iter().filter_map(free));
        head = "Of 100 simulated people who never quit, and of the same people free to quit";
        table.row(["", "never quit", "never quit", "free to quit", "free to quit"]);
    }
    let labelled = |label: &str, cell: &dyn Fn(&(Outcomes, LeftOver)) -> String| -> Vec<String> {
        [label.to_owned()].into_iter().chain(columns.iter().map(cell)).collect()
    };
    table.row(labelled("own orders being", &|(outcomes, _)| outcomes.own_orders.in_words().to_owned()));
    table.caption(&capital(&format!("{}, after all costs", span(last))));
    let net: [(&str, Pick); 3] = [
        ("  lost money", |outcomes| outcomes.lost_money),
        ("  broke even", |outcomes| outcomes.broke_even),
        ("  came out ahead", |outcomes| outcomes.came_out_ahead),
    ];
    for (label, pick) in net {
        table.row(labelled(label, &|(outcomes, _)| pick(outcomes).in_words()));
    }
    table.caption(&format!("Month {last} alone, after its costs"));
    table.row(labelled("  money left", &|(_, left)| of_100(left.something, trials)));
    let goal = format!("  {} or more", money_brief(GOAL, scenario.currency()));
    table.row(labelled(&goal, &|(_, left)| of_100(left.goal, trials)));
    let mut text = format!("{head}:\n{}\n\n", table.lines(2, 13).join("\n"));
    if let Some([nobody, _]) = ensemble.outcomes().team {
        let _ = writeln!(text, "Of 100, {} have nobody active below them in month {last}.", nobody.in_words());
    }
    text + &average(ensemble)
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
        said.push(format!("{} (own orders {})", cents(mean, currency), reading.in_words()));
    }
    let pulled_up = if is_pulled_up { ", pulled up by a few large results" } else { "" };
    let error = match ensemble.trials() {
        1 => "unknown".to_owned(),
        _ => cents(widest, currency),
    };
    wrapped(&format!("Average net{pulled_up}: {}; simulation error {error}.", said.join(", "))) + "\n"
}

/// What each rule pays on average, when the plan has several.
fn by_rule(ensemble: &Ensemble) -> String {
    let rules = ensemble.commission_by_rule();
    if rules.len() < 2 {
        return String::new();
    }
    let currency = ensemble.scenario().currency();
    let of_rule = |(rule, amount): (String, f64)| format!("{rule} {}", cents(amount, currency));
    let paid: Vec<(String, f64)> = rules
        .into_iter()
        .map(|rule| (rule.rule, rule.mean_total.value))
        .filter(|(_, amount)| amount.round() != 0.0)
        .collect();
    if paid.is_empty() {
        return String::new();
    }
    let said: Vec<String> = paid.into_iter().map(of_rule).collect();
    wrapped(&format!("Average commission of all months by rule: {}.", said.join(", ")))
}

#[allow(clippy::cast_possible_truncation)] // means of 64-bit cents
fn cents(amount: f64, currency: &str) -> String {
    money(amount.round() as i64, currency)
}

/// What was counted as cost, and what the other reading leaves out.
fn costs(scenario: &Scenario) -> String {
    let customers = match scenario.buying().customers() {
        Some(_) => "",
        None => " Nobody has customers here: all volume is what members order themselves.",
    };
    wrapped(&format!(
        "Costs while you are active: {}. \"Bought anyway\" leaves your own orders out: right only for goods that you \
         would have bought without the plan.{customers}",
        scenario.costs_in_words()
    ))
}

/// What is left of the income when you no longer work.
fn residual(ensemble: &Ensemble) -> String {
    let Some(stop) = ensemble.scenario().growth().you().stop_working else { return String::new() };
    let last = ensemble.months();
    let currency = ensemble.scenario().currency();
    let middle = |month: Month, metric: Metric| {
        let value = ensemble.distribution(month, metric).percentile(50);
        value.map_or_else(|| "-".to_owned(), |value| money(value, currency))
    };
    let before = Month::new(stop.get().saturating_sub(1));
    let paid = [("commission", Metric::Commission), ("retail profit", Metric::RetailProfit)].map(|(name, metric)| {
        let was =
            if before.get() > 0 { format!("{} in month {before}, ", middle(before, metric)) } else { String::new() };
        format!("{name} is {was}{} in month {last}", middle(last, metric))
    });
    let text = format!(
        "You stop working in month {stop}: no recruits and no new customers from then on. The middle person's {}. Monthly \
         costs and own orders go on.",
        paid.join("; ")
    );
    wrapped(&text) + "\n"
}

/// How far the numbers can be trusted as answers of the model.
fn reliability(ensemble: &Ensemble) -> String {
    let trials = i64::try_from(ensemble.trials()).unwrap_or(i64::MAX);
    let count = if trials == 1 { "1 trial".to_owned() } else { format!("{} trials", thousands(trials)) };
    let mut text = match ensemble.completeness() {
        Completeness::Certain => {
            return wrapped(
                "Nothing in this scenario is random, so it was computed once: every trial is the same. \
                 This is arithmetic, not a simulation of people; `downline run typical` is one.",
            );
        }
        Completeness::Interrupted => format!("INTERRUPTED: the first {count} are kept."),
        Completeness::ShortOfPrecision => format!("{count}; the asked precision was not reached."),
        Completeness::Complete => format!("{count}."),
    };
    let error = ensemble.simulation_error_of_100();
    let _ = write!(text, " Simulation error of the counts: at most {error:.1} of 100.");
    if ensemble.distribution(ensemble.months(), Metric::NetTotal).accuracy() == Accuracy::Rounded {
        text.push_str(" Money is within 0.05 %.");
    }
    wrapped(&text)
}
