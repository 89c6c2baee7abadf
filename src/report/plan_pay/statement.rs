//! One member's statement: every line with its arithmetic, in 80 columns.

use std::fmt::Write as _;

use super::{amount, fraction, hundredths, in_words, points};
use crate::commission::{Basis, Line, Reason, Share};
use crate::payroll::{MemberMonth, MemberStatement, Payroll};
use crate::report::text::wrapped;
use crate::team::MemberId;
use crate::units::{Money, Rate};

/// The most characters of an id that are shown.
const LONGEST_ID: usize = 20;

/// The least widths of the columns, so that the rules of most statements stand under each other.
const LEAST: [usize; 7] = [5, 16, 12, 1, 7, 2, 12];

/// The statement as text: month by month and rule by rule, `basis x rate = amount`.
///
/// A line whose amount is not that product, because the rule pays by a table, a share or a cap, has an arrow in place of
/// the equals sign, and the text says so.
#[must_use]
pub fn statement(payroll: &Payroll<'_>, statement: &MemberStatement) -> String {
    let id = payroll.genealogy().id(statement.member());
    let mut text = format!("{}\n", wrapped(&format!("Statement of {id}: {}", payroll.plan().title())));
    let mut arrows = false;
    for month in statement.months() {
        text.push('\n');
        arrows |= write_month(&mut text, payroll, statement.member(), month);
    }
    if let [first, .., last] = statement.months() {
        let [first, last] = [first, last].map(|month| payroll.month_label(month.month));
        let _ = writeln!(text, "\nMonths {first} to {last} pay {}.", amount(statement.paid()));
    }
    text.push('\n');
    for sentence in legend(payroll, arrows) {
        let _ = writeln!(text, "{}", wrapped(&sentence));
    }
    text
}

fn legend(payroll: &Payroll<'_>, arrows: bool) -> Vec<String> {
    let mut legend = vec!["Level 0 is the member's own. Volumes are points; prices, pay and pools money.".to_owned()];
    let worth = payroll.plan().point_value();
    if worth != Rate::ONE {
        legend.push(format!("Points are paid at {} each: basis x rate x {0}.", fraction(worth)));
    }
    if arrows {
        legend.push(
            "-> The rule pays by a table, a share or a cap, or an order was taken back, so it is not basis x rate."
                .to_owned(),
        );
    }
    legend
}

/// Writes a month; whether some line is not a plain product.
fn write_month(text: &mut String, payroll: &Payroll<'_>, member: MemberId, month: &MemberMonth) -> bool {
    let label = payroll.month_label(month.month);
    let standing = if payroll.has_left(member as usize, month.month) {
        "left"
    } else if !payroll.has_joined(member as usize, month.month) {
        "not joined yet"
    } else if month.is_active {
        "active"
    } else {
        "not active"
    };
    let rank = payroll.rank_name(month.rank).map_or(String::new(), |rank| format!(", {rank}"));
    let title = payroll.title_name(month.title).map_or(String::new(), |title| format!(" (title {title})"));
    let (personal, commissionable) = (points(month.personal), points(month.commissionable));
    let heading = format!("Month {label}: {standing}{rank}{title}; own volume {personal} PV, {commissionable} CV");
    let _ = writeln!(text, "{}", wrapped(&heading));
    let mut arrows = false;
    for (rule, name) in payroll.labels().iter().enumerate() {
        let lines: Vec<&Line> = month.lines.iter().filter(|pair| pair.0 == rule).map(|pair| &pair.1).collect();
        arrows |= write_rule(text, payroll, member, name, &lines);
        for (_, [left, right]) in month.carried.iter().filter(|pair| pair.0 == rule) {
            let _ = writeln!(text, "  {name} carries {} left, {} right", points(*left), points(*right));
        }
    }
    let _ = writeln!(text, "  Month {label} pays {}.", amount(month.paid()));
    arrows
}

fn write_rule(text: &mut String, payroll: &Payroll<'_>, member: MemberId, name: &str, lines: &[&Line]) -> bool {
    let mut arrows = false;
    for (what, is_refund) in [("", false), (", orders taken back", true)] {
        let is_meant = |line: &&Line| line.reason.is_paid() && (line.reason == Reason::Refund) == is_refund;
        let paid: Vec<&Line> = lines.iter().copied().filter(is_meant).collect();
        if !paid.is_empty() {
            let sum: Money = paid.iter().map(|line| line.amount).sum();
            let _ = writeln!(text, "  {name}{what}: {}", amount(sum));
            arrows |= write_lines(text, payroll, member, &paid);
        }
    }
    for reason in Reason::ALL.into_iter().filter(|reason| !reason.is_paid()) {
        let kept: Vec<&Line> = lines.iter().copied().filter(|line| line.reason == reason).collect();
        if !kept.is_empty() {
            let sum: Money = kept.iter().map(|line| line.amount).sum();
            let _ = writeln!(text, "  {name}, not paid ({}): {}", in_words(reason), amount(sum));
            arrows |= write_lines(text, payroll, member, &kept);
        }
    }
    arrows
}

fn write_lines(text: &mut String, payroll: &Payroll<'_>, member: MemberId, lines: &[&Line]) -> bool {
    let worth = payroll.plan().point_value();
    let mut arrows = false;
    let mut rows = vec![["level", "from", "basis", "", "rate", "", "amount"].map(str::to_owned)];
    for line in lines {
        let is_product = is_product(line, worth);
        arrows |= !is_product;
        rows.push([
            line.level.to_string(),
            source(payroll, member, line),
            hundredths(line.basis.hundredths()),
            if line.rate == Rate::ZERO { "" } else { "x" }.to_owned(),
            if line.rate == Rate::ZERO { String::new() } else { line.rate.to_string() },
            if is_product { "=" } else { "->" }.to_owned(),
            amount(line.amount),
        ]);
    }
    let widest = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 7] = std::array::from_fn(|column| widest(column).max(LEAST[column]));
    for [level, from, basis, times, rate, equals, paid] in &rows {
        let [level_width, from_width, basis_width, times_width, rate_width, equals_width, paid_width] = widths;
        let line = format!(
            "    {level:>level_width$}  {from:<from_width$}  {basis:>basis_width$} {times:times_width$} \
             {rate:>rate_width$} {equals:equals_width$} {paid:>paid_width$}"
        );
        let _ = writeln!(text, "{line}");
    }
    arrows
}

/// Whether the amount is the basis times the rate, at the worth of a point, rounded once.
fn is_product(line: &Line, worth: Rate) -> bool {
    line.amount
        == match line.basis {
            Basis::Points(volume) => Share::of(&[line.rate, worth]).of_volume(volume),
            Basis::Money(amount) => line.rate.of_money(amount),
        }
}

fn source(payroll: &Payroll<'_>, member: MemberId, line: &Line) -> String {
    match line.source {
        None => "-".to_owned(),
        // By a guarantee, out of what the member is paid itself.
        Some(source) if source == member && line.reason == Reason::Correction => "handed on".to_owned(),
        Some(source) if source == member => "own order".to_owned(),
        Some(source) => shortened(payroll.genealogy().id(source)),
    }
}

fn shortened(id: &str) -> String {
    if id.chars().count() <= LONGEST_ID {
        return id.to_owned();
    }
    let start: String = id.chars().take(LONGEST_ID - 3).collect();
    format!("{start}...")
}
