//! One member's statement: every line with its arithmetic.

use super::{amount, fraction, points};
use crate::commission::{Basis, Line, Reason, Share};
use crate::payroll::{MemberMonth, MemberStatement, Payroll};
use crate::team::MemberId;
use crate::units::{Money, Rate};
use crate::words::layout::{columns_of, cut, paragraphs, wrapped};
use crate::words::reasons::in_words;
use crate::words::{Width, hundredths, plan_pay as words, printable};

/// The most characters of an id that are shown.
const LONGEST_ID: usize = 20;

/// The least widths of the columns, so that the rules of most statements stand under each other.
const LEAST: [usize; 7] = [5, 16, 12, 1, 7, 2, 12];
/// The same where the text is narrow.
const LEAST_NARROW: [usize; 7] = [5, 14, 10, 1, 5, 2, 10];

/// A statement in writing.
struct Writer<'a> {
    payroll: &'a Payroll<'a>,
    member: MemberId,
    width: Width,
    text: String,
    /// Whether some line is not a plain product.
    arrows: bool,
}

/// The statement as text: month by month and rule by rule, `basis x rate = amount`.
///
/// A line whose amount is not that product, because the rule pays by a table, a share or a cap, has an arrow in place of
/// the equals sign, and the text says so.
#[must_use]
pub fn statement(payroll: &Payroll<'_>, statement: &MemberStatement, width: Width) -> String {
    let id = printable(payroll.genealogy().id(statement.member()));
    let title = words::statement_of(&id, &printable(payroll.plan().title()));
    let mut writer =
        Writer { payroll, member: statement.member(), width, text: wrapped(&title, width) + "\n", arrows: false };
    for month in statement.months() {
        writer.text.push('\n');
        writer.month(month);
    }
    let Writer { mut text, arrows, .. } = writer;
    if let [first, .., last] = statement.months() {
        let [first, last] = [first, last].map(|month| payroll.month_label(month.month));
        text += &format!("\n{}\n", words::months_pay(&first, &last, &amount(statement.paid())));
    }
    format!("{text}\n{}\n", paragraphs(legend(payroll, arrows), width))
}

fn legend(payroll: &Payroll<'_>, arrows: bool) -> Vec<String> {
    let mut legend = vec![words::LEVELS_AND_UNITS.to_owned()];
    let worth = payroll.plan().point_value();
    if worth != Rate::ONE {
        legend.push(words::points_are_worth(&fraction(worth)));
    }
    if arrows {
        legend.push(words::ARROW.to_owned());
    }
    legend
}

impl Writer<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str("  ");
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn month(&mut self, month: &MemberMonth) {
        let (payroll, member) = (self.payroll, self.member);
        let label = payroll.month_label(month.month);
        let standing = if payroll.has_left(member as usize, month.month) {
            words::LEFT
        } else if !payroll.has_joined(member as usize, month.month) {
            words::NOT_JOINED_YET
        } else if month.is_active {
            words::ACTIVE
        } else {
            words::NOT_ACTIVE
        };
        let [rank, title] =
            [payroll.rank_name(month.rank), payroll.title_name(month.title)].map(|name| name.map(printable));
        let (personal, commissionable) = (points(month.personal), points(month.commissionable));
        let heading = words::month_heading(&label, standing, rank, title, [&personal, &commissionable]);
        self.text += &(wrapped(&heading, self.width) + "\n");
        for (rule, name) in payroll.labels().iter().enumerate() {
            let lines: Vec<&Line> = month.lines.iter().filter(|pair| pair.0 == rule).map(|pair| &pair.1).collect();
            let name = printable(name);
            self.rule(&name, &lines);
            for (_, [left, right]) in month.carried.iter().filter(|pair| pair.0 == rule) {
                self.line(&words::carries(&name, &points(*left), &points(*right)));
            }
        }
        self.line(&words::month_pays(&label, &amount(month.paid())));
    }

    fn rule(&mut self, name: &str, lines: &[&Line]) {
        for is_refund in [false, true] {
            let is_meant = |line: &&Line| line.reason.is_paid() && (line.reason == Reason::Refund) == is_refund;
            let say = if is_refund { words::rule_takes_back } else { words::rule_pays };
            self.lines(lines.iter().copied().filter(is_meant).collect(), &|sum| say(name, sum));
        }
        for reason in Reason::ALL.into_iter().filter(|reason| !reason.is_paid()) {
            let kept = lines.iter().copied().filter(|line| line.reason == reason).collect();
            self.lines(kept, &|sum| words::rule_keeps(name, in_words(reason.name()), sum));
        }
    }

    /// Lines of one kind below what they come to; nothing where there are none.
    fn lines(&mut self, lines: Vec<&Line>, say: &dyn Fn(&str) -> String) {
        if lines.is_empty() {
            return;
        }
        let sum: Money = lines.iter().map(|line| line.amount).sum();
        self.line(&say(&amount(sum)));
        let mut rows = vec![words::LINE_COLUMNS.map(str::to_owned)];
        for line in lines {
            let is_product = is_product(line, self.payroll.plan().point_value());
            self.arrows |= !is_product;
            rows.push(self.row(line, is_product));
        }
        let narrow = LEAST.iter().sum::<usize>() + BESIDE > self.width.columns();
        let least = if narrow { LEAST_NARROW } else { LEAST };
        let widest = |column: usize| rows.iter().map(|row| columns_of(&row[column])).max().unwrap_or(0);
        let widths: [usize; 7] = std::array::from_fn(|column| widest(column).max(least[column]));
        for row in &rows {
            self.text += &(in_columns(row, widths) + "\n");
        }
    }

    fn row(&self, line: &Line, is_product: bool) -> [String; 7] {
        let has_rate = line.rate != Rate::ZERO;
        [
            line.level.to_string(),
            self.source(line),
            hundredths(line.basis.hundredths()),
            if has_rate { "x" } else { "" }.to_owned(),
            if has_rate { line.rate.to_string() } else { String::new() },
            if is_product { "=" } else { "->" }.to_owned(),
            amount(line.amount),
        ]
    }

    fn source(&self, line: &Line) -> String {
        match line.source {
            None => "-".to_owned(),
            // By a guarantee, out of what the member is paid itself.
            Some(source) if source == self.member && line.reason == Reason::Correction => words::HANDED_ON.to_owned(),
            Some(source) if source == self.member => words::OWN_ORDER.to_owned(),
            Some(source) => cut(&printable(self.payroll.genealogy().id(source)), LONGEST_ID),
        }
    }
}

/// The blanks before and between the columns of a line.
const BESIDE: usize = 4 + 2 + 2 + 4;

fn in_columns(row: &[String; 7], widths: [usize; 7]) -> String {
    let [level, from, basis, times, rate, equals, paid] = row;
    let [level_width, from_width, basis_width, times_width, rate_width, equals_width, paid_width] = widths;
    format!(
        "    {level:>level_width$}  {from:<from_width$}  {basis:>basis_width$} {times:times_width$} {rate:>rate_width$} \
         {equals:equals_width$} {paid:>paid_width$}"
    )
}

/// Whether the amount is the basis times the rate, at the worth of a point, rounded once.
fn is_product(line: &Line, worth: Rate) -> bool {
    line.amount
        == match line.basis {
            Basis::Points(volume) => Share::of(&[line.rate, worth]).of_volume(volume),
            Basis::Money(amount) => line.rate.of_money(amount),
        }
}
