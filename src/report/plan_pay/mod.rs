//! What a payroll came to, and one member's statement: `downline plan pay`.

mod statement;

pub use statement::statement;

use super::headings::columns;
use crate::commission::Reason;
use crate::payroll::{MonthSummary, Payroll, Summary, payout_ratio};
use crate::publish::{Cell, Row, Table, TextLayout, write_text};
use crate::settlement::RuleTotals;
use crate::units::{Money, Rate, Volume};
use crate::words::layout::{paragraphs, wrapped};
use crate::words::reasons::in_words;
use crate::words::{Width, hundredths, of_100, plan_pay as words, printable};

/// The summary in so many columns: months, rules, breakage by cause, and the payout ratio with its denominator.
#[must_use]
pub fn summary(payroll: &Payroll<'_>, summary: &Summary, width: Width) -> String {
    let tables = [Some(months(payroll, summary)), Some(rules(summary)), kept(summary)].into_iter().flatten();
    let tables = tables.map(|table| write_text(table, TextLayout::new(2, 7, width)));
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

fn months<'a>(payroll: &Payroll<'_>, summary: &Summary) -> Table<'a> {
    let has_margin = summary.has_margin();
    // Retail margin stands apart: it is no commission on volume.
    let headings: Vec<&str> =
        words::month_columns(has_margin).into_iter().chain(has_margin.then_some(words::MARGIN)).collect();
    let row = |label: Cell<'a>, [members, active]: [Cell<'a>; 2], volume: Volume, paid: Money, margin: Money| {
        let ratio = percent(payout_ratio(paid, summary.worth(volume)));
        let cells = [label, members, active, volume.into(), paid.into(), ratio.into()];
        cells.into_iter().chain(has_margin.then(|| margin.into())).collect()
    };
    let month = |month: &MonthSummary| {
        let (label, people) = (payroll.month_label(month.month).into(), [month.members, month.active].map(Cell::from));
        row(label, people, month.commissionable, month.commission(), month.margin)
    };
    let mut rows: Vec<Row<'a>> = summary.months().iter().map(month).collect();
    if rows.len() > 1 {
        let (volume, paid) = (summary.commissionable(), summary.commission());
        rows.push(row(words::ALL.into(), [Cell::BLANK; 2], volume, paid, summary.margin()));
    }
    Table::new("months", columns(&[headings], &[]), rows)
}

fn rules(summary: &Summary) -> Table<'_> {
    let worth = summary.worth(summary.commissionable());
    let rows = summary.rules().iter().map(move |rule| {
        let ratio = payout_ratio(rule.paid, worth).filter(|_| !rule.is_margin);
        vec![rule.name.as_str().into(), rule.lines.into(), rule.paid.into(), percent(ratio).into()]
    });
    Table::new("rules", columns(&[words::RULE_COLUMNS], &[]), rows)
}

/// Breakage by cause over all rules; `None` when nothing is kept.
fn kept<'a>(summary: &Summary) -> Option<Table<'a>> {
    let worth = summary.worth(summary.commissionable());
    let row = |reason: Reason| {
        let causes = summary.rules().iter().flat_map(|rule| rule.kept()).filter(|cause| cause.0 == reason);
        let sum: Money = causes.map(|cause| cause.1).sum();
        let ratio = percent(payout_ratio(sum, worth));
        (sum != Money::ZERO).then(|| vec![in_words(reason.name()).into(), sum.into(), ratio.into()])
    };
    let rows: Vec<Row<'a>> = Reason::ALL.into_iter().filter_map(row).collect();
    (!rows.is_empty()).then(|| Table::new("breakage", columns(&[words::KEPT_COLUMNS], &[]), rows))
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
