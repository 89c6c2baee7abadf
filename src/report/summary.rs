//! The summary of a run for people: 80 columns, no colour, no symbol that a terminal may lack.

use std::fmt::Write as _;

use super::text::{Table, wrapped};
use crate::buying::expected::usual_order;
use crate::ensemble::{Accuracy, Completeness, Ensemble, GOAL, Metric, Outcome, Outcomes, Unit};
use crate::scenario::{BasisKind, Events, OwnOrdersAre, Scenario};
use crate::units::{Money, Month, round_half_away};
use crate::wording::{currency_mark, money, money_brief, months, of_100, thousands};

/// The summary of a run. `next` is the command to try next.
#[must_use]
pub fn summary(ensemble: &Ensemble, next: &str) -> String {
    let mut out = String::new();
    let parts = [
        heading(ensemble),
        results(ensemble),
        by_rule(ensemble),
        outcomes(ensemble),
        beside(ensemble),
        costs(ensemble),
        residual(ensemble),
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
pub(crate) fn outgrown(scenario: &Scenario) -> Option<String> {
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
    let last = ensemble.months();
    let mut table = Table::default();
    table.row(["", "story told", "10 of 100", "middle", "10 of 100"]);
    table.row(["", story_said(ensemble).as_str(), "got at most", "person", "got at least"]);
    table.row(result_row(ensemble, "Active team with you", last, Metric::Team));
    if ensemble.scenario().buying().customers().is_some() {
        table.row(result_row(ensemble, "Your customers", last, Metric::Customers));
    }
    table.row(result_row(ensemble, &format!("Commission, month {last}"), last, Metric::Commission));
    table.row(result_row(ensemble, &format!("Net, month {last}"), last, Metric::Net));
    let readings = [("own orders a cost", Metric::NetTotal), ("orders bought anyway", Metric::NetTotalBoughtAnyway)];
    table.row([format!("Net, months 1-{last}, if your")]);
    for (reading, metric) in readings {
        table.row(result_row(ensemble, &format!("  {reading}"), last, metric));
    }
    let question = format!("What does one new distributor have after {}?", months(last.get().into()));
    let left = left_said(ensemble);
    format!("{question}\n\n{}\n{left}", table.lines(2, 12).join("\n"))
}

/// The story's rate, in the words of a column.
fn story_said(ensemble: &Ensemble) -> String {
    let people = ensemble.scenario().story().people();
    if (people - 1.0).abs() < 1e-9 { "(nobody quits)".to_owned() } else { format!("({people} a month)") }
}

/// How many have left, whose months count on as nothing.
fn left_said(ensemble: &Ensemble) -> String {
    let left = ensemble.left_by_the_horizon();
    if left == 0 {
        return String::new();
    }
    let (last, of_100) = (ensemble.months(), of_100(left, ensemble.trials()));
    wrapped(&format!(
        "Of 100, {of_100} have left by month {last}: they are paid nothing any more, and their team is counted without them."
    )) + "\n"
}

fn result_row(ensemble: &Ensemble, label: &str, month: Month, metric: Metric) -> Vec<String> {
    let distribution = ensemble.distribution(month, metric);
    let say = |value: Option<i64>| match (value, metric.unit()) {
        (None, _) => "-".to_owned(),
        (Some(value), Unit::People) => short_count(value),
        (Some(value), _) => short_money(value, ensemble.scenario().currency()),
    };
    let mut row = vec![label.to_owned(), say(ensemble.ideal(month, metric))];
    // At least 10 of 100 have at most the 10th percentile, and at least 10 of 100 have at least the 90th.
    row.extend([10, 50, 90].map(|percent| say(distribution.percentile(percent))));
    row
}

/// What each rule pays on average, when the plan has several.
fn by_rule(ensemble: &Ensemble) -> String {
    let rules = ensemble.commission_by_rule();
    if rules.len() < 2 {
        return String::new();
    }
    let currency = ensemble.scenario().currency();
    let last = ensemble.months();
    let mut table = Table::default();
    table.row([
        "Average commission by rule".to_owned(),
        format!("month {last}"),
        format!("all {}", months(last.get().into())),
    ]);
    for rule in rules {
        table.row([rule.rule, cents(rule.mean_last_month, currency), cents(rule.mean_total, currency)]);
    }
    table.lines(2, 12).join("\n") + "\n"
}

/// The widest cell that leaves the table within 80 columns.
const WIDEST: usize = 12;

/// A count in full where it fits, else in millions or billions.
fn short_count(people: i64) -> String {
    let text = thousands(people);
    if text.len() <= WIDEST { text } else { in_words(people, "") }
}

/// Money to the cent where it fits, else in whole units, else in millions or billions.
fn short_money(cents: i64, currency: &str) -> String {
    let rounded = round_half_away(cents.into(), 100);
    [money(cents, currency), money_brief(rounded.saturating_mul(100), currency)]
        .into_iter()
        .find(|text| text.chars().count() <= WIDEST)
        .unwrap_or_else(|| in_words(rounded, &currency_mark(currency)))
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

/// Counts of 100 people, under both readings of own orders; where you are told to stay, beside people who may quit.
fn outcomes(ensemble: &Ensemble) -> String {
    let readings = [OwnOrdersAre::Cost, OwnOrdersAre::BoughtAnyway];
    let yours = readings.map(|reading| ensemble.outcomes_read(reading));
    let free: Vec<Outcomes> =
        readings.iter().filter_map(|&reading| ensemble.outcomes_if_free_to_quit(reading)).collect();
    let mut table = Table::default();
    let mut head = "Of 100 simulated people, after all costs:";
    if !free.is_empty() {
        head = "Of 100 people who never quit, and of the same people free to quit, after all costs:";
        table.row(["", "never quit", "never quit", "free to quit", "free to quit"]);
    }
    let columns: Vec<&Outcomes> = yours.iter().chain(&free).collect();
    table.row(["own orders:".to_owned()].into_iter().chain(columns.iter().map(|outcomes| reading_said(outcomes))));
    type Pick = fn(&Outcomes) -> Outcome;
    let rows: [(&str, Pick); 3] = [
        ("lost money", |outcomes| outcomes.lost_money),
        ("broke even", |outcomes| outcomes.broke_even),
        ("came out ahead", |outcomes| outcomes.came_out_ahead),
    ];
    for (label, pick) in rows {
        table.row([label.to_owned()].into_iter().chain(columns.iter().map(|outcomes| pick(outcomes).in_words())));
    }
    format!("{}\n{}\n", wrapped(head), table.lines(2, 13).join("\n"))
}

fn reading_said(outcomes: &Outcomes) -> String {
    match outcomes.own_orders {
        OwnOrdersAre::Cost => "a cost".to_owned(),
        OwnOrdersAre::BoughtAnyway => "bought anyway".to_owned(),
    }
}

/// Other counts of 100 people, and the average.
fn beside(ensemble: &Ensemble) -> String {
    let (last, trials) = (ensemble.months(), ensemble.trials());
    let amount = money_brief(GOAL, ensemble.scenario().currency());
    let made = of_100(ensemble.goal_reached(), trials);
    let mut lines = vec![format!("Of 100, {made} had {amount} or more left after all costs in month {last}.")];
    if let Some([nobody, _]) = ensemble.outcomes().team {
        lines.push(format!("Of 100, {} have nobody active below them in month {last}.", nobody.in_words()));
    }
    lines.extend(average(ensemble).map(|text| wrapped(&text)));
    lines.join("\n") + "\n"
}

/// The average, which is nobody's result, with its error.
#[allow(clippy::cast_precision_loss)]
fn average(ensemble: &Ensemble) -> Option<String> {
    let net = ensemble.distribution(ensemble.months(), Metric::NetTotal);
    let (mean, error, middle) = (net.mean()?, net.mean_error()?, net.percentile(50)?);
    let currency = ensemble.scenario().currency();
    let label = if mean > middle as f64 { "Average net, pulled up by a few large results" } else { "Average net" };
    Some(format!("{label}: {} (simulation error {})", cents(mean, currency), cents(error, currency)))
}

#[allow(clippy::cast_possible_truncation)] // means of 64-bit cents
fn cents(amount: f64, currency: &str) -> String {
    money(amount.round() as i64, currency)
}

/// What was counted as cost.
fn costs(ensemble: &Ensemble) -> String {
    let scenario = ensemble.scenario();
    let (costs, currency, orders) = (scenario.costs(), scenario.currency(), scenario.buying().orders());
    let amount = |money: Money| money_brief(money.cents(), currency);
    let mut text = format!("Costs counted: {} to start, {} a month", amount(costs.kit), amount(costs.monthly));
    match &costs.events {
        Events::Never => {}
        Events::In(all) => {
            let _ = write!(text, ", {} in each of {} with an event", amount(costs.event), counted_months(all.len()));
        }
        Events::Every(every) => {
            let _ = write!(text, ", {} for an event in every {every}. month", amount(costs.event));
        }
    }
    let own = match scenario.buying().you().orders {
        Some(order) => format!("{} every month", amount(orders.price(order))),
        None => format!(
            "{} a month in the mean",
            cents(usual_order(scenario.buying()) * major(orders.price_per_point()), currency)
        ),
    };
    let _ = write!(text, ", and your own orders ({own}), while active. Net counts them as ");
    text.push_str(match costs.own_orders {
        OwnOrdersAre::Cost => "a cost unless it says bought anyway.",
        OwnOrdersAre::BoughtAnyway => "a cost unless it says bought anyway; this scenario takes them as bought anyway.",
    });
    wrapped(&text)
}

#[allow(clippy::cast_precision_loss)] // the price of a point
fn major(money: Money) -> f64 {
    money.cents() as f64
}

fn counted_months(count: usize) -> String {
    months(i64::try_from(count).unwrap_or(i64::MAX))
}

/// What is left of the income when you no longer work.
fn residual(ensemble: &Ensemble) -> String {
    let Some(stop) = ensemble.scenario().growth().you().stop_working else { return String::new() };
    let last = ensemble.months();
    if stop > last {
        return String::new();
    }
    let before = Month::new(stop.get() - 1);
    let currency = ensemble.scenario().currency();
    let middle = |month: Month, metric: Metric| {
        ensemble
            .distribution(month, metric)
            .percentile(50)
            .map_or_else(|| "-".to_owned(), |value| money(value, currency))
    };
    let mut text = format!("You stop working in month {stop}. The middle person's commission: ");
    if before.get() > 0 {
        let _ = write!(text, "{} in month {before}, ", middle(before, Metric::Commission));
    }
    let _ = write!(
        text,
        "{} in month {last}; left after costs in month {last}: {}.",
        middle(last, Metric::Commission),
        middle(last, Metric::Net)
    );
    wrapped(&text)
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
    let error = ensemble.outcomes().simulation_error_of_100();
    let _ = write!(text, " Simulation error of the counts: at most {error:.1} of 100.");
    if ensemble.distribution(ensemble.months(), Metric::NetTotal).accuracy() == Accuracy::Rounded {
        text.push_str(" Money is within 0.05 %.");
    }
    let story = (1..=ensemble.months().get()).find(|&month| ensemble.ideal(Month::new(month), Metric::Team).is_none());
    if let Some(month) = story {
        let _ = write!(text, " The story ends in month {month}: it would need more people than are alive.");
    }
    wrapped(&text)
}
