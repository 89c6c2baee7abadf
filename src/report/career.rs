//! One career month by month: `downline run --trial K`.

use std::fmt::Write as _;

use super::text::{Table, wrapped};
use crate::results::{Career, Metric};
use crate::scenario::{OwnOrdersAre, Scenario};
use crate::words::{counted, money, months, people, thousands};

/// The career as a table of months, in 80 columns.
#[must_use]
pub fn text(career: &Career, scenario: &Scenario, seed: u64) -> String {
    let readings = scenario.costs().own_orders.and_the_other();
    let mut table = Table::default();
    table.row(["month", "new", "gone", "team", "customers", "earned", "spent", "net so far", "net so far"]);
    let titles = readings.map(|reading| match reading {
        OwnOrdersAre::Cost => ["own orders", "a cost"],
        OwnOrdersAre::BoughtAnyway => ["bought", "anyway"],
    });
    for (first, other) in titles[0].into_iter().zip(titles[1]) {
        table.row(["", "", "", "", "", "", "", first, other]);
    }
    for month in career.horizon().through() {
        let count = |metric| thousands(career.value(month, metric));
        let amount = |metric| money(career.value(month, metric), scenario.currency());
        if career.left() == Some(month) {
            table.caption(&format!("-- you leave in month {month}; from here on you have left --"));
        }
        table.row([
            format!("{month:>5}"),
            count(Metric::Joiners),
            count(Metric::Leavers),
            count(Metric::Team),
            count(Metric::Customers),
            amount(Metric::Gross),
            amount(Metric::Expenses),
            amount(Metric::net_total_read(readings[0])),
            amount(Metric::net_total_read(readings[1])),
        ]);
    }
    let mut text = format!(
        "Trial {} of {} ({}), seed {seed}: one simulated career\n\n",
        career.trial,
        scenario.name(),
        scenario.hash()
    );
    let _ = writeln!(text, "{}\n", table.lines(0, 4).join("\n"));
    for words in [columns_said(scenario), career_said(career), NOT_MORE_LIKELY.to_owned()] {
        let _ = writeln!(text, "{}", wrapped(&words));
    }
    text
}

const NOT_MORE_LIKELY: &str = "One career of many, and no more likely than the others. Simulated, not actual earnings.";

/// What the columns are.
fn columns_said(scenario: &Scenario) -> String {
    format!(
        "Earned: commission and retail profit. Spent: {}. Net so far stands twice: with your own orders a cost, and \
         without them, as bought anyway.",
        scenario.costs_in_words()
    )
}

/// What became of you.
fn career_said(career: &Career) -> String {
    let row = career.row();
    let ahead = match row.first_month_ahead {
        Some(month) => format!("First ahead in month {month}, own orders a cost."),
        None => "Never ahead, own orders a cost.".to_owned(),
    };
    let left = match career.left() {
        Some(month) => format!(
            "You left in month {month}, after {} of being active: from then on you are paid nothing and buy nothing, and \
             the team is counted without you.",
            months(row.months_active.into())
        ),
        None => format!("You were active for {}.", months(row.months_active.into())),
    };
    format!(
        "You sponsored {}; {} ever joined below you, on {}. {left} {ahead}",
        people(i64::try_from(row.sponsored).unwrap_or(i64::MAX)),
        people(row.last.ever_joined),
        counted(row.depth.into(), "level", "levels"),
    )
}
