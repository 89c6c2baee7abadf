//! The audit in 80 columns.

use std::fmt::Write as _;

use super::{AuditedPlan, PlanAuditReport, flat_spots, fraction, origin_note, percent, percent_unbroken, published};
use crate::audit::{Comparison, Origin, PlanAudit, RankChange, RankedBy};
use crate::growth::organisation::Organisation;
use crate::report::text::{Table, apart, cut, wrapped};
use crate::units::{Money, Probability, Volume};
use crate::words::{currency_mark, money, money_brief, months, of_100, of_100_brief, thousands};

/// The audit as text.
#[must_use]
pub fn text(report: &PlanAuditReport<'_>) -> String {
    let mut parts = vec![heading(report), made(report)];
    if let Some(other) = report.other {
        parts.push(side_by_side(report, report.plan, other));
        parts.extend(report.comparison().map(|comparison| changes(report, &comparison)));
    }
    for plan in report.plans() {
        if report.other.is_some() {
            parts.push(wrapped(&format!("PLAN {}: {}", plan.name, plan.plan.title())));
        }
        parts.extend([
            totals(report, &plan.audit),
            breakage(report, &plan.audit),
            spread(report, &plan.audit),
            published::text(report, &plan.audit),
            ranks(report, plan),
            levels(report, &plan.audit),
            origins(report, &plan.audit),
            flat_spots::text(report, plan),
        ]);
    }
    parts.push(limits());
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n") + "\n"
}

fn heading(report: &PlanAuditReport<'_>) -> String {
    let (scenario, plan) = (report.scenario, report.plan);
    let plans = match report.other {
        Some(other) => format!("plans: {} and {}", plan.name, other.name),
        None => format!("plan: {}", plan.name),
    };
    let first = apart([
        concat!("downline ", env!("CARGO_PKG_VERSION")).to_owned(),
        "plan audit".to_owned(),
        plans,
        format!("scenario: {} ({})", scenario.name(), scenario.hash()),
        format!("seed {}", report.organisation.seed()),
    ]);
    let title = if report.other.is_some() { String::new() } else { format!("\n{}", wrapped(plan.plan.title())) };
    first + &title
}

/// How the organisation and its orders are made.
fn made(report: &PlanAuditReport<'_>) -> String {
    let organisation = report.organisation;
    let parameters = organisation.parameters();
    let members = u64::from(parameters.members());
    let mut text = format!(
        "A simulated organisation, not any company's records: below the company, which is not paid, it grew by the same \
         factor every month for {}, up to {} members, and has kept that size until month {}; leavers are replaced. \
         Who quits when, how unevenly people sponsor and what they buy is taken from the scenario; how many join is what \
         the size needs",
        months(parameters.full_since().into()),
        thousands(members.try_into().unwrap_or(i64::MAX)),
        parameters.age(),
    );
    if let Some(rate) = organisation.sponsoring_rate() {
        let _ = write!(text, " ({rate:.4} people a member and month)");
    }
    let ever = i64::try_from(organisation.team().len()).unwrap_or(i64::MAX);
    let _ = write!(
        text,
        ", and the scenario's own mean is {}. {} people ever joined; of 100 current members {} have sponsored nobody; half \
         of them stand within {} levels of the company.",
        report.scenario.growth().members().mean(),
        thousands(ever),
        of_100(organisation.without_recruits(), members),
        middle_level(organisation)
    );
    wrapped(&text) + "\n" + &wrapped(&ordering(report))
}

fn ordering(report: &PlanAuditReport<'_>) -> String {
    let buying = report.scenario.buying();
    let orders = buying.orders();
    let kit = match buying.kit() {
        Volume::ZERO => "kits carry no volume".to_owned(),
        kit => format!("a new member's kit counts {kit} points"),
    };
    let mut text = if orders.share() == Probability::ZERO {
        format!("No member orders: the share of months with an order is 0; {kit}.")
    } else {
        format!(
            "Each member orders in {:.4} of 100 months, {} points in the mean (coefficient of variation {}); {kit}.",
            orders.share().get() * 100.0,
            orders.volume(),
            orders.spread(),
        )
        .replace(".0000 of", " of")
    };
    text += &match buying.customers() {
        None => " There are no customers outside.".to_owned(),
        Some(customers) => format!(
            " A member gains {} customers a month in the mean, who leave by their own tenure and order for {} each month they \
             are there. What they order counts as their member's.",
            customers.gained(),
            money_brief(customers.order().cents(), report.currency()),
        ),
    };
    let active: Vec<String> = report.plans().map(|plan| active_when(plan.active_volume())).collect();
    let first = active.first().cloned().unwrap_or_default();
    if active.iter().all(|when| *when == first) {
        let _ = write!(text, " A member is active {first}.");
    } else {
        let _ = write!(text, " A member is active {first} (first plan), {} (second plan).", active[1]);
    }
    text
}

fn active_when(volume: Volume) -> String {
    if volume > Volume::ZERO {
        format!("in a month with {volume} points or more")
    } else {
        "until it quits, with or without an order".to_owned()
    }
}

/// The level within which at least half of the members stand.
fn middle_level(organisation: &Organisation) -> usize {
    let levels = organisation.members_by_level();
    let half = levels.iter().sum::<u64>().div_ceil(2);
    let mut sum = 0;
    let reached = levels.iter().position(|&count| {
        sum += count;
        sum >= half
    });
    reached.unwrap_or(0)
}

fn side_by_side(report: &PlanAuditReport<'_>, first: &AuditedPlan<'_>, second: &AuditedPlan<'_>) -> String {
    let currency = report.currency();
    let mut table = Table::default();
    // The headline has the names in full.
    let [first_name, second_name] = [first, second].map(|plan| cut(&plan.name, 20));
    table.row(["The same people and orders", &first_name, &second_name]);
    let amount =
        |money_of: &dyn Fn(&PlanAudit) -> Money| [first, second].map(|plan| cents(money_of(&plan.audit), currency));
    let mut row = |label: &str, cells: [String; 2]| table.row([label.to_owned(), cells[0].clone(), cells[1].clone()]);
    row("Paid", amount(&PlanAudit::paid));
    row("  of commissionable volume", [first, second].map(|plan| percent(plan.audit.payout_ratio())));
    row("Kept of what rules promise", amount(&|audit| audit.breakage().iter().map(|cause| cause.1).sum()));
    let nothing = |plan: &AuditedPlan<'_>| {
        let spread = plan.audit.concentration();
        of_100(spread.paid_nothing(), spread.everybody)
    };
    row("Paid nothing, of 100 members", [first, second].map(nothing));
    let top = |plan: &AuditedPlan<'_>| {
        let spread = plan.audit.concentration();
        percent(fraction(spread.top_1_of_100, spread.paid))
    };
    row("Share of pay of the top 1 of 100", [first, second].map(top));
    let cost = second.audit.paid() - first.audit.paid();
    let word = if cost < Money::ZERO { "less" } else { "more" };
    let cost = cents(Money::from_cents(cost.cents().abs()), currency);
    let sentence = format!("{} costs {cost} {word} than {}.", second.name, first.name);
    table.lines(0, 12).join("\n") + "\n" + &wrapped(&sentence)
}

fn changes(report: &PlanAuditReport<'_>, comparison: &Comparison) -> String {
    let currency = report.currency();
    let mut table = Table::default();
    let ranked_by = match comparison.ranked_by {
        RankedBy::First => "highest rank, first plan",
        RankedBy::Second => "highest rank, second plan",
    };
    table.row([ranked_by, "members", "better", "same", "worse", "mean a month"]);
    let row = |label: String, change: &RankChange| {
        let whole = change.members();
        let mean = change.mean_monthly_change().map_or_else(|| "-".to_owned(), |mean| signed(mean, currency));
        [
            cut(&label, 25),
            thousands(whole.try_into().unwrap_or(i64::MAX)),
            of_100_brief(change.better, whole),
            of_100_brief(change.same, whole),
            of_100_brief(change.worse, whole),
            mean,
        ]
    };
    for change in &comparison.ranks {
        table.row(row(report.compared_rank(comparison, change.rank), change));
    }
    table.row(row("everybody".to_owned(), &comparison.everybody));
    let explained = "Of 100 members, how many are paid more, the same or less by the second plan in all these months \
        together (`< 1` is not nobody, `> 99` not everybody); the mean change a member and month. Behaviour is held as it is: nobody quits, orders or sponsors \
        otherwise because of the plan.";
    format!("Who wins and who loses\n{}\n{}", table.lines(2, 6).join("\n"), wrapped(explained))
}

fn signed(amount: f64, currency: &str) -> String {
    #[allow(clippy::cast_possible_truncation)] // means of 64-bit cents
    let cents = (amount * 100.0).round() as i64;
    if cents > 0 { format!("+{}", money(cents, currency)) } else { money(cents, currency) }
}

fn cents(amount: Money, currency: &str) -> String {
    money(amount.cents(), currency)
}

fn totals(report: &PlanAuditReport<'_>, audit: &PlanAudit) -> String {
    let currency = report.currency();
    let mut table = Table::default();
    table.row(["rule", "paid", "of volume", "kept", "promised"]);
    for rule in audit.commissions() {
        let kept = if rule.kept().next().is_none() { "-".to_owned() } else { cents(rule.kept_in_all(), currency) };
        let promised = rule.promised().map_or_else(|| "-".to_owned(), |promised| cents(promised, currency));
        let share = percent(fraction(rule.paid, audit.worth()));
        table.row([rule.name.clone(), cents(rule.paid, currency), share, kept, promised]);
    }
    let breakage = audit.breakage();
    let kept = cents(breakage.iter().map(|cause| cause.1).sum(), currency);
    table.row([
        "all rules".to_owned(),
        cents(audit.paid(), currency),
        percent(audit.payout_ratio()),
        if breakage.is_empty() { "-".to_owned() } else { kept },
        String::new(),
    ]);
    let first = audit.months.first().map_or(0, |month| month.month.get());
    let last = audit.months.last().map_or(0, |month| month.month.get());
    let paid_months = months(audit.months.len().try_into().unwrap_or(i64::MAX));
    let sentence = match worth_of_a_point(audit, currency) {
        Some(point) => format!(
            "Payout ratio: {} of commissionable volume ({} in {paid_months}, months {first} to {last}; one point is \
             {point}).",
            percent_unbroken(audit.payout_ratio()),
            cents(audit.worth(), currency),
        ),
        None => format!(
            "Payout ratio: none. Nobody orders in {paid_months}, months {first} to {last}, so there is no volume to pay \
             on{}.",
            if audit.paid() == Money::ZERO { ", and nobody is paid" } else { "" },
        ),
    };
    let explained = "Where a rule promises a share of each order, or something before a cap, what it paid and what it kept make \
        up the promise, to the cent; `-` is a rule that promises none.";
    let margin = audit.margin().map_or_else(String::new, |margin| {
        let sentence = format!(
            "Retail margin, which members keep of what customers outside pay, comes to {}. It is no commission, and in no \
             other figure here.",
            cents(margin, currency)
        );
        format!("\n{}", wrapped(&sentence))
    });
    format!("{}\n{}\n{}{margin}", wrapped(&sentence), table.lines(2, 9).join("\n"), wrapped(explained))
}

/// What a point is worth, from the months themselves; `None` without an order.
fn worth_of_a_point(audit: &PlanAudit, currency: &str) -> Option<String> {
    let points: Volume = audit.months.iter().map(|month| month.volume).sum();
    if points == Volume::ZERO {
        return None;
    }
    #[allow(clippy::cast_precision_loss)] // shown with four decimals
    let worth = audit.worth().to_major() / (points.hundredths() as f64 / 100.0);
    let decimals = format!("{worth:.4}");
    Some(format!("{}{}", currency_mark(currency), decimals.trim_end_matches('0').trim_end_matches('.')))
}

fn breakage(report: &PlanAuditReport<'_>, audit: &PlanAudit) -> String {
    let causes = audit.breakage();
    if causes.is_empty() {
        let none = "Breakage: none of the rules promises a share of each order.";
        return if audit.worth() == Money::ZERO { String::new() } else { none.to_owned() };
    }
    let whole: Money = causes.iter().map(|cause| cause.1).sum();
    let mut table = Table::default();
    for (reason, amount) in causes {
        let share = percent(fraction(amount, whole));
        table.row([reason.name().to_owned(), cents(amount, report.currency()), share]);
    }
    format!("Breakage by cause: promised and kept\n{}", table.lines(2, 9).join("\n"))
}

fn spread(report: &PlanAuditReport<'_>, audit: &PlanAudit) -> String {
    let (spread, currency) = (audit.concentration(), report.currency());
    let everybody = thousands(spread.everybody.try_into().unwrap_or(i64::MAX));
    if spread.earners == 0 {
        return wrapped(&format!(
            "Nobody was paid anything, of {everybody} people who were members at one of these month-ends or more."
        ));
    }
    let sentence = format!(
        "Of 100 members, {} were paid nothing. Counted is everybody who was a member at one of these month-ends or more: \
         {everybody} people. The middle one was paid {}. The best-paid 1 of 100 got {} of all pay, the best-paid 6 of 100 \
         got {}.",
        of_100(spread.paid_nothing(), spread.everybody),
        cents(spread.median, currency),
        percent_unbroken(fraction(spread.top_1_of_100, spread.paid)),
        percent_unbroken(fraction(spread.top_6_of_100, spread.paid)),
    );
    let mut table = Table::default();
    table.row(["tenth of earners", "members", "paid", "share of pay"]);
    for (number, (&paid, &size)) in (1..).zip(spread.tenths.iter().zip(&spread.tenth_sizes)) {
        let label = match number {
            1 => "best-paid".to_owned(),
            10 => "least-paid".to_owned(),
            number => format!("{number}th").replace("2th", "2nd").replace("3th", "3rd"),
        };
        let size = thousands(size.try_into().unwrap_or(i64::MAX));
        table.row([label, size, cents(paid, currency), percent(fraction(paid, spread.paid))]);
    }
    format!("{}\n{}", wrapped(&sentence), table.lines(2, 9).join("\n"))
}

#[allow(clippy::cast_precision_loss)] // far below 2^53
fn ranks(report: &PlanAuditReport<'_>, plan: &AuditedPlan<'_>) -> String {
    let audit = &plan.audit;
    let whole: u64 = audit.ranks.iter().map(|rank| rank.member_months).sum();
    if audit.ranks.len() <= 1 {
        let why =
            if plan.plan.rank_names().len() > 1 { "nobody reached a higher one" } else { "the plan has no others" };
        return wrapped(&format!("By rank: all members are paid as {}; {why}.", plan.rank_name(0)));
    }
    let mut table = Table::default();
    table.row(["paid-as rank", "members*", "of 100", "were paid", "mean", "share of pay"]);
    for rank in audit.ranks.iter().filter(|rank| rank.member_months > 0) {
        let mean = rank.paid.cents() as f64 / rank.member_months as f64;
        #[allow(clippy::cast_possible_truncation)] // a mean of 64-bit cents
        let mean = Money::from_cents(mean.round() as i64);
        let members = rank.member_months as f64 / audit.months.len().max(1) as f64;
        table.row([
            cut(&plan.rank_name(rank.rank), 19),
            format!("{members:.1}"),
            of_100_brief(rank.member_months, whole),
            of_100_brief(rank.paid_months, rank.member_months),
            cents(mean, report.currency()),
            percent(fraction(rank.paid, audit.paid())),
        ]);
    }
    let explained = "* in a mean month; of 100 members (`< 1` is not nobody, `> 99` not everybody); of 100 of the rank were paid something in the month; mean pay of a \
        member and month. Who is not active is paid as the lowest rank.";
    format!("By rank\n{}\n{}", table.lines(2, 6).join("\n"), wrapped(explained))
}

fn levels(report: &PlanAuditReport<'_>, audit: &PlanAudit) -> String {
    /// More levels than this stand in the table file only.
    const MOST: usize = 12;
    let mut table = Table::default();
    table.row(["rule", "level", "paid", "share of pay"]);
    for rule in audit.commissions() {
        let levels: Vec<(u16, Money)> = rule.levels().collect();
        let shown = if levels.len() > MOST { MOST - 1 } else { levels.len() };
        for &(level, paid) in &levels[..shown] {
            let number = if level == 0 { "-".to_owned() } else { level.to_string() };
            let share = percent(fraction(paid, audit.paid()));
            table.row([rule.name.clone(), number, cents(paid, report.currency()), share]);
        }
        if let Some((next, _)) = levels.get(shown) {
            let rest: Money = levels[shown..].iter().map(|level| level.1).sum();
            let share = percent(fraction(rest, audit.paid()));
            table.row([rule.name.clone(), format!("{next}+"), cents(rest, report.currency()), share]);
        }
    }
    if audit.commissions().all(|rule| rule.levels().next().is_none()) {
        return String::new();
    }
    let explained = "Levels, generations, legs or ranks as the rule counts them; `-` is pay on own orders, groups and \
                     pools.";
    format!("By level\n{}\n{}", table.lines(2, 6).join("\n"), wrapped(explained))
}

fn origins(report: &PlanAuditReport<'_>, audit: &PlanAudit) -> String {
    if audit.paid() == Money::ZERO && audit.worth() == Money::ZERO {
        return String::new();
    }
    let mut table = Table::default();
    table.row(["", "volume", "commission", "share"]);
    let labels = ["customers outside", "members' own purchases", "kits of new members"];
    let mut notes = Vec::new();
    for (origin, label) in Origin::ALL.into_iter().zip(labels) {
        let paid = audit.origins[origin as usize];
        table.row([
            label.to_owned(),
            cents(audit.volume_origins[origin as usize], report.currency()),
            cents(paid, report.currency()),
            percent(fraction(paid, audit.paid())),
        ]);
        let note = origin_note(report, origin);
        if !note.is_empty() {
            notes.push(note);
        }
    }
    let zeros = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join("; ")) };
    let explained = format!(
        "How much customers and kits order is an assumption and no finding{zeros}: set customers.gained, customers.order \
         and kits.volume. Pay on a group is shared out by what the group ordered."
    );
    format!("Where commission comes from\n{}\n{}", table.lines(2, 9).join("\n"), wrapped(&explained))
}

fn limits() -> String {
    wrapped(
        "Simulated by stated assumptions: not actual earnings, not a forecast or promise, and not a company's income \
         disclosure. Costs of members are not counted here: pay is before kits, own orders and expenses.",
    )
}
