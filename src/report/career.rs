//! One career month by month: `downline run --trial K`.

use super::headings::columns;
use super::tables::value;
use crate::publish::{Row, Table, TextLayout, write_text};
use crate::results::{Career, Metric};
use crate::scenario::{OwnOrdersAre, Scenario};
use crate::words::layout::{paragraphs, wrapped};
use crate::words::{Width, career as words, disclaimers, printable};

/// The career as a table of months, in so many columns.
#[must_use]
pub fn text(career: &Career, scenario: &Scenario, seed: u64, width: Width) -> String {
    let title = words::title(career.trial, &printable(scenario.name()), &scenario.hash(), seed);
    let sentences = [words::columns(&scenario.costs_in_words()), career_said(career), disclaimers::one_of_many()];
    format!(
        "{}\n\n{}\n\n{}\n",
        wrapped(&title, width),
        write_text(months(career, scenario), TextLayout::new(0, 4, width)),
        paragraphs(sentences, width)
    )
}

fn months(career: &Career, scenario: &Scenario) -> Table<'static> {
    let readings = scenario.costs().own_orders.and_the_other();
    let [first, other] = readings.map(|reading| match reading {
        OwnOrdersAre::Cost => words::A_COST,
        OwnOrdersAre::BoughtAnyway => words::BOUGHT_ANYWAY,
    });
    let below = first.into_iter().zip(other).map(|(first, other)| ["", "", "", "", "", "", "", first, other]);
    let headings: Vec<[&str; 9]> = [words::COLUMNS].into_iter().chain(below).collect();
    let counted = [Metric::Joiners, Metric::Leavers, Metric::Team, Metric::Customers, Metric::Gross, Metric::Expenses];
    let metrics = || counted.into_iter().chain(readings.map(Metric::net_total_read));
    let mut rows: Vec<Row<'static>> = Vec::new();
    for month in career.horizon().through() {
        if career.left() == Some(month) {
            rows.push(vec![words::you_leave(month.get()).into()]);
        }
        let cells = metrics().map(|metric| value(career.value(month, metric), metric.unit()));
        rows.push([format!("{month:>5}").into()].into_iter().chain(cells).collect());
    }
    Table::new("months", columns(&headings, &[scenario.currency(); 9]), rows)
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
