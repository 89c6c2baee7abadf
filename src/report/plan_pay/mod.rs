//! What a payroll came to, and one member's statement: `downline plan pay`.

mod statement;

use std::fmt::Write as _;

pub use statement::statement;

use super::text::{Table, wrapped};
use crate::commission::Reason;
use crate::payroll::{MonthSummary, Payroll, Summary, payout_ratio};
use crate::settlement::RuleTotals;
use crate::units::{Money, Rate, Volume};
use crate::words::{of_100, thousands};

/// The summary in at most 80 columns: months, rules, breakage by cause, and the payout ratio with its denominator.
#[must_use]
pub fn summary(payroll: &Payroll<'_>, summary: &Summary) -> String {
    let mut text = format!("{}\n\n", wrapped(&heading(payroll, summary)));
    let _ = writeln!(text, "{}\n", months(payroll, summary).lines(2, 7).join("\n"));
    let _ = writeln!(text, "{}\n", rules(summary).lines(2, 7).join("\n"));
    let kept = kept(summary);
    if !kept.is_empty() {
        let _ = writeln!(text, "{}\n", kept.lines(2, 7).join("\n"));
    }
    for sentence in sentences(payroll, summary) {
        let _ = writeln!(text, "{}", wrapped(&sentence));
    }
    text
}

fn heading(payroll: &Payroll<'_>, summary: &Summary) -> String {
    let members = thousands(i64::try_from(summary.members()).unwrap_or(i64::MAX));
    let noun = if summary.members() == 1 { "member" } else { "members" };
    format!("{}: {members} {noun}, {}", payroll.plan().title(), span(payroll, summary.months()))
}

/// `month 2024-03`, `months 1 to 4`.
fn span(payroll: &Payroll<'_>, months: &[MonthSummary]) -> String {
    let label = |month: &MonthSummary| payroll.month_label(month.month);
    match months {
        [] => "no month".to_owned(),
        [month] => format!("month {}", label(month)),
        [first, .., last] => format!("months {} to {}", label(first), label(last)),
    }
}

fn months(payroll: &Payroll<'_>, summary: &Summary) -> Table {
    let mut table = Table::default();
    let has_margin = summary.has_margin();
    // Retail margin stands apart: it is no commission on volume.
    let cells = |cells: [String; 6], margin: String| cells.into_iter().chain(has_margin.then_some(margin));
    let paid = if has_margin { "commission" } else { "paid" };
    table.row(cells(["month", "members", "active", "CV", paid, "of CV"].map(str::to_owned), "margin".to_owned()));
    let count = |number: u64| thousands(i64::try_from(number).unwrap_or(i64::MAX));
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
        let row = ["all".to_owned(), String::new(), String::new(), points(volume), amount(paid), ratio];
        table.row(cells(row, amount(summary.margin())));
    }
    table
}

fn rules(summary: &Summary) -> Table {
    let mut table = Table::default();
    table.row(["rule", "lines", "paid", "of CV"]);
    let worth = summary.worth(summary.commissionable());
    for rule in summary.rules() {
        let lines = thousands(i64::try_from(rule.lines).unwrap_or(i64::MAX));
        let ratio = payout_ratio(rule.paid, worth).filter(|_| !rule.is_margin);
        table.row([rule.name.clone(), lines, amount(rule.paid), percent(ratio)]);
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
            table.row(["not paid (breakage), by cause", "amount", "of CV"]);
        }
        table.row([in_words(reason).to_owned(), amount(sum), percent(payout_ratio(sum, worth))]);
    }
    table
}

fn sentences(payroll: &Payroll<'_>, summary: &Summary) -> Vec<String> {
    let (paid, volume) = (summary.commission(), summary.commissionable());
    let worth = summary.worth(volume);
    let worth_of_points = if summary.point_value() == Rate::ONE {
        String::new()
    } else {
        format!(", worth {} at {} a point", amount(worth), fraction(summary.point_value()))
    };
    let what = if summary.has_margin() { "commission" } else { "paid" };
    let of_volume = format!("{} {what} of {} CV{worth_of_points}", amount(paid), points(volume));
    let mut sentences = vec![match payout_ratio(paid, worth) {
        Some(ratio) => format!("Payout ratio: {} of commissionable volume ({of_volume}).", percent(Some(ratio))),
        None => format!("Payout ratio: none, for there is no commissionable volume to pay from ({of_volume})."),
    }];
    if let Some(price) = summary.price().filter(|&price| price > Money::ZERO) {
        let (ratio, price) = (percent(payout_ratio(paid, price)), amount(price));
        sentences.push(format!("Of the price that buyers paid it is {ratio} ({} of {price}).", amount(paid)));
    }
    if let Some(account) = payroll.plan().default_account() {
        let kept = summary.rules().iter().flat_map(RuleTotals::kept);
        let credited = kept.filter(|cause| cause.0 == Reason::DefaultAccount).map(|cause| cause.1).sum();
        sentences.push(format!("To the account \"{account}\", and to no member: {}.", amount(credited)));
    }
    sentences.extend(margin(summary));
    sentences.extend(outside(summary));
    let nothing = summary.paid_nothing();
    sentences.push(format!(
        "Paid nothing: {} of 100 members ({} of {}: everybody who has joined, those who have left included).",
        of_100(nothing, summary.members()),
        thousands(i64::try_from(nothing).unwrap_or(i64::MAX)),
        thousands(i64::try_from(summary.members()).unwrap_or(i64::MAX)),
    ));
    sentences.extend(payroll.notes().iter().map(|note| (*note).to_owned()));
    sentences
}

/// Retail margin with what it is paid on; `None` for a plan without one.
fn margin(summary: &Summary) -> Option<String> {
    let margin = summary.margin();
    let sales = summary.outside().and_then(|outside| outside.price);
    let of_sales = match sales.and_then(|sales| payout_ratio(margin, sales).zip(Some(sales))) {
        Some((ratio, sales)) => {
            format!(", {} of the {} that customers outside paid", percent(Some(ratio)), amount(sales))
        }
        None => String::new(),
    };
    let text = || format!("Retail margin: {}{of_sales}. It is in no payout ratio.", amount(margin));
    summary.has_margin().then(text)
}

/// How much customers outside bought; `None` when the orders do not say who did.
fn outside(summary: &Summary) -> Option<String> {
    let outside = summary.outside()?;
    let cents = |volume: Volume| Money::from_cents(volume.hundredths());
    let (volume, whole) = (outside.commissionable, summary.commissionable());
    let ratio = percent(payout_ratio(cents(volume), cents(whole)));
    let of_volume = format!("{ratio} of commissionable volume ({} of {} CV)", points(volume), points(whole));
    let of_price = outside.price.zip(summary.price()).map_or(String::new(), |(part, whole)| {
        let ratio = percent(payout_ratio(part, whole));
        format!(", {ratio} of the price that buyers paid ({} of {})", amount(part), amount(whole))
    });
    Some(format!("Customers outside bought {of_volume}{of_price}."))
}

/// A reason in words.
fn in_words(reason: Reason) -> &'static str {
    match reason {
        Reason::Paid => "paid",
        Reason::Correction => "correction by a cap or a guarantee",
        Reason::Refund => "order taken back",
        Reason::NoUplineLeft => "nobody above any more",
        Reason::NotActive => "not active",
        Reason::LevelNotHeld => "level not held",
        Reason::VolumeTooLow => "too little personal volume",
        Reason::LowerRate => "own rate below the highest",
        Reason::RateNotReached => "highest rate not reached",
        Reason::BrokenAway => "group has broken away",
        Reason::GroupTooSmall => "own group too small",
        Reason::NobodyQualified => "nobody qualified",
        Reason::Capped => "above the most that is paid",
        Reason::DefaultAccount => "to the default account",
        Reason::Rounding => "rounding",
    }
}

/// `1,234.50`
fn hundredths(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let value = value.unsigned_abs();
    format!("{sign}{}.{:02}", thousands(i64::try_from(value / 100).unwrap_or(i64::MAX)), value % 100)
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
