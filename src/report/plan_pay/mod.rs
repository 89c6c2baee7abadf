//! What a payroll came to, and one member's statement: `downline plan pay`.

mod statement;

pub use statement::statement;

use super::text::Table;
use crate::commission::Reason;
use crate::payroll::{MonthSummary, Payroll, Summary, payout_ratio};
use crate::settlement::RuleTotals;
use crate::units::{Money, Rate, Volume};
use crate::words::layout::{paragraphs, wrapped};
use crate::words::reasons::in_words;
use crate::words::{Width, count, hundredths, of_100, plan_pay as words, printable};

/// The summary in so many columns: months, rules, breakage by cause, and the payout ratio with its denominator.
#[must_use]
pub fn summary(payroll: &Payroll<'_>, summary: &Summary, width: Width) -> String {
    let tables = [months(payroll, summary), rules(summary), kept(summary)];
    let tables = tables.iter().filter(|table| !table.is_empty()).map(|table| table.text(2, 7, width));
    let mut parts = vec![wrapped(&heading(payroll, summary), width)];
    parts.extend(tables);
    parts.push(paragraphs(sentences(payroll, summary), width));
    parts.join("\n\n") + "\n"
}

fn heading(payroll: &Payroll<'_>, summary: &Summary) -> String {
    words::heading(&printable(payroll.plan().title()), summary.members(), &span(payroll, summary.months()))
}

/// `month 2024-03`, `months 1 to 4`.
fn span(payroll: &Payroll<'_>, months: &[MonthSummary]) -> String {
    let label = |month: &MonthSummary| payroll.month_label(month.month);
    match months {
        [] => words::NO_MONTH.to_owned(),
        [month] => words::one_month(&label(month)),
        [first, .., last] => words::months(&label(first), &label(last)),
    }
}

fn months(payroll: &Payroll<'_>, summary: &Summary) -> Table {
    let mut table = Table::default();
    let has_margin = summary.has_margin();
    // Retail margin stands apart: it is no commission on volume.
    let cells = |cells: [String; 6], margin: String| cells.into_iter().chain(has_margin.then_some(margin));
    table.row(cells(words::month_columns(has_margin).map(str::to_owned), words::MARGIN.to_owned()));
    for month in summary.months() {
        let worth = summary.worth(month.commissionable);
        let row = [
            payroll.month_label(month.month),
            count(month.members),
            count(month.active),
            points(month.commissionable),
            amount(month.commission()),
            percent(payout_ratio(month.commission(), worth)),
        ];
        table.row(cells(row, amount(month.margin)));
    }
    if summary.months().len() > 1 {
        let (volume, paid) = (summary.commissionable(), summary.commission());
        let ratio = percent(payout_ratio(paid, summary.worth(volume)));
        let row = [words::ALL.to_owned(), String::new(), String::new(), points(volume), amount(paid), ratio];
        table.row(cells(row, amount(summary.margin())));
    }
    table
}

fn rules(summary: &Summary) -> Table {
    let mut table = Table::default();
    table.row(words::RULE_COLUMNS);
    let worth = summary.worth(summary.commissionable());
    for rule in summary.rules() {
        let ratio = payout_ratio(rule.paid, worth).filter(|_| !rule.is_margin);
        table.row([printable(&rule.name), count(rule.lines), amount(rule.paid), percent(ratio)]);
    }
    table
}

/// Breakage by cause over all rules; empty when nothing is kept.
fn kept(summary: &Summary) -> Table {
    let mut table = Table::default();
    let worth = summary.worth(summary.commissionable());
    for reason in Reason::ALL {
        let causes = summary.rules().iter().flat_map(|rule| rule.kept()).filter(|cause| cause.0 == reason);
        let sum: Money = causes.map(|cause| cause.1).sum();
        if sum == Money::ZERO {
            continue;
        }
        if table.is_empty() {
            table.row(words::KEPT_COLUMNS);
        }
        table.row([in_words(reason.name()).to_owned(), amount(sum), percent(payout_ratio(sum, worth))]);
    }
    table
}

fn sentences(payroll: &Payroll<'_>, summary: &Summary) -> Vec<String> {
    let (paid, volume) = (summary.commission(), summary.commissionable());
    let worth = summary.worth(volume);
    let each = summary.point_value();
    let worth_of_points = (each != Rate::ONE).then(|| (amount(worth), fraction(each)));
    let of_volume = words::of_volume(&amount(paid), summary.has_margin(), &points(volume), worth_of_points);
    let mut sentences = vec![match payout_ratio(paid, worth) {
        Some(ratio) => words::payout_ratio(&percent(Some(ratio)), &of_volume),
        None => words::no_payout_ratio(&of_volume),
    }];
    if let Some(price) = summary.price().filter(|&price| price > Money::ZERO) {
        sentences.push(words::of_price(&percent(payout_ratio(paid, price)), &amount(paid), &amount(price)));
    }
    if let Some(account) = payroll.plan().default_account() {
        let kept = summary.rules().iter().flat_map(RuleTotals::kept);
        let credited = kept.filter(|cause| cause.0 == Reason::DefaultAccount).map(|cause| cause.1).sum();
        sentences.push(words::default_account(&printable(account), &amount(credited)));
    }
    sentences.extend(margin(summary));
    sentences.extend(outside(summary));
    let (nothing, members) = (summary.paid_nothing(), summary.members());
    sentences.push(words::paid_nothing(&of_100(nothing, members), nothing, members));
    sentences.extend(payroll.notes().iter().map(|note| (*note).to_owned()));
    sentences
}

/// Retail margin with what it is paid on; `None` for a plan without one.
fn margin(summary: &Summary) -> Option<String> {
    let margin = summary.margin();
    let sales = summary.outside().and_then(|outside| outside.price);
    let of_sales = sales.and_then(|sales| Some((percent(Some(payout_ratio(margin, sales)?)), amount(sales))));
    summary.has_margin().then(|| words::retail_margin(&amount(margin), of_sales))
}

/// How much customers outside bought; `None` when the orders do not say who did.
fn outside(summary: &Summary) -> Option<String> {
    let outside = summary.outside()?;
    let cents = |volume: Volume| Money::from_cents(volume.hundredths());
    let (volume, whole) = (outside.commissionable, summary.commissionable());
    let ratio = percent(payout_ratio(cents(volume), cents(whole)));
    let of_volume = words::Part { ratio, part: points(volume), whole: points(whole) };
    let of_price = outside.price.zip(summary.price()).map(|(part, whole)| words::Part {
        ratio: percent(payout_ratio(part, whole)),
        part: amount(part),
        whole: amount(whole),
    });
    Some(words::outside(&of_volume, of_price.as_ref()))
}

fn amount(amount: Money) -> String {
    hundredths(amount.cents())
}

fn points(volume: Volume) -> String {
    hundredths(volume.hundredths())
}

/// Hundredths of a percent: `33.33 %`, or a dash for no ratio.
fn percent(ratio: Option<i64>) -> String {
    ratio.map_or("-".to_owned(), |ratio| format!("{} %", hundredths(ratio)))
}

/// A rate as a number: `0.5`.
fn fraction(rate: Rate) -> String {
    rate.to_fraction().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_said_in_words() {
        for reason in Reason::ALL {
            let words = in_words(reason.name());
            assert!(!words.contains('-'), "{words} is a name of tables");
        }
    }
}
