//! One career month by month: `downline run --trial K`.

use super::text::Table;
use crate::results::{Career, Metric};
use crate::scenario::{OwnOrdersAre, Scenario};
use crate::words::layout::{paragraphs, wrapped};
use crate::words::{AmountForm, Width, career as words, disclaimers, printable, thousands};

/// The career as a table of months, in so many columns.
#[must_use]
pub fn text(career: &Career, scenario: &Scenario, seed: u64, width: Width) -> String {
    let title = words::title(career.trial, &printable(scenario.name()), &scenario.hash(), seed);
    let sentences = [words::columns(&scenario.costs_in_words()), career_said(career), disclaimers::one_of_many()];
    format!(
        "{}\n\n{}\n\n{}\n",
        wrapped(&title, width),
        months_table(career, scenario).text(0, 4, width),
        paragraphs(sentences, width)
    )
}

fn months_table(career: &Career, scenario: &Scenario) -> Table {
    let readings = scenario.costs().own_orders.and_the_other();
    let metrics = [Metric::Gross, Metric::Expenses].into_iter().chain(readings.map(Metric::net_total_read));
    let metrics: Vec<Metric> = metrics.collect();
    let amounts = career.horizon().through().flat_map(|month| metrics.iter().map(move |&metric| (month, metric)));
    let form = AmountForm::of(scenario.currency(), amounts.map(|(month, metric)| career.value(month, metric)));
    let mut table = Table::default();
    table.row(words::COLUMNS);
    let [first, other] = readings.map(|reading| match reading {
        OwnOrdersAre::Cost => words::A_COST,
        OwnOrdersAre::BoughtAnyway => words::BOUGHT_ANYWAY,
    });
    for (first, other) in first.into_iter().zip(other) {
        table.row(["", "", "", "", "", "", "", first, other]);
    }
    for month in career.horizon().through() {
        if career.left() == Some(month) {
            table.caption(&words::you_leave(month.get()));
        }
        let counts = [Metric::Joiners, Metric::Leavers, Metric::Team, Metric::Customers];
        let counts = counts.map(|metric| thousands(career.value(month, metric)));
        let amounts = metrics.iter().map(|&metric| form.say(career.value(month, metric)));
        table.row([format!("{month:>5}")].into_iter().chain(counts).chain(amounts));
    }
    table
}

/// What became of you.
fn career_said(career: &Career) -> String {
    let row = career.row();
    let ahead = row.first_month_ahead.map_or(words::NEVER_AHEAD.to_owned(), |month| words::first_ahead(month.get()));
    let active = row.months_active.into();
    let left = career.left().map_or_else(|| words::stayed(active), |month| words::left(month.get(), active));
    let yours = i64::try_from(row.sponsored).unwrap_or(i64::MAX);
    format!("{} {left} {ahead}", words::sponsored(yours, row.last.ever_joined, row.depth.into()))
}
