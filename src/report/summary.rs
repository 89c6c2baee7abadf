//! The summary of a run for people: 80 columns, no colour, no symbol that a terminal may lack.

use std::fmt::Write as _;

use super::text::{Table, bar, wrapped};
use crate::ensemble::{Accuracy, Completeness, Distribution, Ensemble, Metric, Outcome, Unit};
use crate::scenario::BasisKind;
use crate::units::{Money, Month};
use crate::wording::{money, money_brief, months, of_100, thousands};

/// The summary of a run. `next` is the command to try next.
#[must_use]
pub fn summary(ensemble: &Ensemble, next: &str) -> String {
    let mut out = String::new();
    let parts = [
        heading(ensemble),
        results(ensemble),
        outcomes(ensemble),
        costs(ensemble),
        residual(ensemble),
        reliability(ensemble),
    ];
    for part in parts.iter().filter(|part| !part.is_empty()) {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{part}");
    }
    let _ = writeln!(out, "{}", wrapped(NOT_MODELLED));
    let _ = writeln!(out, "Next: {next}");
    out
}

/// What the numbers leave out.
const NOT_MODELLED: &str = "Not modelled: customers and retail sales, taxes, your own market and skill, a market that \
    fills up, changes to the pay plan. Simulated, not actual earnings; not a forecast or promise.";

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
        scenario.name(),
        scenario.hash(),
        ensemble.seed()
    );
    format!("{}\n{}\nAssumptions: {basis}\n", wrapped(&first), wrapped(scenario.title()))
}

/// The story beside the middle person and the lucky and unlucky tenth.
fn results(ensemble: &Ensemble) -> String {
    let last = ensemble.months();
    let mut table = Table::default();
    table.row(["", "story told", "10 of 100", "middle", "10 of 100"]);
    table.row(["", "(nobody quits)", "got at most", "person", "got at least"]);
    table.row(result_row(ensemble, "Active team, you included", last, Metric::Team));
    table.row(result_row(ensemble, &format!("Commission in month {last}"), last, Metric::Commission));
    table.row(result_row(ensemble, &format!("Left in month {last} after costs"), last, Metric::Net));
    table.row(result_row(ensemble, &format!("Net after all costs, {last} mo."), last, Metric::NetTotal));
    let question = format!("What does one new distributor have after {}?", months(last.get().into()));
    format!("{question}\n\n{}\n", table.lines(2, 12).join("\n"))
}

fn result_row(ensemble: &Ensemble, label: &str, month: Month, metric: Metric) -> Vec<String> {
    let distribution = ensemble.distribution(month, metric);
    let say = |value: Option<i64>| match (value, metric.unit()) {
        (None, _) => "-".to_owned(),
        (Some(value), Unit::People) => thousands(value),
        (Some(value), _) => money(value, ensemble.scenario().currency()),
    };
    let mut row = vec![label.to_owned(), say(ensemble.ideal(month, metric))];
    // "At least" counts from the top: the value that 10 of 100 reach or pass.
    row.extend([distribution.percentile(10), distribution.percentile(50), reached_by(&distribution, 10)].map(say));
    row
}

/// The largest value that at least `of_100` of 100 trials reach or pass.
fn reached_by(distribution: &Distribution, of_100: u64) -> Option<i64> {
    let from_the_top = (u128::from(of_100) * u128::from(distribution.trials())).div_ceil(100).max(1);
    distribution.at_rank((u128::from(distribution.trials()) + 1).saturating_sub(from_the_top))
}

/// Counts of 100 people.
fn outcomes(ensemble: &Ensemble) -> String {
    let outcomes = ensemble.outcomes();
    let last = ensemble.months();
    let mut lines = vec!["Of 100 simulated people, after costs:".to_owned()];
    let shown =
        [("lost money", outcomes.lost_money), ("broke even", outcomes.broke_even), ("came out ahead", outcomes.came_out_ahead)];
    let width = shown.iter().map(|(_, outcome)| outcome.in_words().len()).max().unwrap_or(0);
    lines.extend(shown.map(|(label, outcome)| outcome_line(label, outcome, width)));
    let net = ensemble.distribution(last, Metric::Net);
    let goal = Money::from_cents(500_00);
    let made = of_100(net.count(|net| net >= goal.cents()), net.trials());
    let amount = money_brief(goal.cents(), ensemble.scenario().currency());
    lines.push(format!("  had {amount} or more left after costs in month {last}: {made}"));
    lines.push(format!("  have nobody active below them in month {last}: {}", outcomes.nobody_below.in_words()));
    let average = ensemble.distribution(last, Metric::NetTotal);
    if let (Some(mean), Some(error)) = (average.mean(), average.mean_error()) {
        let currency = ensemble.scenario().currency();
        let pulled = "Average net, pulled up by a few large results";
        lines.push(format!("{pulled}: {} (simulation error {})", cents(mean, currency), cents(error, currency)));
    }
    lines.join("\n") + "\n"
}

fn outcome_line(label: &str, outcome: Outcome, width: usize) -> String {
    format!("  {label:<14}  {:>width$}  {}", outcome.in_words(), bar(outcome.of_100, outcome.count))
}

#[allow(clippy::cast_possible_truncation)] // means of 64-bit cents
fn cents(amount: f64, currency: &str) -> String {
    money(amount.round() as i64, currency)
}

/// What was counted as cost, and the result without own purchases.
fn costs(ensemble: &Ensemble) -> String {
    let scenario = ensemble.scenario();
    let (costs, currency) = (scenario.costs(), scenario.currency());
    let amount = |money: Money| money_brief(money.cents(), currency);
    let mut text = format!("Costs counted: {} to start, {} a month", amount(costs.kit), amount(costs.monthly));
    let Some(own) = costs.own_product else { return wrapped(&(text + " while active.")) };
    let _ = write!(text, ", {} a month of own product, while active.", amount(own));
    let without = ensemble.net_total_without_own_product();
    let outcomes = ensemble.outcomes_without_own_product();
    let middle = without.percentile(50).map_or_else(|| "-".to_owned(), |net| money(net, currency));
    let other = format!(
        "If you would have bought that product anyway: middle net {middle}; of 100, {} lost money and {} came out ahead.",
        outcomes.lost_money.in_words(),
        outcomes.came_out_ahead.in_words()
    );
    format!("{}\n{}", wrapped(&text), wrapped(&other))
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
        ensemble.distribution(month, metric).percentile(50).map_or_else(|| "-".to_owned(), |value| money(value, currency))
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
            return wrapped("Nothing in this scenario is random, so it was computed once: every trial is the same.");
        }
        Completeness::Interrupted => format!("INTERRUPTED: the first {count} are kept."),
        Completeness::ShortOfPrecision => format!("{count}; the asked precision was not reached."),
        Completeness::Complete => format!("{count}."),
    };
    let error = ensemble.outcomes().simulation_error_of_100();
    let _ = write!(text, " Simulation error of the counts: at most {error:.1} of 100.");
    if ensemble.distribution(ensemble.months(), Metric::NetTotal).accuracy() == Accuracy::Rounded {
        text.push_str(" Money is within 0.1 %.");
    }
    let story = (1..=ensemble.months().get()).find(|&month| ensemble.ideal(Month::new(month), Metric::Team).is_none());
    if let Some(month) = story {
        let _ = write!(text, " The story ends in month {month}: it would need more people than are alive.");
    }
    wrapped(&text)
}
